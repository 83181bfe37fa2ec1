import type { Token } from 'markdown-it';
import type { Evolution } from '../../compile/evolution/evolution.ts';
import type { Jaune } from '../../compile/jaune.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { TexteDeSection } from '../html/page.ts';
import { ecrireTexte } from './ecrire-un-texte.ts';
import type { TexteLu } from './lire-les-textes.ts';
import { JETON_CHIFFRE, nomEcrit } from './markdown.ts';
import { type Piece, parcourir } from './parcourir.ts';
import { type ChiffreDit, Repertoire } from './repertoire.ts';

/** The level of the first heading of a text: under that of its section, which for an axis is one lower. */
const NIVEAU = 3;
const NIVEAU_D_AXE = 4;
const MUET: ChiffreDit = { ecrit: '', adresse: '' };

/**
 * Puts the figures in the words, and writes them in HTML, by section. Tells each name that says nothing in this jaune, in all
 * the texts, and each link to a place that the page does not have; what is then written is not to be shown.
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
  return new Map(
    textes.map((lu) => {
      const { section, texte, jetons, exercice, relu } = lu;
      const dits = new Map<Token, ChiffreDit>();
      for (const piece of parcourir(texte, jetons)) {
        if (piece.jeton.type === JETON_CHIFFRE)
          dits.set(piece.jeton, direOuSignaler(piece, texte.fichier, repertoire, constats));
        if (piece.jeton.type === 'link_open') signalerSansLieu(piece, lieux, constats);
      }
      const niveau = section.startsWith('axe-') ? NIVEAU_D_AXE : NIVEAU;
      const html = ecrireTexte(jetons, niveau, (jeton) => dits.get(jeton) ?? MUET);
      return [section, { html, exercice, relu }];
    }),
  );
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
