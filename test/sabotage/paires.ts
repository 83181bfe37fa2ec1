/** Two commands at once on one dossier, or one output: no mixed edition, no lost decision, and whoever did nothing says so. */
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as attendre } from 'node:timers/promises';
import { empreinteDe, etatDesSommes } from '../outils/pannes.ts';
import type { Essai, GenreDEssais } from './essai.ts';
import { poserLAutreDossier, poserLeDossier, poserUneSource, restesDans } from './gestes-a-interrompre.ts';
import { ARBITRAGES, decisionsGardees, type Lieux, motifDuClasseur } from './lieux.ts';
import { type CourseSurveillee, courir, fauteDe } from './programme-surveille.ts';

/** Milliseconds by which one may start after the other. */
const DECALAGE = 700;

/** Two commands, and what must hold once both have ended. */
interface Paire {
  readonly quoi: string;
  readonly fois: number;
  poser(lieux: Lieux, lieu: string): void;
  mots(lieux: Lieux): readonly [readonly string[], readonly string[]];
  juger(lieu: string, finies: readonly [CourseSurveillee, CourseSurveillee]): string | undefined;
}

const lire = (...chemin: readonly string[]) =>
  existsSync(join(...chemin)) ? readFileSync(join(...chemin), 'utf8') : '';

function editionEntiere(lieu: string): string | undefined {
  const etat = etatDesSommes(join(lieu, '2012'));
  return etat === 'entière' ? undefined : `édition ${etat}`;
}

/** Each who said that its work was done has it there; at least one did it. */
function faitsTenus(
  finies: readonly [CourseSurveillee, CourseSurveillee],
  tenu: (rang: number) => boolean,
): string | undefined {
  if (finies.every(({ code }) => code !== 0)) return 'aucune des deux n’a rien fait';
  const perdu = finies.findIndex(({ code }, rang) => code === 0 && !tenu(rang));
  return perdu === -1 ? undefined : `la commande ${perdu + 1} dit que c’est fait, et ce ne l’est pas`;
}

const deuxDossiers = (lieux: Lieux, lieu: string) => {
  poserLeDossier(lieux, lieu);
  poserLAutreDossier(lieux, lieu);
};
const compiler = (dossier: string) => ['compiler', dossier, '--sortie', '2012', '--remplacer'];
const archiver = (dossier: string) => ['archiver', dossier, '--sortie', 'a.zip', '--remplacer'];
const importer = (classeur = '') => ['arbitrer', 'import', 'dossier', classeur];
const ajouter = (nom: string) => [
  'source',
  nom,
  '--dossier',
  'dossier',
  '--secteur',
  'S',
  '--organisme',
  'Région',
  '--ecrire',
];
const decisionTenue = (lieu: string) => (rang: number) =>
  lire(lieu, 'dossier', ARBITRAGES).includes(motifDuClasseur(rang + 1));
const sourceTenue = (lieu: string, noms: readonly string[]) => (rang: number) =>
  lire(lieu, 'dossier', 'exercice.yaml').includes(`sources/${noms[rang]}`) &&
  existsSync(join(lieu, 'dossier/sources', noms[rang] ?? ''));

