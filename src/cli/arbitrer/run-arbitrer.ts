import { montant } from '../../domain/argent/montant.ts';
import { direLesDeuxSens } from '../../domain/dossier/source-lue.ts';
import { citerChemin } from '../../domain/textes/citer-chemin.ts';
import { accord, enumerer } from '../../domain/textes/format.ts';
import { LIGNES_MAX } from '../../review/colonnes-de-revue.ts';
import type { EnjeuxSommes } from '../../review/plus-grands-enjeux.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { printable } from '../findings-text.ts';
import type { Io } from '../io.ts';
import { leftRowsText, replacedRowsText } from '../taken-rows-text.ts';
import { withFindings } from '../with-findings.ts';
import type { ArbitrerExportOptions, ArbitrerImportOptions } from './command.ts';
import { expectedJson, expectedText } from './expected-text.ts';
import { exportPage } from './export-page.ts';
import { exportWorklist, linesText, type WrittenWorklist } from './export-worklist.ts';
import type { AlreadyDecided } from './sort-by-former.ts';
import { type TakenDecision, takeDecisions } from './take-decisions.ts';

/** Lines of a worklist, unless another number is asked for. */
const DEFAULT_LINES = 2_000;
/** Decisions taken that the terminal shows; the JSON gives all. */
const SHOWN_DECISIONS = 50;

/** `jaune arbitrer export`: the lines on which a person has to decide, out to a workbook. */
export function runArbitrerExport(dossier: string, options: ArbitrerExportOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const { sortie, enjeu, remplacer = false, decidees = false } = options;
    const { secteur: secteurs, pour } = options;
    const maxLines = options.lignes ?? (enjeu === undefined ? DEFAULT_LINES : LIGNES_MAX);
    const asked = { sortie, pour, maxLines, leastStake: enjeu, remplacer, decidees, secteurs };
    const list = await (options.page ? exportPage : exportWorklist)(dossier, asked, constats);
    const { courbe, passe, ...written } = list;
    if (options.json)
      printJson(io, { ok: true, ...written, ...expectedJson(courbe, passe), ...findingsJson(constats) });
    else {
      const told = exportText(list, dossier, { decided: decidees, page: options.page === true });
      io.stdout.write(told + (decidees ? '' : decidedOpenText(list) + expectedText(list)));
    }
  });
}

interface WrittenAs {
  readonly decided: boolean;
  readonly page: boolean;
}

function exportText(list: WrittenWorklist, dossier: string, { decided, page }: WrittenAs): string {
  const { fichier, restantes } = list;
  if (fichier === undefined && decided && restantes.lignes === 0)
    return 'Aucune ligne n’est décidée par une personne.\n';
  if (fichier === undefined && restantes.lignes > 0)
    return `Aucune ligne de cet enjeu à décider. ${restText(restantes)}.\n`;
  if (fichier === undefined) return 'Aucune ligne à décider : tout est conclu par une règle ou par une personne.\n';
  const rest =
    restantes.lignes === 0
      ? ''
      : `${restText(restantes)} : importez celles-ci puis exportez à nouveau, ou demandez-en plus avec --lignes ou --enjeu.\n`;
  if (page)
    return `${linesText(list)} ${decided ? 'déjà décidées' : 'à décider'} dans ${fichier} (${euros(list)}).\n${rest}Ouvrez cette page dans un navigateur, décidez, enregistrez vos décisions, puis : jaune arbitrer import ${decided ? '--garder ' : ''}${citerChemin(dossier)} <fichier enregistré>\n`;
  if (decided)
    return `${accord(list.lignes, 'ligne')} déjà ${list.lignes > 1 ? 'décidées' : 'décidée'} dans ${fichier} (${euros(list)}).\n${rest}Écrivez seulement les décisions qui changent, puis : jaune arbitrer import --garder ${citerChemin(dossier)} ${citerChemin(fichier)}\n`;
  return `${linesText(list)} à décider dans ${fichier} (${euros(list)}).\n${rest}Remplissez les colonnes jaunes de la feuille « À décider », puis : jaune arbitrer import ${citerChemin(dossier)} ${citerChemin(fichier)}\n`;
}

/** Lines that are open although a person decided of them: they are not asked for again. */
function decidedOpenText({ decideesOuvertes: lines }: WrittenWorklist): string {
  if (lines === 0) return '';
  return `${accord(lines, 'ligne')} de plus ${lines > 1 ? 'restent ouvertes, déjà décidées' : 'reste ouverte, déjà décidée'} : dans le périmètre, sans qu’aucune règle dise si ${lines > 1 ? 'elles sont internationales' : 'elle est internationale'}. --decidees ${lines > 1 ? 'les' : 'la'} sort, pour revenir dessus.\n`;
}

