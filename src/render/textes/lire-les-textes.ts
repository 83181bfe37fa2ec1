import type { Token } from 'markdown-it';
import * as z from 'zod';
import type { CodeConstat } from '../../domain/constats/codes-constats.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import { pathIn } from '../../files/path-in.ts';
import { PlacedText, type PlaceInText } from '../../files/placed-text.ts';
import { type FileRead, readSmallText, type SizeLimit } from '../../files/read-text.ts';
import { parseYaml } from '../../files/yaml-document.ts';
import { validateYaml } from '../../files/yaml-validation.ts';
import { SECTIONS_A_TEXTE } from '../html/page.ts';
import { type Analyseur, chargerMarkdown, JETON_CHIFFRE, JETON_OUVERT, type Piece, parcourir } from './markdown.ts';

/** The words of one section, understood as far as they can be without the figures. */
export interface TexteLu {
  /** The section: `synthese`, `axe-jeunesse`, `fiches/pays-senegal`. */
  readonly section: string;
  /** The file, its head blank: each piece stands where it does in the file. */
  readonly texte: PlacedText;
  readonly exercice: string;
  readonly relu: boolean;
  readonly jetons: readonly Token[];
  readonly piece: FileRead;
}

/** Far more than anybody reads. */
const TAILLE: SizeLimit = {
  max: 100_000,
  code: 'E-TEXTE-FORME',
  remede: 'Un texte de section tient sur une page : raccourcissez-le, ou retirez le fichier s’il n’en est pas un.',
};
const AXE = 'axe-';
/** The words of a fiche; which fiches there are, only a jaune knows. */
const DE_FICHE = /^textes\/(fiches\/[^/]+)\.md$/;

/**
 * Reads the words of a dossier, `textes/<section>.md` and `textes/fiches/<dimension>-<nom>.md`, and tells all that is wrong with
 * them but the names of figures and of fiches, which only a jaune knows. A file that is that of no section is told, and left.
 */
export async function lireLesTextes(
  { racine, textes, enTete }: Pick<Dossier, 'racine' | 'textes' | 'enTete'>,
  constats: Constats,
): Promise<TexteLu[]> {
  const sections = [...SECTIONS_A_TEXTE, ...[...enTete.axes.keys()].map((axe) => `${AXE}${axe}`)];
  const attendus = textes.flatMap((fichier) => {
    const section = DE_FICHE.exec(fichier)?.[1] ?? sections.find((connue) => fichier === `textes/${connue}.md`);
    if (section === undefined) signalerInconnu(fichier, sections, constats);
    return section === undefined ? [] : [{ fichier, section }];
  });
  const analyser = attendus.length > 0 ? await chargerMarkdown() : undefined;
  return attendus.flatMap(({ fichier, section }) => {
    const lu = readSmallText(pathIn(racine, fichier), fichier, 'texte', TAILLE, constats);
    return (lu && analyser && lire(lu, { section, exercice: enTete.exercice, analyser, constats })) ?? [];
  });
}

interface Contexte {
  readonly section: string;
  readonly exercice: string;
  readonly analyser: Analyseur;
  readonly constats: Constats;
}

function lire(
  { text: texte, file: piece }: { readonly text: PlacedText; readonly file: FileRead },
  { section, exercice, analyser, constats }: Contexte,
): TexteLu | undefined {
  const date = lireEntete(texte, exercice, constats);
  if (!date) return undefined;
  const jetons = analyser(date.corps.text);
  verifierTexte(date.corps, jetons, constats);
  return { section, texte: date.corps, exercice: date.exercice, relu: date.exercice === exercice, jetons, piece };
}

