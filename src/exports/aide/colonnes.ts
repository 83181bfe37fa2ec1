import { type CelluleExportee, type EcritureCsv, ecrireUnCsv } from '../ecrire-un-csv.ts';
import type { FichierExporte } from '../export.ts';
import type { AideDeclaree, LigneDAide } from './lignes-d-aide.ts';

/** A column of a declaration of aid. */
export interface Colonne {
  readonly titre: string;
  lire(ligne: LigneDAide): CelluleExportee;
}

/**
 * What was deliberated once is one project; a line that says no deliberation is found again by what it says, under a name that no
 * spreadsheet takes for a number.
 */
export function numeroDeProjet({ part: { affectation } }: LigneDAide): string {
  const { reference, empreinte } = affectation.ligne;
  return reference || `L-${empreinte}`;
}

/** The files of a declaration: its rows, and those of the welcome of refugees in France apart, when there are some. */
export function ecrireLAide(
  colonnes: readonly Colonne[],
  { lignes, refugies }: AideDeclaree,
  noms: { readonly lignes: string; readonly refugies: string },
  ecriture: EcritureCsv,
): FichierExporte[] {
  const ecrire = (nom: string, rangees: readonly LigneDAide[]) => ({
    nom,
    contenu: ecrireUnCsv(
      colonnes.map(({ titre }) => titre),
      rangees.map((ligne) => colonnes.map(({ lire }) => lire(ligne))),
      ecriture,
    ),
  });
  return [ecrire(noms.lignes, lignes), ...(refugies.length === 0 ? [] : [ecrire(noms.refugies, refugies)])];
}
