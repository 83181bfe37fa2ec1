import type { ChalkInstance } from 'chalk';
import { graviteDe } from '../domain/constats/codes-constats.ts';
import {
  type Constat,
  type Constats,
  ecrireLieu,
  estDeRevue,
  type GroupeDeConstats,
} from '../domain/constats/constat.ts';
import { citerChemin } from '../domain/textes/citer-chemin.ts';
import { accord, formaterEntier } from '../domain/textes/format.ts';

const EXCERPT_WIDTH = 100;
const MARGIN_BEFORE = 30;
/**
 * Findings of one code in one file that are shown whole; the JSON gives more. Of a review workbook, all that are kept: its
 * faults are put right one by one, not by one change.
 */
const SHOWN_PER_CODE_AND_FILE = 10;

/** All the findings of a run, for a terminal: group by group, the first of each, then how many more there are like them. */
export function writeFindings({ groupes }: Pick<Constats, 'groupes'>, colours: ChalkInstance): string {
  return groupes
    .flatMap(({ code, fichier, nombre, gardes }) => {
      const shown = estDeRevue(code) ? gardes : gardes.slice(0, SHOWN_PER_CODE_AND_FILE);
      const rest = nombre - shown.length;
      return [
        ...shown.map((constat) => writeFinding(constat, colours)),
        ...(rest > 0 ? [`… et ${formaterEntier(rest)} de plus comme cela dans ${fichier} [${code}]\n`] : []),
      ];
    })
    .join('\n');
}

/** What a command that answers one question tells of warnings. */
export interface FindingsScope {
  readonly dossier: string;
  readonly isAbout: (constat: Constat) => boolean;
}

/** The warnings that are about what was asked, then how many others there are and what tells them. */
export function writeFindingsWithin(
  constats: Constats,
  { dossier, isAbout }: FindingsScope,
  colours: ChalkInstance,
): string {
  const groups = constats.groupes.flatMap((group) => {
    const kept = group.gardes.filter(isAbout);
    return kept.length === 0 ? [] : [{ ...group, gardes: kept, nombre: kept.length }];
  });
  const others = constats.compter('A-') - groups.reduce((total, { nombre }) => total + nombre, 0);
  const text = writeFindings({ groupes: groups }, colours);
  const told = text === '' ? '' : `${text}\n`;
  if (others === 0) return told;
  const count = `${formaterEntier(others)}${told === '' ? '' : others === 1 ? ' autre' : ' autres'}`;
  const names = others === 1 ? 'avertissement' : 'avertissements';
  return `${told}${count} ${names} sur le dossier : « jaune controler ${citerChemin(dossier)} » ${others === 1 ? 'le' : 'les'} dit.\n`;
}

/** One finding: place, excerpt, caret, remedy, code. */
export function writeFinding({ code, lieu, message, extrait, remede }: Constat, colours: ChalkInstance): string {
  const hue = graviteDe(code) === 'erreur' ? colours.red : colours.yellow;
  const lignes = [`${colours.bold(ecrireLieu(lieu))} · ${hue(printable(message))}`];
  if (extrait && extrait.texte !== '') {
    const { texte, debut, fin } = crop(extrait);
    const margin = `  ${lieu.ligne ?? ''} │ `;
    lignes.push(`${colours.dim(margin)}${printable(texte)}`);
    lignes.push(`${' '.repeat(margin.length - 2)}│ ${' '.repeat(debut)}${hue('^'.repeat(Math.max(fin - debut, 1)))}`);
  }
  lignes.push(`  ${printable(remede)}`, colours.dim(`  [${code}]`));
  return `${lignes.join('\n')}\n`;
}

function crop({ texte, debut, fin }: { texte: string; debut: number; fin: number }) {
  const from = debut > EXCERPT_WIDTH - MARGIN_BEFORE ? debut - MARGIN_BEFORE : 0;
  const prefix = from > 0 ? '…' : '';
  const cut = texte.slice(from, from + EXCERPT_WIDTH);
  const suffix = from + EXCERPT_WIDTH < texte.length ? '…' : '';
  const offset = prefix.length - from;
  const width = prefix.length + cut.length;
  return {
    texte: `${prefix}${cut}${suffix}`,
    debut: debut + offset,
    fin: Math.max(Math.min(fin + offset, width), debut + offset + 1),
  };
}

/**
 * A text on one line, without what a terminal would obey nor what nobody would see: control characters, direction overrides
 * and signs without width, each as one `�`.
 */
export function printable(text: string): string {
  return text.replace(/\r\n|[\t\r\n]/g, ' ').replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
}

