import { join } from 'node:path';
import type { Colonne } from '../../compile/grille/colonne.ts';
import type { Cases, Grille } from '../../compile/grille/grille.ts';
import { domainesPropres, groupesDeCollectivite, type TypeDeReserve } from '../../compile/grille/reserves.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { NUL } from '../../domain/argent/montant.ts';
import { nommerNorme } from '../../domain/codes/normes.ts';
import { citerChemin } from '../../domain/textes/citer-chemin.ts';
import { accord, enumerer, formaterEntier, formaterEuros, formaterPourcentage } from '../../domain/textes/format.ts';
import { trierPar } from '../../domain/textes/ordre.ts';
import type { EditionOfGrid } from './edition-of-grid.ts';

/** How a column is called in what is told of a grid. @param rank from 0 */
export function columnName(rank: number): string {
  return `(${rank + 1})`;
}

/** What of a grid does not compare, in a sentence or two that name the columns and what can be done. */
export function reserveText(
  type: TypeDeReserve,
  ranks: readonly number[],
  grille: Grille,
  editions: readonly EditionOfGrid[],
): string {
  const { colonnes } = grille;
  const each = (tell: (colonne: Colonne, rank: number) => string) =>
    ranks.map((rank) => `${columnName(rank)} ${tell(colonnes[rank] as Colonne, rank)}`).join(' ; ');
  const names = enumerer(ranks.map(columnName));
  return TELL[type]({ ranks, grille, editions, each, names, several: ranks.length > 1 });
}

interface Telling {
  readonly ranks: readonly number[];
  readonly grille: Grille;
  readonly editions: readonly EditionOfGrid[];
  /** What is told of each column concerned, after its name. */
  each(tell: (colonne: Colonne, rank: number) => string): string;
  readonly names: string;
  readonly several: boolean;
}

const TELL: Readonly<Record<TypeDeReserve, (telling: Telling) => string>> = {
  meme_collectivite: ({ grille, editions }) =>
    groupesDeCollectivite(grille.colonnes)
      .filter((group) => group.length > 1)
      .map((group) => sameBodyText(group, editions))
      .join(' '),
  illustratifs: ({ each }) =>
    `Montants illustratifs, disent les sources : ${each(({ illustratif }) => (illustratif === 'tout' ? 'tous' : 'en partie'))}.`,
  bases: ({ grille, each }) =>
    `Les bases diffèrent : ${each(({ enTete }) => LIBELLES_BASES[enTete.base])}. Ce qui est voté, engagé et payé ne se compare pas, et rien n’est dit d’un écart entre ces colonnes. ${
      grille.autresBases.length === 0
        ? 'Aucune base n’est donnée par toutes les lignes de chacune.'
        : `${enumerer(grille.autresBases.map(({ base }) => `« ${LIBELLES_BASES[base]} »`))} : toutes leurs lignes le disent, et la grille en donne le total.`
    }`,
  exercices: ({ each }) =>
    `Les exercices diffèrent : ${each(({ enTete }) => enTete.exercice)}. Les euros sont ceux de chaque exercice, rien n’y est corrigé des prix.`,
  normes: ({ each }) =>
    `Les normes diffèrent : ${each(({ enTete }) => nommerNorme(enTete.norme))}. Leurs codes ne se comparent pas ; la grille n’en lit aucun.`,
  population_absente: ({ editions, ranks, names }) =>
    `Population inconnue de ${names} : aucun montant par habitant n’y est dit. Écrivez population (habitants, annee, source) dans ${enumerer(ranks.map((rank) => join(editions[rank]?.path ?? '', 'exercice.yaml')))}.`,
  population_d_une_autre_annee: ({ each }) =>
    `La population n’est pas de l’année de l’exercice : ${each(({ enTete: { population, exercice } }) => `celle de ${population?.annee} pour ${exercice}`)}.`,
  perimetres: ({ each }) =>
    `Les périmètres sont ceux de chaque dossier, et ses règles y décident de ce qui est international et de son domaine : ${each(perimeterText)}.`,
  nets: ({ each, grille }) =>
    `Nets pour partie : ${each(({ net }) => `${formaterEuros(net)} du total sont dits déjà nets de ce que d’autres paient`)}. ${
      grille.colonnes.every(({ net, total }) => net === total) ? '' : 'Tout le reste est brut.'
    }`.trimEnd(),
  recettes_absentes: ({ names, several }) =>
    `Aucune recette dans les fichiers de ${names} : ce que d’autres remboursent de ${several ? 'ces totaux' : 'ce total'} n’est pas connu, ni le reste à charge.`,
  ouvertes: ({ each }) =>
    `Reste à décider, hors du total : ${each(({ ouvert, totalSiTout }) => `${accord(ouvert.lignes, 'ligne')}, ${formaterEuros(ouvert.centimes)} (le total irait à ${formaterEuros(totalSiTout)} si tout entrait)`)}.`,
  sans_domaine: ({ names, several }) =>
    `${names} ne ${several ? 'déclarent' : 'déclare'} aucun domaine (domaines d’exercice.yaml) : tout le total y est « non ventilé ».`,
  domaines_propres: ({ grille }) =>
    `Domaines que toutes ne déclarent pas : ${domainesPropres(grille)
      .map(({ libelle, cases }) => `« ${libelle} » n’est que de ${enumerer(ranksOf(cases).map(columnName))}`)
      .join(' ; ')}. Une case sans montant n’est pas 0 € : ce domaine n’y est pas, ou y a un autre nom.`,
  non_ventile: ({ grille, each }) =>
    `Non ventilé, que la grille ne place nulle part : ${each((colonne, rank) => openShares(grille, colonne, rank))}.`,
};

