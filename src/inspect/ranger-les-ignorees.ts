import type { Attribution } from './attribuer-les-colonnes.ts';
import { direUneColonneSansTitre } from './colonnes-sans-titre.ts';
import type { DatesVues } from './deviner-le-cadre.ts';
import { estDesMontants, type MontantsVus } from './deviner-les-montants.ts';
import { horsMontant } from './hors-montant.ts';
import { cleDeTitre } from './mots-du-titre.ts';
import type { Profil } from './profil.ts';
import type { ColonneIgnoree, QuestionPosee } from './proposition.ts';
import { TITRES_SANS_USAGE } from './titres-usuels.ts';
import { uniteNommee } from './unite-nommee.ts';

/** The columns that serve for nothing, each with its reason. */
export function rangerLesIgnorees(
  profils: readonly Profil[],
  retenus: readonly Attribution[],
  vus: MontantsVus,
  {
    privee,
    dates,
    questions,
    sansTitres,
    unite,
  }: {
    readonly privee: boolean;
    readonly dates: readonly DatesVues[];
    readonly questions: readonly QuestionPosee[];
    readonly sansTitres: boolean;
    readonly unite: string;
  },
): ColonneIgnoree[] {
  const servies = new Set(retenus.map(({ profil }) => profil.titre));
  return profils.flatMap((profil) => {
    const { titre, rang, vues: remplies } = profil;
    if (servies.has(titre) || estDesMontants(titre, vus)) return [];
    if (sansTitres) return [{ titre, raison: direUneColonneSansTitre(profil) }];
    const cle = cleDeTitre(titre);
    const raison =
      vus.laisses.get(rang) ??
      questions.find(({ titres }) => titres.includes(titre))?.raison ??
      TITRES_SANS_USAGE.get(cle) ??
      (remplies > 0 && profil.montants * 2 > remplies
        ? (horsMontant(profil) ?? direUneAutreUnite(titre, unite))
        : undefined) ??
      (remplies === 0
        ? 'vide'
        : profil.avecUnite * 2 > remplies
          ? 'des montants avec leur unité, qui ne se lisent pas'
          : estUnMontantDeTrop(profil)
            ? 'des montants, mais de quelle base ? dites-le sous montants'
            : dates.some((vue) => vue.titre === titre)
              ? 'des dates'
              : privee && cle === 'compte'
                ? 'un compte sans chapitre ni fonction n’est sans doute pas une nature budgétaire'
                : 'inconnue : dites ce que c’est, ou laissez-la ici');
    return [{ titre, raison }];
  });
}

/** A column whose title names a base that another column already gives. */
function estUnMontantDeTrop({ roles, vues, montants }: Profil): boolean {
  return montants === vues && [...roles.keys()].some((role) => role.startsWith('montants.'));
}

function direUneAutreUnite(titre: string, unite: string): string | undefined {
  return dUneAutreUnite(titre, unite)
    ? 'dans une autre unité que les montants : un fichier se lit dans une seule'
    : undefined;
}

/** A file is read in one unit. */
export function dUneAutreUnite(titre: string, unite: string): boolean {
  const nommee = uniteNommee(titre);
  return nommee !== undefined && nommee !== unite;
}
