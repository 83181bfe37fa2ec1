import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ComparerOptions } from '../src/cli/comparer/command.ts';
import { courirIci } from './outils/dossiers.ts';
import { comparerIci, type Poste, poserDossiers } from './outils/dossiers-a-comparer.ts';
import { comparerAuTexte } from './outils/texte-attendu.ts';

const CAS = join(import.meta.dirname, 'cas', 'comparer', 'cas');
/** Cases that are not to be compared, and their exit codes. */
const REFUSES: Readonly<Record<string, number>> = {
  'autre-base': 1,
  'les-deux-fautifs': 1,
  'memoire-fautive': 1,
  'ordre-inverse': 2,
};

const poser = (cas: string) => poserDossiers(join(CAS, cas));

const comparer = (poste: Poste, options: ComparerOptions = {}) => comparerIci('avant', 'apres', options, poste.racine);

// What comes out of JSON is what its checks say it is.
// biome-ignore lint/suspicious/noExplicitAny: read from JSON
type Lu = any;

/** The steps of a bridge make what separates the totals, in all and in each row. */
function verifierLesSommes({ pont, secteurs, axes, effets, ...comparaison }: Lu): void {
  const somme = (liste: readonly { centimes: number }[]) => liste.reduce((total, { centimes }) => total + centimes, 0);
  for (const rangee of [pont, ...secteurs, ...axes]) expect(rangee.avant + somme(rangee.etapes)).toBe(rangee.apres);
  for (const table of [secteurs, axes])
    for (const annee of ['avant', 'apres'])
      expect(table.reduce((total: number, rangee: Record<string, number>) => total + (rangee[annee] ?? 0), 0)).toBe(
        pont[annee],
      );
  for (const { cause, centimes, lignes } of pont.etapes) {
    const siens = effets.filter((effet: { cause: string }) => effet.cause === cause);
    expect([somme(siens), siens.length]).toEqual([centimes, lignes]);
  }
  for (const effet of effets) expect(somme(effet.cellules)).toBe(effet.centimes);
  expect(pont.avant).toBe(comparaison.avant.total_hors_exceptionnelles);
  expect(pont.apres).toBe(comparaison.apres.total_hors_exceptionnelles);
}

describe('chaque cause, une fois', () => {
  test.each(readdirSync(CAS).sort())('%s', async (cas) => {
    const poste = poser(cas);
    const { code, sortie, erreur } = await comparer(poste);
    expect(code, erreur).toBe(REFUSES[cas] ?? 0);
    comparerAuTexte(join(CAS, cas, 'attendu.txt'), `$ jaune comparer avant apres\n${sortie}${erreur}`);
    const json = await comparer(poste, { json: true });
    expect({ code: json.code, erreur: json.erreur }).toEqual({ code: REFUSES[cas] ?? 0, erreur: '' });
    const lu = JSON.parse(json.sortie);
    expect(lu.ok).toBe(code === 0);
    if (code === 0) verifierLesSommes(lu);
  });
});

describe('les dossiers du dépôt', () => {
  const annees = readdirSync('data')
    .filter((nom) => /^\d{4}$/.test(nom) && existsSync(join('data', nom, 'exercice.yaml')))
    .sort();
  const lire = async (avant: string, apres: string, options: ComparerOptions = {}): Promise<Lu> => {
    const { code, sortie, erreur } = await comparerIci(`data/${avant}`, `data/${apres}`, { ...options, json: true });
    expect({ code, erreur }).toEqual({ code: 0, erreur: '' });
    return JSON.parse(sortie);
  };

  test.each(annees.slice(1).map((annee, rang) => [annees[rang] ?? '', annee] as const))(
    '%s → %s',
    async (avant, apres) => {
      const lu = await lire(avant, apres);
      verifierLesSommes(lu);
      expect(lu.effets.length).toBeGreaterThan(80);
      const retraitee = lu.pont.etapes.some(({ cause }: Lu) => cause === 'retraitement');
      const memoire = existsSync(join('data', apres, 'memoire', `lignes-${avant}.csv`));
      expect(lu.retraitement.type).toBe(memoire ? (retraitee ? 'retraite' : 'aucun') : 'sans_memoire');
    },
  );

  test('un secteur, puis un axe : leurs étapes font leur écart', async () => {
    const tout = await lire('2011', '2012');
    for (const [options, table, libelle] of [
      [{ secteur: 'culture' }, tout.secteurs, 'Culture'],
      [{ axe: 'jeunesse' }, tout.axes, 'Jeunesse'],
    ] as const) {
      const vu = await lire('2011', '2012', options);
      const rangee = table.find((chaque: Lu) => chaque.libelle === libelle);
      const etapes = vu.pont.etapes.map(({ cause, centimes }: Lu) => ({ cause, centimes }));
      expect(etapes.filter(({ centimes }: Lu) => centimes !== 0)).toEqual(rangee.etapes);
      expect([vu.pont.avant, vu.pont.apres]).toEqual([rangee.avant, rangee.apres]);
    }
  });
});

