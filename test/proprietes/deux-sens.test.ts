/** Expenses and receipts, gross and net, one euro once: what must hold of any dossier. */

import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Compte } from '../../src/compile/compte.ts';
import type { Jaune } from '../../src/compile/jaune.ts';
import { Constats, estUneErreur } from '../../src/domain/constats/constat.ts';
import type { Affectation } from '../../src/domain/lignes/affectation.ts';
import { cleDeNom } from '../../src/domain/textes/nom.ts';
import { PLACES } from '../../src/domain/verdict/verdict.ts';
import { compilerLAnnee } from '../../src/edition/compiler-l-annee.ts';
import { preparer } from '../../src/edition/preparation.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { syntheseJson } from '../../src/render/json/synthese-json.ts';
import { avecDossier } from '../outils/atelier.ts';
import { verifierTousLesChiffres } from '../outils/chiffres.ts';
import { combien } from '../outils/combien.ts';
import { deposerDossier, lireEbauche } from '../outils/dossier-temporaire.ts';
import {
  aDeuxSens,
  type EbaucheADeuxSens,
  ebaucheADeuxSens,
  type LigneADeuxSens,
} from '../outils/ebauche-a-deux-sens.ts';

const GRAINE = { seed: 20101014 };
/** Faults of what a random dossier says, told once all is compiled: they refuse the documents, not the figures. */
const DITES_DU_JAUNE = new Set([
  'E-ORGANISME-SANS-LIGNE',
  'E-FLUX-NULLE-PART',
  'E-NET-AVEC-RECETTES',
  'E-FLUX-EN-CERCLE',
]);

const total = (valeurs: readonly (number | undefined)[]) =>
  valeurs.reduce<number>((somme, valeur) => somme + (valeur ?? 0), 0);

async function lire(ebauche: EbaucheADeuxSens) {
  const { constats, jaune, affectations } = await lireEbauche(ebaucheADeuxSens(ebauche));
  expect(constats.liste.filter((constat) => estUneErreur(constat) && !DITES_DU_JAUNE.has(constat.code))).toEqual([]);
  if (!jaune) throw new Error('le dossier ne se lit pas');
  return { constats, jaune, affectations };
}

/** What some parts of some lines weigh. */
function peser(affectations: readonly Affectation[], voulue: (affectation: Affectation, place: string) => boolean) {
  return total(
    affectations.flatMap((affectation) =>
      affectation.verdict.parts.flatMap(({ place }, rang) =>
        voulue(affectation, place) ? [affectation.montants[rang]] : [],
      ),
    ),
  );
}

const estRecette = ({ ligne }: Affectation) => ligne.sens === 'recette';

