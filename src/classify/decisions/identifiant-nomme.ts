import { plier } from '../../domain/textes/texte.ts';

/** The words by which a decision may name an axis, a domain or a territory: identifier and label. */
export type Intitules = Iterable<readonly [id: string, libelle: string]>;

/**
 * The identifier that people name by itself or by its label, as the review workbook takes it: neither case nor accents count,
 * the identifier wins, and a label that two share names neither. What names nothing is given back, to be refused as written.
 */
export function identifiantNomme(ecrit: string, intitules: Intitules): string {
  const paires = [...intitules];
  if (paires.some(([id]) => id === ecrit)) return ecrit;
  const cle = plier(ecrit);
  const seul = (retenir: (id: string, libelle: string) => boolean) => {
    const trouves = paires.filter(([id, libelle]) => retenir(id, libelle));
    return trouves.length === 1 ? trouves[0]?.[0] : undefined;
  };
  return (
    seul((id) => plier(id) === cle) ??
    seul((id, libelle) => plier(`${libelle} (${id})`) === cle) ??
    seul((_, libelle) => plier(libelle) === cle) ??
    ecrit
  );
}
