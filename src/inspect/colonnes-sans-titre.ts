import { citer } from '../domain/textes/texte.ts';
import type { Attribution } from './attribuer-les-colonnes.ts';
import type { MontantsVus } from './deviner-les-montants.ts';
import type { Profil } from './profil.ts';

/** Without titles nothing says the base of an amount, not even whether a number is one: a person does. */
export const MONTANTS_A_DIRE: MontantsVus = { montants: [], questions: [], laisses: new Map() };

const PART = 0.8;
const EXEMPLES = 2;

function estDeMots({ vues, textes, codes }: Profil): boolean {
  return vues > 0 && textes >= vues * PART && codes < vues * PART;
}

/** Numbers with cents: the others may be codes. */
export function estDeMontants({ vues, montants, decimales }: Profil): boolean {
  return decimales[','] + decimales['.'] > 0 && montants >= vues * PART;
}

/** The only column of words of a table says what its lines are; of several, a person says which does. */
export function libelleSansTitre(profils: readonly Profil[], attributions: readonly Attribution[]): Attribution[] {
  const libres = profils.filter((profil) => !attributions.some(({ profil: pris }) => pris === profil));
  const [seule, ...autres] = libres.filter(estDeMots);
  if (seule === undefined || autres.length > 0) return [];
  return [
    { role: 'libelle', profil: seule, titre: undefined, contenu: { note: 0, raison: 'la seule colonne de textes' } },
  ];
}

/** What the cells of a column without a title look like, for whoever has to say what they are. */
export function direUneColonneSansTitre(profil: Profil): string {
  const { vues, codes, exemples } = profil;
  if (vues === 0) return 'vide';
  const dits = exemples.slice(0, EXEMPLES).map(citer).join(', ');
  if (estDeMontants(profil)) return `des montants (${dits}) : si c’est la base, dites-le sous montants`;
  const quoi = estDeMots(profil)
    ? 'des textes'
    : codes >= vues * PART
      ? 'des codes, ou des montants sans centimes'
      : 'inconnue';
  return `${quoi} (${dits}) : dites ce que c’est, ou laissez-la ici`;
}
