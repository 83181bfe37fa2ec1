import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Constats } from '../domain/constats/constat.ts';
import { asYaml } from '../files/yaml-text.ts';
import type { Enregistrement, Reperes } from '../formats/source-ouverte.ts';

interface Faute {
  readonly code: CodeConstat;
  readonly message: string;
  readonly remede: string;
}

/** Tells what is wrong with the records of one source, each fault at its place in the terms of the format. */
export class Signaleur {
  readonly #reperes: Reperes;
  readonly #constats: Constats;
  readonly #titres: readonly string[];
  /** The record that was last found to be the titles again. */
  #repete: Enregistrement['numero'] | undefined;

  /** @param titres of the columns: a record at fault may be the titles written again, at the top of a page */
  constructor(reperes: Reperes, constats: Constats, titres: readonly string[] = []) {
    this.#reperes = reperes;
    this.#constats = constats;
    this.#titres = titres;
  }

  /** @param rang the column at fault; the whole record when there is none */
  dire(
    vu: Enregistrement,
    rang: number | undefined,
    { code, message, remede }: Faute,
    partie?: { readonly debut: number; readonly fin: number },
  ): void {
    if (this.#sontLesTitres(vu)) {
      this.#direTitresRepetes(vu);
      return;
    }
    const place = rang === undefined ? this.#reperes.enregistrement(vu) : this.#reperes.champ(vu, rang, partie);
    this.#constats.ajouter({ code, ...place, message, remede });
  }

  #sontLesTitres(vu: Enregistrement): boolean {
    return (
      vu.nombre > 1 &&
      vu.nombre === this.#titres.length &&
      this.#titres.every((titre, rang) => vu.champ(rang).trim() === titre)
    );
  }

  /** Once for a record, whatever else is wrong with it. */
  #direTitresRepetes(vu: Enregistrement): void {
    if (this.#repete === vu.numero) return;
    this.#repete = vu.numero;
    const titre = asYaml(this.#titres.find((chacun) => chacun !== '') ?? '');
    this.#constats.ajouter({
      code: 'E-TITRES-REPETES',
      ...this.#reperes.enregistrement(vu),
      message: 'titres répétés : cette ligne est celle des titres, écrite de nouveau',
      remede: `Écartez-la : sous lignes_a_ecarter, - { si: { ${titre}: ${titre} }, motif: Titres répétés }`,
    });
  }

  get erreurs(): number {
    return this.#constats.erreurs;
  }
}
