import type { Base } from '../domain/argent/base.ts';
import { additionner, complement, type Fraction, fraction, UN } from '../domain/argent/fraction.ts';
import { type Montant, montant, NUL } from '../domain/argent/montant.ts';
import { croiserLesCentimes, ecrirePart, estMontantExact, type Part, repartir } from '../domain/argent/part.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import { formaterEuros } from '../domain/textes/format.ts';
import type { Cellule, Dimension } from '../domain/verdict/dimensions.ts';
import type { Auteur, PartVentilee, Place, Reponse, Verdict } from '../domain/verdict/verdict.ts';
import {
  celluleNue,
  completer,
  dimensionsDe,
  estEnFractions,
  type Situation,
  situer,
  type Ventilation,
} from './ventilation.ts';

/** The parts of a line, once exact amounts are known to fit in it. */
interface PartsResolues {
  readonly quotePart: Fraction;
  readonly parts: readonly PartVentilee[];
}

/** Why exact amounts do not fit in a line: what was asked for, by the quote-part or by one dimension. */
interface PartsImpossibles {
  readonly dimension: Dimension | undefined;
  readonly message: string;
}

/** What is kept of a line: its place, for what share, and how that is broken down. */
export interface Retenue {
  readonly place: Place;
  readonly quotePart: Part;
  readonly ventilation: Ventilation;
}

/**
 * What a verdict says of shares when exact amounts are asked of its line. A line too small for them is an error, told with
 * who asked; its verdict then keeps the whole of it, so that the reading goes on and tells the others.
 */
export function partsAuMontant(
  ligne: LigneBudgetaire,
  base: Base,
  retenue: Retenue,
  reponses: readonly Reponse[],
  situation: Situation,
  constats: Constats,
): Pick<Verdict, 'quotePart' | 'quotePartEcrite' | 'parts'> {
  const { place, quotePart } = retenue;
  const total = ligne.montants[base] ?? NUL;
  const resolues = ventilerExactement(retenue, situation, total);
  if ('message' in resolues) {
    const fautive = reponses.find(({ question, dimension }) =>
      resolues.dimension === undefined ? question === 'international' : dimension === resolues.dimension,
    );
    constats.ajouter({
      code: 'E-PART-IMPOSSIBLE',
      lieu: { fichier: ligne.fichier, ligne: ligne.numero },
      message: fautive ? `${resolues.message} (${nommerAuteur(fautive.auteur)})` : resolues.message,
      remede:
        'Corrigez le montant écrit, remplacez-le par un pourcentage, ou limitez la règle aux lignes assez grandes (montant: { min: … }).',
    });
    return { quotePart: UN, parts: [enPart(place, celluleNue(situation), UN, total)] };
  }
  return estMontantExact(quotePart) ? { ...resolues, quotePartEcrite: ecrirePart(quotePart) } : resolues;
}

/**
 * What exact amounts of a breakdown cannot be, of a line: told before anything is written. Of the quote-part nothing is told here.
 * @param total the line's amount on the dossier's base
 */
export function montantsImpossibles(
  retenue: Retenue,
  geographie: Situation['geographie'],
  total: Montant,
): { readonly dimension: Dimension; readonly message: string } | undefined {
  if (estEnFractions(retenue.quotePart, retenue.ventilation)) return undefined;
  const resolues = ventilerExactement(retenue, { secteurDeLaLigne: '', geographie }, total);
  if (!('message' in resolues) || resolues.dimension === undefined) return undefined;
  return { dimension: resolues.dimension, message: resolues.message };
}

function nommerAuteur(auteur: Auteur): string {
  if (auteur.type === 'regle') return `règle « ${auteur.regle.id} », ${auteur.regle.lieu}`;
  return auteur.type === 'decision' ? `décision, ${auteur.lieu}` : 'lieu reçu';
}

/**
 * The parts of a line when its quote-part or its breakdown has exact amounts: each is worked out in whole centimes of the
 * line's amount on the dossier's base, so that what was written comes out to the cent, and is given as a fraction of that
 * amount, so that other bases follow. An amount of the breakdown is taken out of what the quote-part keeps.
 * @param total the line's amount on the dossier's base
 */
