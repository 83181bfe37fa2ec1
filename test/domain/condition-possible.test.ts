import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ligneDExemple } from '../../src/classify/regles/exemples-de-regle.ts';
import { lecteursDeLignes } from '../../src/classify/regles/lecteurs-de-lignes.ts';
import { VerificateurDeConditions } from '../../src/classify/regles/verificateur-de-conditions.ts';
import { chercherImpossibilite } from '../../src/domain/conditions/chercher-impossibilite.ts';
import { compilerCondition } from '../../src/domain/conditions/condition.ts';
import { lireCondition } from '../../src/domain/conditions/lire-condition.ts';
import { chargerLaNomenclature } from '../../src/dossier/tables-de-reference.ts';

const NOMENCLATURE = chargerLaNomenclature('data', 'M71', 2012);
const VERIFICATEUR = new VerificateurDeConditions([NOMENCLATURE], new Set(['par_fonction']));

function lire(si: unknown) {
  const condition = lireCondition(si, ['si'], (chemin, message) => {
    throw new Error(`${chemin.join('.')} : ${message}`);
  });
  if (!condition) throw new Error('condition attendue');
  return condition;
}

/** What a rule reader would tell of a condition: code, place, message. */
function dire(si: unknown): string[] {
  const dites: string[] = [];
  VERIFICATEUR.verifier(lire(si), (code, chemin, message) => dites.push(`${code} ${chemin.join('.')} ${message}`));
  return dites;
}

