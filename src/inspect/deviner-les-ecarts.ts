import { montant as enMontant } from '../domain/argent/montant.ts';
import { accord, formaterEntier, formaterEuros } from '../domain/textes/format.ts';
import { motDeTotal } from '../domain/textes/lexique.ts';
import { citer, plier, surUneLigne } from '../domain/textes/texte.ts';
import type { RangeeVue } from './echantillon.ts';
import { notesSousLeTableau } from './notes-sous-le-tableau.ts';
import type { EcartPropose } from './proposition.ts';
import { estNommable, montantLu, type Vue, type VueRestante } from './vue-des-rangees.ts';

/** The rows to leave out: titles again, totals, those of other exercices, notes, those without an amount. */
export function devinerLesEcarts(vue: Vue): EcartPropose[] {
  let restantes = vue.lignes;
  const ecarts: EcartPropose[] = [];
  // Each takes what those before it leave, as the reading does: their counts are those that it will give.
  for (const chercher of [titresRepetes, lignesDeTotal, autresExercices, notesSousLeTableau, sansMontant])
    for (const ecart of chercher({ ...vue, restantes })) {
      ecarts.push(ecart);
      restantes = restantes.filter((ligne) => !tombeSous(ecart, ligne, vue.titres));
    }
  return ecarts;
}

/** Whether the reading would leave a row out for this reason. */
function tombeSous({ colonne, attente }: EcartPropose, { champs }: RangeeVue, titres: readonly string[]): boolean {
  const plie = plier(champs[titres.indexOf(colonne)] ?? '');
  if (attente.type === 'absent') return plie === '';
  if (attente.type === 'commence_par') return plie.startsWith(plier(attente.debut));
  return (plie === plier(attente.valeur)) === (attente.type === 'egal');
}

function titresRepetes({ restantes, titres }: VueRestante): EcartPropose[] {
  const repetees = restantes.filter(({ genre }) => genre === 'titres');
  const [premiere] = repetees;
  if (premiere === undefined) return [];
  // A column where no line has its own title as its value.
  const rang = titres.findIndex(
    (titre, colonne) =>
      estNommable(titre, titres) &&
      repetees.every(({ champs }) => champs[colonne] === titre) &&
      restantes.every(({ genre, champs }) => genre === 'titres' || plier(champs[colonne] ?? '') !== plier(titre)),
  );
  const titre = titres[rang];
  if (titre === undefined) return [];
  return [
    {
      colonne: titre,
      attente: { type: 'egal', valeur: titre },
      motif: 'Ligne de titres répétée',
      confiance: 'sûr',
      raisons: [
        `${accord(repetees.length, 'ligne')}, la première à la ligne ${formaterEntier(premiere.numero)}, où les titres sont écrits de nouveau`,
      ],
    },
  ];
}

function autresExercices({ exercice, titres, restantes }: VueRestante): EcartPropose[] {
  if (exercice === undefined) return [];
  const { profil, choisi } = exercice;
  const ecrites = profil.valeurs ?? new Set(restantes.map(({ champs }) => champs[profil.rang] ?? ''));
  const annees = [...ecrites.keys()].sort();
  if (annees.length < 2 || !estNommable(profil.titre, titres)) return [];
  return [
    {
      colonne: profil.titre,
      attente: { type: 'sauf', valeur: choisi },
      motif: 'Ligne d’un autre exercice du même fichier',
      confiance: 'à confirmer',
      raisons: [
        `le fichier porte ${annees.length > 4 ? `${annees.length} années, de ${surUneLigne(annees[0] ?? '')} à ${surUneLigne(annees.at(-1) ?? '')}` : annees.map((annee) => surUneLigne(annee)).join(', ')} ; --exercice en choisit une autre`,
      ],
    },
  ];
}

function sansMontant({ restantes, titres, montant, total, groupes }: VueRestante): EcartPropose[] {
  if (montant === undefined || !estNommable(montant.titre, titres)) return [];
  const vides = restantes.filter(
    ({ champs }) => plier(champs[montant.rang] ?? '') === '' && champs.some((champ) => champ !== ''),
  );
  if (vides.length === 0) return [];
  const egales = total?.sommesEgales === true;
  const deGroupe =
    groupes.length > 0 && vides.every(({ champs }) => groupes.some((rang) => (champs[rang] ?? '') !== ''));
  return [
    {
      colonne: montant.titre,
      attente: { type: 'absent' },
      motif:
        total !== undefined
          ? 'Total détaillé sur d’autres lignes du fichier'
          : deGroupe
            ? 'Ligne de groupe sans montant, reportée sur les suivantes'
            : 'Ligne sans montant',
      confiance: egales ? 'sûr' : 'à confirmer',
      raisons: [
        `${accord(vides.length, 'ligne')}, la première à la ligne ${formaterEntier(vides[0]?.numero ?? 0)}`,
        ...(total === undefined
          ? [
              deGroupe
                ? 'chacune ne fait que nommer le groupe des lignes qui la suivent'
                : 'une cellule vide n’est pas un zéro : le secteur les complète, ou elles sont écartées',
            ]
          : [
              egales
                ? `${citer(total.total.titre)} y fait la même somme que ${citer(total.detail.titre)} ailleurs : tout additionner compterait double`
                : `${citer(total.total.titre)} y est rempli, ${citer(total.detail.titre)} ailleurs, mais leurs sommes diffèrent`,
            ]),
      ],
    },
  ];
}

