/** What rules and reasons to leave out did to hand-written lines; for the jaunes of the tests. */
import type { CompteDesDeuxSens } from '../../src/compile/compte.ts';
import type { EffetRegle, Jaune } from '../../src/compile/jaune.ts';
import { type Montant, montant } from '../../src/domain/argent/montant.ts';
import type { Affectation } from '../../src/domain/lignes/affectation.ts';
import { decideur, type RegleCitee } from '../../src/domain/verdict/verdict.ts';
import { depensesSeules } from '../outils/comptes.ts';

/** The reasons to leave out, with what each leaves out. */
export function exclusionsDe(affectations: readonly Affectation[]): Jaune['exclusions'] {
  const parMotif = new Map<string, Jaune['exclusions'][number]>();
  for (const { verdict, montant: cents } of affectations) {
    if (verdict.place !== 'exclue') continue;
    const { motif } = verdict.decisive;
    const deja = parMotif.get(motif) ?? {
      motif,
      decideur: decideur(verdict.decisive),
      ...depensesSeules({ lignes: 0, centimes: montant(0) }),
    };
    parMotif.set(motif, { ...deja, lignes: deja.lignes + 1, centimes: montant(deja.centimes + cents) });
  }
  return [...parMotif.values()];
}

/** The rules that concluded or would have, with what each did. */
export function reglesDe(affectations: readonly Affectation[]): EffetRegle[] {
  const effets = new Map<string, EffetRegle>();
  const rien = depensesSeules({ lignes: 0, centimes: montant(0) });
  const plus = (compte: CompteDesDeuxSens, cents: Montant): CompteDesDeuxSens => ({
    ...compte,
    lignes: compte.lignes + 1,
    centimes: montant(compte.centimes + cents),
  });
  const effetDe = (regle: RegleCitee, question: EffetRegle['question']): EffetRegle =>
    effets.get(regle.id) ?? { regle, question, condition: undefined, emporte: rien, devance: rien, contredite: rien };
  for (const { verdict, montant: cents } of affectations)
    for (const { auteur, question, autres } of verdict.reponses) {
      if (auteur.type === 'regle') {
        const effet = effetDe(auteur.regle, question);
        effets.set(auteur.regle.id, { ...effet, emporte: plus(effet.emporte, cents) });
      }
      for (const autre of autres) {
        const effet = effetDe(autre, question);
        const devance = plus(effet.devance, cents);
        effets.set(autre.id, { ...effet, devance, contredite: plus(effet.contredite, cents) });
      }
    }
  return [...effets.values()];
}
