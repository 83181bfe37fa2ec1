import type { CodeConstat } from '../domain/codes-constats.ts';
import type { Nomenclature } from '../domain/nomenclature.ts';

/** What is wrong with a code. */
export interface FauteDeCode {
  readonly code: CodeConstat;
  readonly gravite: 'erreur' | 'avertissement';
  readonly message: string;
  readonly remede: string;
}

/** What the codes of lines are checked against, and how grave an unknown one is. */
export interface ReglesDesCodes {
  readonly nomenclature: Nomenclature;
  readonly vote: 'par_fonction' | 'par_nature';
  readonly codeInconnu: 'erreur' | 'avertissement';
}

const SCIENTIFIQUE = /^\d+(?:[.,]\d+)?E\s?[+-]?\s?\d+$/i;
const DECIMALE_AJOUTEE = /^\d+[.,]0+$/;

/** What nobody sees in a code, and which makes another of it: signs without width, direction marks. */
const INVISIBLE = /\p{Cf}/u;

/**
 * A code that a spreadsheet took for a number (`4991E+13`, `123456789.0`), or with a sign in it that nobody sees. Whatever
 * the column, what it was before cannot be known for sure.
 */
export function verifierEcriture(code: string): FauteDeCode | undefined {
  if (INVISIBLE.test(code))
    return {
      code: 'E-CODE-ALTERE',
      gravite: 'erreur',
      message: `un signe invisible est dans ce code : « ${code} »`,
      remede: 'Il en ferait un autre code. Effacez la cellule et retapez-la, ou redemandez le fichier.',
    };
  if (code === '' || !(SCIENTIFIQUE.test(code) || DECIMALE_AJOUTEE.test(code))) return undefined;
  return {
    code: 'E-CODE-ALTERE',
    gravite: 'erreur',
    message: `un tableur a pris ce code pour un nombre : « ${code} »`,
    remede: 'Redemandez le fichier, ou rouvrez-le en important cette colonne comme du texte.',
  };
}

/**
 * Checks a chapter against the nomenclature of the norm and year. Chapters voted by nature (011, 65…) are not in the
 * functional nomenclature: they are not checked.
 */
export function verifierChapitre(chapitre: string, { nomenclature, vote, codeInconnu }: ReglesDesCodes) {
  if (chapitre === '' || vote === 'par_nature') return undefined;
  return verifierPresence('chapitre', chapitre, nomenclature, codeInconnu);
}

/**
 * Checks a function against the nomenclature, and the chapter beside it: `48` beside chapter 930 is a `048` that lost its
 * zero, even though the norm may know a function 48.
 */
export function verifierFonction(
  fonction: string,
  chapitre: string,
  { nomenclature, vote, codeInconnu }: ReglesDesCodes,
): FauteDeCode | undefined {
  if (fonction === '') return undefined;
  const complet = nomenclature.zerosPerdus(fonction, vote === 'par_fonction' ? chapitre : undefined);
  if (complet !== undefined)
    return {
      code: 'E-CODE-ZERO-PERDU',
      gravite: 'erreur',
      message: `la fonction « ${fonction} » a sans doute perdu son zéro : « ${complet} »`,
      remede: 'Rouvrez le fichier en important cette colonne comme du texte, ou redemandez-le au secteur.',
    };
  return verifierPresence('fonction', fonction, nomenclature, codeInconnu);
}

function verifierPresence(
  type: 'chapitre' | 'fonction',
  code: string,
  nomenclature: Nomenclature,
  gravite: 'erreur' | 'avertissement',
): FauteDeCode | undefined {
  const recherche = nomenclature.chercher(type, code);
  if (recherche.trouve) return undefined;
  const [ailleurs] = recherche.ailleurs;
  const nom = type === 'chapitre' ? 'le chapitre' : 'la fonction';
  return {
    code: gravite === 'erreur' ? 'E-CODE-INCONNU' : 'A-CODE-INCONNU',
    gravite,
    message: `${nom} « ${code} » n’est pas dans la ${nomenclature.norme} de ${nomenclature.exercice}`,
    remede:
      ailleurs === undefined
        ? 'Vérifiez le code avec le secteur ; aucune autre norme connue ne le porte.'
        : `Il existe en ${ailleurs.norme} (${ailleurs.debut}–${ailleurs.fin ?? 'en vigueur'}) : « ${ailleurs.libelle} ». Vérifiez le code ou la norme du dossier.`,
  };
}
