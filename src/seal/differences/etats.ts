/** The first place where two files that should be the same part, in words that say where to look. */
export interface PremiereDifference {
  /** `ligne 214, colonne montant_centimes`, `feuille Synthèse, cellule C7`, `section « Dans le monde »`, `synthese.total`. */
  readonly ou: string;
  /** What the sealed file says there; empty for nothing. */
  readonly scelle: string;
  /** What was made again. */
  readonly refait: string;
}

/** A file in its two states. */
export interface DeuxEtats {
  readonly scelle: Buffer;
  readonly refait: Buffer;
}

/** The first place where two texts part; the length of the shorter when one begins the other. */
export function premierEcart(gauche: Buffer, droite: Buffer): number {
  const commun = Math.min(gauche.length, droite.length);
  let bas = 0;
  // Halving, with comparisons of whole blocks: a byte at a time is slow on a large file.
  let haut = commun;
  while (bas < haut) {
    const milieu = (bas + haut + 1) >>> 1;
    if (gauche.compare(droite, bas, milieu, bas, milieu) === 0) bas = milieu;
    else haut = milieu - 1;
  }
  return bas;
}
