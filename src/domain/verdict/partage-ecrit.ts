import { additionner, ecrireFraction, estEntiere, UN } from '../argent/fraction.ts';
import { ecrirePart, estMontantExact, fauteDesParts, lirePart, type Part } from '../argent/part.ts';
import { trierPar } from '../textes/ordre.ts';
import { abreger, plier } from '../textes/texte.ts';
import type { PartDeDimension, ValeurRefusee } from './dimension.ts';

/** Letters of a cell that shares a line out: some thirty names with their shares. */
const LONGUEUR_MAX = 1_000;
/** What is of none of the values, said in so many words. */
const NON_VENTILE = 'non ventile';

/** What ends a value that has its share: « Sénégal 60 % », « Mali : 1/3 », « Bénin (12 500 €) ». */
export const PART_A_LA_FIN = /^(?<mots>[\s\S]*?)[\s:=(]+(?<part>\d[\d\s,.]*%|\d+\s*\/\s*\d+|\d[\d\s,.]*€)\s*\)?$/;

/** What parts two values: a comma also stands in shares, before a figure, and « et » in names. */
const ENTRE_DEUX = /[;|\n]+|,(?!\d)|(?<=[%€)\d])\s+et\s+/;
const ENTRE_DEUX_NOMS = /[;|\n,/]+|\s+et\s+/;

/** A kind of value of which one cell may say several with their shares. */
export interface ValeurPartagee {
  /** « pays », for messages. */
  readonly nom: string;
  /** One value, to its identifier. */
  lire(ecrite: string): string | ValeurRefusee;
}

/**
 * Reads what a cell says of one value, or of several with their shares — « Sénégal 60 %, Mali 40 % » —, to one writing whatever
 * their order: `SEN`, or `MLI : 40 % ; SEN : 60 %`. Percentages and fractions make the whole, « non ventilé » included; beside an
 * exact amount, what is left is not broken down.
 */
export function lireUnPartage(ecrit: string, { nom, lire }: ValeurPartagee): string | ValeurRefusee {
  if (ecrit.length > LONGUEUR_MAX) return refuser(`« ${abreger(ecrit)} » est trop long pour un ${nom}`, REMEDE);
  const seule = lire(ecrit);
  if (typeof seule === 'string') return seule;
  const morceaux = ecrit
    .split(ENTRE_DEUX)
    .map((morceau) => morceau.trim().replaceAll('⁄', '/'))
    .filter(Boolean);
  const lus = morceaux.map((morceau) => {
    const groupes = PART_A_LA_FIN.exec(morceau)?.groups;
    const mots = groupes?.mots?.trim() ?? morceau;
    return { mots, ecrite: groupes?.part, valeur: plier(mots) === NON_VENTILE ? '' : lire(mots) };
  });
  const avecPart = lus.filter(({ ecrite }) => ecrite !== undefined);
  // Nothing that looks like a share: names that are all known lack theirs, else what is known of names is the better remedy.
  if (avecPart.length === 0) {
    const noms = ecrit.split(ENTRE_DEUX_NOMS).map((mots) => mots.trim());
    return noms.every((mots) => typeof lire(mots) === 'string') ? sansPartDites(ecrit, nom, noms) : seule;
  }
  const inconnue = lus.find(({ valeur }) => typeof valeur !== 'string')?.valeur;
  if (typeof inconnue === 'object') return { ...inconnue, message: `dans « ${abreger(ecrit)} », ${inconnue.message}` };
  if (avecPart.length < lus.length)
    return sansPartDites(
      ecrit,
      nom,
      lus.map(({ mots }) => mots),
    );
  return composer(ecrit, nom, lus as readonly { mots: string; ecrite: string; valeur: string }[]);
}

function sansPartDites(ecrit: string, nom: string, noms: readonly string[]): ValeurRefusee {
  return refuser(
    `« ${abreger(ecrit)} » nomme ${noms.length} ${nom} sans dire la part de chacun`,
    `Un euro n’est compté qu’une fois : écrivez ${noms.map((mots) => `${mots} … %`).join(', ')}.`,
  );
}

function composer(
  ecrit: string,
  nom: string,
  lus: readonly { readonly ecrite: string; readonly valeur: string }[],
): string | ValeurRefusee {
  const valeurs = lus.map(({ valeur }) => valeur);
  if (new Set(valeurs).size < valeurs.length)
    return refuser(`« ${abreger(ecrit)} » nomme deux fois le même ${nom}`, REMEDE);
  const parts: { valeur: string; part: Part }[] = [];
  for (const { valeur, ecrite } of lus) {
    const part = lirePart(ecrite);
    if (part === undefined) return refuser(`« ${abreger(ecrit)} » a une part qui n’en est pas une : ${ecrite}`, REMEDE);
    parts.push({ valeur, part });
  }
  const ecrites = parts.map(({ part }) => part);
  const fractions = ecrites.flatMap((part) => (estMontantExact(part) ? [] : [part]));
  const faute = fauteDesParts(ecrites);
  if (faute !== undefined) return refuser(`dans « ${abreger(ecrit)} », ${faute}`, REMEDE);
  const somme = additionner(fractions);
  if (fractions.length === parts.length && !estEntiere(somme))
    return refuser(`les parts de « ${abreger(ecrit)} » font ${ecrireFraction(somme)}`, REMEDE);
  const ventilees = trierPar(
    parts.filter(({ valeur }) => valeur !== ''),
    ({ valeur }) => valeur,
  );
  const [premiere] = ventilees;
  if (premiere === undefined) return refuser(`« ${abreger(ecrit)} » ne nomme aucun ${nom}`, REMEDE);
  if (ventilees.length === 1 && parts.length === 1 && !estMontantExact(premiere.part)) return premiere.valeur;
  return ventilees.map(({ valeur, part }) => `${valeur} : ${ecrirePart(part)}`).join(' ; ');
}

/** The parts of a writing that {@link lireUnPartage} made. */
export function relireUnPartage(ecrit: string): readonly PartDeDimension[] {
  return ecrit.split(' ; ').flatMap((morceau) => {
    const [valeur = '', ecrite] = morceau.split(' : ');
    const part = ecrite === undefined ? UN : lirePart(ecrite.replace('⁄', '/'));
    return part === undefined ? [] : [{ valeur, part }];
  });
}

const REMEDE =
  'Donnez à chacun, une fois, sa part : Sénégal 60 %, Mali 40 %. Ensemble elles font 100 % ; ce qui n’est d’aucun s’écrit « non ventilé 10 % ».';

function refuser(message: string, remede: string): ValeurRefusee {
  return { message, remede };
}
