import { createHash } from 'node:crypto';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import {
  budget,
  DECLARATION_TOTEM,
  documentBudgetaire,
  type EbaucheDeDocument,
  ligneBudget,
} from '../outils/document-budgetaire.ts';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

const FICHIER = 'sources/a.xml';

function lireOctets(
  contenu: string | Uint8Array,
  declaration: Record<string, unknown> = {},
  entete: Record<string, unknown> = {},
) {
  return lireEbauche({
    entete: { base: 'mandats', ...entete },
    sources: [{ fichier: FICHIER, contenu, declaration: { ...DECLARATION_TOTEM, ...declaration } }],
  });
}

function lire(
  ebauche: EbaucheDeDocument,
  declaration: Record<string, unknown> = {},
  entete: Record<string, unknown> = {},
) {
  return lireOctets(documentBudgetaire(ebauche), declaration, entete);
}

describe('une ligne d’un document budgétaire', () => {
  it('dit qui, quoi, dans quel sens et combien, sans que la source déclare rien', async () => {
    const lecture = await lire({
      lignes: [
        ligneBudget({ LibCpte: 'Festival d&apos;été &amp; co', MtReal: '1234.5' }),
        ligneBudget({ CodRD: 'R', OpBudg: '1', ContFon: '900', Nature: '1311', Fonction: undefined }),
      ],
    });
    expect(fautes(lecture)).toEqual([]);
    const [une, autre] = lecture.affectations.map(({ ligne }) => ligne);
    expect(une).toMatchObject({
      fichier: FICHIER,
      numero: 1,
      exercice: '2012',
      organisme: "REGION D'ESSAI",
      secteur: 'Pilote',
      section: 'fonctionnement',
      sens: 'depense',
      mouvement: 'reel',
      chapitre: '930',
      fonction: '048',
      fonctionLibelle: 'Autres actions internationales',
      nature: '6574',
      libelle: "Festival d'été & co",
      montants: { mandats: 123450 },
    });
    expect(autre).toMatchObject({
      numero: 2,
      section: 'investissement',
      sens: 'recette',
      mouvement: 'ordre',
      fonction: '',
      fonctionLibelle: '',
      libelle: 'Nature 1311',
    });
  });

  it('se numérote par son rang, même à plusieurs sur une ligne du fichier ou d’un budget à l’autre', async () => {
    const deux = [ligneBudget(), ligneBudget({ MtReal: '2.00' })];
    const contenu = documentBudgetaire({ lignes: deux, fin: '' }).replace(
      '</Budget>',
      `</Budget>${budget(deux, { CodBud: '01' }, '')}`,
    );
    const lecture = await lireOctets(contenu);
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations.map(({ ligne }) => ligne.numero)).toEqual([1, 2, 3, 4]);
  });

  it('a pour empreinte celle de son texte, sans les blancs entre les balises', async () => {
    const lecture = await lire({ lignes: [ligneBudget({}, '\r\n\t')] });
    const attendue = createHash('sha256').update(ligneBudget()).digest('hex').slice(0, 16);
    expect(lecture.affectations.map(({ ligne }) => ligne.empreinte)).toEqual([attendue]);
  });

  it('laisse MtSup et CaracSup, qui se répètent', async () => {
    const supplements = '<MtSup Code="A" V="9"/><MtSup Code="B" V="9"/><CaracSup Code="TypOpe" V="1"/></LigneBudget>';
    const lecture = await lire({ lignes: [ligneBudget().replace('</LigneBudget>', supplements)] });
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations[0]?.ligne.montants).toEqual({ mandats: 1250 });
  });

  it.each<[quoi: string, ligne: string, dit: RegExp]>([
    ['un élément inconnu', ligneBudget({ Autre: '1' }), /« Autre » n’est pas un élément connu/],
    ['un élément d’un autre espace', ligneBudget().replace('<MtReal', '<MtReal xmlns="autre"'), /« MtReal » n’est pas/],
    ['deux fois le même', ligneBudget().replace('<OpBudg', '<MtReal V="1"/><OpBudg'), /là deux fois/],
    ['un élément sans valeur', ligneBudget().replace('<MtReal V=', '<MtReal W='), /n’a pas de valeur/],
    ['du texte', ligneBudget().replace('</LigneBudget>', '12.00</LigneBudget>'), /du texte/],
    ['une valeur en texte', ligneBudget().replace('<MtReal V="12.50"/>', '<MtReal V="1">12</MtReal>'), /du texte/],
    ['un élément dans un autre', ligneBudget().replace('<MtReal V="12.50"/>', '<MtReal V="1"><B/></MtReal>'), /« B »/],
    ['ni dépense ni recette', ligneBudget({ CodRD: undefined }), /ne dit pas « CodRD »/],
    ['ni réel ni ordre', ligneBudget({ OpBudg: undefined }), /ne dit pas « OpBudg »/],
  ])('n’est pas lue quand elle porte %s', async (_, ligne, dit) => {
    const lecture = await lire({ lignes: [ligneBudget(), ligne, ligneBudget()] });
    expect(lecture.constats.liste.map(({ code, message }) => [code, message])).toEqual([
      ['E-XML', expect.stringMatching(dit)],
    ]);
    expect(lecture.constats.liste[0]?.lieu.enClair).toMatch(/^LigneBudget 2, ligne 8, colonne \d+$/);
    expect(lecture.affectations.length).toBe(2);
  });

  it('montre le texte qui n’y a pas sa place', async () => {
    const lecture = await lire({ lignes: [ligneBudget().replace('</LigneBudget>', '  12.00\n</LigneBudget>')] });
    const { texte = '', debut, fin } = lecture.constats.liste[0]?.extrait ?? {};
    expect(texte.slice(debut, fin)).toBe('12.00');
  });

  it('montre la valeur en faute, où qu’elle soit, même sur une seule ligne sans fin', async () => {
    const lignes = [...Array.from({ length: 4_000 }, (_, rang) => ligneBudget({ MtReal: `${rang}.00` }))];
    const lecture = await lire({ lignes: [...lignes, ligneBudget({ MtReal: '1,00' })], fin: '' });
    const [constat] = lecture.constats.liste;
    expect(constat).toMatchObject({ code: 'E-MONTANT-ILLISIBLE', lieu: { fichier: FICHIER, ligne: 1 } });
    const contenu = documentBudgetaire({ lignes: [...lignes, ligneBudget({ MtReal: '1,00' })], fin: '' });
    expect(constat?.lieu.colonne).toBe(contenu.indexOf('1,00') + 2);
    const { texte = '', debut = 0, fin = 0 } = constat?.extrait ?? {};
    expect(texte.slice(debut, fin)).toBe(',');
    expect(texte.length).toBeLessThan(1_000);
  });

  it('sans montant, à zéro ou négative : vide n’est pas zéro', async () => {
    const lecture = await lire({
      lignes: [ligneBudget({ MtReal: undefined }), ligneBudget({ MtReal: '0.00' }), ligneBudget({ MtReal: '-3.00' })],
    });
    expect(lecture.constats.liste.map(({ code, lieu }) => [code, lieu.enClair])).toEqual([
      ['E-MONTANT-ABSENT', 'LigneBudget 1, ligne 7, colonne 1'],
    ]);
    expect(lecture.affectations.map(({ ligne }) => ligne.montants.mandats)).toEqual([0, -300]);
  });
});

