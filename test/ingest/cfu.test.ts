import { describe, expect, it } from 'vitest';
import {
  compteFinancierUnique,
  DECLARATION_TOTEM,
  documentBudgetaire,
  type EbaucheDeDocument,
  ligneBudget,
} from '../outils/document-budgetaire.ts';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

function lire(contenu: string, format = 'cfu', declaration: Record<string, unknown> = {}) {
  return lireEbauche({
    entete: { base: 'mandats' },
    sources: [{ fichier: 'sources/a.xml', contenu, declaration: { ...DECLARATION_TOTEM, format, ...declaration } }],
  });
}

const CALCULE = ' calculated="true" generator="x.xsl" id="a"';
const LIGNES = [
  ligneBudget({ MtReal: '10.00', InfoAPCP: 'TNULL', MtCumulCA: '10.00' }, '', ' id="NTS_4"'),
  // A subtotal says less than a line, and what no schema has: nothing of it is asked.
  ligneBudget({ CodRD: undefined, OpBudg: 'T', ChapitreNature: '011', Inouï: '1', MtReal: '10.00' }, '\n', CALCULE),
  ligneBudget({ MtReal: '5.00' }, '', ' calculated="false"'),
];

describe('un compte financier unique', () => {
  it('donne les lignes de son document budgétaire ; les sous-totaux sont listés, jamais comptés', async () => {
    const lecture = await lire(compteFinancierUnique({ lignes: LIGNES, mentions: { NatDec: '10' } }));
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations.map(({ ligne }) => [ligne.numero, ligne.montants.mandats])).toEqual([
      [1, 1000],
      [3, 500],
    ]);
    expect(lecture.ecartees.map(({ numero, motif }) => [numero, motif])).toEqual([
      [2, 'Sous-total du document (calculated="true")'],
    ]);
  });

  it.each([
    [
      'le même espace de noms pour les deux',
      (texte: string) => texte.replaceAll(/cp\/demat\/doccfu/g, 'cp/demat/docbudgetaire'),
    ],
    ['le préfixe db', (texte: string) => prefixer(texte)],
  ])('se lit avec %s', async (_, ecrire) => {
    const lecture = await lire(ecrire(compteFinancierUnique({ lignes: LIGNES })));
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations.length).toBe(2);
  });

  it('dit ses lignes sans montant, absent ou vide, à leur place ; le remède dit comment les écarter', async () => {
    const sans = [ligneBudget({ MtReal: undefined }), ligneBudget({ MtReal: ' ' }), ...LIGNES];
    const contenu = compteFinancierUnique({ lignes: sans });
    const lecture = await lire(contenu);
    expect(lecture.constats.liste.map(({ code, lieu }) => [code, lieu.enClair?.split(',')[0]])).toEqual([
      ['E-MONTANT-ABSENT', 'LigneBudget 1'],
      ['E-MONTANT-ABSENT', 'LigneBudget 2'],
    ]);
    const remede = 'lignes_a_ecarter: [{ si: { MtReal: absent }, motif: Sans montant }]';
    expect(lecture.constats.liste[0]?.remede).toContain(remede);
    const suivi = await lire(contenu, 'cfu', {
      lignes_a_ecarter: [{ si: { MtReal: 'absent' }, motif: 'Sans montant' }],
    });
    expect(fautes(suivi)).toEqual([]);
    expect(suivi.affectations.map(({ ligne }) => ligne.montants.mandats)).toEqual([1000, 500]);
    expect(suivi.ecartees.map(({ numero, montant }) => [numero, montant])).toEqual([
      [1, undefined],
      [2, undefined],
      [4, 1000],
    ]);
  });

  it.each<[quoi: string, format: string, contenu: string, dit: RegExp]>([
    ['déclaré totem', 'totem', compteFinancierUnique({ lignes: LIGNES }), /format: cfu/],
    ['qui est un document budgétaire', 'cfu', documentBudgetaire({ lignes: LIGNES }), /format: totem/],
    [
      'sans document budgétaire',
      'cfu',
      compteFinancierUnique({ lignes: LIGNES }).replaceAll('DocumentBudgetaire', 'Autre'),
      /reçu/,
    ],
  ])('%s est refusé, et le remède dit quoi écrire', async (_, format, contenu, remede) => {
    const { constats } = await lire(contenu, format);
    expect(constats.liste.map(({ code, remede: dit }) => [code, dit])).toEqual([
      ['E-XML', expect.stringMatching(remede)],
    ]);
  });

  it('refuse les éléments que son schéma n’a pas, et ne dit rien de ceux qu’il redit', async () => {
    const { constats } = await lire(
      compteFinancierUnique({ lignes: [ligneBudget({ MtPrevCalcul: '1', MtAutre: '1' })] }),
    );
    expect(constats.liste.map(({ message }) => message)).toEqual([expect.stringContaining('« MtAutre »')]);
    const totem = await lire(documentBudgetaire({ lignes: [ligneBudget({ MtPrevCalcul: '1' })] }), 'totem');
    expect(totem.constats.liste.map(({ message }) => message)).toEqual([expect.stringContaining('« MtPrevCalcul »')]);
  });
});

describe('les attributs d’une ligne, dans tout document', () => {
  const avec = async (ebauche: EbaucheDeDocument) => {
    const lecture = await lire(documentBudgetaire(ebauche), 'totem');
    return {
      dits: lecture.constats.liste.map(({ code, message, lieu }) => [code, message, lieu.enClair]),
      lignes: lecture.affectations.length,
      ecartees: lecture.ecartees.length,
    };
  };

  it('inconnus, sont refusés comme un élément inconnu', async () => {
    expect(await avec({ lignes: [ligneBudget(), ligneBudget({}, '', ' statut="annulé"')] })).toEqual({
      dits: [
        ['E-XML', '« statut » n’est pas un attribut connu de « LigneBudget »', 'LigneBudget 2, ligne 8, colonne 1'],
      ],
      lignes: 1,
      ecartees: 0,
    });
    const unite = ligneBudget().replace('<MtReal V="12.50"/>', '<MtReal V="12.50" Unite="k€"/>');
    expect((await avec({ lignes: [unite] })).dits).toEqual([
      ['E-XML', '« Unite » n’est pas un attribut connu de « MtReal »', expect.any(String)],
    ]);
  });

  it('« calculated » est un sous-total dans un document budgétaire aussi ; ni vrai ni faux, il est refusé', async () => {
    expect(await avec({ lignes: [ligneBudget(), ligneBudget({}, '', ' calculated="true"')] })).toEqual({
      dits: [],
      lignes: 1,
      ecartees: 1,
    });
    expect((await avec({ lignes: [ligneBudget({}, '', ' calculated="1"')] })).dits).toEqual([
      ['E-XML', 'calculated="1" ne dit pas si la ligne est un sous-total', expect.any(String)],
    ]);
  });
});

/** Writes the budget document with a prefix, as some software does. */
function prefixer(texte: string): string {
  const debut = texte.indexOf('<DocumentBudgetaire');
  const fin = texte.indexOf('<Signatures');
  const document = texte
    .slice(debut, fin)
    .replace('xmlns=', 'xmlns:db=')
    .replaceAll(/<(\/?)(?=\w)/g, '<$1db:');
  return texte.slice(0, debut) + document + texte.slice(fin);
}
