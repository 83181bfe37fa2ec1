import type { CodeConstat } from '../../domain/constats/codes-constats.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import { nomLePlusProche, plier } from '../../domain/textes/texte.ts';
import { type Fiche, lireDesFiches } from '../lire-des-fiches.ts';
import { cleDeDemande, type Declare, type Demande, type Dimension, type Groupe, type Plan } from './plan.ts';
import { dementi, STATUTS, type Statut } from './statut.ts';

const COLONNES = {
  groupe: { genre: 'texte', requise: true },
  acteur: { genre: 'texte', requise: true },
  question: { genre: 'texte', requise: true },
  dimension: { genre: 'texte' },
  valeur: { genre: 'texte' },
  statut: { genre: 'choix', requise: true, valeurs: STATUTS },
  texte: { genre: 'texte' },
  note: { genre: 'texte', facultative: true },
} as const;
type Colonne = keyof typeof COLONNES;

/** What an actor answered to what it was asked. */
export interface Reponse extends Demande {
  readonly statut: Statut;
  /** As it was written. */
  readonly valeur: string;
  /** What it says, in the words of who entered it. */
  readonly texte: string;
  readonly note: string;
}

/** Tells what is wrong with a cell; of a file wrong from end to end, only the findings that are kept are put into words. */
type Refuser = (
  fiche: Fiche<Colonne>,
  code: CodeConstat,
  colonne: Colonne,
  dire: () => readonly [message: string, remede: string],
) => void;

/** Reads the answers, by the keys of what was asked. Tells those that the plan does not expect, and those that deny themselves. */
export async function lireLesReponses(
  racine: string,
  fichiers: readonly string[],
  plan: Plan,
  constats: Constats,
): Promise<ReadonlyMap<string, Reponse>> {
  const reponses = new Map<string, Reponse>();
  const lieux = new Map<string, string>();
  for (const fichier of fichiers) {
    const refuser: Refuser = (fiche, code, colonne, dire) => {
      if (constats.gardera(code, fichier)) fiche.dire(constats, code, colonne, ...dire());
      else constats.ajouter({ code, lieu: { fichier }, message: '', remede: '' });
    };
    const fiches = await lireDesFiches(racine, { fichier, code: 'E-QUESTIONNAIRES', colonnes: COLONNES }, constats);
    for (const fiche of fiches) {
      const demande = trouverLaDemande(fiche, plan, refuser);
      if (demande === undefined) continue;
      const cle = cleDeDemande(demande);
      const deja = lieux.get(cle);
      if (deja !== undefined)
        refuser(fiche, 'E-REPONSE-DOUBLE', 'acteur', () => [
          `${demande.acteur.libelle} répond deux fois à cela : déjà à ${deja}`,
          'Gardez une des deux lignes ; une réponse en deux morceaux tient dans une cellule.',
        ]);
      else lieux.set(cle, `${fichier}:${fiche.numero}`);
      const reponse = lireLaReponse(fiche, demande, refuser);
      if (reponse) reponses.set(cle, reponse);
    }
  }
  return reponses;
}

function lireLaReponse(fiche: Fiche<Colonne>, demande: Demande, refuser: Refuser): Reponse | undefined {
  const statut = STATUTS.find((connu) => connu === fiche.lire('statut'));
  if (statut === undefined) return undefined;
  const ecrit = { valeur: fiche.lire('valeur'), texte: fiche.lire('texte'), note: fiche.lire('note') };
  const faute = dementi(statut, ecrit);
  if (faute === undefined) return { ...demande, statut, ...ecrit };
  refuser(fiche, 'E-REPONSE-STATUT', faute.colonne, () => [faute.message, faute.remede]);
  return undefined;
}

