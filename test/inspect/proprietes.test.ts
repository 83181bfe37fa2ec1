/** What holds of all that `jaune source` says to be sure, whatever the file. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Constats } from '../../src/domain/constats/constat.ts';
import { inscrireLesBlocs, ouvrirLExercice } from '../../src/inspect/inscrire-les-blocs.ts';
import { inspecterSource } from '../../src/inspect/inspecter-source.ts';
import type { EcartPropose } from '../../src/inspect/proposition.ts';
import { avecDossier, dossierDEssai } from '../outils/atelier.ts';
import { combien } from '../outils/combien.ts';
import { deposer } from '../outils/dossier-temporaire.ts';
import { courirIci } from '../outils/dossiers.ts';

const EUROS_MAX = 400;
const TITRES = ['Chapitre', 'Fonction', 'Objet', 'Engagé'];

interface Rangee {
  readonly codes: boolean;
  readonly libelle: string;
  readonly euros: number;
}

const enCellules = ({ codes, libelle, euros }: Rangee) => [
  codes ? '930' : '',
  codes ? '048' : '',
  libelle,
  `${euros},00`,
];

function enCsv(rangees: readonly (readonly string[])[], titres: readonly string[] = TITRES): string {
  return [titres, ...rangees].map((rangee) => `${rangee.join(';')}\n`).join('');
}

/** Few names and small amounts: what looks like a total, and what comes to a sum by chance, are met often. */
const RANGEE: fc.Arbitrary<Rangee> = fc.record({
  codes: fc.nat({ max: 5 }).map((tire) => tire > 0),
  libelle: fc.constantFrom(
    'Forage',
    'Forage',
    'Forage',
    'Total',
    'TOTAL général',
    'Totaux',
    'Total Mali',
    'Report',
    'Ensemble',
  ),
  euros: fc.integer({ min: 1, max: 6 }),
});
/** Lines, and here and there the sum of some above, most often without codes. */
const TABLEAU = fc.array(fc.tuple(RANGEE, fc.nat({ max: 9 })), { minLength: 3, maxLength: 14 }).map((tirees) => {
  const rangees: Rangee[] = [];
  for (const [rangee, sur] of tirees) {
    const sommees = rangees.slice(-sur);
    const euros = sommees.reduce((somme, ligne) => somme + ligne.euros, 0);
    if (sur < 6 || sommees.length < 2) rangees.push(rangee);
    else rangees.push({ ...rangee, euros, codes: sur === 9 && rangee.codes });
  }
  return rangees;
});

const plie = (texte: string) =>
  texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Reads a condition with nothing of the tool. */
function tombe({ colonne, attente, vide }: EcartPropose, rangee: Rangee): boolean {
  const cellule = (titre: string) => plie(enCellules(rangee)[TITRES.indexOf(titre)] ?? '');
  if (vide !== undefined && cellule(vide) !== '') return false;
  const lue = cellule(colonne);
  if (attente.type === 'absent') return lue === '';
  if (attente.type === 'commence_par') return lue.startsWith(plie(attente.debut));
  return (lue === plie(attente.valeur)) === (attente.type === 'egal');
}

/** Whether an amount is the sum of two rows or more that stand together, those that are left out aside. */
function estUneSomme(rangee: Rangee, restantes: readonly Rangee[]): boolean {
  return restantes.some((_, debut) => {
    let somme = 0;
    return restantes.slice(debut).some(({ euros }, rang) => {
      somme += euros;
      return rang > 0 && somme === rangee.euros;
    });
  });
}

async function proposer(csv: string) {
  return avecDossier(async (racine) => {
    deposer(racine, 'a.csv', csv);
    const { blocs } = await inspecterSource(
      join(racine, 'a.csv'),
      { exercice: '2012', base: 'engagements' },
      new Constats(),
    );
    return blocs[0]?.proposition;
  });
}

