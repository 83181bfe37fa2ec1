import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { SaxesParser } from 'saxes';
import type { WeighedFile } from '../csv-format.ts';
import { readHead } from '../read-head.ts';
import { type PlaceInWindow, TextWindow } from './text-window.ts';
import { syntaxFault, UnreadableXml } from './unreadable.ts';
import { type DecodedText, openXmlDecoder, type XmlDecoder } from './xml-decoder.ts';
import { tellVisitor, type XmlElement, type XmlVisitor } from './xml-visitor.ts';

/** An element as it opens; its positions hold for {@link SeenText} until the next piece is read. */
export interface PlacedElement extends XmlElement {
  /** Its namespace. */
  readonly namespace: string;
  /** The names of its attributes as written, with their prefixes; namespaces declared there are none. */
  attributes(): readonly string[];
  /** Span of its opening tag, brackets included. */
  readonly start: number;
  readonly end: number;
}

/** The text around what is being visited, as received. */
export interface SeenText {
  slice(start: number, end: number): string;
  place(start: number, end: number): PlaceInWindow;
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
 * @param afterPiece called with the bytes that were read so far
 * @returns size and SHA-256 of the file
 * @throws UnreadableXml when it is not well formed, not in an encoding that is read, or beyond what is bounded
 * @throws the errors of the file system
 */
export async function readXml(
  path: string,
  makeVisitor: (seen: SeenText) => WatchfulVisitor,
  afterPiece?: (bytes: number) => void,
): Promise<WeighedFile> {
  const reader = new XmlReader(openXmlDecoder(readHead(path, HEAD_SIZE)), makeVisitor);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_SIZE })) {
    hash.update(piece);
    bytes += piece.length;
    reader.write(piece);
    afterPiece?.(bytes);
  }
  reader.end();
  return { sha256: hash.digest('hex'), octets: bytes };
}

class XmlReader {
  readonly #decoder: XmlDecoder;
  readonly #window = new TextWindow();
  readonly #parser: SaxesParser<typeof OPTIONS> = new SaxesParser(OPTIONS);
  readonly #visitor: WatchfulVisitor;
  /** Position after the last thing told: what follows is not over yet. */
  #lastEnd = 0;

  constructor(decoder: XmlDecoder, makeVisitor: (seen: SeenText) => WatchfulVisitor) {
    this.#decoder = decoder;
    this.#visitor = makeVisitor(this.#window);
    this.#listen();
  }

  write(bytes: Buffer): void {
    this.#advance(this.#decoder.decode(bytes));
    const start = Math.min(this.#lastEnd, this.#visitor.retained ?? this.#lastEnd);
    if (this.#window.end - start > MAX_LENGTH)
      this.#refuse(start, `un élément est trop long : plus d’un million de signes`);
    this.#window.forgetBefore(start);
  }

  end(): void {
    this.#advance(this.#decoder.end());
    this.#parser.close();
  }

  #advance({ text, fault }: DecodedText): void {
    const start = this.#window.end;
    this.#window.add(text);
    if (fault === undefined) {
      this.#parser.write(text);
      return;
    }
    // What comes before is told first: it may hold faults of its own.
    this.#parser.write(text.slice(0, fault.index));
    const index = start + fault.index;
    throw new UnreadableXml({ ...fault, place: this.#window.place(index, index + 1) });
  }

  #listen(): void {
    const parser = this.#parser;
    const visitor = this.#visitor;
    const advanceTo = (position: number) => {
      this.#lastEnd = position;
    };
    tellVisitor(
      parser,
      {
        maxDepth: MAX_DEPTH,
        read: ({ local, uri, attributes }): PlacedElement => ({
          name: local,
          namespace: uri,
          start: this.#startOfTag(),
          end: parser.position,
          attribute: (name) => attributes[name]?.value,
          attributes: () => Object.keys(attributes).filter((name) => name !== 'xmlns' && !name.startsWith('xmlns:')),
        }),
        refuse: (fault, message) => this.#refuseFault(fault, message),
      },
      {
        open(element) {
          advanceTo(element.end);
          visitor.open(element);
        },
        text(text, end) {
          advanceTo(end);
          visitor.text(text, end);
        },
        close(name, end) {
          advanceTo(end);
          visitor.close(name, end);
        },
      },
    );
    for (const ignored of ['comment', 'processinginstruction'] as const)
      parser.on(ignored, () => advanceTo(parser.position));
  }

  /** Inside a tag, « < » is never allowed: the last one starts it. */
  #startOfTag(): number {
    return this.#window.findBefore('<', this.#parser.position);
  }

  #refuseFault(fault: 'syntaxe' | 'doctype' | 'profondeur', message: string): never {
    const { position } = this.#parser;
    if (fault === 'profondeur')
      this.#refuse(this.#startOfTag(), `plus de ${MAX_DEPTH} éléments sont les uns dans les autres`);
    if (fault === 'syntaxe') {
      const index = Math.max(position - 1, 0);
      throw new UnreadableXml(syntaxFault(message, this.#window.place(index, index + 1)));
    }
    const start = this.#window.findBefore('<!DOCTYPE', position);
    throw new UnreadableXml({
      message: 'ce document a un DOCTYPE, qui pourrait faire entrer autre chose que lui',
      remede: 'Un document budgétaire n’en a pas. Redemandez-le, tel que le logiciel l’a produit.',
      place: this.#window.place(start, start + '<!DOCTYPE'.length),
    });
  }

  #refuse(start: number, message: string): never {
    throw new UnreadableXml({
      message,
      remede:
        'Ce n’est sans doute pas un document budgétaire, ou il est abîmé. Redemandez-le, tel que le logiciel l’a produit.',
      place: this.#window.place(start, start + 1),
    });
  }
}
