import { ecrirePart, estLeTout, type Part } from '../../domain/argent/part.ts';
import type { CodeDeRenvoi, Lieu } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import { type ColonneDecision, fichierDeRef, type PlaceDecidee } from '../../domain/verdict/decision-ecrite.ts';
import {
  DIMENSIONS_DECIDEES,
  type Dimension,
  type DimensionDecidee,
  dimensionDecrite,
} from '../../domain/verdict/dimensions.ts';
import {
  ecrireFlux,
  ecrireRattachement,
  type Flux,
  LIBELLES_DES_FLUX,
  type Rattachement,
} from '../../domain/verdict/flux.ts';
import { estRetenue, LIBELLES_PLACES } from '../../domain/verdict/verdict.ts';
import type { LigneDAlors } from './retrouver/ligne-decrite.ts';

/** What a person decided of one line, tied to what the line was. */
export interface DecisionLue {
  /** `sources/culture.csv:214`. */
  readonly ref: string;
  readonly empreinte: string;
  readonly place: PlaceDecidee;
  readonly quotePart: Part;
  readonly cle: string;
  readonly dimensions: ReadonlyMap<Dimension, string>;
  /** The flow for which the line is left out, or counts in spite of it. */
  readonly flux?: Flux;
  readonly rattachement?: Rattachement;
  readonly motif: string;
  readonly auteur: string;
  readonly date: string;
}

/** Tells what is wrong with one column of a decision; `code` when it is more precise than the reader's. */
export type RefuserColonne = (
  colonne: ColonneDecision,
  message: string,
  remede: string,
  code?: CodeDeRenvoi | undefined,
) => void;

/** A decision in its file. */
export interface Decision extends DecisionLue {
  readonly lieu: Lieu;
  /** Day of the decision that replaced this one, which is then history; empty while it holds. */
  readonly remplaceeLe: string;
  /** What its line was; absent where the file keeps nothing of it. */
  readonly etait?: LigneDAlors | undefined;
  /** The references that it had before its line moved, the last one first. */
  readonly reporteeDe?: string;
}

/** Whether two decisions put a line in the same place, for the same share, in the same cells: their reasons may differ. */
export function concluentPareil(gauche: DecisionLue, droite: DecisionLue): boolean {
  return cleDeConclusion(gauche) === cleDeConclusion(droite);
}

function cleDeConclusion({ place, quotePart, dimensions, flux, rattachement }: DecisionLue): string {
  const cellules = [...dimensions].map(([dimension, valeur]) => `${dimension}=${valeur}`).sort(comparer);
  const liens = [flux ? ecrireFlux(flux) : '', rattachement ? ecrireRattachement(rattachement) : ''];
  return composerCle(place, ecrirePart(quotePart), ...liens, ...cellules);
}

/** The flow that a line is all of; `undefined` where the line is judged, whether or not it is paid to a body besides. */
export function fluxDecide({ place, flux }: DecisionLue): Flux | undefined {
  return estRetenue(place) || place === 'non_internationale' ? undefined : flux;
}

/** What a decision concludes, for messages: « internationale à 30 % ». */
export function direConclusion(decision: DecisionLue): string {
  const { place, quotePart, flux } = decision;
  const vers = flux ? ` vers ${flux.organisme}` : '';
  const decide = fluxDecide(decision);
  if (decide) return `${LIBELLES_DES_FLUX[decide.genre].toLowerCase()}${vers}`;
  const part = estLeTout(quotePart) ? '' : ` à ${ecrirePart(quotePart)}`;
  return `${place === 'incluse' ? place : LIBELLES_PLACES[place].toLowerCase()}${part}${vers}`;
}

/** Years before the exercice in which a decision on its lines may already have been taken: a vote in advance, a convention. */
const ANNEES_AVANT = 2;

/**
 * Tells a day on which a decision can hardly have been taken: after the edition that holds it, or long before the exercice. To
 * warn, never to refuse: the day changes no figure, and only people know it.
 * @param date a day of the calendar, AAAA-MM-JJ
 */
export function direDateEtrange(
  date: string,
  { exercice, dateEdition }: Pick<EnTete, 'exercice' | 'dateEdition'>,
): { readonly message: string; readonly remede: string } | undefined {
  if (date > dateEdition)
    return {
      message: `cette décision est du ${date}, après l’édition, qui est du ${dateEdition}`,
      remede: 'Corrigez la date de la décision, ou date_edition dans exercice.yaml.',
    };
  const premier = `${String(Number(exercice) - ANNEES_AVANT).padStart(4, '0')}-01-01`;
  if (date < premier)
    return {
      message: `cette décision est du ${date}, plus de deux ans avant l’exercice ${exercice}`,
      remede: `Vérifiez l’année de la décision ; à partir du ${premier}, rien n’est dit.`,
    };
  return undefined;
}

