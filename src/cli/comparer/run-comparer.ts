import { jeterLePont, type Pont, type Regard } from '../../compile/comparaison/pont.ts';
import { LIBELLES_BASES } from '../../domain/base.ts';
import { Constats, ConstatsBloquants } from '../../domain/constat.ts';
import { accord } from '../../domain/format.ts';
import { nomLePlusProche, plier } from '../../domain/texte.ts';
import { type Preparation, prepare } from '../../edition.ts';
import { coloursFor } from '../colours.ts';
import { findingsJson, printJson, printJsonWithList } from '../findings-json.ts';
import { writeFindings } from '../findings-text.ts';
import { failureFinding } from '../report-failure.ts';
import {
  type ComparaisonDEditions,
  type ComparaisonImpossible,
  compareEditions,
  type EditionACompare,
  readForComparison,
  refuseComparison,
} from './compare-editions.ts';
import { comparisonJson, effectJson } from './comparison-json.ts';
import { writeComparison } from './comparison-text.ts';

const DONNEES = 1;
const USAGE = 2;
/** Lines of each step told in a terminal, unless another number is asked for. */
const LIGNES_PAR_ETAPE = 10;

/** What `jaune comparer` may be asked. */
export interface OptionsDeComparaison {
  readonly json?: boolean;
  /** A sector or an axis to look at alone, by the words of the documents; an axis by its identifier too. */
  readonly secteur?: string;
  readonly axe?: string;
  /** The largest lines of each step to tell. */
  readonly lignes?: number;
}

/** `jaune comparer`: what changed from an edition to another, and why; writes nothing. */
export async function runComparer(ancien: string, nouveau: string, options: OptionsDeComparaison): Promise<number> {
  const dossiers = [ancien, nouveau].map((chemin) => ({ chemin, constats: new Constats() }));
  const [premier, second] = dossiers;
  if (premier === undefined || second === undefined) return USAGE;
  const prets = [
    await essayer(premier.constats, () => prepareSansErreur(ancien, premier.constats)),
    await essayer(second.constats, () => prepareSansErreur(nouveau, second.constats)),
  ];
  const [avant, apres] = prets;
  if (avant === undefined || apres === undefined) {
    // What is wrong with the lines of the other is told in the same go.
    for (const [rang, prete] of prets.entries())
      if (prete) await essayer(dossiers[rang]?.constats ?? new Constats(), () => readForComparison(prete));
    return direLesFautes(dossiers, options);
  }
  const refus = refuseComparison(avant, apres);
  if (refus) return direLeRefus(refus, [ancien, nouveau], [avant, apres], options);
  const lues = [
    await essayer(premier.constats, () => readForComparison(avant)),
    await essayer(second.constats, () => readForComparison(apres)),
  ];
  const [lueAvant, lueApres] = lues;
  if (lueAvant === undefined || lueApres === undefined) return direLesFautes(dossiers, options);
  const regard = regarder(options, lueAvant, lueApres);
  if ('inconnu' in regard) return direLInconnu(regard, options);
  const comparaison = await essayer(second.constats, () => compareEditions(lueAvant, lueApres));
  if (comparaison === undefined) return direLesFautes(dossiers, options);
  const pont = jeterLePont(comparaison.ecart, regard);
  if (options.json) ecrireJson(comparaison, pont, regard);
  else
    process.stdout.write(
      writeComparison(comparaison, pont, regard, options.lignes ?? LIGNES_PAR_ETAPE, coloursFor(process.stdout)),
    );
  return 0;
}

async function prepareSansErreur(chemin: string, constats: Constats): Promise<Preparation> {
  const preparation = await prepare(chemin, constats);
  if (constats.enErreur) throw new ConstatsBloquants(constats);
  return preparation;
}

/** Runs a step of one of the dossiers; `undefined` when its findings, or the machine, stop it. */
async function essayer<T>(constats: Constats, faire: () => Promise<T>): Promise<T | undefined> {
  try {
    return await faire();
  } catch (erreur) {
    if (erreur instanceof ConstatsBloquants) return undefined;
    const constat = failureFinding(erreur);
    if (constat === undefined) throw erreur;
    constats.ajouter(constat);
    return undefined;
  }
}

