/** What rules and reasons to leave out did to hand-written lines; for the jaunes of the tests. */
import type { Compte, CompteDesDeuxSens } from '../../src/compile/compte.ts';
import type { EffetRegle, Jaune } from '../../src/compile/jaune.ts';
import { type Montant, montant } from '../../src/domain/argent/montant.ts';
import type { Affectation } from '../../src/domain/lignes/affectation.ts';
import type { Sens } from '../../src/domain/lignes/ligne-budgetaire.ts';
import { decideur, type RegleCitee } from '../../src/domain/verdict/verdict.ts';
import { depensesSeules } from '../outils/comptes.ts';

/** The reasons to leave out, with what each leaves out. */
export function exclusionsDe(affectations: readonly Affectation[]): Jaune['exclusions'] {
  const parMotif = new Map<string, Jaune['exclusions'][number]>();
  for (const { ligne, verdict, montant: cents } of affectations) {
    if (verdict.place !== 'exclue') continue;
    const { motif } = verdict.decisive;
    const deja = parMotif.get(motif) ?? {
      motif,
      decideur: decideur(verdict.decisive),
      ...depensesSeules({ lignes: 0, centimes: montant(0) }),
    };
    parMotif.set(motif, { ...deja, ...plus(deja, ligne.sens, cents) });
  }
  return [...parMotif.values()];
}

/** The rules that concluded or would have, with what each did. */
export function reglesDe(affectations: readonly Affectation[]): EffetRegle[] {
  const effets = new Map<string, EffetRegle>();
  const rien = depensesSeules({ lignes: 0, centimes: montant(0) });
  const effetDe = (regle: RegleCitee, question: EffetRegle['question']): EffetRegle =>
    effets.get(regle.id) ?? { regle, question, condition: undefined, emporte: rien, devance: rien, contredite: rien };
  for (const { ligne, verdict, montant: cents } of affectations)
    for (const { auteur, question, autres } of verdict.reponses) {
      if (auteur.type === 'regle') {
        const effet = effetDe(auteur.regle, question);
        effets.set(auteur.regle.id, { ...effet, emporte: plus(effet.emporte, ligne.sens, cents) });
      }
      for (const autre of autres) {
        const effet = effetDe(autre, question);
        const devance = plus(effet.devance, ligne.sens, cents);
        effets.set(autre.id, { ...effet, devance, contredite: plus(effet.contredite, ligne.sens, cents) });
      }
    }
  return [...effets.values()];
}

function plus(compte: CompteDesDeuxSens, sens: Sens, cents: Montant): CompteDesDeuxSens {
  const ajouter = ({ lignes, centimes }: Compte): Compte => ({
    lignes: lignes + 1,
    centimes: montant(centimes + cents),
  });
  return sens === 'recette'
    ? { ...compte, recettes: ajouter(compte.recettes) }
    : { ...ajouter(compte), recettes: compte.recettes };
}
