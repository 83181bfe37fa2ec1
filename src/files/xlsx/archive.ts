import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';
import { UnreadableWorkbook, type WorkbookFailure } from './unreadable.ts';

/** Bytes of a workbook on disk, at the most: ours are a hundred times smaller. */
const MAX_SIZE = 64 * 1024 * 1024;
/** Bytes of its parts once inflated, together; a zip bomb says more, or lies and is cut where it said that it ends. */
export const MAX_INFLATED_SIZE: number = 256 * 1024 * 1024;
/** Parts of a workbook, at the most: sheets, drawings, images. */
export const MAX_PARTS = 2_000;
const TOO_HEAVY = 'plus de 64 Mo';
const ZIP = 0x504b0304;
const OLE = 0xd0cf11e0;
const HEAD_SEEN = 256;

/**
 * The parts of a workbook of Excel, by name. Nothing is inflated before the sizes that the archive announces are added up.
 * @throws UnreadableWorkbook when the file is something else, is cut short, or asks for more memory than a workbook should
 * @throws the errors of the file system
 */
export function readArchive(chemin: string, voulues: (nom: string) => boolean): ReadonlyMap<string, Uint8Array> {
  return openArchive(readArchiveBytes(chemin), voulues);
}

/**
 * The bytes of a workbook, read once.
 * @throws UnreadableWorkbook when there are more of them than a workbook should have
 * @throws the errors of the file system
 */
export function readArchiveBytes(chemin: string): Buffer {
  const descripteur = openSync(chemin, 'r');
  try {
    if (fstatSync(descripteur).size > MAX_SIZE) throw new UnreadableWorkbook('trop_gros', TOO_HEAVY);
    return readFileSync(descripteur);
  } finally {
    closeSync(descripteur);
  }
}

/**
 * The same, of a workbook already in memory.
 * @param reste bytes that its parts may have once inflated, together
 */
export function openArchive(
  octets: Buffer,
  voulues: (nom: string) => boolean,
  reste: number = MAX_INFLATED_SIZE,
): ReadonlyMap<string, Uint8Array> {
  if (octets.length > MAX_SIZE) throw new UnreadableWorkbook('trop_gros', TOO_HEAVY);
  requireZip(octets);
  let total = 0;
  let nombre = 0;
  const annoncees = new Map<string, number>();
  const parties = open(() =>
    unzipSync(octets, {
      filter: ({ name, originalSize }) => {
        nombre += 1;
        if (nombre > MAX_PARTS) throw new UnreadableWorkbook('trop_gros', `plus de ${MAX_PARTS} parties`);
        if (name === 'mimetype') throw new UnreadableWorkbook('ods');
        if (name === 'xl/workbook.bin') throw new UnreadableWorkbook('xlsb');
        if (!voulues(name)) return false;
        if (annoncees.has(name)) throw new Error('deux parties du même nom');
        total += originalSize;
        if (total > reste) throw new UnreadableWorkbook('trop_gros', 'plus de 256 Mo une fois décompressé');
        annoncees.set(name, originalSize);
        return true;
      },
    }),
  );
  const sommes = announcedChecksums(octets);
  for (const [nom, partie] of Object.entries(parties))
    if (partie.length !== annoncees.get(nom) || (sommes.has(nom) && crc32(partie) !== sommes.get(nom)))
      throw new UnreadableWorkbook('incomplet');
  return new Map(Object.entries(parties));
}

function open<T>(lire: () => T): T {
  try {
    return lire();
  } catch (erreur) {
    if (erreur instanceof UnreadableWorkbook) throw erreur;
    throw new UnreadableWorkbook('incomplet');
  }
}

function requireZip(octets: Buffer): void {
  const debut = octets.length >= 4 ? octets.readUInt32BE(0) : 0;
  if (debut === ZIP) return;
  if (octets.length === 0) throw new UnreadableWorkbook('vide');
  if (debut === OLE)
    throw new UnreadableWorkbook(octets.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'mot_de_passe' : 'xls');
  throw new UnreadableWorkbook(kindOfText(octets.toString('latin1', 0, HEAD_SEEN)));
}

/** Many an application on the web gives a page a name in .xls or .xlsx, which Excel opens after a warning. */
function kindOfText(debut: string): WorkbookFailure {
  if (/^(?:ï»¿)?\s*<[!?a-z]/i.test(debut)) return 'page_web';
  return /^[^\0]*[;,\t]/.test(debut) ? 'csv' : 'autre_chose';
}

const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;

/** The checksums of the parts in the directory of the archive: fflate does not compare them. */
function announcedChecksums(octets: Buffer): ReadonlyMap<string, number> {
  const sommes = new Map<string, number>();
  const fin = octets.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (fin < 0 || fin + 22 > octets.length) return sommes;
  let rang = octets.readUInt32LE(fin + 16);
  while (rang + ENTRY_SIZE <= octets.length && octets.readUInt32LE(rang) === ENTRY) {
    const finNom = rang + ENTRY_SIZE + octets.readUInt16LE(rang + 28);
    sommes.set(octets.toString('utf8', rang + ENTRY_SIZE, finNom), octets.readUInt32LE(rang + 16));
    rang = finNom + octets.readUInt16LE(rang + 30) + octets.readUInt16LE(rang + 32);
  }
  return sommes;
}

/**
 * A workbook in memory whose parts are inflated one by one, when they are asked for: drawings, caches of pivot tables and
 * sheets that nobody reads may be far larger than the rest. The bounds hold for what is inflated, all in all.
 */
export class LazyArchive {
  readonly #bytes: Buffer;
  #left = MAX_INFLATED_SIZE;

  constructor(octets: Buffer) {
    this.#bytes = octets;
  }

  /**
   * A part, by its name, of which case does not count; some programs write `\` for `/`.
   * @throws UnreadableWorkbook when the file is no workbook, is damaged, or when the part is too large or there twice
   */
  part(nom: string): Uint8Array | undefined {
    if (nom === '') return undefined;
    const cherche = uniform(nom);
    const trouvees = openArchive(this.#bytes, (autre) => uniform(autre) === cherche, this.#left);
    if (trouvees.size > 1)
      throw new UnreadableWorkbook('incomplet', `deux parties s’y appellent « ${nom.slice(0, 80)} »`);
    const [partie] = trouvees.values();
    this.#left -= partie?.length ?? 0;
    return partie;
  }
}

function uniform(nom: string): string {
  return nom.replaceAll('\\', '/').toLowerCase();
}
