import type { EnTete } from '../../domain/dossier/dossier.ts';
import { enumerer } from '../../domain/textes/format.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import type { ColonneDeTableau, RangeeDeTableau, Tableau } from '../../domain/volets/tableau.ts';
import type { VoletCompile } from '../../domain/volets/volet-compile.ts';
import { ecrireUnePeriode, estUneAnnee } from '../periode.ts';
import { sansColonneVide } from '../sans-colonne-vide.ts';
import { ecrireLUnite, estEnEuros } from './en-euros.ts';
import { direLaCible, direLEvolution, ecrireLaValeur } from './evolution.ts';
import type { Indicateur, Mesure } from './indicateur.ts';

/** A column, and what a measure puts in it. */
interface ColonneDeMesure extends ColonneDeTableau {
  readonly lire: (indicateur: Indicateur, mesure: Mesure) => string | undefined;
}

const vide = (texte: string) => texte || undefined;

function colonnesPour({ axes }: EnTete) {
  return {
    indicateur: { titre: 'Indicateur', genre: 'texte', lire: ({ nom }) => nom },
    axe: { titre: 'Axe', genre: 'texte', lire: ({ axe }) => axes.get(axe) },
    type: { titre: 'Type', genre: 'texte', largeur: 20, lire: ({ type }) => vide(type) },
    sens: { titre: 'Sens voulu', genre: 'texte', largeur: 12, lire: ({ sens }) => sens },
    periode: { titre: 'Période', genre: 'code', lire: (_, { periode }) => ecrireUnePeriode(periode) },
    statut: { titre: 'Statut', genre: 'texte', largeur: 12, lire: (_, { statut }) => statut },
    valeur: { titre: 'Valeur', genre: 'quantite', lire: (_, mesure) => ecrireLaValeur(mesure) },
    nombre: { titre: 'Nombre', genre: 'decimal', lire: (_, { valeur }) => valeur },
    precision: {
      titre: 'Précision',
      genre: 'texte',
      largeur: 12,
      lire: (_, { valeur, precision }) => (valeur === undefined ? undefined : precision),
    },
    unite: { titre: 'Unité', genre: 'texte', largeur: 18, lire: ecrireLUnite },
    evolution: {
      titre: 'D’une année à l’autre',
      genre: 'texte',
      lire: (ici, mesure) => vide(direLEvolution(ici, mesure)),
    },
    cible: { titre: 'Cible', genre: 'texte', largeur: 24, lire: (ici, mesure) => vide(direLaCible(ici, mesure)) },
    source: { titre: 'Source', genre: 'texte', lire: (_, { source }) => vide(source) },
    methode: { titre: 'Comment c’est compté', genre: 'texte', lire: (_, { methode }) => vide(methode) },
    perimetre_change: {
      titre: 'Périmètre changé',
      genre: 'texte',
      largeur: 24,
      lire: (_, { perimetreChange }) => vide(perimetreChange),
    },
    caractere: { titre: 'Caractère', genre: 'texte', largeur: 12, lire: (_, { caractere }) => vide(caractere) },
    // What a reader of the page needs of several columns, in one.
    moment: {
      titre: 'Période',
      genre: 'texte',
      lire: (_, mesure) => direLeMoment(mesure),
    },
    mesure: {
      titre: 'Valeur',
      genre: 'quantite',
      lire: (ici, mesure) =>
        mesure.valeur === undefined ? ecrireLaValeur(mesure) : `${ecrireLaValeur(mesure)} ${ecrireLUnite(ici)}`,
    },
    suivi: {
      titre: 'D’une année à l’autre, cible',
      genre: 'texte',
      lire: (ici, mesure) => vide([direLEvolution(ici, mesure), direLaCible(ici, mesure)].filter(Boolean).join(' ; ')),
    },
    preuve: {
      titre: 'Source, et comment c’est compté',
      genre: 'texte',
      lire: (_, mesure) => vide(direLaPreuve(mesure)),
    },
  } as const satisfies Record<string, Omit<ColonneDeMesure, 'cle'>>;
}

/** What a measure of the exercice is followed by from one year to the next: its indicator by name, and how long its period is. */
function suiviDe({ nom }: Indicateur, { periode: { de, a }, statut }: Mesure, exercice: number) {
  return a === exercice && { suivi: `${cleDeNom(nom)}|${statut}${a === de ? '' : `|${a - de + 1}`}` };
}

function direLeMoment({ periode, statut }: Mesure): string {
  return ecrireUnePeriode(periode) + (statut === 'réalisé' ? '' : ` (${statut})`);
}

function direLaPreuve({ source, methode, perimetreChange, caractere }: Mesure): string {
  return [
    source,
    methode,
    perimetreChange && `périmètre changé : ${perimetreChange}`,
    caractere === 'illustratif' ? 'valeur illustrative' : '',
  ]
    .filter(Boolean)
    .join(' ; ');
}

