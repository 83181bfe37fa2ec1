import type { Effet } from '../../compile/comparaison/effets.ts';
import { type Decideur, type LigneComparable, retenuDe } from '../../compile/comparaison/ligne-comparable.ts';
import { jeterLePont, type Pont, type RangeeDuPont, type Regard } from '../../compile/comparaison/pont.ts';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import { Constats, ConstatsBloquants } from '../../domain/constats/constat.ts';
import { CODES_DE_SORTIE, Refus } from '../../domain/constats/refus.ts';
import { accord } from '../../domain/textes/format.ts';
import { nomLePlusProche, plier } from '../../domain/textes/texte.ts';
import { type Preparation, preparer } from '../../edition.ts';
import { findingsJson, printJson, printJsonWithList } from '../findings-json.ts';
import { writeFindings } from '../findings-text.ts';
import { coloursFor, type Io } from '../io.ts';
import { failureFinding } from '../report-failure.ts';
import type { ComparerOptions } from './command.ts';
import {
  type ComparaisonDEditions,
  compareEditions,
  type EditionACompare,
  readForComparison,
} from './compare-editions.ts';
import { writeComparison } from './comparison-text.ts';

/** Lines of each step told in a terminal, unless another number is asked for. */
const LIGNES_PAR_ETAPE = 10;

/** `jaune comparer`: what changed from an edition to another, and why; writes nothing. */
export async function runComparer(ancien: string, nouveau: string, options: ComparerOptions, io: Io): Promise<number> {
  const premier: Cote = { chemin: ancien, constats: new Constats() };
  const second: Cote = { chemin: nouveau, constats: new Constats() };
  try {
    const [avant, apres] = [await attempt(premier, prepareSound), await attempt(second, prepareSound)];
    if (avant === undefined || apres === undefined) {
      // What is wrong with the lines of the other is told in the same go.
      if (avant) await attempt(premier, () => readForComparison(avant));
      if (apres) await attempt(second, () => readForComparison(apres));
      return tellFaults([premier, second], options, io);
    }
    requireComparable([ancien, nouveau], [avant, apres]);
    const lueAvant = await attempt(premier, () => readForComparison(avant));
    const lueApres = await attempt(second, () => readForComparison(apres));
    if (lueAvant === undefined || lueApres === undefined) return tellFaults([premier, second], options, io);
    const regard = readScope(options, lueAvant, lueApres);
    const comparaison = await attempt(second, () => compareEditions(lueAvant, lueApres));
    if (comparaison === undefined) return tellFaults([premier, second], options, io);
    const pont = jeterLePont(comparaison.ecart, regard);
    if (options.json) printComparison(comparaison, pont, regard, io);
    else
      io.stdout.write(
        writeComparison(comparaison, pont, regard, options.lignes ?? LIGNES_PAR_ETAPE, coloursFor(io, 'stdout')),
      );
    return CODES_DE_SORTIE.bien;
  } catch (erreur) {
    if (!(erreur instanceof Refus && options.json)) throw erreur;
    printJson(io, { ok: false, ...erreur.faits });
    return erreur.code;
  }
}

/** One of the two dossiers, and what is wrong with it. */
interface Cote {
  readonly chemin: string;
  readonly constats: Constats;
}

async function prepareSound({ chemin, constats }: Cote): Promise<Preparation> {
  const preparation = await preparer(chemin, constats);
  if (constats.enErreur) throw new ConstatsBloquants(constats);
  return preparation;
}

/** Runs a step of one of the dossiers; `undefined` when its findings, or the machine, stop it. */
async function attempt<T>(cote: Cote, faire: (cote: Cote) => Promise<T>): Promise<T | undefined> {
  try {
    return await faire(cote);
  } catch (erreur) {
    if (erreur instanceof ConstatsBloquants) return undefined;
    const constat = failureFinding(erreur);
    if (constat === undefined) throw erreur;
    cote.constats.ajouter(constat);
    return undefined;
  }
}

