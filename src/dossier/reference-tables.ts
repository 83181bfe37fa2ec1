import { type FauxAmi, PORTEES } from '../domain/faux-ami.ts';
import { type Aire, Geographie, nomsDe, type Pays, type Territoire } from '../domain/geographie.ts';
import { mettreAuSingulier } from '../domain/lexique.ts';
import type { MotSignal, VocabulaireDesSignaux } from '../domain/mot-signal.ts';
import type { PointDePays } from '../domain/point-pays.ts';
import type { Poids } from '../domain/signal.ts';
import { plier } from '../domain/texte.ts';
import { readTable } from './table-reader.ts';

const POIDS = ['1', '2', '3'];

/**
 * The countries, their places, the territories and the parts of the world, read from `reference/` under `dataDir`.
 * @param fauxAmis when they were read already
 * @throws Error naming the file, and the line where one row is at fault
 */
export function loadGeographie(dataDir: string, fauxAmis: readonly FauxAmi[] = readFauxAmis(dataDir)): Geographie {
  const territoires = readTerritoires(dataDir);
  const ids = territoires.map(({ id }) => id);
  const aires = readAires(dataDir, ids);
  const pays = readPays(dataDir, ids);
  const ambigus = fauxAmis.flatMap(({ expression: mot, portee }) =>
    portee === 'texte' || portee === 'lieu' ? [{ mot, portee }] : [],
  );
  try {
    return new Geographie(territoires, pays, ambigus, aires);
  } catch (erreur) {
    const rang = pays.findIndex((_, dernier) => !estConstructible(territoires, pays.slice(0, dernier + 1)));
    throw new Error(`reference/pays.csv:${rang + 2} : ${(erreur as Error).message}`);
  }
}

/**
 * The words of the trade and the false friends, read from `reference/` under `dataDir`.
 * @throws Error naming the file and line of the first wrong row, such as a word given twice
 */
export function loadSignaux(dataDir: string): VocabulaireDesSignaux {
  return { mots: readMots(dataDir), fauxAmis: readFauxAmis(dataDir) };
}

/**
 * Where the countries that a world map is too coarse to draw stand, read from `reference/` under `dataDir`.
 * @throws Error naming the file and line of the first wrong row
 */
export function loadPointsDesPays(dataDir: string): PointDePays[] {
  return readTable(dataDir, 'reference/points-pays.csv', 'code;longitude;latitude;source', (ligne) => {
    ligne.rempli('source');
    const degres = (colonne: string, limite: number): number => {
      const lu = Number(ligne.motif(colonne, /^-?\d{1,3}\.\d{2}$/));
      if (Math.abs(lu) > limite) throw ligne.erreur(`colonne « ${colonne} » : ${lu} dépasse ${limite}`);
      return lu;
    };
    return {
      code: ligne.unique('code', /^[A-Z]{3}$/),
      longitude: degres('longitude', 180),
      latitude: degres('latitude', 90),
    };
  });
}

function readTerritoires(dataDir: string): Territoire[] {
  return readTable(dataDir, 'reference/territoires.csv', 'id;libelle;ordre;source', (ligne) => {
    ligne.rempli('source');
    return {
      id: ligne.unique('id', /^[a-z]+(-[a-z]+)*$/),
      libelle: ligne.rempli('libelle'),
      ordre: Number(ligne.unique('ordre', /^[1-9]\d?$/)),
    };
  });
}

function readAires(dataDir: string, territoires: readonly string[]): Aire[] {
  const enTete = 'nom;territoires;poids;autres_noms;gentiles;source';
  return readTable(dataDir, 'reference/aires.csv', enTete, (ligne) => {
    ligne.rempli('source');
    const liste = ligne.liste('territoires');
    if (liste.length === 0) throw ligne.erreur('colonne « territoires » vide');
    const inconnu = liste.find((id) => !territoires.includes(id));
    if (inconnu !== undefined) throw ligne.erreur(`le territoire « ${inconnu} » n’existe pas`);
    return {
      nom: ligne.unique('nom', /./, mettreAuSingulier),
      territoires: liste,
      poids: Number(ligne.parmi('poids', POIDS)) as Poids,
      autresNoms: ligne.liste('autres_noms'),
      gentiles: ligne.liste('gentiles'),
    };
  });
}

function readPays(dataDir: string, territoires: readonly string[]): Pays[] {
  const enTete = 'code;numerique;nom;territoire;autres_noms;anciens_noms;gentiles;source';
  const pays = readTable(dataDir, 'reference/pays.csv', enTete, (ligne) => {
    ligne.rempli('source');
    return {
      code: ligne.unique('code', /^[A-Z]{3}$/),
      numerique: ligne.motif('numerique', /^(\d{3})?$/),
      nom: ligne.rempli('nom'),
      territoire: ligne.parmi('territoire', territoires),
      autresNoms: ligne.liste('autres_noms'),
      anciensNoms: ligne.liste('anciens_noms'),
      gentiles: ligne.liste('gentiles'),
    };
  });
  const lieux = new Map<string, Lieu[]>(pays.map(({ code }) => [code, []]));
  for (const lieu of readLieux(dataDir, pays)) lieux.get(lieu.code)?.push(lieu);
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

function readLieux(dataDir: string, pays: readonly Omit<Pays, 'capitale' | 'lieux'>[]): Lieu[] {
  const codes = new Set(pays.map(({ code }) => code));
  const noms = new Map(pays.flatMap((chacun) => nomsDe(chacun).map((nom) => [plier(nom), chacun.code])));
  const avecCapitale = new Set<string>();
  return readTable(dataDir, 'reference/lieux.csv', 'lieu;pays;genre;source', (ligne) => {
    ligne.rempli('source');
    const code = ligne.rempli('pays');
    if (!codes.has(code)) throw ligne.erreur(`le pays « ${code} » n’est pas dans pays.csv`);
    const genre = ligne.parmi('genre', ['capitale', 'region', 'ville'] as const);
    if (genre === 'capitale') {
      if (avecCapitale.has(code)) throw ligne.erreur(`${code} a déjà une capitale plus haut`);
      avecCapitale.add(code);
    }
    const nom = ligne.unique('lieu', /./);
    const homonyme = noms.get(plier(nom)) ?? code;
    if (homonyme !== code) throw ligne.erreur(`« ${nom} » désigne à la fois ${homonyme} et ${code}`);
    return { nom, code, genre };
  });
}

function readMots(dataDir: string): MotSignal[] {
  return readTable(dataDir, 'reference/signaux.csv', 'mot;genre;poids;source', (ligne) => ({
    mot: ligne.unique('mot', /./, mettreAuSingulier),
    genre: ligne.parmi('genre', ['mot', 'programme', 'reseau', 'organisation'] as const),
    poids: Number(ligne.parmi('poids', POIDS)) as Poids,
    source: ligne.rempli('source'),
  }));
}

function readFauxAmis(dataDir: string): FauxAmi[] {
  return readTable(dataDir, 'reference/faux-amis.csv', 'expression;portee;motif;exemple;source', (ligne) => {
    const expression = ligne.unique('expression', /./);
    const exemple = ligne.rempli('exemple');
    return {
      expression,
      portee: ligne.parmi('portee', PORTEES),
      motif: ligne.rempli('motif'),
      exemple,
      source: ligne.rempli('source'),
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
