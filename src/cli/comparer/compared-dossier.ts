import { type Constats, ConstatsBloquants } from '../../domain/constats/constat.ts';
import { CODES_DE_SORTIE } from '../../domain/constats/refus.ts';
import { accord } from '../../domain/textes/format.ts';
import { type Preparation, preparer } from '../../edition/preparation.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { writeFindings } from '../findings-text.ts';
import { coloursFor, type Io } from '../io.ts';
import { failureFinding } from '../report-failure.ts';
import type { ComparerOptions } from './command.ts';

/** One of the dossiers compared, and what is wrong with it. */
export interface ComparedDossier {
  readonly path: string;
  readonly constats: Constats;
}

/** @throws ConstatsBloquants when anything of the dossier is at fault before its lines */
export async function prepareWithoutErrors({ path, constats }: ComparedDossier): Promise<Preparation> {
  const preparation = await preparer(path, constats);
  if (constats.enErreur) throw new ConstatsBloquants(constats);
  return preparation;
}

/** Runs a step of one of the dossiers; `undefined` when its findings, or the machine, stop it. */
export async function attempt<T>(
  side: ComparedDossier,
  make: (side: ComparedDossier) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await make(side);
  } catch (error) {
    if (error instanceof ConstatsBloquants) return undefined;
    const constat = failureFinding(error);
    if (constat === undefined) throw error;
    side.constats.ajouter(constat);
    return undefined;
  }
}

/** Tells what is wrong with each dossier, under its name: the places of findings are in the dossier. */
export function tellFaults(
  dossiers: readonly ComparedDossier[],
  { json }: Pick<ComparerOptions, 'json'>,
  io: Io,
): number {
  const faulty = dossiers.filter(({ constats }) => constats.enErreur);
  if (json) {
    const faultyDossiers = faulty.map(({ path, constats }) => ({ dossier: path, ...findingsJson(constats) }));
    printJson(io, { ok: false, type: 'dossiers_en_faute', dossiers: faultyDossiers });
    return CODES_DE_SORTIE.donnees;
  }
  const colours = coloursFor(io, 'stderr');
  for (const { path, constats } of faulty)
    io.stderr.write(
      `${colours.red(`${path} : ${accord(constats.erreurs, 'erreur')}`)}\n\n${writeFindings(constats, colours)}\n`,
    );
  io.stderr.write(`${colours.red('Rien n’a été comparé.')}\n`);
  return CODES_DE_SORTIE.donnees;
}
