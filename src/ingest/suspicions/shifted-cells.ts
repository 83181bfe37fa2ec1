import { CHAMPS_TEXTE } from '../../domain/champs.ts';
import { formaterEntier } from '../../domain/format.ts';
import type { Imputation, LigneBudgetaire } from '../../domain/ligne-budgetaire.ts';
import { type Montant, NUL } from '../../domain/montant.ts';
import type { Enregistrement } from '../formats/format.ts';
import { ParImputation } from './by-imputation.ts';
import { estPhrase, estUnLibelle, sansLettre } from './cell-shapes.ts';
import type { ContexteDeSoupcon, Soupcon } from './suspicion.ts';
import { type Endroit, Releve } from './tally.ts';

/** What a column of that kind never holds, and how to say it. */
interface Attente {
  readonly champ: keyof LigneBudgetaire;
  readonly nom: string;
  readonly jure: (texte: string) => boolean;
  readonly enMots: string;
}

const TEXTES = [
  'chapitre_libelle',
  'fonction_libelle',
  'programme_libelle',
  'action_libelle',
  'nature_libelle',
] as const;
const DE_L_IMPUTATION: readonly Attente[] = [
  ...TEXTES.map((nom) => ({
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
    jure: (texte) => sansLettre(texte) || estUnLibelle(texte),
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

/** Lines in a row whose cells slipped into the next column: text where codes are, codes or labels where names are. */
export class CellulesDecalees implements Soupcon {
  readonly #contexte: ContexteDeSoupcon;
  readonly #colonnes: readonly Colonne[];
  readonly #propres: readonly Colonne[];
  readonly #imputations: ParImputation<readonly [number, number]>;
  readonly #deLImputation: readonly Colonne[];
  /** The column of places, which may hold addresses: what does not fit there proves nothing of the rest of the line. */
  readonly #peuSur: number;

  constructor(contexte: ContexteDeSoupcon) {
    this.#contexte = contexte;
    const ouvrir = (attentes: readonly Attente[]) =>
      attentes.flatMap((attente) => {
        const rang = contexte.colonnes.champs.get(attente.nom);
        return rang === undefined ? [] : [new Colonne(attente, rang, contexte)];
      });
    this.#deLImputation = ouvrir(DE_L_IMPUTATION);
    this.#propres = ouvrir(PROPRES);
    this.#peuSur = this.#propres.reduce(
      (bits, { attente }, rang) => (attente.nom === 'lieu' ? bits | (PREMIERE_PROPRE << rang) : bits),
      0,
    );
    this.#colonnes = [...this.#deLImputation, ...this.#propres];
    this.#imputations = new ParImputation((imputation) => this.#examiner(imputation));
  }

  ligne(ligne: LigneBudgetaire, vu: Enregistrement): void {
    const dansLaBase = ligne.montants[this.#contexte.base] ?? NUL;
    const [remplies, jurent] = this.#imputations.lire(ligne.imputation);
    let ensemble = jurent;
    this.#propres.forEach((colonne, rang) => {
      if (colonne.attente.jure(colonne.lire(ligne))) ensemble |= PREMIERE_PROPRE << rang;
    });
    // Two cells that do not fit on one line are enough; one must go on down the column.
    const surs = ensemble & ~this.#peuSur;
    const plusieurs = (surs & (surs - 1)) !== 0;
    for (let rang = 0; rang < this.#deLImputation.length; rang++) {
      const bit = 1 << rang;
      if ((remplies & bit) !== 0)
        this.#deLImputation[rang]?.compter((ensemble & bit) !== 0, plusieurs, ligne.numero, dansLaBase, vu);
    }
    this.#propres.forEach((colonne, rang) => {
      if (colonne.lire(ligne) !== '')
        colonne.compter((ensemble & (PREMIERE_PROPRE << rang)) !== 0, plusieurs, ligne.numero, dansLaBase, vu);
    });
  }

  fin(): void {
    const [premiere, ...autres] = this.#colonnes.filter((colonne) => colonne.jure);
    const place = premiere?.place;
    if (premiere === undefined || place === undefined) return;
    this.#contexte.constats.ajouter({
      code: 'A-CELLULES-DECALEES',
      gravite: 'avertissement',
      ...place,
      message: `des cellules ont peut-être glissé d’une colonne : ${[premiere, ...autres].map((colonne) => colonne.enMots()).join(' ; ')}`,
      remede:
        'Si ces lignes sont décalées, faites-les corriger par le secteur : leur bénéficiaire, leur lieu ou leurs codes sont faux.',
    });
  }

  /** Which of the columns an imputation fills, and which of them hold what they never do, one bit each. */
  #examiner(imputation: Imputation): readonly [number, number] {
    let remplies = 0;
    let jurent = 0;
    this.#deLImputation.forEach((colonne, rang) => {
      const texte = colonne.lire(imputation);
      if (texte === '') return;
      remplies |= 1 << rang;
      if (colonne.attente.jure(texte)) jurent |= 1 << rang;
    });
    return [remplies, jurent];
  }
}

/** One column: its filled cells, and those that hold what it never does. */
class Colonne {
  readonly attente: Attente;
  readonly #rang: number;
  readonly #contexte: ContexteDeSoupcon;
  readonly #releve = new Releve();
  #remplies = 0;
  #jurent = 0;
  #precedenteJurait = false;
  /** The line just before, when it is the first that does not fit. */
  #seule: { readonly numero: number; readonly dansLaBase: Montant; readonly endroit: Endroit } | undefined;

  constructor(attente: Attente, rang: number, contexte: ContexteDeSoupcon) {
    this.attente = attente;
    this.#rang = rang;
    this.#contexte = contexte;
  }

  lire(objet: Partial<LigneBudgetaire>): string {
    const texte = objet[this.attente.champ];
    return typeof texte === 'string' ? texte : '';
  }

  /** @param plusieurs whether other cells of the line do not fit either */
  compter(jure: boolean, plusieurs: boolean, numero: number, dansLaBase: Montant, vu: Enregistrement): void {
    this.#remplies += 1;
    const precedente = this.#seule;
    const enSuite = this.#precedenteJurait;
    this.#seule = undefined;
    this.#precedenteJurait = jure;
    if (!jure) return;
    this.#jurent += 1;
    if (plusieurs || enSuite) {
      if (precedente !== undefined)
        this.#releve.noter(precedente.numero, precedente.dansLaBase, () => precedente.endroit);
      this.#releve.noter(numero, dansLaBase, () => this.#contexte.reperes.champ(vu, this.#rang));
      return;
    }
    const endroit: Endroit =
      this.#jurent <= CELLULES_PLACEES
        ? this.#contexte.reperes.champ(vu, this.#rang)
        : { lieu: { fichier: this.#contexte.source.nom, ligne: numero } };
    this.#seule = { numero, dansLaBase, endroit };
  }

  /** Whether a few cells only break the habit of the column. */
  get jure(): boolean {
    return (
      this.#releve.lignes > 0 && this.#remplies >= CELLULES_MIN && this.#jurent * UNE_CELLULE_SUR <= this.#remplies
    );
  }

  get place() {
    return this.#releve.place;
  }

  enMots(): string {
    const titre = this.#contexte.colonnes.titres[this.#rang] ?? '';
    return `« ${titre} » contient ${this.attente.enMots} sur ${this.#releve.enMots()}, de ${formaterEntier(this.#remplies)} remplies`;
  }
}