function signalerInconnu(fichier: string, sections: readonly string[], constats: Constats): void {
  const enMarkdown = fichier.replace(/\.[^./]*$/, '.md');
  if (
    enMarkdown !== fichier &&
    (DE_FICHE.test(enMarkdown) || sections.some((nom) => enMarkdown === `textes/${nom}.md`))
  ) {
    constats.ajouter({
      code: 'A-FICHIER-NON-LU',
      lieu: { fichier },
      message: 'ce fichier n’est pas lu : les textes du document sont en .md',
      remede: `Si c’en est un, enregistrez-le en texte simple sous le nom ${enMarkdown}. Retirez-le du dossier sinon.`,
    });
    return;
  }
  const nom = fichier.replace(/^textes\//, '').replace(/\.[^./]*$/, '');
  const proche = nomLePlusProche(nom, sections);
  const vouliez = proche === undefined ? '' : `Vouliez-vous écrire textes/${proche}.md ? `;
  constats.ajouter({
    code: 'A-FICHIER-NON-LU',
    lieu: { fichier },
    message: 'ce fichier n’est pas lu : aucune section du document ne s’appelle ainsi',
    remede: `${vouliez}Les textes sont textes/<section>.md, avec pour section : ${sections.join(', ')}.`,
  });
}

const schema = z.strictObject({
  exercice: z.string().regex(/^\d{4}$/, 'une année sur quatre chiffres est attendue'),
});

const BORNE = /^---[ \t]*$/;

/** What stands at the head of a text, and the text under it, its first lines blank. */
export interface TexteDate {
  readonly exercice: string;
  readonly corps: PlacedText;
}

/**
 * Reads the head of a text: between two lines `---`, the exercice for which it was written. Tells when it is missing or says
 * something else; a text that is of another exercice than the dossier's is told, and is not wrong.
 */
export function lireEntete(texte: PlacedText, exerciceDuDossier: string, constats: Constats): TexteDate | undefined {
  const lignes = texte.text.split('\n');
  const fin = BORNE.test(lignes[0] ?? '') ? lignes.findIndex((ligne, rang) => rang > 0 && BORNE.test(ligne)) : -1;
  if (fin < 0) {
    const ouvert = BORNE.test(lignes[0] ?? '');
    constats.ajouter({
      code: 'E-TEXTE-ENTETE',
      ...texte.placeOfLine(1),
      message: ouvert
        ? 'l’en-tête de ce texte n’est pas fermé : il manque une seconde ligne « --- »'
        : 'ce texte ne dit pas pour quel exercice il a été écrit',
      remede: `En tête du fichier, trois lignes sont attendues : « --- », « exercice: ${exerciceDuDossier} », « --- ».`,
    });
    return undefined;
  }
  // The marks are blanked, not cut out: lines and columns stay those of the file.
  const document = parseYaml(`\n${lignes.slice(1, fin).join('\n')}\n`, texte.file, constats);
  const lu = document && validateYaml(document, schema, constats);
  if (!document || !lu) return undefined;
  if (lu.exercice !== exerciceDuDossier)
    constats.ajouter({
      code: 'A-TEXTE-NON-RELU',
      ...document.place(['exercice']),
      message: `ce texte a été écrit pour ${lu.exercice}, le document est de ${exerciceDuDossier} ; le document le dit au-dessus de lui`,
      remede: `Relisez-le, corrigez ce qui n’est plus vrai, puis écrivez « exercice: ${exerciceDuDossier} ».`,
    });
  return {
    exercice: lu.exercice,
    corps: new PlacedText(texte.file, '\n'.repeat(fin + 1) + lignes.slice(fin + 1).join('\n')),
  };
}

/** Quotes and lists in one another, at the most: deeper, CommonMark itself gives up without a word. */
const NIVEAUX_MAX = 12;
/** A closing brace that nothing opened, or a name between single braces. */
const ACCOLADES = /\}\}|\{[a-z_]+\.[a-z0-9_./-]+\}/;

const REMEDE_CHIFFRE = 'Un chiffre s’écrit entre deux accolades, sur une seule ligne : {{synthese.total}}.';
const REMEDE_LIEN = 'Corrigez l’adresse, ou gardez les mots sans le lien.';

type Dire = (code: CodeConstat, place: () => PlaceInText, message: string, remede: string) => void;

/**
 * Tells what a text may not hold: HTML, pictures, addresses that lead out of what is safe, braces that name nothing, more
 * levels than can be read, or no words at all. Names of figures are for who knows the figures.
 */
