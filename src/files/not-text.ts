import { closeSync, openSync, readSync } from 'node:fs';
import { requireOrdinaryFile } from './file-system.ts';

const OCTETS_REGARDES = 1024;
/** Share of the letters of a text in UTF-16 that have a zero byte, at the least: letters of French nearly all do. */
const PART_DE_ZEROS = 0.5;

/** What a file is when it is not a text that can be read. */
export type NotText = 'utf-16' | 'classeur' | 'ancien classeur' | 'pdf' | 'binaire';
/** What the file was to be; `texte` for what officers write by hand: YAML, words, templates. */
export type ExpectedFile = 'source' | 'arbitrages' | 'texte';

const DEBUTS: readonly (readonly [debut: Buffer, nature: NotText])[] = [
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
export function recognizeNotText(octets: Buffer): NotText | undefined {
  const vus = octets.subarray(0, OCTETS_REGARDES);
  const connu = DEBUTS.find(([debut]) => vus.subarray(0, debut.length).equals(debut));
  if (connu) return connu[1];
  if (!vus.includes(0)) return undefined;
  return zerosAlternent(vus) ? 'utf-16' : 'binaire';
}

/**
 * The same of a file, by its first bytes.
 * @throws the errors of the file system
 */
export function recognizeFileNotText(chemin: string): NotText | undefined {
  requireOrdinaryFile(chemin);
  const octets = Buffer.alloc(OCTETS_REGARDES);
  const descripteur = openSync(chemin, 'r');
  try {
    return recognizeNotText(octets.subarray(0, readSync(descripteur, octets)));
  } finally {
    closeSync(descripteur);
  }
}

/** Whether the zero bytes are one byte in two, always the same one: UTF-16 without its mark. */
function zerosAlternent(octets: Buffer): boolean {
  const zeros: [number, number] = [0, 0];
  octets.forEach((octet, rang) => {
    if (octet === 0) zeros[rang % 2 === 0 ? 0 : 1] += 1;
  });
  return Math.min(...zeros) === 0 && Math.max(...zeros) >= (octets.length / 2) * PART_DE_ZEROS;
}

const MESSAGES: Readonly<Record<NotText, string>> = {
  'utf-16': 'ce fichier est en UTF-16 (le « Texte Unicode » d’Excel)',
  classeur: 'ce n’est pas un fichier de texte : c’est un classeur Excel, ou une autre archive zip',
  'ancien classeur': 'ce n’est pas un fichier de texte : c’est un ancien classeur Excel (.xls), ou un document de Word',
  pdf: 'ce n’est pas un fichier de texte : c’est un PDF',
  binaire: 'ce n’est pas un fichier de texte : il contient des octets qu’aucun texte n’a',
};

/** How `arbitrages.csv` goes through Excel unharmed. */
export const REMEDY_SAFE_EXCEL =
  'Dans Excel, il s’ouvre sans dommage par Données › À partir d’un fichier texte, toutes les colonnes au format Texte, puis s’enregistre en « CSV UTF-8 ».';
/** What to do with a text of ours that is not in UTF-8. */
export const REMEDY_UTF8 =
  'Enregistrez-le de nouveau en UTF-8 (dans le Bloc-notes : Enregistrer sous, Codage : UTF-8).';

const REMEDE_EN_CSV = 'Ouvrez-le dans Excel et enregistrez-le au format « CSV UTF-8 ».';
const REDEMANDER = 'Redemandez au secteur son extraction au format CSV.';
const AVANT = 'Reprenez l’arbitrages.csv d’avant.';
const IMPORTER =
  'Un classeur d’arbitrage se reprend par « jaune arbitrer import » ; remettez à sa place l’arbitrages.csv d’avant.';
const ECRIRE_EN_TEXTE = 'Ce fichier s’écrit en texte, dans le Bloc-notes, et s’enregistre en UTF-8.';

const REMEDES: Readonly<Record<ExpectedFile, Readonly<Record<NotText, string>>>> = {
  source: {
    'utf-16':
      'Ouvrez-le dans le Bloc-notes et enregistrez-le en UTF-8 (Enregistrer sous, Codage : UTF-8) : encodage vaut alors utf-8, et le séparateur reste le même, souvent la tabulation (separateur: "\\t"). Ne passez pas par Excel : les codes y perdraient leurs zéros.',
    classeur: REMEDE_EN_CSV,
    'ancien classeur': REMEDE_EN_CSV,
    pdf: REDEMANDER,
    binaire: `Le fichier est abîmé, ou d’un autre genre. ${REDEMANDER}`,
  },
  arbitrages: {
    'utf-16': `Reprenez le fichier d’avant et ajoutez-y vos décisions. ${REMEDY_SAFE_EXCEL}`,
    classeur: IMPORTER,
    'ancien classeur': AVANT,
    pdf: AVANT,
    binaire: AVANT,
  },
  texte: {
    'utf-16': REMEDY_UTF8,
    classeur: ECRIRE_EN_TEXTE,
    'ancien classeur': ECRIRE_EN_TEXTE,
    pdf: ECRIRE_EN_TEXTE,
    binaire: ECRIRE_EN_TEXTE,
  },
};

/** What to tell of a file that is not a text, and what to do with it. */
export function describeNotText(nature: NotText, attendu: ExpectedFile): { message: string; remede: string } {
  return { message: MESSAGES[nature], remede: REMEDES[attendu][nature] };
}