function ventilerExactement(
  { place, quotePart, ventilation }: Retenue,
  situation: Situation,
  total: Montant,
): PartsResolues | PartsImpossibles {
  if (total <= 0)
    return {
      dimension: estMontantExact(quotePart) ? undefined : dimensionsDe(ventilation).find(aDesMontants(ventilation)),
      message: `la ligne est de ${formaterEuros(total)} : aucun montant ne peut en être pris`,
    };
  if (estMontantExact(quotePart) && quotePart.exact > total)
    return {
      dimension: undefined,
      message: `la part de ${ecrirePart(quotePart)} dépasse les ${formaterEuros(total)} de la ligne`,
    };
  const part = estMontantExact(quotePart) ? fraction(quotePart.exact, total) : quotePart;
  const retenu =
    repartir(
      total,
      [part, complement(part)].flatMap((element) => element ?? []),
    )[0] ?? total;
  const dimensions = dimensionsDe(ventilation);
  const partages = dimensions.map((dimension) => fractionsDe(dimension, ventilation, retenu));
  const impossible = partages.find((partage) => 'message' in partage);
  if (impossible) return impossible;
  const bons = partages.flatMap((partage) => ('message' in partage ? [] : [partage]));
  const cellules = croiserLesCentimes(
    retenu,
    bons.map((partage) => partage.map((element) => element.part)),
  ).map(({ rangs, centimes }) =>
    enPart(place, situerTout(dimensions, bons, rangs, situation), fraction(centimes, total), centimes),
  );
  const reste = montant(total - retenu);
  const parts =
    cellules.length > 0 ? cellules : [enPart(place, celluleNue(situation), fraction(retenu, total), retenu)];
  if (reste > 0) parts.push(enPart('non_internationale', celluleNue(situation), fraction(reste, total), reste));
  return { quotePart: part, parts };
}

function aDesMontants(ventilation: Ventilation): (dimension: Dimension) => boolean {
  return (dimension) => (ventilation.get(dimension) ?? []).some(({ part }) => estMontantExact(part));
}

type Partage = ReturnType<typeof completer>;

/** The shares of one dimension as fractions of what is kept, the rest included. */
function fractionsDe(dimension: Dimension, ventilation: Ventilation, retenu: Montant): Partage | PartsImpossibles {
  const ecrites = ventilation.get(dimension) ?? [];
  const demande = montant(ecrites.reduce((somme, { part }) => somme + (estMontantExact(part) ? part.exact : 0), 0));
  if (demande > retenu)
    return {
      dimension,
      message: `les parts écrites sous « ${dimension} » font ${formaterEuros(demande)}, plus que les ${formaterEuros(retenu)} retenus sur la ligne`,
    };
  const parts = ecrites.map(({ valeur, part }) => ({
    valeur,
    part: estMontantExact(part) ? fraction(part.exact, retenu) : part,
  }));
  const somme = additionner(parts.map(({ part }) => part));
  if (somme.numerateur > somme.denominateur)
    return {
      dimension,
      message: `les parts écrites sous « ${dimension} » dépassent ensemble les ${formaterEuros(retenu)} retenus sur la ligne : ${ecrites.map(({ part }) => ecrirePart(part)).join(' + ')}`,
    };
  return completer(parts);
}

function situerTout(
  dimensions: readonly Dimension[],
  partages: readonly Partage[],
  rangs: readonly number[],
  situation: Situation,
): Cellule {
  const situees = dimensions.map((dimension, ordre) =>
    situer(dimension, partages[ordre]?.[rangs[ordre] ?? 0]?.valeur ?? '', situation),
  );
  return Object.assign(celluleNue(situation), ...situees);
}

function enPart(place: Place, cellule: Cellule, part: Fraction, centimes: Montant): PartVentilee {
  return { place, ...cellule, part, partEcrite: formaterEuros(centimes) };
}
