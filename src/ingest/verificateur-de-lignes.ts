import { colonnesDesMontants } from '../domain/argent/montants-declares.ts';
import { TEXTES_PROPRES } from '../domain/lignes/champs.ts';
import { lireDate } from '../domain/textes/date.ts';
import { accord, formaterEntier } from '../domain/textes/format.ts';
import { abreger } from '../domain/textes/texte.ts';
import { chercherUnMontantCoupe, remedeDuMontantCoupe } from '../formats/csv/montant-coupe.ts';
import type { DefautDeCellule, Enregistrement, Place, Reperes } from '../formats/source-ouverte.ts';
import type { Colonnes } from './colonnes.ts';
import type { FinsDeLigne } from './fins-de-ligne.ts';
import type { ImputationLue } from './imputations-connues.ts';
import type { RaisonDEcart } from './rangees-ecartees.ts';
import type { Signaleur } from './signaleur.ts';

const LIBELLE = TEXTES_PROPRES.indexOf('libelle');
const BENEFICIAIRE = TEXTES_PROPRES.indexOf('beneficiaire');
/** What a cell of Excel holds at the most. */
const LONGUEUR_DE_CELLULE_MAX = 32_767;

/** Checks the records of one source, field by field, and tells each fault at its place. */
export class VerificateurDeLignes {
  readonly #colonnes: Colonnes;
  readonly #exercice: string;
  readonly #signaleur: Signaleur;
  /** The columns that are read: what is wrong with the others harms nothing. */
  readonly #lues: readonly number[];
  readonly #fins: FinsDeLigne;
  readonly #separateur: string | undefined;

  /** @param separateur of the cells of a file of text */
  constructor(colonnes: Colonnes, exercice: string, signaleur: Signaleur, fins: FinsDeLigne, separateur?: string) {
    this.#colonnes = colonnes;
    this.#fins = fins;
    this.#exercice = exercice;
    this.#signaleur = signaleur;
    this.#separateur = separateur;
    this.#lues = [...colonnes.champs.values(), ...colonnesDesMontants(colonnes.montants)].sort((a, b) => a - b);
  }

  /** Whether the cells of a record are where its titles say: those of a row cut short cannot be told apart, but for one alone. */
  estPlace(vu: Enregistrement): boolean {
    return (
      vu.nombre === this.#colonnes.nombre ||
      this.#fins.admet(vu) ||
      vu.champs.filter((champ) => champ.trim() !== '').length === 1
    );
  }

