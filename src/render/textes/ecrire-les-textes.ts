import type { Token } from 'markdown-it';
import type { Evolution } from '../../compile/evolution/evolution.ts';
import type { Jaune } from '../../compile/jaune.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import { typographier } from '../../domain/textes/typographier.ts';
import { echapper } from '../html/caracteres.ts';
import { SECTION_DE_FICHE, sectionsDesFiches } from '../html/fiches/sections-des-fiches.ts';
import type { TexteDeSection } from '../html/page.ts';
import type { TexteLu } from './lire-les-textes.ts';
import { JETON_CHIFFRE, nomEcrit, type Piece, parcourir } from './markdown.ts';
import { type ChiffreDit, Repertoire } from './repertoire.ts';

/** The level of the first heading of a text: under that of its section, which for an axis or a fiche is one lower. */
const NIVEAU = 3;
const NIVEAU_PLUS_BAS = 4;
const MUET: ChiffreDit = { ecrit: '', adresse: '' };

/**
 * Puts the figures in the words, and writes them in HTML, by section. Tells each name that says nothing in this jaune, in all
 * the texts, and each link to a place that the page does not have; what is then written is not to be shown. A file of a fiche
 * that this jaune does not have is told, and left.
 * @param ancres the places of the page that its templates name
 */
export function ecrireLesTextes(
  textes: readonly TexteLu[],
  { jaune, evolution, ancres }: { jaune: Jaune; evolution: Evolution | undefined; ancres: ReadonlySet<string> },
  constats: Constats,
): Map<string, TexteDeSection> {
  if (textes.length === 0) return new Map();
  const repertoire = new Repertoire(jaune, evolution);
  const lieux = new Set([...ancres, ...repertoire.adresses]);
  const fiches = sectionsDesFiches(jaune);
  const attendus = textes.filter(({ section, texte }) => {
    const attendu = !section.startsWith(SECTION_DE_FICHE) || fiches.has(section);
    if (!attendu) signalerSansFiche(section, texte.file, fiches, constats);
    return attendu;
  });
  return new Map(
    attendus.map((lu) => {
      const { section, texte, jetons, exercice, relu } = lu;
      const dits = new Map<Token, ChiffreDit>();
      for (const piece of parcourir(texte, jetons)) {
        if (piece.jeton.type === JETON_CHIFFRE)
          dits.set(piece.jeton, direOuSignaler(piece, texte.file, repertoire, constats));
        if (piece.jeton.type === 'link_open') signalerSansLieu(piece, lieux, constats);
      }
      const niveau = /^(?:axe-|fiches\/)/.test(section) ? NIVEAU_PLUS_BAS : NIVEAU;
      const html = ecrireTexte(jetons, niveau, (jeton) => dits.get(jeton) ?? MUET);
      return [section, { html, exercice, relu }];
    }),
  );
}

function signalerSansFiche(section: string, fichier: string, fiches: ReadonlySet<string>, constats: Constats): void {
  // Looked for among all fiches: only for a finding that is kept.
  const proche = constats.gardera('A-FICHIER-NON-LU', fichier) ? nomLePlusProche(section, [...fiches]) : undefined;
  constats.ajouter({
    code: 'A-FICHIER-NON-LU',
    lieu: { fichier },
    message: 'ce fichier n’est pas lu : aucune fiche du document ne s’appelle ainsi',
    remede: `${proche === undefined ? '' : `Vouliez-vous écrire textes/${proche}.md ? `}Le texte d’une fiche a le nom de son chiffre, un tiret à la place du point : celui de pays.senegal est textes/fiches/pays-senegal.md. « Toutes les fiches », dans la page, les donne toutes.`,
  });
}

function direOuSignaler(piece: Piece, fichier: string, repertoire: Repertoire, constats: Constats): ChiffreDit {
  const dit = repertoire.dire(nomEcrit(piece.jeton));
  if ('ecrit' in dit) return dit;
  const gardee = constats.gardera('E-TEXTE-CHIFFRE', fichier);
  constats.ajouter({
    code: 'E-TEXTE-CHIFFRE',
    ...(gardee ? piece.place() : { lieu: { fichier } }),
    message: dit.raison,
    // Worked out only for a finding that is kept.
    remede: `${gardee ? proposer(dit.proches()) : ''}L’index des chiffres, à la fin du document, donne tous les noms ; docs/dossier.md dit comment les écrire.`,
  });
  return MUET;
}

function proposer(noms: readonly string[]): string {
  const [dernier = '', ...avant] = noms.map((nom) => `« ${nom} »`).reverse();
  if (dernier === '') return '';
  return `Vouliez-vous écrire ${avant.length === 0 ? dernier : `${avant.reverse().join(', ')} ou ${dernier}`} ? `;
}

