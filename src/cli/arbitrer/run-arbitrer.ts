import type { Examinateur } from '../../classify/examinateur.ts';
import { type Montant, montant, valeurAbsolue } from '../../domain/argent/montant.ts';
import { type Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import { direLesDeuxSens } from '../../domain/dossier/source-lue.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { garder } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, enumerer } from '../../domain/textes/format.ts';
import { enjeuDe } from '../../domain/verdict/indice.ts';
import { ecrireSignaux } from '../../domain/verdict/signal.ts';
import { LIBELLES_PLACES, type Verdict } from '../../domain/verdict/verdict.ts';
import { compilerLesLignes } from '../../edition/compiler-les-lignes.ts';
import { preparer } from '../../edition/preparation.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { FORME_DE_REVUE, LIGNES_MAX } from '../../review/colonnes-de-revue.ts';
import { consignesDeRevue } from '../../review/consignes-de-revue.ts';
import { ecrireLeClasseur } from '../../review/ecrire-le-classeur.ts';
import { exigerUneSortieSure } from '../../review/exiger-une-sortie-sure.ts';
import { OBLIGATOIRES } from '../../review/lire-les-decisions-de-revue.ts';
import { type LigneADecider, listesDe } from '../../review/liste-a-decider.ts';
import { type Enjeu, type EnjeuxSommes, PlusGrandsEnjeux, resteDesEnjeux } from '../../review/plus-grands-enjeux.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { printable } from '../findings-text.ts';
import type { Io } from '../io.ts';
import { leftRowsText, replacedRowsText } from '../taken-rows-text.ts';
import { withFindings } from '../with-findings.ts';
import type { ArbitrerExportOptions, ArbitrerImportOptions } from './command.ts';
import { type AlreadyDecided, type TakenDecision, takeDecisions } from './take-decisions.ts';

/** Lines of a worklist, unless another number is asked for. */
const DEFAULT_LINES = 2_000;
/** Decisions taken that the terminal shows; the JSON gives all. */
const SHOWN_DECISIONS = 50;

/** `jaune arbitrer export`: the lines on which a person has to decide, out to a workbook. */
export function runArbitrerExport(dossier: string, options: ArbitrerExportOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const { sortie, enjeu, remplacer = false, decidees = false } = options;
    const maxLines = options.lignes ?? (enjeu === undefined ? DEFAULT_LINES : LIGNES_MAX);
    const list = await exportWorklist(dossier, { sortie, maxLines, leastStake: enjeu, remplacer, decidees }, constats);
    if (options.json) printJson(io, { ok: true, ...list, ...findingsJson(constats) });
    else io.stdout.write(exportText(list, dossier, decidees));
  });
}

function exportText(list: WrittenWorklist, dossier: string, decided: boolean): string {
  const { fichier, restantes } = list;
  if (fichier === undefined && decided && restantes.lignes === 0)
    return 'Aucune ligne n’est décidée par une personne.\n';
  if (fichier === undefined && restantes.lignes > 0)
    return `Aucune ligne de cet enjeu à décider. Restent ${accord(restantes.lignes, 'ligne')} de moindre enjeu (${euros(restantes)}).\n`;
  if (fichier === undefined) return 'Aucune ligne à décider : tout est conclu par une règle ou par une personne.\n';
  const rest =
    restantes.lignes === 0
      ? ''
      : `Restent ${accord(restantes.lignes, 'ligne')} de moindre enjeu (${euros(restantes)}) : importez celles-ci puis exportez à nouveau, ou demandez-en plus avec --lignes ou --enjeu.\n`;
  if (decided)
    return `${accord(list.lignes, 'ligne')} déjà ${list.lignes > 1 ? 'décidées' : 'décidée'} dans ${fichier} (${euros(list)}).\n${rest}Écrivez seulement les décisions qui changent, puis : jaune arbitrer import --garder ${dossier} ${fichier}\n`;
  return `${linesText(list)} à décider dans ${fichier} (${euros(list)}).\n${rest}Remplissez les colonnes jaunes de la feuille « À décider », puis : jaune arbitrer import ${dossier} ${fichier}\n`;
}

