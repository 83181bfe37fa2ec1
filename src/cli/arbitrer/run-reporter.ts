import type { Candidate } from '../../classify/decisions/retrouver/choisir-les-candidates.ts';
import type { DescriptionDeLigne } from '../../classify/decisions/retrouver/ligne-decrite.ts';
import { Refus } from '../../domain/constats/refus.ts';
import { citerChemin } from '../../domain/textes/citer-chemin.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { printable } from '../findings-text.ts';
import type { Io } from '../io.ts';
import { leftRowsText } from '../taken-rows-text.ts';
import { withFindings } from '../with-findings.ts';
import { candidateDifference, twinsReason } from './candidate-difference.ts';
import type { CarriedWorkbook, ReviewedRows } from './carried-workbook.ts';
import {
  type CarriedDecisions,
  type CertainDecision,
  type ChangedDecision,
  carryDecisions,
  type LostDecision,
} from './carry-decisions.ts';
import type { ArbitrerReporterOptions } from './command.ts';
import { readConfirmations } from './confirmations.ts';

/** Decisions of each kind that the terminal shows; the JSON gives all. */
const SHOWN_DECISIONS = 50;

/** `jaune arbitrer reporter`: the lines of decisions found again, after a file was sent again. */
export function runArbitrerReporter(dossier: string, options: ArbitrerReporterOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const write = options.ecrire === true;
    const { classeur, reprendre: filled, remplacer: replace = false } = options;
    const confirmed = readConfirmations(options.confirmer ?? []);
    if (classeur !== undefined && (filled !== undefined || confirmed.length > 0))
      throw new Refus(
        'usage',
        '--classeur écrit ce qui reste à confirmer : il ne va ni avec --reprendre ni avec --confirmer',
        'Confirmez d’abord, avec --ecrire ; puis relancez avec --classeur.',
      );
    const workbook = classeur === undefined ? undefined : { target: classeur, replace };
    const carried = await carryDecisions(dossier, { write, confirmed, workbook, filled }, constats);
    if (options.json) printJson(io, { ok: true, ...carried, ...findingsJson(constats) });
    else io.stdout.write(`${carriedText(carried, dossier, options).join('\n')}\n`);
  });
}

function carriedText(carried: CarriedDecisions, dossier: string, options: ArbitrerReporterOptions): string[] {
  const { enPlace, certaines, changees, perdues, reglesSansFichier, classeur, repris } = carried;
  return [
    `${accord(enPlace, 'décision')} en place, ${accord(certaines.length, 'certaine')}, ${accord(changees.length, 'changée')}, ${accord(perdues.length, 'perdue')}.`,
    ...listed('Certaines : la ligne est ailleurs, et c’est elle', certaines.map(certainText)),
    ...listed('Changées : à confirmer, de la plus vraisemblable à la moins', changees.map(changedText)),
    ...listed('Perdues : aucune ligne ne peut être celle-là', perdues.map(lostText)),
    ...listed(
      'Règles qui nomment un fichier qui n’est plus là : renommé, écrivez-y son nouveau nom, ou elles ne valent plus pour lui',
      reglesSansFichier.map(({ id, lieu, fichier }) => [`  ${lieu} · ${printable(id)} : ${printable(fichier)}`]),
      'règle',
    ),
    '',
    ...(repris ? reviewedText(repris) : []),
    ...(classeur ? workbookText(classeur, dossier) : []),
    ...nextSteps(carried, dossier, options),
  ];
}

function listed(title: string, texts: readonly (readonly string[])[], noun = 'décision'): string[] {
  if (texts.length === 0) return [];
  const rest = texts.length - SHOWN_DECISIONS;
  return [
    '',
    title,
    ...texts.slice(0, SHOWN_DECISIONS).flat(),
    ...(rest > 0 ? [`  … et ${accord(rest, noun)} de plus ; --json les donne toutes.`] : []),
  ];
}

function certainText({ ref, ligne, pareil, decision }: CertainDecision): string[] {
  const how = pareil === 'octets' ? 'la même, octet pour octet' : 'tout ce qui en fut gardé est pareil';
  return [`  ${ref} → ${ligne.ref} · ${printable(ligne.libelle)} (${how})`, `      ${printable(decision)}`];
}

function changedText({ ref, etait, candidates, confirmees, decision, semblables }: ChangedDecision): string[] {
  const same = candidates.some(({ differe, lignes }) => differe.length === 0 && lignes.length === 1);
  return [
    `  ${ref} · ${printable(decision)}`,
    ...(etait === undefined ? [] : [`      était   ${lineText(etait)}`]),
    ...(same || semblables ? [`      à confirmer : ${twinsReason(etait, semblables)}`] : []),
    ...candidates.flatMap((candidate) => [
      ...candidateText(candidate),
      ...(candidate.impossible === undefined ? [] : [`              ne peut pas l’être : ${candidate.impossible}`]),
    ]),
    ...(confirmees.length === 0 ? [] : [`      confirmée : ${confirmees.map((line) => line.ref).join(', ')}`]),
  ];
}

function candidateText(candidate: Candidate): string[] {
  const why = candidateDifference(candidate);
  return candidate.lignes.map(
    (line, rank) =>
      `      ${rank === 0 ? 'serait ' : 'et     '} ${line.ref} · ${lineText(line)}${rank === 0 ? ` (${why})` : ''}`,
  );
}

