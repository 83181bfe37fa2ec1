import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportWorklist } from '../../src/cli/arbitrer/export-worklist.ts';
import { takeDecisions } from '../../src/cli/arbitrer/take-decisions.ts';
import { Constats, ConstatsBloquants } from '../../src/domain/constats/constat.ts';
import { avecDossier } from '../outils/atelier.ts';
import { combien } from '../outils/combien.ts';
import { deposerDossier, fautes, lireDossier } from '../outils/dossier-temporaire.ts';
import { type Remplissage, recetteDe, referencesDe, remplirClasseur } from '../outils/remplir-classeur.ts';
import { convertir, tableurPresent } from '../outils/tableur.ts';

const SOURCE = [
  'Objet;Bénéficiaire;Engagé',
  'Jumelage avec Dakar;Ville;900,00',
  'Voirie;Ville;5 000,00',
  '"Colloque ; ""Europe"" et droit";Université;1 200,50',
  'Fête de la musique;Commune;-30,00',
  'Voirie;Ville;5 000,00',
  '',
].join('\n');
const DECLARATION = { colonnes: { libelle: 'Objet', beneficiaire: 'Bénéficiaire' } };
const BASE: Remplissage = {
  decision: 'non internationale',
  motif: 'Voirie locale',
  auteur: 'Direction des finances',
  date: { date: '2012-11-06' },
};

function poser(racine: string): string {
  const dossier = join(racine, 'dossier');
  deposerDossier(dossier, { sources: [{ fichier: 'sources/a.csv', contenu: SOURCE, declaration: DECLARATION }] });
  return dossier;
}

async function exporter(dossier: string, sortie: string, lignesMax = 100, decidees = false) {
  return exportWorklist(dossier, { sortie, maxLines: lignesMax, remplacer: true, decidees }, new Constats());
}

/** The findings that stop an import, or what it took. */
async function importer(dossier: string, classeur: string, garder = false) {
  const constats = new Constats();
  try {
    return { prises: await takeDecisions(dossier, [classeur], { keep: garder }, constats), fautes: [] };
  } catch (erreur) {
    if (!(erreur instanceof ConstatsBloquants)) throw erreur;
    return { prises: undefined, fautes: fautes({ constats }) };
  }
}

/** Fills in a workbook, and gives it as a spreadsheet saves it. */
type Enregistreur = (
  chemin: string,
  remplissages: ReadonlyMap<number, Remplissage>,
  dossier: string,
) => Promise<string>;
const parExceljs: Enregistreur = async (chemin, remplissages) => {
  await remplirClasseur(chemin, recetteDe(remplissages));
  return chemin;
};
const parLibreOffice: Enregistreur = async (chemin, remplissages, dossier) =>
  convertir(await parExceljs(chemin, remplissages, dossier), 'xlsx', dossier);

