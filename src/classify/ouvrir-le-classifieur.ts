import type { Nomenclatures } from '../domain/codes/nomenclature.ts';
import type { Constats } from '../domain/constats/constat.ts';
import { type Dossier, votesDuDossier } from '../domain/dossier/dossier.ts';
import type { MemoireLue } from '../domain/dossier/source-lue.ts';
import type { Geographie } from '../domain/lieux/geographie.ts';
import type { SourcesDesValeurs } from '../domain/verdict/dimension.ts';
import { DIMENSIONS, type Dimension, dimensionDecrite } from '../domain/verdict/dimensions.ts';
import type { VocabulaireDesSignaux } from '../domain/verdict/signal.ts';
import { Classifieur } from './classifieur.ts';
import type { Decision } from './decisions/decision.ts';
import { lireLesDecisions } from './decisions/lire-les-decisions.ts';
import { RegistreDesDecisions } from './decisions/registre-des-decisions.ts';
import { Examinateur } from './examinateur.ts';
import { lireLaMemoire } from './memoire/lire-la-memoire.ts';
import { lireLesListes } from './regles/lire-les-listes.ts';
import { lireLesRegles } from './regles/lire-les-regles.ts';
import { type PartIncomplete, partsIncompletes, type Regle } from './regles/regle.ts';
import { DetecteurDeSignaux } from './signaux/detecteur-de-signaux.ts';

export interface References {
  readonly objectifs: SourcesDesValeurs['objectifs'];
  readonly nomenclatures: Nomenclatures;
  readonly geographie: Geographie;
  readonly signaux: VocabulaireDesSignaux;
}

export interface ClassementOuvert {
  readonly classifieur: Classifieur;
  /** The rules that hold for the exercice, in order. */
  readonly regles: readonly Regle[];
  /** Those that do not. */
  readonly misesDeCote: readonly Regle[];
  /** The breakdowns of rules that do not reach 100 %. */
  readonly incompletes: readonly PartIncomplete[];
  readonly decisions: RegistreDesDecisions;
  readonly examinateur: Examinateur;
  readonly memoires: readonly MemoireLue[];
  /** The dimensions that documents show: those that few dossiers use, where this one does. */
  readonly dimensions: readonly Dimension[];
  /**
   * Reads a file of rules that is not the dossier's as if it were, those that do not hold included.
   * @param chemin from the current folder, or absolute
   */
  lireRegles(chemin: string): readonly Regle[];
  /** A classifier that differs by its rules alone; what it finds wrong of lines is told apart. */
  avecRegles(regles: readonly Regle[], constats: Constats): Classifieur;
}

const detecteurs = new WeakMap<VocabulaireDesSignaux, { geographie: Geographie; detecteur: DetecteurDeSignaux }>();

/** What looks for signals with these tables: its words are listed once for all the dossiers that are read with them. */
function ouvrirLeDetecteur(geographie: Geographie, signaux: VocabulaireDesSignaux): DetecteurDeSignaux {
  const ouvert = detecteurs.get(signaux);
  if (ouvert?.geographie === geographie) return ouvert.detecteur;
  const detecteur = new DetecteurDeSignaux(geographie, signaux);
  detecteurs.set(signaux, { geographie, detecteur });
  return detecteur;
}

/** Reads the rules, the decisions and the memory of a dossier and makes its classifier; tells all that is wrong with them. */
export async function ouvrirLeClassifieur(
  dossier: Dossier,
  references: References,
  constats: Constats,
): Promise<ClassementOuvert> {
  const { racine, enTete } = dossier;
  const { axes, domaines, secteurs, organismes, operations, base, exercice } = enTete;
  const { geographie, nomenclatures, signaux, objectifs } = references;
  const referentiel = { axes, domaines, geographie, objectifs, secteurs, exercice, organismes, operations };
  const { listes, signalerInutiles } = lireLesListes(racine, dossier.listes, constats);
  const contexteRegles = {
    ...referentiel,
    racine,
    base,
    votes: votesDuDossier(dossier),
    nomenclatures,
    listes,
    constats,
  };
  const reglesLues = lireLesRegles(dossier.regles, contexteRegles);
  if (!constats.enErreur) signalerInutiles();
  const regles = reglesLues.filter(({ enVigueur }) => enVigueur);
  const sources = dossier.sources.map(({ nom }) => nom);
  const { dateEdition, tranche } = enTete;
  const contexteDecisions = { ...referentiel, dateEdition, sources, ...(tranche !== undefined && { tranche }) };
  const lues =
    dossier.arbitrages === undefined
      ? []
      : await lireLesDecisions(racine, dossier.arbitrages, contexteDecisions, constats);
  const decisions = new RegistreDesDecisions(lues, base);
  const detecteur = ouvrirLeDetecteur(geographie, signaux);
  const detecter = detecteur.detecter.bind(detecteur);
  const {
    memoire,
    objectifs: passes,
    lues: memoires,
  } = await lireLaMemoire(dossier.memoires, {
    racine,
    exercice,
    objectifs,
    constats,
    detecter,
  });
  const examinateur = new Examinateur(detecteur, memoire, passes);
  const contexte = { ...referentiel, base, regles, decisions, examinateur };
  return {
    classifieur: new Classifieur({ ...contexte, constats }),
    regles,
    misesDeCote: reglesLues.filter(({ enVigueur }) => !enVigueur),
    incompletes: partsIncompletes(regles),
    decisions,
    examinateur,
    memoires,
    dimensions: DIMENSIONS.filter(
      (dimension) => !dimensionDecrite(dimension).facultative || utilise(dimension, { regles, lues, dossier }),
    ),
    // Joined to nothing, a path stays what it is: what is told of the file names it as it was given.
    lireRegles: (chemin) => lireLesRegles([chemin], { ...contexteRegles, racine: '' }),
    avecRegles: (autres, aPart) =>
      new Classifieur({
        ...contexte,
        regles: autres,
        decisions: new RegistreDesDecisions(lues, base),
        constats: aPart,
      }),
  };
}

/** Whether a rule, a decision or the column of a source says something of a dimension. */
function utilise(
  dimension: Dimension,
  { regles, lues, dossier }: { regles: readonly Regle[]; lues: readonly Decision[]; dossier: Dossier },
): boolean {
  return (
    regles.some(({ conclusion }) => conclusion.question === 'ventilation' && conclusion.dimensions.has(dimension)) ||
    lues.some((decision) => decision.dimensions.has(dimension)) ||
    dossier.sources.some(({ colonnes, constantes }) => colonnes.has(dimension) || constantes.has(dimension))
  );
}