describe('la source peut dire autrement que le document', () => {
  it('un titre mis à un autre usage n’a plus celui du document', async () => {
    const lecture = await lire(
      { lignes: [ligneBudget({ CredOuv: '7.00' }), ligneBudget({ CredOuv: '8.00', Fonction: '041' })] },
      {
        organisme: 'Région',
        colonnes: { programme: 'Nature', libelle: 'LibelleEtab' },
        montants: { cp_votes: 'CredOuv' },
        valeurs: { sens: { D: 'recette' } },
        lignes_a_ecarter: [{ si: { Fonction: '041' }, motif: 'Hors sujet' }],
        controle: { lignes: '1', cp_votes: '7' },
      },
      { base: 'cp_votes' },
    );
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations.map(({ ligne }) => ligne)).toMatchObject([
      {
        organisme: 'Région',
        programme: '6574',
        nature: '',
        libelle: 'BUDGET PRINCIPAL',
        sens: 'recette',
        montants: { cp_votes: 700 },
      },
    ]);
    expect(lecture.ecartees.map(({ numero, motif, texte }) => [numero, motif, texte])).toEqual([
      [2, 'Hors sujet', ligneBudget({ CredOuv: '8.00', Fonction: '041' })],
    ]);
  });

  it('le chapitre est par nature dans un dossier qui vote par nature', async () => {
    const lignes = [ligneBudget({ ContNat: '65' })];
    const chapitres = async (vote: string) =>
      (await lire({ lignes }, {}, { vote })).affectations.map(({ ligne }) => ligne.chapitre);
    expect(await chapitres('par_nature')).toEqual(['65']);
    expect(await chapitres('par_fonction')).toEqual(['930']);
  });
});

