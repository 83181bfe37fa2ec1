import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Measurement, measureTrial } from '../../src/cli/controler/measure-trial.ts';
import { CompteurDeRegles } from '../../src/compile/compteur-de-regles.ts';
import type { Difference } from '../../src/compile/difference.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { DIMENSIONS, dimensionDecrite } from '../../src/domain/verdict/dimensions.ts';
import { preparer } from '../../src/edition/preparation.ts';
import { centimes } from '../outils/arbitraires.ts';
import { avecDossier } from '../outils/atelier.ts';
import { deposer, deposerDossier, type Lecture, lireDossier } from '../outils/dossier-temporaire.ts';

const GRAINE = { seed: 20121213 };
const SECTEURS = ['Pilote', 'Culture', 'Jeunesse'];

const ligne = fc.tuple(
  fc.constantFrom(...SECTEURS),
  fc.constantFrom('900', '930', '933'),
  fc.constantFrom('Aide au Mali', 'Export', 'Voirie', 'Festival'),
  centimes,
);
const si = fc.constantFrom<Record<string, unknown>>(
  { chapitre: '930' },
  { chapitre: '9*' },
  { libelle: { mots: ['Mali', 'export'] } },
  { libelle: { sauf: 'Voirie' } },
  { secteur: 'Culture' },
  { montant: { min: '10 000' } },
);
const conclusion = fc.constantFrom<Record<string, unknown>>(
  { question: 'perimetre', conclusion: 'exclue' },
  { question: 'international', conclusion: 'internationale' },
  { question: 'international', conclusion: 'non_internationale' },
  { question: 'international', conclusion: { quote_part: '1/3', cle: 'essai' } },
  { question: 'international', conclusion: { quote_part: '33,33 %', cle: 'essai' } },
  { question: 'exceptionnel', conclusion: 'exceptionnelle' },
  { question: 'ventilation', conclusion: { axe: 'jeunesse', pays: { Mali: '1/3', Sénégal: '2/7' } } },
  { question: 'ventilation', conclusion: { axe: { jeunesse: '50 %' }, secteur: 'Culture' } },
);
const regle = fc.tuple(si, conclusion).map(([condition, conclue]) => ({
  si: { un: [condition, { reference: 'exemple' }] },
  ...conclue,
  motif: 'essai',
  exemples: { attrape: [{ reference: 'exemple' }] },
}));
const regles = fc.array(regle, { maxLength: 8 });

const cas = fc.record({
  lignes: fc.array(ligne, { minLength: 1, maxLength: 30 }),
  regles,
  sans: fc.subarray(['r0', 'r1', 'r2', 'r3']),
  ajout: fc.option(
    // Before, instead of, and after the rules of the dossier.
    fc.record({ nom: fc.constantFrom('05-avant.yaml', '10-essai.yaml', '90-apres.yaml'), regles }),
    { nil: undefined },
  ),
});

const nommees = (liste: readonly unknown[], lettre: string) =>
  liste.map((chaque, rang) => ({ id: `${lettre}${rang}`, ...(chaque as object) }));
const somme = (valeurs: readonly number[]) => valeurs.reduce((total, valeur) => total + valeur, 0);

/** Measures a trial, then does for real what was tried, and reads again. */
async function essayer(
  { lignes, regles: ecrites, sans: voulues, ajout }: typeof cas extends fc.Arbitrary<infer T> ? T : never,
  aGarder: number,
): Promise<{ readonly mesure: Measurement; readonly avant: Lecture; readonly apres: Lecture }> {
  const sans = voulues.filter((id) => Number(id.slice(1)) < ecrites.length);
  const duDossier = nommees(ecrites, 'r');
  const corps = lignes.map(([secteur, chapitre, libelle, valeur]) =>
    [secteur, chapitre, libelle, (valeur / 100).toFixed(2).replace('.', ',')].join(';'),
  );
  const source = {
    fichier: 'sources/s.csv',
    contenu: ['Secteur;Chapitre;Objet;Engagé', ...corps, ''].join('\n'),
    declaration: {
      secteur: undefined,
      colonnes: { secteur: 'Secteur', chapitre: 'Chapitre', libelle: 'Objet' },
    },
  };
  const entete = { secteur_pilote: lignes[0]?.[0] };
  return avecDossier(async (racine) => {
    deposerDossier(racine, { entete, sources: [source], regles: duDossier });
    const avant = await lireDossier(racine);
    const brouillon = join(racine, 'brouillons', ajout?.nom ?? '');
    if (ajout) deposer(racine, `brouillons/${ajout.nom}`, JSON.stringify(nommees(ajout.regles, 'e')));
    const preparation = await preparer(racine, new Constats());
    const mesure = await measureTrial(preparation, { sans, avec: ajout ? [brouillon] : [] }, aGarder);
    const restantes = duDossier.filter(({ id }) => !sans.includes(id));
    deposerDossier(racine, { entete, sources: [source], regles: restantes });
    if (ajout) deposer(racine, `regles/${ajout.nom}`, JSON.stringify(nommees(ajout.regles, 'e')));
    rmSync(join(racine, 'brouillons'), { recursive: true, force: true });
    return { mesure, avant, apres: await lireDossier(racine) };
  });
}

