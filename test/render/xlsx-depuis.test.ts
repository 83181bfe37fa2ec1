import { beforeAll, describe, expect, it } from 'vitest';
import { fautesOoxml } from '../outils/conformite-xlsx.ts';
import { comparerIci } from '../outils/dossiers-a-comparer.ts';
import { type ClasseurLu, rangDe } from '../outils/lecteur-xlsx.ts';
import { classeur2012, recalculer } from '../outils/recalcul.ts';
import { tableurPresent } from '../outils/tableur.ts';

const FEUILLE = 'Depuis 2011';
const TOTAL = 'Total général hors opérations exceptionnelles';
let classeur: Awaited<ReturnType<typeof classeur2012>>;
let ecrit: ClasseurLu;
beforeAll(async () => {
  classeur = await classeur2012();
  ({ ecrit } = classeur);
});

/** The cents in a cell; nothing for an empty one. */
function centimes({ feuilles }: ClasseurLu, adresse: string): number {
  const valeur = feuilles.get(FEUILLE)?.get(adresse)?.valeur ?? 0;
  return Math.round(Number(valeur) * 100);
}

/** The rows of lines: those below the second heads. */
function rangeesDeLignes({ feuilles }: ClasseurLu): number[] {
  const feuille = feuilles.get(FEUILLE) ?? new Map();
  const debut = rangDe(feuille, 'A', 'Les lignes de chaque étape') + 1;
  const rangs = [...feuille.keys()].flatMap((adresse) => (/^B\d+$/.test(adresse) ? [Number(adresse.slice(1))] : []));
  return rangs.filter((rang) => rang > debut);
}

describe('la feuille du pont', () => {
  it('vient troisième, après le sommaire, et respecte les règles du format', () => {
    const noms = [...ecrit.feuilles.keys()];
    expect(noms.indexOf(FEUILLE)).toBe(2);
    expect(fautesOoxml(classeur.octets)).toEqual([]);
  });

  it('dit les étapes de jaune comparer, et en fait le total', async () => {
    const { pont } = JSON.parse((await comparerIci('data/2011', 'data/2012', { json: true })).sortie);
    const feuille = ecrit.feuilles.get(FEUILLE);
    const total = rangDe(feuille, 'B', TOTAL);
    expect([centimes(ecrit, `E${total}`), centimes(ecrit, `F${total}`)]).toEqual([pont.avant, pont.apres]);
    const [inchangees, change] = [total - 2, total - 1];
    const premiere = inchangees - pont.etapes.length;
    pont.etapes.forEach(({ centimes: attendus, lignes }: Record<string, number>, rang: number) => {
      expect([centimes(ecrit, `G${premiere + rang}`), feuille?.get(`A${premiere + rang}`)?.valeur]).toEqual([
        attendus,
        lignes,
      ]);
    });
    const rangees = rangeesDeLignes(ecrit);
    const somme = (colonne: string) => rangees.reduce((cumul, rang) => cumul + centimes(ecrit, `${colonne}${rang}`), 0);
    expect(somme('G')).toBe(pont.apres - pont.avant);
    // Amounts stand once for each line; what does not change is on its own row, and nothing is changed yet.
    expect(somme('E') + centimes(ecrit, `E${inchangees}`)).toBe(pont.avant);
    expect(somme('F') + centimes(ecrit, `F${inchangees}`)).toBe(pont.apres);
    expect('EFGHI'.split('').map((colonne) => feuille?.get(`${colonne}${inchangees}`)?.formule)).toEqual(
      Array(5).fill(undefined),
    );
    expect(feuille?.get(`B${change}`)?.valeur).toBe('Changé dans ce classeur depuis l’édition');
    expect([...'EFGHI'].map((colonne) => centimes(ecrit, `${colonne}${change}`))).toEqual([0, 0, 0, 0, 0]);
  });

  it.skipIf(!tableurPresent())('se recalcule au centime, et suit un verdict que l’on change dans Lignes', async () => {
    const [nouvelle = 0] = rangeesDeLignes(ecrit).filter(
      (rang) => ecrit.feuilles.get(FEUILLE)?.get(`B${rang}`)?.valeur === 'Actions nouvelles',
    );
    const numero = ecrit.feuilles.get(FEUILLE)?.get(`A${nouvelle}`)?.valeur;
    const lignes = ecrit.feuilles.get('Lignes');
    const colonne = (titre: string) =>
      [...(lignes ?? [])].find(([, { valeur }]) => valeur === titre)?.[0].replace(/\d/g, '') ?? '';
    const [numeros, verdicts] = [colonne('Numéro de ligne'), colonne('Verdict')];
    const adresse = `${verdicts}${rangDe(lignes, numeros, numero ?? '')}`;
    const total = rangDe(ecrit.feuilles.get(FEUILLE), 'B', TOTAL);
    // A line that was in neither total: no row lists it.
    const listees = rangeesDeLignes(ecrit).map((rang) => ecrit.feuilles.get(FEUILLE)?.get(`A${rang}`)?.valeur);
    const ailleurs = rangDe(lignes, verdicts, 'À arbitrer');
    expect(listees).not.toContain(lignes?.get(`${numeros}${ailleurs}`)?.valeur);
    const gagne = Math.round(Number(lignes?.get(`${colonne('Montant de la ligne')}${ailleurs}`)?.valeur) * 100);
    expect(gagne).not.toBe(0);
    const [intact, change] = await Promise.all([
      classeur.recalcule(),
      recalculer(classeur.octets, [
        { feuille: 'Lignes', adresse, valeur: 'Non internationale' },
        { feuille: 'Lignes', adresse: `${verdicts}${ailleurs}`, valeur: 'Internationale' },
      ]),
    ]);
    const faux = [...(ecrit.feuilles.get(FEUILLE) ?? [])].filter(
      ([ou, { formule, valeur }]) =>
        formule !== undefined &&
        (typeof valeur === 'number'
          ? centimes(intact, ou) !== Math.round(valeur * 100)
          : intact.feuilles.get(FEUILLE)?.get(ou)?.valeur !== valeur),
    );
    expect(faux).toEqual([]);
    const perdu = centimes(ecrit, `F${nouvelle}`);
    expect(perdu).toBeGreaterThan(0);
    expect(centimes(change, `G${nouvelle}`)).toBe(0);
    expect(centimes(change, `F${total}`)).toBe(centimes(ecrit, `F${total}`) - perdu + gagne);
    expect([...'FG'].map((ou) => centimes(change, `${ou}${total - 1}`))).toEqual([gagne, gagne]);
    expect(centimes(change, `F${total - 2}`)).toBe(centimes(ecrit, `F${total - 2}`));
    expect(change.feuilles.get(FEUILLE)?.get(`F${total + 1}`)?.valeur).toBe('OK');
    expect(centimes(change, `I${total}`)).toBe(centimes(ecrit, `I${total}`));
  });
});

