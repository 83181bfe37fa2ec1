import { RetouchesYaml } from '../files/yaml-edits.ts';
import type { ExerciceEcrit } from './schema-exercice.ts';

/** `exercice.yaml` of one exercice, made ready for a later one. */
export interface ExerciceRepris {
  readonly texte: string;
  /** How many sources had control totals, which are those of the year before and were taken out. */
  readonly controles: number;
  /** Lines of the new text that still name the year before: titles of columns, words, comments. To be read again. */
  readonly citations: readonly { readonly ligne: number; readonly texte: string }[];
}

/**
 * Carries `exercice.yaml` to a later exercice and leaves it as people wrote it, but for three things: the year, the edition
 * date, which is left blank — no clock may choose it, and a compile stops there until somebody does —, and the control
 * totals, which the senders have yet to announce.
 * @param texte the file of the earlier exercice, read without a fault
 */
export function carryExercice(
  texte: string,
  ecrit: Pick<ExerciceEcrit, 'exercice' | 'date_edition' | 'sources'>,
  exercice: string,
): ExerciceRepris {
  const retouches = new RetouchesYaml(texte);
  const rappel = `À remplir, AAAA-MM-JJ : la date de cette édition. En ${ecrit.exercice} : ${ecrit.date_edition}.`;
  retouches.remplacer(['exercice'], exercice);
  retouches.annoter(['date_edition'], rappel);
  retouches.remplacer(['date_edition'], '');
  ecrit.sources.forEach(({ controle, constantes }, rang) => {
    if (controle) retouches.retirer(['sources', rang, 'controle']);
    if (constantes.exercice !== undefined) retouches.remplacer(['sources', rang, 'constantes', 'exercice'], exercice);
  });
  const repris = retouches.resultat();
  return {
    texte: repris,
    controles: ecrit.sources.filter(({ controle }) => controle !== undefined).length,
    citations: repris.split('\n').flatMap((ligne, rang) => {
      const cite = ligne.includes(ecrit.exercice) && !ligne.includes(rappel);
      return cite ? [{ ligne: rang + 1, texte: ligne.trim() }] : [];
    }),
  };
}