/** Groups from which on a table of them helps: fewer are all on one screen, or nearly. */
const MIN_GROUPS = 6;
/** Rows of the table, and what a line of a terminal holds: it must stand on the screen that is left at the end. */
const MAX_ROWS = 15;
const SCREEN_WIDTH = 80;

/** All the findings of one code, in the order of the groups. */
interface FindingKind {
  readonly code: string;
  readonly nombre: number;
  readonly fichiers: readonly { readonly fichier: string; readonly nombre: number }[];
}

/**
 * What a run found, counted, to be read last: by code in the order in which to take them when there is much, then one line.
 * Nothing when a few warnings are all.
 */
export function writeFindingsSummary(constats: Constats, colours: ChalkInstance): string {
  const { groupes } = constats;
  const table = groupes.length >= MIN_GROUPS ? writeTable(groupes) : [];
  const acknowledged = writeAcknowledged(constats);
  if (!constats.enErreur)
    return [...table, ...(table.length > 0 ? [totals(constats)] : []), ...acknowledged].join('\n');
  return [...table, ...acknowledged, colours.red(`${totals(constats)}. Rien n’a été écrit.`)].join('\n');
}

/** How to acknowledge the warnings that are left. */
export function writeAcknowledging(constats: Constats, dossier: string): string {
  // What a machine lacks is no fact of the dossier.
  const count = constats.compter('A-') - constats.compter('A-PDF');
  if (count === 0) return '';
  return `\n${accord(count, 'avertissement')}. Ce qui est accepté s’acquitte : « jaune controler ${citerChemin(dossier)} --acquittements » écrit de quoi.\n`;
}

/** `2 avertissements acquittés dans exercice.yaml`. */
function writeAcknowledged({ acquittes }: Constats): string[] {
  const count = acquittes.reduce((total, { nombre }) => total + nombre, 0);
  return count === 0 ? [] : [`${accord(count, 'avertissement')} acquitté${count > 1 ? 's' : ''} dans exercice.yaml`];
}

/** `12 erreurs dans 2 fichiers, 3 avertissements`. */
function totals(constats: Constats): string {
  const errors = constats.groupes.filter(({ code }) => code.startsWith('E-'));
  const files = new Set(errors.map(({ fichier }) => fichier)).size;
  const warnings = constats.compter('A-');
  return [
    ...(constats.enErreur
      ? [`${accord(constats.erreurs, 'erreur')}${files > 1 ? ` dans ${accord(files, 'fichier')}` : ''}`]
      : []),
    ...(warnings > 0 ? [accord(warnings, 'avertissement')] : []),
  ].join(', ');
}

function writeTable(groups: readonly GroupeDeConstats[]): string[] {
  const kinds = byCode(groups);
  const shown = kinds.length > MAX_ROWS ? kinds.slice(0, MAX_ROWS - 1) : kinds;
  const figures = Math.max(...shown.map(({ nombre }) => formaterEntier(nombre).length));
  const codes = Math.max(...shown.map(({ code }) => code.length));
  const rest = kinds.length - shown.length;
  return [
    'En tout, dans l’ordre où les prendre :',
    ...shown.map((kind) => {
      const start = `  ${formaterEntier(kind.nombre).padStart(figures)}  ${kind.code.padEnd(codes)}  `;
      return `${start}${quoteFiles(kind.fichiers, SCREEN_WIDTH - start.length)}`;
    }),
    ...(rest > 0 ? [`  … et ${formaterEntier(rest)} autres sortes`] : []),
    '',
  ];
}

function byCode(groups: readonly GroupeDeConstats[]): readonly FindingKind[] {
  const kinds = new Map<string, { code: string; nombre: number; fichiers: FindingKind['fichiers'][number][] }>();
  for (const { code, fichier, nombre } of groups) {
    const kind = kinds.get(code) ?? { code, nombre: 0, fichiers: [] };
    kind.nombre += nombre;
    kind.fichiers.push({ fichier, nombre });
    kinds.set(code, kind);
  }
  return [...kinds.values()];
}

/** As many files as there is room for: `sources/culture.csv (6), sources/sport.csv (3)`. */
function quoteFiles(files: FindingKind['fichiers'], place: number): string {
  if (files.length === 1) return files[0]?.fichier ?? '';
  for (let quoted = files.length; quoted > 0; quoted--) {
    const names = files.slice(0, quoted).map(({ fichier, nombre }) => `${fichier} (${formaterEntier(nombre)})`);
    const suffix = quoted < files.length ? `, et ${accord(files.length - quoted, 'autre')}` : '';
    if (names.join(', ').length + suffix.length <= place) return `${names.join(', ')}${suffix}`;
  }
  return accord(files.length, 'fichier');
}
