import { cleDuLibelle } from '../../compile/comparaison/cellules.ts';
import { comparerLesObjectifs } from '../../compile/comparaison/comparer-les-objectifs.ts';
import type { Effet } from '../../compile/comparaison/effets.ts';
import { type Decideur, type LigneComparable, retenuDe } from '../../compile/comparaison/ligne-comparable.ts';
import { jeterLePont, type Pont, type RangeeDuPont, type Regard } from '../../compile/comparaison/pont.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { Constats } from '../../domain/constats/constat.ts';
import { CODES_DE_SORTIE, Refus } from '../../domain/constats/refus.ts';
import { suiteDuJour } from '../../domain/dossier/edition-nommee.ts';
import { citerChemin } from '../../domain/textes/citer-chemin.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import type { Preparation } from '../../edition/preparation.ts';
import type { ExplicationDesEffets } from '../../render/textes/expliquer-l-effet.ts';
import { printJson, printJsonWithList } from '../findings-json.ts';
import { coloursFor, type Io } from '../io.ts';
import type { ComparerOptions } from './command.ts';
import {
  type ComparableEdition,
  compareEditions,
  type EditionComparison,
  readForComparison,
} from './compare-editions.ts';
import { attempt, type ComparedDossier, prepareWithoutErrors, tellFaults } from './compared-dossier.ts';
import { nameEditions, writeComparison } from './comparison-text.ts';
import { explainEffects } from './explain-effects.ts';
import { runBetween } from './run-between.ts';
import { runFiles } from './run-files.ts';
import { voletsJson } from './volets-text.ts';

/** Lines of each step told in a terminal, unless another number is asked for. */
const LINES_PER_STEP = 10;

/** `jaune comparer`: what changed from an edition to another, and why; writes nothing but a grid that is asked for. */
export async function runComparer(
  formerPath: string,
  laterPath: string | undefined,
  others: readonly string[],
  options: ComparerOptions,
  io: Io,
): Promise<number> {
  try {
    if (laterPath === undefined) throw alone(options);
    requireTwo([formerPath, laterPath, ...others], options);
    if (options.entre) return await runBetween([formerPath, laterPath, ...others], options, io);
    if (options.fichiers) return await runFiles(formerPath, laterPath, options, io);
    return await runYears(formerPath, laterPath, options, io);
  } catch (error) {
    if (!(error instanceof Refus && options.json)) throw error;
    printJson(io, { ok: false, ...error.faits });
    return error.code;
  }
}

function alone({ entre, fichiers }: ComparerOptions): Refus {
  const wanted = entre
    ? 'Donnez au moins deux dossiers : jaune comparer --entre data/2012 autre-region/2012'
    : fichiers
      ? 'Donnez l’ancien fichier, puis le nouveau.'
      : 'Donnez deux dossiers, le plus ancien d’abord : jaune comparer data/2011 data/2012';
  return new Refus('usage', 'il manque <nouveau>', wanted);
}

/** Only a grid takes more than two, and is written. */
function requireTwo(paths: readonly string[], { entre, fichiers, sortie }: ComparerOptions): void {
  if (entre) return;
  if (paths.length > 2)
    throw new Refus(
      'usage',
      `${paths.length} ${fichiers ? 'fichiers' : 'dossiers'} sont donnés, et deux se comparent`,
      fichiers
        ? 'Donnez l’ancien fichier, puis le nouveau.'
        : 'Donnez le plus ancien, puis le plus récent ; ou --entre pour mettre plusieurs éditions sur une même grille.',
    );
  if (sortie !== undefined)
    throw new Refus(
      'usage',
      '--sortie va avec --entre',
      'Retirez-le, ou ajoutez --entre : sans lui, rien n’est écrit.',
    );
}

async function runYears(formerPath: string, laterPath: string, options: ComparerOptions, io: Io): Promise<number> {
  const first: ComparedDossier = { path: formerPath, constats: new Constats() };
  const second: ComparedDossier = { path: laterPath, constats: new Constats() };
  if (options.dossier !== undefined || options.source !== undefined)
    throw new Refus('usage', '--dossier et --source vont avec --fichiers', 'Retirez-les, ou ajoutez --fichiers.');
  const [former, later] = [await attempt(first, prepareWithoutErrors), await attempt(second, prepareWithoutErrors)];
  if (former === undefined || later === undefined) {
    // What is wrong with the lines of the other is told in the same go.
    if (former) await attempt(first, () => readForComparison(former, former.dossier.enTete));
    if (later) await attempt(second, () => readForComparison(later, later.dossier.enTete));
    return tellFaults([first, second], options, io);
  }
  requireComparable([formerPath, laterPath], [former, later]);
  const formerEdition = await attempt(first, () => readForComparison(former, later.dossier.enTete));
  const laterEdition = await attempt(second, () => readForComparison(later, later.dossier.enTete));
  if (formerEdition === undefined || laterEdition === undefined) return tellFaults([first, second], options, io);
  const regard = readScope(options, formerEdition, laterEdition);
  const comparison = await attempt(second, () => compareEditions(formerEdition, laterEdition));
  if (comparison === undefined) return tellFaults([first, second], options, io);
  const pont = jeterLePont(comparison.ecart, regard);
  const explain = explainEffects(comparison, pont, regard);
  if (options.json) printComparison(comparison, pont, regard, explain, io);
  else
    io.stdout.write(
      writeComparison(comparison, pont, regard, explain, options.lignes ?? LINES_PER_STEP, coloursFor(io, 'stdout')),
    );
  return CODES_DE_SORTIE.bien;
}

