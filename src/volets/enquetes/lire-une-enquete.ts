import { join } from 'node:path';
import type { Constats } from '../../domain/constats/constat.ts';
import { accord } from '../../domain/textes/format.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { readYaml, reportInYaml } from '../../files/yaml-document.ts';
import { validateYaml } from '../../files/yaml-validation.ts';
import { type EnqueteEcrite, type QuestionEcrite, schemaEnquete } from './schema-enquete.ts';

/** What some answered to a question: how often each answer was given, or in which order answers came. */
export interface Question {
  readonly question: string;
  readonly note: string;
  readonly reponses: { readonly type: 'citations'; readonly base: Base; readonly liste: readonly Citation[] } | Rangs;
}

interface Rangs {
  readonly type: 'rangs';
  readonly liste: readonly string[];
}

export interface Citation {
  readonly reponse: string;
  readonly nombre: number;
}

/** What shares are of. */
export interface Base {
  readonly nombre: number;
  /** What it counts: témoignages. */
  readonly de: string;
  /** One may have given several answers: shares may exceed 100 % together. */
  readonly plusieurs: boolean;
}

export interface Enquete {
  /** Its file without its folder and extension. */
  readonly nom: string;
  readonly titre: string;
  readonly source: string;
  readonly date: string;
  readonly reponses: number;
  readonly note: string;
  readonly questions: readonly Question[];
}

/** Reads `enquetes/<nom>.yaml`, and tells answers that do not fit their base. */
export function lireUneEnquete(racine: string, fichier: string, constats: Constats): Enquete | undefined {
  const document = readYaml(join(racine, fichier), fichier, constats);
  const ecrite = document && validateYaml(document, schemaEnquete, constats);
  if (document === undefined || ecrite === undefined) return undefined;
  const refuser: Refuser = (chemin, message, remede) =>
    reportInYaml(document, constats, 'E-ENQUETE', ['questions', ...chemin], message, remede);
  return enqueteDe(fichier, ecrite, refuser);
}

type Refuser = (chemin: readonly (string | number)[], message: string, remede: string) => void;

function enqueteDe(fichier: string, ecrite: EnqueteEcrite, refuser: Refuser): Enquete {
  const { titre, source, date, reponses, note = '' } = ecrite;
  const vues = new Set<string>();
  const questions = ecrite.questions.flatMap((question, rang) => {
    const cle = cleDeNom(question.question);
    if (vues.has(cle))
      refuser([rang, 'question'], 'cette question est déjà posée plus haut', 'Donnez-lui un autre intitulé.');
    vues.add(cle);
    const lue = questionDe(question, rang, refuser);
    return lue ? [lue] : [];
  });
  const nom = fichier.replace(/^enquetes\//, '').replace(/\.yaml$/, '');
  return { nom, titre, source, date, reponses, note, questions };
}

function questionDe(ecrite: QuestionEcrite, rang: number, refuser: Refuser): Question | undefined {
  const { question, note = '', citations, rangs, base, base_de: de, plusieurs } = ecrite;
  const doublon = premierDoublon(citations?.map(({ reponse }) => reponse) ?? rangs ?? []);
  if (doublon !== undefined)
    refuser(
      citations ? [rang, 'citations', doublon, 'reponse'] : [rang, 'rangs', doublon],
      'cette réponse est déjà là',
      'Gardez-en une, ou réunissez-les.',
    );
  if ((citations === undefined) === (rangs === undefined)) {
    refuser(
      [rang],
      'une question a des citations ou des rangs',
      'Écrivez citations: (une réponse et un nombre chacune, avec une base) ou rangs: (des réponses, la première d’abord).',
    );
    return undefined;
  }
  if (rangs !== undefined) return { question, note, reponses: { type: 'rangs', liste: rangs } };
  if (citations === undefined) return undefined;
  if (base === undefined || base === 0 || de === undefined) {
    refuser(
      [rang],
      'ces citations n’ont pas de base',
      'Écrivez base: (sur combien, un au moins) et base_de: (de quoi), par exemple base: 42 et base_de: témoignages.',
    );
    return undefined;
  }
  const lue = { nombre: base, de, plusieurs: plusieurs === 'oui' };
  refuserCeQuiDepasse(citations, lue, rang, refuser);
  return { question, note, reponses: { type: 'citations', base: lue, liste: citations } };
}

function refuserCeQuiDepasse(citations: readonly Citation[], base: Base, rang: number, refuser: Refuser): void {
  for (const [place, { nombre }] of citations.entries())
    if (nombre > base.nombre)
      refuser(
        [rang, 'citations', place, 'nombre'],
        `${accord(nombre, 'citation')} pour une base de ${base.nombre}`,
        'Une réponse n’est pas donnée plus souvent qu’il n’y a de réponses : corrigez le nombre ou la base.',
      );
  const total = citations.reduce((somme, { nombre }) => somme + nombre, 0);
  if (!base.plusieurs && total > base.nombre)
    refuser(
      [rang, 'citations'],
      `ces réponses font ${total}, pour une base de ${base.nombre}`,
      'Écrivez plusieurs: oui si chacun pouvait en donner plusieurs ; corrigez un nombre ou la base sinon.',
    );
}

function premierDoublon(reponses: readonly string[]): number | undefined {
  const vues = new Set<string>();
  for (const [rang, reponse] of reponses.entries()) {
    const cle = cleDeNom(reponse);
    if (vues.has(cle)) return rang;
    vues.add(cle);
  }
  return undefined;
}
