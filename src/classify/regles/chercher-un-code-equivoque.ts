import type { Nomenclatures, TypeCode } from '../../domain/codes/nomenclature.ts';
import { aDesFonctions, nommerNorme } from '../../domain/codes/normes.ts';
import { type Condition, parcourirAttentes } from '../../domain/conditions/condition.ts';
import { testerNormal } from '../../domain/conditions/mecanismes.ts';
import type { Chemin } from '../../domain/constats/constat.ts';
import { plier } from '../../domain/textes/texte.ts';

/** What a condition may also ask for, by which lines of one norm are told from those of another. */
const DISTINGUENT: readonly string[] = ['norme', 'organisme', 'fichier'];

interface CodeEquivoque {
  readonly champ: TypeCode;
  readonly chemin: Chemin;
  readonly code: string;
  /** `« Actions interrégionales » dans la M71, « Subvention globale » dans la M14`. */
  readonly enMots: string;
}

/**
 * A code that a condition asks for and that says something else in another norm of the dossier, where the condition takes the
 * lines of both: who wrote it thought of one.
 */
export function chercherUnCodeEquivoque(
  condition: Condition,
  [sienne, ...autres]: Nomenclatures,
): CodeEquivoque | undefined {
  const etrangeres = autres.filter(({ norme }) => aDesFonctions(norme));
  if (etrangeres.length === 0) return undefined;
  let distinguee = false;
  let trouve: CodeEquivoque | undefined;
  parcourirAttentes(condition, (champ, attente, chemin = []) => {
    distinguee ||= DISTINGUENT.includes(champ);
    if (trouve !== undefined || (champ !== 'fonction' && champ !== 'chapitre')) return;
    const demande = testerNormal(attente, true);
    const lire = (nomenclature: typeof sienne, code: string) =>
      (champ === 'fonction' ? nomenclature.fonction(code) : nomenclature.chapitre(code))?.libelle;
    for (const code of demande === undefined ? [] : sienne.codes(champ)) {
      if (!demande?.(code)) continue;
      const libelle = lire(sienne, code) ?? '';
      const differente = etrangeres.find((autre) => {
        const sien = lire(autre, code);
        return sien !== undefined && plier(sien) !== plier(libelle);
      });
      if (differente === undefined) continue;
      const enMots = [sienne, differente]
        .map((nomenclature) => `« ${lire(nomenclature, code)} » dans ${nommerNorme(nomenclature.norme)}`)
        .join(', ');
      trouve = { champ, chemin, code, enMots };
      return;
    }
  });
  return distinguee ? undefined : trouve;
}
