import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Selection } from '../../src/compile/selection.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { deposerDossier, fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

const OUI = {
  id: 'oui',
  question: 'international',
  si: { libelle: { mots: 'Dakar' } },
  conclusion: 'internationale',
  motif: 'Essai',
  exemples: { attrape: [{ libelle: 'Dakar' }] },
};

const DECLARATION = {
  secteur: undefined,
  organisme: undefined,
  colonnes: { libelle: 'Objet', secteur: 'Secteur', organisme: 'Organisme' },
};

/** A dossier of which each line is international, with its sector, its body and its euros. */
function ebauche(
  lignes: readonly (readonly [secteur: string, organisme: string, euros: number])[],
  entete: Readonly<Record<string, unknown>> = {},
  regles: readonly unknown[] = [OUI],
) {
  const rangees = lignes.map(
    ([secteur, organisme, euros]) =>
      `Dakar;"${secteur.replaceAll('"', '""')}";"${organisme.replaceAll('"', '""')}";${euros},00`,
  );
  return {
    entete,
    regles,
    sources: [
      {
        fichier: 'sources/a.csv',
        declaration: DECLARATION,
        contenu: ['Objet;Secteur;Organisme;Engagé', ...rangees, ''].join('\n'),
      },
    ],
  };
}

const CINQ = ['Santé', 'SANTÉ', 'Sante', 'santé ', 'Santé'.normalize('NFD')];

describe('un secteur, quelle que soit son écriture', () => {
  it('compte une fois, au pilote aussi', async () => {
    const lue = await lireEbauche(
      ebauche(
        CINQ.map((secteur, rang) => [secteur, 'Région', 100 * (rang + 1)]),
        { secteur_pilote: 'Santé' },
      ),
    );
    expect(lue.jaune?.synthese.secteurPilote).toBe(150_000);
    expect(lue.jaune?.passerelle.secteurPiloteRecu).toMatchObject({ montant: 150_000, lignes: 5 });
    expect(lue.jaune?.passerelle.apports).toEqual([]);
    expect(lue.jaune?.tables.find(({ nom }) => nom === 'secteur')?.rangees).toMatchObject([
      { libelle: 'Santé', montant: 150_000 },
    ]);
    expect(fautes(lue)).toEqual(['A-NOM-ECRITURES sources/a.csv 3']);
    expect(lue.constats.liste[0]?.message).toMatch(/« SANTÉ » \(1 ligne, 200,00.€\).*5 lignes, 1.500,00.€$/);
  });

  it('se montre sous l’écriture du plus de lignes quand rien ne la déclare', async () => {
    const { jaune } = await lireEbauche(
      ebauche([
        ['CULTURE', 'Agence', 1],
        ['Culture', 'AGENCE', 2],
        ['Culture', 'AGENCE', 4],
        ['Pilote', 'Agence-régionale', 8],
      ]),
    );
    const libelles = (table: string) =>
      jaune?.tables.find(({ nom }) => nom === table)?.rangees.map(({ libelle, montant }) => [libelle, montant]);
    expect(libelles('secteur')).toEqual([
      ['Pilote', 800],
      ['Culture', 700],
    ]);
    expect(libelles('organisme')).toEqual([
      ['Agence-régionale', 800],
      ['AGENCE', 700],
    ]);
    expect(jaune?.passerelle.apports).toMatchObject([{ libelle: 'Culture', montant: 700, lignes: 3 }]);
  });

  it('prend le nom de la liste, dont les alias ne sont plus signalés', async () => {
    const lue = await lireEbauche(
      ebauche(
        [
          ['DASS', 'R', 1],
          ['sante', 'R', 2],
          ['Sport', 'R', 4],
          ['Pilote', 'R', 8],
        ],
        { secteurs: ['Pilote', { nom: 'Santé', alias: ['DASS', 'Sante publique'] }] },
        [
          OUI,
          {
            ...OUI,
            id: 'axe',
            question: 'ventilation',
            si: { secteur: 'DASS' },
            conclusion: { axe: 'jeunesse' },
            exemples: { attrape: [{ secteur: 'Santé' }], laisse: [{ secteur: 'Sport' }] },
          },
        ],
      ),
    );
    const rangees = lue.jaune?.tables.find(({ nom }) => nom === 'secteur')?.rangees;
    expect(rangees?.map(({ libelle, montant }) => [libelle, montant])).toEqual([
      ['Pilote', 800],
      ['Sport', 400],
      ['Santé', 300],
    ]);
    // The rule names the alias: it holds for the sector, whatever its lines write.
    const axe = lue.jaune?.tables.find(({ nom }) => nom === 'axe')?.rangees.find(({ cle }) => cle === 'jeunesse');
    expect(axe?.montant).toBe(300);
    expect(fautes(lue)).toEqual(['A-NOM-ECRITURES sources/a.csv 3', 'A-SECTEUR-INCONNU sources/a.csv 4']);
  });

  it('refuse un nom qui désignerait deux secteurs', async () => {
    const lue = await lireEbauche(
      ebauche([['Pilote', 'R', 1]], { secteurs: ['Pilote', { nom: 'Santé', alias: ['pilote'] }] }),
    );
    expect(lue.constats.liste.map(({ code, message }) => [code, message])).toEqual([
      ['E-EXERCICE-INCOHERENT', '« pilote » désigne déjà le secteur « Pilote »'],
    ]);
  });

  it('garde dans les lignes publiées ce qui a été reçu', async () => {
    const racine = join(dossierDEssai(), 'publie');
    deposerDossier(racine, ebauche([...CINQ.map((nom) => [nom, nom, 1] as const), ['Pilote', 'x', 1] as const]));
    const { sortie } = await compilerLEdition(racine, `${racine}-sortie`, new Constats());
    const [titres = '', ...lignes] = readFileSync(join(sortie, 'lignes-2012.csv'), 'utf8').trimEnd().split('\n');
    const rang = titres.split(';').indexOf('secteur');
    expect(lignes.map((ligne) => ligne.split(';')[rang])).toEqual([...CINQ.map((nom) => nom.trim()), 'Pilote']);
  });
});

