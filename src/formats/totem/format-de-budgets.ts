import type { FormatDeclare } from '../../domain/dossier/source-declaree.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import type { Format } from '../format.ts';
import { CHAMPS_TOTEM, MONTANTS_TOTEM, type SorteDeDocument } from './document-budgetaire.ts';
import { ouvrirUnDocument } from './ouvrir-un-document.ts';

/** The format of a kind of documents of budgets, which lay themselves out. */
export function formatDeBudgets<G extends string>(
  sorte: SorteDeDocument & { readonly genre: G },
  { sens, reconnait }: Pick<Format, 'sens' | 'reconnait'>,
): Format<FormatDeclare & { readonly genre: G }, Record<never, never>> {
  return {
    nom: sorte.nom,
    sens,
    cles: {},
    annexes: true,
    decimale: 'point',
    remedes: { codeAltere: 'Redemandez le fichier.', zeroPerdu: 'Redemandez le fichier au secteur.' },
    montantAbsent: (titre) =>
      `Une ligne sans montant n’est pas à zéro : redemandez le document. Si rien n’y fut compté, écartez ces lignes dans exercice.yaml : lignes_a_ecarter: [{ si: { ${titre}: absent }, motif: Sans montant }].`,
    disposition: ({ base }) => {
      const montant = MONTANTS_TOTEM[base];
      return {
        titres: CHAMPS_TOTEM,
        colonnes: {
          organisme: 'Organisme',
          exercice: 'Exer',
          chapitre: 'Chapitre',
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
        titreInconnu: (titre) => titreInconnu(titre, sorte),
      };
    },
    lire: ({ preambule }, { refuser }) => {
      if (preambule > 0) refuser(['preambule'], `${sorte.nom} n’a pas de préambule`, 'Retirez preambule.', 'cle');
      return { genre: sorte.genre };
    },
    ouvrir: (source, chemin, contexte) => ouvrirUnDocument(sorte, source, chemin, contexte),
    reconnait,
    regarder: async (chemin, { donne }) =>
      (await import('./regarder-un-document.ts')).regarderUnDocument(sorte, chemin, donne),
    ecrire: () => ({ tete: [], suite: [] }),
  };
}

function titreInconnu(titre: string, { nonLus }: SorteDeDocument) {
  const proche = nomLePlusProche(titre, CHAMPS_TOTEM);
  return {
    message: `« ${titre} » n’est pas un champ d’un document budgétaire`,
    remede: nonLus.has(titre)
      ? 'Cet élément se répète et redit des montants que la ligne a déjà : il n’est pas lu.'
      : proche === undefined
        ? 'Voyez les champs d’un document budgétaire dans docs/dossier.md.'
        : `Vouliez-vous écrire « ${proche} » ?`,
  };
}
