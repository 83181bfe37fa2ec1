import type { Base } from '../../domain/argent/base.ts';
import { type Condition, parcourirAttentes } from '../../domain/conditions/condition.ts';
import type { Secteurs } from '../../domain/dossier/secteurs.ts';
import type { Geographie } from '../../domain/lieux/geographie.ts';
import { CHAMPS_PROPRES, CHAMPS_TEXTE, type ChampTexte, MOTS_FERMES } from '../../domain/lignes/champs.ts';
import type { ImputationDUneSource, LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { IndexDeChamp, SORTES_MAX } from './index-de-champ.ts';
import { lecteursDeLignes } from './lecteurs-de-lignes.ts';
import type { Regle } from './regle.ts';
import { type Reduction, ReglePrete } from './regle-prete.ts';

/** Sorts that a number holds side by side exactly. */
const SORTES_PAR_NOMBRE = 4;

/** A field at which rules look. */
interface ChampRegarde {
  readonly propriete: (typeof CHAMPS_TEXTE)[ChampTexte];
  readonly index: IndexDeChamp;
  /** By rank of an expectation, the rules that are found by it. */
  readonly regles: number[][];
}

/** By what a rule is found: no line meets its condition without touching one of these. */
interface Prises {
  readonly prises: readonly { readonly champ: string; readonly rang: number }[];
  /** About how many rules are found with it. */
  readonly cout: number;
}

/** What rules say of the lines whose imputations they see alike. */
export interface ReglesDImputation {
  /** Those that may conclude for what the imputation is, in order; those without a test do. */
  readonly restantes: readonly { readonly rang: number; readonly reduite: Exclude<Reduction, false> }[];
  /** By what rules tell the texts of such lines apart. */
  readonly champs: readonly ChampRegarde[];
  /** Between which amounts these rules part. */
  readonly seuils: readonly number[];
}

/**
 * Rules found by what they require of a line — a code, a word, a beneficiary — rather than tried one by one: of what a rule
 * asks for all together, it is found by what the fewest other rules ask for. A rule that requires nothing of the kind is
 * tried always. The rules that conclude on a line are those that would if all were tried, in the same order.
 */
export class IndexDesRegles {
  readonly #base: Base;
  readonly #regles: readonly ReglePrete[];
  readonly #champs = new Map<string, ChampRegarde>();
  readonly #dImputation: readonly ChampRegarde[];
  readonly #propres: readonly ChampRegarde[];
  /** The fields of lines, and amounts, at which rules look that are found by what a line has of its own. */
  readonly #champsDesPropres: readonly ChampRegarde[];
  readonly #seuilsDesPropres: readonly number[];
  readonly #toujours: readonly number[];

  constructor(regles: readonly Regle[], base: Base, secteurs: Secteurs, geographie: Geographie) {
    this.#base = base;
    const lecteurs = lecteursDeLignes(base, secteurs);
    this.#regles = regles.map((regle) => new ReglePrete(regle, lecteurs));
    const ouvrir = (champ: string): ChampRegarde => {
      const connu = this.#champs.get(champ);
      if (connu) return connu;
      const index = new IndexDeChamp({
        code: lecteurs.estCode(champ),
        plier: lecteurs.normaliser?.(champ),
        // Without a rule, the country that a line names breaks it down.
        enPlus: champ === 'lieu' ? (lieu) => geographie.reconnaitre(lieu)?.code ?? '' : undefined,
      });
      const neuf = { propriete: CHAMPS_TEXTE[champ as ChampTexte], index, regles: [] };
      this.#champs.set(champ, neuf);
      return neuf;
    };
    ouvrir('lieu');
    const demandes = new Map<ChampRegarde, number[]>();
    for (const { condition } of regles)
      parcourirAttentes(condition, (champ, attente) => {
        if (champ === 'montant') return;
        const regarde = ouvrir(champ);
        const rang = regarde.index.ajouter(attente);
        const siennes = demandes.get(regarde) ?? [];
        demandes.set(regarde, siennes);
        siennes[rang] = (siennes[rang] ?? 0) + 1;
      });
    const toujours: number[] = [];
    const parLaLigne: Regle[] = [];
    regles.forEach((regle, rang) => {
      const prises = this.#prisesDe(regle.condition, demandes)?.prises;
      if (prises === undefined) toujours.push(rang);
      for (const prise of prises ?? []) {
        const { regles: trouvees } = ouvrir(prise.champ);
        const siennes = trouvees[prise.rang];
        // Begun empty, a list takes room for sixteen.
        if (siennes === undefined) trouvees[prise.rang] = [rang];
        else if (siennes.at(-1) !== rang) siennes.push(rang);
      }
      if (prises?.some(({ champ }) => CHAMPS_PROPRES.has(champ))) parLaLigne.push(regle);
    });
    this.#toujours = toujours;
    const rangs = [...this.#champs];
    this.#dImputation = rangs.filter(([champ]) => !CHAMPS_PROPRES.has(champ)).map(([, regarde]) => regarde);
    this.#propres = rangs.filter(([champ]) => CHAMPS_PROPRES.has(champ)).map(([, regarde]) => regarde);
    this.#champsDesPropres = this.#champsDe(parLaLigne);
    this.#seuilsDesPropres = seuilsDe(parLaLigne);
  }

  /** What tells a source from those that rules do not see alike; nothing once there are too many. */
  sorteDuFichier(fichier: string): number | undefined {
    const regarde = this.#champs.get('fichier');
    return regarde === undefined ? 0 : regarde.index.sorteDe(fichier);
  }

  /** What tells an imputation from those that rules do not see alike; nothing once there are too many. */
  sorteDe(imputation: ImputationDUneSource): string | undefined {
    let sortes = '';
    for (const { propriete, index } of this.#dImputation) {
      const sorte = index.sorteDe(imputation[propriete as keyof ImputationDUneSource]);
      if (sorte === undefined) return undefined;
      sortes += `${sorte} `;
    }
    return sortes;
  }

  pour(imputation: ImputationDUneSource): ReglesDImputation {
    const rangs = new Set(this.#toujours);
    for (const champ of this.#dImputation)
      toucher(champ, imputation[champ.propriete as keyof ImputationDUneSource], (rang) => rangs.add(rang));
    const restantes = [...rangs].sort(parRang).flatMap((rang) => {
      const reduite = this.#prete(rang).pour(imputation);
      return reduite === false ? [] : [{ rang, reduite }];
    });
    const aEssayer = restantes.flatMap(({ rang, reduite }) => (reduite === true ? [] : this.#prete(rang).regle));
    return {
      restantes,
      champs: [...new Set([...this.#champsDe(aEssayer), ...this.#champsDesPropres])],
      seuils: seuilsDe(aEssayer),
    };
  }

  /** What tells lines of such imputations apart: the sorts of their texts, between which amounts; nothing when it may not. */
  cleDe(ligne: LigneBudgetaire, { champs, seuils }: ReglesDImputation): number | string | undefined {
    let debut = '';
    let cle = 0;
    for (let rang = 0; rang < champs.length; rang++) {
      const { index, propriete } = champs[rang] as ChampRegarde;
      const sorte = index.sorteDe(ligne[propriete]);
      if (sorte === undefined) return undefined;
      if (rang > 0 && rang % SORTES_PAR_NOMBRE === 0) {
        debut += `${cle} `;
        cle = 0;
      }
      cle = cle * SORTES_MAX + sorte;
    }
    if (debut === '' && seuils.length === 0 && this.#seuilsDesPropres.length === 0) return cle;
    const montant = ligne.montants[this.#base];
    return `${debut}${cle} ${rangParmi(seuils, montant)} ${rangParmi(this.#seuilsDesPropres, montant)}`;
  }

  /** The rules that conclude on a line, in order. */
  quiConcluent(ligne: LigneBudgetaire, { restantes }: ReglesDImputation): readonly Regle[] {
    const rangs = restantes.flatMap(({ rang, reduite }) => (reduite === true || reduite(ligne) ? rang : []));
    const autres = new Set<number>();
    for (const champ of this.#propres) toucher(champ, ligne[champ.propriete], (rang) => autres.add(rang));
    for (const { rang } of restantes) autres.delete(rang);
    for (const rang of autres) {
      const reduite = this.#prete(rang).pour(ligne);
      if (typeof reduite === 'boolean' ? reduite : reduite(ligne)) rangs.push(rang);
    }
    return rangs.sort(parRang).map((rang) => this.#prete(rang).regle);
  }

  #prete(rang: number): ReglePrete {
    return this.#regles[rang] as ReglePrete;
  }

  #champsDe(regles: readonly Regle[]): readonly ChampRegarde[] {
    // A line without a rule on its place still has one.
    const champs = new Set(['lieu']);
    for (const { condition } of regles) parcourirAttentes(condition, (champ) => champs.add(champ));
    return [...this.#champs].filter(([champ]) => CHAMPS_PROPRES.has(champ) && champs.has(champ)).map(([, vu]) => vu);
  }

  /** What every line that meets a condition touches; nothing when there is no telling. */
  #prisesDe(condition: Condition, demandes: ReadonlyMap<ChampRegarde, readonly number[]>): Prises | undefined {
    if (condition.type === 'champ') {
      const { champ, attente } = condition;
      const regarde = this.#champs.get(champ);
      if (champ === 'montant' || !regarde?.index.exige(attente)) return undefined;
      const rang = regarde.index.ajouter(attente);
      // Half of all lines have a word out of two.
      const cout = MOTS_FERMES[champ] ? this.#regles.length : (demandes.get(regarde)?.[rang] ?? 0);
      return { prises: [{ champ, rang }], cout };
    }
    if (condition.type === 'aucun') return undefined;
    const parties = condition.conditions.map((partie) => this.#prisesDe(partie, demandes));
    if (condition.type === 'tous')
      return parties.reduce(
        (une, autre) => (autre && (une === undefined || autre.cout < une.cout) ? autre : une),
        undefined,
      );
    const connues = parties.filter((partie) => partie !== undefined);
    if (connues.length < parties.length) return undefined;
    return {
      prises: connues.flatMap(({ prises }) => prises),
      cout: connues.reduce((somme, { cout }) => somme + cout, 0),
    };
  }
}

function toucher({ index, regles }: ChampRegarde, texte: string, trouver: (rang: number) => void): void {
  if (regles.length === 0) return;
  for (const attente of index.touchesDe(texte)) for (const rang of regles[attente] ?? []) trouver(rang);
}

function parRang(gauche: number, droite: number): number {
  return gauche - droite;
}

/** The amounts from which on what these rules say may change, in order. */
function seuilsDe(regles: readonly Regle[]): readonly number[] {
  const seuils = new Set<number>();
  for (const { condition } of regles)
    parcourirAttentes(condition, (_champ, attente) => {
      if (attente.type !== 'montant') return;
      if (attente.min !== undefined) seuils.add(attente.min);
      if (attente.max !== undefined) seuils.add(attente.max + 1);
      if (attente.min === undefined && attente.max === undefined) seuils.add(0);
    });
  return [...seuils].sort(parRang);
}

/** Between which of these an amount is; one that is not there, before all. */
function rangParmi(seuils: readonly number[], montant: number | undefined): number {
  if (montant === undefined) return -1;
  let debut = 0;
  let fin = seuils.length;
  while (debut < fin) {
    const milieu = (debut + fin) >> 1;
    if ((seuils[milieu] as number) <= montant) debut = milieu + 1;
    else fin = milieu;
  }
  return debut;
}
