import type { LigneDAlors, LigneDecrite } from '../classify/decisions/retrouver/ligne-decrite.ts';
import { RechercheDeLignes } from '../classify/decisions/retrouver/recherche-de-lignes.ts';
import { montantSur } from '../compile/partition.ts';
import { Constats } from '../domain/constats/constat.ts';
import { parcourirLesLignes } from './parcourir-les-lignes.ts';
import type { Preparation } from './preparation.ts';

/**
 * What is to be kept of the lines of decisions, by their reference; nothing of one that is not what was decided. All lines are
 * gone through twice: how many say the same as a decided one is only known once all those are.
 * @param preparation whose lines were read without a fault
 */
export async function decrireLesLignes(
  preparation: Preparation,
  decidees: readonly LigneDecrite[],
): Promise<ReadonlyMap<string, LigneDAlors>> {
  if (decidees.length === 0) return new Map();
  const vues = await chercher(
    preparation,
    decidees.map(({ ref, empreinte }) => ({ ref, empreinte })),
  );
  const enPlace = [...vues.conclure({ echangeables: () => false })].flatMap(([{ ref, empreinte }, sort]) =>
    sort.type === 'en_place' ? [{ ref, empreinte, etait: { ...sort.ligne, semblables: 0 } }] : [],
  );
  const comptees = await chercher(preparation, enPlace);
  return new Map(
    enPlace.flatMap(({ ref }) => {
      const decrite = comptees.decriteEn(ref);
      return decrite === undefined ? [] : [[ref, decrite] as const];
    }),
  );
}

async function chercher(
  preparation: Preparation,
  cherchees: readonly LigneDecrite[],
): Promise<RechercheDeLignes<LigneDecrite>> {
  const { base } = preparation.dossier.enTete;
  const recherche = new RechercheDeLignes(cherchees);
  // What is to be told of lines was, when they were read.
  await parcourirLesLignes({ ...preparation, constats: new Constats() }, (ligne) =>
    recherche.voir(ligne, montantSur(ligne, base)),
  );
  return recherche;
}
