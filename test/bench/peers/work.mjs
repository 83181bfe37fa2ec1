// The work that peers share, whatever reads for them: count the lines of the source, find those that look international, sum
// their amounts by sector, and write the same rows as the floor does, with exceljs.
// Arguments of every peer: source, what to look for (JSON), rows (JSON), output.
import { readFileSync } from 'node:fs';
import exceljs from 'exceljs';

export const [source, rechercheJson, rangeesJson, sortie] = process.argv.slice(2);

/** The sector whose lines are all international, and an expression that labels of the others are searched for. */
export const { secteurPilote, motif } = JSON.parse(readFileSync(rechercheJson, 'utf8'));

/** Ends the work: writes the rows, then prints what was found, by which the bench sees that peers did the same. */
export async function rendre({ lignes, internationales, secteurs }) {
  const rangees = JSON.parse(readFileSync(rangeesJson, 'utf8'));
  const classeur = new exceljs.stream.xlsx.WorkbookWriter({ filename: sortie });
  const feuille = classeur.addWorksheet('Lignes');
  for (const rangee of rangees) feuille.addRow(rangee).commit();
  feuille.commit();
  await classeur.commit();
  const ranges = secteurs.map(({ secteur, engage, mandate }) => [secteur, Number(engage), Number(mandate)]);
  ranges.sort(([gauche], [droite]) => (gauche < droite ? -1 : 1));
  console.log(
    JSON.stringify({
      lignes: Number(lignes),
      internationales: Number(internationales),
      secteurs: ranges,
      rangees: rangees.length,
    }),
  );
}
