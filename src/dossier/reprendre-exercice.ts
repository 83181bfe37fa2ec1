import { YamlEdits } from '../files/yaml-edits.ts';

/** `exercice.yaml` of one exercice, made ready for a later one. */
export interface ExerciceRepris {
  readonly texte: string;
  /** How many sources had control totals, which are those of the year before and were taken out. */
  readonly controles: number;
  /** Lines of the new text that still name the year before: titles of columns, words, comments. To be read again. */
  readonly citations: readonly { readonly ligne: number; readonly texte: string }[];
}

/** What must be known of the earlier exercice. */
interface ExercicePasse {
  readonly exercice: string;
  readonly dateEdition: string;
  /** In their order: whether each has control totals, and whether it says the year of its lines. */
  readonly sources: readonly { readonly controlee: boolean; readonly datee: boolean }[];
}

/**
 * Carries `exercice.yaml` to a later exercice and leaves it as people wrote it, but for three things: the year, the edition
 * date, which is left blank — no clock may choose it, and a compile stops there until somebody does —, and the control
 * totals, which the senders have yet to announce.
 * @param texte the file of the earlier exercice, read without a fault
 */
export function reprendreExercice(texte: string, passe: ExercicePasse, exercice: string): ExerciceRepris {
  const retouches = new YamlEdits(texte);
  const rappel = `À remplir, AAAA-MM-JJ : la date de cette édition. En ${passe.exercice} : ${passe.dateEdition}.`;
  retouches.remplacer(['exercice'], exercice);
  retouches.annoter(['date_edition'], rappel);
  retouches.remplacer(['date_edition'], '');
  passe.sources.forEach(({ controlee, datee }, rang) => {
    if (controlee) retouches.retirer(['sources', rang, 'controle']);
    if (datee) retouches.remplacer(['sources', rang, 'constantes', 'exercice'], exercice);
  });
  const repris = retouches.resultat();
  return {
    texte: repris,
    controles: passe.sources.filter(({ controlee }) => controlee).length,
    citations: repris.split('\n').flatMap((ligne, rang) => {
      const cite = ligne.includes(passe.exercice) && !ligne.includes(rappel);
      return cite ? [{ ligne: rang + 1, texte: ligne.trim() }] : [];
    }),
  };
}
