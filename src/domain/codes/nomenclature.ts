import { comparer } from '../textes/ordre.ts';
import { normaliserCode } from '../textes/texte.ts';
import { aDesFonctions, estLibre, type Norme } from './normes.ts';

/** What a code of the nomenclature names: a `fonction` (what the money is for) or a budget `chapitre` by function. */
export type TypeCode = 'fonction' | 'chapitre';

/** One code of one norm, with its label, for the exercices from `debut` to `fin` inclusive (no `fin`: still in force). */
export interface EntreeNomenclature {
  readonly norme: Norme;
  readonly type: TypeCode;
  readonly code: string;
  readonly libelle: string;
  /** Section of a chapter; functions have none. */
  readonly section?: 'fonctionnement' | 'investissement';
  readonly debut: number;
  readonly fin?: number;
  /** The official document that gives the code, and what is assumed of its years. */
  readonly source: string;
}

/** A link between a chapter and a family of functions that the digits of the chapter do not tell; see {@link Nomenclature}. */
export interface LienChapitre {
  readonly norme: Norme;
  readonly chapitre: string;
  /** First digits of the functions that the chapter takes; empty when it takes none. */
  readonly famille: string;
  readonly debut: number;
  readonly fin?: number;
  readonly source: string;
}

/** Where a code exists when it does not in the norm and year asked. */
export interface Ailleurs {
  readonly norme: Norme;
  readonly debut: number;
  readonly fin?: number;
  readonly libelle: string;
}

/** A table of a dossier that adds codes to the nomenclature of a norm: of its own, unless told. */
export interface TableDeclaree {
  /** Path in the dossier. */
  readonly fichier: string;
  readonly norme?: Norme;
}

/** The same, as read. */
export interface TableDeCodes extends Required<TableDeclaree> {
  readonly sha256: string;
  readonly octets: number;
  /** `source` is where the table says that the code comes from. */
  readonly codes: readonly EntreeNomenclature[];
}

/** Answer to a search: the entry, in force or taken out of the norm since, or where else the code holds (maybe nowhere). */
export type Recherche =
  | { readonly trouve: true; readonly entree: EntreeNomenclature }
  | { readonly trouve: false; readonly ailleurs: readonly Ailleurs[] };

/** A chapter code as it is looked up: no space, no dash (`934-4` is chapter 9344). */
export function normaliserChapitre(chapitre: string): string {
  return normaliserCode(chapitre).replace(/-/g, '');
}

/** Whether an entry or a link holds in that norm and exercice. */
export function estEnVigueur(
  periode: { readonly norme: Norme; readonly debut: number; readonly fin?: number },
  norme: Norme,
  exercice: number,
): boolean {
  return periode.norme === norme && periode.debut <= exercice && exercice <= (periode.fin ?? exercice);
}

/**
 * The functions and chapters of one norm in one exercice. A code means nothing without both: `041` is interregional action
 * in M71 and a global grant in M14. Codes are text, compared without their spaces; `048` is never 48.
 *
 * All answers come from maps built once.
 */
export class Nomenclature {
  readonly norme: Norme;
  readonly exercice: number;
  /** What it was made of: plain data, which may pass to another thread. */
  readonly donnees: ConstructorParameters<typeof Nomenclature>;
  readonly #fonctions = new Map<string, EntreeNomenclature>();
  readonly #chapitres = new Map<string, EntreeNomenclature>();
  readonly #familles = { fonction: new Map<string, string[]>(), chapitre: new Map<string, string[]>() };
  readonly #ailleurs = new Map<string, Ailleurs[]>();
  /** The codes that the norm had and has no more, each as it was last: accounts go on using some. */
  readonly #retirees = new Map<string, EntreeNomenclature>();
  readonly #rattachement: RattachementChapitres;

