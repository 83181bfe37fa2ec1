import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import paquet from '../package.json' with { type: 'json' };
import { dossierDEssai } from './outils/atelier.ts';
import { courirIci } from './outils/dossiers.ts';
import { type Course, jaune } from './outils/paquet.ts';
import { empreintes } from './outils/sorties.ts';
import { comparerAuTexte } from './outils/texte-attendu.ts';

const CAS = join(import.meta.dirname, 'cas', 'expliquer');
const ECHAPPEMENT = String.fromCharCode(27);

let atelier = '';

/** A folder of its own for each test. */
function avecUnAtelier(): void {
  beforeEach(() => {
    atelier = dossierDEssai();
  });
}

const EXERCICE = `exercice: 2012
collectivite: Région d'essai
titre: Essai
norme: M71
vote: par_fonction
base: engagements
date_edition: 2012-12-13
secteur_pilote: Affaires internationales
code_inconnu: erreur
sources:
  - fichier: sources/pilote.csv
    secteur: Affaires internationales
    organisme: Région d'essai
    encodage: utf-8
    separateur: ";"
    decimale: ","
    colonnes: { chapitre: Chapitre, fonction: Fonction, libelle: Objet }
    montants: { engagements: Engagé }
`;
const REGLES = `- id: autres-actions
  question: international
  si: { fonction: "048" }
  conclusion: internationale
  motif: La fonction 048 porte les autres actions internationales.
  exemples:
    attrape:
      - { fonction: "048", libelle: Animation régionale }
`;

/** A dossier of one source, good unless told otherwise. */
function poser(nom: string, { montant = '1 000,00', exercice = EXERCICE, regles = REGLES } = {}): string {
  const dossier = join(atelier, nom);
  mkdirSync(join(dossier, 'sources'), { recursive: true });
  mkdirSync(join(dossier, 'regles'));
  writeFileSync(join(dossier, 'exercice.yaml'), exercice);
  writeFileSync(join(dossier, 'regles', '20-international.yaml'), regles);
  writeFileSync(
    join(dossier, 'sources', 'pilote.csv'),
    `Chapitre;Fonction;Objet;Engagé\n930;048;Animation régionale;${montant}\n930;041;Conférence;500,00\n`,
  );
  return dossier;
}