/** What keeps two dossiers from being compared is seen before their lines are read. */
function requireComparable(
  [formerPath, laterPath]: readonly [string, string],
  [former, later]: readonly [Preparation, Preparation],
): void {
  const [formerHead, laterHead] = [former.dossier.enTete, later.dossier.enTete];
  const refuse = (code: 'donnees' | 'usage', type: string, message: string, remedy: string) => {
    throw new Refus(code, message, remedy, { type, message: `${message}. ${remedy}` });
  };
  if (former.dossier.racine === later.dossier.racine)
    refuse(
      'usage',
      'meme_dossier',
      `« ${formerPath} » et « ${laterPath} » sont le même dossier : il n’y a rien à comparer`,
      'Donnez-en deux, le plus ancien d’abord.',
    );
  if (formerHead.base !== laterHead.base)
    refuse(
      'donnees',
      'bases_differentes',
      `« ${formerPath} » compte sur la base « ${LIBELLES_BASES[formerHead.base]} », « ${laterPath} » sur la base « ${LIBELLES_BASES[laterHead.base]} » : ces montants ne se comparent pas`,
      'Mettez la même base dans les deux exercice.yaml, si les sources la donnent.',
    );
  if (`${formerHead.exercice} ${formerHead.dateEdition}` > `${laterHead.exercice} ${laterHead.dateEdition}`)
    refuse(
      'usage',
      'ordre_inverse',
      `« ${formerPath} » (${formerHead.exercice}, édition du ${formerHead.dateEdition}${suiteDuJour(formerHead)}) vient après « ${laterPath} » (${laterHead.exercice}, édition du ${laterHead.dateEdition}${suiteDuJour(laterHead)})`,
      `Le plus ancien d’abord : jaune comparer ${citerChemin(laterPath)} ${citerChemin(formerPath)}`,
    );
}

/** What is asked to be looked at, in words that the editions have. */
function readScope({ secteur, axe }: ComparerOptions, former: ComparableEdition, later: ComparableEdition): Regard {
  const editions = [later, former];
  const parts = editions.flatMap(({ comptees }) => comptees.flatMap((ligne) => ligne.parts));
  const axes = new Map(editions.toReversed().flatMap(({ jaune }) => [...jaune.enTete.axes]));
  const secteurs = distinct(parts.map((part) => part.secteur));
  const labels = distinct([...axes.values(), ...parts.map((part) => part.axe)]);
  const find = (wanted: string, names: readonly string[]) =>
    names.find((known) => cleDuLibelle(known) === cleDuLibelle(wanted));
  const [foundSecteur, foundAxe] = [
    secteur === undefined ? undefined : find(secteur, secteurs),
    axe === undefined ? undefined : (axes.get(axe) ?? find(axe, labels)),
  ];
  if (secteur !== undefined && foundSecteur === undefined) throw unknownName('secteur', secteur, secteurs);
  if (axe !== undefined && foundAxe === undefined) throw unknownName('axe', axe, labels);
  return {
    ...(foundSecteur !== undefined && { secteur: foundSecteur }),
    ...(foundAxe !== undefined && { axe: foundAxe }),
  };
}

function unknownName(option: 'secteur' | 'axe', name: string, known: readonly string[]): Refus {
  const nearest = nomLePlusProche(name, known);
  const hint = nearest === undefined ? `Connus : ${known.join(', ')}.` : `Vouliez-vous écrire « ${nearest} » ?`;
  return new Refus('usage', `« ${name} » : aucun ${option} de ce nom dans le total de ces deux éditions`, hint, {
    type: `${option}_inconnu`,
    [option]: name,
    proche: nearest,
    connus: known,
  });
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '').sort();
}

