import { libelleDeLaCause } from '../../compile/comparaison/causes.ts';
import type { Effet } from '../../compile/comparaison/effets.ts';
import { direLeDecideur, type LigneComparable, retenuDe } from '../../compile/comparaison/ligne-comparable.ts';
import type { PontDepuis } from '../../compile/comparaison/passage.ts';
import { anneesMontrees } from '../../compile/evolution/annees-passees.ts';
import { LIBELLES_DE_SYNTHESE } from '../../compile/synthese.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import { amountFormula, asEuros } from '../../files/xlsx/cell.ts';
import type { Sheet } from '../../files/xlsx/sheet.ts';
import { mentionDe } from '../textes/annee-passee-dite.ts';
import { explicationDesEffets } from '../textes/expliquer-l-effet.ts';
import { ajouterControle, type Contexte, commencer, enListe, impression } from './contexte.ts';
import { lierLaLigne, NUMERO, vides } from './listes-retenues.ts';
import { COLONNES, sommeSi } from './noms.ts';
import type { PlagesDuPont } from './plages.ts';

export interface DepuisLAnDernier extends PontDepuis {
  readonly exercice: string;
}

/** The sheet's name: `Depuis 2011`. */
export function nomDeLaFeuille({ exercice }: Pick<DepuisLAnDernier, 'exercice'>): string {
  return `Depuis ${exercice}`;
}

const CHANGE = 'Changé dans ce classeur depuis l’édition';

const NOTE = `Les étapes font, au centime, ce qui sépare les deux totaux. Les montants de l’année sont des formules sur la feuille Parts : changer un verdict ou un montant change l’effet de sa ligne ; d’une ligne qui n’est pas listée dessous, cela se lit à « ${CHANGE} ».`;

/** A row of a line in the sheet. A line that does several things has its amounts on the first of its rows. */
interface RangeeDEffet {
  readonly effet: Effet;
  readonly premiere: boolean;
}

/** The sheet `Depuis 2011`: the bridge from the year before, then the lines of each step. */
export function ecrireDepuis(contexte: Contexte, depuis: DepuisLAnDernier): PlagesDuPont {
  const { exercice } = contexte.jaune.enTete;
  const { pont } = depuis;
  const feuille = commencer(contexte, {
    name: nomDeLaFeuille(depuis),
    objet: `Ce qui sépare le total de ${depuis.exercice} de celui de ${exercice}, cause par cause, puis ligne par ligne.`,
    onglet: 'resultat',
    title: `Du total de ${depuis.exercice} à celui de ${exercice}`,
    note: `${NOTE} ${direLePasse(contexte, depuis)}`,
    columns: [
      NUMERO,
      { title: 'Étape', width: 46, style: 'renvoi' },
      { title: 'Libellé', width: 46, style: 'renvoi' },
      { title: 'Bénéficiaire', width: 28, style: 'renvoi' },
      { title: `Total de ${depuis.exercice}`, width: 19, style: 'montant' },
      { title: `Total de ${exercice}`, width: 19, style: 'montant' },
      { title: 'Effet', width: 19, style: 'montant' },
      { title: 'Effet à l’édition', width: 19, style: 'montantDoux', folded: true },
      { title: `Total de ${exercice} à l’édition`, width: 19, style: 'montantDoux', folded: true },
      { title: 'Règle ou décision', width: 30, style: 'renvoi' },
      { title: 'Rapprochement', width: 14, style: 'texte', folded: true },
      { title: 'Quand l’effet n’est pas l’écart de la ligne', width: 60, style: 'renvoi' },
    ],
    frozenColumns: 2,
  });
  const effets = rangeesDe(pont.etapes.flatMap((etape) => etape.effets));
  const expliquer = explicationDesEffets(
    effets.map(({ effet }) => effet),
    `en ${depuis.exercice}`,
  );
  const tete = feuille.addHeads();
  // The steps, what does not change and what is changed here, the total and its check, a heading and heads: then the lines.
  const debut = tete + 1 + pont.etapes.length + 5 + 1;
  const etendue = (colonne: string) => `${colonne}${debut}:${colonne}${debut + Math.max(effets.length, 1) - 1}`;
  for (const { cause, centimes, effets: siens } of pont.etapes) {
    const vivant = `ROUND(SUMIFS(${etendue('G')},${etendue('B')},B${feuille.nextRow}),2)`;
    const lignes = [siens.length, libelleDeLaCause(cause, 'autre_exercice')];
    feuille.add([...lignes, ...vides(4), amountFormula(vivant, centimes), asEuros(centimes)]);
  }
  ajouterLInchange(feuille, effets, depuis, etendue);
  const total = ajouterLeTotal(contexte, feuille, depuis, tete);
  feuille.addHeading('Les lignes de chaque étape', feuille.columns.length);
  const listees = feuille.addHeads();
  for (const rangee of effets) ajouterEffet(contexte, feuille, rangee, expliquer(rangee.effet));
  if (effets.length === 0) feuille.add([undefined, 'Aucune ligne ne change.']);
  feuille.close({ ...enListe(feuille, listees, feuille.nextRow - 1), printArea: impression(feuille) });
  return plagesDuPont(feuille, depuis, exercice, { tete, total });
}

