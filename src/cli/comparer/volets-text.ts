import { comparerLesVolets, type RangeeChangee } from '../../compile/comparaison/comparer-les-volets.ts';
import { accord } from '../../domain/textes/format.ts';
import { ecrireUneCellule } from '../../domain/volets/ecrire-une-cellule.ts';
import type { EditionComparison } from './compare-editions.ts';

const VERBS: Readonly<Record<RangeeChangee['type'], string>> = {
  nouvelle: 'nouveau',
  disparue: 'n’y est plus',
  changee: '',
};

/** What changed beside the money, table by table, for a terminal; each table with its heading. */
export function voletsText({ avant, apres }: EditionComparison, rowsToShow: number) {
  return comparerLesVolets(avant.jaune.volets, apres.jaune.volets).map(({ volet, tableau, rangees }) => {
    const rest = rangees.length - rowsToShow;
    return {
      title: `${volet.titre} : ${tableau.titre}`,
      lignes: [
        ...rangees.slice(0, rowsToShow).map(rowText),
        ...(rest > 0
          ? [`  … et ${accord(rest, 'rangée')} de plus ; --lignes en montre davantage, --json les donne toutes.`]
          : []),
      ],
    };
  });
}

function rowText({ cle, nom, type, cellules }: RangeeChangee): string {
  const name = nom === undefined ? cle : String(nom);
  const changes = cellules.map(({ colonne: { titre, genre }, avant, apres }) => {
    const [former, later] = [avant, apres].map((cell) => ecrireUneCellule(cell, genre) || 'rien');
    return `${titre} : ${former} puis ${later}`;
  });
  return `  ${name} : ${type === 'changee' ? changes.join(' ; ') : VERBS[type]}`;
}

/** The same for machines, whole; amounts are cents. */
export function voletsJson({ avant, apres }: EditionComparison) {
  return comparerLesVolets(avant.jaune.volets, apres.jaune.volets).map(({ volet, tableau, rangees }) => ({
    volet: volet.nom,
    tableau: tableau.nom,
    rangees: rangees.map(({ cle, type, cellules }) => ({
      cle,
      type,
      ...(cellules.length > 0 && {
        cellules: cellules.map(({ colonne, avant: former, apres: later }) => ({
          colonne: colonne.cle,
          avant: former ?? null,
          apres: later ?? null,
        })),
      }),
    })),
  }));
}