function restText(rest: EnjeuxSommes): string {
  return `Reste${rest.lignes > 1 ? 'nt' : ''} ${accord(rest.lignes, 'ligne')} de moindre enjeu (${euros(rest)})`;
}

function euros({ centimes, recettes }: EnjeuxSommes): string {
  const receipts = recettes.lignes === 0 ? undefined : montant(Number(recettes.centimes));
  return direLesDeuxSens(montant(Number(centimes)), receipts);
}

/** `jaune arbitrer import`: the decisions of workbooks and of files of the page, back into the dossier, all or none. */
export function runArbitrerImport(
  dossier: string,
  files: readonly string[],
  options: ArbitrerImportOptions,
  io: Io,
): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const taken = await takeDecisions(dossier, files, { keep: options.garder === true }, constats);
    if (options.json) {
      printJson(io, { ok: true, ...taken, ...findingsJson(constats) });
      return;
    }
    const { remplacees, suites, deja, encore } = taken;
    const count = taken.prises.length;
    const said = [
      count === 0
        ? 'Aucune décision nouvelle : arbitrages.csv n’a pas changé.'
        : `${accord(count, 'décision')} ajoutée${count > 1 ? 's' : ''} à arbitrages.csv.`,
      ...takenText(taken.prises),
      ...foundAgainText(taken.retrouvees),
      ...replacedRowsText(remplacees.length, 'décision'),
      ...suites.flatMap(formerLinksText),
      ...deja.map(alreadyText),
      ...encore.map(againText),
      ...leftRowsText(taken, 'sans décision'),
    ];
    io.stdout.write(`${said.join('\n')}\n`);
  });
}

/** The lines that moved since the export, and where they were found, the same to the byte. */
function foundAgainText(found: readonly { readonly de: string; readonly ref: string }[]): string[] {
  if (found.length === 0) return [];
  const told = found.slice(0, SHOWN_DECISIONS).map(({ de, ref }) => `  ${de} → ${ref}`);
  const rest = found.length - told.length;
  return [
    `${accord(found.length, 'ligne')} ${found.length > 1 ? 'ont' : 'a'} changé de place depuis l’export, sans autre changement :`,
    ...told,
    ...(rest > 0 ? [`  … et ${accord(rest, 'autre')} ; --json les donne toutes.`] : []),
  ];
}

/** What the decision that was replaced said beside, of which the new one says nothing. */
function formerLinksText({
  ref,
  gardes,
  perdus,
}: Awaited<ReturnType<typeof takeDecisions>>['suites'][number]): string[] {
  return [
    ...(gardes.length > 0
      ? [
          `${ref} : ${enumerer(gardes)}, dont la nouvelle décision ne dit rien : gardé${gardes.length > 1 ? 's' : ''} de l’ancienne ; pour l’ôter, videz la case dans arbitrages.csv.`,
        ]
      : []),
    ...(perdus.length > 0
      ? [`${ref} : la nouvelle décision ne dit plus ${enumerer(perdus)}, que disait l’ancienne.`]
      : []),
  ];
}

/** The decisions that were taken, to be read again: which line, what was decided. */
function takenText(taken: readonly TakenDecision[]): string[] {
  const told = taken
    .slice(0, SHOWN_DECISIONS)
    .map(({ ref, libelle, decision }) => `  ${ref} · ${printable(libelle)} · ${decision}`);
  const rest = taken.length - told.length;
  return rest > 0 ? [...told, `  … et ${accord(rest, 'décision')} de plus ; --json les donne toutes.`] : told;
}

function againText({ ref, lieu, differe }: AlreadyDecided): string {
  const others = differe.length === 0 ? '' : ` ; ${enumerer(differe)} diffère${differe.length > 1 ? 'nt' : ''}`;
  return `${ref} : décidée de même dans ${lieu}, qui est prise${others}.`;
}

function alreadyText({ ref, lieu, differe }: AlreadyDecided): string {
  if (differe.length === 0) return `${ref} : déjà décidée de même (${lieu}), laissée telle quelle.`;
  const names = enumerer(differe);
  return `${ref} : déjà décidée de même (${lieu}) ; ${names} diffère${differe.length > 1 ? 'nt' : ''} : laissée telle quelle, --garder prend ce que dit le fichier.`;
}
