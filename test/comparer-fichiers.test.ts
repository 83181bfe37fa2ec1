import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { dossierDEssai } from './outils/atelier.ts';
import { ecrireClasseur } from './outils/classeur-source.ts';
import { courirIci } from './outils/dossiers.ts';
import { comparerAuTexte } from './outils/texte-attendu.ts';

const ICI = join(import.meta.dirname, 'cas', 'comparer-fichiers');
const SOURCE = 'dossier/sources/jeunesse.csv';

// What comes out of JSON is what its checks say it is.
// biome-ignore lint/suspicious/noExplicitAny: read from JSON
type Lu = any;

let racine = '';
const lire = () => readFileSync(join(racine, SOURCE), 'utf8').trimEnd().split('\n');
const envoyer = (rangees: readonly string[], nom = 'recu/jeunesse.csv') => {
  mkdirSync(join(racine, nom, '..'), { recursive: true });
  writeFileSync(join(racine, nom), `${rangees.join('\n')}\n`);
};
const comparer = (...mots: string[]) =>
  courirIci(['comparer', '--fichiers', SOURCE, 'recu/jeunesse.csv', '--dossier', 'dossier', ...mots], racine);
const enJson = async (): Promise<Lu> => {
  const { code, sortie, erreur } = await comparer('--json');
  expect(code, sortie + erreur).toBe(0);
  return JSON.parse(sortie);
};

beforeEach(() => {
  racine = dossierDEssai();
  cpSync('data/2012', join(racine, 'dossier'), { recursive: true });
});

/** A record with one of its cells written otherwise. */
const avecMontant = (rangee: string, montant: string) => rangee.replace(/,[^,]*,([^,]*)$/, `,${montant},$1`);

