/** Whatever a file holds: words, a documented code, bounded time and memory, and nothing half written. */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { etatDesSommes } from '../../outils/pannes.ts';
import type { Essai, GenreDEssais } from '../essai.ts';
import { decisionsGardees, type Lieux, sommesDe } from '../lieux.ts';
import { courir, fauteDe } from '../programme-surveille.ts';
import { CLASSEURS_A_LA_MAIN } from './classeurs-a-la-main.ts';
import { DECISIONS_A_LA_MAIN, MEMOIRES_A_LA_MAIN } from './decisions-a-la-main.ts';
import { COMPTES_A_LA_MAIN, DOCUMENTS_A_LA_MAIN } from './documents-a-la-main.ts';
import { GABARITS_A_LA_MAIN, TEXTES_A_LA_MAIN } from './gabarits-a-la-main.ts';
import { MUTATIONS_D_OCTETS, MUTATIONS_DE_TEXTE, type Mutation } from './mutations-hostiles.ts';
import { SOURCES_A_LA_MAIN } from './sources-a-la-main.ts';
import { EXERCICES_A_LA_MAIN, REGLES_A_LA_MAIN } from './yaml-a-la-main.ts';

/** A file of a dossier under attack. */
interface Cible {
  readonly sorte: string;
  readonly fichier: string;
  readonly mutations: readonly Mutation[];
  /** How many mutated files; mutations follow one another. */
  readonly mutes: number;
  readonly aLaMain: ReadonlyMap<string, () => Buffer | string>;
  /** Asked of it beside `compiler`, by its words. */
  readonly autre?: (fichier: string) => readonly string[];
}

const regarder = (fichier: string) => ['source', fichier];

const CIBLES: readonly Cible[] = [
  {
    sorte: 'sources CSV',
    fichier: 'sources/culture.csv',
    mutations: MUTATIONS_DE_TEXTE,
    mutes: 44,
    aLaMain: SOURCES_A_LA_MAIN,
    autre: regarder,
  },
  {
    sorte: 'classeurs XLSX',
    fichier: 'sources/tourisme.xlsx',
    mutations: MUTATIONS_D_OCTETS,
    mutes: 36,
    aLaMain: CLASSEURS_A_LA_MAIN,
    autre: regarder,
  },
  {
    sorte: 'documents TOTEM',
    fichier: 'sources/budget.xml',
    mutations: MUTATIONS_DE_TEXTE,
    mutes: 40,
    aLaMain: DOCUMENTS_A_LA_MAIN,
    autre: regarder,
  },
  {
    sorte: 'comptes financiers uniques',
    fichier: 'sources/compte.xml',
    mutations: MUTATIONS_DE_TEXTE,
    mutes: 40,
    aLaMain: COMPTES_A_LA_MAIN,
    autre: regarder,
  },
  {
    sorte: 'exercice.yaml',
    fichier: 'exercice.yaml',
    mutations: MUTATIONS_DE_TEXTE,
    mutes: 40,
    aLaMain: EXERCICES_A_LA_MAIN,
  },
  {
    sorte: 'règles',
    fichier: 'regles/20-lieux.yaml',
    mutations: MUTATIONS_DE_TEXTE,
    mutes: 36,
    aLaMain: REGLES_A_LA_MAIN,
  },
  {
    sorte: 'arbitrages.csv',
    fichier: 'arbitrages.csv',
    mutations: MUTATIONS_DE_TEXTE,
    mutes: 36,
    aLaMain: DECISIONS_A_LA_MAIN,
  },
  {
    sorte: 'mémoire',
    fichier: 'memoire/lignes-2011.csv',
    mutations: MUTATIONS_DE_TEXTE,
    mutes: 30,
    aLaMain: MEMOIRES_A_LA_MAIN,
  },
  {
    sorte: 'textes',
    fichier: 'textes/synthese.md',
    mutations: MUTATIONS_DE_TEXTE,
    mutes: 22,
    aLaMain: TEXTES_A_LA_MAIN,
  },
  {
    sorte: 'gabarits',
    fichier: 'gabarits/sections/pays.hbs',
    mutations: MUTATIONS_DE_TEXTE,
    mutes: 22,
    aLaMain: GABARITS_A_LA_MAIN,
  },
];

