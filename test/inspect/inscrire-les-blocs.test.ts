/** A block that goes into `exercice.yaml` by itself: what was there stays to the byte, and nothing is half-written. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Constats } from '../../src/domain/constats/constat.ts';
import { inscrireLesBlocs, ouvrirLExercice } from '../../src/inspect/inscrire-les-blocs.ts';
import { inspecterSource } from '../../src/inspect/inspecter-source.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { ecrireClasseur } from '../outils/classeur-source.ts';
import { deposer } from '../outils/dossier-temporaire.ts';
import { courirIci } from '../outils/dossiers.ts';

const ENTETE = `exercice: 2012
collectivite: Région
titre: Essai
norme: M71
vote: par_fonction
base: engagements
date_edition: 2012-12-13
secteur_pilote: Culture
code_inconnu: erreur
`;
const CSV = 'Chapitre;Fonction;Objet;Engagé\n930;048;Puits;10,00\n933;312;Festival;5,50\n';

function poser(sources = 'sources:\n', csv = CSV) {
  const racine = dossierDEssai();
  deposer(racine, 'dossier/exercice.yaml', ENTETE + sources);
  deposer(racine, 'recu.csv', csv);
  const dossier = join(racine, 'dossier');
  const lire = () => readFileSync(join(dossier, 'exercice.yaml'), 'utf8');
  return { dossier, recu: join(racine, 'recu.csv'), lire };
}

async function inscrire({ dossier, recu }: ReturnType<typeof poser>, entretemps = () => {}) {
  const constats = new Constats();
  const ouvert = ouvrirLExercice(dossier, constats);
  const { blocs } = await inspecterSource(recu, { dossier, secteur: 'Culture' }, constats);
  entretemps();
  return inscrireLesBlocs(ouvert, recu, blocs);
}

/** Files of which the records are not lines as they are: the block says what is to be done, and passes at once. */
const APPRETES = {
  'des pays en colonnes': {
    csv: 'Chapitre;Fonction;Objet;Mali;Sénégal;Total\n930;048;Puits;10,00;;10,00\n930;044;École;2,50;3,00;5,50\n930;048;Prix;;4,00;4,00\nTOTAL;;;12,50;7,00;19,50\n',
    total: { lignes: 4, centimes: 1950 },
  },
  'des zéros perdus': {
    csv: 'Chapitre;Fonction;Objet;Engagé\n930;48;Puits;10,00\n930;44;École;5,50\n933;312;Festival;4,00\n',
    total: { lignes: 3, centimes: 1950 },
  },
  'des codes à lettre': {
    csv: 'Programme;Objet;Engagé\n111A01;Puits;10,00\n322E0;École;5,50\n410E00;Festival;4,00\n',
    total: { lignes: 3, centimes: 1950 },
  },
};

