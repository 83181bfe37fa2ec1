import { champNomme } from '../domain/champs.ts';
import type { Signal } from '../domain/signal.ts';

/** A field of a line, as readers call it; rules keep the names that officers write. */
export function nommerChamp(nom: string): string {
  const { titre } = champNomme(nom) ?? { titre: nom };
  return titre.charAt(0).toLowerCase() + titre.slice(1);
}

/** What makes one think of abroad in a line, for readers: `« Dakar » (lieu), « export » (libellé)`. */
export function ecrireSignaux(signaux: readonly Signal[]): string {
  return signaux.map(({ mot, champ }) => `« ${mot} » (${nommerChamp(champ)})`).join(', ');
}
