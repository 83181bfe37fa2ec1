import { UN } from '../../domain/argent/fraction.ts';
import { fauteDesParts, lirePart, REMEDE_PART } from '../../domain/argent/part.ts';
import type { Chemin, CodeDeRenvoi, Signaler } from '../../domain/constats/constat.ts';
import type { Operations } from '../../domain/dossier/operations.ts';
import type { OrganismeDeclare, Organismes } from '../../domain/dossier/organismes.ts';
import { estObjet, nomLePlusProche, type Objet } from '../../domain/textes/texte.ts';
import type { PartDeDimension, SourcesDesValeurs } from '../../domain/verdict/dimension.ts';
import {
  DIMENSIONS,
  DIMENSIONS_ENSEMBLE,
  type Dimension,
  dimensionDecrite,
  direLaDimensionDonnee,
} from '../../domain/verdict/dimensions.ts';
import { GENRES_DE_FLUX, type GenreDeFlux, SENS_DES_MONTANTS } from '../../domain/verdict/flux.ts';
import type { Question } from '../../domain/verdict/verdict.ts';
import type { Conclusion } from './regle.ts';

export interface Referentiel extends SourcesDesValeurs {
  readonly organismes: Organismes;
  readonly operations: Operations;
}

/** The conclusions of one word, by question, as officers write them. */
export const CONCLUSIONS_SIMPLES: Readonly<
  Record<Exclude<Question, 'ventilation' | 'rattachement'>, Readonly<Record<string, Conclusion>>>
> = {
  perimetre: {
    exclue: { question: 'perimetre', exclue: true },
    incluse: { question: 'perimetre', exclue: false },
  },
  international: {
    internationale: { question: 'international', part: UN, cle: '' },
    non_internationale: { question: 'international', part: undefined, cle: '' },
  },
  exceptionnel: {
    exceptionnelle: { question: 'exceptionnel', exceptionnelle: true },
    ordinaire: { question: 'exceptionnel', exceptionnelle: false },
  },
};

/** Reads the conclusion of a rule for its question; tells what is wrong and returns `undefined` when it cannot. */
export function lireConclusion(
  question: Question,
  brut: unknown,
  chemin: Chemin,
  referentiel: Referentiel,
  signaler: Signaler,
): Conclusion | undefined {
  if (question === 'ventilation') return lireVentilation(brut, chemin, referentiel, signaler);
  if (question === 'rattachement') return lireRattachement(brut, chemin, referentiel, signaler);
  const permises = CONCLUSIONS_SIMPLES[question];
  if (typeof brut === 'string' && Object.hasOwn(permises, brut)) return permises[brut];
  if (question === 'international' && estObjet(brut)) return lireQuotePart(brut, chemin, signaler);
  if (question === 'perimetre' && estObjet(brut)) return lireFlux(brut, chemin, referentiel, signaler);
  const ecrites = Object.keys(permises).join(' ou ');
  signaler(
    chemin,
    `« ${typeof brut === 'string' ? brut : 'cette conclusion'} » ne répond pas à la question « ${question} »`,
    `Écrivez ${ecrites}${AUSSI[question] ?? ''}.`,
  );
  return undefined;
}

/** What the answers to a question may be besides one word. */
const AUSSI: Readonly<Partial<Record<Question, string>>> = {
  perimetre: `, ou un flux et l’organisme qui le reçoit : { ${GENRES_DE_FLUX.join(': …, ')}: … }, un seul à la fois`,
  international: ', ou quote_part avec sa cle',
};

function lireFlux(
  brut: Objet,
  chemin: Chemin,
  { organismes }: Referentiel,
  signaler: Signaler,
): Conclusion | undefined {
  const [cle = '', ...autres] = Object.keys(brut);
  const genre = GENRES_DE_FLUX.find((connu) => connu === cle);
  if (genre === undefined || autres.length > 0) {
    signaler(
      genre === undefined ? chemin : [...chemin, autres[0] ?? ''],
      'un flux est attendu, et un seul, avec l’organisme qui le reçoit',
      `Écrivez par exemple { flux_interne: ${organismes.liste[0]?.id ?? 'comite-tourisme'} } ; les flux sont ${GENRES_DE_FLUX.join(', ')}.`,
    );
    return undefined;
  }
  const organisme = lireUnRenvoi(brut[cle], [...chemin, cle], 'un organisme', organismes.liste, signaler);
  if (organisme === undefined) return undefined;
  return { question: 'perimetre', exclue: compteAilleurs(genre, organisme), flux: { genre, organisme: organisme.id } };
}

