import { BASES, type Base } from '../domain/argent/base.ts';
import { estEntiere } from '../domain/argent/fraction.ts';
import { montant, somme } from '../domain/argent/montant.ts';
import type { TableDeCodes } from '../domain/codes/nomenclature.ts';
import type { Condition } from '../domain/conditions/condition.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { MemoireLue, SourceLue } from '../domain/dossier/source-lue.ts';
import { type Affectation, centimesDesParts } from '../domain/lignes/affectation.ts';
import { garder, type LigneBudgetaire, type Sens } from '../domain/lignes/ligne-budgetaire.ts';
import { partiesDe } from '../domain/textes/cle-composee.ts';
import { comparer } from '../domain/textes/ordre.ts';
import {
  decideur,
  ecrireQuotePart,
  estDecidee,
  estRetenue,
  type Question,
  type RegleCitee,
  type Verdict,
} from '../domain/verdict/verdict.ts';
import { CentimesAilleurs } from './centimes-ailleurs.ts';
import { compilerLesCofinancements } from './cofinancements/compiler-les-cofinancements.ts';
import { CompteurDOperations } from './cofinancements/compteur-d-operations.ts';
import { compilerLesCroisees, compilerLesTables } from './compiler-les-tables.ts';
import type { Compte } from './compte.ts';
import { Compteur, CompteurDeCouverture, compteurDe } from './compteur.ts';
import { CompteurDePasserelle } from './compteur-de-passerelle.ts';
import { CompteurDeRegles } from './compteur-de-regles.ts';
import { CompteurDeFlux } from './consolidation/compteur-de-flux.ts';
import {
  type Exceptionnelle,
  type Exclusion,
  type Jaune,
  LIGNES_NOMMEES_PAR_PLACE,
  type LignePartagee,
  type Partition,
} from './jaune.ts';
import type { Libelles } from './libelles.ts';
import { type GroupeDeLignes, LignesGroupees } from './lignes-groupees.ts';
import { NomsComptes, type NomsMontres } from './noms-comptes.ts';
import { affecter, Partitionneur, syntheseDe } from './partition.ts';
import { PlusGrands } from './plus-grands.ts';
import { type CleDExclusion, cleDeReponse } from './valeurs-nommees.ts';

/**
 * Gathers lines and their verdicts as they pass, and makes the jaune of them. Keeps only the lines that the documents
 * name; of the others, counts.
 */
export class Compilation {
  readonly #enTete: EnTete;
  readonly #libelles: Libelles;
  readonly #partitionneur = new Partitionneur();
  readonly #passerelles: Readonly<Record<Sens, CompteurDePasserelle>>;
  readonly #regles = new CompteurDeRegles();
  readonly #flux: CompteurDeFlux;
  readonly #operations: CompteurDOperations;
  readonly #exclusions = new Map<CleDExclusion, Compteur>();
  readonly #noms: NomsComptes;
  readonly #couverture = new CompteurDeCouverture();
  readonly #gardees = { depense: new LignesGardees(), recette: new LignesGardees() };
  readonly #groupees = new LignesGroupees((groupe, fichier) => this.#compter(groupe, fichier));

  constructor(enTete: EnTete, libelles: Libelles) {
    this.#enTete = enTete;
    this.#libelles = libelles;
    this.#noms = new NomsComptes(enTete);
    this.#flux = new CompteurDeFlux(enTete.organismes, enTete.collectivite);
    this.#operations = new CompteurDOperations(enTete.operations);
    this.#passerelles = { depense: new CompteurDePasserelle(enTete), recette: new CompteurDePasserelle(enTete) };
  }

