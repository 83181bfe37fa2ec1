import { motsDuTitre } from './mots-du-titre.ts';

/** The unit that titles and the lines above them name; nothing when they name none. */
export function devinerLUnite(
  textes: readonly string[],
): { readonly unite: 'milliers' | 'millions'; readonly dit: string } | undefined {
  for (const texte of textes) {
    const mots = motsDuTitre(texte);
    if (mots.some((mot) => ['k€', 'keur', 'milliers'].includes(mot)) || /\bK€|\bk€/.test(texte))
      return { unite: 'milliers', dit: texte };
    if (mots.some((mot) => ['m€', 'meur', 'millions'].includes(mot))) return { unite: 'millions', dit: texte };
  }
  return undefined;
}
