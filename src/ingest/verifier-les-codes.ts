import { estParNature } from '../domain/codes/chapitres-par-nature.ts';
import { lireCompteFonctionnel } from '../domain/codes/compte-fonctionnel.ts';
import { type EntreeNomenclature, estEnVigueur, type Nomenclature } from '../domain/codes/nomenclature.ts';
import { nommerNomenclature, nommerNorme } from '../domain/codes/normes.ts';
import type { CodeConstat, Gravite } from '../domain/constats/codes-constats.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { ChampCode } from '../domain/lignes/champs.ts';
import { abreger } from '../domain/textes/texte.ts';
import type { Objectif } from '../domain/verdict/dimension.ts';
import type { RemedesDesCodes } from '../formats/format.ts';
import { codeDeguise } from './codes-deguises.ts';

export interface FauteDeCode {
  readonly code: CodeConstat;
  readonly message: string;
  readonly remede: string;
}

/** What the codes of lines are checked against, and how grave an unknown one is. */
export interface ReglesDesCodes {
  readonly nomenclature: Nomenclature;
  readonly vote: 'par_fonction' | 'par_nature';
  readonly codeInconnu: Gravite;
  /** The goals that columns may name. */
  readonly objectifs: readonly Objectif[];
}

/** A code that the norm has no more is still what it was: the line is kept, and told. */
function direRetrait({ norme, type, code, libelle, fin, source }: EntreeNomenclature): FauteDeCode {
  return {
    code: 'A-CODE-RETIRE',
    message: `${type === 'chapitre' ? 'le chapitre' : 'la fonction'} ${code}, « ${libelle} », n’est plus dans ${nommerNorme(norme)} depuis ${Number(fin) + 1}`,
    remede: `Les lignes sont gardées sous ce code et ce libellé. Demandez au secteur le code qui le remplace. Source : ${source}.`,
  };
}

/** Whether the nomenclature has the code of a field as it is. */
export function estConnu(champ: ChampCode, code: string, { nomenclature }: ReglesDesCodes): boolean {
  return (champ === 'fonction' || champ === 'chapitre') && nomenclature.chercher(champ, code).trouve;
}

/** What the codes of a source are checked against: the nomenclature of its own norm. */
export function reglesDesCodes(
  { norme, vote }: Pick<SourceDeclaree, 'norme' | 'vote'>,
  nomenclatures: readonly Nomenclature[],
  codeInconnu: Gravite,
  objectifs: readonly Objectif[] = [],
): ReglesDesCodes {
  const nomenclature = nomenclatures.find((une) => une.norme === norme);
  if (nomenclature === undefined) throw new Error(`nomenclature non chargée : ${norme}`);
  return { nomenclature, vote, codeInconnu, objectifs };
}

const SCIENTIFIQUE = /^\d+(?:[.,]\d+)?E\s?[+-]?\s?\d+$/i;
/** The same without a mark or a sign: it may be a code with a letter; those around it tell. */
export const NOTATION_SANS_SIGNE = /^(\d+)E\d+$/i;
const DECIMALE_AJOUTEE = /^\d+[.,]0+$/;

/** What nobody sees in a code, and which makes another of it: signs without width, direction marks. */
const INVISIBLE = /\p{Cf}/u;

/**
 * A code that a spreadsheet took for a number (`4991E+13`, `123456789.0`), or with a sign in it that nobody sees. Whatever
 * the column, what it was before cannot be known for sure.
 * @param estConnu whether the nomenclature has it as it is: `322E00` is then a code with a letter
 */
export function verifierEcriture(code: string, estConnu: boolean, remedes: RemedesDesCodes): FauteDeCode | undefined {
  if (INVISIBLE.test(code))
    return {
      code: 'E-CODE-ALTERE',
      message: `un signe invisible est dans ce code : « ${abreger(code)} »`,
      remede: 'Il en ferait un autre code. Effacez la cellule et retapez-la, ou redemandez le fichier.',
    };
  if (code === '' || estConnu || NOTATION_SANS_SIGNE.test(code)) return undefined;
  const deguise = codeDeguise(code);
  if (deguise !== undefined) return { code: 'E-CODE-ALTERE', ...deguise };
  if (!SCIENTIFIQUE.test(code) && !DECIMALE_AJOUTEE.test(code)) return undefined;
  return {
    code: 'E-CODE-ALTERE',
    message: `un tableur a pris ce code pour un nombre : « ${abreger(code)} »`,
    remede: remedes.codeAltere,
  };
}

