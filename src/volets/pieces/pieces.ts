import type { Affectation } from '../../domain/lignes/affectation.ts';
import { ecrireDate } from '../../domain/textes/date.ts';
import type { Volet } from '../volet.ts';
import { compilerLeFondement } from './compiler-le-fondement.ts';
import { type Droit, lireLeDroit } from './droit.ts';
import { ETATS, jugerUneFiche } from './juger-une-fiche.ts';
import { LignesDesPieces } from './lignes-des-pieces.ts';
import { type FicheDePieces, type FichesDePieces, lireLesPieces } from './lire-les-pieces.ts';

/** The legal file of each action, beside what the text of the day of its deliberation asks for: facts, and what is missing. */
export const pieces: Volet = {
  nom: 'fondement',
  fichiers: /^pieces\.csv$/,
  attendu: 'pieces.csv',
  async lire([fichier = ''], { racine, enTete, donnees, constats }) {
    const droit = lireLeDroit(donnees);
    const fiches = await lireLesPieces(racine, fichier, enTete.operations, constats);
    const lignes = new LignesDesPieces(fiches);
    return {
      voir: (affectation) => lignes.voir(affectation),
      compiler: (matiere, dire) => compilerLeFondement({ fiches, droit, lignes, enTete }, matiere, dire),
      expliquer: (affectation) => expliquer(affectation, fiches, droit),
    };
  },
};

function expliquer(affectation: Affectation, fiches: FichesDePieces, droit: Droit): string[] {
  const fiche = fiches.pour(affectation);
  if (fiche === undefined) return [];
  const { etat, regime, manque, motif, aNoter } = jugerUneFiche((piece) => fiche.fiche.lire(piece), droit);
  const deliberation = fiche.fiche.lire('deliberation');
  const quand = deliberation === '' ? '' : `, délibération du ${ecrireDate(deliberation)}`;
  const texte = regime === undefined ? '' : ` (${regime.titre})`;
  const dit = [...manque, motif].filter((phrase) => phrase !== '').join(' ; ');
  return [
    `Pièces : ${ETATS[etat]}${dit === '' ? '' : ` : ${dit}`}${quand}${texte}.`,
    ...aNoter.map((phrase) => `À noter : ne cite pas ${phrase}.`),
    `D’après pieces.csv:${fiche.fiche.numero}${deLaquelle(fiche)}.`,
    ...fiches.anciennes(fiche).map((numero) => `Remplacée, gardée comme historique : pieces.csv:${numero}.`),
  ];
}

function deLaquelle({ objet, fiche }: FicheDePieces): string {
  if (objet.de === 'ligne') return '';
  return objet.de === 'operation' ? `, pour l’opération ${objet.id}` : `, pour le programme ${fiche.lire('programme')}`;
}
