import { requireOrdinaryFile } from './file-system.ts';
import { readHead } from './read-head.ts';

const BYTES_SEEN = 1024;
/** Share of the letters of a text in UTF-16 that have a zero byte, at the least: letters of French nearly all do. */
const SHARE_OF_ZEROS = 0.5;

/** What a file is when it is not a text that can be read. */
export type NotText = 'utf-16' | 'classeur' | 'ancien classeur' | 'page' | 'feuille xml' | 'pdf' | 'binaire';
/** What the file was to be; `texte` for what officers write by hand: YAML, words, templates. */
export type ExpectedFile = 'source' | 'arbitrages' | 'texte';

const STARTS: readonly (readonly [debut: Buffer, nature: NotText])[] = [
  [Buffer.from('fffe', 'hex'), 'utf-16'],
  [Buffer.from('feff', 'hex'), 'utf-16'],
  [Buffer.from('504b0304', 'hex'), 'classeur'],
  [Buffer.from('504b0506', 'hex'), 'classeur'],
  [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'ancien classeur'],
  [Buffer.from('%PDF-'), 'pdf'],
  [Buffer.from('7f454c46', 'hex'), 'binaire'],
  [Buffer.from('1f8b08', 'hex'), 'binaire'],
];

/** What bytes are when they are no text in UTF-8 or Windows-1252, which never has a zero byte; `undefined` when they may be. */
export function recognizeNotText(bytes: Buffer): NotText | undefined {
  const head = bytes.subarray(0, BYTES_SEEN);
  const known = STARTS.find(([start]) => head.subarray(0, start.length).equals(start));
  if (known) return known[1];
  if (!head.includes(0)) return undefined;
  return zerosAlternate(head) ? 'utf-16' : 'binaire';
}

/**
 * The same of a file, by its first bytes.
 * @throws the errors of the file system
 */
export function recognizeFileNotText(path: string): NotText | undefined {
  requireOrdinaryFile(path);
  const head = readHead(path, BYTES_SEEN);
  return recognizeNotText(head) ?? recognizeDisguised(head);
}

/** A page or a sheet in XML, which older software writes under the name of a workbook; a text of ours may well begin so. */
export function recognizeDisguised(bytes: Buffer): NotText | undefined {
  const head = bytes
    .subarray(0, BYTES_SEEN)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (head.startsWith('<?xml') && /progid="Excel|urn:schemas-microsoft-com:office:spreadsheet/.test(head))
    return 'feuille xml';
  return /^<(?:!doctype html|html|head|body|meta|style|table)\b/i.test(head) ? 'page' : undefined;
}

/** Whether the zero bytes are one byte in two, always the same one: UTF-16 without its mark. */
function zerosAlternate(bytes: Buffer): boolean {
  const zeros: [number, number] = [0, 0];
  bytes.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2 === 0 ? 0 : 1] += 1;
  });
  return Math.min(...zeros) === 0 && Math.max(...zeros) >= (bytes.length / 2) * SHARE_OF_ZEROS;
}

const MESSAGES: Readonly<Record<NotText, string>> = {
  'utf-16': 'ce fichier est en UTF-16 (le « Texte Unicode » d’Excel)',
  classeur: 'ce n’est pas un fichier de texte : c’est un classeur Excel, ou une autre archive zip',
  'ancien classeur': 'ce n’est pas un fichier de texte : c’est un ancien classeur Excel (.xls), ou un document de Word',
  page: 'c’est une page HTML, que d’anciens logiciels nomment .xls ou .csv',
  'feuille xml': 'c’est une feuille « XML 2003 » d’Excel, que d’anciens logiciels nomment .xls',
  pdf: 'ce n’est pas un fichier de texte : c’est un PDF',
  binaire: 'ce n’est pas un fichier de texte : il contient des octets qu’aucun texte n’a',
};

/** How `arbitrages.csv` goes through Excel unharmed. */
export const REMEDY_SAFE_EXCEL =
  'Dans Excel, il s’ouvre sans dommage par Données › À partir d’un fichier texte, toutes les colonnes au format Texte, puis s’enregistre en « CSV UTF-8 ».';
/** What to do with a text of ours that is not in UTF-8. */
export const REMEDY_UTF8 =
  'Enregistrez-le de nouveau en UTF-8 (dans le Bloc-notes : Enregistrer sous, Codage : UTF-8).';

const REMEDY_CSV = 'Ouvrez-le dans Excel et enregistrez-le au format « CSV UTF-8 ».';
const REMEDY_DISGUISED =
  'Redemandez l’extraction en CSV ou en .xlsx. À défaut, ouvrez-la dans Excel et enregistrez-la en « Classeur Excel (.xlsx) » ; des codes peuvent y perdre leurs zéros (048 devient 48) : « completer_zeros » les rend.';
const ASK_AGAIN = 'Redemandez au secteur son extraction au format CSV.';
const BEFORE = 'Reprenez l’arbitrages.csv d’avant.';
const IMPORT =
  'Un classeur d’arbitrage se reprend par « jaune arbitrer import » ; remettez à sa place l’arbitrages.csv d’avant.';
const WRITE_AS_TEXT = 'Ce fichier s’écrit en texte, dans le Bloc-notes, et s’enregistre en UTF-8.';

const REMEDIES: Readonly<Record<ExpectedFile, Readonly<Record<NotText, string>>>> = {
  source: {
    'utf-16':
      'Ouvrez-le dans le Bloc-notes et enregistrez-le en UTF-8 (Enregistrer sous, Codage : UTF-8) : encodage vaut alors utf-8, et le séparateur reste le même, souvent la tabulation (separateur: "\\t"). Ne passez pas par Excel : les codes y perdraient leurs zéros.',
    classeur: REMEDY_CSV,
    'ancien classeur': REMEDY_CSV,
    page: REMEDY_DISGUISED,
    'feuille xml': REMEDY_DISGUISED,
    pdf: ASK_AGAIN,
    binaire:
      'Le fichier est abîmé, ou d’un autre genre. Redemandez au secteur son extraction, au format CSV ou en classeur Excel (.xlsx).',
  },
  arbitrages: {
    'utf-16': `Reprenez le fichier d’avant et ajoutez-y vos décisions. ${REMEDY_SAFE_EXCEL}`,
    classeur: IMPORT,
    'ancien classeur': BEFORE,
    page: BEFORE,
    'feuille xml': BEFORE,
    pdf: BEFORE,
    binaire: BEFORE,
  },
  texte: {
    'utf-16': REMEDY_UTF8,
    classeur: WRITE_AS_TEXT,
    'ancien classeur': WRITE_AS_TEXT,
    page: WRITE_AS_TEXT,
    'feuille xml': WRITE_AS_TEXT,
    pdf: WRITE_AS_TEXT,
    binaire: WRITE_AS_TEXT,
  },
};

/** What to tell of a file that is not a text, and what to do with it. */
export function describeNotText(kind: NotText, expected: ExpectedFile): { message: string; remede: string } {
  return { message: MESSAGES[kind], remede: REMEDIES[expected][kind] };
}
