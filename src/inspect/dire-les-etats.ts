import { citerLesEtats, EtatsDUneColonne } from '../domain/textes/etats.ts';
import { accord } from '../domain/textes/format.ts';
import { citer } from '../domain/textes/texte.ts';
import type { Profil } from './profil.ts';

/** The columns left aside that say that lines came to nothing, or are of several steps of one budget, in sentences. */
export function direLesEtats(profils: readonly Profil[], ignorees: readonly { readonly titre: string }[]): string[] {
  const laissees = new Set(ignorees.map(({ titre }) => titre));
  return profils.flatMap(({ titre, valeurs }) => {
    if (valeurs === undefined || !laissees.has(titre)) return [];
    const etats = new EtatsDUneColonne(titre);
    let lignes = 0;
    for (const [valeur, fois] of valeurs) {
      const etat = etats.lire(valeur, fois);
      if (etat !== undefined && 'sansSuite' in etat) lignes += fois;
    }
    const { sansSuite, etapes } = etats;
    return [
      ...(sansSuite.length === 0
        ? []
        : [
            `la colonne ${citer(titre)} dit ${citerLesEtats(sansSuite)}, de ${accord(lignes, 'ligne')} : si rien n’en est dû, écartez-${lignes === 1 ? 'la' : 'les'} sous lignes_a_ecarter, par cette colonne.`,
          ]),
      ...(etapes.length === 0
        ? []
        : [
            `la colonne ${citer(titre)} nomme plusieurs étapes d’un budget, ${citerLesEtats(etapes)} : tout additionner compterait plusieurs fois. Gardez celle de la base du dossier et écartez les autres sous lignes_a_ecarter, par cette colonne, ou dites sous montants_nommes de quelle base est chacune.`,
          ]),
    ];
  });
}
