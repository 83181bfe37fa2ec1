// What patterns look for, between their brackets.

/** Signs of command that no text holds; tabulations and line ends are none of them. */
export const SIGNES_DE_COMMANDE = '\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f';

/** Signs that force the direction of what follows: what is read is not what is written. */
export const SENS_FORCES = '\\u202a-\\u202e\\u2066-\\u2069';
