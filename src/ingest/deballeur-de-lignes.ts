import type { Montant } from '../domain/argent/montant.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { TEXTES_PROPRES } from '../domain/lignes/champs.ts';
import {
  type ImputationCommune,
  type LigneBudgetaire,
  LigneParChamps,
  type Montants,
} from '../domain/lignes/ligne-budgetaire.ts';
import { FINGERPRINT_LENGTH } from '../files/hashing.ts';
import { type LotDeLignes, montantsDuLot } from './lot-de-lignes.ts';

/** A batch as its lines look in it. */
class Contenu {
  readonly lot: LotDeLignes;
  readonly exercice: string;
  /** For each text that is a line's own, its rank among those that the file gives, or what the dossier says for all lines. */
  readonly #sources: readonly (number | string)[];
  /** The texts of the line that was looked at last: they are asked for several times, while it passes. */
  readonly #textes: (string | undefined)[];
  #rang = -1;

  constructor(lot: LotDeLignes, exercice: string, constantes: readonly string[]) {
    this.lot = lot;
    this.exercice = exercice;
    this.#sources = constantes.map((constante, champ) => {
      const donne = lot.textesDonnes.indexOf(champ);
      return donne < 0 ? constante : donne;
    });
    this.#textes = constantes.map(() => undefined);
  }

  /**
   * @param rang of the line
   * @param champ its rank among {@link TEXTES_PROPRES}
   */
  texte(rang: number, champ: number): string {
    if (rang !== this.#rang) {
      this.#rang = rang;
      this.#textes.fill(undefined);
    }
    let texte = this.#textes[champ];
    if (texte === undefined) {
      texte = this.#couper(rang, this.#sources[champ] as number | string);
      this.#textes[champ] = texte;
    }
    return texte;
  }

  #couper(rang: number, source: number | string): string {
    if (typeof source === 'string') return source;
    const { texte, bornes, textesDonnes } = this.lot;
    const place = 2 * (rang * textesDonnes.length + source);
    return texte.slice(bornes[place], bornes[place + 1]);
  }
}

/** A line that another thread read: its texts are cut out of the batch when they are asked for. */
class LigneRecue extends LigneParChamps implements LigneBudgetaire {
  readonly imputation: ImputationCommune;
  readonly numero: number;
  readonly montants: Montants;
  readonly #contenu: Contenu;
  readonly #rang: number;

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
  get coutTotal(): Montant | undefined {
    const cout = this.#contenu.lot.couts?.[this.#rang];
    return cout === undefined || Number.isNaN(cout) ? undefined : (cout as Montant);
  }

  texte(champ: number): string {
    return this.#contenu.texte(this.#rang, champ);
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
    this.#constantes = TEXTES_PROPRES.map((champ) => constantes.get(champ) ?? '');
  }

  /** @param voir what is done with each line, in their order */
  deballer(lot: LotDeLignes, voir: (ligne: LigneBudgetaire) => void): void {
    for (const nouvelle of lot.nouvelles) this.#imputations[nouvelle.rang] = nouvelle;
    const contenu = new Contenu(lot, this.#exercice, this.#constantes);
    for (let rang = 0; rang < lot.nombre; rang++) {
      const imputation = this.#imputations[lot.imputations[rang] as number] as ImputationCommune;
      voir(new LigneRecue(contenu, rang, imputation));
    }
  }
}
