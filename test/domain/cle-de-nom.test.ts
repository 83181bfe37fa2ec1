import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleDeNom } from '../../src/domain/textes/nom.ts';
import { plier } from '../../src/domain/textes/texte.ts';

const LETTRES = [...'abcdefghijklmnopqrstuvwxyz'];
const mot = fc
  .string({ unit: fc.constantFrom(...LETTRES, 'é', 'Ç', ' ', '-', '1'), minLength: 1, maxLength: 12 })
  .filter((nom) => /[a-zéÇ1]/.test(nom));
const INVISIBLES = ['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u200e'];

it('un nom reste lui-même sous une autre casse, une autre forme, des espaces et des signes invisibles', () => {
  fc.assert(
    fc.property(mot, fc.constantFrom(...INVISIBLES), fc.nat(12), (nom, signe, rang) => {
      const ecritures = [
        nom.toUpperCase(),
        nom.normalize('NFD'),
        ` ${nom}\u00a0`,
        nom.replaceAll(' ', '-'),
        nom.slice(0, rang) + signe + nom.slice(rang),
      ];
      for (const ecriture of ecritures) expect(cleDeNom(ecriture)).toBe(cleDeNom(nom));
    }),
  );
});

it('une lettre ou un chiffre de plus, de moins ou autre fait un autre nom', () => {
  fc.assert(
    fc.property(mot, fc.nat(12), fc.constantFrom(...LETTRES, '7'), (nom, rang, lettre) => {
      const [debut, fin] = [nom.slice(0, rang), nom.slice(rang)];
      expect(cleDeNom(debut + lettre + fin)).not.toBe(cleDeNom(nom));
      if (/^[a-zéÇ1]/.test(fin) && plier(fin[0] ?? '') !== lettre)
        expect(cleDeNom(debut + lettre + fin.slice(1))).not.toBe(cleDeNom(nom));
    }),
  );
});

it('sépare deux nombres, et garde ce qui n’a pas de lettre', () => {
  expect(cleDeNom('Axe 1 2')).not.toBe(cleDeNom('Axe 12'));
  expect(cleDeNom('-')).not.toBe(cleDeNom('—'));
});
