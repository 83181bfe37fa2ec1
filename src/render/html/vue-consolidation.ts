import { valeursDesPorteurs } from '../../compile/consolidation/champs-de-flux.ts';
import { chiffresDeConsolidation, nomDuVersement } from '../../compile/consolidation/chiffres-de-consolidation.ts';
import type {
  Consolidation,
  Rapprochement,
  ResteParOrganisme,
  Versement,
} from '../../compile/consolidation/consolidation.ts';
import type { Detenteur } from '../../compile/consolidation/suivi-de-l-argent.ts';
import type { Figure } from '../../compile/figures.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { GENRES_D_ORGANISMES } from '../../domain/dossier/organismes.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { LIBELLES_DES_FLUX } from '../../domain/verdict/flux.ts';
import { type ChiffreVue, chiffreVerifie } from './chiffre-vue.ts';

/** Bodies that the page names one by one, those that spend the most; beyond, they are summed. */
const ORGANISMES_NOMMES = 60;

interface EtapeDeConsolidation {
  readonly libelle: string;
  readonly genre: string;
  /** What is taken away is negative. */
  readonly effet: Montant;
  readonly chiffre: ChiffreVue;
}

type MontantsDUnPorteur = Readonly<
  Record<'recu' | 'flux' | 'consolide' | 'international' | 'recettes' | 'resteACharge', ChiffreVue>
>;

interface RapprochementVu {
  readonly nom: string;
  readonly genre: string;
  readonly siren: string;
  readonly detaille: boolean;
  readonly versements: readonly {
    readonly payeur: string;
    readonly genre: string;
    /** Where it counts, and for how much. */
    readonly compte: string;
    readonly chiffre: ChiffreVue;
  }[];
  readonly verse: ChiffreVue;
  /** What the body says it received, and the difference; nothing where it says nothing. */
  readonly dit: { readonly recu: ChiffreVue; readonly ecart: ChiffreVue } | undefined;
  readonly detail: ChiffreVue;
  readonly detailInternational: ChiffreVue;
  readonly compteAuPayeur: ChiffreVue;
  readonly detenteurs: readonly { readonly chemin: string; readonly compte: Detenteur['compte'] }[];
}

/** From all that was received to the consolidated total, body by body, and the two ends of the flows to each. */
export interface ConsolidationVue {
  readonly recu: ChiffreVue;
  readonly etapes: readonly EtapeDeConsolidation[];
  readonly deduit: Montant;
  readonly consolide: ChiffreVue;
  /** Whether what is taken off, body by body, makes the difference, and the bodies make the whole. */
  readonly juste: boolean;
  readonly porteurs: readonly (MontantsDUnPorteur & { readonly libelle: string })[];
  readonly autres: (Totaux & { readonly nombre: number }) | undefined;
  readonly totaux: Totaux;
  readonly rapprochements: readonly RapprochementVu[];
  readonly sansDetail: readonly string[];
}

type Totaux = Readonly<Record<keyof MontantsDUnPorteur, Montant>>;

/** The figures of flows that the page shows: of the bodies beyond those that it names, none. */
export function chiffresMontres(jaune: Jaune): readonly Figure[] {
  const tus = new Set(
    valeursDesPorteurs(jaune)
      .slice(ORGANISMES_NOMMES)
      .map(({ nom }) => `consolidation.${nom}`),
  );
  return chiffresDeConsolidation(jaune).filter(({ nom }) => !tus.has(nom.slice(0, nom.indexOf('/'))));
}

/** @throws Error when the jaune lacks one of its figures */
export function consolidationVue(
  jaune: Jaune,
  adresseDesRecettes: (nom: string) => string,
): ConsolidationVue | undefined {
  const { consolidation, enTete, partition } = jaune;
  if (enTete.organismes.liste.length === 0) return undefined;
  const figures = new Map(chiffresMontres(jaune).map((figure) => [figure.nom, figure]));
  const ouvrir = (nom: string): ChiffreVue => {
    const figure = figures.get(nom);
    if (figure === undefined) throw new Error(`la consolidation n’a pas de chiffre « ${nom} »`);
    return chiffreDeFlux(jaune, figure, adresseDesRecettes);
  };
  const porteurs = valeursDesPorteurs(jaune);
  const etapes = consolidation.deduits.map(({ genre, organisme, compte }) => ({
    libelle: organisme.nom,
    genre: LIBELLES_DES_FLUX[genre],
    effet: montant(-compte.centimes),
    chiffre: ouvrir(`flux.${organisme.id}/${genre}`),
  }));
  const totaux = totauxDe(consolidation.parOrganisme);
  const autres = consolidation.parOrganisme.slice(ORGANISMES_NOMMES);
  return {
    recu: ouvrir('consolidation.recu'),
    etapes,
    deduit: somme(consolidation.deduits.map(({ compte }) => compte.centimes)),
    consolide: ouvrir('consolidation.total'),
    juste: estJuste(consolidation, totaux, partition.total.centimes, jaune.synthese.totalHorsExceptionnelles),
    porteurs: porteurs.slice(0, ORGANISMES_NOMMES).map(({ nom, libelle }) => ({
      libelle,
      recu: ouvrir(`consolidation.${nom}/recu`),
      flux: ouvrir(`consolidation.${nom}/flux`),
      consolide: ouvrir(`consolidation.${nom}/consolide`),
      international: ouvrir(`consolidation.${nom}/international`),
      recettes: ouvrir(`consolidation.${nom}/recettes`),
      resteACharge: sansRecettes(
        ouvrir(`consolidation.${nom}/reste_a_charge`),
        ouvrir(`consolidation.${nom}/recettes`),
        () => ouvrir(`consolidation.${nom}/international`),
      ),
    })),
    autres: autres.length === 0 ? undefined : { ...totauxDe(autres), nombre: autres.length },
    totaux,
    rapprochements: consolidation.rapprochements.map((rapprochement) =>
      rapprochementVu(rapprochement, new Map(porteurs.map(({ organisme, nom }) => [organisme, nom])), ouvrir),
    ),
    sansDetail: consolidation.rapprochements
      .filter(({ organisme: { detaille }, verse }) => !detaille && verse.lignes > 0)
      .map(({ organisme: { nom } }) => nom),
  };
}

