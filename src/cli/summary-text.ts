import type { ChalkInstance } from 'chalk';
import type { Jaune } from '../compile/jaune.ts';
import { LIBELLES_BASES } from '../domain/base.ts';
import { accord, formaterEntier, formaterEuros, formaterMillions } from '../domain/format.ts';
import type { Montant } from '../domain/montant.ts';
import { LIBELLES_PLACES, PLACES } from '../domain/verdict.ts';
import { aDroite } from './words.ts';

/** The four-line synthesis, the partition and the coverage, for a terminal. */
export function writeSummary(jaune: Jaune, couleurs: ChalkInstance): string {
  const { enTete, synthese, partition, couverture } = jaune;
  const lignes: [string, Montant][] = [
    [enTete.libellePilote, synthese.secteurPilote],
    ['Autres secteurs (hors opérations exceptionnelles)', synthese.autresSecteurs],
    ['Total général hors opérations exceptionnelles', synthese.totalHorsExceptionnelles],
    ['Pour mémoire, opérations exceptionnelles', synthese.exceptionnelles],
  ];
  const largeur = Math.max(...lignes.map(([libelle]) => libelle.length), 50);
  const figures = lignes.map(([libelle, valeur], rang) => {
    const texte = `  ${libelle.padEnd(largeur)}  ${aDroite(formaterMillions(valeur), 12)}  ${aDroite(formaterEuros(valeur), 18)}`;
    return rang === 2 ? couleurs.bold.yellow(texte) : texte;
  });
  const places = [...PLACES, 'total' as const].map((place) => {
    const { lignes: nombre, centimes } = partition[place];
    const libelle = place === 'total' ? 'Total des fichiers reçus' : LIBELLES_PLACES[place];
    const texte = `  ${libelle.padEnd(32)}  ${aDroite(formaterEntier(nombre), 9)}  ${aDroite(formaterEuros(centimes), 22)}`;
    return place === 'total' ? couleurs.bold(texte) : texte;
  });
  const { parRegle, parDecision, aArbitrer, nonExaminee, totalSiTout } = couverture;
  return [
    couleurs.bold(`${enTete.titre} — ${enTete.collectivite}, ${enTete.exercice}`),
    `Base : ${LIBELLES_BASES[enTete.base]}`,
    ...(enTete.mention === '' ? [] : [enTete.mention]),
    '',
    couleurs.bold('Synthèse'),
    ...figures,
    '',
    couleurs.bold('Partition : chaque ligne reçue est à une place et une seule'),
    ...places,
    '',
    `Décidées par une règle : ${accord(parRegle.lignes, 'ligne')}, ${formaterEuros(parRegle.centimes)} ; par une personne : ${accord(parDecision.lignes, 'ligne')}, ${formaterEuros(parDecision.centimes)}.`,
    `Ouvertes : ${accord(aArbitrer.lignes, 'ligne')} à arbitrer, ${accord(nonExaminee.lignes, 'ligne')} non examinées ; si toutes entraient, le total irait jusqu’à ${formaterEuros(totalSiTout)}.`,
    '',
  ].join('\n');
}
