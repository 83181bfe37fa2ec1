import { accord } from '../domain/textes/format.ts';
import type { Avis } from '../formats/regard.ts';
import type { Profil } from './profil.ts';

/** The marks of the amounts of a file, and how sure they are. */
interface MarquesVues extends Avis {
  readonly decimale: ',' | '.';
  /** What parts thousands, where it is not a space. */
  readonly milliers?: Avis & { readonly marque: ',' | '.' };
}

/**
 * Decides the decimal mark by the cells of the columns of amounts, and what parts their thousands.
 * @param enMilliers whether the file says that it counts in thousands of euros: three decimals are euros then
 */
export function devinerLaDecimale(profils: readonly Profil[], separateur: string, enMilliers: boolean): MarquesVues {
  const compter = (lire: (profil: Profil) => Profil['decimales']) => (marque: ',' | '.') =>
    profils.reduce((somme, profil) => somme + lire(profil)[marque], 0);
  const surs = compter(({ milliers }) => milliers.surs);
  const possibles = enMilliers ? () => 0 : compter(({ milliers }) => milliers.possibles);
  const toutes = compter(({ decimalesEcrites }) => decimalesEcrites);
  // Three figures after a mark may be thousands: they say nothing of cents as long as others do.
  const vraies = { ',': toutes(',') - possibles(','), '.': toutes('.') - possibles('.') };
  const exemple = (marque: ',' | '.') => {
    const vu = profils.flatMap(({ ecrits }) => ecrits).find((cellule) => cellule.includes(marque));
    return vu === undefined ? '' : ` (${vu})`;
  };
  const [virgules, points] = [vraies[','], vraies['.']];
  if (virgules === 0 && points === 0) {
    const marque = surs('.') + possibles('.') >= surs(',') + possibles(',') ? '.' : ',';
    const nombre = surs(marque) + possibles(marque);
    if (nombre === 0)
      return {
        decimale: separateur === ',' ? '.' : ',',
        confiance: 'à confirmer',
        raisons: [
          profils.some(({ vues }) => vues > 0) && profils.every(({ ecrits }) => ecrits.length === 0)
            ? 'aucun montant n’est écrit comme un texte : un nombre n’a pas de signe à lui.'
            : 'rien ne tranche, aucun montant n’a de centimes.',
          ...direEspaces(profils),
        ],
      };
    return {
      decimale: autreQue(marque),
      confiance: 'à confirmer',
      raisons: ['aucun montant n’a de centimes : l’autre signe que celui des milliers.'],
      milliers: direMilliers(marque, nombre, surs(marque) > 0, exemple(marque)),
    };
  }
  const decimale = virgules >= points ? ',' : '.';
  const siens = Math.max(virgules, points);
  const autres = Math.min(virgules, points);
  const marque = autreQue(decimale);
  const separes = surs(marque) + possibles(marque);
  return {
    decimale,
    confiance: autres === 0 && surs(decimale) === 0 ? 'sûr' : 'à confirmer',
    raisons: [
      `« ${decimale} » dans ${accord(siens, 'montant')}, « ${marque} » dans ${autres === 0 ? 'aucun' : accord(autres, 'montant')}${exemple(decimale)}.`,
      ...direEspaces(profils),
    ],
    ...(separes === 0 ? {} : { milliers: direMilliers(marque, separes, autres === 0, exemple(marque)) }),
  };
}

function autreQue(marque: ',' | '.'): ',' | '.' {
  return marque === ',' ? '.' : ',';
}

function direMilliers(marque: ',' | '.', nombre: number, sur: boolean, exemple: string) {
  return {
    marque,
    confiance: sur ? 'sûr' : 'à confirmer',
    raisons: [`« ${marque} » avant trois chiffres dans ${accord(nombre, 'montant')}${exemple}.`],
  } as const;
}

const ESPACES: ReadonlyMap<string, string> = new Map([
  [' ', 'ordinaire'],
  ['\u00a0', 'insécable'],
  ['\u202f', 'fine insécable'],
  ['\u2009', 'fine'],
]);

function direEspaces(profils: readonly Profil[]): string[] {
  const vues = new Set(profils.flatMap(({ espaces }) => [...espaces]));
  const dites = [...ESPACES].flatMap(([espace, nom]) => (vues.has(espace) ? [nom] : []));
  return dites.length === 0 ? [] : [`milliers séparés par une espace ${dites.join(' ou ')}.`];
}
