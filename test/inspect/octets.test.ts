import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { devinerLEncodage } from '../../src/formats/csv/deviner-l-encodage.ts';
import { parcourirLesOctets } from '../../src/formats/csv/parcourir-les-octets.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer } from '../outils/dossier-temporaire.ts';
import { courirIci } from '../outils/dossiers.ts';

function regarder(octets: Buffer) {
  return avecDossier(async (racine) => {
    deposer(racine, 'octets.csv', octets);
    const vus = await parcourirLesOctets(join(racine, 'octets.csv'));
    return { vus, avis: devinerLEncodage(vus) };
  });
}

describe('ce que disent les octets', () => {
  test.each([
    ['UTF-8', Buffer.from('Objet;Engagé\n'), 'utf-8', 'sûr', '« Engagé » ligne 1 (octet 12, c3 a9,'],
    ['UTF-8 avec marque, sans accent', Buffer.from('\ufeffObjet\n'), 'utf-8', 'sûr', 'ef bb bf'],
    ['windows-1252', iconv.encode('Objet;€ engagé\n', 'win1252'), 'windows-1252', 'sûr', '« € » ligne 1 (octet 7, 80,'],
    ['ASCII', Buffer.from('Objet;Montant\n'), 'utf-8', 'à confirmer', 'rien ne tranche'],
    ['DOS', iconv.encode('Libellé;Déposé\n', 'cp850'), 'cp850', 'à confirmer', 'CSV (MS-DOS)'],
    ['DOS, long', iconv.encode(`${'Libellé;Déposé;à côté\n'.repeat(4)}`, 'cp850'), 'cp850', 'sûr', '« Libellé »'],
    ['Mac', iconv.encode('Libellé;Déposé;Été\n', 'macintosh'), 'macintosh', 'à confirmer', 'CSV (Macintosh)'],
    ['Mac, long', iconv.encode(`${'L’été;à côté;façade;prêt\n'.repeat(4)}`, 'macintosh'), 'macintosh', 'sûr', 'L’été'],
    [
      'des signes seuls, que DOS lit à',
      iconv.encode('Mali… et plus…\n', 'win1252'),
      'windows-1252',
      'à confirmer',
      'Malià',
    ],
    ['des signes et un accent', iconv.encode('Mali… et été…\n', 'win1252'), 'windows-1252', 'sûr', 'Mali…'],
    ['une apostrophe', iconv.encode('Aide d’urgence\n', 'win1252'), 'windows-1252', 'sûr', 'd’urgence'],
    [
      'autant de l’une que de l’autre',
      Buffer.from('Libell\xc3\xa9;D\xe9pos\n', 'latin1'),
      'utf-8',
      'à confirmer',
      'en mêle deux',
    ],
    ['grec', iconv.encode('Αθήνα;Ελλάδα\n', 'iso-8859-7'), 'windows-1252', 'à confirmer', 'un autre encodage'],
    [
      'un octet coupé à la fin',
      Buffer.from('Objet;été;Engagé').subarray(0, -1),
      'utf-8',
      'à confirmer',
      'en mêle deux',
    ],
  ])('%s', async (_, octets, encodage, confiance, dit) => {
    const { avis } = await regarder(octets);
    expect(avis).toMatchObject({ encodage, confiance });
    expect(avis.raisons.join(' ')).toContain(dit);
  });

  test('la place est exacte, fins de ligne de toutes sortes comprises', async () => {
    const { vus } = await regarder(iconv.encode('a\r\nb\rc\nd;é\r\n', 'win1252'));
    expect(vus.finsDeLigne).toEqual({ lf: 1, crlf: 2, cr: 1 });
    expect(vus.premierInvalide).toMatchObject({ decalage: 9, ligne: 4 });
  });

  test('une lettre à cheval sur deux morceaux garde sa place et son mot', async () => {
    const avant = `${'x'.repeat(1024 * 1024 - 5)}\nmot`;
    const { vus, avis } = await regarder(Buffer.from(`${avant}é;suite\n`));
    expect(vus.premiereLettre).toMatchObject({ decalage: avant.length, ligne: 2 });
    expect(avis.raisons[0]).toContain('« é » ligne 2');
    expect(vus.lettresUtf8).toBe(1);
    expect(vus.octetsInvalides).toBe(0);
  });

  test.each([
    ['surcodé', 'c080'],
    ['demi-codet', 'eda080'],
    ['hors d’Unicode', 'f4908080'],
    ['suite seule', 'a9'],
    ['lettre inachevée', 'c3'],
  ])('UTF-8 %s : ce n’en est pas', async (_, hexa) => {
    const { vus } = await regarder(Buffer.concat([Buffer.from('a;'), Buffer.from(hexa, 'hex'), Buffer.from(';b\n')]));
    expect(vus.octetsInvalides).toBeGreaterThan(0);
    expect(vus.premierInvalide?.decalage).toBe(2);
    expect(vus.finsDeLigne.lf).toBe(1);
  });
});

test.each(['zeros.csv', 'zeros.xlsx'])(
  'deux Go de zéros sont dits à leurs premiers octets : %s',
  async (nom) => {
    await avecDossier(async (racine) => {
      deposer(racine, nom, Buffer.alloc(0));
      truncateSync(join(racine, nom), 2 ** 31);
      const { code, erreur } = await courirIci(['source', join(racine, nom)]);
      expect(erreur).toContain('il contient des octets qu’aucun texte n’a');
      expect(code).toBe(1);
    });
  },
  10_000,
);

test('plus de colonnes qu’un tableur n’en a, c’est dit', async () => {
  await avecDossier(async (racine) => {
    const titres = Array.from({ length: 100_000 }, (_, rang) => `C${rang}`);
    deposer(racine, 'large.csv', `${titres.join(';')}\n${titres.join(';')}\n`);
    const { code, erreur } = await courirIci(['source', join(racine, 'large.csv')]);
    expect(erreur).toMatch(/ses lignes ont plus de 16\s384 colonnes/);
    expect(code).toBe(1);
  });
});