/**
 * Whether the other end of a flow counts: money that is spent for another is never the region's; a grant is counted where
 * its body details it, and at its payer when there is no such file.
 */
export function compteAilleurs(genre: GenreDeFlux, organisme: Pick<OrganismeDeclare, 'detaille'>): boolean {
  return genre === 'mandat' || organisme.detaille;
}

function lireRattachement(
  brut: unknown,
  chemin: Chemin,
  { operations }: Referentiel,
  signaler: Signaler,
): Conclusion | undefined {
  if (!estObjet(brut) || Object.keys(brut).length === 0) {
    signaler(chemin, 'un rattachement dit l’opération, ou si le montant est brut ou net', REMEDE_RATTACHEMENT);
    return undefined;
  }
  const { operation: nommee, montant_est: ecrit, ...reste } = brut;
  const inconnues = Object.keys(reste);
  for (const inconnue of inconnues)
    signaler([...chemin, inconnue], `clé inconnue : « ${inconnue} »`, REMEDE_RATTACHEMENT, 'cle');
  const operation =
    nommee === undefined
      ? { id: '' }
      : lireUnRenvoi(nommee, [...chemin, 'operation'], 'une opération', operations.rattachables, signaler);
  const montantEst = ecrit === undefined ? '' : SENS_DES_MONTANTS.find((connu) => connu === ecrit);
  if (montantEst === undefined)
    signaler(
      [...chemin, 'montant_est'],
      `« ${String(ecrit)} » ne dit pas ce qu’est le montant`,
      'Écrivez brut ou net.',
    );
  if (operation === undefined || montantEst === undefined || inconnues.length > 0) return undefined;
  return { question: 'rattachement', rattachement: { operation: operation.id, montantEst } };
}

const REMEDE_RATTACHEMENT =
  'Écrivez { operation: … }, { montant_est: brut } ou { montant_est: net }, ou les deux clés.';

/** What an identifier of `exercice.yaml` refers to; tells one that is not there. */
export function lireUnRenvoi<T extends { readonly id: string }>(
  brut: unknown,
  chemin: Chemin,
  quoi: 'un organisme' | 'une opération',
  liste: readonly T[],
  signaler: Signaler,
): T | undefined {
  const trouve = liste.find(({ id }) => id === brut);
  if (trouve !== undefined) return trouve;
  const ou = quoi === 'un organisme' ? 'organismes' : 'operations';
  const connus = liste.map(({ id }) => id);
  const proche = typeof brut === 'string' ? nomLePlusProche(brut, connus) : undefined;
  signaler(
    chemin,
    `« ${String(brut)} » n’est pas ${quoi} d’exercice.yaml`,
    `${proche === undefined ? '' : `Vouliez-vous écrire « ${proche} » ? `}${connus.length === 0 ? `Déclarez-le d’abord sous ${ou} dans exercice.yaml.` : `Connus : ${connus.join(', ')}.`}`,
    undefined,
    quoi === 'un organisme' ? 'E-ORGANISME-INCONNU' : 'E-OPERATION-INCONNUE',
  );
  return undefined;
}

function lireQuotePart(brut: Objet, chemin: Chemin, signaler: Signaler): Conclusion | undefined {
  const { quote_part: ecrite, cle, ...reste } = brut;
  const part = typeof ecrite === 'string' ? lirePart(ecrite) : undefined;
  if (part === undefined)
    signaler([...chemin, 'quote_part'], `« ${String(ecrite ?? '')} » n’est pas une part`, REMEDE_PART);
  if (typeof cle !== 'string' || cle.trim() === '')
    signaler([...chemin, 'cle'], 'une quote-part dit comment elle a été trouvée', 'Ajoutez cle: suivi d’une phrase.');
  for (const inconnue of Object.keys(reste))
    signaler([...chemin, inconnue], `clé inconnue : « ${inconnue} »`, 'Une quote-part porte quote_part et cle.', 'cle');
  if (part === undefined || typeof cle !== 'string' || cle.trim() === '' || Object.keys(reste).length > 0)
    return undefined;
  return { question: 'international', part, cle: cle.trim() };
}

