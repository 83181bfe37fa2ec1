import { CODES } from '../domain/lignes/champs.ts';
import { plier } from '../domain/textes/texte.ts';
import { MOTS_DE_CODE, MOTS_DE_LIBELLE, type Role, TITRES_USUELS } from './titres-usuels.ts';

/** How far a title names a role: the usual title itself, or more than it. */
export type AccordDuTitre = 'exact' | 'partiel';

const PAR_CLE = new Map<string, Role[]>();
for (const [role, cles] of Object.entries(TITRES_USUELS))
  for (const cle of cles) PAR_CLE.set(cle, [...(PAR_CLE.get(cle) ?? []), role]);

/** Usual titles short of this many letters are too common as parts of others: `an`, `ca`, `ch`. */
const LETTRES_POUR_UN_MOT = 4;

/** The roles that a title names, by the table of usual titles. */
export function rolesDuTitre(titre: string): ReadonlyMap<Role, AccordDuTitre> {
  const cle = cleDeTitre(titre);
  const roles = new Map<Role, AccordDuTitre>();
  if (cle === '') return roles;
  for (const role of PAR_CLE.get(cle) ?? []) roles.set(role, 'exact');
  const mots = cle.split(' ');
  const reste = (ensemble: ReadonlySet<string>) => {
    const autres = mots.filter((mot) => !ensemble.has(mot));
    return autres.length < mots.length && autres.length > 0
      ? autres.filter((mot) => !MOTS_DE_CODE.has(mot)).join(' ')
      : '';
  };
  for (const champ of CODES) {
    const siens = TITRES_USUELS[champ] ?? [];
    if (siens.includes(reste(MOTS_DE_LIBELLE))) {
      roles.delete(champ);
      roles.set(`${champ}_libelle`, 'exact');
    } else if (siens.includes(reste(MOTS_DE_CODE))) roles.set(champ, 'exact');
    // A title that names the thing alone may head its labels: the content tells.
    else if (roles.get(champ) === 'exact') roles.set(`${champ}_libelle`, 'partiel');
  }
  if (roles.size > 0) return roles;
  // A qualified title: all the words of a usual one are among its own.
  for (const [usuelle, siens] of PAR_CLE) {
    if (usuelle.length < LETTRES_POUR_UN_MOT) continue;
    if (usuelle.split(' ').every((mot) => mots.includes(mot))) for (const role of siens) roles.set(role, 'partiel');
  }
  return roles;
}

const MOTS_VIDES = new Set(['de', 'du', 'des', 'la', 'le', 'les', 'en', 'au', 'aux', 'et', 'ou', 'par', 'pour', 'bgt']);
/** Units of amounts, which say nothing of what a column is. */
const UNITES = new Set(['€', 'k€', 'm€', 'euro', 'euros', 'eur', 'keur', 'ke', 'milliers', 'millier', 'ht', 'ttc']);
const ANNEE = /^(?:19|20)\d\d$/;

/**
 * What a title says once its dress is off: case, accents, signs, years, units and small words. `AE-AP votées (k€)` is
 * `ae ap votees`, `BGT_MTREAL` is `bgt mtreal`, `nomBeneficiaire` is `nom beneficiaire`.
 */
export function cleDeTitre(titre: string): string {
  return motsDuTitre(titre)
    .filter(
      (mot, rang, mots) =>
        !(estUneElision(mot, mots[rang + 1]) || MOTS_VIDES.has(mot) || UNITES.has(mot) || ANNEE.test(mot)),
    )
    .join(' ');
}

/** All the words of a title, folded. */
export function motsDuTitre(titre: string): string[] {
  const ouvert = titre.slice(0, 200).replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ');
  return plier(ouvert)
    .replace(/[^a-z0-9€]+/g, ' ')
    .split(' ')
    .filter((mot) => mot !== '');
}

/** `maître d'ouvrage`, where `D/R` is no such thing. */
function estUneElision(mot: string, suivant: string | undefined): boolean {
  return (mot === 'd' || mot === 'l') && (suivant?.length ?? 0) > 2;
}
