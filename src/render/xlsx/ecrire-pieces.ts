import type { Compte, CompteDesDeuxSens } from '../../compile/compte.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import { finDesNoms } from '../../domain/dossier/edition-nommee.ts';
import { amountFormula, asEuros, type Cell, columnLetter, shareFormula } from '../../files/xlsx/cell.ts';
import type { Sheet, SheetColumn } from '../../files/xlsx/sheet.ts';
import { LIBELLES_QUESTIONS } from '../textes/mots-des-documents.ts';
import { compterParGroupe } from './compter-par-place.ts';
import {
  ajouterControle,
  type Contexte,
  commencer,
  enListe,
  filtreDeLaPlace,
  impression,
  lienVersParts,
} from './contexte.ts';
import { IDENTITE, identite, lierLaLigne, NUMERO, totalDe, vides } from './listes-retenues.ts';
import { COLONNES, formulesSur, RECETTES, sommeDeColonne, sommeDesLignes, sommeSi, verdictEcrit } from './noms.ts';
import { numeroDesArbitrages } from './numeroter.ts';

const RIEN: Compte = { lignes: 0, centimes: montant(0) };
/** The row of what was left out in the workbook itself. */
const DANS_LE_CLASSEUR = 'Exclues dans ce classeur depuis l’édition';

