import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, normalize, relative, sep } from 'node:path';
import type { Constats } from '../domain/constats/constat.ts';
import { trierPar } from '../domain/textes/ordre.ts';
import { nomLePlusProche, plier } from '../domain/textes/texte.ts';
import { oneForm, pathIn } from '../files/path-in.ts';
import { dossiersDesVolets, estUnFichierDeVolet, fichiersDesVolets } from '../volets/volets.ts';

const REGLES = 'regles';
const SOURCES = 'sources';
const MEMOIRE = 'memoire';
const APPARENCE = 'apparence';
const NOMENCLATURE = 'nomenclature';
/** Files at the top of a dossier that the tool reads, with those of volets, and those that are for people. */
const A_LA_RACINE = ['exercice.yaml', 'listes.yaml', 'declarations.yaml', 'arbitrages.csv', ...fichiersDesVolets()];
const DOSSIERS = [
  SOURCES,
  REGLES,
  MEMOIRE,
  'textes',
  'gabarits',
  APPARENCE,
  NOMENCLATURE,
  ...dossiersDesVolets().map(({ dossier }) => dossier),
];
const DE_REGLES = /^regles\/[^/]+\.ya?ml$/i;
const DE_MOTS = /^(?:textes\/.*\.md|gabarits\/.*\.hbs)$/;
const EDITION_NOMMEE = /^memoire\/lignes-(\d{4})-[a-z0-9-]+\.csv$/;
const NOTE = /^(?:lisez-moi|readme)(?:\..*)?$/i;

/**
 * The files of rules of a dossier, in the order in which they are read. Tells when there are none: nothing could then be
 * called international, and the jaune would be empty without a word.
 */
export function trouverRegles(racine: string, constats: Constats): string[] {
  const candidats = lister(racine, REGLES).filter((fichier) => DE_REGLES.test(fichier));
  const regles = trierPar(candidats, (fichier) => fichier);
  if (regles.length === 0)
    constats.ajouter({
      code: 'E-REGLES-ABSENTES',
      lieu: { fichier: REGLES },
      message: 'aucune règle : rien ne pourrait être dit international',
      remede: `Attendu : ${REGLES}/*.yaml`,
    });
  return regles;
}

/** What officers wrote for people at the top of a dossier, where corrections of what was received are told; none is needed. */
export function trouverNotes(racine: string): string[] {
  return trierPar(
    fichiersEnHaut(racine).filter((nom) => NOTE.test(nom)),
    (fichier) => fichier,
  );
}

/** A name in other capitals is only known where the disk finds the file by it all the same. */
function connuALaRacine(racine: string, nom: string): boolean {
  if (NOTE.test(nom) || A_LA_RACINE.includes(nom)) return true;
  const connu = nom.toLowerCase();
  return A_LA_RACINE.includes(connu) && !estUnFichierDeVolet(connu) && existsSync(join(racine, connu));
}

/** The published lines of earlier exercices from which the dossier learns, in the order of their names; none is needed. */
export function trouverMemoires(racine: string): string[] {
  return trierPar(lister(racine, MEMOIRE).filter(estUneMemoire), (fichier) => fichier);
}

/** Lines that an edition published before another of its exercice, which is there, replaced it, in the order of their names. */
export function trouverEditionsRemplacees(racine: string): string[] {
  const fichiers = lister(racine, MEMOIRE);
  return trierPar(
    fichiers.filter((fichier) => estRemplacee(fichier, fichiers)),
    (fichier) => fichier,
  );
}

/** What says which files were received for earlier exercices, in the order of its years; none is needed. */
export function trouverSourcesPassees(racine: string): string[] {
  return trierPar(lister(racine, MEMOIRE).filter(ditDesSourcesPassees), (fichier) => fichier);
}

/** What the dossier says beside its money, in the order of the names of files; nothing is needed. */
export function trouverVolets(racine: string): string[] {
  const candidats = [
    ...fichiersEnHaut(racine),
    ...dossiersDesVolets().flatMap(({ dossier }) => lister(racine, dossier)),
  ];
  return trierPar(candidats.filter(estUnFichierDeVolet), (fichier) => fichier);
}

/**
 * The files of a folder of the dossier and of its subfolders, in the order of their names; none is needed. Those that are links
 * out of the dossier are told and left.
 */
