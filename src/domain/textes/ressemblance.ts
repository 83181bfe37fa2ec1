/** How much two folded texts have in common: pairs of letters that both have, of all that either has. From 0 to 1. */
export function ressemblance(gauche: string, droite: string): number {
  if (gauche === droite) return 1;
  const paires = new Map<string, number>();
  for (let rang = 0; rang + 1 < gauche.length; rang++) {
    const paire = gauche.slice(rang, rang + 2);
    paires.set(paire, (paires.get(paire) ?? 0) + 1);
  }
  let communes = 0;
  for (let rang = 0; rang + 1 < droite.length; rang++) {
    const paire = droite.slice(rang, rang + 2);
    const restent = paires.get(paire) ?? 0;
    if (restent === 0) continue;
    communes += 1;
    paires.set(paire, restent - 1);
  }
  const toutes = Math.max(gauche.length - 1, 0) + Math.max(droite.length - 1, 0);
  return toutes === 0 ? 0 : (2 * communes) / toutes;
}

/** Labels that have so much in common are one that was put right. */
export const LIBELLE_PROCHE = 0.6;
