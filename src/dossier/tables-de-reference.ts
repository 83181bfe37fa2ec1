import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type EntreeNomenclature,
  type LienChapitre,
  Nomenclature,
  type Nomenclatures,
  normaliserChapitre,
} from '../domain/codes/nomenclature.ts';
import { NORMES_PAR_FONCTION, type Norme } from '../domain/codes/normes.ts';
import {
  type Aire,
  Geographie,
  type Homonyme,
  nomsDe,
  type Pays,
  type PointDePays,
  type Territoire,
} from '../domain/lieux/geographie.ts';
import { mettreAuSingulier } from '../domain/textes/lexique.ts';
import { plier } from '../domain/textes/texte.ts';
import type { Objectif } from '../domain/verdict/dimension.ts';
import { SERIES_D_OBJECTIFS } from '../domain/verdict/objectifs.ts';
import {
  type FauxAmi,
  type MotSignal,
  PORTEES,
  type Poids,
  type VocabulaireDesSignaux,
} from '../domain/verdict/signal.ts';
import { type Period, readReferenceTable } from '../files/reference-table.ts';

/** The tables that lines are read and understood with, of one norm and exercice. */
interface TablesDeReference {
  readonly nomenclatures: Nomenclatures;
  readonly geographie: Geographie;
  readonly signaux: VocabulaireDesSignaux;
  readonly objectifs: readonly Objectif[];
}

const dejaLues = new Map<string, TablesDeReference>();

/**
 * Reads the reference tables; those of which the bytes were read before in this run are not understood again: to compare two
 * dossiers, to verify or to begin one from another reads them several times, an archive those that it carries.
 * @throws Error naming the file and line of the first wrong row
 */
export function chargerLesReferences(
  donnees: string,
  normes: readonly [Norme, ...Norme[]],
  exercice: number,
): TablesDeReference {
  const cle = [normes.join('+'), exercice, empreinteDesTables(donnees)].join(' ');
  const connues = dejaLues.get(cle);
  if (connues !== undefined) return connues;
  const signaux = chargerLesSignaux(donnees);
  const [sienne, ...autres] = normes;
  const charger = (norme: Norme) => chargerLaNomenclature(donnees, norme, exercice);
  const lues: TablesDeReference = {
    nomenclatures: [charger(sienne), ...autres.map(charger)],
    geographie: chargerLaGeographie(donnees, signaux.fauxAmis),
    signaux,
    objectifs: chargerLesObjectifs(donnees),
  };
  dejaLues.set(cle, lues);
  return lues;
}

/** A table is a tenth of that. What an archive put there that is longer is not read for this. */
const LONGUEUR_MAXIMALE = 1_000_000;

/** What tells tables from others: their bytes; of what is no table, its place and the time of its last writing. */
function empreinteDesTables(donnees: string): string {
  const empreinte = createHash('sha256');
  for (const nom of ['nomenclatures', 'reference'])
    for (const fichier of readdirSync(join(donnees, nom)).sort()) {
      const chemin = join(donnees, nom, fichier);
      const etat = statSync(chemin);
      empreinte.update(`${nom}/${fichier} ${etat.size}\n`);
      const lisible = etat.isFile() && etat.size <= LONGUEUR_MAXIMALE;
      empreinte.update(lisible ? readFileSync(chemin) : `${chemin} ${etat.mtimeMs} ${etat.ino}\n`);
    }
  return empreinte.digest('base64');
}

const POIDS = ['1', '2', '3'];

/**
 * The countries, their places, the territories and the parts of the world, read from `reference/` under `donnees`.
 * @param fauxAmis when they were read already
 * @throws Error naming the file, and the line where one row is at fault
 */
export function chargerLaGeographie(
  donnees: string,
  fauxAmis: readonly FauxAmi[] = lireLesFauxAmis(donnees),
): Geographie {
  const territoires = lireLesTerritoires(donnees);
  const ids = territoires.map(({ id }) => id);
  const aires = lireLesAires(donnees, ids);
  const pays = lireLesPays(donnees, ids);
  const homonymes = lireLesHomonymes(donnees, pays);
  const ambigus = fauxAmis.flatMap(({ expression: mot, portee }) =>
    portee === 'texte' || portee === 'lieu' ? [{ mot, portee }] : [],
  );
  try {
    return new Geographie(territoires, pays, ambigus, aires, homonymes);
  } catch (erreur) {
    const rang = pays.findIndex((_, dernier) => !estConstructible(territoires, pays.slice(0, dernier + 1)));
    throw new Error(`reference/pays.csv:${rang + 2} : ${(erreur as Error).message}`);
  }
}

/**
 * The words of the trade and the false friends, read from `reference/` under `donnees`.
 * @throws Error naming the file and line of the first wrong row, such as a word given twice
 */
export function chargerLesSignaux(donnees: string): VocabulaireDesSignaux {
  return { mots: lireLesMots(donnees), fauxAmis: lireLesFauxAmis(donnees) };
}

/**
 * Where the countries that a world map is too coarse to draw stand, read from `reference/` under `donnees`.
 * @throws Error naming the file and line of the first wrong row
 */