describe('une condition impossible se dit', () => {
  it.each<[unknown, string]>([
    [{ fonction: '048', tous: [{ fonction: '041' }] }, '« fonction » ne peut pas être à la fois « 048 » et « 041 »'],
    [
      { fonction: '048', aucun: [{ fonction: '048' }] },
      '« fonction » ne peut pas être à la fois « 048 » et tout sauf « 048 »',
    ],
    [{ fonction: '048', aucun: [{ fonction: '04*' }] }, 'tout sauf « 04* »'],
    [{ fonction: '041..043', aucun: [{ fonction: '04*' }] }, 'tout sauf « 04* »'],
    [{ fonction: '3*', tous: [{ fonction: '04*' }] }, '« 3* » et « 04* »'],
    [{ fonction: '041..044', tous: [{ fonction: ['048', '3*'] }] }, '« 041..044 » et « 048 » ou « 3* »'],
    [{ fonction: ['041', '048'], aucun: [{ fonction: '041' }, { fonction: '048' }] }, '« 041 » ou « 048 »'],
    [{ lieu: 'absent', tous: [{ lieu: 'Mali' }] }, 'une cellule vide et « Mali »'],
    [{ lieu: 'absent', aucun: [{ lieu: 'absent' }] }, 'une cellule vide'],
    [{ libelle: { mots: 'Jumelage' }, aucun: [{ libelle: { mots: ['export', 'jumelages'] } }] }, 'le mot « Jumelage »'],
    [{ libelle: 'Aide au Mali', tous: [{ libelle: { mots: 'Niger' } }] }, '« Aide au Mali » et le mot « Niger »'],
    [{ libelle: { commence_par: 'TOTAL' }, tous: [{ libelle: { commence_par: 'sous' } }] }, 'un début'],
    [{ montant: { max: '10' }, tous: [{ montant: { min: '11' } }] }, '« montant » ne peut pas être à la fois'],
    [{ montant: { min: '5', max: '10' }, aucun: [{ montant: { min: '1' } }] }, 'tout sauf au moins'],
    [{ sens: { sauf: ['depense', 'recette'] } }, '« sens » ne peut pas être tout sauf'],
    [{ fonction: '048', un: [{ fonction: '041' }, { fonction: '042', libelle: 'x' }] }, '« 048 » et « 041 »'],
    [{ fonction: '048', libelle: 'x', aucun: [{ fonction: '048', libelle: 'X' }] }, '« 048 »'],
  ])('%j', (si, message) => {
    const dites = dire(si);
    expect(dites).toHaveLength(1);
    expect(dites[0]).toMatch(/^E-REGLE-IMPOSSIBLE si\./);
    expect(dites[0]).toContain(message);
  });

  it('un chapitre et une fonction que la nomenclature sépare, dont elle donne les liens', () => {
    expect(dire({ chapitre: '933', fonction: '048' })).toEqual([
      'E-REGLE-CODE si.fonction chapitre « 933 » et fonction « 048 » ne vont jamais ensemble dans la M71 de 2012 : le chapitre 933 porte les fonctions 3*',
    ]);
    expect(dire({ chapitre: '93*', aucun: [{ chapitre: '930' }], fonction: '04*' })).toHaveLength(1);
    expect(dire({ chapitre: ['930', '933'], fonction: '04*' })).toEqual([]);
    // Voted by nature, chapters say nothing of functions.
    const dites: string[] = [];
    new VerificateurDeConditions([NOMENCLATURE], new Set(['par_nature'])).verifier(
      lire({ chapitre: '011', fonction: '048' }),
      (code) => dites.push(code),
    );
    expect(dites).toEqual([]);
  });

  it('un chapitre par nature se dit dès qu’une source est d’une norme sans fonctions', () => {
    const avec = (condition: unknown) => {
      const dites: string[] = [];
      const m43 = chargerLaNomenclature('data', 'M43', 2012);
      new VerificateurDeConditions([NOMENCLATURE, m43], new Set(['par_fonction', 'par_nature'])).verifier(
        lire(condition),
        (code, _, message) => dites.push(`${code} ${message}`),
      );
      return dites;
    };
    expect(dire({ chapitre: '011' })).toHaveLength(1);
    expect(avec({ chapitre: ['011', '65'] })).toEqual([]);
    expect(avec({ chapitre: '0111' })).toEqual([
      'E-REGLE-CODE chapitre « 0111 » : rien de tel dans la M71 de 2012, ni dans la M43 de 2012',
    ]);
    expect(avec({ chapitre: '933', fonction: '048' })).toHaveLength(1);
    expect(avec({ fonction: '99' })).toHaveLength(1);
  });

  it('un « un » dont une branche reste possible ne se dit pas', () => {
    expect(dire({ fonction: '048', un: [{ fonction: '041' }, { libelle: 'x' }] })).toEqual([]);
  });
});

const codes = fc.constantFrom('041', '048', '04', '312', '3', '0');
const texte = fc.constantFrom('Aide', 'aides', 'Mali', 'aide au Mali', 'TOTAL', 'total export', '04', '048');
const attenteDeCode: fc.Arbitrary<unknown> = fc.oneof(
  codes,
  codes.map((code) => `${code}*`),
  fc.constantFrom('041..048', '040..312', '300..319', 'present', 'absent'),
  fc.array(fc.oneof(codes, fc.constantFrom('04*', '041..044')), { minLength: 1, maxLength: 3 }),
  fc.record({ mots: texte }),
  fc.record({ commence_par: texte }),
);
const attenteDeTexte: fc.Arbitrary<unknown> = fc.oneof(
  texte,
  texte.map((mot) => `${mot}*`),
  fc.constantFrom('present', 'absent'),
  fc.array(texte, { minLength: 1, maxLength: 3 }),
  fc.record({ mots: fc.array(texte, { minLength: 1, maxLength: 2 }) }),
  fc.record({ commence_par: texte }),
);
const ouSauf = (attente: fc.Arbitrary<unknown>) => fc.oneof(attente, fc.record({ sauf: attente }));
const champs = fc.record(
  {
    fonction: ouSauf(attenteDeCode),
    programme: ouSauf(attenteDeCode),
    libelle: ouSauf(attenteDeTexte),
    lieu: ouSauf(attenteDeTexte),
    sens: ouSauf(
      fc.oneof(fc.constantFrom('depense', 'recette', 'dep*', 'present', 'absent'), fc.constant(['depense'])),
    ),
    section: ouSauf(fc.constantFrom('fonctionnement', 'present', 'absent')),
    montant: fc.constantFrom({ min: '1' }, { max: '10' }, { min: '5', max: '20' }, { min: '-5' }),
  },
  { requiredKeys: [] },
);
/** A group of conditions with groups inside, as deep as asked. */
const groupe = (profondeur: number): fc.Arbitrary<unknown> => {
  const base = champs.map((ecrits) => (Object.keys(ecrits).length > 0 ? ecrits : { libelle: 'present' }));
  if (profondeur === 0) return base;
  const combinaison = fc
    .tuple(
      champs,
      fc.constantFrom('tous', 'un', 'aucun'),
      fc.array(groupe(profondeur - 1), { minLength: 1, maxLength: 3 }),
    )
    .map(([ecrits, cle, sous]) => ({ ...ecrits, [cle]: sous }));
  return fc.oneof(base, combinaison);
};

