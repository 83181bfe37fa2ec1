import type { OrganismeDeclare } from '../../domain/dossier/organismes.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { type GenreDeFlux, LIBELLES_DES_FLUX } from '../../domain/verdict/flux.ts';
import type { Preparation } from '../../edition/preparation.ts';

/** Which end of a flow a line is: the expense of a payer, what the body received, what it spends; nothing for the receipt of another. */
type End = 'verse' | 'recu' | 'compte_au_payeur' | undefined;

/** The flow of a line, which of its two ends the line is, and why it is left out or stays; nothing for a line of no flow. */
export function flowText({ ligne, verdict }: Affectation, { dossier }: Preparation): string[] {
  const { flux, place } = verdict;
  const { organismes } = dossier.enTete;
  const target = flux && organismes.pour(flux.organisme);
  if (flux === undefined || target === undefined) return [];
  const own = organismes.nomme(ligne.organisme) === target;
  const end: End = ligne.sens === 'depense' ? (own ? 'compte_au_payeur' : 'verse') : own ? 'recu' : undefined;
  const why =
    ligne.sens === 'recette'
      ? 'une recette n’est dans aucun total ; elle se montre en face de ce qui est versé'
      : place === 'exclue'
        ? `la ligne est hors du total consolidé : ${whyOut(flux.genre, end)}`
        : 'la ligne reste, en entier dans le total consolidé : l’organisme n’a pas ses lignes dans le dossier (« sans détail »)';
  return [
    `  ${LIBELLES_DES_FLUX[flux.genre]} → ${target.nom} (${target.id})`,
    `      les deux bouts : ${ends(end, ligne.organisme, target)}`,
    `      ${why}`,
    ...(end === undefined ? [] : [`      chiffre : rapprochement.${target.id}.${end}`]),
  ];
}

function ends(end: End, organisme: string, { nom }: OrganismeDeclare): string {
  const payer = organisme === '' ? 'un payeur non dit' : `« ${organisme} »`;
  switch (end) {
    case 'verse':
      return `ici, ce que ${payer} verse ; à l’autre bout, ce que « ${nom} » reçoit et dépense`;
    case 'recu':
      return `ici, ce que « ${nom} » dit avoir reçu ; à l’autre bout, la dépense de qui le lui verse`;
    case 'compte_au_payeur':
      return `ici, ce que « ${nom} » dépense ; à l’autre bout, la dépense de qui le paie`;
    case undefined:
      return `aucun : c’est une recette de ${payer}, et non de « ${nom} »`;
  }
}

function whyOut(genre: GenreDeFlux, end: End): string {
  if (genre === 'mandat') return 'une dépense pour le compte d’un autre n’est jamais celle de qui la paie';
  if (end === 'compte_au_payeur') return 'son argent compte chez le payeur';
  return 'l’organisme détaille ce qu’il en dépense dans le dossier, où il compte une fois';
}
