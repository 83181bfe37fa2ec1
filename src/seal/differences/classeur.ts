import { openArchive } from '../../files/xlsx/archive.ts';
import { lettre } from '../../files/xlsx/cell.ts';
import type { CelluleLue } from '../../files/xlsx/read-sheet.ts';
import { type FeuilleAOuvrir, openSheets } from '../../files/xlsx/read-workbook.ts';
import type { DeuxEtats, PremiereDifference } from './etats.ts';

const TOUT = { rangees: 1_048_576, colonnes: 16_384 };

/** The first sheet and cell that differ; what differs outside cells (looks, widths, formulas) is told by its part. */
export function differenceDeClasseur({ scelle, refait }: DeuxEtats): PremiereDifference | undefined {
  const [gauche, droite] = [ouvrir(scelle), ouvrir(refait)];
  const noms = (feuilles: readonly FeuilleAOuvrir[]) => feuilles.map(({ nom }) => nom).join(', ');
  if (noms(gauche.feuilles) !== noms(droite.feuilles))
    return { ou: 'liste des feuilles', scelle: noms(gauche.feuilles), refait: noms(droite.feuilles) };
  for (const [rang, feuille] of gauche.feuilles.entries()) {
    const autre = droite.feuilles[rang];
    if (autre === undefined || Buffer.from(feuille.octets).equals(autre.octets)) continue;
    const cellule = premiereCellule(feuille, autre);
    if (cellule) return { ...cellule, ou: `feuille ${feuille.nom}, cellule ${cellule.ou}` };
    return { ou: `feuille ${feuille.nom}, hors des valeurs (formule, format ou mise en page)`, scelle: '', refait: '' };
  }
  for (const nom of new Set([...gauche.parties.keys(), ...droite.parties.keys()])) {
    const [partie, autre] = [gauche.parties.get(nom), droite.parties.get(nom)];
    if (partie === undefined || autre === undefined || !Buffer.from(partie).equals(autre))
      return {
        ou: `partie ${nom} du classeur`,
        scelle: partie === undefined ? 'absente' : '',
        refait: autre === undefined ? 'absente' : '',
      };
  }
  return { ou: 'la compression du fichier, dont le contenu est le même', scelle: '', refait: '' };
}

function ouvrir(octets: Buffer) {
  const parties = openArchive(octets, () => true);
  return { parties, feuilles: openSheets(parties).feuilles };
}

function premiereCellule(gauche: FeuilleAOuvrir, droite: FeuilleAOuvrir): PremiereDifference | undefined {
  const [a, b] = [gauche.lire(TOUT), droite.lire(TOUT)];
  const rangees = [...new Set([...a.rangees.keys(), ...b.rangees.keys()])].sort((x, y) => x - y);
  for (const numero of rangees) {
    const [ici, la] = [a.rangees.get(numero), b.rangees.get(numero)];
    const colonnes = [...new Set([...(ici?.keys() ?? []), ...(la?.keys() ?? [])])].sort((x, y) => x - y);
    for (const colonne of colonnes) {
      const [scelle, refait] = [dire(ici?.get(colonne)), dire(la?.get(colonne))];
      if (scelle !== refait) return { ou: `${lettre(colonne - 1)}${numero}`, scelle, refait };
    }
  }
  return undefined;
}

function dire(cellule: CelluleLue | undefined): string {
  return cellule === undefined || cellule.type === 'vide' ? '' : cellule.contenu;
}
