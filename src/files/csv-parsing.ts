import { isUtf8 } from 'node:buffer';
import { type CsvError, type Parser, parse } from 'csv-parse';
import type { FauteCsv, FormatCsv } from './csv-format.ts';
import { INDEFINIS_1252 } from './decode.ts';

/** Takes what is read, as it is read. */
export interface ReceveurCsv {
  /** @param brut the bytes of the record in UTF-8 with its line end; only valid during the call */
  enregistrement(champs: readonly string[], numero: number, brut: Buffer): void;
  faute(faute: FauteCsv): void;
}

/** No budget line comes near; beyond, a quote was opened and never closed. */
const TAILLE_ENREGISTREMENT_MAX = 1024 * 1024;
/** Past so many broken records, the file is not what was declared: reading on would tell nothing more. */
const FAUTES_MAX = 50;
const LF = 0x0a;
const CR = 0x0d;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const COMMANDES = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/**
 * One reading of a CSV file in UTF-8, piece by piece: a window of bytes since the end of the last record, and the parser
 * on it. After a broken record, reading starts again on the next physical line.
 */
export class LectureCsv {
  readonly #format: FormatCsv;
  readonly #recevoir: ReceveurCsv;
  #parser: Parser;
  /** Bytes from the end of the last record on. */
  #fenetre: Buffer = Buffer.alloc(0);
  /** Offset of the window in what the current parser was given. */
  #debutFenetre = 0;
  #numero = 1;
  /** Physical lines yet to be dropped unread: those above the header, then that of a broken record. */
  #aSauter: number;
  /** Whether the last line dropped ended on a carriage return, which a line feed may complete. */
  #apresRetour = false;
  /** Whether bytes of the window may not be UTF-8. */
  #suspect = false;
  /** Whether the window may hold control characters. */
  #commande = false;
  #fautes = 0;

  constructor(format: FormatCsv, recevoir: ReceveurCsv) {
    this.#format = format;
    this.#recevoir = recevoir;
    this.#aSauter = format.preambule;
    this.#parser = this.#nouveauParser();
  }

  get abandonnee(): boolean {
    return this.#fautes >= FAUTES_MAX;
  }

  async ecrire(octets: Buffer): Promise<void> {
    const utiles = this.#sauter(octets);
    if (utiles.length > 0) await this.#donner(utiles, false);
  }

  async finir(octets: Buffer): Promise<void> {
    await this.#donner(this.#sauter(octets), true);
  }

  async #donner(octets: Buffer, fin: boolean): Promise<void> {
    this.#fenetre = this.#fenetre.length === 0 ? octets : Buffer.concat([this.#fenetre, octets]);
    this.#suspect = this.#suspect || !isUtf8(octets);
    this.#commande = this.#commande || rangDeCommande(octets) >= 0;
    let faute = await this.#pousser(octets, fin);
    // The parser bounds the cells of a record, not the number of its separators.
    while ((faute !== undefined || this.#fenetre.length > TAILLE_ENREGISTREMENT_MAX) && !this.abandonnee) {
      this.#direFaute(faute);
      this.#aSauter += 1;
      this.#fenetre = this.#sauter(this.#fenetre);
      this.#parser = this.#nouveauParser();
      this.#debutFenetre = 0;
      faute = await this.#pousser(this.#fenetre, fin);
    }
    this.#suspect = this.#fenetre.length > 0 && !isUtf8(this.#fenetre);
    this.#commande = this.#commande && rangDeCommande(this.#fenetre) >= 0;
  }

