import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresDe } from '../../src/compile/figures.ts';
import type { Jaune } from '../../src/compile/jaune.ts';
import { tousLesChiffres } from '../../src/compile/tous-les-chiffres.ts';
import type { Base } from '../../src/domain/argent/base.ts';
import { repartir } from '../../src/domain/argent/part.ts';
import { estUneErreur } from '../../src/domain/constats/constat.ts';
import { type Affectation, partsEn } from '../../src/domain/lignes/affectation.ts';
import { Nommeur, nommer, nomsProches } from '../../src/domain/textes/nom.ts';
import { DIMENSIONS } from '../../src/domain/verdict/dimensions.ts';
import { figuresNommees } from '../../src/render/textes/repertoire.ts';
import {
  casesAilleurs,
  casesDeRecettes,
  casesDesPasserelles,
  selectionner,
  verifierTousLesChiffres,
} from '../outils/chiffres.ts';
import { lireDossier, lireEbauche } from '../outils/dossier-temporaire.ts';
import { jauneDuDossier } from '../outils/jaune-du-dossier.ts';

describe('un nom', () => {
  it.each([
    ['Sénégal', 'senegal'],
    ['HP 048-008', 'hp-048-008'],
    ['Côte d’Ivoire', 'cote-d-ivoire'],
    ['<script>', 'script'],
    ['السنغال', ''],
  ])('« %s » s’appelle « %s »', (texte, nom) => expect(nommer(texte)).toBe(nom));

  it('est propre à chaque texte, et ne tient que lettres, chiffres et traits', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (textes) => {
        const nommeur = new Nommeur();
        const noms = textes.map((texte) => nommeur.nommer(texte, 'valeur'));
        expect(new Set(noms).size).toBe(noms.length);
        for (const nom of noms) expect(nom).toMatch(/^[a-z0-9-]+$/);
      }),
    );
  });
});

describe('les chiffres du dossier 2012', async () => {
  const jaune = await jauneDuDossier('data/2012');

  it('ont chacun leur nom, et les quatre de la synthèse sont ceux publiés', () => {
    const figures = figuresDe(jaune);
    const nombre =
      4 +
      Object.keys(jaune.partition).length +
      casesDeRecettes(jaune).partition +
      jaune.tables.reduce((somme, { rangees }) => somme + rangees.length + casesAilleurs(rangees), 0) +
      jaune.croisees.reduce((somme, { cellules }) => somme + cellules.flat().filter(Boolean).length, 0);
    expect(figures.size).toBe(nombre);
    expect(figures.get('synthese.total')?.montant).toBe(4_619_000_000);
    expect(figures.get('synthese.secteur_pilote')?.montant).toBe(971_700_000);
    expect(figures.get('synthese.autres_secteurs')?.montant).toBe(3_647_300_000);
    expect(figures.get('synthese.exceptionnelles')?.montant).toBe(2_816_900_000);
  });

  it('se refont de leurs lignes par leurs critères', () => {
    for (const { nom, montant, nombre, criteres } of figuresDe(jaune).values()) {
      // Their lines are not all named: those are counted again below, from all lines.
      if (nom.startsWith('partition.')) continue;
      const refait = recompter(jaune, criteres);
      expect({ nom, ...refait }).toEqual({ nom, montant, nombre });
    }
  });
});

const PREFIXES =
  /^(?:cofinancement|financeur|genre_financeur|passerelle|exclusion|couverture|decideur|regle|quote_part|exceptionnelle|source|base|consolidation|flux|rapprochement|fondement)\./;

describe.each(['data/2011', 'data/2012'])('tous les chiffres de %s', async (dossier) => {
  const { jaune, affectations } = await lireDossier(dossier);
  if (!jaune) throw new Error('le dossier ne se compile pas');

  it('se refont, un à un, de toutes les lignes qui passent, et les totaux des chiffres qui les composent', () => {
    verifierTousLesChiffres(jaune, affectations);
  });

  it('comptent chaque cellule des tableaux du document', () => {
    const chiffres = tousLesChiffres(jaune);
    const avec = (prefixe: string) => [...chiffres.keys()].filter((nom) => nom.startsWith(prefixe)).length;
    expect(avec('passerelle.')).toBe(casesDesPasserelles(jaune));
    const recettes = casesDeRecettes(jaune);
    expect(avec('exclusion.')).toBe(jaune.exclusions.length + recettes.exclusion);
    expect(avec('couverture.')).toBe(9 + recettes.couverture);
    expect(avec('regle.')).toBe(3 * jaune.regles.length + recettes.regle);
    expect(avec('quote_part.')).toBe(3 * jaune.partagees.length);
    expect(avec('exceptionnelle.')).toBe(jaune.exceptionnelles.length + casesAilleurs(jaune.exceptionnelles));
    expect(avec('source.')).toBe(7 * jaune.sources.length + recettes.source);
    expect(avec('base.')).toBe(7 * jaune.partitionParBase.size + recettes.base);
    expect([...chiffres.keys()].filter((nom) => !PREFIXES.test(nom))).toEqual([...figuresDe(jaune).keys()]);
  });

  it('disent autant de lignes que le document, aux restes des quotes-parts près', () => {
    const differents = [...tousLesChiffres(jaune).values()].filter(
      ({ nombre, criteres }) => selectionner(jaune, affectations, criteres).lignes !== nombre,
    );
    expect(differents.length).toBeGreaterThan(0);
    expect(
      differents.filter(
        ({ nom }) =>
          !nom.endsWith('partition.non_internationale') && nom !== 'passerelle.transferts' && !nom.endsWith('/reste'),
      ),
    ).toEqual([]);
  });

  it('s’appellent comme dans les textes', () => {
    const chiffres = tousLesChiffres(jaune);
    for (const [nom, { montant }] of figuresNommees(jaune))
      expect([nom, chiffres.get(nom)?.montant]).toEqual([nom, montant]);
  });
});