describe('les années à côté des montants', () => {
  it('ne sont pas dites publiées quand aucun montant ne l’est, et s’additionnent, écart compris', () => {
    const vues = [...ecrit.feuilles].flatMap(([nom, feuille]) => {
      const ou = [...feuille].find(([, { valeur }]) => valeur === 'Écart depuis 2011')?.[0];
      return ou === undefined
        ? []
        : [{ nom, feuille, ecarts: ou.replace(/\d/g, ''), tete: Number(ou.replace(/\D/g, '')) }];
    });
    expect(vues.map(({ nom }) => nom)).toEqual(expect.arrayContaining(['Axes', 'Secteurs', 'Pays', 'Domaines']));
    for (const { nom, feuille, ecarts, tete } of vues) {
      const total = rangDe(feuille, 'C', 'Total hors opérations exceptionnelles');
      const [annee = ''] =
        [...feuille].find(([ou, { valeur }]) => valeur === '2011 (illustratif)' && ou.endsWith(`${tete}`)) ?? [];
      for (const colonne of [ecarts, annee.replace(/\d/g, '')]) {
        const siennes = [...feuille].filter(
          ([ou]) => ou.replace(/\d/g, '') === colonne && ![total, tete].includes(Number(ou.replace(/\D/g, ''))),
        );
        const somme = siennes.reduce((cumul, [, { valeur }]) => cumul + Math.round(Number(valeur) * 100), 0);
        expect([nom, somme]).toEqual([nom, Math.round(Number(feuille.get(`${colonne}${total}`)?.valeur) * 100)]);
      }
      for (let rang = tete + 1; rang < total; rang++) expect(feuille.get(`${ecarts}${rang}`)?.formule).toBeDefined();
    }
    expect(
      [...ecrit.feuilles.values()].some((feuille) =>
        [...feuille.values()].some(({ valeur }) => String(valeur).startsWith('Publié en')),
      ),
    ).toBe(false);
  });
});