  ajouter(ligne: LigneBudgetaire, verdict: Verdict): Affectation {
    const affectation = affecter(ligne, verdict, this.#enTete.base);
    this.#groupees.ajouter(ligne, verdict);
    this.#gardees[ligne.imputation.sens].ajouter(affectation);
    this.#operations.ajouter(affectation);
    this.#flux.ajouterLigne(affectation);
    return affectation;
  }

  /** Counts lines that end alike. */
  #compter(groupe: GroupeDeLignes, fichier: string): void {
    const { base } = this.#enTete;
    const { verdict, lignes, vues } = groupe;
    const { sens } = groupe.imputation;
    const { place, decisive, reponses } = verdict;
    const total = groupe.total(base);
    this.#partitionneur.ajouter(groupe, fichier);
    this.#passerelles[sens].ajouter(groupe, base);
    this.#regles.ajouterEnsemble(reponses, sens, total, lignes, vues);
    this.#noms.ajouter(groupe);
    this.#flux.ajouter(groupe, base);
    this.#couverture.ajouter(verdict, sens, total, lignes);
    if (place === 'exclue') compteurDe(this.#exclusions, cleDeReponse(decisive), Compteur).ajouter(sens, total, lignes);
  }

  /**
   * The jaune, once all lines have passed.
   * @throws PartitionRompue when the places do not add up to what was read
   */
  jaune(
    sources: readonly SourceLue[],
    regles: readonly { readonly citee: RegleCitee; readonly question: Question; readonly condition?: Condition }[],
    memoires: readonly MemoireLue[] = [],
    tablesDeCodes: readonly TableDeCodes[] = [],
  ): Jaune {
    this.#groupees.finir();
    this.#partitionneur.prouver(sources);
    const { base } = this.#enTete;
    const noms = this.#noms.montres();
    const libelles = { ...this.#libelles, ...noms };
    const lignes = nommerLesSecteurs(this.#gardees.depense.lignes(), noms);
    const recettes = nommerLesSecteurs(this.#gardees.recette.lignes(), noms);
    const matiere = { lignes, ailleurs: new CentimesAilleurs(lignes, base), libelles };
    const partition = this.#partitionneur.partition(base);
    const { depense, recette } = this.#passerelles;
    const passerelle = depense.passerelle(this.#enTete.libellePilote, noms.secteur);
    return {
      enTete: this.#enTete,
      synthese: syntheseDe(partition, passerelle.secteurPiloteRetenu),
      partition,
      partitionParBase: new Map(
        basesDonnees(sources).map((donnee): [Base, Partition] => [donnee, this.#partitionneur.partition(donnee)]),
      ),
      passerelle,
      passerelleDesRecettes: recette.passerelle(this.#enTete.libellePilote, noms.secteur),
      cofinancements: compilerLesCofinancements({ lignes, recettes }, this.#enTete, this.#operations.liees()),
      consolidation: this.#flux.consolidation(noms.organisme),
      tables: compilerLesTables(matiere),
      croisees: compilerLesCroisees(matiere),
      exceptionnelles: exceptionnellesDe(lignes, base),
      partagees: partageesDe(lignes),
      exclusions: this.#listeDesExclusions(),
      couverture: this.#couverture.couverture(partition),
      regles: this.#regles.effets(regles),
      rencontres: this.#regles.rencontres(),
      sources: sources.map((source) => ({
        ...source,
        partition: this.#partitionneur.partitionDe(source.fichier, base),
      })),
      tablesDeCodes,
      memoires,
      annees: [],
      volets: [],
      avertissements: [],
      acquittes: [],
      lignes,
      recettes,
      libelles,
    };
  }

  /** Tells what the names of sectors and bodies show, once all lines have passed. */
  signalerLesNoms(constats: Constats): void {
    this.#noms.signaler(constats);
  }

  #listeDesExclusions(): Exclusion[] {
    return [...this.#exclusions]
      .sort(
        ([gauche, a], [droite, b]) =>
          b.depense.centimes - a.depense.centimes ||
          b.recette.centimes - a.recette.centimes ||
          comparer(gauche, droite),
      )
      .map(([cle, compteur]) => {
        const [qui, motif] = partiesDe(cle);
        return { ...compteur.compte(), decideur: qui, motif };
      });
  }
}

/** The lines, their parts counted under the names that show. */
function nommerLesSecteurs(lignes: Affectation[], { secteur: noms }: NomsMontres): Affectation[] {
  if (noms.size === 0) return lignes;
  const nommes = new Map<Verdict, Verdict>();
  return lignes.map((affectation) => {
    const { verdict } = affectation;
    let nomme = nommes.get(verdict);
    if (nomme === undefined) {
      const parts = verdict.parts.map((part) => ({ ...part, secteur: noms.get(part.secteur) ?? part.secteur }));
      nomme = parts.some(({ secteur }, rang) => secteur !== verdict.parts[rang]?.secteur)
        ? { ...verdict, parts }
        : verdict;
      nommes.set(verdict, nomme);
    }
    return nomme === verdict ? affectation : { ...affectation, verdict: nomme };
  });
}

function exceptionnellesDe(lignes: readonly Affectation[], base: Base): Exceptionnelle[] {
  return lignes.flatMap((affectation, ligne) => {
    const { verdict } = affectation;
    if (verdict.place !== 'exceptionnelle') return [];
    const { decisive } = verdict;
    const autresBases = new Map(
      BASES.flatMap((autre): [Base, Compte][] => {
        const total = affectation.ligne.montants[autre];
        if (autre === base || total === undefined) return [];
        const montants = centimesDesParts(verdict, total);
        return [[autre, { lignes: 1, centimes: retenu({ verdict, montants }) }]];
      }),
    );
    return [
      {
        ligne,
        montant: retenu(affectation),
        autresBases,
        justification: decisive.motif,
        decideur: decideur(decisive),
      },
    ];
  });
}

function partageesDe(lignes: readonly Affectation[]): LignePartagee[] {
  return lignes.flatMap((affectation, ligne) => {
    const { verdict, montant: total } = affectation;
    if (estEntiere(verdict.quotePart)) return [];
    const garde = retenu(affectation);
    const international = verdict.reponses.find(({ question }) => question === 'international');
    return [
      {
        ligne,
        quotePart: ecrireQuotePart(verdict),
        cle: verdict.cle,
        motif: international?.motif ?? '',
        montant: total,
        retenu: garde,
        reste: montant(total - garde),
      },
    ];
  });
}

/** What an affectation keeps in its own place: all of it, or its share. */
function retenu({ verdict, montants }: Pick<Affectation, 'verdict' | 'montants'>) {
  return somme(verdict.parts.flatMap((part, rang) => (part.place === verdict.place ? (montants[rang] ?? []) : [])));
}

function basesDonnees(sources: readonly SourceLue[]): Base[] {
  return BASES.filter((base) =>
    sources.some(({ depenses, recettes }) => (depenses.montants[base] ?? recettes.montants[base]) !== undefined),
  );
}

interface Gardee {
  readonly rang: number;
  readonly affectation: Affectation;
}

/**
 * The lines that the documents name. All that are international, exceptional or to be arbitrated, and all on which a person
 * decided, refusals included; of the others left out of the perimeter or not examined, the largest: what was left aside can be
 * opened too, in bounded memory.
 */
export class LignesGardees {
  readonly #toutes: Gardee[] = [];
  readonly #exclues = new PlusGrands<Affectation>(LIGNES_NOMMEES_PAR_PLACE);
  readonly #nonExaminees = new PlusGrands<Affectation>(LIGNES_NOMMEES_PAR_PLACE);
  #rang = 0;

  ajouter(affectation: Affectation): void {
    const rang = this.#rang++;
    const { verdict } = affectation;
    const { place } = verdict;
    const decidee = !estRetenue(place) && place !== 'a_arbitrer' && estDecidee(verdict);
    if (place === 'non_internationale' && !decidee) return;
    const detacher = () => ({ ...affectation, ligne: garder(affectation.ligne) });
    if (decidee) this.#toutes.push({ rang, affectation: detacher() });
    else if (place === 'exclue') this.#exclues.proposer(affectation.montant, rang, detacher);
    else if (place === 'non_examinee') this.#nonExaminees.proposer(affectation.montant, rang, detacher);
    else this.#toutes.push({ rang, affectation: detacher() });
  }

  lignes(): Affectation[] {
    const bornees = [...this.#exclues.gardes(), ...this.#nonExaminees.gardes()];
    const autres = bornees.map(({ rang, valeur }): Gardee => ({ rang, affectation: valeur }));
    return [...this.#toutes, ...autres]
      .sort((gauche, droite) => gauche.rang - droite.rang)
      .map(({ affectation }) => affectation);
  }
}
