/** Whether what a row says was published, or is there to show how it would look. */
export const CARACTERES = ['publié', 'illustratif'] as const;
