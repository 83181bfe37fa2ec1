import { copyFileSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { dossierDEssai } from './atelier.ts';
import { deposer } from './dossier-temporaire.ts';
import { donneePartagee } from './partage.ts';

/** The programmes of Navarra that begin by 14 are its international action; each of its axes is one of them. */
export const AXES = { solidarite: 'Programmes 143', exterieur: 'Autres programmes 14' };
export const deSolidarite = (programme: string) => programme.startsWith('143');

interface OptionsDeNavarre {
  /** Published lines of years before, each by its path or with the name that it gets. */
  readonly memoires?: readonly (string | readonly [chemin: string, nom: string])[];
  readonly axes?: object;
  readonly secteur?: string;
  /** The programmes that count. */
  readonly comptes?: string;
  /** Other keys of `exercice.yaml`. */
  readonly plus?: object;
}

/** The budget of Navarra as published, read in place. */
export function dossierDeNavarre(
  annee: string,
  base: string,
  { memoires = [], axes = AXES, secteur = 'Navarre', comptes = '14*', plus = {} }: OptionsDeNavarre = {},
): string {
  const racine = dossierDEssai();
  const fichier = `navarra-${annee}.csv`;
  const lignes = parse(readFileSync(donneePartagee(fichier), 'utf8')) as string[][];
  const codes = [...new Set(lignes.map((ligne) => ligne[4] ?? ''))];
  const table = [
    'type;code;libelle;origine',
    ...codes.map((code) => `fonction;${code};Programme ${code};Budget publié`),
  ];
  deposer(racine, 'nomenclature/programmes.csv', table.join('\n'));
  mkdirSync(join(racine, 'sources'));
  symlinkSync(donneePartagee(fichier), join(racine, 'sources', fichier));
  mkdirSync(join(racine, 'memoire'));
  for (const memoire of memoires) {
    const [chemin, nom] = typeof memoire === 'string' ? [memoire, memoire.split('/').at(-1) ?? ''] : memoire;
    copyFileSync(chemin, join(racine, 'memoire', nom));
  }
  const source = {
    fichier: `sources/${fichier}`,
    encodage: 'utf-8',
    separateur: ',',
    decimale: ',',
    titres: 'aucun',
    secteur,
    organisme: 'Navarre',
    colonnes: { exercice: '1', chapitre: '2', nature: '4', fonction: '5', libelle: '6' },
    montants: { ae_votees: '7', cp_votes: '8', mandats: '9' },
    ignorees: ['3'],
  };
  const entete = {
    exercice: annee,
    collectivite: 'Navarre',
    titre: 'Actions internationales',
    norme: 'libre',
    nomenclature: ['nomenclature/programmes.csv'],
    vote: 'par_fonction',
    base,
    date_edition: '2026-01-01',
    secteur_pilote: secteur,
    code_inconnu: 'erreur',
    axes,
    sources: [source],
    ...plus,
  };
  deposer(racine, 'exercice.yaml', JSON.stringify(entete));
  const regle = (id: string, question: string, fonction: string, conclusion: unknown, attrape: string) => ({
    id,
    question,
    si: { fonction },
    conclusion,
    motif: 'Essai',
    exemples: { attrape: [{ libelle: 'x', fonction: attrape }] },
  });
  const regles = [
    regle('programmes-14', 'international', comptes, 'internationale', '143100'),
    regle('solidarite', 'ventilation', '143*', { axe: 'solidarite' }, '143100'),
    regle('exterieur', 'ventilation', '14*', { axe: 'exterieur' }, '141100'),
  ];
  deposer(racine, 'regles/r.yaml', JSON.stringify(regles));
  return racine;
}
