import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bornes, Constats, estUneErreur, TOUS } from '../../src/domain/constats/constat.ts';
import { garder } from '../../src/domain/lignes/ligne-budgetaire.ts';
import { type Preparation, preparer } from '../../src/edition/preparation.ts';
import { DeballeurDeLignes, deballer, demandeDe, emballerSource } from '../../src/ingest/lecture-en-fil.ts';
import { lireSurPlace } from '../../src/ingest/lire-sur-place.ts';
import { avecDossier } from '../outils/atelier.ts';
import { combien } from '../outils/combien.ts';
import { deposerDossier, type Ebauche } from '../outils/dossier-temporaire.ts';

const COLONNES = { libelle: 'Objet', beneficiaire: 'Qui', programme: 'Prog', lieu: 'Où', cout_total: 'Coût' };
const lignes_a_ecarter = [{ si: { Objet: 'Total' }, motif: 'ligne de total' }];

function ebauche(lignes: readonly string[], declaration: Readonly<Record<string, unknown>> = {}): Ebauche {
  const contenu = ['Objet;Qui;Prog;Où;Coût;Engagé;Mandaté', ...lignes, ''].join('\n');
  return {
    sources: [
      {
        fichier: 'sources/a.csv',
        contenu,
        declaration: {
          colonnes: COLONNES,
          lignes_a_ecarter,
          montants: { engagements: 'Engagé', mandats: 'Mandaté' },
          ...declaration,
        },
      },
    ],
  };
}

interface Lue {
  readonly lignes: unknown[];
  readonly ecartees: unknown[];
  readonly constats: Constats;
  readonly lue: unknown;
  /** How many batches came. */
  readonly lots: number;
}

/** Reads the first source of a dossier, straight or by way of what would pass from a thread to another. */
async function lire(preparation: Preparation, enFil: boolean, bornes?: Bornes): Promise<Lue> {
  const { dossier, references } = preparation;
  const [source] = dossier.sources;
  if (source === undefined) throw new Error('une source est attendue');
  const { racine, enTete, vote, codeInconnu } = dossier;
  const { exercice, base } = enTete;
  const constats = new Constats(bornes);
  const codes = { nomenclature: references.nomenclatures[0], vote, codeInconnu, objectifs: references.objectifs };
  const contexte = { racine, exercice, base, codes, constats };
  const lignes: unknown[] = [];
  const ecartees: unknown[] = [];
  const puits = {
    // What was told before a line is part of what must be alike.
    ligne: (ligne: Parameters<typeof garder>[0]) => lignes.push({ ...garder(ligne), erreurs: constats.erreurs }),
    ecartee: (ligne: unknown) => ecartees.push(ligne),
  };
  let lots = 0;
  if (!enFil) return { lue: await lireSurPlace(source, contexte, puits), lignes, ecartees, constats, lots };
  const deballeur = new DeballeurDeLignes(source, exercice);
  const lue = await emballerSource(structuredClone(demandeDe(source, contexte)), (lot) => {
    lots += 1;
    deballer(structuredClone(lot), deballeur, constats, puits);
  });
  return { lue, lignes, ecartees, constats, lots };
}

async function comparer(dossier: Ebauche, bornes?: Bornes): Promise<Lue> {
  return await avecDossier(async (racine) => {
    mkdirSync(join(racine, 'sources'), { recursive: true });
    deposerDossier(racine, dossier);
    const preparation = await preparer(racine, new Constats());
    const droite = await lire(preparation, false, bornes);
    const enFil = await lire(preparation, true, bornes);
    expect(enFil.lue).toEqual(droite.lue);
    expect(enFil.lignes).toEqual(droite.lignes);
    expect(enFil.ecartees).toEqual(droite.ecartees);
    expect(enFil.constats.liste).toEqual(droite.constats.liste);
    expect(enFil.constats.surplus).toEqual(droite.constats.surplus);
    expect(enFil.constats.erreurs).toBe(droite.constats.erreurs);
    return enFil;
  });
}

const texte = fc.constantFrom(
  '',
  'Accueil',
  ' espacé ',
  '"dit ""oui"""',
  '"a;b"',
  'Sénégal’s',
  '\u{1f30d}',
  'Total',
  '4x',
);
const rangee = fc
  .record({
    textes: fc.tuple(texte, texte, fc.constantFrom('HP 048-008', '"HP 048-009"', ''), texte),
    cout: fc.constantFrom('', '12,00', '-3,50', 'cher'),
    engage: fc.constantFrom('1,00', '-2,50', '1 234,56', '12.5OO', ''),
    mandate: fc.constantFrom('', '3,00', '99999,99'),
    casse: fc.constantFrom('', '', '', ';de trop', '"'),
  })
  .map(({ textes, cout, engage, mandate, casse }) => [...textes, cout, engage, mandate].join(';') + casse);

describe('une source lue dans un fil', () => {
  it('donne les mêmes lignes, mises à l’écart et constats, dans le même ordre', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rangee, { maxLength: 12 }), async (lignes) => {
        await comparer(ebauche(lignes));
      }),
      { seed: 20121213, numRuns: combien(25, 60) },
    );
  });

  it('dit les mêmes fautes quand elles sont trop pour être toutes gardées, et toutes quand une machine les demande', async () => {
    const lignes = Array.from({ length: 400 }, (_, rang) => (rang % 2 === 0 ? `a;b;;;;${rang}` : `c;d;;;;1,00;2,OO`));
    const pourLire = await comparer(ebauche(lignes));
    expect(pourLire.constats.surplus).toHaveLength(2);
    const tous = await comparer(ebauche(lignes), TOUS);
    expect(tous.constats.surplus).toEqual([]);
    expect(tous.constats.liste.filter(estUneErreur)).toHaveLength(400);
  });

  it('a plus d’imputations qu’il n’en est gardé : chaque ligne garde la sienne', async () => {
    const lignes = Array.from({ length: 23_000 }, (_, rang) => `objet ${rang};qui;P${(rang * 7) % 20_500};;;1,00;`);
    const { lots } = await comparer(ebauche(lignes));
    expect(lots).toBeGreaterThan(2);
  });

  it('a des titres que l’on ne reconnaît pas', async () => {
    const { constats } = await comparer(
      ebauche(['a;b;;;;1,00;'], { colonnes: { ...COLONNES, libelle: 'Intitulé' }, lignes_a_ecarter: [] }),
    );
    expect(constats.erreurs).toBeGreaterThan(0);
  });
});
