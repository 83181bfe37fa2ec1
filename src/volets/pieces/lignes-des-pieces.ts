import type { Constats } from '../../domain/constats/constat.ts';
import { type Affectation, partsEn } from '../../domain/lignes/affectation.ts';
import {
  estDepense,
  type Imputation,
  type LigneBudgetaire,
  referenceDe,
} from '../../domain/lignes/ligne-budgetaire.ts';
import { abreger, nomLePlusProche } from '../../domain/textes/texte.ts';
import { type FicheDePieces, type FichesDePieces, nomDeLObjet } from './lire-les-pieces.ts';

/** Programmes that are kept to suggest one: a budget has some hundreds. */
const PROGRAMMES_MAX = 5_000;
/** Rows that a programme is suggested for: a file of which more are wrong is so in one way. */
const SUGGERES_MAX = 100;

/** What was found of the rows of `pieces.csv` among the lines, as they pass: those that speak of nothing are told then. */
export class LignesDesPieces {
  readonly #fiches: FichesDePieces;
  readonly #parEmpreinte = new Map<string, FicheDePieces>();
  readonly #trouvees = new Set<FicheDePieces>();
  /** Rows of which the line is there with other contents. */
  readonly #changees = new Set<FicheDePieces>();
  /** Rows of which the line, as it was, is now elsewhere. */
  readonly #ailleurs = new Map<FicheDePieces, string>();
  readonly #retenues = new Set<FicheDePieces>();
  readonly #imputations = new WeakSet<Imputation>();
  /** Those of the lines, the first of them: to suggest one of a row that names none of these. */
  readonly #programmes = new Set<string>();
  #suggeres = 0;

  constructor(fiches: FichesDePieces) {
    this.#fiches = fiches;
    for (const fiche of fiches.liste) {
      const { objet } = fiche;
      if (objet.de === 'ligne') this.#parEmpreinte.set(objet.empreinte, fiche);
    }
  }

  voir(affectation: Affectation): void {
    const { ligne } = affectation;
    const fiches = this.#fiches;
    if (fiches.parleDe(ligne.fichier)) this.#voirDansSonFichier(ligne);
    if (fiches.programmes && !this.#imputations.has(ligne.imputation)) {
      this.#imputations.add(ligne.imputation);
      const fiche = fiches.duProgramme(ligne.programme);
      if (fiche) this.#trouvees.add(fiche);
      if (this.#programmes.size < PROGRAMMES_MAX && ligne.programme !== '') this.#programmes.add(ligne.programme);
    }
  }

  #voirDansSonFichier(ligne: LigneBudgetaire): void {
    const cherchee = this.#parEmpreinte.get(ligne.empreinte);
    if (cherchee !== undefined) this.#ailleurs.set(cherchee, referenceDe(ligne));
    const sienne = this.#fiches.deLaLigne(ligne);
    if (sienne?.objet.de === 'ligne')
      (sienne.objet.empreinte === ligne.empreinte ? this.#trouvees : this.#changees).add(sienne);
  }

  /** Notes that a row holds for a line of the total. */
  retenir(fiche: FicheDePieces): void {
    this.#retenues.add(fiche);
  }

  /** Once all lines have passed. */
  signaler(constats: Constats): void {
    for (const fiche of this.#fiches.liste) {
      if (this.#changees.has(fiche) || (fiche.objet.de !== 'operation' && !this.#trouvees.has(fiche)))
        this.#direIntrouvable(fiche, constats);
      else if (!this.#retenues.has(fiche))
        fiche.fiche.dire(
          constats,
          'A-PIECES-SANS-EFFET',
          nomDeLObjet(fiche.objet)[1],
          'rien de ce dont cette ligne parle n’est une action internationale ni une opération exceptionnelle, ou une fiche plus précise en parle',
          'Rien n’est perdu : elle ne compte dans aucun état. Retirez-la si ce n’est pas voulu.',
        );
    }
  }

  #direIntrouvable(fiche: FicheDePieces, constats: Constats): void {
    const { objet } = fiche;
    const [, colonne] = nomDeLObjet(objet);
    if (objet.de === 'programme') {
      const ecrit = fiche.fiche.lire('programme');
      this.#suggeres += 1;
      const proche = this.#suggeres > SUGGERES_MAX ? undefined : nomLePlusProche(objet.code, [...this.#programmes]);
      fiche.fiche.dire(
        constats,
        'E-PIECES-OBJET',
        colonne,
        `le programme « ${abreger(ecrit)} » n’est sur aucune ligne du dossier${proche === undefined ? '' : ` (« ${proche} » lui ressemble)`}`,
        'Écrivez son code comme les sources l’écrivent ; les espaces ne comptent pas.',
      );
      return;
    }
    const ailleurs = this.#ailleurs.get(fiche);
    const quoi = this.#changees.has(fiche)
      ? 'a changé depuis que ses pièces ont été relevées'
      : 'n’est dans aucune source';
    fiche.fiche.dire(
      constats,
      'E-PIECES-LIGNE',
      colonne,
      `la ligne ${fiche.fiche.lire('ref').slice(0, 120)} ${quoi}${ailleurs === undefined ? '' : ` : elle est maintenant en ${ailleurs}`}`,
      ailleurs === undefined
        ? 'Relisez la ligne et ses pièces, puis corrigez ref et empreinte, ou retirez cette fiche.'
        : `Écrivez ${ailleurs} dans ref : l’empreinte est la bonne.`,
    );
  }
}

/** The places of which actions have a state: the total, and what stands beside it for memory. */
const PLACES_SUIVIES = ['internationale', 'exceptionnelle'] as const;

/** The place of an expense whose pieces are followed; nothing for any other line. */
export function placeSuivie(affectation: Affectation): (typeof PLACES_SUIVIES)[number] | undefined {
  if (!estDepense(affectation.ligne)) return undefined;
  return PLACES_SUIVIES.find((place) => partsEn(affectation, place).length > 0);
}