describe('inscrire un bloc dans exercice.yaml', () => {
  test.each(Object.entries(APPRETES))('%s : le bloc écrit se compile, à son total', async (_, { csv, total }) => {
    const poste = poser(undefined, csv);
    await inscrire(poste);
    deposer(poste.dossier, 'regles/10.yaml', '[]\n');
    const { code } = await courirIci(['compiler', poste.dossier, '--sortie', join(poste.dossier, 'sortie')]);
    expect(code).toBe(0);
    const { partition } = JSON.parse(readFileSync(join(poste.dossier, 'sortie/synthese-2012.json'), 'utf8'));
    expect(partition.total).toMatchObject(total);
  });

  test('le fichier est copié, et le dossier se compile à son total', async () => {
    const poste = poser();
    expect(await inscrire(poste)).toEqual({
      fichier: join(poste.dossier, 'exercice.yaml'),
      ligne: 11,
      copie: 'sources/recu.csv',
    });
    expect(readFileSync(join(poste.dossier, 'sources/recu.csv'), 'utf8')).toBe(CSV);
    expect(poste.lire().startsWith(`${ENTETE}sources:\n  - fichier: sources/recu.csv\n`)).toBe(true);
    expect(poste.lire()).not.toContain('#');
    mkdirSync(join(poste.dossier, 'regles'));
    writeFileSync(join(poste.dossier, 'regles/10.yaml'), '[]\n');
    const { code } = await courirIci(['compiler', poste.dossier, '--sortie', join(poste.dossier, 'sortie')]);
    expect(code).toBe(0);
    const { partition } = JSON.parse(readFileSync(join(poste.dossier, 'sortie/synthese-2012.json'), 'utf8'));
    expect(partition.total).toMatchObject({ lignes: 2, centimes: 1550 });
  });

  test('un classeur d’une feuille par secteur : un bloc par onglet, qui donne le secteur', async () => {
    const poste = poser();
    const titres = ['Chapitre', 'Fonction', 'Objet', 'Engagé'];
    const recu = join(poste.dossier, '..', 'secteurs.xlsx');
    writeFileSync(
      recu,
      await ecrireClasseur({
        feuilles: {
          Culture: { rangees: [titres, ['933', '312', 'Biennale', 10.5], ['933', '312', 'Festival', 2]] },
          Lycées: { rangees: [titres, ['932', '222', 'Voyages', 4.25]] },
        },
      }),
    );
    expect((await courirIci(['source', recu, '--dossier', poste.dossier, '--ecrire'])).code).toBe(0);
    mkdirSync(join(poste.dossier, 'regles'));
    writeFileSync(join(poste.dossier, 'regles/10.yaml'), '[]\n');
    const { code } = await courirIci(['compiler', poste.dossier, '--sortie', join(poste.dossier, 'sortie')]);
    expect(code).toBe(0);
    const { sources } = JSON.parse(readFileSync(join(poste.dossier, 'sortie/synthese-2012.json'), 'utf8'));
    expect(sources).toMatchObject([
      { secteur: 'Culture', centimes: 1250 },
      { secteur: 'Lycées', centimes: 425 },
    ]);
  });

  test('une feuille qui répète celles qui sont déclarées le dit, et ne s’ajoute pas', async () => {
    const poste = poser();
    const titres = ['Chapitre', 'Fonction', 'Objet', 'Engagé'];
    const recu = join(poste.dossier, '..', 'secteurs.xlsx');
    const culture = [titres, ['933', '312', 'Biennale', 10.5], ['933', '312', 'Festival', 2]];
    const sante = [titres, ['934', '41', 'Dispensaire', 4.25]];
    const recap = [titres, ['933', '312', 'Culture', 12.5], ['934', '41', 'Santé', 4.25]];
    writeFileSync(
      recu,
      await ecrireClasseur({
        feuilles: { Culture: { rangees: culture }, Santé: { rangees: sante }, Annexe: { rangees: recap } },
      }),
    );
    const ecrire = (feuille: string) =>
      courirIci(['source', recu, '--dossier', poste.dossier, '--feuille', feuille, '--ecrire']);
    expect((await ecrire('Culture')).sortie).not.toContain('Attention');
    expect((await ecrire('Santé')).code).toBe(0);
    const avant = poste.lire();
    const refusee = await ecrire('Annexe');
    expect(refusee.code).not.toBe(0);
    expect(refusee.erreur).toContain('répète sans doute des feuilles déjà déclarées de ce classeur (« Annexe »)');
    expect(poste.lire()).toBe(avant);
    // Alone in a dossier, it is what counts: it is told, and taken.
    writeFileSync(join(poste.dossier, 'exercice.yaml'), `${ENTETE}sources:\n`);
    const seule = await ecrire('Annexe');
    expect(seule.code).toBe(0);
    expect(seule.sortie).toContain('la somme de toutes les autres');
    // Then those whose sum it is count twice.
    const enRetard = await ecrire('Santé');
    expect(enRetard.code).not.toBe(0);
    expect(enRetard.erreur).toContain(
      'une feuille déjà déclarée de ce classeur répète sans doute celle-ci (« Santé »)',
    );
    expect(enRetard.erreur).toContain('le bloc de « Annexe »');
  });

  test('un fichier SCDL à colonnes en plus se déclare et se compile', async () => {
    const poste = poser();
    const recu = join(import.meta.dirname, '..', 'cas/source/subventions-colonnes-en-plus/scdl.csv');
    const exercice = join(poste.dossier, 'exercice.yaml');
    writeFileSync(exercice, poste.lire().replaceAll('2012', '2023'));
    expect((await courirIci(['source', recu, '--dossier', poste.dossier, '--ecrire'])).code).toBe(0);
    mkdirSync(join(poste.dossier, 'regles'));
    writeFileSync(join(poste.dossier, 'regles/10.yaml'), '[]\n');
    const { code } = await courirIci(['compiler', poste.dossier, '--sortie', join(poste.dossier, 'sortie')]);
    expect(code).toBe(0);
    const { partition } = JSON.parse(readFileSync(join(poste.dossier, 'sortie/synthese-2023.json'), 'utf8'));
    expect(partition.total).toMatchObject({ lignes: 2, centimes: 1300000 });
  });

  const source = fc.record({
    retrait: fc.constantFrom('', '  '),
    commentaire: fc.constantFrom('', '# sûr', '    # controle:', '', '# fin'),
    blanc: fc.constantFrom('', '\n'),
  });
  test('ce qui y était reste, octet pour octet, où que soit la liste', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(source, { maxLength: 3 }),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', 'mention: Provisoire\n', '# fin de fichier', 'mention: Provisoire'),
        async (sources, fin, suite) => {
          const { retrait = '  ' } = sources[0] ?? {};
          const corps = sources
            .map(
              ({ commentaire, blanc }, rang) =>
                `${retrait}- fichier: sources/a${rang}.csv # ici\n${retrait}  colonnes: { libelle: Objet }\n${commentaire}${commentaire && '\n'}${blanc}`,
            )
            .join('');
          const poste = poser('', CSV);
          const avant = `${ENTETE}sources:${sources.length === 0 ? ' []' : ''}\n${corps}${suite}`.replaceAll('\n', fin);
          writeFileSync(join(poste.dossier, 'exercice.yaml'), avant);
          await inscrire(poste);
          const apres = poste.lire();
          const lu = (texte: string) => parse(texte, { schema: 'failsafe' });
          expect(lu(apres)).toMatchObject({ ...lu(avant), sources: [...lu(avant).sources, expect.anything()] });
          // What was added is one piece: without it, the file is what it was.
          const reste = avant.replace(' []', '');
          let debut = 0;
          while (debut < reste.length && reste[debut] === apres[debut]) debut += 1;
          const finale = apres.slice(apres.length - (reste.length - debut));
          expect(reste.slice(0, debut) + finale).toBe(reste);
          if (fin === '\r\n') expect(apres).not.toMatch(/[^\r]\n/);
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each([
    [
      'un exercice.yaml enregistré entre-temps',
      'a changé pendant',
      (poste: ReturnType<typeof poser>) =>
        writeFileSync(join(poste.dossier, 'exercice.yaml'), `${poste.lire()}# autre\n`),
    ],
    [
      'un fichier reçu qui change',
      'le fichier reçu a changé',
      (poste: ReturnType<typeof poser>) => writeFileSync(poste.recu, CSV.replace('Puits', 'Forage')),
    ],
    [
      'un autre fichier du même nom',
      'un autre fichier est déjà là',
      (poste: ReturnType<typeof poser>) => deposer(poste.dossier, 'sources/recu.csv', 'autre'),
    ],
  ])('%s : rien n’est écrit', async (_, message, gener) => {
    const poste = poser();
    let laisse = '';
    await expect(
      inscrire(poste, () => {
        gener(poste);
        laisse = poste.lire();
      }),
    ).rejects.toThrow(message);
    expect(poste.lire()).toBe(laisse);
    if (message.includes('changé')) expect(existsSync(join(poste.dossier, 'sources'))).toBe(false);
    expect(readdirSync(poste.dossier).filter((nom) => !['exercice.yaml', 'sources'].includes(nom))).toEqual([]);
  });

  test.each([
    ['déjà déclaré', 'sources:\n  - fichier: sources/RECU.csv\n', 'déjà déclaré, à la ligne 11'],
    ['entre crochets', 'sources: [{ fichier: sources/a.csv }]\n', 'n’est pas écrite ligne à ligne'],
    ['sans liste', '', 'n’est pas là'],
  ])('%s : refusé', async (_, sources, message) => {
    const poste = poser(sources);
    const avant = poste.lire();
    await expect(inscrire(poste)).rejects.toThrow(message);
    expect(poste.lire()).toBe(avant);
    expect(existsSync(join(poste.dossier, 'sources'))).toBe(false);
  });
});
