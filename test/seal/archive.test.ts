import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { archiveEdition } from '../../src/cli/archiver/run-archiver.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { Refus } from '../../src/domain/constats/refus.ts';
import { type Verification, verifierLEdition } from '../../src/edition/verifier-l-edition.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { VERSION } from '../../src/files/tool.ts';
import { UnwritableOutput } from '../../src/files/unwritable-output.ts';
import { RefusedArchive } from '../../src/files/zip/refused-archive.ts';
import { writeZip } from '../../src/files/zip/write-zip.ts';
import { exigerLaPlaceDUneArchive } from '../../src/seal/place-d-une-archive.ts';
import { peserDesOctets, peserUnFichier } from '../../src/seal/sommes.ts';
import { type Contenu, ouvrir, refermer, remplacer, resceller, resommer } from '../outils/archives.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { deposerDossier, TITRES_DES_DECISIONS } from '../outils/dossier-temporaire.ts';
import { trouverProgramme } from '../outils/navigateur.ts';

const racine = dossierDEssai();
let intacte = '';
let empreinte = '';
const dans = (nom: string) => join(racine, nom);

/** A dossier with a share, a decision and an exceptional operation. */
const EBAUCHE = {
  sources: [
    {
      fichier: 'sources/pilote.csv',
      contenu: 'Objet;Engagé\nPuits au Mali;1000,00\nPartage export;300,00\nMaison;5000,00\nVoirie;70,00\n',
    },
  ],
  regles: [
    {
      id: 'maison',
      question: 'exceptionnel',
      si: { libelle: { mots: 'maison' } },
      conclusion: 'exceptionnelle',
      motif: 'Unique.',
      exemples: { attrape: [{ libelle: 'Maison' }] },
    },
    {
      id: 'partage',
      question: 'international',
      si: { libelle: { mots: 'partage' } },
      conclusion: { quote_part: '40 %', cle: 'part des ventes' },
      motif: 'Export.',
      exemples: { attrape: [{ libelle: 'Partage' }] },
    },
    {
      id: 'puits',
      question: 'international',
      si: { libelle: { mots: ['puits', 'maison'] } },
      conclusion: 'internationale',
      motif: 'Solidarité.',
      exemples: { attrape: [{ libelle: 'Puits' }] },
    },
  ],
};

beforeAll(async () => {
  deposerDossier(dans('dossier'), EBAUCHE);
  const constats = new Constats();
  const { jaune } = await compilerLEdition(dans('dossier'), dans('essai'), constats);
  const voirie = jaune.lignes.find(({ ligne }) => ligne.libelle === 'Voirie')?.ligne;
  const decision = `sources/pilote.csv:5;${voirie?.empreinte};exceptionnelle;;;;;;;Une rue d’ici;Bureau des finances;2012-11-05`;
  writeFileSync(dans('dossier/arbitrages.csv'), `${TITRES_DES_DECISIONS}\n${decision}\n`);
  const { fichier, sha256 } = await archiveEdition(
    dans('dossier'),
    { sortie: dans('intacte.zip'), remplacer: false },
    new Constats(),
  );
  intacte = fichier;
  empreinte = sha256;
});

/** Verifies the archive once something was done to it. */
async function alterer(faire: (contenu: Contenu) => void): Promise<Verification> {
  const contenu = ouvrir(intacte);
  faire(contenu);
  refermer(dans('alteree.zip'), contenu);
  return verifierLEdition(dans('alteree.zip'));
}
const dites = ({ alterations }: Verification) => alterations.map(({ fichier, quoi }) => `${fichier} ${quoi}`);
const ecarts = ({ documents }: Verification) =>
  Object.fromEntries(documents.flatMap(({ nom, difference }) => (difference ? [[nom, difference.ou]] : [])));

