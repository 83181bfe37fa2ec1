import type { ChalkInstance } from 'chalk';
import type { Constats, GroupeDeConstats } from '../domain/constat.ts';
import { accord, formaterEntier } from '../domain/format.ts';

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
  if (!constats.enErreur) return [...table, ...(table.length > 0 ? [bilan(constats)] : [])].join('\n');
  return [...table, couleurs.red(`${bilan(constats)}. Rien n’a été écrit.`)].join('\n');
}

/** `12 erreurs dans 2 fichiers, 3 avertissements`. */
function bilan(constats: Constats): string {
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
  const sortes = parCode(groupes);
  const montrees = sortes.length > RANGEES_MAX ? sortes.slice(0, RANGEES_MAX - 1) : sortes;
  const chiffres = Math.max(...montrees.map(({ nombre }) => formaterEntier(nombre).length));
  const codes = Math.max(...montrees.map(({ code }) => code.length));
  const reste = sortes.length - montrees.length;
  return [
    'En tout, dans l’ordre où les prendre :',
    ...montrees.map((sorte) => {
      const debut = `  ${formaterEntier(sorte.nombre).padStart(chiffres)}  ${sorte.code.padEnd(codes)}  `;
      return `${debut}${citerFichiers(sorte.fichiers, LARGEUR - debut.length)}`;
    }),
    ...(reste > 0 ? [`  … et ${formaterEntier(reste)} autres sortes`] : []),
    '',
  ];
}

function parCode(groupes: readonly GroupeDeConstats[]): readonly Sorte[] {
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
function citerFichiers(fichiers: Sorte['fichiers'], place: number): string {
  if (fichiers.length === 1) return fichiers[0]?.fichier ?? '';
  for (let cites = fichiers.length; cites > 0; cites--) {
    const noms = fichiers.slice(0, cites).map(({ fichier, nombre }) => `${fichier} (${formaterEntier(nombre)})`);
    const suite = cites < fichiers.length ? `, et ${accord(fichiers.length - cites, 'autre')}` : '';
    if (noms.join(', ').length + suite.length <= place) return `${noms.join(', ')}${suite}`;
  }
  return accord(fichiers.length, 'fichier');
}
