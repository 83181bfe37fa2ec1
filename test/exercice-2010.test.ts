/** The founding case, written gross and net: one operation, and the same 5 000 € borne. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Constats } from '../src/domain/constats/constat.ts';
import { compilerLEdition } from '../src/edition.ts';
import { dossierDEssai } from './outils/atelier.ts';
import { lireClasseur } from './outils/lecteur-xlsx.ts';
import { compter, compterRecettes, type Enregistrement, lireCsvProduit } from './outils/sorties.ts';

const DONNEES = join(import.meta.dirname, '../data');
const DEPARTEMENTS = [
  'Département de Seine-et-Marne',
  "Département de l'Essonne",
  'Département de Seine-Saint-Denis',
  'Département du Val-de-Marne',
];

const atelier = dossierDEssai();

describe.each([
  ['2010', { total: 2_500_000, brut: 2_500_000, net: 0, recettes: { lignes: 4, centimes: 2_000_000 } }],
  ['2010-net', { total: 500_000, brut: 0, net: 500_000, recettes: { lignes: 0, centimes: 0 } }],
])('data/%s', (nom, attendu) => {
  const constats = new Constats();
  const sortie = join(atelier, nom);
  let lignes: Enregistrement[] = [];
  // biome-ignore lint/suspicious/noExplicitAny: what a reader of the published JSON holds, seen from outside
  let json: any;

  beforeAll(async () => {
    await compilerLEdition(join(DONNEES, nom), sortie, constats);
    lignes = lireCsvProduit(sortie, 'lignes-2010.csv');
    json = JSON.parse(readFileSync(join(sortie, 'synthese-2010.json'), 'utf8'));
  });

  test('se compile sans un seul constat', () => {
    expect(constats.liste).toEqual([]);
  });

  test('son total est celui de son écriture, et n’a pas les recettes', () => {
    expect(json.synthese.total_hors_exceptionnelles).toBe(attendu.total);
    expect(json.partition.internationale).toEqual({ lignes: 1, centimes: attendu.total, recettes: attendu.recettes });
    expect(compter(lignes)).toEqual({ lignes: 1, centimes: BigInt(attendu.total) });
    expect(compterRecettes(lignes)).toEqual({
      lignes: attendu.recettes.lignes,
      centimes: BigInt(attendu.recettes.centimes),
    });
  });

  test('l’opération coûte 25 000 €, quatre départements en annoncent 5 000 chacun, et la Région porte 5 000 €', () => {
    const [operation, ...autres] = json.cofinancements.operations;
    expect(autres).toEqual([]);
    expect(operation).toMatchObject({
      operation: 'site-idf-international',
      cout_total: 2_500_000,
      depenses: { lignes: 1, brut: attendu.brut, net: attendu.net },
      recettes: attendu.recettes,
      reste_a_charge: 500_000,
    });
    expect(operation.depenses.brut + operation.depenses.net - operation.recettes.centimes).toBe(500_000);
    expect(operation.financeurs).toEqual(
      DEPARTEMENTS.map((departement) =>
        expect.objectContaining({
          nom: departement,
          genre: 'departement',
          annonce: 500_000,
          centimes: attendu.recettes.centimes / 4,
        }),
      ),
    );
  });

  test('la page et le classeur le disent : le total de son écriture, les 5 000 € portés', () => {
    const page = readFileSync(join(sortie, 'jaune-2010.html'), 'utf8')
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll(/\s+/g, ' ');
    expect(page).toContain('Reste à charge des opérations : 5 000,00 €. Départements :');
    // Where nothing comes back, gross is no other figure, and none is said.
    if (attendu.recettes.lignes > 0)
      expect(page).toContain('Montant brut : d’autres en remboursent 20 000,00 €. Reste à charge : 5 000,00 €.');
    else expect(page).not.toContain('Montant brut : d’autres en remboursent');
    const { feuilles } = lireClasseur(readFileSync(join(sortie, 'jaune-2010.xlsx')));
    const valeurs = (feuille: string) => [...(feuilles.get(feuille)?.values() ?? [])].map(({ valeur }) => valeur);
    expect(valeurs('Synthèse')).toContain(attendu.total / 100);
    expect(valeurs('Lignes')).toContain(attendu.total / 100);
  });

  test('chaque ligne est sur l’imputation de la délibération, et dit son opération', () => {
    expect(lignes).toHaveLength(1 + attendu.recettes.lignes);
    for (const ligne of lignes)
      expect(ligne).toMatchObject({
        chapitre: '930',
        fonction: '048',
        programme: 'HP 048-008',
        action: '10400801',
        reference: 'CP 10-669',
        operation_rattachee: 'site-idf-international',
        verdict: 'internationale',
      });
    expect(lignes[0]?.montant_lu_comme).toBe(nom === '2010' ? 'brut' : 'net');
  });
});

test('les deux écritures ne sont dans aucun total commun : deux dossiers, un seul coût', () => {
  const couts = ['2010', '2010-net'].map((nom) => {
    const { synthese, cofinancements } = JSON.parse(readFileSync(join(atelier, nom, 'synthese-2010.json'), 'utf8'));
    return [synthese.total_hors_exceptionnelles, cofinancements.operations[0].cout_total];
  });
  expect(couts).toEqual([
    [2_500_000, 2_500_000],
    [500_000, 2_500_000],
  ]);
});
