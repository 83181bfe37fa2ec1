import { accord, formaterEntier } from '../domain/textes/format.ts';
import { citer, plier } from '../domain/textes/texte.ts';
import { conditionExacte } from './condition-exacte.ts';
import type { RangeeVue } from './echantillon.ts';
import type { EcartPropose } from './proposition.ts';
import { estNommable, type VueRestante } from './vue-des-rangees.ts';

/** The rows « dont … » without any code: they tell again a part of what a line or a total has counted. */
export function lignesDeDetail(vue: VueRestante): EcartPropose[] {
  const { titres, codes, restantes, montant } = vue;
  if (codes.length === 0) return [];
  const parColonne = new Map<number, RangeeVue[]>();
  for (const ligne of restantes) {
    if (codes.some(({ rang }) => (ligne.champs[rang] ?? '') !== '')) continue;
    const rang = ligne.champs.findIndex((champ) => champ !== '');
    if (rang === montant?.rang || !/^dont\b/.test(plier(ligne.champs[rang] ?? ''))) continue;
    const deja = parColonne.get(rang);
    if (deja === undefined) parColonne.set(rang, [ligne]);
    else deja.push(ligne);
  }
  return [...parColonne].flatMap(([rang, lignes]): EcartPropose[] => {
    const [premiere] = lignes;
    const colonne = titres[rang] ?? '';
    if (premiere === undefined || !estNommable(colonne, titres)) return [];
    const { condition } = conditionExacte(colonne, 'dont', lignes, vue);
    return [
      {
        ...condition,
        motif: 'Détail d’un montant déjà compté',
        confiance: 'à confirmer',
        raisons: [
          `${accord(lignes.length, 'ligne')} sans aucun code, la première à la ligne ${formaterEntier(premiere.numero)} : ${citer(premiere.champs[rang] ?? '')}`,
        ],
      },
    ];
  });
}