export function chargerLesPointsDesPays(donnees: string): PointDePays[] {
  return readReferenceTable(donnees, 'reference/points-pays.csv', 'code;longitude;latitude;source', (ligne) => {
    ligne.filled('source');
    const degres = (colonne: string, limite: number): number => {
      const lu = Number(ligne.matching(colonne, /^-?\d{1,3}\.\d{2}$/));
      if (Math.abs(lu) > limite) throw ligne.fault(`colonne « ${colonne} » : ${lu} dépasse ${limite}`);
      return lu;
    };
    return {
      code: ligne.unique('code', /^[A-Z]{3}$/),
      longitude: degres('longitude', 180),
      latitude: degres('latitude', 90),
    };
  });
}

/** The goals, read from `reference/` under `donnees`; none where an archive of an earlier version brings no such table. */
function chargerLesObjectifs(donnees: string): Objectif[] {
  const fichier = 'reference/objectifs.csv';
  if (!existsSync(join(donnees, fichier))) return [];
  return readReferenceTable(donnees, fichier, 'serie;numero;libelle;titre;suggeres;source', (ligne) => {
    ligne.filled('source');
    return {
      serie: ligne.among('serie', SERIES_D_OBJECTIFS),
      numero: ligne.matching('numero', /^[1-9]\d?$/),
      libelle: ligne.unique('libelle', /./),
      titre: ligne.unique('titre', /./),
      suggeres: ligne.list('suggeres'),
    };
  });
}

function lireLesTerritoires(donnees: string): Territoire[] {
  return readReferenceTable(donnees, 'reference/territoires.csv', 'id;libelle;ordre;source', (ligne) => {
    ligne.filled('source');
    return {
      id: ligne.unique('id', /^[a-z]+(-[a-z]+)*$/),
      libelle: ligne.filled('libelle'),
      ordre: Number(ligne.unique('ordre', /^[1-9]\d?$/)),
    };
  });
}

function lireLesAires(donnees: string, territoires: readonly string[]): Aire[] {
  const enTete = 'nom;territoires;poids;autres_noms;gentiles;source';
  return readReferenceTable(donnees, 'reference/aires.csv', enTete, (ligne) => {
    ligne.filled('source');
    const liste = ligne.list('territoires');
    if (liste.length === 0) throw ligne.fault('colonne « territoires » vide');
    const inconnu = liste.find((id) => !territoires.includes(id));
    if (inconnu !== undefined) throw ligne.fault(`le territoire « ${inconnu} » n’existe pas`);
    return {
      nom: ligne.unique('nom', /./, mettreAuSingulier),
      territoires: liste,
      poids: Number(ligne.among('poids', POIDS)) as Poids,
      autresNoms: ligne.list('autres_noms'),
      gentiles: ligne.list('gentiles'),
    };
  });
}

function lireLesPays(donnees: string, territoires: readonly string[]): Pays[] {
  const enTete = 'code;alpha2;numerique;nom;territoire;autres_noms;anciens_noms;gentiles;source';
  const pays = readReferenceTable(donnees, 'reference/pays.csv', enTete, (ligne) => {
    ligne.filled('source');
    return {
      code: ligne.unique('code', /^[A-Z]{3}$/),
      alpha2: ligne.unique('alpha2', /^[A-Z]{2}$/),
      numerique: ligne.matching('numerique', /^(\d{3})?$/),
      nom: ligne.filled('nom'),
      territoire: ligne.among('territoire', territoires),
      autresNoms: ligne.list('autres_noms'),
      anciensNoms: ligne.list('anciens_noms'),
      gentiles: ligne.list('gentiles'),
    };
  });
  const lieux = new Map<string, Lieu[]>(pays.map(({ code }) => [code, []]));
  for (const lieu of lireLesLieux(donnees, pays)) lieux.get(lieu.code)?.push(lieu);
  return pays.map((chacun) => {
    const siens = lieux.get(chacun.code) ?? [];
    return {
      ...chacun,
      capitale: siens.find(({ genre }) => genre === 'capitale')?.nom ?? '',
      lieux: siens.flatMap(({ genre, nom }) => (genre === 'capitale' ? [] : [nom])),
    };
  });
}

interface Lieu {
  readonly nom: string;
  readonly code: string;
  readonly genre: 'capitale' | 'region' | 'ville';
}

function lireLesLieux(donnees: string, pays: readonly Omit<Pays, 'capitale' | 'lieux'>[]): Lieu[] {
  const codes = new Set(pays.map(({ code }) => code));
  const noms = new Map(pays.flatMap((chacun) => nomsDe(chacun).map((nom) => [plier(nom), chacun.code])));
  const avecCapitale = new Set<string>();
  return readReferenceTable(donnees, 'reference/lieux.csv', 'lieu;pays;genre;source', (ligne) => {
    ligne.filled('source');
    const code = ligne.filled('pays');
    if (!codes.has(code)) throw ligne.fault(`le pays « ${code} » n’est pas dans pays.csv`);
    const genre = ligne.among('genre', ['capitale', 'region', 'ville'] as const);
    if (genre === 'capitale') {
      if (avecCapitale.has(code)) throw ligne.fault(`${code} a déjà une capitale plus haut`);
      avecCapitale.add(code);
    }
    const nom = ligne.unique('lieu', /./);
    const homonyme = noms.get(plier(nom)) ?? code;
    if (homonyme !== code) throw ligne.fault(`« ${nom} » désigne à la fois ${homonyme} et ${code}`);
    return { nom, code, genre };
  });
}

