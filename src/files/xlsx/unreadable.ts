/** What keeps a file from being read as a workbook. */
export type WorkbookFailure =
  | 'vide'
  | 'mot_de_passe'
  | 'xls'
  | 'xlsb'
  | 'ods'
  | 'csv'
  | 'page_web'
  | 'autre_chose'
  | 'sans_classeur'
  | 'trop_gros'
  | 'incomplet'
  | 'abime';

/** What a workbook was to be: the review workbook that we made, or a source that a sector sent. */
export type ExpectedWorkbook = 'arbitrages' | 'source';

/**
 * Thrown when a file is no workbook that can be read; says what it is, and what to do. The words are those of a review
 * workbook until it is said that a source was to be read.
 */
export class UnreadableWorkbook extends Error {
  readonly panne: WorkbookFailure;
  readonly remede: string;
  readonly #precision: string;

  /** @param precision what is wrong exactly, when it can be told: follows a colon */
  constructor(panne: WorkbookFailure, precision = '', attendu: ExpectedWorkbook = 'arbitrages') {
    const { message, remede } = sayFailure(panne, attendu);
    super(precision === '' ? message : `${message} : ${precision}`);
    this.name = 'UnreadableWorkbook';
    this.panne = panne;
    this.remede = remede;
    this.#precision = precision;
  }

  /** The same, in the words that suit a source. */
  pourUneSource(): UnreadableWorkbook {
    return new UnreadableWorkbook(this.panne, this.#precision, 'source');
  }
}

const PAS_UN_CLASSEUR = 'ce n’est pas un classeur Excel (.xlsx), mais';
const MESSAGES: Readonly<Record<Exclude<WorkbookFailure, 'trop_gros'>, string>> = {
  vide: 'ce fichier est vide',
  mot_de_passe: 'ce classeur est protégé par un mot de passe à l’ouverture',
  xls: `${PAS_UN_CLASSEUR} un ancien classeur (.xls)`,
  xlsb: `${PAS_UN_CLASSEUR} un classeur binaire (.xlsb)`,
  ods: `${PAS_UN_CLASSEUR} un classeur OpenDocument (.ods)`,
  csv: `${PAS_UN_CLASSEUR} un fichier de texte (.csv)`,
  page_web: `${PAS_UN_CLASSEUR} une page web ou un fichier XML`,
  autre_chose: `${PAS_UN_CLASSEUR} autre chose`,
  sans_classeur: 'ce fichier n’est pas un classeur Excel',
  incomplet: 'ce classeur est abîmé ou incomplet',
  abime: 'ce classeur est abîmé',
};
const TROP_GROS: Readonly<Record<ExpectedWorkbook, string>> = {
  arbitrages: 'ce classeur est bien plus gros qu’un classeur d’arbitrage',
  source: 'ce classeur est trop gros',
};

const EN_XLSX =
  'Dans le tableur : Fichier › Enregistrer sous, au format « Classeur Excel (.xlsx) », sans mot de passe.';
const AUTRE_EXPORT = 'Refaites l’export avec « jaune arbitrer export », ou reprenez une copie intacte du classeur.';
const REDEMANDER = 'Redemandez le classeur au secteur.';
const REENREGISTRER =
  'Ouvrez-le dans Excel, qui propose de le réparer, et enregistrez-le de nouveau au format « Classeur Excel (.xlsx) » ; sinon, redemandez-le au secteur.';
const CONVERTIR =
  'Ouvrez-le dans Excel, puis Fichier › Enregistrer sous, au format « Classeur Excel (.xlsx) » ; sinon, redemandez-le au secteur.';

const REMEDES: Readonly<Record<ExpectedWorkbook, Readonly<Record<WorkbookFailure, string>>>> = {
  arbitrages: {
    vide: AUTRE_EXPORT,
    mot_de_passe: EN_XLSX,
    xls: EN_XLSX,
    xlsb: EN_XLSX,
    ods: EN_XLSX,
    csv: EN_XLSX,
    page_web: EN_XLSX,
    autre_chose: EN_XLSX,
    sans_classeur: 'Donnez le classeur fait par « jaune arbitrer export ».',
    trop_gros: AUTRE_EXPORT,
    incomplet: AUTRE_EXPORT,
    abime: 'Ouvrez-le dans Excel, qui propose de le réparer, ou refaites l’export.',
  },
  source: {
    vide: REDEMANDER,
    mot_de_passe:
      'Demandez le mot de passe au secteur, et enregistrez le classeur sans lui : Fichier › Informations › Protéger le classeur.',
    xls: CONVERTIR,
    xlsb: CONVERTIR,
    ods: CONVERTIR,
    csv: 'Si c’est bien un texte, donnez-lui un nom en .csv et déclarez-le ainsi dans exercice.yaml ; sinon, redemandez le classeur au secteur.',
    page_web: CONVERTIR,
    autre_chose: REDEMANDER,
    sans_classeur: REDEMANDER,
    trop_gros: 'Enregistrez la feuille utile dans un classeur à part, ou au format « CSV UTF-8 ».',
    incomplet: REDEMANDER,
    abime: REENREGISTRER,
  },
};

function sayFailure(panne: WorkbookFailure, attendu: ExpectedWorkbook): { message: string; remede: string } {
  return {
    message: panne === 'trop_gros' ? TROP_GROS[attendu] : MESSAGES[panne],
    remede: REMEDES[attendu][panne],
  };
}
