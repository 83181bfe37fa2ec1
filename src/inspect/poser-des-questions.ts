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
    raison: `${titres.map((titre) => citer(titre)).join(' ou ')} pour ${role} ? dites laquelle sous colonnes`,
  };
}

/** What columns of one title could be: nothing tells which is meant. */
function demanderLesDoubles(titres: readonly string[]): QuestionPosee[] {
  const doubles = new Set(titres.filter((titre, rang) => titre !== '' && titres.indexOf(titre) !== rang));
  return [...doubles].flatMap((titre) =>
    [...rolesDuTitre(titre).keys()].map((champ) => ({
      champ,
      titres: [titre],
      raison: `plusieurs colonnes ont le titre ${citer(titre)} : demandez au secteur laquelle vaut`,
    })),
  );
}
