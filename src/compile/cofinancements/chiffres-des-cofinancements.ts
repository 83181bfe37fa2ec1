import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { GENRES_DE_FINANCEURS, type GenreDeFinanceur } from '../../domain/dossier/operations.ts';
import type { Critere } from '../critere.ts';
import { type Figure, plus, type Terme, TOTAL } from '../figures.ts';
import type { Jaune } from '../jaune.ts';
import { nomDeLaCle } from '../valeurs-nommees.ts';
import { aDesMesures, type FinanceurCompile, type LignesLiees, type SansOperation } from './cofinancements.ts';
import { montantEst } from './compiler-les-cofinancements.ts';
import { porteursNommes } from './porteurs-d-une-operation.ts';
import { cleDuFinanceur, valeursDesFinanceurs, valeursDesOperations } from './valeurs-des-cofinancements.ts';

type Vu = Pick<Jaune, 'cofinancements' | 'consolidation' | 'enTete' | 'libelles' | 'lignes' | 'recettes'>;

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

/** The exceptional receipts of all. */
const RECETTES_EXCEPTIONNELLES = 'partition.exceptionnelle/recettes';

/** The figure of a measure of all: `cofinancement.total/recettes`. */
export function nomDuTotal(mesure: Mesure): string {
  return `cofinancement.total/${mesure}`;
}

/**
 * The figures of co-financing: what each operation (`cofinancement.site-idf.brut`), what is of none and all
 * (`cofinancement.total/reste`) spend gross, spend net, receive and bear; what each funder paid to each
 * (`cofinancement.site-idf/financeur.essonne`), in all (`financeur.essonne`), and those of a kind together
 * (`genre_financeur.departement`), of which what no operation has (`cofinancement.sans-operation/genre_financeur.departement`);
 * what each body bears (`cofinancement.site-idf/porteur.crt`), and what is exceptional (`cofinancement.site-idf/exceptionnelles`).
 * None without operations nor receipts.
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
    return { id, compte, nom: noms.liste[rang]?.nom ?? '', libelle: noms.liste[rang]?.libelle ?? '' };
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
    ...groupes.flatMap(({ id, compte, nom, libelle }) => [
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
        partDeExceptionnelle: id === '' ? RECETTES_EXCEPTIONNELLES : `cofinancement.${nom}/exceptionnelles/recettes`,
      }),
      ...(id === '' ? [] : chiffresDesPorteurs(jaune, compte, { nom, libelle })),
    ]),
    ...operations.flatMap(({ declaree, liees }) =>
      chiffresDExceptionnelle(liees, nomDeLaCle(noms, declaree.id) ?? '', declaree.libelle),
    ),
    ...parGenre.flatMap(({ genre, recu, recettes, financeurs }): Figure[] => [
      {
        nom: `genre_financeur.${genre}`,
        libelle: `${GENRES_DE_FINANCEURS[genre]}, recettes`,
        montant: recu,
        nombre: recettes.length,
        criteres: [['genre_financeur', genre], CRITERES.recettes],
        partDe: nomDuTotal('recettes'),
      },
      ...chiffreSansOperation(jaune, genre),
      ...chiffresDesFinanceurs(jaune, financeurs, {
        prefixe: '',
        de: '',
        criteres: [],
        partDe: `genre_financeur.${genre}`,
        partDeExceptionnelle: RECETTES_EXCEPTIONNELLES,
      }),
    ]),
  ];
}

/** Where figures of funders stand: what comes before their names, and of what they are a part. */
interface Place {
  readonly prefixe: string;
  readonly de: string;
  readonly criteres: readonly Critere[];
  readonly partDe: string;
  readonly partDeExceptionnelle: string;
}

