import type { Constats } from '../domain/constats/constat.ts';
import type { Dossier } from '../domain/dossier/dossier.ts';
import type { Affectation } from '../domain/lignes/affectation.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';

/** The sectors that lines are of, or that rules make them count for: the pilot sector must be one of them. */
export class SecteursVus {
  readonly #secteurs = new Set<string>();
  #dernier = '';

  ajouter({ ligne, verdict }: Pick<Affectation, 'ligne' | 'verdict'>): void {
    if (ligne.secteur !== this.#dernier) {
      this.#dernier = ligne.secteur;
      this.#secteurs.add(ligne.secteur);
    }
    if (verdict.parts.length > 1 || verdict.parts[0]?.secteur !== ligne.secteur)
      for (const { secteur } of verdict.parts) this.#secteurs.add(secteur);
  }

  /** Refuses a pilot sector that no source and no line is of: its share of the jaune would be zero without a word. */
  exigerLePilote({ enTete, sources, placePilote }: Dossier, constats: Constats): void {
    const declares = sources.flatMap(({ constantes }) => constantes.get('secteur') ?? []);
    const connus = [...new Set([...declares, ...this.#secteurs])].filter((secteur) => secteur !== '');
    if (connus.some((connu) => enTete.secteurs.nomCompte(connu) === enTete.secteurPilote)) return;
    const proche = nomLePlusProche(enTete.secteurPilote, connus);
    constats.ajouter({
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
