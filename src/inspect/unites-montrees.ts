import { citer } from '../domain/textes/texte.ts';
import type { AspectDeNombre } from '../formats/source-ouverte.ts';
import { type UniteNommee, uniteNommee } from './unite-nommee.ts';

/** A unit other than euros that formats of numbers show, the first format that does, and how many numbers they are of. */
export interface UniteMontree {
  readonly unite: Exclude<UniteNommee, 'euros'> | 'pourcents';
  readonly format: string;
  readonly nombres: number;
  /** Whether all the numbers of the column are shown so. */
  readonly tous: boolean;
}

/** From euros up, by thousands. */
const PAR_MILLIERS: readonly UniteNommee[] = ['euros', 'milliers', 'millions d’euros', 'milliards d’euros'];

/** What the formats of numbers say of their unit: `#,##0 "k€"` thousands, `#,##0,"k€"` euros that are divided to be shown. */
export function unitesMontrees(aspects: readonly AspectDeNombre[]): UniteMontree[] {
  const vues = new Map<UniteMontree['unite'], { format: string; nombres: number }>();
  for (const { around } of aspects) {
    if (around === undefined) continue;
    const unite = around.text.includes('%') ? 'pourcents' : uniteDuNombre(around.text, around.thousands);
    if (unite === undefined || unite === 'euros') continue;
    const deja = vues.get(unite);
    if (deja === undefined) vues.set(unite, { format: around.code, nombres: 1 });
    else deja.nombres += 1;
  }
  return [...vues].map(([unite, { format, nombres }]) => ({
    unite,
    format,
    nombres,
    tous: nombres === aspects.length,
  }));
}

/** The unit of a number that is shown in another, divided by so many thousands. */
function uniteDuNombre(montre: string, milliers: number): UniteNommee | undefined {
  const nommee = uniteNommee(montre);
  if (nommee === undefined) return undefined;
  const rang = PAR_MILLIERS.indexOf(nommee);
  return rang < 0 ? nommee : PAR_MILLIERS[Math.max(0, rang - milliers)];
}

/** Why the formats of a column keep its numbers from being euros for sure; nothing when they do not. */
export function douteSurLesFormats([vue]: readonly UniteMontree[]): string | undefined {
  if (vue === undefined) return undefined;
  const quoi =
    vue.unite === 'pourcents'
      ? 'des pourcentages'
      : vue.unite === 'milliers'
        ? 'des milliers d’euros'
        : `des ${vue.unite}`;
  const suite = vue.unite === 'milliers' && vue.tous ? '' : ' : demandez au secteur ce que sont ces nombres';
  return `le format ${citer(vue.format)} montre ${quoi}${vue.tous ? '' : ', sur une partie des cellules'}${suite}`;
}
