import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Constats } from '../../src/domain/constats/constat.ts';
import { FICHES_MAX, lireDesFiches } from '../../src/volets/lire-des-fiches.ts';
import { avecDossier } from '../outils/atelier.ts';

const COLONNES = {
  nom: { genre: 'texte', requise: true },
  jour: { genre: 'date' },
  nombre: { genre: 'nombre', facultative: true },
  genre: { genre: 'choix', valeurs: ['coopération', 'humanitaire'], facultative: true },
} as const;

/** What a file gives: the records, and what is told of it. */
function lire(contenu: string | Buffer) {
  return avecDossier(async (racine) => {
    await writeFile(join(racine, 'fiches.csv'), contenu);
    const constats = new Constats();
    const fichier = { fichier: 'fiches.csv', code: 'E-INDICATEURS', colonnes: COLONNES } as const;
    const fiches = await lireDesFiches(racine, fichier, constats);
    return {
      fiches: fiches.map((fiche) => [fiche.lire('nom'), fiche.lire('jour'), fiche.lire('genre')]),
      dits: constats.liste.map(
        ({ lieu, message }) => `${lieu.ligne ?? ''}:${lieu.colonne ?? ''} ${message.replaceAll('\u202f', ' ')}`,
      ),
      nombre: constats.erreurs,
    };
  });
}

describe('les fiches que des personnes remplissent', () => {
  it('se lisent par leurs titres, dans n’importe quel ordre, avec ou sans marque d’ordre', async () => {
    for (const marque of ['', '\ufeff']) {
      const { fiches, dits } = await lire(
        `${marque}jour;genre;nom\r\n13/12/2012;COOPERATION; Dakar \r\n;;"Hanoï; ""Viêt Nam"""\r\n\r\n;;\r\n`,
      );
      expect(dits).toEqual([]);
      expect(fiches).toEqual([
        ['Dakar', '2012-12-13', 'coopération'],
        ['Hanoï; "Viêt Nam"', '', ''],
      ]);
    }
  });

  it('peuvent ne pas avoir une colonne facultative', async () => {
    expect(await lire('nom;jour\nDakar;')).toMatchObject({ fiches: [['Dakar', '', '']], dits: [] });
  });

  it('rendent ce que la garde d’une formule cachait', async () => {
    const { fiches } = await lire("nom;jour\n'=1+1;\n'texte;");
    expect(fiches.map(([nom]) => nom)).toEqual(['=1+1', "'texte"]);
  });

  it.each([
    ['un titre inconnu', 'nom;jour;gnere\nDakar;;', ['1:10 la colonne « gnere » n’est pas connue']],
    ['un titre absent', 'jour\n2012-01-01', ['1:1 il manque la colonne « nom »']],
    ['des virgules', 'nom,jour,genre\na,,', ['1:1 ce fichier est séparé par des virgules']],
    ['des tabulations', 'nom\tjour\na\t', ['1:1 ce fichier est séparé par des tabulations']],
    [
      'une ligne à virgules',
      'nom;jour\na,2012-01-01',
      ['2:1 1 champ sur cette ligne, 2 attendus : elle est séparée par'],
    ],
    ['un nombre démesuré', `nom;jour;nombre\na;;${'9'.repeat(30)}`, ['2:4 « 999']],
    ['un titre deux fois', 'nom;jour;nom\na;;b', ['1:10 la colonne « nom » est là deux fois']],
    ['une cellule vide', 'nom;jour\n;2012-01-01', ['2:1 cette cellule est vide']],
    ['une date du calendrier', 'nom;jour\na;30/02/2012', ['2:3 « 30/02/2012 » n’est pas une date']],
    ['un choix', 'nom;jour;genre\na;;humain', ['2:4 « humain » n’est pas connu ici']],
    ['un signe de commande', 'nom;jour\na\u0007b;', ['2:2 un signe de commande']],
    ['un signe perdu', 'nom;jour\na\ufffdb;', ['2:1 un signe invisible ou perdu est dans cette cellule']],
    ['un guillemet', 'nom;jour\n"a;', ['2:1 un guillemet s’ouvre']],
    ['un champ de trop', 'nom;jour\na;;b', ['2:1 3 champs sur cette ligne, 2 attendus']],
    ['aucune ligne', 'nom;jour\n', [': ce fichier n’a aucune ligne']],
    ['rien', '', [': ce fichier est vide']],
  ])('disent %s à sa place', async (_, contenu, attendus) => {
    const { fiches, dits } = await lire(contenu);
    expect(fiches).toEqual([]);
    expect(dits).toEqual(attendus.map((dit) => expect.stringContaining(dit)));
  });

  it('disent des octets qui ne sont pas de l’UTF-8', async () => {
    const { dits } = await lire(Buffer.from('nom;jour\nHano\xef;\n', 'latin1'));
    expect(dits).toHaveLength(1);
  });

  it('d’un million de lignes ne gardent que ce qui se remplit à la main, et le disent une fois', async () => {
    const { fiches, dits, nombre } = await lire(`nom;jour\n${'Dakar;\n'.repeat(1_000_000)}`);
    expect(fiches).toHaveLength(FICHES_MAX);
    expect([nombre, dits]).toEqual([1, [expect.stringContaining('ce fichier a plus de 100 000 lignes')]]);
  });

  it('d’un million de lignes fautives disent les premières et comptent les autres', async () => {
    const { fiches, dits, nombre } = await lire(`nom;jour\n${';x\n'.repeat(300_000)}`);
    expect(fiches).toEqual([]);
    expect(dits.length).toBeLessThan(100);
    expect(nombre).toBeGreaterThan(FICHES_MAX);
  });

  it('ne gardent pas une cellule de cent millions de signes', async () => {
    const { fiches, nombre } = await lire(`nom;jour\n${'x'.repeat(100_000_000)};\n`);
    expect([fiches, nombre]).toEqual([[], 1]);
  });
});
