import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { COLONNES_DE_REVUE, FEUILLE_A_DECIDER } from '../../src/review/colonnes-de-revue.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer, deposerDossier } from '../outils/dossier-temporaire.ts';
import { lancerIci } from '../outils/dossiers.ts';

const CONTENU = [
  'Objet;Qui;Engagé',
  'Puits du village;Association des puits;1 000,01',
  'Écoles jumelées;Association des écoles;500,00',
  'Festival;Compagnie;300,00',
];
/** A file that is last year's to the byte is refused. */
const AUTRE = 'Fournitures;Papeterie;1,00';
const ventiler = (id: string, mot: string, conclusion: Record<string, unknown>) => ({
  id,
  question: 'ventilation',
  si: { libelle: { mots: [mot] } },
  conclusion,
  motif: 'Parce que.',
  exemples: { attrape: [{ libelle: mot }] },
});
const INTERNATIONALE = {
  id: 'tout',
  question: 'international',
  si: { libelle: { mots: ['puits', 'écoles', 'festival'] } },
  conclusion: 'internationale',
  motif: 'Parce que.',
  exemples: { attrape: [{ libelle: 'Puits' }] },
};

/** A dossier of a year, under its name, with the rules that say goals. */
function poser(poste: string, annee: string, ventilations: readonly unknown[], contenu = CONTENU): void {
  mkdirSync(join(poste, annee), { recursive: true });
  deposerDossier(join(poste, annee), {
    entete: { exercice: annee, date_edition: `${annee}-12-13` },
    sources: [
      {
        fichier: 'sources/a.csv',
        contenu: `${contenu.join('\n')}\n`,
        declaration: { colonnes: { libelle: 'Objet', beneficiaire: 'Qui' } },
      },
    ],
    regles: [INTERNATIONALE, ...ventilations],
  });
}

/** Compiles a year, and gives what it published to the memory of another. */
async function publier(poste: string, annee: string, versAnnee: string): Promise<string> {
  const { code, erreur } = await lancerIci(`jaune compiler ${annee} --sortie sortie-${annee}`, poste);
  expect(`${code} ${erreur.includes('[E-')}`).toBe('0 false');
  const nom = `lignes-${annee}.csv`;
  mkdirSync(join(poste, versAnnee, 'memoire'), { recursive: true });
  cpSync(join(poste, `sortie-${annee}`, nom), join(poste, versAnnee, 'memoire', nom));
  return join(poste, versAnnee, 'memoire', nom);
}

const OMD = [ventiler('puits', 'puits', { omd: { 1: '40 %', 7: '60 %' } }), ventiler('ecoles', 'écoles', { omd: 2 })];

