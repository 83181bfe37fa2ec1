import type { Worksheet } from 'exceljs';
import { texteDeCellule } from './cell-text.ts';
import type { Attente, FinDeFeuille, Lien } from './sheet.ts';
import { echapperAttribut, type TableDeFeuille } from './table-part.ts';

/** Members of exceljs's writer of sheets that its declarations leave out. The package is fixed at 4.4. */
export interface RouagesFeuille {
  readonly stream: { write(xml: string | Buffer): unknown };
  readonly dataValidations: { add(adresse: string, regle: object): void };
  readonly _sheetRelsWriter: { addRelationship(lien: { Type: string; Target: string }): string };
  /** Writes the first element that comes after the rows. */
  _writeAutoFilter(): void;
  /** Writes the first element that comes after links. */
  _writePageMargins(): void;
  _writeCloseWorksheet(): void;
}

/** `0` is what is allowed: filters, widths and heights stay free, since they change nothing of what is read. */
const PROTECTION =
  '<sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/>';
const VERS_UNE_TABLE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/table';
/** What Excel shows of the tip of a link. */
const INFOBULLE_MAX = 255;

/** Where exceljs writes the protection, after the lists, Excel takes the file for a damaged one. */
export function protegerFeuille(rouages: RouagesFeuille): void {
  const suite = rouages._writeAutoFilter.bind(rouages);
  rouages._writeAutoFilter = () => {
    rouages.stream.write(PROTECTION);
    suite();
  };
}

/**
 * Lays over a sheet what comes after its rows, each thing at the place that the format sets, and ends it.
 * @param declarer makes a part of a table and tells its name in the archive
 */
export function finirFeuille(
  feuille: Worksheet,
  rouages: RouagesFeuille,
  fin: FinDeFeuille,
  declarer: (table: TableDeFeuille) => string,
): void {
  if (fin.filtre !== undefined) feuille.autoFilter = fin.filtre;
  // exceljs fixes columns only: LibreOffice takes no area of which the rows are not.
  if (fin.impression !== undefined)
    feuille.pageSetup.printArea = fin.impression.replace(/([A-Z]+)(\d+)/g, (_, lettres, rang) => `${lettres}$${rang}`);
  for (const attente of fin.attentes ?? []) rouages.dataValidations.add(attente.cellules, regleDe(attente));
  ajouterMisesEnForme(feuille, fin);
  avant(rouages, '_writePageMargins', ecrireLiens(fin.liens));
  const tables = fin.table === undefined ? '' : ecrireTables(rouages, declarer(fin.table));
  avant(rouages, '_writeCloseWorksheet', ecrireTolerances(fin.codes ?? []) + tables);
  (feuille as Worksheet & { commit(): void }).commit();
}

function avant(rouages: RouagesFeuille, methode: '_writePageMargins' | '_writeCloseWorksheet', xml: string): void {
  if (xml === '') return;
  const suite = rouages[methode].bind(rouages);
  rouages[methode] = () => {
    rouages.stream.write(xml);
    suite();
  };
}

function ajouterMisesEnForme(feuille: Worksheet, { controles, alertes = [] }: FinDeFeuille): void {
  let priority = 1;
  for (const controle of controles)
    feuille.addConditionalFormatting({
      ref: controle,
      rules: [
        {
          type: 'expression',
          priority: priority++,
          formulae: [`${controle}<>"OK"`],
          style: { font: { bold: true, color: { argb: 'FF9C0006' } } },
        },
      ],
    });
  for (const { cellules, formule } of alertes)
    feuille.addConditionalFormatting({
      ref: cellules,
      rules: [
        {
          type: 'expression',
          priority: priority++,
          formulae: [formule],
          style: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFF8CBAD' } } },
        },
      ],
    });
}

/** Links inside the workbook: a place rather than an address, so that no part of the archive speaks of them. */
function ecrireLiens(liens: readonly Lien[]): string {
  if (liens.length === 0) return '';
  const elements = liens.map(({ cellule, cible, infobulle }) => {
    const dite = echapperAttribut(texteDeCellule(couper(infobulle)));
    return `<hyperlink ref="${cellule}" location="${echapperAttribut(cible)}" tooltip="${dite}"/>`;
  });
  return `<hyperlinks>${elements.join('')}</hyperlinks>`;
}

function couper(infobulle: string): string {
  return infobulle.length <= INFOBULLE_MAX ? infobulle : `${infobulle.slice(0, INFOBULLE_MAX - 1)}…`;
}

/** Codes are numbers written as texts on purpose: `048` is not 48, and Excel need not point at each. */
function ecrireTolerances(codes: readonly string[]): string {
  return codes.length === 0
    ? ''
    : `<ignoredErrors><ignoredError sqref="${codes.join(' ')}" numberStoredAsText="1"/></ignoredErrors>`;
}

function ecrireTables(rouages: RouagesFeuille, cible: string): string {
  const lien = rouages._sheetRelsWriter.addRelationship({ Type: VERS_UNE_TABLE, Target: `../tables/${cible}` });
  return `<tableParts count="1"><tablePart r:id="${lien}"/></tableParts>`;
}

function regleDe({ liste, condition, refus, aide }: Attente): object {
  const type = liste !== undefined ? 'list' : condition !== undefined ? 'custom' : 'any';
  const formule = liste ?? condition;
  return {
    type,
    allowBlank: true,
    ...(formule !== undefined && { formulae: [formule] }),
    ...(refus && { showErrorMessage: true, errorTitle: refus.titre, error: refus.message }),
    ...(aide && { showInputMessage: true, promptTitle: aide.titre, prompt: aide.message }),
  };
}
