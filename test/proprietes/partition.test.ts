import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Classifieur } from '../../src/classify/classifieur.ts';
import { RegistreDesDecisions } from '../../src/classify/decisions/registre-des-decisions.ts';
import type { Jaune } from '../../src/compile/jaune.ts';
import { Constats, estUneErreur } from '../../src/domain/constats/constat.ts';
import { garder } from '../../src/domain/lignes/ligne-budgetaire.ts';
import { PLACES } from '../../src/domain/verdict/verdict.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { centimes } from '../outils/arbitraires.ts';
import { avecDossier } from '../outils/atelier.ts';
import { verifierTousLesChiffres } from '../outils/chiffres.ts';
import { combien } from '../outils/combien.ts';
import { deposerDossier, type Ebauche, lireEbauche } from '../outils/dossier-temporaire.ts';

const GRAINE = { seed: 20121213 };
const SECTEURS = ['Pilote', 'Culture', 'Économie'];

/** Lines that resemble one another enough for rules to meet several, on two bases. */
const ligne = fc
  .record({
    secteur: fc.constantFrom(...SECTEURS),
    chapitre: fc.constantFrom('900', '930', '932', '939'),
    sens: fc.constantFrom('depense', 'recette'),
    libelle: fc.constantFrom('Aide au Mali', 'Export', 'Voirie', 'Festival', 'Coopération décentralisée', ''),
    beneficiaire: fc.constantFrom('', 'Association A', 'association a', 'Lycée B'),
    lieu: fc.constantFrom('', 'Mali', 'Sénégal', 'Paris', 'Hanoï'),
    reference: fc.constant(''),
    engagements: centimes,
    mandats: fc.option(centimes, { nil: undefined }),
  })
  .map((ecrite) =>
    ecrite.libelle === '' && ecrite.beneficiaire === '' ? { ...ecrite, beneficiaire: 'Lycée B' } : ecrite,
  );
type Ligne = { [C in keyof (typeof ligne extends fc.Arbitrary<infer T> ? T : never)]: unknown } & {
  readonly engagements: number;
  readonly mandats: number | undefined;
};

const champSimple = fc.oneof(
  fc.constantFrom<Record<string, unknown>>(
    { libelle: { mots: ['Mali', 'coopération décentralisée'] } },
    { libelle: { mots: 'export' } },
    { libelle: { commence_par: 'FEST' } },
    { libelle: { sauf: 'Voirie' } },
    { libelle: 'absent' },
    { chapitre: '930' },
    { chapitre: ['900', '93*'] },
    { chapitre: '930..932' },
    { chapitre: { sauf: ['900', '939'] } },
    { beneficiaire: 'present' },
    { beneficiaire: 'Association A' },
    { lieu: ['Mali', 'Sénégal'] },
    { sens: 'recette' },
    { secteur: 'Culture' },
    { montant: { min: '0' } },
    { montant: { max: '-0,01' } },
    { montant: { min: '1', max: '10 000' } },
  ),
);
const condition: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  champSimple,
  fc.tuple(champSimple, champSimple).map(([gauche, droite]) => ({ ...gauche, ...droite })),
  fc
    .tuple(fc.constantFrom('tous', 'un', 'aucun'), fc.array(champSimple, { minLength: 1, maxLength: 3 }))
    .map(([type, conditions]) => ({ [type]: conditions })),
);

const part = fc.constantFrom('30 %', '33,33 %', '1/3', '12,345678 %', '99,99 %', '2/7', '0,01 %');
const partage = (valeurs: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...valeurs),
    fc
      .tuple(
        fc.shuffledSubarray([...valeurs], { minLength: 1 }),
        fc.constantFrom('33,33 %', '1/3', '12,345678 %', '2/7'),
      )
      .map(([choisies, chacune]) => Object.fromEntries(choisies.map((valeur) => [valeur, chacune]))),
  );
