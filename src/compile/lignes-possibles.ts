import type { Affectation } from '../domain/lignes/affectation.ts';
import { rolesDesRegles } from './compteur-de-regles.ts';
import { lectureDeFlux } from './consolidation/champs-de-flux.ts';
import type { ChampDeCritere, Critere } from './critere.ts';
import { garderPar } from './garder-par.ts';
import type { Jaune } from './jaune.ts';
import { lectureDuChamp } from './lectures-des-criteres.ts';

/** The ranks of the lines that have each value of a field, ascending. */
type Index = ReadonlyMap<string, readonly number[]>;

/** The fields of many values, by which few lines of a list have one. */
const INDEXES: ReadonlySet<ChampDeCritere> = new Set<ChampDeCritere>([
  'exclusion',
  'decideur',
  'source',
  'ligne',
  'regle',
  'operation',
  'financeur',
  'sortie',
  'apport',
  'flux',
  'porteur',
]);
const AUCUNE: readonly number[] = [];

const indexesDe = garderPar((_lignes: readonly Affectation[]) => new Map<string, Index>());

/**
 * The ranks of the lines of a list that criteria may select, ascending: no other can be, and a `Selection` says which are. There are
 * as many figures as reasons, rules and sources: each looks at its own lines, and all lines are read once for a field.
 * @param lignes a list that never changes, of that jaune
 * @returns `undefined` where any line may be
 */
export function lignesPossibles(
  jaune: Jaune,
  lignes: readonly Affectation[],
  criteres: readonly Critere[],
): readonly number[] | undefined {
  const sens = criteres.find(([champ]) => champ === 'sens')?.[1] ?? 'depense';
  let moindre: readonly number[] | undefined;
  for (const [champ, valeur] of criteres) {
    // Several values in one: not worth an index, other criteria go with them.
    if (!INDEXES.has(champ) || valeur.includes('+')) continue;
    const siennes = indexDuChamp(jaune, lignes, champ, sens).get(valeur) ?? AUCUNE;
    if (moindre === undefined || siennes.length < moindre.length) moindre = siennes;
  }
  return moindre;
}

function indexDuChamp(jaune: Jaune, lignes: readonly Affectation[], champ: ChampDeCritere, sens: string): Index {
  const indexes = indexesDe(lignes);
  const nom = champ === 'sortie' ? `${champ} ${sens}` : champ;
  const connu = indexes.get(nom);
  if (connu) return connu;
  const index = new Map<string, number[]>();
  const lire = valeursDuChamp(jaune, champ, sens);
  for (const [rang, affectation] of lignes.entries())
    for (const valeur of lire(affectation)) {
      if (valeur === undefined) continue;
      const rangs = index.get(valeur);
      if (rangs === undefined) index.set(valeur, [rang]);
      else if (rangs.at(-1) !== rang) rangs.push(rang);
    }
  indexes.set(nom, index);
  return index;
}

/** Reads all the values of a field by which a line, or any of its parts, may be selected. */
function valeursDuChamp(
  jaune: Jaune,
  champ: ChampDeCritere,
  sens: string,
): (affectation: Affectation) => readonly (string | undefined)[] {
  if (champ === 'regle')
    return ({ verdict }) => {
      const { emporte, devance, contredite } = rolesDesRegles(verdict.reponses);
      return [
        ...emporte,
        ...[...devance].map((id) => `${id}/devancee`),
        ...[...contredite].map((id) => `${id}/contredite`),
      ];
    };
  if (champ === 'flux' || champ === 'porteur') {
    const { lire } = lectureDeFlux(jaune, champ);
    return (affectation) => [lire(affectation)];
  }
  const lecture = lectureDuChamp(jaune, champ, sens);
  if (lecture === undefined) throw new Error(`${champ} : rien ne le lit`);
  if (lecture.de === 'ligne') return (affectation) => [lecture.lire(affectation)];
  return (affectation) => affectation.verdict.parts.map((part) => lecture.lire(part, affectation));
}