/** Names with few letters, and the ways of writing them. */
const nom = fc.constantFrom(
  'Santé',
  'Sante',
  'SANTÉ',
  'Sport',
  'sport',
  'Sports',
  'Nord-Est',
  'Nord Est',
  'nordest',
  'Pilote',
  'PILOTE',
  'Été',
  'Ete\u0301',
  'Axe 1 2',
  'Axe 12',
);

describe('avec ou sans alias', () => {
  it('les secteurs font le total, et chaque chiffre se retrouve dans ses lignes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(nom, nom, fc.integer({ min: -50, max: 500 })), { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        async (lignes, avecListe) => {
          const secteurs = ['Pilote', { nom: 'Santé', alias: ['Sports'] }, 'Nord-Est'];
          const toutes = [...lignes, ['Pilote', 'R', 1] as const];
          const { jaune, affectations } = await lireEbauche(ebauche(toutes, avecListe ? { secteurs } : {}));
          if (jaune === undefined) throw new Error('le dossier doit se lire');
          const total = toutes.reduce((somme, [, , euros]) => somme + euros * 100, 0);
          const { synthese, passerelle, partition } = jaune;
          expect(partition.total.centimes).toBe(total);
          expect(synthese.totalHorsExceptionnelles).toBe(total);
          expect(passerelle.total).toBe(total);
          for (const { nom: table, rangees } of jaune.tables.filter((une) =>
            ['secteur', 'organisme'].includes(une.nom),
          )) {
            expect(rangees.reduce((somme, { montant }) => somme + montant, 0)).toBe(total);
            for (const rangee of rangees) {
              // On the lines as they pass, of which no part has the name that shows.
              const selection = new Selection(jaune, [[table, rangee.nom]]);
              const compte = affectations.reduce((somme, vue) => somme + (selection.compter(vue) ?? 0), 0);
              expect(compte).toBe(rangee.montant);
            }
          }
          const apports = passerelle.apports.reduce((somme, { montant }) => somme + montant, 0);
          expect(apports).toBe(synthese.autresSecteurs);
        },
      ),
      { numRuns: 40 },
    );
  });
});
