/** What keeps a file from being read as a workbook. */
export type WorkbookFailure =
  | 'vide'
  | 'mot_de_passe'
  | 'xls'
  | 'xlsb'
  | 'ods'
  | 'csv'
  | 'page_web'
  | 'pdf'
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
  readonly failure: WorkbookFailure;
  readonly remede: string;
  readonly #precision: string;

  /** @param detail what is wrong exactly, when it can be told: follows a colon */
  constructor(failure: WorkbookFailure, detail = '', expected: ExpectedWorkbook = 'arbitrages') {
    const { message, remede } = sayFailure(failure, expected);
    super(detail === '' ? message : `${message} : ${detail}`);
    this.name = 'UnreadableWorkbook';
    this.failure = failure;
    this.remede = remede;
    this.#precision = detail;
  }

  /** The same, in the words that suit a source. */
  forASource(): UnreadableWorkbook {
    return new UnreadableWorkbook(this.failure, this.#precision, 'source');
  }
}

const NO_WORKBOOK = 'ce n’est pas un classeur Excel (.xlsx), mais';
const MESSAGES: Readonly<Record<Exclude<WorkbookFailure, 'trop_gros'>, string>> = {
  vide: 'ce fichier est vide',
  mot_de_passe: 'ce classeur est protégé par un mot de passe à l’ouverture',
  xls: `${NO_WORKBOOK} un ancien classeur (.xls)`,
  xlsb: `${NO_WORKBOOK} un classeur binaire (.xlsb)`,
  ods: `${NO_WORKBOOK} un classeur OpenDocument (.ods)`,
  csv: `${NO_WORKBOOK} un fichier de texte (.csv)`,
  page_web: `${NO_WORKBOOK} une page web ou un fichier XML`,
  pdf: `${NO_WORKBOOK} un PDF`,
  autre_chose: `${NO_WORKBOOK} autre chose`,
  sans_classeur: 'ce fichier n’est pas un classeur Excel',
  incomplet: 'ce classeur est abîmé ou incomplet',
  abime: 'ce classeur est abîmé',
};
const TOO_LARGE: Readonly<Record<ExpectedWorkbook, string>> = {
  arbitrages: 'ce classeur est bien plus gros qu’un classeur d’arbitrage',
  source: 'ce classeur est trop gros',
};

const AS_XLSX =
  'Dans le tableur : Fichier › Enregistrer sous, au format « Classeur Excel (.xlsx) », sans mot de passe.';
/** A sheet saved as text has lost the sheets that are hidden, by which what comes back is checked. */
const NOT_AS_CSV =
  'Un CSV n’a qu’une des feuilles du classeur : donnez le classeur d’où il vient, ou refaites-en l’export et reportez-y ce qu’il dit.';
const GIVE_OURS = 'Donnez le classeur fait par « jaune arbitrer export ».';
const ANOTHER_EXPORT = 'Refaites l’export avec « jaune arbitrer export », ou reprenez une copie intacte du classeur.';
const ASK_AGAIN = 'Redemandez le classeur au secteur.';
const SAVE_AGAIN =
  'Ouvrez-le dans Excel, qui propose de le réparer, et enregistrez-le de nouveau au format « Classeur Excel (.xlsx) » ; sinon, redemandez-le au secteur.';
const CONVERT =
  'Ouvrez-le dans Excel, puis Fichier › Enregistrer sous, au format « Classeur Excel (.xlsx) » ; sinon, redemandez-le au secteur.';

const REMEDIES: Readonly<Record<ExpectedWorkbook, Readonly<Record<WorkbookFailure, string>>>> = {
  arbitrages: {
    vide: ANOTHER_EXPORT,
    mot_de_passe: AS_XLSX,
    xls: AS_XLSX,
    xlsb: AS_XLSX,
    ods: AS_XLSX,
    csv: NOT_AS_CSV,
    page_web: AS_XLSX,
    pdf: GIVE_OURS,
    autre_chose: GIVE_OURS,
    sans_classeur: GIVE_OURS,
    trop_gros: ANOTHER_EXPORT,
    incomplet: ANOTHER_EXPORT,
    abime: 'Ouvrez-le dans Excel, qui propose de le réparer, ou refaites l’export.',
  },
  source: {
    vide: ASK_AGAIN,
    mot_de_passe:
      'Demandez le mot de passe au secteur, et enregistrez le classeur sans lui : Fichier › Informations › Protéger le classeur.',
    xls: CONVERT,
    xlsb: CONVERT,
    ods: CONVERT,
    csv: 'Si c’est bien un texte, donnez-lui un nom en .csv et déclarez-le ainsi dans exercice.yaml ; sinon, redemandez le classeur au secteur.',
    page_web: CONVERT,
    pdf: ASK_AGAIN,
    autre_chose: ASK_AGAIN,
    sans_classeur: ASK_AGAIN,
    trop_gros: 'Enregistrez la feuille utile dans un classeur à part, ou au format « CSV UTF-8 ».',
    incomplet: ASK_AGAIN,
    abime: SAVE_AGAIN,
  },
};

function sayFailure(failure: WorkbookFailure, expected: ExpectedWorkbook): { message: string; remede: string } {
  return {
    message: failure === 'trop_gros' ? TOO_LARGE[expected] : MESSAGES[failure],
    remede: REMEDIES[expected][failure],
  };
}