describe('une archive', () => {
  it('est la même deux fois, et depuis un dossier donné par un lien ou une copie', async () => {
    cpSync(dans('dossier'), dans('copie'), { recursive: true });
    symlinkSync(dans('dossier'), dans('lien'));
    for (const nom of ['dossier', 'copie', 'lien']) {
      const { sha256 } = await archiveEdition(
        dans(nom),
        { sortie: dans('encore.zip'), remplacer: true },
        new Constats(),
      );
      expect(sha256).toBe(empreinte);
    }
    expect(createHash('sha256').update(readFileSync(intacte)).digest('hex')).toBe(empreinte);
  });

  it('se vérifie identique', async () => {
    const verification = await verifierLEdition(intacte);
    expect(verification).toMatchObject({
      genre: 'archive',
      exercice: '2012',
      alterations: [],
      causes: [],
      echec: [],
      identique: true,
    });
    expect(verification.documents.map(({ nom }) => nom).sort()).toEqual([
      'LISEZ-MOI.txt',
      'SHA256SUMS',
      'datapackage.json',
      'jaune-2012.html',
      'jaune-2012.xlsx',
      'lignes-2012.csv',
      'lignes-ecartees-2012.csv',
      'manifeste.json',
      'synthese-2012.json',
    ]);
  });

  it('se vérifie sans l’outil, par ses sommes', (contexte) => {
    const sommes = trouverProgramme('sha256sum');
    if (sommes === undefined) return contexte.skip('sha256sum est absent du PATH.');
    for (const [nom, octets] of ouvrir(intacte)) {
      cpSync(dans('dossier/exercice.yaml'), dans(`sorties/${nom}`));
      writeFileSync(dans(`sorties/${nom}`), octets);
    }
    for (const dossier of ['sorties', 'sorties/documents'])
      expect(execFileSync(sommes, ['-c', '--quiet', 'SHA256SUMS'], { cwd: dans(dossier), encoding: 'utf8' })).toBe('');
    expect(readFileSync(dans('sorties/LISEZ-MOI.txt'), 'utf8')).toContain(
      'Total général hors opérations exceptionnelles : 1 120,00 €',
    );
  });

  it('ne s’écrase que si on le demande', async () => {
    await expect(
      archiveEdition(dans('dossier'), { sortie: intacte, remplacer: false }, new Constats()),
    ).rejects.toThrow(UnwritableOutput);
  });

  it('ne prend jamais la place d’un fichier du dossier, ni de ce qui n’est pas une archive', async () => {
    const archiver = (sortie: string) => archiveEdition(dans('dossier'), { sortie, remplacer: true }, new Constats());
    const recu = dans('dossier/sources/pilote.csv');
    const avant = readFileSync(recu);
    await expect(archiver(recu)).rejects.toThrow('est dans le dossier de l’exercice');
    await expect(archiver(dans('dossier/a.zip'))).rejects.toThrow('est dans le dossier de l’exercice');
    expect(readFileSync(recu).equals(avant)).toBe(true);
    writeFileSync(dans('note.odt'), 'une note');
    await expect(archiver(dans('note.odt'))).rejects.toThrow('n’est pas une archive de jaune');
    expect(readFileSync(dans('note.odt'), 'utf8')).toBe('une note');
    symlinkSync(recu, dans('lien.zip'));
    await expect(archiver(dans('lien.zip'))).rejects.toThrow('est dans le dossier de l’exercice');
  });

  it('--remplacer ne prend que des archives de jaune : un classeur, un texte, un autre zip en sont, et restent', async () => {
    const place = (nom: string) => exigerLaPlaceDUneArchive(dans(nom), dans('dossier'), true);
    const zips = {
      'classeur.xlsx': { '[Content_Types].xml': '<Types/>', 'xl/workbook.xml': '<workbook/>' },
      'autre.zip': { 'LISEZ-MOI.txt': 'à garder' },
      'manifeste-d-autrui.zip': { 'manifeste.json': '{"outil":{"nom":"gris"}}' },
      'manifeste-illisible.zip': { 'manifeste.json': '{' },
    };
    for (const [nom, fichiers] of Object.entries(zips)) {
      const entrees = Object.entries(fichiers).map(([name, texte]) => ({ name, content: [Buffer.from(texte)] }));
      writeZip(dans(nom), entrees);
      expect(() => place(nom)).toThrow('n’est pas une archive de jaune');
    }
    const coupee = readFileSync(intacte).subarray(0, -10);
    writeFileSync(dans('coupee.zip'), coupee);
    expect(() => place('coupee.zip')).toThrow('n’est pas une archive de jaune');
    mkdirSync(dans('un-dossier.zip'));
    expect(() => place('un-dossier.zip')).toThrow('n’est pas une archive de jaune');
    // Those of other versions are.
    for (const version of ['0.1.0', '0.2.0'])
      exigerLaPlaceDUneArchive(join(import.meta.dirname, `archives/jaune-${version}.zip`), dans('dossier'), true);
    exigerLaPlaceDUneArchive(intacte, dans('dossier'), true);
  });
});

