import { montant, somme } from '../../domain/argent/montant.ts';
import { exigerSansErreur } from '../../domain/constats/constat.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import { compilerLesLignes } from '../../edition/compiler-les-lignes.ts';
import { preparer } from '../../edition/preparation.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { ecrireLeClasseur } from '../../review/ecrire-le-classeur.ts';
import { exigerUneSortieSure, sortieDeClasseur } from '../../review/exiger-une-sortie-sure.ts';
import {
  CONSIGNES_DES_PIECES,
  FORME_DES_PIECES,
  LISTES_DES_PIECES,
  NOTE_DES_PIECES,
} from '../../review/forme-des-pieces.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import type { Io } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import { type Action, actionsOf } from './actions-of.ts';
import type { PiecesExportOptions } from './command.ts';

/** Lines of a workbook, unless another number is asked for. */
const DEFAULT_LINES = 2_000;

/** `jaune pieces export`: the actions of which pieces are missing, out to a workbook. */
export function runPiecesExport(path: string, options: PiecesExportOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const preparation = await preparer(path, constats);
    exigerSansErreur(constats);
    const { enTete, racine } = preparation.dossier;
    const target = options.sortie ?? `pieces-${enTete.exercice}.xlsx`;
    const requirePlace = () =>
      exigerUneSortieSure(sortieDeClasseur(FORME_DES_PIECES), target, racine, options.remplacer === true);
    requirePlace();
    const jaune = await compilerLesLignes(preparation);
    const wanted = [...(await actionsOf(preparation, jaune)).values()]
      .filter((action) => isWanted(action, options.toutes === true))
      .sort((left, right) => right.montant - left.montant || comparer(left.ref, right.ref));
    const lignes = wanted.slice(0, options.lignes ?? DEFAULT_LINES);
    const contents = {
      enTete,
      listes: LISTES_DES_PIECES,
      lignes,
      intitule: 'Pièces à renseigner',
      note: NOTE_DES_PIECES,
      consignes: CONSIGNES_DES_PIECES,
      obligatoires: ['deliberation', 'nature'] as const,
    };
    if (lignes.length > 0)
      await replaceFile(target, (draft) => ecrireLeClasseur(FORME_DES_PIECES, contents, draft), requirePlace);
    const written = {
      ...(lignes.length > 0 && { fichier: target }),
      lignes: lignes.length,
      centimes: somme(lignes.map((action) => action.montant)),
      restantes: wanted.length - lignes.length,
    };
    if (options.json) printJson(io, { ok: true, ...written, ...findingsJson(constats) });
    else io.stdout.write(exportText(written, path));
  });
}

/** A line of which the row of its operation or programme speaks is not asked for twice. */
function isWanted({ nomDEtat, couverte }: Action, all: boolean): boolean {
  if (couverte) return false;
  return all || nomDEtat === 'il-manque' || nomDEtat === 'non-renseigne';
}

interface Written {
  readonly fichier?: string;
  readonly lignes: number;
  readonly centimes: number;
  readonly restantes: number;
}

function exportText({ fichier, lignes, centimes, restantes }: Written, path: string): string {
  if (fichier === undefined) return 'Aucune action à renseigner : il ne manque rien à celles du total.\n';
  const rest =
    restantes === 0 ? '' : `Restent ${accord(restantes, 'action')} de moindre montant : --lignes en sort davantage.\n`;
  return `${accord(lignes, 'action')} à renseigner dans ${fichier} (${formaterEuros(montant(centimes))}).\n${rest}Remplissez les colonnes jaunes de la feuille « ${FORME_DES_PIECES.feuille} », puis : jaune pieces import ${path} ${fichier}\n`;
}
