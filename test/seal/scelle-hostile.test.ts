/** What was sealed, done to on purpose: said in words, exit code 3, nothing read that should not be, nothing left behind. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { archiveEdition } from '../../src/cli/archiver/run-archiver.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { verifierLEdition } from '../../src/edition/verifier-l-edition.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { VERSION } from '../../src/files/tool.ts';
import { UnwritableOutput } from '../../src/files/unwritable-output.ts';
import { RefusedArchive } from '../../src/files/zip/refused-archive.ts';
import { type Contenu, ouvrir, refermer, remplacer, resceller, resommer } from '../outils/archives.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { deposer, deposerDossier } from '../outils/dossier-temporaire.ts';
import { courirIci } from '../outils/dossiers.ts';

const racine = dossierDEssai();
const dans = (...chemin: readonly string[]) => join(racine, ...chemin);
let empreinte = '';

beforeAll(async () => {
  deposerDossier(dans('dossier'), {
    sources: [{ fichier: 'sources/pilote.csv', contenu: 'Objet;Engagé\nPuits au Mali;1000,00\nVoirie;70,00\n' }],
  });
  deposer(dans('dossier'), 'LISEZ-MOI.md', 'Corrigé : 1000,00, que le secteur avait écrit 1O00,00.\n');
  await compilerLEdition(dans('dossier'), dans('edition'), new Constats());
  ({ sha256: empreinte } = await archiveEdition(
    dans('dossier'),
    { sortie: dans('intacte.zip'), remplacer: false },
    new Constats(),
  ));
  extraire('extraite', ouvrir(dans('intacte.zip')));
});

function extraire(vers: string, contenu: Contenu): void {
  for (const [nom, octets] of contenu) deposer(dans(vers), nom, octets);
}

/** What verifier says of the archive once something was done to it, extracted or not, with nothing left of it in scratch. */
async function dire(faire: (contenu: Contenu) => void, mots: readonly string[] = []) {
  const contenu = ouvrir(dans('intacte.zip'));
  faire(contenu);
  refermer(dans('alteree.zip'), contenu);
  return courir(dans('alteree.zip'), ...mots);
}

