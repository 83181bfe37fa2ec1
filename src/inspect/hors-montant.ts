import { citer } from '../domain/textes/texte.ts';
import { cleDeTitre } from './mots-du-titre.ts';
import type { Profil } from './profil.ts';
import { titreHorsMontant } from './titre-hors-montant.ts';

const PRESQUE_TOUTES = 0.9;

/** Why a column of numbers is no amount, by its title or by what it holds; nothing when it may be one. */
export function horsMontant({ titre, horsEuros, postaux, vues, enEuros, unitesMontrees }: Profil): string | undefined {
  const dit = titreHorsMontant(titre) ?? horsEuros;
  if (dit !== undefined) return dit;
  const [montree] = unitesMontrees;
  if (montree?.unite === 'pourcents' && montree.nombres === vues)
    return `des pourcentages, au format ${citer(montree.format)}`;
  return vues > 0 && !enEuros && postaux >= vues * PRESQUE_TOUTES && cleDeTitre(titre) === 'cp'
    ? 'cinq chiffres au plus, jamais de centimes : des codes postaux, ou des crédits de paiement ? dites-le sous montants'
    : undefined;
}
