// Papa Parse reads, JavaScript matches and sums; exceljs writes.
import { createReadStream } from 'node:fs';
import Papa from 'papaparse';
import { motif, rendre, secteurPilote, source } from './work.mjs';

const expression = new RegExp(motif, 'u');
const secteurs = new Map();
let [lignes, internationales] = [0, 0];
await new Promise((resolve, reject) => {
  Papa.parse(createReadStream(source, 'utf8'), {
    delimiter: ';',
    header: true,
    skipEmptyLines: true,
    step({ data }) {
      lignes += 1;
      if (data.Secteur !== secteurPilote && !expression.test(data.Objet)) return;
      internationales += 1;
      const { Secteur: secteur } = data;
      const sommes = secteurs.get(secteur) ?? { secteur, engage: 0, mandate: 0 };
      // Amounts of the generated files have two digits of cents: without its comma, an amount is its cents.
      sommes.engage += Number(data.Engagé.replace(',', ''));
      sommes.mandate += Number(data.Mandaté.replace(',', ''));
      secteurs.set(secteur, sommes);
    },
    complete: resolve,
    error: reject,
  });
});
await rendre({ lignes, internationales, secteurs: [...secteurs.values()] });