/** The sheet `Exclusions`: what was left out of the perimeter, by reason; live for the lines that `Lignes` names. */
export function ecrireExclusions(contexte: Contexte): void {
  const { jaune, pieces, recettes } = contexte;
  const { exclusions, enTete, lignes } = jaune;
  const feuille = commencer(contexte, {
    name: 'Exclusions',
    objet: 'Ce qui est hors du périmètre, motif par motif : combien de lignes, pour combien.',
    onglet: 'piece',
    title: 'Lignes exclues du périmètre, par motif',
    note: `Les plus grosses de ces lignes sont dans la feuille Lignes ; les autres sont non nommées dans ce classeur, voir lignes-${finDesNoms(enTete)}.csv : une constante les porte.`,
    columns: [
      { title: 'N°', width: 7, style: 'numero' },
      { title: 'Motif', width: 74, style: 'renvoi' },
      { title: 'Règle ou arbitrage', width: 28, style: 'renvoi' },
      { title: 'Montant', width: 20, style: 'montant' },
      { title: 'dont nommées dans Lignes', width: 20, style: 'montant' },
      { title: 'dont non nommées, constante', width: 20, style: 'montantDoux' },
      { title: 'Lignes à l’édition', width: 12, style: 'entier' },
      ...(recettes === undefined
        ? []
        : ([
            { title: 'Recettes', width: 20, style: 'montant' },
            { title: 'dont nommées dans Recettes', width: 20, style: 'montant' },
            { title: 'dont recettes non nommées, constante', width: 20, style: 'montantDoux' },
            { title: 'Recettes à l’édition, lignes', width: 12, style: 'entier' },
          ] as const)),
    ],
  });
  const nommees = compterParGroupe(lignes, pieces.exclusion);
  const recettesNommees = compterParGroupe(
    recettes?.affectations ?? [],
    recettes?.pieces.exclusion ?? new Int32Array(),
  );
  const recu = (numero: number) => recettesNommees.get(numero)?.exclue.centimes ?? montant(0);
  const enFace = (numero: number, { lignes: nombre, centimes }: Compte): readonly Cell[] => {
    if (recettes === undefined) return [];
    const { nextRow: rang } = feuille;
    const formule = formulesSur(RECETTES).sommeSi('exclue', [COLONNES.exclusion, `A${rang}`]);
    const vivante = amountFormula(formule, recu(numero));
    const constante = asEuros(centimes - recu(numero));
    return [amountFormula(`ROUND(I${rang}+J${rang},2)`, centimes), vivante, constante, nombre];
  };
  const entete = feuille.addHeads();
  const dedans = (numero: number) => nommees.get(numero)?.exclue.centimes ?? montant(0);
  const ajouter = (
    numero: number,
    motif: string,
    qui: string,
    { lignes: nombre, centimes, recettes: recues }: CompteDesDeuxSens,
  ) => {
    const { nextRow: rang } = feuille;
    const nommee = amountFormula(sommeSi('exclue', [COLONNES.exclusion, `A${rang}`]), dedans(numero));
    const montantVivant = amountFormula(`ROUND(E${rang}+F${rang},2)`, centimes);
    feuille.add([
      numero,
      motif,
      qui,
      montantVivant,
      nommee,
      asEuros(centimes - dedans(numero)),
      nombre,
      ...enFace(numero, recues),
    ]);
  };
  for (const [indice, exclusion] of exclusions.entries()) {
    ajouter(indice + 1, exclusion.motif, exclusion.decideur, exclusion);
    const premiere = pieces.exclusion.indexOf(indice + 1);
    const filtres = [filtreDeLaPlace('exclue'), `${COLONNES.exclusion} = ${indice + 1}`];
    if (premiere >= 0) feuille.link('A', lienVersParts(contexte, premiere, filtres));
    const recette = recettes?.pieces.exclusion.indexOf(indice + 1) ?? -1;
    if (recettes && recette >= 0) feuille.link('H', lienVersParts(recettes, recette, filtres));
  }
  ajouter(0, DANS_LE_CLASSEUR, '', { ...RIEN, recettes: RIEN });
  const derniere = feuille.nextRow - 1;
  const centimes = somme(exclusions.map((exclusion) => exclusion.centimes));
  const enLignes = somme(exclusions.map((_, indice) => dedans(indice + 1)));
  const nombre = exclusions.reduce((total, exclusion) => total + exclusion.lignes, 0);
  const totalEnFace = (): readonly Cell[] => {
    if (recettes === undefined) return [];
    const tout = somme(exclusions.map((exclusion) => exclusion.recettes.centimes));
    const nommee = somme(exclusions.map((_, indice) => recu(indice + 1)));
    return [
      totalDe('H', entete, derniere, tout),
      totalDe('I', entete, derniere, nommee),
      totalDe('J', entete, derniere, tout - nommee),
      {
        formula: `SUM(K${entete + 1}:K${derniere})`,
        result: exclusions.reduce((cumul, exclusion) => cumul + exclusion.recettes.lignes, 0),
      },
    ];
  };
  const total = feuille.addTotal([
    undefined,
    'Total',
    undefined,
    totalDe('D', entete, derniere, centimes),
    totalDe('E', entete, derniere, enLignes),
    totalDe('F', entete, derniere, centimes - enLignes),
    { formula: `SUM(G${entete + 1}:G${derniere})`, result: nombre },
    ...totalEnFace(),
  ]);
  ajouterControle(contexte, feuille, { nom: 'exclusions', colonne: 'E' }, `E${total}`, sommeSi('exclue'));
  if (recettes) {
    const controle = { nom: 'exclusions_recettes', colonne: 'I', libelle: 'Contrôle avec Recettes' };
    ajouterControle(contexte, feuille, controle, `I${total}`, formulesSur(RECETTES).sommeSi('exclue'));
  }
  feuille.close({ ...enListe(feuille, entete, derniere), printArea: impression(feuille) });
}

