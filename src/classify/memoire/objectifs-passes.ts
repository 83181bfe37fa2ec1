import { additionner, ecrireFraction, estEntiere, type Fraction, fraction } from '../../domain/argent/fraction.ts';
import { accord } from '../../domain/textes/format.ts';
import { sansMasque } from '../../domain/textes/noms-masques.ts';
import { detacher, normaliserCode, plier } from '../../domain/textes/texte.ts';
import { CORRESPONDANCE_DE_JAUNE, direLesSuggeres } from '../../domain/verdict/correspondance-des-objectifs.ts';
import type { Objectif, Serie } from '../../domain/verdict/dimension.ts';
import { horsDeSonTemps } from '../../domain/verdict/objectifs.ts';
import type { TraitsDeLigne } from './traits.ts';

/** A goal that an earlier edition gave a line, and the share of what was kept of the line; no share where it was in euros. */
export interface ObjectifPasse {
  readonly serie: Serie;
  readonly numero: string;
  readonly part: Fraction | undefined;
}

/** What was said of the lines that share a key, the last exercice in which one had goals. */
interface DitsPasses {
  readonly exercice: string;
  /** By the way they are written, how many lines have these goals. */
  readonly dits: Map<string, { readonly objectifs: readonly ObjectifPasse[]; lignes: number }>;
}

/** Several ways are told; the others are a sign that the key says little. */
const DITS_MAX = 2;

/**
 * The goals of lines of earlier exercices, by what lines of one action have in common. They are suggestions: nothing is counted by
 * them. Grows with the international lines that have goals, not with budgets.
 */
export class ObjectifsPasses {
  readonly #parCle = new Map<string, DitsPasses>();
  readonly #objectifs: readonly Objectif[];
  readonly #exercice: string;

  /** @param exercice of the dossier: what is of the other series is told with our correspondence */
  constructor(objectifs: readonly Objectif[], exercice: string) {
    this.#objectifs = objectifs;
    this.#exercice = exercice;
  }

  apprendre(exercice: string, ligne: TraitsDeLigne, objectifs: readonly ObjectifPasse[]): void {
    const ecrit = ecrire(objectifs);
    for (const { cle } of clesDe(ligne)) {
      let connus = this.#parCle.get(cle);
      if (connus !== undefined && connus.exercice > exercice) continue;
      if (connus?.exercice !== exercice) {
        connus = { exercice: detacher(exercice), dits: new Map() };
        this.#parCle.set(detacher(cle), connus);
      }
      const dit = connus.dits.get(ecrit);
      if (dit) dit.lignes += 1;
      else connus.dits.set(ecrit, { objectifs, lignes: 1 });
    }
  }

  /** What goals the line may be given, in words, and why; nothing where memory says nothing of its like. */
  suggerer(ligne: TraitsDeLigne): string | undefined {
    if (this.#parCle.size === 0) return undefined;
    for (const { cle, dite } of clesDe(ligne)) {
      const connus = this.#parCle.get(cle);
      if (connus === undefined) continue;
      const parNombre = [...connus.dits].sort(
        ([gauche, { lignes: a }], [droite, { lignes: b }]) => b - a || (gauche < droite ? -1 : 1),
      );
      const dits = parNombre.slice(0, DITS_MAX).map(([ecrit, { lignes }]) => `${ecrit} (${accord(lignes, 'ligne')})`);
      const reste = parNombre.length > DITS_MAX ? ', et d’autres' : '';
      const passes = parNombre.slice(0, DITS_MAX).flatMap(([, { objectifs }]) => objectifs);
      return `${dits.join(' ou ')}${reste}, comme en ${connus.exercice} : ${dite}${this.#direLesNotres(passes)}`;
    }
    return undefined;
  }

  /** Of goals that are not of the exercice's series, those that we suggest, said to be ours. */
  #direLesNotres(passes: readonly ObjectifPasse[]): string {
    const dits = new Set(
      passes.flatMap(({ serie, numero }) => {
        if (horsDeSonTemps(serie, { exercice: this.#exercice }) === undefined) return [];
        const suggeres = direLesSuggeres(serie, numero, this.#objectifs);
        return [`${serie.toUpperCase()} ${numero} ${suggeres === '' ? 'ne suggère rien' : `suggère ${suggeres}`}`];
      }),
    );
    return dits.size === 0 ? '' : ` ; ${[...dits].join(' ; ')} (${CORRESPONDANCE_DE_JAUNE})`;
  }
}

/** `OMD 7 60 %, OMD 1 40 %` */
function ecrire(objectifs: readonly ObjectifPasse[]): string {
  return objectifs
    .map(({ serie, numero, part }) => {
      const nom = `${serie.toUpperCase()} ${numero}`;
      return part === undefined || estEntiere(part) ? nom : `${nom} à ${ecrireFraction(part)}`;
    })
    .join(', ');
}

/** What lines of one action have in common, the strongest first. */
function clesDe(ligne: TraitsDeLigne): readonly { readonly cle: string; readonly dite: string }[] {
  const [libelle, beneficiaire] = [ligne.libelle, ligne.beneficiaire].map((texte) => plier(sansMasque(texte)));
  const codes = [ligne.programme, ligne.action].map(normaliserCode);
  return [
    ...(libelle && beneficiaire
      ? [{ cle: `1\n${libelle}\n${beneficiaire}`, dite: 'même libellé et même bénéficiaire' }]
      : []),
    ...(libelle ? [{ cle: `2\n${libelle}`, dite: 'même libellé' }] : []),
    ...(beneficiaire && codes.some((code) => code !== '')
      ? [{ cle: `3\n${codes.join('\n')}\n${beneficiaire}`, dite: 'même bénéficiaire, même programme et action' }]
      : []),
  ];
}

/** Gathers the goals of a line, part by part. */
export class ObjectifsDUneLigne {
  readonly #parts: { readonly serie: Serie; readonly numero: string; readonly part: Fraction | undefined }[] = [];
  readonly #tout: (Fraction | undefined)[] = [];

  /** @param part the share of the line; nothing where it was in euros. @param objectif nothing where the part has none */
  ajouter(part: Fraction | undefined, objectif: { readonly serie: Serie; readonly numero: string } | undefined): void {
    this.#tout.push(part);
    if (objectif) this.#parts.push({ ...objectif, part });
  }

  /** Each goal once, with its share of what was kept of the line. */
  lire(): readonly ObjectifPasse[] {
    const tout = this.#tout.every((part) => part !== undefined) ? additionner(this.#tout as Fraction[]) : undefined;
    const objectifs = new Map(this.#parts.map(({ serie, numero }) => [`${serie} ${numero}`, { serie, numero }]));
    return [...objectifs.values()].map(({ serie, numero }) => {
      if (tout === undefined || tout.numerateur === 0n) return { serie, numero, part: undefined };
      const siennes = this.#parts.filter((autre) => autre.serie === serie && autre.numero === numero);
      const { numerateur, denominateur } = additionner(siennes.map(({ part }) => part as Fraction));
      return {
        serie,
        numero,
        part: fraction(numerateur * tout.denominateur, denominateur * tout.numerateur),
      };
    });
  }
}
