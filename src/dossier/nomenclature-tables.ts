import {
  type EntreeNomenclature,
  type LienChapitre,
  NORMES,
  Nomenclature,
  type Norme,
  normaliserChapitre,
} from '../domain/nomenclature.ts';
import { type Periode, readTable } from './table-reader.ts';

/**
 * The nomenclature of one norm in one exercice, read from `nomenclatures/` under `dataDir`.
 * @throws Error naming the file and line of the first wrong row of any norm
 */
export function loadNomenclature(dataDir: string, norme: Norme, exercice: number): Nomenclature {
  const entrees = NORMES.flatMap((chaque) => readNorme(dataDir, chaque));
  return new Nomenclature(norme, exercice, entrees, readLiens(dataDir, entrees));
}

function readNorme(dataDir: string, norme: Norme): EntreeNomenclature[] {
  const fichier = `nomenclatures/${norme.toLowerCase()}.csv`;
  const parCode = new Map<string, EntreeNomenclature[]>();
  return readTable(dataDir, fichier, 'type;code;libelle;section;debut;fin;source', (ligne) => {
    const type = ligne.parmi('type', ['fonction', 'chapitre'] as const);
    const sections = type === 'fonction' ? ([''] as const) : (['fonctionnement', 'investissement'] as const);
    const section = ligne.parmi('section', sections);
    const entree: EntreeNomenclature = {
      norme,
      type,
      code: ligne.motif('code', /^\d{1,5}$/),
      libelle: ligne.rempli('libelle'),
      ...(section === '' ? {} : { section }),
      ...ligne.periode(),
      source: ligne.rempli('source'),
    };
    const cle = `${type} ${entree.code}`;
    const autres = parCode.get(cle) ?? [];
    if (autres.some((autre) => seChevauchent(autre, entree))) {
      throw ligne.erreur(`${type} ${entree.code} : deux libellés pour un même exercice`);
    }
    parCode.set(cle, [...autres, entree]);
    return entree;
  });
}

function readLiens(dataDir: string, entrees: readonly EntreeNomenclature[]): LienChapitre[] {
  const codes = new Set(entrees.map(({ norme, type, code }) => `${norme} ${type} ${code}`));
  return readTable(dataDir, 'nomenclatures/liens.csv', 'norme;chapitre;famille;debut;fin;source', (ligne) => {
    const norme = ligne.parmi('norme', NORMES);
    const chapitre = normaliserChapitre(ligne.rempli('chapitre'));
    const famille = ligne.motif('famille', /^\d*$/);
    if (!codes.has(`${norme} chapitre ${chapitre}`)) throw ligne.erreur(`la ${norme} n'a pas de chapitre ${chapitre}`);
    if (famille !== '' && !codes.has(`${norme} fonction ${famille}`)) {
      throw ligne.erreur(`la ${norme} n'a pas de fonction ${famille}`);
    }
    return { norme, chapitre, famille, ...ligne.periode(), source: ligne.rempli('source') };
  });
}

function seChevauchent(gauche: Periode, droite: Periode): boolean {
  return gauche.debut <= (droite.fin ?? Infinity) && droite.debut <= (gauche.fin ?? Infinity);
}
