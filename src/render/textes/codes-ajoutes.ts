import type { Jaune } from '../../compile/jaune.ts';
import type { TableDeCodes } from '../../domain/codes/nomenclature.ts';
import { estLibre, nommerNomenclature } from '../../domain/codes/normes.ts';

/** Where codes come from, named up to here. */
const ORIGINES_DITES = 5;

interface TableMontree {
  readonly fichier: string;
  readonly sha256: string;
  readonly codes: TableDeCodes['codes'];
  /** Where they come from, each once. */
  readonly origines: string;
}

/** What the documents say of the codes that a dossier adds to its norm; nothing when it adds none. */
export function codesAjoutes({ enTete: { norme, exercice }, tablesDeCodes }: Pick<Jaune, 'enTete' | 'tablesDeCodes'>): {
  readonly phrase: string;
  readonly tables: readonly TableMontree[];
} {
  return {
    phrase: estLibre(norme)
      ? 'Les codes ne sont pas ceux d’une instruction budgétaire française, mais ceux des tables du dossier'
      : `Le dossier ajoute des codes à ${nommerNomenclature(norme, Number(exercice))}`,
    tables: tablesDeCodes.map(({ fichier, sha256, codes }) => {
      const origines = [...new Set(codes.map(({ source }) => source))];
      const suite = origines.length > ORIGINES_DITES ? ' ; …' : '';
      return { fichier, sha256, codes, origines: origines.slice(0, ORIGINES_DITES).join(' ; ') + suite };
    }),
  };
}
