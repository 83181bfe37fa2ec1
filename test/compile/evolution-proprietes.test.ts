import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EvolutionComparee, Variation } from '../../src/compile/evolution/evolution.ts';
import type { Jaune } from '../../src/compile/jaune.ts';
import { combien } from '../outils/combien.ts';
import { comparerDeuxAns } from './evolution-outils.ts';

/** Few runs each time, from the same seed; `JAUNE_ESSAIS=500` searches farther, `JAUNE_GRAINE` elsewhere. */
const GRAINE = {
  seed: Number(process.env.JAUNE_GRAINE ?? 20111213),
  numRuns: Number(process.env.JAUNE_ESSAIS ?? combien(12, 30)),
};

/** Lines that resemble one another enough to be taken for one another. */
const ligne = fc
  .record({
    organisme: fc.constantFrom('Région', 'REGION', 'Agence'),
    secteur: fc.constantFrom('Pilote', 'Culture', 'Économie', 'economie'),
    programme: fc.constantFrom('', 'P1', 'p 1', 'P2'),
    libelle: fc.constantFrom(
      'aide',
      'Aide 2011',
      'aide 2012',
      'voirie',
      'moitié',
      'jeunes partagé',
      'unique',
      'export',
    ),
    beneficiaire: fc.constantFrom('', 'Association A', 'association a', 'Lycée B'),
    lieu: fc.constantFrom('', 'Mali', 'Chine', 'Paris'),
    caractere: fc.constantFrom('', 'illustratif', 'publié'),
    centimes: fc.oneof(fc.integer({ min: -500, max: 100_000 }), fc.constantFrom(0, 1, 3, 100)),
  })
  .map(({ organisme, secteur, programme, libelle, beneficiaire, lieu, caractere, centimes }) => {
    const signe = centimes < 0 ? '-' : '';
    const chiffres = String(Math.abs(centimes)).padStart(3, '0');
    const montant = `${signe}${chiffres.slice(0, -2)},${chiffres.slice(-2)}`;
    return [organisme, secteur, programme, '', libelle, beneficiaire, lieu, caractere, montant].join(';');
  });
/** The pilot sector is in every dossier, with nothing in it for the jaune. */
const annee = fc.array(ligne, { maxLength: 14 }).map((lignes) => ['Région;Pilote;;;voirie;;;;1,00', ...lignes]);

const total = (valeurs: readonly number[]) => valeurs.reduce((cumul, valeur) => cumul + valeur, 0);
const cumuler = (figures: readonly Variation[]) => ({
  avant: total(figures.map(({ avant }) => avant)),
  maintenant: total(figures.map(({ maintenant }) => maintenant)),
  ecart: total(figures.map(({ ecart }) => ecart)),
});
const seules = ({ avant, maintenant, ecart }: Variation) => ({ avant, maintenant, ecart });

function verifierLesSommes({ evolution, jaune }: { evolution: EvolutionComparee; jaune: Jaune }) {
  const { synthese, tables, actions, comptes, perimetre } = evolution;
  const { totalHorsExceptionnelles: tete, secteurPilote, autresSecteurs, exceptionnelles } = synthese;
  expect(tete.maintenant).toBe(jaune.synthese.totalHorsExceptionnelles);
  expect(exceptionnelles.maintenant).toBe(jaune.synthese.exceptionnelles);
  for (const figure of [tete, secteurPilote, autresSecteurs, exceptionnelles])
    expect(figure.ecart).toBe(figure.maintenant - figure.avant);
  expect(cumuler([secteurPilote, autresSecteurs])).toEqual(tete);
  expect(tables.map(({ nom }) => nom)).toEqual(['axe', 'domaine', 'territoire', 'pays', 'secteur', 'organisme']);
  for (const table of tables) {
    expect(seules(table)).toEqual(tete);
    expect(cumuler(table.rangees)).toEqual(tete);
  }
  expect(cumuler(actions)).toEqual(tete);
  expect(cumuler(Object.values(comptes))).toEqual(tete);
  expect(total(Object.values(comptes).map((compte) => compte.actions))).toBe(actions.length);
  const apports = (liste: typeof perimetre.arrives) => total(liste.map(({ montant }) => montant));
  expect(perimetre.constant.ecart + apports(perimetre.arrives) - apports(perimetre.partis)).toBe(tete.ecart);
  expect(perimetre.constant.maintenant + apports(perimetre.arrives)).toBe(tete.maintenant);
}

function verifierUnAUn({ evolution: { actions }, jaune }: { evolution: EvolutionComparee; jaune: Jaune }) {
  const rangs = actions.flatMap(({ ligne: rang }) => rang ?? []);
  const refs = actions.flatMap(({ precedente }) => precedente?.ref ?? []);
  expect(new Set(rangs).size).toBe(rangs.length);
  expect(new Set(refs).size).toBe(refs.length);
  const internationales = jaune.lignes.flatMap(({ verdict }, rang) =>
    verdict.place === 'internationale' ? [rang] : [],
  );
  expect(rangs.sort((gauche, droite) => gauche - droite)).toEqual(internationales);
  for (const { etat, ligne: rang, precedente, rapprochement } of actions) {
    expect([rang !== undefined, precedente !== undefined]).toEqual([etat !== 'terminee', etat !== 'nouvelle']);
    expect(rapprochement !== undefined).toBe(etat === 'poursuivie');
  }
}

describe('d’une année à l’autre', () => {
  it('chaque tableau, chaque liste et le périmètre font l’écart du total, au centime', async () => {
    await fc.assert(
      fc.asyncProperty(annee, annee, async (avant, maintenant) => {
        const comparees = await comparerDeuxAns(avant, maintenant);
        verifierLesSommes(comparees);
        verifierUnAUn(comparees);
      }),
      GRAINE,
    );
  });

  it('la même année deux fois ne change rien', async () => {
    await fc.assert(
      fc.asyncProperty(annee, async (lignes) => {
        const { evolution } = await comparerDeuxAns(lignes, lignes);
        expect(evolution.actions.filter(({ etat, ecart }) => etat !== 'poursuivie' || ecart !== 0)).toEqual([]);
        expect(evolution.probables).toBe(0);
        const rangees = evolution.tables.flatMap((table) => table.rangees);
        expect(rangees.filter(({ presence, ecart }) => presence !== 'continue' || ecart !== 0)).toEqual([]);
        expect([...evolution.perimetre.arrives, ...evolution.perimetre.partis]).toEqual([]);
      }),
      GRAINE,
    );
  });

  it('l’ordre dans lequel les lignes arrivent ne change pas ce qui est rapproché', async () => {
    const resume = ({ evolution }: { evolution: EvolutionComparee }) =>
      evolution.actions
        .map(({ etat, indice, rapprochement, avant, maintenant }) =>
          [etat, indice, rapprochement, avant, maintenant].join(' '),
        )
        .sort();
    await fc.assert(
      fc.asyncProperty(annee, annee, async (avant, maintenant) => {
        const droit = await comparerDeuxAns(avant, maintenant);
        const retourne = await comparerDeuxAns(avant.toReversed(), maintenant.toReversed());
        expect(resume(retourne)).toEqual(resume(droit));
      }),
      GRAINE,
    );
  });
});
