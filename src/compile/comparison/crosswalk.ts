import { type Montant, montant, NUL } from '../../domain/montant.ts';
import { comparer } from '../../domain/ordre.ts';
import { normaliserCode } from '../../domain/texte.ts';
import { retenuDe } from './line.ts';
import type { Paire } from './matching.ts';

/** A function of one norm and one of another that lines matched by their words were seen to have: a fact, no equivalence. */
export interface PassageConstate {
  readonly avant: string;
  readonly apres: string;
  readonly lignes: number;
  /** What these lines weigh in each headline. */
  readonly centimesAvant: Montant;
  readonly centimesApres: Montant;
}

/** Which function of the one norm met which of the other, on the lines that were matched; those of most lines first. */
export function passagesConstates(paires: readonly Paire[]): PassageConstate[] {
  const parCodes = new Map<string, PassageConstate>();
  for (const { avant, apres } of paires) {
    const [ancien, nouveau] = [normaliserCode(avant.fonction), normaliserCode(apres.fonction)];
    const cle = `${ancien} ${nouveau}`;
    const { lignes, centimesAvant, centimesApres } = parCodes.get(cle) ?? {
      lignes: 0,
      centimesAvant: NUL,
      centimesApres: NUL,
    };
    parCodes.set(cle, {
      avant: ancien,
      apres: nouveau,
      lignes: lignes + 1,
      centimesAvant: montant(centimesAvant + retenuDe(avant)),
      centimesApres: montant(centimesApres + retenuDe(apres)),
    });
  }
  return [...parCodes.values()].sort(
    (gauche, droite) =>
      droite.lignes - gauche.lignes || comparer(gauche.avant, droite.avant) || comparer(gauche.apres, droite.apres),
  );
}
