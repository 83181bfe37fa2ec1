import type { Montant } from '../../domain/argent/montant.ts';
import type { Sens } from '../../domain/lignes/ligne-budgetaire.ts';
import { EchantillonDeLignes } from './echantillon-de-lignes.ts';
import { MontantsVus } from './montants-vus.ts';

/** What is kept of the lines of one source to find them again in another: bounded, however many they are. */
export class LignesVues {
  readonly lignes = new EchantillonDeLignes();
  readonly montants = new MontantsVus();

  ajouter(empreinte: string, dansLaBase: Montant, sens: Sens): void {
    this.lignes.ajouter(empreinte, dansLaBase, sens);
    this.montants.ajouter(dansLaBase, sens);
  }

  /** Once the lines of a source have passed: what is kept of them takes no more room than it must. */
  ranger(): void {
    this.lignes.ranger();
    this.montants.ranger();
  }
}
