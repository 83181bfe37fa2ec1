import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import {
  concluentPareil,
  type Decision,
  type DecisionLue,
  direDateEtrange,
  direDecision,
  direDifferences,
} from '../../classify/decisions/decision.ts';
import { ajouterLesDecisions } from '../../classify/decisions/decisions-ecrites.ts';
import { lireDecision } from '../../classify/decisions/lire-une-decision.ts';
import { type Constats, ConstatsBloquants, exigerSansErreur } from '../../domain/constats/constat.ts';
import { garder as garderLaLigne, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { type ColonneDecision, fichierDeRef } from '../../domain/verdict/decision-ecrite.ts';
import { compilerLesLignes, type Preparation, preparer, type TemoinDesLignes } from '../../edition.ts';
import { rangDeSaisie, type Saisie } from '../../review/colonnes-de-revue.ts';
import {
  direLigneModifiee,
  direRangeeChangee,
  exigerQueLaPartTienne,
  type LigneActuelle,
} from '../../review/dire-les-lignes-changees.ts';
import { lireLaRevue, type RevueLue } from '../../review/lire-la-revue.ts';
import type { LigneDecidee } from '../../review/lire-les-rangees.ts';
import { listesDe } from '../../review/liste-a-decider.ts';
import { SignalementDeRevue } from '../../review/signalement-de-revue.ts';

/** What became of the decisions of a workbook. */
interface DecisionsPrises {
  /**
   * The lines that are decided from now on, as the workbook orders them, and what each decision says: cells to be filled that
   * went up or down by a row are no fault that can be seen, so people check.
   */
  readonly prises: readonly DecisionPrise[];
  /** Of these, those of which a former decision became history. */
  readonly remplacees: readonly string[];
  /** Lines that were decided alike already: left as they were. */
  readonly deja: readonly DejaDecidee[];
  /** Lines of the workbook that nobody filled. */
  readonly laissees: number;
  /** Lines of the export that have no row in the workbook any more. */
  readonly absentes: number;
}

/** A decision taken from a workbook. */
export interface DecisionPrise {
  readonly ref: string;
  /** What the budget calls the line. */
  readonly libelle: string;
  /** « internationale à 30 % (axe jeunesse) ». */
  readonly decision: string;
}

/** A line that was decided alike already. */
export interface DejaDecidee {
  readonly ref: string;
  readonly lieu: string;
  /** What the workbook says otherwise without changing the conclusion: « le motif », « la date ». */
  readonly differe: readonly string[];
}

/** A decision of the workbook, understood. */
interface DecisionDuClasseur extends LigneDecidee {
  readonly lue: DecisionLue;
}

/**
 * Back into a dossier, the decisions of a workbook that people filled in. Everything is checked first — the workbook, each
 * decision, each line as it is today — then all is taken, or nothing.
 * @param garder whether a decision that says otherwise than the one that holds, were it but its reason, replaces it, which is
 *   then kept as history
 * @throws ConstatsBloquants when anything is wrong, with the dossier or with the workbook
 * @throws UnwritableOutput when the decisions cannot be written
 */
export async function takeDecisions(
  chemin: string,
  classeur: string,
  { garder }: { readonly garder: boolean },
  constats: Constats,
): Promise<DecisionsPrises> {
  const preparation = await preparer(chemin, constats);
  exigerSansErreur(constats);
  const { dossier, references } = preparation;
  const { enTete, racine, arbitrages } = dossier;
  const signaler = new SignalementDeRevue(basename(classeur), constats);

  // What the workbook says, cell by cell.
  requireFile(classeur, signaler);
  exigerSansErreur(constats);
  const revue = lireLaRevue(classeur, { enTete, listes: listesDe(enTete, references.geographie) }, signaler);
  const lues = (revue?.decidees ?? []).flatMap((decidee) => understand(decidee, preparation, signaler));

  // What the lines are today, whatever they were when the workbook was made.
  const actuelles = revue === undefined ? undefined : await confront(revue, preparation, signaler);
  const { nouvelles, deja } = sortByFormer(lues, preparation, garder, signaler);
  exigerSansErreur(constats);

  const aEcrire = nouvelles.map(({ decision, ancienne }) => ({
    ecrite: decision.ecrite,
    remplace: ancienne !== undefined,
  }));
  if (aEcrire.length > 0) await ajouterLesDecisions(racine, arbitrages, aEcrire);
  const { envoyees, presentes, decidees } = revue ?? { envoyees: 0, presentes: 0, decidees: [] };
  return {
    prises: nouvelles.map(({ decision: { lue, ecrite } }) => ({
      ref: lue.ref,
      libelle: actuelles?.get(lue.ref)?.ligne.libelle ?? '',
      decision: direDecision(lue, ecrite.pays),
    })),
    remplacees: nouvelles.flatMap(({ decision, ancienne }) => (ancienne ? [decision.ecrite.ref] : [])),
    deja,
    laissees: presentes - decidees.length,
    absentes: envoyees - presentes,
  };
}

function requireFile(classeur: string, signaler: SignalementDeRevue): void {
  const remede = 'Donnez le classeur fait par « jaune arbitrer export ».';
  if (!existsSync(classeur)) signaler.classeur('E-REVUE-CLASSEUR', 'ce classeur n’existe pas', remede);
  else if (!statSync(classeur).isFile()) signaler.classeur('E-REVUE-CLASSEUR', 'ce n’est pas un fichier', remede);
}

/** What the columns of `arbitrages.csv` are called in the workbook. */
const TITRES: Readonly<Record<string, string>> = { quote_part: 'la part', cle: 'la clé de la part' };

function understand(
  decidee: LigneDecidee,
  { dossier, references }: Preparation,
  signaler: SignalementDeRevue,
): DecisionDuClasseur[] {
  const { axes, domaines } = dossier.enTete;
  const inTitles = (texte: string) => texte.replace(/\b(?:quote_part|cle)\b/g, (nom) => TITRES[nom] ?? nom);
  const { ecrite, fautives } = decidee;
  // What depends on a decision that is at fault is not a fault of its own: any line may have all columns if international.
  const lue = lireDecision(
    fautives.has('decision') ? { ...ecrite, decision: 'internationale' } : ecrite,
    { axes, domaines, geographie: references.geographie },
    (colonne, message, remede) => {
      if (fautives.has(colonne)) return;
      const place = { rang: rankOf(colonne), contenu: ecrite[colonne] };
      signaler.rangee('E-REVUE-VALEUR', decidee.rangee, place, inTitles(message), inTitles(remede));
    },
  );
  if (lue === undefined || fautives.size > 0) return [];
  const etrange = direDateEtrange(lue.date, dossier.enTete);
  const place = { rang: rangDeSaisie('date'), contenu: lue.date };
  if (etrange) signaler.rangee('A-ARBITRAGE-DATE', decidee.rangee, place, etrange.message, etrange.remede);
  return [{ ...decidee, lue }];
}

function rankOf(colonne: ColonneDecision): number {
  return colonne === 'ref' || colonne === 'empreinte' ? 0 : rangDeSaisie(colonne as Saisie);
}

/**
 * Goes through all lines, tells the decisions whose line moved, changed, is nowhere or is less than its part, and the rows that
 * are not what was sent; gives the lines, by reference.
 */
async function confront(
  { decidees, changees }: RevueLue,
  preparation: Preparation,
  signaler: SignalementDeRevue,
): Promise<ReadonlyMap<string, LigneActuelle>> {
  const refs = new Set([...decidees.map(({ ecrite }) => ecrite.ref), ...changees.map(({ ref }) => ref)]);
  const fichiers = new Set([...refs].map(fichierDeRef));
  const empreintes = new Set(decidees.map(({ ecrite }) => ecrite.empreinte));
  const actuelles = new Map<string, LigneActuelle>();
  const deplacees = new Map<string, string>();
  await goThroughLines(preparation, {
    affectation: ({ ligne, montant }) => {
      if (!fichiers.has(ligne.fichier)) return;
      const ref = referenceDe(ligne);
      if (refs.has(ref)) actuelles.set(ref, { ligne: garderLaLigne(ligne), montant });
      if (empreintes.has(ligne.empreinte)) deplacees.set(`${ligne.fichier} ${ligne.empreinte}`, ref);
    },
  });
  for (const changee of changees) direRangeeChangee(changee, actuelles.get(changee.ref), signaler);
  for (const decidee of decidees) {
    const { ref, empreinte } = decidee.ecrite;
    const actuelle = actuelles.get(ref);
    if (actuelle?.ligne.empreinte === empreinte) exigerQueLaPartTienne(decidee, actuelle, signaler);
    else {
      const ailleurs = deplacees.get(`${fichierDeRef(ref)} ${empreinte}`);
      direLigneModifiee(decidee, actuelle, ailleurs, signaler);
    }
  }
  return actuelles;
}

/** Goes through all lines, faults of the workbook or not; stops on those of the dossier, whose lines cannot be relied on. */
async function goThroughLines(preparation: Preparation, temoin: TemoinDesLignes): Promise<void> {
  const avant = preparation.constats.erreurs;
  try {
    await compilerLesLignes(preparation, temoin);
  } catch (erreur) {
    if (!(erreur instanceof ConstatsBloquants) || preparation.constats.erreurs > avant) throw erreur;
  }
}

/** Parts the decisions that are new from those that say again what holds; tells those that contradict it. */
function sortByFormer(
  lues: readonly DecisionDuClasseur[],
  { classement }: Preparation,
  garder: boolean,
  signaler: SignalementDeRevue,
) {
  const nouvelles: { decision: DecisionDuClasseur; ancienne: Decision | undefined }[] = [];
  const deja: DejaDecidee[] = [];
  for (const decision of lues) {
    const { lue, rangee } = decision;
    const ancienne = classement.decisions.enVigueur(lue.ref);
    const differe = ancienne === undefined ? [] : direDifferences(ancienne, lue);
    if (ancienne && concluentPareil(ancienne, lue) && (differe.length === 0 || !garder))
      deja.push({ ref: lue.ref, lieu: placeOf(ancienne), differe });
    else if (ancienne && lue.date < ancienne.date)
      signaler.rangee(
        'E-REVUE-DEJA-DECIDEE',
        rangee,
        { rang: rangDeSaisie('date'), contenu: lue.date },
        `la décision en vigueur (${placeOf(ancienne)}) est du ${ancienne.date} : celle-ci, du ${lue.date}, est plus ancienne`,
        'Corrigez la date, ou videz la ligne.',
      );
    else if (ancienne && !garder)
      signaler.rangee(
        'E-REVUE-DEJA-DECIDEE',
        rangee,
        { rang: rangDeSaisie('decision'), contenu: lue.place },
        `cette ligne est déjà décidée autrement : ${direDecision(ancienne)}, par ${ancienne.auteur} le ${ancienne.date} (${placeOf(ancienne)})`,
        'Videz la ligne, ou relancez avec --garder : l’ancienne décision restera dans arbitrages.csv, comme historique.',
      );
    else nouvelles.push({ decision, ancienne });
  }
  return { nouvelles, deja };
}

function placeOf({ lieu }: Decision): string {
  return `${lieu.fichier}:${lieu.ligne}`;
}
