import { detacher } from '../textes/texte.ts';
import {
  type Acquittement,
  type AvertissementAcquitte,
  RegistreDesAcquittements,
  sommeDAvertissements,
  sommeDeLAvertissement,
} from './acquittement.ts';
import { type CodeConstat, graviteDe } from './codes-constats.ts';

/** A file, or a line and column of it, counted from 1. */
interface LieuDansUnTexte {
  /** Path in the dossier, with `/`. */
  readonly fichier: string;
  readonly ligne?: number;
  readonly colonne?: number;
  readonly cellule?: never;
  readonly enClair?: never;
}

/** A cell of a sheet of a workbook; the sheet goes with the file: `sources/sport.xlsx!Été 2012`. */
interface LieuDansUneFeuille {
  readonly fichier: string;
  readonly ligne: number;
  /** Its address: `F12`. */
  readonly cellule: string;
  readonly colonne?: never;
  readonly enClair?: never;
}

/** A place that a number of line would not lead to, in words: `feuille À décider, ligne 12, colonne Motif (R12)`. */
interface LieuEnClair extends Omit<LieuDansUnTexte, 'enClair'> {
  readonly enClair: string;
}

export type Lieu = LieuDansUnTexte | LieuDansUneFeuille | LieuEnClair;

/** `sources/culture.csv:214:7`, `sources/sport.xlsx!Été 2012!F12`, or in words. */
export function ecrireLieu(lieu: Lieu): string {
  if (lieu.enClair !== undefined) return `${lieu.fichier}, ${lieu.enClair}`;
  if (lieu.cellule !== undefined) return `${lieu.fichier}!${lieu.cellule}`;
  return [lieu.fichier, lieu.ligne, lieu.colonne].filter((element) => element !== undefined).join(':');
}

/** A piece of the file as it stands, with the span to underline (indexes in the text, end excluded). */
export interface Extrait {
  readonly texte: string;
  readonly debut: number;
  readonly fin: number;
}

/**
 * Something to tell the officer. An error stops the compile; a warning does not. All texts are French and say what is
 * there, then what to do.
 */
export interface Constat {
  readonly code: CodeConstat;
  readonly lieu: Lieu;
  readonly message: string;
  readonly extrait?: Extrait;
  readonly remede: string;
}

/** Whether it stops the compile. */
export function estUneErreur({ code }: Pick<Constat, 'code'>): boolean {
  return graviteDe(code) === 'erreur';
}

/** How many findings of one code in one file are kept whole; the others are counted. */
const GARDES_PAR_CODE_ET_FICHIER = 50;
/** The same for a review workbook, which people fill in cell by cell and put right cell by cell: all of a usual one. */
const GARDES_PAR_CODE_DE_REVUE = 2_000;

export function estDeRevue(code: CodeConstat): boolean {
  return code.startsWith('E-REVUE-');
}

/** Of each code in each file, those that are kept whatever else there is: documents name them. */
export const PREMIERS_GARDES = 10;

/** How much of the findings of a run is kept whole. */
export interface Bornes {
  /** Of one code in one file. */
  readonly parCodeEtFichier: (code: CodeConstat) => number;
  /** All together, and the letters that they hold: a finding shows a line of a file. */
  readonly enTout: number;
  readonly lettres: number;
}

/** For people: the first of each kind, and the count of the others. */
const POUR_LIRE: Bornes = {
  parCodeEtFichier: (code) => (estDeRevue(code) ? GARDES_PAR_CODE_DE_REVUE : GARDES_PAR_CODE_ET_FICHIER),
  enTout: Number.MAX_SAFE_INTEGER,
  lettres: Number.MAX_SAFE_INTEGER,
};

/** For machines, which are given all of them, as long as memory has room. */
export const TOUS: Bornes = {
  parCodeEtFichier: () => Number.MAX_SAFE_INTEGER,
  enTout: 100_000,
  lettres: 50_000_000,
};

/** The findings of one code in one file: all counted, the first ones kept. */
export interface GroupeDeConstats extends Groupe {
  readonly nombre: number;
  /** What they speak of, all together, for warnings; see `ecrireVu`. */
  readonly somme: number;
  readonly gardes: readonly Constat[];
}

