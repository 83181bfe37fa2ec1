import { accord } from '../domain/textes/format.ts';
import { citer } from '../domain/textes/texte.ts';
import type { Hesitation } from './attribuer-les-colonnes.ts';
import type { QuestionPosee } from './proposition.ts';
import { rolesDuTitre } from './titres-usuels.ts';

/** What only a person can say of columns: which of those that suit a field as well, and which of those of one title. */
export function poserDesQuestions(hesitations: readonly Hesitation[], titres: readonly string[]): QuestionPosee[] {
  return [...hesitations.map(demander), ...demanderLesDoubles(titres)];
}

/** What several columns suit as well, as it is asked. */
function demander({ role, profils }: Hesitation): QuestionPosee {
  const titres = profils.map(({ titre }) => titre);
  return {
    champ: role,
    titres,
    raison: `${nommerLesCandidates(titres)} pour ${role} ? dites laquelle sous colonnes`,
  };
}

/** What columns of one title could be: nothing tells which is meant. */
function demanderLesDoubles(titres: readonly string[]): QuestionPosee[] {
  const doubles = titresEnDouble(titres);
  return [...doubles].flatMap((titre) =>
    [...rolesDuTitre(titre).keys()].map((champ) => ({
      champ,
      titres: [titre],
      raison: `plusieurs colonnes ont le titre ${citer(titre)} : demandez au secteur laquelle vaut`,
    })),
  );
}

/** The titles that several columns have. */
export function titresEnDouble(titres: readonly string[]): ReadonlySet<string> {
  const vus = new Set<string>();
  const doubles = new Set<string>();
  for (const titre of titres) {
    if (titre !== '' && vus.has(titre)) doubles.add(titre);
    vus.add(titre);
  }
  return doubles;
}

/** Columns named in a question: a file may have thousands of them. */
const NOMMEES = 5;

/** `« Objet » ou « Libellé »`, the first ones of many. */
export function nommerLesCandidates(titres: readonly string[]): string {
  const nommees = titres.slice(0, NOMMEES).map((titre) => citer(titre));
  const reste = titres.length - nommees.length;
  return `${nommees.join(' ou ')}${reste === 0 ? '' : ` ou ${accord(reste, 'autre')}`}`;
}
