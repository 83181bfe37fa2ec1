import { relative } from 'node:path';
import type { ChalkInstance } from 'chalk';
import { CODES_DE_SORTIE, Refus } from '../../domain/constats/refus.ts';
import { accord, enumerer } from '../../domain/textes/format.ts';
import type { DocumentRefait } from '../../edition/refaire-l-edition.ts';
import { type Verification, verifierLEdition } from '../../edition/verifier-l-edition.ts';
import { UnwritableOutput } from '../../files/unwritable-output.ts';
import { OtherZip, RefusedArchive } from '../../files/zip/refused-archive.ts';
import type { Cause } from '../../seal/causes.ts';
import type { Alteration } from '../../seal/chercher-les-alterations.ts';
import { natureDe } from '../../seal/manifeste-d-archive.ts';
import { findingJson, printJson } from '../findings-json.ts';
import { printable, writeFinding } from '../findings-text.ts';
import { coloursFor, type Io } from '../io.ts';
import type { VerifierOptions } from './command.ts';

/** `jaune verifier`: does it again and says whether every byte is the same. Exit code 0, 3 when anything differs. */
export async function runVerifier(
  path: string,
  { dossier, empreinte, json }: VerifierOptions,
  io: Io,
): Promise<number> {
  let verification: Verification;
  try {
    verification = await verifierLEdition(path, { dossier, empreinte });
  } catch (error) {
    const refusal = error instanceof RefusedArchive ? refuseArchive(path, error) : error;
    if (!(refusal instanceof Refus) || refusal instanceof UnwritableOutput) throw refusal;
    if (json) printJson(io, { ok: false, ...refusal.faits });
    else io.stderr.write(`${coloursFor(io, 'stderr').red(`${printable(refusal.message)}.`)}\n  ${refusal.remede}\n`);
    return refusal.code;
  }
  if (json) printJson(io, { ok: verification.identique, ...verification, echec: verification.echec.map(findingJson) });
  else io.stdout.write(verificationText(path, verification, coloursFor(io, 'stdout')));
  return verification.identique ? CODES_DE_SORTIE.bien : CODES_DE_SORTIE.different;
}

/** What is unsafe or damaged is not what was sealed; what is no archive at all is wrong usage. */
function refuseArchive(path: string, refusal: RefusedArchive): Refus {
  return new Refus(
    'different',
    `${path} n’est pas ce qui fut scellé : ${printable(refusal.message)}`,
    refusal instanceof OtherZip
      ? 'Rien n’en a été lu au-delà. Si elle a été zippée à nouveau par un autre programme, extrayez-la, puis donnez à « jaune verifier » le dossier où se trouve son manifeste.json : ses fichiers y seront comparés un à un. Sinon, reprenez-en une copie intacte, celle dont vous avez gardé l’empreinte.'
      : 'Rien n’en a été lu au-delà. Reprenez-en une copie intacte ; d’une archive, celle dont vous avez gardé l’empreinte.',
  );
}

/** Findings that are shown of a dossier that cannot be compiled again; the JSON gives all. */
const SHOWN_FINDINGS = 3;

/** What a verification found, for a terminal: the answer first, then what does not hold, and why. */
export function verificationText(path: string, verification: Verification, colours: ChalkInstance): string {
  const { genre, exercice, version, versionIci, fichiers, identique } = verification;
  const what = { archive: 'Archive', 'archive-extraite': 'Archive extraite', rapport: 'Édition' }[genre];
  const remadeWith = version === versionIci ? `jaune ${version}` : `jaune ${versionIci} (faite par jaune ${version})`;
  const answer = identique
    ? colours.green(
        `Identique : ${accord(fichiers, 'fichier')} comme au jour du scellé, tous les documents refaits à l’octet près.`,
      )
    : colours.red('Différent de ce qui fut scellé.');
  const remade = verification.documents.length > 0 || verification.avecLOutilDeLaVersion !== undefined;
  return [
    colours.bold(`${what}${exercice === '' ? '' : ` de l’exercice ${exercice}`} : ${path}`),
    remade
      ? `Refait avec ${remadeWith}${verification.dossier === '' ? '' : `, depuis ${relative('', verification.dossier) || '.'}`}.`
      : 'Rien n’a été refait.',
    '',
    answer,
    ...digestText(verification, colours),
    ...toolText(verification),
    ...block('N’est plus comme au jour du scellé', verification.alterations.map(alterationText)),
    ...block('Dont dépendent les documents, et qui a changé depuis', verification.causes.map(causeText)),
    ...failureText(verification, colours),
    ...block(
      'Documents refaits',
      verification.documents.map((document) => documentText(document)),
    ),
    ...block(
      'À côté, hors du scellé : leurs octets dépendent du navigateur qui les a imprimés, ils n’ont pas été comparés',
      verification.imprimes.map(printable),
    ),
    '',
  ].join('\n');
}

/** Files of the tool that are shown one by one: those of a program all change together. */
const SHOWN_TOOL_FILES = 8;

const PROGRAM_TEXTS = {
  compare: 'Le programme qu’elle contient n’a pas été exécuté : celui d’ici a tout refait.',
  'non-compare': 'Le programme qu’elle contient n’a été ni exécuté ni comparé : jaune court ici depuis ses sources.',
  'autre-version':
    'Le programme qu’elle contient n’a été ni exécuté ni comparé : il est d’une autre version que celui d’ici, qui n’en a pas les empreintes.',
  'celui-ci':
    'C’est le programme qu’elle contient qui l’a refaite : il n’est pas juge de lui-même. Un jaune installé le compare à celui de sa version.',
} as const;

