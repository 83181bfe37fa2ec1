/** A real budget of a region and of its bodies, by the flag that its file bears; totals are those of the README of the shared data. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { compilerReel } from './outils/edition-reelle.ts';
import { lireClasseur } from './outils/lecteur-xlsx.ts';
import { sectionDe, texteDe } from './outils/page-lue.ts';
import { decrireAvecDonnees } from './outils/partage.ts';

const BALEARES = 'baleares-2016.csv';

decrireAvecDonnees('Les îles Baléares et leurs organismes, 2016', [BALEARES], () => {
  let edition: Awaited<ReturnType<typeof compilerReel>>;
  beforeAll(async () => {
    edition = await compilerReel('baleares', '2016', BALEARES);
  });

  test('5 591 449 410 reçus, moins 1 350 552 712 par quatorze lignes, font 4 240 896 698', () => {
    expect(edition.constats).toEqual([]);
    const { recu, flux_internes: flux, consolide } = edition.synthese.consolidation;
    expect(recu).toEqual({ lignes: 5563, centimes: 559144941000 });
    expect(consolide).toEqual({ lignes: 5549, centimes: 424089669800 });
    expect(flux).toMatchObject([
      { genre: 'flux_interne', id: 'service-de-sante', lignes: 12, centimes: 134139536500 },
      { genre: 'flux_interne', id: 'agence-fiscale', lignes: 2, centimes: 915734700 },
    ]);
    expect(flux[0].centimes + flux[1].centimes).toBe(135055271200);
  });

  test('deux organismes, ce qui leur est versé et ce qu’ils détaillent dans le même fichier', () => {
    expect(edition.synthese.consolidation.rapprochements).toMatchObject([
      { id: 'service-de-sante', verse: { centimes: 134139536500 }, detail: { lignes: 1505, centimes: 136287736500 } },
      { id: 'agence-fiscale', verse: { centimes: 915734700 }, detail: { lignes: 38, centimes: 919234700 } },
    ]);
  });

  test('la page et le classeur le disent, au centime', () => {
    const page = texteDe(sectionDe(readFileSync(join(edition.sortie, 'jaune-2016.html'), 'utf8'), 'organismes'));
    for (const dit of ['5 591 449 410,00', '1 350 552 712,00', '4 240 896 698,00']) expect(page).toContain(dit);
    const feuille = lireClasseur(readFileSync(join(edition.sortie, 'jaune-2016.xlsx'))).feuilles.get('Consolidation');
    const montants = [...(feuille ?? [])].flatMap(([adresse, { valeur }]) => (/^D\d/.test(adresse) ? [valeur] : []));
    expect(montants).toEqual(expect.arrayContaining([5591449410, -1341395365, -9157347, 4240896698, 'OK']));
  });
});
