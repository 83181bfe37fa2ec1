import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Jaune } from '../../compile/jaune.ts';
import { Constats, ConstatsBloquants, exigerSansErreur } from '../../domain/constats/constat.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { trierPar } from '../../domain/textes/ordre.ts';
import { PLACES } from '../../domain/verdict/verdict.ts';
import { controlerLEdition } from '../../edition.ts';
import { listFiles } from '../../files/file-system.ts';
import { failureFinding } from '../report-failure.ts';

/** How many of something there are, by a word of the tool's own: never one of the dossier. */
type Counts = Readonly<Record<string, number>>;

interface BothSenses {
  readonly depenses: number;
  readonly recettes: number;
}

/** What may be told of a dossier to people who may not see it. */
export interface DossierDiagnosis {
  /** Files by their ending, where it is one that the tool reads or writes; and what they weigh together. Absent where one cannot be looked at. */
  readonly fichiers?: Counts;
  readonly octets?: number;
  /** Findings by code. */
  readonly constats: Counts;
  readonly acquittes: number;
  /** What it went no further for, where that is no finding: the kind of a failure. */
  readonly panne?: string;
  /** What is only known of one without an error. */
  readonly lu?: DossierRead;
}

interface DossierRead {
  readonly norme: string;
  readonly vote: string;
  readonly base: string;
  readonly sources: Counts;
  readonly lignes: Readonly<Record<string, BothSenses>>;
  readonly lignes_ecartees: number;
  readonly regles: number;
  readonly decisions: number;
  readonly organismes: number;
  readonly operations: number;
  readonly textes: number;
  readonly gabarits: number;
  readonly annees_gardees: number;
  readonly volets: number;
}

const KNOWN_ENDINGS = ['csv', 'xlsx', 'xls', 'ods', 'xml', 'yaml', 'md', 'hbs', 'pdf', 'zip', 'png', 'svg', 'txt'];

/**
 * Goes the whole way to the figures, and keeps of it what holds no word and no amount of the dossier.
 * @throws ConstatsBloquants when there is no dossier there
 */
export async function diagnoseDossier(path: string, told: Constats): Promise<DossierDiagnosis> {
  const constats = new Constats();
  const { lu, panne } = await controlerLEdition(path, constats).then(
    ({ preparation, jaune }) => ({
      lu: tellRead(preparation.dossier, preparation.classement, jaune),
      panne: undefined,
    }),
    (error: unknown) => {
      const finding = failureFinding(error);
      if (finding !== undefined) constats.ajouter(finding);
      return { lu: undefined, panne: error instanceof ConstatsBloquants ? undefined : kindOf(error) };
    },
  );
  for (const constat of constats.liste) if (constat.code === 'E-DOSSIER-INTROUVABLE') told.ajouter(constat);
  exigerSansErreur(told);
  return {
    ...weighFiles(path),
    constats: Object.fromEntries(
      trierPar([...new Set(constats.groupes.map(({ code }) => code))], (code) => code).map((code) => [
        code,
        constats.groupes.reduce((total, group) => total + (group.code === code ? group.nombre : 0), 0),
      ]),
    ),
    acquittes: constats.acquittes.reduce((total, { nombre }) => total + nombre, 0),
    ...(panne !== undefined && { panne }),
    ...(lu && { lu }),
  };
}

function weighFiles(path: string): Pick<DossierDiagnosis, 'fichiers' | 'octets'> {
  try {
    const files = listFiles(path);
    const octets = files.reduce((total, file) => total + statSync(join(path, file)).size, 0);
    return { fichiers: count(files.map(endingOf)), octets };
  } catch {
    // The words of that failure are the name of a folder.
    return {};
  }
}

/** The kind of a failure, not its words: those may name a file. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return 'inconnue';
  const { code } = error as { code?: unknown };
  return /^[A-Z][A-Z0-9_]+$/.test(String(code)) ? `${error.constructor.name} ${code}` : error.constructor.name;
}

function tellRead(dossier: Dossier, { decisions }: Classification, jaune: Jaune): DossierRead {
  const { enTete, sources, textes, gabarits, memoires, volets } = dossier;
  return {
    norme: enTete.norme,
    vote: dossier.vote,
    base: enTete.base,
    sources: count(sources.map(({ format }) => [format.genre, format.encodage].filter(Boolean).join(' '))),
    lignes: Object.fromEntries(
      PLACES.map((place) => {
        const { lignes, recettes } = jaune.partition[place];
        return [place, { depenses: lignes, recettes: recettes.lignes }];
      }),
    ),
    lignes_ecartees: jaune.sources.reduce(
      (total, { misesAEcart }) => misesAEcart.reduce((some, { lignes }) => some + lignes, total),
      0,
    ),
    regles: jaune.regles.length,
    decisions: decisions.toutes.length,
    organismes: enTete.organismes.liste.length,
    operations: enTete.operations.liste.length,
    textes: textes.length,
    gabarits: gabarits.length,
    annees_gardees: memoires.length,
    volets: volets.length,
  };
}

type Classification = Awaited<ReturnType<typeof controlerLEdition>>['preparation']['classement'];

function endingOf(file: string): string {
  const ending = /\.([^./]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  return KNOWN_ENDINGS.includes(ending) ? ending : 'autres';
}

function count(words: readonly string[]): Counts {
  const counted = new Map<string, number>();
  for (const word of trierPar(words, (one) => one)) counted.set(word, (counted.get(word) ?? 0) + 1);
  return Object.fromEntries(counted);
}
