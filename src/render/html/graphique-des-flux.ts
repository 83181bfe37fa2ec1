import { type Montant, montant } from '../../domain/argent/montant.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import type { RangeeDeBarres } from '../graphiques/barres.ts';
import type { EtapeDeCascade } from '../graphiques/cascade.ts';
import {
  dessinerFlux,
  type EtageDeFlux,
  FLUX_ETROIT,
  FLUX_LARGE,
  type LienDeFlux,
  type NoeudDeFlux,
} from '../graphiques/flux.ts';
import { echapper } from './caracteres.ts';

/** What the steps of the bridge and the axes are, as flows; and what cannot be one. */
interface Flux {
  readonly liens: readonly LienDeFlux[];
  readonly negatifs: readonly RangeeDeBarres[];
}

/**
 * Draws the bridge and the axes as one flow, from what the pilot sector received to what each axis gets: once for a page, once
 * for a telephone, and the page shows one of them. Empty where nothing flows.
 */
export function dessinerLesFlux(etapes: readonly EtapeDeCascade[], axes: readonly RangeeDeBarres[]): string {
  const { liens, negatifs } = fluxDe(etapes, axes);
  const total = etapes.at(-1);
  if (liens.length === 0 || total === undefined) return '';
  const description = decrire(liens, total);
  const titre = 'Du bleu au jaune, du jaune aux axes';
  const note =
    negatifs.length === 0
      ? ''
      : `<p class="note">Négatifs, ils n’ont pas de ruban\u202f: ${echapper(
          negatifs.map(({ libelle, montant: centimes }) => `${libelle} (${formaterEuros(centimes)})`).join(', '),
        )}. Le total les compte.</p>`;
  // A telephone has no room for what leaves.
  const sort = liens.some(({ vers }) => vers.sort);
  return [
    '<div class="g-formes">',
    dessinerFlux(liens, FLUX_LARGE, { prefixe: 'g-flux', titre, description }),
    sort ? '<p class="note g-en-large">Ce qui est hachuré quitte le total.</p>' : '',
    dessinerFlux(liens, FLUX_ETROIT, { prefixe: 'g-flux-etroit', titre, description }),
    note,
    '</div>',
  ].join('');
}

/** The steps between two landings leave the pilot sector or join it; those after the second one are what sectors bring. */
function fluxDe(etapes: readonly EtapeDeCascade[], axes: readonly RangeeDeBarres[]): Flux {
  const [recu] = etapes;
  const total = etapes.at(-1);
  const rangDuGarde = etapes.findIndex(({ palier }, rang) => palier && rang > 0);
  const garde = etapes[rangDuGarde];
  if (recu === undefined || garde === undefined || total === undefined || garde === total)
    return { liens: [], negatifs: [] };
  const mouvements = etapes.slice(1, rangDuGarde);
  const apports = etapes.slice(rangDuGarde + 1, -1);
  const liens: LienDeFlux[] = [];
  const relier = (de: NoeudDeFlux, vers: NoeudDeFlux, centimes: number) => {
    if (centimes > 0) liens.push({ de, vers, montant: montant(centimes) });
  };
  const [source, pilote, jaune] = [noeud(recu, 'recu'), noeud(garde, 'secteur'), noeud(total, 'total')];
  const venus = mouvements.filter(({ montant: effet }) => effet > 0);
  relier(source, pilote, garde.montant - venus.reduce((somme, { montant: effet }) => somme + effet, 0));
  for (const venu of venus) relier(noeud(venu, 'recu'), pilote, venu.montant);
  relier(pilote, jaune, garde.montant);
  for (const sortie of mouvements) relier(source, { ...noeud(sortie, 'secteur'), sort: true }, -sortie.montant);
  for (const apport of apports) relier(noeud(apport, 'secteur'), jaune, apport.montant);
  for (const axe of axes) relier(jaune, noeud(axe, 'axe'), axe.montant);
  return { liens, negatifs: [garde, ...apports, ...axes].filter(({ montant: centimes }) => centimes < 0) };
}

function noeud({ libelle, affiche, precision, adresse }: RangeeDeBarres, etage: EtageDeFlux): NoeudDeFlux {
  return { libelle, affiche, etage, ...(precision && { precision }), ...(adresse && { adresse }) };
}

/** The total to the cent, then what makes it and where it goes. */
function decrire(liens: readonly LienDeFlux[], total: { readonly libelle: string; readonly montant: Montant }): string {
  const lister = (choisis: readonly LienDeFlux[], lire: (lien: LienDeFlux) => NoeudDeFlux) =>
    choisis.map((lien) => `${lire(lien).libelle}, ${lire(lien).affiche}`).join('\u202f; ');
  const [entrent, vont] = [
    liens.filter(({ vers }) => vers.etage === 'total'),
    liens.filter(({ vers }) => vers.etage === 'axe'),
  ];
  return [
    `${total.libelle}\u202f: ${formaterEuros(total.montant)}.`,
    ` Ce qui le fait\u202f: ${lister(entrent, ({ de }) => de)}.`,
    vont.length === 0 ? '' : ` Où il va\u202f: ${lister(vont, ({ vers }) => vers)}.`,
  ].join('');
}
