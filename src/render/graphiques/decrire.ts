import type { Montant } from '../../domain/argent/montant.ts';
import { formaterPourcentage } from '../../domain/textes/format.ts';
import { comparer } from '../../domain/textes/ordre.ts';

export interface ChiffreNomme {
  readonly libelle: string;
  readonly montant: Montant;
  readonly affiche: string;
}

const NOMMES = 3;

/**
 * What a list of amounts says, for who does not see the bars: the largest ones with their share of the whole, and how many
 * others there are. Shares are of `total`, the sum of all when absent; they are left out when an amount is negative: they would not be parts of the whole.
 */
export function decrireClassement(
  chiffres: readonly ChiffreNomme[],
  nom: 'postes' | 'pays' = 'postes',
  total: number = chiffres.reduce((somme, { montant }) => somme + montant, 0),
): string {
  if (chiffres.length === 0) return 'Aucun montant.';
  const tries = parMontant(chiffres);
  const partageable = total > 0 && tries.every(({ montant }) => montant >= 0);
  const dire = ({ libelle, montant, affiche }: ChiffreNomme) =>
    `${libelle}, ${affiche}${partageable ? ` (${formaterPourcentage(montant, total)})` : ''}`;
  const nommes = tries.slice(0, NOMMES);
  const autres = tries.length - nommes.length;
  const suite =
    autres === 0
      ? ''
      : autres === 1
        ? `\u202f; et un autre ${nom === 'pays' ? nom : 'poste'}`
        : `\u202f; et ${autres} autres ${nom}`;
  return `Du plus grand au plus petit\u202f: ${nommes.map(dire).join('\u202f; ')}${suite}.`;
}

/** The largest first; among equals, by name, so that the order received changes nothing. */
export function parMontant<T extends ChiffreNomme>(chiffres: readonly T[]): T[] {
  return [...chiffres].sort(
    (gauche, droite) => droite.montant - gauche.montant || comparer(gauche.libelle, droite.libelle),
  );
}

/** What a comparison of two periods says: the largest amounts now, then the greatest rise and the greatest fall. */
export function decrireEvolution(
  chiffres: readonly (ChiffreNomme & { readonly precedent?: { readonly montant: Montant }; readonly ecart?: string })[],
  periodes: { readonly actuelle: string; readonly precedente: string },
): string {
  const ecarts = parMontant(
    chiffres.map((chiffre) => ({ ...chiffre, ecartBrut: chiffre.montant - (chiffre.precedent?.montant ?? 0) })),
  ).sort((gauche, droite) => droite.ecartBrut - gauche.ecartBrut);
  const [hausse, baisse] = [ecarts[0], ecarts.at(-1)];
  const dire = (mot: string, chiffre: (typeof ecarts)[number]) =>
    ` ${mot} depuis ${periodes.precedente}\u202f: ${chiffre.libelle}${chiffre.ecart === undefined ? '' : `, ${chiffre.ecart}`}.`;
  return [
    `${periodes.actuelle}. ${decrireClassement(chiffres)}`,
    hausse !== undefined && hausse.ecartBrut > 0 ? dire('Plus forte hausse', hausse) : '',
    baisse !== undefined && baisse.ecartBrut < 0 ? dire('Plus forte baisse', baisse) : '',
  ].join('');
}

/** What a bridge says: where it starts and lands, and its greatest gain and loss. */
export function decrireCascade(
  etapes: readonly (ChiffreNomme & { readonly palier: boolean; readonly cumul: Montant })[],
): string {
  const paliers = etapes.filter(({ palier }) => palier).map(({ libelle, affiche }) => `${libelle}, ${affiche}`);
  const effets = parMontant(etapes.filter(({ palier }) => !palier));
  const [gain, perte] = [effets[0], effets.at(-1)];
  const phrases = [
    paliers.length === 0 ? '' : `Totaux atteints, dans l’ordre\u202f: ${paliers.join('\u202f; ')}.`,
    gain !== undefined && gain.montant > 0 ? `Ce qui ajoute le plus\u202f: ${gain.libelle}, ${gain.affiche}.` : '',
    perte !== undefined && perte.montant < 0 ? `Ce qui ôte le plus\u202f: ${perte.libelle}, ${perte.affiche}.` : '',
  ].filter((phrase) => phrase !== '');
  return phrases.length === 0 ? 'Aucun montant.' : phrases.join(' ');
}

/** What a map says: how many countries, the largest, and how much of the whole is on no country. */
export function decrireCarte(
  pays: readonly { readonly nom: string; readonly montant: Montant; readonly affiche: string }[],
  parts: readonly ChiffreNomme[],
): string {
  const [ventile, ...reste] = parts;
  const total = parts.reduce((somme, { montant }) => somme + montant, 0);
  const partageable = total > 0 && parts.every(({ montant }) => montant >= 0);
  const dire = ({ montant, affiche }: ChiffreNomme) =>
    `${affiche}${partageable ? ` (${formaterPourcentage(montant, total)} du total)` : ''}`;
  const chiffres = pays.map(({ nom, montant, affiche }) => ({ libelle: nom, montant, affiche }));
  const debut = ventile === undefined ? '' : `${pays.length} pays, ${dire(ventile)}. `;
  const suite = reste.map((part) => ` Hors carte\u202f: ${part.libelle}, ${dire(part)}.`).join('');
  return `${debut}${decrireClassement(chiffres, 'pays', partageable ? total : 0)}${suite}`;
}
