import type { Montant } from '../../domain/argent/montant.ts';
import { GENRES_DE_FINANCEURS } from '../../domain/dossier/operations.ts';
import { type Figure, plus, type Terme, TOTAL } from '../figures.ts';
import type { Jaune } from '../jaune.ts';
import type { Critere } from '../selection.ts';
import { nomDeLaCle } from '../valeurs-nommees.ts';
import { aDesMesures, type FinanceurCompile, type SansOperation } from './cofinancements.ts';
import { montantEst } from './compiler-les-cofinancements.ts';
import { cleDuFinanceur, valeursDesFinanceurs, valeursDesOperations } from './valeurs-des-cofinancements.ts';

type Vu = Pick<Jaune, 'cofinancements' | 'enTete' | 'lignes'>;

/** What is counted of an operation, of what is of none, and of all. */
export const MESURES = ['brut', 'net', 'recettes', 'reste'] as const;
export type Mesure = (typeof MESURES)[number];

const LIBELLES: Readonly<Record<Mesure, string>> = {
  brut: 'dépenses brutes',
  net: 'dépenses déjà nettes',
  recettes: 'recettes',
  reste: 'reste à charge',
};
const CRITERES: Readonly<Record<Mesure, Critere>> = {
  brut: ['montant_est', 'brut'],
  net: ['montant_est', 'net'],
  recettes: ['sens', 'recette'],
  reste: ['sens', 'reste'],
};

/** The figure of a measure of all: `cofinancement.total/recettes`. */
export function nomDuTotal(mesure: Mesure): string {
  return `cofinancement.total/${mesure}`;
}

/**
 * The figures of co-financing: what each operation (`cofinancement.site-idf.brut`), what is of none and all
 * (`cofinancement.total/reste`) spend gross, spend net, receive and bear; what each funder paid to each
 * (`cofinancement.site-idf/financeur.essonne`), in all (`financeur.essonne`), and those of a kind together
 * (`genre_financeur.departement`). None without operations nor receipts.
 */
export function chiffresDesCofinancements(jaune: Vu): Figure[] {
  const { cofinancements } = jaune;
  if (!aDesMesures(cofinancements)) return [];
  const { operations, sansOperation, parGenre } = cofinancements;
  const noms = valeursDesOperations(jaune);
  const groupes = [
    ...operations.map((operation) => ({ ...operation, id: operation.declaree.id })),
    { ...sansOperation, id: '' },
  ].map(({ id, ...compte }) => {
    const rang = noms.rangs.get(id) ?? 0;
    return { compte, nom: noms.liste[rang]?.nom ?? '', libelle: noms.liste[rang]?.libelle ?? '' };
  });
  const enTout = MESURES.flatMap((mesure) => {
    const parts = groupes.map(({ nom }) => `cofinancement.${nom}.${mesure}`);
    const compte = { ...cofinancements, recu: cofinancements.recettes };
    const nombres = groupes.map(({ compte: sien }) => nombreDe(jaune, sien, mesure));
    return {
      nom: nomDuTotal(mesure),
      libelle: `Toutes les actions internationales, ${LIBELLES[mesure]}`,
      montant: montantDe(compte, mesure),
      nombre: nombres.reduce((total, nombre) => total + nombre, 0),
      criteres: [CRITERES[mesure]],
      termes: mesure === 'reste' ? termesDuReste((autre) => nomDuTotal(autre)) : plus(parts),
      ...(mesure === 'brut' || mesure === 'net' ? { partDe: TOTAL } : {}),
    };
  });
  return [
    ...enTout,
    ...groupes.flatMap(({ compte, nom, libelle }) => [
      ...MESURES.map(
        (mesure): Figure => ({
          nom: `cofinancement.${nom}.${mesure}`,
          libelle: `${libelle}, ${LIBELLES[mesure]}`,
          montant: montantDe(compte, mesure),
          nombre: nombreDe(jaune, compte, mesure),
          criteres: [['operation', nom], CRITERES[mesure]],
          partDe: nomDuTotal(mesure),
          ...(mesure === 'reste' && { termes: termesDuReste((autre) => `cofinancement.${nom}.${autre}`) }),
        }),
      ),
      ...chiffresDesFinanceurs(jaune, compte.financeurs, {
        prefixe: `cofinancement.${nom}/`,
        de: `${libelle}, `,
        criteres: [['operation', nom]],
        partDe: `cofinancement.${nom}.recettes`,
      }),
    ]),
    ...parGenre.flatMap(({ genre, recu, recettes, financeurs }): Figure[] => [
      {
        nom: `genre_financeur.${genre}`,
        libelle: `${GENRES_DE_FINANCEURS[genre]}, recettes`,
        montant: recu,
        nombre: recettes.length,
        criteres: [['genre_financeur', genre], CRITERES.recettes],
        partDe: nomDuTotal('recettes'),
      },
      ...chiffresDesFinanceurs(jaune, financeurs, {
        prefixe: '',
        de: '',
        criteres: [],
        partDe: `genre_financeur.${genre}`,
      }),
    ]),
  ];
}

function chiffresDesFinanceurs(
  jaune: Vu,
  financeurs: readonly FinanceurCompile[],
  { prefixe, de, criteres, partDe }: { prefixe: string; de: string; criteres: readonly Critere[]; partDe: string },
): Figure[] {
  const noms = valeursDesFinanceurs(jaune);
  return financeurs.map((financeur) => {
    const nom = nomDeLaCle(noms, cleDuFinanceur(financeur)) ?? '';
    return {
      nom: `${prefixe}financeur.${nom}`,
      libelle: `${de}${financeur.nom}, recettes`,
      montant: financeur.recu,
      nombre: financeur.recettes.length,
      criteres: [...criteres, ['financeur', nom], CRITERES.recettes],
      partDe,
    };
  });
}

function termesDuReste(nommer: (mesure: Mesure) => string): Terme[] {
  return [...plus([nommer('brut'), nommer('net')]), { signe: -1, nom: nommer('recettes') }];
}

type Compte = Pick<SansOperation, 'brut' | 'net' | 'recu' | 'resteACharge'>;

function montantDe({ brut, net, recu, resteACharge }: Compte, mesure: Mesure): Montant {
  return { brut, net, recettes: recu, reste: resteACharge }[mesure];
}

function nombreDe({ lignes }: Vu, compte: Pick<SansOperation, 'lignes' | 'recettes'>, mesure: Mesure): number {
  if (mesure === 'recettes') return compte.recettes.length;
  if (mesure === 'reste') return compte.lignes.length + compte.recettes.length;
  const estNet = (rang: number) => {
    const affectation = lignes[rang];
    return affectation !== undefined && montantEst(affectation) === 'net';
  };
  return compte.lignes.filter((rang) => estNet(rang) === (mesure === 'net')).length;
}
