import { join } from 'node:path';
import type { Chemin, Constats } from '../../domain/constats/constat.ts';
import { nomLePlusProche, plier } from '../../domain/textes/texte.ts';
import { readYaml, reportInYaml } from '../../files/yaml-document.ts';
import { validateYaml } from '../../files/yaml-validation.ts';
import type { Acteur, Declare, Groupe, Plan, Question } from './plan.ts';
import { type PlanEcrit, schemaDuPlan } from './schema-du-plan.ts';

/** Answers that may be asked for in all: the report has four hundred. */
const DEMANDES_MAX = 20_000;

type Refuser = (chemin: Chemin, message: string, remede: string) => void;

/** Reads who was asked what. Tells all that is wrong with it; nothing is then known of the answers. */
export function lireLePlan(racine: string, fichier: string, constats: Constats): Plan | undefined {
  const document = readYaml(join(racine, fichier), fichier, constats);
  const ecrit = document && validateYaml(document, schemaDuPlan, constats);
  if (!document || !ecrit) return undefined;
  let fautes = 0;
  const refuser: Refuser = (chemin, message, remede) => {
    fautes += 1;
    reportInYaml(document, constats, 'E-QUESTIONNAIRES-PLAN', chemin, message, remede);
  };
  const plan = composer(ecrit, refuser);
  return fautes === 0 ? plan : undefined;
}

function composer(ecrit: PlanEcrit, refuser: Refuser): Plan {
  const themes = declares(ecrit.themes, ['themes'], refuser);
  const dimensions = declares(ecrit.dimensions ?? {}, ['dimensions'], refuser);
  const libelles = Object.fromEntries(Object.entries(ecrit.groupes).map(([id, { libelle }]) => [id, libelle]));
  const groupes = declares(libelles, ['groupes'], refuser).flatMap(({ id, libelle }) => {
    const dit = ecrit.groupes[id];
    return dit ? [composerLeGroupe({ id, libelle }, dit, { themes, dimensions }, refuser)] : [];
  });
  const nombre = groupes.reduce(
    (somme, { acteurs, questions }) =>
      somme + acteurs.length * questions.reduce((total, { dimensions: siennes }) => total + (siennes.length || 1), 0),
    0,
  );
  if (groupes.length === 0) refuser(['groupes'], 'aucun groupe n’est déclaré', 'Déclarez ceux à qui l’on a demandé.');
  if (nombre > DEMANDES_MAX)
    refuser(
      ['groupes'],
      `ce plan attend ${nombre} réponses ; ${DEMANDES_MAX} au plus se lisent`,
      'Ce n’est sans doute pas le bon fichier, ou un groupe est à retirer.',
    );
  return { origine: ecrit.origine ?? '', themes, dimensions, groupes };
}

function composerLeGroupe(
  declare: Declare,
  dit: PlanEcrit['groupes'][string],
  connus: { readonly themes: readonly Declare[]; readonly dimensions: readonly Declare[] },
  refuser: Refuser,
): Groupe {
  const chemin = ['groupes', declare.id];
  const acteurs: Acteur[] = [];
  const questions: Question[] = [];
  const groupe: Groupe = { ...declare, acteurs, questions };
  for (const acteur of declares(dit.acteurs, [...chemin, 'acteurs'], refuser)) acteurs.push({ ...acteur, groupe });
  if (acteurs.length === 0)
    refuser([...chemin, 'acteurs'], 'ce groupe n’a aucun acteur', 'Déclarez ceux qui ont reçu le questionnaire.');
  /** Where an answer of the group may stand in the tables of a theme. */
  const places = new Set<string>();
  for (const [rang, { question: numero, libelle, theme, dimensions = [] }] of dit.questions.entries()) {
    const ici = [...chemin, 'questions', rang];
    if (questions.some((autre) => autre.numero === numero))
      refuser(
        [...ici, 'question'],
        `la question ${numero} est là deux fois dans ce groupe`,
        'Renumérotez l’une des deux.',
      );
    const sien = trouver(connus.themes, theme, [...ici, 'theme'], 'thème', refuser);
    const siennes = dimensions.flatMap(
      (dimension, place) =>
        trouver(connus.dimensions, dimension, [...ici, 'dimensions', place], 'dimension', refuser) ?? [],
    );
    for (const place of dimensions.length === 0 ? [''] : dimensions) {
      const cle = `${theme}/${place}`;
      if (places.has(cle))
        refuser(
          [...ici, 'theme'],
          place === ''
            ? `le thème « ${theme} » a déjà une question de ce groupe`
            : `« ${place} » est demandé deux fois sous le thème « ${theme} »`,
          'Deux réponses tiendraient à la même place du tableau : donnez à l’une des questions un thème à elle.',
        );
      places.add(cle);
    }
    if (sien) questions.push({ groupe, numero, libelle, theme: sien, dimensions: siennes });
  }
  return groupe;
}

/** What a map declares; two that people could not tell apart are refused. */
function declares(carte: Readonly<Record<string, string>>, chemin: Chemin, refuser: Refuser): Declare[] {
  const pris = new Map<string, string>();
  return Object.entries(carte).map(([id, libelle]) => {
    for (const nom of new Set([plier(id), plier(libelle)])) {
      const deja = pris.get(nom);
      if (deja !== undefined)
        refuser(
          [...chemin, id],
          `« ${id} » et « ${deja} » portent le même nom`,
          'Une réponse ne dirait pas duquel elle est : changez un libellé.',
        );
      pris.set(nom, id);
    }
    return { id, libelle };
  });
}

function trouver(
  connus: readonly Declare[],
  id: string,
  chemin: Chemin,
  quoi: string,
  refuser: Refuser,
): Declare | undefined {
  const trouve = connus.find((connu) => connu.id === id);
  if (trouve) return trouve;
  const proche = nomLePlusProche(
    id,
    connus.map((connu) => connu.id),
  );
  refuser(
    chemin,
    `${quoi} inconnu${quoi === 'dimension' ? 'e' : ''} : « ${id} »`,
    proche === undefined
      ? `Ajoutez « ${id} » à ${plier(quoi)}s, ou écrivez l’un de ceux qui y sont.`
      : `Vouliez-vous écrire « ${proche} » ?`,
  );
  return undefined;
}
