import { FORME_DE_SIRET } from '../codes/siren.ts';
import type { Extrait, Lieu } from '../constats/constat.ts';
import { cleDeNom } from '../textes/nom.ts';

/** The kinds of bodies. */
export const GENRES_D_ORGANISMES = {
  association: 'Association',
  etablissement_public: 'Établissement public',
  groupement: 'Groupement d’intérêt public',
  societe: 'Société',
  fondation: 'Fondation',
  collectivite: 'Collectivité',
  autre: 'Autre organisme',
} as const satisfies Readonly<Record<string, string>>;
export type GenreDOrganisme = keyof typeof GENRES_D_ORGANISMES;

/** A body that the region funds and that acts abroad, as `exercice.yaml` lists it. */
export interface OrganismeDeclare {
  /** How rules and decisions call it. */
  readonly id: string;
  /** The name that the documents show. */
  readonly nom: string;
  /** The names under which it may come besides. */
  readonly alias: readonly string[];
  readonly genre: GenreDOrganisme;
  /** Nine digits; empty when not given. */
  readonly siren: string;
  /** Whether the dossier has its own lines, where it details what it spends; a body « sans détail » otherwise. */
  readonly detaille: boolean;
  readonly lieu: Lieu;
  readonly extrait: Extrait;
}

/** The bodies that `exercice.yaml` lists, by all the ways in which lines may name them. */
export class Organismes {
  readonly liste: readonly OrganismeDeclare[];
  readonly #parId: ReadonlyMap<string, OrganismeDeclare>;
  readonly #parNom = new Map<string, OrganismeDeclare>();
  readonly #parSiren = new Map<string, OrganismeDeclare>();
  /** The last beneficiary that was looked for: several ask for the same as a line passes. */
  #dernier: { nom: string; siret: string; trouve: OrganismeDeclare | undefined } = {
    nom: '',
    siret: '',
    trouve: undefined,
  };

  constructor(liste: readonly OrganismeDeclare[] = []) {
    this.liste = liste;
    this.#parId = new Map(liste.map((organisme) => [organisme.id, organisme]));
    for (const organisme of liste) {
      for (const nom of [organisme.nom, ...organisme.alias]) this.#parNom.set(cleDeNom(nom), organisme);
      if (organisme.siren !== '') this.#parSiren.set(organisme.siren, organisme);
    }
  }

  pour(id: string): OrganismeDeclare | undefined {
    return this.#parId.get(id);
  }

  /** The body of that name, whatever its spelling. */
  nomme(nom: string): OrganismeDeclare | undefined {
    return nom === '' || this.#parNom.size === 0 ? undefined : this.#parNom.get(cleDeNom(nom));
  }

  /**
   * The body that a beneficiary is, by its number or by its name.
   * @param siret SIREN or SIRET as received
   */
  beneficiaire(nom: string, siret: string): OrganismeDeclare | undefined {
    const dernier = this.#dernier;
    if (nom === dernier.nom && siret === dernier.siret) return dernier.trouve;
    const trouve = this.#numerote(siret) ?? this.nomme(nom);
    dernier.nom = nom;
    dernier.siret = siret;
    dernier.trouve = trouve;
    return trouve;
  }

  #numerote(siret: string): OrganismeDeclare | undefined {
    if (siret === '' || this.#parSiren.size === 0) return undefined;
    const chiffres = siret.replaceAll(/\s/g, '');
    return FORME_DE_SIRET.test(chiffres) ? this.#parSiren.get(chiffres.slice(0, 9)) : undefined;
  }
}
