import { CE_QUI_PARLE, chiffresDeCouverture } from '../../compile/chiffres-de-couverture.ts';
import type { Compte, CompteDesDeuxSens } from '../../compile/compte.ts';
import { aDesFiches } from '../../compile/fiches-decrites.ts';
import type { Exclusion, Jaune, SourceCompilee } from '../../compile/jaune.ts';
import { TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { cleDExclusion, nomDeLaCle, valeursDesExclusions } from '../../compile/valeurs-nommees.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { finDesNoms } from '../../domain/dossier/edition-nommee.ts';
import { direMiseAEcart } from '../../domain/dossier/source-lue.ts';
import { partsEn } from '../../domain/lignes/affectation.ts';
import { type ListeMontree, listesMontrees } from '../listes/listes.ts';
import { type ChiffreVue, chiffreDeLaFigure, chiffreVerifie } from './chiffre-vue.ts';
import { type FichesVues, fichesVues } from './fiches/fiches-vues.ts';
import { type LignesDeLaPage, lignesDeLaPage } from './lignes-de-la-page.ts';
import { RANGEES_DE_L_ESSENTIEL } from './rangees-de-l-essentiel.ts';
import { type AxeVue, axesVus, type PaysVu, paysVus } from './vue-apports.ts';
import { type CofinancementsVus, cofinancementsVus, type Mesures } from './vue-cofinancements.ts';
import { type ConsolidationVue, consolidationVue } from './vue-consolidation.ts';
import { decisionsVues, type ListeDeDecisions } from './vue-decisions.ts';
import {
  type ExceptionnellesAilleurs,
  type ExceptionnellesEnFace,
  type ExceptionnelleVue,
  exceptionnellesAilleurs,
  exceptionnellesEnFace,
  exceptionnellesVues,
} from './vue-exceptionnelles.ts';
import { type GroupeDIndex, indexDesChiffres } from './vue-index.ts';
import { type GroupeVue, grouperParFichier, type LignesVues, type LigneVue, lignesVues } from './vue-lignes.ts';
import { type PresseVue, presseVue } from './vue-presse.ts';
import { type RecettesVues, recettesVues } from './vue-recettes.ts';
import { type AutresRegles, autresRegles, type RegleVue, reglesVues } from './vue-regles.ts';
import {
  type EtapeVue,
  type PartitionVue,
  partitionVue,
  passerelleDesRecettesVue,
  passerelleVue,
  placesDe,
  type SyntheseVue,
  syntheseVue,
} from './vue-synthese.ts';
import {
  type CroiseeVue,
  croiseesVues,
  type DimensionVue,
  dimensionsVues,
  type TableVue,
  tablesVues,
} from './vue-tables.ts';
import { type VoletVu, voletsVus } from './vue-volets.ts';

/** What templates draw: the jaune, with the lines in place of their indexes. All amounts are cents. */
export interface Vue {
  readonly enTete: Omit<Jaune['enTete'], 'axes' | 'domaines' | 'base' | 'edition'> & {
    readonly base: string;
    /** What the edition is called; empty where it is called nothing. */
    readonly edition: string;
    /** What the names of its documents end in. */
    readonly documents: string;
  };
  readonly synthese: SyntheseVue;
  readonly partition: PartitionVue;
  readonly presse: PresseVue;
  readonly passerelle: readonly EtapeVue[];
  readonly passerelleDesRecettes: readonly EtapeVue[];
  readonly recettes: RecettesVues;
  readonly axes: readonly AxeVue[];
  readonly tables: Readonly<Record<string, TableVue>>;
  /** The tables of the annex: how the total falls in the nomenclature and among those who receive it. */
  readonly nomenclature: readonly TableVue[];
  readonly croisees: Readonly<Record<string, CroiseeVue>>;
  readonly pays: readonly PaysVu[];
  readonly exceptionnelles: readonly ExceptionnelleVue[];
  readonly exceptionnellesAilleurs: ExceptionnellesAilleurs;
  readonly exceptionnellesEnFace: ExceptionnellesEnFace | undefined;
  /** The first of them, for the synthesis, and how many it does not name. */
  readonly operations: { readonly nommees: readonly ExceptionnelleVue[]; readonly autres: number };
  /** Those of which the page does not hold the line. */
  readonly autresExceptionnelles: Compte;
  /** Those that the essentiel does not print. */
  readonly exceptionnellesHorsEssentiel: Compte;
  readonly partagees: readonly PartageesVues[];
  readonly autresPartagees: AutresPartagees;
  readonly reste: ResteVu;
  /** What others pay; nothing where nothing says that others do. */
  readonly cofinancements: CofinancementsVus | undefined;
  /** What goes beside the headline where receipts make gross and net differ. */
  readonly brutEtNet: Mesures | undefined;
  readonly normesMelees: boolean;
  readonly listes: readonly ListeMontree[];
  /** What the dossier says beside its money. */
  readonly volets: readonly VoletVu[];
  /** The dimensions that few dossiers use, where this one does. */
  readonly objectifs: readonly DimensionVue[];
  /** The titles in full of their values, in the glossary. */
  readonly titres: Jaune['libelles']['titres'];
  readonly exclusions: readonly ExclusionVue[];
  readonly exclu: CompteDesDeuxSens;
  /** Nothing where the dossier lists no body. */
  readonly consolidation: ConsolidationVue | undefined;
  readonly decisions: readonly ListeDeDecisions[];
  readonly regles: readonly RegleVue[];
  readonly autresRegles: AutresRegles;
  readonly sources: readonly SourceVue[];
  readonly annexe: readonly GroupeVue[];
  readonly nombreLignes: number;
  /** How many of them the page holds, when it does not hold all; else nothing. */
  readonly borne: { readonly montrees: number; readonly nommees: number } | undefined;
  /** All figures but those of {@link fiches}. */
  readonly index: readonly GroupeDIndex[];
  readonly fiches: readonly FichesVues[];
  readonly illustratif: boolean;
}

const OPERATIONS_NOMMEES = 3;

/**
 * Prepares all that the templates draw. Pure: the same jaune and the same lines give the same view.
 * @param parGroupes whether what lines of the annex share is said above them, and not by each
 */
export function vueDe(jaune: Jaune, page: LignesDeLaPage = lignesDeLaPage(jaune), parGroupes = true): Vue {
  const vues = lignesVues(jaune, page, parGroupes);
  const tables = tablesVues(jaune);
  const croisees = croiseesVues(jaune);
  const exceptionnelles = exceptionnellesVues(jaune, vues);
  const autresExceptionnelles = jaune.exceptionnelles.filter(({ ligne }) => !page.montre(ligne));
  const { enTete } = jaune;
  const recettes = recettesVues(jaune, page, parGroupes);
  const cofinancements = cofinancementsVus(jaune, vues);
  const index = indexDesChiffres(jaune, page);
  return {
    enTete: {
      ...enTete,
      base: LIBELLES_BASES[enTete.base],
      edition: enTete.edition?.nom ?? '',
      documents: finDesNoms(enTete),
    },
    synthese: syntheseVue(jaune),
    partition: partitionVue(jaune, recettes),
    presse: presseVue(tables),
    passerelle: passerelleVue(jaune),
    passerelleDesRecettes: passerelleDesRecettesVue(jaune, recettes),
    recettes,
    axes: axesVus(jaune, vues, tables),
    tables: Object.fromEntries(tables.map((table) => [table.nom, table])),
    nomenclature: tables.filter(({ nom }) => TABLES_DECRITES[nom].page === 'annexe'),
    croisees: Object.fromEntries(croisees.map((croisee) => [croisee.nom, croisee])),
    pays: paysVus(jaune, vues, tables),
    exceptionnelles,
    exceptionnellesAilleurs: exceptionnellesAilleurs(jaune),
    exceptionnellesEnFace: exceptionnellesEnFace(jaune, recettes),
    operations: {
      nommees: exceptionnelles.slice(0, OPERATIONS_NOMMEES),
      autres: Math.max(0, jaune.exceptionnelles.length - OPERATIONS_NOMMEES),
    },
    autresExceptionnelles: compteDe(autresExceptionnelles),
    exceptionnellesHorsEssentiel: compteDe(exceptionnelles.slice(RANGEES_DE_L_ESSENTIEL.toutes)),
    partagees: partageesVues(jaune, vues),
    autresPartagees: autresPartagees(jaune, vues),
    reste: resteVu(jaune, vues, recettes),
    cofinancements,
    brutEtNet: cofinancements?.mesures?.total.recettes.montant ? cofinancements.mesures.total : undefined,
    normesMelees: jaune.libelles.normesMelees,
    listes: listesMontrees(jaune),
    volets: voletsVus(jaune, vues),
    objectifs: dimensionsVues(jaune, tables, croisees),
    titres: jaune.libelles.titres,
    exclusions: exclusionsVues(jaune, recettes),
    exclu: jaune.partition.exclue,
    consolidation: consolidationVue(jaune, recettes.adresse),
    decisions: decisionsVues(jaune, vues, recettes),
    regles: reglesVues(jaune),
    autresRegles: autresRegles(jaune),
    sources: sourcesVues(jaune),
    annexe: grouperParFichier(jaune, vues),
    nombreLignes: jaune.lignes.length,
    borne: page.bornee ? { montrees: page.rangs.length, nommees: jaune.lignes.length } : undefined,
    index: index.filter(({ table }) => table === undefined || !aDesFiches(table)),
    fiches: fichesVues(jaune, index),
    illustratif: jaune.lignes.some(
      (affectation) =>
        affectation.ligne.caractere === 'illustratif' && partsEn(affectation, 'internationale').length > 0,
    ),
  };
}

function compteDe(elements: readonly { readonly montant: Montant }[]): Compte {
  return { lignes: elements.length, centimes: somme(elements.map((element) => element.montant)) };
}

export interface ExclusionVue extends Omit<Exclusion, 'recettes'> {
  readonly chiffre: ChiffreVue;
  readonly recettes: ChiffreVue;
}

export function exclusionsVues(jaune: Jaune, recettes: RecettesVues): ExclusionVue[] {
  const noms = valeursDesExclusions(jaune);
  return jaune.exclusions.map((exclusion) => {
    const nom = nomDeLaCle(noms, cleDExclusion(exclusion)) ?? '';
    return {
      ...exclusion,
      chiffre: chiffreVerifie(
        jaune,
        exclusion,
        [
          ['verdict', 'exclue'],
          ['exclusion', nom],
        ],
        `exclusion.${nom}`,
      ),
      recettes: recettes.chiffre(`exclusion.${nom}`, exclusion.recettes),
    };
  });
}

/** A source, with what was read of it in the base of the edition and where its lines went. */
export interface SourceVue extends Omit<SourceCompilee, 'montants' | 'partition' | 'misesAEcart'> {
  readonly centimes: Montant;
  readonly enRecettes: Montant;
  readonly places: readonly (CompteDesDeuxSens & { readonly libelle: string })[];
  readonly misesAEcart: readonly { readonly motif: string; readonly dit: string }[];
}

export function sourcesVues({ sources, enTete }: Jaune): SourceVue[] {
  return sources.map((source) => ({
    ...source,
    centimes: source.depenses.montants[enTete.base] ?? NUL,
    enRecettes: source.recettes.montants[enTete.base] ?? NUL,
    places: placesDe(source.partition).filter(
      ({ lignes, centimes, recettes }) =>
        lignes > 0 || centimes !== 0 || recettes.lignes > 0 || recettes.centimes !== 0,
    ),
    misesAEcart: source.misesAEcart.map((mise) => ({ motif: mise.motif, dit: direMiseAEcart(mise) })),
  }));
}

type PartageeVue = Omit<Jaune['partagees'][number], 'ligne'> & { readonly ligne: LigneVue };

/** Shared lines that follow each other and share for one reason, which is said once. */
export interface PartageesVues extends Pick<PartageeVue, 'quotePart' | 'cle' | 'motif'> {
  readonly lignes: readonly PartageeVue[];
}

function partageesVues({ partagees }: Jaune, vues: LignesVues): PartageesVues[] {
  const groupes: (PartageesVues & { readonly lignes: PartageeVue[] })[] = [];
  for (const partagee of avecLigne(partagees, vues)) {
    const { quotePart, cle, motif } = partagee;
    const dernier = groupes.at(-1);
    if (dernier?.quotePart === quotePart && dernier.cle === cle && dernier.motif === motif)
      dernier.lignes.push(partagee);
    else groupes.push({ quotePart, cle, motif, lignes: [partagee] });
  }
  return groupes;
}

/** What shared lines that the page does not hold make. */
export type AutresPartagees = Readonly<Record<'lignes' | 'montant' | 'retenu' | 'reste', number>>;

export function autresPartagees({ partagees }: Jaune, vues: LignesVues): AutresPartagees {
  const autres = partagees.filter(({ ligne }) => vues[ligne] === undefined);
  const additionner = (champ: 'montant' | 'retenu' | 'reste') => somme(autres.map((partagee) => partagee[champ]));
  return {
    lignes: autres.length,
    montant: additionner('montant'),
    retenu: additionner('retenu'),
    reste: additionner('reste'),
  };
}

/** Puts the line in the place of its index; what is of a line that the page does not hold is left out. */
export function avecLigne<T extends { readonly ligne: number }>(
  elements: readonly T[],
  vues: LignesVues,
): (Omit<T, 'ligne'> & { readonly ligne: LigneVue })[] {
  return elements.flatMap((element) => {
    const ligne = vues[element.ligne];
    return ligne ? [{ ...element, ligne }] : [];
  });
}

/** Lines by who decided, or by what speaks of them, as figures that open. */
interface CouvertureVue {
  readonly libelle: string;
  readonly chiffre: ChiffreVue;
  readonly recettes: ChiffreVue;
}

/** What is still open, and the range that it puts on the total. */
export interface ResteVu {
  readonly aArbitrer: ChiffreVue;
  readonly nonExaminee: ChiffreVue;
  /** Who decided of whole lines, and what they put in the headline. */
  readonly decideurs: readonly (CouvertureVue & { readonly total: ChiffreVue })[];
  /** What is open, by what speaks of it; nothing is left out, however little. */
  readonly ceQuiParle: readonly CouvertureVue[];
  readonly recettesAArbitrer: ChiffreVue;
  readonly recettesNonExaminees: ChiffreVue;
  /** The headline if all that is open were in. */
  readonly totalSiTout: Montant;
  readonly lignes: readonly LigneVue[];
  /** Those that the page does not hold. */
  readonly autres: Compte;
  /** Those of {@link lignes} that the essentiel does not print. */
  readonly horsEssentiel: Compte;
  /** Of the lines not examined, those on which memory suggests no. */
  readonly nonSuggerees: Compte;
  readonly parFichier: readonly { readonly fichier: string; readonly lignes: number; readonly centimes: Montant }[];
}

export function resteVu(jaune: Jaune, vues: LignesVues, recettes: RecettesVues): ResteVu {
  const { couverture, sources } = jaune;
  const { aArbitrer, nonExaminee, silencieuses } = couverture;
  const figures = new Map(chiffresDeCouverture(jaune).map((figure) => [figure.nom, figure]));
  const couvrir = (libelle: string, compte: CompteDesDeuxSens, nom: string): CouvertureVue => ({
    libelle,
    chiffre: chiffreDeLaFigure(jaune, figures.get(`couverture.${nom}`)),
    recettes: recettes.chiffre(`couverture.${nom}`, compte.recettes),
  });
  const lignes = vues
    .filter((vue): vue is LigneVue => vue?.place === 'a_arbitrer')
    .sort((gauche, droite) => Math.abs(droite.montant) - Math.abs(gauche.montant));
  return {
    aArbitrer: chiffreVerifie(jaune, aArbitrer, [['verdict', 'a_arbitrer']], 'partition.a_arbitrer'),
    nonExaminee: chiffreVerifie(jaune, nonExaminee, [['verdict', 'non_examinee']], 'partition.non_examinee'),
    decideurs: (
      [
        ['Une règle', 'parRegle', 'par_regle'],
        ['Une personne', 'parDecision', 'par_decision'],
      ] as const
    ).map(([libelle, cle, nom]) => ({
      ...couvrir(libelle, couverture[cle], nom),
      total: chiffreDeLaFigure(jaune, figures.get(`couverture.${nom}/total`)),
    })),
    ceQuiParle: CE_QUI_PARLE.map(([cle, nom, libelle]) => couvrir(libelle, couverture[cle], nom)).filter(
      ({ chiffre, recettes: enFace }) => chiffre.nombre > 0 || enFace.nombre > 0,
    ),
    recettesAArbitrer: recettes.chiffre('partition.a_arbitrer', aArbitrer.recettes),
    recettesNonExaminees: recettes.chiffre('partition.non_examinee', nonExaminee.recettes),
    totalSiTout: couverture.totalSiTout,
    lignes,
    autres: {
      lignes: aArbitrer.lignes - lignes.length,
      centimes: montant(aArbitrer.centimes - somme(lignes.map((ligne) => ligne.montant))),
    },
    horsEssentiel: compteDe(lignes.slice(RANGEES_DE_L_ESSENTIEL.enBref)),
    nonSuggerees: {
      lignes: nonExaminee.lignes - silencieuses.lignes,
      centimes: montant(nonExaminee.centimes - silencieuses.centimes),
    },
    parFichier: sources
      .filter(({ partition }) => partition.non_examinee.lignes > 0)
      .map(({ fichier, partition }) => ({ fichier, ...partition.non_examinee })),
  };
}
