import { BASES, type Base } from '../domain/argent/base.ts';
import { cleDeTitre } from './mots-du-titre.ts';
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

/** @param profils columns of amounts of the exercice */
export function pairesDeSens(profils: readonly Profil[], baseVoulue: Base | undefined): PaireDeSens[] {
  return profils.flatMap((depense): PaireDeSens[] => {
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
  });
}

function baseDuTitre(reste: string): Base | undefined {
  const formes = [reste, reste.replace(/ees\b/, 'e'), reste.replace(/es\b/, 'e'), reste.replace(/s\b/, '')];
  return BASES.find((base) => (TITRES_USUELS[roleDeBase(base)] ?? []).some((usuel) => formes.includes(usuel)));
}
