import { montant as enMontant } from '../domain/argent/montant.ts';
import { accord, formaterEntier, formaterEuros } from '../domain/textes/format.ts';
import { motDeTotal } from '../domain/textes/lexique.ts';
import { citer } from '../domain/textes/texte.ts';
import { conditionExacte } from './condition-exacte.ts';
import type { RangeeVue } from './echantillon.ts';
import type { EcartPropose } from './proposition.ts';
import { tombeSous } from './tombe-sous.ts';
import { estNommable, montantLu, type VueRestante } from './vue-des-rangees.ts';

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
  const tout = lignes.reduce((somme, ligne) => somme + (montantLu(ligne, vue) ?? 0n), 0n);
  const bord = [lignes[0], lignes.at(-1)].find(
    (ligne) => ligne !== undefined && !ligne.champs.some(estUnTotal) && (montantLu(ligne, vue) ?? 0n) * 2n === tout,
  );
  if (bord === undefined || lignes.length <= TERMES_MIN + 1 || lignesComptees(vue, new Set()).has(bord)) return [];
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
  const lus = rangees.map((ligne) => montantLu(ligne, vue) ?? 0n);
  const toutes = new Somme();
  const depuis: Somme[] = [];
  const dessus: Somme[] = [];
  let [courante, cumul] = [new Somme(), new Somme()];
  for (const [rang, ligne] of rangees.entries()) {
    if (nues.has(ligne)) {
      depuis[rang] = courante;
      dessus[rang] = cumul.copie();
      courante = new Somme();
      continue;
    }
    for (const somme of [toutes, cumul, courante]) somme.ajouter(lus[rang] ?? 0n);
  }
  // What follows a bare row is what stands above the next one, or above the end.
  let suivante = courante;
  const prouvees: RangeeVue[] = [];
  for (const rang of [...rangees.keys()].reverse()) {
    const ligne = rangees[rang];
    const celle = depuis[rang];
    if (ligne === undefined || celle === undefined) continue;
    const candidates = [toutes, dessus[rang], celle, suivante];
    if (candidates.some((somme) => somme !== undefined && somme.termes >= TERMES_MIN && somme.centimes === lus[rang]))
      prouvees.unshift(ligne);
    suivante = celle;
  }
  return prouvees;
}

/** The rows that a total which is already left out counts: it says that they are lines. */
function lignesComptees(vue: VueRestante, prouvees: ReadonlySet<RangeeVue>): ReadonlySet<RangeeVue> {
  const restantes = new Set(vue.restantes);
  const lues = vue.lignes.map((ligne) => montantLu(ligne, vue) ?? 0n);
  const estComptee = (ligne: RangeeVue) => restantes.has(ligne) && !prouvees.has(ligne);
  const compter = (debut: number, fin: number) => {
    const somme = new Somme();
    for (let rang = debut; rang < fin; rang++) {
      const ligne = vue.lignes[rang];
      if (ligne !== undefined && estComptee(ligne)) somme.ajouter(lues[rang] ?? 0n);
    }
    return somme;
  };
  const toutes = compter(0, vue.lignes.length);
  const dites = new Set<RangeeVue>();
  const noter = (debut: number, fin: number) => {
    for (const ligne of vue.lignes.slice(debut, fin)) if (estComptee(ligne)) dites.add(ligne);
  };
  const dessus = new Somme();
  let depuis = 0;
  for (const [rang, ligne] of vue.lignes.entries()) {
    const lu = lues[rang] ?? 0n;
    if (restantes.has(ligne)) {
      if (estComptee(ligne)) dessus.ajouter(lu);
      continue;
    }
    if (lu === 0n) continue;
    if (lu === toutes.centimes) return new Set(vue.restantes.filter(estComptee));
    if (lu === dessus.centimes) noter(0, rang);
    else if (lu === compter(depuis, rang).centimes) noter(depuis, rang);
    depuis = rang + 1;
  }
  return dites;
}

class Somme {
  centimes = 0n;
  termes = 0;

  ajouter(lu: bigint): void {
    if (lu === 0n) return;
    this.centimes += lu;
    this.termes += 1;
  }

  copie(): Somme {
    return Object.assign(new Somme(), this);
  }
}

type Dit = Pick<EcartPropose, 'motif' | 'confiance' | 'raisons'>;

/** One reason for each text of the rows, or one for all of them by a column that is empty in them alone. */
function parCondition(
  vue: VueRestante,
  lignes: readonly RangeeVue[],
  dire: (lignes: readonly RangeeVue[]) => Dit,
): EcartPropose[] {
  const { titres, montant } = vue;
  const parTexte = new Map<string, { readonly colonne: string; readonly memes: RangeeVue[] }>();
  for (const ligne of lignes) {
    const rang = ligne.champs.findIndex(
      (champ, place) =>
        champ !== '' && place !== montant?.rang && /\p{L}/u.test(champ) && estNommable(titres[place] ?? '', titres),
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
  const euros = lignes.reduce((somme, ligne) => somme + (montantLu(ligne, vue) ?? 0n), 0n);
  const texte = premiere?.champs.find((champ) => /\p{L}/u.test(champ));
  return `${accord(lignes.length, 'ligne')}, ${formaterEuros(enMontant(Number(euros)))}, la première à la ligne ${formaterEntier(premiere?.numero ?? 0)}${texte === undefined ? '' : ` : ${citer(texte)}`}`;
}
