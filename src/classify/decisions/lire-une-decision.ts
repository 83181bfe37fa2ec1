import { UN } from '../../domain/argent/fraction.ts';
import { lirePart } from '../../domain/argent/part.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import { estUneDate, lireDateFrancaise } from '../../domain/textes/date.ts';
import { accord } from '../../domain/textes/format.ts';
import { plier } from '../../domain/textes/texte.ts';
import {
  COLONNES_DECISION,
  type ColonneDecision,
  DECISIONS,
  type Decidee,
  type DecisionEcrite,
} from '../../domain/verdict/decision-ecrite.ts';
import {
  DIMENSIONS_DECIDEES,
  DIMENSIONS_ENSEMBLE,
  type Dimension,
  type DimensionDecidee,
  dimensionDecrite,
  direLaDimensionDonnee,
} from '../../domain/verdict/dimensions.ts';
import { estRetenue } from '../../domain/verdict/verdict.ts';
import { type CsvFault, DOSSIER_CSV, isBlank } from '../../files/csv-format.ts';
import { readCsvRecords } from '../../files/csv-records.ts';
import { REMEDY_SAFE_EXCEL } from '../../files/not-text.ts';
import { lireValeurDeDimension, type Referentiel } from '../regles/lire-la-conclusion.ts';
import type { DecisionLue, RefuserColonne } from './decision.ts';
import { identifiantNomme } from './identifiant-nomme.ts';
import { lireLesLiens } from './lire-les-liens.ts';

type Exiger = (vrai: boolean, colonne: ColonneDecision, message: string, remede: string) => void;

/**
 * Reads a decision that a person wrote, in the file or in a workbook. Tells all that is wrong with it; returns `undefined`
 * when anything is: a decision is never half taken.
 * @param historique a decision that was replaced: what it leans on may be gone since, only its form is checked
 */
export function lireDecision(
  ecrite: DecisionEcrite,
  referentiel: Referentiel,
  refuser: RefuserColonne,
  historique = false,
): DecisionLue | undefined {
  let fautes = 0;
  const noter: RefuserColonne = (...faute) => {
    fautes += 1;
    refuser(...faute);
  };
  verifier(ecrite, noter);
  const quotePart = ecrite.quote_part === '' ? UN : lirePart(ecrite.quote_part);
  const decidee = decisionNommee(ecrite.decision);
  const dimensions = historique ? AUCUNE_DIMENSION : lireDimensions(ecrite, referentiel, noter);
  const liens = decidee && lireLesLiens(ecrite, decidee, referentiel, historique ? () => undefined : noter);
  if (fautes > 0 || quotePart === undefined || liens === undefined) return undefined;
  const { ref, empreinte, cle, motif, auteur, date } = ecrite;
  return { ref, empreinte, quotePart, cle, dimensions, ...liens, motif, auteur, date };
}

/** The decision that people name: « Non internationale » is `non_internationale`. */
function decisionNommee(ecrite: string): Decidee | undefined {
  const cle = plier(ecrite);
  return DECISIONS.find((decidee) => plier(decidee) === cle);
}

function verifier(ecrite: DecisionEcrite, refuser: RefuserColonne): void {
  const exiger: Exiger = (vrai, colonne, message, remede) => {
    if (!vrai) refuser(colonne, message, remede);
  };
  exiger(
    /^.+:\d+$/.test(ecrite.ref),
    'ref',
    `« ${ecrite.ref} » n’est pas une référence`,
    'Écrivez sources/fichier.csv:ligne.',
  );
  exiger(
    /^[0-9a-f]{16}$/.test(ecrite.empreinte),
    'empreinte',
    direEmpreinte(ecrite.empreinte),
    `Recopiez celle que donne « jaune expliquer <dossier> ${ecrite.ref || 'sources/fichier.csv:ligne'} », en Texte si Excel la change.`,
  );
  const place = decisionNommee(ecrite.decision);
  exiger(
    place !== undefined,
    'decision',
    `« ${ecrite.decision} » n’est pas une décision`,
    `Écrivez ${DECISIONS.join(', ')}.`,
  );
  verifierPart(ecrite, place, exiger);
  for (const [premiere, donnee] of DIMENSIONS_ENSEMBLE as readonly (readonly DimensionDecidee[])[])
    if (premiere && donnee)
      exiger(
        ecrite[premiere] === '' || ecrite[donnee] === '',
        donnee,
        direLaDimensionDonnee(premiere, donnee),
        'Gardez l’un des deux.',
      );
  for (const colonne of ['motif', 'auteur'] as const)
    exiger(
      ecrite[colonne] !== '',
      colonne,
      colonne === 'motif' ? 'cette décision n’a pas de motif' : 'cette décision n’a pas d’auteur',
      'Une décision sans raison ni auteur ne s’explique plus dans dix ans.',
    );
  exiger(estUneDate(ecrite.date), 'date', `« ${ecrite.date} » n’est pas une date`, remedeDeDate(ecrite.date));
}

