/** Reads workbooks by hand, without the library that writes them. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A cell as it lies in the file. */
export interface CelluleLue {
  readonly type: string;
  readonly valeur: string | number;
  readonly formule?: string;
}
export type SheetRead = ReadonlyMap<string, CelluleLue>;

export interface ClasseurLu {
  /** In the order of the tabs. */
  readonly feuilles: ReadonlyMap<string, SheetRead>;
  readonly noms: ReadonlyMap<string, string>;
  /** Names of the parts of the sheets in the archive. */
  readonly chemins: ReadonlyMap<string, string>;
  /** The XML of each part. */
  readonly parties: ReadonlyMap<string, string>;
}

export function lireClasseur(octets: Uint8Array): ClasseurLu {
  const parties = new Map(Object.entries(unzipSync(octets)).map(([nom, partie]) => [nom, strFromU8(partie)]));
  const partie = (nom: string) => parties.get(nom) ?? '';
  const textes = [...partie('xl/sharedStrings.xml').matchAll(/<si\b[^>]*?(?:\/>|>([\s\S]*?)<\/si>)/g)].map(([, si]) =>
    [...(si ?? '').matchAll(/<t\b[^>]*?>([\s\S]*?)<\/t>/g)].map(([, texte]) => decoder(texte ?? '')).join(''),
  );
  const cibles = new Map(
    [...partie('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b([^>]*)\/>/g)].map(([, attributs = '']) => [
      attribut(attributs, 'Id'),
      attribut(attributs, 'Target'),
    ]),
  );
  const chemins = new Map(
    [...partie('xl/workbook.xml').matchAll(/<sheet\b([^>]*)\/>/g)].map(([, attributs = '']) => {
      const cible = cibles.get(attribut(attributs, 'r:id')) ?? '';
      return [attribut(attributs, 'name'), `xl/${cible.replace(/^\/?xl\//, '')}`];
    }),
  );
  const feuilles = new Map([...chemins].map(([nom, chemin]) => [nom, lireFeuille(partie(chemin), textes)]));
  const noms = new Map(
    [...partie('xl/workbook.xml').matchAll(/<definedName\b([^>]*)>([^<]*)</g)].map(
      ([, attributs = '', valeur = '']) => [attribut(attributs, 'name'), decoder(valeur)],
    ),
  );
  return { feuilles, noms, chemins, parties };
}

/** The row of a sheet where a cell of this column has this text or number; for a table, the row of its heads. */
export function rangDe(feuille: SheetRead | undefined, colonne: string, texte: string | number): number {
  for (const [adresse, { valeur }] of feuille ?? [])
    if (valeur === texte && adresse.replace(/\d/g, '') === colonne) return Number(adresse.replace(/\D/g, ''));
  throw new Error(`« ${texte} » n’est pas dans la colonne ${colonne}`);
}

/** The same workbook with its parts rewritten. */
export function reecrireClasseur(octets: Uint8Array, changer: (nom: string, xml: string) => string): Uint8Array {
  const parties = Object.entries(unzipSync(octets));
  return zipSync(Object.fromEntries(parties.map(([nom, partie]) => [nom, strToU8(changer(nom, strFromU8(partie)))])));
}

/** A change of one cell: what is typed over what it held, a number, a text, or nothing. */
export interface Saisie {
  readonly feuille: string;
  readonly adresse: string;
  readonly valeur: string | number | undefined;
}

/** The same workbook after somebody typed in some of its cells, whose looks stay. @throws Error when a cell is not there */
export function saisir(octets: Uint8Array, saisies: readonly Saisie[]): Uint8Array {
  const { chemins } = lireClasseur(octets);
  return reecrireClasseur(octets, (nom, xml) =>
    saisies
      .filter(({ feuille }) => chemins.get(feuille) === nom)
      .reduce((texte, { feuille, adresse, valeur }) => {
        const cellule = new RegExp(`<c r="${adresse}"((?: s="\\d+")?)[^>]*?(?:/>|>.*?</c>)`);
        if (!cellule.test(texte)) throw new Error(`${feuille}!${adresse} n’est pas dans le classeur`);
        const contenu =
          typeof valeur === 'number' ? `><v>${valeur}</v></c>` : ` t="inlineStr"><is><t>${valeur}</t></is></c>`;
        return texte.replace(
          cellule,
          (_, style) => `<c r="${adresse}"${style}${valeur === undefined ? '/>' : contenu}`,
        );
      }, xml),
  );
}

function lireFeuille(xml: string, textes: readonly string[]): SheetRead {
  const cellules = new Map<string, CelluleLue>();
  for (const [, attributs = '', contenu = ''] of xml.matchAll(/<c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
    const type = attribut(attributs, 't') || 'n';
    const brut = /<v\b[^>]*>([\s\S]*?)<\/v>/.exec(contenu)?.[1];
    const formule = /<f\b[^>]*>([\s\S]*?)<\/f>/.exec(contenu)?.[1];
    if (brut === undefined) continue;
    const valeur = type === 's' ? (textes[Number(brut)] ?? '') : type === 'n' ? Number(brut) : decoder(brut);
    cellules.set(attribut(attributs, 'r'), { type, valeur, ...(formule && { formule: decoder(formule) }) });
  }
  return cellules;
}

function attribut(attributs: string, nom: string): string {
  return decoder(new RegExp(`(?:^|\\s)${nom}="([^"]*)"`).exec(attributs)?.[1] ?? '');
}

function decoder(texte: string): string {
  const entites: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return texte
    .replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (tout, decimal, hexa, nom) =>
      nom ? (entites[nom] ?? tout) : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hexa, 16)),
    )
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** Why a text is not well-formed XML, or nothing: elements nest, attributes are quoted, entities known, characters legal. */
export function fauteXml(xml: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what XML forbids
  const interdit = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(xml);
  if (interdit || !xml.isWellFormed()) return `caractère interdit en ${interdit?.index}`;
  const ouvertes: string[] = [];
  let fin = 0;
  const balise = /<(\?xml[^?]*\?|\/?[A-Za-z_][\w.:-]*(?:\s+[\w.:-]+\s*=\s*(?:"[^<"]*"|'[^<']*'))*\s*\/?)>/g;
  for (const trouvee of xml.matchAll(balise)) {
    const faute = fauteDeTexte(xml.slice(fin, trouvee.index)) ?? fauteDEntite(trouvee[0]);
    if (faute) return faute;
    fin = trouvee.index + trouvee[0].length;
    const [corps = ''] = trouvee.slice(1);
    const nom = /[^\s/]+/.exec(corps)?.[0] ?? '';
    if (corps.startsWith('?') || corps.endsWith('/')) continue;
    if (!corps.startsWith('/')) ouvertes.push(nom);
    else if (ouvertes.pop() !== nom) return `</${nom}> ne ferme rien`;
  }
  if (xml.slice(fin).trim() !== '') return 'du texte suit le dernier élément';
  return ouvertes.length > 0 ? `<${ouvertes.join('><')}> reste ouvert` : undefined;
}

function fauteDeTexte(texte: string): string | undefined {
  return /[<>]/.test(texte.replace(/\]\]>/g, '')) ? `chevron nu : ${texte.slice(0, 60)}` : fauteDEntite(texte);
}

function fauteDEntite(texte: string): string | undefined {
  return /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)/.test(texte) ? `& nu : ${texte.slice(0, 60)}` : undefined;
}