/** The sheet `Règles`: each rule, what it brings to the headline, and what it did over all the lines received. */
export function ecrireRegles(contexte: Contexte): void {
  const { jaune, recettes } = contexte;
  const compte = (titre: string): readonly SheetColumn[] => {
    const folded = titre !== 'Conclut';
    return [
      { title: `${titre}, lignes`, width: 11, style: 'entier', folded },
      { title: titre, width: 19, style: 'montant', folded },
    ];
  };
  const feuille = commencer(contexte, {
    name: 'Règles',
    objet: 'Chaque règle du dossier, et ce qu’elle décide ou laisse à d’autres.',
    onglet: 'piece',
    title: 'Règles et leurs effets',
    note: '« Décide au total » : ce que la règle met dans le total général, en formule ; ces montants s’additionnent. « Conclut », « devancée » et « contredite » comptent à l’édition toutes les lignes reçues ; les règles s’y recouvrent, ces colonnes ne s’additionnent pas.',
    columns: [
      { title: 'N°', width: 7, style: 'numero' },
      { title: 'Règle', width: 32, style: 'renvoi' },
      { title: 'Question', width: 15, style: 'texte' },
      { title: 'Conclusion', width: 22, style: 'renvoi' },
      { title: 'Décide au total', width: 19, style: 'montant' },
      { title: 'Motif', width: 56, style: 'renvoi' },
      { title: 'Référence', width: 36, style: 'texte', folded: true },
      { title: 'Fichier et ligne', width: 30, style: 'texte', folded: true },
      ...compte('Conclut'),
      ...compte('Devancée'),
      ...compte('Contredite'),
      ...(recettes === undefined
        ? []
        : [
            { title: 'Décide au cofinancement', width: 19, style: 'montant' } as const,
            ...['Conclut sur des recettes', 'Devancée sur des recettes', 'Contredite sur des recettes'].flatMap(compte),
          ]),
    ],
    frozenColumns: 2,
  });
  const entete = feuille.addHeads();
  const nommees = compterParGroupe(jaune.lignes, contexte.pieces.regle);
  const recettesNommees = compterParGroupe(recettes?.affectations ?? [], recettes?.pieces.regle ?? new Int32Array());
  const cofinance = (numero: number): readonly Cell[] => {
    if (recettes === undefined) return [];
    const formule = formulesSur(RECETTES).sommeSi('internationale', [COLONNES.regle, `A${feuille.nextRow}`]);
    return [amountFormula(formule, recettesNommees.get(numero)?.internationale.centimes ?? montant(0))];
  };
  const decide = (numero: number) => {
    const formule = sommeSi('internationale', [COLONNES.regle, `A${feuille.nextRow}`]);
    return amountFormula(formule, nommees.get(numero)?.internationale.centimes ?? montant(0));
  };
  for (const [rang, { regle, question, emporte, devance, contredite }] of jaune.regles.entries()) {
    const { id, conclusion, motif, reference, lieu } = regle;
    const effets = [emporte, devance, contredite];
    const comptes = effets.flatMap(({ lignes, centimes }) => [lignes, asEuros(centimes)]);
    const enFace =
      recettes === undefined ? [] : effets.flatMap(({ recettes: { lignes, centimes } }) => [lignes, asEuros(centimes)]);
    const tete = [rang + 1, id, LIBELLES_QUESTIONS[question], conclusion];
    feuille.add([...tete, decide(rang + 1), motif, reference, lieu, ...comptes, ...cofinance(rang + 1), ...enFace]);
    lier(contexte, feuille, rang + 1);
  }
  const arbitrages = numeroDesArbitrages(jaune);
  feuille.add([
    arbitrages,
    'Arbitrage d’une personne',
    undefined,
    undefined,
    decide(arbitrages),
    ...vides(9),
    ...cofinance(arbitrages),
  ]);
  lier(contexte, feuille, arbitrages);
  feuille.add([0, 'Ni règle ni arbitrage', undefined, undefined, decide(0), ...vides(9), ...cofinance(0)]);
  const derniere = feuille.nextRow - 1;
  const { totalHorsExceptionnelles } = jaune.synthese;
  const enTout = totalDe('E', entete, derniere, totalHorsExceptionnelles);
  const enFaceDuTotal =
    recettes === undefined
      ? []
      : [...vides(9), totalDe('O', entete, derniere, jaune.partition.internationale.recettes.centimes)];
  const total = feuille.addTotal([
    undefined,
    'Total hors opérations exceptionnelles',
    ...vides(2),
    enTout,
    ...enFaceDuTotal,
  ]);
  const controle = { nom: 'regles', colonne: 'E', libelle: 'Contrôle avec Parts' };
  ajouterControle(contexte, feuille, controle, `E${total}`, sommeSi('internationale'));
  if (recettes) {
    const desRecettes = { nom: 'regles_recettes', colonne: 'O', libelle: 'Contrôle avec Recettes' };
    ajouterControle(contexte, feuille, desRecettes, `O${total}`, formulesSur(RECETTES).sommeSi('internationale'));
  }
  feuille.close({ ...enListe(feuille, entete, derniere), printArea: impression(feuille) });
}

