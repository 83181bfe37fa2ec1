import { accord, formaterEntier } from '../domain/textes/format.ts';
import { motDeTotal } from '../domain/textes/lexique.ts';
import { citer } from '../domain/textes/texte.ts';
import { conditionExacte } from './condition-exacte.ts';
import { direLesEuros } from './dire-les-euros.ts';
import type { RangeeVue } from './echantillon.ts';
import type { EcartPropose } from './proposition.ts';
import { SommesParSens } from './sommes-par-sens.ts';
import { tombeSous } from './tombe-sous.ts';
import { estNommable, luAvecSens, montantLu, sensLu, type VueRestante } from './vue-des-rangees.ts';

/** More rows than that, or than a part of the file, are lines that lack their codes. */
const RANGEES_MAX = 12;
const PART_MAX = 1 / 4;
/** Of one amount alone, the same amount twice is no sum. */
const TERMES_MIN = 2;

/**
 * The rows with an amount and without what each line has, its codes or else its other columns: a sum under another word than
 * « total », or none; the total of a group as its heading; a number of lines. One is a sum for sure when it is that of lines that
 * stand together.
 */
export function sommesSansMot(vue: VueRestante): EcartPropose[] {
  const { restantes } = vue;
  const nues = rangeesNues(vue);
  if (nues.length === 0) return sommeAuBord(vue);
  const lignes = lignesComptees(vue, new Set());
  const prouvees = new Set(sommesProuvees(vue, new Set(nues.filter((ligne) => !lignes.has(ligne)))));
  const comptees = lignesComptees(vue, prouvees);
  const autres = nues.filter((ligne) => !prouvees.has(ligne) && !lignes.has(ligne) && !comptees.has(ligne));
  const peu = autres.length <= RANGEES_MAX && autres.length < restantes.length * PART_MAX;
  return [
    ...parCondition(vue, [...prouvees], (siennes) => ({
      motif: 'Ligne de total qui répète d’autres lignes du fichier',
      confiance: 'sûr',
      raisons: [
        direLesRangees(vue, siennes),
        siennes.length === 1
          ? 'sans rien de ce qu’a chaque ligne, elle fait la somme d’autres'
          : 'sans rien de ce qu’a chaque ligne, chacune fait la somme d’autres',
      ],
    })),
    ...parCondition(vue, peu ? autres : [], (siennes) => ({
      motif: 'Ligne sans rien de ce qu’ont les autres',
      confiance: 'à confirmer',
      raisons: [direLesRangees(vue, siennes), 'est-ce une dépense, ou le compte de quelque chose ?'],
    })),
  ];
}

/** Rows with an amount whose other cells are all empty where each line has something, but for a text. */
function rangeesNues(vue: VueRestante): RangeeVue[] {
  const { restantes, codes, groupes, montant, titres } = vue;
  if (montant === undefined) return [];
  const deMontant = restantes.filter(
    (ligne) => ligne.genre !== 'titres' && (montantLu(ligne, vue) ?? 0n) !== 0n && !ligne.champs.some(estUnTotal),
  );
  const sansCodes = codes.length === 0;
  const temoins = (sansCodes ? [...titres.keys()] : codes.map(({ rang }) => rang)).filter(
    (rang) => rang !== montant.rang && !groupes.includes(rang),
  );
  // Without codes, one column is filled by the name of the sum itself.
  const remplies = ({ champs }: RangeeVue) => temoins.filter((rang) => estRempli(champs[rang])).length;
  const estNue = (ligne: RangeeVue) => remplies(ligne) <= (sansCodes ? 1 : 0);
  const nues = deMontant.filter(estNue);
  const lignes = deMontant.filter((ligne) => !estNue(ligne));
  const toujours = temoins.filter((rang) => lignes.every(({ champs }) => estRempli(champs[rang])));
  if (lignes.length < TERMES_MIN || nues.length > lignes.length || (sansCodes && toujours.length < 2)) return [];
  return nues;
}

