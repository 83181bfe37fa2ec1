import type { Compte } from '../../compile/compte.ts';
import type { Etape, Jaune } from '../../compile/jaune.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import type { PointDePays } from '../../domain/lieux/geographie.ts';
import { formaterEntier, formaterMilliers, formaterMillions, sansLeTaire } from '../../domain/textes/format.ts';
import { LIBELLES_PLACES, PLACES } from '../../domain/verdict/verdict.ts';
import { dessinerBarres, type RangeeDeBarres } from '../graphiques/barres.ts';
import { dessinerCascade, type EtapeDeCascade } from '../graphiques/cascade.ts';
import { dessinerPartage } from '../graphiques/partage.ts';
import { type ChiffreVue, chiffreVerifie } from './chiffre-vue.ts';
import { dessinerQuiPaie } from './graphique-des-cofinancements.ts';
import { dessinerLesFlux } from './graphique-des-flux.ts';
import type { Vue } from './vue.ts';
import type { EtapeVue } from './vue-synthese.ts';
import type { TableVue } from './vue-tables.ts';

/** What the map needs that the jaune does not hold: the number of each country in atlases, and where small ones are. */
export interface Atlas {
  /** ISO 3166-1 numeric code by alpha-3 code. */
  readonly numeriques: ReadonlyMap<string, string>;
  readonly points: readonly PointDePays[];
}

/** The charts of the page, each an SVG; the map is empty without an atlas. */
export interface Graphiques {
  readonly partage: string;
  readonly passerelle: string;
  readonly flux: string;
  readonly axes: string;
  readonly secteurs: string;
  readonly carte: string;
  readonly cofinancements: string;
}

const MILLION = 100_000_000;
/** Under one part in fifty of the total, sectors are drawn together: the table under the chart has them one by one. */
const PART_DESSINEE = 50;

export async function dessinerGraphiques(jaune: Jaune, vue: Vue, atlas: Atlas | undefined): Promise<Graphiques> {
  const { pilote, autres } = vue.synthese;
  const etapes = etapesDeCascade(jaune, vue);
  return {
    partage: dessinerPartage(
      { libelle: 'Secteur pilote', montant: pilote.montant },
      { libelle: 'Autres secteurs', montant: autres.montant },
      { prefixe: 'g-partage', titre: 'Le total, dans le secteur pilote et hors de lui' },
    ),
    passerelle: dessinerCascade(etapes, { prefixe: 'g-passerelle', titre: 'Du bleu au jaune' }),
    flux: dessinerLesFlux(etapes, rangeesDe(vue.tables.axe)),
    axes: barres(vue.tables.axe, 'g-axes', 'Le total par axe'),
    secteurs: barres(vue.tables.secteur, 'g-secteurs', 'Le total par secteur'),
    cofinancements: dessinerQuiPaie(jaune),
    carte: atlas === undefined ? '' : await dessinerLaCarte(jaune, vue, atlas),
  };
}

/** The steps of the bridge as the chart shows them: what leaves by place, sectors that bring little together. */
function etapesDeCascade({ passerelle, ...jaune }: Jaune, vue: Vue): EtapeDeCascade[] {
  const { sorties, apports, total } = passerelle;
  const [recu, ...suite] = vue.passerelle;
  const finDesApports = suite.length - 1;
  const debutDesApports = finDesApports - apports.length;
  const quittent = suite.slice(0, sorties.length);
  const viennent = suite.slice(debutDesApports, finDesApports);
  const petit = ({ effet }: EtapeVue) => Math.abs(effet) * PART_DESSINEE < Math.abs(total);
  const petits = viennent.filter(petit);
  const places = PLACES.flatMap((place) => {
    const siennes = quittent.filter((_, rang) => sorties[rang]?.place === place);
    const compte = compter(sorties.filter((sortie) => sortie.place === place));
    const ouvrir = () =>
      chiffreVerifie({ passerelle, ...jaune }, compte, [
        ['verdict', place],
        ['recu', 'pilote'],
      ]);
    return siennes.length < 2 ? siennes : [reunir(siennes, LIBELLES_PLACES[place], ouvrir())];
  });
  const ensemble = petits.length < 2 ? petits : [reunir(petits, `${petits.length} autres secteurs`, SECTEURS)];
  const etapes = [
    // Where the bridge starts is a total, like those on which it lands.
    ...(recu === undefined ? [] : [{ ...recu, palier: true }]),
    ...places,
    ...suite.slice(sorties.length, debutDesApports),
    ...viennent.filter((etape) => !petit(etape)),
    ...ensemble,
    ...suite.slice(finDesApports),
  ];
  const ecrire = ecrivain(etapes.map(({ cumul }) => cumul));
  let atteint = 0;
  return etapes.map(({ libelle, effet, cumul, palier, chiffre }) => {
    atteint = palier ? cumul : atteint + effet;
    return {
      libelle,
      montant: palier ? cumul : effet,
      cumul: montant(atteint),
      palier,
      affiche: ecrire(palier ? cumul : effet),
      ...repere(chiffre),
    };
  });
}