const ligne = fc
  .record({
    fonction: fc.constantFrom('', '04', '041', '048', '312', '04 8'),
    programme: fc.constantFrom('', '04 8', '048', '0'),
    libelle: fc.oneof(texte, fc.constantFrom('', 'Aides au Mali, total')),
    lieu: fc.oneof(texte, fc.constant('')),
    sens: fc.constantFrom('depense', 'recette'),
    section: fc.constantFrom('', 'fonctionnement', 'investissement'),
    montant: fc.constantFrom('-10', '0', '1', '7', '10', '11', '30'),
  })
  .map((champsDeLaLigne) => {
    const lue = ligneDExemple(champsDeLaLigne, 'engagements');
    if (typeof lue === 'string') throw new Error(lue);
    return lue;
  });

describe('ce qui est dit impossible l’est', () => {
  it('une condition qu’une ligne remplit n’est jamais refusée', () => {
    let refusees = 0;
    let remplies = 0;
    fc.assert(
      fc.property(groupe(3), fc.array(ligne, { minLength: 12, maxLength: 12 }), (si, lignes) => {
        const condition = lire(si);
        const predicat = compilerCondition(condition, lecteursDeLignes('engagements'));
        const remplie = lignes.some(predicat);
        const impossible = chercherImpossibilite(condition, () => undefined);
        if (impossible) refusees += 1;
        if (remplie) remplies += 1;
        if (remplie) expect(impossible).toBeUndefined();
      }),
      { numRuns: 3_000, seed: 20121213 },
    );
    // The property says nothing if nothing is refused, or nothing met.
    expect(refusees).toBeGreaterThan(100);
    expect(remplies).toBeGreaterThan(300);
  });

  it('ni un chapitre et une fonction que l’année admet', () => {
    const paires = NOMENCLATURE.codes('chapitre').flatMap((chapitre) =>
      NOMENCLATURE.codes('fonction')
        .filter((fonction) => NOMENCLATURE.concordent(chapitre, fonction) !== false)
        .map((fonction) => ({ chapitre, fonction })),
    );
    expect(paires.length).toBeGreaterThan(300);
    for (const { chapitre, fonction } of paires) {
      expect(dire({ chapitre, fonction })).toEqual([]);
      expect(dire({ chapitre: `${chapitre.slice(0, 2)}*`, fonction: `${fonction.slice(0, 1)}*` })).toEqual([]);
    }
  });

  it('des milliers de demandes ne retiennent pas la lecture', () => {
    const beaucoup = Array.from({ length: 20_000 }, (_, rang) => ({ libelle: `mot ${rang}` }));
    expect(
      chercherImpossibilite(lire({ libelle: 'mot 3', un: beaucoup, tous: beaucoup }), () => undefined),
    ).toBeUndefined();
  });
});
