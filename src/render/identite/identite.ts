import { SaxesParser } from 'saxes';
import type { Constat, Constats } from '../../domain/constats/constat.ts';
import type { FormatDeLogo, LogoDeclare } from '../../domain/dossier/apparence.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { pathIn } from '../../files/path-in.ts';
import { PlacedText } from '../../files/placed-text.ts';
import { decodeText, describeFile, type FileRead, readWhole, type SizeLimit } from '../../files/read-text.ts';
import type { Habillage } from '../html/gabarits.ts';
import type { Partie } from '../html/parties.ts';
import { lireLesGabarits } from './lire-les-gabarits.ts';

/** What a region shows of itself on the page: its logo, its colours, the templates that it redrew. */
export interface Identite {
  /** As a data address; empty without one. */
  readonly logo: string;
  readonly habillage: Habillage & Required<Pick<Habillage, 'parties'>>;
  /** The files that it comes from. */
  readonly pieces: readonly FileRead[];
}

/** Reads what a dossier says of the looks of its documents, and tells all that is wrong with it. */
export async function lireLIdentite(
  dossier: Pick<Dossier, 'racine' | 'gabarits' | 'apparence'>,
  livrees: readonly Partie[],
  constats: Constats,
): Promise<Identite> {
  const { logo: declare, couleurs } = dossier.apparence;
  const logo = declare && lireLeLogo(dossier.racine, declare, constats);
  const gabarits = await lireLesGabarits(dossier, livrees, constats);
  return {
    logo: logo?.adresse ?? '',
    habillage: { parties: gabarits.map(({ partie }) => partie), couleurs },
    pieces: [...(logo ? [logo.piece] : []), ...gabarits.map(({ piece }) => piece)],
  };
}

export interface LogoLu {
  /** `data:image/svg+xml;base64,…`. */
  readonly adresse: string;
  readonly piece: FileRead;
}

const TAILLE: SizeLimit = {
  max: 200_000,
  code: 'E-LOGO',
  remede: 'Le logo entre dans chaque document : prenez-en une version plus légère, en SVG ou réduite.',
};
const REMEDE_SVG = 'Redemandez un logo simple, ou exportez-le de nouveau en « SVG simple » ou en PNG.';

const TYPES: Readonly<Record<FormatDeLogo, { readonly type: string; readonly debut?: Buffer; readonly nom: string }>> =
  {
    '.svg': { type: 'image/svg+xml', nom: 'SVG' },
    '.png': { type: 'image/png', debut: Buffer.from('89504e470d0a1a0a', 'hex'), nom: 'PNG' },
    '.jpg': { type: 'image/jpeg', debut: Buffer.from('ffd8ff', 'hex'), nom: 'JPEG' },
    '.jpeg': { type: 'image/jpeg', debut: Buffer.from('ffd8ff', 'hex'), nom: 'JPEG' },
  };

/** Reads the logo of a dossier into an address that holds it whole; tells why when it is none, or is not safe to show. */
export function lireLeLogo(
  racine: string,
  { fichier, format, place }: LogoDeclare,
  constats: Constats,
): LogoLu | undefined {
  const refuser = (message: string, remede: string, ou: Pick<Constat, 'lieu' | 'extrait'> = place): undefined => {
    constats.ajouter({ code: 'E-LOGO', ...ou, message, remede });
  };
  const octets = readWhole(pathIn(racine, fichier), fichier, TAILLE, constats);
  if (!octets) return undefined;
  const { type, debut, nom } = TYPES[format];
  if (debut && !octets.subarray(0, debut.length).equals(debut))
    return refuser(
      `ce fichier n’est pas une image ${nom}, quoi que dise son nom`,
      'Exportez de nouveau le logo dans ce format : changer le nom d’un fichier ne change pas ce qu’il est.',
      { lieu: { fichier } },
    );
  if (!debut) {
    const brut = decodeText(octets, fichier, 'texte', constats);
    if (brut === undefined) return undefined;
    const texte = new PlacedText(fichier, brut.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
    const fautes = fautesDeSvg(texte);
    for (const faute of fautes) refuser(faute.message, REMEDE_SVG, texte.place(faute.debut, faute.fin));
    if (fautes.length > 0) return undefined;
  }
  return { adresse: `data:${type};base64,${octets.toString('base64')}`, piece: describeFile(fichier, octets) };
}

/** Something that a logo may not hold, with the line where it stands and what to underline there. */
export interface FauteDeSvg {
  readonly debut: number;
  readonly fin: number;
  readonly message: string;
}

const ESPACE_SVG = 'http://www.w3.org/2000/svg';
const ELEMENTS_REFUSES: ReadonlySet<string> = new Set([
  'script',
  'foreignobject',
  'iframe',
  'object',
  'embed',
  'audio',
  'video',
  'handler',
  'listener',
]);
/** What fetches something: only a piece of the drawing itself, or a picture that it holds, may be named. */
const ADRESSE_PERMISE = /^\s*(?:#|data:image\/(?:png|jpeg);base64,|$)/i;
/** A sign of CSS by its code, or covered: `\70`, `\p`. */
const ECHAPPE = /\\(?:([0-9a-f]{1,6})\s?|([^\n]))/gi;
const enClair = (style: string) =>
  style.replace(ECHAPPE, (_, code?: string, signe = '') =>
    code === undefined ? signe : String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff)),
  );
