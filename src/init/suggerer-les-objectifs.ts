import { CORRESPONDANCE_DE_JAUNE, direLesSuggeres } from '../domain/verdict/correspondance-des-objectifs.ts';
import type { Objectif, Serie } from '../domain/verdict/dimension.ts';
import { horsDeSonTemps, nommerAvecSaSerie, SERIES_D_OBJECTIFS } from '../domain/verdict/objectifs.ts';
import type { Preparation } from '../edition/preparation.ts';

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
      return [`${quoi} ${dits.join(' ; ')} (${CORRESPONDANCE_DE_JAUNE}).`];
    });
  });
}

/** `OMD 2 (Éducation primaire) suggère ODD 4` */
function suggerer(serie: Serie, valeur: string, objectifs: readonly Objectif[]): string {
  const objectif = objectifs.find((chacun) => chacun.serie === serie && chacun.numero === valeur);
  if (objectif === undefined) return valeur;
  const suggeres = direLesSuggeres(serie, valeur, objectifs);
  return suggeres === ''
    ? `${nommerAvecSaSerie(objectif)} : rien n’est suggéré`
    : `${nommerAvecSaSerie(objectif)} suggère ${suggeres}`;
}
