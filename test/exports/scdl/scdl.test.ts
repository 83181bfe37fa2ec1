import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { partEnDecimales } from '../../../src/exports/scdl/subvention.ts';
import { courirIci, poserDossier } from '../../outils/dossiers.ts';
import { empreintes } from '../../outils/sorties.ts';

const ICI = import.meta.dirname;

interface Champ {
  readonly name: string;
  readonly type: string;
  readonly constraints: {
    readonly required: boolean;
    readonly pattern?: string;
    readonly maxLength?: number;
    readonly enum?: readonly string[];
    readonly minimum?: number;
    readonly maximum?: number;
  };
}
const schema: { readonly fields: readonly Champ[] } = JSON.parse(
  readFileSync(join(ICI, 'schema-subventions.json'), 'utf8'),
);

const TYPES: Readonly<Record<string, RegExp>> = {
  string: /^/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  number: /^-?\d+(?:\.\d+)?$/,
  boolean: /^(?:oui|non)$/,
};

/** What a cell breaks of the schema, as a validator of Table Schema would tell it. */
function fautesDe(cellule: string, { name, type, constraints }: Champ): string[] {
  const { required, pattern, maxLength, minimum, maximum, enum: choix } = constraints;
  if (cellule === '') return required ? [`${name} est vide`] : [];
  const nombre = Number(cellule);
  const tenus: Readonly<Record<string, boolean>> = {
    type: TYPES[type]?.test(cellule) === true,
    pattern: pattern === undefined || new RegExp(pattern).test(cellule),
    maxLength: maxLength === undefined || [...cellule].length <= maxLength,
    enum: choix?.includes(cellule) !== false,
    minimum: minimum === undefined || nombre >= minimum,
    maximum: maximum === undefined || nombre <= maximum,
  };
  return Object.entries(tenus).flatMap(([contrainte, tenu]) => (tenu ? [] : [`${name} : ${contrainte} (${cellule})`]));
}

const enCentimes = (euros: string) => Math.round(Number(euros.replace(',', '.')) * 100);
const poste = poserDossier(join(ICI, 'dossier'));
const lire = (nom: string, delimiter: string): Record<string, string>[] =>
  parse(readFileSync(join(poste.racine, 'export', nom)), { delimiter, columns: true });
let pont: { total: number; etapes: { cle: string; centimes: number; lignes: string[] }[]; declare: number };

beforeAll(async () => {
  const { code, erreur } = await courirIci(
    ['exporter', 'dossier', '--vers', 'scdl', '--sortie', 'export'],
    poste.racine,
  );
  expect({ code, erreur }).toMatchObject({ code: 0 });
  pont = JSON.parse(readFileSync(join(poste.racine, 'export/pont-scdl-2012.json'), 'utf8'));
});