function lireLesMots(donnees: string): MotSignal[] {
  return readReferenceTable(donnees, 'reference/signaux.csv', 'mot;genre;poids;source', (ligne) => ({
    mot: ligne.unique('mot', /./, mettreAuSingulier),
    genre: ligne.among('genre', ['mot', 'programme', 'reseau', 'organisation'] as const),
    poids: Number(ligne.among('poids', POIDS)) as Poids,
    source: ligne.filled('source'),
  }));
}

function lireLesHomonymes(donnees: string, pays: readonly Pays[]): Homonyme[] {
  const codes = pays.map(({ code }) => code);
  return readReferenceTable(donnees, 'reference/homonymes.csv', 'nom;lu;autres;source', (ligne) => {
    ligne.filled('source');
    const autres = ligne.list('autres');
    if (autres.length === 0) throw ligne.fault('colonne « autres » vide');
    const inconnu = autres.find((code) => !codes.includes(code));
    if (inconnu !== undefined) throw ligne.fault(`le pays « ${inconnu} » n’existe pas`);
    return { nom: ligne.unique('nom', /./), lu: ligne.among('lu', ['', ...codes]), autres };
  });
}

function lireLesFauxAmis(donnees: string): FauxAmi[] {
  return readReferenceTable(donnees, 'reference/faux-amis.csv', 'expression;portee;motif;exemple;source', (ligne) => {
    const expression = ligne.unique('expression', /./);
    const exemple = ligne.filled('exemple');
    return {
      expression,
      portee: ligne.among('portee', PORTEES),
      motif: ligne.filled('motif'),
      exemple,
      source: ligne.filled('source'),
    };
  });
}

function estConstructible(...tables: ConstructorParameters<typeof Geographie>): boolean {
  try {
    new Geographie(...tables);
    return true;
  } catch {
    return false;
  }
}

/**
 * The nomenclature of one norm in one exercice, read from `nomenclatures/` under `donnees`.
 * @throws Error naming the file and line of the first wrong row of any norm
 */
export function chargerLaNomenclature(donnees: string, norme: Norme, exercice: number): Nomenclature {
  const entrees = NORMES_PAR_FONCTION.flatMap((chaque) => readNorme(donnees, chaque));
  return new Nomenclature(norme, exercice, entrees, readLiens(donnees, entrees));
}

function readNorme(donnees: string, norme: Norme): EntreeNomenclature[] {
  const fichier = `nomenclatures/${norme.toLowerCase()}.csv`;
  const parCode = new Map<string, EntreeNomenclature[]>();
  return readReferenceTable(donnees, fichier, 'type;code;libelle;section;debut;fin;source', (ligne) => {
    const type = ligne.among('type', ['fonction', 'chapitre'] as const);
    const sections = type === 'fonction' ? ([''] as const) : (['fonctionnement', 'investissement'] as const);
    const section = ligne.among('section', sections);
    const entree: EntreeNomenclature = {
      norme,
      type,
      code: ligne.matching('code', /^\d{1,5}$/),
      libelle: ligne.filled('libelle'),
      ...(section === '' ? {} : { section }),
      ...ligne.period(),
      source: ligne.filled('source'),
    };
    const cle = `${type} ${entree.code}`;
    const autres = parCode.get(cle) ?? [];
    if (autres.some((autre) => seChevauchent(autre, entree))) {
      throw ligne.fault(`${type} ${entree.code} : deux libellés pour un même exercice`);
    }
    parCode.set(cle, [...autres, entree]);
    return entree;
  });
}

function readLiens(donnees: string, entrees: readonly EntreeNomenclature[]): LienChapitre[] {
  const codes = new Set(entrees.map(({ norme, type, code }) => `${norme} ${type} ${code}`));
  return readReferenceTable(donnees, 'nomenclatures/liens.csv', 'norme;chapitre;famille;debut;fin;source', (ligne) => {
    const norme = ligne.among('norme', NORMES_PAR_FONCTION);
    const chapitre = normaliserChapitre(ligne.filled('chapitre'));
    const famille = ligne.matching('famille', /^\d*$/);
    if (!codes.has(`${norme} chapitre ${chapitre}`)) throw ligne.fault(`la ${norme} n'a pas de chapitre ${chapitre}`);
    if (famille !== '' && !codes.has(`${norme} fonction ${famille}`)) {
      throw ligne.fault(`la ${norme} n'a pas de fonction ${famille}`);
    }
    return { norme, chapitre, famille, ...ligne.period(), source: ligne.filled('source') };
  });
}

function seChevauchent(gauche: Period, droite: Period): boolean {
  return gauche.debut <= (droite.fin ?? Infinity) && droite.debut <= (gauche.fin ?? Infinity);
}
