import type { Base } from '../domain/base.ts';
import type { CodeConstat } from '../domain/codes-constats.ts';
import type { Constats } from '../domain/constat.ts';
import { accord, formaterEuros } from '../domain/format.ts';
import { lireMontant, type Montant, NUL } from '../domain/montant.ts';
import type { SourceDeclaree } from '../domain/source-declaree.ts';
import { plier } from '../domain/texte.ts';
import { localiserChamp, localiserEnregistrement } from '../files/csv-place.ts';
import type { EnregistrementCsv } from '../files/csv-records.ts';
import { abreger, type CelluleLue, lecteurDeCellule } from './cells.ts';
import type { Colonnes } from './columns.ts';
import type { ImputationLue } from './imputations.ts';

type Faute = { readonly code: CodeConstat; readonly message: string; readonly remede: string };

/** How the rows that sum up others, or carry a page over, begin once folded. */
const TOTAL = /^[^a-z0-9]*(?:sous total|total|totaux|a reporter|report)(?![a-z0-9])/;
/** Nearly all labels are told apart by their first two letters (accents are `\W`), which spares folding them. */
const DEBUT_DE_TOTAL = /^\W*(?:[st][o\W]|r[e\W]|a\W)/i;

/** Checks the records of one source, field by field, and tells each fault at its place. */
export class VerificateurDeLignes {
  readonly #source: SourceDeclaree;
  readonly #colonnes: Colonnes;
  readonly #base: Base;
  readonly #exercice: string;
  readonly #constats: Constats;
  readonly #libelle: CelluleLue;
  readonly #beneficiaire: CelluleLue;

  constructor(
    source: SourceDeclaree,
    colonnes: Colonnes,
    contexte: { readonly base: Base; readonly exercice: string; readonly constats: Constats },
  ) {
    this.#source = source;
    this.#colonnes = colonnes;
    this.#base = contexte.base;
    this.#exercice = contexte.exercice;
    this.#constats = contexte.constats;
    this.#libelle = lecteurDeCellule('libelle', source, colonnes);
    this.#beneficiaire = lecteurDeCellule('beneficiaire', source, colonnes);
  }

