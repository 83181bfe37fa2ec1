import { chiffresDeCouverture } from '../../compile/chiffres-de-couverture.ts';
import { chiffresDesVolets } from '../../compile/chiffres-des-volets.ts';
import type { Compte } from '../../compile/compte.ts';
import type { Critere } from '../../compile/critere.ts';
import { type Figure, figureDeCellule, figureDeRangee, figuresDeSynthese } from '../../compile/figures.ts';
import type { Jaune } from '../../compile/jaune.ts';
import type { NomTable } from '../../compile/tables-decrites.ts';
import { cleDExclusion, nomDeLaCle, valeursDesExclusions, valeursDesSorties } from '../../compile/valeurs-nommees.ts';
import { somme } from '../../domain/argent/montant.ts';
import { estRetenue, LIBELLES_PLACES, PLACES } from '../../domain/verdict/verdict.ts';
import { adresseDe, compterLesNommees, compterParmi, nommerToutes } from './chiffre-vue.ts';
import type { LignesDeLaPage } from './lignes-de-la-page.ts';
import { depensesDesCofinancements } from './vue-cofinancements.ts';
import { chiffresMontres } from './vue-consolidation.ts';
import { criteresDeSortie } from './vue-synthese.ts';

export interface EntreeVue extends Figure {
  readonly adresse: string;
  /** Numbers of its lines in the annex, ascending. */
  readonly numeros: readonly number[];
  /** What those lines make, when the page does not hold all lines of the figure; else nothing. */
  readonly partie: Compte | undefined;
}

export interface GroupeDIndex {
  readonly titre: string;
  /** The table of which these are the rows, when they are. */
  readonly table?: NomTable;
  readonly entrees: readonly EntreeVue[];
}

/**
 * The index of figures: for each, the lines that make it. It is what a figure opens on paper and without the script.
 * Countries are not in it, but for what is in none: the list of actions by country is their index.
 */
export function indexDesChiffres(jaune: Jaune, page: LignesDeLaPage): GroupeDIndex[] {
  const entree = (figure: Figure, rangs: readonly number[]): EntreeVue => {
    const montres = page.bornee ? rangs.filter(page.montre) : rangs;
    return {
      ...figure,
      // What has no label is called by its code.
      libelle: figure.libelle || figure.criteres.map(([, valeur]) => valeur).join(' · '),
      adresse: adresseDe(figure.criteres),
      numeros: montres.map((rang) => rang + 1),
      partie:
        montres.length < rangs.length
          ? { lignes: montres.length, centimes: compterParmi(jaune, montres, figure.criteres) }
          : undefined,
    };
  };
  const entrees = (figure: Figure | undefined, lignes: readonly number[]): EntreeVue[] =>
    figure === undefined || lignes.length === 0 ? [] : [entree(figure, lignes)];
  return [
    // Those of the synthesis are there even for no line: the page always leads to them.
    {
      titre: 'Synthèse',
      entrees: figuresDeSynthese(jaune).map((figure) =>
        entree(figure, compterLesNommees(jaune, figure.criteres).rangs),
      ),
    },
    ...jaune.tables.map(({ nom, titre, rangees }) => ({
      titre,
      table: nom,
      entrees: rangees
        .filter(({ cle }) => nom !== 'pays' || cle === '')
        .flatMap((rangee) => entrees(figureDeRangee(nom, rangee), rangee.lignes)),
    })),
    ...jaune.croisees.map((croisee) => ({
      titre: croisee.titre,
      entrees: croisee.cellules.flatMap((rangee, i) =>
        rangee.flatMap((cellule, j) => entrees(figureDeCellule(croisee, i, j), cellule?.lignes ?? [])),
      ),
    })),
    {
      titre: 'Hors du total',
      entrees: figuresHorsDuTotal(jaune).map(({ figure, rangs }) => entree(figure, rangs)),
    },
    {
      titre: 'Qui a décidé',
      entrees: chiffresDeCouverture(jaune)
        .filter(({ criteres }) => criteres.every(([champ]) => champ !== 'sens'))
        .flatMap((figure) =>
          entrees(
            figure,
            nommerToutes(jaune, { lignes: figure.nombre, centimes: figure.montant }, figure.criteres) ?? [],
          ),
        ),
    },
    {
      titre: 'Cofinancements',
      entrees: depensesDesCofinancements(jaune).map(({ figure, rangs }) => entree(figure, rangs)),
    },
    {
      titre: 'À côté de l’argent',
      entrees: chiffresDesVolets(jaune).flatMap((figure) =>
        entrees(
          figure,
          nommerToutes(jaune, { lignes: figure.nombre, centimes: figure.montant }, figure.criteres) ?? [],
        ),
      ),
    },
  ].filter(({ entrees }) => entrees.length > 0);
}

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
  const noms = valeursDesSorties(jaune, passerelle);
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
    ...chiffresMontres(jaune)
      .filter(({ criteres }) => criteres.every(([champ]) => champ !== 'sens'))
      .map((figure) => ({ ...figure, lignes: figure.nombre, centimes: figure.montant })),
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
