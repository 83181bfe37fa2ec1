/** The value in the middle; of an even number of them, the mean of the two in the middle. */
export function mediane(valeurs: readonly number[]): number {
  const triees = [...valeurs].sort((gauche, droite) => gauche - droite);
  const milieu = triees.length / 2;
  const [avant, apres] = [triees[Math.ceil(milieu) - 1], triees[Math.floor(milieu)]];
  if (avant === undefined || apres === undefined) throw new Error('aucune valeur : pas de médiane');
  return (avant + apres) / 2;
}

/** What the first took of what the second took, pass by pass: what slows the machine for a while slows both. */
export function rapportsParPaires(premiers: readonly number[], seconds: readonly number[]): number[] {
  if (premiers.length !== seconds.length) throw new Error('autant de passes de l’un que de l’autre');
  return premiers.map((premier, rang) => premier / (seconds[rang] ?? Number.NaN));
}
