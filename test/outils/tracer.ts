/** All that a program asks of the file system and of the network, as strace sees it, judged against what it was given. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Trace {
  readonly code: number | null;
  readonly erreur: string;
  /** What it touched outside of what it was given, and what it asked of the network: `openat /etc/passwd`. */
  readonly dehors: readonly string[];
  /** How many calls were looked at. */
  readonly appels: number;
}

/** What a command is given: files and folders, by their whole path. */
export interface Donne {
  readonly aLire: readonly string[];
  readonly aEcrire: readonly string[];
  readonly temporaire: string;
}

/** Whether a process may be put in a network of its own, where there is nobody. */
const sansReseau = spawnSync('unshare', ['-rn', 'true']).status === 0 ? ['unshare', '-rn'] : [];

/**
 * Runs Node with these words under strace, the network taken away where the system permits it, and an environment that only says
 * where its temporary files go.
 */
export function tracer(mots: readonly string[], depuis: string, journal: string, donne: Donne): Trace {
  const ligne = [...sansReseau, 'strace', '-f', '--seccomp-bpf', '-y', '-qq', '-s', '4096'];
  const [programme = '', ...suite] = [...ligne, '-e', 'trace=%file,%network', '-o', journal, process.execPath, ...mots];
  const { status, stderr } = spawnSync(programme, suite, {
    cwd: depuis,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', TMPDIR: donne.temporaire, NO_COLOR: '1' },
  });
  const appels = lireLesAppels(readFileSync(journal, 'utf8'));
  const dehors = appels.flatMap((appel) => juger(appel, depuis, donne));
  return { code: status, erreur: stderr, dehors: [...new Set(dehors)].sort(), appels: appels.length };
}

