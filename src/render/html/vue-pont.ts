import { type Cause, libelleDeLaCause } from '../../compile/comparaison/causes.ts';
import type { Effet } from '../../compile/comparaison/effets.ts';
import { direLeDecideur, type LigneComparable, retenuDe } from '../../compile/comparaison/ligne-comparable.ts';
import type { PontDepuis } from '../../compile/comparaison/passage.ts';
import type { EtapeDuPont } from '../../compile/comparaison/pont.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import { accord, formaterMillions, sansLeTaire } from '../../domain/textes/format.ts';
import { dessinerCascade, type EtapeDeCascade } from '../graphiques/cascade.ts';
import { type ExplicationDesEffets, ecrireEcart, explicationDesEffets } from '../textes/expliquer-l-effet.ts';
import type { LignesDeLaPage } from './lignes-de-la-page.ts';
import { RANGEES_DE_L_ESSENTIEL } from './rangees-de-l-essentiel.ts';

/** Lines that are named in each step; of the others, those that the page holds are given by their numbers. */
const LIGNES_NOMMEES = 12;
/** New actions and those that ended are all named: that is what is asked of a year. Beyond, the workbook has them. */
export const ACTIONS_NOMMEES = 2_000;
const NOMMEES_TOUTES: ReadonlySet<Cause> = new Set<Cause>(['nouvelle', 'terminee']);

export interface LigneDuPontVue {
  readonly libelle: string;
  readonly beneficiaire: string;
  readonly pays: string;
  readonly avant: Montant;
  readonly maintenant: Montant;
  /** What it does for this step, signed. */
  readonly ecrit: string;
  /** Number of this year's line in the annex; 0 where there is none, or where the page does not hold it. */
  readonly numero: number;
  readonly probable: boolean;
  /** The rule or the decision that is the cause; empty when none is. */
  readonly par: string;
  /** Why it is not what separates the two amounts; empty where it is. */
  readonly pourquoi: string;
}

/** What lines do together. */
interface Ensemble extends Pick<LigneDuPontVue, 'avant' | 'maintenant' | 'ecrit'> {
  readonly lignes: number;
}

export interface EtapeDuPontVue {
  readonly titre: string;
  readonly nom: string;
  readonly lignes: number;
  readonly effet: Montant;
  readonly ecrit: string;
  readonly cumul: Montant;
  /** By which rules and decisions, in words; empty when none is the cause. */
  readonly par: string;
  readonly actions: readonly LigneDuPontVue[];
  /** Numbers of the lines that are not named and that the page holds, ascending; then how many it does not hold. */
  readonly numeros: readonly number[];
  readonly autres: number;
  /** What those that are not named do together. */
  readonly reste: Ensemble;
  /** What those that are named and that the essentiel does not print do together. */
  readonly horsEssentiel: Ensemble;
}

/** The bridge from last year's total to this year's. */
export interface PontVu {
  readonly avant: Montant;
  readonly maintenant: Montant;
  readonly etapes: readonly EtapeDuPontVue[];
  readonly cascade: string;
  readonly rapprochement: string;
}

export function pontVu(
  { pont, certains, probables }: PontDepuis,
  avant: string,
  exercice: string,
  montre: LignesDeLaPage['montre'],
): PontVu {
  let cumul = pont.avant;
  const expliquer = explicationDesEffets(
    pont.etapes.flatMap(({ effets }) => effets),
    `en ${avant}`,
  );
  const etapes = pont.etapes.map((etape) => {
    cumul = montant(cumul + etape.centimes);
    return etapeVue(etape, cumul, montre, expliquer);
  });
  return {
    avant: pont.avant,
    maintenant: pont.apres,
    etapes,
    cascade: dessiner(etapes, pont, avant, exercice),
    rapprochement: `${accord(certains + probables, 'ligne')} du total sont reconnues d’une année à l’autre, dont ${probables === 0 ? 'toutes avec certitude' : `${accord(probables, 'probable')}`}.`,
  };
}

