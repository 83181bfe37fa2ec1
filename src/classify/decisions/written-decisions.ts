import { COLONNES_DECISION, type DecisionEcrite } from '../../domain/decision-ecrite.ts';
import { estVide } from '../../files/csv-format.ts';
import { readCsvRecords } from '../../files/csv-records.ts';

/** The decisions of a file, word for word. */
export interface DecisionsEcrites {
  /** Those that hold, by reference. */
  readonly enVigueur: ReadonlyMap<string, DecisionEcrite>;
  /** How many were replaced since, and are history. */
  readonly remplacees: number;
}

/**
 * Reads `arbitrages.csv` word for word.
 * @param chemin a file that was read without a fault
 * @throws the errors of the file system
 */
export async function readWrittenDecisions(chemin: string): Promise<DecisionsEcrites> {
  const enVigueur = new Map<string, DecisionEcrite>();
  let remplacees = 0;
  let enTeteVu = false;
  await readCsvRecords(
    chemin,
    { encodage: 'utf-8', separateur: ';', preambule: 0 },
    {
      enregistrement(vu) {
        if (estVide(vu)) return;
        const champ = (rang: number) => vu.champ(rang).trim();
        if (enTeteVu && champ(COLONNES_DECISION.length) !== '') remplacees += 1;
        else if (enTeteVu) {
          const cellules = COLONNES_DECISION.map((colonne, rang) => [colonne, champ(rang)]);
          enVigueur.set(champ(0), Object.fromEntries(cellules) as DecisionEcrite);
        }
        enTeteVu = true;
      },
      faute({ numero }) {
        throw new Error(`${chemin}:${numero} : illisible, alors que le dossier a été contrôlé`);
      },
    },
  );
  return { enVigueur, remplacees };
}
