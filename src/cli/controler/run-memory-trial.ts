import { exigerSansErreur } from '../../domain/constats/constat.ts';
import { Refus } from '../../domain/constats/refus.ts';
import { enumerer } from '../../domain/textes/format.ts';
import { preparer } from '../../edition/preparation.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { coloursFor, type Io } from '../io.ts';
import { type MemoryMeasure, measureMemory, rememberedYears } from '../measure-memory.ts';
import { withFindings } from '../with-findings.ts';
import type { ControlerOptions } from './command.ts';
import { NO_MEMORY, writeMemoryMeasure } from './memory-text.ts';

/**
 * `jaune controler --memoire`: what memory would have suggested of a year that it is not shown. Writes nothing.
 * @param asked the exercice to leave out; the last one unless it is told
 */
export function runMemoryTrial(
  dossier: string,
  asked: string | true,
  options: ControlerOptions,
  io: Io,
): Promise<number> {
  const { sans = [], avec = [], regles, acquittements } = options;
  if (sans.length + avec.length > 0 || regles || acquittements)
    throw new Refus(
      'usage',
      '--memoire ne se mesure pas avec une autre option que --json',
      'Donnez-les l’une après l’autre.',
    );
  return withFindings(options, io, async (constats) => {
    const preparation = await preparer(dossier, constats);
    exigerSansErreur(constats);
    const years = rememberedYears(preparation);
    const year = asked === true ? years.at(-1) : asked;
    if (year !== undefined && !years.includes(year) && asked !== true) throw unknownYear(year, years);
    const measure = year === undefined ? undefined : await measureMemory(preparation, year);
    if (options.json)
      printJson(io, { ok: true, memoire: measure ? measureJson(measure) : null, ...findingsJson(constats) });
    else if (measure === undefined) io.stdout.write(NO_MEMORY);
    else io.stdout.write(writeMemoryMeasure(measure, coloursFor(io, 'stdout')));
  });
}

function unknownYear(year: string, years: readonly string[]): Refus {
  const known =
    years.length === 0
      ? 'Le dossier n’a pas de mémoire : copiez-y memoire/lignes-<exercice>.csv.'
      : `En mémoire : ${enumerer(years)}.`;
  return new Refus('usage', `« ${year} » n’est pas une année en mémoire`, known);
}

/** All amounts are integer cents. */
function measureJson({
  annee,
  apprises,
  lignes,
  internationales,
  centimes,
  attendu,
  suggestions,
  courbe,
}: MemoryMeasure) {
  return {
    annee: Number(annee),
    apprises: apprises.map(Number),
    par_moities: apprises.length === 0,
    lignes,
    internationales,
    centimes,
    attendu_centimes: attendu,
    suggestions: {
      oui: suggestions.internationale,
      non: suggestions.non_internationale,
      aucune: suggestions.aucune,
    },
    courbe: courbe.map((point) => ({
      lignes: point.lignes,
      enjeu_centimes: point.seuil,
      internationales: point.internationales,
      centimes: point.trouve,
    })),
  };
}
