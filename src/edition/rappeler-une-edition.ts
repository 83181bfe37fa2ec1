import { type Candidates, LignesPubliees } from '../compile/comparaison/candidates.ts';
import type { LigneComparable } from '../compile/comparaison/ligne-comparable.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { Dossier } from '../domain/dossier/dossier.ts';
import { Emetteurs } from '../domain/lignes/emetteurs.ts';
import type { FichierPublie, PartPubliee } from '../domain/lignes/lignes-publiees.ts';
import { estRetenue } from '../domain/verdict/verdict.ts';
import { tellStage } from '../files/progress.ts';
import { TextesPublies } from '../ingest/lire-les-editions-passees.ts';
import { lireLesLignesPubliees } from '../ingest/lire-les-lignes-publiees.ts';

/** An edition as a dossier remembers it: of its published lines, those of the headline and exceptional ones are kept. */
interface EditionRappelee {
  readonly fichier: FichierPublie;
  readonly comptees: readonly LigneComparable[];
  readonly emetteurs: Emetteurs;
  /** Goes through the file once more, for lines that do not count and may be the same as lines that another edition counts. */
  chercher(candidates: Candidates): Promise<LigneComparable[]>;
}

/** What is kept of an edition while its parts pass. */
interface Rappel {
  voir(part: PartPubliee): void;
  /** To call once all have passed. */
  finir(fichier: FichierPublie): EditionRappelee;
}

/** Reads an edition out of the memory of a dossier; `undefined` when the file is at fault, which is told. */
export async function rappelerUneEdition(
  dossier: Pick<Dossier, 'racine' | 'sources' | 'enTete'>,
  nom: string,
  constats: Constats,
): Promise<EditionRappelee | undefined> {
  tellStage(`lecture de ${nom}`);
  const rappel = ouvrirLeRappel(dossier, nom, constats);
  const fichier = await lireLesLignesPubliees(dossier.racine, nom, constats, rappel.voir, dossier.sources);
  return fichier && rappel.finir(fichier);
}

/**
 * Recalls the year just before that of a dossier, where it remembers it, as the edition to which the dossier compares itself is
 * read: it is that one. `undefined` when it does not, or cannot be read.
 */
export function rappelerLAnneeDerniere(
  dossier: Pick<Dossier, 'racine' | 'memoires' | 'sources' | 'enTete'>,
  constats: Constats,
): Rappel | undefined {
  const { memoires, enTete } = dossier;
  const derniere = memoires.find((fichier) => fichier.endsWith(`-${Number(enTete.exercice) - 1}.csv`));
  if (derniere === undefined || constats.compter('E-MEMOIRE-') > 0) return undefined;
  tellStage(`lecture de ${derniere}`);
  return ouvrirLeRappel(dossier, derniere, constats);
}

function ouvrirLeRappel(
  { racine, sources, enTete: { secteurs } }: Pick<Dossier, 'racine' | 'sources' | 'enTete'>,
  nom: string,
  constats: Constats,
): Rappel {
  const emetteurs = new Emetteurs(secteurs);
  const textes = new TextesPublies(secteurs);
  const garder = (voulue: ConstructorParameters<typeof LignesPubliees>[0]) => {
    const lignes: LigneComparable[] = [];
    const faire = new LignesPubliees(
      voulue,
      (part) => textes.garder(part),
      (ligne) => lignes.push(ligne),
    );
    return { lignes, faire };
  };
  const comptees = garder(({ verdict }) => estRetenue(verdict));
  const chercher = async (candidates: Candidates) => {
    const { lignes, faire } = garder(({ verdict }, traits) => !estRetenue(verdict) && candidates.reconnait(traits));
    await lireLesLignesPubliees(racine, nom, constats, (part) => faire.ajouter(part), sources);
    faire.finir();
    return lignes;
  };
  return {
    voir: (part) => {
      emetteurs.ajouter(part);
      comptees.faire.ajouter(part);
    },
    finir: (fichier) => {
      comptees.faire.finir();
      return { fichier, comptees: comptees.lignes, emetteurs, chercher };
    },
  };
}