async function faireLAllerRetour(racine: string, enregistrer: Enregistreur): Promise<void> {
  const dossier = poser(racine);
  const classeur = join(racine, 'revue.xlsx');
  expect(await exporter(dossier, classeur)).toMatchObject({ lignes: 5, restantes: { lignes: 0 } });
  const refs = await referencesDe(classeur);
  const rang = (ligne: number) => refs.indexOf(`sources/a.csv:${ligne}`);
  const remplissages = new Map<number, Remplissage>([
    [rang(3), BASE],
    [
      rang(2),
      {
        decision: 'internationale',
        quote_part: { nombre: 0.3, format: '0%' },
        cle: 'au prorata des ateliers',
        axe: 'Jeunesse',
        pays: 'Sénégal',
        motif: { morceaux: ['Convention ; ', 'signée', ' en "2011"'] },
        auteur: 'Commission permanente',
        date: '05/11/2012',
      },
    ],
    [
      rang(4),
      {
        ...BASE,
        decision: 'internationale',
        exceptionnelle: 'oui',
        domaine: 'Solidarité',
        territoire: 'Europe',
        motif: 'Unique',
      },
    ],
  ]);
  const rempli = await enregistrer(classeur, remplissages, racine);
  expect(await importer(dossier, rempli)).toMatchObject({
    fautes: [],
    prises: {
      prises: expect.arrayContaining([
        {
          ref: 'sources/a.csv:2',
          libelle: 'Jumelage avec Dakar',
          decision: 'internationale à 30\u202f% (axe jeunesse, pays Sénégal)',
        },
        { ref: 'sources/a.csv:3', libelle: 'Voirie', decision: 'non internationale' },
        expect.objectContaining({ ref: 'sources/a.csv:4' }),
      ]),
      laissees: 2,
      absentes: 0,
    },
  });
  expect(readFileSync(join(dossier, 'arbitrages.csv'), 'utf8').replace(/;[0-9a-f]{16};/g, ';…;')).toBe(
    [
      'ref;empreinte;decision;quote_part;cle;axe;domaine;territoire;pays;motif;auteur;date;ligne_imputation;ligne_beneficiaire;ligne_lieu;ligne_libelle;ligne_montant;ligne_semblables;reportee_de',
      'sources/a.csv:2;…;internationale;30 %;au prorata des ateliers;jeunesse;;;Sénégal;"Convention ; signée en ""2011""";Commission permanente;2012-11-05;Région;Ville;;Jumelage avec Dakar;900,00;;',
      'sources/a.csv:3;…;non_internationale;;;;;;;Voirie locale;Direction des finances;2012-11-06;Région;Ville;;Voirie;5000,00;1;',
      'sources/a.csv:4;…;exceptionnelle;;;;solidarite;europe;;Unique;Direction des finances;2012-11-06;Région;Université;;"Colloque ; ""Europe"" et droit";1200,50;;',
      '',
    ].join('\n'),
  );
  // Compile, then export again: only what is left.
  const { jaune } = await lireDossier(dossier);
  expect(jaune?.couverture.parDecision.lignes).toBe(3);
  expect(jaune?.partition.internationale.centimes).toBe(27_000);
  expect(jaune?.partition.exceptionnelle.centimes).toBe(120_050);
  await exporter(dossier, classeur);
  expect((await referencesDe(classeur)).sort()).toEqual(['sources/a.csv:5', 'sources/a.csv:6']);
  // The same workbook again: nothing new, and said so.
  const avant = readFileSync(join(dossier, 'arbitrages.csv'));
  copyFileSync(rempli, join(racine, 'encore.xlsx'));
  if (rempli !== classeur)
    expect((await importer(dossier, join(racine, 'encore.xlsx'))).prises).toMatchObject({
      prises: [],
      deja: expect.arrayContaining([{ ref: 'sources/a.csv:3', lieu: 'arbitrages.csv:3', differe: [] }]),
    });
  expect(readFileSync(join(dossier, 'arbitrages.csv'))).toEqual(avant);
}

