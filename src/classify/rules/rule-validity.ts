/** What the years of a rule say of one exercice. */
export type Validite = 'en_vigueur' | 'passee' | 'a_venir' | 'suspendue';

const INTERVALLE = /^(\d{4})(?:\.\.(\d{4}))?$/;

/**
 * Whether a rule holds for an exercice: no years written is always; before the first is `a_venir`, after the last `passee`,
 * between two of them `suspendue`. A text that is no year is told, and then keeps no rule from holding.
 * @param ecrits the years as written: `2012`, `2005..2023`
 */
export function lireValidite(
  ecrits: readonly string[],
  exercice: number,
  refuser: (message: string, remede: string) => void,
): Validite {
  if (ecrits.length === 0) return 'en_vigueur';
  const bornes = ecrits.map((ecrit) => {
    const trouve = INTERVALLE.exec(ecrit.trim());
    const debut = Number(trouve?.[1]);
    const fin = Number(trouve?.[2] ?? trouve?.[1]);
    if (trouve && debut <= fin) return { debut, fin };
    refuser(
      trouve ? `« ${ecrit} » a ses bornes inversées` : `« ${ecrit} » n’est pas un exercice`,
      'Écrivez 2012 ou 2005..2023.',
    );
    return { debut: exercice, fin: exercice };
  });
  if (bornes.some(({ debut, fin }) => debut <= exercice && exercice <= fin)) return 'en_vigueur';
  if (bornes.every(({ fin }) => fin < exercice)) return 'passee';
  return bornes.every(({ debut }) => debut > exercice) ? 'a_venir' : 'suspendue';
}

/** What to tell of a rule that is set aside for its years, and what to do about it. */
export function direValidite(
  id: string,
  ecrits: readonly string[],
  exercice: string,
  validite: Exclude<Validite, 'en_vigueur'>,
): { readonly message: string; readonly remede: string } {
  const annees = ecrits.map((ecrit) => ecrit.trim()).join(', ');
  const etat = {
    passee: `la règle « ${id} » ne vaut plus en ${exercice} : ses exercices sont ${annees}`,
    a_venir: `la règle « ${id} » ne vaut pas encore en ${exercice} : ses exercices sont ${annees}`,
    suspendue: `la règle « ${id} » ne vaut pas en ${exercice} : ses exercices sont ${annees}`,
  };
  return {
    message: `${etat[validite]} ; elle est mise de côté`,
    remede:
      validite === 'passee'
        ? 'Prolongez ses exercices si elle vaut toujours, remplacez-la ou retirez-la sinon.'
        : 'Rien à faire si c’est voulu ; sinon corrigez ses exercices.',
  };
}
