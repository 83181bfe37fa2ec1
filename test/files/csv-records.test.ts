import { createHash } from 'node:crypto';
import type * as fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { CsvFault, CsvFormat } from '../../src/files/csv-format.ts';
import { readCsvRecords } from '../../src/files/csv-records.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer } from '../outils/dossier-temporaire.ts';

/** Size of the pieces in which files are read; `undefined` leaves the reader its own. */
let taille: number | undefined;
/** Files that were opened in pieces of that size. */
let ouverts = 0;

vi.mock('node:fs', async (original) => {
  const vrai = await original<typeof fs>();
  const createReadStream: typeof fs.createReadStream = (chemin, options) => {
    if (taille === undefined) return vrai.createReadStream(chemin, options);
    ouverts += 1;
    return vrai.createReadStream(chemin, { ...(options as object), highWaterMark: taille });
  };
  return { ...vrai, createReadStream };
});

afterEach(() => {
  taille = undefined;
  ouverts = 0;
});

interface Lu {
  readonly enregistrements: { numero: number; champs: string[]; texte: string; empreinte: string }[];
  readonly fautes: CsvFault[];
  readonly sha256: string;
  readonly octets: number;
}

async function lire(contenu: string | Buffer, plus: Partial<CsvFormat> = {}): Promise<Lu> {
  return await avecDossier(async (racine) => {
    deposer(racine, 'f.csv', contenu);
    const enregistrements: Lu['enregistrements'] = [];
    const fautes: CsvFault[] = [];
    const format: CsvFormat = { encodage: 'utf-8', separateur: ';', preambule: 0, ...plus };
    const fichier = await readCsvRecords(join(racine, 'f.csv'), format, {
      record: (vu) => {
        const { champs, numero, empreinte } = vu;
        enregistrements.push({ numero, champs: [...champs], texte: vu.texte(), empreinte });
      },
      fault: (faute) => fautes.push(faute),
    });
    return { enregistrements, fautes, ...fichier };
  });
}

const champsDe = ({ enregistrements }: Lu) => enregistrements.map(({ champs }) => champs);
const numerosDe = ({ enregistrements }: Lu) => enregistrements.map(({ numero }) => numero);

/** Everything that makes a CSV file awkward, with the line where each record starts. */
const RETORS = {
  texte: [
    'Rapport de la Région',
    '',
    'code;objet;montant',
    '048;"Sénégal ; Dakar";1\u202f234,56',
    '"041";"sur',
    'trois',
    'lignes";€',
    '',
    ';;',
    '048;"dit ""oui""";"a;b"',
    '048;\u{1f30d} œ;"fin"""',
    '',
  ].join('\n'),
  champs: [
    ['code', 'objet', 'montant'],
    ['048', 'Sénégal ; Dakar', '1\u202f234,56'],
    ['041', 'sur\ntrois\nlignes', '€'],
    [''],
    ['', '', ''],
    ['048', 'dit "oui"', 'a;b'],
    ['048', '\u{1f30d} œ', 'fin"'],
  ],
  numeros: [3, 4, 5, 8, 9, 10, 11],
};

