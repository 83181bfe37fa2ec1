import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DecisionPassee,
  type DossierSuivant,
  LignesSemblables,
  reprendreLesDecisions,
} from '../../src/classify/decisions/reprendre-les-decisions.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { Operations } from '../../src/domain/dossier/operations.ts';
import { Organismes } from '../../src/domain/dossier/organismes.ts';
import { Secteurs } from '../../src/domain/dossier/secteurs.ts';
import { type LigneBudgetaire, TEXTES_NUS } from '../../src/domain/lignes/ligne-budgetaire.ts';
import { identiteDe } from '../../src/domain/lignes/meme-ligne.ts';
import type { DecisionEcrite } from '../../src/domain/verdict/decision-ecrite.ts';
import { chargerLaGeographie, chargerLesSignaux } from '../../src/dossier/tables-de-reference.ts';
import { packageRoot } from '../../src/files/tool.ts';

const DONNEES = join(packageRoot(), 'data');
const geographie = chargerLaGeographie(DONNEES, chargerLesSignaux(DONNEES).fauxAmis);

/** A line reduced to what people change from a year to the next; few values, so that lines often meet. */
interface Ecrite {
  readonly programme: string;
  readonly libelle: string;
  readonly beneficiaire: string;
  readonly lieu: string;
  readonly centimes: number;
}

const ecrite: fc.Arbitrary<Ecrite> = fc.record({
  programme: fc.constantFrom('HP 1', 'hp1', 'HP 2', ''),
  libelle: fc.constantFrom('Festival', 'FESTIVAL 2012', 'Festival 2013', 'Fête', '2012', '2013'),
  beneficiaire: fc.constantFrom('Ville de Dakar', 'ville  de dakar', ''),
  lieu: fc.constantFrom('', 'Sénégal'),
  centimes: fc.constantFrom(-100, 0, 100, 5_000),
});

function ligne(
  rang: number,
  { programme, libelle, beneficiaire, lieu, centimes }: Ecrite,
  annee: string,
): LigneBudgetaire {
  const imputation = {
    ...TEXTES_NUS,
    fichier: 'sources/a.csv',
    organisme: 'Région',
    secteur: 'Culture',
    section: 'fonctionnement',
    chapitre: '930',
    fonction: '048',
    programme,
  } as const;
  return {
    ...imputation,
    imputation: { ...imputation, rang },
    numero: rang + 2,
    empreinte: `${annee}${String(rang).padStart(12, '0')}`,
    exercice: annee,
    libelle,
    beneficiaire,
    lieu,
    montants: { engagements: montant(centimes) },
  };
}

function decider(lignePassee: LigneBudgetaire, quotePart: string): DecisionPassee {
  const decision: DecisionEcrite = {
    ref: `sources/a.csv:${lignePassee.numero}`,
    empreinte: lignePassee.empreinte,
    decision: 'internationale',
    quote_part: quotePart,
    cle: quotePart === '' ? '' : 'une clé',
    axe: '',
    domaine: '',
    territoire: '',
    pays: 'Sénégal',
    motif: 'Vu',
    auteur: 'Commission',
    date: '2012-11-06',
    omd: '',
    odd: '',
    organisme: '',
    operation: '',
    montant_est: '',
  };
  const { libelle, montants } = lignePassee;
  return { ecrite: decision, identite: identiteDe(lignePassee), libelle, montant: montants.engagements ?? montant(0) };
}

const DEVANT: DossierSuivant = {
  referentiel: {
    axes: new Map(),
    domaines: new Map(),
    exercice: '2012',
    objectifs: [],
    geographie,
    secteurs: new Secteurs(''),
    organismes: new Organismes(),
    operations: new Operations(),
  },
  etatDe: () => 'lue',
  estDecidee: () => false,
};

