/** Makes the workbook of a case: what `jaune arbitrer export` gives for its dossier, then filled in or spoilt. */
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportWorklist } from '../../src/cli/arbitrer/export-worklist.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { type Recette, remplirClasseur, tronquer } from './remplir-classeur.ts';

/** What `classeur.json` says in a case folder. */
interface RecetteDeCas extends Recette {
  /** Files of the dossier that change once the workbook was made. */
  readonly ensuite?: Readonly<Record<string, string>>;
  /** What the file is instead of a workbook, if it is not one: hexadecimal digits, or `tronque`. */
  readonly octets?: string;
}

/** Lays `classeur.xlsx` beside the dossier, when the case has a recipe for it, and the files of `enregistres/`, as a page saved them. */
export async function preparerClasseur(cas: string, racine: string, dossier: string): Promise<void> {
  const enregistres = join(cas, 'enregistres');
  if (existsSync(enregistres)) cpSync(enregistres, racine, { recursive: true });
  const ecrite = join(cas, 'classeur.json');
  if (!existsSync(ecrite)) return;
  const { ensuite = {}, octets, ...recette } = JSON.parse(readFileSync(ecrite, 'utf8')) as RecetteDeCas;
  const chemin = join(racine, 'classeur.xlsx');
  if (octets === undefined || octets === 'tronque') {
    await exportWorklist(dossier, { sortie: chemin, maxLines: 100, remplacer: false, decidees: false }, new Constats());
    await remplirClasseur(chemin, recette);
    if (octets === 'tronque') tronquer(chemin);
  } else writeFileSync(chemin, Buffer.from(octets, 'hex'));
  for (const [fichier, contenu] of Object.entries(ensuite)) writeFileSync(join(dossier, fichier), contenu);
}
