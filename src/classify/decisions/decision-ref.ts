import { fichierDeRef } from '../../domain/decision-ecrite.ts';

/**
 * The reference that somebody meant by one whose file is no source of the dossier: `culture.csv:79`, `sources\culture.csv:79`,
 * `data/2012/sources/Culture.csv:79` are all `sources/culture.csv:79`, when no other source may be meant.
 * @param sources paths of the sources in the dossier
 * @returns `undefined` when the file is a source, or nothing comes near
 */
export function refVoulue(ref: string, sources: readonly string[]): string | undefined {
  const fichier = fichierDeRef(ref);
  if (fichier === '' || sources.includes(fichier)) return undefined;
  const ecrit = avecBarres(fichier);
  const possibles = sources.filter((source) => {
    const connue = avecBarres(source);
    return connue === ecrit || connue.endsWith(`/${ecrit}`) || ecrit.endsWith(`/${connue}`);
  });
  return possibles.length === 1 ? `${possibles[0]}${ref.slice(fichier.length)}` : undefined;
}

function avecBarres(chemin: string): string {
  return chemin.replaceAll('\\', '/').toLowerCase();
}
