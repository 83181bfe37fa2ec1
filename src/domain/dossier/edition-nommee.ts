import { plier } from '../textes/texte.ts';

/** What an edition is called by those who publish it: « version du conseil ». */
export interface EditionNommee {
  readonly nom: string;
  /** Whether its documents bear it in their own names. */
  readonly dansLesNoms: boolean;
}

/** An edition of an exercice, named or not. */
interface EditionDUnExercice {
  readonly exercice: string;
  readonly edition?: EditionNommee;
}

/** What every system, and every reader of a path, takes as a name. */
const NOM_DE_FICHIER_MAX = 60;

/** A name as a part of the names of files: small letters without accents, digits and hyphens. */
export function enNomDeFichier(nom: string): string {
  return plier(nom)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** Why a name cannot be a part of the names of files; empty when it can. It is never cut: two would become one. */
export function refuserEnNomDeFichier(nom: string): string {
  const ecrit = enNomDeFichier(nom);
  if (ecrit === '') return `« ${nom} » ne laisse ni lettre ni chiffre à un nom de fichier`;
  return ecrit.length > NOM_DE_FICHIER_MAX
    ? `« ${nom} » ferait un nom de fichier de ${ecrit.length} signes, plus que ${NOM_DE_FICHIER_MAX}`
    : '';
}

/** What the names of the documents of an edition end in: `2012`, or `2012-version-du-conseil` where it is asked. */
export function finDesNoms({ exercice, edition }: EditionDUnExercice): string {
  return edition?.dansLesNoms ? `${exercice}-${enNomDeFichier(edition.nom)}` : exercice;
}

/** The same edition in words, after its day: `, version du conseil`; nothing when it has no name. */
export function suiteDuJour({ edition }: Pick<EditionDUnExercice, 'edition'>): string {
  return edition === undefined ? '' : `, ${edition.nom}`;
}
