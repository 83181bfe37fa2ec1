import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { ecourter } from '../domain/textes/texte.ts';
import { openArchive } from '../files/xlsx/archive.ts';
import { columnLetter } from '../files/xlsx/cell.ts';
import type { CellRead } from '../files/xlsx/read-sheet.ts';
import { openSheets, type SheetToOpen } from '../files/xlsx/read-workbook.ts';
import { direLInvisible, montrerLInvisible, seVoientDeMeme } from './difference-invisible.ts';

const PAR_FORMAT: Readonly<Record<string, (etats: DeuxEtats) => PremiereDifference | undefined>> = {
  csv: differenceDeCsv,
  html: differenceDeHtml,
  json: differenceDeJson,
  xlsx: differenceDeClasseur,
};
const LONGUEUR_MAX = 121;
/** Larger than any document that people open: beyond, the place of a difference is that of a byte. */
const LUS_D_UN_COUP_MAX = 512 * 1024 * 1024;
const BLOC = 1024 * 1024;

/**
 * The first difference between two files of the same name; nothing when they are the same to the byte. What cannot be read
 * as its name says is compared as text.
 * @throws the errors of the file system
 */
export function premiereDifference(
  nom: string,
  chemins: { scelle: string; refait: string },
): PremiereDifference | undefined {
  const tailles = [statSync(chemins.scelle).size, statSync(chemins.refait).size];
  if (Math.max(...tailles) > LUS_D_UN_COUP_MAX) return differenceDOctets(chemins);
  const etats = { scelle: readFileSync(chemins.scelle), refait: readFileSync(chemins.refait) };
  if (etats.scelle.equals(etats.refait)) return undefined;
  if (nom.endsWith('.xlsx') && essayer(() => openArchive(etats.scelle, () => true)) === undefined)
    return { ou: 'le fichier entier, qui ne s’ouvre plus comme classeur', scelle: '', refait: '' };
  const format = nom.slice(nom.lastIndexOf('.') + 1);
  const lire = Object.hasOwn(PAR_FORMAT, format) ? PAR_FORMAT[format] : undefined;
  const difference = essayer(() => lire?.(etats)) ?? differenceDeTexte(etats);
  return format === 'xlsx' ? encadrer(difference) : encadrer(montrer(difference, etats));
}

/** How much is shown around a place of which the words do not tell the difference. */
const ALENTOUR = 40;

/** The same, where what differs is not seen: what it is, and the signs themselves. */
function montrer(difference: PremiereDifference, { scelle, refait }: DeuxEtats): PremiereDifference {
  const invisible = direLInvisible(scelle, refait);
  const ou = invisible === undefined ? difference.ou : `${difference.ou} ; rien d’autre ne diffère que ${invisible}`;
  if (!seVoientDeMeme(difference.scelle, difference.refait)) return { ...difference, ou };
  const ecart = premierEcart(scelle, refait);
  const autour = (octets: Buffer) =>
    montrerLInvisible(
      octets.toString('utf8', Math.max(0, ecart - ALENTOUR), ecart + ALENTOUR).replace(/^\ufffd+|\ufffd+$/g, ''),
    );
  return { ou, scelle: autour(scelle), refait: autour(refait) };
}

/** The same, cut around the first sign that differs. */
function encadrer({ ou, scelle, refait }: PremiereDifference): PremiereDifference {
  let ecart = 0;
  while (ecart < scelle.length && scelle[ecart] === refait[ecart]) ecart += 1;
  const long = Math.max(scelle.length, refait.length) > LONGUEUR_MAX;
  const debut = long ? Math.max(0, ecart - (LONGUEUR_MAX >> 1)) : 0;
  const couper = (texte: string) =>
    ecourter(debut === 0 || texte === '' ? texte : `…${texte.slice(debut + 1)}`, LONGUEUR_MAX);
  return { ou, scelle: couper(scelle), refait: couper(refait) };
}