describe('quels que soient les lignes, les règles et les flux', () => {
  it('les six places font les dépenses reçues, et à part les recettes, par base et par source', async () => {
    await fc.assert(
      fc.asyncProperty(aDeuxSens, async (ebauche) => {
        const { jaune, affectations } = await lire(ebauche);
        const lues = ebauche.sources.flat();
        for (const sens of ['depense', 'recette'] as const) {
          const de = (compte: Compte & { readonly recettes: Compte }) =>
            sens === 'recette' ? compte.recettes : compte;
          for (const base of ['engagements', 'mandats'] as const) {
            const partition = jaune.partitionParBase.get(base);
            const attendu = total(lues.filter((lue) => lue.sens === sens).map((lue) => lue[base]));
            const places = PLACES.map((place) => partition && de(partition[place]).centimes);
            expect([base, sens, total(places)]).toEqual([base, sens, attendu]);
            expect(partition === undefined ? 0 : de(partition.total).centimes).toBe(attendu);
          }
          for (const [rang, { partition }] of jaune.sources.entries()) {
            const siennes = (ebauche.sources[rang] ?? []).filter((lue) => lue.sens === sens);
            const attendu = { lignes: siennes.length, centimes: total(siennes.map(({ engagements }) => engagements)) };
            expect(de(partition.total)).toMatchObject(attendu);
            expect(total(PLACES.map((place) => de(partition[place]).lignes))).toBe(attendu.lignes);
            expect(total(PLACES.map((place) => de(partition[place]).centimes))).toBe(attendu.centimes);
          }
        }
        verifierTousLesChiffres(jaune, affectations);
      }),
      { ...GRAINE, numRuns: combien(25, 60) },
    );
  });

  it('aucune recette n’est dans la synthèse, un tableau, la passerelle ni les opérations exceptionnelles', async () => {
    await fc.assert(
      fc.asyncProperty(aDeuxSens, async (ebauche) => {
        const sans = ebauche.sources.map((lignes) => lignes.filter(({ sens }) => sens === 'depense'));
        const dit = async (sources: EbaucheADeuxSens['sources']) => {
          const { jaune } = await lire({ ...ebauche, sources });
          const { synthese, tables, croisees, passerelle, cofinancements, consolidation } = jaune;
          return {
            synthese,
            tables,
            croisees,
            passerelle,
            exceptionnelles: jaune.exceptionnelles.map(({ montant }) => montant),
            partagees: jaune.partagees.map(({ montant, retenu, reste }) => [montant, retenu, reste]),
            brut: [cofinancements.brut, cofinancements.net],
            consolide: [consolidation.recu, consolidation.deduits, consolidation.consolide],
          };
        };
        expect(await dit(ebauche.sources)).toEqual(await dit(sans));
      }),
      { ...GRAINE, numRuns: combien(12, 30) },
    );
  });

  it('brut − recettes = reste à charge, par opération, par financeur et en tout', async () => {
    await fc.assert(
      fc.asyncProperty(aDeuxSens, async (ebauche) => {
        const { jaune, affectations } = await lire(ebauche);
        const { operations, sansOperation, parGenre, brut, net, recettes, resteACharge } = jaune.cofinancements;
        const internationales = (recette: boolean) =>
          peser(
            affectations,
            (affectation, place) => place === 'internationale' && estRecette(affectation) === recette,
          );
        expect(brut + net).toBe(internationales(false));
        expect(brut + net).toBe(jaune.synthese.totalHorsExceptionnelles);
        expect(recettes).toBe(internationales(true));
        expect(resteACharge).toBe(internationales(false) - internationales(true));
        for (const { declaree, lignes, brut: paye, net, recu, resteACharge: reste, financeurs } of operations) {
          const { id, libelle } = declaree;
          const ecrits = new Set(['', id, libelle]);
          const sienne = ({ ligne, verdict }: Affectation) =>
            (verdict.rattachement?.operation || (ecrits.has(ligne.operation) && ligne.operation !== '' ? id : '')) ===
            id;
          const pese = (recette: boolean) =>
            peser(
              affectations,
              (vue, place) => place === 'internationale' && sienne(vue) && estRecette(vue) === recette,
            );
          expect([id, paye + net, recu]).toEqual([id, pese(false), pese(true)]);
          expect(reste).toBe(pese(false) - pese(true));
          expect(total(financeurs.map(({ recu: verse }) => verse))).toBe(recu);
          expect(lignes.every((rang) => jaune.lignes[rang]?.ligne.sens === 'depense')).toBe(true);
        }
        expect(total(operations.map(({ recu }) => recu)) + sansOperation.recu).toBe(recettes);
        expect(total(parGenre.map(({ recu }) => recu))).toBe(recettes);
      }),
      { ...GRAINE, numRuns: combien(25, 60) },
    );
  });

  it('tout le reçu − les flux = le consolidé, par organisme et en tout ; les deux bouts de chaque flux s’ajoutent', async () => {
    await fc.assert(
      fc.asyncProperty(aDeuxSens, async (ebauche) => {
        const { jaune, affectations } = await lire(ebauche);
        const { recu, deduits, consolide, parOrganisme, rapprochements } = jaune.consolidation;
        const deduite = ({ verdict, ligne }: Affectation) =>
          verdict.flux !== undefined && verdict.place === 'exclue' && ligne.sens === 'depense';
        expect(recu.centimes).toBe(jaune.partition.total.centimes);
        expect(total(deduits.map(({ compte }) => compte.centimes))).toBe(peser(affectations, deduite));
        expect(consolide.centimes).toBe(recu.centimes - peser(affectations, deduite));
        expect(consolide.lignes).toBe(recu.lignes - affectations.filter(deduite).length);
        expect(total(parOrganisme.map((reste) => reste.recu.centimes))).toBe(recu.centimes);
        expect(total(parOrganisme.map((reste) => reste.consolide.centimes))).toBe(consolide.centimes);
        expect(total(parOrganisme.map((reste) => reste.international.centimes))).toBe(
          jaune.cofinancements.brut + jaune.cofinancements.net,
        );
        expect(total(parOrganisme.map((reste) => reste.recettes.centimes))).toBe(jaune.cofinancements.recettes);
        expect(total(parOrganisme.map((reste) => reste.resteACharge))).toBe(jaune.cofinancements.resteACharge);
        for (const {
          recu: sien,
          fluxInternes,
          consolide: garde,
          international,
          recettes,
          resteACharge,
        } of parOrganisme)
          expect([sien.centimes - fluxInternes.centimes, international.centimes - recettes.centimes]).toEqual([
            garde.centimes,
            resteACharge,
          ]);
        for (const { organisme, versements, verse, recu: dit, detail, ecart } of rapprochements) {
          const noms = new Set([organisme.nom, ...organisme.alias].map(cleDeNom));
          const sien = ({ ligne }: Affectation) => noms.has(cleDeNom(ligne.organisme));
          const vers = ({ verdict }: Affectation) => verdict.flux?.organisme === organisme.id;
          const pese = (voulue: (affectation: Affectation) => boolean) => peser(affectations, voulue);
          expect(verse.centimes).toBe(pese((vue) => vers(vue) && !sien(vue) && !estRecette(vue)));
          expect(dit?.centimes ?? 0).toBe(pese((vue) => vers(vue) && sien(vue) && estRecette(vue)));
          expect(dit !== undefined).toBe(affectations.some((vue) => vers(vue) && sien(vue) && estRecette(vue)));
          expect(detail.centimes).toBe(pese((vue) => sien(vue) && !estRecette(vue)));
          expect(total(versements.map(({ compte }) => compte.centimes))).toBe(verse.centimes);
          expect(ecart).toBe(dit && verse.centimes - dit.centimes);
          expect(total(versements.map(({ international }) => international.centimes))).toBe(
            peser(
              affectations,
              (vue, place) => place === 'internationale' && vers(vue) && !sien(vue) && !estRecette(vue),
            ),
          );
          // Under all its names, a body is one row.
          const siennes = jaune.tables.find(({ nom }) => nom === 'organisme')?.rangees ?? [];
          expect(siennes.filter(({ cle }) => noms.has(cleDeNom(cle))).length).toBeLessThan(2);
        }
      }),
      { ...GRAINE, numRuns: combien(25, 60) },
    );
  });

  it('un flux dont l’organisme n’a pas de ligne qui compte ne fait sortir aucun euro, ou rien n’est publié', async () => {
    await fc.assert(
      fc.asyncProperty(aDeuxSens, fc.boolean(), async (ebauche, jamaisDeLui) => {
        const estDuCrt = ({ organisme }: LigneADeuxSens) =>
          organisme === 'Comité du tourisme' || organisme === 'C.R.T.';
        const sources = ebauche.sources.map((lignes) =>
          jamaisDeLui ? lignes.map((lue) => (estDuCrt(lue) ? { ...lue, organisme: 'Région' } : lue)) : lignes,
        );
        const { jaune, affectations, constats } = await lire({ ...ebauche, sources });
        const refuse = constats.liste.some(
          ({ code }) => code === 'E-ORGANISME-SANS-LIGNE' || code === 'E-FLUX-NULLE-PART',
        );
        for (const { organisme } of jaune.consolidation.rapprochements) {
          const noms = new Set([organisme.nom, ...organisme.alias].map(cleDeNom));
          const parti = affectations.filter(
            ({ verdict, ligne }) =>
              verdict.flux?.organisme === organisme.id &&
              verdict.flux.genre !== 'mandat' &&
              verdict.place === 'exclue' &&
              ligne.sens === 'depense' &&
              !noms.has(cleDeNom(ligne.organisme)),
          );
          const compte = affectations.filter(
            ({ verdict, ligne }) =>
              noms.has(cleDeNom(ligne.organisme)) &&
              ligne.sens === 'depense' &&
              // What it passes on, or spends for another, is followed there.
              verdict.flux?.organisme !== organisme.id,
          );
          if (compte.length === 0 && parti.length > 0) expect([organisme.id, refuse]).toEqual([organisme.id, true]);
        }
      }),
      { ...GRAINE, numRuns: combien(30, 80) },
    );
  });

  it('l’ordre des sources et des lignes n’y fait rien', async () => {
    await fc.assert(
      fc.asyncProperty(aDeuxSens, fc.infiniteStream(fc.nat()), async (ebauche, hasards) => {
        const melanger = <T>(liste: readonly T[]): T[] =>
          liste
            .map((element) => ({ element, rang: hasards.next().value ?? 0 }))
            .sort((gauche, droite) => gauche.rang - droite.rang)
            .map(({ element }) => element);
        const sources = melanger(ebauche.sources.map((lignes) => melanger(lignes)));
        expect(dits((await lire({ ...ebauche, sources })).jaune)).toEqual(dits((await lire(ebauche)).jaune));
      }),
      { ...GRAINE, numRuns: combien(16, 40) },
    );
  });

  it('une année publiée avec ses recettes n’en met aucune dans l’évolution de la suivante', async () => {
    await fc.assert(
      fc.asyncProperty(aDeuxSens, async (ebauche) => {
        await avecDossier(async (racine) => {
          const suivant = join(racine, 'suivant');
          // Its grants stay: nothing of it is refused.
          const brouillon = ebaucheADeuxSens({ ...ebauche, detaille: false });
          deposerDossier(join(racine, 'dossier'), brouillon);
          const { jaune, sortie } = await compilerLEdition(
            join(racine, 'dossier'),
            join(racine, 'sortie'),
            new Constats(),
          );
          const sources = brouillon.sources.map((source) => ({
            ...source,
            declaration: { ...source.declaration, identique: 'les mêmes lignes, pour voir' },
          }));
          deposerDossier(suivant, { ...brouillon, sources, entete: { ...brouillon.entete, exercice: '2013' } });
          mkdirSync(join(suivant, 'memoire'));
          copyFileSync(join(sortie, 'lignes-2012.csv'), join(suivant, 'memoire/lignes-2012.csv'));
          const preparation = await preparer(suivant, new Constats());
          const { evolution } = await compilerLAnnee(preparation, {});
          if (!evolution?.comparable) throw new Error('les deux années ne se comparent pas');
          const avant = Object.entries(evolution.synthese).map(([nom, { avant: centimes }]) => [nom, centimes]);
          expect(Object.fromEntries(avant)).toEqual(jaune.synthese);
          for (const { rangees } of evolution.tables)
            expect(total(rangees.map((rangee) => rangee.avant))).toBe(jaune.synthese.totalHorsExceptionnelles);
        });
      }),
      { ...GRAINE, numRuns: combien(3, 6) },
    );
  });
});

/** What a jaune publishes, but for its files; of several spellings of one name, which one shows is the first or the most frequent. */
function dits(jaune: Jaune): unknown {
  const {
    sources: _sources,
    avertissements: _avertissements,
    ...reste
  } = syntheseJson(jaune) as Record<string, unknown>;
  return JSON.parse(
    JSON.stringify(reste, (cle, valeur) =>
      (cle === 'libelle' || cle === 'nom') && typeof valeur === 'string' ? cleDeNom(valeur) : valeur,
    ),
  );
}
