import type { Avis, Rangee } from '../formats/regard.ts';
import { NOTES_MAX } from './echantillon.ts';
import type { Profil } from './profil.ts';
import { uniteAnnoncee, uniteNommee } from './unite-nommee.ts';

/** Thousands of euros beyond which a line of a budget would be over a billion. */
const MILLIERS_MAX = 1_000_000;

/** A text around a table that says the unit of its amounts. */
export interface UniteAutour {
  readonly dit: string;
  readonly unite: NonNullable<ReturnType<typeof uniteAnnoncee>>;
}

/** The texts above the titles, then those below the last row that holds a number, that name a unit. */
export function unitesAutour(dessus: readonly string[], lignes: readonly Rangee[]): UniteAutour[] {
  const derniere = lignes.findLastIndex(({ champs }) =>
    champs.some((champ) => /\d/.test(champ) && !/\p{L}/u.test(champ)),
  );
  const dessous = lignes
    .slice(derniere + 1, derniere < 0 ? 0 : derniere + 1 + NOTES_MAX)
    .map(({ champs }) => champs.filter((champ) => champ !== '').join(' '));
  return [...dessus, ...dessous].flatMap((dit) => {
    const unite = uniteAnnoncee(dit);
    return unite === undefined ? [] : [{ dit, unite }];
  });
}

/**
 * How the columns of amounts are said to be in thousands of euros: by their own titles, else by what stands around the table;
 * nothing for euros. A file is read in one unit: a title of another column says nothing of it.
 */
export function devinerLUnite(lus: readonly Profil[], autour: readonly UniteAutour[]): Avis | undefined {
  const dites = lus.map(({ titre, unitesMontrees: [montree] }) => {
    const unite = uniteNommee(titre);
    const parFormat = unite === undefined && montree?.tous === true && montree.unite === 'milliers';
    return parFormat ? { dit: montree.format, unite: montree.unite, parFormat } : { dit: titre, unite, parFormat };
  });
  const parTitre = dites.find(({ unite }) => unite !== undefined);
  const vue = parTitre ?? autour[0];
  if (vue?.unite !== 'milliers') return undefined;
  const autres = dites.filter(({ unite }) => unite !== 'milliers' && parTitre !== undefined);
  const contraires = parTitre === undefined ? autour.filter(({ unite }) => unite !== 'milliers') : [];
  const grands = lus.some(({ maximum }) => maximum >= MILLIERS_MAX);
  return {
    confiance:
      autres.length + contraires.length === 0 && !grands && parTitre?.parFormat !== true ? 'sûr' : 'à confirmer',
    raisons: [
      `« ${vue.dit} » annonce des milliers d’euros.`,
      ...(autres.length === 0
        ? []
        : [`${autres.map(({ dit }) => `« ${dit} »`).join(', ')} n’en dit rien, et se lira en milliers aussi.`]),
      ...contraires.map(({ dit }) => `« ${dit} » dit autre chose.`),
      ...(grands ? ['certains feraient plus d’un milliard d’euros.'] : []),
    ],
  };
}
