import { montant } from '../../domain/argent/montant.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { ecourter } from '../../domain/textes/texte.ts';
import type { Chart, ChartCells, ChartFill, PlacedChart } from '../../files/xlsx/charts/chart.ts';
import type { Sheet } from '../../files/xlsx/sheet.ts';
import { ajouterControle, type Contexte, commencer, impression } from './contexte.ts';
import { NOMS } from './noms.ts';
import type { PlageCroisee, PlageDeTable, PlagesDesAnnees, PlagesDuPont } from './plages.ts';

/** What is drawn: nothing where the jaune does not have it. */
export interface PlagesDessinees {
  readonly axes: PlageDeTable | undefined;
  readonly secteurs: PlageDeTable | undefined;
  readonly croisee: PlageCroisee | undefined;
  readonly annees: PlagesDesAnnees | undefined;
  readonly pont: PlagesDuPont | undefined;
}

const COLONNES = 12;
/** Rows that a chart takes: with its heading, a page of paper. */
const RANGEES_DE_DESSIN = 38;
/** Bars of a chart at the most, and series of a stack: beyond, nobody tells them apart. */
const BARRES_MAX = 25;
const DESCRIPTION_MAX = 900;
const EN_MILLIERS = '#,##0,\\ "k€"';
const EN_EUROS = '#,##0\\ "€"';
const BARRE: ChartFill = { colour: 'FFD60A' };
/** Colours of the page, each with a pattern of its own, from light to dark: they differ in black and white too. */
const REMPLISSAGES: readonly ChartFill[] = [
  { colour: 'FFD60A' },
  { colour: 'FFFFFF', pattern: 'wdUpDiag' },
  { colour: '0A4A8C' },
  { colour: 'F3C6A5', pattern: 'ltHorz' },
  { colour: 'FFFFFF', pattern: 'lgGrid' },
  { colour: 'BFD9C6', pattern: 'pct10' },
  { colour: '8A8474' },
  { colour: '9CC7E4', pattern: 'ltVert' },
  { colour: 'FFFFFF' },
  { colour: '8CBF9C', pattern: 'wdDnDiag' },
  { colour: 'E4E0D3', pattern: 'lgCheck' },
  { colour: 'E0C8EC', pattern: 'diagBrick' },
];

/** Charts side by side, under one heading, which leads to the sheet that they draw. */
interface Bande {
  readonly titre: string;
  readonly feuille: string;
  readonly dessins: readonly Chart[];
}

/** The sheet `Graphiques`: what the other sheets say, drawn by the spreadsheet itself over their cells, which it follows. */
export function ecrireGraphiques(contexte: Contexte, plages: PlagesDessinees): void {
  const { axes, secteurs, pont } = plages;
  const feuille = commencer(contexte, {
    name: 'Graphiques',
    objet:
      'Les axes, les secteurs, les domaines et territoires et l’évolution, en graphiques qui suivent les chiffres.',
    onglet: 'resultat',
    title: 'Graphiques',
    note: 'Chaque graphique dessine les cellules d’une autre feuille, et suit ce qu’on y change ; son titre mène à elle.',
    after: pont?.totaux.feuille ?? 'Synthèse',
    columns: Array.from({ length: COLONNES }, (_, rang) => ({
      title: rang === 0 ? 'Graphiques' : '',
      width: 14,
      style: rang === COLONNES - 1 ? ('montant' as const) : ('texte' as const),
    })),
  });
  feuille.addHeads();
  const ensemble = secteurs ?? axes;
  const dessine = ensemble === undefined ? '0' : `SUM(${ensemble.montants.reference})`;
  const controle = { nom: 'graphiques', colonne: 'L', libelle: 'Ce qui est dessiné, et le total' };
  ajouterControle(contexte, feuille, controle, dessine, NOMS.total);
  const bandes = bandesDe(plages, contexte.jaune.enTete.exercice);
  const places: PlacedChart[] = [];
  const sauts: number[] = [];
  for (const [rang, bande] of bandes.entries()) {
    if (rang > 0) sauts.push(feuille.nextRow - 1);
    places.push(...ajouterBande(feuille, bande));
  }
  feuille.close({ printArea: impression(feuille), pageBreaks: sauts, ...(places.length > 0 && { charts: places }) });
}

function ajouterBande(feuille: Sheet, { titre, feuille: source, dessins }: Bande): PlacedChart[] {
  feuille.addHeading(titre, COLONNES);
  feuille.link('A', { target: `'${source}'!A1`, tip: `Les chiffres dessinés sont dans la feuille ${source}.` });
  const haut = feuille.nextRow - 1;
  for (let rangee = 0; rangee < RANGEES_DE_DESSIN; rangee++) feuille.skip();
  // Columns need little room; bars have long names beside them.
  const bords = dessins.length > 1 ? [0, COLONNES / 4, COLONNES] : [0, COLONNES];
  return dessins.map((chart, rang) => ({
    chart,
    from: [bords[rang] ?? 0, haut],
    to: [bords[rang + 1] ?? COLONNES, haut + RANGEES_DE_DESSIN],
  }));
}

