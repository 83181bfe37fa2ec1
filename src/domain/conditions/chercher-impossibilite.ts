import type { Chemin } from '../constats/constat.ts';
import { CHAMPS_CODES, MOTS_FERMES } from '../lignes/champs.ts';
import { type Atome, entraine, sExcluent } from './atomes.ts';
import type { Attente, Predicat } from './attente.ts';
import { COMBINAISONS } from './combinaisons.ts';
import type { Condition } from './condition.ts';
import { atomesDe, compterAtomes, contraireDe, ecrireAttente, ecrireContraire, testerNormal } from './mecanismes.ts';

/** Why no line can meet a condition, in words, and where the words that show it stand. */
export interface Impossibilite {
  readonly message: string;
  readonly chemin: Chemin | undefined;
}

/** What is asked of one field: the expectation, or its contrary. */
export interface Exigence {
  readonly champ: string;
  readonly attente: Attente;
  readonly niee: boolean;
  readonly chemin: Chemin | undefined;
}

type Branche = { readonly condition: Condition; readonly niee: boolean };

/** What a condition asks: all the demands, and for each choice, one of its branches. */
interface Exigences {
  readonly simples: Exigence[];
  readonly choix: (readonly Branche[])[];
}

/** A check of what is asked of several fields together; see {@link chercherImpossibilite}. */
export type Verification = (simples: readonly Exigence[]) => Impossibilite | undefined;

/** What is asked of a text: one of the atoms, or, when denied, none of them. */
interface Demande {
  readonly niee: boolean;
  readonly atomes: readonly Atome[];
  /** Whether a text in normal form meets it; nothing when that form alone does not tell. */
  readonly tester: Predicat<string> | undefined;
}

/** Beyond, a condition is taken to be possible: checking is a service, not a trial. */
const COMPARAISONS_MAX = 20_000;
/** Said when each branch of a choice is impossible, of which the first is told. */
const DES_AUTRES = ', et les autres possibilités ne se peuvent pas non plus';

/**
 * Why no line whatever can meet a condition; nothing when one can, and nothing when in doubt: what is told here is sure.
 * @param verifier more to check of what the condition asks for all at once
 */
export function chercherImpossibilite(condition: Condition, verifier: Verification): Impossibilite | undefined {
  return new Recherche(verifier).dans(condition);
}

class Recherche {
  readonly #verifier: Verification;
  #comparaisons = 0;

  constructor(verifier: Verification) {
    this.#verifier = verifier;
  }

  dans(condition: Condition): Impossibilite | undefined {
    return this.#chercher([], [{ condition, niee: false }]);
  }

  /** Looks for what makes the branches impossible all together, in the company of what is asked already. */
  #chercher(deja: readonly Exigence[], branches: readonly Branche[]): Impossibilite | undefined {
    const exigences: Exigences = { simples: [], choix: [] };
    for (const { condition, niee } of branches) aplatir(condition, niee, exigences);
    const { simples, choix } = exigences;
    const tout = [...deja, ...simples];
    this.#comparaisons += tout.length;
    if (this.#comparaisons > COMPARAISONS_MAX) return undefined;
    for (const champ of new Set(simples.map((exigence) => exigence.champ))) {
      const impossible = this.#surLeChamp(tout.filter((exigence) => exigence.champ === champ));
      if (impossible) return impossible;
    }
    const ensemble = simples.length > 0 ? this.#verifier(tout) : undefined;
    if (ensemble) return ensemble;
    for (const branchesDuChoix of choix) {
      const causes: Impossibilite[] = [];
      for (const branche of branchesDuChoix) {
        const cause = this.#chercher(tout, [branche]);
        if (!cause) break;
        causes.push(cause);
      }
      const [premiere] = causes;
      if (premiere && causes.length === branchesDuChoix.length)
        return premiere.message.endsWith(DES_AUTRES)
          ? premiere
          : { ...premiere, message: `${premiere.message}${DES_AUTRES}` };
    }
    return undefined;
  }

