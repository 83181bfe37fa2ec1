import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { dossierDEssai } from './outils/atelier.ts';
import { deposer, deposerDossier } from './outils/dossier-temporaire.ts';
import { courirIci } from './outils/dossiers.ts';
import { lireClasseur } from './outils/lecteur-xlsx.ts';
import { texteDe } from './outils/page-lue.ts';
import { decrireAvecDonnees, donneePartagee } from './outils/partage.ts';

interface Compte {
  readonly lignes: number;
  readonly centimes: number;
}

interface Synthese {
  readonly partition: Readonly<Record<string, Compte>>;
  readonly partition_par_base: Readonly<Record<string, Readonly<Record<string, Compte>>>>;
  readonly nomenclature?: readonly { readonly fichier: string; readonly codes: readonly { readonly code: string }[] }[];
}

const regle = (id: string, question: string, si: unknown, conclusion: string) => ({
  id,
  question,
  si,
  conclusion,
  motif: 'Essai',
  exemples: { attrape: [{ libelle: 'x', ...(si as object) }] },
});

interface Reel {
  readonly fichier: string;
  readonly source: Readonly<Record<string, unknown>>;
  readonly base: string;
  /** Rank of the column of functions. */
  readonly fonction: number;
  readonly regles: readonly unknown[];
}

/** A dossier whose only codes are those that the file has, as it is; labels that no file gives are invented. */
function dossierLibre({ fichier, source, base, fonction, regles }: Reel): string {
  const racine = dossierDEssai();
  const lignes = parse(readFileSync(donneePartagee(fichier), 'utf8')) as string[][];
  const codes = [...new Set(lignes.map((ligne) => ligne[fonction] ?? ''))];
  deposer(
    racine,
    'nomenclature/programmes.csv',
    ['type;code;libelle;origine', ...codes.map((code) => `fonction;${code};Programme ${code};Budget publié`)].join(
      '\n',
    ),
  );
  mkdirSync(join(racine, 'sources'));
  symlinkSync(donneePartagee(fichier), join(racine, 'sources', fichier));
  const exercice = /\d{4}/.exec(fichier)?.[0];
  const commun = { encodage: 'utf-8', separateur: ',', titres: 'aucun', secteur: 'Essai', organisme: 'Essai' };
  deposer(
    racine,
    'exercice.yaml',
    JSON.stringify({
      exercice,
      collectivite: 'Essai',
      titre: 'Essai',
      norme: 'libre',
      nomenclature: ['nomenclature/programmes.csv'],
      vote: 'par_fonction',
      base,
      date_edition: '2026-01-01',
      secteur_pilote: 'Essai',
      code_inconnu: 'erreur',
      sources: [{ fichier: `sources/${fichier}`, ...commun, ...source }],
    }),
  );
  deposer(racine, 'regles/r.yaml', JSON.stringify(regles));
  return racine;
}

async function compiler(racine: string): Promise<Synthese> {
  const sortie = join(dossierDEssai(), 'edition');
  const { code, erreur } = await courirIci(['compiler', racine, '--sortie', sortie]);
  expect(erreur).not.toContain('[E-');
  expect(code).toBe(0);
  const [annee] = /\d{4}/.exec(readFileSync(join(racine, 'exercice.yaml'), 'utf8')) ?? [];
  return JSON.parse(readFileSync(join(sortie, `synthese-${annee}.json`), 'utf8')) as Synthese;
}

const NAVARRA = [
  ['navarra-2023.csv', 5569, [574895117300, 643318276785, 578190511123], 114, [2422251600, 2448098700, 2337006995]],
  ['navarra-2024.csv', 5883, [635541018200, 666686758141, 594038030126], 112, [2585597300, 2572182429, 2494888187]],
] as const;
const BASES_DE_NAVARRA = ['ae_votees', 'cp_votes', 'mandats'] as const;