interface GroupeOuvert extends Groupe {
  nombre: number;
  somme: number;
  readonly gardes: Constat[];
}

/**
 * Collects everything that is wrong in a run, so that it is told in one go. Bounded: a file of a million wrong lines gives
 * the first findings of each kind and the count of the others.
 */
export class Constats {
  readonly #bornes: Bornes;
  readonly #groupes = new Map<string, GroupeOuvert>();
  readonly #acquittements = new RegistreDesAcquittements();
  #erreurs = 0;
  #gardes = 0;
  #lettres = 0;

  constructor(bornes: Bornes = POUR_LIRE) {
    this.#bornes = bornes;
  }

  ajouter(constat: Constat): void {
    const { code, lieu } = constat;
    const erreur = estUneErreur(constat);
    const somme = erreur ? 0 : sommeDeLAvertissement(constat);
    if (erreur) this.#erreurs += 1;
    else if (this.#acquittements.prend(constat, somme)) return;
    const cle = `${code} ${lieu.fichier}`;
    const groupe = this.#groupes.get(cle) ?? { code, fichier: lieu.fichier, nombre: 0, somme: 0, gardes: [] };
    this.#groupes.set(cle, groupe);
    groupe.nombre += 1;
    groupe.somme = sommeDAvertissements([groupe.somme, somme]);
    if (!this.#aLaPlace(groupe)) return;
    groupe.gardes.push(detacherDuFichier(constat));
    this.#gardes += 1;
    this.#lettres += poids(constat);
  }

  /** Whether one more finding of that code in that file would be kept whole, or only counted. */
  gardera(code: CodeConstat, fichier: string): boolean {
    return this.#aLaPlace(this.#groupes.get(`${code} ${fichier}`) ?? { code, gardes: [] });
  }

  get bornes(): Bornes {
    return this.#bornes;
  }

  get erreurs(): number {
    return this.#erreurs;
  }

  get enErreur(): boolean {
    return this.#erreurs > 0;
  }

  /** How many findings have a code that starts so, those not kept included. */
  compter(prefixe: string): number {
    return this.#restants().reduce((total, { code, nombre }) => total + (code.startsWith(prefixe) ? nombre : 0), 0);
  }

  /** Takes the acknowledgements of the dossier, before its warnings come. */
  acquitter(acquittements: readonly Acquittement[]): void {
    this.#acquittements.inscrire(acquittements);
  }

  /** The acknowledgements that hold. Warnings that they are about are counted nowhere else. */
  get acquittes(): readonly AvertissementAcquitte[] {
    return this.#acquittements.repartir(this.#avertissements()).effets;
  }

  /** The findings by code and file, in the order in which an officer takes them; see {@link ordonner}. */
  get groupes(): readonly GroupeDeConstats[] {
    return ordonner(this.#restants());
  }

  /** The findings kept, group by group, each group in the order in which it was found. */
  get liste(): readonly Constat[] {
    return this.groupes.flatMap(({ gardes }) => gardes);
  }

  /** What was counted and not kept, by code and file. */
  get surplus(): readonly { readonly code: CodeConstat; readonly fichier: string; readonly nombre: number }[] {
    return this.groupes
      .filter(({ nombre, gardes }) => nombre > gardes.length)
      .map(({ code, fichier, nombre, gardes }) => ({ code, fichier, nombre: nombre - gardes.length }));
  }

  #avertissements(): GroupeOuvert[] {
    return [...this.#groupes.values()].filter((groupe) => !estUneErreur(groupe));
  }

  #restants(): GroupeOuvert[] {
    const { acquis } = this.#acquittements.repartir(this.#avertissements());
    return [...this.#groupes.values()].filter((groupe) => !acquis.has(groupe));
  }

  #aLaPlace({ code, gardes }: Pick<GroupeDeConstats, 'code' | 'gardes'>): boolean {
    const { parCodeEtFichier, enTout, lettres } = this.#bornes;
    if (gardes.length < PREMIERS_GARDES) return true;
    return gardes.length < parCodeEtFichier(code) && this.#gardes < enTout && this.#lettres < lettres;
  }
}

function poids({ message, remede, extrait }: Constat): number {
  return message.length + remede.length + (extrait?.texte.length ?? 0);
}

/** What is shown of a file is cut out of it, and would keep it in memory. */
function detacherDuFichier(constat: Constat): Constat {
  const { extrait } = constat;
  const message = detacher(constat.message);
  return extrait === undefined
    ? { ...constat, message }
    : { ...constat, message, extrait: { ...extrait, texte: detacher(extrait.texte) } };
}

/** Thrown when a run cannot go on because of the data or the rules; the findings tell why. Exit code 1. */
export class ConstatsBloquants extends Error {
  readonly constats: Constats;
  constructor(constats: Constats) {
    super(`${constats.erreurs} erreur(s)`);
    this.name = 'ConstatsBloquants';
    this.constats = constats;
  }
}

/** Throws {@link ConstatsBloquants} when an error was found. */
export function exigerSansErreur(constats: Constats): void {
  if (constats.enErreur) throw new ConstatsBloquants(constats);
}

/**
 * What keeps a whole file, or the rest of it, from being understood: told before all the rest, which may come of it. These are
 * the first things to put right.
 */
const CAUSES: ReadonlySet<CodeConstat> = new Set<CodeConstat>([
  'E-DOSSIER-INTROUVABLE',
  'E-FICHIER-ILLISIBLE',
  'E-FICHIER-CHANGE',
  'E-CHEMIN-HORS-DOSSIER',
  'E-YAML-SYNTAXE',
  'E-YAML-CONTENU',
  'E-EXERCICE-INCOHERENT',
  'E-NOMENCLATURE',
  'E-REGLES-ABSENTES',
  'E-SOURCE-ABSENTE',
  'E-ENCODAGE',
  'E-COLONNE-ABSENTE',
  'E-COLONNE-INCONNUE',
  'E-COLONNE-DOUBLE',
  'E-CLASSEUR',
  'E-FEUILLE-ABSENTE',
  'E-XML',
  'E-REVUE-CLASSEUR',
  'E-REVUE-DOSSIER',
  'E-REVUE-COLONNE',
]);
/** What another fault may explain: told last, and looked at when the others are put right. */
const CONSEQUENCES: ReadonlySet<CodeConstat> = new Set<CodeConstat>(['E-CONTROLE', 'E-ARBITRAGES-EN-ATTENTE']);

export interface Groupe {
  readonly code: CodeConstat;
  readonly fichier: string;
}

/**
 * Puts groups of findings in the order in which an officer takes them: errors before warnings; what keeps a file from being
 * read, then the rest, then what the rest may explain; then file by file, and code by code in each.
 * @param groupes in the order in which each was first found, which they keep among equals
 */
export function ordonner<G extends Groupe>(groupes: readonly G[]): readonly G[] {
  const fichiers = new Map<string, number>();
  for (const { fichier } of groupes) if (!fichiers.has(fichier)) fichiers.set(fichier, fichiers.size);
  const rang = ({ fichier }: G) => fichiers.get(fichier) ?? 0;
  return [...groupes].sort(
    (gauche, droite) => urgence(gauche.code) - urgence(droite.code) || rang(gauche) - rang(droite),
  );
}

function urgence(code: CodeConstat): number {
  if (code.startsWith('A-')) return 3;
  if (CAUSES.has(code)) return 0;
  return CONSEQUENCES.has(code) ? 2 : 1;
}

/** A path in a YAML document: keys and indexes from its root. */
export type Chemin = readonly (string | number)[];

/** What to point at: what a key says, or the key itself. */
export type SurQuoi = 'valeur' | 'cle';

/** What is wrong with a reference to a named list, apart from the condition that makes it. */
export type CodeDeRenvoi =
  | 'E-LISTE-INCONNUE'
  | 'E-LISTE-ELEMENT'
  | 'E-ORGANISME-INCONNU'
  | 'E-OPERATION-INCONNUE'
  | 'E-OBJECTIF-EXERCICE'
  | 'E-OBJECTIF-INCONNU'
  | 'E-OBJECTIF-SANS-PARTS'
  | 'E-OBJECTIF-PARTS';

/** Tells that what stands at a path cannot be understood, and what to do; `code` when it is more precise than the reader's. */
export type Signaler = (
  chemin: Chemin,
  message: string,
  remede: string,
  sur?: SurQuoi,
  code?: CodeDeRenvoi | undefined,
) => void;