/** Where several sectors at once are read: their section. */
const SECTEURS: Pick<ChiffreVue, 'adresse' | 'nombre'> = { adresse: 'secteurs', nombre: 0 };

function compter(etapes: readonly Etape[]): Compte {
  return {
    lignes: etapes.reduce((total, { lignes }) => total + lignes, 0),
    centimes: somme(etapes.map(({ montant: centimes }) => centimes)),
  };
}

function reunir(
  etapes: readonly EtapeVue[],
  libelle: string,
  chiffre: Pick<ChiffreVue, 'adresse' | 'nombre'>,
): Omit<EtapeVue, 'chiffre' | 'compte'> & { readonly chiffre: Pick<ChiffreVue, 'adresse' | 'nombre'> } {
  const effet = somme(etapes.map((etape) => etape.effet));
  return { libelle, effet, cumul: effet, palier: false, chiffre };
}

function barres(table: TableVue | undefined, prefixe: string, titre: string): string {
  return dessinerBarres(rangeesDe(table), { prefixe, titre });
}

function rangeesDe(table: TableVue | undefined): RangeeDeBarres[] {
  const rangees = table?.rangees ?? [];
  const ecrire = ecrivain(rangees.map(({ chiffre }) => chiffre.montant));
  return rangees.map(({ libelle, reste, chiffre }) => ({
    libelle,
    montant: chiffre.montant,
    affiche: ecrire(chiffre.montant),
    ...(reste && { reste }),
    ...repere(chiffre),
  }));
}

async function dessinerLaCarte(jaune: Jaune, vue: Vue, { numeriques, points }: Atlas): Promise<string> {
  const [{ dessinerCartes }, { cadrerLEurope, ouvrirFond }] = await Promise.all([
    import('../graphiques/cartes.ts'),
    import('../graphiques/fond-de-carte.ts'),
  ]);
  const rangees = (vue.tables.pays?.rangees ?? []).filter(({ chiffre }) => chiffre.nombre > 0);
  const dire = (chiffre: ChiffreVue) => ({
    montant: chiffre.montant,
    affiche: enUniteCourte(chiffre.montant),
    ...repere(chiffre),
  });
  return dessinerCartes(
    rangees
      .filter(({ cle }) => cle !== '')
      .map(({ cle, libelle, chiffre }) => ({
        code: cle,
        numerique: numeriques.get(cle) ?? '',
        nom: libelle,
        ...dire(chiffre),
      })),
    { monde: await ouvrirFond(), europe: await ouvrirFond(cadrerLEurope()) },
    {
      prefixe: 'g-carte',
      titre: 'Dans le monde\u202f: le total par pays',
      points,
      collectivite: jaune.enTete.collectivite,
      horsCarte: rangees
        .filter(({ cle }) => cle === '')
        .map(({ chiffre }) => ({ libelle: 'Plusieurs pays, ou pays non précisé', ...dire(chiffre) })),
      afficher: enUniteCourte,
    },
  );
}

function repere({ nombre, adresse }: Pick<ChiffreVue, 'nombre' | 'adresse'>) {
  return {
    ...(nombre > 0 && { precision: `${formaterEntier(nombre)}\u00a0ligne${nombre >= 2 ? 's' : ''}` }),
    ...(adresse !== '' && { adresse: `#${adresse}` }),
  };
}

/** Millions from a million up, thousands below. */
function enUniteCourte(centimes: Montant): string {
  return ecrivain([centimes])(centimes);
}

/** One unit for all the amounts of a chart, so that they compare at a glance: that of the largest; euros for what is nothing in it. */
export function ecrivain(montants: readonly Montant[]): (centimes: Montant) => string {
  return sansLeTaire(montants.some((centimes) => Math.abs(centimes) >= MILLION) ? formaterMillions : formaterMilliers);
}
