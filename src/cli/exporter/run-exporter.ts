import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { TITRES_BASES } from '../../domain/argent/base.ts';
import { type Constat, type Constats, exigerSansErreur } from '../../domain/constats/constat.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { controlerLEdition } from '../../edition.ts';
import type { ExportAnnonce } from '../../exports/export.ts';
import { EXPORTS } from '../../exports/exports.ts';
import { lireLesDeclarations } from '../../exports/lire-les-declarations.ts';
import type { Pont } from '../../exports/pont.ts';
import { OutputFolder } from '../../files/output-folder.ts';
import { realPlace } from '../../files/real-place.ts';
import { UnwritableOutput } from '../../files/unwritable-output.ts';
import { NoteDePlace } from '../../seal/note-de-place.ts';
import { nomDePlace } from '../../seal/place-d-une-edition.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import { printable } from '../findings-text.ts';
import { coloursFor, type Io } from '../io.ts';
import { section, signed } from '../summary-text.ts';
import { withFindings } from '../with-findings.ts';
import type { ExporterOptions } from './command.ts';

const TITLE_WIDTH = 58;
const EUROS_WIDTH = 20;
const STEP_INDENT = 2;

/** `jaune exporter`: the lines of the headline in another format, and what separates the two to the cent. */
export function runExporter(path: string, options: ExporterOptions, io: Io): Promise<number> {
  // What compiling warns of is told by `compiler` and `controler`: here, it is counted.
  const compiled = new Set<Constat>();
  const scope = { dossier: path, isAbout: (constat: Constat) => !compiled.has(constat) };
  const execute = async (constats: Constats) => {
    const annonce = EXPORTS.find(({ nom }) => nom === options.vers);
    if (annonce === undefined) throw new Error(`aucun export « ${options.vers} »`);
    const format = await annonce.charger();
    const { preparation, jaune } = await controlerLEdition(path, constats);
    for (const constat of constats.liste) compiled.add(constat);
    const { dossier, references, outillage, surveilles } = preparation;
    const asked = { ...annonce, schema: format.schema };
    const declared = lireLesDeclarations(dossier.racine, dossier.declarations, asked, constats);
    exigerSansErreur(constats);
    if (declared === undefined) throw new Error('un bloc refusé doit porter une erreur');
    const { contenu, refuser } = declared;
    const matiere = { jaune, geographie: references.geographie, donnees: outillage.donnees, constats, refuser };
    const lu = format.lire(contenu, matiere);
    exigerSansErreur(constats);
    const { fichiers, pont, autresPonts = [], remarques } = await format.exporter(lu, matiere);
    surveilles.tellChanges(constats);
    exigerSansErreur(constats);
    const { exercice } = jaune.enTete;
    const bridge = {
      nom: bridgeName(annonce.nom, exercice),
      contenu: `${JSON.stringify(bridgesJson(pont, autresPonts), undefined, 2)}\n`,
    };
    const target = options.sortie ?? join('reports', `${nomDePlace(dossier.racine, jaune.enTete)}-${annonce.nom}`);
    const names = new Set([...format.fichiers(exercice), bridge.nom]);
    const note = new NoteDePlace(target, bridge.nom);
    const check = () => requireOwn(target, note.dossier(), dossier.racine, options.remplacer === true);
    const folder = new OutputFolder(target, { owns: (name) => names.has(name), check });
    try {
      folder.prepareToPublish();
      for (const { nom, contenu: content } of [...fichiers, bridge]) writeFileSync(folder.pathOf(nom), content);
      await note.noter(folder.path, dossier.racine);
      await folder.publish();
    } catch (error) {
      folder.abandon();
      throw folder.explain(error);
    }
    const written = [...fichiers, bridge].map(({ nom }) => join(target, nom));
    if (options.json) {
      printJson(io, {
        ok: true,
        sortie: target,
        fichiers: written,
        pont: bridgesJson(pont, autresPonts),
        remarques,
        ...findingsJson(constats),
      });
      return;
    }
    io.stdout.write(exportText(annonce, [pont, ...autresPonts], remarques, written, io));
  };
  return withFindings(options, io, execute, scope);
}

/** Exports of another dossier are not replaced unasked: nothing in them says whose they are. */
function requireOwn(target: string, former: string | undefined, own: string, replace: boolean): void {
  if (replace || former === undefined || realPlace(former) === realPlace(own)) return;
  throw new UnwritableOutput(
    `ce qui est dans ${target} est d’un autre dossier, ${relative('', former) || '.'} ; rien n’a été remplacé`,
    'Écrivez celui-ci ailleurs avec --sortie, ou ajoutez --remplacer pour qu’il en prenne la place.',
  );
}

function bridgeName(format: string, exercice: string): string {
  return `pont-${format}-${exercice}.json`;
}

/** From the headline to what is declared, for machines: amounts are cents, and add up. */
function bridgesJson(pont: Pont, autresPonts: readonly Pont[]) {
  const bridge = ({ base, total, etapes, declare }: Pont) => ({ base, total, etapes, declare });
  return autresPonts.length === 0 ? bridge(pont) : { ...bridge(pont), autresPonts: autresPonts.map(bridge) };
}

function exportText(
  { titre }: ExportAnnonce,
  bridges: readonly Pont[],
  remarks: readonly string[],
  written: readonly string[],
  io: Io,
): string {
  const colours = coloursFor(io, 'stdout');
  const steps = bridges.flatMap(({ etapes }) => etapes);
  const width = Math.max(TITLE_WIDTH, ...steps.map(({ libelle }) => libelle.length + STEP_INDENT));
  const level = (title: string, euros: string) =>
    colours.bold(`  ${title.padEnd(width)}  ${euros.padStart(EUROS_WIDTH)}`);
  return [
    colours.bold(printable(titre)),
    ...bridges.flatMap(({ base, total, etapes, declare }) =>
      section(
        bridges.length === 1
          ? 'Du total du jaune à ce qui est déclaré'
          : `Du total du jaune à ce qui est déclaré : ${TITRES_BASES[base].toLowerCase()}`,
        [
          level('Total général hors opérations exceptionnelles', formaterEuros(total)),
          ...etapes.map(
            ({ libelle, centimes, lignes }) =>
              `    ${printable(libelle).padEnd(width - STEP_INDENT)}  ${signed(centimes).padStart(EUROS_WIDTH)}  ${accord(lignes.length, 'ligne').padStart(12)}`,
          ),
          level('Déclaré', formaterEuros(declare)),
        ],
        colours,
      ),
    ),
    ...section(
      'À savoir',
      remarks.map((remark) => `  ${printable(remark)}`),
      colours,
    ),
    ...section(
      'Fichiers',
      written.map((file) => `  ${printable(file)}`),
      colours,
    ),
    '',
  ].join('\n');
}