interface Totaux {
  readonly rang: number;
  readonly mot: string;
  readonly lignes: RangeeVue[];
}

/** The rows that sum up others, by the word of a total at the head of one of their cells. */
function lignesDeTotal(vue: VueRestante): EcartPropose[] {
  const { titres, codes } = vue;
  const vus = totauxParMot(vue.restantes);
  const sansCode = (ligne: RangeeVue, rang: number) => {
    const autres = codes.filter((code) => code.rang !== rang);
    return autres.length > 0 && autres.every((code) => (ligne.champs[code.rang] ?? '') === '');
  };
  // The total of a chapter has its code, and none of the finer ones that each line has.
  const nommees = new Set(vus.flatMap(({ lignes }) => lignes));
  const autres = vue.restantes.filter((ligne) => !nommees.has(ligne) && ligne.genre === undefined);
  const toujoursRemplis = codes.filter(
    ({ rang }) => autres.length > 0 && autres.every(({ champs }) => (champs[rang] ?? '') !== ''),
  );
  const ilManqueUnCode = ({ champs }: RangeeVue) => toujoursRemplis.some(({ rang }) => (champs[rang] ?? '') === '');
  const sommes = sommer(
    vue,
    nommees,
    new Set(
      vus.flatMap(({ rang, lignes }) =>
        lignes.filter((ligne) => ligne.genre === 'total' || sansCode(ligne, rang) || ilManqueUnCode(ligne)),
      ),
    ),
  );
  return vus.flatMap(({ rang, mot, lignes }): EcartPropose[] => {
    const titre = titres[rang] ?? '';
    const [premiere] = lignes;
    const videDeCodes = lignes.every((ligne) => sansCode(ligne, rang));
    const comparees = lignes.flatMap((ligne) => sommes.get(ligne) ?? []);
    const justes = comparees.filter(({ juste }) => juste).length;
    const illisibles = lignes.length - comparees.length;
    // Of totals whose amount cannot be read, nothing more is known: the others speak for them.
    const repetent = justes > 0 && justes === comparees.length;
    // « Total » is also a firm: without a second sign, nothing is left out.
    if (premiere === undefined || !estNommable(titre, titres) || !(videDeCodes || repetent)) return [];
    const fausse = comparees.find(({ juste }) => !juste);
    return [
      {
        colonne: titre,
        attente: { type: 'commence_par', debut: mot === 'total' ? 'TOTAL' : mot },
        motif: 'Ligne de total qui répète d’autres lignes du fichier',
        confiance: repetent && illisibles === 0 ? 'sûr' : 'à confirmer',
        raisons: [
          `${accord(lignes.length, 'ligne')}${direLesEuros(comparees)}, la première à la ligne ${formaterEntier(premiere.numero)} : ${citer(premiere.champs[rang] ?? '')}`,
          repetent
            ? lignes.length === 1
              ? 'elle fait la somme des autres'
              : illisibles === 0
                ? 'chacune fait la somme d’autres lignes'
                : 'celles dont le montant se lit font la somme d’autres lignes'
            : 'sans aucun code',
          ...(illisibles === 0 || vue.montant === undefined
            ? []
            : [illisibles === 1 ? 'un montant ne s’y lit pas' : `${illisibles} montants ne s’y lisent pas`]),
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
  vue: VueRestante,
  nommees: ReadonlySet<RangeeVue>,
  deTotal: ReadonlySet<RangeeVue>,
): ReadonlyMap<RangeeVue, Comparaison> {
  const comparaisons = new Map<RangeeVue, Comparaison>();
  const { restantes, montant } = vue;
  if (montant === undefined) return comparaisons;
  const lire = (ligne: RangeeVue) => montantLu(ligne, vue);
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

/** What the totals left out add up to. */
function direLesEuros(comparees: readonly Comparaison[]): string {
  const total = comparees.reduce((somme, { dit }) => somme + dit, 0n);
  return comparees.length === 0 ? '' : `, ${formaterEuros(enMontant(Number(total)))}`;
}

function direEcart({ ligne, dit, somme }: Comparaison): string {
  const ecart = dit > somme ? dit - somme : somme - dit;
  const euros = (centimes: bigint) => formaterEuros(enMontant(Number(centimes)));
  return `la ligne ${formaterEntier(ligne.numero)} annonce ${euros(dit)}, les lignes qu’elle devrait reprendre font ${euros(somme)} : ${euros(ecart)} d’écart, à demander au secteur`;
}
