import { posix } from 'node:path';
import { ClasseurIllisible, readArchive } from './archive.ts';
import { type FormatLu, readFormats } from './read-formats.ts';
import { type Bornes, type FeuilleLue, readSheet } from './read-sheet.ts';
import { lireEchappements, visitXml } from './xml.ts';

/** A workbook as it lies in its file. */
export interface ClasseurLu {
  readonly feuilles: ReadonlyMap<string, FeuilleLue>;
  /** Whether its days count from 1904, as Excel for Mac once did. */
  readonly depuis1904: boolean;
}

/** A sheet of a workbook, not read yet. */
export interface FeuilleAOuvrir {
  readonly nom: string;
  /** Its part of the file, as it stands. */
  readonly octets: Uint8Array;
  lire(bornes: Bornes): FeuilleLue;
}

const UTILES = /^(?:xl\/.*\.xml(?:\.rels)?|_rels\/\.rels)$/;
const REFUS = 'ce fichier n’est pas un classeur Excel';

/**
 * Reads the named sheets of a workbook: the cells with their types, looks and formulas, not what they look like.
 * @throws ClasseurIllisible when the file is something else, or damaged
 * @throws the errors of the file system
 */
export function readWorkbook(chemin: string, noms: readonly string[], bornes: Bornes): ClasseurLu {
  const { feuilles, depuis1904 } = openSheets(readArchive(chemin, (nom) => UTILES.test(nom)));
  const lues = feuilles.flatMap((feuille): [string, FeuilleLue][] =>
    noms.includes(feuille.nom) ? [[feuille.nom, feuille.lire(bornes)]] : [],
  );
  return { feuilles: new Map(lues), depuis1904 };
}

/**
 * The sheets of a workbook in their order, from its parts.
 * @throws ClasseurIllisible when the parts are those of something else
 */
export function openSheets(parties: ReadonlyMap<string, Uint8Array>): {
  readonly feuilles: readonly FeuilleAOuvrir[];
  readonly depuis1904: boolean;
} {
  const racine = [...liens(parties.get('_rels/.rels'), '').values()].find(
    (cible) => /workbook[^/]*\.xml$/.test(cible) && parties.has(cible),
  );
  const classeur = racine === undefined ? undefined : parties.get(racine);
  if (racine === undefined || classeur === undefined)
    throw new ClasseurIllisible(REFUS, 'Donnez le classeur fait par « jaune arbitrer export ».');
  const dossier = posix.dirname(racine);
  const cibles = liens(parties.get(posix.join(dossier, '_rels', `${posix.basename(racine)}.rels`)), dossier);
  const { feuilles, depuis1904 } = lireSommaire(classeur);
  const partie = (fin: string) => parties.get([...cibles.values()].find((cible) => cible.endsWith(fin)) ?? '');
  const textes = readSharedTexts(partie('sharedStrings.xml'));
  const formats: readonly FormatLu[] = readFormats(partie('styles.xml'));
  return {
    depuis1904,
    feuilles: feuilles.flatMap(({ nom, lien }) => {
      const octets = parties.get(cibles.get(lien) ?? '');
      return octets ? [{ nom, octets, lire: (bornes) => readSheet(octets, { textes, formats, bornes }) }] : [];
    }),
  };
}

/** The parts that a part leans on, by the identifier of the link. */
function liens(octets: Uint8Array | undefined, dossier: string): ReadonlyMap<string, string> {
  const trouves = new Map<string, string>();
  if (octets)
    visitXml(octets, {
      ouvrir(nom, attribut) {
        const cible = attribut('Target') ?? '';
        if (nom !== 'Relationship' || attribut('TargetMode') === 'External') return;
        trouves.set(attribut('Id') ?? '', cible.startsWith('/') ? cible.slice(1) : posix.join(dossier, cible));
      },
      texte() {},
      fermer() {},
    });
  return trouves;
}

function lireSommaire(octets: Uint8Array) {
  const feuilles: { nom: string; lien: string }[] = [];
  let depuis1904 = false;
  visitXml(octets, {
    ouvrir(nom, attribut) {
      if (nom === 'sheet') feuilles.push({ nom: attribut('name') ?? '', lien: attribut('id') ?? '' });
      else if (nom === 'workbookPr') depuis1904 = attribut('date1904') === '1' || attribut('date1904') === 'true';
    },
    texte() {},
    fermer() {},
  });
  return { feuilles, depuis1904 };
}

/** The texts that cells share, their runs of different looks put end to end, without the readings of Japanese. */
function readSharedTexts(octets: Uint8Array | undefined): readonly string[] {
  const textes: string[] = [];
  let courant = '';
  let dansT = false;
  let dansLecture = false;
  if (octets)
    visitXml(octets, {
      ouvrir(nom) {
        if (nom === 'si') courant = '';
        else if (nom === 'rPh') dansLecture = true;
        else if (nom === 't') dansT = true;
      },
      texte(texte) {
        if (dansT && !dansLecture) courant += texte;
      },
      fermer(nom) {
        if (nom === 'si') textes.push(lireEchappements(courant));
        else if (nom === 'rPh') dansLecture = false;
        else if (nom === 't') dansT = false;
      },
    });
  return textes;
}
