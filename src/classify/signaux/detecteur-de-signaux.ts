import type { Geographie } from '../../domain/lieux/geographie.ts';
import { CHAMPS_PARLANTS, CHAMPS_TEXTE } from '../../domain/lignes/champs.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { Lexique, mettreAuSingulier, type Occurrence, TextesRetenus } from '../../domain/textes/lexique.ts';
import { detacher, plier } from '../../domain/textes/texte.ts';
import {
  AUCUN_SIGNAL,
  type FauxAmi,
  type GenreSignal,
  type Signal,
  type SignalEcarte,
  type VocabulaireDesSignaux,
} from '../../domain/verdict/signal.ts';
import { ListeDeMots, type MotCherche } from './liste-de-mots.ts';

/** The columns in which signals are looked for, as officers name them and as a line does. */
const COLONNES = CHAMPS_PARLANTS.map((champ) => [champ, CHAMPS_TEXTE[champ]] as const);

export type TexteDeLigne = Pick<LigneBudgetaire, (typeof COLONNES)[number][1]>;

/** A signal before it is known in which column it stands. */
type Vu<S extends Signal> = Omit<S, 'champ'>;

interface Vue {
  readonly actifs: readonly Vu<Signal>[];
  readonly ecartes: readonly Vu<SignalEcarte>[];
}

/** A word of the list where it stands in a folded text. */
interface MotTrouve extends Etendue {
  readonly mot: MotCherche;
}

const RIEN: Vue = { actifs: [], ecartes: [] };
const TEXTES_RETENUS = 4096;

/**
 * Looks for what makes one think of abroad: countries, their people, capitals and partner places, and the words of the
 * trade. What it sees sends a line to a person; it never decides.
 *
 * Of two words one inside the other, the longer alone is seen (« Afrique du Sud », not « Afrique »); a word that means
 * something else where it stands is set aside, with its false friend.
 */
export class DetecteurDeSignaux {
  readonly #mots: ListeDeMots;
  readonly #fauxAmis: FauxAmis;
  /** The last texts looked at, and the last places: a place is not looked at as a free text is. */
  readonly #textes = new TextesRetenus<Vue>(TEXTES_RETENUS);
  readonly #lieux = new TextesRetenus<Vue>(TEXTES_RETENUS);

  constructor(geographie: Geographie, { mots, fauxAmis }: VocabulaireDesSignaux) {
    this.#mots = new ListeDeMots(geographie, mots);
    this.#fauxAmis = new FauxAmis(fauxAmis);
  }

  /** The signals of a line, column by column, in the order in which they stand; those set aside are not among them. */
  detecter(ligne: TexteDeLigne): readonly Signal[] {
    let signaux = AUCUN_SIGNAL;
    for (const [champ, propriete] of COLONNES) {
      const texte = ligne[propriete];
      if (texte === '') continue;
      const { actifs } = this.#voir(texte, champ === 'lieu');
      if (actifs.length > 0) signaux = [...signaux, ...actifs.map((signal) => ({ ...signal, champ }))];
    }
    return signaux;
  }

  /** The signals of a line that were set aside, each with its false friend; to explain. */
  ecartes(ligne: TexteDeLigne): readonly SignalEcarte[] {
    return COLONNES.flatMap(([champ, propriete]) =>
      this.#voir(ligne[propriete], champ === 'lieu').ecartes.map((signal) => ({ ...signal, champ })),
    );
  }

  /**
   * Codes of the countries that a place names, or names a town of, each once; whatever else it says. Beside one of them, a name
   * that means something else in a text is a country (`Congo (RDC)`).
   */
  paysDuLieu(lieu: string): readonly string[] {
    const { actifs, ecartes } = this.#voir(lieu, true);
    const surs = actifs.filter(({ genre, pays }) => genre !== 'gentilé' && pays !== '');
    if (surs.length === 0) return [];
    const autres = ecartes.filter(({ genre, mot, fauxAmi }) => genre === 'pays' && fauxAmi === mot);
    return [...new Set([...surs, ...autres].map(({ pays }) => pays))];
  }

  #voir(texte: string, estUnLieu: boolean): Vue {
    const vues = estUnLieu ? this.#lieux : this.#textes;
    let vue = vues.lire(texte);
    if (vue === undefined) {
      vue = this.#regarder(texte, estUnLieu);
      vues.noter(texte, vue);
    }
    return vue;
  }

  #regarder(texte: string, estUnLieu: boolean): Vue {
    const plie = plier(texte);
    const occurrences = this.#mots.lexique.reperer(plie);
    if (occurrences.length === 0) return RIEN;
    const trouves = occurrences.flatMap((occurrence) => this.#reconnaitre(texte, plie, occurrence));
    if (trouves.length === 0) return RIEN;
    const expressions = this.#fauxAmis.expressionsDe(plie);
    const entiers = trouves.filter((trouve) => !trouves.some((autre) => contientStrictement(autre, trouve)));
    const actifs = new Map<string, Vu<Signal>>();
    const ecartes = new Map<string, Vu<SignalEcarte>>();
    for (const trouve of entiers) {
      const signal = enSignal(texte, plie, trouve);
      const fauxAmi = this.#fauxAmi(plie, trouve, expressions, estUnLieu);
      if (fauxAmi === undefined) {
        if (!actifs.has(signal.mot)) actifs.set(signal.mot, signal);
      } else if (!ecartes.has(signal.mot)) {
        ecartes.set(signal.mot, { ...signal, fauxAmi: fauxAmi.expression, motif: fauxAmi.motif });
      }
    }
    return { actifs: [...actifs.values()], ecartes: [...ecartes.values()] };
  }

  /** The word of the list that stands there, if it is one to the letter and in capitals where it must. */
  #reconnaitre(texte: string, plie: string, { rang, debut, fin }: Occurrence): MotTrouve[] {
    const mot = this.#mots
      .duRang(rang)
      .find(
        (candidat) =>
          (!candidat.aLaLettre || plie.slice(debut, fin) === candidat.plie) &&
          (!candidat.estUnSigle || extrait(texte, plie, { debut, fin }) === candidat.ecrit),
      );
    return mot ? [{ mot, debut, fin }] : [];
  }

  #fauxAmi(
    plie: string,
    trouve: MotTrouve,
    expressions: ReturnType<FauxAmis['expressionsDe']>,
    estUnLieu: boolean,
  ): FauxAmi | undefined {
    const expression = expressions.find((chacune) => contient(chacune, trouve));
    if (expression) return expression.fauxAmi;
    const seul = this.#fauxAmis.duMot(trouve.mot.plie);
    const designeLeLieu = estUnLieu && seul?.portee === 'texte' && trouve.fin - trouve.debut === plie.length;
    if (seul && !designeLeLieu) return seul;
    return this.#fauxAmis.voieDevant(plie, trouve.debut, trouve.mot.genre);
  }
}