describe('les subventions exportées', () => {
  it('suivent le schéma 2.1.1, colonne par colonne', () => {
    const [titres] = parse(readFileSync(join(poste.racine, 'export/scdl-subventions-2012.csv')), { to: 1 });
    expect(titres).toEqual(schema.fields.map(({ name }) => name));
    const rangees = lire('scdl-subventions-2012.csv', ',');
    expect(rangees).toHaveLength(6);
    expect(
      rangees.flatMap((rangee) => schema.fields.flatMap((champ) => fautesDe(rangee[champ.name] ?? '', champ))),
    ).toEqual([]);
  });

  it('le contrôle du schéma voit une faute', () => {
    const [, siret, date] = schema.fields;
    expect([siret, date].flatMap((champ) => (champ ? fautesDe('2012', champ) : []))).toEqual([
      'idAttribuant : pattern (2012)',
      'dateConvention : type (2012)',
    ]);
  });

  it('font, au centime, ce à quoi mène le pont, parti du total', () => {
    const declare = lire('scdl-subventions-2012.csv', ',').reduce(
      (total, { montant = '', pourcentageSubvention = '' }) =>
        total + Math.round(enCentimes(montant) * Number(pourcentageSubvention)),
      0,
    );
    expect(declare).toBe(pont.declare);
    expect(pont.etapes.reduce((somme, { centimes }) => somme + centimes, pont.total)).toBe(pont.declare);
    expect(Object.fromEntries(pont.etapes.map(({ cle, centimes }) => [cle, centimes]))).toEqual({
      sans_date: -7700,
      nul_ou_negatif: 4000,
      hors_subventions: -90_000,
      sans_nature: -6000,
      reste_des_subventions: 22_222,
      autre_attribuant: -500_000,
    });
  });

  it('disent à côté ce que le jaune compte de chacune, et sur quelle ligne', () => {
    const parts = lire('scdl-parts-au-jaune-2012.csv', ';');
    expect(parts.map(({ ref, part_au_jaune }) => [ref, part_au_jaune]).at(-1)).toEqual([
      'sources/culture.csv:11',
      '1⁄3',
    ]);
    const etape = (cle: string) => pont.etapes.find((connue) => connue.cle === cle)?.centimes ?? 0;
    const auJaune = parts.reduce((total, { montant_au_jaune = '' }) => total + enCentimes(montant_au_jaune), 0);
    expect(auJaune).toBe(pont.declare - etape('reste_des_subventions'));
  });

  it('ne disent ni le nom d’une personne, ni un numéro qui n’en est pas un', () => {
    const rangees = lire('scdl-subventions-2012.csv', ',');
    expect(readFileSync(join(poste.racine, 'export/scdl-subventions-2012.csv'), 'utf8')).not.toMatch(/Durand|Camille/);
    expect(rangees.map(({ idBeneficiaire }) => idBeneficiaire)).toEqual([
      '38047555800058',
      // An establishment of La Poste: its key is another.
      '35600000049837',
      '',
      '38047555800058',
      '',
      '38047555800058',
    ]);
    expect(rangees[4]?.nomBeneficiaire).toBe('(nom masqué)');
  });

  it('ne laissent pas un tableur exécuter un objet', () => {
    expect(lire('scdl-subventions-2012.csv', ',')[1]?.objet).toMatch(/^'=SOMME.*…$/);
  });

  it('sont les mêmes octets à chaque fois', async () => {
    const avant = empreintes(join(poste.racine, 'export'));
    await courirIci(['exporter', 'dossier', '--vers', 'scdl', '--sortie', 'export'], poste.racine);
    expect(empreintes(join(poste.racine, 'export'))).toEqual(avant);
  });

  it('sont reconnues par « jaune source », et relues par compiler font le même total', async () => {
    const fichier = 'export/scdl-subventions-2012.csv';
    const { code, sortie } = await courirIci(['source', fichier], poste.racine);
    expect({ code, modele: sortie.includes('modele: scdl-subventions-2.1.1') }).toEqual({ code: 0, modele: true });
    const relu = poserDossier(join(ICI, 'relu'));
    mkdirSync(join(relu.dossier, 'sources'));
    cpSync(join(poste.racine, fichier), join(relu.dossier, 'sources/scdl-subventions-2012.csv'));
    const compile = await courirIci(['compiler', 'dossier', '--sortie', 'relu', '--json'], relu.racine);
    expect(compile.code).toBe(0);
    expect(JSON.parse(compile.sortie).synthese.total_hors_exceptionnelles).toBe(pont.declare);
  });
});

describe('la part d’un bénéficiaire', () => {
  it('écrite en décimales, redonne le montant au centime', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 11 }), fc.integer({ min: 1, max: 10 ** 11 }), (attribue, montant) => {
        const part = partEnDecimales(attribue, montant);
        if (part === undefined) return;
        expect(Number(part)).toBeGreaterThanOrEqual(0.01);
        const [entier = '', decimales = ''] = part.split('.');
        expect(BigInt(entier + decimales) * BigInt(montant)).toBe(BigInt(attribue) * 10n ** BigInt(decimales.length));
      }),
      { seed: 2012 },
    );
  });

  it.each([
    [45, 100, '0.45'],
    [100, 100, '1.00'],
    [1, 8, '0.125'],
    [1, 3, undefined],
    [1, 1000, undefined],
  ])('%i sur %i : %s', (attribue, montant, ecrite) => {
    expect(partEnDecimales(attribue, montant)).toBe(ecrite);
  });
});
