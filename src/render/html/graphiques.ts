import type { Jaune } from '../../compile/jaune.ts';
import { formaterEntier, formaterMilliers, formaterMillions, formaterPourcentage } from '../../domain/format.ts';
import { type Montant, montant } from '../../domain/montant.ts';
import type { PointDePays } from '../../domain/point-pays.ts';
import { dessinerBarres, type RangeeDeBarres } from '../charts/bars.ts';
import { dessinerCascade } from '../charts/waterfall.ts';
import { echapper } from './caracteres.ts';
import type { ChiffreVue } from './chiffre-vue.ts';
import type { Vue } from './vue.ts';
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
  readonly axes: string;
  readonly secteurs: string;
  readonly carte: string;
}

const MILLION = 100_000_000;

/** Draws the charts of the page from what its tables show. */
export async function dessinerGraphiques(jaune: Jaune, vue: Vue, atlas: Atlas | undefined): Promise<Graphiques> {
  return {
    partage: dessinerPartage(vue),
    passerelle: dessinerCascade(
      vue.passerelle.map(({ libelle, effet, cumul, palier, chiffre }) => ({
        libelle,
        montant: effet,
        cumul,
        palier,
        affiche: abreger(palier ? cumul : effet),
        ...repere(chiffre),
      })),
      { prefixe: 'g-passerelle', titre: 'Du bleu au jaune' },
    ),
    axes: barres(vue.tables.axe, 'g-axes', 'Le total par axe'),
    secteurs: barres(vue.tables.secteur, 'g-secteurs', 'Le total par secteur'),
    carte: atlas === undefined ? '' : await dessinerLaCarte(jaune, vue, atlas),
  };
}

function barres(table: TableVue | undefined, prefixe: string, titre: string): string {
  const rangees = (table?.rangees ?? []).map(
    ({ libelle, chiffre }): RangeeDeBarres => ({
      libelle,
      montant: chiffre.montant,
      affiche: abreger(chiffre.montant),
      ...repere(chiffre),
    }),
  );
  return dessinerBarres(rangees, { prefixe, titre });
}

async function dessinerLaCarte(jaune: Jaune, vue: Vue, { numeriques, points }: Atlas): Promise<string> {
  const [{ dessinerCarte }, { ouvrirFond }] = await Promise.all([
    import('../charts/map.ts'),
    import('../charts/map-background.ts'),
  ]);
  const rangees = vue.tables.pays?.rangees ?? [];
  const dire = ({ montant: centimes, nombre, adresse }: ChiffreVue) => ({
    montant: centimes,
    affiche: abreger(centimes),
    ...repere({ nombre, adresse }),
  });
  return dessinerCarte(
    rangees
      .filter(({ cle, chiffre }) => cle !== '' && chiffre.nombre > 0)
      .map(({ cle, libelle, chiffre }) => ({
        code: cle,
        numerique: numeriques.get(cle) ?? '',
        nom: libelle,
        ...dire(chiffre),
      })),
    await ouvrirFond(),
    {
      prefixe: 'g-carte',
      titre: 'Dans le monde : le total par pays',
      points,
      collectivite: jaune.enTete.collectivite,
      horsCarte: rangees
        .filter(({ cle, chiffre }) => cle === '' && chiffre.nombre > 0)
        .map(({ chiffre }) => ({ libelle: 'Plusieurs pays, ou pays non précisé', ...dire(chiffre) })),
      afficher: abreger,
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
function abreger(centimes: Montant): string {
  return Math.abs(centimes) >= MILLION ? formaterMillions(centimes) : formaterMilliers(centimes);
}

/** How the headline is shared between the pilot sector and the others: one strip, in two parts. */
function dessinerPartage({ synthese }: Vue): string {
  const { pilote, autres, total } = synthese;
  if (total.montant <= 0 || pilote.montant < 0 || autres.montant < 0) return '';
  const largeur = 640;
  const coupe = Number((BigInt(pilote.montant) * BigInt(largeur * 10)) / BigInt(total.montant)) / 10;
  const dit = (centimes: Montant) => formaterPourcentage(centimes, total.montant);
  const description = `Secteur pilote : ${dit(pilote.montant)} du total ; autres secteurs : ${dit(montant(autres.montant))}.`;
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" class="partage" viewBox="0 0 640 46" role="img" aria-labelledby="g-partage-titre g-partage-desc">',
    '<title id="g-partage-titre">Le total, dans le secteur pilote et hors de lui</title>',
    `<desc id="g-partage-desc">${echapper(description)}</desc>`,
    `<rect class="p-pilote" x="0" y="0" width="${coupe}" height="16"/>`,
    `<rect class="p-autres" x="${coupe}" y="0" width="${Math.round((largeur - coupe) * 10) / 10}" height="16"/>`,
    `<text x="0" y="38">secteur pilote ${dit(pilote.montant)}</text>`,
    `<text x="640" y="38" text-anchor="end">autres secteurs ${dit(autres.montant)}</text>`,
    '</svg>',
  ].join('');
}