function euros({ centimes, recettes }: EnjeuxSommes): string {
  const receipts = recettes.lignes === 0 ? undefined : montant(Number(recettes.centimes));
  return direLesDeuxSens(montant(Number(centimes)), receipts);
}

/** `jaune arbitrer import`: the decisions of a workbook, back into the dossier, all or none. */
export function runArbitrerImport(
  dossier: string,
  workbook: string,
  options: ArbitrerImportOptions,
  io: Io,
): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const taken = await takeDecisions(dossier, workbook, { keep: options.garder === true }, constats);
    if (options.json) {
      printJson(io, { ok: true, ...taken, ...findingsJson(constats) });
      return;
    }
    const { remplacees, deja } = taken;
    const count = taken.prises.length;
    const said = [
      count === 0
        ? 'Aucune décision nouvelle : arbitrages.csv n’a pas changé.'
        : `${accord(count, 'décision')} ajoutée${count > 1 ? 's' : ''} à arbitrages.csv.`,
      ...takenText(taken.prises),
      ...replacedRowsText(remplacees.length, 'décision'),
      ...deja.map(alreadyText),
      ...leftRowsText(taken, 'sans décision'),
    ];
    io.stdout.write(`${said.join('\n')}\n`);
  });
}

/** The decisions that were taken, to be read again: which line, what was decided. */
function takenText(taken: readonly TakenDecision[]): string[] {
  const told = taken
    .slice(0, SHOWN_DECISIONS)
    .map(({ ref, libelle, decision }) => `  ${ref} · ${printable(libelle)} · ${decision}`);
  const rest = taken.length - told.length;
  return rest > 0 ? [...told, `  … et ${accord(rest, 'décision')} de plus ; --json les donne toutes.`] : told;
}

function alreadyText({ ref, lieu, differe }: AlreadyDecided): string {
  if (differe.length === 0) return `${ref} : déjà décidée de même (${lieu}), laissée telle quelle.`;
  const names = enumerer(differe);
  return `${ref} : déjà décidée de même (${lieu}) ; ${names} diffère${differe.length > 1 ? 'nt' : ''} : laissée telle quelle, --garder prend ce que dit le classeur.`;
}

interface WorklistOptions {
  /** Path of the workbook; `arbitrages-<exercice>.xlsx` (or `decisions-…`) in the current folder when absent. */
  readonly sortie?: string | undefined;
  readonly maxLines: number;
  /** What a line has at stake at the least, in expected cents. */
  readonly leastStake?: Montant | undefined;
  /** Whether a workbook that is there, and may have been filled in, is written over. */
  readonly remplacer: boolean;
  /** Lines that people decided, to come back on, rather than those that are open. */
  readonly decidees: boolean;
}

/** The lines in the workbook, and what they sum to. */
export interface WrittenWorklist extends EnjeuxSommes {
  /** Path of the workbook; absent when no line is open: there is then none. */
  readonly fichier?: string;
  /** Open lines that are left for later. */
  readonly restantes: EnjeuxSommes;
}

/**
 * Out of a dossier, the lines on which a person has to decide, in a workbook to be filled in: those of which
 * most euros are expected.
 * @throws ConstatsBloquants when the dossier is at fault
 * @throws UnwritableOutput when the workbook cannot be written, or may not go there
 */