export function trouverFichiers(racine: string, sousDossier: 'textes' | 'gabarits', constats: Constats): string[] {
  return trierPar(lister(racine, sousDossier), (fichier) => fichier).filter((fichier) => {
    if (!meneHorsDuDossier(racine, fichier)) return true;
    constats.ajouter({
      code: 'E-CHEMIN-HORS-DOSSIER',
      lieu: { fichier },
      message: 'ce fichier est un lien qui mène hors du dossier',
      remede: 'Copiez le fichier lui-même dans le dossier.',
    });
    return false;
  });
}

/**
 * Tells the files that are read at the end of a link out of the dossier: they are the dossier's for this edition, and its
 * archive keeps a copy of them, but a copy of the dossier would lack them.
 */
export function signalerLiens(racine: string, lus: readonly string[], constats: Constats): void {
  const dits = new Set(lus.map((fichier) => premierLien(racine, fichier)));
  for (const fichier of dits) {
    if (fichier === undefined) continue;
    const quoi = lus.includes(fichier) ? 'fichier' : 'sous-dossier';
    constats.ajouter({
      code: 'A-LIEN-HORS-DOSSIER',
      lieu: { fichier },
      message: `ce ${quoi} est un lien qui mène hors du dossier : ce qui s’y trouve est lu, et irait dans l’archive`,
      remede: `Copiez le ${quoi} lui-même dans le dossier, à moins que ce lien ne soit voulu.`,
    });
  }
}

/** The first part of a path that is elsewhere in truth: the file, or a folder that it is in. */
function premierLien(racine: string, fichier: string): string | undefined {
  const parts = fichier.split('/');
  return parts.map((_, rang) => parts.slice(0, rang + 1).join('/')).find((debut) => meneHorsDuDossier(racine, debut));
}

/** What a sector may send, by its name. */
const FICHIER_RECU = /\.(?:csv|tsv|txt|xls[xm]?|xml)$/i;

/** The files that may be the one a source lacks: those that none declares under `sources/`, and at the top of the dossier. */
export function fichiersEnAttente(racine: string, declarees: ReadonlySet<string>): string[] {
  const enHaut = fichiersEnHaut(racine).filter((nom) => FICHIER_RECU.test(nom) && !connuALaRacine(racine, nom));
  return [
    ...sourcesNonDeclarees(racine, declarees),
    ...trierPar(enHaut, (nom) => nom).filter((nom) => !declarees.has(nom)),
  ];
}

/** The files under `sources/` that no source declares, in the order of their names. */
function sourcesNonDeclarees(racine: string, declarees: ReadonlySet<string>): string[] {
  return trierPar(lister(racine, SOURCES), (nom) => nom).filter((nom) => !declarees.has(nom));
}

/** What is sent again often comes under the name of what it takes the place of: declared beside it, its money would count twice. */
function remedeDeSource(fichier: string, lus: ReadonlySet<string>): string {
  const declare = [...lus].find((lu) => lu.startsWith(`${SOURCES}/`) && nomDEnvoi(lu) === nomDEnvoi(fichier));
  return declare === undefined
    ? 'Déclarez-le dans exercice.yaml, ou retirez-le du dossier.'
    : `Il a le nom de ${declare}, qui est déclaré. Si c’en est un nouvel envoi, mettez-le à sa place (« jaune comparer --fichiers » dit d’abord ce qui change) : les deux déclarés compteraient double. Sinon, déclarez-le dans exercice.yaml, ou retirez-le du dossier.`;
}

/** The name of a file, whatever its folder, its case and what a system adds to the name of a second one: `culture (1).csv`. */
function nomDEnvoi(fichier: string): string {
  return plier(basename(fichier)).replace(/(?: - copie)?(?: ?\(\d{1,3}\))?(?=\.[^.]*$)/, '');
}

