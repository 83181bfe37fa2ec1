/** What a program asks of the system about files, in the order in which it does, as strace sees it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { jaune } from './paquet.ts';

const APPELS = 'write,pwrite64,writev,pwritev,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat';

export type Geste =
  | { readonly quoi: 'ecrit'; readonly chemin: string }
  | { readonly quoi: 'garde'; readonly chemin: string }
  | { readonly quoi: 'ote'; readonly chemin: string }
  | { readonly quoi: 'renomme'; readonly chemin: string; readonly vers: string };

/** Why nothing can be seen; fails where everything must be tested (`CI`). */
export function sansStrace(): string | undefined {
  const { status, error, stderr } = spawnSync('strace', ['-f', '-e', 'trace=fsync', 'true'], { encoding: 'utf8' });
  if (status === 0) return undefined;
  const pourquoi = error?.message ?? stderr.trim();
  if (process.env.CI === 'true') throw new Error(`strace est exigé : ${pourquoi}`);
  return `strace n’est pas là, ou n’en a pas le droit (${pourquoi})`;
}

/** Runs the program as delivered under strace; gives what it did with files, those under `hors` aside. */
export function suivre(arguments_: readonly string[], depuis: string, journal: string, hors: string): Geste[] {
  const { status, stderr } = spawnSync(
    'strace',
    [
      '-f',
      // The other calls do not stop: the program runs as fast as without it.
      '--seccomp-bpf',
      '-y',
      '-qq',
      '-s',
      '0',
      '-e',
      `trace=${APPELS}`,
      '-o',
      journal,
      process.execPath,
      jaune.chemin,
      ...arguments_,
    ],
    { cwd: depuis, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', TMPDIR: hors } },
  );
  if (status !== 0) throw new Error(`${arguments_.join(' ')} : ${status}\n${stderr}`);
  const enChemin = new Map<string, string>();
  return readFileSync(journal, 'utf8')
    .split('\n')
    .flatMap((ligne) => {
      const [, processus = '', dit = ''] = /^(\d+) +(.*)$/.exec(ligne) ?? [];
      // A call that another interrupts in the journal is begun on one line and ends on another: it is done at its end.
      if (dit.endsWith('<unfinished ...>')) {
        enChemin.set(processus, dit.slice(0, -'<unfinished ...>'.length).trimEnd());
        return [];
      }
      const reste = /^<\.\.\. \w+ resumed>(.*)$/.exec(dit)?.[1];
      const geste = lire(reste === undefined ? dit : `${enChemin.get(processus) ?? ''}${reste}`, depuis);
      return geste === undefined || geste.chemin.startsWith(`${hors}/`) ? [] : [geste];
    });
}

function lire(appel: string, depuis: string): Geste | undefined {
  const [, nom = '', arguments_ = '', rendu = ''] = /^(\w+)\((.*)\) += (-?\d+)/.exec(appel) ?? [];
  if (Number(rendu) < 0) return undefined;
  const complet = (chemin: string) => (chemin.startsWith('/') ? chemin : `${depuis}/${chemin}`);
  const [, ouvert = ''] = /^\d+<(\/[^>]*)>/.exec(arguments_) ?? [];
  if (/write/.test(nom)) return ouvert === '' ? undefined : { quoi: 'ecrit', chemin: ouvert };
  if (/sync/.test(nom)) return { quoi: 'garde', chemin: ouvert };
  const [chemin = '', vers = ''] = [...arguments_.matchAll(/"([^"]*)"/g)].map(([, cite = '']) => complet(cite));
  if (chemin === '') return undefined;
  return nom.startsWith('rename') ? { quoi: 'renomme', chemin, vers } : { quoi: 'ote', chemin };
}

const estEnCours = (chemin: string) => /\/\.[^/]+\.(?:en-cours|ancien)-\d+$/.test(chemin);
const estSous = (chemin: string, dossier: string) => chemin === dossier || chemin.startsWith(`${dossier}/`);

/**
 * What a power cut could undo of what a program did: something shown before the disk keeps it, and a name that is not kept once all
 * is done, or before what it replaces is removed. Gives too what was shown.
 */
export function nonGardes(gestes: readonly Geste[]): { readonly fautes: string[]; readonly montres: string[] } {
  const [fautes, montres]: [string[], string[]] = [[], []];
  /** Files written, and folders that were given names, since the disk keeps them. */
  const [ecrits, dossiers, connus] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const attendus = new Map<string, string>();
  for (const geste of gestes) {
    const { chemin } = geste;
    if (geste.quoi === 'ecrit') {
      ecrits.add(chemin);
      if (!connus.has(chemin)) dossiers.add(dirname(chemin));
      connus.add(chemin);
    } else if (geste.quoi === 'garde') {
      ecrits.delete(chemin);
      dossiers.delete(chemin);
      for (const [montre, dossier] of attendus) if (dossier === chemin) attendus.delete(montre);
    } else if (geste.quoi === 'ote') {
      ecrits.delete(chemin);
      for (const montre of attendus.keys())
        if (/\.(?:en-cours|ancien)-\d+\//.test(chemin) && !connus.has(chemin))
          fautes.push(`${chemin} ôté avant que ${montre} soit gardé`);
    } else {
      const { vers } = geste;
      if (!estEnCours(vers)) {
        montres.push(vers);
        for (const ecrit of ecrits) if (estSous(ecrit, chemin)) fautes.push(`${vers} montré avant ${ecrit}`);
        for (const dossier of dossiers) if (estSous(dossier, chemin)) fautes.push(`${vers} montré avant ${dossier}/`);
        attendus.set(vers, dirname(vers));
      }
      for (const ecrit of [...connus].filter((ecrit) => estSous(ecrit, chemin))) {
        connus.delete(ecrit);
        connus.add(vers + ecrit.slice(chemin.length));
      }
    }
  }
  for (const montre of attendus.keys()) fautes.push(`le nom de ${montre} n’est pas gardé`);
  return { fautes, montres };
}
