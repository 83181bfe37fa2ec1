import { NUL } from '../../domain/argent/montant.ts';
import { CHAMPS_TEXTE, type ChampCode, CODES } from '../../domain/lignes/champs.ts';
import { type ImputationCommune, type LigneBudgetaire, ParImputation } from '../../domain/lignes/ligne-budgetaire.ts';
import { abreger } from '../../domain/textes/texte.ts';
import { formatDe } from '../../formats/formats.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { estConnu, NOTATION_SANS_SIGNE } from '../verifier-les-codes.ts';
import { type ContexteDeSoupcon, Releve, type Soupcon } from './soupcon.ts';

/** A code with one letter among its digits, of which no number is made: `322B00`. */
const AVEC_LETTRE = /^(\d+)[A-DF-Z]\d+$/i;

interface Colonne {
  readonly champ: ChampCode;
  readonly releve: Releve;
  readonly exemples: Set<string>;
  /** Length and place of the letter of the codes met. */
  readonly lettres: Set<string>;
  /** Likewise of those that may be numbers. */
  readonly doutes: Set<string>;
}

/**
 * Codes such as `322E00`, which are numbers in scientific notation as well: those of a column where other codes have a letter at the
 * same place are codes, the others were spoiled by a program.
 */
export class CodesEnNotation implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #colonnes: readonly Colonne[];
  readonly #vues: ParImputation<readonly Colonne[] | null>;

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
    const { codesLettres } = contexte.source;
    this.#colonnes = CODES.filter((champ) => contexte.colonnes.champs.has(champ) && !codesLettres.includes(champ)).map(
      (champ) => ({ champ, releve: new Releve(), exemples: new Set(), lettres: new Set(), doutes: new Set() }),
    );
    this.#vues = new ParImputation((imputation) => this.#examiner(imputation));
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const douteuses = this.#vues.lire(ligne.imputation);
    if (douteuses === null) return;
    const { reperes, colonnes, base } = this.#contexte;
    for (const { champ, releve } of douteuses)
      releve.noter(ligne.numero, ligne.montants[base] ?? NUL, () =>
        reperes.champ(vu, colonnes.champs.get(champ) as number),
      );
  }

  fin(): void {
    const { constats, source } = this.#contexte;
    for (const { champ, releve, exemples, lettres, doutes } of this.#colonnes) {
      const { place } = releve;
      if (place === undefined || [...doutes].every((forme) => lettres.has(forme))) continue;
      const codes = [...exemples].map((code) => `« ${abreger(code)} »`).join(', ');
      constats.ajouter({
        code: 'E-CODE-ALTERE',
        ...place,
        message: `un tableur a pris ce code pour un nombre : ${codes} ; ${releve.enMots()}`,
        remede: `${formatDe(source.format).remedes.codeAltere} Si ce sont de vrais codes, à lettre, écrivez codes_lettres: [${champ}] dans cette source.`,
      });
    }
  }

  #examiner(imputation: ImputationCommune): readonly Colonne[] | null {
    let douteuses: Colonne[] | null = null;
    for (const colonne of this.#colonnes) {
      const code = imputation[CHAMPS_TEXTE[colonne.champ]];
      const lettre = AVEC_LETTRE.exec(code);
      if (lettre !== null) colonne.lettres.add(formeDe(code, lettre));
      const doute = NOTATION_SANS_SIGNE.exec(code);
      if (doute === null || estConnu(colonne.champ, code, this.#contexte.codes)) continue;
      colonne.doutes.add(formeDe(code, doute));
      if (colonne.exemples.size < 3) colonne.exemples.add(code);
      douteuses = [...(douteuses ?? []), colonne];
    }
    return douteuses;
  }
}

function formeDe(code: string, [, avant = '']: RegExpExecArray): string {
  return `${avant.length}/${code.length}`;
}
