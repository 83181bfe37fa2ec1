import { type AnneeMontree, type AnneePassee, chiffreDeLAnnee } from '../../compile/evolution/annee-passee.ts';
import { anneesMontrees } from '../../compile/evolution/annees-passees.ts';
import type { Jaune, Rangee } from '../../compile/jaune.ts';
import type { Synthese } from '../../compile/synthese.ts';
import type { NomTable } from '../../compile/tables-decrites.ts';
import { estVotee, voteParChiffre } from '../../compile/vote-par-chiffre.ts';
import { TITRES_BASES } from '../../domain/argent/base.ts';
import { type Montant, montant, somme } from '../../domain/argent/montant.ts';
import type { VoteSuivant } from '../../domain/dossier/vote-suivant.ts';
import { enumerer, formaterEuros } from '../../domain/textes/format.ts';
import { ecrireEcart } from '../textes/expliquer-l-effet.ts';
import { titreDuVote } from '../textes/vote-dit.ts';

/** How many earlier years stand beside amounts; a chart has them all. */
export const ANNEES_A_COTE = 2;

/** The earlier years that stand beside the amounts of a table, the oldest first. */
export interface ColonnesDAnnees {
  readonly titres: readonly string[];
  /** Head of the change since the year before; empty where that year is not shown. */
  readonly ecart: string;
  /** Head of what is voted for the year after; empty where nothing is of the table. */
  readonly vote: string;
  /** All of them in words: `2011 et 2012`. */
  readonly dites: string;
  /** What is said under the table: years that are not shown, labels that are no longer there. */
  readonly notes: readonly string[];
}

interface CelluleDAnnee {
  readonly dit: boolean;
  readonly montant: Montant;
}

/** What a row was in those years. */
export interface CellulesDAnnees {
  /** Not said where no line bore the label, which is not 0 €. */
  readonly montants: readonly CelluleDAnnee[];
  /** Whether the table has a change to show, and what it is; a dash where there is nothing to change from. */
  readonly aEcart: boolean;
  readonly ecart: string;
  /** What is voted for the row, where the table has votes to show. */
  readonly votes: readonly CelluleDAnnee[];
}

/** The labels of a year that have no row now, together. */
export interface RangeeDisparue extends CellulesDAnnees {
  readonly libelle: string;
}

const RIEN = '–';
/** How many labels that are gone a note names; « Ce qui a changé » has them all. */
const DISPARUES_NOMMEES = 6;

/** The years beside the tables and figures of a jaune, the oldest first. */
export class AnneesACote {
  readonly annees: readonly AnneeMontree[];
  readonly #toutes: readonly AnneePassee[];
  readonly #exercice: string;
  readonly #veille: AnneeMontree | undefined;
  readonly #voteSuivant: VoteSuivant | undefined;
  readonly #vote: ReadonlyMap<string, Montant>;

  constructor({ annees, enTete }: Pick<Jaune, 'annees' | 'enTete'>) {
    const montrees = anneesMontrees({ annees }).slice(0, ANNEES_A_COTE);
    this.annees = montrees.toReversed();
    this.#toutes = annees;
    this.#exercice = enTete.exercice;
    this.#voteSuivant = enTete.voteSuivant;
    this.#vote = voteParChiffre({ enTete });
    this.#veille = montrees.find(({ exercice }) => Number(exercice) === Number(enTete.exercice) - 1);
  }

