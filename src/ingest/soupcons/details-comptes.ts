import { NUL } from '../../domain/argent/montant.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { debutDeDetail } from '../../domain/textes/lexique.ts';
import { citer } from '../../domain/textes/texte.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { type ContexteDeSoupcon, placeDuChamp, Releve, type Soupcon } from './soupcon.ts';

/** Lines « dont … », which tell again a part of the line above them: their euros count twice. */
export class DetailsComptes implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #releve = new Releve();
  #premier = '';

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const texte = ligne.libelle === '' ? ligne.beneficiaire : ligne.libelle;
    if (debutDeDetail(texte) === undefined) return;
    this.#releve.noter(ligne.numero, ligne.montants[this.#contexte.base] ?? NUL, () => {
      this.#premier = citer(texte);
      return placeDuChamp(this.#contexte, ligne.libelle === '' ? 'beneficiaire' : 'libelle', vu);
    });
  }

  fin(): void {
    const { place, lignes } = this.#releve;
    if (place === undefined) return;
    const une = lignes === 1;
    this.#contexte.constats.ajouter({
      code: 'A-DETAIL-COMPTE',
      ...place,
      message: `${this.#premier} dit une partie de la ligne qui précède, et est compté avec elle : ${this.#releve.enMots()}${une ? '' : ' ainsi nommées'}`,
      remede: `Si ${une ? 'cette ligne est comptée' : 'ces lignes sont comptées'} dans une autre, écartez-${une ? 'la' : 'les'} sous lignes_a_ecarter, avec un motif ; sinon, acquittez cet avertissement.`,
    });
  }
}