/** The first or the last row, which looks like a line but for its amount: that of all the others together. */
function sommeAuBord(vue: VueRestante): EcartPropose[] {
  const lignes = vue.restantes.filter((ligne) => ligne.genre !== 'titres' && (montantLu(ligne, vue) ?? 0n) !== 0n);
  const sommes = new SommesParSens();
  for (const ligne of lignes) ajouterLaRangee(sommes, ligne, vue);
  // Itself among them.
  const vautLesAutres = (ligne: RangeeVue) => {
    const { centimes, termes } = sommes.de(sensLu(ligne, vue));
    return termes > TERMES_MIN + 1 && (montantLu(ligne, vue) ?? 0n) * 2n === centimes;
  };
  const bord = [lignes[0], lignes.at(-1)].find(
    (ligne) => ligne !== undefined && !ligne.champs.some(estUnTotal) && vautLesAutres(ligne),
  );
  if (bord === undefined || lignesComptees(vue, new Set()).has(bord)) return [];
  return parCondition(vue, [bord], (siennes) => ({
    motif: 'Ligne qui vaut toutes les autres',
    confiance: 'à confirmer',
    raisons: [direLesRangees(vue, siennes), 'elle fait la somme de toutes les autres : est-ce leur total ?'],
  }));
}

const estRempli = (champ = '') => champ !== '';
const estUnTotal = (champ: string) => motDeTotal(champ) !== undefined;

/** The bare rows that are the sum of all the lines, of those above, or of those up to the next bare row, above or below. */
function sommesProuvees(vue: VueRestante, nues: ReadonlySet<RangeeVue>): RangeeVue[] {
  const rangees = vue.restantes.filter(
    (ligne) => ligne.genre !== 'titres' && (nues.has(ligne) || !vue.sousTotaux.has(ligne)),
  );
  const toutes = new SommesParSens();
  for (const ligne of rangees) if (!nues.has(ligne)) ajouterLaRangee(toutes, ligne, vue);
  const prouvees = new Set<RangeeVue>();
  for (const parcourues of [rangees, [...rangees].reverse()]) {
    const [toutesVues, depuis] = [new SommesParSens(), new SommesParSens()];
    for (const ligne of parcourues) {
      if (!nues.has(ligne)) {
        for (const sommes of [toutesVues, depuis]) ajouterLaRangee(sommes, ligne, vue);
        continue;
      }
      const { lu, sens } = luAvecSens(ligne, vue);
      // Backwards, only what follows it up to the next sum: it heads its group.
      const possibles = parcourues === rangees ? [toutes, toutesVues, depuis] : [depuis];
      const prouvee = possibles.some((sommes) =>
        sommes.pour(sens).some(({ termes, centimes }) => termes >= TERMES_MIN && centimes === lu),
      );
      if (prouvee) prouvees.add(ligne);
      depuis.vider(sens);
    }
  }
  return rangees.filter((ligne) => prouvees.has(ligne));
}

function ajouterLaRangee(sommes: SommesParSens, ligne: RangeeVue, vue: VueRestante): void {
  const { lu, sens } = luAvecSens(ligne, vue);
  sommes.ajouter(lu, sens);
}