function lostText({ ref, lieu, etait, decidee, decision }: LostDecision): string[] {
  const why =
    decidee === undefined
      ? etait === undefined
        ? 'de sa ligne arbitrages.csv ne garde que l’empreinte ; si le libellé ou le montant a changé, elle ne se reconnaît pas'
        : 'aucune ligne ne lui ressemble assez'
      : `sa ligne est ${decidee}, qu’une autre décision tient déjà`;
  return [
    `  ${ref} (${lieu}) : ${why}`,
    ...(etait === undefined ? [] : [`      était   ${lineText(etait)}`]),
    `      ${printable(decision)}`,
  ];
}

function lineText({ libelle, beneficiaire, lieu, montant, imputation }: DescriptionDeLigne): string {
  return [libelle, beneficiaire, lieu, formaterEuros(montant), imputation]
    .filter((text) => text !== '')
    .map(printable)
    .join(' · ');
}

function reviewedText(rows: ReviewedRows): string[] {
  const { confirmees, refusees, inchangees } = rows;
  return [
    `Le classeur confirme ${accord(confirmees, 'décision')}.`,
    ...(refusees > 0 ? [`${accord(refusees, 'ligne')} du classeur à « non » : rien n’y change.`] : []),
    ...(inchangees > 0 ? [`${accord(inchangees, 'décision')} déjà là : rien n’y change.`] : []),
    ...leftRowsText(rows, 'sans réponse'),
  ];
}

function workbookText({ fichier, decisions, propositions, restantes }: CarriedWorkbook, dossier: string): string[] {
  if (fichier === undefined) return ['Aucune décision à confirmer : aucun classeur n’est écrit.'];
  const rest = restantes === 0 ? [] : [`Restent ${accord(restantes, 'décision')} : reprenez celles-ci d’abord.`];
  return [
    `${accord(decisions, 'décision')} à confirmer dans ${printable(fichier)}, ${accord(propositions, 'proposition')}.`,
    ...rest,
    `Dites oui dans la colonne jaune, puis : jaune arbitrer reporter ${citerChemin(dossier)} --ecrire --reprendre ${citerChemin(fichier)}`,
  ];
}

function nextSteps(
  { certaines, changees, perdues, ecrites, classeur }: CarriedDecisions,
  dossier: string,
  { ecrire: written, confirmer = [], reprendre }: ArbitrerReporterOptions,
): string[] {
  const command = `jaune arbitrer reporter ${citerChemin(dossier)}`;
  // What was confirmed and is not written yet is to be said again.
  const given = written
    ? ''
    : [
        ...confirmer.map((text) => ` --confirmer ${citerChemin(text)}`),
        ...(reprendre === undefined ? [] : [` --reprendre ${citerChemin(reprendre)}`]),
      ].join('');
  const writing = `${command} --ecrire${given}`;
  const open = changees.filter(({ confirmees }) => confirmees.length === 0);
  const [example] = open.flatMap(({ ref, candidates }) =>
    candidates
      .filter(({ impossible }) => impossible === undefined)
      .map(({ lignes }) => `${ref}=${lignes.map((line) => line.ref).join(',')}`),
  );
  const impossible = open.filter(({ candidates }) => candidates.every(({ jamais }) => jamais));
  const ofTwins = new Set(
    open.flatMap(({ candidates }) =>
      candidates.flatMap(({ jamais, remede }) => (jamais === false && remede ? [remede] : [])),
    ),
  );
  const confirmed = changees.length > open.length;
  const undescribed =
    perdues.some(({ etait, decidee }) => etait === undefined && decidee === undefined) ||
    open.some(({ etait }) => etait === undefined);
  const left = [
    ...(example !== undefined && classeur === undefined
      ? [
          `Confirmez celles qui ont changé, une à une : ${writing} --confirmer ${citerChemin(example)}`,
          ...(given === '' ? [`Ou toutes dans un classeur : ${command} --classeur reports.xlsx`] : []),
        ]
      : []),
    ...(impossible.length > 0
      ? [
          `${accord(impossible.length, 'décision')} en euros ${impossible.length > 1 ? 'ne vont' : 'ne va'} à aucune ligne proposée (${impossible.map(({ lieu }) => lieu).join(', ')}) : retirez-${impossible.length > 1 ? 'les' : 'la'} d’abord d’arbitrages.csv ; puis décidez de nouveau, par : jaune arbitrer export ${citerChemin(dossier)}`,
        ]
      : []),
    ...ofTwins,
    ...(undescribed
      ? [
          `Pour reconnaître une ligne dont il ne reste que l’empreinte : remettez l’ancien fichier, lancez ${command} --ecrire, qui garde ce qu’elle dit ; puis remettez le nouveau, et relancez. Aux prochains envois, lancez --ecrire avant de remplacer un fichier.`,
        ]
      : []),
    ...(perdues.length > 0
      ? ['Une décision perdue reste dans arbitrages.csv jusqu’à ce que sa ligne revienne, ou que vous l’en retiriez.']
      : []),
  ];
  if (written)
    return [
      ecrites.reportees === 0 && ecrites.decrites === 0
        ? 'Rien à écrire : arbitrages.csv n’a pas changé.'
        : `arbitrages.csv : ${accord(ecrites.reportees, 'décision')} ${ecrites.reportees > 1 ? 'rattachées' : 'rattachée'}, ${accord(ecrites.decrites, 'ligne')} ${ecrites.decrites > 1 ? 'décrites' : 'décrite'}.`,
      ...left,
    ];
  return [
    classeur?.fichier === undefined ? 'Rien n’a été écrit.' : 'Rien n’a été écrit dans arbitrages.csv.',
    ...(certaines.length > 0 || confirmed ? [`Pour rattacher les certaines et les confirmées : ${writing}`] : []),
    ...left,
  ];
}
