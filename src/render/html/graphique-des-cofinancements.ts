import type { Jaune } from '../../compile/jaune.ts';
import { montant, NUL, somme } from '../../domain/argent/montant.ts';
import { GENRES_DE_FINANCEURS } from '../../domain/dossier/operations.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { dessinerBarres } from '../graphiques/barres.ts';

/**
 * Who pays the operations: what remains to be borne, then each kind of funders, what it announced as an outline under what
 * came in. Empty without operations, or where nobody pays anything.
 */
export function dessinerQuiPaie({ cofinancements, enTete }: Jaune): string {
  const { operations, parGenre } = cofinancements;
  const porte = somme(operations.map(({ resteACharge }) => resteACharge));
  if (operations.length === 0 || (porte === 0 && parGenre.every(({ annonce, recu }) => annonce === 0 && recu === 0)))
    return '';
  const rangees = [
    {
      libelle: `Reste à charge : ${enTete.collectivite}`,
      montant: porte,
      affiche: formaterEuros(porte),
      adresse: '#cofinancements-operations',
    },
    ...parGenre.map(({ genre, annonce, recu }) => ({
      libelle: GENRES_DE_FINANCEURS[genre],
      montant: recu,
      affiche: formaterEuros(recu),
      ...(annonce !== NUL && {
        precedent: { montant: annonce, affiche: formaterEuros(annonce) },
        ecart: ecrireEcart(recu - annonce),
      }),
      adresse: '#cofinancements-financeurs',
    })),
  ];
  const description = [
    `Reste à charge des opérations : ${formaterEuros(porte)}.`,
    ...parGenre.map(
      ({ genre, annonce, recu }) =>
        `${GENRES_DE_FINANCEURS[genre]} : ${formaterEuros(recu)} reçus${annonce === NUL ? '' : `, ${formaterEuros(annonce)} annoncés`}.`,
    ),
  ].join(' ');
  return dessinerBarres(rangees, {
    prefixe: 'g-cofinancements',
    titre: 'Qui paie',
    description,
    periodes: { actuelle: 'reçu ou porté', precedente: 'annoncé' },
  });
}

function ecrireEcart(ecart: number): string {
  return `${ecart > 0 ? '+' : ''}${formaterEuros(montant(ecart))}`;
}