describe('l’en-tête d’un budget', () => {
  it.each<[nomenclature: string, norme: string]>([
    ['M4-M43_D', 'M43'],
    ['M4-M43_D', 'M4'],
    ['M49', 'M49'],
    ['M4-M4', 'M4'],
  ])(
    '« %s » est un budget de la source en %s, dont les lignes n’ont pas de fonction à donner',
    async (nomenclature, norme) => {
      const lignes = [
        ligneBudget({ Fonction: undefined, ContNat: '011' }),
        ligneBudget({ Fonction: '99', ContNat: '65' }),
      ];
      const lecture = await lire({ mentions: { Nomenclature: nomenclature }, lignes }, { norme });
      expect(fautes(lecture)).toEqual([]);
      expect(lecture.affectations.map(({ ligne }) => ligne.chapitre)).toEqual(['011', '65']);
    },
  );

  it.each(['M49', 'M57'])('un budget en M43 n’est pas de la source en %s : le remède nomme sa norme', async (norme) => {
    const lecture = await lire({ mentions: { Nomenclature: 'M4-M43_D' }, lignes: [ligneBudget()] }, { norme });
    expect(lecture.constats.liste).toMatchObject([
      { code: 'E-NORME-AUTRE', remede: expect.stringContaining('« norme: M43 »') },
    ]);
  });

  it.each<[mentions: Record<string, string>, entete: Record<string, unknown>, attendus: string[]]>([
    [{ Nomenclature: 'M57-M57_A' }, {}, ['E-NORME-AUTRE']],
    [{ Nomenclature: 'M4-M49_A' }, {}, ['E-NORME-AUTRE']],
    [{ Nomenclature: 'M71' }, {}, []],
    [{ Exer: '2013' }, {}, ['E-EXERCICE-AUTRE']],
    [{ Exer: '2013', Nomenclature: 'M14-M14_COM_INF500' }, {}, ['E-EXERCICE-AUTRE', 'E-NORME-AUTRE']],
    [{ NatDec: '04' }, {}, ['E-VALEUR-INCONNUE']],
    [{ NatDec: '10' }, {}, []],
    [{ NatDec: '01' }, {}, ['E-EXERCICE-INCOHERENT']],
    [{ NatDec: '02' }, { base: 'cp_votes' }, []],
    [{ NatDec: '09' }, { base: 'cp_votes' }, ['E-EXERCICE-INCOHERENT']],
    [{ ProjetBudget: 'true' }, {}, ['A-PROJET-DE-BUDGET']],
    [{ ProjetBudget: 'false' }, {}, []],
  ])('%j dans un dossier %j : %j', async (mentions, entete, attendus) => {
    const lignes = [ligneBudget({ MtPrev: '4.00' }), ligneBudget({ MtPrev: '5.00' })];
    const lecture = await lire({ mentions, lignes }, {}, entete);
    expect(lecture.constats.liste.map(({ code }) => code).sort()).toEqual(attendus);
  });

  it('absent, ou après ses lignes, est une faute du document', async () => {
    const contenu = documentBudgetaire({ lignes: [ligneBudget()] });
    const sans = (nom: string) => contenu.replace(new RegExp(`<${nom} V="[^"]*"/>`), '');
    for (const nom of ['Nomenclature', 'NatDec', 'Exer'])
      expect((await lireOctets(sans(nom))).constats.liste.map(({ message }) => message)).toEqual([
        expect.stringContaining(`« ${nom} »`),
      ]);
  });

  it('refusé ne cache pas l’autre budget, et ses lignes ne sont dites qu’une fois', async () => {
    const mauvais = budget([ligneBudget(), ligneBudget({ Autre: '1' })], { Exer: '2011' });
    const contenu = documentBudgetaire({ lignes: [ligneBudget({ MtReal: 'x' })] }).replace(
      '<Budget>',
      `${mauvais}<Budget>`,
    );
    expect((await lireOctets(contenu)).constats.liste.map(({ code }) => code).sort()).toEqual([
      'E-EXERCICE-AUTRE',
      'E-MONTANT-ILLISIBLE',
    ]);
  });
});