export async function exportWorklist(
  path: string,
  { sortie, maxLines, leastStake, remplacer, decidees }: WorklistOptions,
  constats: Constats,
): Promise<WrittenWorklist> {
  const preparation = await preparer(path, constats);
  exigerSansErreur(constats);
  const { enTete } = preparation.dossier;
  const target = sortie ?? `${decidees ? 'decisions' : 'arbitrages'}-${enTete.exercice}.xlsx`;
  const requirePlace = () => exigerUneSortieSure(FORME_DE_REVUE, target, preparation.dossier.racine, remplacer);
  requirePlace();

  // Lines stream; only those with the most at stake are kept.
  const stakes = new PlusGrandsEnjeux<LineAtStake>(maxLines, leastStake);
  const { examinateur } = preparation.classement;
  await compilerLesLignes(preparation, {
    affectation: (affectation) => considerLine(affectation, decidees, stakes, examinateur),
  });
  const lignes = stakes.liste;
  const { vues, gardees } = stakes;
  const written = { ...gardees, restantes: resteDesEnjeux(vues, gardees) };
  if (lignes.length === 0) return written;

  const lists = listesDe(enTete, preparation.references);
  const list = { enTete, listes: lists, lignes, autres: written.restantes.lignes };
  const contents = {
    ...list,
    intitule: 'Lignes à décider',
    note: 'Remplissez les cases jaunes ; décision, motif, auteur et date vont ensemble. Une ligne laissée vide reste ouverte.',
    consignes: consignesDeRevue(list),
    obligatoires: OBLIGATOIRES.map(([saisie]) => saisie),
  };
  await replaceFile(target, (draft) => ecrireLeClasseur(FORME_DE_REVUE, contents, draft), requirePlace);
  return { fichier: target, ...written };
}

type LineAtStake = LigneADecider & Enjeu;

function considerLine(
  affectation: Affectation,
  decided: boolean,
  stakes: PlusGrandsEnjeux<LineAtStake>,
  examiner: Examinateur,
): void {
  const { ligne, verdict, montant } = affectation;
  const { place, examen } = verdict;
  const open = place === 'a_arbitrer' || place === 'non_examinee';
  if (decided ? verdict.decisive.auteur.type !== 'decision' : !open) return;
  const stake = {
    fichier: ligne.fichier,
    numero: ligne.numero,
    sens: ligne.sens,
    montant,
    // What was decided is no longer a matter of chance.
    enjeu: open ? enjeuDe(montant, examen?.points ?? 0) : valeurAbsolue(montant),
  };
  stakes.ajouter(stake, () => ({
    ...stake,
    ligne: garder(ligne),
    place,
    signaux: ecrireSignaux(verdict.signaux),
    ...withGoals(suggestionOf(verdict), examiner.objectifsSuggeres(ligne, verdict)),
  }));
}

/** What memory suggests of an open line, and why; of a decided one, what was decided, by whom, when and why. */
function suggestionOf({
  place,
  examen,
  decisive: { auteur, motif },
}: Verdict): Pick<LineAtStake, 'suggestion' | 'raison'> {
  if (auteur.type === 'decision')
    return {
      suggestion: LIBELLES_PLACES[place].toLowerCase(),
      raison: `décidée le ${auteur.date}, ${auteur.auteur} : ${motif}`,
    };
  const suggestion = examen?.suggestion;
  if (suggestion === undefined) return { suggestion: '', raison: '' };
  return {
    suggestion: suggestion.conclusion === 'internationale' ? 'internationale' : 'non internationale',
    raison: suggestion.motif,
  };
}

/** The goals of lines alike go with the reason: they are one more suggestion, and the column of goals is where people write. */
function withGoals<T extends Pick<LineAtStake, 'raison'>>(told: T, goals: string | undefined): T {
  if (goals === undefined) return told;
  return { ...told, raison: [told.raison, `objectif : ${goals}`].filter(Boolean).join(' ; ') };
}

/** « 12 lignes, et 3 autres lignes de moindre enjeu ». */
export function linesText({ lignes, restantes }: WrittenWorklist): string {
  return restantes.lignes === 0
    ? accord(lignes, 'ligne')
    : `${accord(lignes, 'ligne')} sur ${accord(lignes + restantes.lignes, 'ligne')} ouvertes`;
}