function chiffresDesFinanceurs(
  jaune: Vu,
  financeurs: readonly FinanceurCompile[],
  { prefixe, de, criteres, partDe, partDeExceptionnelle }: Place,
): Figure[] {
  const { liste, rangs } = valeursDesFinanceurs(jaune);
  return financeurs.flatMap((financeur): Figure[] => {
    const { nom = '', libelle = '' } = liste[rangs.get(cleDuFinanceur(financeur)) ?? -1] ?? {};
    const { exceptionnel } = financeur;
    const figure = `${prefixe}financeur.${nom}`;
    return [
      {
        nom: figure,
        libelle: `${de}${libelle}, recettes`,
        montant: financeur.recu,
        nombre: financeur.recettes.length,
        criteres: [...criteres, ['financeur', nom], CRITERES.recettes],
        partDe,
      },
      ...(exceptionnel.recettes.length === 0
        ? []
        : [
            {
              nom: `${figure}/exceptionnelles`,
              libelle: `${de}${libelle}, recettes exceptionnelles, pour mémoire`,
              montant: exceptionnel.recu,
              nombre: exceptionnel.recettes.length,
              criteres: [...criteres, ['financeur', nom], ['verdict', 'exceptionnelle'], CRITERES.recettes] as const,
              partDe: partDeExceptionnelle,
            },
          ]),
    ];
  });
}

/** What funders of a kind paid of no operation: what they announced is of operations alone. */
function chiffreSansOperation(jaune: Vu, genre: GenreDeFinanceur): Figure[] {
  const { operations, sansOperation } = jaune.cofinancements;
  const siens = sansOperation.financeurs.filter((financeur) => financeur.genre === genre);
  if (operations.length === 0 || siens.length === 0) return [];
  const nom = nomDeLaCle(valeursDesOperations(jaune), '') ?? '';
  return [
    {
      nom: `cofinancement.${nom}/genre_financeur.${genre}`,
      libelle: `Sans opération, ${GENRES_DE_FINANCEURS[genre]}, recettes`,
      montant: somme(siens.map(({ recu }) => recu)),
      nombre: siens.reduce((total, { recettes }) => total + recettes.length, 0),
      criteres: [['operation', nom], ['genre_financeur', genre], CRITERES.recettes],
      partDe: `genre_financeur.${genre}`,
    },
  ];
}

function chiffresDesPorteurs(
  jaune: Vu,
  compte: Pick<SansOperation, 'lignes' | 'recettes'>,
  { nom, libelle }: { nom: string; libelle: string },
): Figure[] {
  return porteursNommes(jaune, compte).map((porteur) => ({
    nom: `cofinancement.${nom}/porteur.${porteur.nom}`,
    libelle: `${libelle}, reste à charge de ${porteur.libelle}`,
    montant: porteur.resteACharge,
    nombre: porteur.nombre,
    criteres: [['operation', nom], ['porteur', porteur.nom], CRITERES.reste],
    partDe: `cofinancement.${nom}.reste`,
  }));
}

/** What of an operation is exceptional: its expenses, its receipts, and what remains of both, in no total. */
function chiffresDExceptionnelle({ depenses, recettes }: LignesLiees, operation: string, libelle: string): Figure[] {
  const [payees, recues] = [depenses.exceptionnelles, recettes.exceptionnelles];
  if (payees.lignes + recues.lignes === 0) return [];
  const nom = `cofinancement.${operation}/exceptionnelles`;
  const criteres: readonly Critere[] = [
    ['operation', operation],
    ['verdict', 'exceptionnelle'],
  ];
  return [
    {
      nom,
      libelle: `${libelle}, dépenses exceptionnelles, pour mémoire`,
      montant: payees.centimes,
      nombre: payees.lignes,
      criteres,
      partDe: 'synthese.exceptionnelles',
    },
    {
      nom: `${nom}/recettes`,
      libelle: `${libelle}, recettes exceptionnelles, pour mémoire`,
      montant: recues.centimes,
      nombre: recues.lignes,
      criteres: [...criteres, CRITERES.recettes],
      partDe: RECETTES_EXCEPTIONNELLES,
    },
    {
      nom: `${nom}/reste`,
      libelle: `${libelle}, reste des dépenses exceptionnelles, pour mémoire`,
      montant: montant(payees.centimes - recues.centimes),
      nombre: payees.lignes + recues.lignes,
      criteres: [...criteres, CRITERES.reste],
      termes: [...plus([nom]), { signe: -1, nom: `${nom}/recettes` }],
    },
  ];
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