/** Two files of which one is too large to be held, block by block: whoever seals chooses the size of what is read again. */
function differenceDOctets(chemins: { scelle: string; refait: string }): PremiereDifference | undefined {
  const [scelle, refait] = [openSync(chemins.scelle, 'r'), openSync(chemins.refait, 'r')];
  const [gauche, droite] = [Buffer.allocUnsafe(BLOC), Buffer.allocUnsafe(BLOC)];
  try {
    for (let place = 0; ; place += BLOC) {
      const ici = gauche.subarray(0, readSync(scelle, gauche, 0, BLOC, place));
      const la = droite.subarray(0, readSync(refait, droite, 0, BLOC, place));
      if (!ici.equals(la)) return { ou: `octet ${place + premierEcart(ici, la) + 1}`, scelle: '', refait: '' };
      if (ici.length === 0) return undefined;
    }
  } finally {
    closeSync(scelle);
    closeSync(refait);
  }
}

/** A file that was tampered with may not be read at all. */
function essayer<T>(lire: () => T | undefined): T | undefined {
  try {
    return lire();
  } catch {
    return undefined;
  }
}

/** The first place where two files that should be the same part, in words that say where to look. */
export interface PremiereDifference {
  /** `ligne 214, colonne montant_centimes`, `feuille Synthèse, cellule C7`, `section « Dans le monde »`, `synthese.total`. */
  readonly ou: string;
  /** What the sealed file says there; empty for nothing. */
  readonly scelle: string;
  readonly refait: string;
}

interface DeuxEtats {
  readonly scelle: Buffer;
  readonly refait: Buffer;
}

/** The first place where two texts part; the length of the shorter when one begins the other. */
export function premierEcart(gauche: Buffer, droite: Buffer): number {
  const commun = Math.min(gauche.length, droite.length);
  let bas = 0;
  // Halving, with comparisons of whole blocks: a byte at a time is slow on a large file.
  let haut = commun;
  while (bas < haut) {
    const milieu = (bas + haut + 1) >>> 1;
    if (gauche.compare(droite, bas, milieu, bas, milieu) === 0) bas = milieu;
    else haut = milieu - 1;
  }
  return bas;
}

/** The first line and column that differ, in the CSV files that the tool writes: `;`, heads on the first line. */
function differenceDeCsv({ scelle, refait }: DeuxEtats): PremiereDifference {
  const ecart = premierEcart(scelle, refait);
  const [avant, apres] = [ligneEn(scelle, ecart), ligneEn(refait, ecart)];
  const ligne = `ligne ${numeroDeLigne(scelle, ecart)}`;
  const titres = cellules(ligneEn(scelle, 0));
  const [gauche, droite] = [cellules(avant), cellules(apres)];
  // A line that is only there on one side shifts the others: it is told whole.
  if (gauche.length !== titres.length || droite.length !== titres.length)
    return { ou: ligne, scelle: avant, refait: apres };
  const rang = titres.findIndex((_, colonne) => gauche[colonne] !== droite[colonne]);
  if (rang < 0 || (rang === 0 && gauche[0] !== droite[0])) return { ou: ligne, scelle: avant, refait: apres };
  const ref = gauche[0] === undefined ? '' : ` (${gauche[0]})`;
  return { ou: `${ligne}${ref}, colonne ${titres[rang]}`, scelle: gauche[rang] ?? '', refait: droite[rang] ?? '' };
}

/** The cells of one line; a record on several lines gives what its first line holds. */
function cellules(ligne: string): string[] {
  const lues: string[][] = parse(ligne, { delimiter: ';', relax_quotes: true, relax_column_count: true, bom: true });
  return lues[0] ?? [];
}

/** How much of the page is shown around the place. */
const AUTOUR = 80;
/** One pass, whatever the page holds: nothing of what a sealed page says is to be believed. */
const BORNE_DE_TITRE = /<(\/?)h[1-6]\b[^<>]*>/g;
/** More than any heading of ours takes. */
const TITRE_MAX = 1_000;

/** The section and the words where two pages part. */
function differenceDeHtml({ scelle, refait }: DeuxEtats): PremiereDifference {
  const ecart = premierEcart(scelle, refait);
  const avant = scelle.toString('utf8', 0, ecart);
  return { ou: lieuDe(avant), scelle: autour(scelle, ecart), refait: autour(refait, ecart) };
}

