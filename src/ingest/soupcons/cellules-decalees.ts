import { type Montant, NUL } from '../../domain/argent/montant.ts';
import { CHAMPS_TEXTE, LIBELLES_DES_CODES } from '../../domain/lignes/champs.ts';
import { type Imputation, type LigneBudgetaire, ParImputation } from '../../domain/lignes/ligne-budgetaire.ts';
import { formaterEntier } from '../../domain/textes/format.ts';
import type { Enregistrement } from '../../formats/source-ouverte.ts';
import { type ContexteDeSoupcon, type Endroit, Releve, type Soupcon } from './soupcon.ts';

/** What a column of that kind never holds, and how to say it. */
interface Attente {
  readonly champ: keyof LigneBudgetaire;
  readonly nom: string;
  readonly jure: (texte: string) => boolean;
  readonly enMots: string;
}

const DE_L_IMPUTATION: readonly Attente[] = [
  ...LIBELLES_DES_CODES.map((nom) => ({
    nom,
    champ: CHAMPS_TEXTE[nom],
    jure: sansLettre,
    enMots: 'un code ou un nombre',
  })),
  ...(['programme', 'action', 'nature'] as const).map((nom) => ({
    nom,
    champ: nom,
    jure: estPhrase,
    enMots: 'un libellé',
  })),
];
const PROPRES: readonly Attente[] = [
  { nom: 'libelle', champ: 'libelle', jure: sansLettre, enMots: 'un code ou un nombre' },
  { nom: 'beneficiaire', champ: 'beneficiaire', jure: sansLettre, enMots: 'un code ou un nombre' },
  {
    nom: 'lieu',
    champ: 'lieu',
    jure: nEstPasUnLieu,
    enMots: 'autre chose qu’un lieu',
  },
];
/** Cells from which on a column has a habit, and of how many one may break it. */
const CELLULES_MIN = 10;
const UNE_CELLULE_SUR = 10;
/** Cells that break the habit of a column for which a place is worth working out. */
const CELLULES_PLACEES = 1_000;
/** The bit of the first column that is a line's own; those of its imputation come before. */
const PREMIERE_PROPRE = 1 << DE_L_IMPUTATION.length;
const LIBELLE = PREMIERE_PROPRE;
const BENEFICIAIRE = PREMIERE_PROPRE << 1;
const LIEU = PREMIERE_PROPRE << 2;

/** Lines in a row whose cells slipped into the next column: text where codes are, codes or labels where names are. */
export class CellulesDecalees implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #colonnes: readonly Colonne[];
  readonly #imputations: ParImputation<{ readonly vides: number; readonly jurent: number }>;
  /** The column of places, which may hold addresses: what does not fit there proves nothing of the rest of the line. */
  readonly #peuSur: number;
  #lignes = 0;
  /** Lines by which of their columns are empty, one bit each. */
  readonly #vides = new Uint32Array(1 << (DE_L_IMPUTATION.length + PROPRES.length));

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
    this.#colonnes = [...DE_L_IMPUTATION, ...PROPRES].flatMap((attente, rang) => {
      const colonne = contexte.colonnes.champs.get(attente.nom);
      return colonne === undefined ? [] : [new Colonne(attente, 1 << rang, colonne, contexte)];
    });
    this.#peuSur = this.#colonnes.find(({ attente }) => attente.nom === 'lieu')?.bit ?? 0;
    const deLImputation = this.#colonnes.filter(({ bit }) => bit < PREMIERE_PROPRE);
    this.#imputations = new ParImputation((imputation) => examiner(imputation, deLImputation));
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    this.#lignes += 1;
    const { libelle, beneficiaire, lieu } = ligne;
    let { vides, jurent } = this.#imputations.lire(ligne.imputation);
    if (libelle === '') vides |= LIBELLE;
    else if (sansLettre(libelle)) jurent |= LIBELLE;
    if (beneficiaire === '') vides |= BENEFICIAIRE;
    else if (sansLettre(beneficiaire)) jurent |= BENEFICIAIRE;
    if (lieu === '') vides |= LIEU;
    else if (nEstPasUnLieu(lieu)) jurent |= LIEU;
    (this.#vides[vides] as number) += 1;
    if (jurent === 0) return;
    // Two cells that do not fit on one line are enough; one must go on down the column.
    const surs = jurent & ~this.#peuSur;
    const plusieurs = (surs & (surs - 1)) !== 0;
    for (const colonne of this.#colonnes)
      if ((jurent & colonne.bit) !== 0)
        colonne.noter(this.#lignes, plusieurs, ligne.numero, ligne.montants[this.#contexte.base] ?? NUL, vu);
  }

  fin(): void {
    this.#vides.forEach((lignes, vides) => {
      if (lignes > 0) for (const colonne of this.#colonnes) if ((vides & colonne.bit) !== 0) colonne.vides += lignes;
    });
    const [premiere, ...autres] = this.#colonnes.filter((colonne) => colonne.jure(this.#lignes));
    const place = premiere?.place;
    if (premiere === undefined || place === undefined) return;
    this.#contexte.constats.ajouter({
      code: 'A-CELLULES-DECALEES',
      ...place,
      message: `des cellules ont peut-être glissé d’une colonne : ${[premiere, ...autres].map((colonne) => colonne.enMots(this.#lignes)).join(' ; ')}`,
      remede:
        'Si ces lignes sont décalées, faites-les corriger par le secteur : leur bénéficiaire, leur lieu ou leurs codes sont faux.',
    });
  }
}

