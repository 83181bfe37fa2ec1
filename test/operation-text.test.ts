import { describe, expect, it } from 'vitest';
import { operationText } from '../src/cli/expliquer/operation-text.ts';
import { montant } from '../src/domain/argent/montant.ts';
import { formaterEuros } from '../src/domain/textes/format.ts';
import { regleDEssai } from './outils/regle-d-essai.ts';
import { AILLEURS, EN_BRUT, EN_NET, lireLeSite } from './outils/site-partage.ts';

async function dire(
  lignes: readonly string[],
  rang: number,
  regles: Parameters<typeof lireLeSite>[2] = [],
): Promise<string[]> {
  const { affectations, preparation } = await lireLeSite(lignes, undefined, regles);
  const affectation = affectations[rang];
  if (affectation === undefined || preparation === undefined) throw new Error('le dossier ne se lit pas');
  return operationText(affectation, preparation).map((ligne) => ligne.trim());
}

const SITE = 'site · Site internet de l’action internationale, par la colonne de la ligne.';

describe('expliquer une ligne d’une opération', () => {
  it('dit l’opération, brut ou net, et qui le dit', async () => {
    expect(await dire(EN_BRUT, 0)).toEqual([
      SITE,
      'Montant brut, les recettes de l’opération s’en retranchent, par la colonne de la ligne.',
    ]);
    expect((await dire(EN_NET, 0)).slice(0, 3)).toEqual([
      SITE,
      'Montant net, la part des autres en est déjà ôtée, par la colonne de la ligne.',
      `Autre financeur : Département Essonne, ${formaterEuros(montant(500_000))}`,
    ]);
  });

  it('dit d’une recette qu’elle se retranche, et d’un montant dont rien n’est dit qu’il est lu comme brut', async () => {
    expect(await dire(EN_BRUT, 1)).toEqual([
      SITE,
      'Recette : elle se retranche des dépenses de l’opération, et n’est dans aucun total.',
    ]);
    expect(await dire(AILLEURS, 0)).toEqual([
      'Montant lu comme brut : ni règle, ni décision, ni colonne ne dit s’il est brut ou net.',
      `Autre financeur : Agence de l’eau, ${formaterEuros(montant(400_000))}`,
      'Autre financeur, en mots : trois communes',
    ]);
  });

  it('dit d’une recette qui n’est pas comptée internationale qu’elle ne se retranche pas', async () => {
    const sansPart = {
      id: 'sans-part',
      question: 'international',
      conclusion: 'non_internationale',
      si: { beneficiaire: 'Département Essonne' },
      motif: 'Une autre part.',
      exemples: { attrape: [{ libelle: 'Part', beneficiaire: 'Département Essonne' }] },
    };
    expect(await dire(EN_BRUT, 1, [sansPart])).toEqual([
      SITE,
      'Recette qui n’est pas comptée internationale : elle ne se retranche pas des dépenses de l’opération.',
    ]);
  });

  it('dit qu’une ligne exceptionnelle, exclue ou qui n’est pas internationale ne fait rien au reste à charge', async () => {
    const regle = (question: string, conclusion: string, si: unknown) => [
      regleDEssai('a-part', question, conclusion, si, { libelle: 'Site', beneficiaire: 'Département' }),
    ];
    const tout = { libelle: 'present' };
    const deux = async (regles: ReturnType<typeof regle>) => [
      (await dire(EN_BRUT, 0, regles))[1],
      (await dire(EN_BRUT, 1, regles))[1],
    ];
    expect(await deux(regle('exceptionnel', 'exceptionnelle', tout))).toEqual([
      'Dépense exceptionnelle, hors de tout total : seules les recettes exceptionnelles de l’opération se lisent en face.',
      'Recette exceptionnelle : elle se lit en face des dépenses exceptionnelles de l’opération, hors de tout total, et ne se retranche de rien d’autre.',
    ]);
    const exclue = 'La ligne est exclue du périmètre : elle n’est d’aucune opération, et brut ou net n’y change rien.';
    expect(await deux(regle('perimetre', 'exclue', tout))).toEqual([exclue, exclue]);
    expect(await deux(regle('international', 'non_internationale', tout))).toEqual([
      'Dépense qui n’est pas comptée internationale : aucune recette de l’opération ne s’en retranche.',
      'Recette qui n’est pas comptée internationale : elle ne se retranche pas des dépenses de l’opération.',
    ]);
  });

  it('ne dit rien d’une ligne qui ne dit rien d’autrui', async () => {
    expect(await dire(['Action;Association;dépense;;;;;10,00'], 0)).toEqual([]);
  });
});
