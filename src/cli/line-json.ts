import { CHAMPS_TEXTE, type ChampTexte, champDe } from '../domain/lignes/champs.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';

/** A line for machines, field by field: what a line shares with others it does not hold itself. */
export function lineJson(ligne: LigneBudgetaire, imputation: object = {}) {
  const { fichier, numero, empreinte, exercice, montants, coutTotal, montantEcrit } = ligne;
  const texts = Object.fromEntries(
    Object.entries(CHAMPS_TEXTE).flatMap(([name, property]) =>
      // What few files have is there where a file has it.
      champDe(name as ChampTexte).comprisDansLesLignes && ligne[property] === '' ? [] : [[property, ligne[property]]],
    ),
  );
  return { fichier, numero, empreinte, exercice, ...imputation, ...texts, montants, coutTotal, montantEcrit };
}

/** The same, with what it shares. */
export function lineWithImputationJson(ligne: LigneBudgetaire) {
  const { rang, ...shared } = ligne.imputation;
  return lineJson(ligne, { imputation: { rang, fichier: ligne.fichier, ...shared } });
}
