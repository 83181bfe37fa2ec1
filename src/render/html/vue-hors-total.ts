import type { Figure } from '../../compile/figures.ts';
import type { Compte, Jaune } from '../../compile/jaune.ts';
import type { Critere } from '../../compile/selection.ts';
import { cleDExclusion, nomDeLaCle, valeursDesExclusions, valeursDesSorties } from '../../compile/valeurs-nommees.ts';
import { somme } from '../../domain/montant.ts';
import { estRetenue, LIBELLES_PLACES, PLACES } from '../../domain/verdict.ts';
import { adresseDe } from './adresse.ts';
import { nommerToutes } from './selection.ts';
import { criteresDeSortie } from './vue-passerelle.ts';

/** A figure outside the total whose lines are all named, and the ranks of those. */
export interface HorsDuTotal {
  readonly figure: Figure;
  readonly rangs: readonly number[];
}

/** What opens besides the total: places, reasons to leave out, what the pilot sector received and what leaves it. */
export function figuresHorsDuTotal(jaune: Jaune): HorsDuTotal[] {
  const { partition, exclusions, passerelle } = jaune;
  const { secteurPiloteRecu: recu, sorties } = passerelle;
  const duPilote = ['recu', 'pilote'] as const;
  const exclusionsNommees = valeursDesExclusions(jaune);
  const noms = valeursDesSorties(jaune);
  const voulues: readonly (Compte & { libelle: string; nom: string; criteres: readonly Critere[] })[] = [
    // The others have their entries with the synthesis.
    ...PLACES.filter((place) => !estRetenue(place)).map((place) => ({
      ...partition[place],
      libelle: LIBELLES_PLACES[place],
      nom: `partition.${place}`,
      criteres: [['verdict', place]] as const,
    })),
    ...exclusions.map((exclusion) => {
      const nom = nomDeLaCle(exclusionsNommees, cleDExclusion(exclusion)) ?? '';
      return {
        ...exclusion,
        libelle: exclusion.motif,
        nom: `exclusion.${nom}`,
        criteres: [
          ['verdict', 'exclue'],
          ['exclusion', nom],
        ] as const,
      };
    }),
    {
      lignes: recu.lignes,
      centimes: recu.montant,
      libelle: `Reçu sous le secteur « ${jaune.enTete.secteurPilote} »`,
      nom: 'passerelle.recu',
      criteres: [['verdict', 'tous'], duPilote],
    },
    ...sorties.map((sortie) => ({
      lignes: sortie.lignes,
      centimes: sortie.montant,
      libelle: `${recu.libelle} : ${sortie.libelle}`,
      nom: `passerelle.sortie.${nomDeLaCle(noms, sortie.cle)}`,
      criteres: [...criteresDeSortie(jaune, sortie), duPilote],
    })),
    ...PLACES.map((place) => {
      const siennes = sorties.filter((sortie) => sortie.place === place);
      return {
        lignes: siennes.reduce((total, { lignes }) => total + lignes, 0),
        centimes: somme(siennes.map(({ montant }) => montant)),
        libelle: `${recu.libelle} : ${LIBELLES_PLACES[place]}`,
        nom: '',
        criteres: [['verdict', place], duPilote] as const,
      };
    }),
  ];
  const parAdresse = new Map<string, HorsDuTotal>();
  for (const { lignes, centimes, libelle, nom, criteres } of voulues) {
    const adresse = adresseDe(criteres);
    const rangs = parAdresse.has(adresse) ? undefined : nommerToutes(jaune, { lignes, centimes }, criteres);
    if (rangs !== undefined)
      parAdresse.set(adresse, { figure: { nom, libelle, montant: centimes, nombre: lignes, criteres }, rangs });
  }
  return [...parAdresse.values()];
}
