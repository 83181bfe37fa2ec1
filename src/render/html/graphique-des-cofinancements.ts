import { quiPaie } from '../../compile/cofinancements/qui-paie.ts';
import { valeursDesOperations } from '../../compile/cofinancements/valeurs-des-cofinancements.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { type Montant, montant, NUL } from '../../domain/argent/montant.ts';
import { GENRES_DE_FINANCEURS } from '../../domain/dossier/operations.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { dessinerBarres, type RangeeDeBarres } from '../graphiques/barres.ts';
import { ancreDesRecettes } from './vue-cofinancements.ts';

/** Bodies that the chart names one by one; where more bear operations, what remains is one bar. */
const PORTEURS_NOMMES = 6;

/**
 * Who pays the operations: what remains to be borne, by whom, then each kind of funders, what it announced as an outline under
 * what came in of operations. Receipts of none are a bar of their own. Empty without operations, or where nobody pays anything.
 */
export function dessinerQuiPaie(jaune: Jaune): string {
  const { resteACharge, porteurs, genres, sansOperation } = quiPaie(jaune);
  if (
    jaune.cofinancements.operations.length === 0 ||
    (resteACharge === 0 && genres.every(({ annonce, recu }) => annonce === 0 && recu === 0))
  )
    return '';
  const rangee = (libelle: string, centimes: Montant, adresse: string): RangeeDeBarres => ({
    libelle,
    montant: centimes,
    affiche: formaterEuros(centimes),
    adresse,
  });
  const restes =
    porteurs.length === 0 || porteurs.length > PORTEURS_NOMMES
      ? [{ libelle: 'Reste à charge des opérations', resteACharge }]
      : porteurs.map((porteur) => ({ ...porteur, libelle: `Reste à charge des opérations : ${porteur.libelle}` }));
  const rangees = [
    ...restes.map((porteur) => rangee(porteur.libelle, porteur.resteACharge, '#cofinancements-operations')),
    ...genres.map(({ genre, annonce, recu }) => ({
      ...rangee(GENRES_DE_FINANCEURS[genre], recu, '#cofinancements-financeurs'),
      ...(annonce !== NUL && {
        precedent: { montant: annonce, affiche: formaterEuros(annonce) },
        ecart: ecrireEcart(recu - annonce),
      }),
    })),
    ...(sansOperation === NUL
      ? []
      : [{ ...rangee(SANS_OPERATION, sansOperation, `#${adresseSansOperation(jaune)}`), reste: true }]),
  ];
  const description = [
    ...restes.map((porteur) => `${porteur.libelle} : ${formaterEuros(porteur.resteACharge)}.`),
    ...genres.map(
      ({ genre, annonce, recu }) =>
        `${GENRES_DE_FINANCEURS[genre]} : ${formaterEuros(recu)} reçus${annonce === NUL ? '' : `, ${formaterEuros(annonce)} annoncés`}.`,
    ),
    ...(sansOperation === NUL ? [] : [`${SANS_OPERATION} : ${formaterEuros(sansOperation)}.`]),
  ].join(' ');
  return dessinerBarres(rangees, {
    prefixe: 'g-cofinancements',
    titre: 'Qui paie',
    description,
    periodes: { actuelle: 'reçu ou porté', precedente: 'annoncé' },
  });
}

const SANS_OPERATION = 'Recettes sans opération';

function adresseSansOperation({ enTete }: Jaune): string {
  return ancreDesRecettes(valeursDesOperations({ enTete }).liste.at(-1)?.nom ?? '');
}

function ecrireEcart(ecart: number): string {
  return `${ecart > 0 ? '+' : ''}${formaterEuros(montant(ecart))}`;
}