/** Tells the files of a dossier that nothing reads: what an officer puts there is meant to count. */
export function signalerFichiersNonLus(racine: string, lus: ReadonlySet<string>, constats: Constats): void {
  const oublies = (fichiers: readonly string[]) => trierPar(fichiers, (nom) => nom).filter((nom) => !lus.has(nom));
  for (const fichier of sourcesNonDeclarees(racine, lus))
    constats.ajouter({
      code: 'A-SOURCE-NON-DECLAREE',
      lieu: { fichier },
      message: 'ce fichier est dans sources/ mais aucune source ne le déclare : il n’est pas lu',
      remede: remedeDeSource(fichier, lus),
    });
  for (const fichier of oublies(lister(racine, REGLES)))
    constats.ajouter({
      code: 'A-FICHIER-NON-LU',
      lieu: { fichier },
      message: 'ce fichier n’est pas lu : les règles sont les fichiers .yaml placés directement dans regles/',
      remede: 'Renommez-le ou déplacez-le si ce sont des règles, retirez-le du dossier sinon.',
    });
  const dansLaMemoire = lister(racine, MEMOIRE);
  for (const fichier of oublies(
    dansLaMemoire.filter(
      (nom) => !estUneMemoire(nom) && !estRemplacee(nom, dansLaMemoire) && !ditDesSourcesPassees(nom),
    ),
  ))
    constats.ajouter({
      code: 'A-FICHIER-NON-LU',
      lieu: { fichier },
      message: 'ce fichier n’est pas lu : memoire/ contient les lignes publiées des années passées',
      remede: attenduDansLaMemoire(fichier),
    });
  for (const fichier of oublies(lister(racine, APPARENCE)))
    constats.ajouter({
      code: 'A-FICHIER-NON-LU',
      lieu: { fichier },
      message: 'ce fichier n’est pas lu : apparence/ contient le logo qu’exercice.yaml déclare',
      remede: 'Écrivez son chemin sous apparence: { logo: … } dans exercice.yaml, ou retirez-le du dossier.',
    });
  for (const fichier of oublies(lister(racine, NOMENCLATURE)))
    constats.ajouter({
      code: 'A-FICHIER-NON-LU',
      lieu: { fichier },
      message: 'ce fichier n’est pas lu : nomenclature/ contient les tables de codes qu’exercice.yaml nomme',
      remede: `Écrivez nomenclature: [${fichier}] dans exercice.yaml, ou retirez-le du dossier.`,
    });
  for (const { dossier, attendu } of dossiersDesVolets())
    for (const fichier of oublies(lister(racine, dossier)))
      constats.ajouter({
        code: 'A-FICHIER-NON-LU',
        lieu: { fichier },
        message: `ce fichier n’est pas lu : ${dossier}/ contient autre chose`,
        remede: `Attendu : ${attendu}. Renommez-le si c’en est un, retirez-le du dossier sinon.`,
      });
  signalerInconnusEnHaut(racine, lus, constats);
}

/**
 * Tells the files at the top of a dossier that bear no name of its own, and the folders whose name is nearly one of these: a whole
 * volet may lie under a slip. Other folders are where officers keep drafts, or documents.
 */
function signalerInconnusEnHaut(racine: string, lus: ReadonlySet<string>, constats: Constats): void {
  const inconnus = entreesDe(racine, '').filter(({ nom }) => !lus.has(nom) && !connuALaRacine(racine, nom));
  for (const { nom, dossier } of trierPar(inconnus, (entree) => entree.nom)) {
    const estDossier = dossier || estUnDossier(racine, nom);
    const proche = nomLePlusProche(nom, estDossier ? DOSSIERS : A_LA_RACINE);
    if (estDossier && (proche === undefined || proche === nom || estLuOuVide(racine, nom, lus))) continue;
    const ressemble = proche === undefined ? '' : ` (« ${proche} » lui ressemble)`;
    const [quoi, fin] = estDossier ? ['sous-dossier', '/'] : ['fichier', ''];
    constats.ajouter({
      code: 'A-FICHIER-NON-LU',
      lieu: { fichier: nom },
      message: `ce ${quoi} n’est pas lu : rien dans un dossier ne s’appelle ainsi${ressemble}`,
      remede: `${proche === undefined ? '' : `Renommez-le ${proche}${fin} si c’est lui. `}À cette place sont lus : ${A_LA_RACINE.join(', ')} ; et ${DOSSIERS.join('/, ')}/.`,
    });
  }
}