/** Tells what is wrong with each dossier, under its name: the places of findings are in the dossier. */
function tellFaults(dossiers: readonly Cote[], { json }: ComparerOptions, io: Io): number {
  const fautifs = dossiers.filter(({ constats }) => constats.enErreur);
  if (json) {
    const dossiersEnFaute = fautifs.map(({ chemin, constats }) => ({ dossier: chemin, ...findingsJson(constats) }));
    printJson(io, { ok: false, type: 'dossiers_en_faute', dossiers: dossiersEnFaute });
    return CODES_DE_SORTIE.donnees;
  }
  const couleurs = coloursFor(io, 'stderr');
  for (const { chemin, constats } of fautifs)
    io.stderr.write(
      `${couleurs.red(`${chemin} : ${accord(constats.erreurs, 'erreur')}`)}\n\n${writeFindings(constats, couleurs)}\n`,
    );
  io.stderr.write(`${couleurs.red('Rien n’a été comparé.')}\n`);
  return CODES_DE_SORTIE.donnees;
}

/** What keeps two dossiers from being compared is seen before their lines are read. */
function requireComparable(
  [ancien, nouveau]: readonly [string, string],
  [avant, apres]: readonly [Preparation, Preparation],
): void {
  const [a, b] = [avant.dossier.enTete, apres.dossier.enTete];
  const refuser = (code: 'donnees' | 'usage', type: string, message: string, remede: string) => {
    throw new Refus(code, message, remede, { type, message: `${message}. ${remede}` });
  };
  if (avant.dossier.racine === apres.dossier.racine)
    refuser(
      'usage',
      'meme_dossier',
      `« ${ancien} » et « ${nouveau} » sont le même dossier : il n’y a rien à comparer`,
      'Donnez-en deux, le plus ancien d’abord.',
    );
  if (a.base !== b.base)
    refuser(
      'donnees',
      'bases_differentes',
      `« ${ancien} » compte sur la base « ${LIBELLES_BASES[a.base]} », « ${nouveau} » sur la base « ${LIBELLES_BASES[b.base]} » : ces montants ne se comparent pas`,
      'Mettez la même base dans les deux exercice.yaml, si les sources la donnent.',
    );
  if (`${a.exercice} ${a.dateEdition}` > `${b.exercice} ${b.dateEdition}`)
    refuser(
      'usage',
      'ordre_inverse',
      `« ${ancien} » (${a.exercice}, édition du ${a.dateEdition}) vient après « ${nouveau} » (${b.exercice}, édition du ${b.dateEdition})`,
      `Le plus ancien d’abord : jaune comparer ${nouveau} ${ancien}`,
    );
}

/** What is asked to be looked at, in words that the editions have. */
function readScope({ secteur, axe }: ComparerOptions, avant: EditionACompare, apres: EditionACompare): Regard {
  const editions = [apres, avant];
  const parts = editions.flatMap(({ comptees }) => comptees.flatMap((ligne) => ligne.parts));
  const axes = new Map(editions.toReversed().flatMap(({ jaune }) => [...jaune.enTete.axes]));
  const secteurs = distinct(parts.map((part) => part.secteur));
  const libelles = distinct([...axes.values(), ...parts.map((part) => part.axe)]);
  const trouver = (voulu: string, connus: readonly string[]) => connus.find((connu) => plier(connu) === plier(voulu));
  const [duSecteur, deLAxe] = [
    secteur === undefined ? undefined : trouver(secteur, secteurs),
    axe === undefined ? undefined : (axes.get(axe) ?? trouver(axe, libelles)),
  ];
  if (secteur !== undefined && duSecteur === undefined) throw unknownName('secteur', secteur, secteurs);
  if (axe !== undefined && deLAxe === undefined) throw unknownName('axe', axe, libelles);
  return { ...(duSecteur !== undefined && { secteur: duSecteur }), ...(deLAxe !== undefined && { axe: deLAxe }) };
}

