import type { Verdict } from '../domain/verdict/verdict.ts';

/** Whether neither a rule nor a person says that a line belongs. */
export function estSansReponse({ reponses }: Verdict): boolean {
  return !reponses.some(({ question, auteur }) => question === 'perimetre' && auteur.type !== 'defaut');
}
