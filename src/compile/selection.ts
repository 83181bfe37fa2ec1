import type { Base } from '../domain/argent/base.ts';
import { type Affectation, centimesDesParts } from '../domain/lignes/affectation.ts';
import type { PartVentilee } from '../domain/verdict/verdict.ts';
import { montantEst } from './cofinancements/compiler-les-cofinancements.ts';
import { type RolesDesRegles, rolesDesRegles } from './compteur-de-regles.ts';
import { CHAMPS_DE_FLUX, type ChampDeFlux, lectureDeFlux } from './consolidation/champs-de-flux.ts';
import { type ChampDeCritere, type Critere, estAjoute } from './critere.ts';
import { garderPar } from './garder-par.ts';
import type { Jaune, Rangee } from './jaune.ts';
import { lectureDuChamp } from './lectures-des-criteres.ts';
import { CLE_DU_RESTE, lecteurDeCle, type NomTable, TABLES_DECRITES } from './tables-decrites.ts';

/** A part of a line that a figure counts: its rank among the parts of the line, and its cents, with their sign. */
export interface PartRetenue {
  readonly rang: number;
  readonly centimes: number;
}

type Test = (affectation: Affectation) => boolean;
type TestDePart = (part: PartVentilee, affectation: Affectation) => boolean;

const AUCUNE: readonly PartRetenue[] = [];
const ROLES = { '': 'emporte', devancee: 'devance', contredite: 'contredite' } as const satisfies Readonly<
  Record<string, keyof RolesDesRegles>
>;

/**
 * What criteria select of lines: the one place that says which parts a figure counts, for the page, its index and the
 * command that explains a figure. It looks at lines one by one and knows no total: what it gives can be added up apart from
 * what the compile counted. A value that nothing has selects nothing.
 */
export class Selection {
  readonly #surLigne: readonly Test[];
  readonly #surPart: readonly TestDePart[];
  readonly #pilote: string;
  readonly #base: Base | undefined;
  readonly #transfert: boolean;
  readonly #reste: boolean;

  constructor(jaune: Jaune, criteres: readonly Critere[]) {
    const surLigne: Test[] = [];
    const surPart: TestDePart[] = [];
    const valeurDe = (champ: ChampDeCritere) => criteres.find(([autre]) => autre === champ)?.[1];
    const places = (valeurDe('verdict') ?? 'internationale').split('+');
    if (!places.includes('tous')) surPart.push((part) => places.includes(part.place));
    const sens = valeurDe('sens') ?? 'depense';
    if (sens !== 'reste') surLigne.push(({ ligne }) => ligne.sens === sens);
    for (const [champ, valeur] of criteres) {
      const deLigne = testDeLigne(jaune, champ, valeur, sens);
      if (deLigne) surLigne.push(deLigne);
      const dePart = testDePart(jaune, champ, valeur, sens);
      if (dePart) surPart.push(dePart);
    }
    this.#surLigne = surLigne;
    this.#surPart = surPart;
    this.#pilote = jaune.enTete.secteurPilote;
    this.#base = valeurDe('base') as Base | undefined;
    this.#transfert = valeurDe('transfert') !== undefined;
    this.#reste = sens === 'reste';
  }

