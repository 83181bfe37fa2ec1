import type { Base } from '../../domain/argent/base.ts';
import { type Montant, somme, valeurAbsolue } from '../../domain/argent/montant.ts';
import { type Constats, estUneErreur } from '../../domain/constats/constat.ts';
import { type LigneBudgetaire, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { citerChemin } from '../../domain/textes/citer-chemin.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { trierPar } from '../../domain/textes/ordre.ts';
import { fichierDeRef } from '../../domain/verdict/decision-ecrite.ts';
import type { Decision } from './decision.ts';
import { CompteDeSemblables, ditPareil, semblablesChangees } from './retrouver/compte-de-semblables.ts';
import { Descripteur, type DescriptionDeLigne } from './retrouver/ligne-decrite.ts';
import { MelangeDeRangees } from './retrouver/melange-de-rangees.ts';
import { signalerLesMelanges } from './signaler-les-melanges.ts';

/** Files named, when decisions wait in more. */
const FICHIERS_NOMMES = 5;

/** Whether decisions that wait for their line stop what is done, or are told beside it. */
export type GraviteDesAttentes = 'E-ARBITRAGES-EN-ATTENTE' | 'A-ARBITRAGES-EN-ATTENTE';

/**
 * The decisions of a dossier, found by line; checks in the end that each met its line, as it was. Those that were replaced
 * are history: told when asked, never applied, and their line may have changed.
 */
export class RegistreDesDecisions {
  readonly #parRef: ReadonlyMap<string, Decision>;
  readonly #fichiers: ReadonlySet<string>;
  /** Those that have the reference of another, whose line is still to be found. */
  readonly #secondes: Decision[] = [];
  /** Those whose line is what was decided. */
  readonly #enPlace = new Set<Decision>();
  /** Of these, those whose line says all that is kept of it. */
  readonly #pareilles = new Set<Decision>();
  /** References whose line is something else. */
  readonly #changees = new Set<string>();
  readonly #anciennes: readonly Decision[];
  readonly #base: Base | undefined;
  readonly #descripteur = new Descripteur();
  readonly #melange: MelangeDeRangees;
  /** Those whose row describes another line than the one that it is on, with what that one is: never applied. */
  readonly #melees = new Map<Decision, DescriptionDeLigne>();

  readonly #semblables: CompteDeSemblables;

  /** @param base of the dossier, in which the amounts of lines are kept; absent where no line is to be met */
  constructor(toutes: readonly Decision[], base?: Base) {
    const decisions = toutes.filter(({ remplaceeLe }) => remplaceeLe === '');
    this.#anciennes = toutes.filter(({ remplaceeLe }) => remplaceeLe !== '');
    const parRef = new Map<string, Decision>();
    for (const decision of decisions) {
      if (parRef.has(decision.ref)) this.#secondes.push(decision);
      else parRef.set(decision.ref, decision);
    }
    this.#parRef = parRef;
    this.#base = base;
    this.#melange = new MelangeDeRangees(decisions);
    this.#fichiers = new Set(decisions.map(fichierDe));
    this.#semblables = new CompteDeSemblables(decisions.flatMap(({ etait }) => etait ?? []));
  }

  /** To show each line once, whatever its file: how many say the same as a decided one is known when all have passed. */
  compter(ligne: LigneBudgetaire, montant: Montant): void {
    this.#semblables.voir(ligne, montant);
  }

  /** The decision on a line; none when the line is no longer what it was, which {@link signaler} tells in the end. */
  pour(ligne: LigneBudgetaire): Decision | undefined {
    if (!this.#fichiers.has(ligne.fichier)) return undefined;
    const ref = referenceDe(ligne);
    const premiere = this.#parRef.get(ref);
    if (premiere === undefined) return undefined;
    const estSienne = (decision: Decision) => decision.empreinte === ligne.empreinte;
    const decision = estSienne(premiere)
      ? premiere
      : this.#secondes.find((seconde) => seconde.ref === ref && estSienne(seconde));
    if (decision === undefined) {
      this.#changees.add(premiere.ref);
      return undefined;
    }
    this.#enPlace.add(decision);
    return this.#estMelee(decision, ligne) ? undefined : decision;
  }

  #estMelee(decision: Decision, ligne: LigneBudgetaire): boolean {
    const montant = this.#base && ligne.montants[this.#base];
    if (decision.etait === undefined || montant === undefined) return false;
    const maintenant = this.#descripteur.decrire(ligne, montant);
    if (ditPareil(decision.etait, maintenant)) this.#pareilles.add(decision);
    if (!this.#melange.est(decision, maintenant)) return false;
    this.#melees.set(decision, maintenant);
    return true;
  }

  #aPerduLeCompte({ etait }: Decision): boolean {
    return etait !== undefined && semblablesChangees(etait, this.#semblables.de(etait)) !== undefined;
  }

  /** Those that hold, whatever their lines have become. */
  get toutes(): readonly Decision[] {
    return [...this.#parRef.values(), ...this.#secondes];
  }

  /** The decision that holds on a reference, whatever its line has become. */
  enVigueur(ref: string): Decision | undefined {
    const premiere = this.#parRef.get(ref);
    if (premiere === undefined || this.#enPlace.has(premiere)) return premiere;
    return this.#secondes.find((seconde) => seconde.ref === ref && this.#enPlace.has(seconde)) ?? premiere;
  }

  /** The decisions that hold on lines of these files, in the order in which they are written. */
  surLesFichiers(fichiers: ReadonlySet<string>): readonly Decision[] {
    return this.toutes.filter((decision) => fichiers.has(fichierDe(decision)));
  }

  /** The decisions once taken on a reference and replaced since, the oldest first. */
  anciennes(ref: string): readonly Decision[] {
    return trierPar(
      this.#anciennes.filter((decision) => decision.ref === ref),
      ({ date, remplaceeLe }) => `${date} ${remplaceeLe}`,
    );
  }

  /**
   * Tells, in one message, the decisions whose line is not where they say, as it was. To call when all lines have passed; of a
   * file that could not be read whole, a line that was not seen may be there.
   * @param dossier its path, as it was given
   * @param seulement the one reference to speak of, when only its file was read
   */
  async signaler(constats: Constats, code: GraviteDesAttentes, dossier: string, seulement?: string): Promise<void> {
    const melees = [...this.#melees].filter(([{ ref }]) => seulement === undefined || ref === seulement);
    await signalerLesMelanges(new Map(melees), dossier, constats);
    const enFaute = new Set(constats.liste.filter(estUneErreur).map(({ lieu }) => lieu.fichier));
    const parties = this.toutes.filter(
      (decision) =>
        (seulement === undefined || decision.ref === seulement) &&
        !this.#enPlace.has(decision) &&
        (this.#changees.has(decision.ref) || !enFaute.has(fichierDe(decision))),
    );
    // Where all lines were read: a total that is not the one announced keeps none from being counted.
    const toutes = !constats.liste.some((constat) => estUneErreur(constat) && constat.code !== 'E-CONTROLE');
    const incertaines =
      seulement === undefined && toutes
        ? [...this.#pareilles].filter((decision) => this.#aPerduLeCompte(decision))
        : [];
    const attendent = [...parties, ...incertaines];
    const [premiere] = attendent;
    if (premiere === undefined) return;
    constats.ajouter({
      code,
      lieu: premiere.lieu,
      message: direLesAttentes(attendent, incertaines.length),
      remede: `Lancez « jaune arbitrer reporter ${citerChemin(dossier)} » : sans rien écrire, la commande dit lesquelles se retrouvent, lesquelles ont changé, lesquelles sont perdues ; --ecrire rattache les premières. Une décision perdue dont la ligne ne reviendra pas se retire d’arbitrages.csv.`,
    });
  }
}

function direLesAttentes(attendent: readonly Decision[], incertaines: number): string {
  const parFichier = new Map<string, number>();
  for (const decision of attendent) parFichier.set(fichierDe(decision), (parFichier.get(fichierDe(decision)) ?? 0) + 1);
  const nommes = [...parFichier].slice(0, FICHIERS_NOMMES).map(([fichier, nombre]) => `${nombre} dans ${fichier}`);
  const autres = parFichier.size - nommes.length;
  const ou = [...nommes, ...(autres > 0 ? [`le reste dans ${accord(autres, 'autre fichier')}`] : [])].join(', ');
  const decrites = attendent.flatMap(({ etait }) => (etait === undefined ? [] : [valeurAbsolue(etait.montant)]));
  const sans = attendent.length - decrites.length;
  const combien = [
    ...(decrites.length > 0 ? [`${formaterEuros(somme(decrites))} lors de la décision`] : []),
    ...(sans > 0 ? [`montant inconnu pour ${accord(sans, 'décision')}, dont le fichier ne garde que l’empreinte`] : []),
  ].join(', ');
  const plusieurs = attendent.length > 1;
  const attend = plusieurs ? 'attendent d’être reportées' : 'attend d’être reportée';
  const jumelles =
    'les lignes qui disent la même chose n’étant plus aussi nombreuses : rien ne dit laquelle fut décidée';
  const pourquoi =
    incertaines === attendent.length
      ? jumelles
      : `la ligne d’alors ayant bougé ou changé${incertaines === 0 ? '' : `, ou, pour ${incertaines}, ${jumelles}`}`;
  return `${accord(attendent.length, 'décision')} ${attend}, ${pourquoi} : ${ou} (${combien})`;
}

function fichierDe({ ref }: Decision): string {
  return fichierDeRef(ref);
}
