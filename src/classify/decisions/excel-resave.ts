import type { Constats } from '../../domain/constat.ts';
import { lireDateFrancaise } from '../../domain/date.ts';
import { COLONNES_DECISION } from '../../domain/decision-ecrite.ts';
import { accord } from '../../domain/format.ts';
import { estVide, type FauteCsv } from '../../files/csv-format.ts';
import { readCsvRecords } from '../../files/csv-records.ts';
import { REMEDE_EXCEL_SANS_DOMMAGE } from '../../files/not-text.ts';
import { estUnNombreDExcel } from './decision-checks.ts';

const DATE = COLONNES_DECISION.indexOf('date');
const EMPREINTE = COLONNES_DECISION.indexOf('empreinte');
const FORMAT = { separateur: ';', preambule: 0 } as const;

/**
 * Tells, once for the whole file, that Excel saved the decisions as « CSV (séparateur : point-virgule) »: in Windows-1252,
 * with dates and fingerprints of its own. One finding rather than one a line: it is one thing to put right.
 * @param premiere the first place where bytes are not UTF-8
 */
export async function signalerReenregistrement(
  chemin: string,
  fichier: string,
  premiere: FauteCsv,
  constats: Constats,
): Promise<void> {
  let decisions = -1;
  let dates = 0;
  let empreintes = 0;
  await readCsvRecords(
    chemin,
    { ...FORMAT, encodage: 'windows-1252' },
    {
      enregistrement(vu) {
        if (estVide(vu)) return;
        decisions += 1;
        if (lireDateFrancaise(vu.champ(DATE).trim()) !== undefined) dates += 1;
        if (estUnNombreDExcel(vu.champ(EMPREINTE).trim())) empreintes += 1;
      },
      faute() {},
    },
  );
  const aussi = [
    ...(dates > 0 ? [`${accord(dates, 'date')} en JJ/MM/AAAA`] : []),
    ...(empreintes > 0
      ? [`${accord(empreintes, 'empreinte')} ${empreintes > 1 ? 'prises pour des nombres' : 'prise pour un nombre'}`]
      : []),
  ];
  const suite = aussi.length === 0 ? '' : ` ; il y a aussi changé ${aussi.join(' et ')}`;
  const sur = decisions < 1 ? '' : ` (${accord(decisions, 'décision')})`;
  constats.ajouter({
    code: 'E-ARBITRAGE-ILLISIBLE',
    lieu: { fichier, ligne: premiere.numero, colonne: premiere.rang + 1 },
    message: `ce fichier n’est pas en UTF-8 : Excel l’a sans doute enregistré en « CSV (séparateur : point-virgule) »${sur}${suite}`,
    extrait: { texte: premiere.texte, debut: premiere.rang, fin: premiere.rang + 1 },
    remede:
      aussi.length === 0
        ? `Ouvrez-le dans le Bloc-notes et enregistrez-le en UTF-8 (Enregistrer sous, Codage : UTF-8). ${REMEDE_EXCEL_SANS_DOMMAGE}`
        : `Reprenez le fichier d’avant et ajoutez-y vos décisions, dans le Bloc-notes ou par « jaune arbitrer export ». ${REMEDE_EXCEL_SANS_DOMMAGE}`,
  });
}
