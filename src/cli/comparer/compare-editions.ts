import type { Regle } from '../../classify/regles/regle.ts';
import { Candidates } from '../../compile/comparaison/candidates.ts';
import type { Rapport, ReglesDeclarees } from '../../compile/comparaison/causes.ts';
import { comparerEditions, type EcartDEditions } from '../../compile/comparaison/comparer-editions.ts';
import { type LigneComparable, ligneActuelle, traitsDeLigne } from '../../compile/comparaison/ligne-comparable.ts';
import { type PassageConstate, passagesConstates } from '../../compile/comparaison/rapprocher.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { affecter } from '../../compile/partition.ts';
import { Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import { Emetteurs } from '../../domain/lignes/emetteurs.ts';
import type { FichierPublie } from '../../domain/lignes/lignes-publiees.ts';
import { estRetenue } from '../../domain/verdict/verdict.ts';
import { compilerLesLignes, type Preparation, parcourirLesLignes, rappelerUneEdition } from '../../edition.ts';

/** A dossier compiled to be compared: its jaune, and the lines that are in the headline or exceptional. */
export interface ComparableEdition {
  readonly preparation: Preparation;
  readonly jaune: Jaune;
  readonly comptees: readonly LigneComparable[];
  readonly emetteurs: Emetteurs;
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
  readonly retraitement: Restatement;
  readonly ecart: EcartDEditions;
  /** Across norms, which function met which; empty otherwise. */
  readonly passages: readonly PassageConstate[];
}

/**
 * Compiles a dossier to compare it, and keeps of its lines those of the headline and the exceptional ones.
 * @throws ConstatsBloquants when it is at fault
 */
export async function readForComparison(preparation: Preparation): Promise<ComparableEdition> {
  const comptees: LigneComparable[] = [];
  const emetteurs = new Emetteurs();
  const jaune = await compilerLesLignes(preparation, {
    affectation: (affectation) => {
      emetteurs.ajouter(affectation.ligne);
      if (estRetenue(affectation.verdict.place)) comptees.push(ligneActuelle(affectation, preparation.libelles));
    },
  });
  return { preparation, jaune, comptees, emetteurs };
}

/**
 * Compares two editions. Sources are gone through once more each, for the lines that the one counts and the other does not.
 * @throws ConstatsBloquants when what the later dossier remembers of the earlier exercice is at fault
 */
export async function compareEditions(avant: ComparableEdition, apres: ComparableEdition): Promise<EditionComparison> {
  const [former, later] = [avant, apres].map(({ preparation }) => preparation.dossier.enTete);
  const sameExercice = former?.exercice === later?.exercice;
  const rapport = sameExercice ? 'meme_exercice' : former?.norme === later?.norme ? 'autre_exercice' : 'autre_norme';
  const regles = rulesOf(avant);
  const published = sameExercice ? undefined : await readRestated(avant, apres);
  const ecart = await compareSides(published?.cote ?? sideOf(avant), sideOf(apres), regles, rapport);
  const complete = published?.ecart
    ? { ...ecart, avant: published.ecart.avant, effets: [...published.ecart.effets, ...ecart.effets] }
    : ecart;
  return {
    type: 'comparaison',
    rapport,
    avant,
    apres,
    retraitement: published?.retraitement ?? { type: sameExercice ? 'sans_objet' : 'sans_memoire' },
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
  avant: Side,
  apres: Side,
  ofBefore: ReglesDeclarees,
  rapport: Rapport,
): Promise<EcartDEditions> {
  const othersAfter = await apres.chercher(new Candidates(avant.comptees, rapport));
  const lignesAfter = [...apres.comptees, ...othersAfter];
  const othersBefore = await avant.chercher(new Candidates(lignesAfter, rapport));
  return comparerEditions(
    { lignes: [...avant.comptees, ...othersBefore], emetteurs: avant.emetteurs, regles: ofBefore },
    { lignes: lignesAfter, emetteurs: apres.emetteurs, regles: apres.regles },
    rapport,
  );
}

function sideOf(edition: ComparableEdition): Side {
  const { comptees, emetteurs, preparation } = edition;
  return { comptees, emetteurs, regles: rulesOf(edition), chercher };

  async function chercher(candidates: Candidates): Promise<LigneComparable[]> {
    const { dossier, classement, libelles } = preparation;
    const found: LigneComparable[] = [];
    // What is wrong of these lines was told when they were read first.
    const withoutFindings = { ...preparation, constats: new Constats() };
    await parcourirLesLignes(withoutFindings, (ligne) => {
      if (!candidates.reconnait(traitsDeLigne(ligne))) return;
      const verdict = classement.classifieur.classer(ligne);
      if (!estRetenue(verdict.place))
        found.push(ligneActuelle(affecter(ligne, verdict, dossier.enTete.base), libelles));
    });
    return found;
  }
}

/** What a later dossier remembers of an earlier exercice; where that differs, its lines, and what separates them. */
interface RememberedExercice {
  readonly retraitement: Restatement;
  readonly cote?: Side;
  readonly ecart?: EcartDEditions;
}

/** Reads what the later dossier remembers of the earlier exercice, and compares it with what the earlier one compiles to. */
async function readRestated(
  avant: ComparableEdition,
  apres: ComparableEdition,
): Promise<RememberedExercice | undefined> {
  const { dossier, constats } = apres.preparation;
  const { exercice, base } = avant.preparation.dossier.enTete;
  const name = dossier.memoires.find((fichier) => fichier.endsWith(`-${exercice}.csv`));
  if (name === undefined) return undefined;
  const recalled = await rappelerUneEdition(dossier.racine, name, constats);
  exigerSansErreur(constats);
  if (recalled === undefined) return undefined;
  const { fichier } = recalled;
  if (fichier.base !== base) return { retraitement: { type: 'autre_base', fichier } };
  const cote: Side = { ...recalled, regles: rulesOf(avant) };
  const ecart = await compareSides(sideOf(avant), cote, rulesOf(avant), 'meme_exercice');
  if (ecart.effets.length === 0) return { retraitement: { type: 'aucun', fichier } };
  const effets = ecart.effets.map((effect) => ({ ...effect, cause: 'retraitement' as const }));
  return { retraitement: { type: 'retraite', fichier }, cote, ecart: { ...ecart, effets } };
}

function rulesOf({ preparation }: ComparableEdition): ReglesDeclarees {
  return new Map(
    preparation.classement.regles.map((regle) => {
      const { id, lieu } = regle.citee;
      return [id, { id, lieu, definition: definitionOf(regle) }];
    }),
  );
}

/** All that a rule asks and concludes, and none of the words and places around it. */
function definitionOf({ question, condition, conclusion }: Regle): string {
  return JSON.stringify({ question, condition, conclusion }, (key, value: unknown) => {
    if (key === 'chemin') return undefined;
    if (value instanceof Map) return [...value];
    return typeof value === 'bigint' ? String(value) : value;
  });
}
