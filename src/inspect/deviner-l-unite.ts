import type { Avis } from '../formats/regard.ts';
import { motsDuTitre } from './mots-du-titre.ts';
import type { Profil } from './profil.ts';

type UniteNommee = 'euros' | 'milliers' | 'millions';

/** The unit of the amounts of a file, why, and how sure it is. */
interface UniteVue extends Avis {
  readonly unite: 'milliers' | 'millions';
}

/** Thousands of euros beyond which a line of a budget would be over a billion. */
const MILLIERS_MAX = 1_000_000;

/** The unit that a title, or a line above titles, names. */
export function uniteNommee(texte: string): UniteNommee | undefined {
  const mots = motsDuTitre(texte);
  if (mots.some((mot) => ['k€', 'keur', 'ke', 'milliers'].includes(mot)) || /\bK€|\bk€/.test(texte)) return 'milliers';
  if (mots.some((mot) => ['m€', 'meur', 'millions'].includes(mot))) return 'millions';
  return mots.some((mot) => ['€', 'eur', 'euro', 'euros'].includes(mot)) ? 'euros' : undefined;
}

/**
 * The unit of the columns of amounts: what their own titles say, else what stands above the titles; nothing for euros. A file is
 * read in one unit: a title of another column says nothing of it.
 */
export function devinerLUnite(lus: readonly Profil[], dessus: readonly string[]): UniteVue | undefined {
  const dites = lus.map(({ titre }) => ({ dit: titre, unite: uniteNommee(titre) }));
  const vue =
    dites.find(({ unite }) => unite !== undefined) ??
    dessus.map((dit) => ({ dit, unite: uniteNommee(dit) })).find(({ unite }) => unite !== undefined);
  if (vue?.unite === undefined || vue.unite === 'euros') return undefined;
  const autres = dites.filter(({ unite }) => unite !== vue.unite && dessus.every((dit) => dit !== vue.dit));
  const grands = vue.unite === 'milliers' && lus.some(({ maximum }) => maximum >= MILLIERS_MAX);
  return {
    unite: vue.unite,
    confiance: vue.unite === 'milliers' && autres.length === 0 && !grands ? 'sûr' : 'à confirmer',
    raisons: [
      vue.unite === 'milliers'
        ? `« ${vue.dit} » annonce des milliers d’euros.`
        : `« ${vue.dit} » annonce des millions d’euros : jaune ne lit qu’euros et milliers, redemandez le fichier.`,
      ...(autres.length === 0
        ? []
        : [`${autres.map(({ dit }) => `« ${dit} »`).join(', ')} n’en dit rien, et se lira en milliers aussi.`]),
      ...(grands ? ['certains feraient plus d’un milliard d’euros.'] : []),
    ],
  };
}
