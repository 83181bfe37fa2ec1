/** A fault of syntax, in words, with the span of the file that is at fault. */
export interface YamlFault {
  readonly start: number;
  readonly end?: number;
  readonly message: string;
  readonly remede: string;
}
