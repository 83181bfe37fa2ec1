import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { concluentPareil, type Decision, type DecisionLue, direConclusion } from './classify/decisions/decision.ts';
import { lireDecision } from './classify/decisions/decision-checks.ts';
import { addDecisions } from './classify/decisions/decision-file.ts';
import { type Constats, exigerSansErreur } from './domain/constat.ts';
import { type ColonneDecision, fichierDeRef } from './domain/decision-ecrite.ts';
import { formaterEuros } from './domain/format.ts';
import { referenceDe } from './domain/ligne-budgetaire.ts';
import type { Montant } from './domain/montant.ts';
import { ecrirePart, fractionDe } from './domain/part.ts';
import { compileLines, type Preparation, prepare } from './edition.ts';
import { listesDe } from './review/choices.ts';
import { rangDeSaisie, type Saisie } from './review/columns.ts';
import { SignalementDeRevue } from './review/place-in-workbook.ts';
import { readReview } from './review/read-review.ts';
import type { LigneDecidee } from './review/read-rows.ts';

/** What became of the decisions of a workbook. */
export interface DecisionsPrises {
  /** References of the lines that are decided from now on, as the workbook orders them. */
  readonly prises: readonly string[];
  /** Of these, those of which a former decision became history. */
  readonly remplacees: readonly string[];
  /** Lines that were decided alike already: left as they were. */
  readonly deja: readonly { readonly ref: string; readonly lieu: string }[];
  /** Lines of the workbook that nobody filled. */
  readonly laissees: number;
}

/** A decision of the workbook, understood. */
interface DecisionDuClasseur extends LigneDecidee {
  readonly lue: DecisionLue;
}

/**
 * Back into a dossier, the decisions of a workbook that people filled in. Everything is checked first — the workbook, each
 * decision, each line as it is today — then all is taken, or nothing.
 * @param garder whether a decision that contradicts the one that holds replaces it, which is then kept as history
 * @throws ConstatsBloquants when anything is wrong, with the dossier or with the workbook
 * @throws SortieImpossible when the decisions cannot be written
 */
export async function takeDecisions(
  chemin: string,
  classeur: string,
  { garder }: { readonly garder: boolean },
  constats: Constats,
): Promise<DecisionsPrises> {
  const preparation = await prepare(chemin, constats);
  exigerSansErreur(constats);
  const { dossier, references } = preparation;
  const { enTete, racine, arbitrages } = dossier;
  const signaler = new SignalementDeRevue(basename(classeur), constats);

  // What the workbook says, cell by cell.
  exigerUnFichier(classeur, signaler);
  exigerSansErreur(constats);
  const revue = readReview(classeur, { enTete, listes: listesDe(enTete, references.geographie) }, signaler);
  const lues = (revue?.decidees ?? []).flatMap((decidee) => comprendre(decidee, preparation, signaler));

  // What the lines are today, whatever they were when the workbook was made.
  await confronter(lues, preparation, signaler);
  const { nouvelles, deja } = trierSelonLesAnciennes(lues, preparation, garder, signaler);
  exigerSansErreur(constats);

  const aEcrire = nouvelles.map(({ decision, ancienne }) => ({
    ecrite: decision.ecrite,
    remplace: ancienne !== undefined,
  }));
  if (aEcrire.length > 0) await addDecisions(racine, arbitrages, aEcrire);
  return {
    prises: nouvelles.map(({ decision }) => decision.ecrite.ref),
    remplacees: nouvelles.flatMap(({ decision, ancienne }) => (ancienne ? [decision.ecrite.ref] : [])),
    deja,
    laissees: (revue?.envoyees ?? 0) - (revue?.decidees.length ?? 0),
  };
}

function exigerUnFichier(classeur: string, signaler: SignalementDeRevue): void {
  const remede = 'Donnez le classeur fait par « jaune arbitrer export ».';
  if (!existsSync(classeur)) signaler.classeur('E-REVUE-CLASSEUR', 'ce classeur n’existe pas', remede);
  else if (!statSync(classeur).isFile()) signaler.classeur('E-REVUE-CLASSEUR', 'ce n’est pas un fichier', remede);
}

/** What the columns of `arbitrages.csv` are called in the workbook. */
const TITRES: Readonly<Record<string, string>> = { quote_part: 'la part', cle: 'la clé de la part' };

function comprendre(
  decidee: LigneDecidee,
  { dossier, references }: Preparation,
  signaler: SignalementDeRevue,
): DecisionDuClasseur[] {
  const { axes, domaines } = dossier.enTete;
  const dire = (texte: string) => texte.replace(/\b(?:quote_part|cle)\b/g, (nom) => TITRES[nom] ?? nom);
  const lue = lireDecision(
    decidee.ecrite,
    { axes, domaines, geographie: references.geographie },
    (colonne, message, remede) => {
      const place = { rang: rangDe(colonne), contenu: decidee.ecrite[colonne] };
      signaler.rangee('E-REVUE-VALEUR', decidee.rangee, place, dire(message), dire(remede));
    },
  );
  return lue === undefined ? [] : [{ ...decidee, lue }];
}