  /** The cents that a line brings; `undefined` when none of its parts is counted, which is not zero. */
  compter(affectation: Affectation): number | undefined {
    // As many lines are looked at as figures times lines: nothing is made on the way.
    const montants = this.#montants(affectation);
    if (montants === undefined || !this.#tientALaLigne(affectation)) return undefined;
    const { parts } = affectation.verdict;
    let total: number | undefined;
    for (let rang = 0; rang < parts.length; rang++) {
      const part = parts[rang];
      if (part !== undefined && this.#tientALaPart(part, affectation))
        total = (total ?? 0) + this.#signe(part, affectation) * (montants[rang] ?? 0);
    }
    return total;
  }

  /** The parts of a line that are counted, in their order; none for most lines. */
  retenir(affectation: Affectation): readonly PartRetenue[] {
    const montants = this.#montants(affectation);
    if (montants === undefined || !this.#tientALaLigne(affectation)) return AUCUNE;
    const { parts } = affectation.verdict;
    let retenues: PartRetenue[] | undefined;
    for (const [rang, part] of parts.entries()) {
      if (!this.#tientALaPart(part, affectation)) continue;
      retenues ??= [];
      retenues.push({ rang, centimes: this.#signe(part, affectation) * (montants[rang] ?? 0) });
    }
    return retenues ?? AUCUNE;
  }

  #tientALaLigne(affectation: Affectation): boolean {
    for (const test of this.#surLigne) if (!test(affectation)) return false;
    return true;
  }

  #tientALaPart(part: PartVentilee, affectation: Affectation): boolean {
    for (const test of this.#surPart) if (!test(part, affectation)) return false;
    return true;
  }

  #signe(part: PartVentilee, { ligne }: Affectation): 1 | -1 {
    if (this.#reste) return ligne.sens === 'recette' ? -1 : 1;
    return this.#transfert && part.secteur === this.#pilote ? -1 : 1;
  }

  #montants({ ligne, verdict, montants }: Affectation): readonly number[] | undefined {
    if (this.#base === undefined) return montants;
    const total = ligne.montants[this.#base];
    return total === undefined ? undefined : centimesDesParts(verdict, total);
  }
}

/** The amount of a line on which its parts are counted: on the base of the criteria, if they name one. */
export function montantCompte({ ligne, montant }: Affectation, criteres: readonly Critere[]): number {
  const base = criteres.find(([champ]) => champ === 'base')?.[1] as Base | undefined;
  return base === undefined ? montant : (ligne.montants[base] ?? 0);
}

/** What a criterion asks of a line as a whole; nothing when it asks something of its parts. */
function testDeLigne(jaune: Jaune, champ: ChampDeCritere, valeur: string, sens: string): Test | undefined {
  switch (champ) {
    case 'recu': {
      const duPilote = jaune.enTete.secteurs.lecteurDuPilote();
      return ({ ligne }) => duPilote(ligne) === (valeur === 'pilote');
    }
    case 'regle': {
      const [id = '', role = ''] = valeur.split('/');
      return ({ verdict }) => rolesDesRegles(verdict.reponses)[ROLES[role as keyof typeof ROLES]].has(id);
    }
    case 'montant_est':
      return (affectation) => (montantEst(affectation) === 'net') === (valeur === 'net');
    default: {
      if (estUnChampDeFlux(champ)) return testDeFlux(jaune, champ, valeur);
      const lecture = lectureDuChamp(jaune, champ, sens);
      return lecture?.de === 'ligne' ? (affectation) => lecture.lire(affectation) === valeur : undefined;
    }
  }
}

/** What a criterion asks of a part; nothing when it asks something of the line. */
function testDePart(jaune: Jaune, champ: ChampDeCritere, valeur: string, sens: string): TestDePart | undefined {
  const { secteurPilote } = jaune.enTete;
  switch (champ) {
    case 'verdict':
    case 'sens':
    case 'base':
    case 'recu':
    case 'exclusion':
    case 'source':
    case 'ligne':
    case 'couverture':
    case 'decide_par':
    case 'decideur':
    case 'regle':
    case 'operation':
    case 'montant_est':
    case 'financeur':
    case 'genre_financeur':
      return undefined;
    case 'pilote':
      return (part) => (part.secteur === secteurPilote) === (valeur === 'oui');
    case 'sortie':
    case 'apport': {
      const lecture = lectureDuChamp(jaune, champ, sens);
      return lecture?.de === 'part' ? (part, affectation) => lecture.lire(part, affectation) === valeur : undefined;
    }
    case 'transfert': {
      const duPilote = jaune.enTete.secteurs.lecteurDuPilote();
      return (part, { ligne }) => (part.secteur === secteurPilote) !== duPilote(ligne);
    }
    default:
      return estUnChampDeFlux(champ) || estAjoute(champ) ? undefined : testDeTable(jaune, champ, valeur);
  }
}

function estUnChampDeFlux(champ: ChampDeCritere): champ is ChampDeFlux {
  return (CHAMPS_DE_FLUX as readonly string[]).includes(champ);
}

/** @param valeur several are joined by `+` */
function testDeFlux(jaune: Jaune, champ: ChampDeFlux, valeur: string): Test {
  const { lire } = lectureDeFlux(jaune, champ);
  const voulues = valeur.split('+');
  return (affectation) => voulues.includes(lire(affectation));
}

function testDeTable({ tables, libelles }: Jaune, table: NomTable, nom: string): TestDePart {
  const rangees = tables.find((autre) => autre.nom === table)?.rangees ?? [];
  const cle = clesDesNoms(rangees).get(nom);
  if (cle === undefined) return () => false;
  const lire = lecteurDeCle(table, libelles);
  if (cle === CLE_DU_RESTE && TABLES_DECRITES[table].reste) {
    // The rest of a long list: all that has no row of its own.
    const montrees = clesMontrees(rangees);
    return (part, { ligne }) => !montrees.has(lire(ligne, part));
  }
  return (part, { ligne }) => lire(ligne, part) === cle;
}

const clesDesNoms = garderPar((rangees: readonly Rangee[]) => new Map(rangees.map(({ nom, cle }) => [nom, cle])));
const clesMontrees = garderPar((rangees: readonly Rangee[]) => new Set(rangees.map(({ cle }) => cle)).add(''));
