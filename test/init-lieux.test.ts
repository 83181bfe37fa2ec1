import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { dossierDEssai } from './outils/atelier.ts';
import { courirIci } from './outils/dossiers.ts';

const COMMUN = join(import.meta.dirname, 'cas', 'init', '_commun');
const RECUS = join(import.meta.dirname, 'cas', 'init', 'suite-avec-fichiers', 'avant', '2013', 'sources');

let poste = '';
beforeEach(() => {
  poste = dossierDEssai();
  cpSync(COMMUN, poste, { recursive: true });
});

const init = (...arguments_: string[]) => courirIci(['init', ...arguments_], poste);

/** Every path of the folder and what is there: nothing moves that this does not show. */
function tout(): string[] {
  return readdirSync(poste, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((nom) => {
      const etat = statSync(join(poste, nom), { throwIfNoEntry: false });
      if (!etat?.isFile()) return nom;
      return `${nom} ${createHash('sha256')
        .update(readFileSync(join(poste, nom)))
        .digest('hex')}`;
    });
}

/** A refusal: the code, what is told, and not a byte moved. */
async function refuse(code: number, mots: string, ...arguments_: string[]): Promise<void> {
  const avant = tout();
  const course = await init(...arguments_);
  expect(course.erreur).toContain(mots);
  expect({ code: course.code, sortie: course.sortie }).toEqual({ code, sortie: '' });
  expect(tout()).toEqual(avant);
}

describe('où un dossier ne se fait pas', () => {
  test('dans celui d’avant, autour de lui, à sa place', async () => {
    await refuse(1, 'serait dans', '2012/2013', '--depuis', '2012');
    await refuse(1, 'est le même dossier que', '2012', '--depuis', '2012');
    mkdirSync(join(poste, 'grand'));
    cpSync(join(poste, '2012'), join(poste, 'grand', '2012'), { recursive: true });
    await refuse(1, 'contiendrait', 'grand', '--depuis', 'grand/2012', '--exercice', '2013');
  });

  test('par un lien qui y mène', async () => {
    symlinkSync(join(poste, '2012'), join(poste, '2013'));
    await refuse(1, 'est le même dossier que', '2013', '--depuis', '2012');
    rmSync(join(poste, '2013'));
    symlinkSync(join(poste, '2012', 'textes'), join(poste, 'textes'));
    await refuse(1, 'serait dans', 'textes/2013', '--depuis', '2012');
    symlinkSync(join(poste, 'nulle-part'), join(poste, '2014'));
    await refuse(1, 'est un lien vers', '2014', '--depuis', '2012');
  });

  test('sur un fichier, dans un dossier qui contient autre chose', async () => {
    writeFileSync(join(poste, '2013'), 'un fichier');
    await refuse(1, 'est un fichier, non un dossier', '2013', '--depuis', '2012');
    await refuse(1, 'le chemin passe par un fichier', '2013/dedans', '--depuis', '2012', '--exercice', '2013');
    mkdirSync(join(poste, 'plein/notes'), { recursive: true });
    await refuse(1, 'n’est pas vide : il contient notes', 'plein', '--depuis', '2012');
    await refuse(1, 'n’est pas vide : il contient notes', 'plein', '--exercice', '2013');
  });

  test('là où l’on ne peut pas écrire', async ({ skip }) => {
    if (process.getuid?.() === 0) skip('l’administrateur écrit partout');
    mkdirSync(join(poste, 'garde'));
    chmodSync(join(poste, 'garde'), 0o555);
    await refuse(1, 'l’accès est refusé', 'garde/2013', '--depuis', '2012');
    await refuse(1, 'l’accès est refusé', 'garde/2013');
  });
});

describe('ce qui se refuse avant de rien lire', () => {
  test.each([
    ['une année passée', ['2011', '--depuis', '2012'], '2011 ne vient pas après 2012'],
    ['la même année', ['suite', '--depuis', '2012', '--exercice', '2012'], '2012 ne vient pas après 2012'],
    ['pas d’année', ['mon-dossier'], 'l’exercice ne se lit pas dans le nom du dossier, « mon-dossier »'],
    ['une année qui n’en est pas une', ['x', '--exercice', '13'], 'écrivez une année sur quatre chiffres'],
    ['une norme inconnue', ['2013', '--norme', 'M99'], 'écrivez M14, M22, M4, M41'],
    ['une norme finie', ['2024', '--norme', 'M71'], 'la M71 ne vaut plus en 2024'],
    ['une norme reprise', ['2013', '--depuis', '2012', '--norme', 'M57'], 'ne vont pas avec --depuis'],
  ])('%s : code 2', async (_, arguments_, mots) => refuse(2, mots, ...arguments_));

  test('un dossier d’avant qui n’existe pas, ou n’en est pas un : code 1, comme controler', async () => {
    await refuse(1, '[E-DOSSIER-INTROUVABLE]', '2013', '--depuis', '2010');
    await refuse(1, '[E-DOSSIER-INTROUVABLE]', '2013', '--depuis', '2012/textes');
  });

  test('après 9999, plus rien', async () => {
    const chemin = join(poste, '2012', 'exercice.yaml');
    writeFileSync(
      chemin,
      readFileSync(chemin, 'utf8')
        .replace('"2012"', '9999')
        .replace('exercice: 2012', 'exercice: 9999')
        .replace('Engagé 2012', 'Engagé'),
    );
    await refuse(2, 'aucun exercice ne suit 9999', 'suite', '--depuis', '2012');
    await refuse(2, '2013 ne vient pas après 9999', '2013', '--depuis', '2012');
  });
});

describe('ce qui se fait quand même', () => {
  test('un nom avec des espaces, un parent qui n’est pas encore là', async () => {
    const { code, sortie } = await init('mes dossiers/jaune de 2013', '--depuis', '2012');
    expect(code).toBe(0);
    expect(sortie).toContain('jaune controler "mes dossiers/jaune de 2013"');
    expect(readFileSync(join(poste, 'mes dossiers/jaune de 2013/exercice.yaml'), 'utf8')).toContain(
      '\nexercice: 2013\n',
    );
  });

  test('par un lien vers un dossier vide, ou qui n’a que sources/ et des fichiers cachés', async () => {
    mkdirSync(join(poste, 'disque/sources'), { recursive: true });
    writeFileSync(join(poste, 'disque/.DS_Store'), '');
    symlinkSync(join(poste, 'disque'), join(poste, '2013'));
    expect((await init('2013', '--depuis', '2012')).code).toBe(0);
    expect(existsSync(join(poste, 'disque/exercice.yaml'))).toBe(true);
    expect(readdirSync(poste).filter((nom) => nom.includes('en-cours'))).toEqual([]);
  });

  test('un fichier lié est copié : le nouveau dossier se suffit', async () => {
    cpSync(join(poste, '2012/regles/10-regles.yaml'), join(poste, 'communes.yaml'));
    rmSync(join(poste, '2012/regles/10-regles.yaml'));
    symlinkSync(join(poste, 'communes.yaml'), join(poste, '2012/regles/10-regles.yaml'));
    expect((await init('2013', '--depuis', '2012')).code).toBe(0);
    rmSync(join(poste, 'communes.yaml'));
    expect(readFileSync(join(poste, '2013/regles/10-regles.yaml'), 'utf8')).toContain('action-exterieure');
  });

  test('rien du dossier d’avant ne change, même en lecture seule', async () => {
    const avant = tout();
    chmodSync(join(poste, '2012'), 0o555);
    expect((await init('2013', '--depuis', '2012')).code).toBe(0);
    chmodSync(join(poste, '2012'), 0o755);
    expect(tout().filter((nom) => !nom.startsWith('2013'))).toEqual(avant);
  });

  test('la norme qui finit est dite', async () => {
    const { sortie } = await init('2024', '--depuis', '2012');
    expect(sortie).toContain('1. La M71 ne vaut plus en 2024 : changez norme, puis chaque code des règles.');
  });

  test('dix mille décisions, en peu de temps, chacune sur sa ligne', async () => {
    const NOMBRE = 10_000;
    const lignes = (annee: string) =>
      Array.from(
        { length: NOMBRE },
        (_, rang) =>
          `${annee};933;312;Festival ${annee} numéro ${100_000 + rang} bis;Scène ${rang % 50};${rang + 1},00`,
      );
    const empreinte = (ligne: string) => createHash('sha256').update(ligne).digest('hex').slice(0, 16);
    const passees = lignes('2012');
    appendFileSync(join(poste, '2012/sources/culture.csv'), `${passees.join('\n')}\n`);
    const exercice = join(poste, '2012/exercice.yaml');
    writeFileSync(exercice, readFileSync(exercice, 'utf8').replace(/ {4}controle:\n(?: {6}.*\n)+/, ''));
    appendFileSync(
      join(poste, '2012/arbitrages.csv'),
      `${passees.map((ligne, rang) => `sources/culture.csv:${rang + 10};${empreinte(ligne)};internationale;;;;;;;Vu;Commission;2012-11-06;`).join('\n')}\n`,
    );
    mkdirSync(join(poste, '2013/sources'), { recursive: true });
    const actuelles = lignes('2013').reverse();
    const [titres] = readFileSync(join(RECUS, 'culture.csv'), 'utf8').split('\n');
    writeFileSync(join(poste, '2013/sources/culture.csv'), `${titres}\n${actuelles.join('\n')}\n`);
    const { code, sortie, erreur } = await init('2013', '--depuis', '2012', '--json');
    expect(code, erreur).toBe(0);
    const { decisions } = JSON.parse(sortie);
    expect(decisions.reprises).toHaveLength(NOMBRE);
    const reprises = readFileSync(join(poste, '2013/arbitrages.csv'), 'utf8').trimEnd().split('\n').slice(1);
    expect(reprises).toHaveLength(NOMBRE);
    const fausses = reprises.filter((reprise) => {
      const [ref = '', empreinteEcrite] = reprise.split(';');
      const ligne = actuelles[Number(ref.split(':')[1]) - 2] ?? '';
      const ancienne = Number(/\(sources\/culture\.csv:(\d+)\)/.exec(reprise)?.[1]);
      return empreinteEcrite !== empreinte(ligne) || !ligne.includes(`numéro ${100_000 + ancienne - 10} bis`);
    });
    expect(fausses).toEqual([]);
  }, 240_000);
});

describe('la commande', () => {
  test('a son aide, en français, avec un exemple', async () => {
    const { code, sortie } = await init('--help');
    expect(code).toBe(0);
    expect(sortie).toContain('Utilisation : jaune init');
    expect(sortie).toContain('\nExemple :\n  jaune init data/2013\n  jaune init data/2013 --depuis data/2012\n');
    expect(sortie).toContain('--json');
  });

  test('--json : un document, bon ou mauvais, et rien sur stderr', async () => {
    for (const [arguments_, attendu] of [
      [['2013', '--depuis', '2012'], { ok: true, type: 'suite', exercice: '2013' }],
      [['2013', '--depuis', '2012'], { ok: true, type: 'decisions' }],
      [['2042'], { ok: true, type: 'neuf', exercice: '2042' }],
      [['sans-annee'], { ok: false, type: 'usage' }],
      [['2042'], { ok: false, erreurs: 1 }],
    ] as const) {
      const { sortie, erreur } = await init(...arguments_, '--json');
      expect(erreur).toBe('');
      expect(JSON.parse(sortie)).toMatchObject(attendu);
    }
  });

  test('les mêmes données donnent les mêmes octets', async () => {
    cpSync(RECUS, join(poste, 'a/2013/sources'), { recursive: true });
    cpSync(RECUS, join(poste, 'b/2013/sources'), { recursive: true });
    for (const lieu of ['a', 'b']) expect((await init(`${lieu}/2013`, '--depuis', '2012')).code).toBe(0);
    const de = (lieu: string) =>
      tout()
        .filter((nom) => nom.startsWith(`${lieu}/2013`) && !nom.includes('LISEZ-MOI'))
        .map((nom) => nom.slice(lieu.length));
    expect(de('a')).toEqual(de('b'));
  });
});
