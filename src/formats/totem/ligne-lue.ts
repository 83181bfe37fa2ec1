import type { Regime } from '../../domain/codes/normes.ts';
import { abreger, nomLePlusProche } from '../../domain/textes/texte.ts';
import { fingerprint } from '../../files/hashing.ts';
import type { PlacedElement, SeenText } from '../../files/xml/read-xml.ts';
import { EnregistrementDeChamps } from '../source-ouverte.ts';
import {
  ATTRIBUTS_D_ELEMENT,
  ATTRIBUTS_DE_LIGNE,
  CHAMPS_TOTEM,
  type ChampTotem,
  ELEMENTS_DE_LIGNE,
  type SorteDeDocument,
} from './document-budgetaire.ts';

/** Rank of each field among those of a record. */
export const RANGS = Object.fromEntries(CHAMPS_TOTEM.map((champ, rang) => [champ, rang])) as Readonly<
  Record<ChampTotem, number>
>;
/** The elements that other fields are made of. */
const ORIGINES: Readonly<Partial<Record<ChampTotem, readonly ChampTotem[]>>> = {
  Chapitre: ['ContFon', 'ContNat'],
  LibFonction: ['Fonction'],
  Libelle: ['LibCpte'],
  Section: ['Nature'],
};
const LUS: ReadonlySet<string> = new Set(ELEMENTS_DE_LIGNE);
/** What must be there: without the first, income would pass for an expense; without the second, book entries for money. */
const OBLIGATOIRES = ['CodRD', 'OpBudg'] as const;

/** Why a line that the document itself reckons is none: it adds up others. */
const SOUS_TOTAL = 'Sous-total du document (calculated="true")';

export interface Etendue {
  readonly debut: number;
  readonly fin: number;
}

/** What the lines of a budget share: their fields by rank, and how it is kept where that is not as the source is. */
export interface BudgetLu {
  readonly champs: readonly string[];
  readonly regime?: Regime | undefined;
}

/** Something wrong with a line of the document itself. */
export interface FauteDeLigne extends Etendue {
  readonly message: string;
  readonly remede: string;
}

/** One `LigneBudget` while it is read: a record whose fields are its elements. */
export class LigneLue extends EnregistrementDeChamps {
  readonly champs: string[];
  readonly numero: number;
  readonly ouverture: Etendue;
  readonly horsDesLignes: string | undefined;
  /** How its budget is kept, where that is not as the source is. */
  readonly regime: Regime | undefined;
  readonly #sorte: SorteDeDocument;
  readonly #vu: SeenText;
  readonly #etendues = new Map<number, Etendue>();
  #fin = 0;
  #texte: string | undefined;

  constructor(
    numero: number,
    ouverte: PlacedElement,
    sorte: SorteDeDocument,
    vu: SeenText,
    { champs, regime }: BudgetLu,
  ) {
    super();
    this.numero = numero;
    this.ouverture = { debut: ouverte.start, fin: ouverte.end };
    this.horsDesLignes = ouverte.attribute('calculated') === 'true' ? SOUS_TOTAL : undefined;
    this.#sorte = sorte;
    this.#vu = vu;
    this.champs = [...champs];
    this.regime = regime;
  }

  /** What is wrong with how the line opens. */
  static fauteDOuverture(ouverte: PlacedElement): FauteDeLigne | undefined {
    const calcule = ouverte.attribute('calculated') ?? 'false';
    if (calcule === 'true' || calcule === 'false') return attributInconnu(ouverte, ATTRIBUTS_DE_LIGNE);
    return {
      debut: ouverte.start,
      fin: ouverte.end,
      message: `calculated="${abreger(calcule)}" ne dit pas si la ligne est un sous-total`,
      remede: 'Le schéma dit « true » ou « false ». Redemandez le document, tel que le logiciel l’a produit.',
    };
  }

