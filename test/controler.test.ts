import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { dossierDEssai } from './outils/atelier.ts';
import { courirIci } from './outils/dossiers.ts';
import { empreintes } from './outils/sorties.ts';
import { comparerAuTexte } from './outils/texte-attendu.ts';

const CAS = join(import.meta.dirname, 'cas', 'controler');

const atelier = dossierDEssai();
beforeAll(() => {
  cpSync(CAS, atelier, { recursive: true });
  for (const annee of ['2012', '2013']) cpSync(`data/${annee}`, join(atelier, annee), { recursive: true });
});

const mesurer = (commande: string) => courirIci(['controler', ...commande.split(' ')], atelier);

describe('ce que les règles font, et ce que d’autres feraient', () => {
  test.each([
    ['petit', 'petit', 0],
    ['petit-regles', 'petit --regles', 0],
    ['sans-quote-part', 'petit --sans festival-du-livre', 0],
    ['sans-exceptionnelle', 'petit --sans construction-unique', 0],
    ['sans-ventilation', 'petit --sans mali', 0],
    ['sans-deux', 'petit --sans non-lycees --sans jeunes-a-l-etranger', 0],
    ['sans-mise-de-cote', 'petit --sans ancien-programme', 0],
    ['avec-avant', 'petit --avec brouillons/15-prudence.yaml', 0],
    ['avec-apres', 'petit --avec brouillons/90-culture.yaml', 0],
    ['avec-a-la-place-du-fichier', 'petit --avec brouillons/30-suites.yaml', 0],
    ['avec-a-la-place-de-la-regle', 'petit --sans festival-du-livre --avec brouillons/festival.yaml', 0],
    ['avec-id-pris', 'petit --avec brouillons/festival.yaml', 1],
    ['avec-fautif', 'petit --avec brouillons/fautif.yaml', 1],
    ['avec-absent', 'petit --avec brouillons/rien.yaml', 2],
    ['avec-un-dossier', 'petit --avec brouillons', 2],
    ['avec-txt', 'petit --avec brouillons/festival.txt', 2],
    ['avec-homonymes', 'petit --avec brouillons/30-suites.yaml --avec petit/regles/30-suites.yaml', 2],
    ['sans-inconnue', 'petit --sans festival-du-livres', 2],
    ['memoire-aucune', 'petit --memoire', 0],
    ['memoire-seule', '2012 --memoire', 0],
    ['memoire-la-derniere', '2013 --memoire', 0],
    ['memoire-choisie', '2013 --memoire 2011', 0],
    ['memoire-inconnue', '2013 --memoire 2010', 2],
    ['memoire-aucune-annee', 'petit --memoire 2010', 2],
    ['memoire-et-essai', '2013 --memoire --sans mali', 2],
    ['2012-sans', '2012 --sans secteurs-jeunesse', 0],
    ['2012-rien-ne-change', '2012 --avec 2012/regles/30-exceptionnel.yaml', 0],
  ])('%s', async (nom, commande, attendu) => {
    const { code, sortie, erreur } = await mesurer(commande);
    expect(code, erreur).toBe(attendu);
    comparerAuTexte(join(CAS, `${nom}.txt`), `$ jaune controler ${commande}\n${sortie}${erreur}`);
  });
});

describe('--json', () => {
  test('dit aussi un fichier absent, code 2', async () => {
    const { code, sortie, erreur } = await mesurer('petit --avec brouillons/rien.yaml --json');
    expect({ code, erreur }).toEqual({ code: 2, erreur: '' });
    expect(JSON.parse(sortie)).toMatchObject({ ok: false, type: 'fichier_absent', chemin: 'brouillons/rien.yaml' });
  });

  test('donne toutes les lignes qui changeraient, et la mesure qui en est la somme', async () => {
    const { code, sortie } = await mesurer('2012 --sans secteurs-jeunesse --sans jeunesse-mobilite --json');
    expect(code).toBe(0);
    const mesure = JSON.parse(sortie);
    const { place, ventilation, raison } = mesure.comptes;
    expect(mesure.deplacements.length).toBeGreaterThan(50);
    expect(mesure.deplacements).toHaveLength(place.lignes + ventilation.lignes + raison.lignes);
    const somme = mesure.deplacements.reduce(
      (total: number, { au_total }: { au_total: number }) => total + au_total,
      0,
    );
    const { avant, apres } = mesure.synthese;
    expect(somme).toBe(apres.total_hors_exceptionnelles - avant.total_hors_exceptionnelles);
    expect(somme).toBeLessThan(0);
  });

  test('dit aussi une règle inconnue, code 2', async () => {
    const { code, sortie, erreur } = await mesurer('petit --sans festival-du-livres --json');
    expect({ code, erreur }).toEqual({ code: 2, erreur: '' });
    expect(JSON.parse(sortie)).toMatchObject({ ok: false, type: 'regle_inconnue', proche: 'festival-du-livre' });
  });

  test('dit les règles qui se rencontrent, celles mises de côté, les parts qui ne font pas le tout', async () => {
    const { sortie } = await mesurer('petit --json');
    const { rencontres, regles_mises_de_cote, ventilations_incompletes } = JSON.parse(sortie);
    expect(rencontres).toEqual([
      {
        question: 'ventilation',
        gagnante: 'mali',
        devancee: 'axe-de-la-jeunesse',
        contraires: false,
        lignes: 1,
        centimes: 2_000_000,
        exemples: ['sources/region.csv:6'],
      },
    ]);
    expect(regles_mises_de_cote).toEqual([{ id: 'ancien-programme', lieu: 'regles/30-suites.yaml:22' }]);
    expect(ventilations_incompletes).toEqual([
      { id: 'axe-de-la-jeunesse', dimension: 'axe', non_ventile: '10\u202f%' },
    ]);
  });
});

test('mesurer n’écrit rien', async () => {
  const avant = empreintes(join(atelier, 'petit', 'regles'));
  const presents = readdirSync(atelier, { recursive: true }).sort();
  await mesurer('petit --sans mali --avec brouillons/90-culture.yaml');
  expect(empreintes(join(atelier, 'petit', 'regles'))).toEqual(avant);
  expect(readdirSync(atelier, { recursive: true }).sort()).toEqual(presents);
});