  /** The columns of a table; none where no year was published under its labels. */
  colonnes(nom: NomTable): ColonnesDAnnees {
    const siennes = this.#de(nom);
    const titres = siennes.map(({ exercice }) => exercice);
    const vote = estVotee(nom, this.#vote) ? `Voté pour ${this.#voteSuivant?.exercice}` : '';
    const veille = this.#veille && siennes.includes(this.#veille) ? this.#veille : undefined;
    return {
      titres,
      ecart: veille === undefined ? '' : `Écart depuis ${veille.exercice}`,
      vote,
      dites: enumerer([...titres, ...(vote === '' ? [] : [`le vote de ${this.#voteSuivant?.exercice}`])]),
      notes: [
        ...(titres.length === 0
          ? []
          : [
              ...this.#tues(),
              ...siennes.flatMap((annee) => [...this.#disparues(nom, annee), ...redressees(nom, annee)]),
            ]),
        ...(vote === '' ? [] : [this.#direLeVote()]),
      ],
    };
  }

  /** @param rangee a row of now */
  cellules(
    nom: NomTable,
    { cle, nom: sien, montant: maintenant }: Pick<Rangee, 'cle' | 'nom' | 'montant'>,
  ): CellulesDAnnees {
    const vote = this.#vote.get(`${nom}.${sien}`);
    return this.#cellules(nom, maintenant, vote, ({ tables }) => tables.get(nom)?.montants.get(cle));
  }

  total(nom: NomTable, maintenant: Montant): CellulesDAnnees {
    const vote = this.#vote.get('synthese.total');
    return this.#cellules(nom, maintenant, vote, ({ tables }) => tables.get(nom)?.total);
  }

  /** What rows of now do not have, so that each column makes its total; nothing where they have all. */
  disparue(nom: NomTable): RangeeDisparue | undefined {
    const montants = this.#de(nom).map(({ tables }) => tables.get(nom)?.disparues ?? []);
    if (montants.every(({ length }) => length === 0)) return undefined;
    const cellules = this.#cellules(nom, montant(0), undefined, ({ tables }) => {
      const disparues = tables.get(nom)?.disparues ?? [];
      return disparues.length === 0 ? undefined : somme(disparues.map(({ montant: sien }) => sien));
    });
    return { libelle: `Sans rangée en ${this.#exercice}`, ...cellules };
  }

  /**
   * One of the four figures in each year, the last first, and what is voted, with its base, which need not be that of the document:
   * `2011 : 9 960 880,78 €`.
   */
  dire(cle: keyof Synthese, chiffre: string): string[] {
    const vote = this.#vote.get(`synthese.${chiffre}`);
    const annees = this.annees.toReversed().map((annee) => {
      const montantDAlors = chiffreDeLAnnee(annee, cle);
      return `${annee.exercice}\u202f: ${montantDAlors === undefined ? RIEN : formaterEuros(montantDAlors)}`;
    });
    return vote === undefined || this.#voteSuivant === undefined
      ? annees
      : [...annees, `${titreDuVote(this.#voteSuivant)}\u202f: ${formaterEuros(vote)}`];
  }

  #de(nom: NomTable): readonly AnneeMontree[] {
    return this.annees.filter(({ tables }) => tables.has(nom));
  }

  #cellules(
    nom: NomTable,
    maintenant: Montant,
    vote: Montant | undefined,
    lire: (annee: AnneeMontree) => Montant | undefined,
  ): CellulesDAnnees {
    const siennes = this.#de(nom);
    const veille = this.#veille && siennes.includes(this.#veille) ? this.#veille : undefined;
    const avant = veille && lire(veille);
    return {
      montants: siennes.map((annee) => cellule(lire(annee))),
      aEcart: veille !== undefined,
      ecart: avant === undefined ? RIEN : ecrireEcart(montant(maintenant - avant)),
      votes: estVotee(nom, this.#vote) ? [cellule(vote)] : [],
    };
  }

  #direLeVote(): string {
    const { exercice, base, document } = this.#voteSuivant ?? {};
    return `Voté pour ${exercice}\u202f: ${base && TITRES_BASES[base]}, selon ${document}. Ajouté à aucun total.`;
  }

  #tues(): string[] {
    return this.#toutes.flatMap((annee) =>
      annee.comparable ? [] : [`${annee.exercice} n’est pas montré\u202f: ${annee.raison}.`],
    );
  }

  #disparues(nom: NomTable, { exercice, tables }: AnneeMontree): string[] {
    const disparues = tables.get(nom)?.disparues ?? [];
    if (disparues.length === 0) return [];
    const nommees = disparues
      .slice(0, DISPARUES_NOMMEES)
      .map(({ libelle, montant: sien }) => `${libelle} (${formaterEuros(sien)})`);
    const autres = disparues.length - nommees.length;
    return [
      `Sans rangée en ${this.#exercice}, de ${exercice}\u202f: ${nommees.join(', ')}${autres === 0 ? '' : ` et ${autres} autre${autres === 1 ? '' : 's'}`}. Un libellé qui a changé n’est rapproché d’aucun autre.`,
    ];
  }
}

function cellule(lu: Montant | undefined): CelluleDAnnee {
  return { dit: lu !== undefined, montant: lu ?? montant(0) };
}

/** That rows of a table are not what was published of that year, with the greatest difference. */
function redressees(nom: NomTable, { exercice, redressees: editions }: AnneeMontree): string[] {
  return editions.flatMap(({ redressements }) => {
    const siens = redressements.filter(({ table }) => table === nom);
    const [premier] = siens;
    if (premier === undefined) return [];
    const dire = (centimes: Montant | undefined) => (centimes === undefined ? 'rien' : formaterEuros(centimes));
    return [
      `Retraité depuis sa publication, de ${exercice}\u202f: ${premier.ou}, ${dire(premier.publie)} publiés, ${dire(premier.maintenant)} ici, car ${premier.pourquoi}${siens.length === 1 ? '' : `\u202f; ${siens.length - 1} autre${siens.length === 2 ? '' : 's'}`}. Voir «\u00a0Montants passés retraités\u00a0».`,
    ];
  });
}