describe('une archive altérée se voit', () => {
  it('un octet d’un fichier reçu : le fichier, et ce que cela change', async () => {
    const verification = await alterer((contenu) =>
      remplacer(contenu, 'dossier/sources/pilote.csv', '1000,00', '1001,00'),
    );
    expect(verification.identique).toBe(false);
    expect(dites(verification)).toEqual(['dossier/sources/pilote.csv change']);
    expect(verification.causes).toEqual([{ fichier: 'sources/pilote.csv', nature: 'fichier reçu', quoi: 'change' }]);
    expect(ecarts(verification)['synthese-2012.json']).toBe('synthese.secteur_pilote');
  });

  it('un montant de lignes.csv : la ligne et la colonne', async () => {
    const verification = await alterer((contenu) =>
      remplacer(
        contenu,
        'documents/lignes-2012.csv',
        ';internationale;100\u00a0%;100000;100000;',
        ';internationale;100\u00a0%;100000;100001;',
      ),
    );
    expect(dites(verification)).toEqual(['documents/lignes-2012.csv change']);
    expect(ecarts(verification)).toEqual({
      'lignes-2012.csv': 'ligne 2 (sources/pilote.csv:2), colonne montant_retenu_centimes',
    });
  });

  it('une cellule du classeur : la feuille et la cellule', async () => {
    const verification = await alterer((contenu) => {
      const parties = unzipSync(contenu.get('documents/jaune-2012.xlsx') ?? Buffer.alloc(0));
      const feuille = Buffer.from(parties['xl/worksheets/sheet1.xml'] ?? []).toString('utf8');
      const falsifiee = feuille.replace(/<v>1120<\/v>/, '<v>1121</v>');
      expect(falsifiee).not.toBe(feuille);
      parties['xl/worksheets/sheet1.xml'] = Buffer.from(falsifiee);
      contenu.set('documents/jaune-2012.xlsx', Buffer.from(zipSync(parties)));
    });
    expect(dites(verification)).toEqual(['documents/jaune-2012.xlsx change']);
    const { difference } = verification.documents.find(({ nom }) => nom.endsWith('.xlsx')) ?? {};
    expect(difference?.ou).toMatch(/^feuille Synthèse, cellule [A-Z]\d+$/);
    expect([difference?.scelle, difference?.refait]).toEqual(['1121', '1120']);
  });

  it('le manifeste lui-même', async () => {
    const verification = await alterer((contenu) =>
      remplacer(contenu, 'manifeste.json', '"collectivite": "Région"', '"collectivite": "Autre"'),
    );
    expect(dites(verification)).toEqual(['manifeste.json change']);
    expect(await alterer((contenu) => contenu.set('manifeste.json', Buffer.from('{')))).toMatchObject({
      identique: false,
      panne: 'manifeste.json ne se lit plus : ce n’est pas du JSON',
    });
  });

  it('la quote-part d’une règle', async () => {
    const verification = await alterer((contenu) => remplacer(contenu, 'dossier/regles/10-essai.yaml', '40 %', '41 %'));
    expect(dites(verification)).toEqual(['dossier/regles/10-essai.yaml change']);
    expect(verification.causes).toMatchObject([{ fichier: 'regles/10-essai.yaml', nature: 'fichier de règles' }]);
    expect(ecarts(verification)['lignes-2012.csv']).toBe('ligne 3 (sources/pilote.csv:3), colonne quote_part');
  });

  it('la date d’une décision', async () => {
    const verification = await alterer((contenu) =>
      remplacer(contenu, 'dossier/arbitrages.csv', '2012-11-05', '2012-11-06'),
    );
    expect(dites(verification)).toEqual(['dossier/arbitrages.csv change']);
    expect(verification.causes).toMatchObject([{ nature: 'décisions' }]);
    expect(ecarts(verification)['jaune-2012.html']).toBeDefined();
  });

  it('un fichier ajouté, un fichier ôté', async () => {
    const verification = await alterer((contenu) => {
      contenu.set('dossier/regles/99-ajoutee.yaml', Buffer.from('[]'));
      contenu.delete('documents/lignes-2012.csv');
    });
    expect(dites(verification)).toEqual(['documents/lignes-2012.csv manque', 'dossier/regles/99-ajoutee.yaml ajoute']);
    expect(verification.identique).toBe(false);
  });

  it('une table de l’outil, abîmée au point qu’il ne la lit plus', async () => {
    const verification = await alterer((contenu) => remplacer(contenu, 'outil/data/reference/pays.csv', 'AFG;', 'AF;'));
    expect(verification.panne).toContain('reference/pays.csv:2');
    expect(verification.identique).toBe(false);
  });

  it('une falsification rescellée avec soin : les documents ne se refont pas', async () => {
    const verification = await alterer((contenu) => {
      remplacer(
        contenu,
        'documents/lignes-2012.csv',
        ';internationale;100\u00a0%;100000;100000;',
        ';internationale;100\u00a0%;100000;100001;',
      );
      resceller(contenu);
    });
    expect(verification.alterations).toEqual([]);
    expect(verification.identique).toBe(false);
    expect(ecarts(verification)['lignes-2012.csv']).toContain('montant_retenu_centimes');
  });

  it('un mensonge de LISEZ-MOI ou de l’en-tête du manifeste, une pièce ajoutée, même rescellés', async () => {
    const lisezMoi = await alterer((contenu) => {
      remplacer(contenu, 'LISEZ-MOI.txt', '1 120,00 €', '2 120,00 €');
      resceller(contenu);
    });
    expect(lisezMoi).toMatchObject({ alterations: [], identique: false });
    expect(ecarts(lisezMoi)).toEqual({ 'LISEZ-MOI.txt': 'ligne 3' });
    const manifeste = await alterer((contenu) => {
      remplacer(contenu, 'manifeste.json', '"collectivite": "Région"', '"collectivite": "Autre"');
      resceller(contenu);
    });
    expect(ecarts(manifeste)).toEqual({ 'manifeste.json': 'collectivite' });
    const intrus = await alterer((contenu) => {
      contenu.set('dossier/sources/intrus.csv', Buffer.from('a;b'));
      remplacer(
        contenu,
        'manifeste.json',
        '"dossier": [',
        `"dossier": [{"chemin":"sources/intrus.csv","octets":3,"sha256":"${'0'.repeat(64)}"},`,
      );
      resceller(contenu);
    });
    expect(intrus.identique).toBe(false);
    expect(intrus.causes).toEqual([{ fichier: 'sources/intrus.csv', nature: 'fichier reçu', quoi: 'manque' }]);
  });

  it('une version retouchée sans resceller : l’altération d’abord', async () => {
    const verification = await alterer((contenu) =>
      remplacer(contenu, 'manifeste.json', `"version": "${VERSION}"`, '"version": "0.9.0"'),
    );
    expect(dites(verification)[0]).toBe('manifeste.json change');
    expect(verification.panne).toContain('jaune 0.9.0');
  });

  it('un nom qui remonte hors de l’archive la fait refuser, rien n’est écrit', async () => {
    const contenu = ouvrir(intacte);
    contenu.set('aa/intrus.txt', Buffer.from('ici'));
    refermer(dans('alteree.zip'), contenu);
    const octets = readFileSync(dans('alteree.zip')).toString('latin1').replaceAll('aa/intrus.txt', '../intrus.txt');
    writeFileSync(dans('alteree.zip'), Buffer.from(octets, 'latin1'));
    await expect(verifierLEdition(dans('alteree.zip'))).rejects.toThrow(RefusedArchive);
  });
});

