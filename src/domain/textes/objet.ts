/** What YAML gives for keys with their values. */
export type Objet = Readonly<Record<string, unknown>>;

/** Whether what YAML gave is keys with their values: neither a list, nor a text, nor nothing. */
export function estObjet(brut: unknown): brut is Objet {
  return typeof brut === 'object' && brut !== null && !Array.isArray(brut);
}
