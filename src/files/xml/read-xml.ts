import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { SaxesParser } from 'saxes';
import type { WeighedFile } from '../csv-format.ts';
import { type PlaceInWindow, TextWindow } from './text-window.ts';
import { syntaxFault, UnreadableXml } from './unreadable.ts';
import { type DecodedText, openXmlDecoder, type XmlDecoder } from './xml-decoder.ts';
import { tellVisitor, type XmlElement, type XmlVisitor } from './xml-visitor.ts';

/** An element as it opens; its positions hold for {@link SeenText} until the next piece is read. */
export interface PlacedElement extends XmlElement {
  /** Its namespace. */
  readonly namespace: string;
  /** Span of its opening tag, brackets included. */
  readonly start: number;
  readonly end: number;
}

/** The text around what is being visited, as received. */
export interface SeenText {
  slice(debut: number, fin: number): string;
  place(debut: number, fin: number): PlaceInWindow;
}

/** A visitor that may still want to see what it was told. */
export interface WatchfulVisitor extends XmlVisitor<PlacedElement> {
  /** The position from which the text is still wanted, when something is not over yet. */
  readonly retained: number | undefined;
}

const OPTIONS = { xmlns: true, position: false, forceXMLVersion: true, defaultXMLVersion: '1.0' } as const;
const PIECE_SIZE = 128 * 1024;
const HEAD_SIZE = 1024;
/** Budget documents go six deep. */
const MAX_DEPTH = 64;
/** Length of one tag, text or comment, and of what a visitor retains: far beyond what a document holds, and bounded. */
const MAX_LENGTH = 1024 * 1024;

/**
 * Reads an XML document piece by piece, in memory that does not grow with it.
 * @returns size and SHA-256 of the file
 * @throws UnreadableXml when it is not well formed, not in an encoding that is read, or beyond what is bounded
 * @throws the errors of the file system
 */
export async function readXml(chemin: string, creerVisiteur: (vu: SeenText) => WatchfulVisitor): Promise<WeighedFile> {
  const lecture = new XmlReader(openXmlDecoder(readHead(chemin)), creerVisiteur);
  const hachage = createHash('sha256');
  let octets = 0;
  for await (const morceau of createReadStream(chemin, { highWaterMark: PIECE_SIZE })) {
    hachage.update(morceau);
    octets += morceau.length;
    lecture.write(morceau);
  }
  lecture.end();
  return { sha256: hachage.digest('hex'), octets };
}

function readHead(chemin: string): Buffer {
  const octets = Buffer.alloc(HEAD_SIZE);
  const descripteur = openSync(chemin, 'r');
  try {
    return octets.subarray(0, readSync(descripteur, octets));
  } finally {
    closeSync(descripteur);
  }
}

class XmlReader {
  readonly #decoder: XmlDecoder;
  readonly #window = new TextWindow();
  readonly #parser: SaxesParser<typeof OPTIONS> = new SaxesParser(OPTIONS);
  readonly #visitor: WatchfulVisitor;
  /** Position after the last thing told: what follows is not over yet. */
  #lastEnd = 0;

  constructor(decodeur: XmlDecoder, creerVisiteur: (vu: SeenText) => WatchfulVisitor) {
    this.#decoder = decodeur;
    this.#visitor = creerVisiteur(this.#window);
    this.#listen();
  }

  write(octets: Buffer): void {
    this.#advance(this.#decoder.decode(octets));
    const debut = Math.min(this.#lastEnd, this.#visitor.retained ?? this.#lastEnd);
    if (this.#window.end - debut > MAX_LENGTH)
      this.#refuse(debut, `un élément est trop long : plus d’un million de signes`);
    this.#window.forgetBefore(debut);
  }

  end(): void {
    this.#advance(this.#decoder.end());
    this.#parser.close();
  }

  #advance({ text: texte, fault: faute }: DecodedText): void {
    const debut = this.#window.end;
    this.#window.add(texte);
    if (faute === undefined) {
      this.#parser.write(texte);
      return;
    }
    // What comes before is told first: it may hold faults of its own.
    this.#parser.write(texte.slice(0, faute.index));
    const rang = debut + faute.index;
    throw new UnreadableXml({ ...faute, place: this.#window.place(rang, rang + 1) });
  }

  #listen(): void {
    const analyse = this.#parser;
    const visiteur = this.#visitor;
    const avancerA = (position: number) => {
      this.#lastEnd = position;
    };
    tellVisitor(
      analyse,
      {
        maxDepth: MAX_DEPTH,
        read: ({ local, uri, attributes }): PlacedElement => ({
          name: local,
          namespace: uri,
          start: this.#startOfTag(),
          end: analyse.position,
          attribute: (nom) => attributes[nom]?.value,
        }),
        refuse: (faute, message) => this.#refuseFault(faute, message),
      },
      {
        open(element) {
          avancerA(element.end);
          visiteur.open(element);
        },
        text(texte, fin) {
          avancerA(fin);
          visiteur.text(texte, fin);
        },
        close(nom, fin) {
          avancerA(fin);
          visiteur.close(nom, fin);
        },
      },
    );
    for (const passe of ['comment', 'processinginstruction'] as const)
      analyse.on(passe, () => avancerA(analyse.position));
  }

  /** Inside a tag, « < » is never allowed: the last one starts it. */
  #startOfTag(): number {
    return this.#window.findBefore('<', this.#parser.position);
  }

  #refuseFault(faute: 'syntaxe' | 'doctype' | 'profondeur', message: string): never {
    const { position } = this.#parser;
    if (faute === 'profondeur')
      this.#refuse(this.#startOfTag(), `plus de ${MAX_DEPTH} éléments sont les uns dans les autres`);
    if (faute === 'syntaxe') {
      const rang = Math.max(position - 1, 0);
      throw new UnreadableXml(syntaxFault(message, this.#window.place(rang, rang + 1)));
    }
    const debut = this.#window.findBefore('<!DOCTYPE', position);
    throw new UnreadableXml({
      message: 'ce document a un DOCTYPE, qui pourrait faire entrer autre chose que lui',
      remede: 'Un document budgétaire n’en a pas. Redemandez-le, tel que le logiciel l’a produit.',
      place: this.#window.place(debut, debut + '<!DOCTYPE'.length),
    });
  }

  #refuse(debut: number, message: string): never {
    throw new UnreadableXml({
      message,
      remede:
        'Ce n’est sans doute pas un document budgétaire, ou il est abîmé. Redemandez-le, tel que le logiciel l’a produit.',
      place: this.#window.place(debut, debut + 1),
    });
  }
}