  /** Takes note of one element of the line; gives back what is wrong with it. */
  noter(element: PlacedElement, memeEspace: boolean): FauteDeLigne | undefined {
    const { name: nom, start: debut, end: fin, attribute: attribut } = element;
    if (this.horsDesLignes !== undefined) {
      // Nothing is asked of a subtotal; what it adds up to is told of what was set aside.
      if (memeEspace && LUS.has(nom)) this.champs[RANGS[nom as ChampTotem]] = attribut('V') ?? '';
      return undefined;
    }
    if (memeEspace && this.#sorte.nonLus.has(nom)) return undefined;
    if (!memeEspace || !LUS.has(nom)) {
      const proche = nomLePlusProche(nom, ELEMENTS_DE_LIGNE);
      const message = `« ${nom} » n’est pas un élément connu d’une ligne budgétaire`;
      const remede =
        proche === undefined
          ? 'Le document suit un schéma plus récent que celui que l’outil connaît, ou a été retouché. Demandez-le dans un schéma connu.'
          : `Le schéma dit « ${proche} ». Redemandez le document, tel que le logiciel l’a produit.`;
      return { debut, fin, message, remede };
    }
    const rang = RANGS[nom as ChampTotem];
    const valeur = attribut('V');
    if (valeur === undefined || this.#etendues.has(rang))
      return {
        debut,
        fin,
        message:
          valeur === undefined
            ? `« ${nom} » n’a pas de valeur (V="…")`
            : `« ${nom} » est là deux fois sur la même ligne`,
        remede: 'L’outil ne choisit pas à la place du document : redemandez-le, tel que le logiciel l’a produit.',
      };
    const inconnu = attributInconnu(element, ATTRIBUTS_D_ELEMENT);
    if (inconnu !== undefined) return inconnu;
    this.champs[rang] = valeur;
    this.#etendues.set(rang, { debut, fin });
    return undefined;
  }

  /** Closes the line; gives back what is wrong with it as a whole. */
  clore(fin: number): FauteDeLigne | undefined {
    this.#fin = fin;
    if (this.horsDesLignes !== undefined) return undefined;
    const absent = OBLIGATOIRES.find((nom) => !this.#etendues.has(RANGS[nom]));
    return absent === undefined
      ? undefined
      : {
          ...this.ouverture,
          message: `la ligne ne dit pas « ${absent} »`,
          remede:
            absent === 'CodRD'
              ? 'CodRD dit si c’est une dépense (D) ou une recette (R). Redemandez le document.'
              : 'OpBudg dit si l’opération est réelle (0) ou d’ordre (1). Redemandez le document.',
        };
  }

  /** Where a field stands: the value of its element, or the opening tag of the line when it has none. */
  etendue(rang: number): Etendue {
    const balise = this.#etendues.get(rang) ?? this.#origine(rang);
    if (balise === undefined) return this.ouverture;
    const valeur = /\sV\s*=\s*(["'])([\s\S]*?)\1/.exec(this.#vu.slice(balise.debut, balise.fin));
    if (valeur === null) return balise;
    const debut = balise.debut + valeur.index + valeur[0].length - 1 - (valeur[2]?.length ?? 0);
    return { debut, fin: debut + (valeur[2]?.length ?? 0) };
  }

  /** Where what a field made of another comes from. */
  #origine(rang: number): Etendue | undefined {
    const valeur = this.champs[rang];
    const origines = ORIGINES[CHAMPS_TOTEM[rang] as ChampTotem] ?? [];
    const origine = origines.find((nom) => (this.champs[RANGS[nom]] ?? '').trim() === valeur) ?? origines[0];
    return origine && this.#etendues.get(RANGS[origine]);
  }

  get empreinte(): string {
    return fingerprint(this.texte());
  }

  /** The element as received, on one line: blanks between its tags say nothing. */
  texte(): string {
    this.#texte ??= this.#vu.slice(this.ouverture.debut, this.#fin).replace(/>\s+</g, '><');
    return this.#texte;
  }
}

/** An attribute that the schema does not have could change what the line is: it is refused as an element would be. */
function attributInconnu(element: PlacedElement, connus: ReadonlySet<string>): FauteDeLigne | undefined {
  const inconnu = element.attributes().find((nom) => !connus.has(nom));
  if (inconnu === undefined) return undefined;
  return {
    debut: element.start,
    fin: element.end,
    message: `« ${inconnu} » n’est pas un attribut connu de « ${element.name} »`,
    remede:
      'Le document suit un schéma plus récent que celui que l’outil connaît, ou a été retouché. Demandez-le dans un schéma connu.',
  };
}
