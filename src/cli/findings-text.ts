import type { ChalkInstance } from 'chalk';
import { graviteDe } from '../domain/constats/codes-constats.ts';
import {
  type Constat,
  type Constats,
  ecrireLieu,
  estDeRevue,
  type GroupeDeConstats,
} from '../domain/constats/constat.ts';
import { accord, formaterEntier } from '../domain/textes/format.ts';

const LARGEUR_EXTRAIT = 100;
const MARGE_AVANT = 30;
/**
 * Findings of one code in one file that are shown whole; the JSON gives more. Of a review workbook, all that are kept: its
 * faults are put right one by one, not by one change.
 */
const MONTRES_PAR_CODE_ET_FICHIER = 10;

/** All the findings of a run, for a terminal: group by group, the first of each, then how many more there are like them. */
export function writeFindings({ groupes }: Pick<Constats, 'groupes'>, couleurs: ChalkInstance): string {
  return groupes
    .flatMap(({ code, fichier, nombre, gardes }) => {
      const montres = estDeRevue(code) ? gardes : gardes.slice(0, MONTRES_PAR_CODE_ET_FICHIER);
      const reste = nombre - montres.length;
      return [
        ...montres.map((constat) => writeFinding(constat, couleurs)),
        ...(reste > 0 ? [`… et ${formaterEntier(reste)} de plus comme cela dans ${fichier} [${code}]\n`] : []),
      ];
    })
    .join('\n');
}

/** What a command that answers one question tells of warnings. */
export interface PorteeDesConstats {
  /** The dossier of which `jaune controler` tells the others. */
  readonly dossier: string;
  /** Whether a warning is about what was asked. */
  readonly concerne: (constat: Constat) => boolean;
}

/** The warnings that are about what was asked, then how many others there are and what tells them. */
export function writeFindingsWithin(
  constats: Constats,
  { dossier, concerne }: PorteeDesConstats,
  couleurs: ChalkInstance,
): string {
  const groupes = constats.groupes.flatMap((groupe) => {
    const gardes = groupe.gardes.filter(concerne);
    return gardes.length === 0 ? [] : [{ ...groupe, gardes, nombre: gardes.length }];
  });
  const autres = constats.compter('A-') - groupes.reduce((total, { nombre }) => total + nombre, 0);
  const texte = writeFindings({ groupes }, couleurs);
  const dits = texte === '' ? '' : `${texte}\n`;
  if (autres === 0) return dits;
  const nombre = `${formaterEntier(autres)}${dits === '' ? '' : autres === 1 ? ' autre' : ' autres'}`;
  const noms = autres === 1 ? 'avertissement' : 'avertissements';
  return `${dits}${nombre} ${noms} sur le dossier : « jaune controler ${dossier} » ${autres === 1 ? 'le' : 'les'} dit.\n`;
}

/** One finding: place, excerpt, caret, remedy, code. */
export function writeFinding({ code, lieu, message, extrait, remede }: Constat, couleurs: ChalkInstance): string {
  const teinte = graviteDe(code) === 'erreur' ? couleurs.red : couleurs.yellow;
  const lignes = [`${couleurs.bold(ecrireLieu(lieu))} · ${teinte(printable(message))}`];
  if (extrait && extrait.texte !== '') {
    const { texte, debut, fin } = crop(extrait);
    const marge = `  ${lieu.ligne ?? ''} │ `;
    lignes.push(`${couleurs.dim(marge)}${printable(texte)}`);
    lignes.push(`${' '.repeat(marge.length - 2)}│ ${' '.repeat(debut)}${teinte('^'.repeat(Math.max(fin - debut, 1)))}`);
  }
  lignes.push(`  ${printable(remede)}`, couleurs.dim(`  [${code}]`));
  return `${lignes.join('\n')}\n`;
}

/** The part of a long line around what is at fault. */
function crop({ texte, debut, fin }: { texte: string; debut: number; fin: number }) {
  const depart = debut > LARGEUR_EXTRAIT - MARGE_AVANT ? debut - MARGE_AVANT : 0;
  const prefixe = depart > 0 ? '…' : '';
  const coupe = texte.slice(depart, depart + LARGEUR_EXTRAIT);
  const suffixe = depart + LARGEUR_EXTRAIT < texte.length ? '…' : '';
  const decalage = prefixe.length - depart;
  const largeur = prefixe.length + coupe.length;
  return {
    texte: `${prefixe}${coupe}${suffixe}`,
    debut: debut + decalage,
    fin: Math.max(Math.min(fin + decalage, largeur), debut + decalage + 1),
  };
}

