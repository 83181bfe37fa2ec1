/** What the time of a compile goes to, in the order of the stages; the last ones are of no stage. */
export const ETAPES = [
  'preparing',
  'reading',
  'deciding',
  'counting',
  'writing',
  'sealing',
  'garbage collection',
  'other',
] as const;
export type Etape = (typeof ETAPES)[number];

/** Stages are folders of `src/`: what they call, in plumbing and in libraries, is their time. */
const DOSSIERS: readonly (readonly [RegExp, Etape])[] = [
  [/(?:^|\/)src\/ingest\//, 'reading'],
  [/(?:^|\/)src\/(?:classify)\//, 'deciding'],
  [/(?:^|\/)src\/(?:compile\/|recall\.ts)/, 'counting'],
  [/(?:^|\/)src\/render\//, 'writing'],
  [/(?:^|\/)src\/seal\//, 'sealing'],
];
/** Where no stage called: plumbing and libraries that run by themselves, in a thread or when a stream wakes them. */
const SANS_APPELANT: readonly (readonly [RegExp, Etape])[] = [
  [/(?:^|\/)src\/files\/(?:csv|decode|xml)/, 'reading'],
  [/(?:^|\/)src\/files\/(?:xlsx|zip|write)/, 'writing'],
  [/(?:^|\/)node_modules\/(?:csv-parse|iconv-lite|saxes)\//, 'reading'],
  [/(?:^|\/)node_modules\/(?:exceljs|archiver|zip-stream|compress-commons|fflate)\//, 'writing'],
  [/(?:^|\/)src\/(?:cli|dossier|main\.ts|edition(?:\.ts|\/))/, 'preparing'],
];

/** A profile as V8 samples it (`--cpu-prof`): a tree of calls, and at each sample the call that ran. */
export interface Profil {
  readonly nodes: readonly Noeud[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

/** A call of a profile. */
export interface Noeud {
  readonly id: number;
  readonly callFrame: Cadre;
  readonly children?: readonly number[];
}

/** Where a function begins; lines and columns from 0. */
export interface Cadre {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** Seconds of each stage in one thread. */
export type Parts = ReadonlyMap<Etape, number>;

/**
 * Shares the time of a thread between stages. A moment belongs to the nearest stage among those that called what runs; a thread
 * that waits takes none.
 * @param sourceDe the source file where a function was written, nothing for those of Node
 */
export function repartir(profil: Profil, sourceDe: (cadre: Cadre) => string | undefined): Parts {
  const etapes = new Map<number, Etape | undefined>();
  const noeuds = new Map(profil.nodes.map((noeud) => [noeud.id, noeud]));
  const racine = profil.nodes[0];
  /** Without recursion: calls go deep. The way down carries what the callers say. */
  const aVoir: { noeud: Noeud; etage: Etape | undefined; defaut: Etape | undefined }[] =
    racine === undefined ? [] : [{ noeud: racine, etage: undefined, defaut: undefined }];
  for (let vu = aVoir.pop(); vu !== undefined; vu = aVoir.pop()) {
    const source = sourceDe(vu.noeud.callFrame);
    const etage = (source && chercher(DOSSIERS, source)) || vu.etage;
    const defaut = (source && chercher(SANS_APPELANT, source)) || vu.defaut;
    etapes.set(vu.noeud.id, deNode(vu.noeud.callFrame) ?? etage ?? defaut ?? 'other');
    for (const enfant of vu.noeud.children ?? []) {
      const noeud = noeuds.get(enfant);
      if (noeud !== undefined) aVoir.push({ noeud, etage, defaut });
    }
  }
  const parts = new Map<Etape, number>();
  for (const [rang, id] of profil.samples.entries()) {
    const nom = noeuds.get(id)?.callFrame.functionName;
    if (nom === '(idle)') continue;
    const etape = etapes.get(id) ?? 'other';
    parts.set(etape, (parts.get(etape) ?? 0) + (profil.timeDeltas[rang + 1] ?? 0) / 1e6);
  }
  return parts;
}

function chercher(regles: readonly (readonly [RegExp, Etape])[], source: string): Etape | undefined {
  return regles.find(([motif]) => motif.test(source))?.[1];
}

/** V8 itself, which no call leads to. */
function deNode({ functionName, url }: Cadre): Etape | undefined {
  if (url !== '') return undefined;
  if (functionName === '(garbage collector)') return 'garbage collection';
  return functionName === '(program)' ? 'other' : undefined;
}

/** Adds up threads. */
export function additionner(fils: readonly Parts[]): Parts {
  const somme = new Map<Etape, number>();
  for (const parts of fils) for (const [etape, secondes] of parts) somme.set(etape, (somme.get(etape) ?? 0) + secondes);
  return somme;
}
