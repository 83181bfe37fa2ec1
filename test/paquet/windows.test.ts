/** The folder for Windows, on Wine: every command from the zip, and each byte that it writes is that of Linux. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/files/tool.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { programmeOuPasse } from '../outils/navigateur.ts';
import { type Course, jaune } from '../outils/paquet.ts';
import { recetteDe, remplirClasseur } from '../outils/remplir-classeur.ts';
import { empreintes } from '../outils/sorties.ts';
import { deballer, nomDuPaquet, PosteWindows } from './paquets.ts';

const WINE = programmeOuPasse('wine', 'le dossier pour Windows n’est pas essayé.');
const LIEU = 'Le jaune d’été';
const TOTAL = /46.190.000,00.€/;
const OUTIL = `E:\\Outils de Zoé\\${nomDuPaquet('win-x64')}`;

describe.skipIf(WINE === undefined)('le dossier pour Windows', () => {
  const windows = dossierDEssai();
  const linux = dossierDEssai();
  let poste: PosteWindows;

  /** Files as they come from an office PC. */
  const enCrlf = (chemin: string) =>
    writeFileSync(chemin, readFileSync(chemin, 'latin1').replace(/\r?\n/g, '\r\n'), 'latin1');

  beforeAll(async () => {
    await deballer('win-x64', join(windows, 'Outils de Zoé'));
    for (const racine of [windows, linux]) {
      const data = join(racine, LIEU, 'data');
      for (const annee of ['2011', '2012'])
        cpSync(join(packageRoot(), 'data', annee), join(data, annee), { recursive: true });
      for (const fichier of ['exercice.yaml', 'sources/sport.csv', 'arbitrages.csv'])
        enCrlf(join(data, '2012', fichier));
      for (const regle of readdirSync(join(data, '2012/regles'))) enCrlf(join(data, '2012/regles', regle));
    }
    poste = new PosteWindows(windows, OUTIL);
  });
  afterAll(() => poste?.arreter());

  /** The same command on both; what they say is the same but for the separators of paths. */
  const surLesDeux = async (...mots: readonly string[]): Promise<Course> => {
    const la = poste.jaune(mots, LIEU);
    const ici = await jaune.courir(
      mots.map((mot) => mot.replaceAll('\\', '/')),
      {},
      join(linux, LIEU),
    );
    const plat = (texte: string) => texte.replaceAll('\r\n', '\n').replaceAll('\\', '/');
    expect([la.code, plat(la.sortie), plat(la.erreur)]).toEqual([ici.code, plat(ici.sortie), plat(ici.erreur)]);
    return la;
  };
  /** All that a folder holds, in its folders too. */
  const contenu = (chemin: string) =>
    readdirSync(chemin, { recursive: true, withFileTypes: true })
      .filter((entree) => entree.isFile())
      .map(({ parentPath, name }) => [
        relative(chemin, join(parentPath, name)),
        readFileSync(join(parentPath, name), 'latin1'),
      ])
      .sort();
  const memesOctets = (chemin: string) =>
    expect(contenu(join(windows, LIEU, chemin))).toEqual(contenu(join(linux, LIEU, chemin)));
  const memeFichier = (chemin: string) =>
    expect(readFileSync(join(windows, LIEU, chemin)).equals(readFileSync(join(linux, LIEU, chemin)))).toBe(true);

  it('compile, compare, contrôle : les mêmes mots et les mêmes octets', async () => {
    expect((await surLesDeux('compiler', 'data\\2012')).code).toBe(0);
    memesOctets('reports/2012');
    expect((await surLesDeux('comparer', 'data\\2011', 'data\\2012')).code).toBe(0);
    await surLesDeux('expliquer', 'data\\2012', 'sources/culture.csv:79');
  });

  it('commence un dossier, déclare un fichier reçu en CRLF, sous un lecteur et un nom à espaces et accents', async () => {
    const recu =
      'Objet;Bénéficiaire;Montant engagé\r\nJumelage avec Dakar;Ville de Dakar;1 250,50\r\nFestival;Zoé & fils;300,00\r\n';
    for (const racine of [windows, linux]) writeFileSync(join(racine, LIEU, 'reçu de l’été.csv'), recu);
    await surLesDeux(
      'init',
      'data\\2014 essai',
      '--exercice',
      '2014',
      '--collectivite',
      'Région d’essai',
      '--norme',
      'M71',
    );
    memesOctets('data/2014 essai');
    await surLesDeux('source', 'reçu de l’été.csv', '--dossier', 'data\\2014 essai');
    const absolu = poste.jaune(['controler', `E:\\${LIEU}\\data\\2012`], 'Outils de Zoé');
    expect([absolu.code, absolu.sortie]).toEqual([0, expect.stringMatching(TOTAL)]);
  });

  it('sort et reprend les arbitrages', async () => {
    await surLesDeux('arbitrer', 'export', 'data\\2012', '--sortie', 'à arbitrer.xlsx');
    memeFichier('à arbitrer.xlsx');
    const decision = { decision: 'non internationale', motif: 'Fête', auteur: 'Finances', date: '2012-11-06' };
    for (const racine of [windows, linux])
      await remplirClasseur(join(racine, LIEU, 'à arbitrer.xlsx'), recetteDe(new Map([[0, decision]])));
    expect((await surLesDeux('arbitrer', 'import', 'data\\2012', 'à arbitrer.xlsx')).code).toBe(0);
    memeFichier('data/2012/arbitrages.csv');
  });

  it('archive, et vérifie ici ce qui fut archivé là', async () => {
    expect((await surLesDeux('archiver', 'data\\2012', '--sortie', 'jaune 2012.zip')).code).toBe(0);
    const verifiee = poste.jaune(['verifier', 'jaune 2012.zip'], LIEU);
    expect([verifiee.code, verifiee.erreur]).toEqual([0, '']);
    const croisee = await jaune.courir(['verifier', join(windows, LIEU, 'jaune 2012.zip')]);
    expect([croisee.code, croisee.erreur]).toEqual([0, '']);
  });

  it('dit qu’un document est tenu par un autre programme, ou un fichier en lecture seule, et ne laisse rien à moitié', () => {
    /** Runs `jaune` while a file is opened for another program alone, as a spreadsheet does. */
    const pendantQueTient = (fichier: string, ...mots: readonly string[]) => {
      const commande = JSON.stringify([`${OUTIL}\\outil\\dist\\jaune.js`, ...mots]);
      writeFileSync(
        join(windows, LIEU, 'tenir.cjs'),
        `require('node:fs').openSync(${JSON.stringify(fichier)}, require('node:fs').constants.O_RDWR | 0x10000000);
        process.exit(require('node:child_process').spawnSync(process.execPath, ${commande}, { stdio: 'inherit' }).status);`,
      );
      return poste.taper([`${OUTIL}\\node\\node.exe`, 'tenir.cjs'], LIEU);
    };
    const sorties = () =>
      readdirSync(join(windows, LIEU))
        .concat(readdirSync(join(windows, LIEU, 'data/2012')))
        .sort();
    const avant = sorties();
    const tenue = pendantQueTient('data/2012/sources/sport.csv', 'compiler', 'data/2012', '--sortie', 'tenue');
    expect(tenue.code).toBe(1);
    expect(tenue.erreur).toContain('un autre programme tient le fichier ouvert');
    writeFileSync(join(windows, LIEU, 'tenu.xlsx'), 'un autre classeur');
    const export_ = pendantQueTient(
      'tenu.xlsx',
      'arbitrer',
      'export',
      'data/2012',
      '--sortie',
      'tenu.xlsx',
      '--remplacer',
    );
    expect(export_.code).toBe(1);
    expect(export_.erreur).toContain('tenu.xlsx : un autre programme tient le fichier ouvert');
    expect(readFileSync(join(windows, LIEU, 'tenu.xlsx'), 'utf8')).toBe('un autre classeur');
    expect(sorties().filter((nom) => !avant.includes(nom) && !nom.startsWith('ten'))).toEqual([]);

    const exercice = join(windows, LIEU, 'data/2012/exercice.yaml');
    chmodSync(exercice, 0o444);
    const lu = poste.jaune(['controler', 'data\\2012'], LIEU);
    expect(lu.code).toBe(0);
    mkdirSync(join(windows, LIEU, 'data/2012/sources'), { recursive: true });
    writeFileSync(join(windows, LIEU, 'data/2012/sources/de plus.csv'), 'Objet;Montant engagé\r\nJumelage;12,00\r\n');
    const texte = readFileSync(exercice, 'utf8');
    const ecrit = poste.jaune(
      ['source', 'data\\2012\\sources\\de plus.csv', '--dossier', 'data\\2012', '--ecrire'],
      LIEU,
    );
    // Written whole, or told and left as it was.
    expect(readFileSync(exercice, 'utf8') === texte).toBe(ecrit.code !== 0);
    expect([0, 1]).toContain(ecrit.code);
    expect(readFileSync(exercice, 'utf8').includes('de plus.csv')).toBe(ecrit.code === 0);
  });

  it('la démonstration compile 2012, et la fenêtre connaît la commande', () => {
    const paquet = join('Outils de Zoé', nomDuPaquet('win-x64'));
    const course = poste.taper(['cmd', '/c', 'Démonstration.cmd'], paquet);
    expect(course.sortie).toMatch(TOTAL);
    expect(existsSync(join(windows, paquet, 'reports/2012/jaune-2012.html'))).toBe(true);
    const attendues = spawnSync(
      process.execPath,
      [jaune.chemin, 'compiler', 'data/2012', '--sortie', join(linux, 'd')],
      { cwd: packageRoot() },
    );
    expect(attendues.status).toBe(0);
    expect(empreintes(join(windows, paquet, 'reports/2012'))).toEqual(empreintes(join(linux, 'd')));
    const ouverte = poste.taper(['cmd', '/c', 'Ouvrir jaune.cmd'], paquet);
    expect(ouverte.sortie).toContain('La commande « jaune » est connue de cette fenêtre.');
  });
});
