import { type Condition, parcourirAttentes } from '../domain/conditions/condition.ts';
import { lireCondition } from '../domain/conditions/lire-condition.ts';
import type { Chemin, Constats, Signaler } from '../domain/constats/constat.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import { reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import { colonnesEcrites } from './completer-la-source.ts';
import type { SourceEcrite } from './schema-exercice.ts';

/** Reads a condition on the columns of a source, by the titles that it declares. */
export function lireUneConditionDeColonnes(
  si: unknown,
  chemin: Chemin,
  ecrite: SourceEcrite,
  { document, constats }: { readonly document: YamlDocument; readonly constats: Constats },
): Condition | undefined {
  const connues = colonnesDeclarees(ecrite);
  const signaler: Signaler = (ou, message, remede, sur) =>
    reportInYaml(document, constats, 'E-CONDITION', ou, message, remede, sur);
  const condition = lireCondition(si, chemin, signaler);
  if (!condition) return undefined;
  parcourirAttentes(condition, (colonne, attente) => {
    if (!connues.has(colonne))
      signaler(
        [...chemin, colonne],
        `« ${colonne} » n’est pas une colonne déclarée de ${ecrite.fichier}`,
        `Ici les champs sont les titres des colonnes du fichier.${proposer(colonne, [...connues])}`,
        'cle',
      );
    if (attente.type === 'montant')
      signaler([...chemin, colonne], 'min et max ne servent que dans les règles', 'Écrivez la valeur attendue.');
  });
  return condition;
}

/** The titles that a source declares, for whatever use. */
function colonnesDeclarees(ecrite: SourceEcrite): ReadonlySet<string> {
  return new Set([
    ...Object.values(ecrite.colonnes),
    ...colonnesEcrites(ecrite).map(({ colonne }) => colonne),
    ...[ecrite.part, ecrite.date].filter((colonne) => colonne !== undefined),
    ...ecrite.ignorees,
  ]);
}

/** Titles of columns that a remedy names; a file may have hundreds. */
const TITRES_CITES = 20;

function proposer(colonne: string, connues: readonly string[]): string {
  const proche = nomLePlusProche(colonne, connues);
  if (proche !== undefined) return ` Vouliez-vous écrire « ${proche} » ?`;
  const citees = connues.slice(0, TITRES_CITES).map((titre) => `« ${titre} »`);
  return ` Déclarés : ${citees.join(', ')}${connues.length > citees.length ? '…' : ''}.`;
}
