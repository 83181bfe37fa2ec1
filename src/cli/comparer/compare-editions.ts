import type { Regle } from '../../classify/regles/regle.ts';
import { Candidates } from '../../compile/comparaison/candidates.ts';
import type { Rapport, ReglesDeclarees } from '../../compile/comparaison/causes.ts';
import { comparerEditions, type EcartDEditions } from '../../compile/comparaison/comparer-editions.ts';
import { type LigneComparable, ligneActuelle, traitsDeLigne } from '../../compile/comparaison/ligne-comparable.ts';
import { type PassageConstate, passagesConstates } from '../../compile/comparaison/rapprocher.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { affecter } from '../../compile/partition.ts';
import { Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import type { Secteurs } from '../../domain/dossier/secteurs.ts';
import { Emetteurs } from '../../domain/lignes/emetteurs.ts';
import { estDepense } from '../../domain/lignes/ligne-budgetaire.ts';
import type { FichierPublie } from '../../domain/lignes/lignes-publiees.ts';
import { estRetenue } from '../../domain/verdict/verdict.ts';
import { compilerLesLignes } from '../../edition/compiler-les-lignes.ts';
import { parcourirLesLignes } from '../../edition/parcourir-les-lignes.ts';
import type { Preparation } from '../../edition/preparation.ts';
import { rappelerUneEdition } from '../../edition/rappeler-une-edition.ts';

/** A dossier compiled to be compared: its jaune, and the lines that are in the headline or exceptional. */
export interface ComparableEdition {
  readonly preparation: Preparation;
  readonly jaune: Jaune;
  readonly comptees: readonly LigneComparable[];
  readonly emetteurs: Emetteurs;
  /** Those by whose names both editions call their sectors. */
  readonly secteurs: Secteurs;
}

/** What the later dossier remembers of the earlier exercice. */
type Restatement =
  /** It remembers nothing of it: whether its amounts were restated cannot be known. */
  | { readonly type: 'sans_memoire' }
  /** On another base: nothing is compared. */
  | { readonly type: 'autre_base'; readonly fichier: FichierPublie }
  /** The very same lines, as far as the headline goes. */
  | { readonly type: 'aucun'; readonly fichier: FichierPublie }
  /** Other amounts or verdicts: the first step of the bridge; the others start from those. */
  | { readonly type: 'retraite'; readonly fichier: FichierPublie }
  /** Two editions of one exercice: not asked. */
  | { readonly type: 'sans_objet' };

export interface EditionComparison {
  readonly type: 'comparaison';
  readonly rapport: Rapport;
  readonly avant: ComparableEdition;
  readonly apres: ComparableEdition;
  readonly restatement: Restatement;
  readonly ecart: EcartDEditions;
  /** Across norms, which function met which; empty otherwise. */
  readonly passages: readonly PassageConstate[];
}

/**
 * Compiles a dossier to compare it, and keeps of its lines those of the headline and the exceptional ones.
 * @param secteurs those of the later dossier: its names go for both
 * @throws ConstatsBloquants when it is at fault
 */
export async function readForComparison(preparation: Preparation, { secteurs }: EnTete): Promise<ComparableEdition> {
  const counted: LigneComparable[] = [];
  const senders = new Emetteurs(secteurs);
  const jaune = await compilerLesLignes(preparation, {
    affectation: (affectation) => {
      senders.ajouter(affectation.ligne);
      if (estDepense(affectation.ligne) && estRetenue(affectation.verdict.place))
        counted.push(ligneActuelle(affectation, preparation.libelles, secteurs));
    },
  });
  return { preparation, jaune, comptees: counted, emetteurs: senders, secteurs };
}

/**
 * Compares two editions. Sources are gone through once more each, for the lines that the one counts and the other does not.
 * @throws ConstatsBloquants when what the later dossier remembers of the earlier exercice is at fault
 */
export async function compareEditions(former: ComparableEdition, later: ComparableEdition): Promise<EditionComparison> {
  const [formerHead, laterHead] = [former, later].map(({ preparation }) => preparation.dossier.enTete);
  const sameExercice = formerHead?.exercice === laterHead?.exercice;
  const rapport = sameExercice
    ? 'meme_exercice'
    : formerHead?.norme === laterHead?.norme
      ? 'autre_exercice'
      : 'autre_norme';
  const formerRules = rulesOf(former);
  const published = sameExercice ? undefined : await readRestated(former, later);
  const ecart = await compareSides(published?.side ?? sideOf(former), sideOf(later), formerRules, rapport);
  const complete = published?.ecart
    ? { ...ecart, avant: published.ecart.avant, effets: [...published.ecart.effets, ...ecart.effets] }
    : ecart;
  return {
    type: 'comparaison',
    rapport,
    avant: former,
    apres: later,
    restatement: published?.restatement ?? { type: sameExercice ? 'sans_objet' : 'sans_memoire' },
    ecart: complete,
    passages: rapport === 'autre_norme' ? passagesConstates(ecart.rapprochees.paires) : [],
  };
}

/** One of two sets of lines: those that count, and a way to go through the others once more. */
interface Side {
  readonly comptees: readonly LigneComparable[];
  readonly emetteurs: Emetteurs;
  readonly regles: ReglesDeclarees;
  /** The lines that do not count, and may be the same as lines of the other side. */
  chercher(candidates: Candidates): Promise<LigneComparable[]>;
}

async function compareSides(
  former: Side,
  later: Side,
  formerRules: ReglesDeclarees,
  rapport: Rapport,
): Promise<EcartDEditions> {
  const othersOfLater = await later.chercher(new Candidates(former.comptees, rapport));
  const linesOfLater = [...later.comptees, ...othersOfLater];
  const othersOfFormer = await former.chercher(new Candidates(linesOfLater, rapport));
  return comparerEditions(
    { lignes: [...former.comptees, ...othersOfFormer], emetteurs: former.emetteurs, regles: formerRules },
    { lignes: linesOfLater, emetteurs: later.emetteurs, regles: later.regles },
    rapport,
  );
}

function sideOf(edition: ComparableEdition): Side {
  const { comptees, emetteurs, preparation, secteurs } = edition;
  return { comptees, emetteurs, regles: rulesOf(edition), chercher: search };

  async function search(candidates: Candidates): Promise<LigneComparable[]> {
    const { dossier, classement, libelles } = preparation;
    const found: LigneComparable[] = [];
    // What is wrong of these lines was told when they were read first.
    const withoutFindings = { ...preparation, constats: new Constats() };
    await parcourirLesLignes(withoutFindings, (ligne) => {
      if (!estDepense(ligne) || !candidates.reconnait(traitsDeLigne(ligne))) return;
      const verdict = classement.classifieur.classer(ligne);
      if (!estRetenue(verdict.place))
        found.push(ligneActuelle(affecter(ligne, verdict, dossier.enTete.base), libelles, secteurs));
    });
    return found;
  }
}

/** What a later dossier remembers of an earlier exercice; where that differs, its lines, and what separates them. */
interface RememberedExercice {
  readonly restatement: Restatement;
  readonly side?: Side;
  readonly ecart?: EcartDEditions;
}

/** Reads what the later dossier remembers of the earlier exercice, and compares it with what the earlier one compiles to. */
async function readRestated(
  former: ComparableEdition,
  later: ComparableEdition,
): Promise<RememberedExercice | undefined> {
  const { dossier, constats } = later.preparation;
  const { exercice, base } = former.preparation.dossier.enTete;
  const name = dossier.memoires.find((file) => file.endsWith(`-${exercice}.csv`));
  if (name === undefined) return undefined;
  const recalled = await rappelerUneEdition(dossier, name, constats);
  exigerSansErreur(constats);
  if (recalled === undefined) return undefined;
  const { fichier } = recalled;
  if (fichier.base !== base) return { restatement: { type: 'autre_base', fichier } };
  const side: Side = { ...recalled, regles: rulesOf(former) };
  const ecart = await compareSides(sideOf(former), side, rulesOf(former), 'meme_exercice');
  if (ecart.effets.length === 0) return { restatement: { type: 'aucun', fichier } };
  const effects = ecart.effets.map((effect) => ({ ...effect, cause: 'retraitement' as const }));
  return { restatement: { type: 'retraite', fichier }, side, ecart: { ...ecart, effets: effects } };
}

function rulesOf({ preparation }: ComparableEdition): ReglesDeclarees {
  return new Map(
    preparation.classement.regles.map((regle) => {
      const { id, lieu } = regle.citee;
      const { conclusion } = regle;
      const flow = conclusion.question === 'perimetre' && conclusion.flux !== undefined ? conclusion : undefined;
      return [id, { id, lieu, definition: definitionOf(regle), ...(flow && { exclue: flow.exclue }) }];
    }),
  );
}

/**
 * All that a rule asks and concludes, and none of the words and places around it. Whether a flow is left out is not what its rule
 * says: it follows from the body, that details or does not.
 */
function definitionOf({ question, condition, conclusion }: Regle): string {
  const said =
    conclusion.question === 'perimetre' && conclusion.flux !== undefined
      ? { question: conclusion.question, flux: conclusion.flux }
      : conclusion;
  return JSON.stringify({ question, condition, conclusion: said }, (key, value: unknown) => {
    if (key === 'chemin') return undefined;
    if (value instanceof Map) return [...value];
    return typeof value === 'bigint' ? String(value) : value;
  });
}
