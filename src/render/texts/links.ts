/** What is wrong with the address of a link, in words; `undefined` when it may stand. */
export function direAdresse(adresse: string): string | undefined {
  if (adresse.includes('{{') || adresse.includes('}}'))
    return 'un chiffre ne peut pas faire partie d’une adresse ; il s’ouvre de lui-même sur ses lignes';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
  if (/[\u0000-\u0020\u007f-\u00a0\u2028\u2029<>"`\\]/.test(adresse))
    return 'cette adresse contient une espace ou un signe qu’une adresse n’a pas';
  if (adresse.startsWith('#')) return adresse.length > 1 ? undefined : 'cette adresse ne mène nulle part';
  if (/^mailto:/i.test(adresse))
    return /^mailto:[^@\s:/?]+@[^@\s:/?]+(?:\?|$)/i.test(adresse) ? undefined : 'ce n’est pas une adresse de courriel';
  if (/^https:\/\//i.test(adresse) && URL.canParse(adresse)) return undefined;
  return 'un lien ne mène qu’à une adresse https:, à un courriel (mailto:) ou à un endroit du document (#pays)';
}
