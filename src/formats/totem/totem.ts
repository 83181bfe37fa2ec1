import type { FormatDeclare } from '../../domain/dossier/source-declaree.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import type { Format } from '../format.ts';
import { CHAMPS_TOTEM, ELEMENTS_NON_LUS, MONTANTS_TOTEM } from './document-budgetaire.ts';
import { ouvrirTotem } from './ouvrir-totem.ts';

/** A TOTEM `DocumentBudgetaire`, the XML in which budgets are sent to the State's representative. */
interface FormatTotem extends FormatDeclare {
  readonly genre: 'totem';
}

/** TOTEM budget documents, which lay themselves out. */
export const TOTEM: Format<FormatTotem, Record<never, never>> = {
  nom: 'un document budgétaire TOTEM',
  sens: 'Un document budgétaire en XML.',
  cles: {},
  decimale: 'point',
  remedes: { codeAltere: 'Redemandez le fichier.', zeroPerdu: 'Redemandez le fichier au secteur.' },
  disposition: ({ vote, base }) => {
    const montant = MONTANTS_TOTEM[base];
    return {
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
      titreInconnu,
    };
  },
  lire: ({ preambule }, { refuser }) => {
    if (preambule > 0) refuser(['preambule'], 'un document TOTEM n’a pas de préambule', 'Retirez preambule.', 'cle');
    return { genre: 'totem' };
  },
  ouvrir: ouvrirTotem,
  reconnait: (tete) =>
    /^[\ufeff\s]*<(?:\?xml|[\w:]*DocumentBudgetaire)/.test(tete.toString('utf8').replaceAll('\0', '')),
  regarder: async (chemin, { donne }) => (await import('./regarder-totem.ts')).regarderTotem(chemin, donne),
  ecrire: () => ({ tete: [], suite: [] }),
};

function titreInconnu(titre: string) {
  const proche = nomLePlusProche(titre, CHAMPS_TOTEM);
  return {
    message: `« ${titre} » n’est pas un champ d’un document budgétaire`,
    remede: ELEMENTS_NON_LUS.has(titre)
      ? 'Cet élément se répète et redit des montants que la ligne a déjà : il n’est pas lu.'
      : proche === undefined
        ? 'Voyez les champs d’un document budgétaire dans docs/dossier.md.'
        : `Vouliez-vous écrire « ${proche} » ?`,
  };
}
