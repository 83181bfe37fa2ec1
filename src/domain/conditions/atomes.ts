import { mettreAuSingulier } from '../textes/lexique.ts';
import { plier } from '../textes/texte.ts';

/**
 * The smallest things that can be asked of a text: what lists and words break into. A text that is a value or a family of
 * codes and one that begins with words are not compared in the same form: `prefixe` is of the normal form and `debut` of the
 * folded. Of `autre`, nothing is known but that two of one text are the same.
 */
export type Atome =
  | { readonly type: 'vide' | 'rempli' }
  | { readonly type: 'valeur' | 'mot' | 'debut' | 'prefixe' | 'autre'; readonly texte: string }
  | { readonly type: 'intervalle'; readonly debut: string; readonly fin: string };

/** Whether surely no text meets both; when in doubt, no. */
export function sExcluent(gauche: Atome, droite: Atome): boolean {
  if (gauche.type === 'autre' || droite.type === 'autre') return false;
  if (gauche.type === 'vide' || droite.type === 'vide') return gauche.type !== droite.type;
  if (gauche.type === 'valeur' && droite.type === 'valeur') return gauche.texte !== droite.texte;
  if (gauche.type === droite.type && (gauche.type === 'prefixe' || gauche.type === 'debut')) {
    const autre = droite.type === gauche.type ? droite.texte : '';
    return !gauche.texte.startsWith(autre) && !autre.startsWith(gauche.texte);
  }
  if (gauche.type === 'intervalle' && droite.type === 'intervalle')
    return gauche.debut.length !== droite.debut.length || gauche.debut > droite.fin || droite.debut > gauche.fin;
  if (gauche.type === 'prefixe' && droite.type === 'intervalle') return prefixeHorsDe(gauche.texte, droite);
  if (gauche.type === 'intervalle' && droite.type === 'prefixe') return prefixeHorsDe(droite.texte, gauche);
  if (gauche.type === 'valeur' && droite.type !== 'rempli') return valeurHorsDe(gauche.texte, droite);
  if (droite.type === 'valeur' && gauche.type !== 'rempli') return valeurHorsDe(droite.texte, gauche);
  return false;
}

type Intervalle = Extract<Atome, { type: 'intervalle' }>;

function prefixeHorsDe(prefixe: string, { debut, fin }: Intervalle): boolean {
  if (prefixe.length > debut.length) return true;
  return prefixe < debut.slice(0, prefixe.length) || prefixe > fin.slice(0, prefixe.length);
}

/** Families and ranges only: words and beginnings are of the folded form, which a value in normal form does not give. */
function valeurHorsDe(valeur: string, atome: Atome): boolean {
  if (atome.type === 'prefixe') return !valeur.startsWith(atome.texte);
  if (atome.type === 'intervalle')
    return valeur.length !== atome.debut.length || valeur < atome.debut || valeur > atome.fin;
  return false;
}

/** Whether surely every text that meets the one meets the other; when in doubt, no. */
export function entraine(gauche: Atome, droite: Atome): boolean {
  if (droite.type === 'rempli') return gauche.type !== 'vide' && gauche.type !== 'autre';
  switch (gauche.type) {
    case 'vide':
    case 'rempli':
      return gauche.type === droite.type;
    case 'valeur':
      if (droite.type === 'valeur') return gauche.texte === droite.texte;
      return (droite.type === 'prefixe' || droite.type === 'intervalle') && !valeurHorsDe(gauche.texte, droite);
    case 'prefixe':
    case 'debut':
      return gauche.type === droite.type && gauche.texte.startsWith(droite.texte);
    case 'autre':
      return droite.type === 'autre' && gauche.texte === droite.texte;
    case 'mot':
      return droite.type === 'mot' && memeMot(gauche.texte, droite.texte);
    case 'intervalle':
      if (droite.type === 'prefixe')
        return gauche.debut.startsWith(droite.texte) && gauche.fin.startsWith(droite.texte);
      return (
        droite.type === 'intervalle' &&
        gauche.debut.length === droite.debut.length &&
        droite.debut <= gauche.debut &&
        gauche.fin <= droite.fin
      );
  }
}

function memeMot(gauche: string, droite: string): boolean {
  return mettreAuSingulier(plier(gauche)) === mettreAuSingulier(plier(droite));
}
