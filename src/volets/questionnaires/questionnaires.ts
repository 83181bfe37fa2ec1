import { accord } from '../../domain/textes/format.ts';
import type { VoletCompile } from '../../domain/volets/volet-compile.ts';
import type { ContexteDeVolet, Volet, VoletLu } from '../volet.ts';
import { compter, etatDe } from './compter.ts';
import { contradictions } from './contradictions.ts';
import { lireLePlan } from './lire-le-plan.ts';
import { lireLesReponses, type Reponse } from './lire-les-reponses.ts';
import { cleDeDemande, demandes, type Plan } from './plan.ts';
import { tableauxCroises } from './tableaux-croises.ts';
import { tableauDesContradictions, tableauxDesTextes } from './tableaux-des-textes.ts';

const PLAN = 'questionnaires/plan.yaml';

/** What other actors answered to the questions that they were asked: who answered, then what. */
export const questionnaires: Volet = {
  nom: 'questionnaires',
  fichiers: /^questionnaires\/(?:plan\.yaml|[^/]+\.csv)$/,
  dossier: 'questionnaires',
  attendu: 'questionnaires/plan.yaml et questionnaires/*.csv',
  async lire(fichiers, { racine, geographie, constats }): Promise<VoletLu | undefined> {
    if (!fichiers.includes(PLAN)) {
      constats.ajouter({
        code: 'E-QUESTIONNAIRES-PLAN',
        lieu: { fichier: PLAN },
        message: 'ce fichier manque : rien ne dit qui fut interrogé, ni sur quoi',
        remede: 'Écrivez-le : groupes, acteurs, questions ; docs/dossier.md dit comment.',
      });
      return undefined;
    }
    const plan = lireLePlan(racine, PLAN, constats);
    if (plan === undefined) return undefined;
    const siens = fichiers.filter((fichier) => fichier !== PLAN);
    const erreursAvant = constats.erreurs;
    const reponses = await lireLesReponses(racine, siens, plan, constats);
    // What is at fault is not missing.
    if (constats.erreurs === erreursAvant) signalerLesAbsentes(plan, reponses, constats);
    return { compiler: () => compiler(plan, reponses, geographie) };
  },
};

/** Tells, group by group, how much of what was asked no file says anything of: not even that it is blank. */
function signalerLesAbsentes(
  plan: Plan,
  reponses: ReadonlyMap<string, Reponse>,
  constats: ContexteDeVolet['constats'],
): void {
  for (const groupe of plan.groupes) {
    const absentes = demandes({ groupes: [groupe] }).filter((demande) => !reponses.has(cleDeDemande(demande)));
    const [premiere] = absentes;
    if (premiere === undefined) continue;
    const { acteur, question, dimension } = premiere;
    const ou = dimension === undefined ? '' : `, ${dimension.libelle}`;
    constats.ajouter({
      code: 'A-REPONSES-ABSENTES',
      lieu: { fichier: PLAN },
      message: `il manque ${accord(absentes.length, 'réponse')} du groupe « ${groupe.libelle} » ; la première : ${acteur.libelle}, question ${question.numero}${ou}`,
      remede:
        'Ajoutez leurs lignes, avec le statut « vide » si l’acteur n’a rien écrit. Les tableaux les montrent « non saisie ».',
    });
  }
}

function compiler(
  plan: Plan,
  reponses: ReadonlyMap<string, Reponse>,
  geographie: ContexteDeVolet['geographie'],
): VoletCompile {
  const demandees = demandes(plan);
  const comptes = compter(demandees.map((demande) => etatDe(demande, reponses)));
  const acteurs = plan.groupes.reduce((somme, groupe) => somme + groupe.acteurs.length, 0);
  const enOrdre = demandees.flatMap((demande) => reponses.get(cleDeDemande(demande)) ?? []);
  return {
    nom: 'questionnaires',
    titre: 'Réponses aux questionnaires',
    chapeau: [
      ...(plan.origine === '' ? [] : [plan.origine]),
      `${accord(acteurs, 'acteur')} en ${accord(plan.groupes.length, 'groupe')} : ${plan.groupes
        .map(
          ({ libelle, acteurs: siens, questions }) =>
            `${libelle}, ${siens.length} (${accord(questions.length, 'question')})`,
        )
        .join(' ; ')}.`,
      `Sur ${accord(demandees.length, 'case')} à remplir : ${accord(comptes.réponse, 'réponse')}, ${comptes.oui} « oui », ${comptes.non} « non », ${comptes['sans réponse déclarée']} sans réponse déclarée, ${accord(comptes.vide, 'vide')}${comptes['non posée'] > 0 ? `, ${accord(comptes['non posée'], 'non posée')}` : ''}${comptes['non saisie'] > 0 ? `, ${accord(comptes['non saisie'], 'non saisie')}` : ''}.`,
    ],
    tableaux: [
      ...tableauxCroises(plan, reponses),
      tableauDesContradictions(contradictions(enOrdre, geographie)),
      ...tableauxDesTextes(plan, reponses),
    ],
    champs: [],
    chiffres: [],
  };
}
