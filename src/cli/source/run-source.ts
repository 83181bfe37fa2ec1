import { BASES } from '../../domain/argent/base.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import { type CodeConstat, type Gravite, graviteDe } from '../../domain/constats/codes-constats.ts';
import { type Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import { Refus } from '../../domain/constats/refus.ts';
import type { LuDansUnSens } from '../../domain/dossier/source-lue.ts';
import { CHAMPS_TEXTE } from '../../domain/lignes/champs.ts';
import { type LigneBudgetaire, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import { surUneLigne } from '../../domain/textes/texte.ts';
import { lireLeCadre } from '../../dossier/lire-la-declaration.ts';
import { tellStage } from '../../files/progress.ts';
import type { Avis } from '../../formats/regard.ts';
import { negatifsEnRecettes } from '../../ingest/negatifs-en-recettes.ts';
import { commenter, direAvis } from '../../inspect/ecrire-le-bloc.ts';
import {
  type ExerciceOuvert,
  type Inscription,
  inscrireLesBlocs,
  ouvrirLExercice,
} from '../../inspect/inscrire-les-blocs.ts';
import { type BlocPropose, inspecterSource } from '../../inspect/inspecter-source.ts';
import type { Lecture } from '../../inspect/lire-par-bloc.ts';
import type { Proposition } from '../../inspect/proposition.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { printable, writeFindings } from '../findings-text.ts';
import { coloursFor, type Io } from '../io.ts';
import { lineJson } from '../line-json.ts';
import { withFindings } from '../with-findings.ts';
import type { SourceOptions } from './command.ts';

/** `jaune source`: looks at a file and proposes the block that declares it. */
export function runSource(file: string, options: SourceOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const opened = options.ecrire === true ? openYear(options, constats) : undefined;
    tellStage(`examen de ${file}`);
    const { blocs, laissees } = await inspecterSource(file, options, constats);
    const written = opened && (await inscrireLesBlocs(opened, file, blocs));
    if (options.json) {
      const ecrit = written === undefined ? {} : { ecrit: written };
      printJson(io, {
        ok: true,
        fichier: file,
        blocs: blocs.map(sourceJson),
        laissees,
        ...ecrit,
        ...findingsJson(constats),
      });
      return;
    }
    if (laissees.length > 0) io.stdout.write(writeLeftSheets(laissees));
    io.stdout.write(blocs.map((block) => writeProposal(block, file, written !== undefined)).join('\n'));
    if (written !== undefined) io.stdout.write(`\n${writtenText(written, blocs)}`);
    for (const { lecture } of blocs)
      if (lecture !== undefined) io.stderr.write(writeFindings(lecture.constats, coloursFor(io, 'stderr')));
  });
}

function openYear({ dossier }: SourceOptions, constats: Constats): ExerciceOuvert {
  if (dossier === undefined) {
    const message = '--ecrire va avec --dossier';
    const remede = 'Dites à quel dossier ajouter le bloc : --dossier data/2013.';
    throw new Refus('usage', message, remede, { type: 'usage', message, remede });
  }
  lireLeCadre(dossier, constats);
  exigerSansErreur(constats);
  return ouvrirLExercice(dossier, constats);
}

function writtenText(written: Inscription, blocs: readonly BlocPropose[]): string {
  const { fichier, ligne, copie } = written;
  const empty = blocs.flatMap(({ bloc }) => bloc.nu.filter((line) => line.includes(`# ${TO_FILL}`)));
  const fields = empty.map((line) => `« ${line.trim().split(':')[0]} »`).join(', ');
  return [
    `Écrit dans ${fichier}, à partir de la ligne ${formaterEntier(ligne)}.`,
    ...(copie === undefined ? [] : [`Fichier copié tel quel : ${copie}.`]),
    ...(empty.length === 0 ? [] : [`À remplir dans exercice.yaml : ${fields}.`]),
    'Ce qui est « à confirmer » ci-dessus se corrige dans exercice.yaml ; « jaune controler » relit tout.',
    '',
  ].join('\n');
}

function sourceJson({ proposition, regard, bloc, lecture }: BlocPropose) {
  const { cadre, avisDuFormat, valeurs, ...rest } = proposition;
  return {
    yaml: `${bloc.explique.join('\n')}\n`,
    regard,
    ...rest,
    avisDuFormat: asObject(avisDuFormat),
    valeurs: Object.fromEntries([...valeurs].map(([field, words]) => [field, Object.fromEntries(words)])),
    cadre: { ...cadre, avis: asObject(cadre.avis) },
    lecture: lecture && {
      lignes: lecture.lue.lignes,
      centimes: lecture.lue.depenses.montants,
      recettes: { lignes: lecture.lue.recettes.lignes, centimes: lecture.lue.recettes.montants },
      misesAEcart: lecture.lue.misesAEcart,
      sha256: lecture.lue.sha256,
      exemples: lecture.lignes.map((ligne) => lineJson(ligne)),
      ...findingsJson(lecture.constats),
    },
  };
}

