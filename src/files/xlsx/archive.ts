import { readFileSync, statSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { unzipSync } from 'fflate';

/** Thrown when a file is no workbook that can be read; says what it is, and what to do. */
export class ClasseurIllisible extends Error {
  readonly remede: string;
  constructor(message: string, remede: string) {
    super(message);
    this.name = 'ClasseurIllisible';
    this.remede = remede;
  }
}

/** Bytes of a workbook on disk, at the most: ours are a hundred times smaller. */
const TAILLE_MAX = 64 * 1024 * 1024;
/** Bytes of its parts once inflated, together; a zip bomb says more, or lies and is cut where it said that it ends. */
const TAILLE_GONFLEE_MAX = 256 * 1024 * 1024;
const PARTIES_MAX = 2_000;
const ZIP = 0x504b0304;
const OLE = 0xd0cf11e0;
const EN_XLSX =
  'Dans le tableur : Fichier › Enregistrer sous, au format « Classeur Excel (.xlsx) », sans mot de passe.';
const AUTRE_EXPORT = 'Refaites l’export avec « jaune arbitrer export », ou reprenez une copie intacte du classeur.';

/**
 * The parts of a workbook of Excel, by name. Nothing is inflated before the sizes that the archive announces are added up.
 * @throws ClasseurIllisible when the file is something else, is cut short, or asks for more memory than a workbook should
 * @throws the errors of the file system
 */
export function readArchive(chemin: string, voulues: (nom: string) => boolean): ReadonlyMap<string, Uint8Array> {
  if (statSync(chemin).size > TAILLE_MAX) throw tropGros();
  return openArchive(readFileSync(chemin), voulues);
}

/** The same, of a workbook already in memory. */
export function openArchive(octets: Buffer, voulues: (nom: string) => boolean): ReadonlyMap<string, Uint8Array> {
  if (octets.length > TAILLE_MAX) throw tropGros();
  exigerUnZip(octets);
  let total = 0;
  let nombre = 0;
  const annoncees = new Map<string, number>();
  const parties = ouvrir(() =>
    unzipSync(octets, {
      filter: ({ name, originalSize }) => {
        nombre += 1;
        if (nombre > PARTIES_MAX) throw tropGros();
        if (name === 'mimetype') throw autreFormat('un classeur OpenDocument (.ods)');
        if (!voulues(name)) return false;
        if (annoncees.has(name)) throw new Error('deux parties du même nom');
        total += originalSize;
        if (total > TAILLE_GONFLEE_MAX) throw tropGros();
        annoncees.set(name, originalSize);
        return true;
      },
    }),
  );
  const sommes = sommesAnnoncees(octets);
  for (const [nom, partie] of Object.entries(parties))
    if (partie.length !== annoncees.get(nom) || (sommes.has(nom) && crc32(partie) !== sommes.get(nom))) throw tronque();
  return new Map(Object.entries(parties));
}

function ouvrir<T>(lire: () => T): T {
  try {
    return lire();
  } catch (erreur) {
    if (erreur instanceof ClasseurIllisible) throw erreur;
    throw tronque();
  }
}

function exigerUnZip(octets: Buffer): void {
  const debut = octets.length >= 4 ? octets.readUInt32BE(0) : 0;
  if (debut === ZIP) return;
  if (octets.length === 0) throw new ClasseurIllisible('ce fichier est vide', AUTRE_EXPORT);
  if (debut === OLE)
    throw octets.includes(Buffer.from('EncryptedPackage', 'utf16le'))
      ? new ClasseurIllisible('ce classeur est protégé par un mot de passe à l’ouverture', EN_XLSX)
      : autreFormat('un ancien classeur (.xls)');
  throw autreFormat(
    /^[^\0]*[;,\t]/.test(octets.toString('latin1', 0, 256)) ? 'un fichier de texte (.csv)' : 'autre chose',
  );
}

function autreFormat(quoi: string): ClasseurIllisible {
  return new ClasseurIllisible(`ce n’est pas un classeur Excel (.xlsx), mais ${quoi}`, EN_XLSX);
}

function tropGros(): ClasseurIllisible {
  return new ClasseurIllisible('ce classeur est bien plus gros qu’un classeur d’arbitrage', AUTRE_EXPORT);
}

function tronque(): ClasseurIllisible {
  return new ClasseurIllisible('ce classeur est abîmé ou incomplet', AUTRE_EXPORT);
}

const ENTREE = 0x02014b50;
const TAILLE_ENTREE = 46;

/** The checksums of the parts in the directory of the archive: fflate does not compare them. */
function sommesAnnoncees(octets: Buffer): ReadonlyMap<string, number> {
  const sommes = new Map<string, number>();
  const fin = octets.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (fin < 0 || fin + 22 > octets.length) return sommes;
  let rang = octets.readUInt32LE(fin + 16);
  while (rang + TAILLE_ENTREE <= octets.length && octets.readUInt32LE(rang) === ENTREE) {
    const finNom = rang + TAILLE_ENTREE + octets.readUInt16LE(rang + 28);
    sommes.set(octets.toString('utf8', rang + TAILLE_ENTREE, finNom), octets.readUInt32LE(rang + 16));
    rang = finNom + octets.readUInt16LE(rang + 30) + octets.readUInt16LE(rang + 32);
  }
  return sommes;
}
