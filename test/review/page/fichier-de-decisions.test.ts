import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { montant } from '../../../src/domain/argent/montant.ts';
import { TEXTES_NUS } from '../../../src/domain/lignes/ligne-budgetaire.ts';
import { decisionEcrite } from '../../../src/domain/verdict/decision-ecrite.ts';
import { FORME_DE_REVUE } from '../../../src/review/colonnes-de-revue.ts';
import {
  COLONNES_DE_LA_LIGNE_MONTREE,
  type FichierDeDecisions,
  fichierDeDecisions,
  provenanceDe,
} from '../../../src/review/page/fichier-de-decisions.ts';
import { sommeDeLaLigne } from '../../../src/review/somme-de-rangee.ts';

const EXEMPLE = JSON.parse(readFileSync('test/review/page/decisions-exemple.json', 'utf8'));

describe('le fichier que la page enregistre', () => {
  it('a toutes les colonnes d’arbitrages.csv ; celles qui manquent sont vides', () => {
    const [entiere, courte] = fichierDeDecisions.parse(EXEMPLE).decisions;
    const colonnes = Object.keys(decisionEcrite(() => ''));
    expect(Object.keys(entiere ?? {}).sort()).toEqual([...colonnes, ...COLONNES_DE_LA_LIGNE_MONTREE, 'somme'].sort());
    expect(courte).toMatchObject({ quote_part: '', pays: '', organisme: '', decision: 'non_internationale' });
  });

  it('dit de quel dossier il est', () => {
    const { provenance }: FichierDeDecisions = fichierDeDecisions.parse(EXEMPLE);
    const { edition, liste, ...reste } = provenance;
    expect(provenanceDe({ ...reste, base: 'engagements', dateEdition: edition }, liste)).toEqual(provenance);
  });

  it('a la somme de ce que la ligne est, non de ce que l’outil en pense', () => {
    const ligne = Object.assign(Object.create(TEXTES_NUS), {
      fichier: 'sources/a.csv',
      numero: 2,
      libelle: 'Jumelage',
    });
    const vue = {
      ligne,
      montant: montant(90_000),
      place: 'a_arbitrer',
      enjeu: montant(0),
      signaux: '',
      suggestion: '',
      raison: '',
      pareilles: 0,
    } as const;
    const somme = sommeDeLaLigne(FORME_DE_REVUE, vue);
    expect(sommeDeLaLigne(FORME_DE_REVUE, { ...vue, signaux: '« Dakar »', suggestion: 'internationale' })).toBe(somme);
    expect(sommeDeLaLigne(FORME_DE_REVUE, { ...vue, montant: montant(90_001) })).not.toBe(somme);
  });

  it.each([
    ['une clé inconnue', { ...EXEMPLE, conseil: 'oui' }],
    ['une autre version', { ...EXEMPLE, version: '2' }],
    ['un autre format', { ...EXEMPLE, format: 'decisions' }],
    ['une décision sans motif', { ...EXEMPLE, decisions: [{ ...EXEMPLE.decisions[1], motif: '' }] }],
    ['une somme qui n’en est pas une', { ...EXEMPLE, decisions: [{ ...EXEMPLE.decisions[1], somme: 'x' }] }],
    [
      'une date qui n’est d’aucun calendrier',
      { ...EXEMPLE, provenance: { ...EXEMPLE.provenance, edition: '2012-02-30' } },
    ],
  ])('refuse %s', (_, fichier) => {
    expect(fichierDeDecisions.safeParse(fichier).success).toBe(false);
  });
});