export function verifierTexte(texte: PlacedText, jetons: readonly Token[], constats: Constats): void {
  const dire: Dire = (code, place, message, remede) =>
    constats.ajouter({
      code,
      // Of a text wrong from end to end, only the findings that are kept are worth looking for.
      ...(constats.gardera(code, texte.file) ? place() : { lieu: { fichier: texte.file } }),
      message,
      remede,
    });
  let profond = false;
  let avant: Piece | undefined;
  for (const piece of parcourir(texte, jetons)) {
    const { jeton } = piece;
    if (jeton.type === 'link_close' && avant?.jeton.type === 'link_open')
      dire('E-TEXTE-LIEN', () => piece.place(), 'ce lien n’a pas de mots : rien ne s’y lirait', REMEDE_LIEN);
    avant = piece;
    if (jeton.block && jeton.level >= NIVEAUX_MAX && !profond) {
      profond = true;
      dire(
        'E-TEXTE-FORME',
        () => piece.place(),
        'trop de citations et de listes les unes dans les autres',
        'Écrivez la même chose avec moins de niveaux.',
      );
    }
    verifierPiece(piece, dire);
  }
  if (texte.text.trim() === '')
    dire(
      'E-TEXTE-FORME',
      () => texte.placeOfLine(1),
      'ce texte est vide',
      'Écrivez-le sous son en-tête, ou retirez le fichier : une section peut rester sans texte.',
    );
}

function verifierPiece(piece: Piece, dire: Dire): void {
  const { jeton } = piece;
  switch (jeton.type) {
    case 'html_block':
    case 'html_inline':
      dire(
        'E-TEXTE-HTML',
        () => piece.place(),
        'ceci est du HTML : un texte n’en contient pas',
        'Écrivez en Markdown (**gras**, *italique*, - liste). Pour montrer le signe lui-même, écrivez \\<.',
      );
      return;
    case 'image':
      dire(
        'E-TEXTE-HTML',
        () => piece.place(),
        'ceci est une image : un texte n’en contient pas',
        'Retirez-la. Le logo se déclare dans exercice.yaml, sous apparence.',
      );
      return;
    case 'link_open':
      verifierLien(piece, dire);
      return;
    case JETON_CHIFFRE:
      if (jeton.content.slice(2, -2).trim() === '')
        dire('E-TEXTE-CHIFFRE', () => piece.place(), 'aucun nom entre ces accolades', REMEDE_CHIFFRE);
      return;
    case JETON_OUVERT:
      dire(
        'E-TEXTE-CHIFFRE',
        () => piece.place(),
        'ces accolades ne sont pas fermées sur la même ligne',
        `${REMEDE_CHIFFRE} Pour montrer les accolades elles-mêmes, écrivez \\{{.`,
      );
      return;
    case 'text': {
      const [accolades] = ACCOLADES.exec(jeton.content) ?? [];
      if (accolades !== undefined)
        dire(
          'E-TEXTE-CHIFFRE',
          () => piece.placeDe(accolades),
          accolades === '}}' ? 'ces accolades n’ont pas été ouvertes' : 'il manque des accolades autour de ce nom',
          REMEDE_CHIFFRE,
        );
    }
  }
}

function verifierLien(piece: Piece, dire: Dire): void {
  const adresse = String(piece.jeton.attrGet('href') ?? '');
  const titre = String(piece.jeton.attrGet('title') ?? '');
  const faute = direAdresse(adresse);
  if (faute !== undefined) dire('E-TEXTE-LIEN', () => piece.placeDe(adresse), faute, REMEDE_LIEN);
  if (titre !== '')
    dire(
      'E-TEXTE-LIEN',
      () => piece.placeDe(titre),
      'ce lien a une bulle, qui ne se lit ni sur papier ni au clavier',
      'Retirez le texte entre guillemets, ou mettez-le dans les mots du lien.',
    );
}

/** What is wrong with the address of a link, in words; `undefined` when it may stand. */
export function direAdresse(adresse: string): string | undefined {
  if (adresse.includes('{{') || adresse.includes('}}'))
    return 'un chiffre ne peut pas faire partie d’une adresse ; il s’ouvre de lui-même sur ses lignes';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029<>"`\\]/.test(adresse))
    return 'cette adresse contient une espace ou un signe qu’une adresse n’a pas';
  if (adresse.startsWith('#')) return adresse.length > 1 ? undefined : 'cette adresse ne mène nulle part';
  if (/^mailto:/i.test(adresse))
    return /^mailto:[^@\s:/?]+@[^@\s:/?]+(?:\?|$)/i.test(adresse) ? undefined : 'ce n’est pas une adresse de courriel';
  if (/^https:\/\//i.test(adresse) && URL.canParse(adresse)) return undefined;
  return 'un lien ne mène qu’à une adresse https:, à un courriel (mailto:) ou à un endroit du document (#pays)';
}
