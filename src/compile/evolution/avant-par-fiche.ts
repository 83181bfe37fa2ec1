import type { Montant } from '../../domain/argent/montant.ts';
import { montant, NUL, somme } from '../../domain/argent/montant.ts';
import type { Organismes } from '../../domain/dossier/organismes.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import type { Emetteurs } from '../../domain/lignes/emetteurs.ts';
import type { EditionPrecedente, PartPubliee } from '../../domain/lignes/lignes-publiees.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { normaliserCode, plier } from '../../domain/textes/texte.ts';
import { FICHES, type NomDeFiches } from '../fiches-decrites.ts';
import type { Jaune, Rangee } from '../jaune.ts';

/** What a value was the year before, and what of the change is no change of its own: who sends lines. */
export interface AvantDUneFiche {
  readonly avant: Montant;
  /** Of this year's amount, what those sent who had sent nothing the year before. */
  readonly arrives: Montant;
  /** Of last year's amount, what those had sent who send nothing now. */
  readonly partis: Montant;
}

/** The year before of each value of the tables that have fiches, by the name that it has now. */
export type AvantParFiche = ReadonlyMap<NomDeFiches, ReadonlyMap<string, AvantDUneFiche>>;

interface CumulPublie {
  avant: number;
  partis: number;
}

/**
 * Finds values again by what readers know them by: the code of a programme, the name of all else. What was reworded is not guessed.
 * @param precedente last year's international parts, and all who sent lines
 */
export function avantParFiche(
  precedente: Pick<EditionPrecedente, 'parts' | 'emetteurs'>,
  courante: Pick<Jaune, 'tables' | 'lignes'> & { readonly emetteurs: Emetteurs },
  organismes: Organismes,
): AvantParFiche {
  const arrivees = courante.lignes.map(({ ligne }) => !precedente.emetteurs.connait(ligne));
  return new Map(
    FICHES.map((nom) => {
      const cumuls = new Map<string, CumulPublie>();
      for (const part of precedente.parts) {
        const cle = clePubliee(nom, part, organismes);
        if (cle === '') continue;
        const cumul = cumuls.get(cle) ?? { avant: 0, partis: 0 };
        cumuls.set(cle, cumul);
        cumul.avant += part.retenu;
        if (!courante.emetteurs.connait(part)) cumul.partis += part.retenu;
      }
      const siennes = new Map<string, AvantDUneFiche>();
      for (const rangee of courante.tables.find((table) => table.nom === nom)?.rangees ?? []) {
        const cle = cleActuelle(nom, rangee);
        const { avant, partis } = cumuls.get(cle) ?? { avant: 0, partis: 0 };
        // Two values of one name now: what the name was before is told of the first alone, not twice.
        cumuls.delete(cle);
        const venues = rangee.lignes.filter((rang) => arrivees[rang]).map((rang) => courante.lignes[rang]);
        siennes.set(rangee.nom, {
          avant: montant(avant),
          arrives: somme(venues.map((venue) => (venue ? compteDans(nom, rangee, venue) : NUL))),
          partis: montant(partis),
        });
      }
      return [nom, siennes];
    }),
  );
}

/** What a line is in the total under a value: of a country, its share alone. */
function compteDans(nom: NomDeFiches, { cle }: Rangee, affectation: Affectation): Montant {
  const parts = partsEn(affectation, 'internationale').filter(({ part }) => nom !== 'pays' || part.pays === cle);
  return somme(parts.map(({ montant: centimes }) => centimes));
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
