import type { Compte, CompteDesDeuxSens } from '../../compile/compte.ts';
import type { Critere } from '../../compile/critere.ts';
import { figuresDeSynthese } from '../../compile/figures.ts';
import {
  aDesEtapes,
  type Etape,
  type Jaune,
  type Partition,
  type Passerelle,
  type Sortie,
} from '../../compile/jaune.ts';
import { LIBELLES_DE_SYNTHESE } from '../../compile/synthese.ts';
import { exclusionDeSortie, nomDeLaCle, valeursDesApports, valeursDesSorties } from '../../compile/valeurs-nommees.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { direLesDeuxSens } from '../../domain/dossier/source-lue.ts';
import { formaterColonne } from '../../domain/textes/format.ts';
import { LIBELLES_PLACES, PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { type ChiffreVue, chiffreDe, chiffreVerifie } from './chiffre-vue.ts';
import { AnneesACote } from './vue-annees.ts';
import type { RecettesVues } from './vue-recettes.ts';

/** One of the published figures: rounded to millions in `affiche`. */
interface ChiffreArrondi extends ChiffreVue {
  readonly affiche: string;
}

export interface SyntheseVue {
  readonly pilote: ChiffreArrondi;
  readonly autres: ChiffreArrondi;
  readonly total: ChiffreArrondi;
  readonly exceptionnelles: ChiffreArrondi;
  readonly nombreDAutres: number;
  /** What to say of the rounding; empty when the rounded parts add up. */
  readonly note: string;
  /** What each figure was in the years before; empty where none is shown. */
  readonly avant: Readonly<Record<'pilote' | 'autres' | 'total' | 'exceptionnelles', readonly string[]>>;
}

/** The synthesis as published, in millions at three decimals. @throws Error when the jaune lacks one of its four figures */
export function syntheseVue(jaune: Jaune): SyntheseVue {
  const { synthese, passerelle, enTete } = jaune;
  const annees = new AnneesACote(jaune);
  const colonne = formaterColonne([synthese.secteurPilote, synthese.autresSecteurs], 'millions');
  const [pilote = '', autres = ''] = colonne.valeurs;
  const figures = new Map(figuresDeSynthese(jaune).map((figure) => [figure.nom, figure]));
  const chiffre = (nom: string, affiche: string): ChiffreArrondi => {
    const figure = figures.get(`synthese.${nom}`);
    if (figure === undefined) throw new Error(`la synthèse n’a pas de chiffre « ${nom} »`);
    return { ...chiffreDe(figure), affiche };
  };
  return {
    pilote: chiffre('secteur_pilote', pilote),
    autres: chiffre('autres_secteurs', autres),
    total: chiffre('total', colonne.total),
    exceptionnelles: chiffre('exceptionnelles', formaterColonne([synthese.exceptionnelles], 'millions').total),
    nombreDAutres: passerelle.apports.filter(({ cle }) => cle !== enTete.secteurPilote).length,
    note: colonne.note ?? '',
    avant: {
      pilote: annees.dire('secteurPilote', 'secteur_pilote'),
      autres: annees.dire('autresSecteurs', 'autres_secteurs'),
      total: annees.dire('totalHorsExceptionnelles', 'total'),
      exceptionnelles: annees.dire('exceptionnelles', 'exceptionnelles'),
    },
  };
}

/** The six places and their total, beside what was counted as the files were read. */
export interface PartitionVue {
  readonly places: readonly (Compte & {
    readonly libelle: string;
    readonly chiffre: ChiffreVue;
    readonly recettes: ChiffreVue;
  })[];
  readonly total: CompteDesDeuxSens;
  /** What was counted as the files were read, apart from what became of the lines. */
  readonly recu: CompteDesDeuxSens;
  /** The rows left out, which are in no place: those of the base with their euros, and how many are of another. */
  readonly ecartees: { readonly lignes: number; readonly dit: string; readonly autreBase: number };
  /** Whether the six places, their total and the files received all agree. */
  readonly juste: boolean;
  /** The bases, when sources give several: a column each, with how many of the lines give it. */
  readonly bases: readonly { readonly libelle: string; readonly lignes: number }[];
  readonly parBase: readonly {
    readonly libelle: string;
    readonly total: boolean;
    /** Of receipts, which are never added to expenses. */
    readonly horsSomme: boolean;
    /** Not said where no line of the place gives the base: nothing was received, which is not 0 €. */
    readonly montants: readonly { readonly dit: boolean; readonly centimes: Montant }[];
  }[];
}

/** The six places and the proof that they make the files received. */
export function partitionVue(jaune: Jaune, recettes: RecettesVues): PartitionVue {
  const { partition, partitionParBase, sources, enTete } = jaune;
  const places = placesDe(partition).map((place) => ({
    ...place,
    chiffre: chiffreVerifie(jaune, place, [['verdict', place.place]], `partition.${place.place}`),
    recettes: recettes.chiffre(`partition.${place.place}`, place.recettes),
  }));
  const lu = (sens: 'depenses' | 'recettes'): Compte => ({
    lignes: sources.reduce((total, source) => total + source[sens].lignes, 0),
    centimes: somme(sources.map((source) => source[sens].montants[enTete.base] ?? NUL)),
  });
  const recu: CompteDesDeuxSens = { ...lu('depenses'), recettes: lu('recettes') };
  const additionner = (comptes: readonly Compte[]): Compte => ({
    lignes: comptes.reduce((total, { lignes }) => total + lignes, 0),
    centimes: somme(comptes.map(({ centimes }) => centimes)),
  });
  const depensesPlacees = additionner(places);
  const recettesPlacees = additionner(PLACES.map((place) => partition[place].recettes));
  const egaux = (a: Compte, b: Compte) => a.lignes === b.lignes && a.centimes === b.centimes;
  const egal = (compte: CompteDesDeuxSens) => egaux(compte, depensesPlacees) && egaux(compte.recettes, recettesPlacees);
  const bases = [...partitionParBase];
  const parBase = (place: Place | 'total', libelle: string, lire: (compte: CompteDesDeuxSens) => Compte) => ({
    libelle,
    total: place === 'total',
    horsSomme: false,
    montants: bases.map(([, { [place]: compte }]) => {
      const { lignes, centimes } = lire(compte);
      return { dit: lignes > 0 || centimes !== 0, centimes };
    }),
  });
  return {
    places,
    total: partition.total,
    recu,
    ecartees: ecarteesDe(sources),
    juste: egal(partition.total) && egal(recu),
    bases:
      bases.length > 1
        ? bases.map(([base, { total }]) => ({ libelle: LIBELLES_BASES[base], lignes: total.lignes }))
        : [],
    parBase: [
      ...PLACES_ET_TOTAL.map((place) => parBase(place, nommer(place, 'Total'), (compte) => compte)),
      ...PLACES_ET_TOTAL.filter((place) => bases.some(([, { [place]: compte }]) => compte.recettes.lignes > 0)).map(
        (place) => ({
          ...parBase(place, `Recettes : ${nommer(place, 'total').toLowerCase()}`, (compte) => compte.recettes),
          horsSomme: true,
        }),
      ),
    ],
  };
}

const PLACES_ET_TOTAL = [...PLACES, 'total'] as const;

function nommer(place: Place | 'total', total: string): string {
  return place === 'total' ? total : LIBELLES_PLACES[place];
}

function ecarteesDe(sources: Jaune['sources']): PartitionVue['ecartees'] {
  const mises = sources.flatMap(({ misesAEcart }) => misesAEcart);
  const [autres, notres] = [true, false].map((autre) => mises.filter(({ autreBase }) => autreBase === autre));
  const enRecettes = (notres ?? []).flatMap(({ recettes }) => recettes ?? []);
  const compter = (liste = mises) => liste.reduce((total, { lignes }) => total + lignes, 0);
  return {
    lignes: compter(notres),
    dit: direLesDeuxSens(
      somme((notres ?? []).map(({ montant: centimes }) => centimes)),
      enRecettes.length === 0 ? undefined : somme(enRecettes),
    ),
    autreBase: compter(autres),
  };
}

/** The six places of a partition with their names, in the order of the documents. */
export function placesDe(partition: Partition): readonly (CompteDesDeuxSens & { place: Place; libelle: string })[] {
  return PLACES.map((place) => ({ place, libelle: LIBELLES_PLACES[place], ...partition[place] }));
}

/** A step of the bridge: what it adds (negative when it takes away) and where the running sum stands after it. */
export interface EtapeVue {
  readonly libelle: string;
  /** Whether lines count here: not at a sum, nor for what moves between sectors. */
  readonly compte: boolean;
  readonly effet: Montant;
  readonly cumul: Montant;
  /** A sum, not a step. */
  readonly palier: boolean;
  readonly chiffre: ChiffreVue;
}

const RIEN_A_OUVRIR: ChiffreVue = { montant: NUL, nombre: 0, adresse: '', nom: '' };

/** The bridge as a running sum, from the pilot sector as received to the headline. */
export function passerelleVue(jaune: Jaune): EtapeVue[] {
  const noms = valeursDesSorties(jaune, jaune.passerelle);
  const duPilote = ['recu', 'pilote'] as const;
  const ouvrir = ({ lignes, montant: centimes }: Etape, nom: string, criteres: readonly Critere[]) =>
    chiffreVerifie(jaune, { lignes, centimes }, criteres, `passerelle.${nom}`);
  const palier = (montant: Montant, nom: string, adresse: string) => ({ ...RIEN_A_OUVRIR, montant, nom, adresse });
  return enMarches(jaune.enTete.secteurPilote, jaune.passerelle, {
    total: LIBELLES_DE_SYNTHESE.totalHorsExceptionnelles,
    recu: (etape) => ouvrir(etape, 'recu', [['verdict', 'tous'], duPilote]),
    sortie: (sortie) =>
      ouvrir(sortie, `sortie.${nomDeLaCle(noms, sortie.cle)}`, [...criteresDeSortie(jaune, sortie), duPilote]),
    retenu: (centimes) => palier(centimes, 'passerelle.retenu', 'pilote=oui'),
    apport: (apport) => apportVu(jaune, apport),
    enTout: (centimes) => palier(centimes, 'passerelle.total', 'verdict=internationale'),
  });
}

/** The same of receipts; empty where none passes. */
export function passerelleDesRecettesVue(jaune: Jaune, { chiffre }: RecettesVues): EtapeVue[] {
  const { passerelleDesRecettes: passerelle, enTete } = jaune;
  if (!aDesEtapes(passerelle)) return [];
  const noms = valeursDesSorties(jaune, passerelle);
  const apports = valeursDesApports(passerelle);
  const deLEtape = ({ lignes, montant: centimes }: Etape, nom: string) =>
    chiffre(`passerelle.${nom}`, { lignes, centimes });
  return enMarches(enTete.secteurPilote, passerelle, {
    total: 'Cofinancement de l’action internationale, hors de tout total',
    recu: (etape) => deLEtape(etape, 'recu'),
    sortie: (sortie) => deLEtape(sortie, `sortie.${nomDeLaCle(noms, sortie.cle)}`),
    retenu: (centimes) => chiffre('passerelle.retenu', { lignes: 0, centimes }),
    apport: (apport) => deLEtape(apport, `apport.${nomDeLaCle(apports, apport.cle)}`),
    enTout: (centimes) => chiffre('passerelle.total', { lignes: 0, centimes }),
  });
}

/** What opens each step of a bridge. */
interface Ouvertures {
  readonly total: string;
  recu(etape: Etape): ChiffreVue;
  sortie(sortie: Sortie): ChiffreVue;
  retenu(centimes: Montant): ChiffreVue;
  apport(apport: Etape): ChiffreVue;
  enTout(centimes: Montant): ChiffreVue;
}

function enMarches(pilote: string, passerelle: Passerelle, ouvertures: Ouvertures): EtapeVue[] {
  const { secteurPiloteRecu, sorties, transferts, secteurPiloteRetenu, apports, total } = passerelle;
  let cumul = 0;
  const etape = (libelle: string, effet: number, chiffre?: ChiffreVue): EtapeVue => {
    cumul += effet;
    return {
      libelle,
      compte: chiffre !== undefined,
      effet: montant(effet),
      cumul: montant(cumul),
      palier: false,
      chiffre: chiffre ?? RIEN_A_OUVRIR,
    };
  };
  const palier = (libelle: string, valeur: Montant, chiffre: ChiffreVue): EtapeVue => {
    cumul = valeur;
    return { libelle, compte: false, effet: valeur, cumul: valeur, palier: true, chiffre };
  };
  return [
    etape(`Reçu sous le secteur « ${pilote} »`, secteurPiloteRecu.montant, ouvertures.recu(secteurPiloteRecu)),
    ...sorties.map((sortie) => etape(sortie.libelle, -sortie.montant, ouvertures.sortie(sortie))),
    ...(transferts === 0
      ? []
      : [etape(transferts > 0 ? 'Compté à d’autres secteurs' : 'Venu d’autres secteurs', -transferts)]),
    palier('Secteur pilote retenu', secteurPiloteRetenu, ouvertures.retenu(secteurPiloteRetenu)),
    ...apports.map((apport) => etape(apport.libelle, apport.montant, ouvertures.apport(apport))),
    palier(ouvertures.total, total, ouvertures.enTout(total)),
  ];
}

/**
 * What selects, among the named lines, those of a step that leaves the pilot sector: its place and, for what is left out, the
 * reason. The page knows nothing finer.
 */
export function criteresDeSortie(jaune: Jaune, sortie: Sortie): Critere[] {
  const exclusion = exclusionDeSortie(jaune, sortie);
  const criteres: Critere[] = [['verdict', sortie.place]];
  return exclusion === undefined ? criteres : [...criteres, ['exclusion', exclusion]];
}

/** What a sector adds is the row of the sector in its table. */
function apportVu({ tables }: Jaune, { cle, montant: centimes, lignes }: Etape): ChiffreVue {
  const rangee = tables.find(({ nom }) => nom === 'secteur')?.rangees.find((autre) => autre.cle === cle);
  const memes = rangee !== undefined && rangee.montant === centimes && rangee.lignes.length === lignes;
  return {
    montant: centimes,
    nombre: lignes,
    nom: memes ? `secteur.${rangee.nom}` : '',
    adresse: memes ? `secteur=${rangee.nom}` : '',
  };
}