function unknownName(option: 'secteur' | 'axe', nom: string, connus: readonly string[]): Refus {
  const proche = nomLePlusProche(nom, connus);
  const piste = proche === undefined ? `Connus : ${connus.join(', ')}.` : `Vouliez-vous écrire « ${proche} » ?`;
  return new Refus('usage', `« ${nom} » : aucun ${option} de ce nom dans le total de ces deux éditions`, piste, {
    type: `${option}_inconnu`,
    [option]: nom,
    proche,
    connus,
  });
}

function distinct(textes: readonly string[]): string[] {
  return [...new Set(textes)].filter((texte) => texte !== '').sort();
}

function printComparison(comparaison: ComparaisonDEditions, pont: Pont, regard: Regard, io: Io): void {
  printJsonWithList(
    io,
    { ok: true, ...comparisonJson(comparaison, pont, regard) },
    'effets',
    pont.etapes.flatMap(({ effets }) => effets.map((effet) => () => effectJson(effet))),
  );
}

/** What changed between two editions, for machines, the lines apart. All amounts are integer cents. */
export function comparisonJson(comparaison: ComparaisonDEditions, pont: Pont, regard: Regard) {
  const { avant, apres, rapport, retraitement, ecart, passages } = comparaison;
  const { paires, seulesAvant, seulesApres } = ecart.rapprochees;
  return {
    rapport,
    base: apres.jaune.enTete.base,
    avant: editionJson(avant),
    apres: editionJson(apres),
    regard,
    retraitement: {
      type: retraitement.type,
      ...('fichier' in retraitement && {
        fichier: retraitement.fichier.fichier,
        sha256: retraitement.fichier.sha256,
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
        decideurs: decideurs.map(({ par, de, ...compte }) => ({ ...deciderJson(par), edition: de, ...compte })),
      })),
    },
    secteurs: pont.secteurs.map(rowJson),
    axes: pont.axes.map(rowJson),
    rapprochements: {
      certains: paires.filter(({ certain }) => certain).length,
      probables: paires.filter(({ certain }) => !certain).length,
      sans_pareille_avant: refsInTotal(seulesAvant),
      sans_pareille_apres: refsInTotal(seulesApres),
    },
    passages: passages.map(({ avant: ancien, apres: nouveau, lignes, centimesAvant, centimesApres }) => ({
      fonction_avant: ancien,
      fonction_apres: nouveau,
      lignes,
      centimes_avant: centimesAvant,
      centimes_apres: centimesApres,
    })),
  };
}

/** What a line does for one cause. */
export function effectJson({ cause, avant, apres, rapprochement, par, de, centimes, cellules }: Effet) {
  return {
    cause,
    centimes,
    ...(par && { par: { ...deciderJson(par), edition: de } }),
    ...(avant && { avant: lineJson(avant) }),
    ...(apres && { apres: lineJson(apres) }),
    ...(rapprochement && { rapprochement }),
    cellules,
  };
}

function editionJson({ jaune, preparation }: EditionACompare) {
  const { exercice, norme, dateEdition } = jaune.enTete;
  const { totalHorsExceptionnelles, exceptionnelles } = jaune.synthese;
  return {
    exercice: Number(exercice),
    norme,
    date_edition: dateEdition,
    total_hors_exceptionnelles: totalHorsExceptionnelles,
    exceptionnelles,
    avertissements: preparation.constats.liste.length,
  };
}

function rowJson({ libelle, avant, apres, etapes }: RangeeDuPont) {
  return { libelle, avant, apres, ecart: apres - avant, etapes };
}

function refsInTotal(lignes: readonly LigneComparable[]): string[] {
  return lignes.filter(({ place }) => place === 'internationale').map(({ ref }) => ref);
}

function deciderJson(par: Decideur) {
  const { type, ...reste } = par;
  return { decideur: type, ...reste };
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
