import { accord, formaterEntier } from '../domain/textes/format.ts';
import { debutDeDetail } from '../domain/textes/lexique.ts';
import { citer } from '../domain/textes/texte.ts';
import { conditionExacte, direDeTrop } from './condition-exacte.ts';
import { direLesEuros } from './dire-les-euros.ts';
import type { RangeeVue } from './echantillon.ts';
import type { EcartPropose } from './proposition.ts';
import { estNommable, luAvecSens, type VueRestante } from './vue-des-rangees.ts';

/** The rows « dont … », with or without codes: they tell again a part of what a line or a total has counted. */
export function lignesDeDetail(vue: VueRestante): EcartPropose[] {
  const { titres, restantes } = vue;
  const lots = new Map<string, { readonly rang: number; readonly debut: string; readonly lignes: RangeeVue[] }>();
  for (const ligne of restantes) {
    const rang = ligne.champs.findIndex((champ) => debutDeDetail(champ) !== undefined);
    const debut = debutDeDetail(ligne.champs[rang] ?? '');
    if (debut === undefined) continue;
    const cle = `${rang} ${debut}`;
    const deja = lots.get(cle);
    if (deja === undefined) lots.set(cle, { rang, debut, lignes: [ligne] });
    else deja.lignes.push(ligne);
  }
  return [...lots.values()].flatMap(({ rang, debut, lignes }): EcartPropose[] => {
    const [premiere] = lignes;
    const colonne = titres[rang] ?? '';
    if (premiere === undefined || !estNommable(colonne, titres)) return [];
    const { condition, deTrop } = conditionExacte(colonne, debut, lignes, vue);
    const sansCode = lignes.every(({ champs }) => vue.codes.every((code) => (champs[code.rang] ?? '') === ''));
    const lus = lignes.map((ligne) => luAvecSens(ligne, vue)).filter(({ lu }) => lu !== undefined);
    const euros = lus.length === 0 ? '' : `, ${direLesEuros(lus)}`;
    return [
      {
        ...condition,
        motif: 'Détail d’un montant déjà compté',
        confiance: 'à confirmer',
        raisons: [
          `${accord(lignes.length, 'ligne')}${euros}${sansCode && vue.codes.length > 0 ? ', sans aucun code' : ''}, la première à la ligne ${formaterEntier(premiere.numero)} : ${citer(premiere.champs[rang] ?? '')}`,
          ...direDeTrop(deTrop),
        ],
      },
    ];
  });
}