/**
 * A figure of expenses opens on its lines as all others do; one in which receipts are, on its entry in their index.
 * @param adresseDesRecettes the anchor of that entry, by the name of the figure; empty for none
 */
export function chiffreDeFlux(
  jaune: Jaune,
  { nom, montant: centimes, nombre, criteres }: Figure,
  adresseDesRecettes: (nom: string) => string,
): ChiffreVue {
  return criteres.some(([champ]) => champ === 'sens')
    ? { montant: centimes, nombre, nom, adresse: adresseDesRecettes(nom) }
    : chiffreVerifie(jaune, { lignes: nombre, centimes }, criteres, nom);
}

/** What a body bears opens on its expenses where it has no receipt. */
function sansRecettes(reste: ChiffreVue, recettes: ChiffreVue, international: () => ChiffreVue): ChiffreVue {
  return recettes.nombre > 0 || reste.adresse !== '' ? reste : { ...reste, adresse: international().adresse };
}

/** Counted apart: the partition, the sum of the bodies, the sum of what is taken off. */
function estJuste({ recu, deduits, consolide }: Consolidation, totaux: Totaux, lu: Montant, total: Montant): boolean {
  const deduit = somme(deduits.map(({ compte }) => compte.centimes));
  return (
    recu.centimes === lu &&
    totaux.recu === lu &&
    totaux.flux === deduit &&
    consolide.centimes === lu - deduit &&
    totaux.consolide === consolide.centimes &&
    totaux.international === total
  );
}

function totauxDe(restes: readonly ResteParOrganisme[]): Totaux {
  return {
    recu: somme(restes.map(({ recu }) => recu.centimes)),
    flux: somme(restes.map(({ fluxInternes }) => fluxInternes.centimes)),
    consolide: somme(restes.map(({ consolide }) => consolide.centimes)),
    international: somme(restes.map(({ international }) => international.centimes)),
    recettes: somme(restes.map(({ recettes }) => recettes.centimes)),
    resteACharge: somme(restes.map(({ resteACharge }) => resteACharge)),
  };
}

function direLeCompte({ exclu, compte, international }: Versement): string {
  if (exclu) return 'déduit, compté à l’autre bout';
  return international.centimes === compte.centimes
    ? 'compté ici en entier'
    : `compté ici dans le consolidé, et pour ${formaterEuros(international.centimes)} dans l’international`;
}

function rapprochementVu(
  { organisme, versements, recu, derniersDetenteurs }: Rapprochement,
  porteurs: ReadonlyMap<string, string>,
  ouvrir: (nom: string) => ChiffreVue,
): RapprochementVu {
  const nom = `rapprochement.${organisme.id}`;
  return {
    nom: organisme.nom,
    genre: GENRES_D_ORGANISMES[organisme.genre],
    siren: organisme.siren,
    detaille: organisme.detaille,
    versements: versements.map((versement) => ({
      payeur: versement.payeur,
      genre: LIBELLES_DES_FLUX[versement.genre],
      compte: direLeCompte(versement),
      chiffre: ouvrir(`${nom}.verse/${nomDuVersement(versement, porteurs.get(versement.payeur) ?? '')}`),
    })),
    verse: ouvrir(`${nom}.verse`),
    dit: recu && { recu: ouvrir(`${nom}.recu`), ecart: ouvrir(`${nom}.ecart`) },
    detail: ouvrir(`${nom}.detail`),
    detailInternational: ouvrir(`${nom}.detail_international`),
    compteAuPayeur: ouvrir(`${nom}.compte_au_payeur`),
    detenteurs: derniersDetenteurs.map(({ chemin, compte }) => ({
      chemin: chemin.map((etape) => etape.nom).join(' → '),
      compte,
    })),
  };
}
