/** The notices of third parties travel with the program: of each package of which something is in it, and of no part that is unused. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../src/files/tool.ts';
import { dansLesEssais } from './outils/atelier.ts';

/** A package, as it stands in `node_modules`. */
interface Module {
  readonly dossier: string;
  readonly nom: string;
  readonly version: string;
}

const dossierDuProgramme = dansLesEssais('programme-et-cartes');
let modules: readonly Module[];
let licences: string;

/** The packages of which the maps of the program name a file: another witness than the one of which the notices are made. */
beforeAll(() => {
  execFileSync(process.execPath, ['.ci/build.mjs', join(dossierDuProgramme, 'jaune.js'), '--carte'], {
    cwd: packageRoot(),
  });
  licences = readFileSync(join(dossierDuProgramme, 'jaune', 'LICENCES.txt'), 'utf8');
  const cartes = readdirSync(dossierDuProgramme, { recursive: true, encoding: 'utf8' }).filter((n) =>
    n.endsWith('.map'),
  );
  const sources = cartes.flatMap((carte) => {
    const { sources: dites } = JSON.parse(readFileSync(join(dossierDuProgramme, carte), 'utf8'));
    return (dites as string[]).map((source) => resolve(dossierDuProgramme, dirname(carte), source));
  });
  const dossiers = sources.flatMap(
    (source) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(source)?.[0] ?? [],
  );
  modules = [...new Set(dossiers)].sort().map((dossier) => {
    const { name, version } = JSON.parse(readFileSync(join(dossier, 'package.json'), 'utf8'));
    return { dossier, nom: name, version };
  });
});

/** The part of the file that is about a package; empty when there is none. */
function partDe({ nom, version }: Module): string {
  const debut = licences.indexOf(`\n${nom} ${version} — `);
  const titre = /\n-{100}\n\S+ \S+ — .*\n-{100}\n/g;
  titre.lastIndex = debut + 1;
  const suivante = titre.exec(licences)?.index;
  return debut === -1 ? '' : licences.slice(debut, suivante);
}

it('nomment chaque module du programme, avec le texte de sa licence', () => {
  expect(modules.length).toBeGreaterThan(30);
  for (const module of modules) {
    const part = partDe(module);
    expect(part, `${module.nom} ${module.version}`).toMatch(/permission|redistribution|licensed|license/i);
    expect(part.length, module.nom).toBeGreaterThan(500);
    const fichier = readdirSync(module.dossier).find((nom) => /^licen[cs]e/i.test(nom));
    if (fichier === undefined) continue;
    const texte = readFileSync(join(module.dossier, fichier), 'utf8').replaceAll('\r\n', '\n').trim();
    expect(part, module.nom).toContain(texte);
  }
});

it('ne parlent que de ce qui est dans le programme', () => {
  const presents = new Set(modules.map(({ nom, version }) => `${nom} ${version}`));
  const nommes = [...licences.matchAll(/^ {2}(\S+) (\S+) — /gm)].map(([, nom = '', version = '']) => ({
    nom,
    version,
  }));
  expect(nommes.length).toBeGreaterThanOrEqual(presents.size);
  // Those that carry maps of their own stand in ours as files that they do not carry.
  const caches = nommes.filter(({ nom, version }) => !presents.has(`${nom} ${version}`));
  for (const { nom } of caches)
    expect(readdirSync(join(packageRoot(), 'node_modules', nom), { recursive: true, encoding: 'utf8' })).toContainEqual(
      expect.stringMatching(/\.map$/),
    );
});

it('donnent le texte de la licence de saxes, que son paquet ne porte pas, et celui de xmlchars', () => {
  expect(licences).toMatch(/\nsaxes \d+\.\d+\.\d+ — ISC\n-+\n\nThe ISC License/);
  expect(licences).toMatch(/\nxmlchars \d+\.\d+\.\d+ — MIT\n-+\n\nCopyright /);
});

it.each(['buffers', 'glob', 'inflight', 'unzipper', 'fstream', 'tar-stream', 'jszip', 'minimatch', 'rimraf'])(
  '%s, que rien n’appelle, n’est pas dans le programme',
  (nom) => {
    expect(modules.map((module) => module.nom)).not.toContain(nom);
  },
);