/** Two editions of one collectivité are two years, or two drafts, that have a bridge where they are on one base. */
function sameBodyText(group: readonly number[], editions: readonly EditionOfGrid[]): string {
  const own = group.flatMap((rank) => editions[rank] ?? []);
  const [oldest, newest] = [0, -1].map((rank) =>
    trierPar(own, ({ colonne: { enTete } }) => `${enTete.exercice} ${enTete.dateEdition}`).at(rank),
  );
  const told = `${enumerer(group.map(columnName))} sont d’une même collectivité, « ${own[0]?.colonne.enTete.collectivite} »`;
  if (oldest === undefined || newest === undefined || new Set(own.map(({ colonne }) => colonne.enTete.base)).size > 1)
    return `${told}.`;
  return `${told} : ce qui change de la plus ancienne à la plus récente se lit ligne à ligne par « jaune comparer ${citerChemin(oldest.path)} ${citerChemin(newest.path)} ».`;
}

function perimeterText({ recu, fichiers, enTete }: Colonne): string {
  const detailed = enTete.organismes.liste.filter(({ detaille }) => detaille).length;
  const bodies =
    detailed === 0
      ? 'aucun organisme n’y détaille sa dépense'
      : `${accord(detailed, 'organisme')} y détaille${detailed > 1 ? 'nt leur' : ' sa'} dépense`;
  return `${accord(fichiers, 'fichier')}, ${accord(recu.lignes, 'ligne')} de dépenses pour ${formaterEuros(recu.centimes)}, ${bodies}`;
}

/** Of a total that is not above zero, a share says nothing. */
function openShares({ tables }: Grille, { total }: Colonne, rank: number): string {
  return tables
    .flatMap(({ nom, rangees }) => {
      const open = rangees.find(({ cle }) => cle === '')?.cases[rank]?.montant ?? NUL;
      if (open === 0) return [];
      const share = total > 0 ? `, ${formaterPourcentage(open, total)}` : '';
      return [`par ${nom} ${formaterEuros(open)}${share}`];
    })
    .join(' et ');
}

function ranksOf(cases: Cases): number[] {
  return cases.flatMap((one, rank) => (one === undefined ? [] : [rank]));
}

/** How many live in a collectivité, and who counted them. */
export function populationText({ enTete: { population } }: Colonne): string {
  return population === undefined
    ? 'population non dite'
    : `${formaterEntier(population.habitants)} habitants (${population.annee}, ${population.source})`;
}