describe('une édition publiée', () => {
  it('se refait depuis son dossier, et dit ce qui a changé depuis', async () => {
    const sortie = dans('edition');
    await compilerLEdition(dans('dossier'), sortie, new Constats());
    expect(await verifierLEdition(sortie, { dossier: dans('dossier') })).toMatchObject({
      genre: 'rapport',
      alterations: [],
      identique: true,
    });
    cpSync(dans('dossier'), dans('corrige'), { recursive: true });
    const regles = readFileSync(dans('corrige/regles/10-essai.yaml'), 'utf8');
    writeFileSync(dans('corrige/regles/10-essai.yaml'), regles.replace('40 %', '50 %'));
    const corrigee = await verifierLEdition(sortie, { dossier: dans('corrige') });
    expect(corrigee).toMatchObject({ alterations: [], identique: false });
    expect(corrigee.causes).toEqual([{ fichier: 'regles/10-essai.yaml', nature: 'fichier de règles', quoi: 'change' }]);
    rmSync(join(sortie, 'synthese-2012.json'));
    expect(dites(await verifierLEdition(sortie, { dossier: dans('dossier') }))).toEqual(['synthese-2012.json manque']);
  });

  it('d’un autre exercice, ou sans dossier : c’est dit', async () => {
    const sortie = dans('autre');
    await compilerLEdition(dans('dossier'), sortie, new Constats());
    await expect(verifierLEdition(sortie, { dossier: dans('nulle-part') })).rejects.toThrow(/n’est pas dans/);
    deposerDossier(dans('de-2013'), { ...EBAUCHE, entete: { exercice: '2013' } });
    await expect(verifierLEdition(sortie, { dossier: dans('de-2013') })).rejects.toThrow(
      /est le dossier de l’exercice 2013/,
    );
    await expect(verifierLEdition(dans('dossier'))).rejects.toThrow(Refus);
    await expect(verifierLEdition(dans('absente.zip'))).rejects.toThrow(Refus);
  });
});

