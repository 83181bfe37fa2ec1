import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Classifieur } from '../../../src/classify/classifieur.ts';
import { RegistreDesDecisions } from '../../../src/classify/decisions/registre-des-decisions.ts';
import { ligneDExemple } from '../../../src/classify/regles/exemples-de-regle.ts';
import { lecteursDeLignes } from '../../../src/classify/regles/lecteurs-de-lignes.ts';
import type { Conclusion, Regle } from '../../../src/classify/regles/regle.ts';
import { UN } from '../../../src/domain/argent/fraction.ts';
import { type Condition, compilerCondition } from '../../../src/domain/conditions/condition.ts';
import { lireCondition } from '../../../src/domain/conditions/lire-condition.ts';
import { Constats } from '../../../src/domain/constats/constat.ts';
import { Secteurs } from '../../../src/domain/dossier/secteurs.ts';
import type { LigneBudgetaire } from '../../../src/domain/lignes/ligne-budgetaire.ts';
import type { Preparation } from '../../../src/edition/preparation.ts';
import { combien } from '../../outils/combien.ts';
import { lireEbauche } from '../../outils/dossier-temporaire.ts';

const SECTEURS = new Secteurs('Pilote', [{ nom: 'Culture et sport', alias: ['Culture', 'Sports'] }]);

/** Texts that begin alike, hold one another, differ by a plural, a space or a sign, or are nothing once folded. */
const TEXTES = [
  '',
  'Aide',
  'Aides au Mali',
  'aide au Mali (2)',
  'Aide-au-Mali',
  'Export',
  'le « Export »',
  '-',
  'Culture',
];
const CODES = ['', '93', '930', '9 30', '930-4', 'HP 93', 'hp93', '041', '044', '-'];
const SECTIONS = ['', 'fonctionnement', 'investissement'];
const NOMS = ['', 'Culture', 'culture et sport', 'Sports', 'Pilote', 'Autre', 'Culture x'];

const ecrite = fc
  .record({
    secteur: fc.constantFrom(...NOMS),
    fonction: fc.constantFrom(...CODES),
    programme: fc.constantFrom(...CODES),
    section: fc.constantFrom(...SECTIONS),
    libelle: fc.constantFrom(...TEXTES),
    beneficiaire: fc.constantFrom(...TEXTES),
    lieu: fc.constantFrom('', 'Mali', 'Sénégal', 'mali', 'Paris'),
    montant: fc.constantFrom('', '-1', '0', '0,01', '10', '10,01', '11'),
  })
  .map(({ montant, ...textes }): LigneBudgetaire => {
    const ligne = ligneDExemple({ ...textes, ...(montant === '' ? {} : { montant }) }, 'engagements');
    if (typeof ligne === 'string') throw new Error(ligne);
    return ligne;
  });

const plein = (valeurs: readonly string[]) => fc.constantFrom(...valeurs.filter((valeur) => valeur !== ''));
const attenteDe = (valeurs: readonly string[]): fc.Arbitrary<unknown> =>
  fc.letrec((lier) => ({
    attente: fc.oneof(
      { weight: 3, arbitrary: plein(valeurs) },
      plein(['93*', 'HP*', 'aide*', 'Cul*', '041..044', '930..933', 'present', 'absent']),
      fc.array(plein([...valeurs, '93*', 'Aide*', '041..044', 'absent']), { minLength: 1, maxLength: 3 }),
      fc
        .array(plein(['aide', 'Mali', 'au Mali', 'export', '93', 'culture', '(2)']), { minLength: 1, maxLength: 2 })
        .map((mots) => ({ mots })),
      plein(['aide', 'Aide au', 'HP', 'hp 9', 'Culture', '('])
        .filter((debut) => debut !== '(')
        .map((debut) => ({ commence_par: debut })),
      lier('attente').map((sauf) => ({ sauf })),
    ),
  })).attente;
const montant = fc.constantFrom({ min: '0' }, { max: '0' }, { min: '0,01', max: '10' }, { min: '10,01' });
const champ = fc.oneof(
  ...[
    ['secteur', NOMS],
    ['fonction', CODES],
    ['programme', CODES],
    ['section', SECTIONS],
    ['libelle', TEXTES],
    ['beneficiaire', TEXTES],
    ['lieu', ['Mali', 'Sénégal']],
  ].map(([nom, valeurs]) => attenteDe(valeurs as readonly string[]).map((attente) => ({ [nom as string]: attente }))),
  montant.map((bornes) => ({ montant: bornes })),
);
const groupe: fc.Arbitrary<object> = fc.letrec<{ groupe: object }>((lier) => ({
  groupe: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 2, arbitrary: champ },
    { weight: 2, arbitrary: fc.tuple(champ, champ).map(([gauche, droite]) => ({ ...gauche, ...droite })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('tous', 'un', 'aucun'), fc.array(lier('groupe'), { minLength: 1, maxLength: 3 }))
        .map(([type, parties]) => ({ [type]: parties })),
    },
  ),
})).groupe;