  /**
   * @param entrees the entries of all norms and years: those of other norms serve to say where else a code exists
   * @param liens the chapter-function links of all norms and years
   * @throws Error when two entries give the same code of this norm and exercice
   */
  constructor(
    norme: Norme,
    exercice: number,
    entrees: readonly EntreeNomenclature[],
    liens: readonly LienChapitre[] = [],
  ) {
    this.norme = norme;
    this.exercice = exercice;
    this.donnees = [norme, exercice, entrees, liens];
    for (const entree of entrees) {
      if (estEnVigueur(entree, norme, exercice)) this.#ajouter(entree);
      else this.#ajouterAilleurs(entree);
    }
    if (!this.estVide)
      for (const entree of entrees)
        if (entree.norme === norme && (entree.fin ?? exercice) < exercice) this.#retirer(entree);
    for (const familles of Object.values(this.#familles)) for (const codes of familles.values()) codes.sort(comparer);
    this.#rattachement = new RattachementChapitres(
      [...this.#chapitres.keys()],
      liens.filter((lien) => estEnVigueur(lien, norme, exercice)),
      (famille) => this.existeFamille('fonction', famille),
    );
  }

  /** Whether the norm has any code in that exercice: M57 has none before 2015, M71 none after 2023. */
  get estVide(): boolean {
    return this.#fonctions.size === 0;
  }

  /** Whether lines kept by the norm say what they are for. */
  get aDesFonctions(): boolean {
    return aDesFonctions(this.norme);
  }

  /** Whether codes of that type are known at all: where none is, none is asked for, and none checked. */
  connait(type: TypeCode): boolean {
    if (!estLibre(this.norme)) return aDesFonctions(this.norme);
    return (type === 'fonction' ? this.#fonctions : this.#chapitres).size > 0;
  }

  fonction(code: string): EntreeNomenclature | undefined {
    return this.#fonctions.get(normaliserCode(code));
  }

  /** The chapter of that code (`9344` or `934-4`), or nothing. */
  chapitre(code: string): EntreeNomenclature | undefined {
    return this.#chapitres.get(normaliserChapitre(code));
  }

  /**
   * The entry of a code, or the norms and years in which it exists: this norm first, then by norm and year. A code that the norm
   * had earlier is found too, as it was: see {@link estEnVigueur}.
   */
  chercher(type: TypeCode, code: string): Recherche {
    const entree = type === 'fonction' ? this.fonction(code) : this.chapitre(code);
    const trouvee = entree ?? this.#retirees.get(`${type} ${normaliser(type, code)}`);
    if (trouvee !== undefined) return { trouve: true, entree: trouvee };
    return { trouve: false, ailleurs: this.#ailleurs.get(`${type} ${normaliser(type, code)}`) ?? [] };
  }

  /** The function codes that begin with a prefix (itself included), in order: `famille('04')` is what `04*` means. */
  famille(prefixe: string): readonly string[] {
    return this.#familles.fonction.get(normaliserCode(prefixe)) ?? [];
  }

  codes(type: TypeCode): readonly string[] {
    return [...(type === 'fonction' ? this.#fonctions : this.#chapitres).keys()].sort(comparer);
  }

  existeFamille(type: TypeCode, prefixe: string): boolean {
    const debut = normaliser(type, prefixe);
    if (this.#familles[type].has(debut)) return true;
    for (const cle of this.#retirees.keys()) if (cle.startsWith(`${type} ${debut}`)) return true;
    return false;
  }

  /** The first digits of the functions that a chapter takes: `['0']` for 930; none for 940 or an unknown chapter. */
  famillesDuChapitre(chapitre: string): readonly string[] {
    return this.#rattachement.familles(normaliserChapitre(chapitre));
  }

  /**
   * Whether a chapter and a function go together. A function belongs to the closest chapter of its series: 051 to M57's
   * 9305, not to 930. A family less precise than its chapter (`0` in 9305) does not contradict it.
   * @returns nothing when the chapter takes no function (940, unknown chapters)
   */
  concordent(chapitre: string, fonction: string): boolean | undefined {
    return this.#rattachement.concordent(normaliserChapitre(chapitre), normaliserCode(fonction));
  }

  /**
   * The function with the leading zero that a spreadsheet seems to have dropped: `48` → `048`. Only when the code does not
   * exist, or exists but contradicts the chapter, while the code with its zero exists and does not contradict it.
   */
  zerosPerdus(code: string, chapitre?: string): string | undefined {
    const recu = normaliserCode(code);
    const complet = `0${recu}`;
    if (recu === '' || !this.#fonctions.has(complet)) return undefined;
    const accordRecu = chapitre === undefined ? undefined : this.concordent(chapitre, recu);
    const accordComplet = chapitre === undefined ? undefined : this.concordent(chapitre, complet);
    if (!this.#fonctions.has(recu)) return accordComplet === false ? undefined : complet;
    return accordRecu === false && accordComplet === true ? complet : undefined;
  }

  #ajouter(entree: EntreeNomenclature): void {
    const codes = entree.type === 'fonction' ? this.#fonctions : this.#chapitres;
    if (codes.has(entree.code)) {
      throw new Error(`${entree.norme} ${this.exercice} : ${entree.type} ${entree.code} en double`);
    }
    codes.set(entree.code, entree);
    for (let taille = 1; taille <= entree.code.length; taille++) {
      ranger(this.#familles[entree.type], entree.code.slice(0, taille), entree.code);
    }
  }

  #retirer(entree: EntreeNomenclature): void {
    const cle = `${entree.type} ${entree.code}`;
    if ((entree.type === 'fonction' ? this.#fonctions : this.#chapitres).has(entree.code)) return;
    const connue = this.#retirees.get(cle);
    if (connue === undefined || (connue.fin ?? 0) < (entree.fin ?? 0)) this.#retirees.set(cle, entree);
  }

  #ajouterAilleurs({ norme, type, code, debut, fin, libelle }: EntreeNomenclature): void {
    const liste = this.#ailleurs.get(`${type} ${code}`) ?? [];
    liste.push({ norme, debut, ...(fin === undefined ? {} : { fin }), libelle });
    liste.sort(
      (gauche, droite) =>
        Number(droite.norme === this.norme) - Number(gauche.norme === this.norme) ||
        comparer(gauche.norme, droite.norme) ||
        gauche.debut - droite.debut,
    );
    this.#ailleurs.set(`${type} ${code}`, liste);
  }
}

/** That of a dossier first, then those of its sources that another norm keeps. */
export type Nomenclatures = readonly [Nomenclature, ...Nomenclature[]];

function normaliser(type: TypeCode, code: string): string {
  return type === 'fonction' ? normaliserCode(code) : normaliserChapitre(code);
}

function ranger(familles: Map<string, string[]>, prefixe: string, code: string): void {
  const codes = familles.get(prefixe);
  if (codes === undefined) familles.set(prefixe, [code]);
  else codes.push(code);
}

const CHAPITRE_FONCTIONNEL = /^9[03](\d+)$/;

/**
 * Which functions each chapter takes, in one norm and exercice. The general rule: chapters 90x (investment) and 93x
 * (operating) take the functions that begin with the digits after 90 or 93. A chapter that has links takes what they say
 * instead: M14's operating chapters are 92x, M52 has 91x for the equipment of others. Within a series (chapters with the
 * same first two digits), the chapter with the longest family takes the function: 9344 takes 44x, so 934 does not.
 */
export class RattachementChapitres {
  readonly #familles = new Map<string, readonly string[]>();
  readonly #chapitres = new Map<string, Set<string>>();

  /**
   * @param chapitres the chapters in force
   * @param liens the links in force
   * @param existe whether any function in force begins with these digits
   */
  constructor(
    chapitres: readonly string[],
    liens: readonly { readonly chapitre: string; readonly famille: string }[],
    existe: (famille: string) => boolean,
  ) {
    for (const chapitre of chapitres) {
      const siens = liens.filter((lien) => lien.chapitre === chapitre).map((lien) => lien.famille);
      const regle = CHAPITRE_FONCTIONNEL.exec(chapitre)?.[1] ?? '';
      const familles = (siens.length > 0 ? siens : [regle]).filter((famille) => famille !== '' && existe(famille));
      this.#familles.set(chapitre, familles.sort(comparer));
      for (const famille of familles) this.#inscrire(serieDe(chapitre), famille, chapitre);
    }
  }

  /** First digits of the functions that the chapter takes, in order. */
  familles(chapitre: string): readonly string[] {
    return this.#familles.get(chapitre) ?? [];
  }

  /** See `Nomenclature.concordent`. */
  concordent(chapitre: string, fonction: string): boolean | undefined {
    const familles = this.familles(chapitre);
    if (familles.length === 0 || fonction === '') return undefined;
    for (let taille = fonction.length; taille > 0; taille--) {
      const titulaires = this.#chapitres.get(`${serieDe(chapitre)} ${fonction.slice(0, taille)}`);
      if (titulaires?.has(chapitre)) return true;
      if (titulaires !== undefined) break;
    }
    return familles.some((famille) => famille.startsWith(fonction));
  }

  #inscrire(serie: string, famille: string, chapitre: string): void {
    const cle = `${serie} ${famille}`;
    const titulaires = this.#chapitres.get(cle) ?? new Set<string>();
    this.#chapitres.set(cle, titulaires.add(chapitre));
  }
}

function serieDe(chapitre: string): string {
  return chapitre.slice(0, 2);
}
