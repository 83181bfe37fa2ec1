import type { Token } from 'parse5';
import type { FauteDeHtml } from './fautes-de-html.ts';
import { FINS_FACULTATIVES } from './permis-de-la-page.ts';

/** What looks like a tag. */
const BALISE = /<(\/?)([a-z][^\s/>]*)/gi;
/** Ends that a browser makes something of wherever they are. */
const FINS_SANS_DEBUT: ReadonlySet<string> = new Set(['p', 'br']);

/**
 * The tags that were read of a page, to be held against those that are written in it: one that a reader drops, another may keep;
 * one that is not closed takes in what follows, one that closes what it did not open leaves it out.
 */
export class BalisesLues {
  readonly #page: string;
  /** Ends of tags and comments, by where they start. */
  readonly #lues = new Map<number, number>();
  /** Where tags start that were told. */
  readonly #dites = new Set<number>();

  constructor(page: string) {
    this.#page = page;
  }

  ouvrir({ startOffset, endOffset }: Token.Location): void {
    this.#lues.set(startOffset, endOffset);
  }

  /** A tag that is refused whatever its end. */
  refuser({ startOffset }: Token.Location): void {
    this.#dites.add(startOffset);
  }

  /**
   * @param ouverte where the tag that comes to its end starts
   * @param fin where what ends it stands, its own end or that of another
   * @returns what is wrong when it is that of another
   */
  fermer(nom: string, ouverte: number, fin: number): FauteDeHtml | undefined {
    const ecrite = this.#page.slice(fin, fin + nom.length + 2).toLowerCase();
    if (ecrite === `</${nom.toLowerCase()}`) {
      this.#lues.set(fin, fin + ecrite.length);
      return undefined;
    }
    if (FINS_FACULTATIVES.has(nom) || this.#dites.has(ouverte)) return undefined;
    this.#dites.add(ouverte);
    const autre = /^<\/?[a-z][^\s/>]*/i.exec(this.#page.slice(fin, fin + 40))?.[0];
    const remede = `Écrivez </${nom}> où elle finit, dans le gabarit qui l’ouvre.`;
    return {
      debut: ouverte,
      fin: ouverte + 1 + nom.length,
      message: `la balise <${nom}> n’est pas fermée : elle prend ce qui la suit dans la page`,
      remede,
      bout: fin,
      ...(autre && {
        sinon: {
          debut: fin,
          fin: fin + autre.length,
          message: `${autre}> vient avant la fin d’une balise <${nom}> que ce gabarit n’a pas ouverte`,
          remede: `Retirez ${autre}>, ou ouvrez dans ce gabarit ce qu’elle ferme.`,
        },
      }),
    };
  }

  /** What is written between two places as tags, and was not read as such. */
  jetees(depuis: number, jusque: number): FauteDeHtml[] {
    const fautes: FauteDeHtml[] = [];
    const debuts = [...this.#lues.keys()].sort((une, autre) => une - autre);
    let suivant = 0;
    let fini = 0;
    BALISE.lastIndex = 0;
    for (const { 0: ecrite, 1: barre, 2: nom = '', index } of this.#page.slice(0, jusque).matchAll(BALISE)) {
      for (; (debuts[suivant] ?? Number.POSITIVE_INFINITY) <= index; suivant++)
        fini = Math.max(fini, this.#lues.get(debuts[suivant] ?? 0) ?? 0);
      if (index < fini || index < depuis || (barre && FINS_SANS_DEBUT.has(nom.toLowerCase()))) continue;
      fautes.push({
        debut: index,
        fin: index + ecrite.length,
        message: barre
          ? `${ecrite}> ne ferme rien : une balise a été fermée deux fois, ici ou plus haut`
          : `la balise ${ecrite}> n’a pas sa place ici : tous les navigateurs ne la gardent pas`,
        remede: barre
          ? 'Retirez la fin de balise qui est de trop.'
          : 'Placez-la dans ce qui peut la contenir : un <tr> dans un <table>, un <option> dans un <select>.',
      });
    }
    return fautes;
  }
}