function bandesDe({ axes, secteurs, croisee, annees, pont }: PlagesDessinees, exercice: string): readonly Bande[] {
  const bandes: Bande[] = [];
  const ajouter = (titre: string, feuille: string | undefined, dessins: readonly (Chart | undefined)[]) => {
    const faits = dessins.filter((dessin) => dessin !== undefined);
    if (feuille !== undefined && faits.length > 0) bandes.push({ titre, feuille, dessins: faits });
  };
  ajouter('Par axe', axes?.feuille, [axes && barres('Par axe', axes)]);
  ajouter('Par secteur', secteurs?.feuille, [secteurs && barres('Par secteur', secteurs)]);
  ajouter('Par domaine et par territoire', croisee?.feuille, [croisee && pile(croisee)]);
  ajouter('Année par année', annees?.feuille, [annees && courbes(annees)]);
  if (pont)
    ajouter(`De ${pont.passe} à ${exercice}`, pont.totaux.feuille, [
      colonnes(`Totaux de ${pont.passe} et de ${exercice}`, pont.totaux),
      barres(`Ce qui fait l’écart de ${pont.passe} à ${exercice}`, pont.etapes),
    ]);
  return bandes;
}

function barres(titre: string, plage: PlageDeTable): Chart | undefined {
  return dessinSimple('bars', titre, plage);
}

function colonnes(titre: string, plage: PlageDeTable): Chart | undefined {
  return dessinSimple('columns', titre, plage);
}

function dessinSimple(kind: Chart['kind'], titre: string, { libelles, montants }: PlageDeTable): Chart | undefined {
  const nombre = libelles.values.length;
  if (nombre === 0) return undefined;
  const trop = nombre > BARRES_MAX;
  const entier = trop ? `${titre}, les ${BARRES_MAX} premières rangées sur ${nombre}` : titre;
  const [categories, values] = trop ? [premieres(libelles), premieres(montants)] : [libelles, montants];
  return {
    kind,
    title: `${entier}, en euros`,
    description: decrire(entier, categories.values, values.values),
    categories,
    series: [{ values, fill: BARRE }],
    axisFormat: EN_MILLIERS,
    labelFormat: EN_EUROS,
  };
}

/** The first rows of a column that is too long. */
function premieres<T>({ reference, values }: ChartCells<T>): ChartCells<T> {
  const [, debut = '', rang = ''] = /^(.*\$)(\d+):/.exec(reference) ?? [];
  const colonne = /\$([A-Z]+)\$$/.exec(debut)?.[1] ?? '';
  return {
    reference: `${debut}${rang}:$${colonne}$${Number(rang) + BARRES_MAX - 1}`,
    values: values.slice(0, BARRES_MAX),
  };
}

function pile({ libelles, colonnes: parColonne }: PlageCroisee): Chart | undefined {
  if (libelles.values.length === 0 || parColonne.length === 0) return undefined;
  const titre = 'Par domaine, et par territoire dans chaque domaine';
  const parDomaine = libelles.values.map((_, rang) =>
    parColonne.reduce((total, { montants }) => total + (montants.values[rang] ?? 0), 0),
  );
  return {
    kind: 'stacks',
    title: `${titre}, en milliers d’euros`,
    description: decrire(titre, libelles.values, parDomaine),
    categories: libelles,
    series: parColonne.map(({ nom, montants }, rang) => ({
      name: nom,
      values: montants,
      fill: REMPLISSAGES[rang % REMPLISSAGES.length] ?? BARRE,
    })),
    axisFormat: EN_MILLIERS,
  };
}

/** From three years on: of two, the columns of the bridge say as much. */
function courbes({ libelles, colonnes: series }: PlagesDesAnnees): Chart | undefined {
  if (libelles.values.length < 3) return undefined;
  const titre = 'Le total et les opérations exceptionnelles, année par année';
  return {
    kind: 'lines',
    title: `${titre}, en milliers d’euros`,
    description: decrire(titre, libelles.values, series[0]?.montants.values ?? []),
    categories: libelles,
    series: series.map(({ nom, montants }, rang) => ({
      name: nom,
      values: montants,
      fill: { colour: rang === 0 ? 'FFD60A' : 'FFFFFF' },
    })),
    axisFormat: EN_MILLIERS,
  };
}

/** What a chart says, for whoever does not see it: the amounts of the edition, which do not follow the cells. */
function decrire(titre: string, libelles: readonly string[], euros: readonly number[]): string {
  const dits = libelles.map((libelle, rang) => {
    const centimes = montant(Math.round((euros[rang] ?? 0) * 100));
    return `${libelle || 'sans nom'} ${formaterEuros(centimes)}`;
  });
  return ecourter(`${titre}. À l’édition : ${dits.join(' ; ')}.`, DESCRIPTION_MAX);
}