const APPEL = /url\((?!\s*["']?\s*#)|@import/i;

/**
 * What keeps a drawing from being a logo: scripts, event handlers, foreign content, anything fetched from elsewhere, entities
 * of its own. Browsers show an image without running it; a file that holds such things is no logo all the same.
 */
export function fautesDeSvg({ text: texte }: PlacedText): FauteDeSvg[] {
  const fautes: FauteDeSvg[] = [];
  const lecteur = new SaxesParser({ xmlns: true });
  let racineVue = false;
  let debutDeBalise = 0;
  let dansUnStyle = false;
  const dire = (message: string, debut = debutDeBalise, fin = lecteur.position) =>
    fautes.push({ debut, fin: Math.max(fin, debut + 1), message });
  lecteur.on('opentagstart', ({ name }) => {
    debutDeBalise = texte.lastIndexOf(`<${name}`, lecteur.position);
  });
  lecteur.on('opentag', ({ local, uri, attributes, isSelfClosing }) => {
    if (!racineVue && (local !== 'svg' || uri !== ESPACE_SVG))
      dire('ce dessin ne commence pas par <svg xmlns="http://www.w3.org/2000/svg">');
    racineVue = true;
    if (ELEMENTS_REFUSES.has(local.toLowerCase())) dire(`un logo ne contient pas de <${local}>`);
    for (const { name, local: nom, value } of Object.values(attributes)) {
      if (/^on/i.test(nom)) dire(`« ${name} » exécuterait un script`);
      else if (/^(?:href|src)$/i.test(nom) && !ADRESSE_PERMISE.test(value))
        dire(`« ${name} » appelle un autre fichier`);
      else if (nom === 'attributeName' && /(?:^|:)(?:href|src)$/i.test(value.trim()))
        dire(`« ${name} » changerait une adresse`);
      else if (APPEL.test(enClair(value))) dire(`« ${name} » appelle un autre fichier`);
    }
    dansUnStyle = local === 'style' && !isSelfClosing;
  });
  lecteur.on('closetag', () => {
    dansUnStyle = false;
  });
  for (const genre of ['text', 'cdata'] as const)
    lecteur.on(genre, (contenu) => {
      if (dansUnStyle && APPEL.test(enClair(contenu))) dire('le style de ce dessin appelle un autre fichier');
    });
  lecteur.on('doctype', (contenu) => {
    const debut = Math.max(texte.search(/<!doctype/i), 0);
    if (contenu.includes('[')) dire('ce dessin définit ses propres entités', debut);
  });
  lecteur.on('processinginstruction', ({ target }) =>
    dire(`« <?${target} » appelle un autre fichier`, texte.indexOf(`<?${target}`)),
  );
  lecteur.on('error', (erreur) => {
    throw erreur;
  });
  try {
    lecteur.write(texte).close();
  } catch (erreur) {
    if (!(erreur instanceof Error)) throw erreur;
    const ici = Math.min(Math.max(lecteur.position - 1, 0), Math.max(texte.length - 1, 0));
    fautes.push({
      debut: ici,
      fin: ici + 1,
      message: 'ce dessin n’est pas bien écrit : un signe n’est pas à sa place',
    });
  }
  return fautes;
}