/** The rows that a total which is already left out counts: it says that they are lines. */
function lignesComptees(vue: VueRestante, prouvees: ReadonlySet<RangeeVue>): ReadonlySet<RangeeVue> {
  const restantes = new Set(vue.restantes);
  const estComptee = (ligne: RangeeVue) => restantes.has(ligne) && !prouvees.has(ligne);
  const toutes = new SommesParSens();
  for (const ligne of vue.lignes) if (estComptee(ligne)) ajouterLaRangee(toutes, ligne, vue);
  const dites = new Set<RangeeVue>();
  const noter = (debut: number, fin: number, dit: string | undefined) => {
    for (const ligne of vue.lignes.slice(debut, fin))
      if (estComptee(ligne) && (dit === undefined || sensLu(ligne, vue) === dit)) dites.add(ligne);
  };
  // Each row once, however many totals count it.
  const notees = new Map<string | undefined, number>();
  const noterDepuisLeDebut = (fin: number, dit: string | undefined) => {
    noter(notees.get(dit) ?? 0, fin, dit);
    notees.set(dit, Math.max(fin, notees.get(dit) ?? 0));
  };
  const [dessus, depuis] = [new SommesParSens(), new SommesParSens()];
  const debuts = new Map<string | undefined, number>();
  for (const [rang, ligne] of vue.lignes.entries()) {
    if (estComptee(ligne)) for (const sommes of [dessus, depuis]) ajouterLaRangee(sommes, ligne, vue);
    if (restantes.has(ligne)) continue;
    const { lu = 0n, sens } = luAvecSens(ligne, vue);
    if (lu === 0n) continue;
    if (lu === toutes.de(sens).centimes) noterDepuisLeDebut(vue.lignes.length, sens);
    else if (lu === dessus.de(sens).centimes) noterDepuisLeDebut(rang, sens);
    else if (lu === depuis.de(sens).centimes) noter(debuts.get(sens) ?? 0, rang, sens);
    depuis.vider(sens);
    if (sens === undefined) debuts.clear();
    debuts.set(sens, rang + 1);
  }
  return dites;
}

type Dit = Pick<EcartPropose, 'motif' | 'confiance' | 'raisons'>;

/** One reason for each text of the rows, or one for all of them by a column that is empty in them alone. */
function parCondition(
  vue: VueRestante,
  lignes: readonly RangeeVue[],
  dire: (lignes: readonly RangeeVue[]) => Dit,
): EcartPropose[] {
  const { titres, montant, sens } = vue;
  const parTexte = new Map<string, { readonly colonne: string; readonly memes: RangeeVue[] }>();
  for (const ligne of lignes) {
    const rang = ligne.champs.findIndex(
      (champ, place) =>
        place !== montant?.rang &&
        place !== sens?.rang &&
        /\p{L}/u.test(champ) &&
        estNommable(titres[place] ?? '', titres),
    );
    const cle = `${rang} ${ligne.champs[rang] ?? ''}`;
    const deja = parTexte.get(cle);
    if (deja === undefined) parTexte.set(cle, { colonne: titres[rang] ?? '', memes: [ligne] });
    else deja.memes.push(ligne);
  }
  const nommees = [...parTexte.values()];
  if (nommees.length > RANGEES_MAX || nommees.some(({ colonne }) => colonne === '')) {
    const vide = colonneVide(vue, lignes);
    return vide === undefined ? [] : [{ colonne: vide, attente: { type: 'absent' }, ...dire(lignes) }];
  }
  return nommees.flatMap(({ colonne, memes }) => {
    const { condition, deTrop } = conditionExacte(colonne, undefined, memes, vue);
    // A name that lines have too is no way to tell the sum from them.
    return deTrop === 0 ? [{ ...condition, ...dire(memes) }] : [];
  });
}

/** A column that is empty in these rows and in no other. */
function colonneVide({ restantes, titres, montant }: VueRestante, lignes: readonly RangeeVue[]): string | undefined {
  const voulues = new Set(lignes);
  return titres.find(
    (titre, rang) =>
      rang !== montant?.rang &&
      estNommable(titre, titres) &&
      restantes.every(
        (ligne) => tombeSous({ colonne: titre, attente: { type: 'absent' } }, ligne, titres) === voulues.has(ligne),
      ),
  );
}

function direLesRangees(vue: VueRestante, lignes: readonly RangeeVue[]): string {
  const [premiere] = lignes;
  const texte = premiere?.champs.find((champ, rang) => rang !== vue.sens?.rang && /\p{L}/u.test(champ));
  return `${accord(lignes.length, 'ligne')}, ${direLesEuros(lignes.map((ligne) => luAvecSens(ligne, vue)))}, la première à la ligne ${formaterEntier(premiere?.numero ?? 0)}${texte === undefined ? '' : ` : ${citer(texte)}`}`;
}