describe("l'aide", () => {
  test('le programme se présente en français, avec un exemple', async () => {
    const { code, sortie, erreur } = await jaune.courir(['--help']);
    expect({ code, erreur }).toEqual({ code: 0, erreur: '' });
    expect(sortie).toMatch(/^Utilisation : jaune/);
    expect(sortie).toContain('\nExemple :\n  jaune ');
    for (const commande of ['compiler|compile', 'controler|check', 'expliquer|explain'])
      expect(sortie).toContain(commande);
    expect(sortie).not.toMatch(/Usage|Options:|Commands|display|\[command\]/);
  });

  test.each([
    ['compiler', 'compile'],
    ['controler', 'check'],
    ['expliquer', 'explain'],
    ['source', 'inspect'],
  ])('%s (%s) a la sienne, avec un exemple', async (commande, alias) => {
    const { code, sortie } = await courirIci([commande, '--help']);
    expect(code).toBe(0);
    expect(sortie).toContain(`Utilisation : jaune ${commande}|${alias}`);
    expect(sortie).not.toMatch(/\((?:choices|default|preset|env):/);
    expect(sortie).toContain(`\nExemple :\n  jaune ${commande} `);
    expect(sortie).toContain('--json');
    expect((await courirIci([alias, '--help'])).sortie).toBe(sortie);
    expect((await courirIci(['help', commande])).sortie).toBe(sortie);
  });

  test('--version dit celle du paquet', async () => {
    expect(await jaune.courir(['--version'])).toEqual({ code: 0, sortie: `${paquet.version}\n`, erreur: '' });
  });
});

describe('un mauvais usage', () => {
  test.each([
    ['commande inconnue', ['bidule'], 'commande inconnue : « bidule »'],
    ['commande mal tapée', ['compilr', 'data/2012'], 'Vouliez-vous écrire compile'],
    ['option inconnue', ['controler', 'data/2012', '--vite'], 'option inconnue : « --vite »'],
    [
      'option d’une autre commande',
      ['controler', 'data/2012', '--remplacer'],
      'option inconnue : « --remplacer », qui est de : compiler, exporter, arbitrer export, arbitrer reporter, pieces export, archiver\n',
    ],
    [
      'option d’une autre commande, avec sa valeur',
      ['controler', 'data/2012', '--sortie=reports/2012'],
      'option inconnue : « --sortie=reports/2012 », qui est de : compiler, comparer, exporter, arbitrer export, pieces export, archiver\n',
    ],
    ['option mal tapée', ['compiler', 'data/2012', '--sorti', 'x'], 'Vouliez-vous écrire --sortie ?'],
    ['dossier oublié', ['compiler'], 'il manque <dossier>'],
    ['référence oubliée', ['expliquer', 'data/2012'], 'il manque <ref>'],
    ['valeur oubliée', ['compiler', 'data/2012', '--sortie'], 'il manque la valeur de l’option'],
    ['base inconnue', ['source', 'x.csv', '--base', 'euros'], '« euros » ne convient pas à l’option'],
    ['fichier oublié', ['source'], 'il manque <fichier>'],
    [
      'signe dans un nom',
      ['arbitrer', 'export', 'data/2012', '--pour', 'Dir. <b>Culture</b> & Cie'],
      '« < » ne peut pas être dans un nom',
    ],
    ['éléments en trop', ['controler', 'mon', 'dossier'], 'trop d’éléments : 2 au lieu de 1'],
  ])('%s : code 2, en français, rien sur la sortie', async (_, arguments_, message) => {
    const { code, sortie, erreur } = await courirIci(arguments_);
    expect({ code, sortie }).toEqual({ code: 2, sortie: '' });
    expect(erreur).toMatch(/^Erreur : /);
    expect(erreur).toContain(message);
    expect(erreur).not.toMatch(/\berror|unknown|missing|Did you|Expected|argument/);
  });

  test('sans commande : l’aide sur stderr, code 2', async () => {
    const { code, sortie, erreur } = await jaune.courir([]);
    expect({ code, sortie }).toEqual({ code: 2, sortie: '' });
    expect(erreur).toMatch(/^Utilisation : jaune/);
  });
});

describe('les codes de sortie et les deux sorties', () => {
  avecUnAtelier();

  test('compiler : code 0, les documents en place, rien qui ne soit français sur stderr', async () => {
    const sortie = join(atelier, 'edition');
    const course = await jaune.courir(['compiler', poser('bon'), '--sortie', sortie]);
    expect(course.code, course.erreur).toBe(0);
    expect(course.erreur).toBe('');
    expect(readdirSync(sortie).sort()).toEqual(
      ['SHA256SUMS', 'datapackage.json', 'jaune-2012.html', 'jaune-2012.xlsx']
        .concat('lignes-2012.csv', 'lignes-ecartees-2012.csv', 'synthese-2012.json')
        .sort(),
    );
    for (const fichier of readdirSync(sortie)) expect(course.sortie).toContain(join(sortie, fichier));
  });

  test('les noms anglais font comme les français', async () => {
    const dossier = poser('bon');
    const ref = 'sources/pilote.csv:2';
    expect(await courirIci(['check', dossier])).toEqual(await courirIci(['controler', dossier]));
    expect(await courirIci(['explain', dossier, ref])).toEqual(await courirIci(['expliquer', dossier, ref]));
    const { code, sortie } = await courirIci(['compile', dossier, '--sortie', join(atelier, 'edition')]);
    expect({ code, total: sortie.includes('jaune-2012.html') }).toEqual({ code: 0, total: true });
  });

  test.each([['compiler'], ['controler'], ['expliquer']])(
    '%s : données fautives, code 1, place et code',
    async (commande) => {
      const dossier = poser('fautif', { montant: '12.5OO,00' });
      const suite = commande === 'expliquer' ? ['sources/pilote.csv:2'] : [];
      const { code, sortie, erreur } = await courirIci([commande, dossier, ...suite]);
      expect({ code, sortie }).toEqual({ code: 1, sortie: '' });
      expect(erreur).toContain('sources/pilote.csv:2');
      expect(erreur).toContain('[E-MONTANT-ILLISIBLE]');
      expect(erreur).toContain('1 erreur. Rien n’a été écrit.');
    },
  );

  test('expliquer donne l’empreinte même quand les décisions sont fautives', async () => {
    const dossier = poser('sans-empreinte');
    writeFileSync(
      join(dossier, 'arbitrages.csv'),
      'ref;empreinte;decision;quote_part;cle;axe;domaine;territoire;pays;motif;auteur;date\n' +
        'sources/pilote.csv:3;;exclue;;;;;;;Conférence;Commission;2012-11-05\n',
    );
    const { code, sortie, erreur } = await courirIci(['expliquer', dossier, 'sources/pilote.csv:3']);
    expect(code).toBe(1);
    expect(sortie).toMatch(/Empreinte +[0-9a-f]{16}\n/);
    expect(erreur).toContain('[E-ARBITRAGE-ILLISIBLE]');
  });

  test('un dossier qui n’existe pas : code 1', async () => {
    const { code, erreur } = await courirIci(['controler', join(atelier, 'nulle-part')]);
    expect(code).toBe(1);
    expect(erreur).toContain('[E-DOSSIER-INTROUVABLE]');
  });

  test('--json : un seul document par commande, bon ou mauvais, et rien sur stderr', async () => {
    const bon = poser('bon');
    const fautif = poser('fautif', { regles: REGLES.replace('"048"', '"984"') });
    const essais = [
      ['compiler', bon, '--sortie', join(atelier, 'edition')],
      ['controler', bon],
      ['expliquer', bon, 'sources/pilote.csv:2'],
      ['expliquer', bon, 'sources/pilote.csv:99'],
      ['expliquer', bon, 'sources/autre.csv:2'],
      ['compiler', fautif, '--sortie', join(atelier, 'autre')],
      ['controler', fautif],
      ['expliquer', fautif, 'sources/pilote.csv:2'],
      ['compiler', bon, '--sortie', join(bon, 'exercice.yaml')],
      ['arbitrer', 'export', bon, '--sortie', join(atelier, 'nulle-part', 'a.xlsx')],
    ];
    const courses: Course[] = [];
    for (const arguments_ of essais) courses.push(await courirIci([...arguments_, '--json']));
    expect(courses.map(({ erreur }) => erreur)).toEqual(courses.map(() => ''));
    expect(courses.map(({ code, sortie }) => [code, JSON.parse(sortie).ok])).toEqual([
      [0, true],
      [0, true],
      [0, true],
      [2, false],
      [2, false],
      [1, false],
      [1, false],
      [1, false],
      [1, false],
      [1, false],
    ]);
    for (const { sortie } of courses.slice(-2))
      expect(JSON.parse(sortie)).toMatchObject({ erreurs: 1, constats: [{ code: 'E-SORTIE' }] });
    expect(JSON.parse(courses[0]?.sortie ?? '').synthese.total_hors_exceptionnelles).toBe(100_000);
    expect(JSON.parse(courses[6]?.sortie ?? '').constats[0].lieu.fichier).toBe('regles/20-international.yaml');
  });

  test('hors d’un terminal, aucun code de couleur, ni avec NO_COLOR', async () => {
    const bon = poser('bon');
    const fautif = poser('fautif', { montant: 'p.m.' });
    const courses = await Promise.all(
      [{}, { NO_COLOR: '1' }, { NO_COLOR: '', TERM: 'xterm-256color' }].flatMap((environnement) => [
        jaune.courir(['controler', bon], environnement),
        jaune.courir(['controler', fautif], environnement),
      ]),
    );
    expect(courses.filter(({ sortie, erreur }) => `${sortie}${erreur}`.includes(ECHAPPEMENT))).toEqual([]);
  });

  test('dans un terminal, des couleurs, sauf avec NO_COLOR', ({ skip }) => {
    const dansUnTerminal = (environnement: Record<string, string>) => {
      const commande = `"${process.execPath}" "${jaune.chemin}" controler "${poser(`bon-${Object.keys(environnement)}`)}"`;
      const { FORCE_COLOR: _, NO_COLOR: __, ...herite } = process.env;
      return spawnSync('script', ['-qec', commande, '/dev/null'], {
        env: { ...herite, TERM: 'xterm', ...environnement },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    };
    const avec = dansUnTerminal({});
    if (avec.error) skip('script(1) absent');
    // A slow run clears the line of its progress too, in a terminal: that is no colour.
    const couleur = new RegExp(`${ECHAPPEMENT}\\[[\\d;]*m`);
    expect(avec.stdout).toMatch(couleur);
    expect(dansUnTerminal({ NO_COLOR: '1' }).stdout).not.toMatch(couleur);
  });
});

describe('rien à moitié', () => {
  avecUnAtelier();

  test('controler n’écrit rien', async () => {
    const dossier = poser('bon');
    const avant = readdirSync(atelier, { recursive: true }).sort();
    expect((await courirIci(['controler', dossier], atelier)).code).toBe(0);
    expect(readdirSync(atelier, { recursive: true }).sort()).toEqual(avant);
  });

  test('sans --sortie, l’édition va sous reports/ du dossier courant', async () => {
    expect((await courirIci(['compiler', poser('bon')], atelier)).code).toBe(0);
    expect(existsSync(join(atelier, 'reports', '2012', 'jaune-2012.html'))).toBe(true);
  });

  test.each([
    ['sans --sortie', []],
    ['à --sortie', ['--sortie', 'publie/a']],
  ])('%s, l’édition d’un autre dossier n’est pas remplacée, et les deux remèdes sont vrais', async (_, sortie) => {
    const dossiers = ['un', 'deux'].map((nom) => poser(nom));
    const [un = '', deux = ''] = dossiers;
    const compiler = (...mots: string[]) => courirIci(['compiler', ...mots], atelier);
    const place = join(atelier, sortie[1] ?? 'reports/2012');
    expect((await compiler(un, ...sortie)).code).toBe(0);
    expect((await compiler(un, ...sortie)).code).toBe(0);
    const avant = empreintes(place);
    const refus = await compiler(deux, ...sortie);
    expect(refus.code).toBe(1);
    expect(refus.erreur).toContain("d’un autre dossier (2012, Région d'essai, dossier un) ; rien n’a été remplacé");
    expect(empreintes(place)).toEqual(avant);
    expect((await compiler(deux, '--sortie', 'reports/2012-bis')).code).toBe(0);
    expect((await compiler(deux, ...sortie, '--remplacer')).code).toBe(0);
    // The place is now the other's.
    expect((await compiler(un, ...sortie)).code).toBe(1);
    expect((await compiler(deux, ...sortie)).code).toBe(0);
    // A dossier that is no longer there says nothing against one that was renamed.
    renameSync(deux, join(atelier, 'trois'));
    expect((await compiler('trois', ...sortie)).code).toBe(0);
  });

  test('l’édition d’une autre collectivité, d’un autre exercice n’est pas remplacée, même sans note', async () => {
    const ailleurs = EXERCICE.replace("collectivite: Région d'essai", 'collectivite: Région voisine');
    expect((await courirIci(['compiler', poser('ici')], atelier)).code).toBe(0);
    rmSync(join(atelier, 'reports', '.2012.dossier'));
    const refus = await courirIci(['compiler', poser('ailleurs', { exercice: ailleurs })], atelier);
    expect(refus.code).toBe(1);
    expect(refus.erreur).toContain("autre collectivité (2012, Région d'essai)");
    const treize = EXERCICE.replaceAll('2012', '2013');
    const autreAnnee = ['compiler', poser('treize', { exercice: treize, montant: '1,00' }), '--sortie', 'reports/2012'];
    const dit = await courirIci(autreAnnee, atelier);
    expect(dit.erreur).toContain("autre exercice (2012, Région d'essai)");
    expect(readdirSync(join(atelier, 'reports'))).toEqual(['2012']);
    const jugee = await courirIci(['verifier', 'reports/2012', '--dossier', 'ailleurs'], atelier);
    expect(jugee.code).toBe(2);
    expect(jugee.erreur).toContain("d’une autre collectivité, Région voisine ; l’édition est celle de Région d'essai");
  });

  test('une compilation qui échoue laisse l’édition d’avant, et aucun fichier de travail', async () => {
    const sortie = join(atelier, 'edition');
    expect((await courirIci(['compiler', poser('bon'), '--sortie', sortie])).code).toBe(0);
    const avant = empreintes(sortie);
    const fautifs = [
      poser('montant', { montant: '12.5OO,00' }),
      poser('regle', { regles: REGLES.replace('"048"', '"984"') }),
      poser('exercice', { exercice: EXERCICE.replace('M71', 'M99') }),
    ];
    const presents = readdirSync(atelier).sort();
    for (const fautif of fautifs) expect((await courirIci(['compiler', fautif, '--sortie', sortie])).code).toBe(1);
    expect(empreintes(sortie)).toEqual(avant);
    expect(readdirSync(atelier).sort()).toEqual(presents);
  });

  test('une nouvelle édition prend la place entière de l’ancienne', async () => {
    const sortie = join(atelier, 'edition');
    await courirIci(['compiler', poser('bon'), '--sortie', sortie]);
    const avant = empreintes(sortie);
    const autre = poser('autre', { montant: '2 000,00' });
    const presents = readdirSync(atelier).sort();
    expect((await courirIci(['compiler', autre, '--sortie', sortie, '--remplacer'])).code).toBe(0);
    const apres = empreintes(sortie);
    expect(Object.keys(apres)).toEqual(Object.keys(avant));
    expect(apres['synthese-2012.json']).not.toBe(avant['synthese-2012.json']);
    expect(readdirSync(atelier).sort()).toEqual(presents);
  });

  test('un dossier de sortie qui tient les fichiers d’autrui est refusé, et n’y perd rien', async () => {
    const sortie = join(atelier, 'a-moi');
    mkdirSync(sortie);
    writeFileSync(join(sortie, 'notes.txt'), 'à garder');
    const { code, erreur } = await courirIci(['compiler', poser('bon'), '--sortie', sortie]);
    expect(code).toBe(1);
    expect(erreur).toContain('notes.txt');
    expect(erreur).toContain('--sortie');
    expect(readdirSync(sortie)).toEqual(['notes.txt']);
    expect(readdirSync(atelier).sort()).toEqual(['a-moi', 'bon']);
  });

  test('une sortie qui est un fichier est refusée', async () => {
    const sortie = join(atelier, 'fichier');
    writeFileSync(sortie, 'à garder');
    const { code, erreur } = await courirIci(['compiler', poser('bon'), '--sortie', sortie]);
    expect({ code, garde: readFileSync(sortie, 'utf8') }).toEqual({ code: 1, garde: 'à garder' });
    expect(erreur).not.toContain('défaut de jaune');
  });

  test.each([
    [['controler', 'test/cas/constats/_base']],
    [['controler', 'test/cas/constats/_base', '--json']],
    [['expliquer', 'data/2012', 'sources/culture.csv:79', '--json']],
    [['--help']],
  ])('un lecteur qui s’en va (| head) ne fait pas échouer : %s', async (arguments_) => {
    const processus = spawn(process.execPath, [jaune.chemin, ...arguments_], { stdio: ['ignore', 'pipe', 'pipe'] });
    processus.stdout.destroy();
    let erreur = '';
    processus.stderr.setEncoding('utf8').on('data', (texte: string) => {
      erreur += texte;
    });
    const code = await new Promise((resolve) => processus.on('close', resolve));
    expect(erreur).not.toMatch(/EPIPE|\bat .*:\d+:\d+/);
    expect(code).toBe(0);
  });
});

describe('expliquer', () => {
  // All that may be explained is in test/expliquer.test.ts; here, that the program says the same.
  test('partagee', async () => {
    const ref = 'sources/apprentissage-formation.csv:99';
    const { code, sortie, erreur } = await jaune.courir(['expliquer', 'data/2012', ref]);
    expect({ code, erreur }).toEqual({ code: 0, erreur: '' });
    comparerAuTexte(join(CAS, 'partagee.txt'), `$ jaune expliquer data/2012 ${ref}\n${sortie}`);
  });

  test('--figures liste chaque nom avec son montant, et --json les mêmes', async () => {
    const { code, sortie } = await courirIci(['expliquer', 'data/2012', '--figures']);
    expect(code).toBe(0);
    const lignes = sortie.trimEnd().split('\n');
    expect(lignes[2]).toMatch(/^synthese\.total +46\u202f190\u202f000,00\u202f€ {2}Total général hors/);
    const json = JSON.parse((await courirIci(['expliquer', 'data/2012', '--figures', '--json'])).sortie);
    expect(lignes.map((ligne) => ligne.split(' ')[0])).toEqual(json.figures.map(({ nom }: { nom: string }) => nom));
    expect(json.figures[2]).toMatchObject({ nom: 'synthese.total', centimes: 4_619_000_000 });
  });

  test('--figure --json donne toutes les lignes, en centimes entiers, et leur somme', async () => {
    const { code, sortie } = await courirIci([
      'expliquer',
      'data/2012',
      '--figure',
      'partition.non_examinee',
      '--json',
    ]);
    const json = JSON.parse(sortie);
    expect({ code, ok: json.ok, base: json.base }).toEqual({ code: 0, ok: true, base: 'engagements' });
    expect(json.lignes.length).toBe(json.figure.lignes);
    expect(json.lignes.length).toBeGreaterThan(30);
    const somme = json.lignes.reduce(
      (total: number, { compte_centimes }: { compte_centimes: number }) => total + compte_centimes,
      0,
    );
    expect([somme, json.somme_centimes]).toEqual([json.figure.centimes, json.figure.centimes]);
    for (const { parts, compte_centimes } of json.lignes)
      expect(parts.reduce((total: number, { centimes }: { centimes: number }) => total + centimes, 0)).toBe(
        compte_centimes,
      );
  });

  test.each([
    ['rien', []],
    ['une ligne et un chiffre', ['sources/culture.csv:79', '--figure', 'synthese.total']],
    ['un chiffre et la liste', ['--figure', 'synthese.total', '--figures']],
    ['les indices d’un chiffre', ['--figure', 'synthese.total', '--indices']],
  ])('%s : code 2, en français, avec un exemple', async (_, suite) => {
    const { code, sortie, erreur } = await courirIci(['expliquer', 'data/2012', ...suite]);
    expect({ code, sortie }).toEqual({ code: 2, sortie: '' });
    expect(erreur).toMatch(/^Erreur : [^\n]+\.\nExemple :\n {2}jaune expliquer data\/2012 sources/);
  });

  test('avec les indices, chaque compte est là', async () => {
    const commande = ['expliquer', 'data/2012', 'culture.csv:119', '--indices'];
    const { sortie, erreur } = await courirIci(commande);
    comparerAuTexte(join(CAS, 'indices.txt'), `$ jaune ${commande.join(' ')}\n${sortie}${erreur}`);
    const [, bas = ''] = sortie.split('Les indices, en points\n');
    const points = [...bas.matchAll(/^ +([+−]?\d+) {2}(\S+)/gm)].map(([, nombre = '', nom]) => ({
      nom,
      valeur: Number(nombre.replace('−', '-')),
    }));
    const total = points.find(({ nom }) => nom === 'total');
    const autres = points.slice(
      0,
      points.findIndex(({ nom }) => nom === 'total'),
    );
    expect(autres.length).toBeGreaterThan(5);
    expect(autres.reduce((somme, { valeur }) => somme + valeur, 0)).toBe(total?.valeur);
  });
});
