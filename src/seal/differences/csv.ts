import { parse } from 'csv-parse/sync';
import { type DeuxEtats, type PremiereDifference, premierEcart } from './etats.ts';
import { ligneEn, numeroDeLigne } from './texte.ts';

/** The first line and column that differ, in the CSV files that the tool writes: `;`, heads on the first line. */
export function differenceDeCsv({ scelle, refait }: DeuxEtats): PremiereDifference {
  const ecart = premierEcart(scelle, refait);
  const [avant, apres] = [ligneEn(scelle, ecart), ligneEn(refait, ecart)];
  const ligne = `ligne ${numeroDeLigne(scelle, ecart)}`;
  const titres = cellules(ligneEn(scelle, 0));
  const [gauche, droite] = [cellules(avant), cellules(apres)];
  // A line that is only there on one side shifts the others: it is told whole.
  if (gauche.length !== titres.length || droite.length !== titres.length)
    return { ou: ligne, scelle: avant, refait: apres };
  const rang = titres.findIndex((_, colonne) => gauche[colonne] !== droite[colonne]);
  if (rang < 0 || (rang === 0 && gauche[0] !== droite[0])) return { ou: ligne, scelle: avant, refait: apres };
  const ref = gauche[0] === undefined ? '' : ` (${gauche[0]})`;
  return { ou: `${ligne}${ref}, colonne ${titres[rang]}`, scelle: gauche[rang] ?? '', refait: droite[rang] ?? '' };
}

/** The cells of one line; a record on several lines gives what its first line holds. */
function cellules(ligne: string): string[] {
  const lues: string[][] = parse(ligne, { delimiter: ';', relax_quotes: true, relax_column_count: true, bom: true });
  return lues[0] ?? [];
}