  /** Whether the record has as many fields as the header, or lacks only what is not read. */
  nombreDeChamps(vu: Enregistrement): boolean {
    const attendu = this.#colonnes.nombre;
    if (vu.nombre === attendu || this.#fins.admet(vu)) return true;
    const premier = Math.min(...colonnesDesMontants(this.#colonnes.montants));
    const lu = { nombre: vu.nombre, champ: (rang: number) => vu.champ(rang) };
    const coupe = this.#separateur === ',' && vu.nombre > attendu ? chercherUnMontantCoupe(lu, premier) : undefined;
    if (coupe !== undefined) {
      const { rang, texte } = coupe;
      const faute = {
        code: 'E-NOMBRE-DE-CHAMPS',
        message: `le montant ${texte} est coupé en deux : sa virgule passe pour un séparateur (${accord(vu.nombre, 'champ')}, ${accord(attendu, 'colonne')} dans les titres)`,
        remede: remedeDuMontantCoupe(coupe),
      } as const;
      this.#signaleur.dire(vu, rang, faute, { debut: 0, fin: texte.length });
      return false;
    }
    this.#signaleur.dire(vu, undefined, {
      code: 'E-NOMBRE-DE-CHAMPS',
      message: `${accord(vu.nombre, 'champ')} sur cette ligne, ${accord(attendu, 'colonne')} dans les titres`,
      remede: 'Un séparateur manque, ou il y en a un de trop dans un texte sans guillemets. Corrigez avec le secteur.',
    });
    return false;
  }

  /** Whether the columns without a title are empty: what they hold would be lost. */
  colonnesSansTitre(vu: Enregistrement): boolean {
    const sansTitre = this.#colonnes.sansTitre.find((colonne) => vu.champ(colonne).trim() !== '');
    const glissee = sansTitre === undefined ? vu.enTrop : { rang: sansTitre, texte: vu.champ(sansTitre) };
    if (glissee === undefined) return true;
    this.#signaleur.dire(vu, glissee.rang, {
      code: 'E-COLONNE-INCONNUE',
      message: `« ${abreger(glissee.texte)} » est dans la colonne ${glissee.rang + 1}, qui n’a pas de titre`,
      remede: 'Une cellule a glissé, ou un titre manque. Demandez au secteur un fichier où chaque colonne a un titre.',
    });
    return false;
  }

  /** Whether each cell that is read holds something: no error of a spreadsheet, no formula without a result. */
  cellules(vu: Enregistrement): boolean {
    const longue =
      (vu.longueurMax ?? Number.POSITIVE_INFINITY) > LONGUEUR_DE_CELLULE_MAX
        ? this.#lues.find((rang) => vu.champ(rang).length > LONGUEUR_DE_CELLULE_MAX)
        : undefined;
    if (longue !== undefined) {
      this.#signaleur.dire(vu, longue, {
        code: 'E-CELLULE-DEMESUREE',
        message: `cette cellule a ${formaterEntier(vu.champ(longue).length)} signes, plus qu’aucun tableur n’en admet`,
        remede: 'Un guillemet a sans doute avalé ce qui suit, ou ce n’est pas la bonne colonne. Voyez avec le secteur.',
      });
      return false;
    }
    if (vu.defaut === undefined) return true;
    const fautes = this.#lues.flatMap((rang): [number, DefautDeCellule][] => {
      const defaut = vu.defaut?.(rang);
      return defaut === undefined ? [] : [[rang, defaut]];
    });
    for (const [rang, defaut] of fautes) this.#signaleur.dire(vu, rang, defaut);
    return fautes.length === 0;
  }

  /** Whether the exercice and the imputation of the record are good. */
  imputation(vu: Enregistrement, { fautes }: ImputationLue): boolean {
    const avant = this.#signaleur.erreurs;
    this.#verifierExercice(vu);
    for (const { champ, faute } of fautes) this.#signaleur.dire(vu, this.#colonnes.champs.get(champ), faute);
    return this.#signaleur.erreurs === avant;
  }

  /**
   * Whether the record says what it is: a label, or at least a beneficiary.
   * @param textes of the line, in the order of {@link TEXTES_PROPRES}
   */
  libelle(vu: Enregistrement, textes: readonly string[]): boolean {
    if (textes[LIBELLE] !== '' || textes[BENEFICIAIRE] !== '') return true;
    this.#signaleur.dire(vu, this.#colonnes.champs.get('libelle'), {
      code: 'E-LIBELLE-ABSENT',
      message: 'ni libellé ni bénéficiaire : rien ne dit ce qu’est cette ligne',
      remede: 'Faites compléter la ligne par le secteur, ou écartez-la sous lignes_a_ecarter, avec un motif.',
    });
    return false;
  }

  #verifierExercice(vu: Enregistrement): void {
    const rang = this.#colonnes.champs.get('exercice');
    if (rang === undefined) return;
    const lu = vu.champ(rang).trim();
    if (lu === this.#exercice) return;
    this.#signaleur.dire(vu, rang, {
      code: 'E-EXERCICE-AUTRE',
      message: lu === '' ? 'l’exercice est vide' : `exercice « ${abreger(lu)} » dans un dossier de ${this.#exercice}`,
      remede: 'Si le fichier porte plusieurs années, écartez les autres sous lignes_a_ecarter, avec un motif.',
    });
  }
}

/** Tells the lines of the exercice from those of other years, by a column of dates. */
export class AnneeDesLignes {
  readonly #rang: number | undefined;
  readonly #titre: string;
  readonly #exercice: string;
  readonly #signaleur: Signaleur;

  /** @param rang rank of the column of dates; without it, all lines are of the exercice */
  constructor(rang: number | undefined, titre: string, exercice: string, signaleur: Signaleur) {
    this.#rang = rang;
    this.#titre = titre;
    this.#exercice = exercice;
    this.#signaleur = signaleur;
  }

  /** Where the date of a record is. */
  place(vu: Enregistrement, reperes: Reperes): Place {
    return this.#rang === undefined ? reperes.enregistrement(vu) : reperes.champ(vu, this.#rang);
  }

  /** Why a record of another year is set aside; a date that cannot be read is told as a fault. */
  autreAnnee(vu: Enregistrement): RaisonDEcart | 'illisible' | undefined {
    if (this.#rang === undefined) return undefined;
    const ecrite = vu.champ(this.#rang).trim();
    const date = lireDate(ecrite);
    if (date !== undefined) {
      const annee = date.slice(0, 4);
      if (annee === this.#exercice) return undefined;
      return { motif: `Ligne d’une autre année (${this.#titre}) : ${annee}`, annee: Number(annee) };
    }
    this.#signaleur.dire(vu, this.#rang, {
      code: 'E-VALEUR-INCONNUE',
      message:
        ecrite === ''
          ? 'pas de date : rien ne dit l’année de cette ligne'
          : `« ${abreger(ecrite)} » n’est pas une date : AAAA-MM-JJ, ou JJ/MM/AAAA`,
      remede: `L’année de la ligne se lit dans « ${this.#titre} ». Faites corriger la date, ou écartez la ligne sous lignes_a_ecarter, avec un motif.`,
    });
    return 'illisible';
  }
}