describe('un mauvais usage', () => {
  test.each([
    ['le même dossier', ['data/2012', 'data/2012'], {}, 2, 'sont le même dossier'],
    ['le même dossier, écrit autrement', ['data/2012', 'data/2011/../2012/'], {}, 2, 'sont le même dossier'],
    ['le plus récent d’abord', ['data/2012', 'data/2011'], {}, 2, 'jaune comparer data/2011 data/2012'],
    ['un dossier absent', ['data/2011', 'data/1999'], {}, 1, 'data/1999 : 1 erreur'],
    ['un secteur inconnu', ['data/2011', 'data/2012'], { secteur: 'Cultures' }, 2, 'Vouliez-vous écrire « Culture » ?'],
    ['un axe inconnu', ['data/2011', 'data/2012'], { axe: 'xyzt' }, 2, 'Connus : '],
  ])('%s', async (_, [avant = '', apres = ''], options, attendu, message) => {
    const { code, sortie, erreur } = await comparerIci(avant, apres, options);
    expect({ code, sortie }).toEqual({ code: attendu, sortie: '' });
    expect(erreur).toContain(message);
    const json = await comparerIci(avant, apres, { ...options, json: true });
    expect({ code: json.code, erreur: json.erreur }).toEqual({ code: attendu, erreur: '' });
    expect(JSON.parse(json.sortie)).toMatchObject({ ok: false });
  });
});

describe('la commande', () => {
  test('son aide est en français, avec un exemple', async () => {
    const { code, sortie } = await courirIci(['comparer', '--help']);
    expect(code).toBe(0);
    expect(sortie).toContain('Utilisation : jaune comparer|compare');
    expect(sortie).toContain('\nExemple :\n  jaune comparer data/2011 data/2012\n');
    expect((await courirIci(['compare', '--help'])).sortie).toBe(sortie);
  });

  test.each([
    ['un seul dossier', ['data/2012'], 'il manque <nouveau>'],
    ['un nombre qui n’en est pas un', ['data/2011', 'data/2012', '--lignes', 'dix'], 'écrivez un nombre de lignes'],
  ])('%s', async (_, arguments_, message) => {
    const { code, sortie, erreur } = await courirIci(['comparer', ...arguments_]);
    expect({ code, sortie }).toEqual({ code: 2, sortie: '' });
    expect(erreur).toContain(message);
  });

  test('--lignes dit combien de lignes par étape', async () => {
    const { sortie } = await courirIci(['comparer', 'data/2011', 'data/2012', '--lignes', '1']);
    expect(sortie).toContain('de plus ; --lignes en montre davantage');
  });
});

test('ne dépend pas de l’ordre des lignes des sources', async () => {
  const [droit, retourne] = [poser('quote-part-et-montant'), poser('quote-part-et-montant')];
  retourne.retournerLesSources();
  const pont = async (poste: Poste) => JSON.parse((await comparer(poste, { json: true })).sortie).pont;
  expect(await pont(retourne)).toEqual(await pont(droit));
});
