import { CHAMPS_REGLES } from '../../domain/champs.ts';
import { type Attente, type Condition, parcourirAttentes } from '../../domain/condition.ts';
import type { Nomenclature } from '../../domain/nomenclature.ts';
import { nomLePlusProche, plier } from '../../domain/texte.ts';

/** Functions and chapters have at most five digits in all norms. */
const LONGUEUR_MAX_DES_CODES = 5;

/** Tells what keeps a condition from ever meaning what its author meant. */
export type SignalerChamp = (
  code: 'E-REGLE-CHAMP' | 'E-REGLE-CODE',
  champ: string,
  message: string,
  remede: string,
  sur?: 'cle',
) => void;

const MOTS_FERMES: Readonly<Record<string, readonly string[]>> = {
  sens: ['depense', 'recette'],
  mouvement: ['reel', 'ordre'],
  section: ['fonctionnement', 'investissement'],
};

/**
 * Checks that the fields of a condition exist and that its codes are in the nomenclature of the year: a condition that can
 * match nothing is a mistake, and money would vanish with it.
 */
export function verifierCondition(
  condition: Condition,
  nomenclature: Nomenclature,
  vote: 'par_fonction' | 'par_nature',
  signaler: SignalerChamp,
): void {
  parcourirAttentes(condition, (champ, attente) => {
    if (!CHAMPS_REGLES.includes(champ)) {
      const proche = nomLePlusProche(champ, CHAMPS_REGLES);
      signaler(
        'E-REGLE-CHAMP',
        champ,
        `« ${champ} » n’est pas un champ des lignes`,
        proche === undefined ? `Champs : ${CHAMPS_REGLES.join(', ')}.` : `Vouliez-vous écrire « ${proche} » ?`,
        'cle',
      );
    } else if ((champ === 'montant') !== (attente.type === 'montant')) {
      signaler(
        'E-REGLE-CHAMP',
        champ,
        champ === 'montant'
          ? 'un montant attend min ou max'
          : `min et max ne valent que pour montant, pas pour « ${champ} »`,
        'Voyez « Les conditions » dans docs/dossier.md.',
      );
    } else if (champ === 'fonction' || (champ === 'chapitre' && vote === 'par_fonction')) {
      verifierCodes(champ, attente, nomenclature, signaler);
    } else if (MOTS_FERMES[champ] !== undefined) {
      verifierMots(champ, attente, MOTS_FERMES[champ], signaler);
    }
  });
}

function verifierCodes(
  champ: 'chapitre' | 'fonction',
  attente: Attente,
  nomenclature: Nomenclature,
  signaler: SignalerChamp,
): void {
  const refuser = (ecrit: string) =>
    signaler(
      'E-REGLE-CODE',
      champ,
      `${champ} « ${ecrit} » : rien de tel dans la ${nomenclature.norme} de ${nomenclature.exercice}`,
      'Cette condition ne retiendrait jamais rien. Vérifiez le code dans data/nomenclatures.',
    );
  for (const simple of attentesSimples(attente)) {
    if (simple.type === 'egal' && !nomenclature.chercher(champ, simple.valeur).trouve) refuser(simple.valeur);
    if (simple.type === 'famille' && !nomenclature.existeFamille(champ, simple.prefixe)) refuser(`${simple.prefixe}*`);
    if (simple.type === 'intervalle' && !intervallePeuple(champ, simple, nomenclature))
      refuser(`${simple.debut}..${simple.fin}`);
  }
}

function intervallePeuple(
  champ: 'chapitre' | 'fonction',
  { debut, fin }: { readonly debut: string; readonly fin: string },
  nomenclature: Nomenclature,
): boolean {
  if (debut.length > LONGUEUR_MAX_DES_CODES) return false;
  for (let code = Number(debut); code <= Number(fin); code++)
    if (nomenclature.chercher(champ, String(code).padStart(debut.length, '0')).trouve) return true;
  return false;
}

function verifierMots(champ: string, attente: Attente, permis: readonly string[], signaler: SignalerChamp): void {
  for (const simple of attentesSimples(attente))
    if (simple.type === 'egal' && !permis.includes(plier(simple.valeur)))
      signaler(
        'E-REGLE-CHAMP',
        champ,
        `« ${simple.valeur} » n’est pas une valeur de ${champ}`,
        `Écrivez ${permis.join(' ou ')}.`,
      );
}

/** The expectations inside lists and negations. */
function attentesSimples(attente: Attente): readonly Attente[] {
  if (attente.type === 'liste') return attente.attentes.flatMap(attentesSimples);
  return attente.type === 'sauf' ? attentesSimples(attente.attente) : [attente];
}