/**
 * A text on one line, without what a terminal would obey nor what nobody would see: control characters, direction overrides
 * and signs without width, each as one `�`.
 */
export function printable(texte: string): string {
  return texte.replace(/\r\n|[\t\r\n]/g, ' ').replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd');
}

/** Groups from which on a table of them helps: fewer are all on one screen, or nearly. */
const GROUPES_MIN = 6;
/** Rows of the table, and what a line of a terminal holds: it must stand on the screen that is left at the end. */
const RANGEES_MAX = 15;
const LARGEUR = 80;

/** All the findings of one code, in the order of the groups. */
interface Sorte {
  readonly code: string;
  readonly nombre: number;
  readonly fichiers: readonly { readonly fichier: string; readonly nombre: number }[];
}

/**
 * What a run found, counted, to be read last: by code in the order in which to take them when there is much, then one line.
 * Nothing when a few warnings are all.
 */
export function writeFindingsSummary(constats: Constats, couleurs: ChalkInstance): string {
  const { groupes } = constats;
  const table = groupes.length >= GROUPES_MIN ? writeTable(groupes) : [];
  if (!constats.enErreur) return [...table, ...(table.length > 0 ? [totals(constats)] : [])].join('\n');
  return [...table, couleurs.red(`${totals(constats)}. Rien n’a été écrit.`)].join('\n');
}

/** `12 erreurs dans 2 fichiers, 3 avertissements`. */
function totals(constats: Constats): string {
  const erreurs = constats.groupes.filter(({ code }) => code.startsWith('E-'));
  const fichiers = new Set(erreurs.map(({ fichier }) => fichier)).size;
  const avertissements = constats.compter('A-');
  return [
    ...(constats.enErreur
      ? [`${accord(constats.erreurs, 'erreur')}${fichiers > 1 ? ` dans ${accord(fichiers, 'fichier')}` : ''}`]
      : []),
    ...(avertissements > 0 ? [accord(avertissements, 'avertissement')] : []),
  ].join(', ');
}

function writeTable(groupes: readonly GroupeDeConstats[]): string[] {
  const sortes = byCode(groupes);
  const montrees = sortes.length > RANGEES_MAX ? sortes.slice(0, RANGEES_MAX - 1) : sortes;
  const chiffres = Math.max(...montrees.map(({ nombre }) => formaterEntier(nombre).length));
  const codes = Math.max(...montrees.map(({ code }) => code.length));
  const reste = sortes.length - montrees.length;
  return [
    'En tout, dans l’ordre où les prendre :',
    ...montrees.map((sorte) => {
      const debut = `  ${formaterEntier(sorte.nombre).padStart(chiffres)}  ${sorte.code.padEnd(codes)}  `;
      return `${debut}${quoteFiles(sorte.fichiers, LARGEUR - debut.length)}`;
    }),
    ...(reste > 0 ? [`  … et ${formaterEntier(reste)} autres sortes`] : []),
    '',
  ];
}

function byCode(groupes: readonly GroupeDeConstats[]): readonly Sorte[] {
  const sortes = new Map<string, { code: string; nombre: number; fichiers: Sorte['fichiers'][number][] }>();
  for (const { code, fichier, nombre } of groupes) {
    const sorte = sortes.get(code) ?? { code, nombre: 0, fichiers: [] };
    sorte.nombre += nombre;
    sorte.fichiers.push({ fichier, nombre });
    sortes.set(code, sorte);
  }
  return [...sortes.values()];
}

/** As many files as there is room for: `sources/culture.csv (6), sources/sport.csv (3)`. */
function quoteFiles(fichiers: Sorte['fichiers'], place: number): string {
  if (fichiers.length === 1) return fichiers[0]?.fichier ?? '';
  for (let cites = fichiers.length; cites > 0; cites--) {
    const noms = fichiers.slice(0, cites).map(({ fichier, nombre }) => `${fichier} (${formaterEntier(nombre)})`);
    const suite = cites < fichiers.length ? `, et ${accord(fichiers.length - cites, 'autre')}` : '';
    if (noms.join(', ').length + suite.length <= place) return `${noms.join(', ')}${suite}`;
  }
  return accord(fichiers.length, 'fichier');
}
