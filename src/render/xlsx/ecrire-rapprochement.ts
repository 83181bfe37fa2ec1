import type { Rapprochement } from '../../compile/consolidation/consolidation.ts';
import { montant, NUL, somme } from '../../domain/argent/montant.ts';
import { GENRES_D_ORGANISMES } from '../../domain/dossier/organismes.ts';
import { LIBELLES_DES_FLUX } from '../../domain/verdict/flux.ts';
import { amountFormula, asEuros } from '../../files/xlsx/cell.ts';
import { ajouterControle, type Contexte, commencer, enListe, impression } from './contexte.ts';
import { centimesNommes, EUROS, NON_NOMMEES } from './ecrire-consolidation.ts';
import { totalDe, vides } from './listes-retenues.ts';
import { COLONNES, sommeDesLignes, sommeSi } from './noms.ts';
import { type NumerosDeFlux, versementsDe } from './numeroter-les-flux.ts';

/** The sheet `Rapprochement`: the two ends of the flows to each body, and the difference. */
export function ecrireRapprochement(contexte: Contexte): void {
  const { jaune, pieces } = contexte;
  const { flux } = pieces;
  if (flux === undefined) return;
  const feuille = commencer(contexte, {
    name: 'Rapprochement',
    objet: 'Pour chaque organisme, ce que les payeurs disent lui avoir versé en face de ce qu’il en dit.',
    onglet: 'piece',
    title: 'Rapprochement : les deux bouts de chaque flux',
    note: 'Ce que les payeurs disent avoir versé, et ce que détaillent les lignes de l’organisme, sont des formules sur la feuille Parts ; ce qu’il dit avoir reçu est une constante. L’écart est montré, même quand rien ne l’explique ; où l’organisme ne dit rien, les deux cases restent vides, et le total n’en a rien.',
    columns: [
      { title: 'Organisme', width: 40, style: 'renvoi' },
      { title: 'Genre', width: 24, style: 'renvoi' },
      { title: 'Détail', width: 18, style: 'renvoi' },
      EUROS('Versé'),
      EUROS('Dit reçu'),
      EUROS('Écart : versé moins reçu'),
      EUROS('Détaillé par ses lignes'),
      EUROS('dont international'),
      EUROS('dont compté chez le payeur, constante'),
      EUROS('Versé : dont non nommées, constante', 'montantDoux'),
      EUROS('Détaillé : dont non nommées, constante', 'montantDoux'),
      { title: 'Derniers détenteurs connus', width: 60, style: 'renvoi' },
    ],
    frozenColumns: 1,
  });
  const entete = feuille.addHeads();
  const porteurs = new Map(jaune.consolidation.parOrganisme.map(({ organisme }, rang) => [organisme, rang + 1]));
  let premier = 1;
  for (const rapprochement of jaune.consolidation.rapprochements) {
    const { organisme, versements, verse, recu, detail, detailInternational, ecart } = rapprochement;
    const { nextRow: rang } = feuille;
    const dernier = premier + versements.length - 1;
    const leurs = [
      [COLONNES.versement, `">=${premier}"`],
      [COLONNES.versement, `"<=${dernier}"`],
    ] as const;
    const numero = porteurs.get(organisme.nom) ?? -1;
    feuille.add([
      organisme.nom,
      GENRES_D_ORGANISMES[organisme.genre],
      organisme.detaille ? 'Détaillé' : 'Sans détail',
      amountFormula(`ROUND(${versements.length === 0 ? '0' : sommeDesLignes(...leurs)}+J${rang},2)`, verse.centimes),
      recu && asEuros(recu.centimes),
      ecart === undefined ? undefined : amountFormula(`ROUND(D${rang}-E${rang},2)`, ecart),
      amountFormula(`ROUND(${sommeDesLignes([COLONNES.porteur, numero])}+K${rang},2)`, detail.centimes),
      amountFormula(`ROUND(${sommeSi('internationale', [COLONNES.porteur, numero])},2)`, detailInternational.centimes),
      asEuros(rapprochement.detailCompteChezLePayeur.centimes),
      asEuros(verse.centimes - versesNommes(contexte, flux, premier, dernier)),
      asEuros(detail.centimes - centimesNommes(jaune.lignes, flux.porteur, numero)),
      rapprochement.derniersDetenteurs.map(direLeChemin).join(' ; '),
    ]);
    premier = dernier + 1;
  }
  const derniere = feuille.nextRow - 1;
  const { rapprochements } = jaune.consolidation;
  const enTout = (colonne: string, centimes: number) => totalDe(colonne, entete, derniere, centimes);
  const verse = somme(rapprochements.map((un) => un.verse.centimes));
  const total = feuille.addTotal([
    'Total',
    ...vides(2),
    enTout('D', verse),
    enTout('E', somme(rapprochements.map(({ recu }) => recu?.centimes ?? NUL))),
    enTout('F', somme(rapprochements.map(({ ecart }) => ecart ?? NUL))),
  ]);
  const attendu = `${sommeDesLignes([COLONNES.versement, '">0"'])}+SUM(J${entete + 1}:J${derniere})`;
  ajouterControle(contexte, feuille, { nom: 'rapprochement', colonne: 'D' }, `D${total}`, attendu);
  feuille.close({ ...enListe(feuille, entete, derniere), printArea: impression(feuille) });
}

