import type { Montant } from '../../domain/argent/montant.ts';
import { montant } from '../../domain/argent/montant.ts';
import type { Organismes } from '../../domain/dossier/organismes.ts';
import type { PartPubliee } from '../../domain/lignes/lignes-publiees.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { normaliserCode, plier } from '../../domain/textes/texte.ts';
import { FICHES, type NomDeFiches } from '../fiches-decrites.ts';
import type { Rangee, Table } from '../jaune.ts';

/** What each value of the tables that have fiches was the year before, by the name that it has now; none for what is new. */
export type AvantParFiche = ReadonlyMap<NomDeFiches, ReadonlyMap<string, Montant>>;

/**
 * Finds values again by what readers know them by: the code of a programme, the name of all else. What was reworded is not guessed.
 * @param parts last year's international parts
 */
export function avantParFiche(
  parts: readonly PartPubliee[],
  tables: readonly Table[],
  organismes: Organismes,
): AvantParFiche {
  return new Map(
    FICHES.map((nom) => {
      const cumuls = new Map<string, number>();
      for (const part of parts) {
        const cle = clePubliee(nom, part, organismes);
        if (cle !== '') cumuls.set(cle, (cumuls.get(cle) ?? 0) + part.retenu);
      }
      const siennes = new Map<string, Montant>();
      for (const rangee of tables.find((table) => table.nom === nom)?.rangees ?? []) {
        const cle = cleActuelle(nom, rangee);
        const centimes = cumuls.get(cle);
        // Two values of one name now: what the name was before is told of the first alone, not twice.
        cumuls.delete(cle);
        if (centimes !== undefined) siennes.set(rangee.nom, montant(centimes));
      }
      return [nom, siennes];
    }),
  );
}

function clePubliee(nom: NomDeFiches, part: PartPubliee, organismes: Organismes): string {
  switch (nom) {
    case 'pays':
      return cleDeNom(part.pays);
    case 'organisme':
      return cleDeNom(organismes.nomme(part.organisme)?.nom ?? part.organisme);
    case 'programme':
      return normaliserCode(part.programme);
    case 'beneficiaire':
      return plier(part.beneficiaire);
  }
}

function cleActuelle(nom: NomDeFiches, { cle, libelle }: Rangee): string {
  if (cle === '') return '';
  return nom === 'programme' || nom === 'beneficiaire' ? cle : cleDeNom(libelle);
}
