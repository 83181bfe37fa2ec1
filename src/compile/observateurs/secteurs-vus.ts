import type { Affectation } from '../../domain/lignes/affectation.ts';
import { ParImputation } from '../../domain/lignes/ligne-budgetaire.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import type { Depart, Observateur } from './observateur.ts';

/** The sectors that lines are of, or that rules make them count for: the pilot sector must be one of them. */
export class SecteursVus implements Observateur {
  readonly #dossier: Depart['dossier'];
  readonly #constats: Depart['constats'];
  readonly #secteurs = new Set<string>();
  readonly #deLImputation = new ParImputation(({ secteur }) => {
    this.#secteurs.add(secteur);
    return secteur;
  });

  constructor({ dossier, constats }: Pick<Depart, 'dossier' | 'constats'>) {
    this.#dossier = dossier;
    this.#constats = constats;
  }

  ajouter({ ligne, verdict }: Pick<Affectation, 'ligne' | 'verdict'>): void {
    const propre = this.#deLImputation.lire(ligne.imputation);
    if (verdict.parts.length > 1 || verdict.parts[0]?.secteur !== propre)
      for (const { secteur } of verdict.parts) this.#secteurs.add(secteur);
  }

  /** Refuses a pilot sector that no source and no line is of: its share of the jaune would be zero without a word. */
  finir(): void {
    // A source that could not be read may be the one of that sector.
    if (this.#constats.enErreur) return;
    const { enTete, sources, placePilote } = this.#dossier;
    const declares = sources.flatMap(({ constantes }) => constantes.get('secteur') ?? []);
    const connus = [...new Set([...declares, ...this.#secteurs])].filter((secteur) => secteur !== '');
    if (connus.some((connu) => enTete.secteurs.nomCompte(connu) === enTete.secteurPilote)) return;
    const proche = nomLePlusProche(enTete.secteurPilote, connus);
    this.#constats.ajouter({
      code: 'E-EXERCICE-INCOHERENT',
      ...placePilote,
      message: `aucune source ni ligne n’est du secteur pilote « ${enTete.secteurPilote} »`,
      remede:
        proche === undefined
          ? 'Écrivez secteur_pilote comme le secteur des sources.'
          : `Vouliez-vous écrire « ${proche} » ?`,
    });
  }
}
