import { citer } from '../domain/citation.ts';
import { accord, formaterEntier, formaterEuros } from '../domain/format.ts';
import { montant as enMontant, lireMontant } from '../domain/montant.ts';
import { motDeTotal } from '../domain/mots-de-total.ts';
import type { EcartPropose } from './proposal.ts';
import { estNommable, type VueRestante } from './rows-to-leave.ts';
import type { RangeeVue } from './sample.ts';

interface Totaux {
  readonly rang: number;
  readonly mot: string;
  readonly lignes: RangeeVue[];
}

/** The rows that sum up others, by the word of a total at the head of one of their cells. */
export function lignesDeTotal(vue: VueRestante): EcartPropose[] {
  const { titres, codes } = vue;
  const vus = totauxParMot(vue.restantes);
  const sansCode = (ligne: RangeeVue, rang: number) => {
    const autres = codes.filter((code) => code.rang !== rang);
    return autres.length > 0 && autres.every((code) => (ligne.champs[code.rang] ?? '') === '');
  };
  const sommes = sommer(
    vue,
    new Set(vus.flatMap(({ lignes }) => lignes)),
    new Set(
      vus.flatMap(({ rang, lignes }) => lignes.filter((ligne) => ligne.genre === 'total' || sansCode(ligne, rang))),
    ),
  );
  return vus.flatMap(({ rang, mot, lignes }): EcartPropose[] => {
    const titre = titres[rang] ?? '';
    const [premiere] = lignes;
    const videDeCodes = lignes.every((ligne) => sansCode(ligne, rang));
    const comparees = lignes.flatMap((ligne) => sommes.get(ligne) ?? []);
    const justes = comparees.filter(({ juste }) => juste).length;
    const repetent = justes === lignes.length;
    // « Total » is also a firm: without a second sign, nothing is left out.
    if (premiere === undefined || !estNommable(titre, titres) || !(videDeCodes || repetent)) return [];
    const fausse = comparees.find(({ juste }) => !juste);
    return [
      {
        colonne: titre,
        attente: { type: 'commence_par', debut: mot === 'total' ? 'TOTAL' : mot },
        motif: 'Ligne de total qui répète d’autres lignes du fichier',
        confiance: repetent ? 'sûr' : 'à confirmer',
        raisons: [
          `${accord(lignes.length, 'ligne')}, la première à la ligne ${formaterEntier(premiere.numero)} : ${citer(premiere.champs[rang] ?? '')}`,
          repetent
            ? lignes.length === 1
              ? 'elle fait la somme des autres'
              : 'chacune fait la somme d’autres lignes'
            : 'sans aucun code',
          ...(repetent || fausse === undefined ? [] : [direEcart(fausse)]),
        ],
      },
    ];
  });
}

function totauxParMot(lignes: readonly RangeeVue[]): Totaux[] {
  const vus = new Map<string, Totaux>();
  for (const ligne of lignes) {
    for (let rang = 0; rang < Math.min(ligne.champs.length, 60); rang++) {
      const mot = motDeTotal(ligne.champs[rang] ?? '');
      if (mot === undefined) continue;
      const cle = `${rang} ${mot}`;
      const deja = vus.get(cle) ?? { rang, mot, lignes: [] };
      deja.lignes.push(ligne);
      vus.set(cle, deja);
      break;
    }
  }
  return [...vus.values()];
}

/** A total row against the lines that it may sum up, in centimes. */
interface Comparaison {
  readonly ligne: RangeeVue;
  readonly dit: bigint;
  readonly somme: bigint;
  readonly juste: boolean;
}

/**
 * Compares each total with the lines of all the file, those above it, and those since the total before it.
 * @param nommees rows with the word of a total, that of a firm too
 * @param deTotal those that are totals by what else they hold
 */
function sommer(
  { restantes, montant, unite }: VueRestante,
  nommees: ReadonlySet<RangeeVue>,
  deTotal: ReadonlySet<RangeeVue>,
): ReadonlyMap<RangeeVue, Comparaison> {
  const comparaisons = new Map<RangeeVue, Comparaison>();
  if (montant === undefined) return comparaisons;
  const lire = ({ champs }: RangeeVue) => {
    const lu = lireMontant(champs[montant.rang] ?? '', { unite });
    return lu.etat === 'lu' ? BigInt(lu.montant) : undefined;
  };
  const entier = restantes.reduce((somme, ligne) => (deTotal.has(ligne) ? somme : somme + (lire(ligne) ?? 0n)), 0n);
  let dessus = 0n;
  let depuis = 0n;
  for (const ligne of restantes) {
    const lu = lire(ligne);
    if (!deTotal.has(ligne)) {
      if (nommees.has(ligne) && lu !== undefined && lu !== 0n && entier === lu + lu)
        comparaisons.set(ligne, { ligne, dit: lu, somme: lu, juste: true });
      dessus += lu ?? 0n;
      depuis += lu ?? 0n;
      continue;
    }
    if (lu !== undefined) {
      const juste = lu !== 0n && [entier, dessus, depuis].includes(lu);
      comparaisons.set(ligne, { ligne, dit: lu, somme: depuis === 0n ? dessus : depuis, juste });
    }
    depuis = 0n;
  }
  return comparaisons;
}

function direEcart({ ligne, dit, somme }: Comparaison): string {
  const ecart = dit > somme ? dit - somme : somme - dit;
  const euros = (centimes: bigint) => formaterEuros(enMontant(Number(centimes)));
  return `la ligne ${formaterEntier(ligne.numero)} annonce ${euros(dit)}, les lignes qu’elle devrait reprendre font ${euros(somme)} : ${euros(ecart)} d’écart, à demander au secteur`;
}