/** Every place of an archive that says a version, made to say another; all digests made again. */
const deVersion =
  (version: string, ailleurs = version) =>
  (contenu: Contenu) => {
    remplacer(contenu, 'manifeste.json', `"version": "${VERSION}"`, `"version": "${version}"`);
    remplacer(contenu, 'LISEZ-MOI.txt', `faite par jaune ${VERSION}`, `faite par jaune ${ailleurs}`);
    remplacer(contenu, 'documents/datapackage.json', `"jaune ${VERSION}"`, `"jaune ${ailleurs}"`);
    remplacer(contenu, 'documents/datapackage.json', `"version": "${VERSION}"`, `"version": "${ailleurs}"`);
    resceller(contenu);
  };
const faussaire = (contenu: Contenu) => {
  const page = contenu.get('documents/jaune-2012.html')?.toString('utf8') ?? '';
  expect(page).toContain('1\u202f120');
  contenu.set('documents/jaune-2012.html', Buffer.from(page.replaceAll('1\u202f120', '9\u202f120')));
};

describe('une archive d’une autre version', () => {
  it.each(['0.2.1', '0.3.0', '1.0.0'])(
    '%s est refusée, avec la version à prendre, sans rien garantir',
    async (version) => {
      const erreur = await alterer((contenu) => {
        faussaire(contenu);
        deVersion(version)(contenu);
      }).catch((motif: unknown) => motif);
      expect(erreur).toBeInstanceOf(Refus);
      const { message, remede } = erreur as Refus;
      expect(remede).toContain(`jaune ${version}`);
      expect(remede).not.toContain('ne comptent pas de même');
      expect(message).toContain(
        'qui réécrit l’archive peut les refaire. Rien n’a été refait. Empreinte de l’archive : ',
      );
      expect(message).not.toMatch(/comme au jour du scellé|rien n’y a changé/);
    },
  );

  it('dont l’empreinte fut gardée est dite celle-là', async () => {
    await alterer(deVersion('0.3.0')).catch(() => undefined);
    const { sha256: gardee } = await peserUnFichier({ nom: '', chemin: dans('alteree.zip') });
    await expect(verifierLEdition(dans('alteree.zip'), { empreinte: gardee })).rejects.toThrow(
      `est bien celle que vous avez gardée : ${gardee}`,
    );
  });

  it('plus ancienne, et que rien ne connaît, n’existe pas', async () => {
    expect(await alterer(deVersion('0.1.9'))).toMatchObject({
      identique: false,
      panne: expect.stringContaining('ne connaît pas de version 0.1.9'),
      outil: { programme: 'absent' },
    });
  });

  it('que seul son manifeste annonce est contredite', async () => {
    const verification = await alterer(deVersion('0.3.0', VERSION));
    expect(verification.panne).not.toContain('érifiez-la');
    expect(verification.alterations.map(({ fichier, precision }) => `${fichier} ${precision}`)).toEqual([
      `LISEZ-MOI.txt il dit jaune ${VERSION}, manifeste.json dit jaune 0.3.0`,
      `documents/datapackage.json il dit jaune ${VERSION}, manifeste.json dit jaune 0.3.0`,
    ]);
  });

  it('dont un document n’a plus l’empreinte que dit le scellé des documents est contredite', async () => {
    const verification = await alterer((contenu) => {
      deVersion('0.3.0')(contenu);
      remplacer(contenu, 'documents/synthese-2012.json', '112000', '912000');
      resommer(contenu);
      const manifeste = JSON.parse(String(contenu.get('manifeste.json')));
      for (const piece of manifeste.documents)
        if (piece.chemin === 'synthese-2012.json')
          piece.sha256 = peserDesOctets('', contenu.get('documents/synthese-2012.json') ?? Buffer.alloc(0)).sha256;
      contenu.set('manifeste.json', Buffer.from(JSON.stringify(manifeste)));
      resommer(contenu);
    });
    expect(verification.alterations).toMatchObject([
      { fichier: 'documents/synthese-2012.json', precision: 'documents/datapackage.json en dit une autre empreinte' },
    ]);
  });

  it('ou d’un autre format, dont les empreintes mentent : elles sont lues', async () => {
    const verification = await alterer((contenu) => {
      deVersion('0.3.0')(contenu);
      remplacer(contenu, 'manifeste.json', '"format": 1', '"format": 2');
      faussaire(contenu);
      resommer(contenu);
    });
    expect(dites(verification)).toEqual(['documents/jaune-2012.html incoherent']);
    expect(verification.panne).toBe(`le format 2 de son manifeste.json n’est pas connu de jaune ${VERSION}`);
  });
});

