import { BASES, type Base } from '../domain/argent/base.ts';
import { citer } from '../domain/textes/texte.ts';
import { inQuotes } from '../files/yaml-text.ts';
import { cleDeTitre, motsDuTitre } from './mots-du-titre.ts';
import type { Profil } from './profil.ts';
import type { MontantPropose } from './proposition.ts';
import { roleDeBase, TITRES_USUELS } from './titres-usuels.ts';

const SENS_DES_COLONNES = [
  ['depense', 'recette'],
  ['depenses', 'recettes'],
  ['charges', 'produits'],
  ['debit', 'credit'],
] as const;

/** Two columns of one base, one for expenses and one for income. */
export interface PaireDeSens {
  readonly propose: MontantPropose;
  readonly rangs: readonly number[];
}

/**
 * The columns of expenses, each with that of receipts whose title is the same but for that word; else the only two, whatever
 * else their titles say: `Dépenses engagées` and `Recettes`.
 * @param profils columns of amounts of the exercice
 */
export function pairesDeSens(profils: readonly Profil[], baseVoulue: Base | undefined): PaireDeSens[] {
  const exactes = profils.flatMap((depense) => pairesDe(depense, profils, baseVoulue));
  if (exactes.length > 0) return exactes;
  const [depense, ...autresDepenses] = profils.filter(({ titre }) => estDeDepenses(titre));
  const [recette, ...autresRecettes] = profils.filter(({ titre }) => estDeRecettes(titre));
  if (depense === undefined || recette === undefined || autresDepenses.length + autresRecettes.length > 0) return [];
  const dite = baseDuTitre(sansLeSens(depense));
  return [
    {
      propose: {
        base: dite ?? baseVoulue ?? 'engagements',
        colonnes: { depense: depense.titre, recette: recette.titre },
        confiance: 'à confirmer',
        raisons: ['une colonne de dépenses et une de recettes', `${citer(recette.titre)} ne dit pas la même base`],
      },
      rangs: [depense.rang, recette.rang],
    },
  ];
}

function pairesDe(depense: Profil, profils: readonly Profil[], baseVoulue: Base | undefined): PaireDeSens[] {
  const cle = cleDeTitre(depense.titre);
  for (const [motDepense, motRecette] of SENS_DES_COLONNES) {
    if (!cle.split(' ').includes(motDepense)) continue;
    const attendu = cle.replace(motDepense, motRecette);
    const attendus = [attendu, attendu.replace(/ees\b/, 'es')];
    const recette = profils.find(({ titre }) => attendus.includes(cleDeTitre(titre)));
    if (recette === undefined) continue;
    const dite = baseDuTitre(cle.replace(motDepense, '').trim());
    return [
      {
        propose: {
          base: dite ?? baseVoulue ?? 'engagements',
          colonnes: { depense: depense.titre, recette: recette.titre },
          confiance: dite === undefined ? 'à confirmer' : 'sûr',
          raisons: [
            'une colonne de dépenses et une de recettes',
            ...(dite === undefined ? ['les titres ne disent pas de quelle base'] : []),
          ],
        },
        rangs: [depense.rang, recette.rang],
      },
    ];
  }
  return [];
}

const MOTS_DE_DEPENSE = /^depenses?$/;
const MOTS_DE_RECETTE = /^recettes?$/;

/** Whether a title says expenses, and nothing of receipts. */
export function estDeDepenses(titre: string): boolean {
  return ditLeSens(titre, MOTS_DE_DEPENSE, MOTS_DE_RECETTE);
}

/** Whether a title says receipts, and nothing of expenses. */
export function estDeRecettes(titre: string): boolean {
  return ditLeSens(titre, MOTS_DE_RECETTE, MOTS_DE_DEPENSE);
}

function ditLeSens(titre: string, un: RegExp, autre: RegExp): boolean {
  const mots = motsDuTitre(titre);
  return mots.some((mot) => un.test(mot)) && !mots.some((mot) => autre.test(mot));
}

function sansLeSens({ titre }: Profil): string {
  return cleDeTitre(titre)
    .split(' ')
    .filter((mot) => !MOTS_DE_DEPENSE.test(mot))
    .join(' ');
}

/** How the two are written under a base. */
export function ecrireLesSens(depense: string, recette: string): string {
  return `{ depense: ${inQuotes(depense)}, recette: ${inQuotes(recette)} }`;
}

function baseDuTitre(reste: string): Base | undefined {
  const formes = [reste, reste.replace(/ees\b/, 'e'), reste.replace(/es\b/, 'e'), reste.replace(/s\b/, '')];
  return BASES.find((base) => (TITRES_USUELS[roleDeBase(base)] ?? []).some((usuel) => formes.includes(usuel)));
}
