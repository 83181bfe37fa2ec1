import type { Constat } from '../../domain/constats/constat.ts';
import { type Geographie, type Homonyme, nomsDe } from '../../domain/lieux/geographie.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { enumerer } from '../../domain/textes/format.ts';
import { abreger, detacher, distanceEdition, plier } from '../../domain/textes/texte.ts';
import type { Verdict } from '../../domain/verdict/verdict.ts';
import { inQuotes } from '../../files/yaml-text.ts';
import type { Depart, Observateur } from './observateur.ts';

/** Distinct places looked at in a source: beyond, it is not a column of places. */
const LIEUX_PAR_SOURCE_MAX = 5_000;
/** Names shorter than this are one letter away from too many towns (Laos and Laon). */
const LONGUEUR_MIN = 5;
/** From this length on, two letters may differ; below, Essonne would be Estonia. */
const LONGUEUR_LONGUE = 9;

/** Longer places are not written out in a remedy. */
const LIEU_ECRIT_MAX = 80;

/** Places of which it is kept what they look like. */
const PROCHES_GARDES = 10_000;

/** What is to be told of a place, wherever it stands. */
type Avis = Pick<Constat, 'code' | 'message' | 'remede'>;

/**
 * Finds, among the places received, those that are not read as their sender meant: a slip keeps them from being a country, they
 * say more than a country, or their name is that of several. Nothing is told where a rule or a person says the country.
 */
export class LieuxVus implements Observateur {
  readonly #geographie: Geographie;
  readonly #paysDuLieu: Depart['paysDuLieu'];
  readonly #constats: Depart['constats'];
  readonly #noms: readonly { readonly nom: string; readonly plie: string }[];
  readonly #admis: ReadonlySet<string>;
  /** The country that each place looks like, if any: sources name the same places. */
  readonly #proches = new Map<string, string | undefined>();
  #fichier = '';
  /** What each place of the source calls for; `'dit'` once it was told, or when it is well read. */
  #vus = new Map<string, Avis | 'dit'>();
  /** Countries that the source names surely, and what is to be told of names that some of them share. */
  #pays = new Set<string>();
  #ambigus: { readonly constat: Constat; readonly autres: readonly string[] }[] = [];

  constructor({ geographie, paysDuLieu, constats }: Depart) {
    this.#geographie = geographie;
    this.#paysDuLieu = paysDuLieu;
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
  ajouter({ ligne, verdict }: Affectation): void {
    const { lieu } = ligne;
    if (lieu === '') return;
    if (ligne.fichier !== this.#fichier) {
      this.finir();
      this.#fichier = ligne.fichier;
    }
    let avis = this.#vus.get(lieu);
    if (avis === undefined) {
      if (this.#vus.size >= LIEUX_PAR_SOURCE_MAX) return;
      avis = this.#juger(lieu) ?? 'dit';
      this.#vus.set(detacher(lieu), avis);
    }
    if (avis === 'dit' || estDitAilleurs(verdict)) return;
    this.#vus.set(lieu, 'dit');
    const constat = { lieu: { fichier: ligne.fichier, ligne: ligne.numero }, ...avis };
    const homonyme = this.#geographie.homonyme(lieu);
    if (homonyme === undefined) this.#constats.ajouter(constat);
    else this.#ambigus.push({ constat, autres: homonyme.autres });
  }

  /** Tells the names of several countries, but where the source names the others by names of their own: it tells them apart. */
  finir(): void {
    for (const { constat, autres } of this.#ambigus)
      if (!autres.some((code) => this.#pays.has(code))) this.#constats.ajouter(constat);
    this.#vus = new Map();
    this.#pays = new Set();
    this.#ambigus = [];
  }

  #juger(lieu: string): Avis | undefined {
    const homonyme = this.#geographie.homonyme(lieu);
    if (homonyme !== undefined) return this.#ambigu(lieu, homonyme);
    if (this.#admis.has(plier(lieu)) || this.#geographie.estAmbigu(lieu)) return undefined;
    const pays = this.#geographie.reconnaitre(lieu);
    if (pays !== undefined) {
      this.#pays.add(pays.code);
      return undefined;
    }
    const proche = this.#proche(plier(lieu));
    if (proche !== undefined) return inconnu(lieu, proche);
    const nommes = this.#paysDuLieu(lieu).map((code) => this.#nomDe(code));
    return nommes.length === 0 ? undefined : nonLu(lieu, nommes);
  }

  #ambigu(lieu: string, { lu, autres }: Homonyme): Avis {
    const compris =
      lu === '' ? 'une collectivité de France, qui n’est pas l’étranger : il ne donne pas de pays' : this.#situer(lu);
    const [premier = ''] = autres;
    return {
      code: 'A-LIEU-AMBIGU',
      message: `le lieu « ${abreger(lieu)} » est lu comme ${compris} ; ce nom peut aussi désigner ${enumerer(autres.map((code) => this.#situer(code)))}`,
      remede: `Si c’est bien cela, rien n’est à faire. Sinon, faites écrire le nom du pays par le secteur, ou dites-le par une règle de ventilation, ${enRegle(lieu, this.#nomDe(premier))}.`,
    };
  }

  #situer(code: string): string {
    const capitale = this.#geographie.pays(code)?.capitale;
    return `${this.#nomDe(code)}${capitale ? ` (${capitale})` : ''}`;
  }

  #nomDe(code: string): string {
    return this.#geographie.pays(code)?.nom ?? code;
  }

  #proche(plie: string): string | undefined {
    if (this.#proches.has(plie)) return this.#proches.get(plie);
    const proche = this.#chercherLeProche(plie);
    if (this.#proches.size < PROCHES_GARDES) this.#proches.set(detacher(plie), proche);
    return proche;
  }

  #chercherLeProche(plie: string): string | undefined {
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

/** Whether a rule or a person says the country, or the territory: the place no longer counts. */
function estDitAilleurs({ reponses }: Verdict): boolean {
  return reponses.some(
    ({ dimension, auteur }) => (dimension === 'pays' || dimension === 'territoire') && auteur.type !== 'source',
  );
}

function nonLu(lieu: string, nommes: readonly string[]): Avis {
  const [premier = '', second] = nommes;
  const seul = second === undefined;
  return {
    code: 'A-LIEU-INCONNU',
    message: `le lieu « ${abreger(lieu)} » n’est pas lu comme un pays, et ne ventile pas la ligne : on y reconnaît ${enumerer(nommes)}`,
    remede: seul
      ? `Faites écrire « ${premier} » par le secteur, ou dites-le par une règle de ventilation, ${enRegle(lieu, premier)}.`
      : `Demandez au secteur une ligne par pays ; ou dites lequel par une règle de ventilation, ${enRegle(lieu, premier)}, ou avec leurs parts, pays: { ${premier}: 60 %, ${second}: 40 % } par exemple.`,
  };
}

function inconnu(lieu: string, proche: string): Avis {
  return {
    code: 'A-LIEU-INCONNU',
    message: `le lieu « ${lieu} » n’est pas un pays connu, et ressemble à « ${proche} »`,
    remede: 'Si c’est ce pays, faites corriger le fichier, ou dites-le par une règle de ventilation sur le lieu.',
  };
}

function enRegle(lieu: string, pays: string): string {
  if (lieu.length > LIEU_ECRIT_MAX) return 'avec une condition sur le lieu';
  return `si: { lieu: ${inQuotes(lieu)} }, conclusion: { pays: ${pays} }`;
}
