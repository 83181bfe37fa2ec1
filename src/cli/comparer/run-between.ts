import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Colonne, colonneDe } from '../../compile/grille/colonne.ts';
import { compilerLaGrille } from '../../compile/grille/grille.ts';
import { Constats } from '../../domain/constats/constat.ts';
import { CODES_DE_SORTIE, Refus } from '../../domain/constats/refus.ts';
import { citerChemin } from '../../domain/textes/citer-chemin.ts';
import { enumerer } from '../../domain/textes/format.ts';
import { EXERCICE } from '../../dossier/exiger-un-dossier.ts';
import { compilerLesLignes } from '../../edition/compiler-les-lignes.ts';
import { realPlace } from '../../files/real-place.ts';
import { DOSSIERS_D_ARCHIVE, MANIFESTE } from '../../seal/manifeste-d-archive.ts';
import { PAQUET } from '../../seal/paquet.ts';
import { printJson } from '../findings-json.ts';
import { coloursFor, type Io } from '../io.ts';
import type { ComparerOptions } from './command.ts';
import { attempt, type ComparedDossier, prepareWithoutErrors, tellFaults } from './compared-dossier.ts';
import type { EditionOfGrid } from './edition-of-grid.ts';
import { requireGridPlace, writeGridFile } from './grid-csv.ts';
import { gridJson } from './grid-json.ts';
import { writeGrid } from './grid-text.ts';

/** `jaune comparer --entre`: editions of several collectivités on one grid; writes it where `--sortie` says, else nothing. */
export async function runBetween(paths: readonly string[], options: ComparerOptions, io: Io): Promise<number> {
  requireNothingElse(options);
  requireDistinct(paths);
  for (const path of paths) requireNotPublished(path);
  const { sortie } = options;
  if (sortie !== undefined) requireGridPlace(sortie, paths);
  const dossiers = paths.map((path) => ({ path, constats: new Constats() }));
  const editions: EditionOfGrid[] = [];
  // One after the other: of each, only its column is kept.
  for (const dossier of dossiers) {
    const colonne = await attempt(dossier, compileColumn);
    if (colonne !== undefined) editions.push({ path: dossier.path, colonne, warnings: dossier.constats.compter('A-') });
  }
  if (editions.length < dossiers.length) return tellFaults(dossiers, options, io);
  const grille = compilerLaGrille(editions.map(({ colonne }) => colonne));
  if (sortie !== undefined) await writeGridFile(sortie, paths, grille, editions);
  if (options.json)
    printJson(io, { ok: true, ...gridJson(grille, editions), ...(sortie !== undefined && { fichier: sortie }) });
  else
    io.stdout.write(
      `${writeGrid(grille, editions, coloursFor(io, 'stdout'))}${sortie === undefined ? '' : `\nÉcrit dans ${sortie}.\n`}`,
    );
  return CODES_DE_SORTIE.bien;
}

async function compileColumn(dossier: ComparedDossier): Promise<Colonne> {
  return colonneDe(await compilerLesLignes(await prepareWithoutErrors(dossier)));
}

/** What cuts or details two years has no meaning on a grid. */
function requireNothingElse({ fichiers, dossier, source, secteur, axe, lignes }: ComparerOptions): void {
  const given = Object.entries({ fichiers, dossier, source, secteur, axe, lignes })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `--${name}`);
  if (given.length > 0)
    throw new Refus(
      'usage',
      `${enumerer(given)} ne ${given.length > 1 ? 'vont' : 'va'} pas avec --entre, qui met des éditions entières sur une grille`,
      `Retirez ${given.length > 1 ? 'ces options' : 'cette option'}, ou --entre.`,
    );
}

function requireDistinct(paths: readonly string[]): void {
  const places = paths.map(realPlace);
  places.forEach((place, rank) => {
    const first = places.indexOf(place);
    if (first === rank) return;
    const message = `« ${paths[first]} » et « ${paths[rank]} » sont le même dossier : une édition ne se compare pas à elle-même`;
    const remedy = 'Donnez chaque édition une fois.';
    throw new Refus('usage', message, remedy, { type: 'meme_dossier', message: `${message}. ${remedy}` });
  });
}

/** A published edition does not say all that a grid needs; its archive holds the dossier that does. */
function requireNotPublished(path: string): void {
  if (existsSync(join(path, EXERCICE))) return;
  const within = join(path, DOSSIERS_D_ARCHIVE.dossier);
  if (/\.zip$/i.test(path) && existsSync(path))
    throw new Refus(
      'usage',
      `${path} est une archive, et un dossier est attendu`,
      `Vérifiez-la (jaune verifier ${citerChemin(path)}), extrayez-la, puis donnez le dossier « ${DOSSIERS_D_ARCHIVE.dossier} » qui y est.`,
    );
  if (existsSync(join(path, MANIFESTE)) && existsSync(within))
    throw new Refus('usage', `${path} est une archive extraite`, `Donnez le dossier qu’elle contient : ${within}`);
  if (existsSync(join(path, PAQUET)))
    throw new Refus(
      'usage',
      `${path} est une édition publiée : elle ne dit ni sa population, ni tout ce qu’une grille demande`,
      `Donnez le dossier dont elle a été faite, ou celui de son archive (« ${DOSSIERS_D_ARCHIVE.dossier} »).`,
    );
}
