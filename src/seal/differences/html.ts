import { type DeuxEtats, type PremiereDifference, premierEcart } from './etats.ts';

/** How much of the page is shown around the place. */
const AUTOUR = 80;
const TITRE = /<h[1-6]\b[^>]*>(.*?)<\/h[1-6]>/gs;

/** The section and the words where two pages part. */
export function differenceDeHtml({ scelle, refait }: DeuxEtats): PremiereDifference {
  const ecart = premierEcart(scelle, refait);
  const avant = scelle.toString('utf8', 0, ecart);
  return { ou: lieuDe(avant), scelle: autour(scelle, ecart), refait: autour(refait, ecart) };
}

/** The last heading before the place, or the part of the page that has none. */
function lieuDe(avant: string): string {
  if (!avant.includes('</style>')) return 'en-tête de la page (style, politique de sécurité)';
  if (avant.includes('<script')) return 'données et script de la page';
  const titres = [...avant.slice(avant.indexOf('</style>')).matchAll(TITRE)];
  const titre = sansBalises(titres.at(-1)?.[1] ?? '');
  return titre === '' ? 'couverture' : `section « ${titre} »`;
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
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
