import { accord } from '../../domain/textes/format.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { printable } from '../findings-text.ts';
import type { Io } from '../io.ts';
import { leftRowsText, replacedRowsText } from '../taken-rows-text.ts';
import { withFindings } from '../with-findings.ts';
import type { PiecesImportOptions } from './command.ts';
import { takePieces } from './take-pieces.ts';

/** Actions taken that the terminal shows; the JSON gives all. */
const SHOWN_ACTIONS = 50;

/** `jaune pieces import`: the pieces of a workbook, back into the dossier, all or none. */
export function runPiecesImport(path: string, workbook: string, options: PiecesImportOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const taken = await takePieces(path, workbook, { keep: options.garder === true }, constats);
    if (options.json) {
      printJson(io, { ok: true, ...taken, ...findingsJson(constats) });
      return;
    }
    const { prises, remplacees, inchangees } = taken;
    const rest = prises.length - SHOWN_ACTIONS;
    const said = [
      prises.length === 0
        ? 'Aucune pièce nouvelle : pieces.csv n’a pas changé.'
        : `${accord(prises.length, 'fiche')} ${prises.length > 1 ? 'écrites' : 'écrite'} dans pieces.csv.`,
      ...prises.slice(0, SHOWN_ACTIONS).map(({ ref, libelle }) => `  ${ref} · ${printable(libelle)}`),
      ...(rest > 0 ? [`  … et ${accord(rest, 'fiche')} de plus ; --json les donne toutes.`] : []),
      ...replacedRowsText(remplacees.length, 'fiche'),
      ...(inchangees > 0 ? [`${accord(inchangees, 'fiche')} comme avant : rien n’y change.`] : []),
      ...leftRowsText(taken, 'sans rien de rempli'),
    ];
    io.stdout.write(`${said.join('\n')}\n`);
  });
}
