import { montant } from '../../domain/argent/montant.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { Operations } from '../../domain/dossier/operations.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { abreger, detacher, nomLePlusProche } from '../../domain/textes/texte.ts';
import type { Depart, Observateur } from './observateur.ts';

/** Names of operations that are told; a column of something else would tell one a line. */
const INCONNUES_MAX = 1_000;

/** Tells the operations that columns name and `exercice.yaml` does not: their lines are tied to nothing. */
export class OperationsVues implements Observateur {
  readonly #operations: Operations;
  readonly #constats: Constats;
  readonly #inconnues = new Map<string, { fichier: string; ligne: number; lignes: number; centimes: number }>();

  constructor({ dossier: { enTete }, constats }: Depart) {
    this.#operations = enTete.operations;
    this.#constats = constats;
  }

  ajouter({ ligne, verdict, montant: centimes }: Affectation): void {
    const { operation } = ligne;
    if (operation === '' || verdict.rattachement?.operation || this.#operations.reconnaitre(operation)) return;
    if (this.#operations.estAucune(operation)) return;
    const vue = this.#inconnues.get(operation);
    if (vue !== undefined) {
      vue.lignes += 1;
      vue.centimes += centimes;
    } else if (this.#inconnues.size < INCONNUES_MAX)
      this.#inconnues.set(detacher(operation), { fichier: ligne.fichier, ligne: ligne.numero, lignes: 1, centimes });
  }

  finir(): void {
    for (const [ecrite, { fichier, ligne, lignes, centimes }] of this.#inconnues) {
      const proche = nomLePlusProche(
        ecrite,
        this.#operations.liste.flatMap(({ id, libelle }) => [id, libelle]),
      );
      this.#constats.ajouter({
        code: 'A-OPERATION-INCONNUE',
        lieu: { fichier, ligne },
        message: `l’opération « ${abreger(ecrite)} » n’est pas dans exercice.yaml : ${accord(lignes, 'ligne')} (${formaterEuros(montant(centimes))}) ne s’y ${lignes > 1 ? 'rattachent' : 'rattache'} pas`,
        remede: `${proche === undefined ? '' : `Vouliez-vous dire « ${proche} » ? `}Déclarez-la sous operations dans exercice.yaml, avec ce nom pour identifiant ou pour libelle ; ou retirez la colonne de colonnes et mettez-la sous ignorees.`,
      });
    }
  }
}
