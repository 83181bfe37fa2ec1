/** All the figures that a page shows as links, each with what opens when it is pressed, and what their texts say of it. */
import type { Page } from 'playwright-core';
import { enCentimes } from './page-lue.ts';

/** A link to lines, and what the explorer says once it is followed. */
export interface ChiffreMontre {
  readonly adresse: string;
  /** The other base on which it counts, empty on that of the document. */
  readonly base: string;
  /** Its text; of a shape drawn, its title. */
  readonly texte: string;
  readonly classe: string;
  /** In a table of thousands of euros. */
  readonly enMilliers: boolean;
  /** `12 lignes, 1 234,56 €`; `fermé` where nothing opened. */
  readonly compte: string;
}

/** Presses each of them, in the page and by its own script; one of each address, since others open the same. */
export function ouvrirTousLesChiffres(page: Page): Promise<ChiffreMontre[]> {
  return page.evaluate<ChiffreMontre[]>(`(() => {
    const dialogue = document.querySelector('dialog.explorateur');
    // Nothing of it is read: not laid out again at each address.
    document.querySelector('main').hidden = true;
    dialogue.querySelector('.resultats').style.display = 'none';
    const ouverts = new Map();
    const presser = (lien) => {
      lien.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
      return dialogue.open ? dialogue.querySelector('.compte').textContent : 'fermé';
    };
    // The dossier's own words may lead to lines without telling how much they are.
    const dit = (lien) => lien.closest('.mots') === null || /[0-9]/.test(lien.textContent);
    return [...document.querySelectorAll('a[href^="#"][href*="="]')].filter(dit).map((lien) => {
      const adresse = lien.getAttribute('href').slice(1);
      const base = lien.dataset.base ?? '';
      const cle = adresse + ' ' + base;
      if (!ouverts.has(cle)) ouverts.set(cle, presser(lien));
      return {
        adresse,
        base,
        // A fiche is called by its name: what it says stands beside it.
        texte: (lien.querySelector('title') ?? (lien.closest('details.fiches') && lien.closest('dt')) ?? lien).textContent.replace(/[\\s\\u00a0\\u202f]+/g, ' ').trim(),
        classe: lien.getAttribute('class') ?? '',
        enMilliers: lien.closest('table.croisee') !== null,
        compte: ouverts.get(cle),
      };
    });
  })()`);
}

const NOMBRE = String.raw`[−-]?\d[\d ]*`;
const SEUL = new RegExp(`^(${NOMBRE}(?:,\\d+)?) ?(M€|k€|€|%)?$`);
/** After the words that name it, or at the end of them: `Chine : 1,530 M€, 13 lignes`, `Chine 1,530 M€`. */
const NOMME = [new RegExp(` : (${NOMBRE}(?:,\\d+)?) ?(M€|k€|€)`), new RegExp(` (${NOMBRE}(?:,\\d+)?) ?(M€|k€|€)$`)];
const LIGNES_DITES = /(?:(\d[\d ]*) lignes?$|: (\d[\d ]*)$)/;
const PART_DITE = /(\d+,\d) ?%/;

/** What is wrong with it: nothing where all that its text says is what opens. `total`: the cents of the whole document. */
export function fauteDuChiffre(chiffre: ChiffreMontre, total: number): string | undefined {
  const coupe = chiffre.compte.indexOf(', ');
  if (coupe < 0) return `${dire(chiffre)} : rien ne s’ouvre`;
  const lignes = enCentimes(chiffre.compte.slice(0, coupe));
  const centimes = enCentimes(chiffre.compte.slice(coupe));
  const dits = affirmations(chiffre);
  if (dits.length === 0) return `${dire(chiffre)} : aucun chiffre`;
  const tenu = dits.every(([nombre, unite]) => {
    if (unite === 'lignes') return enCentimes(nombre) === lignes;
    if (unite === '%') return Math.abs(enCentimes(nombre) - (1000 * centimes) / total) <= 0.5;
    // What is taken away is written with its sign; the lines have theirs.
    if (unite === '€')
      return enCentimes(nombre) === centimes || (/^[−-]/.test(nombre) && enCentimes(nombre) === -centimes);
    // « 46 190 k€ », « 46,190 M€ » or « 46,2 M€ »: rounded, by one unit of its last digit at most so that a column adds up.
    const unites = (unite === 'M€' ? 100_000_000 : 100_000) / 10 ** (nombre.split(',')[1]?.length ?? 0);
    return Math.abs(Math.abs(enCentimes(nombre)) * unites - Math.abs(centimes)) < unites;
  });
  return tenu ? undefined : `${dire(chiffre)} s’ouvre sur ${chiffre.compte}`;
}

function affirmations({ texte, enMilliers }: ChiffreMontre): (readonly [nombre: string, unite: string])[] {
  const [, seul, unite] = SEUL.exec(texte) ?? [];
  if (seul !== undefined) return [[seul, unite ?? (seul.includes(',') ? '€' : enMilliers ? 'k€' : 'lignes')]];
  const [, nombre, sienne = ''] = NOMME.map((motif) => motif.exec(texte)).find(Boolean) ?? [];
  const lignes = LIGNES_DITES.exec(texte);
  const part = PART_DITE.exec(texte);
  return [
    ...(nombre === undefined ? [] : [[nombre, sienne] as const]),
    ...(lignes === null ? [] : [[lignes[1] ?? lignes[2] ?? '', 'lignes'] as const]),
    ...(part === null ? [] : [[part[1] ?? '', '%'] as const]),
  ];
}

const dire = ({ adresse, base, texte }: ChiffreMontre) => `${adresse}${base === '' ? '' : ` (${base})`} « ${texte} »`;
