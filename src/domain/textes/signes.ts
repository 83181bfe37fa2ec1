// What patterns look for, between their brackets.

/** Signs of command that no text holds; tabulations and line ends are none of them. */
export const SIGNES_DE_COMMANDE = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f';

/** Signs that force the direction of what follows: what is read is not what is written. */
export const SENS_FORCES = '\\u202a-\\u202e\\u2066-\\u2069';

/**
 * Signs that take no room: soft hyphens, zero-width spaces and joiners, marks of direction and of order. Two texts that differ
 * by nothing else read alike.
 */
export const SIGNES_INVISIBLES = `\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u2060-\\u2064\\ufe00-\\ufe0f\\ufeff${SENS_FORCES}`;
