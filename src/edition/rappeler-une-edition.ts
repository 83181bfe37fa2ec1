import { type Candidates, LignesPubliees } from '../compile/comparaison/candidates.ts';
import type { LigneComparable } from '../compile/comparaison/ligne-comparable.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { Dossier } from '../domain/dossier/dossier.ts';
import { Emetteurs } from '../domain/lignes/emetteurs.ts';
import type { FichierPublie, PartPubliee } from '../domain/lignes/lignes-publiees.ts';
import { estRetenue } from '../domain/verdict/verdict.ts';
import { tellStage } from '../files/progress.ts';
import { lireLesLignesPubliees, TextesPublies } from '../ingest/lire-les-lignes-publiees.ts';

/** An edition as a dossier remembers it: of its published lines, those of the headline and exceptional ones are kept. */
interface EditionRappelee {
  readonly fichier: FichierPublie;
  readonly comptees: readonly LigneComparable[];
  readonly emetteurs: Emetteurs;
  /** Goes through the file once more, for lines that do not count and may be the same as lines that another edition counts. */
  chercher(candidates: Candidates): Promise<LigneComparable[]>;
}

/** Reads an edition out of the memory of a dossier; `undefined` when the file is at fault, which is told. */
export async function rappelerUneEdition(
  { racine, sources, enTete: { secteurs } }: Pick<Dossier, 'racine' | 'sources' | 'enTete'>,
  nom: string,
  constats: Constats,
): Promise<EditionRappelee | undefined> {
  tellStage(`lecture de ${nom}`);
  const emetteurs = new Emetteurs(secteurs);
  const textes = new TextesPublies(secteurs);
  const lire = async (voulue: ConstructorParameters<typeof LignesPubliees>[0]) => {
    const lignes: LigneComparable[] = [];
    const faire = new LignesPubliees(
      voulue,
      (part) => textes.garder(part),
      (ligne) => lignes.push(ligne),
    );
    const voir = (part: PartPubliee) => {
      emetteurs.ajouter(part);
      faire.ajouter(part);
    };
    const fichier = await lireLesLignesPubliees(racine, nom, constats, voir, sources);
    faire.finir();
    return { fichier, lignes };
  };
  const { fichier, lignes: comptees } = await lire(({ verdict }) => estRetenue(verdict));
  const chercher = async (candidates: Candidates) =>
    (await lire(({ verdict }, traits) => !estRetenue(verdict) && candidates.reconnait(traits))).lignes;
  return fichier && { fichier, comptees, emetteurs, chercher };
}

/**
 * Recalls the year just before that of a dossier, where it remembers it on the same base. What is wrong with the file is told
 * by whoever reads it to tell what changed.
 */
export async function rappelerLAnneeDerniere(
  dossier: Pick<Dossier, 'racine' | 'memoires' | 'sources' | 'enTete'>,
  constats: Constats,
): Promise<EditionRappelee | undefined> {
  const { memoires, enTete } = dossier;
  const derniere = memoires.find((fichier) => fichier.endsWith(`-${Number(enTete.exercice) - 1}.csv`));
  if (derniere === undefined || constats.compter('E-MEMOIRE-') > 0) return undefined;
  const rappelee = await rappelerUneEdition(dossier, derniere, constats);
  return rappelee?.fichier.base === enTete.base ? rappelee : undefined;
}
