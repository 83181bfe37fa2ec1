import { describe, expect, it } from 'vitest';
import { budget, DECLARATION_TOTEM, documentBudgetaire, ligneBudget } from '../outils/document-budgetaire.ts';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';
import { regleDEssai } from '../outils/regle-d-essai.ts';

/** A document of a main budget by function, and of those that follow. */
function lire(annexes: readonly string[], declaration: Record<string, unknown> = {}, regles: readonly unknown[] = []) {
  const principal = documentBudgetaire({
    lignes: [ligneBudget({ Fonction: '93048', MtReal: '1.00' })],
    mentions: { CodTypBud: 'P', NatFonc: '2' },
  });
  const contenu = principal.replace('</DocumentBudgetaire>', `${annexes.join('\n')}</DocumentBudgetaire>`);
  return lireEbauche({
    regles,
    entete: { base: 'mandats' },
    sources: [{ fichier: 'sources/a.xml', contenu, declaration: { ...DECLARATION_TOTEM, ...declaration } }],
  });
}

const parNature = { Fonction: undefined, ContFon: undefined, ContNat: '011' } as const;
const TRANSPORTS = budget([ligneBudget({ ...parNature, MtReal: '2.00' })], {
  CodBud: '06',
  CodTypBud: 'A',
  LibelleEtab: 'TRANSPORTS',
  Nomenclature: 'M4-M43_D',
  NatFonc: '1',
});
const LYCEES = budget([ligneBudget({ ContFon: undefined, ContNat: '65', MtReal: '4.00' })], {
  CodBud: '02',
  CodTypBud: 'A',
  LibelleEtab: 'LYCEES',
  NatFonc: '3',
});

describe('un document de plusieurs budgets', () => {
  it('se lit budget par budget, chacun son organisme, son vote et sa norme', async () => {
    const lecture = await lire([TRANSPORTS, LYCEES]);
    expect(fautes(lecture)).toEqual([]);
    expect(
      lecture.affectations.map(({ ligne }) => [
        ligne.numero,
        ligne.organisme,
        ligne.chapitre,
        ligne.fonction,
        ligne.fonctionLibelle,
        ligne.section,
        ligne.montants.mandats,
      ]),
    ).toEqual([
      [1, "REGION D'ESSAI", '930', '048', 'Autres actions internationales', 'fonctionnement', 100],
      [2, 'TRANSPORTS', '011', '', '', 'fonctionnement', 200],
      [3, 'LYCEES', '65', '048', 'Autres actions internationales', 'fonctionnement', 400],
    ]);
  });

  it('vérifie la fonction d’un budget annexe dans la nomenclature, et n’en demande pas à une norme sans fonction', async () => {
    const inconnue = LYCEES.replace('V="048"', 'V="0499"');
    expect(fautes(await lire([inconnue]))).toEqual([expect.stringMatching(/^E-CODE-INCONNU /)]);
    expect(fautes(await lire([TRANSPORTS.replace('<CodRD', '<Fonction V="0499"/><CodRD')]))).toEqual([]);
  });

  it.each([
    ['un second budget principal par nature', LYCEES.replace('CodTypBud V="A"', 'CodTypBud V="P"'), 'E-VOTE-AUTRE'],
    ['un budget annexe d’une autre norme à fonctions', LYCEES.replace('M71-M71', 'M14-M14'), 'E-NORME-AUTRE'],
    ['un budget annexe d’une norme inconnue', TRANSPORTS.replace('M4-M43_D', 'M99-M99'), 'E-NORME-AUTRE'],
    ['un budget principal sans fonction', TRANSPORTS.replace('CodTypBud V="A"', 'CodTypBud V="P"'), 'E-NORME-AUTRE'],
  ])('refuse %s', async (_, annexe, code) => {
    const codes = (await lire([annexe])).constats.liste.map((constat) => constat.code);
    expect(codes).toContain(code);
  });

  it('sans type de budget, celui qui n’a pas le numéro 00 est annexe', async () => {
    const lecture = await lire([TRANSPORTS.replace('<CodTypBud V="A"/>', '')]);
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations.at(-1)?.ligne.organisme).toBe('TRANSPORTS');
  });

  it('a des chapitres par nature que les règles connaissent, avec leurs fonctions', async () => {
    const regle = (si: Record<string, string>, chapitre: string) =>
      regleDEssai(`chapitre-${chapitre}`, 'international', 'internationale', si, { ...si, libelle: 'Nature 6574' });
    const regles = [regle({ chapitre: '011' }, '011'), regle({ chapitre: '65', fonction: '048' }, '65')];
    const lecture = await lire([TRANSPORTS, LYCEES], {}, regles);
    expect(fautes(lecture)).toEqual([]);
    expect(lecture.affectations.map(({ verdict }) => verdict.place)).toEqual([
      'non_examinee',
      'internationale',
      'internationale',
    ]);
  });

  it('a un seul organisme quand la source le dit', async () => {
    const lecture = await lire([TRANSPORTS], { organisme: 'Région' });
    expect(new Set(lecture.affectations.map(({ ligne }) => ligne.organisme))).toEqual(new Set(['Région']));
  });
});
