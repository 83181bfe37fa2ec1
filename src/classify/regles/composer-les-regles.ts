import type { Constats } from '../../domain/constats/constat.ts';
import { trierPar } from '../../domain/textes/ordre.ts';
import type { Regle } from './regle.ts';

/** Rules to try beside those of a dossier, under the name that their file would have there: `regles/35-essai.yaml`. */
export interface FichierALEssai {
  readonly nom: string;
  readonly regles: readonly Regle[];
}

/**
 * The rules of a dossier without some of them and with files added, in the order in which they would be read: each file at
 * the rank that its name gives it, in the place of the one that has this name. Tells, as reading the dossier would, the
 * rules whose identifier is taken.
 * @param regles all those of the dossier, those that do not hold included
 */
export function composerLesRegles(
  regles: readonly Regle[],
  sans: ReadonlySet<string>,
  ajouts: readonly FichierALEssai[],
  constats: Constats,
): readonly Regle[] {
  const fichiers = new Map<string, Regle[]>();
  for (const regle of regles) {
    const { fichier } = regle.lieu;
    const siennes = fichiers.get(fichier) ?? [];
    fichiers.set(fichier, siennes);
    if (!sans.has(regle.citee.id)) siennes.push(regle);
  }
  for (const { nom, regles: ajoutees } of ajouts) fichiers.set(nom, [...ajoutees]);
  const composees = trierPar([...fichiers], ([nom]) => nom).flatMap(([, siennes]) => siennes);
  refuserDoubles(composees, new Set(ajouts.flatMap(({ regles: ajoutees }) => ajoutees)), constats);
  return composees;
}

function refuserDoubles(regles: readonly Regle[], ajoutees: ReadonlySet<Regle>, constats: Constats): void {
  const parId = new Map<string, Regle>();
  for (const regle of regles) {
    const { id } = regle.citee;
    const deja = parId.get(id);
    parId.set(id, regle);
    if (deja === undefined) continue;
    const [ajoutee, autre] = ajoutees.has(regle) ? [regle, deja] : [deja, regle];
    constats.ajouter({
      code: 'E-REGLE-DOUBLE',
      lieu: ajoutee.lieu,
      message: `la règle « ${id} » existe déjà, en ${autre.citee.lieu}`,
      remede: ajoutees.has(autre)
        ? 'Les deux sont à l’essai : donnez à chacune un identifiant à elle.'
        : `Pour essayer celle-ci à la place de l’autre, ajoutez --sans ${id} ; sinon, donnez-lui un autre identifiant.`,
    });
  }
}
