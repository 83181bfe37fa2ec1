import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rapport, RegleDeclaree } from '../../src/compile/comparaison/causes.ts';
import { type CelluleDuTotal, fondre } from '../../src/compile/comparaison/cellules.ts';
import { comparerEditions, type EditionComparable } from '../../src/compile/comparaison/comparer-editions.ts';
import { type Decideur, type LigneComparable, retenuDe } from '../../src/compile/comparaison/ligne-comparable.ts';
import { jeterLePont } from '../../src/compile/comparaison/pont.ts';
import { fraction, UN } from '../../src/domain/argent/fraction.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { repartir } from '../../src/domain/argent/part.ts';
import { Emetteurs } from '../../src/domain/lignes/emetteurs.ts';
import { PLACES } from '../../src/domain/verdict/verdict.ts';
import { combien } from '../outils/combien.ts';

/** `JAUNE_ESSAIS=5000` searches farther, `JAUNE_GRAINE` elsewhere. */
const GRAINE = {
  seed: Number(process.env.JAUNE_GRAINE ?? 20121213),
  numRuns: Number(process.env.JAUNE_ESSAIS ?? combien(120, 300)),
};

const SECTEURS = ['Pilote', 'Culture', 'CULTURE', 'Sport'];
const decideur = fc.oneof(
  fc.record({ type: fc.constant('regle' as const), id: fc.constantFrom('r1', 'r2', 'r3') }),
  fc.constant<Decideur>({ type: 'decision', lieu: 'arbitrages.csv:2' }),
  fc.constant<Decideur>({ type: 'personne' }),
);
const centimes = fc.oneof(
  fc.integer({ min: -500, max: 100_000 }),
  fc.constantFrom(0, 1, 3, 100, -1, 9_000_000_000_000),
);
/** Lines that resemble one another enough to be taken for one another, shared and broken down. */
const ligne: fc.Arbitrary<Omit<LigneComparable, 'ref'>> = fc
  .record({
    organisme: fc.constantFrom('Région', 'REGION', 'Agence'),
    secteur: fc.constantFrom(...SECTEURS),
    programme: fc.constantFrom('', 'P1', 'P2'),
    libelle: fc.constantFrom('aide', 'Aide 2011', 'festival', 'bourses'),
    beneficiaire: fc.constantFrom('', 'Association A', 'Lycée B'),
    pays: fc.constantFrom<readonly string[]>([], ['Mali'], ['Chine']),
    place: fc.constantFrom(...PLACES),
    quotePart: fc.constantFrom(UN, UN, fraction(1, 2), fraction(1, 3), fraction(3333, 10_000)),
    axes: fc.constantFrom<readonly string[]>(
      [''],
      ['Jeunesse'],
      ['Jeunesse', 'Croissance'],
      ['Croissance', '', 'jeunesse'],
    ),
    vers: fc.constantFrom(...SECTEURS),
    exact: fc.option(fc.constantFrom(100, 33), { nil: undefined }),
    centimes,
    decideur,
    empreinte: fc.constantFrom('a', 'b', 'c'),
  })
  .map(({ organisme, secteur, quotePart, axes, vers, exact, centimes: total, place, ...reste }) => {
    const partagee = place === 'internationale' || place === 'exceptionnelle';
    const estExact = exact !== undefined && partagee && exact <= total;
    const tenue = !partagee ? UN : estExact ? fraction(exact, total) : quotePart;
    const poids = partagee ? axes : [''];
    const fractions = [
      ...poids.map(() => fraction(tenue.numerateur, tenue.denominateur * BigInt(poids.length))),
      ...(tenue.numerateur === tenue.denominateur
        ? []
        : [fraction(tenue.denominateur - tenue.numerateur, tenue.denominateur)]),
    ];
    const cents = repartir(montant(total), fractions);
    return {
      ...reste,
      emetteur: { organisme, secteur },
      action: '',
      fonction: '048',
      secteurs: [],
      illustratif: false,
      montant: montant(total),
      place,
      parts: fractions.map((part, rang) => ({
        place: rang < poids.length ? place : ('non_internationale' as const),
        part,
        centimes: cents[rang] ?? montant(0),
        axe: poids[rang] ?? '',
        secteur: vers,
      })),
      ...(estExact && { exact: montant(exact) }),
      motif: '',
    };
  });
const lignes = fc
  .array(ligne, { maxLength: 14 })
  .map((liste) => liste.map((chaque, rang): LigneComparable => ({ ...chaque, ref: `sources/a.csv:${rang + 2}` })));
const regles = fc.option(
  fc
    .array(fc.tuple(fc.constantFrom('r1', 'r2', 'r3'), fc.constantFrom('x', 'y')), { maxLength: 3 })
    .map(
      (liste) => new Map(liste.map(([id, definition]): [string, RegleDeclaree] => [id, { id, lieu: '', definition }])),
    ),
  { nil: undefined },
);
const edition = fc.record({ lignes, regles }).map((tiree): EditionComparable => {
  const emetteurs = new Emetteurs();
  for (const { emetteur } of tiree.lignes) emetteurs.ajouter(emetteur);
  return { ...tiree, emetteurs };
});
const rapport = fc.constantFrom<Rapport>('autre_exercice', 'meme_exercice', 'autre_norme');

