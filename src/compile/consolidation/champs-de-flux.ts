import type { Affectation } from '../../domain/lignes/affectation.ts';
import { Nommeur } from '../../domain/textes/nom.ts';
import { GENRES_DE_FLUX, LIBELLES_DES_FLUX } from '../../domain/verdict/flux.ts';
import { garderPar } from '../garder-par.ts';
import type { Jaune } from '../jaune.ts';
import { TABLES_DECRITES } from '../tables-decrites.ts';
import { nomDuPorteur } from './nom-du-porteur.ts';

/**
 * What may be asked of a line about flows:
 * - `flux`: the body to which its money goes, by the identifier of `exercice.yaml`;
 * - `genre_de_flux`;
 * - `bout`: which end of the flow it is: an expense of another (`verse`), a receipt of the body (`recu`), an expense of the body
 *   that counts at its payer (`detail`);
 * - `consolide`: `non` for an expense that a flow leaves out;
 * - `porteur`: the body whose line it is.
 */
export const CHAMPS_DE_FLUX = ['flux', 'genre_de_flux', 'bout', 'consolide', 'porteur'] as const;
export type ChampDeFlux = (typeof CHAMPS_DE_FLUX)[number];

/** What documents call them. */
export const TITRES_DES_CHAMPS_DE_FLUX: Readonly<Record<ChampDeFlux, string>> = {
  flux: 'Flux vers',
  genre_de_flux: 'Genre de flux',
  bout: 'Bout du flux',
  consolide: 'Total consolidé',
  porteur: 'Organisme de la ligne',
};

export interface LectureDeFlux {
  readonly valeurs: readonly { readonly nom: string; readonly libelle: string }[];
  /** The name of the value of a line; empty for none. */
  readonly lire: (affectation: Affectation) => string;
}

type Vu = Pick<Jaune, 'enTete' | 'consolidation' | 'libelles'>;

/** How a field of flows is read from the lines of a jaune. */
export function lectureDeFlux(jaune: Vu, champ: ChampDeFlux): LectureDeFlux {
  const { organismes } = jaune.enTete;
  switch (champ) {
    case 'flux':
      return {
        valeurs: organismes.liste.map(({ id, nom }) => ({ nom: id, libelle: nom })),
        lire: ({ verdict }) => verdict.flux?.organisme ?? '',
      };
    case 'genre_de_flux':
      return {
        valeurs: GENRES_DE_FLUX.map((nom) => ({ nom, libelle: LIBELLES_DES_FLUX[nom] })),
        lire: ({ verdict }) => verdict.flux?.genre ?? '',
      };
    case 'bout':
      return {
        valeurs: [
          { nom: 'verse', libelle: 'versé par un autre' },
          { nom: 'recu', libelle: 'reçu par l’organisme' },
          { nom: 'detail', libelle: 'dépensé par l’organisme, compté chez le payeur' },
        ],
        lire: (affectation) => boutDe(jaune, affectation),
      };
    case 'consolide':
      return {
        valeurs: [
          { nom: 'oui', libelle: 'compte dans le total consolidé' },
          { nom: 'non', libelle: 'compté à l’autre bout d’un flux' },
        ],
        lire: ({ verdict }) => (verdict.place === 'exclue' && verdict.flux !== undefined ? 'non' : 'oui'),
      };
    case 'porteur': {
      const valeurs = valeursDesPorteurs(jaune);
      const parNom = nomsDesPorteurs(valeurs);
      const { organisme: noms } = jaune.libelles;
      return {
        valeurs,
        lire: ({ ligne }) => parNom.get(nomDuPorteur(ligne.organisme, organismes, noms)) ?? '',
      };
    }
  }
}

const nomsDesPorteurs = garderPar(
  (porteurs: readonly Porteur[]) => new Map(porteurs.map(({ nom, organisme }) => [organisme, nom])),
);

function boutDe({ enTete: { organismes } }: Vu, { ligne, verdict }: Affectation): string {
  if (verdict.flux === undefined) return '';
  const sien = organismes.nomme(ligne.organisme)?.id === verdict.flux.organisme;
  if (ligne.sens === 'recette') return sien ? 'recu' : '';
  return sien ? 'detail' : 'verse';
}

interface Porteur {
  readonly nom: string;
  readonly libelle: string;
  readonly organisme: string;
}

/** Asked for at each figure of each body: worked out once for a jaune. */
const PORTEURS = new WeakMap<Jaune['consolidation'], readonly Porteur[]>();

/** The bodies whose lines were read, each with its name in figures: a declared one has its identifier. */
export function valeursDesPorteurs({
  enTete: { organismes },
  consolidation,
}: Pick<Jaune, 'enTete' | 'consolidation'>): readonly Porteur[] {
  const connus = PORTEURS.get(consolidation);
  if (connus) return connus;
  const nommeur = new Nommeur();
  const declares = new Map(organismes.liste.map(({ id, nom }) => [nom, nommeur.nommer(id, 'organisme')]));
  const porteurs = consolidation.parOrganisme.map(({ organisme }) => ({
    nom: declares.get(organisme) ?? nommeur.nommer(organisme, 'organisme'),
    libelle: organisme || TABLES_DECRITES.organisme.vide,
    organisme,
  }));
  PORTEURS.set(consolidation, porteurs);
  return porteurs;
}