describe('un manifeste qui n’est pas écrit comme jaune l’écrit : la clé, et ce que SHA256SUMS dit', () => {
  it.each<[avant: string, apres: string, cause: string]>([
    ['"format": 1', '"note": "bla", "format": 1', 'jaune n’y écrit pas la clé « note »'],
    ['"format": 1', '"format": "1"', 'la clé « format » n’y est pas écrite comme jaune l’écrit : "1"'],
    [
      `"version": "${VERSION}"`,
      '"version": "0.2"',
      'la clé « outil.version » n’y est pas écrite comme jaune l’écrit : "0.2"',
    ],
    ['"nom": "jaune"', '"nom": "bleu"', 'la clé « outil.nom » n’y est pas écrite comme jaune l’écrit : "bleu"'],
    ['"octets": ', '"octets": -', 'la clé « dossier[0].octets » n’y est pas écrite comme jaune l’écrit : -'],
    ['  "exercice": "2012",\n', '', 'la clé « exercice » y manque'],
    ['{', '\ufeff{', 'il commence par une marque d’ordre des octets (BOM), que jaune n’écrit pas'],
  ])('%s devient %s', async (avant, apres, cause) => {
    const verification = await alterer((contenu) => {
      remplacer(contenu, 'manifeste.json', avant, apres);
      resommer(contenu);
      faussaire(contenu);
    });
    expect(verification.panne).toContain(`manifeste.json ne se lit plus : ${cause}`);
    expect(dites(verification)).toEqual(['documents/jaune-2012.html change']);
  });
});
