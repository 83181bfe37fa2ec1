import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lireCompteFonctionnel } from '../../src/domain/codes/compte-fonctionnel.ts';
import { normaliserChapitre } from '../../src/domain/codes/nomenclature.ts';
import type { Norme } from '../../src/domain/codes/normes.ts';
import { outillageLivre } from '../../src/dossier/outillage.ts';
import { chargerLaNomenclature } from '../../src/dossier/tables-de-reference.ts';

const nomenclature = (norme: Norme, exercice: number) =>
  chargerLaNomenclature(outillageLivre().donnees, norme, exercice);
const DES_NORMES = [nomenclature('M71', 2012), nomenclature('M57', 2024), nomenclature('M52', 2019)];

describe('un compte fonctionnel', () => {
  it.each<[norme: Norme, exercice: number, compte: string, chapitre: string, fonction: string]>([
    ['M57', 2024, '93048', '930', '048'],
    ['M57', 2024, '90321', '903', '321'],
    ['M57', 2024, ' 93 048 ', '930', '048'],
    ['M57', 2024, '93051', '9305', '051'],
    ['M57', 2024, '9305', '9305', '05'],
    ['M57', 2024, '93444', '9344', '444'],
    ['M57', 2024, '904221', '904', '4221'],
    ['M57', 2024, '9310', '931', '10'],
    ['M57', 2024, '930', '930', ''],
    ['M57', 2024, '943', '943', ''],
    ['M57', 2024, '950', '950', ''],
    ['M71', 2012, '93048', '930', '048'],
    ['M71', 2012, '9393', '939', '93'],
    ['M52', 2019, '91048', '910', '048'],
    ['M52', 2019, '93561', '9356', '561'],
    ['M14', 2012, '92048', '920', '048'],
    // A function that the nomenclature has not, in a chapter that it has.
    ['M57', 2024, '930499', '930', '0499'],
  ])('%s de %i : %s est le chapitre %s, fonction « %s »', (norme, exercice, compte, chapitre, fonction) => {
    expect(lireCompteFonctionnel(compte, '', nomenclature(norme, exercice))).toEqual({ chapitre, fonction });
  });

  it.each<[norme: Norme, exercice: number, code: string]>([
    ['M57', 2024, '048'],
    ['M57', 2024, '4221'],
    ['M71', 2012, '93'],
    ['M52', 2019, '921'],
    ['M57', 2024, '94048'],
    ['M57', 2024, '65'],
    ['M57', 2024, '93A48'],
    ['M57', 2024, ''],
  ])('%s de %i : %s n’en est pas un', (norme, exercice, code) => {
    expect(lireCompteFonctionnel(code, '', nomenclature(norme, exercice))).toBeUndefined();
  });

  it('d’un chapitre du même code qu’une fonction se reconnaît au chapitre', () => {
    expect(lireCompteFonctionnel('921', '921', nomenclature('M52', 2019))).toEqual({ chapitre: '921', fonction: '' });
  });

  it('fait d’un chapitre et d’une fonction qui concordent redonne l’un et l’autre', () => {
    for (const une of DES_NORMES)
      fc.assert(
        fc.property(
          fc.constantFrom(...une.codes('chapitre')),
          fc.constantFrom(...une.codes('fonction')),
          (chapitre, fonction) => {
            const [famille = ''] = une.famillesDuChapitre(chapitre);
            if (famille === '' || !fonction.startsWith(famille) || fonction.length === 1) return;
            if (une.concordent(chapitre, fonction) !== true) return;
            const compte = `${chapitre.slice(0, 2)}${fonction}`;
            if (une.fonction(compte) !== undefined) return;
            expect(lireCompteFonctionnel(compte, chapitre, une)).toEqual({
              chapitre: normaliserChapitre(chapitre),
              fonction,
            });
          },
        ),
        { numRuns: 400 },
      );
  });
});