/** Which of these columns an imputation leaves empty, and which hold what they never do, one bit each. */
function examiner(imputation: Imputation, colonnes: readonly Colonne[]) {
  let vides = 0;
  let jurent = 0;
  for (const { attente, bit } of colonnes) {
    const texte = imputation[attente.champ as keyof Imputation];
    if (texte === '') vides |= bit;
    else if (attente.jure(texte)) jurent |= bit;
  }
  return { vides, jurent };
}

/** One column, and its cells that hold what it never does. */
class Colonne {
  readonly attente: Attente;
  readonly bit: number;
  vides = 0;
  readonly #rang: number;
  readonly #contexte: ContexteDeSoupcon;
  readonly #releve = new Releve();
  #jurent = 0;
  /** The last line that did not fit, while it is the first in a row. */
  #seule:
    | { readonly ordre: number; readonly numero: number; readonly dansLaBase: Montant; readonly endroit: Endroit }
    | undefined;
  #derniere = 0;

  constructor(attente: Attente, bit: number, rang: number, contexte: ContexteDeSoupcon) {
    this.attente = attente;
    this.bit = bit;
    this.#rang = rang;
    this.#contexte = contexte;
  }

  /**
   * @param ordre which line it is among the good ones
   * @param plusieurs whether other cells of the line do not fit either
   */
  noter(ordre: number, plusieurs: boolean, numero: number, dansLaBase: Montant, vu: Enregistrement): void {
    this.#jurent += 1;
    const enSuite = this.#derniere === ordre - 1;
    const seule = this.#seule;
    this.#derniere = ordre;
    this.#seule = undefined;
    if (plusieurs || enSuite) {
      if (enSuite && seule?.ordre === ordre - 1)
        this.#releve.noter(seule.numero, seule.dansLaBase, () => seule.endroit);
      this.#releve.noter(numero, dansLaBase, () => this.#contexte.reperes.champ(vu, this.#rang));
      return;
    }
    const endroit: Endroit =
      this.#jurent <= CELLULES_PLACEES
        ? this.#contexte.reperes.champ(vu, this.#rang)
        : { lieu: { fichier: this.#contexte.source.nom, ligne: numero } };
    this.#seule = { ordre, numero, dansLaBase, endroit };
  }

  /** Whether a few cells only break the habit of the column. */
  jure(lignes: number): boolean {
    const remplies = lignes - this.vides;
    return this.#releve.lignes > 0 && remplies >= CELLULES_MIN && this.#jurent * UNE_CELLULE_SUR <= remplies;
  }

  get place() {
    return this.#releve.place;
  }

  enMots(lignes: number): string {
    const titre = this.#contexte.colonnes.titres[this.#rang] ?? '';
    return `« ${titre} » contient ${this.attente.enMots} sur ${this.#releve.enMots()}, de ${formaterEntier(lignes - this.vides)} remplies`;
  }
}

/** Words from which on a text is a label, not the name of a place: the longest names of countries have five. */
const MOTS_D_UN_LIBELLE = 6;
const PHRASE = /[a-z\u00df-\u00ff]{3}/;
const ESPACE = 0x20;

/** Whether a cell holds no letter: a code, an amount, a date. */
function sansLettre(texte: string): boolean {
  for (let rang = 0; rang < texte.length; rang++) if (estLettre(texte.charCodeAt(rang))) return false;
  return texte !== '';
}

/** Whether a cell holds words in small letters, as labels do and codes do not. */
function estPhrase(texte: string): boolean {
  return PHRASE.test(texte);
}

/** Whether a cell cannot be the name of a place: it has no letter, or too many words. */
function nEstPasUnLieu(texte: string): boolean {
  if (sansLettre(texte)) return true;
  let espaces = 0;
  for (let rang = 0; rang < texte.length; rang++) if (texte.charCodeAt(rang) === ESPACE) espaces += 1;
  return espaces >= MOTS_D_UN_LIBELLE - 1;
}

function estLettre(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code >= 0xc0;
}
