import type { ImputationCommune, LigneBudgetaire, Montants } from '../domain/ligne-budgetaire.ts';
import type { Montant } from '../domain/montant.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import { FINGERPRINT_LENGTH } from '../files/fingerprint.ts';
import { LigneSurImputation } from './ligne-sur-imputation.ts';
import { type LotDeLignes, montantsDuLot, TEXTES_PROPRES } from './lot-de-lignes.ts';

/** A batch as its lines look in it. */
interface Contenu {
  readonly lot: LotDeLignes;
  readonly exercice: string;
  /** For each text that is a line's own, its rank among those that the file gives, or what the dossier says for all lines. */
  readonly textes: readonly (number | string)[];
}

/** A line that another thread read: its texts are cut out of the batch when they are asked for. */
class LigneRecue extends LigneSurImputation {
  readonly imputation: ImputationCommune;
  readonly numero: number;
  readonly montants: Montants;
  readonly #contenu: Contenu;
  readonly #rang: number;
  // Asked for several times.
  #libelle: string | undefined;
  #beneficiaire: string | undefined;
  #lieu: string | undefined;

  constructor(contenu: Contenu, rang: number, imputation: ImputationCommune) {
    super();
    this.#contenu = contenu;
    this.#rang = rang;
    this.imputation = imputation;
    this.numero = contenu.lot.numeros[rang] as number;
    this.montants = montantsDuLot(contenu.lot, rang);
  }

  get exercice(): string {
    return this.#contenu.exercice;
  }
  get empreinte(): string {
    const debut = this.#rang * FINGERPRINT_LENGTH;
    return this.#contenu.lot.empreintes.slice(debut, debut + FINGERPRINT_LENGTH);
  }
  get libelle(): string {
    this.#libelle ??= this.#texte(0);
    return this.#libelle;
  }
  get beneficiaire(): string {
    this.#beneficiaire ??= this.#texte(1);
    return this.#beneficiaire;
  }
  get lieu(): string {
    this.#lieu ??= this.#texte(2);
    return this.#lieu;
  }
  get reference(): string {
    return this.#texte(3);
  }
  get caractere(): string {
    return this.#texte(4);
  }
  get autresFinanceurs(): string {
    return this.#texte(5);
  }

  /** @param champ its rank among {@link TEXTES_PROPRES} */
  #texte(champ: number): string {
    const { lot, textes } = this.#contenu;
    const donne = textes[champ] as number | string;
    if (typeof donne === 'string') return donne;
    const place = 2 * (this.#rang * lot.textesDonnes.length + donne);
    return lot.texte.slice(lot.bornes[place], lot.bornes[place + 1]);
  }
}

class LigneRecueAvecCout extends LigneRecue {
  readonly coutTotal: Montant;

  constructor(contenu: Contenu, rang: number, imputation: ImputationCommune, coutTotal: Montant) {
    super(contenu, rang, imputation);
    this.coutTotal = coutTotal;
  }
}

/** Makes lines again of the batches of one source, which come in the order of the file. */
export class DeballeurDeLignes {
  readonly #exercice: string;
  readonly #constantes: readonly string[];
  /** By rank. */
  readonly #imputations: ImputationCommune[] = [];

  constructor({ constantes }: Pick<SourceDeclaree, 'constantes'>, exercice: string) {
    this.#exercice = exercice;
    this.#constantes = TEXTES_PROPRES.map(([champ]) => constantes.get(champ) ?? '');
  }

  /** @param voir what is done with each line, in their order */
  deballer(lot: LotDeLignes, voir: (ligne: LigneBudgetaire) => void): void {
    for (const nouvelle of lot.nouvelles) this.#imputations[nouvelle.rang] = nouvelle;
    const textes = this.#constantes.map((constante, rang) => {
      const donne = lot.textesDonnes.indexOf(rang);
      return donne < 0 ? constante : donne;
    });
    const contenu = { lot, exercice: this.#exercice, textes };
    for (let rang = 0; rang < lot.nombre; rang++) {
      const imputation = this.#imputations[lot.imputations[rang] as number] as ImputationCommune;
      const cout = lot.couts?.[rang];
      voir(
        cout === undefined || Number.isNaN(cout)
          ? new LigneRecue(contenu, rang, imputation)
          : new LigneRecueAvecCout(contenu, rang, imputation, cout as Montant),
      );
    }
  }
}
