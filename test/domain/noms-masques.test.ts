import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { masquerLesMots, masquerLesNoms, motsDesNoms, NOM_MASQUE } from '../../src/domain/textes/noms-masques.ts';
import { plier } from '../../src/domain/textes/texte.ts';

describe('un nom dans un texte publié', () => {
  it.each([
    ['Bourse Jean Dupont', ['Jean Dupont'], 'Bourse (nom masqué)', false],
    ['Bourse DUPONT Jean, Sénégal', ['Jean Dupont'], 'Bourse (nom masqué), Sénégal', false],
    ['Bourse de Jean P. Dupont', ['Dupont, Jean-Pierre'], 'Bourse de (nom masqué)', false],
    ['Bourse de M. Échalier-Zénobie', ['ECHALIER Zenobie'], 'Bourse de M. (nom masqué)', false],
    ['Voyage à l’île Maurice', ['Maurice Dupont'], 'Voyage à l’île Maurice', true],
    ['Aide à Quintefeuille', ['Quintefeuille'], 'Aide à (nom masqué)', false],
    ['Aide au Mali', ['Ali'], 'Aide au Mali', false],
    ['Mme Li : bourse', ['Mme Li'], 'Mme Li : bourse', false],
  ] as const)('« %s »', (texte, noms, attendu, reste) => {
    expect(masquerLesNoms(texte, noms)).toEqual({ texte: attendu, reste });
  });
});

const mot = fc.stringMatching(/^[A-Za-zéèïÉ]{2,9}$/).filter((lu) => plier(lu).length > 1);

describe('quels que soient le nom et ce qui l’entoure', () => {
  it('aucun de ses mots ne reste dans un enregistrement montré, et le reste ne bouge pas', () => {
    fc.assert(
      fc.property(fc.array(mot, { minLength: 1, maxLength: 3 }), fc.array(mot, { maxLength: 5 }), (nom, autres) => {
        const mots = motsDesNoms([nom.join(' ')]);
        fc.pre([...mots].every((cherche) => !plier(NOM_MASQUE).includes(cherche)));
        const texte = [...autres, `"${nom.join('-')}"`, '12,50'].join(';');
        const { texte: masque, deplacer } = masquerLesMots(texte, mots);
        const restants = masque.split(/[;" -]+/).map(plier);
        for (const cherche of mots) expect(restants).not.toContain(cherche);
        expect(masque.endsWith(';12,50')).toBe(true);
        expect(masque.slice(deplacer(texte.length - 5))).toBe('12,50');
        const gardes = autres.filter((autre) => !mots.has(plier(autre)));
        for (const garde of gardes) expect(masque).toContain(garde);
      }),
    );
  });

  it('ses mots côte à côte sont masqués dans un texte publié, dans n’importe quel ordre', () => {
    fc.assert(
      fc.property(fc.uniqueArray(mot, { minLength: 2, maxLength: 4, selector: plier }), fc.boolean(), (nom, envers) => {
        const cherches = motsDesNoms([nom.join(' ')]);
        fc.pre(cherches.size === nom.length);
        const ecrit = envers ? [...nom].reverse() : nom;
        expect(masquerLesNoms(`12 : ${ecrit.join(' ').toUpperCase()} ; 34`, [nom.join(' ')]).texte).toBe(
          `12 : ${NOM_MASQUE} ; 34`,
        );
      }),
    );
  });
});