/** What is said of the tool that made it: its tables, its templates and its program are to be those of its version. */
function toolText({ genre, version, outil, avecLOutilDeLaVersion: remade }: Verification): string[] {
  const { ecarts, programme, revision } = outil;
  const whose = genre === 'rapport' ? 'L’outil de l’édition' : 'L’outil de l’archive';
  const rest = ecarts.length - SHOWN_TOOL_FILES;
  const files = [
    ...ecarts.slice(0, SHOWN_TOOL_FILES).map(causeText),
    ...(rest > 0 ? [`… et ${accord(rest, 'autre')} ; --json les donne.`] : []),
    ...(revision === '' ? [] : [`C’est celui de la révision ${revision}, qui portait déjà ce numéro.`]),
  ];
  return [
    ...(programme === 'absent' ? [] : ['', PROGRAM_TEXTS[programme]]),
    ...block(`${whose} n’est pas celui de la version ${version}`, files),
    ...(remade === undefined ? [] : remadeText(version, remade)),
  ];
}

function remadeText(
  version: string,
  { chiffres, reste }: NonNullable<Verification['avecLOutilDeLaVersion']>,
): string[] {
  if (chiffres.length > 0)
    return block(
      `Refaits avec celui de la version ${version}, les chiffres ne sont pas ceux-ci`,
      chiffres.map(documentText),
    );
  const others = reste.length === 0 ? 'et tous les documents' : `pas ${enumerer(reste)}`;
  return [
    '',
    `Seul l’outil diffère : refaits avec celui de la version ${version}, les chiffres sont les mêmes, ${others}.`,
  ];
}

/** What is said of the digest of the archive itself: whoever writes an archive again can write all those in it again. */
function digestText(
  { sha256, empreinteAttendue, empreinteDe, empreinteComparee }: Verification,
  colours: ChalkInstance,
): string[] {
  if (sha256 === '') return [];
  const digest = `Empreinte de l’archive : ${sha256}`;
  if (empreinteAttendue !== '')
    return [
      colours.red('Ce n’est pas l’archive dont vous avez gardé l’empreinte :'),
      `  gardée  : ${empreinteAttendue}`,
      `  trouvée : ${sha256}`,
      ...(empreinteDe === ''
        ? []
        : [`  Celle-là est celle d’un fichier qu’elle contient, ${printable(empreinteDe)}, non la sienne.`]),
    ];
  return empreinteComparee
    ? [`${digest}, celle que vous avez gardée.`]
    : [digest, 'Comparez-la à celle que vous avez gardée : qui réécrit une archive entière en change l’empreinte.'];
}

/** Lines of a list that are shown: who seals chooses how many there are. */
const SHOWN_LINES = 20;

function block(title: string, lignes: readonly string[]): string[] {
  if (lignes.length === 0) return [];
  const rest = lignes.length - SHOWN_LINES;
  return [
    '',
    `${title} :`,
    ...lignes.slice(0, SHOWN_LINES).map((ligne) => `  ${ligne}`),
    ...(rest > 0 ? [`  … et ${accord(rest, 'autre')} ; --json les donne.`] : []),
  ];
}

function alterationText({ fichier, dansLArchive, quoi, precision }: Alteration): string {
  const said = { change: 'a changé', manque: 'manque', ajoute: 'a été ajouté', incoherent: 'ne concorde pas' }[quoi];
  const precisionText = precision === '' ? '' : `, ${printable(precision)}`;
  const coded = dansLArchive === undefined ? '' : ` ; dans l’archive, ${printable(dansLArchive)}`;
  return `${printable(fichier)} (${natureDe(fichier)}${coded}) ${said}${precisionText}`;
}

function causeText({ fichier, nature, quoi }: Cause): string {
  const said = { change: 'a changé', manque: 'n’est pas, ou plus, une pièce de l’édition', ajoute: 'est nouveau' }[
    quoi
  ];
  return `${printable(fichier)} (${nature}) ${said}`;
}

function failureText({ echec, panne }: Verification, colours: ChalkInstance): string[] {
  if (panne !== '') return ['', 'Le jaune ne peut pas être refait :', `  ${printable(panne)}`];
  if (echec.length === 0) return [];
  const rest = echec.length - SHOWN_FINDINGS;
  return [
    '',
    'Le jaune ne peut pas être refait :',
    ...echec.slice(0, SHOWN_FINDINGS).map((constat) => writeFinding(constat, colours)),
    ...(rest > 0 ? [`… et ${accord(rest, 'autre')} ; --json les donne.`] : []),
  ];
}

function documentText({ nom, difference }: DocumentRefait): string {
  if (difference === undefined) return `${nom} : identique`;
  const { ou, scelle, refait } = difference;
  const values =
    scelle === '' && refait === '' ? '' : `\n      trouvé : ${show(scelle)}\n      refait : ${show(refait)}`;
  return `${printable(nom)} : première différence : ${printable(ou)}${values}`;
}

function show(value: string): string {
  return value === '' ? '(rien)' : printable(value);
}