function reprendre(
  passees: readonly LigneBudgetaire[],
  actuelles: readonly LigneBudgetaire[],
  decisions: readonly DecisionPassee[],
) {
  const avant = new LignesSemblables(decisions);
  for (const passee of passees) avant.ajouter(passee, passee.montants.engagements ?? montant(0));
  const maintenant = new LignesSemblables(decisions, avant);
  // Two files, read one after the other.
  const milieu = Math.floor(actuelles.length / 2);
  for (const moitie of [actuelles.slice(0, milieu), actuelles.slice(milieu)]) {
    const siennes = new LignesSemblables(decisions, avant);
    for (const actuelle of moitie) siennes.ajouter(actuelle, actuelle.montants.engagements ?? montant(0));
    maintenant.joindre(siennes);
  }
  return reprendreLesDecisions(decisions, '2012', avant, maintenant, DEVANT);
}

describe('reprendre des décisions', () => {
  const annees = fc.record({
    avant: fc.array(ecrite, { minLength: 1, maxLength: 8 }),
    apres: fc.array(ecrite, { maxLength: 8 }),
    parts: fc.array(fc.constantFrom('', '30 %', '0,50 €'), { minLength: 8, maxLength: 8 }),
  });

  test('des euros par pays ne passent pas à une ligne d’un autre montant', () => {
    const dite = { programme: 'HP 1', libelle: 'Festival', beneficiaire: 'Ville de Dakar', lieu: '', centimes: 5_000 };
    const passee = ligne(0, dite, '2012');
    const decidee = decider(passee, '');
    const enEuros = { ...decidee, ecrite: { ...decidee.ecrite, pays: 'Sénégal 20 €' } };
    const vers = (centimes: number) => reprendre([passee], [ligne(0, { ...dite, centimes }, '2013')], [enEuros]);
    expect(vers(5_000).reprises).toHaveLength(1);
    expect(vers(6_000).laissees.map(({ raison }) => raison)).toEqual(['montant_exact']);
  });

  test('une jumelle d’alors n’est plus là : laissée, avec les lignes d’alors', () => {
    const dite = { programme: 'HP 1', libelle: 'Festival', beneficiaire: 'Ville de Dakar', lieu: '', centimes: 5_000 };
    const jumelles = [ligne(0, dite, '2012'), ligne(1, dite, '2012')];
    const decisions = jumelles.slice(0, 1).map((jumelle) => decider(jumelle, ''));
    const { laissees } = reprendre(jumelles, [ligne(0, dite, '2013')], decisions);
    expect(laissees.map(({ raison, detail }) => [raison, detail])).toEqual([
      ['plusieurs', jumelles.map(({ numero }) => `sources/a.csv:${numero}`).join(', ')],
    ]);
  });

  test('chacune est reprise ou dite laissée ; une reprise est sur une ligne qui est là, seule de son genre, jamais deux fois', () => {
    fc.assert(
      fc.property(annees, ({ avant, apres, parts }) => {
        const passees = avant.map((dite, rang) => ligne(rang, dite, '2012'));
        const actuelles = apres.map((dite, rang) => ligne(rang, dite, '2013'));
        const decisions = passees.map((passee, rang) => decider(passee, parts[rang] ?? ''));
        const { reprises, laissees } = reprendre(passees, actuelles, decisions);
        expect([...reprises, ...laissees].map(({ de }) => de).sort()).toEqual(
          decisions.map(({ ecrite: { ref } }) => ref).sort(),
        );
        expect(new Set(reprises.map(({ ecrite: { ref } }) => ref)).size).toBe(reprises.length);
        for (const { de, ecrite: prise } of reprises) {
          const actuelle = actuelles.find(({ numero }) => `sources/a.csv:${numero}` === prise.ref);
          const passee = passees.find(({ numero }) => `sources/a.csv:${numero}` === de);
          if (!actuelle || !passee) throw new Error('la ligne n’est pas là');
          expect(prise.empreinte).toBe(actuelle.empreinte);
          const { entiere } = identiteDe(passee);
          expect(actuelles.filter((autre) => identiteDe(autre).entiere === entiere)).toEqual([actuelle]);
          expect(passees.filter((autre) => identiteDe(autre).entiere === entiere)).toEqual([passee]);
          const [apresCoup, avantCoup] = [actuelle.montants.engagements ?? 0, passee.montants.engagements ?? 0];
          expect(Math.sign(apresCoup)).toBe(Math.sign(avantCoup));
          if (prise.quote_part.endsWith('€')) expect(apresCoup).toBe(avantCoup);
          const { auteur, date, motif } = prise;
          expect({ auteur, date, motif }).toEqual({
            auteur: 'Commission',
            date: '2012-11-06',
            motif: `Reprise de 2012 (${de}) : Vu`,
          });
        }
      }),
      { numRuns: 500 },
    );
  });

  test('l’ordre des lignes n’y change rien', () => {
    fc.assert(
      fc.property(annees, ({ avant, apres }) => {
        const passees = avant.map((dite, rang) => ligne(rang, dite, '2012'));
        const actuelles = apres.map((dite, rang) => ligne(rang, dite, '2013'));
        const decisions = passees.map((passee) => decider(passee, ''));
        const dites = (lignes: readonly LigneBudgetaire[]) => reprendre(passees, lignes, decisions).reprises;
        expect(dites([...actuelles].reverse())).toEqual(dites(actuelles));
      }),
    );
  });

  test('une ligne qui disait déjà la même chose l’an passé n’est pas proposée comme un nouveau libellé d’une autre', () => {
    const base = { programme: 'HP 1', beneficiaire: 'Ville', lieu: '', centimes: 100 };
    const passees = ['Tournoi', 'Fête'].map((libelle, rang) => ligne(rang, { ...base, libelle }, '2012'));
    const actuelles = ['Fête', 'Tournoi ouvert'].map((libelle, rang) => ligne(rang, { ...base, libelle }, '2013'));
    const { laissees } = reprendre(passees, actuelles, [decider(passees[0] as LigneBudgetaire, '')]);
    expect(laissees).toEqual([
      { de: 'sources/a.csv:2', libelle: 'Tournoi', raison: 'libelle_change', proches: ['sources/a.csv:3'] },
    ]);
  });
});

