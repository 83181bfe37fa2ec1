/** Streams that are closed, full or left by their reader; Ctrl-C and requests to stop. */

import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/files/tool.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { unSur } from '../outils/combien.ts';
import { etatDesSommes, type Fin, lancer, restesAutour } from '../outils/pannes.ts';
import { jaune } from '../outils/paquet.ts';

const CAS = join(import.meta.dirname, '../cas/constats/_base');
const RACINE = packageRoot();

const atelier = dossierDEssai();
beforeAll(() => {
  cpSync(CAS, join(atelier, 'dossier'), { recursive: true });
});

/** Runs it under a shell that redirects its streams, and gives the code of the program itself. */
function sousLeShell(arguments_: readonly string[], redirections: string): Promise<Fin> {
  const commande = `"$@" ${redirections}`;
  return new Promise((resolve, reject) => {
    const shell = spawn('sh', ['-c', commande, 'sh', process.execPath, jaune.chemin, ...arguments_], {
      cwd: atelier,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [sortie, erreur] = ['', ''];
    shell.stdout.setEncoding('utf8').on('data', (texte: string) => {
      sortie += texte;
    });
    shell.stderr.setEncoding('utf8').on('data', (texte: string) => {
      erreur += texte;
    });
    shell.on('error', reject).on('close', (code, signal) => resolve({ code, signal, sortie, erreur }));
  });
}

describe.skipIf(process.platform === 'win32')('sans terminal', () => {
  it('ni entrée ni sortie : l’édition est faite', async () => {
    const sortie = join(atelier, 'sans-rien');
    const fin = await sousLeShell(['compiler', 'dossier', '--sortie', sortie], '<&- >&-');
    expect(fin).toEqual({ code: 0, signal: null, sortie: '', erreur: '' });
    expect(etatDesSommes(sortie)).toBe('entière');
    expect((await sousLeShell(['controler', 'nulle-part'], '<&- >&- 2>&-')).code).toBe(1);
  });
});

describe.skipIf(!existsSync('/dev/full'))('une sortie sur un disque plein', () => {
  it.each([
    ['compiler', ['compiler', 'dossier', '--sortie', 'edition']],
    ['controler --json', ['controler', 'dossier', '--json']],
    ['--help', ['--help']],
  ])('%s : code 1, dit une fois, sans pile d’appels', async (_, arguments_) => {
    const { code, erreur } = await sousLeShell(arguments_, '>/dev/full');
    expect(erreur).toBe(
      'Ce que la commande affiche n’a pas pu être écrit en entier : le disque est plein.\n' +
        'Les documents demandés, eux, sont entiers ou absents. Envoyez l’affichage ailleurs, puis relancez.\n',
    );
    expect(code).toBe(1);
    if (arguments_.includes('edition')) expect(etatDesSommes(join(atelier, 'edition'))).toBe('entière');
  });

  it('de même pour les erreurs, que plus rien ne peut dire', async () => {
    expect(await sousLeShell(['controler', 'dossier'], '2>/dev/full')).toMatchObject({ code: 0, erreur: '' });
    expect(await sousLeShell(['controler', 'nulle-part'], '2>/dev/full')).toMatchObject({ code: 1, erreur: '' });
  });
});

describe('un lecteur qui s’en va, comme « | head -1 »', () => {
  /** Reads one piece of what the program writes, and closes. */
  function lireUnPeu(arguments_: readonly string[]): Promise<{ code: number | null; lu: string; erreur: string }> {
    const processus = spawn(process.execPath, [jaune.chemin, ...arguments_], {
      cwd: RACINE,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [lu, erreur] = ['', ''];
    processus.stdout.once('data', (morceau) => {
      lu = String(morceau);
      processus.stdout.destroy();
    });
    processus.stderr.setEncoding('utf8').on('data', (texte: string) => {
      erreur += texte;
    });
    return new Promise((resolve) => processus.on('close', (code) => resolve({ code, lu, erreur })));
  }

  it.each([
    ['compiler', ['compiler', CAS, '--sortie']],
    ['comparer --json', ['comparer', 'data/2011', 'data/2013', '--json']],
    ['expliquer --figure --json', ['expliquer', 'data/2011', '--figure', 'partition.non_internationale', '--json']],
    ['controler --json', ['controler', 'data/2013', '--regles', '--json']],
  ])('%s : code 0, rien sur stderr', async (nom, arguments_) => {
    const sortie = join(atelier, 'lu-un-peu');
    const { code, lu, erreur } = await lireUnPeu(nom === 'compiler' ? [...arguments_, sortie] : arguments_);
    expect({ code, erreur: erreur.replace(/^(?:.*\n)*.*\[A-LIGNES-IDENTIQUES\]\n/, '') }).toEqual({
      code: 0,
      erreur: '',
    });
    expect(lu.length).toBeGreaterThan(0);
  });
});

describe.skipIf(process.platform === 'win32')('Ctrl-C et demande d’arrêt', () => {
  /** Resolves when something of that name appears beside an output. */
  function apparition(parent: string, nom: string): Promise<void> {
    mkdirSync(parent, { recursive: true });
    return new Promise((resolve) => {
      const veille = watch(parent, { recursive: true }, (_, vu) => {
        if (!vu?.includes(nom)) return;
        veille.close();
        resolve();
      });
    });
  }

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s pendant la compilation : code %i, rien ne reste', async (signal, attendu) => {
    const sortie = join(atelier, signal, '2012');
    const commencee = apparition(join(atelier, signal), '.en-cours-');
    const lancee = lancer([jaune.chemin, 'compiler', 'dossier', '--sortie', sortie], { depuis: atelier });
    await commencee;
    lancee.tuer(signal);
    const { code, sortie: ecrit, erreur } = await lancee.fin;
    expect({ code, ecrit, erreur }).toEqual({
      code: attendu,
      ecrit: '',
      erreur: 'Interrompu : rien n’a été écrit.\n',
    });
    expect(readdirSync(join(atelier, signal))).toEqual([]);
  });

  it.each([
    ['archiver', ['archiver', 'dossier', '--sortie', 'a.zip'], 'documents'],
    ['arbitrer export', ['arbitrer', 'export', 'dossier', '--sortie', 'a.xlsx'], 'a.xlsx.en-cours'],
  ])('pendant %s, fichiers temporaires compris', async (nom, arguments_, signe) => {
    const lieu = join(atelier, nom.replace(' ', '-'));
    const vu = apparition(lieu, signe);
    cpSync(CAS, join(lieu, 'dossier'), { recursive: true });
    const temporaires = { TMPDIR: lieu, TEMP: lieu, TMP: lieu };
    const lancee = lancer([jaune.chemin, ...arguments_], { depuis: lieu, env: temporaires });
    await vu;
    lancee.tuer('SIGINT');
    const { code, erreur } = await lancee.fin;
    expect({ code, erreur }).toEqual({ code: 130, erreur: 'Interrompu : rien n’a été écrit.\n' });
    expect(readdirSync(lieu)).toEqual(['dossier']);
  });

  it('au clavier, à tout le groupe, pendant la publication : une édition entière, et rien à côté', async () => {
    const lieu = join(atelier, 'groupe');
    const sortie = join(lieu, '2012');
    const commande = [jaune.chemin, 'compiler', 'dossier', '--sortie', sortie];
    mkdirSync(lieu);
    execFileSync(process.execPath, commande, { cwd: atelier });
    const scellee = apparition(lieu, 'SHA256SUMS');
    const processus = spawn(process.execPath, commande, { cwd: atelier, stdio: 'ignore', detached: true });
    const finie = new Promise<number | null>((resolve) => processus.on('exit', (code) => resolve(code)));
    await scellee;
    process.kill(-(processus.pid ?? 0), 'SIGINT');
    expect([0, 130]).toContain(await finie);
    expect({ etat: etatDesSommes(sortie), restes: restesAutour(sortie) }).toEqual({ etat: 'entière', restes: [] });
  });

  it('quand tout est dit : le code de ce qui est fait', async () => {
    const codes: (number | null)[] = [];
    for (const essai of unSur(2, [0, 1, 2, 3, 4, 5, 6, 7])) {
      const lancee = spawn(process.execPath, [jaune.chemin, 'controler', 'dossier'], { cwd: atelier });
      lancee.stdout.on('data', () => setTimeout(() => lancee.kill('SIGINT'), essai));
      codes.push(await new Promise<number | null>((resolve) => lancee.on('exit', resolve)));
    }
    expect(codes.filter((code) => code !== 0 && code !== 130)).toEqual([]);
  });
});