type NomDeColonne = keyof ReturnType<typeof colonnesPour>;
const DE_LA_FEUILLE = [
  'indicateur',
  'axe',
  'type',
  'sens',
  'periode',
  'statut',
  'valeur',
  'nombre',
  'precision',
  'unite',
  'evolution',
  'cible',
  'source',
  'methode',
  'perimetre_change',
  'caractere',
] as const satisfies readonly NomDeColonne[];
const DE_L_AXE = ['indicateur', 'moment', 'mesure', 'suivi', 'preuve'] as const satisfies readonly NomDeColonne[];
const DE_LA_PAGE = [
  'indicateur',
  'axe',
  'moment',
  'mesure',
  'suivi',
  'preuve',
] as const satisfies readonly NomDeColonne[];

const NOTE =
  'Un indicateur ne s’ajoute à aucun autre. « plus de » : un minimum ; « environ » : un arrondi. L’écart se calcule entre deux années réalisées et exactes de même périmètre.';

/** The table of the indicators, those of each axis in the order of the dossier, and what the page repeats beside each axis. */
export function compilerLesIndicateurs(lus: readonly Indicateur[], enTete: EnTete): VoletCompile {
  const rangDAxe = new Map([...enTete.axes.keys()].map((cle, rang) => [cle, rang]));
  const rangDe = ({ axe }: Indicateur) => rangDAxe.get(axe) ?? rangDAxe.size;
  const tries = [...lus].sort((gauche, droite) => rangDe(gauche) - rangDe(droite));
  const colonnes = colonnesPour(enTete);
  const tableau = (liste: readonly Indicateur[], noms: readonly NomDeColonne[], feuille?: string): Tableau => ({
    nom: 'valeurs',
    titre: 'Ce que l’action a fait, prévoit et vise',
    periodes: 'periode',
    ...(feuille !== undefined && { feuille }),
    note: NOTE,
    vide: 'Aucun indicateur.',
    colonnes: noms.map((cle) => {
      const { lire: _, ...colonne }: Omit<ColonneDeMesure, 'cle'> = colonnes[cle];
      return { cle, ...colonne };
    }),
    rangees: liste.flatMap((indicateur) =>
      indicateur.mesures.map(
        (mesure): RangeeDeTableau => ({
          cle: `${cleDeNom(indicateur.nom)}|${ecrireUnePeriode(mesure.periode)}|${mesure.statut}`,
          ...suiviDe(indicateur, mesure, Number(enTete.exercice)),
          nom: `${indicateur.nom}, ${direLeMoment(mesure)}`,
          cellules: noms.map((cle) => colonnes[cle].lire(indicateur, mesure)),
        }),
      ),
    ),
  });
  const parAxe = [...new Set(tries.map(({ axe }) => axe))].map(
    (axe) => [axe, tries.filter((indicateur) => indicateur.axe === axe)] as const,
  );
  return {
    nom: 'indicateurs',
    titre: 'Indicateurs',
    chapeau: chapeauDe(tries, Number(enTete.exercice)),
    tableaux: [
      { ...tableau(tries, DE_LA_FEUILLE, 'Indicateurs'), surLaPage: [sansColonneVide(tableau(tries, DE_LA_PAGE))] },
    ],
    auxAxes: new Map(
      parAxe.map(([axe, liste]) => [
        axe,
        { ...sansColonneVide(tableau(liste, DE_L_AXE)), titre: 'Indicateurs de cet axe', note: '' },
      ]),
    ),
    champs: [],
    chiffres: [],
  };
}

function chapeauDe(lus: readonly Indicateur[], exercice: number): string[] {
  const muets = lus.flatMap((indicateur) => {
    const manquantes = anneesSansValeur(indicateur, exercice);
    return manquantes.length === 0 ? [] : [`${indicateur.nom} (${enumerer(manquantes.map(String))})`];
  });
  const enEuros = lus.filter(estEnEuros).map(({ nom }) => nom);
  return [
    'Ce que l’action internationale fait, compté autrement qu’en euros. Rien n’en entre dans un total.',
    ...(enEuros.length === 0
      ? []
      : [`En euros tout de même, mais hors total et d’aucune ligne : ${enEuros.join(' ; ')}.`]),
    ...(muets.length === 0 ? [] : [`Sans valeur réalisée : ${muets.join(' ; ')}.`]),
  ];
}

/** Far beyond any series: an indicator told for 1900 and 2012 is not told missing a hundred times. */
const ANNEES_MAX = 30;

/** The years, from the first that an indicator is told for to the exercice, for which it has no value. */
function anneesSansValeur({ mesures }: Indicateur, exercice: number): number[] {
  const annuelles = mesures.filter(({ periode, statut }) => statut === 'réalisé' && estUneAnnee(periode));
  const premiere = annuelles[0]?.periode.de;
  if (premiere === undefined) return [];
  const dites = new Set(annuelles.filter(({ valeur }) => valeur !== undefined).map(({ periode }) => periode.de));
  const depuis = Math.max(premiere, exercice - ANNEES_MAX);
  return Array.from({ length: Math.max(0, exercice - depuis + 1) }, (_, rang) => depuis + rang).filter(
    (annee) => !dites.has(annee),
  );
}