/** The last heading before the place, or the part of the page that has none. */
function lieuDe(avant: string): string {
  if (!avant.includes('</style>')) return 'en-tête de la page (style, politique de sécurité)';
  if (avant.includes('<script')) return 'données et script de la page';
  const titre = sansBalises(dernierTitre(avant.slice(avant.indexOf('</style>'))));
  return titre === '' ? 'couverture' : `section « ${titre} »`;
}

/** What the last heading that is closed holds. */
function dernierTitre(html: string): string {
  let [debut, titre] = [-1, ''];
  for (const { 0: borne, 1: fermante, index } of html.matchAll(BORNE_DE_TITRE)) {
    if (fermante === '') debut = index + borne.length;
    else if (debut >= 0) {
      titre = html.slice(debut, Math.min(index, debut + TITRE_MAX));
      debut = -1;
    }
  }
  return titre;
}

function autour(octets: Buffer, place: number): string {
  // Back to the start of a character: a page is UTF-8.
  let debut = Math.max(0, place - AUTOUR);
  while (debut > 0 && ((octets[debut] ?? 0) & 0xc0) === 0x80) debut -= 1;
  const morceau = octets.toString('utf8', debut, place + AUTOUR);
  return sansBalises(morceau.replace(/^[^<]*>/, '').replace(/<[^>]*$/, '')) || morceau.trim();
}

function sansBalises(html: string): string {
  return html
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The first key that differs, `tables.pays[3].centimes`, in the order of the sealed file. */
function differenceDeJson({ scelle, refait }: DeuxEtats): PremiereDifference | undefined {
  return comparerValeurs(JSON.parse(scelle.toString('utf8')), JSON.parse(refait.toString('utf8')), '');
}

function comparerValeurs(gauche: unknown, droite: unknown, chemin: string): PremiereDifference | undefined {
  if (Array.isArray(gauche) && Array.isArray(droite)) {
    for (let rang = 0; rang < Math.max(gauche.length, droite.length); rang++) {
      const trouvee = comparerValeurs(gauche[rang], droite[rang], `${chemin}[${rang}]`);
      if (trouvee) return trouvee;
    }
    return undefined;
  }
  if (estObjet(gauche) && estObjet(droite)) {
    for (const cle of new Set([...Object.keys(gauche), ...Object.keys(droite)])) {
      const trouvee = comparerValeurs(lire(gauche, cle), lire(droite, cle), chemin === '' ? cle : `${chemin}.${cle}`);
      if (trouvee) return trouvee;
    }
    return undefined;
  }
  return Object.is(gauche, droite) ? undefined : { ou: chemin, scelle: ecrire(gauche), refait: ecrire(droite) };
}

function estObjet(valeur: unknown): valeur is Record<string, unknown> {
  return typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur);
}

function lire(objet: Record<string, unknown>, cle: string): unknown {
  return Object.hasOwn(objet, cle) ? objet[cle] : undefined;
}

function ecrire(valeur: unknown): string {
  return valeur === undefined ? '' : JSON.stringify(valeur);
}

const TOUT = { rows: 1_048_576, columns: 16_384 };

/** The first sheet and cell that differ; what differs outside cells (looks, widths, formulas) is told by its part. */
function differenceDeClasseur({ scelle, refait }: DeuxEtats): PremiereDifference | undefined {
  const [gauche, droite] = [ouvrir(scelle), ouvrir(refait)];
  const noms = (feuilles: readonly SheetToOpen[]) => feuilles.map(({ name: nom }) => nom).join(', ');
  if (noms(gauche.feuilles) !== noms(droite.feuilles))
    return { ou: 'liste des feuilles', scelle: noms(gauche.feuilles), refait: noms(droite.feuilles) };
  for (const [rang, feuille] of gauche.feuilles.entries()) {
    const autre = droite.feuilles[rang];
    if (autre === undefined || Buffer.from(feuille.bytes).equals(autre.bytes)) continue;
    const cellule = premiereCellule(feuille, autre);
    if (cellule) return { ...cellule, ou: `feuille ${feuille.name}, cellule ${cellule.ou}` };
    return {
      ou: `feuille ${feuille.name}, hors des valeurs (formule, format ou mise en page)`,
      scelle: '',
      refait: '',
    };
  }
  for (const nom of new Set([...gauche.parties.keys(), ...droite.parties.keys()])) {
    const [partie, autre] = [gauche.parties.get(nom), droite.parties.get(nom)];
    if (partie === undefined || autre === undefined || !Buffer.from(partie).equals(autre))
      return {
        ou: `partie ${nom} du classeur`,
        scelle: partie === undefined ? 'absente' : '',
        refait: autre === undefined ? 'absente' : '',
      };
  }
  return {
    ou: `${lieuDansLeZip(scelle, premierEcart(scelle, refait))}, dont le contenu est le même`,
    scelle: '',
    refait: '',
  };
}

