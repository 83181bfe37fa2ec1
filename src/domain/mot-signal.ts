/** A word of the trade that hints at international action. It never decides: it sends the line to a person. */
export interface MotSignal {
  readonly mot: string;
  /** `programme`: a scheme's name; `reseau`: a body or network; `mot`: an ordinary word of the trade. */
  readonly genre: 'programme' | 'mot' | 'reseau';
  /** 1 (weak: often means something else), 2, or 3 (strong). */
  readonly poids: 1 | 2 | 3;
  /** Where the word was found. */
  readonly source: string;
}