describe('ce que change un fichier renvoyé', () => {
  test('lignes ajoutées, parties, changées, décision déplacée, à sa place dans le texte', async () => {
    const [titres = '', ...lignes] = lire();
    const [une = '', deux = ''] = lignes;
    const neuve =
      '2012,933,33,HP 33-002,13300201,Voyage d’étude à Tunis,Association Partage (Montreuil),,500.00,illustratif';
    envoyer([titres, neuve, avecMontant(une, '99.99'), ...lignes.slice(2)]);
    const { code, sortie, erreur } = await comparer();
    expect({ code, erreur }).toEqual({ code: 0, erreur: '' });
    comparerAuTexte(join(ICI, 'renvoye.txt'), sortie);
    expect(deux).not.toBe('');
  });

  test('une ligne partagée est une ligne en n morceaux, leur somme à côté du montant d’alors', async () => {
    const [titres = '', ...lignes] = lire();
    const couper = (rangee: string, ...parts: readonly string[]) => parts.map((part) => avecMontant(rangee, part));
    const decidee = lignes[20] ?? '';
    const centimes = Math.round(Number(decidee.split(',').at(-2)) * 100);
    const [tiers, reste] = [Math.floor(centimes / 3), centimes - Math.floor(centimes / 3)];
    const euros = (nombre: number) => (nombre / 100).toFixed(2);
    // 312 131,62 € and 191 260,21 €: the second loses a cent, and is a line changed beside one more.
    const [une = '', deux = ''] = lignes;
    envoyer([
      titres,
      ...couper(une, '91260.21', '99999.99'),
      ...couper(deux, '100000.00', '12131.62', '40000.00', '60000.00', '50000.00', '50000.00'),
      ...lignes.slice(2, 20),
      ...couper(decidee, euros(tiers), euros(reste)),
      ...lignes.slice(21),
    ]);
    const { code, sortie, erreur } = await comparer();
    expect({ code, erreur }).toEqual({ code: 0, erreur: '' });
    comparerAuTexte(join(ICI, 'partage.txt'), sortie);
    const lu = await enJson();
    const partages = lu.lignes.filter(({ type }: Lu) => type === 'partagee');
    expect(partages.map(({ morceaux }: Lu) => morceaux.length)).toEqual([6, 2]);
    for (const { avant, centimes_des_morceaux: faite } of partages) expect(faite).toBe(avant.centimes);
    expect([lu.changees, lu.ajoutees, lu.parties, lu.partagees, lu.morceaux]).toEqual([1, 1, 0, 2, 8]);
    expect(lu.decisions.map(({ sort }: Lu) => sort.type)).toEqual(['partagee']);
  });

  test('une ligne partagée dont l’expéditeur a redit le mandaté sur chaque morceau l’est encore, et c’est dit', async () => {
    const rangees = readFileSync(join(racine, 'dossier/sources/culture.csv'), 'latin1').split('\r\n');
    const rang = rangees.findIndex((rangee) => rangee.includes(';23 500,00;5 640,00;'));
    const redites = ['1 000,00', '22 500,00'].map((part) => (rangees[rang] ?? '').replace('23 500,00', part));
    mkdirSync(join(racine, 'recu'));
    writeFileSync(join(racine, 'recu/culture.csv'), rangees.toSpliced(rang, 1, ...redites).join('\r\n'), 'latin1');
    const mots = ['comparer', '--fichiers', 'dossier/sources/culture.csv', 'recu/culture.csv', '--dossier', 'dossier'];
    const { sortie } = await courirIci(mots, racine);
    expect(sortie).toContain('Changées : 0 · partagées : 1, en 2 lignes · ajoutées : 0 · parties : 0');
    expect(sortie.replace(/[\u00a0\u202f]/g, ' ')).toContain(
      '(crédits de paiement exécutés) : 5 640,00 € → 11 280,00 € en tout',
    );
    const lu: Lu = JSON.parse((await courirIci([...mots, '--json'], racine)).sortie);
    expect(lu.lignes.map(({ bases_changees }: Lu) => bases_changees)).toEqual([
      [{ base: 'mandats', avant: 564_000, apres: 1_128_000 }],
    ]);
  });

  test('une décision suit sa ligne déplacée, attend celle qui a changé, perd celle qui est partie', async () => {
    const [titres = '', ...lignes] = lire();
    const decidee = lignes[20] ?? '';
    envoyer([titres, ...lignes]);
    const avant = (await enJson()).apres.partition;
    const sorts: Lu[] = [];
    for (const suite of [
      [lignes[1] ?? '', ...lignes],
      lignes.map((ligne) => (ligne === decidee ? avecMontant(ligne, '1.00') : ligne)),
      lignes.filter((ligne) => ligne !== decidee),
      [...lignes.slice(0, 20), ...lignes.slice(21), decidee, decidee],
    ]) {
      envoyer([titres, ...suite]);
      const lu = await enJson();
      const [decision] = lu.decisions;
      sorts.push([decision.sort.type, lu.apres.partition.internationale.centimes - avant.internationale.centimes]);
    }
    const montant = Math.round(Number(decidee.split(',').at(-2)) * 100);
    const [[deplacee, effet], [changee], [partie, sans], [plusieurs]] = sorts;
    expect([deplacee, changee, partie, plusieurs]).toEqual(['deplacee', 'changee', 'partie', 'plusieurs']);
    expect(sans).toBe(-montant);
    expect(effet).toBeGreaterThanOrEqual(0);
  });

  test('chaque ligne est à un seul endroit, et les écarts font la différence des totaux', async () => {
    const [titres = '', ...lignes] = lire();
    const geste = fc.oneof(
      fc.record({ type: fc.constant('oter' as const), rang: fc.nat(60) }),
      fc.record({ type: fc.constant('doubler' as const), rang: fc.nat(60) }),
      fc.record({ type: fc.constant('payer' as const), rang: fc.nat(60), euros: fc.nat(999) }),
      fc.record({
        type: fc.constant('couper' as const),
        rang: fc.nat(60),
        euros: fc.nat(999),
        fois: fc.integer({ min: 1, max: 6 }),
      }),
      fc.record({ type: fc.constant('bouger' as const), rang: fc.nat(60), vers: fc.nat(60) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(geste, { maxLength: 12 }), async (gestes) => {
        const suite = [...lignes];
        for (const un of gestes) {
          const rang = un.rang % suite.length;
          const ligne = suite[rang] ?? '';
          if (un.type === 'oter') suite.splice(rang, 1);
          else if (un.type === 'doubler') suite.splice(rang, 0, ligne);
          else if (un.type === 'payer') suite[rang] = avecMontant(ligne, `${un.euros}.00`);
          else if (un.type === 'couper') {
            const reste = Math.round(Number(ligne.split(',').at(-2)) * 100) - un.fois * un.euros * 100;
            const morceaux = Array.from({ length: un.fois }, () => avecMontant(ligne, `${un.euros}.00`));
            suite.splice(rang, 1, ...morceaux, avecMontant(ligne, (reste / 100).toFixed(2)));
          } else suite.splice(un.vers % suite.length, 0, ...suite.splice(rang, 1));
        }
        envoyer([titres, ...suite]);
        const lu = await enJson();
        expect(lu.identiques + lu.changees + lu.partagees + lu.parties).toBe(lu.avant.lignes);
        expect(lu.identiques + lu.changees + lu.morceaux + lu.ajoutees).toBe(lu.apres.lignes);
        expect([lu.avant.lignes, lu.apres.lignes]).toEqual([lignes.length, suite.length]);
        const somme = lu.lignes.reduce(
          (total: number, { avant, apres, centimes_des_morceaux: faite = 0 }: Lu) =>
            total + (apres?.centimes ?? 0) + faite - (avant?.centimes ?? 0),
          0,
        );
        expect(somme).toBe(lu.apres.partition.total.centimes - lu.avant.partition.total.centimes);
      }),
      { numRuns: 15 },
    );
  });

  test('un fichier écrit autrement et lu pareil ne change aucune ligne, mais ses décisions attendent', async () => {
    const [titres = '', ...lignes] = lire();
    envoyer([titres, ...lignes.map((ligne) => ligne.replace(/^2012,/, '"2012",'))]);
    const lu = await enJson();
    expect([lu.identiques, lu.reecrites, lu.changees]).toEqual([lignes.length, lignes.length, 0]);
    expect(lu.decisions.map(({ sort }: Lu) => sort.type)).toEqual(['reecrite']);
  });

  test('un classeur, lu comme sa source, hors du dossier', async () => {
    const rangees = (dernier: number) => [
      ['Libellé', 'Montant'],
      ['Coopération avec Dakar', 1200.5],
      ['Fournitures', dernier],
    ];
    for (const [chemin, montant] of [
      ['dossier/sources/sport.xlsx', 10],
      ['recu.xlsx', 20],
    ] as const)
      writeFileSync(
        join(racine, chemin),
        await ecrireClasseur({ feuilles: { 'Été 2012': { rangees: rangees(montant) } } }),
      );
    const yaml = join(racine, 'dossier/exercice.yaml');
    const bloc = [
      '',
      '  - fichier: sources/sport.xlsx',
      '    format: classeur',
      '    feuille: Été 2012',
      '    secteur: Sport',
      '    organisme: Région Île-de-France',
      '    colonnes: { libelle: Libellé }',
      '    constantes: { chapitre: "933", fonction: "33" }',
      '    montants: { engagements: Montant }',
      '',
    ].join('\n');
    const texte = readFileSync(yaml, 'utf8');
    writeFileSync(yaml, texte.replace(/^sources:\n/m, `sources:${bloc}`));
    const mots = [
      'comparer',
      '--fichiers',
      'dossier/sources/sport.xlsx',
      'recu.xlsx',
      '--dossier',
      'dossier',
      '--json',
    ];
    const { code, sortie, erreur } = await courirIci(mots, racine);
    expect(code, sortie + erreur).toBe(0);
    const lu = JSON.parse(sortie);
    expect(lu.lignes).toMatchObject([
      {
        type: 'changee',
        avant: { ref: 'dossier/sources/sport.xlsx!Été 2012:3' },
        apres: { ref: 'recu.xlsx!Été 2012:3' },
        champs: [{ champ: 'engagements', avant: 1000, apres: 2000 }],
      },
    ]);
  });
});

describe('ce qui ne se compare pas', () => {
  test('le nouveau fichier en faute : dit à sa place, code 1, rien d’autre', async () => {
    const [titres = '', ...lignes] = lire();
    envoyer([titres, avecMontant(lignes[0] ?? '', '12.5OO'), ...lignes.slice(1)]);
    const { code, sortie, erreur } = await comparer();
    expect({ code, sortie }).toEqual({ code: 1, sortie: '' });
    expect(erreur).toContain('recu/jeunesse.csv:2:');
    expect(erreur).toContain('[E-MONTANT-ILLISIBLE]');
  });

  test.each([
    ['un fichier absent', [SOURCE, 'absent.csv', '--dossier', 'dossier'], 'aucun fichier de ce nom'],
    ['un dossier', ['dossier', SOURCE, '--dossier', 'dossier'], 'est un dossier'],
    ['sans dossier', [SOURCE, SOURCE], '--fichiers va avec --dossier'],
    ['deux sources', [SOURCE, 'dossier/sources/sport.csv', '--dossier', 'dossier'], 'deux sources différentes'],
    ['un nom inconnu', ['autre.csv', 'autre.csv', '--dossier', 'dossier'], 'aucune source du dossier ne s’appelle'],
    ['une source inconnue', [SOURCE, SOURCE, '--dossier', 'dossier', '--source', 'x'], 'aucune source de ce nom'],
    ['un secteur', [SOURCE, SOURCE, '--dossier', 'dossier', '--secteur', 'Sport'], 'ne vont pas avec --fichiers'],
  ])('%s : code 2', async (_, mots, dit) => {
    writeFileSync(join(racine, 'autre.csv'), 'a\n1\n');
    const { code, erreur } = await courirIci(['comparer', '--fichiers', ...mots], racine);
    expect({ code, dit: erreur.includes(dit) }, erreur).toEqual({ code: 2, dit: true });
  });

  test('deux fichiers de même nom dans deux dossiers : il faut dire lequel', async () => {
    const yaml = join(racine, 'dossier/exercice.yaml');
    mkdirSync(join(racine, 'dossier/sources/rectifie'));
    cpSync(join(racine, SOURCE), join(racine, 'dossier/sources/rectifie/jeunesse.csv'));
    const texte = readFileSync(yaml, 'utf8');
    const bloc = /^ {2}- fichier: sources\/jeunesse\.csv\n(?: {4}.*\n|\n)*/m.exec(texte)?.[0] ?? '';
    writeFileSync(
      yaml,
      texte.replace(bloc, bloc + bloc.replace('sources/jeunesse.csv', 'sources/rectifie/jeunesse.csv')),
    );
    envoyer(lire());
    const hors = ['comparer', '--fichiers', 'recu/jeunesse.csv', 'recu/jeunesse.csv', '--dossier', 'dossier'];
    const sans = await courirIci(hors, racine);
    expect(sans.code).toBe(2);
    expect(sans.erreur).toContain('  sources/jeunesse.csv\n  sources/rectifie/jeunesse.csv');
    const avec = await courirIci([...hors, '--source', 'sources/rectifie/jeunesse.csv', '--json'], racine);
    expect(JSON.parse(avec.sortie).sources).toEqual(['sources/rectifie/jeunesse.csv']);
  });
});
