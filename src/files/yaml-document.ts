import { type Document, isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import type { Chemin, Constats, Extrait, Lieu, SurQuoi } from '../domain/constats/constat.ts';
import { decodeText, readWhole, type SizeLimit } from './read-text.ts';
import { yamlFaults } from './yaml-faults.ts';

/** Where a piece of a file stands, with its line and what to underline there. */
export interface YamlPlace {
  readonly lieu: Lieu;
  readonly extrait: Extrait;
}

/** A YAML file that was read: its content as text, and where each piece of it stands. */
export class YamlDocument {
  readonly fichier: string;
  readonly #text: string;
  readonly #document: Document;
  readonly #lines: LineCounter;

  constructor(fichier: string, texte: string, document: Document, lignes: LineCounter) {
    this.fichier = fichier;
    this.#text = texte;
    this.#document = document;
    this.#lines = lignes;
  }

  /** All scalars as text, keys in the order of the file. */
  content(): unknown {
    return this.#document.toJS({ maxAliasCount: 0 });
  }

  /** Where a piece starts; for a missing one, where the nearest of its parents does. */
  lieu(chemin: Chemin): Lieu {
    return this.place(chemin).lieu;
  }

  /** The place of a value, or of its key. */
  place(chemin: Chemin, sur: SurQuoi = 'valeur'): YamlPlace {
    const noeud = (sur === 'cle' ? this.#key(chemin) : undefined) ?? this.#value(chemin);
    return this.placeAtOffset(noeud?.range?.[0] ?? 0, noeud?.range?.[1]);
  }

  /** The place of a span of the file, underlined as far as its first line goes. */
  placeAtOffset(debut: number, fin = Number.POSITIVE_INFINITY): YamlPlace {
    const { line, col } = this.#lines.linePos(debut);
    const lieu = { fichier: this.fichier, ligne: Math.max(line, 1), colonne: Math.max(col, 1) };
    const texte = this.#line(lieu.ligne);
    const rang = Math.min(lieu.colonne - 1, texte.length);
    const longueur = Math.min(fin - debut, texte.trimEnd().length - rang);
    return { lieu, extrait: { texte, debut: rang, fin: rang + Math.max(longueur, 1) } };
  }

  /** Cut out by where lines start: a large file may have many places to tell. */
  #line(numero: number): string {
    const debut = this.#lines.lineStarts[numero - 1] ?? 0;
    const fin = this.#lines.lineStarts[numero] ?? this.#text.length + 1;
    return this.#text.slice(debut, fin - 1).replace(/\r$/, '');
  }

  #value(chemin: Chemin): Node | undefined {
    for (let longueur = chemin.length; longueur > 0; longueur--) {
      const noeud = this.#document.getIn(chemin.slice(0, longueur), true);
      if (isNode(noeud) && noeud.range) return noeud;
    }
    return undefined;
  }

  #key(chemin: Chemin): Node | undefined {
    const parent = chemin.length < 2 ? this.#document.contents : this.#document.getIn(chemin.slice(0, -1), true);
    if (!isMap(parent)) return undefined;
    const cles = parent.items.map(({ key }) => key).filter((cle) => isScalar(cle));
    return cles.find(({ value }) => value === chemin.at(-1));
  }
}

/** Tells a fault found in a YAML document, at its place. */
export function reportInYaml(
  document: YamlDocument,
  constats: Constats,
  code: CodeConstat,
  chemin: Chemin,
  message: string,
  remede: string,
  sur?: SurQuoi,
): void {
  // Of a file wrong from end to end, only the findings that are kept are worth looking for.
  const place = constats.gardera(code, document.fichier)
    ? document.place(chemin, sur)
    : { lieu: { fichier: document.fichier } };
  constats.ajouter({ code, ...place, message, remede });
}

/** What people write comes nowhere near; a parser asks for a hundred times as much memory. */
const YAML_SIZE: SizeLimit = {
  max: 1024 * 1024,
  code: 'E-YAML-SYNTAXE',
  remede: 'Ce n’est sans doute pas le bon fichier. Des règles s’écrivent en plusieurs fichiers, sous regles/.',
};

/**
 * Reads a YAML file of the dossier, all scalars as text: `code: 0201` stays `0201`. Tells what is wrong and returns
 * `undefined` when it cannot be parsed. Aliases, anchors and tags are refused: nobody needs them here.
 */
export function readYaml(chemin: string, fichier: string, constats: Constats): YamlDocument | undefined {
  const octets = readWhole(chemin, fichier, YAML_SIZE, constats);
  const texte = octets && decodeText(octets, fichier, 'texte', constats);
  return texte === undefined ? undefined : parseYaml(texte, fichier, constats);
}

/** The same of a text that was read already; lines are counted in it. */
export function parseYaml(texte: string, fichier: string, constats: Constats): YamlDocument | undefined {
  const lignes = new LineCounter();
  const document = parseDocument(texte, {
    schema: 'failsafe',
    lineCounter: lignes,
    // Told by us: the parser compares each key with all the others, which large maps do not stand.
    uniqueKeys: false,
    prettyErrors: false,
  });
  const yaml = new YamlDocument(fichier, texte, document, lignes);
  const fautes = yamlFaults(texte, document);
  for (const { start: debut, end: fin, message, remede } of fautes)
    constats.ajouter({
      code: 'E-YAML-SYNTAXE',
      ...yaml.placeAtOffset(debut, fin),
      message,
      remede,
    });
  return fautes.length > 0 ? undefined : yaml;
}