function printComparison(
  comparison: EditionComparison,
  pont: Pont,
  regard: Regard,
  explain: ExplicationDesEffets,
  io: Io,
): void {
  printJsonWithList(
    io,
    { ok: true, ...comparisonJson(comparison, pont, regard) },
    'effets',
    pont.etapes.flatMap(({ effets }) => effets.map((effect) => () => effectJson(effect, explain(effect)))),
  );
}

/** What changed between two editions, for machines, the lines apart. All amounts are integer cents. */
export function comparisonJson(comparison: EditionComparison, pont: Pont, regard: Regard) {
  const { avant, apres, rapport, restatement, ecart, passages } = comparison;
  const { paires, seulesAvant, seulesApres } = ecart.rapprochees;
  return {
    rapport,
    base: apres.jaune.enTete.base,
    avant: editionJson(avant),
    apres: editionJson(apres),
    regard,
    retraitement: {
      type: restatement.type,
      ...('fichier' in restatement && {
        fichier: restatement.fichier.fichier,
        sha256: restatement.fichier.sha256,
      }),
    },
    pont: {
      avant: pont.avant,
      apres: pont.apres,
      ecart: pont.apres - pont.avant,
      etapes: pont.etapes.map(({ cause, centimes, effets, decideurs }) => ({
        cause,
        centimes,
        lignes: effets.length,
        decideurs: decideurs.map(({ par, de, ...tally }) => ({ ...deciderJson(par), edition: de, ...tally })),
      })),
    },
    secteurs: pont.secteurs.map(rowJson),
    axes: pont.axes.map(rowJson),
    ...goalsJson(comparison, regard),
    rapprochements: {
      certains: paires.filter(({ certain }) => certain).length,
      probables: paires.filter(({ certain }) => !certain).length,
      sans_pareille_avant: refsInTotal(seulesAvant),
      sans_pareille_apres: refsInTotal(seulesApres),
    },
    volets: voletsJson(comparison),
    passages: passages.map(({ avant: former, apres: later, lignes, centimesAvant, centimesApres }) => ({
      fonction_avant: former,
      fonction_apres: later,
      lignes,
      centimes_avant: centimesAvant,
      centimes_apres: centimesApres,
    })),
  };
}

/** What a line does for one cause. @param why said where that is not what separates its two amounts; else empty */
function effectJson({ cause, avant, apres, rapprochement, par, de, centimes, cellules }: Effet, why: string) {
  return {
    cause,
    centimes,
    ...(par && { par: { ...deciderJson(par), edition: de } }),
    ...(avant && { avant: lineJson(avant) }),
    ...(apres && { apres: lineJson(apres) }),
    ...(rapprochement && { rapprochement }),
    ...(why !== '' && { explication: why }),
    cellules,
  };
}

function editionJson({ jaune, preparation }: ComparableEdition) {
  const { exercice, norme, dateEdition, edition } = jaune.enTete;
  const { totalHorsExceptionnelles, exceptionnelles } = jaune.synthese;
  return {
    exercice: Number(exercice),
    norme,
    date_edition: dateEdition,
    ...(edition && { edition: edition.nom }),
    total_hors_exceptionnelles: totalHorsExceptionnelles,
    exceptionnelles,
    avertissements: preparation.constats.liste.length,
  };
}

/** Of the whole of both editions; where a part of them is looked at, nothing. */
function goalsJson(comparison: EditionComparison, regard: Regard) {
  if (Object.keys(regard).length > 0) return {};
  const { avant, apres } = comparison;
  const { series, raison } = comparerLesObjectifs(avant.jaune, apres.jaune, nameEditions(comparison));
  return {
    objectifs: {
      series: series.map(({ serie, rangees }) => ({
        serie,
        rangees: rangees.map(({ libelle, avant: former, apres: later }) => ({
          libelle,
          avant: former,
          apres: later,
          ecart: later - former,
        })),
      })),
      ...(raison !== undefined && { raison }),
    },
  };
}

function rowJson({ libelle, avant, apres, etapes }: RangeeDuPont) {
  return { libelle, avant, apres, ecart: apres - avant, etapes };
}

function refsInTotal(lignes: readonly LigneComparable[]): string[] {
  return lignes.filter(({ place }) => place === 'internationale').map(({ ref }) => ref);
}

function deciderJson(decider: Decideur) {
  const { type, ...rest } = decider;
  return { decideur: type, ...rest };
}

function lineJson(ligne: LigneComparable) {
  const { ref, libelle, beneficiaire, emetteur, montant, place, decideur, motif } = ligne;
  return {
    ref,
    libelle,
    beneficiaire,
    organisme: emetteur.organisme,
    secteur: emetteur.secteur,
    centimes: montant,
    retenu: retenuDe(ligne),
    place,
    ...deciderJson(decideur),
    motif,
  };
}
