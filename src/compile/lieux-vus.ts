import type { Constats } from '../domain/constats/constat.ts';
import { type Geographie, nomsDe } from '../domain/lieux/geographie.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { detacher, distanceEdition, plier } from '../domain/textes/texte.ts';

/** Distinct places looked at in a source: beyond, it is not a column of places. */
const LIEUX_PAR_SOURCE_MAX = 5_000;
/** Names shorter than this are one letter away from too many towns (Laos and Laon). */
const LONGUEUR_MIN = 5;
/** From this length on, two letters may differ; below, Essonne would be Estonia. */
const LONGUEUR_LONGUE = 9;

/** Finds, among the places received, those that a slip keeps from being a country: their lines would not be broken down. */
export class LieuxVus {
  readonly #geographie: Geographie;
  readonly #constats: Constats;
  readonly #noms: readonly { readonly nom: string; readonly plie: string }[];
  readonly #admis: ReadonlySet<string>;
  #fichier = '';
  #vus = new Set<string>();

  constructor(geographie: Geographie, constats: Constats) {
    this.#geographie = geographie;
    this.#constats = constats;
    this.#noms = geographie.tousLesPays
      .flatMap(nomsDe)
      .map((nom) => ({ nom, plie: plier(nom) }))
      .filter(({ plie }) => plie.length >= LONGUEUR_MIN);
    const territoires = geographie.territoires.map(({ libelle }) => libelle);
    // Parts of the world that senders write as places: no country, and not a slip.
    const aires = geographie.aires.flatMap(({ nom, autresNoms }) => [nom, ...autresNoms]);
    this.#admis = new Set([...aires, ...territoires].map(plier));
  }

  /** Looks at the place of a line; each text is told once per source. */
  ajouter({ fichier, numero, lieu }: LigneBudgetaire): void {
    if (lieu === '') return;
    if (fichier !== this.#fichier) {
      this.#fichier = fichier;
      this.#vus = new Set();
    }
    if (this.#vus.has(lieu) || this.#vus.size >= LIEUX_PAR_SOURCE_MAX) return;
    this.#vus.add(detacher(lieu));
    const proche = this.#proche(lieu);
    if (proche === undefined) return;
    this.#constats.ajouter({
      code: 'A-LIEU-INCONNU',
      lieu: { fichier, ligne: numero },
      message: `le lieu « ${lieu} » n’est pas un pays connu, et ressemble à « ${proche} »`,
      remede: 'Si c’est ce pays, faites corriger le fichier, ou dites-le par une règle de ventilation sur le lieu.',
    });
  }

  #proche(lieu: string): string | undefined {
    const plie = plier(lieu);
    if (this.#admis.has(plie) || this.#geographie.estAmbigu(lieu)) return undefined;
    if (this.#geographie.reconnaitre(lieu) !== undefined) return undefined;
    const possibles = this.#noms.filter(({ plie: nom }) => {
      const permises = nom.length >= LONGUEUR_LONGUE ? 2 : 1;
      return Math.abs(nom.length - plie.length) <= permises && distanceEdition(plie, nom) <= permises;
    });
    const distances = possibles.map(({ nom, plie: cible }) => ({ nom, distance: distanceEdition(plie, cible) }));
    const [premier, ...autres] = distances;
    return autres.reduce((meilleur, autre) => (autre.distance < (meilleur?.distance ?? 0) ? autre : meilleur), premier)
      ?.nom;
  }
}
