import { type Montant, montant } from '../../domain/argent/montant.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { formaterEuros } from '../../domain/textes/format.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { ecrireUnNombre, enMillioniemes } from '../../domain/textes/nombre-decimal.ts';
import { CARACTERES } from '../caracteres.ts';
import { type Fiche, lireDesFiches } from '../lire-des-fiches.ts';
import { lireUnAxe } from '../lire-un-axe.ts';
import { ecrireUnePeriode, lireUnePeriode, REMEDE_DE_PERIODE } from '../periode.ts';
import { signalerLAvenir } from '../signaler-l-avenir.ts';
import { UNITES, type Valorisation } from './valorisation.ts';

const CODE = 'E-VALORISATIONS';

const COLONNES = {
  expertise: { genre: 'texte', requise: true },
  apporteur: { genre: 'texte', requise: true },
  axe: { genre: 'texte', facultative: true },
  periode: { genre: 'texte', requise: true },
  quantite: { genre: 'nombre' },
  unite: { genre: 'choix', valeurs: UNITES, requise: true },
  cout_unitaire: { genre: 'euros', facultative: true },
  montant: { genre: 'euros', facultative: true },
  source_du_cout: { genre: 'texte', facultative: true },
  source: { genre: 'texte' },
  caractere: { genre: 'choix', valeurs: CARACTERES, facultative: true },
} as const;

type Colonne = keyof typeof COLONNES;

/** Cents that no expertise is worth: beyond, a cell holds something else, and sums of all rows would lose cents. */
const MONTANT_MAX = 10_000_000_000;
const MILLION = 1_000_000n;

/** Reads `valorisations.csv`, and tells amounts that are not what they are made of, and what is said twice. */
export async function lireLesValorisations(
  { racine, fichier, enTete }: { readonly racine: string; readonly fichier: string; readonly enTete: EnTete },
  constats: Constats,
): Promise<Valorisation[]> {
  const fiches = await lireDesFiches<Colonne>(racine, { fichier, code: CODE, colonnes: COLONNES }, constats);
  const vues = new Map<string, number>();
  return fiches.flatMap((fiche) => {
    const refuser = (colonne: Colonne, message: string, remede: string) => {
      fiche.dire(constats, CODE, colonne, message, remede);
      return undefined;
    };
    const axe = lireUnAxe(fiche, 'axe', enTete, { code: CODE, constats });
    const periode = lireUnePeriode(fiche.lire('periode'));
    if (periode === undefined)
      refuser('periode', `« ${fiche.lire('periode')} » n’est pas une période`, REMEDE_DE_PERIODE);
    const lu = lireLeMontant(fiche, refuser);
    if (axe === undefined || periode === undefined || lu === undefined) return [];
    const { exercice } = enTete;
    signalerLAvenir(
      fiche,
      { colonne: 'periode', periode, exercice, remede: 'Corrigez la période, ou retirez cette ligne.' },
      constats,
    );
    const [expertise, apporteur, unite] = [fiche.lire('expertise'), fiche.lire('apporteur'), fiche.lire('unite')];
    const cle = JSON.stringify([cleDeNom(expertise), cleDeNom(apporteur), ecrireUnePeriode(periode), unite]);
    const deja = vues.get(cle);
    if (deja !== undefined) {
      const message = `cette expertise, de cet apporteur, est déjà dite en ${unite} pour ${ecrireUnePeriode(periode)}, à la ligne ${deja}`;
      refuser('expertise', message, 'Gardez-en une, ou donnez-leur deux noms.');
      return [];
    }
    vues.set(cle, fiche.numero);
    const [source, sourceDuCout, caractere] = [
      fiche.lire('source'),
      fiche.lire('source_du_cout'),
      fiche.lire('caractere'),
    ];
    return [{ expertise, apporteur, axe, periode, unite, ...lu, source, sourceDuCout, caractere }];
  });
}

type Refuser = (colonne: Colonne, message: string, remede: string) => undefined;
type Chiffres = Pick<Valorisation, 'quantite' | 'coutUnitaire' | 'montant'>;

/** The quantity, its unit cost and what they make; `undefined` when they do not hold together, which is told. */
function lireLeMontant(fiche: Fiche<Colonne>, refuser: Refuser): Chiffres | undefined {
  const quantite = fiche.lire('quantite') || undefined;
  const [coutUnitaire, ecrit] = (['cout_unitaire', 'montant'] as const).map((colonne) => {
    const lu = fiche.lire(colonne);
    return lu === '' ? undefined : montant(Number(lu));
  });
  for (const [colonne, cents] of [
    ['cout_unitaire', coutUnitaire],
    ['montant', ecrit],
  ] as const)
    if (cents !== undefined && (cents < 0 || cents > MONTANT_MAX))
      return refuser(
        colonne,
        `« ${formaterEuros(cents)} » ne valorise aucune expertise`,
        `Écrivez un montant entre zéro et ${formaterEuros(montant(MONTANT_MAX))}.`,
      );
  if (quantite?.startsWith('-'))
    return refuser('quantite', 'une quantité négative ne valorise rien', 'Écrivez le nombre de jours ou d’ETP.');
  if ((coutUnitaire !== undefined || ecrit !== undefined) && fiche.lire('source_du_cout') === '')
    return refuser(
      'source_du_cout',
      'ce coût n’a pas de source',
      'Écrivez d’où il vient : une grille des rémunérations, une délibération, une facture.',
    );
  if (quantite === undefined || coutUnitaire === undefined) return { quantite, coutUnitaire, montant: ecrit };
  const vaut = confronter({ quantite, coutUnitaire, ecrit }, refuser);
  return vaut === undefined ? undefined : { quantite, coutUnitaire, montant: vaut };
}

/** The quantity at its unit cost, to the cent; which of two cents it is where it falls between them, the file says. */
function confronter(
  { quantite, coutUnitaire, ecrit }: { quantite: string; coutUnitaire: Montant; ecrit: Montant | undefined },
  refuser: Refuser,
): Montant | undefined {
  const produit = enMillioniemes(quantite) * BigInt(coutUnitaire);
  const dessous = produit / MILLION;
  const dit = `${ecrireUnNombre(quantite)} × ${formaterEuros(coutUnitaire)}`;
  if (dessous > BigInt(MONTANT_MAX))
    return refuser(
      'quantite',
      `${dit} dépasse ${formaterEuros(montant(MONTANT_MAX))}`,
      'Vérifiez la quantité, et que le coût est celui d’un jour ou d’un ETP.',
    );
  const bornes = [montant(Number(dessous)), montant(Number(dessous) + (produit % MILLION === 0n ? 0 : 1))] as const;
  const [bas, haut] = bornes;
  if (ecrit !== undefined)
    return ecrit === bas || ecrit === haut
      ? ecrit
      : refuser(
          'montant',
          `ce montant n’est pas ${dit}, qui fait ${formaterEuros(bas)}`,
          'Corrigez celui des trois qui est faux, ou videz cette cellule : le montant est alors calculé.',
        );
  return bas === haut
    ? bas
    : refuser(
        'cout_unitaire',
        `${dit} tombe entre deux centimes`,
        `Écrivez sous montant celui qui est retenu, ${formaterEuros(bas)} ou ${formaterEuros(haut)} : rien n’est arrondi sans être dit.`,
      );
}
