import { existsSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import type { CodeConstat } from '../domain/constats/codes-constats.ts';
import { type Constats, exigerSansErreur } from '../domain/constats/constat.ts';
import {
  type Apparence,
  CONTRASTE_MINIMAL,
  type Couleurs,
  contraste,
  encreSur,
  FORMATS_DE_LOGO,
  type LogoDeclare,
} from '../domain/dossier/apparence.ts';
import type { Dossier, EnTete } from '../domain/dossier/dossier.ts';
import type { Secteurs } from '../domain/dossier/secteurs.ts';
import { ecrireDate } from '../domain/textes/date.ts';
import { trierPar } from '../domain/textes/ordre.ts';
import { plier } from '../domain/textes/texte.ts';
import { pathIn } from '../files/path-in.ts';
import { reportUnreadable } from '../files/unreadable.ts';
import { readYaml, reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import { validateYaml } from '../files/yaml-validation.ts';
import { lireLesSourcesDeclarees } from './deplier-la-source.ts';
import { EXERCICE, exigerUnDossier } from './exiger-un-dossier.ts';
import {
  estUnCheminSimple,
  meneHorsDuDossier,
  signalerFichiersNonLus,
  signalerLiens,
  trouverEditionsRemplacees,
  trouverFichiers,
  trouverMemoires,
  trouverNotes,
  trouverRegles,
  trouverSourcesPassees,
  trouverVolets,
} from './fichiers-du-dossier.ts';
import { refuserLesNomsADeuxFormes, signalerLesNomsAutrementCodes } from './formes-des-noms.ts';
import { nomDeSource } from './lire-le-format.ts';
import { lireLeVoteSuivant } from './lire-le-vote-suivant.ts';
import { lireLesAcquittements } from './lire-les-acquittements.ts';
import { lireLesOperations } from './lire-les-operations.ts';
import { lireLesOrganismes } from './lire-les-organismes.ts';
import { lireLesSecteurs } from './lire-les-secteurs.ts';
import { type ExerciceEcrit, schemaDesChemins, schemaExercice } from './schema-exercice.ts';
import { verifierLesTables } from './verifier-les-tables.ts';

const ARBITRAGES = 'arbitrages.csv';
const LISTES = 'listes.yaml';
const DECLARATIONS = 'declarations.yaml';

/**
 * Reads `exercice.yaml` and finds where everything lies. Tells all that is wrong with the declarations in one go; what
 * the sources, rules and decisions hold is for the stages that read them.
 * @throws ConstatsBloquants when the dossier cannot be used as it is
 */
export function lireLeDossier(chemin: string, constats: Constats): Dossier {
  const racine = resolve(chemin);
  exigerUnDossier(chemin, constats);
  const document = readYaml(join(racine, EXERCICE), EXERCICE, constats);
  const ecrit = document && validateYaml(document, schemaExercice, constats);
  if (!document || !ecrit) {
    exigerSansErreur(constats);
    throw new Error('un exercice.yaml refusé doit porter une erreur');
  }
  const chemins = cheminsEcrits(document);
  refuserLesNomsADeuxFormes(racine, chemins, constats);
  exigerSansErreur(constats);
  const acquittements = lireLesAcquittements(ecrit, document, constats);
  constats.acquitter(acquittements);
  signalerLesNomsAutrementCodes(racine, chemins, document, constats);
  const sources = ecrit.sources.flatMap((source, rang) =>
    lireLesSourcesDeclarees(source, rang, ecrit, { document, constats, racine }),
  );
  refuserSourcesDoubles(ecrit, document, constats);
  refuserMotsDoubles(ecrit, document, constats);
  const secteurs = lireLesSecteurs(ecrit, sources, { document, constats });
  const organismes = lireLesOrganismes(ecrit, { document, constats });
  const operations = lireLesOperations(ecrit, { document, constats });
  refuserLaPopulationAVenir(ecrit, document, constats);
  const voteSuivant = lireLeVoteSuivant(ecrit, { document, constats });
  verifierLesTables(ecrit, sources, { document, constats, racine });
  const tables = ecrit.nomenclature.map(({ fichier }) => fichier);
  const apparence = lireLApparence(ecrit.apparence, { document, constats, racine });
  const regles = trouverRegles(racine, constats);
  const textes = trouverFichiers(racine, 'textes', constats);
  const gabarits = trouverFichiers(racine, 'gabarits', constats);
  exigerSansErreur(constats);
  const memoires = trouverMemoires(racine);
  const editionsRemplacees = trouverEditionsRemplacees(racine);
  const sourcesPassees = trouverSourcesPassees(racine);
  const volets = trouverVolets(racine);
  const notes = trouverNotes(racine);
  const logo = apparence.logo ? [apparence.logo.fichier] : [];
  signalerFichiersNonLus(
    racine,
    new Set([...ecrit.sources.map(({ fichier }) => fichier), ...tables, ...regles, ...volets, ...logo]),
    constats,
  );
  const facultatifs = [LISTES, ARBITRAGES, DECLARATIONS].filter((nom) => existsSync(join(racine, nom)));
  const autres = [...memoires, ...editionsRemplacees, ...sourcesPassees, ...volets, ...notes, ...facultatifs];
  reportUnreadable(racine, [...regles, ...textes, ...gabarits, ...autres], constats);
  exigerSansErreur(constats);
  signalerLiens(
    racine,
    [EXERCICE, ...sources.map(({ fichier }) => fichier), ...tables, ...regles, ...autres],
    constats,
  );
  return {
    racine,
    enTete: { ...enTeteDe(ecrit, secteurs), organismes, operations, ...(voteSuivant && { voteSuivant }) },
    placePilote: document.place(['secteur_pilote']),
    vote: ecrit.vote,
    codeInconnu: ecrit.code_inconnu,
    sources,
    nomenclature: ecrit.nomenclature,
    regles,
    memoires,
    editionsRemplacees,
    sourcesPassees,
    volets,
    textes,
    gabarits,
    notes,
    apparence,
    acquittements,
    ...(existsSync(join(racine, LISTES)) ? { listes: LISTES } : {}),
    ...(existsSync(join(racine, ARBITRAGES)) ? { arbitrages: ARBITRAGES } : {}),
    ...(existsSync(join(racine, DECLARATIONS)) ? { declarations: DECLARATIONS } : {}),
  };
}

/** A population is counted before it is published: one of a year after the edition is a slip. */
function refuserLaPopulationAVenir(
  { population, date_edition: jour }: ExerciceEcrit,
  document: YamlDocument,
  constats: Constats,
): void {
  if (population === undefined || population.annee <= jour.slice(0, 4)) return;
  reportInYaml(
    document,
    constats,
    'E-EXERCICE-INCOHERENT',
    ['population', 'annee'],
    `la population de ${population.annee} n’est pas connue à la date d’édition, ${ecrireDate(jour)}`,
    'Écrivez l’année de la population légale que dit la source, ou corrigez date_edition.',
  );
}

/** The paths that `exercice.yaml` gives, to the letter. */
function cheminsEcrits(document: YamlDocument): string[] {
  const { sources, nomenclature, apparence } = schemaDesChemins.parse(document.content());
  const ecrits = [
    ...sources.map(({ fichier }) => fichier),
    ...nomenclature.map((table) => table.fichier),
    apparence.logo,
  ];
  return ecrits.flatMap((ecrit) => (ecrit !== undefined && estUnCheminSimple(ecrit) ? [ecrit] : []));
}

function enTeteDe(ecrit: ExerciceEcrit, secteurs: Secteurs): Omit<EnTete, 'organismes' | 'operations' | 'voteSuivant'> {
  return {
    exercice: ecrit.exercice,
    collectivite: ecrit.collectivite,
    titre: ecrit.titre,
    norme: ecrit.norme,
    base: ecrit.base,
    dateEdition: ecrit.date_edition,
    ...(ecrit.edition && {
      edition: { nom: ecrit.edition.nom, dansLesNoms: ecrit.edition.dans_les_noms === 'oui' },
    }),
    secteurPilote: ecrit.secteur_pilote,
    secteurs,
    libellePilote: ecrit.libelle_pilote ?? ecrit.secteur_pilote,
    mention: ecrit.mention ?? '',
    ...(ecrit.population && { population: ecrit.population }),
    ...(ecrit.arbitrage && { tranche: ecrit.arbitrage.tranche }),
    axes: new Map(Object.entries(ecrit.axes)),
    domaines: new Map(Object.entries(ecrit.domaines)),
    glossaire: new Map(Object.entries(ecrit.glossaire)),
  };
}

/** A file declared twice would count its money twice. */
function refuserSourcesDoubles(ecrit: ExerciceEcrit, document: YamlDocument, constats: Constats): void {
  const noms = ecrit.sources.map(nomDeSource);
  noms.forEach((nom, rang) => {
    if (noms.indexOf(nom) === rang) return;
    reportInYaml(
      document,
      constats,
      'E-EXERCICE-INCOHERENT',
      ['sources', rang, 'fichier'],
      `la source « ${nom} » est déclarée deux fois : ses montants compteraient double`,
      'Gardez une seule déclaration par fichier, ou par feuille d’un classeur.',
    );
  });
}

/** A word that the glossary has twice, but for capitals and accents, would have two meanings. */
function refuserMotsDoubles({ glossaire }: ExerciceEcrit, document: YamlDocument, constats: Constats): void {
  const vus = new Map<string, string>();
  for (const mot of Object.keys(glossaire)) {
    const deja = vus.get(plier(mot));
    if (deja !== undefined)
      reportInYaml(
        document,
        constats,
        'E-EXERCICE-INCOHERENT',
        ['glossaire', mot],
        `le glossaire a déjà « ${deja} » : « ${mot} » aurait deux sens`,
        'Gardez le mot une fois, écrit comme les textes l’écrivent.',
      );
    vus.set(plier(mot), mot);
  }
}

/**
 * The files of a dossier that its edition depends on, as paths in it, in the order of their names: with the same ones, the
 * same bytes come out. What is written at its top for people goes with them: it is where corrections of files are told.
 */
export function entreesDuDossier(dossier: Dossier): string[] {
  const { sources, nomenclature, regles, memoires, editionsRemplacees, sourcesPassees } = dossier;
  const { volets, textes, gabarits } = dossier;
  const { listes, arbitrages, declarations, apparence } = dossier;
  const fichiers = [
    EXERCICE,
    ...sources.map(({ fichier }) => fichier),
    ...nomenclature.map((table) => table.fichier),
    ...regles,
    ...memoires,
    ...editionsRemplacees,
    ...sourcesPassees,
    ...volets,
    ...textes,
    ...gabarits,
    ...dossier.notes,
    ...[listes, arbitrages, declarations, apparence.logo?.fichier].filter((fichier) => fichier !== undefined),
  ];
  return trierPar([...new Set(fichiers)], (fichier) => fichier);
}

type Ecrite = ExerciceEcrit['apparence'];

interface Contexte {
  readonly document: YamlDocument;
  readonly constats: Constats;
  readonly racine: string;
}

/**
 * Reads what `exercice.yaml` says of the looks of the documents: the logo must be in the dossier, the two colours must read
 * well together. What the logo holds is for who draws it.
 */
export function lireLApparence(ecrite: Ecrite, contexte: Contexte): Apparence {
  const logo = lireLogo(ecrite, contexte);
  const couleurs = lireCouleurs(ecrite, contexte);
  return { ...(logo && { logo }), ...(couleurs && { couleurs }) };
}

function lireLogo({ logo: fichier }: Ecrite, { document, constats, racine }: Contexte): LogoDeclare | undefined {
  if (fichier === undefined) return undefined;
  const chemin = ['apparence', 'logo'];
  const refuser = (code: CodeConstat, message: string, remede: string) =>
    reportInYaml(document, constats, code, chemin, message, remede);
  const fin = extname(fichier).toLowerCase();
  const format = FORMATS_DE_LOGO.find((connu) => connu === fin);
  if (!estUnCheminSimple(fichier))
    refuser(
      'E-CHEMIN-HORS-DOSSIER',
      `« ${fichier} » n’est pas un chemin simple dans le dossier`,
      'Placez le logo dans le dossier et écrivez son chemin depuis lui, par exemple apparence/logo.svg.',
    );
  else if (format === undefined)
    refuser(
      'E-LOGO',
      `« ${fichier} » n’est pas un logo en .svg, .png ou .jpg`,
      'Enregistrez-le dans l’un de ces formats, déposez-le dans le dossier, et écrivez ici son nom.',
    );
  else if (!existsSync(pathIn(racine, fichier)))
    refuser(
      'E-LOGO',
      `le fichier « ${fichier} » n’est pas dans le dossier`,
      'Déposez le logo à cet endroit, ou corrigez son nom (majuscules comprises).',
    );
  else if (meneHorsDuDossier(racine, fichier))
    refuser(
      'E-CHEMIN-HORS-DOSSIER',
      `« ${fichier} » est un lien qui mène hors du dossier`,
      'Copiez le fichier lui-même dans le dossier.',
    );
  else return { fichier, format, place: document.place(chemin) };
  return undefined;
}

function lireCouleurs(ecrite: Ecrite, { document, constats }: Contexte): Couleurs | undefined {
  const { couleur: fond, sur_couleur: dite } = ecrite;
  if (fond === undefined) {
    if (dite !== undefined)
      reportInYaml(
        document,
        constats,
        'E-EXERCICE-INCOHERENT',
        ['apparence', 'sur_couleur'],
        'sur_couleur est dite sans couleur : sur quoi s’écrirait-elle ?',
        'Écrivez aussi couleur, ou retirez sur_couleur.',
        'cle',
      );
    return undefined;
  }
  const texte = dite ?? encreSur(fond);
  const obtenu = contraste(fond, texte);
  if (obtenu < CONTRASTE_MINIMAL)
    reportInYaml(
      document,
      constats,
      'E-COULEUR-CONTRASTE',
      ['apparence', 'sur_couleur'],
      `« ${texte} » sur « ${fond} » se lit mal : contraste de ${ecrire(obtenu)}, ${ecrire(CONTRASTE_MINIMAL)} au moins est attendu`,
      `Sur ce fond, « ${encreSur(fond)} » donne ${ecrire(contraste(fond, encreSur(fond)))}. Ce seuil est celui du RGAA, qui s’impose aux collectivités.`,
    );
  return { fond, texte };
}

function ecrire(rapport: number): string {
  return rapport.toFixed(2).replace('.', ',');
}