function lireVentilation(
  brut: unknown,
  chemin: Chemin,
  referentiel: Referentiel,
  signaler: Signaler,
): Conclusion | undefined {
  if (!estObjet(brut) || Object.keys(brut).length === 0) {
    signaler(chemin, 'une ventilation donne au moins une dimension', `Écrivez ${DIMENSIONS.join(', ')}.`);
    return undefined;
  }
  let bonne = true;
  for (const ensemble of DIMENSIONS_ENSEMBLE) {
    const [premiere, donnee] = ensemble;
    if (premiere === undefined || donnee === undefined || !(premiere in brut && donnee in brut)) continue;
    signaler([...chemin, donnee], direLaDimensionDonnee(premiere, donnee), 'Gardez l’un des deux.');
    bonne = false;
  }
  const dimensions = new Map<Dimension, readonly PartDeDimension[]>();
  for (const [cle, valeur] of Object.entries(brut)) {
    const dimension = DIMENSIONS.find((connue) => connue === cle);
    if (dimension === undefined) {
      signaler([...chemin, cle], `« ${cle} » n’est pas une dimension`, `Dimensions : ${DIMENSIONS.join(', ')}.`, 'cle');
      bonne = false;
      continue;
    }
    const parts = lireParts(dimension, valeur, [...chemin, cle], referentiel, signaler);
    if (parts === undefined) bonne = false;
    else dimensions.set(dimension, parts);
  }
  return bonne ? { question: 'ventilation', dimensions } : undefined;
}

function lireParts(
  dimension: Dimension,
  brut: unknown,
  chemin: Chemin,
  referentiel: Referentiel,
  signaler: Signaler,
): PartDeDimension[] | undefined {
  // YAML takes the number of a goal for one.
  const ecrit =
    typeof brut === 'number' && dimensionDecrite(dimension).texte
      ? String(brut)
      : typeof brut === 'string'
        ? brut
        : undefined;
  const ecrites: [string, unknown][] | undefined =
    ecrit !== undefined ? [[ecrit, '100 %']] : estObjet(brut) ? Object.entries(brut) : undefined;
  if (ecrites === undefined || ecrites.length === 0) {
    signaler(
      chemin,
      'une valeur, ou des valeurs avec leurs parts, sont attendues',
      'Par exemple : { Sénégal: 60 %, Mali: 40 % }.',
    );
    return undefined;
  }
  const parts: PartDeDimension[] = [];
  const vues = new Map<string, string>();
  for (const [ecrite, partEcrite] of ecrites) {
    const part = typeof partEcrite === 'string' ? lirePart(partEcrite) : undefined;
    if (part === undefined) signaler([...chemin, ecrite], `« ${String(partEcrite)} » n’est pas une part`, REMEDE_PART);
    const valeur = lireValeurDeDimension(dimension, ecrite, referentiel, (message, remede, code) => {
      if (ecrit !== undefined) signaler(chemin, message, remede, undefined, code);
      else signaler([...chemin, ecrite], message, remede, 'cle', code);
    });
    if (valeur === undefined) continue;
    const double = vues.get(valeur);
    if (double !== undefined) {
      signaler(
        [...chemin, ecrite],
        `« ${ecrite} » est déjà là : « ${double} »`,
        'Écrivez chaque valeur une fois, avec toute sa part.',
        'cle',
      );
      continue;
    }
    vues.set(valeur, ecrite);
    if (part !== undefined) parts.push({ valeur, part });
  }
  if (parts.length < ecrites.length) return undefined;
  const faute = fauteDesParts(parts.map(({ part }) => part));
  if (faute !== undefined) {
    signaler(chemin, faute, 'Réduisez-les ; ce qui reste est « non ventilé ».');
    return undefined;
  }
  return parts;
}

/** Resolves a value of a dimension to its identifier (for a country, its code); tells what is wrong otherwise. */
export function lireValeurDeDimension(
  dimension: Dimension,
  ecrite: string,
  sources: SourcesDesValeurs,
  signaler: (message: string, remede: string, code: CodeDeRenvoi | undefined) => void,
): string | undefined {
  const lue = dimensionDecrite(dimension).lire(ecrite, sources);
  if (typeof lue === 'string') return lue;
  signaler(lue.message, lue.remede, lue.code);
  return undefined;
}
