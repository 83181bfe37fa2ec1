import { statSync } from 'node:fs';
import type { ChampChange, LigneChangee } from '../../compile/fichiers/apparier-les-lignes.ts';
import { basesQuiDifferent } from '../../compile/fichiers/retrouver-les-partages.ts';
import { somme } from '../../domain/argent/montant.ts';
import { exigerSansErreur } from '../../domain/constats/constat.ts';
import { Refus } from '../../domain/constats/refus.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { preparer } from '../../edition/preparation.ts';
import { isMissing } from '../../files/file-system.ts';
import { printJsonWithList } from '../findings-json.ts';
import { coloursFor, type Io } from '../io.ts';
import { lineJson } from '../line-json.ts';
import { withFindings } from '../with-findings.ts';
import type { ComparerOptions } from './command.ts';
import { compareFiles, type DecisionTouched, type FileComparison, type FileVersion } from './compare-files.ts';
import { placeOf, writeFileComparison } from './files-text.ts';
import { findRecipe } from './find-recipe.ts';

/** Lines of each kind told in a terminal, unless another number is asked for. */
const LINES_PER_KIND = 20;

/** `jaune comparer --fichiers`: what a file that was sent again changes before it takes the place of the old one; writes nothing. */
export function runFiles(former: string, later: string, options: ComparerOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const { dossier, secteur, axe } = options;
    if (dossier === undefined)
      throw wrongUsage(
        '--fichiers va avec --dossier',
        'Dites dans quel dossier ce fichier prendra place : --dossier data/2012.',
      );
    if (secteur !== undefined || axe !== undefined)
      throw wrongUsage(
        '--secteur et --axe ne vont pas avec --fichiers',
        'Retirez-les : les deux fichiers sont comparés en entier.',
      );
    requireFiles([former, later]);
    const preparation = await preparer(dossier, constats);
    exigerSansErreur(constats);
    const sources = findRecipe(preparation.dossier, [former, later], options.source);
    const comparison = await compareFiles(preparation, sources, [former, later]);
    if (options.json) printFiles(comparison, io);
    else
      io.stdout.write(
        writeFileComparison(comparison, dossier, options.lignes ?? LINES_PER_KIND, coloursFor(io, 'stdout')),
      );
  });
}

function requireFiles(paths: readonly string[]): void {
  const missing = paths.find((path) => isMissing(path));
  if (missing !== undefined)
    throw wrongUsage(
      `« ${missing} » : aucun fichier de ce nom`,
      'Vérifiez le chemin, depuis le dossier où vous êtes : l’ancien fichier d’abord, puis le nouveau.',
    );
  const folder = paths.find((path) => statSync(path).isDirectory());
  if (folder !== undefined)
    throw wrongUsage(
      `« ${folder} » est un dossier : --fichiers compare deux fichiers reçus`,
      'Retirez --fichiers pour comparer deux dossiers.',
    );
}

function wrongUsage(message: string, remede: string): Refus {
  return new Refus('usage', message, remede, { type: 'usage', message: `${message}.`, remede });
}

function printFiles(comparison: FileComparison, io: Io): void {
  const { sources, avant, apres, identiques, reecrites, partagees, changees, ajoutees, parties, decisions, controle } =
    comparison;
  const at = (version: FileVersion) => (affectation: Affectation) => lineWithPlace(comparison, version, affectation);
  const changed = ({ avant: former, apres: later, champs }: LigneChangee) => ({
    avant: at(avant)(former),
    apres: at(apres)(later),
    champs: champs.map((change: ChampChange) => change),
  });
  const lines = [
    ...changees.map((one) => () => ({ type: 'changee', ...changed(one) })),
    ...partagees.map((split) => () => ({
      type: 'partagee',
      avant: at(avant)(split.avant),
      morceaux: split.morceaux.map(at(apres)),
      centimes_des_morceaux: somme(split.morceaux.map(({ montant }) => montant)),
      bases_changees: basesQuiDifferent(split),
    })),
    ...ajoutees.map((one) => () => ({ type: 'ajoutee', apres: at(apres)(one) })),
    ...parties.map((one) => () => ({ type: 'partie', avant: at(avant)(one) })),
  ];
  printJsonWithList(
    io,
    {
      ok: true,
      sources: sources.map(({ nom }) => nom),
      base: comparison.enTete.base,
      avant: versionJson(avant),
      apres: versionJson(apres),
      ...(controle !== undefined && { controle_tenu: controle }),
      identiques,
      reecrites,
      changees: changees.length,
      partagees: partagees.length,
      morceaux: partagees.reduce((sum, { morceaux }) => sum + morceaux.length, 0),
      ajoutees: ajoutees.length,
      parties: parties.length,
      decisions: decisions.map(decisionJson),
    },
    'lignes',
    lines,
  );
}

function versionJson({ path, lues, partition, auDela }: FileVersion) {
  return {
    fichier: path,
    sha256: lues[0]?.sha256,
    lignes: lues.reduce((sum, { lignes }) => sum + lignes, 0),
    partition,
    au_dela: auDela,
  };
}

function lineWithPlace(comparison: FileComparison, version: FileVersion, affectation: Affectation) {
  const { ligne, verdict, montant } = affectation;
  return { ...lineJson(ligne), ref: placeOf(comparison, version, ligne), centimes: montant, place: verdict.place };
}

function decisionJson({ decision, sort }: DecisionTouched) {
  const { ref, place, motif, auteur, date } = decision;
  const where = sort.type === 'deplacee' ? { ref: sort.ref } : sort.type === 'plusieurs' ? { refs: sort.refs } : {};
  return { ref, decision: place, motif, auteur, date, sort: { type: sort.type, ...where } };
}
