import type { ResteParOrganisme } from '../../compile/consolidation/consolidation.ts';
import { TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { montant, somme } from '../../domain/argent/montant.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { formaterEntier } from '../../domain/textes/format.ts';
import { LIBELLES_DES_FLUX } from '../../domain/verdict/flux.ts';
import { amountFormula, asEuros } from '../../files/xlsx/cell.ts';
import type { SheetColumn } from '../../files/xlsx/sheet.ts';
import { ajouterControle, type Contexte, commencer, enListe, impression } from './contexte.ts';
import { totalDe } from './listes-retenues.ts';
import { COLONNES, formulesSur, RANGEES_LISTEES, RECETTES, sommeDesLignes, sommeSi } from './noms.ts';

export const EUROS = (title: string, style: SheetColumn['style'] = 'montant'): SheetColumn => ({
  title,
  width: 20,
  style,
});
/** What lines that are not named in the workbook weigh: a constant beside the formula. */
export const NON_NOMMEES = EUROS('dont lignes non nommées, constante', 'montantDoux');
/** Lines that a flow leaves out. */
const DEDUITES = [COLONNES.flux, '">0"'] as const;

/** What the named lines of a number weigh, whole. */
export function centimesNommes(lignes: readonly Affectation[], numeros: Int32Array, numero: number): number {
  return lignes.reduce((total, { montant: centimes }, rang) => total + (numeros[rang] === numero ? centimes : 0), 0);
}

/** The sheet `Consolidation`: from all expenses received to the consolidated ones, flow by flow. */
export function ecrireConsolidation(contexte: Contexte): void {
  const { jaune, pieces } = contexte;
  const { recu, deduits, consolide } = jaune.consolidation;
  const { flux } = pieces;
  if (flux === undefined) return;
  const feuille = commencer(contexte, {
    name: 'Consolidation',
    objet: 'Comment tout ce qui a été reçu devient les dépenses consolidées, où un euro compte une fois.',
    onglet: 'resultat',
    title: 'Du reçu au consolidé',
    note: 'Toutes les dépenses reçues, moins celles qui comptent à l’autre bout d’un flux : un euro compte une fois. Chaque montant est une formule sur la feuille Parts, à laquelle s’ajoute ce que portent les lignes non nommées.',
    columns: [
      { title: 'Étape', width: 46, style: 'renvoi' },
      { title: 'Genre de flux', width: 30, style: 'renvoi' },
      { title: 'Lignes à l’édition', width: 12, style: 'entier' },
      EUROS('Montant'),
      EUROS('À l’édition'),
      NON_NOMMEES,
    ],
  });
  const entete = feuille.addHeads();
  const ajouter = (libelle: string, genre: string, lignes: number, vivant: string, centimes: number, nomme: number) =>
    feuille.add([
      libelle,
      genre,
      lignes,
      amountFormula(`ROUND(${vivant}+F${feuille.nextRow},2)`, montant(centimes)),
      asEuros(centimes),
      asEuros(centimes - nomme),
    ]);
  const nommees = somme(jaune.lignes.map((ligne) => ligne.montant));
  ajouter('Toutes les dépenses reçues', '', recu.lignes, sommeDesLignes(), recu.centimes, nommees);
  for (const [rang, { genre, organisme, compte }] of deduits.entries())
    ajouter(
      `Moins : ${organisme.nom}`,
      LIBELLES_DES_FLUX[genre],
      compte.lignes,
      `-(${sommeSi('exclue', [COLONNES.flux, rang + 1])})`,
      -compte.centimes,
      -centimesNommes(jaune.lignes, flux.flux, rang + 1),
    );
  const derniere = feuille.nextRow - 1;
  const total = feuille.addTotal([
    'Dépenses consolidées',
    undefined,
    consolide.lignes,
    totalDe('D', entete, derniere, consolide.centimes),
    totalDe('E', entete, derniere, consolide.centimes),
  ]);
  const attendu = `${sommeDesLignes()}-(${sommeSi('exclue', DEDUITES)})+SUM(F${entete + 1}:F${derniere})`;
  ajouterControle(contexte, feuille, { nom: 'consolidation', colonne: 'D' }, `D${total}`, attendu);
  feuille.close({ printArea: impression(feuille) });
}

/** The sheet `Reste par organisme`: what each body spends, what of it is consolidated, international, and borne. */
export function ecrireResteParOrganisme(contexte: Contexte): void {
  const { jaune, pieces, recettes } = contexte;
  const { parOrganisme } = jaune.consolidation;
  const { sommeSi: enRecettes } = formulesSur(RECETTES);
  const { flux } = pieces;
  if (flux === undefined) return;
  const feuille = commencer(contexte, {
    name: 'Reste par organisme',
    objet: 'Ce que porte chaque organisme une fois les flux ôtés : consolidé, international, reste à charge.',
    onglet: 'resultat',
    title: 'Ce que porte chaque organisme',
    note: 'Consolidé : ce que disent ses lignes, moins ce qui compte à l’autre bout d’un flux. Reste à charge : l’international, moins les recettes de cofinancement. Les dépenses sont des formules sur la feuille Parts, avec des constantes pour les lignes non nommées ; les recettes sur la feuille Recettes, qui nomme toutes les internationales.',
    columns: [
      { title: 'Organisme', width: 46, style: 'renvoi' },
      EUROS('Reçu'),
      EUROS('Compté ailleurs'),
      EUROS('Consolidé'),
      EUROS('dont international'),
      EUROS('Recettes de cofinancement'),
      EUROS('Reste à charge'),
      EUROS('Reçu : dont non nommées, constante', 'montantDoux'),
      EUROS('Compté ailleurs : dont non nommées, constante', 'montantDoux'),
    ],
    frozenColumns: 1,
  });
  const entete = feuille.addHeads();
  const deduit = (numero: number) =>
    jaune.lignes.reduce(
      (total, { montant: centimes }, rang) =>
        total + (flux.porteur[rang] === numero && (flux.flux[rang] ?? 0) > 0 ? centimes : 0),
      0,
    );
  const ajouter = (libelle: string, numero: number, reste: ResteDit) => {
    const { nextRow: rang } = feuille;
    const de = [COLONNES.porteur, numero] as const;
    feuille.add([
      libelle,
      amountFormula(`ROUND(${sommeDesLignes(de)}+H${rang},2)`, montant(reste.recu)),
      amountFormula(`ROUND(${sommeSi('exclue', de, DEDUITES)}+I${rang},2)`, montant(reste.fluxInternes)),
      amountFormula(`ROUND(B${rang}-C${rang},2)`, montant(reste.recu - reste.fluxInternes)),
      amountFormula(`ROUND(${sommeSi('internationale', de)},2)`, montant(reste.international)),
      recettes === undefined
        ? asEuros(reste.recettes)
        : amountFormula(`ROUND(${enRecettes('internationale', de)},2)`, montant(reste.recettes)),
      amountFormula(`ROUND(E${rang}-F${rang},2)`, montant(reste.international - reste.recettes)),
      asEuros(reste.recu - centimesNommes(jaune.lignes, flux.porteur, numero)),
      asEuros(reste.fluxInternes - deduit(numero)),
    ]);
  };
  for (const [rang, reste] of parOrganisme.slice(0, RANGEES_LISTEES).entries())
    ajouter(reste.organisme || TABLES_DECRITES.organisme.vide, rang + 1, resteDit([reste]));
  const autres = parOrganisme.slice(RANGEES_LISTEES);
  if (autres.length > 0) ajouter(`Autres organismes (${formaterEntier(autres.length)})`, 0, resteDit(autres));
  const derniere = feuille.nextRow - 1;
  const tout = resteDit(parOrganisme);
  const enTout = (colonne: string, centimes: number) => totalDe(colonne, entete, derniere, centimes);
  const total = feuille.addTotal([
    'Total',
    enTout('B', tout.recu),
    enTout('C', tout.fluxInternes),
    enTout('D', tout.recu - tout.fluxInternes),
    enTout('E', tout.international),
    enTout('F', tout.recettes),
    enTout('G', tout.international - tout.recettes),
  ]);
  const attendu = `${sommeDesLignes()}-(${sommeSi('exclue', DEDUITES)})+SUM(H${entete + 1}:H${derniere})-SUM(I${entete + 1}:I${derniere})`;
  ajouterControle(contexte, feuille, { nom: 'par_organisme', colonne: 'D' }, `D${total}`, attendu);
  const international = { nom: 'par_organisme_international', colonne: 'E' };
  ajouterControle(contexte, feuille, international, `E${total}`, sommeSi('internationale'));
  if (recettes !== undefined) {
    const controle = { nom: 'par_organisme_recettes', colonne: 'F', libelle: `Contrôle avec la feuille ${RECETTES}` };
    ajouterControle(contexte, feuille, controle, `F${total}`, enRecettes('internationale'));
  }
  feuille.close({ ...enListe(feuille, entete, derniere), printArea: impression(feuille) });
}

type ResteDit = Readonly<Record<'recu' | 'fluxInternes' | 'international' | 'recettes', number>>;

function resteDit(restes: readonly ResteParOrganisme[]): ResteDit {
  const sommer = (quoi: keyof ResteDit) => somme(restes.map((reste) => reste[quoi].centimes));
  return {
    recu: sommer('recu'),
    fluxInternes: sommer('fluxInternes'),
    international: sommer('international'),
    recettes: sommer('recettes'),
  };
}
