import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  budget,
  compteFinancierUnique,
  DECLARATION_TOTEM,
  documentBudgetaire,
  ligneBudget,
} from '../outils/document-budgetaire.ts';
import { lireEbauche } from '../outils/dossier-temporaire.ts';

const LIGNES = [
  ligneBudget({ Fonction: '93048' }),
  ligneBudget({ MtReal: '7.00' }, '', ' calculated="true"'),
  ligneBudget({ Fonction: '930', MtReal: '-3.10' }),
];
const ANNEXE = budget([ligneBudget({ Fonction: undefined, ContFon: undefined, ContNat: '011' })], {
  CodBud: '06',
  CodTypBud: 'A',
  Nomenclature: 'M4-M43_D',
  NatFonc: '1',
});
const DOCUMENTS = {
  totem: documentBudgetaire({ lignes: LIGNES, mentions: { NatFonc: '2' } }).replace('</Doc', `${ANNEXE}</Doc`),
  cfu: compteFinancierUnique({ lignes: LIGNES, mentions: { NatFonc: '2', NatDec: '10' } }),
};
/** What may be put in the place of a piece of the document. */
const MORCEAUX = [
  '',
  '<',
  '>',
  '"',
  '<Budget>',
  '</Budget>',
  '<LigneBudget>',
  '</LigneBudget>',
  ' calculated="true"',
  ' x="1"',
  '93048',
  '9',
  '&#0;',
  'é',
  '\ud800',
];

describe('un document retouché au hasard', () => {
  it.each(['totem', 'cfu'] as const)('%s : chaque ligne est lue, écartée ou en faute, sans panne', async (format) => {
    const contenu = DOCUMENTS[format];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: contenu.length }),
        fc.nat({ max: 40 }),
        fc.constantFrom(...MORCEAUX),
        async (debut, longueur, morceau) => {
          const retouche = contenu.slice(0, debut) + morceau + contenu.slice(debut + longueur);
          const { constats, affectations, ecartees } = await lireEbauche({
            entete: { base: 'mandats' },
            sources: [{ fichier: 'sources/a.xml', contenu: retouche, declaration: { ...DECLARATION_TOTEM, format } }],
          });
          const lignes = retouche.split(/<LigneBudget(?=[\s>])/).length - 1;
          if (constats.erreurs === 0) expect(affectations.length + ecartees.length).toBe(lignes);
          else expect(constats.liste.every(({ message }) => message !== '')).toBe(true);
        },
      ),
      { numRuns: 150, seed: 13 },
    );
  });
});
