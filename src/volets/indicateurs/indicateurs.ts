import { nommer } from '../../domain/textes/nom.ts';
import type { VoletCompile } from '../../domain/volets/volet-compile.ts';
import { lireDesFiches } from '../lire-des-fiches.ts';
import type { Volet } from '../volet.ts';

const COLONNES = {
  indicateur: { genre: 'texte', requise: true },
  axe: { genre: 'texte' },
  valeur: { genre: 'texte' },
  unite: { genre: 'texte', requise: true },
} as const;

/** What the action does, counted otherwise than in euros: « plus de 20 000 jeunes ». Indicators are never added up. */
export const indicateurs: Volet = {
  nom: 'indicateurs',
  fichiers: /^indicateurs\.csv$/,
  attendu: 'indicateurs.csv',
  async lire([fichier = ''], { racine, constats }) {
    const fiches = await lireDesFiches(racine, { fichier, code: 'E-INDICATEURS', colonnes: COLONNES }, constats);
    return {
      compiler: (): VoletCompile => ({
        nom: 'indicateurs',
        titre: 'Indicateurs',
        chapeau: ['Un indicateur ne s’ajoute à aucun autre.'],
        tableaux: [
          {
            nom: 'valeurs',
            titre: 'Ce que l’action a fait',
            feuille: 'Indicateurs',
            note: '',
            vide: 'Aucun indicateur.',
            colonnes: [
              { cle: 'indicateur', titre: 'Indicateur', genre: 'texte' },
              { cle: 'valeur', titre: 'Valeur', genre: 'quantite' },
              { cle: 'unite', titre: 'Unité', genre: 'texte' },
            ],
            rangees: fiches.map((fiche) => ({
              cle: nommer(fiche.lire('indicateur')),
              cellules: [fiche.lire('indicateur'), fiche.lire('valeur'), fiche.lire('unite')],
            })),
          },
        ],
        champs: [],
        chiffres: [],
      }),
    };
  },
};
