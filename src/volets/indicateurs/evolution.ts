import { deMillioniemes, ecrireUnNombre, enMillioniemes } from '../../domain/textes/nombre-decimal.ts';
import { ecrireUnePeriode, estUneAnnee } from '../periode.ts';
import type { Indicateur, Mesure } from './indicateur.ts';

type MesureChiffree = Mesure & { readonly valeur: string };

/** What a measure says beside the year before: the difference, or why there is none. Empty where there is nothing to say. */
export function direLEvolution({ mesures, sens }: Indicateur, mesure: Mesure): string {
  if (!estComparable(mesure)) return '';
  const avant = mesures.filter((autre) => estComparable(autre) && autre.periode.de < mesure.periode.de).at(-1);
  if (avant === undefined || !estComparable(avant)) return '';
  const depuis = `depuis ${avant.periode.de}`;
  if (changeDePerimetre(mesures, avant, mesure)) return `ne se compare pas à ${avant.periode.de} : périmètre changé`;
  if (avant.precision !== 'exact' || mesure.precision !== 'exact')
    return `écart ${depuis} non calculé : valeurs non exactes`;
  const ecart = enMillioniemes(mesure.valeur) - enMillioniemes(avant.valeur);
  if (ecart === 0n) return `inchangé ${depuis}`;
  const ecrit = `${ecart > 0n ? '+' : ''}${ecrireUnNombre(deMillioniemes(ecart))} ${depuis}`;
  if (sens === 'information') return ecrit;
  return `${ecrit}, ${ecart > 0n === (sens === 'hausse') ? 'dans le sens voulu' : 'à l’inverse du sens voulu'}`;
}

/** Whether the target of the same period is reached, where that can be said. Empty without a target. */
export function direLaCible({ cibles, sens }: Indicateur, mesure: Mesure): string {
  if (mesure.statut !== 'réalisé') return '';
  const cible = cibles.get(ecrireUnePeriode(mesure.periode));
  if (cible?.valeur === undefined) return '';
  const ecrite = ecrireLaValeur(cible);
  if (mesure.valeur === undefined) return `cible ${ecrite}`;
  return `cible ${ecrite} : ${juger(mesure as MesureChiffree, cible as MesureChiffree, sens)}`;
}

function juger(mesure: MesureChiffree, cible: MesureChiffree, sens: string): string {
  const ecart = enMillioniemes(mesure.valeur) - enMillioniemes(cible.valeur);
  if (sens === 'information') return 'pour information';
  if (cible.precision !== 'exact' || mesure.precision === 'arrondi') return 'ne se dit pas d’une valeur arrondie';
  if (mesure.precision === 'minimum') {
    // More than 20 000 is surely 20 000 or more, and surely not 20 000 or less.
    if (ecart < 0n) return 'ne se dit pas d’un minimum';
    return sens === 'hausse' ? 'atteinte' : 'non atteinte';
  }
  return ecart === 0n || ecart > 0n === (sens === 'hausse') ? 'atteinte' : 'non atteinte';
}

const PRECEDES: Readonly<Record<Mesure['precision'], string>> = { exact: '', minimum: 'plus de ', arrondi: 'environ ' };

/** « plus de 20 000 », « 9 600 », « non renseigné ». */
export function ecrireLaValeur({ valeur, precision }: Mesure): string {
  return valeur === undefined ? 'non renseigné' : `${PRECEDES[precision]}${ecrireUnNombre(valeur)}`;
}

function estComparable(mesure: Mesure): mesure is MesureChiffree {
  return mesure.statut === 'réalisé' && mesure.valeur !== undefined && estUneAnnee(mesure.periode);
}

/** Whether what is counted changed after the one and up to the other. */
function changeDePerimetre(mesures: readonly Mesure[], avant: Mesure, mesure: Mesure): boolean {
  return mesures.some(
    ({ perimetreChange, periode, statut }) =>
      perimetreChange !== '' &&
      statut === 'réalisé' &&
      periode.de > avant.periode.de &&
      periode.de <= mesure.periode.de,
  );
}