  #surLeChamp(exigences: readonly Exigence[]): Impossibilite | undefined {
    const [premiere] = exigences;
    const ferme = premiere && MOTS_FERMES[premiere.champ];
    if (!premiere || (exigences.length < 2 && !ferme)) return undefined;
    if (!this.#impossibles(exigences)) return undefined;
    return direImpossible(premiere.champ, this.#paire(exigences) ?? exigences);
  }

  /** The first two that cannot hold together, when two are enough. */
  #paire(exigences: readonly Exigence[]): readonly Exigence[] | undefined {
    for (const [rang, droite] of exigences.entries())
      for (const gauche of exigences.slice(0, rang)) {
        if (this.#comparaisons > COMPARAISONS_MAX) return undefined;
        if (this.#impossibles([gauche, droite])) return [gauche, droite];
      }
    return undefined;
  }

  #impossibles(exigences: readonly Exigence[]): boolean {
    const [premiere] = exigences;
    if (!premiere || this.#comparaisons > COMPARAISONS_MAX) return false;
    if (exigences.some(({ attente }) => attente.type === 'montant')) return montantsImpossibles(exigences);
    const atomes = exigences.reduce((somme, { attente }) => somme + compterAtomes(attente), 0);
    this.#comparaisons += atomes * exigences.length;
    if (this.#comparaisons > COMPARAISONS_MAX) return false;
    const code = CHAMPS_CODES.has(premiere.champ);
    const demandes = exigences.map(({ attente, niee }) => demandeDe(attente, niee, code));
    const fermees = valeursFermees(premiere.champ, exigences);
    return [...demandes, ...fermees].some((demande) => !demande.niee && this.#sansIssue(demande, demandes));
  }

  /** Whether each atom of a demand is against another demand. */
  #sansIssue(demande: Demande, toutes: readonly Demande[]): boolean {
    const autres = toutes.filter((autre) => autre !== demande);
    return demande.atomes.every((atome) => autres.some((autre) => this.#contredit(atome, autre)));
  }

  #contredit(atome: Atome, { niee, atomes, tester }: Demande): boolean {
    if (atome.type === 'valeur' && tester) return !tester(atome.texte);
    if (atome.type === 'vide' && tester) return !tester('');
    this.#comparaisons += atomes.length;
    if (this.#comparaisons > COMPARAISONS_MAX) return false;
    return niee ? atomes.some((autre) => entraine(atome, autre)) : atomes.every((autre) => sExcluent(atome, autre));
  }
}

/** Puts a condition, or its contrary, flat: `tous` are demands, `un` are choices, `aucun` denies. */
function aplatir(condition: Condition, niee: boolean, vers: Exigences): void {
  if (condition.type === 'champ') {
    const { champ, attente, chemin } = condition;
    vers.simples.push({ champ, attente, niee, chemin });
    return;
  }
  const { type, conditions } = condition;
  const { toutes, niees } = COMBINAISONS[type];
  // All of them are asked for: the parts of `tous`, the contraries of those of `aucun`, and of those of a denied `un`.
  const ensemble = toutes !== niee;
  const partiesNiees = niees !== niee;
  const [seule] = conditions;
  if (ensemble || (seule && conditions.length === 1)) {
    for (const partie of conditions) aplatir(partie, partiesNiees, vers);
  } else {
    vers.choix.push(conditions.map((partie) => ({ condition: partie, niee: partiesNiees })));
  }
}

/**
 * Breaks an expectation on a text field into atoms, or its contrary.
 * @param code whether the field holds a code, which is compared without its spaces
 */
function demandeDe(attente: Attente, niee: boolean, code: boolean): Demande {
  if (attente.type === 'sauf') return demandeDe(attente.attente, !niee, code);
  const contraire = niee ? contraireDe(attente) : undefined;
  // What no atom tells apart is only known by what is denied.
  if (contraire && atomesDe(contraire, code).every(({ type }) => type !== 'autre'))
    return demandeDe(contraire, false, code);
  const tester = testerNormal(attente, code);
  return { niee, atomes: atomesDe(attente, code), tester: tester && ((normal) => tester(normal) !== niee) };
}

/** A field of a few words asks by itself to be one of them; the section of a line may be unknown. */
function valeursFermees(champ: string, exigences: readonly Exigence[]): Demande[] {
  const mots = MOTS_FERMES[champ];
  if (!mots || exigences.length === 0) return [];
  const atomes: Atome[] = mots.map((texte) => ({ type: 'valeur', texte }));
  if (champ === 'section') atomes.push({ type: 'vide' });
  return [{ niee: false, atomes, tester: undefined }];
}

function montantsImpossibles(exigences: readonly Exigence[]): boolean {
  const bornes = exigences.flatMap(({ attente, niee }) =>
    attente.type === 'montant'
      ? [{ niee, min: attente.min ?? Number.NEGATIVE_INFINITY, max: attente.max ?? Number.POSITIVE_INFINITY }]
      : [],
  );
  const voulues = bornes.filter(({ niee }) => !niee);
  if (voulues.length === 0 || bornes.length < exigences.length) return false;
  const min = Math.max(...voulues.map((borne) => borne.min));
  const max = Math.min(...voulues.map((borne) => borne.max));
  return min > max || bornes.some((borne) => borne.niee && borne.min <= min && max <= borne.max);
}

function direImpossible(champ: string, exigences: readonly Exigence[]): Impossibilite {
  const ecrites = exigences.slice(0, 4).map(direExigence);
  const suite = exigences.length > ecrites.length ? '…' : '';
  const message =
    ecrites.length === 1
      ? `« ${champ} » ne peut pas être ${ecrites.join()}`
      : `« ${champ} » ne peut pas être à la fois ${ecrites.join(' et ')}${suite}`;
  return { message, chemin: exigences.findLast(({ chemin }) => chemin)?.chemin };
}

export function direExigence({ attente, niee }: Exigence): string {
  return niee ? ecrireContraire(attente) : ecrireAttente(attente);
}