/**
 * Checks a chapter against the nomenclature of the norm and year. Chapters voted by nature (011, 65…) are not in the
 * functional nomenclature: they are not checked.
 */
export function verifierChapitre(chapitre: string, { nomenclature, vote, codeInconnu }: ReglesDesCodes) {
  if (chapitre === '' || vote === 'par_nature' || RESULTATS_REPORTES.has(chapitre)) return undefined;
  if (!nomenclature.connait('chapitre')) return undefined;
  const faute = verifierPresence('chapitre', chapitre, nomenclature, codeInconnu);
  if (faute === undefined || !estParNature(chapitre)) return faute;
  return {
    ...faute,
    message: `${faute.message}, qui ne connaît que les chapitres par fonction : c’est un chapitre par nature`,
    remede:
      'Si ce budget est voté par nature, écrivez « vote: par_nature » dans exercice.yaml, en tête ou dans cette source : les chapitres ne sont alors pas vérifiés. Sinon, cette source ne donne pas le chapitre par fonction : mettez sa colonne sous ignorees.',
  };
}

/**
 * Checks a function against the nomenclature, and the chapter beside it: `48` beside chapter 930 is a `048` that lost its
 * zero, even though the norm may know a function 48.
 */
export function verifierFonction(
  fonction: string,
  chapitre: string,
  { nomenclature, vote, codeInconnu }: ReglesDesCodes,
  remedes: RemedesDesCodes,
): FauteDeCode | undefined {
  if (fonction === '' || !nomenclature.connait('fonction')) return undefined;
  const complet = nomenclature.zerosPerdus(fonction, vote === 'par_fonction' ? chapitre : undefined);
  if (complet !== undefined)
    return {
      code: 'E-CODE-ZERO-PERDU',
      message: `la fonction « ${abreger(fonction)} » a sans doute perdu son zéro : « ${complet} »`,
      remede: remedes.zeroPerdu,
    };
  const faute = verifierPresence('fonction', fonction, nomenclature, codeInconnu);
  if (faute === undefined || vote === 'par_fonction') return faute;
  const compte = lireCompteFonctionnel(fonction, '', nomenclature);
  if (compte === undefined) return faute;
  return {
    ...faute,
    message: `${faute.message} : c’est un compte fonctionnel, celui d’un budget voté par fonction`,
    remede: `Écrivez « vote: par_fonction » dans exercice.yaml, en tête ou dans cette source : « ${abreger(fonction)} » est alors lu comme le chapitre ${compte.chapitre}${compte.fonction === '' ? '' : ` et la fonction ${compte.fonction}`}.`,
  };
}

function verifierPresence(
  type: 'chapitre' | 'fonction',
  code: string,
  nomenclature: Nomenclature,
  inconnu: Gravite,
): FauteDeCode | undefined {
  const recherche = nomenclature.chercher(type, code);
  if (recherche.trouve)
    return estEnVigueur(recherche.entree, nomenclature.norme, nomenclature.exercice)
      ? undefined
      : direRetrait(recherche.entree);
  const [ailleurs] = recherche.ailleurs;
  const nom = type === 'chapitre' ? 'le chapitre' : 'la fonction';
  return {
    code: inconnu === 'erreur' ? 'E-CODE-INCONNU' : 'A-CODE-INCONNU',
    message: `${nom} « ${abreger(code)} » n’est pas dans ${nommerNomenclature(nomenclature.norme, nomenclature.exercice)}`,
    remede:
      ailleurs === undefined
        ? 'Vérifiez le code avec le secteur ; aucune autre norme connue ne le porte. S’il est juste, ajoutez-le à une table de nomenclature (docs/dossier.md).'
        : `Il existe en ${ailleurs.norme} (${ailleurs.debut}–${ailleurs.fin ?? 'en vigueur'}) : « ${ailleurs.libelle} ». Vérifiez le code ou la norme du dossier.`,
  };
}

/** The results carried over, which are chapters of every budget however it is voted. */
const RESULTATS_REPORTES: ReadonlySet<string> = new Set(['001', '002']);
