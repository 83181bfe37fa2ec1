// DuckDB reads, matches and sums; exceljs writes.
import { DuckDBInstance } from '@duckdb/node-api';
import { motif, rendre, secteurPilote, source } from './work.mjs';

const connexion = await (await DuckDBInstance.create(':memory:')).connect();
// Amounts of the generated files have two digits of cents: without its comma, an amount is its cents.
const lu = await connexion.runAndReadAll(
  `SELECT Secteur AS secteur,
          count(*) AS lignes,
          count(*) FILTER (internationale) AS internationales,
          sum(replace("Engagé", ',', '')::BIGINT) FILTER (internationale) AS engage,
          sum(replace("Mandaté", ',', '')::BIGINT) FILTER (internationale) AS mandate
   FROM (SELECT *, Secteur = $secteurPilote OR regexp_matches(Objet, $motif) AS internationale
         FROM read_csv($source, delim = ';', quote = '"', header = true, all_varchar = true))
   GROUP BY Secteur`,
  { source, secteurPilote, motif },
);
const secteurs = lu.getRowObjects();
const somme = (colonne) => secteurs.reduce((total, rangee) => total + rangee[colonne], 0n);
await rendre({
  lignes: somme('lignes'),
  internationales: somme('internationales'),
  secteurs: secteurs.filter(({ internationales }) => internationales > 0n),
});
