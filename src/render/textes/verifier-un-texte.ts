import type { Token } from 'markdown-it';
import type { CodeConstat } from '../../domain/constats/codes-constats.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { PlacedText, PlaceInText } from '../../files/placed-text.ts';
import { JETON_CHIFFRE, JETON_OUVERT } from './markdown.ts';
import { type Piece, parcourir } from './parcourir.ts';

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
      ...(constats.gardera(code, texte.fichier) ? place() : { lieu: { fichier: texte.fichier } }),
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
  if (texte.texte.trim() === '')
    dire(
      'E-TEXTE-FORME',
      () => texte.placeDeLigne(1),
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
