import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { chargerLaGeographie } from '../../../src/dossier/tables-de-reference.ts';
import { chargerLesListesCad } from '../../../src/exports/cad/charger-les-listes-cad.ts';
import { decrireAvecDonnees, donneePartagee } from '../../outils/partage.ts';

const LISTES = chargerLesListesCad('data');

decrireAvecDonnees('les listes du CAD telles que publiées', ['iati/dac-sectors.csv'], () => {
  it('ont tous les codes et libellés des listes publiées, lues par un autre lecteur', () => {
    const lire = (nom: string): Record<string, string>[] =>
      parse(readFileSync(donneePartagee(`iati/${nom}`)), { columns: true, bom: true });
    const plat = (texte = '') =>
      texte
        .replace(/[\u0080-\u009f'’–]/g, '')
        .replace(/\s+/g, ' ')
        .trim();
    for (const [nom, liste] of [
      ['dac-sectors.csv', LISTES.secteurs],
      ['dac-channel_codes.csv', LISTES.canaux],
      ['dac-recipients.csv', LISTES.beneficiaires],
      ['dac-aid_types.csv', LISTES.typesDAide],
    ] as const) {
      const connus = new Map(liste.entrees.map(({ code, libelle }) => [code, libelle]));
      const publies = lire(nom).map(({ code, voluntary_code, name_fr }) => [voluntary_code || code, plat(name_fr)]);
      expect(publies.filter(([code = '']) => !connus.has(code))).toEqual([]);
      const autres = publies.filter(([code = '', libelle]) => libelle !== '' && plat(connus.get(code)) !== libelle);
      // Two words misspelt by the list itself.
      expect(autres.filter(([, libelle]) => !/Gouvernment|Autres entité publique/.test(libelle ?? ''))).toEqual([]);
    }
  });
});

decrireAvecDonnees('la liste publiée des bénéficiaires', ['iati/dac-recipients.csv'], () => {
  it('ceux qu’elle dit les plus avancés ont une fin, et trois autres, sortis depuis', () => {
    const rangees: Record<string, string>[] = parse(readFileSync(donneePartagee('iati/dac-recipients.csv')), {
      columns: true,
    });
    const avances = rangees.flatMap(({ code = '', income_group }) => (income_group === 'MADCTs' ? [code] : []));
    const finis = LISTES.beneficiaires.entrees.flatMap(({ code, fin }) => (fin === undefined ? [] : [code]));
    expect(avances).toHaveLength(37);
    expect(avances.filter((code) => !finis.includes(code))).toEqual([]);
    expect(finis.filter((code) => !avances.includes(code)).toSorted()).toEqual(['377', '831', '845']);
  });
});

describe('les listes du CAD', () => {
  it('ne connaissent que des pays de la géographie, chacun une fois', () => {
    const geographie = chargerLaGeographie('data');
    const pays = LISTES.beneficiaires.entrees.flatMap(({ pays: code }) => (code === '' ? [] : [code]));
    expect(pays.filter((code) => geographie.pays(code)?.code !== code)).toEqual([]);
    expect(pays.length).toBeGreaterThan(150);
  });

  it('disent l’année : le Chili est bénéficiaire jusqu’en 2017, 11321 s’emploie jusqu’en 2019, 11001 à partir de 2015', () => {
    const chili = (exercice: number) => LISTES.beneficiaires.lire('434', exercice).etat;
    expect([chili(2012), chili(2017), chili(2018)]).toEqual(['valide', 'valide', 'retire']);
    expect(LISTES.secteurs.lire('11321', 2019).etat).toBe('valide');
    expect(LISTES.secteurs.lire('11321', 2020).etat).toBe('retire');
    expect(LISTES.canaux.lire('11001', 2013).etat).toBe('futur');
    expect(LISTES.canaux.lire('99999', 2013).etat).toBe('inconnu');
    expect(LISTES.secteurs.valide('11420', 2013)?.libelle).toBe('Enseignement supérieur');
    expect(LISTES.canaux.valides(2013).some(({ code }) => code === '11001')).toBe(false);
  });
});
