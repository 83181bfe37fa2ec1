import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estUneErreur } from '../../src/domain/constats/constat.ts';
import { cellText, centimes, miseEnPage } from '../outils/arbitraires.ts';
import { combien } from '../outils/combien.ts';
import { type Lecture, lireEbauche } from '../outils/dossier-temporaire.ts';
import { ecrireCsv, ecrireMontant, type MiseEnPage } from '../outils/ecrivain-csv.ts';
import { compterOctets } from '../outils/lecteur-naif.ts';

const GRAINE = { seed: 20121213 };
const TITRES = {
  libelle: 'Objet',
  beneficiaire: 'Bénéficiaire',
  engagements: 'Engagé',
  mandats: 'Mandaté',
  note: 'À part',
};
type Colonne = keyof typeof TITRES;
const COLONNES = Object.keys(TITRES) as Colonne[];

type Rangee = { readonly libelle: string; readonly beneficiaire: string; readonly note: string } & {
  readonly engagements: number;
  readonly mandats: number | undefined;
};

interface Table {
  readonly page: MiseEnPage;
  readonly ordre: readonly Colonne[];
  /** `undefined` is a blank row. */
  readonly rangees: readonly (Rangee | undefined)[];
}

const table: fc.Arbitrary<Table> = miseEnPage.chain((page) => {
  const texte = cellText(page.encodage);
  const rangee = fc
    .record({
      libelle: texte,
      beneficiaire: texte,
      note: texte,
      engagements: centimes,
      mandats: fc.option(centimes, { nil: undefined }),
    })
    .map((ecrite) =>
      ecrite.libelle.trim() === '' && ecrite.beneficiaire.trim() === '' ? { ...ecrite, libelle: 'x' } : ecrite,
    );
  return fc.record({
    page: fc.constant(page),
    ordre: fc.shuffledSubarray(COLONNES, { minLength: COLONNES.length }),
    rangees: fc.array(fc.option(rangee, { nil: undefined, freq: 8 }), { maxLength: 12 }),
  });
});

/** The file of a table, and how a dossier declares it. */
function ecrire({ page, ordre, rangees }: Table) {
  const enTexte = (rangee: Rangee | undefined, colonne: Colonne) => {
    const valeur = rangee?.[colonne];
    return typeof valeur === 'number' ? ecrireMontant(valeur, page) : (valeur ?? '');
  };
  const fichier = ecrireCsv(
    ordre.map((colonne) => TITRES[colonne]),
    rangees.map((rangee) => ordre.map((colonne) => enTexte(rangee, colonne))),
    page,
  );
  const gardees = rangees.flatMap((rangee, rang) =>
    rangee ? [{ ...rangee, numero: fichier.numeros[rang], texte: fichier.textes[rang] ?? '' }] : [],
  );
  const euros: MiseEnPage = { ...page, unite: 'euros', milliers: '', euro: false, decimale: '.' };
  const total = (base: 'engagements' | 'mandats') => gardees.reduce((somme, rangee) => somme + (rangee[base] ?? 0), 0);
  const declaration = {
    encodage: page.encodage,
    separateur: page.separateur === '\t' ? '\\t' : page.separateur,
    decimale: page.decimale,
    unite: page.unite,
    preambule: String(page.preambule.length),
    colonnes: { libelle: TITRES.libelle, beneficiaire: TITRES.beneficiaire },
    montants: { engagements: TITRES.engagements, mandats: TITRES.mandats },
    ignorees: [TITRES.note],
    controle: {
      lignes: String(gardees.length),
      engagements: ecrireMontant(total('engagements'), euros),
      mandats: ecrireMontant(total('mandats'), euros),
    },
  };
  return { declaration, gardees, total, octets: fichier.octets };
}

async function lire(table: Table) {
  const { declaration, octets, ...ecrite } = ecrire(table);
  const lecture = await lireEbauche({ sources: [{ fichier: 'sources/a.csv', contenu: octets, declaration }] });
  return { ...ecrite, octets, lecture };
}

/** The errors: texts made by chance may well be suspicious. */
function erreurs({ constats }: Lecture) {
  return constats.liste.flatMap((constat) => (estUneErreur(constat) ? [`${constat.code} ${constat.message}`] : []));
}

