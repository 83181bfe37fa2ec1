import { BASES, type Base } from '../domain/argent/base.ts';
import { inQuotes } from '../files/yaml-text.ts';
import { anneesDuTitre, motsDuTitre } from './mots-du-titre.ts';
import { nommerLesCandidates } from './poser-des-questions.ts';
import type { Profil } from './profil.ts';
import type { MontantPropose, QuestionPosee } from './proposition.ts';
import { MONTANT_SANS_BASE, roleDeBase } from './titres-usuels.ts';

/** Several columns that could be the amount of a base as well. */
export function hesiter(base: Base | undefined, profils: readonly Profil[]): QuestionPosee {
  const titres = profils.map(({ titre }) => titre);
  const parAnnee = titres.some((titre) => anneesDuTitre(titre).length > 0);
  return {
    champ: champDe(base),
    titres,
    raison: `${nommerLesCandidates(titres)}${base === undefined ? '' : ` pour ${base}`} ? ${parAnnee ? 'donnez --exercice, ou dites laquelle sous montants' : 'dites laquelle sous montants'}`,
  };
}

/** Two columns of which each row fills one, and whose sums differ: both count, and one amount can only be in one column. */
export function demanderLesDeux(base: Base | undefined, profils: readonly Profil[]): QuestionPosee {
  const titres = profils.map(({ titre }) => titre);
  return {
    champ: champDe(base),
    titres,
    raison: `${nommerLesCandidates(titres)} ? chaque ligne remplit l’une ou l’autre, et leurs sommes diffèrent : si les deux comptent, écrivez à la place de montants « ${ecrireLeDepliage(titres)} », et retirez-les d’ignorees ; sinon dites laquelle sous montants`,
  };
}

function ecrireLeDepliage(titres: readonly string[]): string {
  const sections = titres.map((titre) =>
    ['fonctionnement', 'investissement'].find((section) => motsDuTitre(titre).includes(section)),
  );
  return sections.includes(undefined)
    ? `deplier: { champ: nature_libelle, colonnes: [${titres.map((titre) => inQuotes(titre)).join(', ')}] }`
    : `deplier: { champ: section, colonnes: { ${titres.map((titre, rang) => `${inQuotes(titre)}: ${sections[rang]}`).join(', ')} } }`;
}

/** Receipts without expenses: only a person can say that they are all that the file has. */
export function demanderLesDepenses(base: Base | undefined, profils: readonly Profil[]): QuestionPosee {
  const titres = profils.map(({ titre }) => titre);
  return {
    champ: champDe(base),
    titres,
    raison: `${nommerLesCandidates(titres)} : des recettes, où sont les dépenses ? si le fichier n’en a pas, donnez-la sous montants et ajoutez « constantes: { sens: recette } »`,
  };
}

/** One pair of columns a base; a question where there are several. */
export function uneParBase(proposes: readonly MontantPropose[]): {
  readonly montants: readonly MontantPropose[];
  readonly questions: readonly QuestionPosee[];
} {
  const titresDe = ({ colonnes }: MontantPropose) => Object.values(colonnes).join(' et ');
  const siens = (base: Base) => proposes.filter((propose) => propose.base === base);
  return {
    montants: proposes.filter(({ base }) => siens(base).length === 1),
    questions: BASES.filter((base) => siens(base).length > 1).map((base) => ({
      champ: roleDeBase(base),
      titres: siens(base).flatMap(({ colonnes }) => Object.values(colonnes)),
      raison: `${nommerLesCandidates(siens(base).map(titresDe))} pour ${base} ? dites lesquelles sous montants`,
    })),
  };
}

function champDe(base: Base | undefined): string {
  return base === undefined ? MONTANT_SANS_BASE : roleDeBase(base);
}
