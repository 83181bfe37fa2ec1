import type { ExamenDetaille } from '../../domain/indice.ts';
import type { GenreSignal, Signal } from '../../domain/signal.ts';

/** The kinds of words, as readers call them. */
const GENRES: Readonly<Record<GenreSignal, string>> = {
  pays: 'pays',
  gentilé: 'gentilé',
  lieu: 'lieu',
  aire: 'partie du monde',
  programme: 'programme',
  reseau: 'réseau ou organisme public',
  organisation: 'organisation non gouvernementale',
  mot: 'mot du métier',
};

/** The signals of a line, those set aside with what they really are, and what they come to, for a terminal. */
export function writeSignals({ signaux, ecartes, pointsDesSignaux }: ExamenDetaille): string[] {
  const vus = signaux.map((signal) => `  ${writeSignal(signal)}, poids ${signal.poids}`);
  const retires = ecartes.map(
    (signal) =>
      `  ${writeSignal(signal)}, écarté : faux ami « ${typographier(signal.fauxAmi)} », ${typographier(signal.motif)}`,
  );
  if (vus.length === 0) return ['  Aucun.', ...retires];
  return [...vus, `  Ensemble : ${pointsDesSignaux} points`, ...retires];
}

/** The reference tables are written with the apostrophe of keyboards. */
function typographier(texte: string): string {
  return texte.replaceAll("'", '’');
}

function writeSignal({ mot, texte, champ, position, genre, pays }: Signal): string {
  const ecrit = texte === mot ? '' : ` écrit « ${texte} »`;
  const de = pays === '' ? '' : ` ${pays}`;
  return `« ${mot} »${ecrit} dans ${champ}, caractère ${position} (${GENRES[genre]}${de})`;
}