decrireAvecDonnees('une nomenclature qui n’est pas française, sur de vrais budgets', ['navarra-2023.csv'], () => {
  it.each(NAVARRA)('%s : les totaux publiés dans chaque base, et ceux des programmes 14*', async (...attendu) => {
    const [fichier, lignes, totaux, internationales, retenus] = attendu;
    const synthese = await compiler(
      dossierLibre({
        fichier,
        base: 'mandats',
        fonction: 4,
        source: {
          decimale: ',',
          colonnes: { exercice: '1', chapitre: '2', nature: '4', fonction: '5', libelle: '6' },
          montants: { ae_votees: '7', cp_votes: '8', mandats: '9' },
          ignorees: ['3'],
        },
        regles: [regle('programmes-14', 'international', { fonction: '14*' }, 'internationale')].map((une) => ({
          ...une,
          exemples: { attrape: [{ libelle: 'x', fonction: '143100' }], laisse: [{ libelle: 'x', fonction: '912100' }] },
        })),
      }),
    );
    BASES_DE_NAVARRA.forEach((base, rang) => {
      const { total, internationale } = synthese.partition_par_base[base] ?? {};
      expect(total).toMatchObject({ lignes, centimes: totaux[rang] });
      expect(internationale).toMatchObject({ lignes: internationales, centimes: retenus[rang] });
    });
    expect(synthese.nomenclature?.[0]?.codes.some(({ code }) => code.startsWith('14'))).toBe(true);
  });

  it('Baléares 2016 : ce qui n’est pas du total consolidé est exclu par une règle', async () => {
    const { partition } = await compiler(
      dossierLibre({
        fichier: 'baleares-2016.csv',
        base: 'ae_votees',
        fonction: 4,
        source: {
          decimale: '.',
          colonnes: { exercice: '1', chapitre: '4', fonction: '5', nature: '6', libelle: '9', reference: '10' },
          montants: { ae_votees: '11' },
          ignorees: ['2', '3', '7', '8'],
        },
        regles: [
          regle('hors-du-consolide', 'perimetre', { reference: 'No' }, 'exclue'),
          regle('le-reste', 'international', { reference: 'Sí' }, 'non_internationale'),
        ],
      }),
    );
    expect(partition.total).toMatchObject({ lignes: 5563, centimes: 559144941000 });
    expect(partition.exclue).toMatchObject({ lignes: 14, centimes: 135055271200 });
    expect(partition.non_internationale).toMatchObject({ lignes: 5549, centimes: 424089669800 });
  });
});

