import type { Objectif, Serie } from '../domain/verdict/dimension.ts';
import { horsDeSonTemps, nommerAvecSaSerie, SERIES_D_OBJECTIFS } from '../domain/verdict/objectifs.ts';
import type { Preparation } from '../edition/preparation.ts';

/** What is said of our correspondence wherever it shows: no official text leads from one series to the other. */
const LA_NOTRE = 'correspondance de jaune, qui n’est pas officielle ; rien n’est converti';

/**
 * What there is to do about the goals that rules name, when the new exercice is of another series: for each rule, those that we
 * suggest, said to be ours. Rules are carried as they were written: people choose.
 * @param laissees the rules that were not carried, their years being over
 */
export function suggererLesObjectifs(
  { classement, references }: Pick<Preparation, 'classement' | 'references'>,
  exercice: string,
  laissees: ReadonlySet<string>,
): string[] {
  return SERIES_D_OBJECTIFS.flatMap((serie) => {
    if (horsDeSonTemps(serie, { exercice }) === undefined) return [];
    return classement.regles.flatMap(({ citee, conclusion }) => {
      const parts = conclusion.question === 'ventilation' ? conclusion.dimensions.get(serie) : undefined;
      if (parts === undefined) return [];
      const dits = parts.map(({ valeur }) => suggerer(serie, valeur, references.objectifs));
      const quoi = laissees.has(citee.id)
        ? `La règle « ${citee.id} », laissée, ventilait par ${serie.toUpperCase()} : si elle a une suite, choisissez.`
        : `La règle « ${citee.id} » (${citee.lieu}) ventile par ${serie.toUpperCase()}, que ${exercice} n’a plus : choisissez, ou donnez à la règle ses années (exercices).`;
      return [`${quoi} ${dits.join(' ; ')} (${LA_NOTRE}).`];
    });
  });
}

/** `OMD 2 (Éducation primaire) suggère ODD 4` */
function suggerer(serie: Serie, valeur: string, objectifs: readonly Objectif[]): string {
  const objectif = objectifs.find((chacun) => chacun.serie === serie && chacun.numero === valeur);
  if (objectif === undefined) return valeur;
  const autre = SERIES_D_OBJECTIFS.find((chacune) => chacune !== serie) ?? serie;
  return objectif.suggeres.length === 0
    ? `${nommerAvecSaSerie(objectif)} : rien n’est suggéré`
    : `${nommerAvecSaSerie(objectif)} suggère ${objectif.suggeres.map((numero) => `${autre.toUpperCase()} ${numero}`).join(', ')}`;
}