/** What is guessed and why, without what it was guessed with. */
function asObject(guesses: ReadonlyMap<string, Avis>): Record<string, Avis> {
  return Object.fromEntries([...guesses].map(([key, { confiance, raisons }]) => [key, { confiance, raisons }]));
}

const VALUE_WIDTH = 52;
/** The word that stands for what the officer is to fill in. */
const TO_FILL = 'à remplir';

/** A block with all that helps to confirm it: everything is YAML, or a comment of it, so that all of it may be pasted. */
export function writeProposal(
  { proposition, regard, bloc, lecture }: BlocPropose,
  file: string,
  written = false,
): string {
  const { cadre, remarques, avisDuFormat, empechement } = proposition;
  const ends = avisDuFormat.get('fins');
  return [
    ...commenter(2, `Proposé d’après ${surUneLigne(file, 200)} : ${regard}.`),
    ...commenter(
      2,
      written
        ? 'À relire ligne à ligne : exercice.yaml a reçu ce bloc, sans ces explications.'
        : 'À relire ligne à ligne, puis à coller sous « sources: » dans exercice.yaml.',
    ),
    ...(ends === undefined ? [] : commenter(2, `Fichier : ${ends.raisons.join(' ')}.`)),
    ...commenter(2, `Exercice ${cadre.exercice || 'inconnu'} (${tellGuess(cadre.avis.get('exercice'))}).`),
    ...commenter(2, `Norme ${cadre.norme} (${tellGuess(cadre.avis.get('norme'))}).`),
    ...commenter(2, `Base ${cadre.base} (${tellGuess(cadre.avis.get('base'))}).`),
    ...[...(empechement === undefined ? [] : [empechement]), ...remarques].flatMap((remark) =>
      commenter(2, `Attention : ${surUneLigne(remark, 400)}`),
    ),
    ...bloc.explique,
    ...(lecture === undefined ? notRead(empechement) : readingLines(lecture, proposition)),
    '',
  ].join('\n');
}

export function writeLeftSheets(leftSheets: readonly string[]): string {
  const names = leftSheets.map((name) => `« ${surUneLigne(name)} »`).join(', ');
  return `${commenter(2, `Feuilles qui ne ressemblent pas à une liste de lignes, laissées : ${names}.`).join('\n')}\n`;
}

function tellGuess(guess: Parameters<typeof direAvis>[0] | undefined): string {
  return guess === undefined ? '' : direAvis(guess).replace(/\.$/, '');
}

function notRead(obstacle: string | undefined): string[] {
  return commenter(
    4,
    obstacle === undefined
      ? 'Remplissez d’abord ce qui manque : tel quel, le fichier ne peut pas être lu.'
      : 'Rien n’a été lu : le fichier n’entre pas dans ce dossier, pour la raison dite en tête.',
  );
}

function readingLines(
  { lue, lignes, constats }: Lecture,
  { cadre, depliage, colonnes, montants }: Proposition,
): string[] {
  const sensesTold =
    colonnes.some(({ champ }) => champ === 'sens') || montants.some((proposed) => 'depense' in proposed.colonnes);
  // Whether the source may announce its totals: unfolded columns are proven row by row.
  const checked = depliage === undefined;
  return [
    // Lines that could not be read are missing from these sums: nothing to check a file by.
    ...(constats.erreurs > 0 || !checked ? [] : controlLines(lue, sensesTold)),
    ...(lue.misesAEcart.length === 0
      ? []
      : commenter(
          4,
          `Écartées : ${lue.misesAEcart.map(({ motif, lignes: count }) => `${formaterEntier(count)} (${motif})`).join(' ; ')}.`,
        )),
    ...commenter(4, countFindings(constats)),
    ...(lignes.length === 0
      ? []
      : commenter(
          4,
          lignes.length === 1
            ? 'Une ligne, telle que la compilation la lirait :'
            : `${lignes.length === 2 ? 'Deux' : 'Trois'} lignes, telles que la compilation les lirait :`,
        )),
    ...sampleLines(lignes, cadre.exercice !== ''),
  ];
}