describe('l’encodage d’un document', () => {
  const accents = (encodage: string) => ({
    prologue: `<?xml version="1.0" encoding="${encodage}"?>`,
    lignes: [ligneBudget({ LibCpte: 'Été à Sceaux' })],
  });

  it.each(['UTF-8', 'utf-8', 'ISO-8859-1', 'ISO-8859-15', 'windows-1252'])('%s se lit', async (encodage) => {
    const lecture = await lireOctets(iconv.encode(documentBudgetaire(accents(encodage)), encodage));
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations[0]?.ligne.libelle).toBe('Été à Sceaux');
  });

  it('une marque d’ordre, ou pas de prologue, c’est de l’UTF-8', async () => {
    for (const debut of ['\ufeff<?xml version="1.0"?>', '\ufeff', ''])
      expect(fautes(await lire({ ...accents(''), prologue: debut, fin: '' }))).toEqual([]);
  });

  it.each<[quoi: string, contenu: () => Uint8Array, dit: RegExp]>([
    ['UTF-16', () => iconv.encode(documentBudgetaire(accents('UTF-16')), 'utf-16'), /UTF-16/],
    ['un encodage inconnu', () => Buffer.from(documentBudgetaire(accents('EBCDIC-FR'))), /« EBCDIC-FR »/],
    [
      'de l’UTF-8 dit ISO-8859-1',
      () => Buffer.from(documentBudgetaire(accents('ISO-8859-1'))),
      /accents sont en UTF-8/,
    ],
    ['du Latin-1 dit UTF-8', () => iconv.encode(documentBudgetaire(accents('UTF-8')), 'latin1'), /pas de l’UTF-8/],
    [
      'une marque UTF-8 et ISO-8859-1',
      () => Buffer.from(`\ufeff${documentBudgetaire(accents('ISO-8859-1'))}`),
      /marque/,
    ],
    [
      'une apostrophe de Windows dite ISO-8859-1',
      () =>
        iconv.encode(
          documentBudgetaire({ ...accents('ISO-8859-1'), lignes: [ligneBudget({ LibCpte: 'l’été' })] }),
          'windows-1252',
        ),
      /aucun caractère de iso-8859-1/,
    ],
    [
      'un octet nul',
      () => Buffer.from(documentBudgetaire(accents('UTF-8')).replace('Sceaux', 'Sce\0ux')),
      /pas un fichier de texte|pas permis/,
    ],
    ['un classeur', () => Buffer.from('504b0304', 'hex'), /classeur/],
  ])('%s est refusé en mots simples', async (_, contenu, dit) => {
    const { constats } = await lireOctets(contenu());
    expect(constats.liste.map(({ code, message }) => [code, message])).toEqual([['E-XML', expect.stringMatching(dit)]]);
  });
});