describe('sortir, remplir, reprendre, compiler, sortir encore', () => {
  it('par exceljs', () => avecDossier((racine) => faireLAllerRetour(racine, parExceljs)));
  it.skipIf(!tableurPresent())('enregistré par LibreOffice', () =>
    avecDossier((racine) => faireLAllerRetour(racine, parLibreOffice)),
  );

  it('le même dossier donne les mêmes octets', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      await exporter(dossier, join(racine, '1.xlsx'));
      await exporter(dossier, join(racine, '2.xlsx'));
      expect(readFileSync(join(racine, '1.xlsx')).equals(readFileSync(join(racine, '2.xlsx')))).toBe(true);
    }));

  it('un classeur qui est là n’est pas écrasé, sauf demande', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const sortie = join(racine, 'a.xlsx');
      writeFileSync(sortie, 'décisions');
      await expect(
        exportWorklist(dossier, { sortie, maxLines: 9, remplacer: false, decidees: false }, new Constats()),
      ).rejects.toThrow(/existe déjà/);
      expect(readFileSync(sortie, 'utf8')).toBe('décisions');
    }));

  it.each([
    ['exercice.yaml', /finit par \.xlsx/],
    ['dossier/exercice.yaml', /finit par \.xlsx/],
    ['dossier/a.xlsx', /dans le dossier de l’exercice/],
    ['dossier/sources/a.XLSX', /dans le dossier de l’exercice/],
    ['lien/a.xlsx', /dans le dossier de l’exercice/],
    ['nodir/p.xlsx', /le dossier .*nodir n’existe pas/],
    ['autre', /est un dossier/],
    ['budget.xlsx', /n’est pas un classeur d’arbitrage/],
    ['vide.xlsx', /n’est pas un classeur d’arbitrage/],
  ])('même avec --remplacer, pas de classeur en %s', (sortie, message) =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      mkdirSync(join(racine, 'autre'));
      symlinkSync(dossier, join(racine, 'lien'));
      writeFileSync(join(racine, 'vide.xlsx'), '');
      const budget = new ExcelJS.Workbook();
      budget.addWorksheet('Contrôle').getCell('A1').value = 'Budget';
      budget.addWorksheet('À décider');
      await budget.xlsx.writeFile(join(racine, 'budget.xlsx'));
      const lire = () =>
        readdirSync(racine, { recursive: true, withFileTypes: true })
          .filter((entree) => entree.isFile())
          .map(({ name, parentPath }) => [parentPath, name, readFileSync(join(parentPath, name), 'hex')]);
      const avant = lire();
      await expect(exporter(dossier, join(racine, sortie))).rejects.toThrow(message);
      expect(lire()).toEqual(avant);
    }),
  );

  it('avec --remplacer, un classeur d’arbitrage est écrasé', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const classeur = join(racine, 'a.xlsx');
      await exporter(dossier, classeur, 2);
      await exporter(dossier, classeur, 3);
      expect(await referencesDe(classeur)).toHaveLength(3);
    }));

  it('au plus autant de lignes que demandé, le reste est compté', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const liste = await exporter(dossier, join(racine, 'a.xlsx'), 2);
      expect(liste).toMatchObject({ lignes: 2, restantes: { lignes: 3 } });
      expect(liste.centimes + liste.restantes.centimes).toBe(1_207_050n);
      expect(await referencesDe(join(racine, 'a.xlsx'))).toHaveLength(2);
    }));

  it('quand tout est décidé, aucun classeur', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const classeur = join(racine, 'a.xlsx');
      await exporter(dossier, classeur);
      await remplirClasseur(classeur, recetteDe(new Map([0, 1, 2, 3, 4].map((rang) => [rang, BASE]))));
      await importer(dossier, classeur);
      expect(await exporter(dossier, join(racine, 'b.xlsx'))).toMatchObject({ lignes: 0 });
      expect(existsSync(join(racine, 'b.xlsx'))).toBe(false);
    }));
});

