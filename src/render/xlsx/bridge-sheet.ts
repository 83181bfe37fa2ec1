import { montant, somme } from '../../domain/montant.ts';
import { LIBELLES_PLACES } from '../../domain/verdict.ts';
import { enEuros, formuleMontant } from '../../files/xlsx/cell.ts';
import type { Feuille } from '../../files/xlsx/sheet.ts';
import { ajouterControle, type Contexte, commencer } from './context.ts';
import { NOMS, NOMS_LIGNES, nomDesNumeros, sommeSi } from './names.ts';

const NOTE =
  'Ce que le secteur pilote a reçu et ce qui en sort sont des constantes de la compilation ; ce que chaque secteur apporte est une formule sur la feuille Lignes.';

/** The sheet `Passerelle`: from the pilot sector as received to the headline. */
export function ecrirePasserelle(contexte: Contexte): void {
  const { passerelle, enTete } = contexte.jaune;
  const feuille = commencer(contexte, {
    nom: 'Passerelle',
    titre: 'Passerelle du secteur pilote au total',
    note: NOTE,
    colonnes: [
      { titre: 'Étape', largeur: 64, style: 'renvoi' },
      { titre: 'Place', largeur: 30, style: 'texte' },
      { titre: 'Montant (€)', largeur: 22, style: 'montant' },
      { titre: 'Lignes à l’édition', largeur: 12, style: 'entier' },
    ],
  });
  const premiere = feuille.ajouterEntetes() + 1;
  const { secteurPiloteRecu: recu, sorties, transferts } = passerelle;
  feuille.ajouter([`Reçu sous le secteur « ${enTete.secteurPilote} »`, undefined, enEuros(recu.montant), recu.lignes]);
  for (const { libelle, place, montant: sorti, lignes } of sorties)
    feuille.ajouter([`Moins : ${libelle}`, LIBELLES_PLACES[place], enEuros(-sorti), lignes]);
  feuille.ajouter(['Moins : compté à d’autres secteurs', undefined, enEuros(-transferts)]);
  ajouterRetenu(contexte, feuille, premiere);
  ajouterApports(contexte, feuille);
  feuille.clore();
}

/** What the pilot sector keeps, with what was changed in the workbook since the edition, so that the steps add up. */
function ajouterRetenu({ jaune: { passerelle } }: Contexte, feuille: Feuille, premiere: number): void {
  const constantes = `SUM(C${premiere}:C${feuille.rang - 1})`;
  const { secteurPiloteRecu, sorties, transferts, secteurPiloteRetenu } = passerelle;
  const sorti = somme(sorties.map((sortie) => sortie.montant));
  const calcule = secteurPiloteRecu.montant - sorti - transferts;
  feuille.ajouter([
    'Changements faits dans la feuille Lignes depuis l’édition',
    undefined,
    formuleMontant(`ROUND(${NOMS.pilote}-${constantes},2)`, secteurPiloteRetenu - calcule),
  ]);
  feuille.ajouterTotal([
    'Retenu dans le secteur pilote',
    undefined,
    formuleMontant(`SUM(C${premiere}:C${feuille.rang - 1})`, secteurPiloteRetenu),
  ]);
}

function ajouterApports(contexte: Contexte, feuille: Feuille): void {
  const { passerelle, synthese } = contexte.jaune;
  const secteurs = contexte.tables.get('secteur');
  const numeros = new Map(secteurs?.listees.map(({ cle }, rang) => [cle, rang + 1]));
  const retenu = feuille.rang - 1;
  const horsTable = [];
  for (const apport of passerelle.apports) {
    const numero = numeros.get(apport.cle);
    if (numero === undefined) horsTable.push(apport.montant);
    else {
      const formule = sommeSi('internationale', [nomDesNumeros('secteur'), numero], [NOMS_LIGNES.pilote, 0]);
      feuille.ajouter([`Plus : ${apport.libelle}`, undefined, formuleMontant(formule, apport.montant), apport.lignes]);
    }
  }
  if (horsTable.length > 0 || secteurs?.autres !== undefined) {
    const formule = sommeSi('internationale', [nomDesNumeros('secteur'), 0], [NOMS_LIGNES.pilote, 0]);
    feuille.ajouter(['Plus : autres secteurs', undefined, formuleMontant(formule, somme(horsTable))]);
  }
  const rang = feuille.ajouterTotal([
    'Total général hors opérations exceptionnelles',
    undefined,
    formuleMontant(`SUM(C${retenu}:C${feuille.rang - 1})`, montant(synthese.totalHorsExceptionnelles)),
  ]);
  ajouterControle(contexte, feuille, { nom: 'passerelle', colonne: 'C' }, `C${rang}`, NOMS.total);
}