async function courir(...mots: readonly string[]) {
  const temporaire = dossierDEssai();
  const avant = process.env.TMPDIR;
  process.env.TMPDIR = temporaire;
  try {
    const course = await courirIci(['verifier', ...mots]);
    expect(readdirSync(temporaire)).toEqual([]);
    return { ...course, dit: course.sortie + course.erreur };
  } finally {
    if (avant === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = avant;
  }
}

/** What verifier says of the published edition, once something was done to a copy of it. */
async function direDeLEdition(faire: (dossier: string) => void) {
  const dossier = join(dossierDEssai(), 'edition');
  cpSync(dans('edition'), dossier, { recursive: true });
  faire(dossier);
  return courir(dossier, '--dossier', dans('dossier'));
}

describe('SHA256SUMS est refait, et comparé exactement', () => {
  const reecrire = (changer: (lignes: string[]) => string[]) => (contenu: Contenu) => {
    const lignes = contenu.get('SHA256SUMS')?.toString('utf8').trimEnd().split('\n') ?? [];
    contenu.set('SHA256SUMS', Buffer.from(`${changer(lignes).join('\n')}\n`));
  };
  it.each<[string, (lignes: string[]) => string[], RegExp]>([
    [
      'une ligne ôtée',
      (lignes) => lignes.filter((ligne) => !ligne.endsWith('dossier/sources/pilote.csv')),
      /SHA256SUMS \(fichier\) ne concorde pas, il lui manque la ligne de dossier\/sources\/pilote\.csv/,
    ],
    [
      'une ligne ajoutée',
      (lignes) => [...lignes, `${'0'.repeat(64)}  zzz.csv`],
      /SHA256SUMS \(fichier\) ne concorde pas, il a une ligne de trop, pour zzz\.csv/,
    ],
    [
      'un autre ordre',
      ([premiere = '', deuxieme = '', ...reste]) => [deuxieme, premiere, ...reste],
      /SHA256SUMS \(fichier\) ne concorde pas, à la ligne 1, ses lignes ne sont plus dans l’ordre/,
    ],
    [
      'un autre mode, que sha256sum lit de même',
      ([premiere = '', ...reste]) => [premiere.replace('  ', ' *'), ...reste],
      /SHA256SUMS \(fichier\) ne concorde pas, à la ligne 1, il n’est plus écrit comme au jour du scellé/,
    ],
    [
      'une ligne vide',
      (lignes) => [...lignes, ''],
      /SHA256SUMS \(fichier\) ne concorde pas, à la ligne \d+, il n’est plus écrit comme au jour du scellé/,
    ],
  ])('%s', async (_, changer, attendu) => {
    const { code, dit } = await dire(reecrire(changer));
    expect(code).toBe(3);
    expect(dit).toMatch(attendu);
  });

  it('de l’édition publiée de même', async () => {
    const { code, dit } = await direDeLEdition((dossier) => {
      const sommes = readFileSync(join(dossier, 'SHA256SUMS'), 'utf8').split('\n');
      writeFileSync(join(dossier, 'SHA256SUMS'), sommes.filter((ligne) => !ligne.endsWith('.xlsx')).join('\n'));
    });
    expect(code).toBe(3);
    expect(dit).toContain('SHA256SUMS (fichier) ne concorde pas, il lui manque la ligne de jaune-2012.xlsx');
  });
});

describe('un chemin de manifeste ou de paquet qui n’est pas celui d’un fichier de l’édition est refusé', () => {
  const MAUVAIS = [
    '../intrus.csv',
    '/etc/passwd',
    '/dev/zero',
    '.',
    '..',
    './jaune-2012.html',
    'a//b',
    'a\\b',
    'C:/x',
    'a/',
    `${'n'.repeat(256)}.csv`,
    `${'n/'.repeat(3000)}x`,
  ];
  it.each(MAUVAIS)('« %s », dans le manifeste', async (chemin) => {
    const { code, erreur } = await dire((contenu) => {
      remplacer(contenu, 'manifeste.json', '"chemin": "jaune-2012.html"', `"chemin": ${JSON.stringify(chemin)}`);
      resommer(contenu);
    });
    expect(code).toBe(3);
    expect(erreur).toContain(`manifeste.json nomme « ${chemin.slice(0, 80)}`);
  });

  it.each(MAUVAIS)('« %s », dans le paquet d’une édition', async (chemin) => {
    const { code, erreur } = await direDeLEdition((dossier) => {
      const paquet = readFileSync(join(dossier, 'datapackage.json'), 'utf8');
      writeFileSync(
        join(dossier, 'datapackage.json'),
        paquet.replace('"path": "jaune-2012.html"', `"path": ${JSON.stringify(chemin)}`),
      );
    });
    expect(code).toBe(3);
    expect(erreur).toContain(`datapackage.json nomme « ${chemin.slice(0, 80)}`);
  });

  it('nommé deux fois aussi', async () => {
    const { code, erreur } = await dire((contenu) => {
      remplacer(contenu, 'manifeste.json', '"chemin": "jaune-2012.html"', '"chemin": "jaune-2012.xlsx"');
      resommer(contenu);
    });
    expect([code, erreur]).toEqual([3, expect.stringContaining('nomme « jaune-2012.xlsx » deux fois')]);
  });

  it('un document dont l’extension est le nom d’une propriété se compare comme un texte', async () => {
    const { code, dit } = await dire((contenu) => {
      contenu.set('documents/a.constructor', Buffer.from('a'));
      remplacer(
        contenu,
        'manifeste.json',
        '"documents": [',
        '"documents": [{"chemin":"a.constructor","octets":1,"sha256":"0000000000000000000000000000000000000000000000000000000000000000"},',
      );
      resceller(contenu);
    });
    expect(code).toBe(3);
    expect(dit).toContain('a.constructor');
  });
});

describe('ce qui est trop grand, ou n’est pas un fichier', () => {
  it.each(['SHA256SUMS', 'datapackage.json'])('un %s de deux gigaoctets n’est pas lu', async (nom) => {
    const { code, erreur } = await direDeLEdition((dossier) => truncateSync(join(dossier, nom), 2 * 1024 ** 3));
    expect(code).toBe(3);
    expect(erreur).toContain(`${nom} fait 2\u202f147\u202f483\u202f648 octets, bien plus que jaune n’en écrit`);
  });

  it('un dossier à la place d’un document', async () => {
    for (const plein of [true, false]) {
      const { code, dit } = await direDeLEdition((dossier) => {
        rmSync(join(dossier, 'jaune-2012.html'));
        mkdirSync(join(dossier, 'jaune-2012.html'));
        if (plein) writeFileSync(join(dossier, 'jaune-2012.html', 'a'), '');
      });
      expect(code).toBe(3);
      expect(dit).toContain('jaune-2012.html (fichier) manque');
      expect(dit).toContain('jaune-2012.html : première différence : un dossier est à la place du fichier');
    }
  });

  it('la date d’une partie du classeur n’est pas sa compression', async () => {
    const { code, dit } = await direDeLEdition((dossier) => {
      const octets = readFileSync(join(dossier, 'jaune-2012.xlsx'));
      octets[10] = (octets[10] ?? 0) ^ 1;
      writeFileSync(join(dossier, 'jaune-2012.xlsx'), octets);
    });
    expect(code).toBe(3);
    expect(dit).toContain('première différence : la date d’une partie du fichier, dont le contenu est le même');
  });

  it('un dossier à la place de SHA256SUMS ou du paquet', async () => {
    for (const [nom, attendu] of [
      ['SHA256SUMS', 3],
      ['datapackage.json', 2],
    ] as const) {
      const { code, dit } = await direDeLEdition((dossier) => {
        rmSync(join(dossier, nom));
        mkdirSync(join(dossier, nom));
      });
      expect(code).toBe(attendu);
      expect(dit).toContain(`${nom}`);
    }
  });

  it('un lien vers ce qui ne finit pas, ou vers rien', async () => {
    for (const but of ['/dev/zero', '/nulle/part']) {
      const { code, erreur } = await direDeLEdition((dossier) => symlinkSync(but, join(dossier, 'zero.csv')));
      expect([code, erreur]).toEqual([3, expect.stringContaining('« zero.csv » n’est pas un fichier ordinaire')]);
    }
  });

  it('deux mille dossiers l’un dans l’autre', async () => {
    let profond = '';
    const { code, erreur } = await direDeLEdition((dossier) => {
      const retour = process.cwd();
      process.chdir(dossier);
      for (let rang = 0; rang < 2000; rang++) {
        mkdirSync('dddddddddd');
        process.chdir('dddddddddd');
      }
      process.chdir(retour);
      profond = dossier;
    });
    // Node does not remove what it cannot name.
    execFileSync('rm', ['-rf', profond]);
    expect([code, erreur]).toEqual([3, expect.stringContaining('le chemin est trop long')]);
  });
});

describe('un manifeste d’un autre format', () => {
  const format2 = (contenu: Contenu) => remplacer(contenu, 'manifeste.json', '"format": 1', '"format": 2');
  it('n’est d’un outil plus récent que s’il le dit', async () => {
    const { code, sortie } = await dire((contenu) => {
      format2(contenu);
      resommer(contenu);
    });
    expect(code).toBe(3);
    expect(sortie).toContain(`il dit le format 2 : jaune ${VERSION} ne l’écrit pas`);
  });
  it('et l’est alors sans être accusé ni cru', async () => {
    const { code, erreur } = await dire((contenu) => {
      format2(contenu);
      remplacer(contenu, 'manifeste.json', `"version": "${VERSION}"`, '"version": "9.9.9"');
      for (const nom of ['LISEZ-MOI.txt', 'documents/datapackage.json'])
        contenu.set(nom, Buffer.from(String(contenu.get(nom)).replaceAll(VERSION, '9.9.9')));
      resceller(contenu);
    });
    expect(code).toBe(2);
    expect(erreur).toContain('dit avoir été faite par jaune 9.9.9 : le format 2 de son manifeste.json n’est pas connu');
    expect(erreur).toContain('Empreinte de l’archive : ');
    expect(erreur).toContain('Vérifiez-la avec jaune 9.9.9');
  });
  it('mais touché, il est dit touché', async () => {
    const { code, sortie } = await dire(format2);
    expect([code, sortie]).toEqual([3, expect.stringContaining('manifeste.json (fichier) a changé')]);
  });
});

describe('une archive extraite', () => {
  it('se vérifie comme l’archive', async () => {
    const verification = await verifierLEdition(dans('extraite'));
    expect(verification).toMatchObject({ genre: 'archive-extraite', sha256: '', alterations: [], identique: true });
    expect((await courir(dans('extraite'))).sortie).toMatch(/^Archive extraite de l’exercice 2012 :/);
  });

  it('touchée, le dit ; avec un lien, est refusée', async () => {
    cpSync(dans('extraite'), dans('touchee'), { recursive: true });
    writeFileSync(dans('touchee/dossier/sources/pilote.csv'), 'Objet;Engagé\nPuits au Mali;1000,01\nVoirie;70,00\n');
    const { code, dit } = await courir(dans('touchee'));
    expect([code, dit]).toEqual([3, expect.stringContaining('dossier/sources/pilote.csv (fichier reçu) a changé')]);
    rmSync(dans('touchee/dossier/sources/pilote.csv'));
    symlinkSync('/dev/zero', dans('touchee/dossier/sources/pilote.csv'));
    const lien = await courir(dans('touchee'));
    expect([lien.code, lien.erreur]).toEqual([
      3,
      expect.stringContaining('« dossier/sources/pilote.csv » n’est pas un fichier ordinaire'),
    ]);
  });
});

describe('un dossier où quelque chose est de trop, ou manque', () => {
  const direDeLExtraite = async (faire: (dossier: string) => void) => {
    const dossier = join(dossierDEssai(), 'extraite');
    cpSync(dans('extraite'), dossier, { recursive: true });
    faire(dossier);
    return courir(dossier);
  };
  const autres = (dit: string) =>
    dit
      .split('N’est plus comme au jour du scellé :\n')[1]
      ?.split('\n\n')[0]
      ?.split('\n')
      .map((ligne) => ligne.trim());

  it('une ligne par fichier', async () => {
    const { code, sortie } = await direDeLExtraite((dossier) => {
      deposer(dossier, 'extra.txt', '');
      rmSync(join(dossier, 'documents/lignes-2012.csv'));
    });
    expect(code).toBe(3);
    expect(autres(sortie)).toEqual(['documents/lignes-2012.csv (document) manque', 'extra.txt (fichier) a été ajouté']);
  });

  it('sans outil/, la liste est coupée', async () => {
    const { sortie } = await direDeLExtraite((dossier) => rmSync(join(dossier, 'outil'), { recursive: true }));
    const lignes = autres(sortie) ?? [];
    expect(lignes).toHaveLength(21);
    expect(lignes.at(-1)).toMatch(/^… et \d+ autres ; --json les donne\.$/);
  });

  it('ce que le système laisse est dit tel, et n’est pas de l’archive', async () => {
    for (const nom of ['.DS_Store', 'documents/Thumbs.db', 'dossier/desktop.ini']) {
      const { code, sortie } = await direDeLExtraite((dossier) => deposer(dossier, nom, 'x'));
      expect([code, sortie]).toEqual([
        3,
        expect.stringContaining('a été ajouté, c’est le système du poste qui l’y a laissé'),
      ]);
    }
  });

  it('un dossier vide, un dossier à la place d’un fichier', async () => {
    const vide = await direDeLExtraite((dossier) => mkdirSync(join(dossier, 'dossier/vide')));
    expect([vide.code, autres(vide.sortie)]).toEqual([
      3,
      ['dossier/vide (fichier) a été ajouté, c’est un dossier vide'],
    ]);
    for (const plein of [true, false]) {
      const { code, sortie } = await direDeLExtraite((dossier) => {
        rmSync(join(dossier, 'documents/lignes-2012.csv'));
        mkdirSync(join(dossier, 'documents/lignes-2012.csv'));
        if (plein) writeFileSync(join(dossier, 'documents/lignes-2012.csv/x'), '');
      });
      expect(code).toBe(3);
      expect(autres(sortie)?.[0]).toBe('documents/lignes-2012.csv (document) manque, un dossier est à sa place');
    }
  });

  it.each(['documents/lignes-2012.csv', 'inattendu.bin'])('un %s de quarante gibioctets n’est pas lu', async (nom) => {
    const { code, sortie } = await direDeLExtraite((dossier) => {
      writeFileSync(join(dossier, nom), '');
      truncateSync(join(dossier, nom), 40 * 1024 ** 3);
    });
    expect([code, autres(sortie)]).toEqual([
      3,
      [expect.stringMatching(/il fait 42\u202f949\u202f672\u202f960 octets.*n’a pas été lu$/)],
    ]);
  });

  it('une archive extraite sans son manifeste est dite telle', async () => {
    for (const dossierALaPlace of [true, false]) {
      const { code, erreur } = await direDeLExtraite((dossier) => {
        rmSync(join(dossier, 'manifeste.json'));
        if (dossierALaPlace) mkdirSync(join(dossier, 'manifeste.json'));
      });
      expect([code, erreur]).toEqual([
        3,
        expect.stringContaining('c’est une archive extraite sans son manifeste.json'),
      ]);
    }
  });

  it('--json ne dit « ok » que de ce qui est identique', async () => {
    expect(JSON.parse((await courir(dans('extraite'), '--json')).sortie)).toMatchObject({ ok: true, identique: true });
    const { sortie } = await (async () => {
      cpSync(dans('extraite'), dans('de-trop'), { recursive: true });
      deposer(dans('de-trop'), 'x', '');
      return courir(dans('de-trop'), '--json');
    })();
    expect(JSON.parse(sortie)).toMatchObject({ ok: false, identique: false });
  });
});

describe('--empreinte', () => {
  it('s’écrit comme sha256sum et datapackage.json l’écrivent', async () => {
    for (const ecrite of [`sha256:${empreinte}`, `${empreinte}  intacte.zip`, `${empreinte} *intacte.zip`])
      expect(await courir(dans('intacte.zip'), '--empreinte', ecrite)).toMatchObject({ code: 0 });
  });

  it('d’un fichier de l’archive, prise par erreur, est reconnue', async () => {
    const sommes = String(ouvrir(dans('intacte.zip')).get('SHA256SUMS'));
    const [, page = ''] = /^([0-9a-f]{64}) {2}documents\/jaune-2012\.html$/m.exec(sommes) ?? [];
    const { code, sortie } = await courir(dans('intacte.zip'), '--empreinte', page);
    expect([code, sortie]).toEqual([
      3,
      expect.stringContaining('celle d’un fichier qu’elle contient, documents/jaune-2012.html, non la sienne'),
    ]);
  });

  it('celle qui fut gardée, en petites ou grandes lettres', async () => {
    for (const gardee of [empreinte, empreinte.toUpperCase()]) {
      const { code, sortie } = await courir(dans('intacte.zip'), '--empreinte', gardee);
      expect([code, sortie]).toEqual([0, expect.stringContaining(`${empreinte}, celle que vous avez gardée.`)]);
    }
  });

  it('une autre : différent, quoi que l’archive dise d’elle-même', async () => {
    const autre = 'f'.repeat(64);
    const { code, sortie } = await courir(dans('intacte.zip'), '--empreinte', autre);
    expect(code).toBe(3);
    expect(sortie).toContain('Différent de ce qui fut scellé.');
    expect(sortie).toContain(`gardée  : ${autre}\n  trouvée : ${empreinte}`);
    const illisible = await courir(dans('dossier/exercice.yaml'), '--empreinte', autre);
    expect(illisible.code).toBe(3);
    const version = await courir(join(import.meta.dirname, 'archives/jaune-0.1.0.zip'), '--empreinte', autre);
    expect([version.code, version.sortie]).toEqual([3, expect.stringContaining('vérifiez-la avec jaune 0.1.0')]);
  });

  it('qui n’en est pas une, ou pour un dossier : mauvais usage', async () => {
    for (const ecrite of ['abc', 'g'.repeat(64), `${empreinte}0`]) {
      const { code, erreur } = await courir(dans('intacte.zip'), '--empreinte', ecrite);
      expect([code, erreur]).toEqual([2, expect.stringContaining('écrivez les 64 chiffres et lettres')]);
    }
    for (const dossier of ['extraite', 'edition']) {
      const { code, erreur } = await courir(dans(dossier), '--empreinte', empreinte);
      expect([code, erreur]).toEqual([2, expect.stringContaining('est celle du fichier .zip')]);
    }
  });
});

describe('ce qui est scellé', () => {
  it('compte le LISEZ-MOI du dossier, où se disent les corrections', async () => {
    expect(ouvrir(dans('intacte.zip')).get('dossier/LISEZ-MOI.md')?.toString('utf8')).toContain('1O00,00');
    const { code, dit } = await dire((contenu) => remplacer(contenu, 'dossier/LISEZ-MOI.md', '1O00', '1000'));
    expect(code).toBe(3);
    expect(dit).toContain('dossier/LISEZ-MOI.md (notes du dossier) a changé');
  });

  it('est ce qui se vérifie : des données honnêtes qui se compriment comme aucune', async () => {
    deposerDossier(dans('repetitif'), {
      sources: [
        { fichier: 'sources/vides.csv', contenu: `Objet;Engagé;;;;\nPuits;1000,00;;;;\n${';;;;;\n'.repeat(180_000)}` },
        { fichier: 'sources/memes.csv', contenu: `Objet;Engagé\n${'Voirie;1,00\n'.repeat(20_000)}` },
      ],
    });
    const { code, erreur } = await courirIci(['archiver', dans('repetitif'), '--sortie', dans('repetitif.zip')]);
    expect(code, erreur).toBe(0);
    expect((await courir(dans('repetitif.zip'))).code).toBe(0);
  });

  it.skipIf(process.platform === 'win32')('est ce qui se vérifie : un nom qui mène ailleurs sous Windows', async () => {
    cpSync(dans('dossier'), dans('oblique'), { recursive: true });
    cpSync(dans('dossier/regles/10-essai.yaml'), dans('oblique/regles/a\\b.yaml'));
    const { code, erreur } = await courirIci(['archiver', dans('oblique'), '--sortie', dans('oblique.zip')]);
    expect(code, erreur).toBe(0);
    const noms = [...ouvrir(dans('oblique.zip')).keys()].filter((nom) => nom.includes('%'));
    expect(noms).toEqual(['dossier/regles/a%5Cb.yaml']);
    expect((await courir(dans('oblique.zip'))).code).toBe(0);
  });

  it('est ce qui se vérifie : une archive que verifier refuserait n’est pas écrite', async () => {
    const identique = await verifierLEdition(dans('intacte.zip'));
    const archiver = (verifier: typeof verifierLEdition) =>
      archiveEdition(dans('dossier'), { sortie: dans('autre', 'a.zip'), remplacer: true }, new Constats(), verifier);
    mkdirSync(dans('autre'));
    writeFileSync(dans('autre/a.zip'), readFileSync(dans('intacte.zip')));
    const vues: string[] = [];
    const differente = archiver(async (chemin) => {
      vues.push(chemin);
      expect((await verifierLEdition(chemin)).identique).toBe(true);
      const documents = [{ nom: 'jaune-2012.html', difference: { ou: 'couverture', scelle: 'a', refait: 'b' } }];
      return { ...identique, documents, identique: false };
    });
    await expect(differente).rejects.toThrow(/n’a pas été gardée : .*jaune-2012\.html, couverture/);
    await expect(differente).rejects.toThrow(UnwritableOutput);
    const refusee = archiver(() => Promise.reject(new RefusedArchive('« x » gonflerait démesurément le disque')));
    await expect(refusee).rejects.toThrow(/« jaune verifier » la refuserait : « x » gonflerait/);
    expect(vues).toHaveLength(1);
    expect(readdirSync(dans('autre'))).toEqual(['a.zip']);
    expect(readFileSync(dans('autre/a.zip')).equals(readFileSync(dans('intacte.zip')))).toBe(true);
  });
});