describe('tout ou rien', () => {
  it('une faute sur une ligne, et les autres ne sont pas prises', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const classeur = join(racine, 'a.xlsx');
      await exporter(dossier, classeur);
      await remplirClasseur(
        classeur,
        recetteDe(
          new Map([
            [0, BASE],
            [1, { ...BASE, decision: 'peut-être' }],
          ]),
        ),
      );
      expect((await importer(dossier, classeur)).fautes).toEqual(['E-REVUE-VALEUR a.xlsx 6 11']);
      expect(existsSync(join(dossier, 'arbitrages.csv'))).toBe(false);
    }));

  it('des lignes entières échangées ou masquées restent ce qu’elles sont', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const classeur = join(racine, 'a.xlsx');
      await exporter(dossier, classeur);
      const [premiere] = await referencesDe(classeur);
      await remplirClasseur(classeur, recetteDe(new Map([[0, BASE]])));
      await remplirClasseur(classeur, { echangerLignes: [5, 8], masquerLigne: 8 });
      expect((await importer(dossier, classeur)).prises?.prises.map(({ ref }) => ref)).toEqual([premiere]);
    }));

  it('les lignes décidées sortent aussi, pour revenir dessus', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const [ouvertes, decidees] = [join(racine, '1.xlsx'), join(racine, '2.xlsx')];
      await exporter(dossier, ouvertes);
      const [ref = ''] = await referencesDe(ouvertes);
      await remplirClasseur(ouvertes, recetteDe(new Map([[0, BASE]])));
      await importer(dossier, ouvertes);
      expect(await exporter(dossier, decidees, 100, true)).toMatchObject({ lignes: 1, restantes: { lignes: 0 } });
      expect(await referencesDe(decidees)).toEqual([ref]);
      const apres = { ...BASE, decision: 'internationale', motif: 'Revu', date: '07/12/2012' };
      await remplirClasseur(decidees, recetteDe(new Map([[0, apres]])));
      expect((await importer(dossier, decidees, true)).prises).toMatchObject({
        prises: [{ ref }],
        remplacees: [ref],
      });
    }));

  it('une décision dont seuls le motif et la date changent : dite, puis prise avec --garder', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const [un, deux] = [join(racine, '1.xlsx'), join(racine, '2.xlsx')];
      await exporter(dossier, un);
      copyFileSync(un, deux);
      const [ref = ''] = await referencesDe(un);
      await remplirClasseur(un, recetteDe(new Map([[0, BASE]])));
      await importer(dossier, un);
      const avant = readFileSync(join(dossier, 'arbitrages.csv'));
      await remplirClasseur(deux, recetteDe(new Map([[0, { ...BASE, motif: 'Mieux dit', date: '07/12/2012' }]])));
      expect((await importer(dossier, deux)).prises).toMatchObject({
        prises: [],
        deja: [{ ref, differe: ['le motif', 'la date'] }],
      });
      expect(readFileSync(join(dossier, 'arbitrages.csv'))).toEqual(avant);
      expect((await importer(dossier, deux, true)).prises).toMatchObject({ prises: [{ ref }], remplacees: [ref] });
      const lignes = readFileSync(join(dossier, 'arbitrages.csv'), 'utf8').trimEnd().split('\n');
      expect(lignes.map((ligne) => sansLaLigne(ligne).split(';').slice(-4).join(';'))).toEqual([
        'motif;auteur;date;remplacee_le',
        'Voirie locale;Direction des finances;2012-11-06;2012-12-07',
        'Mieux dit;Direction des finances;2012-12-07;',
      ]);
      const { preparation } = await lireDossier(dossier);
      expect(preparation?.classement.decisions.enVigueur(ref)).toMatchObject({ motif: 'Mieux dit' });
    }));

  it('les lignes ôtées du classeur sont comptées', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const classeur = join(racine, 'a.xlsx');
      await exporter(dossier, classeur);
      await remplirClasseur(classeur, { ...recetteDe(new Map([[0, BASE]])), oterLignes: [6, 2] });
      expect((await importer(dossier, classeur)).prises).toMatchObject({ laissees: 2, absentes: 2 });
    }));

  it('une décision contraire avec --garder laisse l’ancienne comme historique, sans la compter', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const [un, deux] = [join(racine, '1.xlsx'), join(racine, '2.xlsx')];
      await exporter(dossier, un);
      copyFileSync(un, deux);
      const [ref = ''] = await referencesDe(un);
      await remplirClasseur(un, recetteDe(new Map([[0, BASE]])));
      await importer(dossier, un);
      const apres = { ...BASE, decision: 'internationale', motif: 'Revu', date: '07/12/2012' };
      await remplirClasseur(deux, recetteDe(new Map([[0, apres]])));
      expect((await importer(dossier, deux)).fautes).toEqual(['E-REVUE-DEJA-DECIDEE 2.xlsx 5 11']);
      expect((await importer(dossier, deux, true)).prises).toMatchObject({ remplacees: [ref] });
      const lignes = readFileSync(join(dossier, 'arbitrages.csv'), 'utf8').trimEnd().split('\n');
      expect(lignes.map((ligne) => sansLaLigne(ligne).split(';').slice(-2).join(';'))).toEqual([
        'date;remplacee_le',
        '2012-11-06;2012-12-07',
        '2012-12-07;',
      ]);
      const { jaune, preparation } = await lireDossier(dossier);
      expect(jaune?.couverture.parDecision.lignes).toBe(1);
      expect(jaune?.partition.internationale.lignes).toBe(1);
      expect(preparation?.classement.decisions.anciennes(ref)).toMatchObject([
        { motif: 'Voirie locale', remplaceeLe: '2012-12-07' },
      ]);
    }));
});

