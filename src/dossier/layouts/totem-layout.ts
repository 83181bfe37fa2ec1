import type { Chemin, Signaler } from '../../domain/chemin.ts';
import { CHAMPS_TOTEM, ELEMENTS_NON_LUS, MONTANTS_TOTEM } from '../../domain/document-budgetaire.ts';
import { nomLePlusProche } from '../../domain/texte.ts';
import { colonnesEcrites } from '../read-amounts.ts';
import type { ExerciceEcrit, SourceEcrite } from '../schema-exercice.ts';
import { completer } from './fill-in.ts';

/** A budget document lays itself out: what its fields are to us, unless the source says otherwise. */
export function completerTotem(
  ecrite: SourceEcrite,
  { vote, base }: Pick<ExerciceEcrit, 'vote' | 'base'>,
  refuser: Signaler,
): SourceEcrite {
  refuserChampsInconnus(ecrite, refuser);
  const montant = MONTANTS_TOTEM[base];
  return completer(ecrite, {
    titres: CHAMPS_TOTEM,
    colonnes: {
      organisme: 'LibelleColl',
      exercice: 'Exer',
      // In a budget voted by function, chapters are 90x and 93x, and chapters by nature stand beside them.
      chapitre: vote === 'par_fonction' ? 'ContFon' : 'ContNat',
      nature: 'Nature',
      fonction: 'Fonction',
      fonction_libelle: 'LibFonction',
      section: 'Section',
      sens: 'CodRD',
      mouvement: 'OpBudg',
      libelle: 'Libelle',
    },
    // Only the base of the dossier: a document of one step has no amount of the other.
    montants: montant === undefined ? {} : { [base]: montant },
    valeurs: { sens: { D: 'depense', R: 'recette' }, mouvement: { 0: 'reel', 1: 'ordre' } },
  });
}

function refuserChampsInconnus(ecrite: SourceEcrite, refuser: Signaler): void {
  const ecrits: (readonly [Chemin, string])[] = [
    ...Object.entries(ecrite.colonnes).map(([champ, titre]) => [['colonnes', champ], titre] as const),
    ...colonnesEcrites(ecrite).map(({ chemin, colonne }) => [chemin, colonne] as const),
    ...ecrite.ignorees.map((titre, rang) => [['ignorees', rang], titre] as const),
  ];
  for (const [chemin, titre] of ecrits) {
    if (CHAMPS_TOTEM.some((champ) => champ === titre)) continue;
    const proche = nomLePlusProche(titre, CHAMPS_TOTEM);
    refuser(
      chemin,
      `« ${titre} » n’est pas un champ d’un document budgétaire`,
      ELEMENTS_NON_LUS.has(titre)
        ? 'Cet élément se répète et redit des montants que la ligne a déjà : il n’est pas lu.'
        : proche === undefined
          ? 'Voyez les champs d’un document budgétaire dans docs/dossier.md.'
          : `Vouliez-vous écrire « ${proche} » ?`,
    );
  }
}