/**
 * The reference that somebody meant by one whose file is no source of the dossier: `culture.csv:79`, `sources\culture.csv:79`,
 * `data/2012/sources/Culture.csv:79` are all `sources/culture.csv:79`, when no other source may be meant. One that differs by the
 * case of its letters alone is that of a file that was renamed: its decisions wait, and are found again together.
 * @param sources paths of the sources in the dossier
 * @returns `undefined` when the file is a source, or nothing comes near
 */
export function refVoulue(ref: string, sources: readonly string[]): string | undefined {
  const fichier = fichierDeRef(ref);
  if (fichier === '' || sources.includes(fichier)) return undefined;
  if (sources.some((source) => source.toLowerCase() === fichier.toLowerCase())) return undefined;
  const ecrit = avecBarres(fichier);
  const possibles = sources.filter((source) => {
    const connue = avecBarres(source);
    return connue === ecrit || connue.endsWith(`/${ecrit}`) || ecrit.endsWith(`/${connue}`);
  });
  return possibles.length === 1 ? `${possibles[0]}${ref.slice(fichier.length)}` : undefined;
}

function avecBarres(chemin: string): string {
  return chemin.replaceAll('\\', '/').toLowerCase();
}

const NOMS_DES_CHAMPS = {
  decision: 'la décision',
  part: 'la part',
  cle: 'la clé de la part',
  ...(Object.fromEntries(
    DIMENSIONS_DECIDEES.map((dimension) => [dimension, dimensionDecrite(dimension).dite]),
  ) as Record<DimensionDecidee, string>),
  organisme: 'l’organisme',
  operation: 'l’opération',
  montant_est: 'brut ou net',
  motif: 'le motif',
  auteur: 'l’auteur',
  date: 'la date',
} as const;

/** What differs between two decisions of one line, in words: « le motif », « la date ». Empty when they say the same. */
export function direDifferences(gauche: DecisionLue, droite: DecisionLue): string[] {
  const [avant, apres] = [champsDe(gauche), champsDe(droite)];
  return (Object.keys(NOMS_DES_CHAMPS) as (keyof typeof NOMS_DES_CHAMPS)[]).flatMap((champ) =>
    avant[champ] === apres[champ] ? [] : [NOMS_DES_CHAMPS[champ]],
  );
}

/** What a decision said and the one that comes after does not, in words. */
export function direCeQuiNEstPlusDit(avant: DecisionLue, apres: DecisionLue): string[] {
  const [disait, dit] = [champsDe(avant), champsDe(apres)];
  return (Object.keys(NOMS_DES_CHAMPS) as (keyof typeof NOMS_DES_CHAMPS)[]).flatMap((champ) =>
    disait[champ] !== '' && dit[champ] === '' ? [NOMS_DES_CHAMPS[champ]] : [],
  );
}

function champsDe(decision: DecisionLue): Readonly<Record<keyof typeof NOMS_DES_CHAMPS, string>> {
  const { place, quotePart, cle, dimensions, flux, rattachement, motif, auteur, date } = decision;
  return {
    decision: place,
    part: ecrirePart(quotePart),
    cle,
    ...(Object.fromEntries(DIMENSIONS_DECIDEES.map((nom) => [nom, dimensions.get(nom) ?? ''])) as Record<
      DimensionDecidee,
      string
    >),
    organisme: flux ? ecrireFlux(flux) : '',
    operation: rattachement?.operation ?? '',
    montant_est: rattachement?.montantEst ?? '',
    motif,
    auteur,
    date,
  };
}

/**
 * A decision on one line of text, its cells included: « internationale à 30 % (axe jeunesse) ».
 * @param pays the country as people wrote it, rather than its code, when it is at hand
 */
export function direDecision(decision: DecisionLue, pays = ''): string {
  const cellules = [...decision.dimensions].map(
    ([dimension, valeur]) => `${dimension} ${dimension === 'pays' && pays !== '' ? pays : valeur}`,
  );
  if (decision.rattachement) cellules.push(ecrireRattachement(decision.rattachement));
  return `${direConclusion(decision)}${cellules.length === 0 ? '' : ` (${cellules.join(', ')})`}`;
}
