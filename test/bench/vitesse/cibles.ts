import type { NomDAxe } from '../croissance/axes.ts';

/** What the tool is asked for: a figure of the bench, and what it may be at most. */
export interface Cible {
  readonly id: IdDeCible;
  readonly texte: string;
  readonly unite: string;
  readonly plafond: number;
  /** How the figure is asked for, when a plain run does not measure it. */
  readonly demande?: string;
}

/** A target beside what was measured. */
export interface Jugement {
  readonly cible: Cible;
  /** Nothing when it was not measured. */
  readonly mesure: number | undefined;
  readonly verdict: 'met' | 'missed' | 'not measured';
}

/** Where every measured figure comes, by the name of its target. */
export type Mesures = Partial<Record<IdDeCible, number>>;

/** Names of the figures that are judged. */
export type IdDeCible =
  | 'rapport-1M'
  | 'rapport-100k'
  | 'pic-1M'
  | 'pic-100k'
  | 'pic-international'
  | 'compiler-2012'
  | 'controler-2012'
  | 'aide'
  | 'lignes-20k'
  | 'pic-10M'
  | 'linearite-10M'
  | 'contre-1M'
  | 'contre-100k'
  | `croissance-${NomDAxe}`
  | 'decisions-100k';

/** Of the reference machine: see `etalon.ts`. */
const REF = ', seconds of the reference machine';
const AVEC_10M = 'BENCH_DIX_MILLIONS=1';
const AVEC_CONTRE = '--contre';

/** The targets, as their owner set them. */
export const CIBLES: readonly Cible[] = [
  { id: 'rapport-1M', texte: '1 000 000 lines, time over that of the floor', unite: '', plafond: 1.3 },
  { id: 'rapport-100k', texte: '100 000 lines, time over that of the floor', unite: '', plafond: 1.7 },
  { id: 'pic-1M', texte: '1 000 000 lines, peak memory', unite: 'MB', plafond: 250 },
  { id: 'pic-100k', texte: '100 000 lines, peak memory', unite: 'MB', plafond: 250 },
  { id: 'pic-international', texte: '100 000 lines all retained, peak memory', unite: 'MB', plafond: 700 },
  { id: 'compiler-2012', texte: `\`compiler data/2012\`${REF}`, unite: 's', plafond: 1 },
  { id: 'controler-2012', texte: `\`controler data/2012\`${REF}`, unite: 's', plafond: 0.7 },
  { id: 'aide', texte: `\`--help\`${REF}`, unite: 's', plafond: 0.12 },
  { id: 'lignes-20k', texte: `20 000 lines${REF}`, unite: 's', plafond: 1.3 },
  { id: 'pic-10M', texte: '10 000 000 lines, peak memory', unite: 'MB', plafond: 300, demande: AVEC_10M },
  {
    id: 'linearite-10M',
    texte: '10 000 000 lines, time of a line over that at 1 000 000',
    unite: '',
    plafond: 1.15,
    demande: AVEC_10M,
  },
  {
    id: 'contre-1M',
    texte: '1 000 000 lines, time over the former build',
    unite: '',
    plafond: 0.4,
    demande: AVEC_CONTRE,
  },
  {
    id: 'contre-100k',
    texte: '100 000 lines, time over the former build',
    unite: '',
    plafond: 0.66,
    demande: AVEC_CONTRE,
  },
];

/**
 * Every target, met or missed, to the figure as it was measured: 1.304 misses 1.30. What only some runs measure is not measured in
 * the others, and then missed by none; what every run measures must be there.
 * @throws Error when a figure that every run measures is not there
 */
export function juger(mesures: Mesures, cibles: readonly Cible[] = CIBLES): Jugement[] {
  return cibles.map((cible) => {
    const mesure = mesures[cible.id];
    if (mesure === undefined) {
      if (cible.demande === undefined) throw new Error(`rien n’a été mesuré pour la cible « ${cible.texte} »`);
      return { cible, mesure, verdict: 'not measured' };
    }
    return { cible, mesure, verdict: mesure <= cible.plafond ? 'met' : 'missed' };
  });
}

/** Whether any target was missed. */
export function uneCibleManquee(jugements: readonly Jugement[]): boolean {
  return jugements.some(({ verdict }) => verdict === 'missed');
}