describe('le fichier des décisions', () => {
  it('garde à la lettre ce qui y était : marque d’ordre, fins de ligne, guillemets', () =>
    avecDossier(async (racine) => {
      const dossier = poser(racine);
      const classeur = join(racine, 'a.xlsx');
      await exporter(dossier, classeur);
      await remplirClasseur(classeur, recetteDe(new Map([[0, BASE]])));
      const [prise, ecrite = ''] = await referencesDe(classeur);
      const { affectations } = await lireDossier(dossier);
      const empreinteDe = (ref = '') =>
        affectations.find(({ ligne }) => `${ligne.fichier}:${ligne.numero}` === ref)?.ligne.empreinte ?? '';
      const titres = 'ref;empreinte;decision;quote_part;cle;axe;domaine;territoire;pays;motif;auteur;date';
      const ancienne = `${ecrite}; ${empreinteDe(ecrite).toUpperCase()};exclue;;;;;;;"Déjà ""payé""\r\nici";"Service";2012-01-01`;
      const nouvelle = `${prise};${empreinteDe(prise)};non_internationale;;;;;;;Voirie locale;Direction des finances;2012-11-06`;
      writeFileSync(join(dossier, 'arbitrages.csv'), `\ufeff${titres}\r\n;;;;;;;;;;;\r\n${ancienne}`);
      expect((await importer(dossier, classeur)).fautes).toEqual([]);
      const decrites = new Map([
        ['sources/a.csv:2', 'Région;Ville;;Jumelage avec Dakar;900,00;;'],
        ['sources/a.csv:3', 'Région;Ville;;Voirie;5000,00;1;'],
      ]);
      const rangees = [ancienne, nouvelle]
        .sort()
        .map((rangee) => `${rangee};${decrites.get(rangee.split(';')[0] ?? '')}`);
      expect(readFileSync(join(dossier, 'arbitrages.csv'), 'utf8')).toBe(
        `\ufeff${[`${titres};ligne_imputation;ligne_beneficiaire;ligne_lieu;ligne_libelle;ligne_montant;ligne_semblables;reportee_de`, ...rangees].join('\r\n')}\r\n`,
      );
    }));
});

/** A row of decisions less what is kept of its line: the seven columns before the last. */
function sansLaLigne(rangee: string): string {
  const cellules = rangee.split(';');
  return [...cellules.slice(0, -8), ...cellules.slice(-1)].join(';');
}

/** What a person may decide, and what the file must then say of it. */
const remplissage = fc
  .record({
    decision: fc.constantFrom('internationale', 'non internationale', 'exclue'),
    motif: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    auteur: fc.constantFrom('Direction des finances', 'Commission ; "A"', "Service d'appui"),
    jour: fc.integer({ min: 1, max: 28 }),
    part: fc.option(fc.integer({ min: 1, max: 100 })),
  })
  .filter(({ motif }) => /^[^=+\-@\s]/.test(motif) && !/\p{Cc}/u.test(motif) && motif.trim() !== '');

it('ne perd ni n’invente jamais une décision', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 4 }), remplissage), { selector: ([rang]) => rang }),
      (choisis) =>
        avecDossier(async (racine) => {
          const dossier = poser(racine);
          const classeur = join(racine, 'a.xlsx');
          await exporter(dossier, classeur);
          const refs = await referencesDe(classeur);
          const jour = (numero: number) => String(numero).padStart(2, '0');
          const remplissages = choisis.map(([rang, { decision, motif, auteur, jour: numero, part }]) => {
            const partage = part !== null && decision === 'internationale';
            const cases: Remplissage = {
              decision,
              motif,
              auteur,
              date: `${jour(numero)}/03/2012`,
              ...(partage && { quote_part: `${part} %`, cle: 'clé' }),
            };
            return [rang, cases] as const;
          });
          await remplirClasseur(classeur, recetteDe(new Map(remplissages)));
          const { prises, fautes: trouvees } = await importer(dossier, classeur);
          expect(trouvees).toEqual([]);
          expect((prises?.prises ?? []).map(({ ref }) => ref).sort()).toEqual(
            choisis.map(([rang]) => refs[rang]).sort(),
          );
          const { preparation, constats } = await lireDossier(dossier);
          expect(constats.erreurs).toBe(0);
          for (const [rang, { decision, motif, auteur, jour: numero }] of choisis)
            expect(preparation?.classement.decisions.enVigueur(refs[rang] ?? '')).toMatchObject({
              place: decision.replace(' ', '_'),
              motif: motif.replace(/[\s\u0085]+/g, ' ').trim(),
              auteur,
              date: `2012-03-${jour(numero)}`,
            });
        }),
    ),
    { numRuns: combien(6, 12) },
  );
});
