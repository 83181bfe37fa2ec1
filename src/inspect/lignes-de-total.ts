import { montant as enMontant } from '../domain/argent/montant.ts';
import { accord, formaterEntier, formaterEuros } from '../domain/textes/format.ts';
import { motDeTotal } from '../domain/textes/lexique.ts';
import { citer, plier } from '../domain/textes/texte.ts';
import { conditionExacte, direDeTrop } from './condition-exacte.ts';
import { direLesEuros } from './dire-les-euros.ts';
import type { RangeeVue } from './echantillon.ts';
import type { EcartPropose } from './proposition.ts';
import { type Comparaison, sommerLesTotaux } from './sommer-les-totaux.ts';
import { estNommable, type VueRestante } from './vue-des-rangees.ts';

/** Beyond, one condition for each text would fill the block. */
const TEXTES_MAX = 12;
/** What a total says when it is no name: « Total général », « Sous-total ». */
const TOTAL_NU = /^\W*(?:sous )?tot(?:al|aux)(?: general| generaux)?\W*$/;

const MOTS_SEULS: ReadonlySet<string> = new Set(['ensemble', 'cumul', 'grand total', 'montant total']);

interface Totaux {
  readonly rang: number;
  readonly mot: string;
  readonly lignes: RangeeVue[];
}

/**
 * The rows that sum up others, by the word of a total at the head of one of their cells and a second sign: « Total » is also a
 * firm. A row that lacks a code which each line has is one for sure when its sum is; one with all its codes is never sure.
 */
