/** Dossiers for tests: laid out of folders put one over the other, and the commands run on them as officers would. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { vi } from 'vitest';
import { runArbitrerExport, runArbitrerImport } from '../../src/cli/arbitrer/run-arbitrer.ts';
import { runCompiler } from '../../src/cli/compiler/run-compiler.ts';
import { type OptionsDeControle, runControler } from '../../src/cli/controler/run-controler.ts';
import { runExpliquer } from '../../src/cli/expliquer/run-expliquer.ts';
import { runInit } from '../../src/cli/init/run-init.ts';
import { reportFailure } from '../../src/cli/report-failure.ts';
import { runSource } from '../../src/cli/source/run-source.ts';
import type { Norme } from '../../src/domain/nomenclature.ts';

/** What a command wrote, and its exit code. */
export interface Execution {
  readonly sortie: string;
  readonly erreur: string;
  readonly code: number;
}

/** A folder to run commands from; the dossier is `dossier/` in it. */
export interface Poste {
  readonly racine: string;
  readonly dossier: string;
  ranger(): void;
}

/** Copies folders one over the other into a fresh `dossier/`. To tidy up in the end. */
export function poserDossier(...couches: readonly string[]): Poste {
  const racine = mkdtempSync(join(tmpdir(), 'jaune-essai-'));
  const dossier = join(racine, 'dossier');
  // What a case says of itself is no part of the dossier.
  const filter = (chemin: string) => !/[\\/](?:attendu\.txt|commande\.txt|classeur\.json|pendant\.json)$/.test(chemin);
  for (const couche of couches) {
    // A link takes the place of the file of an earlier layer, which Node refuses to write over.
    for (const entree of readdirSync(couche, { recursive: true, withFileTypes: true }))
      if (entree.isSymbolicLink())
        rmSync(join(dossier, relative(couche, entree.parentPath), entree.name), { force: true });
    cpSync(couche, dossier, { recursive: true, filter });
  }
  return { racine, dossier, ranger: () => rmSync(racine, { recursive: true, force: true }) };
}

/**
 * Runs `jaune controler dossier` and the like in this process, from a folder. Understands the commands and `--sortie` as
 * `main.ts` does, and fails as it does.
 */
export async function lancerIci(commande: string, depuis: string): Promise<Execution> {
  const [, nom, dossier = '', ...suite] = commande.trim().split(/\s+/);
  const [option, valeur] = suite;
  const retour = process.cwd();
  const ecrits = { sortie: '', erreur: '' };
  const espions = [
    vi.spyOn(process.stdout, 'write').mockImplementation((texte) => noter('sortie', texte)),
    vi.spyOn(process.stderr, 'write').mockImplementation((texte) => noter('erreur', texte)),
  ];
  function noter(flux: keyof typeof ecrits, texte: string | Uint8Array): true {
    ecrits[flux] += String(texte);
    return true;
  }
  vi.stubEnv('NO_COLOR', '1');
  process.chdir(depuis);
  let code: number;
  try {
    if (nom === 'controler') code = await runControler(dossier, optionsDeControle(suite));
    else if (nom === 'compiler')
      code = await runCompiler(dossier, option === '--sortie' && valeur ? { sortie: valeur } : {});
    else if (nom === 'expliquer')
      code = await (option === '--figure' && valeur !== undefined
        ? runExpliquer(dossier, undefined, { figure: valeur })
        : runExpliquer(dossier, option ?? '', {}));
    else if (nom === 'source') code = await runSource(dossier, optionsDeSource(suite));
    else if (nom === 'init') code = await runInit(dossier, optionsDInit(suite));
    else if (nom === 'arbitrer') code = await arbitrerIci(dossier, suite);
    else throw new RangeError(`commande inconnue dans un cas : ${commande}`);
  } catch (erreur) {
    if (erreur instanceof RangeError) throw erreur;
    code = reportFailure(erreur);
  } finally {
    process.chdir(retour);
    vi.unstubAllEnvs();
    for (const espion of espions) espion.mockRestore();
  }
  return { ...ecrits, code };
}

/** `jaune arbitrer export dossier …` and `jaune arbitrer import dossier classeur …`. */
function arbitrerIci(sens: string, [dossier = '', ...suite]: readonly string[]): Promise<number> {
  const json = suite.includes('--json');
  if (sens === 'import')
    return runArbitrerImport(dossier, suite[0] ?? '', { garder: suite.includes('--garder'), json });
  const sortie = suite[suite.indexOf('--sortie') + 1];
  return runArbitrerExport(dossier, {
    ...(suite.includes('--sortie') && sortie !== undefined && { sortie }),
    remplacer: suite.includes('--remplacer'),
    json,
  });
}

/** `--sans`, `--avec`, `--regles` and `--json` as `controler` takes them. */
function optionsDeControle(mots: readonly string[]): OptionsDeControle {
  const valeursDe = (option: string) => mots.filter((_, rang) => mots[rang - 1] === option);
  return {
    sans: valeursDe('--sans'),
    avec: valeursDe('--avec'),
    regles: mots.includes('--regles'),
    json: mots.includes('--json'),
  };
}

/** `--json`, and the options of `source` that take a value. */
function optionsDeSource(mots: readonly string[]): Parameters<typeof runSource>[1] {
  const noms = ['dossier', 'feuille', 'exercice', 'norme', 'base'];
  const donnees = noms.flatMap((nom) => (mots.includes(`--${nom}`) ? [[nom, mots[mots.indexOf(`--${nom}`) + 1]]] : []));
  return { ...Object.fromEntries(donnees), json: mots.includes('--json') };
}

/** `--depuis`, `--exercice`, `--norme` and `--json` as `init` takes them. */
function optionsDInit(mots: readonly string[]): Parameters<typeof runInit>[1] {
  const valeurDe = (option: string) => mots[mots.indexOf(option) + 1];
  return {
    ...(mots.includes('--depuis') && { depuis: valeurDe('--depuis') }),
    ...(mots.includes('--exercice') && { exercice: valeurDe('--exercice') }),
    ...(mots.includes('--norme') && { norme: valeurDe('--norme') as Norme }),
    json: mots.includes('--json'),
  };
}

const PROGRAMME = resolve('dist/jaune.js');

/** Runs the bundled program, built first when a source is newer. */
export function lancerProgramme(commande: string, depuis: string): Execution {
  const [, ...mots] = commande.trim().split(/\s+/);
  const { stdout, stderr, status } = spawnSync(process.execPath, [PROGRAMME, ...mots], {
    cwd: depuis,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { sortie: stdout, erreur: stderr, code: status ?? -1 };
}

/** Builds the program if it is older than its sources. */
export function construireProgramme(): void {
  const bati = statSync(PROGRAMME, { throwIfNoEntry: false })?.mtimeMs ?? -1;
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).map((nom) => join('src', nom));
  if (sources.every((source) => statSync(source).mtimeMs <= bati)) return;
  const construction = spawnSync(process.execPath, ['.ci/build.mjs'], { encoding: 'utf8' });
  if (construction.status !== 0) throw new Error(construction.stderr);
}
