import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tellInstallFailure, tellMissingBuilds } from '../.ci/tell-install-failure.mjs';

describe('installer les dépendances', () => {
  // As npm 10 and 11 write them.
  test.each([
    ['npm error code ENOTFOUND\nnpm error errno ENOTFOUND', 'le registre npm ne répond pas'],
    ['npm error code EAI_AGAIN', 'le registre npm ne répond pas'],
    ['npm error code SELF_SIGNED_CERT_IN_CHAIN', 'cafile'],
    ['npm error code E407\nnpm error 407 Proxy Authentication Required', 'refuse l’accès'],
    [
      'npm error code ETARGET\nnpm error notarget No matching version found for esbuild@0.28.2.',
      'à la version demandée',
    ],
    ['npm error code E404\nnpm error 404 Not Found - GET https://registre/biome', 'à la version demandée'],
    ['npm error code EUSAGE\nnpm error `npm ci` can only install packages when … are in sync', 'git checkout'],
    ['npm error code EINTEGRITY', 'cache'],
    ['npm error code EBADENGINE\nnpm error engine Unsupported engine', 'Node 20.19'],
    ['npm error code EPERM\nnpm error syscall unlink', 'ne peut pas être écrit'],
    ['npm error code ENOSPC', 'disque'],
    ['spawn npm ENOENT', 'npm n’est pas sur ce poste'],
    ['npm error Exit handler never called!', 'npm a dit pourquoi ci-dessus'],
  ])('%s', (dit, remede) => {
    const mots = tellInstallFailure(dit);
    expect(mots).toContain(remede);
    expect(mots).toMatch(/^L’installation a échoué : .*\nPuis relancez la même commande\.$/);
  });

  test('un paquet fait pour cette machine que le registre n’a pas est nommé, et lui seul', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const machine = { os: 'linux', cpu: 'x64', libc: 'glibc' };
    expect(tellMissingBuilds(packages, machine, () => true)).toBeUndefined();
    const version = packages['node_modules/@esbuild/linux-x64'].version;
    const dit = tellMissingBuilds(packages, machine, (chemin) => !chemin.includes('@esbuild/'));
    expect(dit?.match(/^ {2}.*$/gm)).toEqual([`  @esbuild/linux-x64@${version}`]);
    const musl = tellMissingBuilds(packages, { ...machine, libc: 'musl' }, (chemin) => !chemin.includes('@biomejs/'));
    expect(musl?.match(/^ {2}.*$/gm)).toEqual([expect.stringMatching(/^ {2}@biomejs\/cli-linux-x64-musl@/)]);
  });

  // With it `npm ci` would need a script, which is never run: esbuild says that it has one, which only checks its program.
  test('aucune dépendance n’a besoin d’un script pour être installée', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
      packages: Record<string, { hasInstallScript?: boolean; optional?: boolean }>;
    };
    const avecScript = Object.keys(packages).filter((nom) => packages[nom]?.hasInstallScript);
    expect(avecScript.filter((nom) => !/(?:^|\/)(?:esbuild|fsevents)$/.test(nom))).toEqual([]);
  });
});
