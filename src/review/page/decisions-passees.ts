import type { PartPubliee } from '../../domain/lignes/lignes-publiees.ts';
import { detacher } from '../../domain/textes/texte.ts';
import { LIBELLES_PLACES } from '../../domain/verdict/verdict.ts';
import { clesDeRessemblance, type TextesCompares } from './ressemblances.ts';

/** What was decided of a line in an earlier exercice. */
export interface DecisionPassee {
  readonly exercice: string;
  /** Whether its label was the same too, or its beneficiary and its action alone. */
  readonly memeLibelle: boolean;
  readonly libelle: string;
  readonly centimes: number;
  /** « internationale à 30 % (Jeunesse, Sénégal) ». */
  readonly conclusion: string;
  readonly motif: string;
}

const GARDEES = 2;
const OUVERTES = ['a_arbitrer', 'non_examinee'];

/** What the same line was decided to be in earlier exercices: same label and beneficiary, or same beneficiary and action. */
export class DecisionsPassees {
  readonly #passees = new Map<string, DecisionPassee[]>();
  #derniere = '';

  /** @param lignes those of which it is asked; nothing else is kept */
  constructor(lignes: Iterable<TextesCompares>) {
    for (const ligne of lignes) for (const [, cle] of clesDe(ligne)) this.#passees.set(cle, []);
  }

  /** Sees a published part; of the parts of a line the first tells. */
  voir(part: PartPubliee): void {
    const ref = `${part.exercice} ${part.ref}`;
    if (ref === this.#derniere || OUVERTES.includes(part.verdict)) return;
    this.#derniere = detacher(ref);
    for (const [memeLibelle, cle] of clesDe(part)) {
      const gardees = this.#passees.get(cle);
      if (gardees === undefined) continue;
      const cellules = [part.axe, part.domaine, part.pays || part.territoire].filter((texte) => texte !== '');
      const entiere = part.part === '' || part.part.replace(/\s/g, '') === '100%';
      const retenue = entiere || part.verdict === 'non_internationale' ? '' : ` à ${part.part}`;
      gardees.unshift({
        exercice: detacher(part.exercice),
        memeLibelle,
        libelle: detacher(part.libelle),
        centimes: part.total,
        conclusion: detacher(
          `${LIBELLES_PLACES[part.verdict].toLowerCase()}${retenue}${cellules.length === 0 ? '' : ` (${cellules.join(', ')})`}`,
        ),
        motif: detacher(part.motif),
      });
      gardees.length = Math.min(gardees.length, GARDEES);
    }
  }

  /** The most recent first; those of the same label, or where there are none those of the same beneficiary and action. */
  pour(ligne: TextesCompares): readonly DecisionPassee[] {
    for (const [, cle] of clesDe(ligne)) {
      const gardees = this.#passees.get(cle) ?? [];
      if (gardees.length > 0) return gardees;
    }
    return [];
  }
}

function clesDe(ligne: TextesCompares): [memeLibelle: boolean, cle: string][] {
  const cles = clesDeRessemblance(ligne);
  const [libelle, beneficiaire = '', action] = [cles.get('libelle'), cles.get('beneficiaire'), cles.get('action')];
  return [
    ...(libelle === undefined ? [] : [[true, `${libelle} ${beneficiaire}`] as [boolean, string]]),
    ...(action === undefined || beneficiaire === '' ? [] : [[false, `${action} ${beneficiaire}`] as [boolean, string]]),
  ];
}
