/** How many rows the essentiel prints of a table that says what it leaves out; `enBref`, where they are examples. */
export const RANGEES_DE_L_ESSENTIEL = { toutes: 12, enBref: 6 } as const;
