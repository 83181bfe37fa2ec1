import { comparer } from './ordre.ts';

const CHAPITRE_FONCTIONNEL = /^9[03](\d+)$/;

/**
 * Which functions each chapter takes, in one norm and exercice. The general rule: chapters 90x (investment) and 93x
 * (operating) take the functions that begin with the digits after 90 or 93. A chapter that has links takes what they say
 * instead: M14's operating chapters are 92x, M52 has 91x for the equipment of others. Within a series (chapters with the
 * same first two digits), the chapter with the longest family takes the function: 9344 takes 44x, so 934 does not.
 */
export class RattachementChapitres {
  readonly #familles = new Map<string, readonly string[]>();
  readonly #chapitres = new Map<string, Set<string>>();

  /**
   * @param chapitres the chapters in force
   * @param liens the links in force
   * @param existe whether any function in force begins with these digits
   */
  constructor(
    chapitres: readonly string[],
    liens: readonly { readonly chapitre: string; readonly famille: string }[],
    existe: (famille: string) => boolean,
  ) {
    for (const chapitre of chapitres) {
      const siens = liens.filter((lien) => lien.chapitre === chapitre).map((lien) => lien.famille);
      const regle = CHAPITRE_FONCTIONNEL.exec(chapitre)?.[1] ?? '';
      const familles = (siens.length > 0 ? siens : [regle]).filter((famille) => famille !== '' && existe(famille));
      this.#familles.set(chapitre, familles.sort(comparer));
      for (const famille of familles) this.#inscrire(serieDe(chapitre), famille, chapitre);
    }
  }

  /** First digits of the functions that the chapter takes, in order. */
  familles(chapitre: string): readonly string[] {
    return this.#familles.get(chapitre) ?? [];
  }

  /** See `Nomenclature.concordent`. */
  concordent(chapitre: string, fonction: string): boolean | undefined {
    const familles = this.familles(chapitre);
    if (familles.length === 0 || fonction === '') return undefined;
    for (let taille = fonction.length; taille > 0; taille--) {
      const titulaires = this.#chapitres.get(`${serieDe(chapitre)} ${fonction.slice(0, taille)}`);
      if (titulaires?.has(chapitre)) return true;
      if (titulaires !== undefined) break;
    }
    return familles.some((famille) => famille.startsWith(fonction));
  }

  #inscrire(serie: string, famille: string, chapitre: string): void {
    const cle = `${serie} ${famille}`;
    const titulaires = this.#chapitres.get(cle) ?? new Set<string>();
    this.#chapitres.set(cle, titulaires.add(chapitre));
  }
}

function serieDe(chapitre: string): string {
  return chapitre.slice(0, 2);
}