/** The calls of a journal, each whole: one that another interrupts is begun on one line and ends on another. */
function lireLesAppels(journal: string): string[] {
  const enChemin = new Map<string, string>();
  return journal.split('\n').flatMap((ligne) => {
    const [, processus = '', dit = ''] = /^(\d+) +(.*)$/.exec(ligne) ?? [];
    if (dit.endsWith('<unfinished ...>')) {
      enChemin.set(processus, dit.slice(0, -'<unfinished ...>'.length).trimEnd());
      return [];
    }
    const reste = /^<\.\.\. \w+ resumed>(.*)$/.exec(dit)?.[1];
    const appel = reste === undefined ? dit : `${enChemin.get(processus) ?? ''}${reste}`;
    return /^\w+\(/.test(appel) ? [appel] : [];
  });
}

const RESEAU = /^(?:socket|connect|bind|listen|accept4?|send(?:to|msg|mmsg)|recv(?:from|msg|mmsg))\(/;
const ECRIT =
  /^(?:mkdir|rmdir|rename|unlink|link|symlink|ch(?:mod|own)|fchmodat|fchownat|truncate|utime|mknod|creat|setxattr)/;
/** Says whether something is there and what it is, and gives nothing of what it holds. */
const REGARDE = /^(?:l?stat|statx|newfstatat|access|faccessat2?|readlink(?:at)?|statfs)/;
/** The program itself, and what gives no path: its own folder. */
const SANS_CHEMIN = /^(?:getcwd|execve|chdir)\(/;

/** What Node and the system read for themselves, whatever the program. */
const DU_SYSTEME: readonly RegExp[] = [
  // Shared libraries, and where the loader finds them.
  /^\/(?:usr\/)?(?:local\/)?lib(?:32|64)?(?:\/[^/]+)*\/[^/]+\.so(?:\.[\d.]+)?$/,
  /^\/(?:usr\/)?lib(?:64)?\/(?:[^/]+\/)?(?:glibc-hwcaps|tls|haswell|x86_64|avx512_1)(?:\/|$)/,
  /^\/etc\/ld\.so\.(?:cache|preload)$/,
  // Memory and processors that the process may take.
  /^\/proc\/(?:self|\d+)\/(?:maps|exe|cgroup|stat|status|mountinfo|auxv)$/,
  /^\/proc\/(?:meminfo|cpuinfo|version_signature|stat|sys\/vm\/overcommit_memory)$/,
  /^\/sys\/(?:fs\/cgroup|devices\/system\/(?:cpu|node)|kernel\/mm\/transparent_hugepage)(?:\/|$)/,
  /^\/dev\/(?:null|urandom|random|tty|pts\/\d+)$/,
  // The time zone, which ICU looks for; the settings of OpenSSL.
  /^\/etc\/(?:localtime|timezone|TZ)$/,
  /^\/usr\/(?:share|lib)\/zoneinfo(?:\/|$)/,
  /^\/(?:usr\/(?:local\/)?(?:lib|share)\/ssl|usr\/local\/ssl|etc\/ssl|etc\/pki\/tls|nodejs)\/(?:openssl|nodejs)\.cnf$/,
];

function juger(appel: string, depuis: string, { aLire, aEcrire, temporaire }: Donne): string[] {
  const nom = appel.slice(0, appel.indexOf('('));
  if (RESEAU.test(appel)) return [`${nom} ${/AF_\w+/.exec(appel)?.[0] ?? ''}`.trim()];
  if (SANS_CHEMIN.test(appel)) return [];
  const ecrit = ECRIT.test(appel) || (/^open/.test(nom) && /O_(?:WRONLY|RDWR|CREAT|TRUNC|APPEND)/.test(appel));
  const cites = [...appel.matchAll(/(?:(?:AT_FDCWD|\d+)(?:<([^>]*)>)?, )?"((?:[^"\\]|\\.)*)"/g)];
  // What a link says is no path that was asked for; nor is the second text of any other call but those that name two.
  const siens = /^(?:rename|link|symlink)/.test(nom) ? cites : cites.slice(0, 1);
  const ecrivable = [...aEcrire, temporaire];
  const lisible = [...ecrivable, ...aLire, process.execPath];
  return siens.flatMap(([, de = '', brut = '']) => {
    const dit = lireLeTexte(brut);
    const chemin = dit.startsWith('/') ? join(dit) : join(de === '' ? depuis : lireLeTexte(de), dit);
    const sain = ecrit
      ? estSous(chemin, ecrivable) || chemin === '/dev/null'
      : estSous(chemin, lisible) ||
        DU_SYSTEME.some((forme) => forme.test(chemin)) ||
        // What a command that was killed left there is looked for by its name; the disk is asked to keep the names.
        (/^open/.test(nom) && aEcrire.some((place) => dirname(place) === chemin)) ||
        // Node resolves links part by part, and looks above a module for its package.
        (REGARDE.test(nom) && estAuDessus(chemin, [...lisible, '/etc/localtime', '/usr/share/zoneinfo/Etc/UTC'])) ||
        (chemin.endsWith('/package.json') && estAuDessus(dirname(chemin), aLire));
    return sain ? [] : [`${nom}${ecrit ? ' (écrit)' : ''} ${chemin}`];
  });
}

/** Bytes that are no ASCII are written in octal. */
function lireLeTexte(brut: string): string {
  const octets = [...brut.matchAll(/\\([0-7]{1,3})|\\(.)|([^\\]+)/g)].map(([, octal, signe, texte = '']) =>
    octal === undefined ? Buffer.from(signe ?? texte) : Buffer.of(Number.parseInt(octal, 8)),
  );
  return Buffer.concat(octets).toString('utf8');
}

/** In the place, or what stands beside it under its name: what is made before it is shown, and of which dossier an edition is. */
function estSous(chemin: string, places: readonly string[]): boolean {
  return places.some((place) => {
    const nom = place.slice(place.lastIndexOf('/') + 1);
    const aCote = [`.${nom}.en-cours-`, `.${nom}.ancien-`, `.${nom}.dossier`, `..${nom}.dossier.en-cours-`];
    return (
      chemin === place ||
      chemin.startsWith(`${place}/`) ||
      aCote.some((debut) => chemin.startsWith(`${dirname(place)}/${debut}`))
    );
  });
}

function estAuDessus(chemin: string, places: readonly string[]): boolean {
  return places.some((place) => chemin === '/' || place.startsWith(`${chemin}/`));
}