/** Tells what is wrong with each dossier, under its name: the places of findings are in the dossier. */
function direLesFautes(
  dossiers: readonly { readonly chemin: string; readonly constats: Constats }[],
  { json }: OptionsDeComparaison,
): number {
  const fautifs = dossiers.filter(({ constats }) => constats.enErreur);
  if (json) {
    const dossiersEnFaute = fautifs.map(({ chemin, constats }) => ({ dossier: chemin, ...findingsJson(constats) }));
    printJson({ ok: false, type: 'dossiers_en_faute', dossiers: dossiersEnFaute });
    return DONNEES;
  }
  const couleurs = coloursFor(process.stderr);
  for (const { chemin, constats } of fautifs)
    process.stderr.write(
      `${couleurs.red(`${chemin} : ${accord(constats.erreurs, 'erreur')}`)}\n\n${writeFindings(constats, couleurs)}\n`,
    );
  process.stderr.write(`${couleurs.red('Rien n’a été comparé.')}\n`);
  return DONNEES;
}

function direLeRefus(
  refus: ComparaisonImpossible,
  [ancien, nouveau]: readonly [string, string],
  [avant, apres]: readonly [Preparation, Preparation],
  { json }: OptionsDeComparaison,
): number {
  const [a, b] = [avant.dossier.enTete, apres.dossier.enTete];
  const message = (() => {
    switch (refus.type) {
      case 'meme_dossier':
        return `« ${ancien} » et « ${nouveau} » sont le même dossier : il n’y a rien à comparer. Donnez-en deux, le plus ancien d’abord.`;
      case 'bases_differentes':
        return `« ${ancien} » compte sur la base « ${LIBELLES_BASES[a.base]} », « ${nouveau} » sur la base « ${LIBELLES_BASES[b.base]} » : ces montants ne se comparent pas. Mettez la même base dans les deux exercice.yaml, si les sources la donnent.`;
      case 'ordre_inverse':
        return `« ${ancien} » (${a.exercice}, édition du ${a.dateEdition}) vient après « ${nouveau} » (${b.exercice}, édition du ${b.dateEdition}). Le plus ancien d’abord : jaune comparer ${nouveau} ${ancien}`;
    }
  })();
  if (json) printJson({ ok: false, ...refus, message });
  else process.stderr.write(`${message}\n`);
  return refus.type === 'bases_differentes' ? DONNEES : USAGE;
}

/** What is asked to be looked at, in words that the editions have; or the one that neither has. */
type Demande =
  | Regard
  | { readonly inconnu: string; readonly option: 'secteur' | 'axe'; readonly connus: readonly string[] };

function regarder({ secteur, axe }: OptionsDeComparaison, avant: EditionACompare, apres: EditionACompare): Demande {
  const editions = [apres, avant];
  const parts = editions.flatMap(({ comptees }) => comptees.flatMap((ligne) => ligne.parts));
  const axes = new Map(editions.toReversed().flatMap(({ jaune }) => [...jaune.enTete.axes]));
  const secteurs = distincts(parts.map((part) => part.secteur));
  const libelles = distincts([...axes.values(), ...parts.map((part) => part.axe)]);
  const trouver = (voulu: string, connus: readonly string[]) => connus.find((connu) => plier(connu) === plier(voulu));
  const [duSecteur, deLAxe] = [
    secteur === undefined ? undefined : trouver(secteur, secteurs),
    axe === undefined ? undefined : (axes.get(axe) ?? trouver(axe, libelles)),
  ];
  if (secteur !== undefined && duSecteur === undefined)
    return { inconnu: secteur, option: 'secteur', connus: secteurs };
  if (axe !== undefined && deLAxe === undefined) return { inconnu: axe, option: 'axe', connus: libelles };
  return { ...(duSecteur !== undefined && { secteur: duSecteur }), ...(deLAxe !== undefined && { axe: deLAxe }) };
}

function direLInconnu({ inconnu, option, connus }: Exclude<Demande, Regard>, { json }: OptionsDeComparaison): number {
  const proche = nomLePlusProche(inconnu, connus);
  if (json) printJson({ ok: false, type: `${option}_inconnu`, [option]: inconnu, proche, connus });
  else {
    const piste = proche === undefined ? `Connus : ${connus.join(', ')}.` : `Vouliez-vous écrire « ${proche} » ?`;
    process.stderr.write(`« ${inconnu} » : aucun ${option} de ce nom dans le total de ces deux éditions. ${piste}\n`);
  }
  return USAGE;
}

function distincts(textes: readonly string[]): string[] {
  return [...new Set(textes)].filter((texte) => texte !== '').sort();
}

function ecrireJson(comparaison: ComparaisonDEditions, pont: Pont, regard: Regard): void {
  printJsonWithList(
    { ok: true, ...comparisonJson(comparaison, pont, regard) },
    'effets',
    pont.etapes.flatMap(({ effets }) => effets.map((effet) => () => effectJson(effet))),
  );
}
