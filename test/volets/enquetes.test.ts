import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { Tableau } from '../../src/domain/volets/tableau.ts';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { avecDossier } from '../outils/atelier.ts';
import { fautesOoxml } from '../outils/conformite-xlsx.ts';
import { jauneDuDossier } from '../outils/jaune-du-dossier.ts';
import { lireClasseur } from '../outils/lecteur-xlsx.ts';
import { colonneDe, espaces, jauneAvec } from './dossier-a-volets.ts';

const TETE = 'titre: Enquête\nsource: Service\ndate: 2012\nreponses: 171\nquestions:\n';
const enqueteDe = async (questions: string) => {
  const { volets } = await jauneAvec({ 'enquetes/pme.yaml': TETE + questions });
  return volets[0]?.tableaux[0]?.surLaPage ?? [];
};
const CITEES = (reste: string) =>
  `  - question: Pourquoi ?\n    base: 42\n    base_de: témoignages\n${reste}    citations: [{ reponse: Moyens, nombre: 20 }, { reponse: Temps, nombre: 17 }]\n`;

describe('les enquêtes', () => {
  it('ont des barres dans le classeur, pleines à la base de chaque question, sans octet au hasard', () =>
    avecDossier(async (racine) => {
      const jaune = await jauneDuDossier('data/2012');
      const ecrits = await Promise.all(
        ['a.xlsx', 'b.xlsx'].map(async (nom) => {
          await ecrireLeClasseur(jaune, join(racine, nom));
          return readFileSync(join(racine, nom));
        }),
      );
      const [octets = Buffer.alloc(0), encore] = ecrits;
      expect(octets.equals(encore ?? Buffer.alloc(0))).toBe(true);
      expect(fautesOoxml(octets)).toEqual([]);
      const classeur = new ExcelJS.Workbook();
      await classeur.xlsx.readFile(join(racine, 'a.xlsx'));
      const feuille = classeur.getWorksheet('Enquêtes');
      const barres = [
        ...[...lireClasseur(octets).parties.values()]
          .join('')
          .matchAll(/sqref="(\w+:\w+)"><cfRule type="dataBar".*?<cfvo type="num" val="(\d+)"\/><color/g),
      ];
      const lues = barres.map(([, plage = '', base]) => {
        const [haut = '', bas = ''] = plage.split(':');
        return [feuille?.getCell(haut).value, feuille?.getCell(bas).value, Number(base)];
      });
      expect(lues).toEqual([
        [20, 7, 42],
        [30, 20, 86],
      ]);
    }));

  it('disent ce qui manque pour faire leur base, et le hachurent', async () => {
    const [tableau] = (await enqueteDe(CITEES(''))) as [Tableau];
    expect(colonneDe(tableau, 'reponse')).toEqual(['Moyens', 'Temps', 'Non ventilées']);
    expect(colonneDe(tableau, 'citations')).toEqual([20, 17, 5]);
    expect(colonneDe(tableau, 'part').map(espaces)).toEqual(['47,6 %', '40,5 %', '11,9 %']);
    expect(tableau.note).toBe('Base : 42 témoignages, dont 5 non ventilées.');
    expect([...(tableau.barres?.restes ?? [])]).toEqual([tableau.rangees[2]?.cle]);
  });

  it('n’ajoutent rien où plusieurs réponses étaient possibles', async () => {
    const [tableau] = (await enqueteDe(CITEES('    plusieurs: oui\n'))) as [Tableau];
    expect(colonneDe(tableau, 'citations')).toEqual([20, 17]);
    expect(tableau.note).toContain('Base : 42 témoignages, qui donnent 37 citations');
  });

  it('d’un rang ne font pas une valeur', async () => {
    const [tableau] = (await enqueteDe('  - question: Réussir\n    rangs: [Langues, Moyens]\n')) as [Tableau];
    expect(tableau.colonnes.map(({ cle }) => cle)).toEqual(['rang', 'reponse']);
    expect(tableau.barres).toBeUndefined();
  });

  it('ont des rangées qui ne se confondent pas, même d’une réponse nommée « Non ventilées »', async () => {
    const [tableau] = (await enqueteDe(
      '  - question: Q\n    base: 9\n    base_de: x\n    citations: [{ reponse: Non ventilées, nombre: 1 }]\n',
    )) as [Tableau];
    expect(new Set(tableau.rangees.map(({ cle }) => cle)).size).toBe(2);
  });

  it('de PM’UP disent leurs nombres et leurs bases', async () => {
    const { volets } = await jauneDuDossier('data/2012');
    const enquetes = volets.find(({ nom }) => nom === 'enquetes');
    const [tout] = enquetes?.tableaux ?? [];
    const [pourquoi, , , attendus] = tout?.surLaPage ?? [];
    if (!(tout && pourquoi && attendus)) throw new Error('PM’UP n’est pas là');
    expect(enquetes?.chapeau[0]).toContain('171 réponses');
    expect(colonneDe(pourquoi, 'citations')).toEqual([20, 17, 15, 10, 8, 7]);
    expect(pourquoi.note).toContain('42 témoignages, qui donnent 77 citations');
    expect(colonneDe(attendus, 'citations')).toEqual([30, 20, 16, 20]);
    expect(attendus.note).toContain('86 propositions, dont 20 non ventilées');
    expect(colonneDe(tout, 'rang').filter((rang) => rang === 8)).toHaveLength(2);
    expect(tout.rangees).toHaveLength(26);
  });
});