describe('un code ajouté à la norme', () => {
  const TABLE = 'type;code;libelle;origine\nfonction;0481;Actions du massif;Plan de comptes illustratif\n';

  function dossier(): string {
    const racine = dossierDEssai();
    deposer(racine, 'nomenclature/codes.csv', TABLE);
    deposerDossier(racine, {
      entete: { nomenclature: ['nomenclature/codes.csv'] },
      sources: [
        {
          fichier: 'sources/a.csv',
          contenu: 'Fonction;Objet;Engagé\n0481;Un échange;10,00\n048;Un autre;5,00\n',
          declaration: { colonnes: { fonction: 'Fonction', libelle: 'Objet' } },
        },
      ],
      regles: [
        {
          ...regle('massif', 'international', { fonction: '0481' }, 'internationale'),
          exemples: { attrape: [{ libelle: 'x', fonction: '0481' }] },
        },
      ],
    });
    return racine;
  }

  it('est montré avec son libellé, et chaque document dit que le dossier l’ajoute et d’où il vient', async () => {
    const racine = dossier();
    const sortie = join(dossierDEssai(), 'edition');
    expect(await courirIci(['compiler', racine, '--sortie', sortie])).toMatchObject({ code: 0 });
    const lire = (nom: string) => readFileSync(join(sortie, nom), 'utf8');
    expect(JSON.parse(lire('synthese-2012.json'))).toMatchObject({
      partition: { internationale: { lignes: 1, centimes: 1000 } },
      nomenclature: [
        {
          fichier: 'nomenclature/codes.csv',
          codes: [
            { type: 'fonction', code: '0481', libelle: 'Actions du massif', origine: 'Plan de comptes illustratif' },
          ],
        },
      ],
    });
    const page = texteDe(lire('jaune-2012.html'));
    expect(page).toContain('Le dossier ajoute des codes à la M71 de 2012');
    expect(page).toContain('Plan de comptes illustratif');
    expect(page).toContain('Actions du massif');
    const methode = lireClasseur(readFileSync(join(sortie, 'jaune-2012.xlsx'))).feuilles.get('Méthode');
    const ecrites = [...(methode?.values() ?? [])].map(({ valeur }) => valeur);
    expect(ecrites).toContain('fonction 0481');
    expect(ecrites).toContain('Actions du massif (Plan de comptes illustratif)');
  });

  it('l’est à la norme que dit sa table, pour les sources de celle-ci seules', async () => {
    const ajouts = (code: string, chapitre = '') =>
      deposer(
        racine,
        `nomenclature/${chapitre === '' ? 'departement' : 'transport'}.csv`,
        `type;code;libelle;origine\n${chapitre === '' ? 'fonction' : 'chapitre'};${code};${chapitre || 'Du département'};Illustratif\n`,
      );
    const racine = dossierDEssai();
    ajouts('0481');
    ajouts('6X', 'Du transport');
    const source = (norme: string, fonction: string, chapitre: string) => ({
      fichier: `sources/${norme}.csv`,
      contenu: `Fonction;Chapitre;Objet;Engagé\n${fonction};${chapitre};Un échange;10,00\n`,
      declaration: { norme, colonnes: { fonction: 'Fonction', chapitre: 'Chapitre', libelle: 'Objet' } },
    });
    const deposerAvec = (fonctionEnM71: string, chapitre = '6X') =>
      deposerDossier(racine, {
        entete: {
          nomenclature: [
            { fichier: 'nomenclature/departement.csv', norme: 'M52' },
            { fichier: 'nomenclature/transport.csv', norme: 'M43' },
          ],
        },
        sources: [source('M71', fonctionEnM71, '930'), source('M52', '0481', '930'), source('M43', '', '6X')],
        regles: [
          {
            ...regle('departement', 'international', { fonction: '0481' }, 'internationale'),
            exemples: { attrape: [{ libelle: 'x', fonction: '0481' }] },
          },
          {
            ...regle('transport', 'international', { chapitre }, 'internationale'),
            exemples: { attrape: [{ libelle: 'x', chapitre }] },
          },
        ],
      });
    deposerAvec('048');
    const sortie = join(dossierDEssai(), 'edition');
    expect(await courirIci(['compiler', racine, '--sortie', sortie])).toMatchObject({ code: 0 });
    const json = JSON.parse(readFileSync(join(sortie, 'synthese-2012.json'), 'utf8'));
    expect(json.nomenclature).toMatchObject([{ norme: 'M52' }, { norme: 'M43' }]);
    expect(json.tables.fonction).toMatchObject([{ cle: '0481 (M52)', libelle: 'Du département' }, { cle: '' }]);
    expect(json.tables.chapitre).toMatchObject([{ cle: '6X', libelle: 'Du transport' }, { cle: '930 (M52)' }]);
    const page = texteDe(readFileSync(join(sortie, 'jaune-2012.html'), 'utf8'));
    expect(page).toContain('Le dossier ajoute des codes à la M52 de 2012 et à la M43 de 2012');
    expect(page).toContain('1 code de la M52');

    deposerAvec('0481');
    expect((await courirIci(['controler', racine])).erreur).toContain('la fonction « 0481 » n’est pas dans la M71');
    deposerAvec('048', '6Y');
    expect((await courirIci(['controler', racine])).erreur).toContain('[E-REGLE-CODE]');
    ajouts('0482', '');
    deposer(racine, 'nomenclature/transport.csv', 'type;code;libelle;origine\nfonction;0482;De trop;Illustratif\n');
    expect((await courirIci(['controler', racine])).erreur).toContain('la M43 n’a pas de fonctions');
  });

  it('va avec le dossier : archive, vérification, dossier de l’année suivante', async () => {
    const racine = dossier();
    const ailleurs = dossierDEssai();
    const archive = join(ailleurs, 'jaune.zip');
    expect(await courirIci(['archiver', racine, '--sortie', archive])).toMatchObject({ code: 0 });
    expect(await courirIci(['verifier', archive])).toMatchObject({ code: 0 });
    const suivant = join(ailleurs, '2013');
    const { code, sortie } = await courirIci(['init', suivant, '--depuis', racine]);
    expect(code).toBe(0);
    expect(sortie).toContain('nomenclature/codes.csv');
    expect(readFileSync(join(suivant, 'nomenclature/codes.csv'), 'utf8')).toBe(TABLE);
  });

  it('ne vient pas d’une table démesurée : dit une fois, sans tout garder', async () => {
    const racine = dossier();
    const lignes = Array.from({ length: 60_000 }, (_, rang) => `fonction;Z${rang};Libellé;Illustratif`);
    deposer(racine, 'nomenclature/codes.csv', ['type;code;libelle;origine', ...lignes].join('\n'));
    const { code, erreur } = await courirIci(['controler', racine]);
    expect([code, erreur.match(/\[E-NOMENCLATURE\]/g)?.length]).toEqual([1, 1]);
    deposer(
      racine,
      'nomenclature/codes.csv',
      `type;code;libelle;origine\nfonction;0481;${'a'.repeat(501)};Illustratif\n`,
    );
    expect((await courirIci(['controler', racine])).erreur).toContain('un texte de 501 signes');
  });

  it('n’est pas connu sans sa table', async () => {
    const racine = dossier();
    const declare = readFileSync(join(racine, 'exercice.yaml'), 'utf8');
    deposer(racine, 'exercice.yaml', declare.replace('["nomenclature/codes.csv"]', '[]'));
    const { code, erreur } = await courirIci(['controler', racine]);
    expect(code).toBe(1);
    expect(erreur).toContain('[E-CODE-INCONNU]');
    expect(erreur).toContain('[E-REGLE-CODE]');
  });

  it('un dossier neuf en norme libre a sa table, à remplir', async () => {
    const racine = join(dossierDEssai(), '2023');
    expect(await courirIci(['init', racine, '--norme', 'libre'])).toMatchObject({ code: 0 });
    expect(existsSync(join(racine, 'nomenclature/codes.csv'))).toBe(true);
    expect(readFileSync(join(racine, 'exercice.yaml'), 'utf8')).toContain('\nnomenclature: [nomenclature/codes.csv]\n');
    expect(readFileSync(join(racine, 'regles/10-perimetre.yaml'), 'utf8')).not.toMatch(/chapitre: \[/);
  });
});
