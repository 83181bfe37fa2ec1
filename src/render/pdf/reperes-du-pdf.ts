import {
  type PDFArray,
  type PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';

/** What a printed page says of itself, by which it is printed again with numbers. */
export interface Reperes {
  readonly pages: number;
  /** The page of each anchor that a link leads to, from 1. */
  readonly ancres: ReadonlyMap<string, number>;
  /** The headings under that of the document, in order. */
  readonly titres: readonly TitreImprime[];
}

export interface TitreImprime {
  readonly titre: string;
  readonly page: number;
  /** Whether it stands at the top of it. */
  readonly enHaut: boolean;
}

/** Of a page, from the bottom, above which a heading is at the top of it. */
const HAUT_DE_PAGE = 0.85;
const nom = (texte: string) => PDFName.of(texte);

/** @throws Error when it is no PDF, or half of one */
export function ouvrirLePdf(octets: Uint8Array): Promise<PDFDocument> {
  const fin = Buffer.from(octets.subarray(-1024)).toString('latin1');
  if (!fin.trimEnd().endsWith('%%EOF')) throw new Error('le fichier n’est pas un PDF entier');
  return PDFDocument.load(octets, {
    updateMetadata: false,
    throwOnInvalidObject: true,
    forIncrementalUpdate: true,
    parseSpeed: Number.POSITIVE_INFINITY,
  });
}

/** The version of Chromium that printed it; 0 for another program. */
export function versionDuMoteur(pdf: PDFDocument): number {
  return Number(/^Skia\/PDF m(\d+)/.exec(pdf.getProducer() ?? '')?.[1] ?? 0);
}

/** Whether readers are told its structure, and its outline is there. */
export function estBalise({ catalog }: PDFDocument): boolean {
  return catalog.has(nom('StructTreeRoot')) && catalog.has(nom('MarkInfo')) && catalog.has(nom('Outlines'));
}

export function reperesDuPdf(pdf: PDFDocument): Reperes {
  const feuilles = pdf.getPages();
  const rangs = new Map(feuilles.map(({ ref }, rang) => [ref.tag, rang]));
  const rangDe = (destination: PDFArray | undefined) =>
    rangs.get((destination?.get(0) as PDFRef | undefined)?.tag ?? '') ?? -1;
  const ancres = new Map<string, number>();
  const destinations = pdf.catalog.lookup(nom('Dests')) as PDFDict | undefined;
  for (const [ancre] of destinations?.entries() ?? []) {
    const rang = rangDe(destinations?.lookup(ancre) as PDFArray | undefined);
    if (rang >= 0) ancres.set(ancre.decodeText(), rang + 1);
  }
  const [racine, ...autres] = suiteDe(pdf, pdf.catalog.lookup(nom('Outlines')) as PDFDict | undefined);
  const premiers = racine === undefined || autres.length > 0 ? [] : suiteDe(pdf, racine);
  const titres = (premiers.length > 0 ? premiers : racine ? [racine, ...autres] : []).flatMap((signet) => {
    const destination = signet.lookup(nom('Dest')) as PDFArray | undefined;
    const rang = rangDe(destination);
    const ecrit = signet.lookup(nom('Title'));
    if (rang < 0 || !(ecrit instanceof PDFHexString || ecrit instanceof PDFString)) return [];
    const hauteur = Number(String(destination?.get(3))) / (feuilles[rang]?.getHeight() ?? 1);
    return [{ titre: ecrit.decodeText(), page: rang + 1, enHaut: hauteur >= HAUT_DE_PAGE }];
  });
  return { pages: feuilles.length, ancres, titres };
}

/** The marks that stand under another in the outline. */
function suiteDe(pdf: PDFDocument, parent: PDFDict | undefined): PDFDict[] {
  const suite = new Set<PDFDict>();
  for (let signet = parent?.lookup(nom('First')); signet !== undefined; ) {
    const courant = signet as PDFDict;
    if (suite.has(courant)) break;
    suite.add(courant);
    signet = pdf.context.lookup(courant.get(nom('Next')));
  }
  return [...suite];
}
