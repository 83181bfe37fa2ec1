import { FICHES, type NomDeFiches, TITRES_DES_FICHES } from '../../../compile/fiches-decrites.ts';
import type { Jaune, Rangee } from '../../../compile/jaune.ts';
import { CLE_DU_RESTE } from '../../../compile/tables-decrites.ts';
import type { Montant } from '../../../domain/argent/montant.ts';
import { comparer } from '../../../domain/textes/ordre.ts';
import { plier } from '../../../domain/textes/texte.ts';
import { ecrireCode } from '../../textes/mots-des-documents.ts';
import { chiffreDeRangee } from '../chiffre-vue.ts';
import type { EntreeVue, GroupeDIndex } from '../vue-index.ts';

/** A value as the list of fiches says it, and where a reader without script finds its lines. */
export interface FicheVue {
  readonly nom: string;
  /** The code as received, where people know the value by it; else empty. */
  readonly code: string;
  readonly libelle: string;
  readonly adresse: string;
  readonly montant: Montant;
  readonly nombre: number;
  /** The entry of the index, which stands here; nothing for countries, whose lines are in a list of their own. */
  readonly entree: EntreeVue | undefined;
}

/** The fiches of one kind, in the order of their names; then what is of none, so that all adds up to the total. */
export interface FichesVues {
  readonly nom: NomDeFiches;
  readonly titre: string;
  readonly fiches: readonly FicheVue[];
  readonly sansFiche: readonly FicheVue[];
  readonly total: Montant;
}

/** Whether a row of a table stands for one value: not for what is not filled in, nor for the rest of a long list. */
export function estUneValeur({ cle }: Pick<Rangee, 'cle'>): boolean {
  return cle !== '' && cle !== CLE_DU_RESTE;
}

/**
 * The lists of fiches. A value without lines has none: there is nothing to show of it.
 * @param index the index of figures, of which the entries of these values are taken
 */
export function fichesVues(jaune: Jaune, index: readonly GroupeDIndex[]): FichesVues[] {
  return FICHES.flatMap((nom) => {
    const table = jaune.tables.find((chacune) => chacune.nom === nom);
    const entrees = new Map(
      index.find((groupe) => groupe.table === nom)?.entrees.map((entree) => [entree.adresse, entree]) ?? [],
    );
    const siennes = (table?.rangees ?? [])
      .filter(({ lignes }) => lignes.length > 0)
      .map((rangee) => ({ rangee, fiche: ficheVue(jaune, nom, rangee, entrees) }));
    const fiches = siennes
      .filter(({ rangee }) => estUneValeur(rangee))
      .map(({ fiche }) => ({ fiche, cle: plier(fiche.libelle) }))
      .sort((gauche, droite) => comparer(gauche.cle, droite.cle) || comparer(gauche.fiche.nom, droite.fiche.nom))
      .map(({ fiche }) => fiche);
    const sansFiche = siennes.filter(({ rangee }) => !estUneValeur(rangee)).map(({ fiche }) => fiche);
    return table === undefined || fiches.length === 0
      ? []
      : [{ nom, titre: TITRES_DES_FICHES[nom], fiches, sansFiche, total: table.total }];
  });
}

function ficheVue(jaune: Jaune, table: NomDeFiches, rangee: Rangee, entrees: ReadonlyMap<string, EntreeVue>): FicheVue {
  const { adresse, montant, nombre } = chiffreDeRangee(table, rangee);
  const code = ecrireCode(table, rangee, jaune);
  const libelle = rangee.libelle || code || rangee.cle;
  return {
    nom: rangee.nom,
    code: libelle === code ? '' : code,
    libelle,
    adresse,
    montant,
    nombre,
    entree: entrees.get(adresse),
  };
}
