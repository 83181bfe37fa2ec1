/** A line that was ranked: what it scores, and the truth that the ranking did not see. */
export interface LigneClassee {
  readonly points: number;
  readonly montant: number;
  readonly vraie: boolean;
}

/** The lines in the order in which a person would look at them: most points first, then most euros, then as in the file. */
export function ordonner<L extends LigneClassee>(lignes: readonly L[]): L[] {
  return lignes
    .map((ligne, rang) => ({ ligne, rang }))
    .sort((a, b) => b.ligne.points - a.ligne.points || b.ligne.montant - a.ligne.montant || a.rang - b.rang)
    .map(({ ligne }) => ligne);
}

/** The share of the true lines that stand among the first `part` of the ranking. */
export function rappelA(ordonnees: readonly LigneClassee[], part: number): number {
  const regardees = ordonnees.slice(0, Math.ceil(ordonnees.length * part));
  const vraies = ordonnees.filter(({ vraie }) => vraie).length;
  return regardees.filter(({ vraie }) => vraie).length / vraies;
}

/** Of the true lines, the share that stand among some, and the share of their euros. */
export function trouve(
  parmi: readonly LigneClassee[],
  toutes: readonly LigneClassee[],
): { lignes: number; euros: number } {
  const vraiesDe = (lignes: readonly LigneClassee[]) => lignes.filter(({ vraie }) => vraie);
  const eurosDe = (lignes: readonly LigneClassee[]) =>
    lignes.reduce((somme, { montant }) => somme + Math.abs(montant), 0);
  const [siennes, vraies] = [vraiesDe(parmi), vraiesDe(toutes)];
  return { lignes: siennes.length / vraies.length, euros: eurosDe(siennes) / eurosDe(vraies) };
}

/** Average precision: over the true lines, the mean of the share of true lines down to each. */
export function precisionMoyenne(ordonnees: readonly LigneClassee[]): number {
  let trouvees = 0;
  let somme = 0;
  ordonnees.forEach(({ vraie }, rang) => {
    if (!vraie) return;
    trouvees += 1;
    somme += trouvees / (rang + 1);
  });
  return somme / trouvees;
}