function signalerSansLieu(piece: Piece, lieux: ReadonlySet<string>, constats: Constats): void {
  const adresse = String(piece.jeton.attrGet('href') ?? '');
  if (!adresse.startsWith('#') || lieux.has(adresse.slice(1))) return;
  constats.ajouter({
    code: 'E-TEXTE-LIEN',
    ...piece.placeDe(adresse),
    message: 'cet endroit n’est pas dans le document',
    remede: 'Un lien interne mène à une section (#pays, #regles, #glossaire…) ou à un chiffre (#pays=senegal).',
  });
}

export type DireChiffre = (jeton: Token) => ChiffreDit;

/** The blocks that are written as they are; nothing else is. */
const BLOCS = new Set(['p', 'ul', 'ol', 'li', 'blockquote', 'em', 'strong']);
const TITRE_LE_PLUS_BAS = 6;
/** The largest number that an ordered list may start from, as browsers count. */
const RANG_MAX = 2 ** 31 - 1;

/**
 * Writes a text in HTML: the pieces that CommonMark has, each by a tag of ours; what people wrote is escaped, and set as
 * French typography wants outside code. Headings follow each other from one level down, whatever levels were written.
 * @param niveau of the first heading: one below that of the section
 */
export function ecrireTexte(jetons: readonly Token[], niveau: number, direChiffre: DireChiffre): string {
  const titres = new Titres(niveau);
  const morceaux = jetons.map((jeton) => {
    if (jeton.type === 'inline') return ecrireLigne(jeton.children ?? [], direChiffre);
    return ecrireBloc(jeton, titres);
  });
  return morceaux.join('').trimEnd();
}

function ecrireBloc(jeton: Token, titres: Titres): string {
  const { type, tag, nesting, hidden } = jeton;
  if (hidden) return '';
  switch (type) {
    case 'heading_open':
      return `<${titres.ouvrir(Number(tag.slice(1)))}>`;
    case 'heading_close':
      return `</${titres.courant}>\n`;
    case 'code_block':
    case 'fence':
      return `<pre><code>${echapper(jeton.content)}</code></pre>\n`;
    case 'hr':
      return '<hr>\n';
    case 'ordered_list_open':
      return `<ol${debutDeListe(jeton)}>\n`;
  }
  if (!BLOCS.has(tag)) throw new Error(`pièce de texte inattendue : ${type}`);
  if (nesting === 1) return `<${tag}>`;
  return `</${tag}>\n`;
}

function debutDeListe(jeton: Token): string {
  const debut = Number(jeton.attrGet('start') ?? 1);
  return debut === 1 || !Number.isInteger(debut) || debut > RANG_MAX ? '' : ` start="${debut}"`;
}

/** What stands in a block. A figure is a link to its lines, but within a link: one cannot hold another. */
function ecrireLigne(jetons: readonly Token[], direChiffre: DireChiffre): string {
  let dansUnLien = false;
  return jetons
    .map((jeton, rang) => {
      const { type, tag, nesting, content } = jeton;
      switch (type) {
        case 'text':
          return echapper(typographier(content));
        case JETON_CHIFFRE: {
          const { ecrit, adresse } = direChiffre(jeton);
          if (adresse === '' || dansUnLien) return echapper(ecrit);
          return `<a class="c" href="#${echapper(adresse)}">${echapper(ecrit)}</a>`;
        }
        case 'code_inline':
          return `<code>${echapper(content)}</code>`;
        case 'softbreak':
          return tiennentEnsemble(jetons[rang - 1]?.content ?? '', jetons[rang + 1]?.content ?? '') ? '\u202f' : '\n';
        case 'hardbreak':
          return '<br>\n';
        case 'link_open':
          dansUnLien = true;
          return `<a href="${echapper(String(jeton.attrGet('href') ?? ''))}"${versLeDehors(jeton)}>`;
        case 'link_close':
          dansUnLien = false;
          return '</a>';
      }
      if (!BLOCS.has(tag)) throw new Error(`pièce de texte inattendue : ${type}`);
      return nesting === 1 ? `<${tag}>` : `</${tag}>`;
    })
    .join('');
}

/** What a page outside is not told: where its reader comes from. */
function versLeDehors(jeton: Token): string {
  return String(jeton.attrGet('href') ?? '').startsWith('#') ? '' : ' rel="noreferrer"';
}

/** Gives headings their levels, in order: each is one below the nearest heading before it that was written higher. */
class Titres {
  readonly #premier: number;
  readonly #ouverts: number[] = [];
  courant = '';

  constructor(premier: number) {
    this.#premier = premier;
  }

  ouvrir(ecrit: number): string {
    while ((this.#ouverts.at(-1) ?? 0) >= ecrit) this.#ouverts.pop();
    this.#ouverts.push(ecrit);
    this.courant = `h${Math.min(this.#premier + this.#ouverts.length - 1, TITRE_LE_PLUS_BAS)}`;
    return this.courant;
  }
}

/** Whether a line may not end after a text, or start with the next: they hold together. */
export function tiennentEnsemble(avant: string, apres: string): boolean {
  return /«$/.test(avant) || /^[;:!?»]/.test(apres);
}
