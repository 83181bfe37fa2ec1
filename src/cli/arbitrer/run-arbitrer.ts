import { montant } from '../../domain/argent/montant.ts';
import { accord, enumerer, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { printable } from '../findings-text.ts';
import type { Io } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import type { ArbitrerExportOptions, ArbitrerImportOptions } from './command.ts';
import { exportWorklist, type ListeEcrite, linesText } from './export-worklist.ts';
import { type DecisionPrise, type DejaDecidee, takeDecisions } from './take-decisions.ts';

/** Lines of a worklist, unless another number is asked for. */
const LIGNES_PAR_DEFAUT = 2_000;
/** Decisions taken that the terminal shows; the JSON gives all. */
const PRISES_MONTREES = 50;

/** `jaune arbitrer export`: the lines on which a person has to decide, out to a workbook. */
export function runArbitrerExport(dossier: string, options: ArbitrerExportOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const { sortie, lignes: lignesMax = LIGNES_PAR_DEFAUT, remplacer = false, decidees = false } = options;
    const liste = await exportWorklist(dossier, { sortie, lignesMax, remplacer, decidees }, constats);
    if (options.json) printJson(io, { ok: true, ...liste, ...findingsJson(constats) });
    else io.stdout.write(exportText(liste, dossier, decidees));
  });
}

function exportText(liste: ListeEcrite, dossier: string, decidees: boolean): string {
  const { fichier, restantes } = liste;
  if (fichier === undefined && decidees) return 'Aucune ligne n’est décidée par une personne.\n';
  if (fichier === undefined) return 'Aucune ligne à décider : tout est conclu par une règle ou par une personne.\n';
  const reste =
    restantes.lignes === 0
      ? ''
      : `Restent ${accord(restantes.lignes, 'ligne')} de moindre enjeu (${euros(restantes.centimes)}) : importez celles-ci puis exportez à nouveau, ou demandez-en plus avec --lignes.\n`;
  if (decidees)
    return `${accord(liste.lignes, 'ligne')} déjà ${decidedAgreed(liste.lignes)} dans ${fichier} (${euros(liste.centimes)}).\n${reste}Écrivez seulement les décisions qui changent, puis : jaune arbitrer import --garder ${dossier} ${fichier}\n`;
  return `${linesText(liste)} à décider dans ${fichier} (${euros(liste.centimes)}).\n${reste}Remplissez les colonnes jaunes de la feuille « À décider », puis : jaune arbitrer import ${dossier} ${fichier}\n`;
}

function decidedAgreed(nombre: number): string {
  return nombre >= 2 ? 'décidées' : 'décidée';
}

function euros(centimes: bigint): string {
  return formaterEuros(montant(Number(centimes)));
}

/** `jaune arbitrer import`: the decisions of a workbook, back into the dossier, all or none. */
export function runArbitrerImport(
  dossier: string,
  classeur: string,
  options: ArbitrerImportOptions,
  io: Io,
): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const prises = await takeDecisions(dossier, classeur, { garder: options.garder === true }, constats);
    if (options.json) {
      printJson(io, { ok: true, ...prises, ...findingsJson(constats) });
      return;
    }
    const { remplacees, deja, laissees, absentes } = prises;
    const nombre = prises.prises.length;
    const dit = [
      nombre === 0
        ? 'Aucune décision nouvelle : arbitrages.csv n’a pas changé.'
        : `${accord(nombre, 'décision')} ajoutée${nombre > 1 ? 's' : ''} à arbitrages.csv.`,
      ...takenText(prises.prises),
      ...(remplacees.length > 0 ? [replacedText(remplacees.length)] : []),
      ...deja.map(alreadyText),
      ...(laissees > 0 ? [`${accord(laissees, 'ligne')} du classeur sans décision : rien n’y change.`] : []),
      ...(absentes > 0
        ? [
            `${accord(absentes, 'ligne')} de l’export ne ${absentes > 1 ? 'sont' : 'est'} plus dans le classeur : rien n’y change.`,
          ]
        : []),
    ];
    io.stdout.write(`${dit.join('\n')}\n`);
  });
}

/** The decisions that were taken, to be read again: which line, what was decided. */
function takenText(prises: readonly DecisionPrise[]): string[] {
  const dites = prises
    .slice(0, PRISES_MONTREES)
    .map(({ ref, libelle, decision }) => `  ${ref} · ${printable(libelle)} · ${decision}`);
  const reste = prises.length - dites.length;
  return reste > 0 ? [...dites, `  … et ${accord(reste, 'décision')} de plus ; --json les donne toutes.`] : dites;
}

function replacedText(nombre: number): string {
  const s = nombre > 1 ? 's' : '';
  return `${formaterEntier(nombre)} ancienne${s} décision${s} gardée${s} comme historique.`;
}

function alreadyText({ ref, lieu, differe }: DejaDecidee): string {
  if (differe.length === 0) return `${ref} : déjà décidée de même (${lieu}), laissée telle quelle.`;
  const noms = enumerer(differe);
  return `${ref} : déjà décidée de même (${lieu}) ; ${noms} diffère${differe.length > 1 ? 'nt' : ''} : laissée telle quelle, --garder prend ce que dit le classeur.`;
}