/** The heads of a zip, how long they are without their names, and where a date stands in them. */
const TETES = [
  { signe: Buffer.from('PK\u0003\u0004', 'latin1'), longueur: 30, date: 10 },
  { signe: Buffer.from('PK\u0001\u0002', 'latin1'), longueur: 46, date: 12 },
  { signe: Buffer.from('PK\u0005\u0006', 'latin1'), longueur: 22, date: 22 },
];

/** What stands at a place of a zip of which the files are the same. */
function lieuDansLeZip(octets: Buffer, place: number): string {
  const [tete] = TETES.map(({ signe, longueur, date }) => ({
    longueur,
    date,
    depuis: octets.lastIndexOf(signe, place),
  }))
    .filter(({ depuis }) => depuis >= 0)
    .sort((gauche, droite) => droite.depuis - gauche.depuis);
  const rang = place - (tete?.depuis ?? place);
  if (tete === undefined || rang >= tete.longueur) return 'la compression du fichier';
  return rang >= tete.date && rang < tete.date + 4
    ? 'la date d’une partie du fichier'
    : 'un en-tête d’une partie du fichier';
}

function ouvrir(octets: Buffer) {
  const parties = openArchive(octets, () => true);
  return { parties, feuilles: openSheets(parties).sheets };
}

function premiereCellule(gauche: SheetToOpen, droite: SheetToOpen): PremiereDifference | undefined {
  const [a, b] = [gauche.read(TOUT), droite.read(TOUT)];
  const rangees = [...new Set([...a.rows.keys(), ...b.rows.keys()])].sort((x, y) => x - y);
  for (const numero of rangees) {
    const [ici, la] = [a.rows.get(numero), b.rows.get(numero)];
    const colonnes = [...new Set([...(ici?.keys() ?? []), ...(la?.keys() ?? [])])].sort((x, y) => x - y);
    for (const colonne of colonnes) {
      const [scelle, refait] = [contenuDe(ici?.get(colonne)), contenuDe(la?.get(colonne))];
      if (scelle !== refait) return { ou: `${columnLetter(colonne - 1)}${numero}`, scelle, refait };
    }
  }
  return undefined;
}

function contenuDe(cellule: CellRead | undefined): string {
  return cellule === undefined || cellule.type === 'vide' ? '' : cellule.content;
}

const LF = 0x0a;

function differenceDeTexte({ scelle, refait }: DeuxEtats): PremiereDifference {
  const ecart = premierEcart(scelle, refait);
  return {
    ou: `ligne ${numeroDeLigne(scelle, ecart)}`,
    scelle: ligneEn(scelle, ecart),
    refait: ligneEn(refait, ecart),
  };
}

/** The number of the line where a byte stands, from 1. */
function numeroDeLigne(octets: Buffer, place: number): number {
  let numero = 1;
  for (let rang = octets.indexOf(LF); rang >= 0 && rang < place; rang = octets.indexOf(LF, rang + 1)) numero += 1;
  return numero;
}

/** The line where a byte stands, without its end. */
function ligneEn(octets: Buffer, place: number): string {
  const debut = place === 0 ? 0 : octets.lastIndexOf(LF, place - 1) + 1;
  const fin = octets.indexOf(LF, place);
  return octets.toString('utf8', debut, fin < 0 ? octets.length : fin);
}