/** Whether nothing of a folder is lost: it has no file, or `exercice.yaml` names one that is there. */
function estLuOuVide(racine: string, nom: string, lus: ReadonlySet<string>): boolean {
  return lister(racine, nom).length === 0 || [...lus].some((lu) => lu.startsWith(`${nom}/`));
}

/** Whether a link leads to a folder: what is read of it is told by its files. */
function estUnDossier(racine: string, nom: string): boolean {
  return statSync(pathIn(racine, nom), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function estUneMemoire(fichier: string): boolean {
  return /^[^/]+\/lignes-\d{4}\.csv$/.test(fichier);
}

/** Whether a file is that of an edition with a name, beside the one of its exercice that counts. */
function estRemplacee(fichier: string, tous: readonly string[]): boolean {
  const [, exercice] = EDITION_NOMMEE.exec(fichier) ?? [];
  return exercice !== undefined && tous.includes(`${MEMOIRE}/lignes-${exercice}.csv`);
}

/** One edition of a year teaches: that of which the name is that of the year. */
function attenduDansLaMemoire(fichier: string): string {
  const [, exercice] = EDITION_NOMMEE.exec(fichier) ?? [];
  return exercice === undefined
    ? 'Attendu : memoire/lignes-<exercice>.csv, tel que jaune compiler l’a écrit.'
    : `Aucune édition de ${exercice} ne compte : renommez celle qui compte lignes-${exercice}.csv, sans le nom de l’édition. Une autre, laissée à côté sous son nom, dit ce qui avait été publié.`;
}

function ditDesSourcesPassees(fichier: string): boolean {
  return /^[^/]+\/sources-\d{4}\.csv$/.test(fichier);
}

/** Where a folder stands that has the name of a file, who reads that file is to tell it: it is listed as the file. */
function aLeNomDUnFichier(chemin: string): boolean {
  return (
    A_LA_RACINE.includes(chemin) ||
    estUnFichierDeVolet(chemin) ||
    estUneMemoire(chemin) ||
    ditDesSourcesPassees(chemin) ||
    DE_REGLES.test(chemin) ||
    DE_MOTS.test(chemin)
  );
}

/** The files at the top of a dossier. */
function fichiersEnHaut(racine: string): string[] {
  return entreesDe(racine, '').flatMap(({ nom, dossier }) => (dossier && !aLeNomDUnFichier(nom) ? [] : [nom]));
}

/** The files of a folder of the dossier and of its subfolders, as paths in the dossier. */
function lister(racine: string, sousDossier: string, surLeDisque = sousDossier): string[] {
  return entreesDe(racine, surLeDisque).flatMap(({ nom, ecrit, dossier }) => {
    const chemin = `${sousDossier}/${nom}`;
    return dossier && !aLeNomDUnFichier(chemin) ? lister(racine, chemin, `${surLeDisque}/${ecrit}`) : [chemin];
  });
}

interface Entree {
  readonly nom: string;
  /** The name in the form in which the disk has it. */
  readonly ecrit: string;
  readonly dossier: boolean;
}

/** What the system or Excel leaves beside files, hidden (`.DS_Store`, `~$culture.xlsx`), is never part of a dossier. */
function entreesDe(racine: string, sousDossier: string): Entree[] {
  const chemin = join(racine, sousDossier);
  if (!existsSync(chemin)) return [];
  return readdirSync(chemin, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !name.startsWith('~$'))
    .map((entree) => ({ nom: oneForm(entree.name), ecrit: entree.name, dossier: entree.isDirectory() }));
}

/** Whether a path, as an officer writes it, goes down from the dossier without detour. */
export function estUnCheminSimple(fichier: string): boolean {
  const net = normalize(fichier).replaceAll('\\', '/');
  return !isAbsolute(fichier) && !net.startsWith('..') && net === fichier && !fichier.includes('\0');
}

/**
 * Whether a file of the dossier is in truth elsewhere, at the end of a link: a copy of the dossier would then lack it. A
 * file that is not there is told by who reads it.
 */
export function meneHorsDuDossier(racine: string, fichier: string): boolean {
  let vrai: string;
  try {
    vrai = relative(realpathSync(racine), realpathSync(pathIn(racine, fichier)));
  } catch {
    return false;
  }
  return vrai === '..' || vrai.startsWith(`..${sep}`) || isAbsolute(vrai);
}
