import type { NomDeChamp } from '../domain/lignes/champs.ts';
import { TABLE_DES_CHAMPS } from '../domain/lignes/table-des-champs.ts';
import type { Mot } from './objet-decrit.ts';

/** The fields that officers name: those of a line, and its amount. */
export type Champ = NomDeChamp | 'montant';

/** What each field means, as an editor shows it to those who write `exercice.yaml` and the rules. */
export const MOTS_DES_CHAMPS: Readonly<Record<Champ, Mot>> = {
  ...TABLE_DES_CHAMPS,
  montant: {
    titre: 'Montant',
    sens: 'Le montant de la ligne dans la base du dossier, en euros : { min: 1 000, max: 5 000,50 }, bornes comprises.',
  },
};