describe('un fichier retors', () => {
  const morceaux = [...Array.from({ length: 40 }, (_, rang) => rang + 1), 64, 100, 1000];
  it.each([
    ['LF', '\n', ''],
    ['CRLF', '\r\n', ''],
    ['LF et marque d’ordre', '\n', '\ufeff'],
    ['CRLF et marque d’ordre', '\r\n', '\ufeff'],
  ])('se lit de même coupé n’importe où (%s)', async (_nom, fin, marque) => {
    const contenu = marque + RETORS.texte.replaceAll('\n', fin);
    for (taille of morceaux) {
      const lu = await lire(contenu, { preambule: 2 });
      expect(lu.fautes).toEqual([]);
      expect(champsDe(lu)).toEqual(RETORS.champs.map((champs) => champs.map((champ) => champ.replaceAll('\n', fin))));
      expect(numerosDe(lu)).toEqual(RETORS.numeros);
      const textes = lu.enregistrements.map(({ texte }) => texte);
      expect([...textes, ''].join(fin)).toBe(contenu.slice(marque.length).split(fin).slice(2).join(fin));
      expect(lu.enregistrements.map(({ empreinte }) => empreinte)).toEqual(
        textes.map((texte) => createHash('sha256').update(texte).digest('hex').slice(0, 16)),
      );
    }
    // Proves that the files were really cut.
    expect(ouverts).toBe(morceaux.length);
  });

  it('se lit de même à cheval sur les vrais morceaux', async () => {
    const longueur = Buffer.byteLength(RETORS.texte);
    for (const limite of [64 * 1024, 256 * 1024])
      for (const avance of [0, 1, 7, 20, 45, 46, 47, 48, 49, 50, 80, 81, longueur - 2, longueur - 1, longueur]) {
        const contenu = `${'x'.repeat(limite - avance - 1)}\n${RETORS.texte}`;
        const lu = await lire(contenu, { preambule: 3 });
        expect(champsDe(lu)).toEqual(RETORS.champs);
        expect(numerosDe(lu)).toEqual(RETORS.numeros.map((numero) => numero + 1));
      }
  });

  it('a la taille et l’empreinte de ses octets, marque d’ordre comprise', async () => {
    const contenu = Buffer.from(`\ufeff${RETORS.texte}`);
    const { sha256, octets } = await lire(contenu, { preambule: 2 });
    expect(octets).toBe(contenu.length);
    expect(sha256).toBe(createHash('sha256').update(contenu).digest('hex'));
  });
});

describe('les fins de ligne', () => {
  it('sont LF, CRLF ou CR, et la dernière peut manquer', async () => {
    for (taille of [1, 2, 3, undefined])
      for (const fin of ['\n', '\r\n', '\r'])
        for (const derniere of ['', fin]) {
          const lu = await lire(`a;b${fin}c;d${fin}${fin}e;f${derniere}`);
          expect(champsDe(lu)).toEqual([['a', 'b'], ['c', 'd'], [''], ['e', 'f']]);
          expect(numerosDe(lu)).toEqual([1, 2, 3, 4]);
        }
  });

  it('dans un texte entre guillemets comptent pour le numéro des suivants', async () => {
    const lu = await lire('"a\n\nb";1\n"c\r\nd";2\ne;3\n');
    expect(numerosDe(lu)).toEqual([1, 4, 6]);
  });

  it('comptent toutes, seules ou mêlées', async () => {
    for (taille of [1, 2, 3, undefined]) {
      const lu = await lire('titre\r\rédité\ra;b\r"c\r\nd\re";f\ng;h\r\ni;j', { preambule: 3 });
      expect(champsDe(lu)).toEqual([
        ['a', 'b'],
        ['c\r\nd\re', 'f'],
        ['g', 'h'],
        ['i', 'j'],
      ]);
      expect(numerosDe(lu)).toEqual([4, 5, 8, 9]);
    }
  });

  it('un fichier vide, ou d’une marque d’ordre, n’a pas d’enregistrement', async () => {
    for (const contenu of ['', '\ufeff', '\ufeff\n']) {
      const lu = await lire(contenu);
      expect(lu.fautes).toEqual([]);
      expect(lu.enregistrements.filter(({ champs }) => champs.join('') !== '')).toEqual([]);
    }
    expect((await lire('un\ndeux', { preambule: 5 })).enregistrements).toEqual([]);
  });
});

