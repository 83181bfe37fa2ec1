import { decisionEnVigueur } from '../../classify/decisions/decision-en-vigueur.ts';
import { ecrireImputation } from '../../classify/decisions/retrouver/ligne-decrite.ts';
import { lecteursDeLignes } from '../../classify/regles/lecteurs-de-lignes.ts';
import { reglesPresqueConcluantes } from '../../classify/regles/regles-presque-concluantes.ts';
import { Constats } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { estDepense, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { estDecidee } from '../../domain/verdict/verdict.ts';
import type { Preparation } from '../../edition/preparation.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { lireLesLignesPubliees } from '../../ingest/lire-les-lignes-publiees.ts';
import type { SortieARemplir } from '../../review/exiger-une-sortie-sure.ts';
import { type LigneADecider, listesDe } from '../../review/liste-a-decider.ts';
import { DecisionsPassees } from '../../review/page/decisions-passees.ts';
import type { Compte, LigneEclairee } from '../../review/page/donnees-de-la-page.ts';
import { ecrireLaPageDeRevue } from '../../review/page/ecrire-la-page-de-revue.ts';
import { LignesDecidees } from '../../review/page/lignes-decidees.ts';
import { lastYearToldByOthers, openWorklist, type WorklistOptions, type WrittenWorklist } from './export-worklist.ts';
import { gatherWorklist } from './gather-worklist.ts';
import { isReviewPage } from './is-review-page.ts';

/** Rules that nearly conclude, for one line. */
const NEAR_RULES = 3;
const COUNTED_FOR_NOTHING: Compte = [0, 0, 0];

const PAGE: SortieARemplir = {
  extension: 'html',
  dite: { le: 'la page', du: 'de la page', dUn: 'd’une page' },
  genre: 'une page d’arbitrage',
  nomDeFichier: 'arbitrages',
  des: 'des décisions',
  estUne: isReviewPage,
};

/**
 * Out of a dossier, the lines on which a person has to decide, in a page for a browser: with each line, what helps to decide it.
 * @throws ConstatsBloquants when the dossier is at fault
 * @throws UnwritableOutput when the page cannot be written, or may not go there
 */
export async function exportPage(path: string, options: WorklistOptions, constats: Constats): Promise<WrittenWorklist> {
  const { preparation, target, requirePlace } = await openWorklist(path, options, PAGE, constats);
  const { enTete } = preparation.dossier;

  const { pour = '', decidees } = options;
  const decided = new LignesDecidees();
  const counts = new Map<string, Compte>();
  const { liste, synthese, ...gathered } = await gatherWorklist(preparation, options, (affectation) => {
    decided.ajouter(affectation);
    if (decidees && estDecidee(affectation.verdict))
      counts.set(referenceDe(affectation.ligne), countOf(affectation, enTete));
  });
  const written = { ...gathered, passe: await lastYearToldByOthers(preparation, options) };
  if (liste.length === 0) return written;

  const contents = {
    enTete,
    listes: listesDe(enTete, preparation.references),
    chiffres: synthese,
    lignes: (await explainLines(liste, preparation, decided, counts)).map((line) =>
      decidees ? { ...line, enVigueur: inForce(line, preparation) } : line,
    ),
    autres: written.restantes.lignes,
    pour,
    decidees,
  };
  const { gabarits } = preparation.outillage;
  await replaceFile(target, (draft) => ecrireLaPageDeRevue(draft, gabarits, contents), requirePlace);
  return { fichier: target, ...written };
}

async function explainLines(
  lines: readonly LigneADecider[],
  preparation: Preparation,
  decided: LignesDecidees,
  counts: ReadonlyMap<string, Compte>,
): Promise<LigneEclairee[]> {
  const { dossier, classement } = preparation;
  const past = await readPastDecisions(lines, preparation);
  const nearRules = reglesPresqueConcluantes(
    classement.regles,
    lecteursDeLignes(dossier.enTete.base, dossier.enTete.secteurs),
  );
  return lines.map((line) => ({
    ...line,
    examen: classement.examinateur.detailler(line.ligne),
    presque: nearRules(line.ligne, NEAR_RULES),
    passees: past.pour(line.ligne),
    semblables: decided.pour(line.ligne, line.place),
    imputation: ecrireImputation(line.ligne.imputation),
    compte: counts.get(referenceDe(line.ligne)) ?? COUNTED_FOR_NOTHING,
  }));
}

function inForce({ ligne }: LigneADecider, { dossier: { enTete }, references, classement }: Preparation) {
  const decision = classement.decisions.pour(ligne);
  return decision && decisionEnVigueur(decision, { ...enTete, ...references });
}

/** What became of the same lines in the exercices that the dossier remembers; its files were read once, without a fault. */
async function readPastDecisions(
  lines: readonly LigneADecider[],
  { dossier: { racine, memoires, sources } }: Preparation,
): Promise<DecisionsPassees> {
  const past = new DecisionsPassees(lines.map(({ ligne }) => ligne));
  for (const file of memoires)
    await lireLesLignesPubliees(racine, file, new Constats(), (part) => past.voir(part), sources);
  return past;
}

/** What a decided line counts for today. */
function countOf({ ligne, verdict, montants }: Affectation, { secteurs, secteurPilote }: EnTete): Compte {
  const count: [number, number, number] = [0, 0, 0];
  if (!estDepense(ligne)) return count;
  for (const [rank, { place, secteur }] of verdict.parts.entries()) {
    const cents = montants[rank] ?? 0;
    if (place === 'exceptionnelle') count[2] += cents;
    else if (place === 'internationale') count[secteurs.nomCompte(secteur) === secteurPilote ? 0 : 1] += cents;
  }
  return count;
}