/** A text of the page or of a terminal on one line, narrow spaces as others. */
function texte(ecrit: string): string {
  return ecrit
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

describe('d’une année à l’autre', () => {
  it('une même série se compare objectif par objectif, dans la page et par comparer, même si un intitulé change', async () => {
    await avecDossier(async (poste) => {
      poser(poste, '2014', OMD);
      const regles = [ventiler('puits', 'puits', { omd: 7 }), ventiler('ecoles', 'écoles', { omd: 2 })];
      poser(poste, '2015', regles, [...CONTENU, AUTRE]);
      const memoire = await publier(poste, '2014', '2015');
      writeFileSync(memoire, readFileSync(memoire, 'utf8').replaceAll('2. Éducation primaire', '2. École pour tous'));
      expect((await lancerIci('jaune compiler 2015 --sortie sortie', poste)).code).toBe(0);
      const page = texte(readFileSync(join(poste, 'sortie', 'jaune-2015.html'), 'utf8'));
      const debut = page.indexOf('Par objectif du Millénaire, 2014 et 2015');
      expect(debut).toBeGreaterThan(0);
      const table = page.slice(debut, debut + 600);
      expect(table).toMatch(/1\. Extrême pauvreté et faim disparu 400,00 0,00 −400,00/);
      expect(table).toMatch(/2\. Éducation primaire 500,00 500,00 0,00/);
      expect(table).toMatch(/7\. Environnement durable 600,01 1 000,01 \+400,00/);
      expect(table).toMatch(/Non ventilé 300,00 300,00 0,00/);
      expect(page).not.toContain('rien n’est comparé');
      const { sortie } = await lancerIci('jaune comparer 2014 2015 --json', poste);
      const { objectifs, avant, apres } = JSON.parse(sortie);
      expect(objectifs.raison).toBeUndefined();
      const [{ serie, rangees }] = objectifs.series;
      expect(serie).toBe('omd');
      const total = (quand: 'avant' | 'apres') =>
        rangees.reduce((cumul: number, rangee: Record<'avant' | 'apres', number>) => cumul + rangee[quand], 0);
      expect([total('avant'), total('apres')]).toEqual([
        avant.total_hors_exceptionnelles,
        apres.total_hors_exceptionnelles,
      ]);
      expect(texte((await lancerIci('jaune comparer 2014 2015', poste)).sortie)).toContain(
        '7. Environnement durable 600,01 € 1 000,01 € +400,00 €',
      );
    });
  });

  it('deux séries ne se comparent pas, et c’est dit ; ce qui fut dit devient une suggestion, marquée comme la nôtre', async () => {
    await avecDossier(async (poste) => {
      poser(poste, '2015', OMD);
      poser(poste, '2016', [ventiler('ecoles', 'écoles', { odd: 4 })], [...CONTENU, AUTRE]);
      await publier(poste, '2015', '2016');
      expect((await lancerIci('jaune compiler 2016 --sortie sortie', poste)).code).toBe(0);
      const dit =
        'Objectifs des Nations unies : OMD pour 2015, ODD pour 2016 ; ce sont deux séries, et aucun texte officiel ne mène de l’une à l’autre : rien n’est comparé ni converti.';
      const page = texte(readFileSync(join(poste, 'sortie', 'jaune-2016.html'), 'utf8'));
      expect(page).toContain(dit);
      expect(page).not.toMatch(/Par objectif du Millénaire|Par objectif de développement durable, 2015/);
      const { sortie: compare } = await lancerIci('jaune comparer 2015 2016', poste);
      expect(texte(compare)).toContain(dit);
      const expliquer = async (ligne: number) =>
        texte((await lancerIci(`jaune expliquer 2016 sources/a.csv:${ligne}`, poste)).sortie);
      expect(await expliquer(2)).toContain(
        'Objectif : OMD 1 à 40 %, OMD 7 à 60 % (1 ligne), comme en 2015 : même libellé et même bénéficiaire ; OMD 1 suggère ODD 1, ODD 2, ODD 8 ; OMD 7 suggère ODD 6, ODD 11, ODD 13, ODD 14, ODD 15 (correspondance de jaune, qui n’est pas officielle ; rien n’est converti).',
      );
      // What has a goal already, or never had one.
      expect(await expliquer(3)).not.toContain('Objectif :');
      expect(await expliquer(4)).not.toContain('Objectif :');
      // Nothing of it is counted.
      expect(readFileSync(join(poste, 'sortie', 'lignes-2016.csv'), 'utf8')).not.toMatch(/Eau propre|Pas de pauvreté/);
    });
  });

  it('un dossier qui ne parle d’aucun objectif : ni comparaison ni zéro ; la même série se suggère telle quelle', async () => {
    await avecDossier(async (poste) => {
      poser(poste, '2014', OMD);
      poser(poste, '2015', [], [...CONTENU, AUTRE]);
      await publier(poste, '2014', '2015');
      expect((await lancerIci('jaune compiler 2015 --sortie sortie', poste)).code).toBe(0);
      const page = texte(readFileSync(join(poste, 'sortie', 'jaune-2015.html'), 'utf8'));
      expect(page).toContain('Objectifs des Nations unies : OMD pour 2014, aucun pour 2015 ; rien n’est comparé.');
      const explique = texte((await lancerIci('jaune expliquer 2015 sources/a.csv:3', poste)).sortie);
      expect(explique).toContain('Objectif : OMD 2 (1 ligne), comme en 2014 : même libellé et même bénéficiaire.');
    });
  });

  it('l’export de revue donne la suggestion à la personne qui décide, avec sa raison', async () => {
    await avecDossier(async (poste) => {
      poser(poste, '2015', OMD);
      poser(poste, '2016', [], [...CONTENU, AUTRE]);
      deposer(poste, '2016/regles/10-essai.yaml', '[]');
      await publier(poste, '2015', '2016');
      expect((await lancerIci('jaune arbitrer export 2016 --sortie revue.xlsx', poste)).code).toBe(0);
      const lu = new ExcelJS.Workbook();
      await lu.xlsx.readFile(join(poste, 'revue.xlsx'));
      const rang = COLONNES_DE_REVUE.findIndex(({ title }) => title === 'Raison de la suggestion') + 1;
      const raisons: string[] = [];
      lu.getWorksheet(FEUILLE_A_DECIDER)?.eachRow((rangee) => {
        const raison = String(rangee.getCell(rang).value ?? '');
        if (raison.includes('objectif :')) raisons.push(texte(raison));
      });
      expect(raisons).toHaveLength(2);
      expect(raisons.join('\n')).toMatch(
        /comme en 2015.* ; objectif : OMD 2 \(1 ligne\), comme en 2015 : même libellé et même bénéficiaire ; OMD 2 suggère ODD 4 \(correspondance de jaune, qui n’est pas officielle/,
      );
    });
  });

  it('init --depuis, de 2015 à 2016, montre notre correspondance pour chaque règle, et reprend les règles telles quelles', async () => {
    await avecDossier(async (poste) => {
      poser(poste, '2015', [...OMD, ventiler('festival', 'festival', { omd: 8 })]);
      const { sortie, erreur, code } = await lancerIci('jaune init 2016 --depuis 2015', poste);
      expect(code).toBe(0);
      const dit = texte(`${sortie} ${erreur}`);
      for (const attendu of [
        /règle « puits » .*ventile par OMD, que 2016 n’a plus.* OMD 1 \(Extrême pauvreté et faim\) suggère ODD 1, ODD 2, ODD 8 ; OMD 7 \(Environnement durable\) suggère ODD 6, ODD 11, ODD 13, ODD 14, ODD 15 \(correspondance de jaune, qui n’est pas officielle/,
        /règle « ecoles » .* OMD 2 \(Éducation primaire\) suggère ODD 4 \(correspondance de jaune/,
        /règle « festival » .* OMD 8 \(Partenariat mondial\) suggère ODD 17 \(correspondance de jaune/,
      ])
        expect(dit).toMatch(attendu);
      const [reprises, ecrites] = ['2016', '2015'].map((annee) =>
        readFileSync(join(poste, annee, 'regles', '10-essai.yaml'), 'utf8').trimEnd(),
      );
      expect(reprises).toBe(ecrites);
    });
  });

  it('init --depuis, dans une même série, reprend les objectifs et n’en dit rien', async () => {
    await avecDossier(async (poste) => {
      poser(poste, '2014', OMD);
      const { sortie, erreur, code } = await lancerIci('jaune init 2015 --depuis 2014', poste);
      expect(code).toBe(0);
      expect(`${sortie} ${erreur}`).not.toContain('correspondance');
      expect(existsSync(join(poste, '2015', 'regles', '10-essai.yaml'))).toBe(true);
      expect(readFileSync(join(poste, '2015', 'regles', '10-essai.yaml'), 'utf8')).toContain('omd');
    });
  });
});
