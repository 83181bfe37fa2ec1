import { CODES } from '../domain/champs.ts';
import { cleDeTitre } from './title-key.ts';
import { MOTS_DE_CODE, MOTS_DE_LIBELLE, type Role, TITRES_USUELS } from './usual-titles.ts';

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
