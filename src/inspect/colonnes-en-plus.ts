import type { Modele } from '../formats/modeles/modele.ts';
import type { ColonneIgnoree, ColonneProposee, Proposition } from './proposition.ts';

/**
 * What a file has beside the columns of the published layout that it follows: fields that the layout does not give, and the
 * rest, left aside.
 */
export function colonnesEnPlus(
  { colonnes, montants, ignorees, cadre }: Proposition,
  modele: Modele,
): { readonly colonnes: readonly ColonneProposee[]; readonly ignorees: readonly ColonneIgnoree[] } {
  const connus = new Set(modele.colonnes.map(({ titre }) => titre.toLowerCase()));
  const enPlus = <C extends { readonly titre: string }>(toutes: readonly C[]) =>
    toutes.filter(({ titre }) => !connus.has(titre.toLowerCase()));
  const donnes = new Set(Object.keys(modele.disposition(cadre.base).colonnes));
  const champs = enPlus(colonnes);
  const titresDeMontants = montants.flatMap(({ colonnes: siennes }) =>
    Object.values(siennes).map((titre) => ({ titre })),
  );
  return {
    colonnes: champs.filter(({ champ }) => !donnes.has(champ)),
    ignorees: [
      ...champs
        .filter(({ champ }) => donnes.has(champ))
        .map(({ champ, titre }) => ({ titre, raison: `${modele.nomUsuel} donne déjà « ${champ} »` })),
      ...enPlus(titresDeMontants).map(({ titre }) => ({
        titre,
        raison: `des montants en plus de ceux de ${modele.nomUsuel}`,
      })),
      ...enPlus(ignorees),
    ],
  };
}
