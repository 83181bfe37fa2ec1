// The floor: csv-parse reading the same file, and exceljs's streaming writer writing the same international rows, and nothing
// else: it decides nothing, and has one thread. A row is a part of an international line, as in the Parts sheet, with all that
// lignes.csv says of it: 54 columns, where the sheet has 56. Arguments: source, rows (JSON), output.
import { createReadStream, readFileSync } from 'node:fs';
import { parse } from 'csv-parse';
import exceljs from 'exceljs';

const [source, rangeesJson, sortie] = process.argv.slice(2);

const lecteur = createReadStream(source).pipe(parse({ delimiter: ';' }));
let lignes = 0;
for await (const _enregistrement of lecteur) lignes += 1;

const rangees = JSON.parse(readFileSync(rangeesJson, 'utf8'));
const classeur = new exceljs.stream.xlsx.WorkbookWriter({ filename: sortie });
const feuille = classeur.addWorksheet('Lignes');
for (const rangee of rangees) feuille.addRow(rangee).commit();
feuille.commit();
await classeur.commit();
console.log(JSON.stringify({ lignes, rangees: rangees.length }));
