/** Programs killed, disks filled, states of what is left: what the tests of faults share. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { empreintes } from './sorties.ts';

/** Makes a chosen gesture on the disk fail; see the file. */
export const PROVOQUER = join(import.meta.dirname, 'panne-provoquee.cjs');

/** How a program ended. */
export interface Fin {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly sortie: string;
  readonly erreur: string;
}

/** A program under way, and its end: once its streams are closed, hence once whatever it started has ended too. */
export interface Lance {
  tuer(signal: NodeJS.Signals): void;
  readonly fin: Promise<Fin>;
}

/** Starts Node on a program, its streams being pipes. */
export function lancer(
  arguments_: readonly string[],
  {
    env = {},
    depuis,
    utilisateur,
  }: { readonly env?: Readonly<Record<string, string>>; readonly depuis?: string; readonly utilisateur?: number } = {},
): Lance {
  const processus = spawn(process.execPath, arguments_, {
    env: { ...process.env, NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(depuis !== undefined && { cwd: depuis }),
    ...(utilisateur !== undefined && { uid: utilisateur, gid: utilisateur }),
  });
  let [sortie, erreur] = ['', ''];
  processus.stdout.setEncoding('utf8').on('data', (texte: string) => {
    sortie += texte;
  });
  processus.stderr.setEncoding('utf8').on('data', (texte: string) => {
    erreur += texte;
  });
  const fin = new Promise<Fin>((resolve, reject) => {
    processus.on('error', reject).on('close', (code, signal) => resolve({ code, signal, sortie, erreur }));
  });
  return { tuer: (signal) => void processus.kill(signal), fin };
}

/** Numbers between 0 and 1, the same ones for the same seed. */
export function tirages(graine: number): () => number {
  let etat = graine;
  return () => {
    etat = (Math.imul(etat, 1_664_525) + 1_013_904_223) >>> 0;
    return etat / 2 ** 32;
  };
}

/** Works through tasks, two at a time: as many as the machine has cores at the least. */
export async function deuxParDeux<T>(taches: readonly T[], faire: (tache: T, file: number) => Promise<void>) {
  const restantes = [...taches];
  await Promise.all(
    [0, 1].map(async (file) => {
      for (let tache = restantes.shift(); tache !== undefined; tache = restantes.shift()) await faire(tache, file);
    }),
  );
}

/** A folder where an edition stands, as `sha256sum -c` and `ls` see it: `entière`, or what is wrong. */
export function etatDesSommes(dossier: string): string {
  if (!existsSync(dossier)) return 'absente';
  const presents = readdirSync(dossier).sort();
  if (!presents.includes('SHA256SUMS')) return `sans sommes : ${presents.join(', ')}`;
  const lignes = readFileSync(join(dossier, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
  const annonces = lignes.map((ligne) => /^([0-9a-f]{64}) [ *](.+)$/.exec(ligne));
  for (const annonce of annonces) {
    const [ligne, somme, nom = ''] = annonce ?? [];
    if (ligne === undefined || !presents.includes(nom)) return `manque ${nom}`;
    if (empreinteDe(join(dossier, nom)) !== somme) return `${nom} n’est pas celui des sommes`;
  }
  const attendus = [...annonces.map((annonce) => annonce?.[2] ?? ''), 'SHA256SUMS'].sort();
  return attendus.join() === presents.join() ? 'entière' : `en trop : ${presents.join(', ')}`;
}

/** Which edition stands in a folder, whole: `ancienne` or `nouvelle`; or what is wrong with it. */
export function quelleEdition(
  dossier: string,
  { ancienne, nouvelle }: Readonly<Record<'ancienne' | 'nouvelle', Readonly<Record<string, string>>>>,
): string {
  const etat = etatDesSommes(dossier);
  if (etat !== 'entière') return etat;
  const ici = JSON.stringify(empreintes(dossier));
  if (ici === JSON.stringify(ancienne)) return 'ancienne';
  return ici === JSON.stringify(nouvelle) ? 'nouvelle' : 'ni l’une ni l’autre';
}

/** The SHA-256 of a file. */
export function empreinteDe(fichier: string): string {
  return createHash('sha256').update(readFileSync(fichier)).digest('hex');
}

/** What stands beside a path under a name made of its own, but for the note of whose edition it is. */
export function restesAutour(chemin: string): string[] {
  const nomme = basename(chemin);
  return readdirSync(dirname(chemin)).filter(
    (nom) => nom !== nomme && nom !== `.${nomme}.dossier` && nom.includes(nomme),
  );
}

/** A small disk of its own. */
export interface PetitDisque {
  readonly racine: string;
  /** Changes its size (`64k`), or forbids writing. */
  remonter(options: string): void;
  ranger(): void;
}

/** Mounts a small disk in memory; nothing when this user may not, which fails where everything must be tested (`CI`). */
export function monterUnPetitDisque(racine: string, taille: string): PetitDisque | undefined {
  mkdirSync(racine, { recursive: true });
  const monter = (options: string) =>
    spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'jaune-essai', racine], { encoding: 'utf8' });
  const { status, stderr, error } = monter(`size=${taille}`);
  if (status !== 0) {
    const pourquoi = error?.message ?? stderr.trim();
    if (process.env.CI === 'true') throw new Error(`un petit disque n’a pas pu être monté : ${pourquoi}`);
    console.log(`Un petit disque n’a pas pu être monté (${pourquoi}) : le disque plein n’est pas essayé.`);
    return undefined;
  }
  return {
    racine,
    remonter: (options) => {
      const remontage = monter(`remount,${options}`);
      if (remontage.status !== 0) throw new Error(remontage.stderr);
    },
    ranger: () => void spawnSync('umount', [racine]),
  };
}
