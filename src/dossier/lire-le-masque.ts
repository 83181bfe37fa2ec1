import type { Chemin, Constats, Signaler } from '../domain/constats/constat.ts';
import type { MasqueDeclare, SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { SourceLue } from '../domain/dossier/source-lue.ts';
import { CHAMPS_MASQUABLES } from '../domain/lignes/champs.ts';
import { reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import { lireUneConditionDeColonnes } from './lire-une-condition-de-colonnes.ts';
import type { ExerciceEcrit, MasqueEcrit, SourceEcrite } from './schema-exercice.ts';

/**
 * Reads the names of persons that a source masks: what it says itself or, where it says nothing, what the dossier says of all of
 * them, for the fields that it has. A source that lacks a column by which the dossier tells persons must say what it does:
 * nothing is shown for want of it.
 */
export function lireLeMasque(
  ecrite: SourceEcrite,
  exercice: Pick<ExerciceEcrit, 'masquer'>,
  racineYaml: Chemin,
  contexte: { readonly document: YamlDocument; readonly constats: Constats },
): MasqueDeclare | undefined {
  if (ecrite.masquer === 'aucun') return undefined;
  const { document, constats } = contexte;
  const propre = ecrite.masquer !== undefined;
  const { champs, si } = enEntier(ecrite.masquer ?? exercice.masquer);
  const chemin = propre ? [...racineYaml, 'masquer'] : ['masquer'];
  const refuser: Signaler = (ou, message, remede, sur) =>
    reportInYaml(document, constats, 'E-EXERCICE-INCOHERENT', ou, message, remede, sur);
  const connus = champs.flatMap((champ) => {
    const connu = CHAMPS_MASQUABLES.find((masquable) => masquable === champ);
    const titre = ecrite.colonnes[champ];
    if (connu === undefined)
      refuser(
        chemin,
        `« ${champ} » n’est pas un champ que l’on masque`,
        `Se masquent : ${CHAMPS_MASQUABLES.map((masquable) => `« ${masquable} »`).join(', ')}.`,
      );
    else if (titre === undefined && propre)
      refuser(chemin, `« ${champ} » n’a pas de colonne : rien n’est à masquer`, direLesMasquables(ecrite));
    return connu === undefined || titre === undefined ? [] : [connu];
  });
  if (connus.length === 0) return undefined;
  const lieu = document.lieu(chemin);
  if (si === undefined) return { champs: connus, duDossier: !propre, lieu };
  const avant = constats.erreurs;
  const condition = lireUneConditionDeColonnes(si, [...chemin, 'si'], ecrite, contexte);
  if (constats.erreurs > avant && !propre)
    refuser(
      [...racineYaml, 'fichier'],
      `${ecrite.fichier} ne peut pas suivre le masquer du dossier`,
      'Écrivez masquer sous cette source, avec ses titres, ou « masquer: aucun » si elle ne nomme personne.',
    );
  return condition && { champs: connus, condition, duDossier: !propre, lieu };
}

/** Tells what the dossier says of all its sources and that no line of any answers. */
export function signalerLeMasque(
  declarees: readonly Pick<SourceDeclaree, 'nom' | 'masque'>[],
  lues: readonly Pick<SourceLue, 'fichier' | 'lignesAuNomMasque'>[],
  constats: Constats,
): void {
  const suivent = declarees.filter(({ masque }) => masque?.duDossier);
  const lieu = suivent[0]?.masque?.lieu;
  const noms = new Set(suivent.map(({ nom }) => nom));
  if (
    lieu === undefined ||
    lues.some(({ fichier, lignesAuNomMasque = 0 }) => noms.has(fichier) && lignesAuNomMasque > 0)
  )
    return;
  constats.ajouter({
    code: 'A-MASQUE-SANS-EFFET',
    lieu,
    message: 'aucun nom n’est masqué dans aucune source',
    remede: 'Vérifiez les champs et la condition de masquer ; retirez-le si le dossier ne nomme personne.',
  });
}

function direLesMasquables({ colonnes }: SourceEcrite): string {
  const siens = CHAMPS_MASQUABLES.filter((masquable) => colonnes[masquable] !== undefined);
  if (siens.length === 0) return 'Aucun champ de cette source ne se masque : retirez masquer.';
  return `Masquez un champ qui est sous colonnes. Cette source a : ${siens.map((champ) => `« ${champ} »`).join(', ')}.`;
}

function enEntier(ecrit: MasqueEcrit | undefined): { readonly champs: readonly string[]; readonly si?: unknown } {
  if (ecrit === undefined) return { champs: [] };
  return Array.isArray(ecrit) ? { champs: ecrit } : ecrit;
}
