import { crc32, deflateRawSync } from 'node:zlib';

/** What a zip says of an entry, before it and in its directory. */
interface Dit {
  nom: string | Uint8Array;
  version: number;
  drapeaux: number;
  methode: number;
  jour: number;
  somme: number;
  comprimee: number;
  taille: number;
  extra: Uint8Array;
}

interface DitDuRepertoire extends Dit {
  faitPar: number;
  commentaire: string;
  attributs: number;
  place: number;
}

/** An entry: what is true of it, and what is said instead. */
export interface EntreeALaMain {
  readonly nom: string;
  readonly contenu: string | Uint8Array;
  /** Bytes between what precedes the entry and the entry, and after its content. */
  readonly avant?: Uint8Array;
  readonly apres?: Uint8Array;
  /** The compressed bytes, instead of true ones. */
  readonly donnees?: Uint8Array;
  /** Said in both places, and in one only. */
  readonly dit?: Partial<DitDuRepertoire>;
  readonly local?: Partial<Dit>;
  readonly repertoire?: Partial<DitDuRepertoire>;
}

/** What surrounds the entries. */
interface Autour {
  readonly avantLeRepertoire?: Uint8Array;
  readonly avantLaFin?: Uint8Array;
  readonly commentaire?: string;
  /** Said of the directory instead of the truth. */
  readonly fin?: { readonly nombre?: number; readonly longueur?: number; readonly debut?: number };
  readonly apres?: Uint8Array;
}

const RIEN = new Uint8Array();

/** A zip written field by field, apart from what the tool writes with, so that it may say anything. */
export function zipALaMain(entrees: readonly EntreeALaMain[], autour: Autour = {}): Buffer {
  const morceaux: Uint8Array[] = [];
  const repertoire: Buffer[] = [];
  let place = 0;
  const ajouter = (octets: Uint8Array) => {
    morceaux.push(octets);
    place += octets.length;
  };
  for (const { nom, contenu, avant = RIEN, apres = RIEN, donnees, dit, local, repertoire: la } of entrees) {
    const clair = Buffer.from(contenu);
    const comprime = donnees ?? deflateRawSync(clair);
    ajouter(avant);
    const vrai: DitDuRepertoire = {
      nom,
      version: 20,
      drapeaux: 0x800,
      methode: 8,
      jour: 0x21,
      somme: crc32(clair),
      comprimee: comprime.length,
      taille: clair.length,
      extra: RIEN,
      faitPar: 0x314,
      commentaire: '',
      attributs: 0o100644 * 2 ** 16,
      place,
      ...dit,
    };
    ajouter(enTeteLocal({ ...vrai, ...local }));
    ajouter(comprime);
    ajouter(apres);
    repertoire.push(duRepertoire({ ...vrai, ...la }));
  }
  ajouter(autour.avantLeRepertoire ?? RIEN);
  const debut = place;
  const octets = Buffer.concat(repertoire);
  ajouter(octets);
  ajouter(autour.avantLaFin ?? RIEN);
  ajouter(laFin({ nombre: entrees.length, longueur: octets.length, debut, ...autour.fin }, autour.commentaire ?? ''));
  ajouter(autour.apres ?? RIEN);
  return Buffer.concat(morceaux);
}

function enTeteLocal({ nom, version, drapeaux, methode, jour, somme, comprimee, taille, extra }: Dit): Buffer {
  const enOctets = Buffer.from(nom as string);
  return Buffer.concat([
    sur32(0x04034b50),
    sur16(version, drapeaux, methode, 0, jour),
    sur32(somme, comprimee, taille),
    sur16(enOctets.length, extra.length),
    enOctets,
    extra,
  ]);
}

function duRepertoire(dit: DitDuRepertoire): Buffer {
  const [nom, commentaire] = [Buffer.from(dit.nom as string), Buffer.from(dit.commentaire)];
  return Buffer.concat([
    sur32(0x02014b50),
    sur16(dit.faitPar, dit.version, dit.drapeaux, dit.methode, 0, dit.jour),
    sur32(dit.somme, dit.comprimee, dit.taille),
    sur16(nom.length, dit.extra.length, commentaire.length, 0, 0),
    sur32(dit.attributs, dit.place),
    nom,
    dit.extra,
    commentaire,
  ]);
}

function laFin({ nombre, longueur, debut }: { nombre: number; longueur: number; debut: number }, commentaire: string) {
  const enOctets = Buffer.from(commentaire);
  return Buffer.concat([
    sur32(0x06054b50),
    sur16(0, 0, nombre, nombre),
    sur32(longueur, debut),
    sur16(enOctets.length),
    enOctets,
  ]);
}

/** Numbers of 16 bits, one after the other; then of 32, and of 64. */
export function sur16(...nombres: number[]): Buffer {
  const octets = Buffer.alloc(2 * nombres.length);
  for (const [rang, nombre] of nombres.entries()) octets.writeUInt16LE(nombre, 2 * rang);
  return octets;
}

export function sur32(...nombres: number[]): Buffer {
  const octets = Buffer.alloc(4 * nombres.length);
  for (const [rang, nombre] of nombres.entries()) octets.writeUInt32LE(nombre >>> 0, 4 * rang);
  return octets;
}

export function sur64(...nombres: number[]): Buffer {
  const octets = Buffer.alloc(8 * nombres.length);
  for (const [rang, nombre] of nombres.entries()) octets.writeBigUInt64LE(BigInt(nombre), 8 * rang);
  return octets;
}
