import type { Verdict } from '../domain/verdict.ts';
import { ecrireSignaux } from './signals.ts';

/** What speaks of an open line, for readers: its signals, then what memory suggests and why. */
export function ecrireExamen({ signaux, examen }: Verdict): string {
  const suggestion = examen?.suggestion;
  const memoire =
    suggestion === undefined
      ? []
      : [`mémoire : ${suggestion.conclusion === 'internationale' ? 'oui' : 'non'}, ${suggestion.motif}`];
  return [...(signaux.length > 0 ? [ecrireSignaux(signaux)] : []), ...memoire].join(' ; ');
}