describe('ce qui est dit sûr', () => {
  test('une condition de total n’écarte que des lignes sans code qui font la somme d’autres', async () => {
    let [sures, vues] = [0, 0];
    await fc.assert(
      fc.asyncProperty(TABLEAU, async (rangees) => {
        const ecarts = (await proposer(enCsv(rangees.map(enCellules))))?.ecarts ?? [];
        const deTotal = ecarts.filter(
          ({ motif, confiance }) => motif.startsWith('Ligne de total') && confiance === 'sûr',
        );
        vues += 1;
        sures += deTotal.length;
        for (const ecart of deTotal)
          for (const rangee of rangees.filter((une) => tombe(ecart, une))) {
            // What another condition leaves out may be a part of none of the sums.
            const restantes = rangees.filter((une) => !ecarts.some((autre) => tombe(autre, une)));
            expect(rangee.codes, JSON.stringify({ ecart, rangee })).toBe(false);
            expect(estUneSomme(rangee, restantes), JSON.stringify({ ecart, rangee, restantes })).toBe(true);
          }
      }),
      { numRuns: combien(60, 150), seed: 20_121_213 },
    );
    expect(sures).toBeGreaterThan(vues / 20);
  }, 120_000);

  const chiffres = (nombre: number) =>
    fc.array(fc.nat({ max: 9 }), { minLength: nombre, maxLength: nombre }).map((tires) => tires.join(''));
  const cleDeLuhn = (debut: string) => {
    const somme = [...debut].reverse().reduce((cumul, chiffre, rang) => {
      const double = Number(chiffre) * (rang % 2 === 0 ? 2 : 1);
      return cumul + (double > 9 ? double - 9 : double);
    }, 0);
    return `${debut}${(10 - (somme % 10)) % 10}`;
  };
  const FAMILLES = {
    années: fc.integer({ min: 1990, max: 2029 }).map(String),
    'codes postaux': fc
      .tuple(fc.integer({ min: 1, max: 95 }), chiffres(2))
      .map(([departement, suite]) => `${String(departement).padStart(2, '0')}${suite}0`),
    SIREN: chiffres(7).map((suite) => cleDeLuhn(`3${suite}`)),
    SIRET: chiffres(7).map((suite) => cleDeLuhn(`${cleDeLuhn(`3${suite}`)}0001`)),
    téléphones: chiffres(8).map((suite) => `01${suite}`),
  };
  const TITRES_DE_MONTANTS = [
    'CP',
    'BP',
    'Engagé',
    'Engagement',
    'Mandaté',
    'Mandat',
    'Montant',
    'Crédits votés',
    'AE',
  ];

  test.each(Object.entries(FAMILLES))(
    'aucune colonne de montants dont chaque cellule est des %s',
    async (_, cellule) => {
      const fichier = fc.tuple(
        fc.constantFrom(...TITRES_DE_MONTANTS),
        fc.array(cellule, { minLength: 5, maxLength: 20 }),
      );
      await fc.assert(
        fc.asyncProperty(fichier, async ([titre, cellules]) => {
          const csv = enCsv(
            cellules.map((vue, rang) => ['930', '048', `Forage ${rang}`, vue, `${rang + 1_200},50`]),
            ['Chapitre', 'Fonction', 'Objet', titre, 'Affecté'],
          );
          const surs = ((await proposer(csv))?.montants ?? []).filter(({ confiance }) => confiance === 'sûr');
          const titres = surs.flatMap(({ colonnes }) => Object.values(colonnes));
          expect(titres).not.toContain(titre);
        }),
        { numRuns: combien(10, 25), seed: 20_121_213 },
      );
    },
    60_000,
  );
});

describe('ce qui est lu', () => {
  const ENTETE =
    'exercice: 2012\ncollectivite: Région\ntitre: Essai\nnorme: M71\nvote: par_fonction\nbase: engagements\ndate_edition: 2012-12-13\nsecteur_pilote: Culture\ncode_inconnu: erreur\nsources:\n';
  const LIGNES = fc.tuple(TABLEAU, fc.array(fc.integer({ min: 1, max: EUROS_MAX }), { minLength: 2, maxLength: 9 }));

  test('la somme que dit source est celle que lit compiler avec son bloc', async () => {
    let compiles = 0;
    await fc.assert(
      fc.asyncProperty(LIGNES, async ([rangees, montants]) => {
        const racine = dossierDEssai();
        deposer(racine, 'dossier/exercice.yaml', ENTETE);
        deposer(racine, 'dossier/regles/10.yaml', '[]\n');
        const coupes = montants.map((euros) => ({ codes: true, libelle: 'Échanges', euros }));
        deposer(racine, 'recu.csv', enCsv([...coupes, ...rangees].map(enCellules)));
        const [dossier, recu] = [join(racine, 'dossier'), join(racine, 'recu.csv')];
        const constats = new Constats();
        const ouvert = ouvrirLExercice(dossier, constats);
        const { blocs } = await inspecterSource(recu, { dossier, secteur: 'Culture', organisme: 'Région' }, constats);
        await inscrireLesBlocs(ouvert, recu, blocs);
        const sortie = join(dossier, 'sortie');
        const { code } = await courirIci(['compiler', dossier, '--sortie', sortie]);
        const lecture = blocs[0]?.lecture;
        expect(code).toBe(lecture?.constats.enErreur ? 1 : 0);
        if (code !== 0) return;
        compiles += 1;
        const { partition } = JSON.parse(readFileSync(join(sortie, 'synthese-2012.json'), 'utf8'));
        expect(partition.total.centimes).toBe(lecture?.lue.depenses.montants.engagements);
      }),
      { numRuns: combien(6, 12), seed: 20_121_213 },
    );
    expect(compiles).toBeGreaterThan(3);
  }, 240_000);
});