const total = (cellules: readonly CelluleDuTotal[]) => cellules.reduce((somme, cellule) => somme + cellule.centimes, 0);
const inverser = (cellules: readonly CelluleDuTotal[]) =>
  fondre(cellules.map((cellule) => ({ ...cellule, centimes: montant(-cellule.centimes) })));
const cles = (cellules: readonly CelluleDuTotal[]) =>
  cellules.map(({ secteur, axe, centimes: cents }) => [secteur.toLowerCase(), axe.toLowerCase(), cents]);

describe('quelles que soient les deux éditions', () => {
  it('les étapes font ce qui sépare les totaux, en tout, par secteur et par axe', () => {
    const causes = new Set<string>();
    fc.assert(
      fc.property(edition, edition, rapport, (avant, apres, quel) => {
        const ecart = comparerEditions(avant, apres, quel);
        const pont = jeterLePont(ecart);
        const tete = ({ lignes: siennes }: EditionComparable) =>
          siennes.reduce((somme, chaque) => somme + retenuDe(chaque), 0);
        expect([pont.avant, pont.apres]).toEqual([tete(avant), tete(apres)]);
        for (const { cause } of pont.etapes) causes.add(cause);
        for (const rangee of [pont, ...pont.secteurs, ...pont.axes])
          expect(rangee.etapes.reduce<number>((somme, etape) => somme + etape.centimes, rangee.avant)).toBe(
            rangee.apres,
          );
        for (const { cause, cellules, centimes: cents } of ecart.effets) {
          expect(cellules).not.toEqual([]);
          expect(total(cellules)).toBe(cents);
          if (cause === 'ventilation') expect(cents).toBe(0);
        }
        // What is looked at alone adds up to all that is seen.
        for (const { libelle, avant: a, apres: m } of pont.secteurs)
          expect(jeterLePont(ecart, { secteur: libelle })).toMatchObject({ avant: a, apres: m });
      }),
      GRAINE,
    );
    expect(causes.size).toBeGreaterThan(12);
  });

  it('chaque ligne du total est dans une paire ou seule, une fois', () => {
    fc.assert(
      fc.property(edition, edition, rapport, (avant, apres, quel) => {
        const { paires, seulesAvant, seulesApres } = comparerEditions(avant, apres, quel).rapprochees;
        const refs = (liste: readonly LigneComparable[]) => liste.map(({ ref }) => ref).sort();
        expect(refs([...paires.map((paire) => paire.avant), ...seulesAvant])).toEqual(refs(avant.lignes));
        expect(refs([...paires.map((paire) => paire.apres), ...seulesApres])).toEqual(refs(apres.lignes));
      }),
      GRAINE,
    );
  });

  it('la même deux fois ne change rien', () => {
    fc.assert(
      fc.property(edition, rapport, (une, quel) => {
        const { effets, rapprochees } = comparerEditions(une, une, quel);
        const muets = une.lignes.filter(({ libelle, beneficiaire }) => libelle === '' && beneficiaire === '');
        expect(effets).toEqual([]);
        expect(rapprochees.seulesAvant.length).toBe(muets.length);
      }),
      GRAINE,
    );
  });

  it('à l’envers, chaque secteur et chaque axe perd ce qu’il gagnait, et ce qui arrivait part', () => {
    fc.assert(
      fc.property(edition, edition, rapport, (avant, apres, quel) => {
        const [droit, envers] = [comparerEditions(avant, apres, quel), comparerEditions(apres, avant, quel)];
        const tout = ({ effets }: typeof droit) => fondre(effets.flatMap(({ cellules }) => cellules));
        expect(cles(tout(envers))).toEqual(cles(inverser(tout(droit))));
        const refs = (liste: readonly LigneComparable[]) => liste.map(({ ref }) => ref).sort();
        expect(refs(envers.rapprochees.seulesAvant)).toEqual(refs(droit.rapprochees.seulesApres));
        expect(refs(envers.rapprochees.seulesApres)).toEqual(refs(droit.rapprochees.seulesAvant));
      }),
      GRAINE,
    );
  });

  it('l’ordre des lignes ne change rien', () => {
    fc.assert(
      fc.property(edition, edition, rapport, (avant, apres, quel) => {
        const retourner = (une: EditionComparable) => ({ ...une, lignes: une.lignes.toReversed() });
        expect(comparerEditions(retourner(avant), retourner(apres), quel).effets).toEqual(
          comparerEditions(avant, apres, quel).effets,
        );
      }),
      GRAINE,
    );
  });

  it('une ligne qui n’est dans aucun total ne fait rien', () => {
    fc.assert(
      fc.property(edition, edition, (avant, apres) => {
        const { effets } = comparerEditions(avant, apres, 'autre_exercice');
        for (const { avant: ancienne, apres: nouvelle } of effets)
          expect([ancienne, nouvelle].some((vue) => vue?.place === 'internationale')).toBe(true);
      }),
      GRAINE,
    );
  });
});
