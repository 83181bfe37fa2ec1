import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Jaune } from '../../src/compile/jaune.ts';
import type { Tableau } from '../../src/domain/volets/tableau.ts';
import { type Poste, poserDossier } from '../outils/dossiers.ts';
import { jauneDuDossier } from '../outils/jaune-du-dossier.ts';

const BASE = 'test/cas/constats/_base';

/** The base dossier of cases with files beside it, by their paths. */
export function dossierAvec(fichiers: Readonly<Record<string, string>>): Poste {
  const poste = poserDossier(BASE);
  for (const [chemin, contenu] of Object.entries(fichiers)) {
    const cible = join(poste.dossier, chemin);
    mkdirSync(dirname(cible), { recursive: true });
    writeFileSync(cible, contenu);
  }
  return poste;
}

export function jauneAvec(fichiers: Readonly<Record<string, string>>): Promise<Jaune> {
  return jauneDuDossier(dossierAvec(fichiers).dossier);
}

/** What a column of the table of a volet says, row by row. */
export function colonneDe({ colonnes, rangees }: Tableau, cle: string) {
  const rang = colonnes.findIndex((colonne) => colonne.cle === cle);
  return rangees.map(({ cellules }) => cellules[rang]);
}

/** The first table of the first volet. */
export function tableauDe({ volets: [volet] }: Jaune): Tableau {
  const [tableau] = volet?.tableaux ?? [];
  if (tableau === undefined) throw new Error('aucun tableau');
  return tableau;
}

/** The same text with ordinary spaces. */
export const espaces = (texte: unknown): string => String(texte ?? '').replace(/[\u00a0\u202f]/g, ' ');
