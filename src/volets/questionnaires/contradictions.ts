import type { Geographie, Pays } from '../../domain/lieux/geographie.ts';
import { plier } from '../../domain/textes/texte.ts';
import type { Reponse } from './lire-les-reponses.ts';
import type { Dimension, Question } from './plan.ts';

/** An answer that its own row denies. It stays where it was written. */
export interface Contradiction {
  readonly reponse: Reponse;
  readonly constat: string;
}

/** Words that the longest name of a country has, and some more. */
const MOTS_MAX = 6;

/**
 * What answers by territory say of countries that lie elsewhere on the grid of the jaune: Syria under Asia, France under North America. Only
 * for dimensions whose identifier is that of a territory.
 */
export function contradictions(reponses: Iterable<Reponse>, geographie: Geographie): Contradiction[] {
  return [...reponses].flatMap((reponse) => {
    const { dimension, question, valeur, texte } = reponse;
    if (dimension === undefined || geographie.territoire(dimension.id) === undefined) return [];
    return [...lieuxNommes(`${valeur}\n${texte}`, geographie)].flatMap(([nom, pays]) => {
      const constat = situer(nom, pays, dimension, question, geographie);
      return constat === undefined ? [] : [{ reponse, constat }];
    });
  });
}

function situer(
  nom: string,
  pays: Pays | undefined,
  dimension: Dimension,
  { dimensions }: Question,
  geographie: Geographie,
): string | undefined {
  const sous = `citée sous « ${dimension.libelle} »`;
  if (pays === undefined) return `France ${sous} : elle n’est pas à l’étranger`;
  if (pays.territoire === dimension.id) return undefined;
  const sien = geographie.territoire(pays.territoire)?.libelle ?? '';
  const demande = dimensions.some(({ id }) => id === pays.territoire);
  return `${nom} : sous « ${dimension.libelle} », et le jaune compte ce pays en « ${sien} »${demande ? '' : ', qui n’était pas demandé'}`;
}

/** The countries that a text names, each once, by name; `undefined` for France. */
function lieuxNommes(texte: string, geographie: Geographie): ReadonlyMap<string, Pays | undefined> {
  const nommes = new Map<string, Pays | undefined>();
  for (const morceau of texte.split(/[,;:()\n.·–—]/)) {
    const mots = plier(morceau)
      .split(' ')
      .filter((mot) => mot !== '');
    // Within a longer name it is another: Île-de-France, France Volontaires.
    if (mots.join(' ') === 'france') nommes.set('France', undefined);
    for (let debut = 0; debut < mots.length; ) {
      const { pays, longueur } = paysEn(mots, debut, geographie);
      if (pays) nommes.set(pays.nom, pays);
      debut += longueur;
    }
  }
  return nommes;
}

/** The longest name of a country that begins at a word. */
function paysEn(mots: readonly string[], debut: number, geographie: Geographie) {
  for (let longueur = Math.min(MOTS_MAX, mots.length - debut); longueur > 0; longueur--) {
    const nom = mots.slice(debut, debut + longueur).join(' ');
    const pays = geographie.estAmbigu(nom) ? undefined : geographie.pays(nom);
    if (pays) return { pays, longueur };
  }
  return { pays: undefined, longueur: 1 };
}
