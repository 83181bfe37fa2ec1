import { type Montant, montant } from '../domain/argent/montant.ts';
import type { Constats } from '../domain/constats/constat.ts';
import { accord, formaterEuros } from '../domain/textes/format.ts';
import type { Enregistrement, Reperes } from '../formats/source-ouverte.ts';

/** Counts the lines that the sender's program hides: they count like the others, and whoever looks at the sheet misses them. */
export class LignesMasquees {
  #lignes = 0;
  #somme = 0;
  #premiere: ReturnType<Reperes['enregistrement']> | undefined;

  /** @param dansLaBase its amount in the base of the dossier */
  compter(vu: Enregistrement, dansLaBase: Montant, reperes: Reperes): void {
    if (vu.masque !== true) return;
    this.#lignes += 1;
    this.#somme += dansLaBase;
    this.#premiere ??= reperes.enregistrement(vu);
  }

  signaler(constats: Constats): void {
    if (this.#premiere === undefined) return;
    const une = this.#lignes === 1;
    constats.ajouter({
      code: 'A-LIGNES-MASQUEES',
      ...this.#premiere,
      message: `${accord(this.#lignes, 'ligne')} masquée${une ? '' : 's'} par un filtre ou à la main ${une ? 'est comptée' : 'sont comptées'} comme les autres : ${formaterEuros(montant(this.#somme))}`,
      remede:
        'Affichez-les dans Excel (Données › Effacer, puis Afficher les lignes) ; si elles n’en sont pas, écartez-les sous lignes_a_ecarter, avec un motif.',
    });
  }
}
