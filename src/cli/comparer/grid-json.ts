import type { Cases, Grille } from '../../compile/grille/grille.ts';
import { reservesDe } from '../../compile/grille/reserves.ts';
import type { EditionOfGrid } from './edition-of-grid.ts';
import { reserveText } from './reserves-text.ts';

/** A grid for machines. Amounts and quotients are integer cents; each list of cells is in the order of the editions. */
export function gridJson(grille: Grille, editions: readonly EditionOfGrid[]) {
  const { total, exceptionnelles, resteACharge, tables, autresBases } = grille;
  return {
    type: 'entre_collectivites',
    devise: 'EUR',
    editions: editions.map(editionJson),
    grille: {
      total: cellsJson(total),
      exceptionnelles: cellsJson(exceptionnelles),
      reste_a_charge: cellsJson(resteACharge),
      ...Object.fromEntries(
        tables.map(({ nom, rangees }) => [
          nom,
          rangees.map(({ cle, libelle, cases }) => ({ cle, libelle, cases: cellsJson(cases) })),
        ]),
      ),
    },
    autres_bases: autresBases.map(({ base, cases }) => ({ base, cases: cellsJson(cases) })),
    reserves: reservesDe(grille).map(({ type, colonnes }) => ({
      type,
      editions: colonnes.map((rank) => rank + 1),
      texte: reserveText(type, colonnes, grille, editions),
    })),
  };
}

/** What an edition says nothing of is `null`, which is not 0. */
function cellsJson(cases: Cases) {
  return cases
    .map((one) => one && { centimes: one.montant, par_habitant: one.parHabitant ?? null })
    .map((one) => one ?? null);
}

function editionJson({ path, colonne, warnings }: EditionOfGrid, rank: number) {
  const { enTete, recu, fichiers, ouvert, totalSiTout, net, recettes, illustratif } = colonne;
  const { collectivite, exercice, edition, dateEdition, norme, base, mention, population, organismes } = enTete;
  return {
    numero: rank + 1,
    dossier: path,
    collectivite,
    exercice: Number(exercice),
    ...(edition && { edition: edition.nom }),
    date_edition: dateEdition,
    norme,
    base,
    mention,
    illustratif,
    population: population
      ? { habitants: population.habitants, annee: Number(population.annee), source: population.source }
      : null,
    recu: { fichiers, lignes: recu.lignes, centimes: recu.centimes, recettes: recu.recettes },
    ouvert: { lignes: ouvert.lignes, centimes: ouvert.centimes, total_si_tout: totalSiTout },
    net,
    recettes,
    organismes_detailles: organismes.liste.filter(({ detaille }) => detaille).map(({ nom }) => nom),
    avertissements: warnings,
  };
}