const PAIRES_DE_COMMANDES: readonly Paire[] = [
  {
    quoi: 'compiler et compiler, une sortie',
    fois: 6,
    poser: deuxDossiers,
    mots: () => [compiler('dossier'), compiler('autre')],
    juger: (lieu, finies) => editionEntiere(lieu) ?? faitsTenus(finies, () => true),
  },
  {
    quoi: 'archiver et archiver, une archive',
    fois: 4,
    poser: deuxDossiers,
    mots: () => [archiver('dossier'), archiver('autre')],
    juger: (lieu, finies) => {
      const empreinte = empreinteDe(join(lieu, 'a.zip'));
      const dite = finies.some(({ code, sortie }) => code === 0 && sortie.includes(empreinte));
      return dite ? undefined : 'l’archive n’est celle d’aucune des deux';
    },
  },
  {
    quoi: 'arbitrer import, deux fois',
    fois: 5,
    poser: (lieux, lieu) => void poserLeDossier(lieux, lieu),
    mots: ({ classeurs }) => [importer(classeurs[0]), importer(classeurs[1])],
    juger: (lieu, finies) => faitsTenus(finies, decisionTenue(lieu)),
  },
  {
    quoi: 'arbitrer import et compiler',
    fois: 3,
    poser: (lieux, lieu) => void poserLeDossier(lieux, lieu),
    mots: ({ classeurs }) => [importer(classeurs[0]), compiler('dossier')],
    juger: (lieu, finies) =>
      (finies[1].code === 0 ? editionEntiere(lieu) : undefined) ??
      faitsTenus(finies, (rang) => rang === 1 || decisionTenue(lieu)(0)),
  },
  {
    quoi: 'source --ecrire, deux fois',
    fois: 3,
    poser: (lieux, lieu) => {
      poserLeDossier(lieux, lieu);
      for (const nom of ['sport.csv', 'sante.csv']) poserUneSource(lieu, nom);
    },
    mots: () => [ajouter('sport.csv'), ajouter('sante.csv')],
    juger: (lieu, finies) => faitsTenus(finies, sourceTenue(lieu, ['sport.csv', 'sante.csv'])),
  },
  {
    quoi: 'source --ecrire et arbitrer import',
    fois: 2,
    poser: (lieux, lieu) => {
      poserLeDossier(lieux, lieu);
      poserUneSource(lieu, 'sport.csv');
    },
    mots: ({ classeurs }) => [ajouter('sport.csv'), importer(classeurs[0])],
    juger: (lieu, finies) =>
      faitsTenus(finies, (rang) => (rang === 0 ? sourceTenue(lieu, ['sport.csv'])(0) : decisionTenue(lieu)(0))),
  },
  {
    quoi: 'init et init, un dossier',
    fois: 2,
    poser: (lieux, lieu) => void poserLeDossier(lieux, lieu),
    mots: () => [
      ['init', '2013', '--depuis', 'dossier'],
      ['init', '2013', '--depuis', 'dossier'],
    ],
    juger: (lieu, finies) => faitsTenus(finies, () => existsSync(join(lieu, '2013/exercice.yaml'))),
  },
  {
    quoi: 'compiler et verifier, une édition',
    fois: 2,
    poser: (lieux, lieu) => {
      deuxDossiers(lieux, lieu);
      cpSync(lieux.edition, join(lieu, '2012'), { recursive: true });
    },
    mots: () => [compiler('autre'), ['verifier', '2012', '--dossier', 'dossier']],
    juger: (lieu, [compilee]) =>
      editionEntiere(lieu) ?? (compilee.code === 0 ? undefined : `compiler : ${compilee.erreur}`),
  },
  {
    quoi: 'compiler et archiver, un dossier',
    fois: 2,
    poser: (lieux, lieu) => void poserLeDossier(lieux, lieu),
    mots: () => [compiler('dossier'), archiver('dossier')],
    juger: (lieu, finies) =>
      editionEntiere(lieu) ?? faitsTenus(finies, (rang) => rang === 0 || existsSync(join(lieu, 'a.zip'))),
  },
];

function essaiDe(lieux: Lieux, paire: Paire, fois: number): Essai {
  return {
    sorte: paire.quoi,
    quoi: `fois ${fois + 1}`,
    async faire(lieu, hasard) {
      paire.poser(lieux, lieu);
      const [premiers, seconds] = paire.mots(lieux);
      const retard = fois === 0 ? 0 : hasard.nombre(DECALAGE);
      const seconde = async () => {
        await attendre(retard);
        return courir(lieux.programme, seconds, { depuis: lieu });
      };
      const finies = await Promise.all([courir(lieux.programme, premiers, { depuis: lieu }), seconde()]);
      const faute = finies.map(fauteDe).find((dite) => dite !== undefined);
      if (faute !== undefined) return faute;
      if (!decisionsGardees(lieux.dossier, join(lieu, 'dossier'))) return 'une décision d’avant n’est plus là';
      const restes = restesDans(lieu);
      return paire.juger(lieu, finies) ?? (restes.length === 0 ? undefined : `restes : ${restes.join(', ')}`);
    },
  };
}

export const PAIRES: GenreDEssais = {
  nom: 'paires',
  titre: 'Paires de commandes',
  essais: (lieux) =>
    PAIRES_DE_COMMANDES.flatMap((paire) =>
      Array.from({ length: paire.fois }, (_, fois) => essaiDe(lieux, paire, fois)),
    ),
};
