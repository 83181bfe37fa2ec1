import { NUL } from '../../domain/argent/montant.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import { CHAMPS_TEXTE, type ChampTexte, LIBELLES_DES_CODES } from '../../domain/lignes/champs.ts';
import { type LigneBudgetaire, ParImputation } from '../../domain/lignes/ligne-budgetaire.ts';
import { aUnIndice, estAbime, lireAutrement, motAbime } from '../../domain/textes/accents-abimes.ts';
import { abreger } from '../../domain/textes/texte.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { type ContexteDeSoupcon, Releve, type Soupcon } from './soupcon.ts';

const DE_L_IMPUTATION = ['organisme', 'secteur', ...LIBELLES_DES_CODES] as const;
const PROPRES = ['libelle', 'beneficiaire', 'lieu'] as const;

/** Lines whose accents were broken before the file was written: rules that look for words miss them. */
export class AccentsAbimes implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #imputations = new ParImputation((imputation) => champAbime(imputation, DE_L_IMPUTATION) ?? '');
  readonly #releve = new Releve();
  #exemple = '';
  /** By which the file would read well. */
  #encodage: string | undefined;

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
      this.#montrer(vu.champ(rang));
      return place;
    });
  }

  #montrer(texte: string): void {
    const trouve = motAbime(texte);
    if (trouve === undefined) return;
    const { mot } = trouve;
    const declare = encodageDe(this.#contexte.source);
    const autre = declare === undefined ? undefined : lireAutrement(mot, declare);
    const repare = autre?.texte ?? trouve.repare ?? lireAutrement(mot, 'windows-1252')?.texte;
    if (autre !== undefined && autre.encodage !== 'utf-8') this.#encodage = autre.encodage;
    this.#exemple =
      repare === undefined
        ? `« ${abreger(mot)} » a perdu un signe. `
        : `« ${abreger(mot)} » ${this.#encodage === undefined ? 'était sans doute' : `y serait`} « ${abreger(repare)} ». `;
  }

  fin(): void {
    const { place } = this.#releve;
    if (place === undefined) return;
    this.#contexte.constats.ajouter({
      code: 'A-ACCENTS',
      ...place,
      message: `des accents ${this.#encodage === undefined ? 'étaient déjà abîmés avant d’arriver ici' : `se lisent mal en ${encodageDe(this.#contexte.source)}`} : ${this.#releve.enMots()}`,
      remede: `${this.#exemple}Une règle qui cherche ces mots ne les trouve pas. ${this.#encodage === undefined ? 'Redemandez le fichier au secteur ; l’outil ne répare rien.' : `Si tout le fichier est ainsi, il est en ${this.#encodage} : écrivez encodage: ${this.#encodage} dans exercice.yaml. Sinon, redemandez-le au secteur.`}`,
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

/** The encoding by which a source is read, where it declares one of one byte: a text of UTF-8 is what it is. */
function encodageDe({ format }: SourceDeclaree): string | undefined {
  return 'encodage' in format && format.encodage !== 'utf-8' ? String(format.encodage) : undefined;
}
