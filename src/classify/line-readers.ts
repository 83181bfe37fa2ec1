import type { Base } from '../domain/base.ts';
import { CHAMPS_CODES, CHAMPS_REGLES, CHAMPS_TEXTE, type ChampTexte } from '../domain/champs.ts';
import type { Lecteurs } from '../domain/condition-evaluation.ts';
import type { LigneBudgetaire } from '../domain/ligne-budgetaire.ts';
import { plier } from '../domain/texte.ts';

const MEMOIRE_MAX = 20_000;

/** Folds texts and remembers the last ones: labels repeat, and each is looked at by several rules. */
function plieurAMemoire(): (texte: string) => string {
  const memoire = new Map<string, string>();
  return (texte) => {
    let plie = memoire.get(texte);
    if (plie === undefined) {
      plie = plier(texte);
      if (memoire.size >= MEMOIRE_MAX) memoire.clear();
      memoire.set(texte, plie);
    }
    return plie;
  };
}

/** How conditions of rules read lines; the amount is that of the dossier's base. */
export function lecteursDeLignes(
  base: Base,
): Lecteurs<LigneBudgetaire> & { readonly plier: (texte: string) => string } {
  return {
    texte: (champ) => {
      if (!CHAMPS_REGLES.includes(champ) || champ === 'montant') return undefined;
      const propriete = CHAMPS_TEXTE[champ as ChampTexte];
      return (ligne) => ligne[propriete];
    },
    montant: (ligne) => ligne.montants[base],
    estCode: (champ) => CHAMPS_CODES.has(champ),
    plier: plieurAMemoire(),
  };
}