function verifierLesSommes({ avant, apres, comptes, deplacements, ventilation }: Difference): void {
  const ecart = apres.synthese.totalHorsExceptionnelles - avant.synthese.totalHorsExceptionnelles;
  expect(somme(deplacements.map(({ auTotal }) => auTotal))).toBe(ecart);
  expect(somme(deplacements.map(({ auxExceptionnelles }) => auxExceptionnelles))).toBe(
    apres.synthese.exceptionnelles - avant.synthese.exceptionnelles,
  );
  // No rule of these dossiers speaks of goals, which then are no dimension of theirs.
  for (const dimension of DIMENSIONS.filter((connue) => !dimensionDecrite(connue).facultative))
    expect(somme(ventilation.filter((vue) => vue.dimension === dimension).map((vue) => vue.ecart))).toBe(ecart);
  for (const nature of ['place', 'ventilation', 'raison'] as const) {
    const siens = deplacements.filter((deplacement) => deplacement.nature === nature);
    expect(comptes[nature]).toEqual({
      lignes: siens.length,
      centimes: somme(siens.map(({ deplaces }) => deplaces)),
      // All lines of these dossiers are expenses.
      recettes: { lignes: 0, centimes: 0 },
    });
  }
}

describe('quelles que soient les règles retirées et ajoutées', () => {
  it('la mesure est ce qui arrive quand on le fait, et les lignes dites en font la somme', async () => {
    let mues = 0;
    await fc.assert(
      fc.asyncProperty(cas, async (tire) => {
        const { mesure, avant, apres } = await essayer(tire, Number.POSITIVE_INFINITY);
        const { difference } = mesure;
        for (const [bilan, lecture] of [
          [difference.avant, avant],
          [difference.apres, apres],
        ] as const) {
          expect(bilan.synthese).toEqual(lecture.jaune?.synthese);
          expect(bilan.partition).toEqual(lecture.jaune?.partition);
        }
        const sansLieu = (effets: Measurement['regles'] | undefined) =>
          effets?.map(({ regle: { id }, emporte, devance, contredite }) => ({ id, emporte, devance, contredite }));
        expect(sansLieu(mesure.regles)).toEqual(sansLieu(apres.jaune?.regles));
        verifierLesSommes(difference);
        mues += difference.deplacements.length;
      }),
      { ...GRAINE, numRuns: 30 },
    );
    expect(mues).toBeGreaterThan(50);
  });

  it('en garder moins n’est que n’en montrer que le début', async () => {
    await fc.assert(
      fc.asyncProperty(cas, fc.integer({ min: 1, max: 5 }), async (tire, aGarder) => {
        const [tout, debut] = [await essayer(tire, Number.POSITIVE_INFINITY), await essayer(tire, aGarder)];
        const refs = ({ mesure }: typeof tout) => mesure.difference.deplacements.map(({ ref }) => ref);
        expect(refs(debut)).toEqual(refs(tout).slice(0, aGarder));
        expect(debut.mesure.difference.comptes).toEqual(tout.mesure.difference.comptes);
      }),
      { ...GRAINE, numRuns: 6 },
    );
  });
});

describe('les effets des règles', () => {
  it('se comptent de même que les lignes partagent ou non leurs verdicts', async () => {
    await fc.assert(
      fc.asyncProperty(cas, async (tire) => {
        const { avant } = await essayer({ ...tire, sans: [], ajout: undefined }, 1);
        const [jaune, deRegles] = [avant.jaune, avant.preparation?.classement.regles];
        if (!jaune || !deRegles) throw new Error('le dossier ne se lit pas');
        const compteur = new CompteurDeRegles();
        for (const { ligne: vue, verdict, montant } of avant.affectations)
          compteur.ajouter(vue, { ...verdict }, montant);
        expect(compteur.effets(deRegles)).toEqual(jaune.regles);
        expect(compteur.rencontres()).toEqual(jaune.rencontres);
        for (const { devancee, compte, exemples } of jaune.rencontres) {
          expect(exemples).toHaveLength(Math.min(compte.lignes, 3));
          const effet = jaune.regles.find(({ regle: { id } }) => id === devancee.id);
          expect(compte.lignes).toBeLessThanOrEqual(effet?.devance.lignes ?? 0);
        }
      }),
      { ...GRAINE, numRuns: 12 },
    );
  });
});