function trouverLaDemande(fiche: Fiche<Colonne>, plan: Plan, refuser: Refuser): Demande | undefined {
  const groupe = trouver(plan.groupes, fiche.lire('groupe'));
  if (groupe === undefined) {
    refuser(fiche, 'E-REPONSE-ACTEUR', 'groupe', () => [
      `le plan n’a pas de groupe « ${fiche.lire('groupe')} »`,
      proposer(plan.groupes, fiche.lire('groupe'), 'Les groupes du plan sont'),
    ]);
    return undefined;
  }
  const acteur = trouver(groupe.acteurs, fiche.lire('acteur'));
  if (acteur === undefined) {
    refuser(fiche, 'E-REPONSE-ACTEUR', 'acteur', () => acteurInconnu(plan, groupe, fiche.lire('acteur')));
    return undefined;
  }
  const numero = fiche.lire('question');
  const question = groupe.questions.find((connue) => connue.numero === numero.replace(/^0+(?=\d)/, ''));
  if (question === undefined) {
    refuser(fiche, 'E-REPONSE-QUESTION', 'question', () => [
      `la question ${numero} n’a pas été posée au groupe « ${groupe.libelle} »`,
      `Ses questions sont ${groupe.questions.map((connue) => connue.numero).join(', ')}. Corrigez le numéro, ou ajoutez la question au plan si elle fut posée.`,
    ]);
    return undefined;
  }
  const ecrite = fiche.lire('dimension');
  const dimension = trouver(question.dimensions, ecrite);
  if (dimension === undefined && (ecrite !== '' || question.dimensions.length > 0)) {
    refuser(fiche, 'E-REPONSE-DIMENSION', 'dimension', () => dimensionFausse(plan, question.dimensions, ecrite));
    return undefined;
  }
  return { acteur, question, dimension };
}

/** The names of each list, folded: worked out once, and asked for at each row. */
const NOMS = new WeakMap<readonly Declare[], ReadonlyMap<string, Declare>>();

/** By its identifier, or by the name that readers are shown. */
function trouver<D extends Declare>(declares: readonly D[], ecrit: string): D | undefined {
  let noms = NOMS.get(declares) as ReadonlyMap<string, D> | undefined;
  if (noms === undefined) {
    noms = new Map(declares.flatMap((declare) => [declare.id, declare.libelle].map((nom) => [plier(nom), declare])));
    NOMS.set(declares, noms);
  }
  return noms.get(plier(ecrit));
}

function acteurInconnu(plan: Plan, groupe: Groupe, ecrit: string): [message: string, remede: string] {
  const ailleurs = plan.groupes.find(({ acteurs }) => trouver(acteurs, ecrit));
  return ailleurs
    ? [
        `« ${ecrit} » n’est pas du groupe « ${groupe.libelle} »`,
        `Le plan en a un dans « ${ailleurs.libelle} » : corrigez le groupe, ou l’acteur.`,
      ]
    : [
        `le plan ne déclare aucun acteur « ${ecrit} » dans « ${groupe.libelle} »`,
        proposer(groupe.acteurs, ecrit, 'Ses acteurs sont'),
      ];
}

function dimensionFausse(plan: Plan, siennes: readonly Dimension[], ecrite: string): [message: string, remede: string] {
  if (siennes.length === 0) return ['cette question est posée d’un seul tenant', 'Videz cette cellule.'];
  if (ecrite === '')
    return ['cette question se répond par dimension, et aucune n’est dite', proposer(siennes, '', 'Ce sont')];
  const connue = trouver(plan.dimensions, ecrite);
  return connue
    ? [
        `« ${connue.libelle} » n’a pas été demandé à cette question`,
        `${proposer(siennes, '', 'Elle l’a été pour')} Corrigez la dimension, ou ajoutez-la à la question dans le plan.`,
      ]
    : [`dimension inconnue : « ${ecrite} »`, proposer(siennes, ecrite, 'Ce sont')];
}

const NOMMES_MAX = 12;
/** A name is no longer; a whole text is not compared with names. */
const COMPARE_MAX = 80;

function proposer(declares: readonly Declare[], ecrit: string, debut: string): string {
  const proche =
    ecrit === '' || ecrit.length > COMPARE_MAX
      ? undefined
      : nomLePlusProche(
          ecrit,
          declares.flatMap(({ id, libelle }) => [id, libelle]),
        );
  const noms = declares.slice(0, NOMMES_MAX).map(({ id }) => id);
  const suite = declares.length > NOMMES_MAX ? '…' : '';
  return `${proche === undefined ? '' : `Vouliez-vous écrire « ${proche} » ? `}${debut} : ${noms.join(', ')}${suite}.`;
}