function lier(contexte: Contexte, feuille: Sheet, numero: number): void {
  const premiere = contexte.pieces.regle.indexOf(numero);
  const filtres = [filtreDeLaPlace('internationale'), `${COLONNES.regle} = ${numero}`];
  if (premiere >= 0) feuille.link('A', lienVersParts(contexte, premiere, filtres));
}

/** The sheet `Quotes-parts`: what is kept of each shared line, what is left, and how the share was found. */
export function ecrireQuotesParts(contexte: Contexte): void {
  const { partagees, lignes } = contexte.jaune;
  const feuille = commencer(contexte, {
    name: 'Quotes-parts',
    objet: 'Les lignes dont une part seulement est internationale, avec cette part et ce qui reste.',
    onglet: 'piece',
    title: 'Lignes dont une part seulement est internationale',
    note: 'Le reste de chaque ligne est non international, au centime. Pour essayer une autre quote-part, changez « Part appliquée » dans la feuille Parts.',
    columns: [
      NUMERO,
      ...IDENTITE,
      { title: 'Quote-part à l’édition', width: 14, style: 'texte' },
      { title: 'Quote-part appliquée', width: 11, style: 'pourcent' },
      { title: 'Montant de la ligne', width: 19, style: 'montant' },
      { title: 'Retenu', width: 19, style: 'montant' },
      { title: 'Reste non international', width: 19, style: 'montant' },
      { title: 'Clé', width: 36, style: 'renvoi' },
      { title: 'Motif', width: 44, style: 'renvoi' },
    ],
    frozenColumns: 2,
  });
  const entete = feuille.addHeads();
  for (const { ligne, quotePart, montant: entier, retenu, reste, cle, motif } of partagees) {
    const { nextRow: rang } = feuille;
    const deLaLigne = [COLONNES.ligne, `A${rang}`] as const;
    const enTout = sommeDeColonne(COLONNES.deLaPart, deLaLigne);
    feuille.add([
      ligne + 1,
      ...identite(lignes[ligne]?.ligne),
      quotePart,
      shareFormula(`J${rang}`, `I${rang}`, retenu, entier),
      amountFormula(sommeDesLignes(deLaLigne), entier),
      amountFormula(`ROUND(${enTout}-${partsRestees(rang)},2)`, retenu),
      amountFormula(`ROUND(${sommeSi('non_internationale', deLaLigne)},2)`, reste),
      cle,
      motif,
    ]);
    lierLaLigne(contexte, feuille, ligne);
  }
  const derniere = feuille.nextRow - 1;
  const colonne = (rang: number, centimes: readonly Montant[]) =>
    totalDe(columnLetter(rang), entete, derniere, somme(centimes));
  const total = feuille.addTotal([
    undefined,
    'Total',
    ...vides(6),
    colonne(
      8,
      partagees.map(({ montant }) => montant),
    ),
    colonne(
      9,
      partagees.map(({ retenu }) => retenu),
    ),
    colonne(
      10,
      partagees.map(({ reste }) => reste),
    ),
  ]);
  const controle = { nom: 'quotes_parts', colonne: 'I', libelle: 'Contrôle' };
  ajouterControle(contexte, feuille, controle, `I${total}`, `J${total}+K${total}`);
  feuille.close({ ...enListe(feuille, entete, derniere), printArea: impression(feuille) });
}

/** The parts of a line that stand in `Parts` as non-international. */
function partsRestees(rang: number): string {
  const { deLaPart, verdict, ligne } = COLONNES;
  return sommeDeColonne(deLaPart, [verdict, verdictEcrit('non_internationale')], [ligne, `A${rang}`]);
}
