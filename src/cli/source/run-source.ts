import type { Avis } from '../../formats/regard.ts';
import { type BlocPropose, inspecterSource } from '../../inspect/inspecter-source.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { writeFindings } from '../findings-text.ts';
import { coloursFor, type Io } from '../io.ts';
import { lineJson } from '../line-json.ts';
import { withFindings } from '../with-findings.ts';
import type { SourceOptions } from './command.ts';
import { writeLeftSheets, writeProposal } from './source-text.ts';

/** `jaune source`: looks at a file and proposes the block that declares it. */
export function runSource(fichier: string, options: SourceOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const { blocs, laissees } = await inspecterSource(fichier, options, constats);
    if (options.json) {
      printJson(io, { ok: true, fichier, blocs: blocs.map(sourceJson), laissees, ...findingsJson(constats) });
      return;
    }
    if (laissees.length > 0) io.stdout.write(writeLeftSheets(laissees));
    io.stdout.write(blocs.map((bloc) => writeProposal(bloc, fichier)).join('\n'));
    for (const { lecture } of blocs)
      if (lecture !== undefined) io.stderr.write(writeFindings(lecture.constats, coloursFor(io, 'stderr')));
  });
}

/** A proposal for machines. */
function sourceJson({ proposition, regard, bloc, lecture }: BlocPropose) {
  const { cadre, avisDuFormat, valeurs, ...reste } = proposition;
  return {
    yaml: `${bloc.join('\n')}\n`,
    regard,
    ...reste,
    avisDuFormat: asObject(avisDuFormat),
    valeurs: Object.fromEntries([...valeurs].map(([champ, mots]) => [champ, Object.fromEntries(mots)])),
    cadre: { ...cadre, avis: asObject(cadre.avis) },
    lecture: lecture && {
      lignes: lecture.lue.lignes,
      centimes: lecture.lue.montants,
      misesAEcart: lecture.lue.misesAEcart,
      sha256: lecture.lue.sha256,
      exemples: lecture.lignes.map((ligne) => lineJson(ligne)),
      ...findingsJson(lecture.constats),
    },
  };
}

/** What is guessed and why, without what it was guessed with. */
function asObject(avis: ReadonlyMap<string, Avis>): Record<string, Avis> {
  return Object.fromEntries([...avis].map(([cle, { confiance, raisons }]) => [cle, { confiance, raisons }]));
}