describe('la lecture d’un fichier', () => {
  it('n’invente et ne perd ni ligne ni centime, quelle que soit sa mise en page', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (ecrite) => {
        const { lecture, gardees, total, octets } = await lire(ecrite);
        expect(erreurs(lecture)).toEqual([]);
        expect(
          lecture.affectations.map(({ ligne }) => ({
            numero: ligne.numero,
            empreinte: ligne.empreinte,
            libelle: ligne.libelle,
            beneficiaire: ligne.beneficiaire,
            montants: { ...ligne.montants },
          })),
        ).toEqual(
          gardees.map(({ numero, texte, libelle, beneficiaire, engagements, mandats }) => ({
            numero,
            empreinte: createHash('sha256').update(texte).digest('hex').slice(0, 16),
            libelle: libelle.trim(),
            beneficiaire: beneficiaire.trim(),
            montants: mandats === undefined ? { engagements } : { engagements, mandats },
          })),
        );
        const [source] = lecture.jaune?.sources ?? [];
        expect(source).toMatchObject({
          lignes: gardees.length,
          lignesVides: ecrite.rangees.length - gardees.length,
          octets: octets.length,
          sha256: createHash('sha256').update(octets).digest('hex'),
          depenses: {
            lignes: gardees.length,
            montants: { engagements: total('engagements'), mandats: total('mandats') },
          },
          recettes: { lignes: 0, montants: {} },
        });
      }),
      { ...GRAINE, numRuns: combien(32, 80) },
    );
  });

  it('ne dépend pas de l’ordre des colonnes', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.shuffledSubarray(COLONNES, { minLength: COLONNES.length }),
        async (ecrite, autreOrdre) => {
          const vues = await Promise.all(
            [ecrite, { ...ecrite, ordre: autreOrdre }].map(async (chacune) => {
              const { jaune, affectations } = (await lire(chacune)).lecture;
              return {
                partition: jaune?.partition,
                parBase: jaune?.partitionParBase,
                places: affectations.map(({ ligne, verdict, montants }) => [ligne.libelle, verdict.place, montants]),
              };
            }),
          );
          expect(vues[0]).toEqual(vues[1]);
          expect(vues[0]?.partition).toBeDefined();
        },
      ),
      { ...GRAINE, numRuns: combien(10, 25) },
    );
  });

  it('dit où le fichier s’arrête, ou compte ce qui en reste, où qu’il soit coupé', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.double({ min: 0, max: 1, noNaN: true }), async (ecrite, ou) => {
        const { declaration, octets, gardees } = ecrire(ecrite);
        const { controle: _, ...sansControle } = declaration;
        const coupes = octets.subarray(0, Math.floor(octets.length * ou));
        const { jaune, constats } = await lireEbauche({
          sources: [{ fichier: 'sources/a.csv', contenu: coupes, declaration: sansControle }],
        });
        if (jaune === undefined) {
          expect(constats.erreurs).toBeGreaterThan(0);
          return;
        }
        const naif = compterOctets(coupes, { ...sansControle, fichier: 'sources/a.csv' });
        const [source] = jaune.sources;
        expect(source?.lignes).toBe(naif.depenses.lignes);
        expect(source?.lignes).toBeLessThanOrEqual(gardees.length);
        for (const base of ['engagements', 'mandats'] as const)
          expect(BigInt(source?.depenses.montants[base] ?? -1)).toBe(naif.depenses.centimes[base]);
      }),
      { ...GRAINE, numRuns: combien(32, 80) },
    );
  });

  it('dit à sa ligne chaque montant qui n’en est pas un, et n’en lit aucun à la place', async () => {
    const illisible = fc.constantFrom('p.m.', '12.5OO,00', '1E+5', '+1', '12-', 'douze', '#REF!', '1..2', '12 34');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(centimes, illisible), { minLength: 1, maxLength: 20 }), async (cellules) => {
        fc.pre(cellules.some((cellule) => typeof cellule === 'string'));
        const contenu = [
          'Objet;Engagé',
          ...cellules.map((cellule) => `x;${typeof cellule === 'number' ? cellule / 100 : cellule}`),
          '',
        ];
        const { constats, jaune } = await lireEbauche({
          sources: [{ fichier: 'sources/a.csv', contenu: contenu.join('\n'), declaration: { decimale: '.' } }],
        });
        expect(jaune).toBeUndefined();
        expect(constats.liste.map(({ code, lieu }) => [code, lieu.ligne])).toEqual(
          cellules.flatMap((cellule, rang) => (typeof cellule === 'string' ? [['E-MONTANT-ILLISIBLE', rang + 2]] : [])),
        );
      }),
      { ...GRAINE, numRuns: combien(10, 25) },
    );
  });
});
