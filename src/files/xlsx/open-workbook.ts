import { posix } from 'node:path';
import { MAX_PARTS } from './archive.ts';
import { type NumberFormat, readFormats } from './read-formats.ts';
import { UnreadableWorkbook } from './unreadable.ts';
import { readEscapes, visitXml } from './xml.ts';

/** A sheet of a workbook, as its table of contents names it. */
export interface NamedSheet {
  readonly nom: string;
  /** Hidden by hand, or so that only a macro shows it. */
  readonly masquee: boolean;
  /** Its part in the archive; nothing when the workbook does not say which. */
  readonly part: string | undefined;
  /** Whether it has cells: a sheet may also be one chart, or one dialog. */
  readonly hasCells: boolean;
}

/** What a workbook says of itself; its sheets are not read yet. */
export interface OpenedWorkbook {
  readonly feuilles: readonly NamedSheet[];
  /** Whether its days count from 1904, as Excel for Mac once did. */
  readonly depuis1904: boolean;
  /** Whether results of formulas are only worked out when somebody asks: those in the file may be old. */
  readonly calculManuel: boolean;
  /** Other workbooks that its formulas lean on. */
  readonly liensExternes: number;
  /** The texts that its cells share. */
  readonly textes: readonly string[];
  readonly formats: readonly NumberFormat[];
}

/**
 * Opens a workbook from its parts.
 * @param partie gives a part by its name
 * @throws UnreadableWorkbook when the parts are those of something else
 */
export function openWorkbook(partie: (nom: string) => Uint8Array | undefined): OpenedWorkbook {
  const racine = [...readRelations(partie('_rels/.rels'), '').values()].find(({ target: cible }) =>
    /workbook[^/]*\.xml$/i.test(cible),
  )?.target;
  const classeur = racine === undefined ? undefined : partie(racine);
  if (racine === undefined || classeur === undefined) throw new UnreadableWorkbook('sans_classeur');
  const relations = readRelations(partie(relationsPart(racine)), posix.dirname(racine));
  const toutes = [...relations.values()];
  const annexe = (genre: string) =>
    partie(
      (
        toutes.find((relation) => relation.kind === genre) ??
        toutes.find(({ target: cible }) => cible.endsWith(`${genre}.xml`))
      )?.target ?? '',
    );
  const { feuilles, depuis1904, calculManuel } = readContents(classeur);
  if (feuilles.length > MAX_PARTS) throw new UnreadableWorkbook('trop_gros', `plus de ${MAX_PARTS} feuilles`);
  return {
    depuis1904,
    calculManuel,
    liensExternes: toutes.filter(({ kind: genre }) => genre === 'externalLink').length,
    textes: readSharedTexts(annexe('sharedStrings')),
    formats: readFormats(annexe('styles')),
    feuilles: feuilles.map(({ nom, lien, masquee }) => {
      const relation = relations.get(lien);
      return {
        nom,
        masquee,
        part: relation?.target,
        hasCells: !/chart|dialog|macro/i.test(relation?.kind ?? ''),
      };
    }),
  };
}

function readContents(octets: Uint8Array) {
  const feuilles: { nom: string; lien: string; masquee: boolean }[] = [];
  let depuis1904 = false;
  let calculManuel = false;
  visitXml(octets, {
    open({ name: nom, attribute: attribut, prefixedAttribute: attributPrefixe }) {
      if (nom === 'sheet')
        feuilles.push({
          nom: attribut('name') ?? '',
          lien: attributPrefixe('id') ?? '',
          masquee: /hidden/i.test(attribut('state') ?? ''),
        });
      else if (nom === 'workbookPr') depuis1904 = attribut('date1904') === '1' || attribut('date1904') === 'true';
      else if (nom === 'calcPr') calculManuel = attribut('calcMode') === 'manual';
    },
    text() {},
    close() {},
  });
  return { feuilles, depuis1904, calculManuel };
}

/** The texts that cells share, their runs of different looks put end to end, without the readings of Japanese. */
export function readSharedTexts(octets: Uint8Array | undefined): readonly string[] {
  const textes: string[] = [];
  let courant = '';
  let dansT = false;
  let dansLecture = false;
  if (octets)
    visitXml(octets, {
      open({ name: nom }) {
        if (nom === 'si') courant = '';
        else if (nom === 'rPh') dansLecture = true;
        else if (nom === 't') dansT = true;
      },
      text(texte) {
        if (dansT && !dansLecture) courant += texte;
      },
      close(nom) {
        if (nom === 'si') textes.push(readEscapes(courant));
        else if (nom === 'rPh') dansLecture = false;
        else if (nom === 't') dansT = false;
      },
    });
  return textes;
}

/** A part of the archive that another part leans on. */
export interface Relation {
  /** Name of the part. */
  readonly target: string;
  /** What it is for, the last word of its address: `worksheet`, `sharedStrings`; the same in strict files. */
  readonly kind: string;
}

/**
 * What a part leans on, by the identifier of the link. Links out of the archive are left aside: none is ever followed.
 * @param octets part that holds the links; nothing when there is none
 * @param dossier folder of the part that leans
 */
export function readRelations(octets: Uint8Array | undefined, dossier: string): ReadonlyMap<string, Relation> {
  const trouvees = new Map<string, Relation>();
  if (octets)
    visitXml(octets, {
      open({ name: nom, attribute: attribut }) {
        const cible = attribut('Target') ?? '';
        if (nom !== 'Relationship' || attribut('TargetMode') === 'External') return;
        const type = attribut('Type') ?? '';
        trouvees.set(attribut('Id') ?? '', {
          target: cible.startsWith('/') ? cible.slice(1) : posix.join(dossier, cible),
          kind: type.slice(type.lastIndexOf('/') + 1),
        });
        if (trouvees.size > MAX_PARTS) throw new UnreadableWorkbook('trop_gros', `plus de ${MAX_PARTS} parties`);
      },
      text() {},
      close() {},
    });
  return trouvees;
}

/** Where the links of a part stand: `xl/_rels/workbook.xml.rels`. */
export function relationsPart(partie: string): string {
  return posix.join(posix.dirname(partie), '_rels', `${posix.basename(partie)}.rels`);
}