function controlLines(lue: Lecture['lue'], sensesTold: boolean): string[] {
  const receipts = sensesTold || lue.recettes.lignes > 0 ? undefined : negatifsEnRecettes(lue.depenses);
  return [
    ...commenter(
      4,
      'À confirmer avec l’expéditeur : voici ce qui a été lu ici, lui seul sait ce qu’il a envoyé. Retirez les # une fois ses totaux reçus.',
    ),
    '    # controle:',
    `    #   lignes: ${lue.lignes}`,
    ...(lue.recettes.lignes === 0 ? announced('    #   ', lue.depenses) : announcedBySense(lue)),
    ...(receipts === undefined
      ? []
      : [
          ...commenter(4, 'Ou, si les montants en dessous de zéro sont des recettes :'),
          '    # negatif: recette',
          '    # controle:',
          `    #   lignes: ${lue.lignes}`,
          ...announcedBySense(receipts),
        ]),
  ];
}

function announcedBySense(read: Readonly<Record<'depenses' | 'recettes', LuDansUnSens>>): string[] {
  return (['depenses', 'recettes'] as const)
    .filter((sens) => read[sens].lignes > 0)
    .flatMap((sens) => [
      `    #   ${sens}:`,
      `    #     lignes: ${read[sens].lignes}`,
      ...announced('    #     ', read[sens]),
    ]);
}

function announced(margin: string, { montants }: LuDansUnSens): string[] {
  return BASES.flatMap((base) => {
    const total = montants[base];
    return total === undefined ? [] : [`${margin}${base}: ${amount(total)}`];
  });
}

/** As people write it in `exercice.yaml`. */
function amount(total: Montant): string {
  return formaterEuros(total)
    .replace(/\u202f€/, '')
    .replaceAll('\u202f', ' ')
    .replace('\u2212', '-');
}

function countFindings(constats: Constats): string {
  const byCode = new Map<CodeConstat, number>();
  for (const { code } of constats.liste) byCode.set(code, (byCode.get(code) ?? 0) + 1);
  for (const { code, nombre } of constats.surplus) byCode.set(code, (byCode.get(code) ?? 0) + nombre);
  const countFor = (severity: Gravite) => {
    const matching = [...byCode].filter(([code]) => graviteDe(code) === severity);
    const count = matching.reduce((sum, [, own]) => sum + own, 0);
    const told = matching.map(([code, own]) => `${formaterEntier(own)} ${code}`).join(', ');
    return count === 0 ? undefined : `${accord(count, severity)} (${told})`;
  };
  const errors = countFor('erreur');
  const warnings = countFor('avertissement');
  if (errors !== undefined)
    return `Lu ainsi, le fichier ne passe pas encore : ${errors}${warnings === undefined ? '' : ` et ${warnings}`}.`;
  return `Lu ainsi, le fichier passe sans erreur${warnings === undefined ? '' : `, avec ${warnings}`}.`;
}

/** The first line whole, the others by what they have of their own. */
function sampleLines(lignes: readonly LigneBudgetaire[], knownExercice: boolean): string[] {
  const [first, ...others] = lignes.map((ligne) => ({ ligne, champs: fieldsOf(ligne, knownExercice) }));
  if (first === undefined) return [];
  const common = new Map(first.champs);
  return [
    ...writeFields(first.ligne, first.champs),
    ...others.flatMap(({ ligne, champs }) => {
      const present = new Map(champs);
      const empty = first.champs.flatMap(([name]): Field[] => (present.has(name) ? [] : [[name, '(vide)']]));
      const ownFields = [...champs.filter(([name, value]) => common.get(name) !== value), ...empty];
      return writeFields(ligne, ownFields, 'comme la première, mais :');
    }),
  ];
}

type Field = readonly [name: string, value: string];

function writeFields(ligne: LigneBudgetaire, fields: readonly Field[], word = ''): string[] {
  const told = fields.length === 0 ? 'comme la première' : word;
  return [
    `    #   ${printable(referenceDe(ligne))}${told === '' ? '' : ` ${told}`}`,
    ...fields.map(([name, value]) => `    #     ${name.padEnd(17)} ${surUneLigne(value, VALUE_WIDTH)}`),
  ];
}

/** What is left to the officer to fill in is not shown as if it had been read. */
function fieldsOf(ligne: LigneBudgetaire, knownExercice: boolean): Field[] {
  const fields = Object.entries(CHAMPS_TEXTE).flatMap(([name, key]): Field[] => {
    const value = ligne[key];
    // What nearly all lines are is told of those that are not.
    const usual = name === 'consolidee' && value === 'oui';
    const missing = usual || value === '' || value === TO_FILL || (name === 'exercice' && !knownExercice);
    return name === 'fichier' || name === 'norme' || missing ? [] : [[name, value]];
  });
  const montants = BASES.flatMap((base): Field[] => {
    const value = ligne.montants[base];
    return value === undefined ? [] : [[base, formaterEuros(value)]];
  });
  const cost: Field[] = ligne.coutTotal === undefined ? [] : [['cout_total', formaterEuros(ligne.coutTotal)]];
  return [...fields, ...cost, ...montants];
}
