// Polars reads, matches and sums; exceljs writes.
import pl from 'nodejs-polars';
import { motif, rendre, secteurPilote, source } from './work.mjs';

// Amounts of the generated files have two digits of cents: without its comma, an amount is its cents.
const centimes = (colonne) => pl.col(colonne).str.replace(',', '').cast(pl.Int64);
const lu = await pl
  .scanCSV(source, { sep: ';', inferSchemaLength: 0 })
  .withColumn(
    pl.col('Secteur').eq(pl.lit(secteurPilote)).or(pl.col('Objet').str.contains(motif)).alias('internationale'),
  )
  .groupBy('Secteur')
  .agg(
    pl.col('Secteur').count().alias('lignes'),
    pl.col('internationale').sum().alias('internationales'),
    centimes('Engagé').filter(pl.col('internationale')).sum().alias('engage'),
    centimes('Mandaté').filter(pl.col('internationale')).sum().alias('mandate'),
  )
  .collect();
const secteurs = lu.toRecords().map(({ Secteur: secteur, ...reste }) => ({ secteur, ...reste }));
const somme = (colonne) => secteurs.reduce((total, rangee) => total + Number(rangee[colonne]), 0);
await rendre({
  lignes: somme('lignes'),
  internationales: somme('internationales'),
  secteurs: secteurs.filter(({ internationales }) => internationales > 0),
});
