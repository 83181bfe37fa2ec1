import { join } from 'node:path';
import { lireLesDecisionsEcrites } from '../classify/decisions/decisions-ecrites.ts';
import { type DecisionPassee, LignesSemblables } from '../classify/decisions/reprendre-les-decisions.ts';
import { montantSur } from '../compile/partition.ts';
import { type Constats, exigerSansErreur } from '../domain/constats/constat.ts';
import type { SourceLue } from '../domain/dossier/source-lue.ts';
import { referenceDe } from '../domain/lignes/ligne-budgetaire.ts';
import { identiteDe } from '../domain/lignes/meme-ligne.ts';
import { detacher } from '../domain/textes/texte.ts';
import { compilerLesLignes } from '../edition/compiler-les-lignes.ts';
import { parcourirLesLignes } from '../edition/parcourir-les-lignes.ts';
import { type Preparation, preparer } from '../edition/preparation.ts';
import { LignesCsv } from '../render/csv/lignes-csv.ts';

/** The dossier of an earlier exercice, read to its last line and found sound. */
export interface DossierPasse {
  readonly chemin: string;
  readonly preparation: Preparation;
  readonly lignes: number;
  /** The files that it read, weighed. */
  readonly fichiers: readonly Pick<SourceLue, 'chemin' | 'octets' | 'sha256'>[];
  readonly decisions: readonly DecisionPassee[];
  /** Its lines that look like those on which they hold. */
  readonly semblables: LignesSemblables;
  /** How many decisions were replaced, and are history. */
  readonly remplacees: number;
}

/**
 * Reads a dossier as its control does; writes down the lines as its compile would, when it is told where.
 * @param memoire path of `lignes-<exercice>.csv`
 * @throws ConstatsBloquants when anything is wrong with it
 */
export async function lireLeDossierPasse(
  chemin: string,
  memoire: string | undefined,
  constats: Constats,
): Promise<DossierPasse> {
  const preparation = await preparer(chemin, constats);
  exigerSansErreur(constats);
  const { dossier, libelles } = preparation;
  const { base } = dossier.enTete;
  const { arbitrages, racine } = dossier;
  const { enVigueur, remplacees } =
    arbitrages === undefined
      ? { enVigueur: new Map(), remplacees: 0 }
      : await lireLesDecisionsEcrites(join(racine, arbitrages));

  const csv = memoire === undefined ? undefined : new LignesCsv(memoire, dossier.enTete, libelles);
  const decisions: DecisionPassee[] = [];
  let lignes = 0;
  let fichiers: readonly SourceLue[] = [];
  try {
    const jaune = await compilerLesLignes(preparation, {
      affectation: (affectation) => {
        csv?.ecrire(affectation);
        lignes += 1;
        const { ligne, montant } = affectation;
        const ecrite = enVigueur.get(referenceDe(ligne));
        if (ecrite) decisions.push({ ecrite, identite: identiteDe(ligne), libelle: detacher(ligne.libelle), montant });
      },
    });
    fichiers = [...new Map(jaune.sources.map((source) => [source.chemin, source])).values()];
  } finally {
    csv?.fermer();
  }

  // A second look at the lines: how many say the same as a decided one is only known once all those are.
  const semblables = new LignesSemblables(decisions);
  if (decisions.length > 0)
    await parcourirLesLignes(preparation, (ligne) => semblables.ajouter(ligne, montantSur(ligne, base)));
  return { chemin, preparation, lignes, fichiers, decisions, semblables, remplacees };
}
