import { compilerAnneeParAnnee } from '../../compile/evolution/annee-par-annee.ts';
import { anneesMontrees } from '../../compile/evolution/annees-passees.ts';
import type { Synthese } from '../../compile/synthese.ts';
import { voteParChiffre } from '../../compile/vote-par-chiffre.ts';
import { amountFormula, asEuros, type Cell } from '../../files/xlsx/cell.ts';
import type { Sheet } from '../../files/xlsx/sheet.ts';
import type { StyleName } from '../../files/xlsx/styles.ts';
import { titreDeLAnnee } from '../textes/annee-passee-dite.ts';
import { titreDuVote } from '../textes/vote-dit.ts';
import type { Contexte } from './contexte.ts';
import { NOMS } from './noms.ts';
import type { PlagesDesAnnees } from './plages.ts';

/** The columns of the block: its figure, its name in the workbook, in the jaune, and as it is headed. */
const COLONNES = [
  ['B', 'totalHorsExceptionnelles', NOMS.total, 'total', 'Total général'],
  ['D', 'secteurPilote', NOMS.pilote, 'secteur_pilote', 'Secteur pilote'],
  ['E', 'autresSecteurs', NOMS.autres, 'autres_secteurs', 'Autres secteurs'],
  ['F', 'exceptionnelles', NOMS.exceptionnelles, 'exceptionnelles', 'Exceptionnelles'],
] as const satisfies readonly (readonly [string, keyof Synthese, string, string, string])[];
const STYLES: readonly StyleName[] = ['texte', 'montant', 'texte', 'montant', 'montant', 'montant'];
const DOUX: readonly StyleName[] = ['texte', 'montantDoux', 'texte', 'montantDoux', 'montantDoux', 'montantDoux'];

/**
 * The four figures year after year: those of earlier editions as constants, those of the edition live, then what is voted for the next.
 * Nothing where the dossier says nothing of another year.
 */
export function ajouterAnnees({ jaune }: Contexte, feuille: Sheet): PlagesDesAnnees | undefined {
  const { chiffres } = compilerAnneeParAnnee(jaune);
  const annees = [...anneesMontrees(jaune).toReversed().map(titreDeLAnnee), jaune.enTete.exercice];
  const vote = voteParChiffre(jaune);
  const { voteSuivant } = jaune.enTete;
  const votees = COLONNES.map(([, , , nom]) => vote.get(`synthese.${nom}`));
  const aUnVote = voteSuivant !== undefined && votees.some((montant) => montant !== undefined);
  if (annees.length < 2 && !aUnVote) return undefined;
  feuille.addHeading('Année par année', 6);
  feuille.addHeads(['Année', COLONNES[0][4], '', ...COLONNES.slice(1).map(([, , , , titre]) => titre)], STYLES);
  const tete = feuille.nextRow - 1;
  const suites = COLONNES.map(([, cle]) => chiffres.find((chiffre) => chiffre.cle === cle)?.montants ?? []);
  for (const [rang, annee] of annees.entries()) {
    const derniere = rang === annees.length - 1;
    const cellules = COLONNES.map(([, , nom], colonne): Cell => {
      const lu = suites[colonne]?.[rang];
      if (lu === undefined) return undefined;
      return derniere ? amountFormula(nom, lu) : asEuros(lu);
    });
    ajouter(annee, cellules, derniere ? STYLES : DOUX);
  }
  const fin = feuille.nextRow - 1;
  if (aUnVote)
    ajouter(
      `${titreDuVote(voteSuivant)}, ajouté à rien`,
      votees.map((montant) => (montant === undefined ? undefined : asEuros(montant))),
      DOUX,
    );
  const plage = (rang: 0 | 3) => ({
    nom: { reference: feuille.reference(COLONNES[rang][0], tete), values: [COLONNES[rang][4]] },
    montants: {
      reference: feuille.reference(COLONNES[rang][0], tete + 1, fin),
      values: (suites[rang] ?? []).map((lu) => asEuros(lu ?? 0)),
    },
  });
  return {
    feuille: 'Synthèse',
    libelles: {
      reference: feuille.reference('A', tete + 1, fin),
      values: annees,
    },
    colonnes: [plage(0), plage(3)],
  };

  function ajouter(libelle: string, [total, ...autres]: readonly Cell[], styles: readonly StyleName[]): void {
    feuille.add([libelle, total, undefined, ...autres], styles);
  }
}
