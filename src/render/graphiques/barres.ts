import type { Montant } from '../../domain/argent/montant.ts';
import {
  CORPS,
  ecrire,
  ecrireTete,
  encadrer,
  finDesBarres,
  hachures,
  INTERLIGNE,
  LARGEUR_DES_BARRES,
  MARGE,
  marquer,
  type OptionsDeGraphique,
  rectangle,
} from './cadre.ts';
import { decrireClassement, decrireEvolution } from './decrire.ts';
import { type Echelle, etaler, tracerAxe, tracerZero } from './echelle.ts';
import { abregerALaLargeur, mesurer } from './texte.ts';

/** One row of bars: an amount, and the one it is compared with if there is one. */
export interface RangeeDeBarres {
  readonly libelle: string;
  readonly montant: Montant;
  readonly affiche: string;
  readonly precedent?: { readonly montant: Montant; readonly affiche: string };
  /** The difference as the document writes it, `+0,8 M€`; only beside a former amount. */
  readonly ecart?: string;
  /** What the name of the mark adds: `12 lignes`. */
  readonly precision?: string;
  /** Whether it is what no row has: hatched, for it is not one of them. */
  readonly reste?: boolean;
  /** Where the row opens on its lines. */
  readonly adresse?: string;
}

/** The names of a bar chart, and of its two periods when it compares. */
export interface OptionsDeBarres extends OptionsDeGraphique {
  /** What full bars and outlined bars are, `2012` and `2011`; needed when a row has a former amount. */
  readonly periodes?: { readonly actuelle: string; readonly precedente: string };
  /** How the axis is written where bars are no amounts: it is given hundredths of what is counted, as cents are of euros. */
  readonly graduer?: (valeur: Montant) => string;
}

const BARRE = 16;
const BARRE_PRECEDENTE = 9;
const ECART_DE_RANGEE = 10;
const AXE = 26;
const LEGENDE = 28;

/**
 * Draws amounts as horizontal bars from zero, in the order received; negative ones go left of zero. With former amounts, the present
 * one is full, the former one an outline under it, and the difference is written.
 */
export function dessinerBarres(rangees: readonly RangeeDeBarres[], options: OptionsDeBarres): string {
  const { periodes } = options;
  const description =
    options.description ?? (periodes === undefined ? decrireClassement(rangees) : decrireEvolution(rangees, periodes));
  const valeurs = rangees.flatMap(({ montant, precedent }) => [montant, precedent?.montant ?? 0]);
  const echelle = etaler(valeurs, MARGE, finDesBarres(rangees));
  const haut = (periodes === undefined ? 0 : LEGENDE) + AXE;
  let y = haut + ECART_DE_RANGEE / 2;
  const dessins = rangees.map((rangee) => {
    const { corps, hauteur } = dessinerRangee(rangee, y, echelle, options);
    y += hauteur + ECART_DE_RANGEE;
    return corps;
  });
  const bas = Math.max(y - ECART_DE_RANGEE, haut);
  const legende = periodes === undefined ? '' : dessinerLegende(periodes);
  return encadrer(
    'graphique-barres',
    { ...options, description },
    {
      largeur: LARGEUR_DES_BARRES,
      hauteur: bas + ECART_DE_RANGEE / 2,
      corps: [legende, tracerAxe(echelle, haut, bas, options.graduer), ...dessins].join(''),
      motifs: rangees.some(({ reste }) => reste) ? hachures(`${options.prefixe}-hachures`) : '',
    },
  );
}

function dessinerRangee(
  rangee: RangeeDeBarres,
  haut: number,
  echelle: Echelle,
  { prefixe, periodes }: OptionsDeBarres,
): { corps: string; hauteur: number } {
  const { libelle, affiche, montant, precedent, ecart, precision, reste, adresse } = rangee;
  const tete = ecrireTete(haut, libelle, affiche, false);
  const barre = haut + tete.hauteur;
  const style = reste ? `class="g-barre" fill="url(#${prefixe}-hachures)"` : 'class="g-barre g-plein"';
  const formes = [`<path d="${rectangle(echelle.place(0), echelle.place(montant), barre, BARRE)}" ${style}/>`];
  let hauteur = tete.hauteur + BARRE;
  const avant = precedent === undefined ? '' : ecrireAvant(periodes?.precedente ?? '', precedent.affiche, ecart);
  if (precedent !== undefined) {
    const sous = haut + hauteur;
    const trace = rectangle(echelle.place(0), echelle.place(precedent.montant), sous, BARRE_PRECEDENTE);
    const texte = abregerALaLargeur(avant, CORPS, LARGEUR_DES_BARRES - 2 * MARGE);
    formes.push(`<path d="${trace}" class="g-avant"/>`);
    formes.push(ecrire(MARGE, sous + BARRE_PRECEDENTE + INTERLIGNE - 4, texte, 'g-note'));
    hauteur += BARRE_PRECEDENTE + INTERLIGNE;
  }
  formes.push(tracerZero(echelle, barre, BARRE + (precedent === undefined ? 0 : BARRE_PRECEDENTE)));
  const suite = [precision, avant === '' ? undefined : avant].filter((mot) => mot !== undefined);
  const nom = [`${libelle}\u202f: ${affiche}`, ...suite].join(', ');
  return { corps: marquer({ nom, adresse }, tete.texte + formes.join('')), hauteur };
}

function ecrireAvant(periode: string, affiche: string, ecart: string | undefined): string {
  return `${periode}\u202f: ${affiche}${ecart === undefined ? '' : `, écart ${ecart}`}`;
}

function dessinerLegende({ actuelle, precedente }: { actuelle: string; precedente: string }): string {
  const second = MARGE + 37 + mesurer(actuelle, CORPS) + 24;
  return [
    '<g aria-hidden="true">',
    `<path d="${rectangle(MARGE, MARGE + 30, 6, 14)}" class="g-barre g-plein"/>`,
    ecrire(MARGE + 37, INTERLIGNE - 3, actuelle, 'g-legende'),
    `<path d="${rectangle(second, second + 30, 8, BARRE_PRECEDENTE)}" class="g-avant"/>`,
    ecrire(second + 37, INTERLIGNE - 3, precedente, 'g-legende'),
    '</g>',
  ].join('');
}