function versesNommes({ jaune }: Contexte, { versement }: NumerosDeFlux, premier: number, dernier: number): number {
  return jaune.lignes.reduce((total, { montant: centimes }, rang) => {
    const numero = versement[rang] ?? 0;
    return total + (numero >= premier && numero <= dernier ? centimes : 0);
  }, 0);
}

function direLeChemin({ chemin }: Rapprochement['derniersDetenteurs'][number]): string {
  return chemin.map(({ nom }) => nom).join(' → ');
}

/** The sheet `Versements`: what each payer says it paid to each body, by kind of flow. */
export function ecrireVersements(contexte: Contexte): void {
  const { jaune, pieces } = contexte;
  const { flux } = pieces;
  if (flux === undefined) return;
  const feuille = commencer(contexte, {
    name: 'Versements',
    objet: 'Ce que chaque payeur dit avoir versé à chaque organisme, et où cela compte.',
    onglet: 'piece',
    title: 'Ce que chaque payeur dit avoir versé',
    note: 'Un versement est déduit quand il compte à l’autre bout : son organisme le détaille, ou il est fait pour le compte d’un autre. Sinon il compte au consolidé, et dans l’international pour ce que ses lignes en disent.',
    columns: [
      { title: 'N°', width: 7, style: 'numero' },
      { title: 'Organisme', width: 40, style: 'renvoi' },
      { title: 'Payeur', width: 40, style: 'renvoi' },
      { title: 'Genre de flux', width: 30, style: 'renvoi' },
      { title: 'Compte', width: 26, style: 'renvoi' },
      { title: 'Lignes à l’édition', width: 12, style: 'entier' },
      EUROS('Montant'),
      NON_NOMMEES,
      EUROS('dont international'),
    ],
    frozenColumns: 2,
  });
  const entete = feuille.addHeads();
  const versements = versementsDe(jaune);
  for (const [indice, { rapprochement, versement }] of versements.entries()) {
    const { nextRow: rang } = feuille;
    const { payeur, genre, exclu, compte } = versement;
    feuille.add([
      indice + 1,
      rapprochement.organisme.nom,
      payeur,
      LIBELLES_DES_FLUX[genre],
      exclu ? 'Déduit' : 'Compté au consolidé',
      compte.lignes,
      amountFormula(`ROUND(${sommeDesLignes([COLONNES.versement, `A${rang}`])}+H${rang},2)`, compte.centimes),
      asEuros(compte.centimes - centimesNommes(jaune.lignes, flux.versement, indice + 1)),
      amountFormula(
        `ROUND(${sommeSi('internationale', [COLONNES.versement, `A${rang}`])},2)`,
        versement.international.centimes,
      ),
    ]);
  }
  const derniere = feuille.nextRow - 1;
  const centimes = somme(versements.map(({ versement: { compte } }) => compte.centimes));
  const total = feuille.addTotal([
    ...vides(1),
    'Total',
    ...vides(4),
    totalDe('G', entete, derniere, montant(centimes)),
  ]);
  const nonNommees = derniere > entete ? `SUM(H${entete + 1}:H${derniere})` : '0';
  const attendu = `${sommeDesLignes([COLONNES.versement, '">0"'])}+${nonNommees}`;
  ajouterControle(contexte, feuille, { nom: 'versements', colonne: 'G' }, `G${total}`, attendu);
  feuille.close({ ...enListe(feuille, entete, derniere), printArea: impression(feuille) });
}
