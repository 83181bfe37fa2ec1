import { type Candidates, LignesPubliees } from './compile/comparaison/candidates.ts';
import type { LigneComparable } from './compile/comparaison/ligne-comparable.ts';
import type { Constats } from './domain/constat.ts';
import type { Dossier } from './domain/dossier.ts';
import { Emetteurs } from './domain/emetteurs.ts';
import type { FichierPublie } from './domain/lignes-publiees.ts';
import { estRetenue } from './domain/verdict.ts';
import { TextesPublies } from './ingest/previous-edition.ts';
import { readPublishedLines } from './ingest/published-lines.ts';

/** An edition as a dossier remembers it: the lines that it published, of which those of the headline and exceptional ones are kept. */
export interface EditionRappelee {
  readonly fichier: FichierPublie;
  readonly comptees: readonly LigneComparable[];
  /** All those who sent lines. */
  readonly emetteurs: Emetteurs;
  /** Goes through the file once more, for lines that do not count and may be the same as lines that another edition counts. */
  chercher(candidates: Candidates): Promise<LigneComparable[]>;
}

/** Where published lines lie, and where what is wrong with them is told. */
interface Memoire {
  readonly racine: string;
  readonly constats: Constats;
}

/** Reads an edition out of the memory of a dossier; `undefined` when the file is at fault, which is told. */
export async function recallEdition(memoire: Memoire, nom: string): Promise<EditionRappelee | undefined> {
  const emetteurs = new Emetteurs();
  const textes = new TextesPublies();
  const lire = async (voulue: ConstructorParameters<typeof LignesPubliees>[0]) => {
    const lignes: LigneComparable[] = [];
    const faire = new LignesPubliees(
      voulue,
      (part) => textes.garder(part),
      (ligne) => lignes.push(ligne),
    );
    const fichier = await readPublishedLines(memoire.racine, nom, memoire.constats, (part) => {
      emetteurs.ajouter(part);
      faire.ajouter(part);
    });
    faire.finir();
    return { fichier, lignes };
  };
  const { fichier, lignes: comptees } = await lire(({ verdict }) => estRetenue(verdict));
  return (
    fichier && {
      fichier,
      comptees,
      emetteurs,
      chercher: async (candidates) =>
        (await lire(({ verdict }, traits) => !estRetenue(verdict) && candidates.reconnait(traits))).lignes,
    }
  );
}

/**
 * Recalls the year just before that of a dossier, where it remembers it on the same base. What is wrong with the file is told
 * by whoever reads it to tell what changed.
 */
export async function recallLastYear(
  { racine, memoires, enTete }: Pick<Dossier, 'racine' | 'memoires' | 'enTete'>,
  constats: Constats,
): Promise<EditionRappelee | undefined> {
  const derniere = memoires.find((fichier) => fichier.endsWith(`-${Number(enTete.exercice) - 1}.csv`));
  if (derniere === undefined || constats.compter('E-MEMOIRE-') > 0) return undefined;
  const rappelee = await recallEdition({ racine, constats }, derniere);
  return rappelee?.fichier.base === enTete.base ? rappelee : undefined;
}