function verifierPart(ecrite: DecisionEcrite, place: Decidee | undefined, exiger: Exiger): void {
  exiger(
    ecrite.quote_part === '' || lirePart(ecrite.quote_part) !== undefined,
    'quote_part',
    `« ${ecrite.quote_part} » n’est pas une part`,
    'Écrivez 30 %, 12,5 %, 1/3 ou 12 500,00 €.',
  );
  const partageable = estRetenue(place);
  exiger(
    ecrite.quote_part === '' || partageable || place === undefined,
    'quote_part',
    place === 'incluse'
      ? 'une ligne « incluse » laisse aux règles de dire si elle est internationale, et pour quelle part'
      : 'une ligne non internationale ou exclue n’a pas de quote-part',
    'Videz quote_part.',
  );
  for (const dimension of DIMENSIONS_DECIDEES)
    exiger(
      ecrite[dimension] === '' || partageable || place === 'incluse' || place === undefined,
      dimension,
      `une ligne ${place === 'non_internationale' ? 'non internationale' : 'exclue'} ne se ventile pas : « ${dimension} » n’y aurait aucun effet`,
      `Videz ${dimension}, ou corrigez la décision.`,
    );
  exiger(
    (ecrite.quote_part === '') === (ecrite.cle === ''),
    'cle',
    'quote_part et cle vont ensemble',
    'Dites comment la part a été trouvée.',
  );
}

/** Excel turns a fingerprint that looks like a number into `1,23E+15`; its digits are then lost. */
export function estUnNombreDExcel(empreinte: string): boolean {
  return /^\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(empreinte);
}

function direEmpreinte(empreinte: string): string {
  if (empreinte === '') return 'cette décision n’a pas d’empreinte';
  const montree = empreinte.slice(0, 40);
  if (estUnNombreDExcel(empreinte) && empreinte.length !== 16)
    return `« ${montree.toUpperCase()} » n’est plus une empreinte : Excel l’a prise pour un nombre`;
  return `« ${montree} » n’est pas une empreinte : 16 chiffres de 0 à 9 et de a à f`;
}

function remedeDeDate(date: string): string {
  const iso = lireDateFrancaise(date);
  return iso === undefined
    ? 'Écrivez AAAA-MM-JJ.'
    : `Écrivez ${iso} : Excel réécrit les dates quand il enregistre un CSV.`;
}

/** Shared by all decisions that give none: a map of its own takes room. */
const AUCUNE_DIMENSION: ReadonlyMap<Dimension, string> = new Map();

function lireDimensions(
  ecrite: DecisionEcrite,
  referentiel: Referentiel,
  refuser: RefuserColonne,
): ReadonlyMap<Dimension, string> {
  if (DIMENSIONS_DECIDEES.every((dimension) => ecrite[dimension] === '')) return AUCUNE_DIMENSION;
  const dimensions = new Map<Dimension, string>();
  for (const dimension of DIMENSIONS_DECIDEES) {
    const valeur = ecrite[dimension];
    if (valeur === '') continue;
    // The names of countries are known wherever they are read.
    const { listee, intitules, texte } = dimensionDecrite(dimension);
    const lireTexte = texte?.lire(valeur, referentiel);
    if (typeof lireTexte === 'object') refuser(dimension, lireTexte.message, lireTexte.remede, lireTexte.code);
    if (lireTexte !== undefined) {
      if (typeof lireTexte === 'string') dimensions.set(dimension, lireTexte);
      continue;
    }
    const nommee = listee ? identifiantNomme(valeur, intitules(referentiel)) : valeur;
    const lue = lireValeurDeDimension(dimension, nommee, referentiel, (...refus) => refuser(dimension, ...refus));
    if (lue !== undefined) dimensions.set(dimension, lue);
  }
  return dimensions;
}

const DATE = COLONNES_DECISION.indexOf('date');
const EMPREINTE = COLONNES_DECISION.indexOf('empreinte');

/**
 * Tells, once for the whole file, that Excel saved the decisions as « CSV (séparateur : point-virgule) »: in Windows-1252,
 * with dates and fingerprints of its own. One finding rather than one a line: it is one thing to put right.
 * @param premiere the first place where bytes are not UTF-8
 */
export async function signalerReenregistrement(
  chemin: string,
  fichier: string,
  premiere: CsvFault,
  constats: Constats,
): Promise<void> {
  let decisions = -1;
  let dates = 0;
  let empreintes = 0;
  await readCsvRecords(
    chemin,
    { ...DOSSIER_CSV, encodage: 'windows-1252' },
    {
      record(vu) {
        if (isBlank(vu)) return;
        decisions += 1;
        if (lireDateFrancaise(vu.champ(DATE).trim()) !== undefined) dates += 1;
        if (estUnNombreDExcel(vu.champ(EMPREINTE).trim())) empreintes += 1;
      },
      fault() {},
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
    lieu: { fichier, ligne: premiere.line, colonne: premiere.index + 1 },
    message: `ce fichier n’est pas en UTF-8 : Excel l’a sans doute enregistré en « CSV (séparateur : point-virgule) »${sur}${suite}`,
    extrait: { texte: premiere.text, debut: premiere.index, fin: premiere.index + 1 },
    remede:
      aussi.length === 0
        ? `Ouvrez-le dans le Bloc-notes et enregistrez-le en UTF-8 (Enregistrer sous, Codage : UTF-8). ${REMEDY_SAFE_EXCEL}`
        : `Reprenez le fichier d’avant et ajoutez-y vos décisions, dans le Bloc-notes ou par « jaune arbitrer export ». ${REMEDY_SAFE_EXCEL}`,
  });
}
