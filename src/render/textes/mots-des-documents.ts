import type { Jaune, Rangee } from '../../compile/jaune.ts';
import { direAvecSaNorme, type NomTable, TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { estEntiere } from '../../domain/argent/fraction.ts';
import { ecrireSignaux } from '../../domain/verdict/signal.ts';
import {
  ecrireQuotePart,
  estRetenue,
  LIBELLES_PLACES,
  type Question,
  type Verdict,
} from '../../domain/verdict/verdict.ts';

/** What speaks of an open line, for readers: its signals, then what memory suggests and why. */
export function ecrireExamen({ signaux, examen }: Verdict): string {
  const suggestion = examen?.suggestion;
  const memoire =
    suggestion === undefined
      ? []
      : [`mémoire : ${suggestion.conclusion === 'internationale' ? 'oui' : 'non'}, ${suggestion.motif}`];
  return [...(signaux.length > 0 ? [ecrireSignaux(signaux)] : []), ...memoire].join(' ; ');
}

/** What a person decided of a line, in words: « Internationale, pour 55 % ; axe : Jeunesse ». */
export function direLaDecision(verdict: Verdict): string {
  const { place, quotePart, decisive, reponses } = verdict;
  const part = estRetenue(place) && !estEntiere(quotePart) ? `, pour ${ecrireQuotePart(verdict)}` : '';
  const dite =
    decisive.auteur.type === 'decision'
      ? `${LIBELLES_PLACES[place]}${part}`
      : 'Dans le périmètre ; les règles disent le reste';
  const ensuite = reponses.flatMap(({ auteur, question, conclusion }) =>
    auteur.type === 'decision' && (question === 'ventilation' || question === 'rattachement') ? [conclusion] : [],
  );
  return [dite, ...ensuite].join(' ; ');
}

/** What readers see for each question that is put to a line. */
export const LIBELLES_QUESTIONS: Readonly<Record<Question, string>> = {
  perimetre: 'Périmètre',
  international: 'International',
  exceptionnel: 'Exceptionnel',
  ventilation: 'Ventilation',
  rattachement: 'Rattachement',
};

/** The code of a row as its first line spells it, `HP 28-005` for `HP28-005`; empty for a table without codes. */
export function ecrireCode(
  table: NomTable,
  { cle, lignes: indexes }: Rangee,
  { lignes, libelles }: Pick<Jaune, 'lignes' | 'libelles'>,
): string {
  const { code, lecture } = TABLES_DECRITES[table];
  if (code !== 'recu' || cle === '' || 'dimension' in lecture) return '';
  const ligne = lignes[indexes[0] ?? -1]?.ligne;
  const recu = ligne?.[lecture.champ].trim() ?? '';
  if (ligne === undefined || recu === '') return cle;
  return lecture.deLaNorme ? direAvecSaNorme(recu, ligne, libelles) : recu;
}
