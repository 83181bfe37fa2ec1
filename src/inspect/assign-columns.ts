import type { Profil } from './column-profile.ts';
import { type NoteDuContenu, scoreContent } from './content-score.ts';
import type { Reconnaissance } from './known-codes.ts';
import { type AccordDuTitre, rolesDuTitre } from './title-roles.ts';
import { MONTANT_SANS_BASE, type Role, TITRES_USUELS } from './usual-titles.ts';

/** A column and the role that suits it best. */
export interface Attribution {
  readonly role: Role;
  readonly profil: Profil;
  readonly titre: AccordDuTitre | undefined;
  readonly contenu: NoteDuContenu;
}

/** Roles that content may tell by itself, whatever the title. */
const PARLANTS: readonly Role[] = [
  'exercice',
  'sens',
  'section',
  'mouvement',
  'caractere',
  'chapitre',
  'fonction',
  'programme',
  'action',
  'lieu',
  'reference',
];
const NOTES_DU_TITRE: Readonly<Record<AccordDuTitre, number>> = { exact: 3, partiel: 1.5 };
const NOTE_MINIMALE = 2;

/**
 * Gives each role to the column that suits it best, by its title and by its content, and each column one role at the most. The
 * first columns win between equals.
 */
export function assignColumns(profils: readonly Profil[], reconnaissance: Reconnaissance): Attribution[] {
  const candidates = profils.flatMap((profil) => candidatesDe(profil, reconnaissance));
  candidates.sort((gauche, droite) => droite.note - gauche.note || gauche.profil.rang - droite.profil.rang);
  const prises = new Set<number>();
  const donnes = new Set<Role>();
  const attributions: Attribution[] = [];
  for (const candidate of candidates) {
    const { role, profil } = candidate;
    // Several columns may be amounts of no known base: none of them keeps the others out.
    if (prises.has(profil.rang) || (donnes.has(role) && role !== MONTANT_SANS_BASE)) continue;
    prises.add(profil.rang);
    donnes.add(role);
    attributions.push(candidate);
  }
  return attributions.sort((gauche, droite) => gauche.profil.rang - droite.profil.rang);
}

function candidatesDe(profil: Profil, reconnaissance: Reconnaissance): (Attribution & { readonly note: number })[] {
  const nommes = rolesDuTitre(profil.titre);
  return Object.keys({ ...TITRES_USUELS, ...Object.fromEntries(nommes) }).flatMap((role) => {
    const titre = nommes.get(role);
    if (titre === undefined && !PARLANTS.includes(role)) return [];
    const contenu = scoreContent(role, profil, reconnaissance);
    const note = (titre === undefined ? 0 : NOTES_DU_TITRE[titre]) + contenu.note;
    if (contenu.note < 0 || note < NOTE_MINIMALE) return [];
    return [{ role, profil, titre, contenu, note }];
  });
}
