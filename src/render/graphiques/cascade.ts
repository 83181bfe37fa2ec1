import type { Montant } from '../../domain/argent/montant.ts';
import {
  CORPS,
  ecrire,
  ecrireTete,
  encadrer,
  finDesBarres,
  fleche,
  hachures,
  INTERLIGNE,
  LARGEUR_DES_BARRES,
  MARGE,
  marquer,
  nombre,
  type OptionsDeGraphique,
  rectangle,
} from './cadre.ts';
import { decrireCascade } from './decrire.ts';
import { type Echelle, etaler, tracerAxe, tracerZero } from './echelle.ts';
import { mesurer } from './texte.ts';

/** One step of a bridge: an effect that is added or taken away, or a landing where the running sum is read. */
export interface EtapeDeCascade {
  readonly libelle: string;
  /** The signed effect, in cents; on a landing, the landing itself. */
  readonly montant: Montant;
  /** The running sum after this step, in cents. */
  readonly cumul: Montant;
  /** Whether it is a landing, drawn from zero. */
  readonly palier: boolean;
  readonly affiche: string;
  /** What the name of the mark adds: `12 lignes`. */
  readonly precision?: string;
  readonly adresse?: string;
}

const HAUTEUR_DE_BARRE = 16;
const ECART_DE_RANGEE = 10;
const LEGENDE = 28;
const AXE = 26;

/**
 * Draws a bridge as a waterfall, from top to bottom: each effect starts where the one before ended. Gains point right,
 * losses are hatched and point left, landings are full and start from zero: the three are told apart without colours.
 */
export function dessinerCascade(etapes: readonly EtapeDeCascade[], options: OptionsDeGraphique): string {
  const { prefixe } = options;
  const description = options.description ?? decrireCascade(etapes);
  const departs = etapes.map(({ palier, cumul, montant }) => (palier ? 0 : cumul - montant));
  const echelle = etaler([...departs, ...etapes.map(({ cumul }) => cumul)], MARGE, finDesBarres(etapes));
  const rangees = disposer(etapes);
  const haut = LEGENDE + AXE;
  const bas = rangees.at(-1)?.bas ?? haut;
  const corps = [
    dessinerLegende(prefixe),
    tracerAxe(echelle, haut, bas),
    relier(etapes, rangees, echelle),
    ...etapes.map((etape, rang) => {
      const rangee = rangees[rang];
      return rangee === undefined ? '' : dessinerEtape(etape, departs[rang] ?? 0, rangee, echelle, prefixe);
    }),
  ];
  return encadrer(
    'graphique-cascade',
    { ...options, description },
    {
      largeur: LARGEUR_DES_BARRES,
      hauteur: bas + ECART_DE_RANGEE,
      corps: corps.join(''),
      motifs: hachures(`${prefixe}-hachures`),
    },
  );
}

interface Rangee {
  readonly texte: string;
  readonly barre: number;
  readonly bas: number;
}

function disposer(etapes: readonly EtapeDeCascade[]): Rangee[] {
  let haut = LEGENDE + AXE + ECART_DE_RANGEE / 2;
  return etapes.map(({ libelle, affiche, palier }) => {
    const { texte, hauteur } = ecrireTete(haut, libelle, affiche, palier);
    const barre = haut + hauteur;
    haut = barre + HAUTEUR_DE_BARRE + ECART_DE_RANGEE;
    return { texte, barre, bas: barre + HAUTEUR_DE_BARRE };
  });
}

function dessinerEtape(
  etape: EtapeDeCascade,
  depart: number,
  { texte, barre }: Rangee,
  echelle: Echelle,
  prefixe: string,
): string {
  const { libelle, affiche, precision, adresse, palier, cumul } = etape;
  const [de, a] = [echelle.place(depart), echelle.place(cumul)];
  const trace = palier ? rectangle(de, a, barre, HAUTEUR_DE_BARRE) : fleche(de, a, barre, HAUTEUR_DE_BARRE);
  const perte = !palier && cumul < depart;
  const remplissage = perte ? ` fill="url(#${prefixe}-hachures)"` : '';
  const classe = palier ? 'g-palier' : perte ? 'g-perte' : 'g-gain';
  const nom = `${libelle}\u202f: ${affiche}${precision === undefined ? '' : `, ${precision}`}`;
  return marquer(
    { nom, adresse },
    `${texte}<path d="${trace}" class="${classe}"${remplissage}/>${palier ? tracerZero(echelle, barre, HAUTEUR_DE_BARRE) : ''}`,
  );
}

/** The lines that carry the running sum from one bar to the next. */
function relier(etapes: readonly EtapeDeCascade[], rangees: readonly Rangee[], { place }: Echelle): string {
  const traits = etapes.slice(0, -1).map(({ cumul }, rang) => {
    const x = nombre(place(cumul));
    const [de, a] = [rangees[rang]?.bas ?? 0, rangees[rang + 1]?.barre ?? 0];
    return `<line x1="${x}" y1="${nombre(de)}" x2="${x}" y2="${nombre(a)}" class="g-lien"/>`;
  });
  return `<g aria-hidden="true">${traits.join('')}</g>`;
}

function dessinerLegende(prefixe: string): string {
  const entrees = [
    { texte: 'Total atteint', trace: rectangle(0, 30, 6, 14), classe: 'g-palier', remplissage: '' },
    { texte: 'En plus', trace: fleche(0, 30, 6, 14), classe: 'g-gain', remplissage: '' },
    {
      texte: 'En moins',
      trace: fleche(30, 0, 6, 14),
      classe: 'g-perte',
      remplissage: ` fill="url(#${prefixe}-hachures)"`,
    },
  ];
  let x = MARGE;
  const dessins = entrees.map(({ texte, trace, classe, remplissage }) => {
    const cle = `<g transform="translate(${nombre(x)} 0)"><path d="${trace}" class="${classe}"${remplissage}/></g>`;
    const mot = ecrire(x + 37, INTERLIGNE - 3, texte, 'g-legende');
    x += 37 + mesurer(texte, CORPS) + 14;
    return cle + mot;
  });
  return `<g aria-hidden="true">${dessins.join('')}</g>`;
}