function etapeVue(
  { cause, centimes, effets, decideurs }: EtapeDuPont,
  cumul: Montant,
  montre: LignesDeLaPage['montre'],
  expliquer: ExplicationDesEffets,
): EtapeDuPontVue {
  const auPlus = NOMMEES_TOUTES.has(cause) ? ACTIONS_NOMMEES : LIGNES_NOMMEES;
  const autres = effets.slice(auPlus);
  const suivants = autres.map((effet) => numeroDe(effet, montre));
  const numeros = suivants.filter((numero) => numero > 0).sort((gauche, droite) => gauche - droite);
  return {
    titre: libelleDeLaCause(cause, 'autre_exercice'),
    nom: `pont-${cause.replaceAll('_', '-')}`,
    lignes: effets.length,
    effet: centimes,
    ecrit: ecrireEcart(centimes),
    cumul,
    par: decideurs.map(({ par, lignes }) => `${direLeDecideur(par)} (${accord(lignes, 'ligne')})`).join(', '),
    actions: effets.slice(0, auPlus).map((effet) => ligneVue(effet, montre, expliquer)),
    numeros,
    autres: suivants.length - numeros.length,
    reste: ensemble(autres),
    horsEssentiel: ensemble(effets.slice(RANGEES_DE_L_ESSENTIEL.enBref, auPlus)),
  };
}

function ensemble(effets: readonly Effet[]): Ensemble {
  return {
    lignes: effets.length,
    avant: somme(effets.map((effet) => totalDe(effet.avant))),
    maintenant: somme(effets.map((effet) => totalDe(effet.apres))),
    ecrit: ecrireEcart(somme(effets.map((effet) => effet.centimes))),
  };
}

function ligneVue(effet: Effet, montre: LignesDeLaPage['montre'], expliquer: ExplicationDesEffets): LigneDuPontVue {
  const { avant, apres, centimes, rapprochement, par } = effet;
  const montree = apres ?? avant;
  return {
    libelle: montree?.libelle ?? '',
    beneficiaire: montree?.beneficiaire ?? '',
    pays: montree?.pays.join(', ') ?? '',
    avant: totalDe(avant),
    maintenant: totalDe(apres),
    ecrit: ecrireEcart(centimes),
    numero: numeroDe(effet, montre),
    probable: rapprochement?.certain === false,
    par: par === undefined ? '' : direLeDecideur(par),
    pourquoi: expliquer(effet),
  };
}

function numeroDe({ apres }: Effet, montre: LignesDeLaPage['montre']): number {
  return apres?.ligne === undefined || !montre(apres.ligne) ? 0 : apres.ligne + 1;
}

function totalDe(ligne: LigneComparable | undefined): Montant {
  return ligne === undefined ? NUL : retenuDe(ligne);
}

const enMillions = sansLeTaire(formaterMillions);

function dessiner(
  etapes: readonly EtapeDuPontVue[],
  { avant: depart, apres: arrivee }: { readonly avant: Montant; readonly apres: Montant },
  avant: string,
  exercice: string,
): string {
  const palier = (libelle: string, valeur: Montant): EtapeDeCascade => ({
    libelle,
    montant: valeur,
    cumul: valeur,
    palier: true,
    affiche: enMillions(valeur),
  });
  return dessinerCascade(
    [
      palier(`Total de ${avant}`, depart),
      // A change of sector or axis moves nothing in all.
      ...etapes
        .filter(({ effet }) => effet !== 0)
        .map(({ titre, nom, effet, cumul, lignes }) => ({
          libelle: titre,
          montant: effet,
          cumul,
          palier: false,
          affiche: `${effet > 0 ? '+' : ''}${enMillions(effet)}`,
          precision: accord(lignes, 'ligne'),
          adresse: `#${nom}`,
        })),
      palier(`Total de ${exercice}`, arrivee),
    ],
    { prefixe: 'g-pont', titre: `Du total de ${avant} à celui de ${exercice}` },
  );
}
