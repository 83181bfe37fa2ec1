/** An archive is made with the tool of the version that it says, or `verifier` says with which files it was not. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Constats } from '../../src/domain/constats/constat.ts';
import { empreintesDeLArbre } from '../../src/edition/ecrire-les-empreintes.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { packageRoot, VERSION } from '../../src/files/tool.ts';
import { type Contenu, ouvrir, refermer, remplacer, resceller } from '../outils/archives.ts';
import { avecDossier, dossierDEssai } from '../outils/atelier.ts';
import { deposer, deposerDossier } from '../outils/dossier-temporaire.ts';
import { courirIci } from '../outils/dossiers.ts';
import { type Course, jaune } from '../outils/paquet.ts';

const RACINE = packageRoot();
const racine = dossierDEssai();
const dans = (...chemin: readonly string[]) => join(racine, ...chemin);

/** A copy of the tool as it is delivered, changed on purpose; gives the program to run. */
function poserLOutil(nom: string, changer: (outil: string) => void = () => {}): string {
  const outil = dans(nom);
  for (const piece of [
    'package.json',
    'templates',
    'data/nomenclatures',
    'data/reference',
    'data/droit',
    'data/cad',
    'data/empreintes',
    'data/modele',
    'docs/recalcul.sql',
  ]) {
    mkdirSync(dirname(join(outil, piece)), { recursive: true });
    cpSync(join(RACINE, piece), join(outil, piece), { recursive: true });
  }
  const programme = jaune.copierDans(join(outil, 'dist'));
  changer(outil);
  return programme;
}

function modifier(chemin: string, avant: string, apres: string): void {
  const texte = readFileSync(chemin, 'utf8');
  expect(texte).toContain(avant);
  writeFileSync(chemin, texte.replace(avant, apres));
}