describe('ce qui ne vaut qu’une année reste où il est, avec son motif', () => {
  const actuelle = { programme: 'HP 1', libelle: 'Festival', beneficiaire: '', lieu: '', centimes: 100 };
  const passee = ligne(0, actuelle, '2012');
  const sortDe = (change: Partial<DecisionEcrite>) => {
    const decision = decider(passee, '');
    const changee = { ...decision, ecrite: { ...decision.ecrite, ...change } };
    const { reprises, laissees } = reprendre([passee], [ligne(4, actuelle, '2013')], [changee]);
    return reprises.length === 1 ? 'reprise' : [laissees[0]?.raison, laissees[0]?.detail, laissees[0]?.proches];
  };

  test.each([
    'Accueil de délégations, cette année seulement',
    'Compté pour 2012 seulement : la convention s’arrête',
    'Uniquement en 2012',
    'À titre exceptionnel, sur décision du bureau',
    'Séjour pris en charge exceptionnellement',
    'Subvention non reconductible',
    'Reprise de 2011 (sources/a.csv:3) : pour la seule année 2011',
    'Valable pour cet exercice',
  ])('%s', (motif) => {
    expect(sortDe({ motif })).toEqual(['une_annee', `${motif} (Commission, 2012-11-06)`, ['sources/a.csv:6']]);
  });

  test('une opération exceptionnelle, quel que soit son motif', () => {
    expect(sortDe({ decision: 'exceptionnelle', motif: 'Tournage à Tokyo' })[0]).toBe('une_annee');
  });

  test.each([
    'Chaque année, depuis 2012, avec la ville de Dakar',
    'Convention 2012-2014',
    'Festival de 2012 : le partenaire est malien',
    'Année du Sénégal en France',
    'Non reconduit par l’État, la Région continue',
  ])('reprise : %s', (motif) => {
    expect(sortDe({ motif })).toBe('reprise');
  });
});