  /** Whether the record has as many fields as the header; the others cannot be told apart. */
  nombreDeChamps(vu: EnregistrementCsv): boolean {
    const attendu = this.#colonnes.nombre;
    if (vu.champs.length === attendu) return true;
    this.#constats.ajouter({
      code: 'E-NOMBRE-DE-CHAMPS',
      gravite: 'erreur',
      ...localiserEnregistrement(this.#source.fichier, vu.numero, vu.texte()),
      message: `${accord(vu.champs.length, 'champ')} sur cette ligne, ${accord(attendu, 'colonne')} dans les titres`,
      remede: 'Un séparateur manque, ou il y en a un de trop dans un texte sans guillemets. Corrigez avec le secteur.',
    });
    return false;
  }

  /** Whether the columns without a title are empty: what they hold would be lost. */
  colonnesSansTitre(vu: EnregistrementCsv): boolean {
    const rang = this.#colonnes.sansTitre.find((colonne) => (vu.champs[colonne] ?? '').trim() !== '');
    if (rang === undefined) return true;
    this.#dire(vu, rang, {
      code: 'E-COLONNE-INCONNUE',
      message: `« ${abreger(vu.champs[rang] ?? '')} » est dans la colonne ${rang + 1}, qui n’a pas de titre`,
      remede: 'Une cellule a glissé, ou un titre manque. Demandez au secteur un fichier où chaque colonne a un titre.',
    });
    return false;
  }

  /** Whether the exercice and the imputation of the record are good. */
  imputation(vu: EnregistrementCsv, { fautes }: ImputationLue): boolean {
    const avant = this.#constats.erreurs;
    this.#verifierExercice(vu);
    for (const { champ, faute } of fautes)
      this.#dire(vu, this.#colonnes.champs.get(champ), faute, undefined, faute.gravite);
    return this.#constats.erreurs === avant;
  }

  /** Whether the record says what it is: a label, or at least a beneficiary. */
  libelle(vu: EnregistrementCsv): boolean {
    if (this.#libelle(vu.champs) !== '' || this.#beneficiaire(vu.champs) !== '') return true;
    this.#dire(vu, this.#colonnes.champs.get('libelle'), {
      code: 'E-LIBELLE-ABSENT',
      message: 'ni libellé ni bénéficiaire : rien ne dit ce qu’est cette ligne',
      remede: 'Faites compléter la ligne par le secteur, ou écartez-la sous lignes_a_ecarter, avec un motif.',
    });
    return false;
  }

  /** Tells a row that looks like a total of others: its euros would count twice. */
  ligneDeTotal(vu: EnregistrementCsv, montants: Readonly<Partial<Record<Base, Montant>>>): void {
    const libelle = this.#libelle(vu.champs);
    const texte = libelle === '' ? this.#beneficiaire(vu.champs) : libelle;
    if (!DEBUT_DE_TOTAL.test(texte) || !TOTAL.test(plier(texte))) return;
    const euros = formaterEuros(montants[this.#base] ?? NUL);
    const faute: Faute = {
      code: 'A-LIGNE-DE-TOTAL',
      message: `« ${abreger(texte)} » ressemble à une ligne de total ; ses ${euros} sont comptés`,
      remede:
        'Si c’est un total ou un report, écartez-la sous lignes_a_ecarter, avec un motif : elle compterait double.',
    };
    this.#dire(
      vu,
      this.#colonnes.champs.get(libelle === '' ? 'beneficiaire' : 'libelle'),
      faute,
      undefined,
      'avertissement',
    );
  }

  /** The amounts of the record, `undefined` when one is unreadable or the base of the dossier is empty. */
  montants(vu: EnregistrementCsv): Partial<Record<Base, Montant>> | undefined {
    const montants: Partial<Record<Base, Montant>> = {};
    let complet = true;
    for (const [base, rang] of this.#colonnes.montants) {
      const lu = this.#montant(vu, rang);
      if (typeof lu === 'number') montants[base] = lu;
      else if (lu === 'illisible') complet = false;
      else if (base === this.#base) {
        complet = false;
        this.#dire(vu, rang, {
          code: 'E-MONTANT-ABSENT',
          message: `pas de montant dans la base du dossier (colonne « ${this.#colonnes.titres[rang]} »)`,
          remede:
            'Une cellule vide n’est pas un zéro : complétez-la, ou écartez la ligne dans exercice.yaml avec un motif.',
        });
      }
    }
    return complet ? montants : undefined;
  }

  /** The total cost, where the source gives it; `illisible` when it is not an amount. */
  coutTotal(vu: EnregistrementCsv): Montant | undefined | 'illisible' {
    const rang = this.#colonnes.champs.get('cout_total');
    return rang === undefined ? undefined : this.#montant(vu, rang);
  }

  #montant(vu: EnregistrementCsv, rang: number): Montant | undefined | 'illisible' {
    const cellule = vu.champs[rang] ?? '';
    const lecture = lireMontant(cellule, this.#source);
    if (lecture.etat === 'lu') return lecture.montant;
    if (lecture.etat === 'absent') return undefined;
    this.#dire(
      vu,
      rang,
      {
        code: 'E-MONTANT-ILLISIBLE',
        message: `montant illisible : « ${abreger(cellule)} »`,
        remede: `${lecture.raison} Corrigez la cellule, ou écartez la ligne dans exercice.yaml avec un motif.`,
      },
      lecture,
    );
    return 'illisible';
  }

  #verifierExercice(vu: EnregistrementCsv): void {
    const rang = this.#colonnes.champs.get('exercice');
    if (rang === undefined) return;
    const lu = (vu.champs[rang] ?? '').trim();
    if (lu === this.#exercice) return;
    this.#dire(vu, rang, {
      code: 'E-EXERCICE-AUTRE',
      message: lu === '' ? 'l’exercice est vide' : `exercice « ${abreger(lu)} » dans un dossier de ${this.#exercice}`,
      remede: 'Si le fichier porte plusieurs années, écartez les autres sous lignes_a_ecarter, avec un motif.',
    });
  }

  #dire(
    vu: EnregistrementCsv,
    rang: number | undefined,
    { code, message, remede }: Faute,
    partie?: { readonly debut: number; readonly fin: number },
    gravite: 'erreur' | 'avertissement' = 'erreur',
  ): void {
    const texte = vu.texte();
    const { fichier, separateur } = this.#source;
    const place =
      rang === undefined
        ? localiserEnregistrement(fichier, vu.numero, texte)
        : localiserChamp(fichier, vu.numero, texte, separateur, rang, partie);
    this.#constats.ajouter({ code, gravite, ...place, message, remede });
  }
}