const conclusion = fc.constantFrom<Conclusion>(
  { question: 'perimetre', exclue: true },
  { question: 'perimetre', exclue: false },
  { question: 'international', part: UN, cle: '' },
  { question: 'international', part: undefined, cle: '' },
  { question: 'exceptionnel', exceptionnelle: true },
  { question: 'ventilation', dimensions: new Map([['pays', [{ valeur: 'MLI', part: UN }]]]) },
  { question: 'ventilation', dimensions: new Map([['secteur', [{ valeur: 'Pilote', part: UN }]]]) },
  { question: 'rattachement', rattachement: { operation: 'tour', montantEst: '' } },
);

const refuser = (chemin: unknown, message: string) => {
  throw new Error(`${JSON.stringify(chemin)} : ${message}`);
};
const regles = fc.array(fc.tuple(groupe, conclusion), { minLength: 1, maxLength: 14 }).map((tirees) =>
  tirees.map(([si, conclue], rang): Regle => {
    const condition = lireCondition(si, [], refuser);
    if (!condition) throw new Error('condition illisible');
    const id = `r${rang}`;
    return {
      question: conclue.question,
      condition,
      conclusion: conclue,
      citee: { id, conclusion: `${id} ${conclue.question}`, motif: id, reference: '', lieu: id },
      lieu: { fichier: 'regles/essai.yaml', ligne: rang + 1 },
      enVigueur: true,
    };
  }),
);

const SOURCE = {
  fichier: 'sources/a.csv',
  contenu: 'Fn;Objet;Engagé\n048;Aide à Dakar;10,00\n',
  declaration: { colonnes: { fonction: 'Fn', libelle: 'Objet' } },
};

/** Always met, and by which no rule is found. */
const TOUJOURS: Condition = {
  type: 'aucun',
  conditions: [{ type: 'champ', champ: 'reference', attente: { type: 'egal', valeur: 'aucune ligne' } }],
};
const sansBigInt = (_cle: string, valeur: unknown) => (typeof valeur === 'bigint' ? `${valeur}n` : valeur);

describe('des règles retrouvées par ce qu’elles demandent', () => {
  let preparation: Preparation | undefined;
  beforeAll(async () => {
    ({ preparation } = await lireEbauche({ sources: [SOURCE] }));
  });

  it('répondent ce que répondent toutes les règles essayées une à une, les devancées et les contredites aussi', () => {
    if (!preparation) throw new Error('pas de préparation');
    const { examinateur } = preparation.classement;
    const { axes, domaines } = preparation.dossier.enTete;
    const commun = {
      base: 'engagements' as const,
      axes,
      domaines,
      exercice: '2012',
      objectifs: [],
      secteurs: SECTEURS,
      decisions: new RegistreDesDecisions([]),
      examinateur,
      geographie: preparation.references.geographie,
      constats: new Constats(),
    };
    let concluantes = 0;
    fc.assert(
      fc.property(regles, fc.array(ecrite, { minLength: 1, maxLength: 12 }), (tirees, lignes) => {
        const indexe = new Classifieur({ ...commun, regles: tirees });
        const lecteurs = lecteursDeLignes('engagements', SECTEURS);
        const essais = tirees.map((regle) => ({ regle, tient: compilerCondition(regle.condition, lecteurs) }));
        // Twice: the second time, verdicts are remembered.
        for (const ligne of [...lignes, ...lignes]) {
          const qui = essais
            .filter(({ tient }) => tient(ligne))
            .map(({ regle }) => ({ ...regle, condition: TOUJOURS }));
          concluantes += qui.length;
          const naif = new Classifieur({ ...commun, regles: qui });
          expect(JSON.stringify(indexe.classer(ligne), sansBigInt)).toBe(
            JSON.stringify(naif.classer(ligne), sansBigInt),
          );
        }
      }),
      { seed: 20121213, numRuns: combien(150, 400) },
    );
    expect(concluantes).toBeGreaterThan(1_000);
  });
});
