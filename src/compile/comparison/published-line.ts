import { additionner, estEntiere, type Fraction, fraction, lireFraction, UN, ZERO } from '../../domain/fraction.ts';
import type { PartPubliee } from '../../domain/lignes-publiees.ts';
import { type Montant, somme } from '../../domain/montant.ts';
import { estIllustratif } from '../evolution-figure.ts';
import { codesDeLigne, type Decideur, type LigneComparable, type TraitsDeRapprochement } from './line.ts';

/** What a published part is known again by. */
export function traitsPublies(part: PartPubliee): TraitsDeRapprochement {
  const { ref, empreinte, organisme, secteur, libelle, beneficiaire } = part;
  return { ref, empreinte, emetteur: { organisme, secteur }, libelle, beneficiaire, ...codesDeLigne(part) };
}

/**
 * A line as an earlier edition published it.
 * @param parts all its parts, in the order of the file; their texts are their own
 */
export function publishedLine(parts: readonly [PartPubliee, ...PartPubliee[]]): LigneComparable {
  const [premiere] = parts;
  const { verdict: place, total, fonction, caractere, motif } = premiere;
  const retenues = parts.filter(({ verdict }) => verdict === place);
  const fractions = fractionsDe(parts, total);
  const exact = exactDe(retenues, total);
  return {
    ...traitsPublies(premiere),
    fonction,
    secteurs: distincts(retenues.map(({ secteurCompte }) => secteurCompte)),
    pays: distincts(retenues.map(({ pays }) => pays)),
    montant: total,
    illustratif: estIllustratif(caractere),
    place,
    parts: parts.map(({ verdict, retenu, axe, secteurCompte }, rang) => ({
      place: verdict,
      part: fractions[rang] ?? ZERO,
      centimes: retenu,
      axe,
      secteur: secteurCompte,
    })),
    ...(exact !== undefined && { exact }),
    decideur: decideurDe(premiere),
    motif,
  };
}

/** The shares as written; where they do not make the whole, or are in euros, those that the cents make. */
function fractionsDe(parts: readonly PartPubliee[], total: Montant): readonly Fraction[] {
  const lues = parts.map(({ part }) => lireFraction(part) ?? ZERO);
  if (lues.every(({ numerateur }) => numerateur > 0n) && estEntiere(additionner(lues))) return lues;
  const signe = total < 0 ? -1 : 1;
  if (total !== 0 && parts.every(({ retenu }) => retenu * signe >= 0))
    return parts.map(({ retenu }) => fraction(Math.abs(retenu), Math.abs(total)));
  return parts.map((_, rang) => (rang === 0 ? UN : ZERO));
}

/** What is kept, when the parts were written in euros and leave something: the line was given an exact amount. */
function exactDe(retenues: readonly PartPubliee[], total: Montant): Montant | undefined {
  if (!retenues.some(({ part }) => part.endsWith('€'))) return undefined;
  const retenu = somme(retenues.map((part) => part.retenu));
  return retenu === total ? undefined : retenu;
}

function decideurDe({ regle }: PartPubliee): Decideur {
  if (regle === '') return { type: 'personne' };
  return regle === 'arbitrage' ? { type: 'decision' } : { type: 'regle', id: regle };
}

function distincts(textes: readonly string[]): string[] {
  return [...new Set(textes)].filter((texte) => texte !== '');
}