const conclusion = fc.oneof(
  fc.constantFrom('exclue', 'incluse').map((ecrite) => ({ question: 'perimetre', conclusion: ecrite })),
  fc
    .constantFrom('internationale', 'non_internationale')
    .map((ecrite) => ({ question: 'international', conclusion: ecrite })),
  part.map((quotePart) => ({ question: 'international', conclusion: { quote_part: quotePart, cle: 'essai' } })),
  fc.constantFrom('exceptionnelle', 'ordinaire').map((ecrite) => ({ question: 'exceptionnel', conclusion: ecrite })),
  fc
    .record(
      {
        axe: partage(['jeunesse', 'croissance']),
        domaine: partage(['export', 'solidarite']),
        pays: partage(['Mali', 'Sénégal', 'Viêt Nam']),
        secteur: partage(SECTEURS),
      },
      { requiredKeys: ['axe'] },
    )
    .map((dimensions) => ({ question: 'ventilation', conclusion: dimensions })),
);
/** A rule of any kind; the example is caught by a reference that no line bears. */
const regle = fc.tuple(condition, conclusion).map(([si, conclue]) => ({
  si: { un: [si, { reference: 'exemple' }] },
  ...conclue,
  motif: 'essai',
  exemples: { attrape: [{ reference: 'exemple' }] },
}));

const decision = fc.record({
  rang: fc.nat(30),
  decision: fc.constantFrom('internationale', 'exceptionnelle', 'non_internationale', 'exclue'),
  part: fc.option(part, { nil: '' }),
  axe: fc.constantFrom('', 'jeunesse'),
  pays: fc.constantFrom('', 'MLI'),
});

interface Cas {
  readonly ebauche: Ebauche;
  readonly lignes: readonly { readonly fichier: string; readonly ligne: Ligne }[];
}

const COLONNES = [
  'secteur',
  'chapitre',
  'sens',
  'libelle',
  'beneficiaire',
  'lieu',
  'reference',
  'engagements',
  'mandats',
] as const;
const enEuros = (valeur: number) => (valeur / 100).toFixed(2).replace('.', ',');

const cas: fc.Arbitrary<Cas> = fc
  .record({
    fichiers: fc.array(fc.array(ligne, { minLength: 1, maxLength: 25 }), { minLength: 1, maxLength: 2 }),
    regles: fc.array(regle, { maxLength: 12 }),
    decisions: fc.uniqueArray(decision, { maxLength: 4, selector: ({ rang }) => rang }),
  })
  .map(({ fichiers, regles, decisions }) => {
    const textes = fichiers.map((lignes) =>
      lignes.map((chaque) =>
        COLONNES.map((colonne) => {
          const valeur = chaque[colonne];
          return typeof valeur === 'number' ? enEuros(valeur) : (valeur ?? '');
        }).join(';'),
      ),
    );
    const [premier = []] = textes;
    const { secteur: _secteur, ...colonnes } = Object.fromEntries(COLONNES.slice(0, -2).map((nom) => [nom, nom]));
    const declaration = {
      secteur: undefined,
      colonnes: { ...colonnes, secteur: 'secteur' },
      montants: { engagements: 'engagements', mandats: 'mandats' },
    };
    return {
      ebauche: {
        entete: { secteur_pilote: fichiers[0]?.[0]?.secteur },
        sources: textes.map((lignes, rang) => ({
          fichier: `sources/${rang}.csv`,
          contenu: [COLONNES.join(';'), ...lignes, ''].join('\n'),
          declaration,
        })),
        regles: regles.map((chaque, rang) => ({ id: `r${rang}`, ...chaque })),
        decisions: decisions.flatMap(({ rang, decision: decidee, part: ecrite, axe, pays }) => {
          const texte = premier[rang];
          if (texte === undefined) return [];
          const empreinte = createHash('sha256').update(texte).digest('hex').slice(0, 16);
          const partageable = decidee === 'internationale' || decidee === 'exceptionnelle';
          const quotePart = partageable ? ecrite : '';
          const cle = quotePart === '' ? '' : 'essai';
          const ou = partageable ? `${axe};;;${pays}` : ';;;';
          return [
            `sources/0.csv:${rang + 2};${empreinte};${decidee};${quotePart};${cle};${ou};motif;A. Essai;2012-11-05`,
          ];
        }),
      },
      lignes: fichiers.flatMap((lignes, rang) =>
        lignes.map((chaque) => ({ fichier: `sources/${rang}.csv`, ligne: chaque })),
      ),
    };
  });

const total = (valeurs: readonly (number | undefined)[]) =>
  valeurs.reduce<number>((somme, valeur) => somme + (valeur ?? 0), 0);