function rangDe(colonne: ColonneDecision): number {
  return colonne === 'ref' || colonne === 'empreinte' ? 0 : rangDeSaisie(colonne as Saisie);
}

/** Goes through all lines, and tells the decisions whose line moved, changed, or is nowhere. */
async function confronter(
  lues: readonly DecisionDuClasseur[],
  preparation: Preparation,
  signaler: SignalementDeRevue,
): Promise<void> {
  const cherchees = new Map(lues.map(({ lue }) => [lue.ref, lue.empreinte]));
  const fichiers = new Set(lues.map(({ lue }) => fichierDeRef(lue.ref)));
  const actuelles = new Map<string, { readonly empreinte: string; readonly montant: Montant }>();
  const deplacees = new Map<string, string>();
  const empreintes = new Set(cherchees.values());
  await compileLines(preparation, {
    affectation: ({ ligne, montant }) => {
      if (!fichiers.has(ligne.fichier)) return;
      const ref = referenceDe(ligne);
      if (cherchees.has(ref)) actuelles.set(ref, { empreinte: ligne.empreinte, montant });
      if (empreintes.has(ligne.empreinte)) deplacees.set(`${ligne.fichier} ${ligne.empreinte}`, ref);
    },
  });
  for (const { rangee, lue } of lues) {
    const actuelle = actuelles.get(lue.ref);
    if (actuelle?.empreinte === lue.empreinte) {
      exigerQueLaPartTienne(rangee, lue, actuelle.montant, signaler);
      continue;
    }
    const fichier = fichierDeRef(lue.ref);
    const ailleurs = deplacees.get(`${fichier} ${lue.empreinte}`);
    const quoi = actuelle === undefined ? 'n’existe plus' : 'a changé depuis l’export';
    const ou = ailleurs === undefined ? '' : ` : elle est maintenant en ${ailleurs}`;
    signaler.rangee(
      'E-REVUE-LIGNE',
      rangee,
      { rang: 0, contenu: lue.ref },
      `la ligne ${lue.ref} ${quoi}${ou}`,
      'Refaites l’export, relisez la ligne et reportez-y votre décision ; ou videz les cases jaunes de celle-ci.',
    );
  }
}

/** An amount taken out of a line cannot be more than the line. */
function exigerQueLaPartTienne(
  rangee: number,
  { quotePart }: DecisionLue,
  montant: Montant,
  signaler: SignalementDeRevue,
) {
  if (fractionDe(quotePart, montant) !== undefined) return;
  signaler.rangee(
    'E-REVUE-VALEUR',
    rangee,
    { rang: rangDeSaisie('quote_part'), contenu: ecrirePart(quotePart) },
    `la part dépasse la ligne, qui est de ${formaterEuros(montant)}`,
    'Corrigez la part, ou videz-la pour toute la ligne.',
  );
}

/** Parts the decisions that are new from those that say again what holds; tells those that contradict it. */
function trierSelonLesAnciennes(
  lues: readonly DecisionDuClasseur[],
  { classement }: Preparation,
  garder: boolean,
  signaler: SignalementDeRevue,
) {
  const nouvelles: { decision: DecisionDuClasseur; ancienne: Decision | undefined }[] = [];
  const deja: { ref: string; lieu: string }[] = [];
  for (const decision of lues) {
    const { lue, rangee } = decision;
    const ancienne = classement.decisions.enVigueur(lue.ref);
    if (ancienne && concluentPareil(ancienne, lue)) deja.push({ ref: lue.ref, lieu: lieuDe(ancienne) });
    else if (ancienne && lue.date < ancienne.date)
      signaler.rangee(
        'E-REVUE-DEJA-DECIDEE',
        rangee,
        { rang: rangDeSaisie('date'), contenu: lue.date },
        `la décision en vigueur (${lieuDe(ancienne)}) est du ${ancienne.date} : celle-ci, du ${lue.date}, est plus ancienne`,
        'Corrigez la date, ou videz la ligne.',
      );
    else if (ancienne && !garder)
      signaler.rangee(
        'E-REVUE-DEJA-DECIDEE',
        rangee,
        { rang: rangDeSaisie('decision'), contenu: lue.place },
        `cette ligne est déjà décidée autrement : ${direConclusion(ancienne)}, par ${ancienne.auteur} le ${ancienne.date} (${lieuDe(ancienne)})`,
        'Videz la ligne, ou relancez avec --garder : l’ancienne décision restera dans arbitrages.csv, comme historique.',
      );
    else nouvelles.push({ decision, ancienne });
  }
  return { nouvelles, deja };
}

function lieuDe({ lieu }: Decision): string {
  return `${lieu.fichier}:${lieu.ligne}`;
}