function courir(programme: string, ...mots: readonly string[]): Course {
  const { status, stdout, stderr } = spawnSync(process.execPath, [programme, ...mots], {
    cwd: racine,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, sortie: stdout, erreur: stderr };
}

/** The digests that a tool goes by, as if it were what its version is. */
function ecrireSesEmpreintes(outil: string): void {
  const fichier = join(outil, 'data/empreintes', `${VERSION}.json`);
  rmSync(fichier);
  writeFileSync(fichier, empreintesDeLArbre(outil, VERSION));
}

/** An archive made by somebody who changed the tool, and the digests that it goes by. */
function archiverAvecUnOutil(nom: string, changer: (outil: string) => void): string {
  const programme = poserLOutil(nom, (outil) => {
    changer(outil);
    ecrireSesEmpreintes(outil);
  });
  const archive = dans(`${nom}.zip`);
  const { code, erreur } = courir(programme, 'archiver', 'dossier', '--sortie', archive);
  // To its own tool it is in order: nothing is archived that was not verified by it first.
  expect(code, erreur).toBe(0);
  return archive;
}

let honnete = '';
beforeAll(() => {
  deposerDossier(dans('dossier'), {
    sources: [
      {
        fichier: 'sources/pilote.csv',
        declaration: { colonnes: { libelle: 'Objet', lieu: 'Lieu' } },
        contenu: 'Objet;Lieu;Engagé\nPuits;Sénégal;46190,00\nVoirie;;70,00\n',
      },
    ],
    regles: [
      {
        id: 'puits',
        question: 'international',
        si: { libelle: { mots: 'puits' } },
        conclusion: 'internationale',
        motif: 'Solidarité.',
        exemples: { attrape: [{ libelle: 'Puits' }] },
      },
    ],
  });
  // The templates of a dossier are its own, not the tool's.
  deposer(dans('dossier'), 'gabarits/sections/preface.hbs', '<p>Un mot du dossier.</p>\n');
  // What an archive made from sources lacks the lists of: it verifies all the same.
  deposer(dans('dossier'), 'declarations.yaml', 'apd:\n  canaux: [{ code: "12000" }]\n');
  honnete = poserLOutil('honnete');
  const { code, erreur } = courir(honnete, 'archiver', 'dossier', '--sortie', 'honnete.zip');
  expect(code, erreur).toBe(0);
});

describe('le programme et le recalcul voyagent dans l’archive', () => {
  it('qui se vérifie, par le programme installé, et le dit', () => {
    const { code, sortie } = courir(honnete, 'verifier', 'honnete.zip');
    expect(code, sortie).toBe(0);
    expect(sortie).toContain('Le programme qu’elle contient n’a pas été exécuté : celui d’ici a tout refait.');
  });

  it('et se vérifie par le sien, sans rien d’autre que Node, comme le dit son LISEZ-MOI', () => {
    for (const [nom, octets] of ouvrir(dans('honnete.zip'))) deposer(dans('extraite'), nom, octets);
    expect(readFileSync(dans('extraite/LISEZ-MOI.txt'), 'utf8')).toContain('    node outil/dist/jaune.js verifier .\n');
    const { status, stdout } = spawnSync(process.execPath, ['outil/dist/jaune.js', 'verifier', '.'], {
      cwd: dans('extraite'),
      encoding: 'utf8',
      env: {},
    });
    expect(stdout).toContain('C’est le programme qu’elle contient qui l’a refaite : il n’est pas juge de lui-même.');
    expect(status).toBe(0);
    expect(existsSync(dans('extraite/outil/docs/recalcul.sql'))).toBe(true);
  });

  it.each<[commande: string, mots: readonly string[]]>([
    ['init', ['init', '../neuf', '--exercice', '2014', '--norme', 'libre']],
    ['init --depuis', ['init', '../suite', '--depuis', 'dossier']],
    ['controler', ['controler', 'dossier']],
    ['compiler', ['compiler', 'dossier', '--sortie', '../refaite']],
    ['expliquer', ['expliquer', 'dossier', 'sources/pilote.csv:2']],
    ['arbitrer export', ['arbitrer', 'export', 'dossier', '--sortie', '../revue.xlsx']],
    ['comparer', ['comparer', 'dossier', '../jumeau']],
    ['archiver', ['archiver', 'dossier', '--sortie', '../encore.zip']],
    ['source', ['source', 'dossier/sources/pilote.csv']],
  ])('et fait tout le reste de même, sans rien d’autre du dépôt : %s', (_, mots) => {
    if (!existsSync(dans('ailleurs')))
      for (const [nom, octets] of ouvrir(dans('honnete.zip'))) {
        deposer(dans('ailleurs/extraite'), nom, octets);
        if (nom.startsWith('dossier/')) deposer(dans('ailleurs/jumeau'), nom.slice('dossier/'.length), octets);
      }
    const { status, stderr } = spawnSync(process.execPath, ['outil/dist/jaune.js', ...mots], {
      cwd: dans('ailleurs/extraite'),
      encoding: 'utf8',
      env: {},
    });
    expect(stderr).not.toMatch(/ENOENT|n’existe pas|défaut de jaune/);
    expect(status, stderr).toBe(0);
  });

  it('touché, se voit, même rescellé', () => {
    const contenu = ouvrir(dans('honnete.zip'));
    retoucherLeProgramme(contenu);
    refermer(dans('programme.zip'), contenu);
    const { code, sortie } = courir(honnete, 'verifier', 'programme.zip');
    expect(code).toBe(3);
    expect(sortie).toContain(
      `L’outil de l’archive n’est pas celui de la version ${VERSION} :\n  dist/jaune.js (programme de l’outil) a changé\n\nSeul l’outil diffère`,
    );
    expect(sortie).toContain('les chiffres sont les mêmes, et tous les documents.');
  });

  it('d’une archive faite depuis les sources, il n’y a que le recalcul, et elle le dit', async () => {
    const { code } = await courirIci(['archiver', dans('dossier'), '--sortie', dans('sources.zip')]);
    expect(code).toBe(0);
    const contenu = ouvrir(dans('sources.zip'));
    expect([...contenu.keys()].filter((nom) => /^outil\/(?!data\/[dnr]|templates)/.test(nom))).toEqual([
      'outil/docs/recalcul.sql',
    ]);
    expect(contenu.get('LISEZ-MOI.txt')?.toString('utf8')).toContain(
      "Le programme lui-même n'est pas dans cette archive",
    );
    expect(courir(honnete, 'verifier', 'sources.zip').code).toBe(0);
    remplacer(contenu, 'outil/docs/recalcul.sql', 'Recalculer', 'Calculer');
    resceller(contenu);
    refermer(dans('sources.zip'), contenu);
    const { code: change, sortie } = await courirIci(['verifier', dans('sources.zip')]);
    expect([change, sortie]).toEqual([3, expect.stringContaining('docs/recalcul.sql (recalcul en SQL) a changé')]);
  });
});

function retoucherLeProgramme(contenu: Contenu): void {
  const programme = contenu.get('outil/dist/jaune.js') ?? Buffer.alloc(0);
  contenu.set('outil/dist/jaune.js', Buffer.concat([programme, Buffer.from('\n;')]));
  resceller(contenu);
}

function placerLeSenegalEnAsie(outil: string): void {
  modifier(
    join(outil, 'data/reference/pays.csv'),
    'SEN;SN;686;Sénégal;afrique-subsaharienne;',
    'SEN;SN;686;Sénégal;asie;',
  );
}

describe('un outil retouché sous le même numéro se voit', () => {
  it('le Sénégal en Asie : la table, et les chiffres qui ne sont pas ceux-ci', async () => {
    const archive = archiverAvecUnOutil('asie', placerLeSenegalEnAsie);
    const { code, sortie } = await courirIci(['verifier', archive]);
    expect(code).toBe(3);
    expect(sortie).toContain(`L’outil de l’archive n’est pas celui de la version ${VERSION} :`);
    expect(sortie).toContain('  data/reference/pays.csv (table de référence de l’outil) a changé');
    expect(sortie).toContain(`Refaits avec celui de la version ${VERSION}, les chiffres ne sont pas ceux-ci :`);
    expect(sortie).toMatch(
      /lignes-2012\.csv : première différence : ligne 2 \(sources\/pilote\.csv:2\), colonne territoire/,
    );
  });

  it('un gabarit dont un script réécrit un montant : seul l’outil diffère', async () => {
    const archive = archiverAvecUnOutil('script', (outil) =>
      modifier(
        join(outil, 'templates/scripts/montants.js'),
        '',
        'document.body.innerHTML = document.body.innerHTML.replaceAll("46\u202f190", "96\u202f190");\n',
      ),
    );
    const { code, sortie } = courir(honnete, 'verifier', archive);
    expect(code).toBe(3);
    expect(sortie).toContain('  templates/scripts/montants.js (gabarit de l’outil) a changé');
    expect(sortie).toContain(
      `Seul l’outil diffère : refaits avec celui de la version ${VERSION}, les chiffres sont les mêmes, pas jaune-2012.html.`,
    );
    // Sources know as much: what is compared is what is published, whichever way this tool runs.
    const machine = JSON.parse((await courirIci(['verifier', archive, '--json'])).sortie);
    expect(machine.outil.ecarts).toContainEqual({
      fichier: 'templates/scripts/montants.js',
      nature: 'gabarit de l’outil',
      quoi: 'change',
    });
    expect(machine.avecLOutilDeLaVersion).toEqual({ chiffres: [], reste: ['jaune-2012.html'] });
  });

  it('une édition publiée de même', async () => {
    const programme = poserLOutil('asie-publiee', placerLeSenegalEnAsie);
    expect(courir(programme, 'compiler', 'dossier', '--sortie', 'edition').code).toBe(0);
    const { code, sortie } = await courirIci(['verifier', dans('edition'), '--dossier', dans('dossier')]);
    expect(code).toBe(3);
    expect(sortie).toContain(
      `L’outil de l’édition n’est pas celui de la version ${VERSION} :\n  data/reference/pays.csv`,
    );
  });

  it('et n’archive pas : l’archive ne se vérifierait pas', () => {
    const programme = poserLOutil('autre', (outil) => writeFileSync(join(outil, 'templates/intrus.css'), 'a{}'));
    const { code, erreur } = courir(programme, 'archiver', 'dossier', '--sortie', 'jamais.zip');
    expect(code).toBe(1);
    expect(erreur).toContain(
      `l’outil installé n’est pas celui de la version ${VERSION} : templates/intrus.css a été ajouté`,
    );
    expect(existsSync(dans('jamais.zip'))).toBe(false);
  });
});

describe('une version publiée', () => {
  it('ne change plus sous le même numéro', async () => {
    await avecDossier((outil) => {
      for (const piece of ['templates', 'data/nomenclatures', 'data/reference', 'data/droit'])
        cpSync(join(RACINE, piece), join(outil, piece), { recursive: true });
      deposer(outil, 'dist/jaune.js', 'programme');
      const programme = [{ nom: 'dist/jaune.js', chemin: join(outil, 'dist/jaune.js') }];
      const publiee = empreintesDeLArbre(outil, '9.9.9', programme);
      deposer(outil, 'data/empreintes/9.9.9.json', publiee);
      expect(empreintesDeLArbre(outil, '9.9.9')).toBe(publiee);
      expect(empreintesDeLArbre(outil, '9.9.9', programme)).toBe(publiee);
      deposer(outil, 'dist/jaune.js', 'programme retouché');
      expect(() => empreintesDeLArbre(outil, '9.9.9', programme)).toThrow('jaune 9.9.9 est publié');
      deposer(outil, 'templates/intrus.css', 'a{}');
      expect(() => empreintesDeLArbre(outil, '9.9.9')).toThrow('Donnez un autre numéro à package.json');
    });
  });

  const arbre = dans('arbre');
  const publie = join(arbre, 'dist/jaune.js');

  it('l’est par npm run empreintes -- --publier, qui bâtit le programme ; ensuite rien n’y change', () => {
    for (const piece of ['.ci', 'src', 'docs', 'data', 'templates', 'package.json', 'tsconfig.json'])
      cpSync(join(RACINE, piece), join(arbre, piece), { recursive: true });
    symlinkSync(join(RACINE, 'node_modules'), join(arbre, 'node_modules'));
    rmSync(join(arbre, 'data/empreintes', `${VERSION}.json`));
    const ecrire = (...mots: readonly string[]) =>
      spawnSync(process.execPath, ['.ci/empreintes.mjs', ...mots], { cwd: arbre, encoding: 'utf8' });
    const { status, stderr } = ecrire('--publier');
    expect(status, stderr).toBe(0);
    const feuille = readFileSync(join(arbre, 'templates/jaune.css'));
    writeFileSync(join(arbre, 'templates/jaune.css'), 'a{}');
    expect(ecrire()).toMatchObject({ status: 1, stderr: expect.stringContaining(`jaune ${VERSION} est publié`) });
    writeFileSync(join(arbre, 'templates/jaune.css'), feuille);
  });

  it('archive sans réserve, tant que son programme est celui qui fut publié ; avant, c’est dit', () => {
    const enPreparation = poserLOutil('prepare', (outil) => ecrireSesEmpreintes(outil));
    const reserve = `jaune ${VERSION} n’est pas encore publié`;
    expect(courir(enPreparation, 'archiver', 'dossier', '--sortie', 'prepare.zip').sortie).toContain(reserve);

    const { code, sortie } = courir(publie, 'archiver', 'dossier', '--sortie', 'publie.zip');
    expect(code).toBe(0);
    expect(sortie).not.toContain(reserve);
    expect(courir(publie, 'verifier', 'publie.zip').code).toBe(0);

    writeFileSync(publie, `${readFileSync(publie, 'utf8')}\n;`);
    const retouche = courir(publie, 'archiver', 'dossier', '--sortie', 'retouche.zip');
    expect(retouche.code).toBe(1);
    expect(retouche.erreur).toContain(
      `l’outil installé n’est pas celui de la version ${VERSION} : dist/jaune.js a changé`,
    );
    // To who knows what was published, the program of an archive is not that of the version either.
    const contenu = ouvrir(dans('publie.zip'));
    retoucherLeProgramme(contenu);
    refermer(dans('retouche.zip'), contenu);
    const verifiee = courir(publie, 'verifier', 'retouche.zip');
    expect([verifiee.code, verifiee.sortie]).toEqual([
      3,
      expect.stringContaining('  dist/jaune.js (programme de l’outil) a changé'),
    ]);
  });

  it('que cet outil ne connaît pas n’est pas crue sur parole', async () => {
    await compilerLEdition(dans('dossier'), dans('inconnue'), new Constats());
    const paquet = join(dans('inconnue'), 'datapackage.json');
    const [majeure, mineure, correction] = VERSION.split('.').map(Number);
    expect(correction).toBe(0);
    // The number of a correction that does not exist, older than this one: none is.
    modifier(paquet, `"version": "${VERSION}"`, `"version": "${majeure}.${mineure}.00"`);
    const { code, sortie } = await courirIci(['verifier', dans('inconnue'), '--dossier', dans('dossier')]);
    expect(code).toBe(3);
    expect(sortie).toContain(`ne connaît pas de version ${majeure}.${mineure}.00`);
  });
});