const sansBigInt = (_cle: string, valeur: unknown) => (typeof valeur === 'bigint' ? `${valeur}n` : valeur);

async function lire(ebauche: Ebauche) {
  const lecture = await lireEbauche(ebauche);
  expect(lecture.constats.liste.filter(estUneErreur)).toEqual([]);
  if (!lecture.jaune || !lecture.preparation) throw new Error('le dossier ne se lit pas');
  return { ...lecture, jaune: lecture.jaune, preparation: lecture.preparation };
}

/** All that must add up in a jaune, whatever the rules. */
function verifierLesSommes(jaune: Jaune): void {
  const { synthese, passerelle, partition, tables, croisees, couverture } = jaune;
  const titre = synthese.totalHorsExceptionnelles;
  expect(titre).toBe(partition.internationale.centimes);
  expect(synthese.secteurPilote + synthese.autresSecteurs).toBe(titre);
  expect(synthese.exceptionnelles).toBe(partition.exceptionnelle.centimes);
  expect(total(jaune.exceptionnelles.map(({ montant }) => montant))).toBe(synthese.exceptionnelles);
  for (const table of tables) {
    expect([table.nom, table.total]).toEqual([table.nom, titre]);
    expect(total(table.rangees.map(({ montant }) => montant))).toBe(titre);
  }
  for (const { lignes, colonnes, cellules, total: somme } of croisees) {
    expect(somme).toBe(titre);
    lignes.forEach(({ montant }, rang) => {
      expect(total((cellules[rang] ?? []).map((cellule) => cellule?.montant))).toBe(montant);
    });
    colonnes.forEach(({ montant }, rang) => {
      expect(total(cellules.map((rangee) => rangee[rang]?.montant))).toBe(montant);
    });
  }
  const sorties = total(passerelle.sorties.map(({ montant }) => montant));
  const { secteurPiloteRetenu: retenu, transferts } = passerelle;
  expect(passerelle.secteurPiloteRecu.montant - sorties - transferts).toBe(retenu);
  expect(retenu).toBe(synthese.secteurPilote);
  expect(retenu + total(passerelle.apports.map(({ montant }) => montant))).toBe(titre);
  expect(passerelle.total).toBe(titre);
  expect(couverture.totalSiTout).toBe(titre + partition.a_arbitrer.centimes + partition.non_examinee.centimes);
  for (const { montant, retenu: garde, reste } of jaune.partagees) expect(garde + reste).toBe(montant);
}

interface DeuxSens {
  readonly centimes: number;
  readonly recettes: { readonly centimes: number };
}

