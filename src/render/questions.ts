import type { Question } from '../domain/verdict.ts';

/** What readers see for each question that is put to a line. */
export const LIBELLES_QUESTIONS: Readonly<Record<Question, string>> = {
  perimetre: 'Périmètre',
  international: 'International',
  exceptionnel: 'Exceptionnel',
  ventilation: 'Ventilation',
};
