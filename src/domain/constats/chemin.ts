/** A path in a YAML document: keys and indexes from its root. */
export type Chemin = readonly (string | number)[];

/** What to point at: what a key says, or the key itself. */
export type SurQuoi = 'valeur' | 'cle';

/** What is wrong with a reference to a named list, apart from the condition that makes it. */
export type CodeDeRenvoi = 'E-LISTE-INCONNUE' | 'E-LISTE-ELEMENT';

/** Tells that what stands at a path cannot be understood, and what to do; `code` when it is more precise than the reader's. */
export type Signaler = (chemin: Chemin, message: string, remede: string, sur?: SurQuoi, code?: CodeDeRenvoi) => void;
