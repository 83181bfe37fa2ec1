import { isUtf8 } from 'node:buffer';
import { type CsvError, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvCutter } from '../../src/files/csv-cutter.ts';
import { CsvReading } from '../../src/files/csv-reading.ts';
import { oneByOne } from '../../src/files/csv-records.ts';

const GRAINE = { seed: 20121213, numRuns: 2_000 };
/** What CSV is made of, and what breaks it. */
const MORCEAUX = ['a', 'bc', ';', ';', '"', '""', '";"', '\n', '\n', '\r\n', '\r', '\t', ' ', 'é', '’', '\u{1f30d}'];
const CASSES = [Buffer.from([0x01]), Buffer.from([0x7f]), Buffer.from([0xe9]), Buffer.from([0xf0, 0x9f])];

const regulier = fc.array(fc.constantFrom(...MORCEAUX.map((texte) => Buffer.from(texte))), { maxLength: 40 });
const quelconque = fc.array(fc.constantFrom(...MORCEAUX.map((texte) => Buffer.from(texte)), ...CASSES), {
  maxLength: 40,
});

interface Lu {
  readonly champs: readonly string[];
  readonly numero: number;
  readonly texte: string;
}

/** What csv-parse reads, up to what stops it. */
function lireAvecCsvParse(octets: Buffer): { readonly lus: Lu[]; readonly faute: boolean } {
  const lus: Lu[] = [];
  let debut = 0;
  let numero = 1;
  try {
    parse(octets, {
      delimiter: ';',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      on_record: (champs: string[], { bytes }) => {
        const brut = octets.subarray(debut, bytes).toString('utf8');
        lus.push({ champs, numero, texte: brut.replace(/(?:\r\n|\n|\r)$/, '') });
        numero += brut.split(/\r\n|\n|\r/).length - 1;
        debut = bytes;
        return null;
      },
    });
    return { lus, faute: false };
  } catch (erreur) {
    expect((erreur as CsvError).code).toMatch(/QUOTE/);
    return { lus, faute: true };
  }
}

/** What the cutter reads of the same, given in pieces, up to where it stops. */
function lireAvecLeCoupeur(octets: Buffer, coupes: readonly number[]): { readonly lus: Lu[]; readonly arret: boolean } {
  const lus: Lu[] = [];
  const coupeur = new CsvCutter(';');
  let fenetre: Buffer = Buffer.alloc(0);
  let numero = 1;
  const bornes = [...coupes.map((coupe) => coupe % (octets.length + 1)), octets.length].sort((a, b) => a - b);
  const receveur = oneByOne({
    record: (vu) => {
      const champs = Array.from({ length: vu.nombre }, (_, rang) => vu.champ(rang));
      expect(vu.champs).toEqual(champs);
      expect(vu.champ(vu.nombre)).toBe('');
      lus.push({ champs, numero: vu.numero, texte: vu.texte() });
    },
    fault: () => undefined,
  });
  let debut = 0;
  for (const [rang, fin] of bornes.entries()) {
    fenetre = Buffer.concat([fenetre, octets.subarray(debut, fin)]);
    debut = fin;
    coupeur.cut(fenetre, numero, rang === bornes.length - 1);
    receveur.records(coupeur);
    fenetre = fenetre.subarray(coupeur.used);
    numero = coupeur.nextLine;
    if (coupeur.stopped) return { lus, arret: true };
  }
  return { lus, arret: false };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const estSain = ({ texte }: Lu) => !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]/.test(texte);

describe('le coupeur et csv-parse', () => {
  it('lisent les mêmes enregistrements, où que le fichier soit coupé, et s’arrêtent au même', () => {
    fc.assert(
      fc.property(regulier, fc.array(fc.nat()), (morceaux, coupes) => {
        const octets = Buffer.concat(morceaux);
        const attendu = lireAvecCsvParse(octets);
        const { lus, arret } = lireAvecLeCoupeur(octets, coupes);
        expect(lus).toEqual(attendu.lus);
        expect(arret).toBe(attendu.faute);
      }),
      GRAINE,
    );
  });

  it('lisent les mêmes jusqu’au premier octet qui n’est d’aucun texte', () => {
    fc.assert(
      fc.property(quelconque, fc.array(fc.nat()), (morceaux, coupes) => {
        const octets = Buffer.concat(morceaux);
        const attendu = lireAvecCsvParse(octets);
        const { lus, arret } = lireAvecLeCoupeur(octets, coupes);
        const sains = attendu.lus.findIndex((lu) => !estSain(lu));
        expect(lus).toEqual(sains < 0 ? attendu.lus : attendu.lus.slice(0, sains));
        expect(arret).toBe(attendu.faute || sains >= 0);
        if (isUtf8(octets) && !attendu.faute && attendu.lus.every(estSain)) expect(arret).toBe(false);
      }),
      GRAINE,
    );
  });

  it('les fautes se disent de même, où que le fichier soit coupé', () => {
    const lire = (octets: Buffer, coupes: readonly number[]) => {
      const vus: unknown[] = [];
      const lecture = new CsvReading(
        { encodage: 'utf-8', separateur: ';', preambule: 0 },
        oneByOne({
          record: ({ champs, numero }) => vus.push([numero, champs]),
          fault: (faute) => vus.push(faute),
        }),
      );
      let debut = 0;
      for (const coupe of coupes.map((chaque) => chaque % (octets.length + 1)).sort((a, b) => a - b)) {
        lecture.write(octets.subarray(debut, coupe));
        debut = coupe;
      }
      lecture.end(octets.subarray(debut));
      return vus;
    };
    fc.assert(
      fc.property(quelconque, fc.array(fc.nat()), (morceaux, coupes) => {
        const octets = Buffer.concat(morceaux);
        expect(lire(octets, coupes)).toEqual(lire(octets, []));
      }),
      GRAINE,
    );
  });

  it('deux enregistrements qui écrivent de même des colonnes qui se suivent les disent de même', () => {
    fc.assert(
      fc.property(regulier, (morceaux) => {
        const parTranche = new Map<string, readonly string[]>();
        const coupeur = new CsvCutter(';');
        coupeur.cut(Buffer.concat(morceaux), 1, true);
        oneByOne({
          record: (vu) => {
            for (let premier = 0; premier < vu.nombre; premier++)
              for (let dernier = premier; dernier < vu.nombre; dernier++) {
                const cle = `${dernier - premier} ${vu.slice(premier, dernier)}`;
                const champs = vu.champs.slice(premier, dernier + 1);
                expect(parTranche.get(cle) ?? champs).toEqual(champs);
                parTranche.set(cle, champs);
              }
          },
          fault: () => undefined,
        }).records(coupeur);
      }),
      GRAINE,
    );
  });

  it('dont l’une, citée, a le texte de deux autres qui ne le sont pas', () => {
    const coupeur = new CsvCutter(';');
    coupeur.cut(Buffer.from('"a;";b\na;";b"\n'), 1, true);
    const tranches: string[] = [];
    oneByOne({ record: (vu) => tranches.push(vu.slice(0, 1)), fault: () => undefined }).records(coupeur);
    expect(tranches).toEqual(['"a;";b', 'a;";b']);
  });
});