  /** Gives bytes to the parser; resolves with its error when it stops on one. */
  #pousser(octets: Buffer, fin: boolean): Promise<CsvError | undefined> {
    const parser = this.#parser;
    return new Promise((resolve, reject) => {
      const surErreur = (erreur: Error) => ('code' in erreur ? resolve(erreur as CsvError) : reject(erreur));
      parser.once('error', surErreur);
      const apres = () => {
        parser.off('error', surErreur);
        resolve(undefined);
      };
      if (!fin) parser.write(octets, (erreur) => erreur ?? apres());
      else parser.once('end', apres).end(octets);
    });
  }

  /**
   * A parser whose records are taken as they come, where `push` would put them in a queue of objects. Its `info` is read in
   * place: asking for a copy with each record costs as much as a third of the parsing. Its `state` is told that each record
   * is as long as it should be: even when told not to mind, it makes an error, stack and all, of each that is not as long as
   * the first, at twenty times the cost of reading it, and there may be a million empty lines under a table.
   */
  #nouveauParser(): Parser {
    const parser = parse({
      delimiter: this.#format.separateur,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: TAILLE_ENREGISTREMENT_MAX,
    });
    const { state } = parser as Parser & { readonly state?: { expectedRecordLength: number } };
    const finir = parser.push.bind(parser);
    parser.push = (champs: string[] | null) => {
      if (champs === null) return finir(null);
      if (state) state.expectedRecordLength = champs.length;
      this.#enregistrer(champs, parser.info.bytes);
      return true;
    };
    parser.resume();
    return parser;
  }

  #enregistrer(champs: string[], octetsLus: number): void {
    const longueur = octetsLus - this.#debutFenetre;
    const brut = this.#fenetre.subarray(0, longueur);
    const numero = this.#numero;
    this.#fenetre = this.#fenetre.subarray(longueur);
    this.#debutFenetre = octetsLus;
    this.#numero += compterLignes(brut);
    if (this.#suspect && !isUtf8(brut)) this.#direEncodage(brut, numero);
    else if (this.#commande && rangDeCommande(brut) >= 0) this.#direCommande(brut, numero);
    else this.#recevoir.enregistrement(champs, numero, brut);
  }

  #direEncodage(brut: Buffer, numero: number): void {
    const { ligne, decalage } = ligneFautive(brut, (vue) => !isUtf8(vue));
    const rang = rangInvalide(ligne);
    const seul = this.#format.encodage === 'windows-1252' && INDEFINIS_1252.includes(ligne[rang] ?? 0);
    // A lone byte of no letter stands in a text that was decoded; otherwise the bytes are shown as they are.
    const texte = ligne.toString(seul ? 'utf8' : 'latin1');
    this.#dire({
      type: seul ? 'octet' : 'encodage',
      numero: numero + decalage,
      texte,
      rang: seul ? texte.indexOf('\ufffd') : rang,
    });
  }

  #direCommande(brut: Buffer, numero: number): void {
    const { ligne, decalage } = ligneFautive(brut, (vue) => rangDeCommande(vue) >= 0);
    const rang = ligne.subarray(0, rangDeCommande(ligne)).toString('utf8').length;
    this.#dire({ type: 'commande', numero: numero + decalage, texte: ligne.toString('utf8'), rang });
  }

  /** @param erreur nothing when the record is too long, whatever is in it */
  #direFaute(erreur: CsvError | undefined): void {
    const octets = premiereLigne(this.#fenetre);
    const texte = octets.toString('utf8');
    const guillemet = texte.indexOf('"');
    // A line that is too long by itself is no fault of a quote, which only gathers lines.
    const seule = octets.length >= TAILLE_ENREGISTREMENT_MAX || guillemet < 0;
    if ((erreur?.code ?? 'CSV_MAX_RECORD_SIZE') === 'CSV_MAX_RECORD_SIZE' && seule)
      this.#dire({ type: 'trop_long', numero: this.#numero, texte, rang: 0 });
    else this.#dire({ type: 'guillemet', numero: this.#numero, texte, rang: Math.max(guillemet, 0) });
  }

  #dire(faute: FauteCsv): void {
    this.#fautes += 1;
    this.#recevoir.faute(faute);
  }

  /** Drops the lines that are to be dropped; what follows them. */
  #sauter(octets: Buffer): Buffer {
    let reste = octets;
    if (this.#apresRetour && reste.length > 0) {
      this.#apresRetour = false;
      if (reste[0] === LF) reste = reste.subarray(1);
    }
    while (this.#aSauter > 0) {
      const debutSuivante = finDeLigne(reste);
      if (debutSuivante < 0) return reste.subarray(reste.length);
      this.#apresRetour = debutSuivante === reste.length && reste[debutSuivante - 1] === CR;
      reste = reste.subarray(debutSuivante);
      this.#aSauter -= 1;
      this.#numero += 1;
    }
    return reste;
  }
}

/** Where the line after the first one starts, -1 when the first one has no end: LF, CRLF or a lone CR. */
function finDeLigne(octets: Buffer): number {
  const lf = octets.indexOf(LF);
  const cr = (lf < 0 ? octets : octets.subarray(0, lf)).indexOf(CR);
  if (cr < 0) return lf < 0 ? -1 : lf + 1;
  return cr === lf - 1 ? lf + 1 : cr + 1;
}

/** Lines that a record spans: as many as line ends. */
function compterLignes(brut: Buffer): number {
  let lignes = 0;
  for (let rang = brut.indexOf(LF); rang >= 0; rang = brut.indexOf(LF, rang + 1)) lignes += 1;
  for (let rang = brut.indexOf(CR); rang >= 0; rang = brut.indexOf(CR, rang + 1))
    if (brut[rang + 1] !== LF) lignes += 1;
  return lignes;
}

function premiereLigne(octets: Buffer): Buffer {
  const fin = finDeLigne(octets);
  return fin < 0 ? octets : sansFinDeLigne(octets.subarray(0, fin));
}

/** The bytes of a record without its line end. */
export function sansFinDeLigne(brut: Buffer): Buffer {
  let fin = brut.length;
  while (fin > 0 && (brut[fin - 1] === LF || brut[fin - 1] === CR)) fin -= 1;
  return brut.subarray(0, fin);
}

/** The first physical line of a record that is at fault, and how many lines come before it. */
function ligneFautive(brut: Buffer, fautive: (ligne: Buffer) => boolean): { ligne: Buffer; decalage: number } {
  let reste = brut;
  for (let decalage = 0; ; decalage++) {
    const ligne = premiereLigne(reste);
    if (fautive(ligne)) return { ligne, decalage };
    const fin = finDeLigne(reste);
    if (fin < 0) return { ligne, decalage };
    reste = reste.subarray(fin);
  }
}

/** Index of the first control character, -1 when there is none: a text has but tabulations and line ends. */
function rangDeCommande(octets: Buffer): number {
  return octets.toString('latin1').search(COMMANDES);
}

/** Index of the first byte that does not belong to valid UTF-8. */
function rangInvalide(ligne: Buffer): number {
  let valide = 0;
  let invalide = ligne.length;
  while (invalide - valide > 1) {
    const milieu = (valide + invalide) >> 1;
    if (prefixeValide(ligne, milieu)) valide = milieu;
    else invalide = milieu;
  }
  // A character cut short by the byte that follows is at fault from its first byte.
  while (!isUtf8(ligne.subarray(0, valide))) valide -= 1;
  return valide;
}

/** Whether the first bytes are valid UTF-8, but for a character that the cut may have split. */
function prefixeValide(ligne: Buffer, longueur: number): boolean {
  const texte = new TextDecoder('utf-8', { fatal: true });
  try {
    texte.decode(ligne.subarray(0, longueur), { stream: true });
    return true;
  } catch {
    return false;
  }
}
