/** The commands that write, as something that is killed, or done by two at once: how to lay them, run them, and look at what is there. */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { etatDesSommes } from '../outils/pannes.ts';
import { ARBITRAGES, type Lieux, sommesDe } from './lieux.ts';

/** A command that writes something. */
export interface GesteAInterrompre {
  readonly nom: string;
  /** Times that it is killed. */
  readonly arrets: number;
  /** Lays what it starts from in a place. */
  poser(lieux: Lieux, lieu: string): void;
  /** Its words, run from that place. */
  mots(lieux: Lieux): readonly string[];
  /** What stands there, in a text: the former state and the new one each have theirs. */
  etat(lieu: string): string;
}

const SORTIE = '2012';
const texteDe = (chemin: string) => (existsSync(chemin) ? readFileSync(chemin, 'latin1') : 'absent');

/** The dossier as it is laid for what changes it. */
export function poserLeDossier(lieux: Lieux, lieu: string): string {
  const dossier = join(lieu, 'dossier');
  cpSync(lieux.dossier, dossier, { recursive: true });
  return dossier;
}

/** The same, under another title: another edition comes of it. */
export function poserLAutreDossier(lieux: Lieux, lieu: string): string {
  const dossier = join(lieu, 'autre');
  cpSync(lieux.dossier, dossier, { recursive: true });
  const exercice = join(dossier, 'exercice.yaml');
  writeFileSync(exercice, readFileSync(exercice, 'utf8').replace('Actions internationales', 'Autres actions'));
  return dossier;
}

export const COMPILER: GesteAInterrompre = {
  nom: 'compiler',
  arrets: 60,
  poser(lieux, lieu) {
    poserLAutreDossier(lieux, lieu);
    cpSync(lieux.edition, join(lieu, SORTIE), { recursive: true });
  },
  mots: () => ['compiler', 'autre', '--sortie', SORTIE, '--remplacer'],
  etat: (lieu) => `${etatDesSommes(join(lieu, SORTIE))} ${sommesDe(join(lieu, SORTIE))}`,
};

export const ARCHIVER: GesteAInterrompre = {
  nom: 'archiver',
  arrets: 30,
  poser(lieux, lieu) {
    poserLAutreDossier(lieux, lieu);
    cpSync(lieux.archive, join(lieu, 'a.zip'));
  },
  mots: () => ['archiver', 'autre', '--sortie', 'a.zip', '--remplacer'],
  etat: (lieu) => texteDe(join(lieu, 'a.zip')),
};

export const IMPORTER: GesteAInterrompre = {
  nom: 'arbitrer import',
  arrets: 30,
  poser: (lieux, lieu) => void poserLeDossier(lieux, lieu),
  mots: ({ classeurs: [classeur = ''] }) => ['arbitrer', 'import', 'dossier', classeur],
  etat: (lieu) => sommesDe(join(lieu, 'dossier')),
};

/** A file that nobody declared yet. */
export function poserUneSource(lieu: string, nom: string): void {
  const titres = 'Exercice;Chapitre;Fonction;Objet;Bénéficiaire;Mandaté\n';
  writeFileSync(join(lieu, nom), `${titres}2012;930;048;Accueil de ${nom};Comité;1 000,50\n`);
}

export const AJOUTER_UNE_SOURCE: GesteAInterrompre = {
  nom: 'source --ecrire',
  arrets: 24,
  poser(lieux, lieu) {
    poserLeDossier(lieux, lieu);
    poserUneSource(lieu, 'sport.csv');
  },
  mots: () => [
    'source',
    'sport.csv',
    '--dossier',
    'dossier',
    '--secteur',
    'Sport',
    '--organisme',
    'Région',
    '--ecrire',
  ],
  // The file copied and not yet declared changes nothing of the dossier: the same command, run again, takes it.
  etat: (lieu) => texteDe(join(lieu, 'dossier/exercice.yaml')) + texteDe(join(lieu, 'dossier', ARBITRAGES)),
};

export const INITIER: GesteAInterrompre = {
  nom: 'init',
  arrets: 20,
  poser: (lieux, lieu) => void poserLeDossier(lieux, lieu),
  mots: () => ['init', '2013', '--depuis', 'dossier'],
  etat: (lieu) => sommesDe(join(lieu, '2013')),
};

/** What stands in a place besides what was laid there and what the command makes. */
export function restesDans(lieu: string): string[] {
  return readdirSync(lieu, { recursive: true, encoding: 'utf8' }).filter((nom) =>
    /en-cours|\.tmp|\.part|jaune-[a-z]+-/.test(nom),
  );
}