function plagesDuPont(
  feuille: Sheet,
  { exercice: passe, pont: { avant, apres, etapes } }: DepuisLAnDernier,
  exercice: string,
  { tete, total }: { readonly tete: number; readonly total: number },
): PlagesDuPont {
  const deuxAnnees = (rang: number) => `${feuille.reference('E', rang)}:$F$${rang}`;
  return {
    passe,
    totaux: {
      feuille: feuille.name,
      libelles: { reference: deuxAnnees(tete), values: [`Total de ${passe}`, `Total de ${exercice}`] },
      montants: { reference: deuxAnnees(total), values: [avant, apres].map(asEuros) },
    },
    etapes: {
      feuille: feuille.name,
      libelles: {
        reference: feuille.reference('B', tete + 1, tete + etapes.length),
        values: etapes.map(({ cause }) => libelleDeLaCause(cause, 'autre_exercice')),
      },
      montants: {
        reference: feuille.reference('G', tete + 1, tete + etapes.length),
        values: etapes.map(({ centimes }) => asEuros(centimes)),
      },
    },
  };
}

function rangeesDe(effets: readonly Effet[]): RangeeDEffet[] {
  const vues = new Set<LigneComparable>();
  return effets.map((effet) => {
    const premiere = ![effet.avant, effet.apres].some((ligne) => ligne !== undefined && vues.has(ligne));
    for (const ligne of [effet.avant, effet.apres]) if (ligne) vues.add(ligne);
    return { effet, premiere };
  });
}

/** Where the amounts of the year before come from, and whether they are made up. */
function direLePasse({ jaune }: Contexte, { exercice }: DepuisLAnDernier): string {
  const annee = anneesMontrees(jaune).find((montree) => montree.exercice === exercice);
  return `Ceux de ${exercice} sont des constantes, de l’édition ${exercice}. ${mentionDe(annee?.illustratif ?? 'non', exercice)}`.trim();
}

/** The lines that are in both totals for the same amount, constants of the edition; then what the workbook changed in a line that no row lists. */
function ajouterLInchange(
  feuille: Sheet,
  effets: readonly RangeeDEffet[],
  { pont }: DepuisLAnDernier,
  etendue: (colonne: string) => string,
): void {
  const dites = effets.filter(({ premiere }) => premiere);
  const somme = (annee: 'avant' | 'apres') => dites.reduce((total, { effet }) => total + totalDe(effet[annee]), 0);
  const [avant, apres] = [montant(pont.avant - somme('avant')), montant(pont.apres - somme('apres'))];
  const { nextRow: rang } = feuille;
  const ecart = asEuros(apres - avant);
  feuille.add([
    undefined,
    'Lignes inchangées',
    ...vides(2),
    asEuros(avant),
    asEuros(apres),
    ecart,
    ecart,
    asEuros(apres),
  ]);
  const change = amountFormula(`ROUND(${sommeSi('internationale')}-SUM(${etendue('F')})-F${rang},2)`, 0);
  feuille.add([undefined, CHANGE, ...vides(2), 0, change, amountFormula(`F${rang + 1}`, 0), 0, 0]);
}

/** @returns its row */
function ajouterLeTotal(contexte: Contexte, feuille: Sheet, depuis: DepuisLAnDernier, tete: number): number {
  const { pont } = depuis;
  const ecart = montant(pont.apres - pont.avant);
  const derniere = feuille.nextRow - 1;
  const effet = `ROUND(SUM(G${tete + 1}:G${derniere}),2)`;
  const rang = feuille.addTotal([
    undefined,
    LIBELLES_DE_SYNTHESE.totalHorsExceptionnelles,
    undefined,
    undefined,
    asEuros(pont.avant),
    amountFormula(`ROUND(E${feuille.nextRow}+G${feuille.nextRow},2)`, pont.apres),
    amountFormula(effet, ecart),
    asEuros(ecart),
    asEuros(pont.apres),
  ]);
  ajouterControle(contexte, feuille, { nom: 'depuis', colonne: 'F' }, `F${rang}`, sommeSi('internationale'));
  return rang;
}

function ajouterEffet(contexte: Contexte, feuille: Sheet, { effet, premiere }: RangeeDEffet, pourquoi: string): void {
  const { avant, apres, cause, centimes, par, rapprochement } = effet;
  const indice = apres?.ligne;
  const { nextRow: rang } = feuille;
  const { libelle = '', beneficiaire = '' } = apres ?? avant ?? {};
  const retenu = totalDe(apres);
  const vivant = indice !== undefined && premiere;
  feuille.add([
    indice === undefined ? undefined : indice + 1,
    libelleDeLaCause(cause, 'autre_exercice'),
    libelle,
    beneficiaire,
    premiere ? asEuros(totalDe(avant)) : undefined,
    premiere
      ? vivant
        ? amountFormula(sommeSi('internationale', [COLONNES.ligne, `A${rang}`]), retenu)
        : asEuros(retenu)
      : undefined,
    amountFormula(vivant ? `ROUND(H${rang}+F${rang}-I${rang},2)` : `H${rang}`, centimes),
    asEuros(centimes),
    premiere ? asEuros(retenu) : undefined,
    par === undefined ? undefined : direLeDecideur(par),
    rapprochement === undefined ? undefined : rapprochement.certain ? 'certain' : 'probable',
    pourquoi === '' ? undefined : pourquoi,
  ]);
  if (indice !== undefined) lierLaLigne(contexte, feuille, indice);
}

function totalDe(ligne: LigneComparable | undefined): Montant {
  return ligne === undefined ? montant(0) : retenuDe(ligne);
}
