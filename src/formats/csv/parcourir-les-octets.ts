import { createReadStream } from 'node:fs';

/** Bytes of a file that tell its encoding, where they stand. */
export interface OctetsParlants {
  /** From 0. */
  readonly decalage: number;
  /** Line of the file, from 1. */
  readonly ligne: number;
  readonly octets: Buffer;
  /** The bytes around them on their line, and where they start among these: to show the word that they belong to. */
  readonly autour: { readonly octets: Buffer; readonly debut: number };
}

/** What the bytes of a text file say, from its first to its last. */
export interface OctetsVus {
  readonly octets: number;
  /** Whether it starts with the byte order mark of UTF-8. */
  readonly marque: boolean;
  /** Letters outside ASCII that are well formed in UTF-8, and bytes that are not UTF-8. */
  readonly lettresUtf8: number;
  readonly octetsInvalides: number;
  readonly premiereLettre: OctetsParlants | undefined;
  readonly premierInvalide: OctetsParlants | undefined;
  /** How often each byte from 128 on is met. */
  readonly hauts: readonly number[];
  readonly finsDeLigne: { readonly lf: number; readonly crlf: number; readonly cr: number };
  /** The first bytes of the file, mark included. */
  readonly tete: Buffer;
  /** Whether `tete` is the whole file. */
  readonly entier: boolean;
}

const TAILLE_TETE = 256 * 1024;
const TAILLE_MORCEAU = 1024 * 1024;
const AVANT = 24;
const LF = 0x0a;
const CR = 0x0d;

/**
 * Goes through all the bytes of a file once, keeping none but the first.
 * @throws the errors of the file system
 */
export async function parcourirLesOctets(chemin: string): Promise<OctetsVus> {
  const vue = new VueDesOctets();
  for await (const morceau of createReadStream(chemin, { highWaterMark: TAILLE_MORCEAU })) vue.voir(morceau);
  return vue.bilan();
}

/** Follows UTF-8 byte by byte, so that the place of what decides is exact. */
class VueDesOctets {
  readonly #tetes: Buffer[] = [];
  readonly #hauts = new Array<number>(128).fill(0);
  readonly #fins = { lf: 0, crlf: 0, cr: 0 };
  #tailleTete = 0;
  #octets = 0;
  #ligne = 1;
  #apresCr = false;
  /** The letter of several bytes under way: its bytes so far, and how many are still to come. */
  #enCours: number[] = [];
  #reste = 0;
  #lettres = 0;
  #invalides = 0;
  #premiereLettre: OctetsParlants | undefined;
  #premierInvalide: OctetsParlants | undefined;

  voir(morceau: Buffer): void {
    if (this.#tailleTete < TAILLE_TETE) {
      this.#tetes.push(morceau.subarray(0, TAILLE_TETE - this.#tailleTete));
      this.#tailleTete += this.#tetes.at(-1)?.length ?? 0;
    }
    for (let rang = 0; rang < morceau.length; rang++) {
      const octet = morceau[rang] as number;
      if (octet < 0x80 && this.#reste === 0) {
        if (octet === LF || octet === CR || this.#apresCr) this.#finDeLigne(octet);
      } else this.#suivre(octet, rang, morceau);
    }
    this.#octets += morceau.length;
  }

  bilan(): OctetsVus {
    if (this.#apresCr) this.#fins.cr += 1;
    // The file ends in the middle of a letter.
    if (this.#reste > 0) this.#direInvalide(this.#enCours, -this.#enCours.length, Buffer.alloc(0));
    const tete = Buffer.concat(this.#tetes);
    const marque = tete.subarray(0, 3).equals(Buffer.from('efbbbf', 'hex'));
    return {
      octets: this.#octets,
      marque,
      lettresUtf8: this.#lettres,
      octetsInvalides: this.#invalides,
      premiereLettre: this.#premiereLettre,
      premierInvalide: this.#premierInvalide,
      hauts: this.#hauts,
      finsDeLigne: this.#fins,
      tete,
      entier: tete.length === this.#octets,
    };
  }

  #finDeLigne(octet: number): void {
    if (octet === LF) {
      if (this.#apresCr) this.#fins.crlf += 1;
      else this.#fins.lf += 1;
      if (!this.#apresCr) this.#ligne += 1;
      this.#apresCr = false;
      return;
    }
    if (this.#apresCr) this.#fins.cr += 1;
    this.#apresCr = octet === CR;
    if (octet === CR) this.#ligne += 1;
  }

  #suivre(octet: number, rang: number, morceau: Buffer): void {
    if (this.#apresCr) this.#finDeLigne(octet);
    if (octet >= 0x80) this.#hauts[octet - 0x80] = (this.#hauts[octet - 0x80] ?? 0) + 1;
    if (this.#reste > 0 && estUneSuite(octet, this.#enCours)) {
      this.#enCours.push(octet);
      this.#reste -= 1;
      if (this.#reste === 0) this.#finirLettre(rang, morceau);
      return;
    }
    if (this.#reste > 0) {
      this.#direInvalide(this.#enCours, rang - this.#enCours.length, morceau);
      this.#reste = 0;
      if (octet < 0x80) {
        if (octet === LF || octet === CR) this.#finDeLigne(octet);
        return;
      }
    }
    this.#reste =
      octet >= 0xf0 && octet <= 0xf4 ? 3 : octet >= 0xe0 && octet < 0xf0 ? 2 : octet >= 0xc2 && octet < 0xe0 ? 1 : 0;
    this.#enCours = [octet];
    if (this.#reste === 0) this.#direInvalide([octet], rang, morceau);
  }

  #finirLettre(rang: number, morceau: Buffer): void {
    // The mark is no letter of the text.
    const debut = rang - this.#enCours.length + 1;
    if (this.#octets + debut === 0 && Buffer.from(this.#enCours).toString('hex') === 'efbbbf') return;
    this.#lettres += 1;
    this.#premiereLettre ??= this.#situer(this.#enCours, debut, morceau);
  }

  #direInvalide(octets: readonly number[], debut: number, morceau: Buffer): void {
    this.#invalides += 1;
    this.#premierInvalide ??= this.#situer(octets, debut, morceau);
  }

  #situer(octets: readonly number[], debut: number, morceau: Buffer): OctetsParlants {
    // A letter that starts at the end of the piece before has nothing in front of it here.
    const avant = morceau.subarray(Math.max(0, debut - AVANT), Math.max(debut, 0));
    const rupture = Math.max(avant.lastIndexOf(LF), avant.lastIndexOf(CR)) + 1;
    const fin = debut + octets.length;
    const suite = morceau.subarray(fin, fin + AVANT);
    const fins = [suite.indexOf(LF), suite.indexOf(CR)].filter((rang) => rang >= 0);
    return {
      decalage: this.#octets + debut,
      ligne: this.#ligne,
      octets: Buffer.from(octets),
      autour: {
        octets: Buffer.concat([
          avant.subarray(rupture),
          Buffer.from(octets),
          suite.subarray(0, Math.min(suite.length, ...fins)),
        ]),
        debut: avant.length - rupture,
      },
    };
  }
}

/** Whether a byte goes on with the letter that others started; the second one has a narrower span after some. */
function estUneSuite(octet: number, debut: readonly number[]): boolean {
  if (octet < 0x80 || octet > 0xbf) return false;
  if (debut.length > 1) return true;
  const [premier] = debut;
  if (premier === 0xe0) return octet >= 0xa0;
  if (premier === 0xed) return octet < 0xa0;
  if (premier === 0xf0) return octet >= 0x90;
  return premier !== 0xf4 || octet < 0x90;
}
