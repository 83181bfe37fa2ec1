import { NUL } from '../../domain/argent/montant.ts';
import { CHAMPS_TEXTE, type ChampTexte, LIBELLES_DES_CODES } from '../../domain/lignes/champs.ts';
import { type LigneBudgetaire, ParImputation } from '../../domain/lignes/ligne-budgetaire.ts';
import { aUnIndice, estAbime } from '../../domain/textes/accents-abimes.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { type AccentsDits, direLesAccents, encodageDe } from '../dire-les-accents.ts';
import { type ContexteDeSoupcon, Releve, type Soupcon } from './soupcon.ts';

const DE_L_IMPUTATION = ['organisme', 'secteur', ...LIBELLES_DES_CODES] as const;
const PROPRES = ['libelle', 'beneficiaire', 'lieu'] as const;

/** Lines whose accents were broken before the file was written: rules that look for words miss them. */
export class AccentsAbimes implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #imputations = new ParImputation((imputation) => champAbime(imputation, DE_L_IMPUTATION) ?? '');
  readonly #releve = new Releve();
  #dits: AccentsDits | undefined;

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const deLImputation = this.#imputations.lire(ligne.imputation);
    if (deLImputation === '' && !aUnIndice(ligne.libelle) && !aUnIndice(ligne.beneficiaire) && !aUnIndice(ligne.lieu))
      return;
    const champ = deLImputation === '' ? champAbime(ligne, PROPRES) : deLImputation;
    if (champ !== undefined) this.#noter(champ, ligne, vu);
  }

  #noter(champ: ChampTexte, ligne: LigneBudgetaire, vu: Enregistrement): void {
    const { reperes, colonnes, base } = this.#contexte;
    this.#releve.noter(ligne.numero, ligne.montants[base] ?? NUL, () => {
      const rang = colonnes.champs.get(champ);
      if (rang === undefined) return reperes.enregistrement(vu);
      const place = reperes.champ(vu, rang);
      this.#dits = direLesAccents(vu.champ(rang), this.#contexte.source);
      return place;
    });
  }

  fin(): void {
    const { place } = this.#releve;
    if (place === undefined) return;
    const { encodage, exemple = '', remede } = this.#dits ?? { remede: 'Redemandez le fichier au secteur.' };
    this.#contexte.constats.ajouter({
      code: 'A-ACCENTS',
      ...place,
      message: `des accents ${encodage === undefined ? 'étaient déjà abîmés avant d’arriver ici' : `se lisent mal en ${encodageDe(this.#contexte.source)}`} : ${this.#releve.enMots()}`,
      remede: `${exemple}Une règle qui cherche ces mots ne les trouve pas. ${remede}`,
    });
  }
}

/** The first of these fields whose accents are broken. */
function champAbime<C extends ChampTexte>(
  objet: Readonly<Record<(typeof CHAMPS_TEXTE)[C], string>>,
  champs: readonly C[],
): C | undefined {
  return champs.find((champ) => estAbime(objet[CHAMPS_TEXTE[champ]]));
}
