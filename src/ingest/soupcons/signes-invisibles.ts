import { NUL } from '../../domain/argent/montant.ts';
import { CHAMPS_TEXTE, type ChampTexte, LIBELLES_DES_CODES } from '../../domain/lignes/champs.ts';
import { type LigneBudgetaire, ParImputation } from '../../domain/lignes/ligne-budgetaire.ts';
import { SIGNES_INVISIBLES } from '../../domain/textes/signes.ts';
import { abreger } from '../../domain/textes/texte.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { type ContexteDeSoupcon, Releve, type Soupcon } from './soupcon.ts';

const PROPRES = ['libelle', 'beneficiaire', 'lieu'] as const;
const INVISIBLE = new RegExp(`[${SIGNES_INVISIBLES}]`);
const INVISIBLES = new RegExp(INVISIBLE.source, 'g');
const MOT = /\S+/g;

/** Lines with words in which stand signs that nobody sees: rules read the words without them, other programs do not. */
export class SignesInvisibles implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #imputations = new ParImputation((imputation): ChampTexte | undefined =>
    LIBELLES_DES_CODES.find((champ) => INVISIBLE.test(imputation[CHAMPS_TEXTE[champ]])),
  );
  readonly #releve = new Releve();
  #mot = '';

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    let champ = this.#imputations.lire(ligne.imputation);
    if (champ === undefined) {
      if (!INVISIBLE.test(ligne.libelle) && !INVISIBLE.test(ligne.beneficiaire) && !INVISIBLE.test(ligne.lieu)) return;
      champ = PROPRES.find((propre) => INVISIBLE.test(ligne[propre]));
    }
    if (champ !== undefined) this.#noter(champ, ligne, vu);
  }

  #noter(champ: ChampTexte, ligne: LigneBudgetaire, vu: Enregistrement): void {
    const { reperes, colonnes, base } = this.#contexte;
    this.#releve.noter(ligne.numero, ligne.montants[base] ?? NUL, () => {
      const rang = colonnes.champs.get(champ);
      if (rang === undefined) return reperes.enregistrement(vu);
      this.#mot =
        vu
          .champ(rang)
          .match(MOT)
          ?.find((mot) => INVISIBLE.test(mot)) ?? '';
      return reperes.champ(vu, rang);
    });
  }

  fin(): void {
    const { place } = this.#releve;
    if (place === undefined) return;
    this.#contexte.constats.ajouter({
      code: 'A-SIGNES-INVISIBLES',
      ...place,
      message: `des signes que l’on ne voit pas sont dans les mots : ${this.#releve.enMots()}`,
      remede: `${this.#mot === '' ? '' : `Par exemple dans « ${abreger(this.#mot.replace(INVISIBLES, ''))} » (${nommer(this.#mot)}). `}Les règles, les signaux et les totaux lisent ces mots comme si ces signes n’y étaient pas ; le texte publié les garde. Rien à faire ici ; le secteur peut les ôter de sa base.`,
    });
  }
}

function nommer(mot: string): string {
  const signe = INVISIBLE.exec(mot)?.[0] ?? '';
  const code = `U+${(signe.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return signe === '\u00ad' ? `trait d’union conditionnel, ${code}` : code;
}