function essaisSur(lieux: Lieux, { sorte, fichier, mutations, mutes, aLaMain, autre }: Cible): Essai[] {
  const compilerAvec = async (lieu: string, contenu: Buffer | string): Promise<string | undefined> => {
    const [dossier, sortie] = [join(lieu, 'dossier'), join(lieu, '2012')];
    cpSync(lieux.dossier, dossier, { recursive: true });
    writeFileSync(join(dossier, fichier), contenu);
    const avant = sommesDe(dossier);
    const compilee = await courir(lieux.programme, ['compiler', dossier, '--sortie', sortie], { depuis: lieu });
    const faute = fauteDe(compilee);
    if (faute !== undefined) return faute;
    if (compilee.code === 0 && etatDesSommes(sortie) !== 'entière') return `édition ${etatDesSommes(sortie)}`;
    if (compilee.code !== 0 && existsSync(sortie)) return 'refusé, et pourtant une édition est là';
    if (autre) {
      const vue = fauteDe(await courir(lieux.programme, autre(join(dossier, fichier)), { depuis: lieu }));
      if (vue !== undefined) return `${autre('…').join(' ')} : ${vue}`;
    }
    if (sommesDe(dossier) !== avant) return 'le dossier a changé';
    // Beside an edition, the note of the dossier that it is of.
    const laisses = ['dossier', ...(compilee.code === 0 ? ['2012', '.2012.dossier'] : [])];
    const restes = readdirSync(lieu).filter((nom) => !laisses.includes(nom));
    return restes.length === 0 ? undefined : `reste ${restes.join(', ')}`;
  };
  const sains = readFileSync(join(lieux.dossier, fichier));
  return [
    ...Array.from({ length: mutes }, (_, rang): Essai => {
      const mutation = mutations[rang % mutations.length] as Mutation;
      return {
        sorte,
        quoi: mutation.quoi,
        faire: (lieu, hasard) => compilerAvec(lieu, mutation.faire(sains, hasard)),
      };
    }),
    ...[...aLaMain].map(([quoi, contenu]): Essai => ({ sorte, quoi, faire: (lieu) => compilerAvec(lieu, contenu()) })),
  ];
}

/** Review workbooks that come back spoilt: refused, or harmless; decisions are all taken, or none. */
function essaisSurLaRevue(lieux: Lieux): Essai[] {
  const [classeur = ''] = lieux.classeurs;
  const sains = readFileSync(classeur);
  const importer = async (lieu: string, octets: Buffer | string): Promise<string | undefined> => {
    const [dossier, recu] = [join(lieu, 'dossier'), join(lieu, 'recu.xlsx')];
    cpSync(lieux.dossier, dossier, { recursive: true });
    writeFileSync(recu, octets);
    const avant = readFileSync(join(dossier, 'arbitrages.csv'), 'utf8');
    const course = await courir(lieux.programme, ['arbitrer', 'import', dossier, recu], { depuis: lieu });
    const apres = readFileSync(join(dossier, 'arbitrages.csv'), 'utf8');
    if (course.code !== 0 && apres !== avant) return 'refusé, et pourtant arbitrages.csv a changé';
    if (!decisionsGardees(lieux.dossier, dossier)) return 'une décision d’avant n’est plus là';
    return fauteDe(course);
  };
  return [
    ...Array.from({ length: 36 }, (_, rang): Essai => {
      const mutation = MUTATIONS_D_OCTETS[rang % MUTATIONS_D_OCTETS.length] as Mutation;
      return {
        sorte: 'classeurs de revue',
        quoi: mutation.quoi,
        faire: (lieu, hasard) => importer(lieu, mutation.faire(sains, hasard)),
      };
    }),
    ...[...CLASSEURS_A_LA_MAIN].map(
      ([quoi, contenu]): Essai => ({
        sorte: 'classeurs de revue',
        quoi,
        faire: (lieu) => importer(lieu, contenu()),
      }),
    ),
  ];
}

export const HOSTILES: GenreDEssais = {
  nom: 'hostiles',
  titre: 'Entrées hostiles',
  essais: (lieux) => [...CIBLES.flatMap((cible) => essaisSur(lieux, cible)), ...essaisSurLaRevue(lieux)],
};
