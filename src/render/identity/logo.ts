import { extname, join } from 'node:path';
import type { LogoDeclare } from '../../domain/apparence.ts';
import type { Constat, Constats } from '../../domain/constat.ts';
import { decodeText, type PieceLue, pieceDe, readWhole, type Taille } from '../../files/read-text.ts';
import { TexteSitue } from '../../files/text-places.ts';
import { fautesDeSvg } from './svg-checks.ts';

/** The logo, ready to stand in the page. */
export interface LogoLu {
  /** `data:image/svg+xml;base64,…`. */
  readonly adresse: string;
  readonly piece: PieceLue;
}

const TAILLE: Taille = {
  max: 200_000,
  code: 'E-LOGO',
  remede: 'Le logo entre dans chaque document : prenez-en une version plus légère, en SVG ou réduite.',
};
const REMEDE_SVG = 'Redemandez un logo simple, ou exportez-le de nouveau en « SVG simple » ou en PNG.';

const TYPES: Readonly<Record<string, { readonly type: string; readonly debut?: Buffer; readonly nom: string }>> = {
  '.svg': { type: 'image/svg+xml', nom: 'SVG' },
  '.png': { type: 'image/png', debut: Buffer.from('89504e470d0a1a0a', 'hex'), nom: 'PNG' },
  '.jpg': { type: 'image/jpeg', debut: Buffer.from('ffd8ff', 'hex'), nom: 'JPEG' },
  '.jpeg': { type: 'image/jpeg', debut: Buffer.from('ffd8ff', 'hex'), nom: 'JPEG' },
};

/** Reads the logo of a dossier into an address that holds it whole; tells why when it is none, or is not safe to show. */
export function readLogo(racine: string, { fichier, place }: LogoDeclare, constats: Constats): LogoLu | undefined {
  const refuser = (message: string, remede: string, ou: Pick<Constat, 'lieu' | 'extrait'> = place): undefined => {
    constats.ajouter({ code: 'E-LOGO', ...ou, message, remede });
  };
  const format = TYPES[extname(fichier).toLowerCase()];
  if (!format)
    return refuser(
      `« ${fichier} » n’est pas un logo en .svg, .png ou .jpg`,
      'Enregistrez-le dans l’un de ces formats.',
    );
  const octets = readWhole(join(racine, fichier), fichier, TAILLE, constats);
  if (!octets) return undefined;
  const { type, debut, nom } = format;
  if (debut && !octets.subarray(0, debut.length).equals(debut))
    return refuser(
      `ce fichier n’est pas une image ${nom}, quoi que dise son nom`,
      'Exportez de nouveau le logo dans ce format : changer le nom d’un fichier ne change pas ce qu’il est.',
      { lieu: { fichier } },
    );
  if (!debut) {
    const brut = decodeText(octets, fichier, 'texte', constats);
    if (brut === undefined) return undefined;
    const texte = new TexteSitue(fichier, brut.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
    const fautes = fautesDeSvg(texte);
    for (const faute of fautes) refuser(faute.message, REMEDE_SVG, texte.place(faute.debut, faute.fin));
    if (fautes.length > 0) return undefined;
  }
  return { adresse: `data:${type};base64,${octets.toString('base64')}`, piece: pieceDe(fichier, octets) };
}
