import { montant } from '../domain/argent/montant.ts';
import { cleDeNom } from '../domain/textes/nom.ts';
import type { Appui } from './compteur.ts';
import type { Critere } from './critere.ts';
import { desDeuxSens, type Figure, plus, RECU, TOTAL } from './figures.ts';
import { garderPar } from './garder-par.ts';
import type { Jaune } from './jaune.ts';
import { Selection } from './selection.ts';
import { nomDeLaCle, valeursDesDecideurs } from './valeurs-nommees.ts';

/** What speaks of a line that is open, with its name in figures and in words. */
export const CE_QUI_PARLE = [
  ['suggereesOui', 'suggeree_oui', 'la mémoire suggère oui'],
  ['suggereesNon', 'suggeree_non', 'la mémoire suggère non'],
  ['signalees', 'signalee', 'un signal parle'],
  ['silencieuses', 'silencieuse', 'rien ne parle'],
] as const satisfies readonly (readonly [cle: Appui, nom: string, libelle: string])[];

const QUI_DECIDE = [
  ['parRegle', 'par_regle', 'Décidé par une règle', 'regle'],
  ['parDecision', 'par_decision', 'Décidé par une personne', 'personne'],
] as const satisfies readonly (readonly [cle: Appui, nom: string, libelle: string, valeur: string])[];

/**
 * Who decided, and what is open: of whole lines, whatever share of them is kept, for who decides, decides of the line; then, for
 * `couverture.par_regle/total`, what they put in the headline. Those who signed are `decideur.direction-des-finances`.
 */
export function chiffresDeCouverture(jaune: Jaune): readonly Figure[] {
  return nommerLaCouverture(jaune);
}

const nommerLaCouverture = garderPar((jaune: Jaune): readonly Figure[] => {
  const { couverture, partition } = jaune;
  const decideurs = valeursDesDecideurs(jaune);
  const entrees = ['internationale', 'a_arbitrer', 'non_examinee'] as const;
  const entieres = (nom: string, libelle: string, de: Parameters<typeof desDeuxSens>[2], critere: Critere) =>
    desDeuxSens(nom, libelle, de, [['verdict', 'tous'], critere], RECU);
  return [
    ...QUI_DECIDE.flatMap(([cle, nom, libelle, valeur]) => [
      ...entieres(`couverture.${nom}`, libelle, couverture[cle], ['decide_par', valeur]),
      dansLeTotal(jaune, `couverture.${nom}/total`, `${libelle}, dans le total`, ['decide_par', valeur]),
    ]),
    ...CE_QUI_PARLE.flatMap(([cle, nom, libelle]) =>
      entieres(`couverture.${nom}`, `Ouvert, ${libelle}`, couverture[cle], ['couverture', cle]),
    ),
    ...couverture.decideurs.flatMap((decideur) => {
      const nom = nomDeLaCle(decideurs, cleDeNom(decideur.auteur)) ?? '';
      return entieres(`decideur.${nom}`, `Décidé par ${decideur.auteur}`, decideur, ['decideur', nom]);
    }),
    {
      nom: 'couverture.total_si_tout',
      libelle: 'Total, si tout ce qui est ouvert entrait',
      montant: couverture.totalSiTout,
      nombre: entrees.reduce((nombre, place) => nombre + partition[place].lignes, 0),
      criteres: [['verdict', entrees.join('+')]],
      termes: plus(entrees.map((place) => `partition.${place}`)),
    },
  ];
});

/** What lines put in the headline: all that do are named. */
function dansLeTotal(jaune: Jaune, nom: string, libelle: string, critere: Critere): Figure {
  const selection = new Selection(jaune, [critere]);
  let nombre = 0;
  let centimes = 0;
  for (const affectation of jaune.lignes) {
    const comptes = selection.compter(affectation);
    if (comptes === undefined) continue;
    nombre += 1;
    centimes += comptes;
  }
  return { nom, libelle, montant: montant(centimes), nombre, criteres: [critere], partDe: TOTAL };
}
