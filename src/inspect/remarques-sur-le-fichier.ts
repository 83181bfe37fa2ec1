import { lireMontant } from '../domain/argent/montant.ts';
import { accord } from '../domain/textes/format.ts';
import { citer } from '../domain/textes/texte.ts';
import type { CadreDonne } from '../formats/regard.ts';
import type { Attribution } from './attribuer-les-colonnes.ts';
import type { NormeVue } from './deviner-le-cadre.ts';
import type { MontantsVus } from './deviner-les-montants.ts';
import type { Echantillon } from './echantillon.ts';
import { titresEnDouble } from './poser-des-questions.ts';
import type { Profil } from './profil.ts';

/** What the file says against what the person, or their dossier, does. */
export function direLesContradictions(
  donne: CadreDonne,
  { normeVue, exercice }: { readonly normeVue: NormeVue; readonly exercice: Profil | undefined },
): string[] {
  const annees = [...(exercice?.valeurs?.keys() ?? [])].sort();
  return [
    ...(donne.norme === undefined || normeVue.norme === donne.norme || normeVue.confiance !== 'sûr'
      ? []
      : [`les codes sont plutôt de la ${normeVue.norme} que de la ${donne.norme} (${normeVue.raisons.join(' ; ')}).`]),
    ...(donne.exercice === undefined || annees.length === 0 || annees.includes(donne.exercice)
      ? []
      : [`aucune ligne n’est de ${donne.exercice} : le fichier porte ${annees.slice(0, 8).join(', ')}.`]),
  ];
}

/** What is told of titles, and of amounts below zero. */
export function direLeContenu(
  { titres }: Echantillon,
  negatifs: number,
  champs: readonly Attribution[],
  vus: MontantsVus,
): string[] {
  const doubles = [...titresEnDouble(titres)];
  const sansTitre = titres.filter((titre) => titre === '').length;
  const sensDit =
    champs.some(({ role }) => role === 'sens') || vus.montants.some(({ colonnes }) => 'depense' in colonnes);
  return [
    ...(doubles.length === 0
      ? []
      : [
          `Des titres sont là deux fois (${doubles
            .slice(0, 3)
            .map((titre) => `« ${titre} »`)
            .join(', ')}) : le fichier ne se lira pas ainsi, demandez au secteur laquelle vaut.`,
        ]),
    ...(sansTitre === 0
      ? []
      : [
          `${sansTitre} colonne${sansTitre > 1 ? 's' : ''} sans titre : admise${sansTitre > 1 ? 's' : ''} si elle${sansTitre > 1 ? 's sont vides' : ' est vide'}, erreur sinon.`,
        ]),
    ...(negatifs === 0 || sensDit
      ? []
      : [
          `${negatifs} montant${negatifs > 1 ? 's' : ''} en dessous de zéro, lu${negatifs > 1 ? 's' : ''} comme des dépenses reprises ; si ce sont des recettes, ajoutez « negatif: recette ».`,
        ]),
  ];
}

const PART_DE_MONTANTS = 0.8;

/** Columns of numbers of which cells have their unit, and what to do about it. */
export function direLesUnitesDesCellules(profils: readonly Profil[]): string[] {
  return profils.flatMap(({ titre, vues, montants, avecUnite, exempleAvecUnite = '' }) => {
    if (avecUnite === 0 || montants + avecUnite < vues * PART_DE_MONTANTS) return [];
    const lu = lireMontant(exempleAvecUnite);
    return [
      `${accord(avecUnite, 'cellule')} de ${citer(titre)} ${avecUnite > 1 ? 'portent leur' : 'porte son'} unité (${citer(exempleAvecUnite)}) : ${avecUnite > 1 ? 'elles ne se lisent' : 'elle ne se lit'} pas. ${lu.etat === 'illisible' ? lu.raison : ''}`.trim(),
    ];
  });
}
