import type { Decideur, LigneComparable } from './ligne-comparable.ts';

/**
 * Why the headline changes, in the order in which the bridge takes its steps. A line matched with another may have several: its
 * share, how it is broken down, its amount.
 */
export const CAUSES = [
  'retraitement',
  'volume',
  'part',
  'ventilation',
  'nouvelle',
  'terminee',
  'envoyeur_arrive',
  'envoyeur_parti',
  'detail_arrive',
  'detail_parti',
  'regle_ajoutee',
  'regle_retiree',
  'regle_changee',
  'regle',
  'decision_prise',
  'decision_levee',
  'lignes_changees',
  'plus_exceptionnelle',
  'devenue_exceptionnelle',
] as const;
export type Cause = (typeof CAUSES)[number];

/** What two editions are to one another: two exercices, two of one exercice, or two exercices whose codes do not compare. */
export type Rapport = 'autre_exercice' | 'meme_exercice' | 'autre_norme';

export const LIBELLES_CAUSES: Readonly<Record<Cause, string>> = {
  retraitement: 'Montants passés retraités',
  volume: 'Montants des lignes poursuivies',
  part: 'Quotes-parts changées',
  ventilation: 'Changements de secteur ou d’axe',
  nouvelle: 'Actions nouvelles',
  terminee: 'Actions terminées',
  envoyeur_arrive: 'Secteurs et organismes qui n’envoyaient rien',
  envoyeur_parti: 'Secteurs et organismes qui n’envoient plus rien',
  detail_arrive: 'Versements dont le détail est arrivé',
  detail_parti: 'Versements dont le détail n’est plus là',
  regle_ajoutee: 'Règles ajoutées',
  regle_retiree: 'Règles retirées',
  regle_changee: 'Règles changées',
  regle: 'Périmètre, par les règles',
  decision_prise: 'Décisions prises',
  decision_levee: 'Décisions qui ne valent plus',
  lignes_changees: 'Mêmes règles, lignes écrites autrement',
  plus_exceptionnelle: 'Opérations qui ne sont plus exceptionnelles',
  devenue_exceptionnelle: 'Opérations devenues exceptionnelles',
};

const LIBELLES_DU_MEME_EXERCICE: Readonly<Partial<Record<Cause, string>>> = {
  volume: 'Montants reçus changés',
  nouvelle: 'Lignes ajoutées aux sources',
  terminee: 'Lignes retirées des sources',
  envoyeur_arrive: 'Secteurs et organismes ajoutés aux sources',
  envoyeur_parti: 'Secteurs et organismes retirés des sources',
};

export function libelleDeLaCause(cause: Cause, rapport: Rapport): string {
  const propre = rapport === 'meme_exercice' ? LIBELLES_DU_MEME_EXERCICE[cause] : undefined;
  return propre ?? LIBELLES_CAUSES[cause];
}

/** A rule as an edition declares it: where, and all that it asks and concludes, in a text that compares. */
export interface RegleDeclaree {
  readonly id: string;
  readonly lieu: string;
  readonly definition: string;
  /** Of a flow, whether it is left out: what it asks and concludes is the same, and its body sends its detail or does not. */
  readonly exclue?: boolean;
}

/**
 * The rules that hold in an edition, by identifier; `undefined` when they cannot be known: what was published names those that
 * decided, and nothing of what they say.
 */
export type ReglesDeclarees = ReadonlyMap<string, RegleDeclaree> | undefined;

export type SortDeLaRegle = 'absente' | 'changee' | 'identique' | 'inconnu';

/**
 * What a rule of one edition is in the other. `absente` is certain as soon as the rules of the other are known; whether a rule
 * says the same is only known when those of both are.
 */
export function sortDe(decideur: Decideur, siennes: ReglesDeclarees, autres: ReglesDeclarees): SortDeLaRegle {
  if (decideur.type !== 'regle' || autres === undefined) return 'inconnu';
  const autre = autres.get(decideur.id);
  if (autre === undefined) return 'absente';
  const sienne = siennes?.get(decideur.id);
  if (sienne === undefined) return 'inconnu';
  return sienne.definition === autre.definition ? 'identique' : 'changee';
}

export interface CauseNommee {
  readonly cause: Cause;
  /** The rule or decision that is the cause; of the later edition, unless it is one that speaks no more. */
  readonly par: Decideur;
  readonly de: 'avant' | 'apres';
}

/**
 * Names why a line is in the headline of one edition only. Where one of the two leaves it out of the perimeter, that question is
 * what was answered otherwise: a rule that says what is international is the same on both sides. Who decides now comes first: a person; else a person who decided
 * before, and no longer does; else a rule that was not there; else one that no longer is; else one that says otherwise under
 * the same name. When all rules that spoke are the same, the line is what changed, or the order of the rules.
 */
export function nommerLaCause(
  avant: LigneComparable,
  apres: LigneComparable,
  deAvant: ReglesDeclarees,
  deApres: ReglesDeclarees,
): CauseNommee {
  const duPerimetre = (avant.place === 'exclue') !== (apres.place === 'exclue');
  const decideurDe = (ligne: LigneComparable) => (duPerimetre && ligne.perimetre) || ligne.decideur;
  const ancien = { par: decideurDe(avant), de: 'avant' } as const;
  const nouveau = { par: decideurDe(apres), de: 'apres' } as const;
  if (apres.place === 'exceptionnelle') return { cause: 'devenue_exceptionnelle', ...nouveau };
  if (avant.place === 'exceptionnelle') return { cause: 'plus_exceptionnelle', ...nouveau };
  const exclue = apres.place === 'exclue' ? nouveau : ancien;
  if (duPerimetre && memeFlux(avant, apres, exclue.par, deAvant, deApres))
    return { cause: exclue === nouveau ? 'detail_arrive' : 'detail_parti', ...exclue };
  if (nouveau.par.type === 'decision') return { cause: 'decision_prise', ...nouveau };
  if (ancien.par.type === 'decision') return { cause: 'decision_levee', ...ancien };
  const sortDuNouveau = sortDe(nouveau.par, deApres, deAvant);
  const sortDeLAncien = sortDe(ancien.par, deAvant, deApres);
  if (sortDuNouveau === 'absente') return { cause: 'regle_ajoutee', ...nouveau };
  if (sortDeLAncien === 'absente') return { cause: 'regle_retiree', ...ancien };
  if (sortDuNouveau === 'changee') return { cause: 'regle_changee', ...nouveau };
  if (sortDeLAncien === 'changee') return { cause: 'regle_changee', ...ancien };
  const [parle] = [nouveau, ancien].filter(({ par }) => par.type === 'regle');
  if (parle && deAvant !== undefined && deApres !== undefined) return { cause: 'lignes_changees', ...parle };
  return { cause: 'regle', ...(parle ?? nouveau) };
}

/** Whether the same flow is said of both, by lines, or by the rule that leaves one out where the line of a published file tells none. */
function memeFlux(
  avant: LigneComparable,
  apres: LigneComparable,
  exclue: Decideur,
  deAvant: ReglesDeclarees,
  deApres: ReglesDeclarees,
): boolean {
  if (avant.flux && apres.flux)
    return avant.flux.organisme === apres.flux.organisme && avant.flux.genre === apres.flux.genre;
  if (exclue.type !== 'regle') return false;
  const [ancienne, nouvelle] = [deAvant?.get(exclue.id), deApres?.get(exclue.id)];
  return ancienne !== undefined && ancienne.definition === nouvelle?.definition && ancienne.exclue !== nouvelle.exclue;
}