describe('quels que soient les règles, les parts et les décisions', () => {
  it('chaque centime reçu est à une place et une seule, par source et par base', async () => {
    await fc.assert(
      fc.asyncProperty(cas, async ({ ebauche, lignes }) => {
        const { jaune, affectations } = await lire(ebauche);
        expect(affectations).toHaveLength(lignes.length);
        for (const base of ['engagements', 'mandats'] as const) {
          const partition = jaune.partitionParBase.get(base);
          const recu = (sens: string) => total(lignes.map(({ ligne: lue }) => (lue.sens === sens ? lue[base] : 0)));
          const [depenses, recettes] = [recu('depense'), recu('recette')];
          expect([base, partition?.total.centimes ?? 0]).toEqual([base, depenses]);
          expect([base, partition?.total.recettes.centimes ?? 0]).toEqual([base, recettes]);
          expect(total(PLACES.map((place) => partition?.[place].centimes))).toBe(depenses);
          expect(total(PLACES.map((place) => partition?.[place].recettes.centimes))).toBe(recettes);
        }
        for (const source of jaune.sources) {
          const compter = (sens: string) => {
            const siennes = lignes.filter(({ fichier, ligne: lue }) => fichier === source.fichier && lue.sens === sens);
            return { lignes: siennes.length, centimes: total(siennes.map(({ ligne: lue }) => lue.engagements)) };
          };
          expect(source.partition.total).toEqual({ ...compter('depense'), recettes: compter('recette') });
        }
        for (const place of PLACES) {
          const compter = (sens: string) => {
            const siennes = affectations.filter(({ ligne: lue }) => lue.sens === sens);
            const parts = siennes.flatMap(({ verdict, montants }) =>
              verdict.parts.flatMap((vue, rang) => (vue.place === place ? [montants[rang]] : [])),
            );
            return {
              lignes: siennes.filter(({ verdict }) => verdict.place === place).length,
              centimes: total(parts),
            };
          };
          expect(jaune.partition[place]).toEqual({ ...compter('depense'), recettes: compter('recette') });
        }
        verifierLesSommes(jaune);
      }),
      { ...GRAINE, numRuns: combien(32, 80) },
    );
  });

  it('chaque chiffre, par son nom, se refait de toutes les lignes qui passent', async () => {
    await fc.assert(
      fc.asyncProperty(cas, async ({ ebauche }) => {
        const { jaune, affectations } = await lire(ebauche);
        verifierTousLesChiffres(jaune, affectations);
      }),
      { ...GRAINE, numRuns: combien(16, 40) },
    );
  });

  it('un verdict rendu de mémoire est celui d’un classement neuf', async () => {
    await fc.assert(
      fc.asyncProperty(cas, async ({ ebauche }) => {
        const { affectations, preparation } = await lire({ ...ebauche, decisions: [] });
        const { regles, examinateur } = preparation.classement;
        const { geographie, objectifs } = preparation.references;
        const { enTete } = preparation.dossier;
        const decisions = new RegistreDesDecisions([]);
        for (const { ligne: vue, verdict } of affectations) {
          const constats = new Constats();
          const contexte = { ...enTete, regles, decisions, examinateur, geographie, objectifs, constats };
          const neuf = new Classifieur(contexte);
          const copie = Object.assign(garder(vue), { imputation: { ...vue.imputation } });
          expect(JSON.stringify(verdict, sansBigInt)).toBe(JSON.stringify(neuf.classer(copie), sansBigInt));
        }
      }),
      { ...GRAINE, numRuns: combien(10, 25) },
    );
  });

  it('la somme du CSV des lignes est celle du JSON', async () => {
    await fc.assert(
      fc.asyncProperty(cas, async ({ ebauche, lignes }) => {
        await avecDossier(async (racine) => {
          deposerDossier(racine, ebauche);
          const { jaune, sortie } = await compilerLEdition(racine, join(racine, 'sortie'), new Constats());
          const synthese = JSON.parse(readFileSync(join(sortie, 'synthese-2012.json'), 'utf8'));
          const csv: Record<string, string>[] = parse(readFileSync(join(sortie, 'lignes-2012.csv')), {
            delimiter: ';',
            columns: true,
          });
          for (const place of PLACES) {
            const siennes = csv.filter(({ verdict }) => verdict === place);
            const deDepenses = siennes.filter(({ sens }) => sens === 'depense');
            const somme = total(deDepenses.map(({ montant_part_centimes: centimes }) => Number(centimes)));
            expect([place, somme]).toEqual([place, synthese.partition[place].centimes]);
          }
          // Whoever adds a column up, without a filter, has what it says.
          const sommeDe = (colonne: string) => total(csv.map((enregistrement) => Number(enregistrement[colonne])));
          const recu = ({ centimes, recettes }: DeuxSens) => centimes + recettes.centimes;
          const { total: tout, internationale } = synthese.partition;
          expect(sommeDe('montant_retenu_centimes')).toBe(jaune.synthese.totalHorsExceptionnelles);
          expect(sommeDe('recette_retenue_centimes')).toBe(internationale.recettes.centimes);
          expect(sommeDe('montant_centimes')).toBe(recu(tout));
          expect(sommeDe('montant_part_centimes')).toBe(recu(tout));
          for (const base of ['engagements', 'mandats']) {
            const deLaBase = synthese.partition_par_base[base]?.total;
            const recuDeLaBase = deLaBase === undefined ? 0 : recu(deLaBase);
            expect([sommeDe(`${base}_centimes`), sommeDe(`${base}_part_centimes`)]).toEqual([
              recuDeLaBase,
              recuDeLaBase,
            ]);
          }
          expect(synthese.synthese.total_hors_exceptionnelles).toBe(jaune.synthese.totalHorsExceptionnelles);
          expect(new Set(csv.map(({ ref }) => ref)).size).toBe(lignes.length);
        });
      }),
      { ...GRAINE, numRuns: combien(3, 6) },
    );
  });
});