describe('les chiffres de dossiers qui piègent', () => {
  const source = (fichier: string, lignes: readonly string[], declaration = {}) => ({
    fichier,
    contenu: ['Objet;Secteur;Engagé;Payé', ...lignes, ''].join('\n'),
    declaration: {
      secteur: undefined,
      colonnes: { libelle: 'Objet', secteur: 'Secteur' },
      montants: { engagements: 'Engagé', mandats: 'Payé' },
      ...declaration,
    },
  });
  const regle = (id: string, question: string, conclusion: unknown, mots: string, suite = {}) => ({
    id,
    question,
    si: { libelle: { mots } },
    conclusion,
    motif: 'Même motif pour toutes.',
    exemples: { attrape: [{ libelle: mots }] },
    ...suite,
  });

  it('mêmes motifs, fichiers homonymes, parts rendues, montants négatifs : chaque nom reste unique et chaque somme juste', async () => {
    const { jaune, affectations, constats } = await lireEbauche({
      sources: [
        source('sources/a.csv', [
          'aide;Pilote;10,01;3,33',
          'tabou;Pilote;2,00;',
          'taboue autre;Pilote;4,00;1,00',
          'aide;Culture;-5,00;',
        ]),
        source('sources/A b.csv', [
          'aide partagée;Pilote;9,00;0,01',
          'unique partagée;Pilote;7,01;7,01',
          'rien;Pilote;1,00;',
        ]),
        source('sources/a-b.csv', ['aide rendue;Culture;4,00;', 'rien;Sport;50,00;']),
      ],
      regles: [
        regle('dehors', 'perimetre', 'exclue', 'tabou'),
        regle('dehors-aussi', 'perimetre', 'exclue', 'taboue'),
        regle('oui', 'international', 'internationale', 'aide'),
        regle('un-tiers', 'international', { quote_part: '1/3', cle: 'essai' }, 'unique'),
        regle('unique', 'exceptionnel', 'exceptionnelle', 'unique'),
        regle('partage', 'ventilation', { secteur: { Culture: '1/3' } }, 'partagée'),
        regle('rendue', 'ventilation', { secteur: 'Pilote' }, 'rendue'),
      ],
    });
    expect(constats.liste.filter(estUneErreur)).toEqual([]);
    if (!jaune) throw new Error('le dossier ne se compile pas');
    verifierTousLesChiffres(jaune, affectations);
    const chiffres = tousLesChiffres(jaune);
    expect(chiffres.get('passerelle.transferts')?.montant).toBe(300 - 400);
    // One line in two sectors leaves the pilot sector once.
    expect(jaune.passerelle.sorties.find(({ place }) => place === 'exceptionnelle')?.lignes).toBe(1);
    expect([...chiffres.keys()].filter((nom) => /^source\.[^/]+$/.test(nom))).toEqual([
      'source.a',
      'source.a-b',
      'source.a-b-2',
    ]);
  });
});

describe('un nom qui n’existe pas', () => {
  it.each([
    ['pays.senegel', 'pays.senegal'],
    ['senegal', 'pays.senegal'],
    ['pays.sen', 'pays.senegal'],
    ['synthese.totale', 'synthese.total'],
  ])('« %s » fait penser à « %s »', (ecrit, attendu) => {
    expect(nomsProches(ecrit, ['synthese.total', 'pays.japon', 'pays.senegal'])[0]).toBe(attendu);
  });
  it('et ne fait penser à rien quand rien n’en est proche', () => {
    expect(nomsProches('xyz', ['synthese.total', 'pays.japon'])).toEqual([]);
  });
});

/** Counts again, from the lines, what criteria select: by the keys of the parts, without the tables of the compile. */
function recompter(jaune: Jaune, criteres: readonly (readonly [string, string])[]) {
  const valeurDe = (cherche: string) => criteres.find(([champ]) => champ === cherche)?.[1];
  const place = (valeurDe('verdict') ?? 'internationale') as 'internationale';
  const base = valeurDe('base') as Base | undefined;
  let montant = 0;
  let nombre = 0;
  jaune.lignes.forEach((affectation, rang) => {
    const sur = base === undefined ? affectation : surUneBase(affectation, base);
    const parts = (sur === undefined ? [] : partsEn(sur, place)).filter(({ part }) =>
      criteres.every(([champ, valeur]) => {
        if (champ === 'verdict' || champ === 'base') return true;
        if (champ === 'pilote') return (part.secteur === jaune.enTete.secteurPilote) === (valeur === 'oui');
        const rangee = jaune.tables.find(({ nom }) => nom === champ)?.rangees.find(({ nom }) => nom === valeur);
        const dimension = DIMENSIONS.find((connue) => connue === champ);
        if (dimension !== undefined) return part[dimension] === rangee?.cle;
        return rangee?.lignes.includes(rang);
      }),
    );
    if (parts.length > 0) nombre += 1;
    for (const part of parts) montant += part.montant;
  });
  return { montant, nombre };
}

function surUneBase({ ligne, verdict }: Affectation, base: Base): Affectation | undefined {
  const montant = ligne.montants[base];
  if (montant === undefined) return undefined;
  const fractions = verdict.parts.map(({ part }) => part);
  return { ligne, verdict, montant, montants: repartir(montant, fractions) };
}