export function lignesDeTotal(vue: VueRestante): EcartPropose[] {
  const vus = totauxParMot(vue.restantes);
  if (vus.length === 0) return [];
  const nommees = new Set(vus.flatMap(({ lignes }) => lignes));
  const formes = formesDeTotal(vue, vus, nommees);
  const { sommes, estJuste } = choisirLaLecture(vue, nommees, formes);
  return vus.flatMap(({ rang, mot, lignes }): EcartPropose[] => {
    const colonne = vue.titres[rang] ?? '';
    if (!estNommable(colonne, vue.titres)) return [];
    const deForme = lignes.filter((ligne) => formes.has(ligne));
    const avecCodes = lignes.filter((ligne) => !formes.has(ligne) && estJuste(ligne));
    const comparees = deForme.flatMap((ligne) => sommes.get(ligne) ?? []);
    // Of totals whose amount cannot be read, nothing more is known: the others speak for them.
    const repetent = comparees.length > 0 && comparees.every(({ juste }) => juste);
    const retenues = repetent || deForme.every((ligne) => sansCode(vue, ligne, rang)) ? deForme : [];
    // « Ensemble » begins names of bodies: next year's file may have some.
    const debut = MOTS_SEULS.has(mot) ? undefined : mot === 'total' ? 'TOTAL' : mot;
    return [
      ...lotsExacts(vue, colonne, debut, retenues).map((lot) => direLeLot(vue, colonne, lot, sommes, true)),
      ...lotsExacts(vue, colonne, undefined, avecCodes).map((lot) => direLeLot(vue, colonne, lot, sommes, false)),
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

function sansCode({ codes }: VueRestante, ligne: RangeeVue, rang: number): boolean {
  const autres = codes.filter((code) => code.rang !== rang);
  return autres.length > 0 && autres.every((code) => (ligne.champs[code.rang] ?? '') === '');
}

/**
 * The rows that are totals by what else they hold: no code, or not all that each line has, as the total of a chapter. Where the
 * file has no codes, the other columns that each line fills speak, or a name that is a total's alone.
 */
function formesDeTotal(
  vue: VueRestante,
  vus: readonly Totaux[],
  nommees: ReadonlySet<RangeeVue>,
): ReadonlySet<RangeeVue> {
  const { codes, restantes, titres, mesure } = vue;
  const autres = restantes.filter((ligne) => !nommees.has(ligne) && ligne.genre === undefined);
  const temoins =
    codes.length > 0 ? codes.map(({ rang }) => rang) : [...titres.keys()].filter((rang) => rang !== mesure?.rang);
  const toujoursRemplis = temoins.filter(
    (rang) => autres.length > 0 && autres.every(({ champs }) => (champs[rang] ?? '') !== ''),
  );
  return new Set(
    vus.flatMap(({ rang, lignes }) =>
      lignes.filter(
        (ligne) =>
          sansCode(vue, ligne, rang) ||
          toujoursRemplis.some((temoin) => (ligne.champs[temoin] ?? '') === '') ||
          (codes.length === 0 && estNu(ligne, rang)),
      ),
    ),
  );
}

function estNu({ champs }: RangeeVue, rang: number): boolean {
  return TOTAL_NU.test(plier(champs[rang] ?? ''));
}

/** Rows that have all their codes are lines, or totals of which the name alone speaks: what makes more sums right is kept. */
function choisirLaLecture(vue: VueRestante, nommees: ReadonlySet<RangeeVue>, formes: ReadonlySet<RangeeVue>) {
  const lire = (deTotal: ReadonlySet<RangeeVue>) => {
    const sommes = sommerLesTotaux(vue, nommees, deTotal);
    const estJuste = (ligne: RangeeVue) => {
      const { juste = false, termes = 0 } = sommes.get(ligne) ?? {};
      return juste && (termes > 1 || formes.has(ligne));
    };
    return { sommes, estJuste, justes: [...nommees].filter(estJuste).length };
  };
  const seules = lire(formes);
  const nues = lire(
    new Set([...nommees].filter((ligne) => formes.has(ligne) || ligne.champs.some((_, rang) => estNu(ligne, rang)))),
  );
  const toutes = lire(new Set([...nommees].filter((ligne) => formes.has(ligne) || ligne.genre === 'total')));
  return [nues, toutes].reduce((mieux, autre) => (autre.justes > mieux.justes ? autre : mieux), seules);
}

interface Lot {
  readonly lignes: readonly RangeeVue[];
  readonly condition: Pick<EcartPropose, 'colonne' | 'attente' | 'vide'>;
  readonly deTrop: number;
}

/** Rows under one condition that catches them alone or, where there is none, one for each of their texts. */
function lotsExacts(vue: VueRestante, colonne: string, debut: string | undefined, lignes: readonly RangeeVue[]): Lot[] {
  if (lignes.length === 0) return [];
  const rang = vue.titres.indexOf(colonne);
  const parTexte = new Map<string, RangeeVue[]>();
  for (const ligne of lignes) {
    const texte = ligne.champs[rang] ?? '';
    const memes = parTexte.get(texte);
    if (memes === undefined) parTexte.set(texte, [ligne]);
    else memes.push(ligne);
  }
  if (debut !== undefined) {
    const ensemble = { lignes, ...conditionExacte(colonne, debut, lignes, vue) };
    if (ensemble.deTrop === 0 || parTexte.size > TEXTES_MAX) return [ensemble];
  }
  return [...parTexte.values()]
    .slice(0, TEXTES_MAX)
    .map((memes) => ({ lignes: memes, ...conditionExacte(colonne, undefined, memes, vue) }));
}

function direLeLot(
  vue: VueRestante,
  colonne: string,
  { lignes, condition, deTrop }: Lot,
  sommes: ReadonlyMap<RangeeVue, Comparaison>,
  deForme: boolean,
): EcartPropose {
  const rang = vue.titres.indexOf(colonne);
  const comparees = lignes.flatMap((ligne) => sommes.get(ligne) ?? []);
  const illisibles = lignes.length - comparees.length;
  const repetent = comparees.length > 0 && comparees.every(({ juste }) => juste);
  const unSeulTerme = comparees.every(({ termes }) => termes < 2);
  const fausse = comparees.find(({ juste }) => !juste);
  const sur = deForme && repetent && illisibles === 0 && !unSeulTerme && deTrop === 0;
  const [premiere] = lignes;
  const euros =
    comparees.length === 0 ? '' : `, ${direLesEuros(comparees.map(({ dit, sens }) => ({ lu: dit, sens })))}`;
  return {
    ...condition,
    motif: 'Ligne de total qui répète d’autres lignes du fichier',
    confiance: sur ? 'sûr' : 'à confirmer',
    raisons: [
      `${accord(lignes.length, 'ligne')}${euros}, la première à la ligne ${formaterEntier(premiere?.numero ?? 0)} : ${citer(premiere?.champs[rang] ?? '')}`,
      !repetent
        ? 'sans aucun code'
        : unSeulTerme
          ? 'le même montant qu’une autre ligne'
          : lignes.length === 1
            ? 'elle fait la somme des autres'
            : illisibles === 0
              ? 'chacune fait la somme d’autres lignes'
              : 'celles dont le montant se lit font la somme d’autres lignes',
      ...(deForme || vue.codes.length === 0 ? [] : ['mais avec les codes d’une dépense : peut-être en est-ce une']),
      ...(illisibles === 0 || vue.mesure === undefined
        ? []
        : [illisibles === 1 ? 'un montant ne s’y lit pas' : `${illisibles} montants ne s’y lisent pas`]),
      ...direDeTrop(deTrop),
      ...(repetent || fausse === undefined ? [] : [direEcart(fausse)]),
    ],
  };
}

function direEcart({ ligne, dit, somme }: Comparaison): string {
  const ecart = dit > somme ? dit - somme : somme - dit;
  const euros = (centimes: bigint) => formaterEuros(enMontant(Number(centimes)));
  return `la ligne ${formaterEntier(ligne.numero)} annonce ${euros(dit)}, les lignes qu’elle devrait reprendre font ${euros(somme)} : ${euros(ecart)} d’écart, à demander au secteur`;
}