function contient(grande: Etendue, petite: Etendue): boolean {
  return grande.debut <= petite.debut && petite.fin <= grande.fin;
}

function contientStrictement(grande: Etendue, petite: Etendue): boolean {
  return contient(grande, petite) && grande.fin - grande.debut > petite.fin - petite.debut;
}

function extrait(texte: string, plie: string, etendue: Etendue): string {
  const { debut, fin } = etendueDOrigine(texte, plie, etendue);
  return texte.slice(debut, fin);
}

function enSignal(texte: string, plie: string, { mot, debut, fin }: MotTrouve): Vu<Signal> {
  const { ecrit, genre, poids, pays } = mot;
  const place = etendueDOrigine(texte, plie, { debut, fin });
  const vu = detacher(texte.slice(place.debut, place.fin));
  return { mot: ecrit, texte: vu, position: place.debut + 1, genre, poids, pays };
}

/** Where a piece of a folded text stands in the text that was folded: folding drops and opens letters. */
function etendueDOrigine(texte: string, plie: string, { debut, fin }: Etendue): Etendue {
  const memePlace = texte.slice(debut, fin);
  if (texte.length === plie.length && plier(memePlace) === plie.slice(debut, fin)) return { debut, fin };
  return { debut: finDuPlusCourtDebut(texte, debut + 1) - 1, fin: finDuPlusCourtDebut(texte, fin) };
}

/** The length of the shortest beginning of a text that folds to that many letters. */
function finDuPlusCourtDebut(texte: string, lettres: number): number {
  let trop = texte.length;
  let tropPeu = 0;
  while (trop - tropPeu > 1) {
    const milieu = (trop + tropPeu) >> 1;
    if (plier(texte.slice(0, milieu)).length >= lettres) trop = milieu;
    else tropPeu = milieu;
  }
  return trop;
}

/** Where a piece of text stands: indexes, end excluded. */
export interface Etendue {
  readonly debut: number;
  readonly fin: number;
}

/** What may stand between the noun of a way and its name: `rue de la`, `place d'`. */
const LIAISONS: ReadonlySet<string> = new Set(['de', 'du', 'des', 'd', 'la', 'le', 'les', 'l']);
const NOMS_DE_LIEUX: ReadonlySet<GenreSignal> = new Set<GenreSignal>(['pays', 'gentilé', 'lieu', 'aire']);
/** The end of a text, from its last sign on: in `théâtre de rue, Valparaíso` nothing leads to the name. */
const SANS_PONCTUATION = /[\p{L}\p{M}\p{N} ]*$/u;

/** The false friends of a folded text, looked up word by word once a signal was seen there. */
export class FauxAmis {
  readonly #mots = new Map<string, FauxAmi>();
  readonly #voies = new Map<string, FauxAmi>();
  readonly #lexique = new Lexique();
  readonly #expressions: FauxAmi[] = [];

  constructor(fauxAmis: readonly FauxAmi[]) {
    for (const fauxAmi of fauxAmis) {
      const { expression, portee } = fauxAmi;
      if (portee === 'expression') this.#expressions[this.#lexique.ajouter(expression)] = fauxAmi;
      else if (portee === 'voie') this.#voies.set(mettreAuSingulier(plier(expression)), fauxAmi);
      else this.#mots.set(plier(expression), fauxAmi);
    }
  }

  /** The false friend that a word is by itself. */
  duMot(plie: string): FauxAmi | undefined {
    return this.#mots.get(plie);
  }

  /** The expressions of a text, the longest first. */
  expressionsDe(plie: string): readonly (Etendue & { readonly fauxAmi: FauxAmi })[] {
    return this.#lexique
      .reperer(plie)
      .flatMap(({ rang, debut, fin }) => {
        const fauxAmi = this.#expressions[rang];
        return fauxAmi ? [{ debut, fin, fauxAmi }] : [];
      })
      .sort((gauche, droite) => droite.fin - droite.debut - (gauche.fin - gauche.debut));
  }

  /** The noun of a way that makes a place's name, which begins there, that of a street: `avenue` before `d'Italie`. */
  voieDevant(plie: string, debut: number, genre: GenreSignal): FauxAmi | undefined {
    if (this.#voies.size === 0 || !NOMS_DE_LIEUX.has(genre)) return undefined;
    const mots = (SANS_PONCTUATION.exec(plie.slice(0, debut))?.[0] ?? '').trim().split(' ');
    while (LIAISONS.has(mots.at(-1) ?? '')) mots.pop();
    return this.#voies.get(mettreAuSingulier(mots.at(-1) ?? ''));
  }
}
