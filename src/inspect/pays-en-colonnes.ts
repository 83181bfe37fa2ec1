import type { Geographie } from '../domain/lieux/geographie.ts';
import { citer } from '../domain/textes/texte.ts';
import { asYaml, inQuotes } from '../files/yaml-text.ts';
import type { Profil } from './profil.ts';

const PART_DE_MONTANTS = 0.8;
const PAYS_MIN = 2;
const TOTAL = /^total\b/i;

/**
 * Columns of amounts of which each is a country: read as one amount, all but one would be lost, or counted twice with their total.
 * @returns what to declare, in a sentence; nothing where no country heads a column
 */
export function direLesPaysEnColonnes(profils: readonly Profil[], geographie: Geographie): string | undefined {
  const deMontants = profils.filter(({ vues, montants }) => vues > 0 && montants >= vues * PART_DE_MONTANTS);
  const pays = deMontants.filter(({ titre }) => geographie.reconnaitre(titre) !== undefined);
  if (pays.length < PAYS_MIN) return undefined;
  const total = deMontants.find(({ titre }) => TOTAL.test(titre));
  const titres = pays.map(({ titre }) => (/[,[\]{}]/.test(titre) ? inQuotes(titre) : asYaml(titre))).join(', ');
  const suite = total === undefined ? '' : `, total: ${asYaml(total.titre)}`;
  return `des pays sont en colonnes (${pays
    .slice(0, 3)
    .map(({ titre }) => citer(titre))
    .join(
      ', ',
    )}…) : à la place de montants, écrivez « deplier: { champ: lieu, colonnes: [${titres}]${suite} } », et retirez-les d’ignorees.`;
}