describe('un guillemet fautif', () => {
  const contenu = 'a;b\nc;"d\ne;f\ng;h"i"\nj;k\n';

  it('se dit à sa ligne, et la lecture reprend à la suivante', async () => {
    for (taille of [1, 2, 3, 5, 8, undefined]) {
      const lu = await lire(contenu);
      expect(lu.fautes.map(({ type, line: numero, text: texte, index: rang }) => [type, numero, texte, rang])).toEqual([
        ['guillemet', 2, 'c;"d', 2],
        ['guillemet', 4, 'g;h"i"', 3],
      ]);
      expect(champsDe(lu)).toEqual([
        ['a', 'b'],
        ['e', 'f'],
        ['j', 'k'],
      ]);
      expect(numerosDe(lu)).toEqual([1, 3, 5]);
    }
  });

  it.each(['\r', '\r\n'])('ne fait sauter que sa ligne, qu’elle finisse comme elle veut (%j)', async (fin) => {
    for (taille of [1, 2, 3, 5, 8, undefined]) {
      const lu = await lire(contenu.replaceAll('\n', fin));
      expect(lu.fautes.map(({ line: numero, text: texte }) => [numero, texte])).toEqual([
        [2, 'c;"d'],
        [4, 'g;h"i"'],
      ]);
      expect(numerosDe(lu)).toEqual([1, 3, 5]);
    }
  });

  it('jamais fermé jusqu’à la fin du fichier se dit aussi', async () => {
    for (taille of [1, 4, undefined]) {
      const lu = await lire('a;b\nc;"d\ne;f');
      expect(lu.fautes).toMatchObject([{ type: 'guillemet', line: 2 }]);
      expect(champsDe(lu)).toEqual([
        ['a', 'b'],
        ['e', 'f'],
      ]);
    }
  });

  it('à chaque ligne n’est pas dit sans fin', async () => {
    const lu = await lire('a;"b"c\n'.repeat(500));
    expect(lu.fautes.length).toBeGreaterThan(10);
    expect(lu.fautes.length).toBeLessThanOrEqual(100);
  });

  it('qui avale tout le fichier est dit, sans tout garder en mémoire', async () => {
    const lu = await lire(`a;"b\n${'c;d\n'.repeat(400_000)}`);
    expect(lu.fautes[0]).toMatchObject({ type: 'guillemet', line: 1 });
  });

  it('n’est pas accusé d’une ligne qui ne finit pas', async () => {
    const lu = await lire(`a;b\n${'x'.repeat(1_300_000)}`);
    expect(lu.fautes).toMatchObject([{ type: 'trop_long', line: 2 }]);
  });

  it('ni d’une ligne de séparateurs qui ne finit pas', async () => {
    const lu = await lire(`a;b\n${';'.repeat(1_300_000)}\nc;d`);
    expect(lu.fautes).toMatchObject([{ type: 'trop_long', line: 2 }]);
    expect(champsDe(lu)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });
});

describe('l’encodage', () => {
  it('windows-1252 se lit, € compris', async () => {
    const contenu = Buffer.from([0x80, 0x3b, 0xe9, 0x9c, 0x8c, 0x0a, 0x96, 0x3b, 0x92, 0xa0, 0x0a]);
    for (taille of [1, 2, undefined]) {
      const lu = await lire(contenu, { encodage: 'windows-1252' });
      expect(champsDe(lu)).toEqual([
        ['€', 'éœŒ'],
        ['–', '’\u00a0'],
      ]);
    }
  });

  it.each([0x81, 0x8d, 0x8f, 0x90, 0x9d])('windows-1252 ne définit pas l’octet %d', async (octet) => {
    const contenu = Buffer.concat([Buffer.from('a;b\nc;'), Buffer.from([0xe9, octet]), Buffer.from('\ne;f\n')]);
    for (taille of [1, 3, undefined]) {
      const lu = await lire(contenu, { encodage: 'windows-1252' });
      expect(lu.fautes).toMatchObject([{ type: 'octet', line: 2, text: 'c;é\ufffd', index: 3 }]);
      expect(champsDe(lu)).toEqual([
        ['a', 'b'],
        ['e', 'f'],
      ]);
    }
  });

  it.each(['é', 'à', 'ça', 'Ã', '€', 'x€', '…é', 'œuÎ'])(
    'windows-1252 se lit jusqu’à sa dernière lettre : %j',
    async (fin) => {
      const octets: Record<string, number> = { '€': 0x80, '…': 0x85, œ: 0x9c };
      const lettres = [...fin].map((lettre) => octets[lettre] ?? lettre.charCodeAt(0));
      for (taille of [1, 2, 3, undefined]) {
        const lu = await lire(Buffer.concat([Buffer.from('a;b\nc;'), Buffer.from(lettres)]), {
          encodage: 'windows-1252',
        });
        expect(lu.fautes).toEqual([]);
        expect(champsDe(lu)).toEqual([
          ['a', 'b'],
          ['c', fin],
        ]);
      }
    },
  );

  it('UTF-8 lu comme du windows-1252 se dit', async () => {
    for (const fin of ['é', 'é\nf;g', 'œuvre €\n', '€', 'Ãœ', '\u{1f30d}'])
      for (taille of [1, 2, 3, undefined]) {
        const lu = await lire(`a;b\nc;${fin}`, { encodage: 'windows-1252' });
        expect(lu.fautes).toMatchObject([{ type: 'encodage', line: 2, index: 2 }]);
      }
  });

  it('UTF-8 encodé deux fois n’est pas du windows-1252', async () => {
    for (const fin of ['Sénégal', '1\u00a0234,00', '\u202f', 'àé'])
      for (taille of [1, 2, 3, undefined]) {
        const double = Buffer.from(Buffer.from(`a;b\nc;${fin}`, 'utf8').toString('latin1'), 'utf8');
        const lu = await lire(double, { encodage: 'windows-1252' });
        expect(lu.fautes).toMatchObject([{ type: 'encodage', line: 2 }]);
        expect(champsDe(lu)).toEqual([['a', 'b']]);
      }
  });

  it('windows-1252 lu comme de l’UTF-8 se dit, ligne par ligne', async () => {
    const contenu = Buffer.from('a;b\nc;d\xe9j\xe0\n"e\nf\xe9";g\nh;i\n', 'latin1');
    for (taille of [1, 2, 3, 5, 7, undefined]) {
      const lu = await lire(contenu);
      expect(lu.fautes.map(({ type, line: numero, index: rang }) => [type, numero, rang])).toEqual([
        ['encodage', 2, 3],
        ['encodage', 4, 1],
      ]);
      expect(champsDe(lu)).toEqual([
        ['a', 'b'],
        ['h', 'i'],
      ]);
    }
  });

  it.each([0x00, 0x01, 0x0b, 0x1a, 0x1b, 0x7f])('le caractère de commande %d se dit', async (octet) => {
    const signe = String.fromCharCode(octet);
    for (const encodage of ['utf-8', 'windows-1252'] as const)
      for (taille of [1, 2, 3, undefined]) {
        const lu = await lire(`a;b\nc;"d\r\ne${signe}f"\n\tg;h`, { encodage });
        expect(lu.fautes).toMatchObject([{ type: 'commande', line: 3, text: `e${signe}f"`, index: 1 }]);
        expect(champsDe(lu)).toEqual([
          ['a', 'b'],
          ['\tg', 'h'],
        ]);
      }
  });

  it('UTF-8 tronqué en fin de fichier se dit', async () => {
    const lu = await lire(Buffer.from([0x61, 0x3b, 0xc3]));
    expect(lu.fautes).toMatchObject([{ type: 'encodage', line: 1 }]);
    expect(lu.enregistrements).toEqual([]);
  });
});

describe('le préambule', () => {
  it('n’est pas du CSV : ses guillemets ne comptent pas', async () => {
    const lu = await lire('Titre "ouvert\r\nédité le 1er\r\na;b\r\n', { preambule: 2 });
    expect(lu.enregistrements).toMatchObject([{ numero: 3, champs: ['a', 'b'], texte: 'a;b' }]);
  });
});

describe('les séparateurs', () => {
  it.each([';', ',', '|', '\t'])('%j', async (separateur) => {
    const lu = await lire(`a${separateur}"b${separateur}c"\n`, { separateur });
    expect(champsDe(lu)).toEqual([['a', `b${separateur}c`]]);
  });
});

it('un fichier absent lève l’erreur du système', async () => {
  await avecDossier(async (racine) => {
    const visiteur = { record: () => {}, fault: () => {} };
    const format: CsvFormat = { encodage: 'utf-8', separateur: ';', preambule: 0 };
    await expect(readCsvRecords(join(racine, 'absent.csv'), format, visiteur)).rejects.toMatchObject({
      code: 'ENOENT',
      syscall: expect.any(String),
    });
  });
});
