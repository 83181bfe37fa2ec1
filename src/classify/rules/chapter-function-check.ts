import { CHAMPS_CODES } from '../../domain/champs.ts';
import { dire, type Exigence, type Impossibilite } from '../../domain/conditions/chercher-impossibilite.ts';
import { testerNormal } from '../../domain/conditions/mecanismes.ts';
import type { Nomenclature, TypeCode } from '../../domain/nomenclature.ts';

/** How often chapters and functions are compared before giving up. */
const COUPLES_MAX = 50_000;

/**
 * Checks that a chapter asked for may bear a function asked for: chapters take the functions that the nomenclature of the
 * year gives them, and a line of another kind does not exist. Only what names known codes is checked.
 */
export class VerificationDesChapitres {
  readonly #nomenclature: Nomenclature;
  readonly #codes: Readonly<Record<TypeCode, readonly string[]>>;

  constructor(nomenclature: Nomenclature) {
    this.#nomenclature = nomenclature;
    // `934-4` is how chapter 9344 is printed.
    const chapitres = nomenclature
      .codes('chapitre')
      .flatMap((code) => (code.length === 4 ? [code, `${code.slice(0, 3)}-${code.slice(3)}`] : [code]));
    this.#codes = { chapitre: ['', ...chapitres], fonction: ['', ...nomenclature.codes('fonction')] };
  }

  /** Why no chapter asked for bears a function asked for; nothing when one does, or when either is not asked for. */
  verifier(exigences: readonly Exigence[]): Impossibilite | undefined {
    const surLeChapitre = exigences.filter(({ champ }) => champ === 'chapitre');
    const surLaFonction = exigences.filter(({ champ }) => champ === 'fonction');
    if (surLeChapitre.length === 0 || surLaFonction.length === 0) return undefined;
    const chapitres = this.#retenus('chapitre', surLeChapitre);
    const fonctions = this.#retenus('fonction', surLaFonction);
    if (chapitres.length * fonctions.length > COUPLES_MAX || chapitres.length === 0 || fonctions.length === 0)
      return undefined;
    const { norme, exercice } = this.#nomenclature;
    for (const chapitre of chapitres)
      for (const fonction of fonctions)
        if (this.#nomenclature.concordent(chapitre, fonction) !== false) return undefined;
    return {
      message: `chapitre ${surLeChapitre.map(dire).join(' et ')} et fonction ${surLaFonction.map(dire).join(' et ')} ne vont jamais ensemble dans la ${norme} de ${exercice}${this.#direFamilles(chapitres)}`,
      chemin: surLaFonction.findLast(({ chemin }) => chemin)?.chemin,
    };
  }

  #retenus(type: TypeCode, exigences: readonly Exigence[]): readonly string[] {
    const tests = exigences.flatMap(({ attente, niee }) => {
      const test = testerNormal(attente, CHAMPS_CODES.has(type));
      return test ? [(code: string) => test(code) !== niee] : [];
    });
    return this.#codes[type].filter((code) => tests.every((test) => test(code)));
  }

  #direFamilles(chapitres: readonly string[]): string {
    const [chapitre] = chapitres;
    if (chapitre === undefined || chapitres.length > 1) return '';
    const familles = this.#nomenclature.famillesDuChapitre(chapitre);
    return ` : le chapitre ${chapitre} porte les fonctions ${familles.map((famille) => `${famille}*`).join(', ')}`;
  }
}
