import type { ChalkInstance } from 'chalk';
import type { Figure } from '../../compile/figures.ts';
import type { Critere } from '../../compile/selection.ts';
import { TABLES_DECRITES } from '../../compile/tables-decrites.ts';
import { type Base, LIBELLES_BASES } from '../../domain/argent/base.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, formaterEntier, formaterEuros } from '../../domain/textes/format.ts';
import { ecrirePartVentilee, LIBELLES_PLACES, type Place } from '../../domain/verdict/verdict.ts';
import { printable } from '../findings-text.ts';
import type { Chiffres, LigneComptee, TraceDeChiffre } from './trace-figure.ts';

const LARGEUR_DU_MONTANT = 20;
const LARGEUR_DU_NOM = 44;
/** Parts of one line told one by one. */
const PARTS_DITES = 3;

/** A figure and the lines that make it, for a terminal; `montrees` are the largest, the largest first. */
export function writeFigure(
  chiffres: Chiffres,
  trace: TraceDeChiffre,
  montrees: readonly LigneComptee[],
  couleurs: ChalkInstance,
): string {
  const { figure, lignes, somme } = trace;
  const base = (figure.criteres.find(([champ]) => champ === 'base')?.[1] ??
    chiffres.preparation.dossier.enTete.base) as Base;
  const tues = lignes - montrees.length;
  const reste = montant(montrees.reduce<number>((total, { compte }) => total - compte, somme));
  return [
    couleurs.bold(`${figure.nom} → ${formaterEuros(figure.montant)}`),
    ...(figure.libelle === '' ? [] : [figure.libelle]),
    `Base : ${LIBELLES_BASES[base]}`,
    `Comptent : ${criteriaText(chiffres, figure.criteres)}.`,
    ...(lignes === 0
      ? []
      : [
          '',
          couleurs.bold('Les lignes, de la plus forte à la plus faible'),
          '  Sans autre mention, la ligne compte en entier.',
        ]),
    ...montrees.flatMap(writeLine),
    ...(tues > 0 ? [row(reste, `… et ${accord(tues, 'autre')}, --json les donne toutes`)] : []),
    '',
    couleurs.bold('La somme'),
    ...(trace.termes.length === 0 ? [] : writeTerms(trace)),
    `  ${sumText(trace)}`,
    '',
  ]
    .map((ligne) => (ligne.includes('\u001b') ? ligne : printable(ligne)))
    .join('\n');
}

/** All the names that figures have, with what they are worth, for a terminal. */
export function writeFigures(figures: Iterable<Figure>): string {
  const lignes = [...figures].map(
    ({ nom, montant: valeur, libelle }) =>
      `${nom.padEnd(LARGEUR_DU_NOM)}  ${formaterEuros(valeur).padStart(LARGEUR_DU_MONTANT)}  ${libelle}`,
  );
  return `${lignes.map((ligne) => printable(ligne.trimEnd())).join('\n')}\n`;
}

function writeLine({ affectation, parts, compte, total }: LigneComptee): string[] {
  const { ligne, verdict } = affectation;
  const objet = [referenceDe(ligne), ligne.libelle, ligne.beneficiaire].filter((texte) => texte !== '').join(' · ');
  if (parts.length === verdict.parts.length && compte === total) return [row(compte, objet)];
  const dites = parts.flatMap(({ rang }) => verdict.parts[rang] ?? []).map(ecrirePartVentilee);
  const combien = dites.length > PARTS_DITES ? accord(dites.length, 'part') : dites.join(' + ');
  const cle = verdict.cle === '' ? '' : ` ; clé : ${verdict.cle}`;
  return [row(compte, objet), `${''.padEnd(LARGEUR_DU_MONTANT + 4)}${combien} de ${formaterEuros(total)}${cle}`];
}

function writeTerms({ figure, termes }: TraceDeChiffre): string[] {
  return [
    ...termes.map(({ signe, nom, libelle, montant: valeur }, rang) =>
      row(valeur, `${libelle} (${nom})`, signe < 0 ? '−' : rang > 0 ? '+' : ' '),
    ),
    row(figure.montant, figure.nom, '='),
  ];
}

/** How the sum of the lines gives the figure, in one sentence. */
function sumText({ figure, lignes, parts, restes, somme }: TraceDeChiffre): string {
  if (lignes === 0) return 'Aucune ligne ne compte : le chiffre publié est nul.';
  const combien = `${accord(parts, 'part')} de ${accord(lignes, 'ligne')}`;
  const verbe = parts > 1 ? 'font' : 'fait';
  const suite =
    restes === 0
      ? ''
      : ` ${restes > 1 ? `${formaterEntier(restes)} de ces lignes sont classées` : 'Une de ces lignes est classée'} ailleurs, et seul leur reste compte ici : le document compte ${accord(figure.nombre, 'ligne')}, chacune à sa place.`;
  return `${combien} ${verbe} ${formaterEuros(somme)}, le chiffre publié.${suite}`;
}

function row(valeur: Montant, texte: string, signe = ' '): string {
  return `${signe} ${formaterEuros(valeur).padStart(LARGEUR_DU_MONTANT)}  ${texte}`;
}

/** What a figure counts, in words. */
function criteriaText(chiffres: Chiffres, criteres: readonly Critere[]): string {
  const place = criteres.some(([champ]) => champ === 'verdict') ? [] : ['les parts internationales'];
  const dits = [...place, ...criteres.flatMap((critere) => criterionText(chiffres, critere))];
  return dits.map((dit) => dit.replace(/\.$/, '')).join(' ; ');
}

function criterionText({ figures, preparation }: Chiffres, [champ, valeur]: Critere): string[] {
  const { secteurPilote } = preparation.dossier.enTete;
  const nomme = (nom: string) => figures.get(nom)?.libelle || valeur;
  switch (champ) {
    case 'verdict':
      if (valeur === 'tous') return ['toutes les parts, quelle que soit leur place'];
      return [
        `les parts à la place ${valeur
          .split('+')
          .map((place) => `« ${LIBELLES_PLACES[place as Place]} »`)
          .join(' ou ')}`,
      ];
    case 'pilote':
      return [valeur === 'oui' ? `comptées au secteur « ${secteurPilote} »` : 'comptées aux autres secteurs'];
    case 'recu':
      return [`reçues sous le secteur « ${secteurPilote} »`];
    case 'transfert':
      return [`passées du secteur « ${secteurPilote} » à un autre, ou l’inverse (en moins)`];
    case 'exclusion':
      return [`motif : ${nomme(`exclusion.${valeur}`)}`];
    case 'sortie':
      return [nomme(`passerelle.sortie.${valeur}`)];
    case 'source':
      return [`source : ${nomme(`source.${valeur}`)}`];
    case 'ligne':
      return ['cette seule ligne'];
    case 'base':
      return ['lignes qui donnent cette base'];
    case 'couverture':
      return [[...figures.values()].find((figure) => carries(figure, champ, valeur))?.libelle ?? valeur];
    case 'regle':
      return [[...figures.values()].find((figure) => carries(figure, champ, valeur))?.libelle ?? valeur];
    default:
      return [`${TABLES_DECRITES[champ].entete.toLowerCase()} : ${nomme(`${champ}.${valeur}`)}`];
  }
}

function carries({ criteres }: Figure, champ: Critere[0], valeur: string): boolean {
  return criteres.some(([autre, la]) => autre === champ && la === valeur);
}
