import { accord, formaterEntier } from '../domain/textes/format.ts';
import { citer, plier, surUneLigne } from '../domain/textes/texte.ts';
import { lignesDeDetail } from './lignes-de-detail.ts';
import { lignesDeSousTotal, trouverLesSousTotaux } from './lignes-de-sous-total.ts';
import { lignesDeTotal } from './lignes-de-total.ts';
import { estSansMontant, montantsAilleurs } from './montants-ailleurs.ts';
import { notesSousLeTableau } from './notes-sous-le-tableau.ts';
import type { EcartPropose } from './proposition.ts';
import { sommesSansMot } from './sommes-sans-mot.ts';
import { tombeSous } from './tombe-sous.ts';
import { estNommable, type Vue, type VueRestante } from './vue-des-rangees.ts';

/** The rows to leave out: titles again, details, totals, those of other exercices, notes, those without an amount. */
export function devinerLesEcarts(vue: Vue): EcartPropose[] {
  let restantes = vue.lignes;
  const sousTotaux = trouverLesSousTotaux(vue);
  const ecarts: EcartPropose[] = [];
  // Each takes what those before it leave, as the reading does: their counts are those that it will give.
  for (const chercher of [
    titresRepetes,
    lignesDeDetail,
    lignesDeTotal,
    sommesSansMot,
    lignesDeSousTotal,
    autresExercices,
    notesSousLeTableau,
    sansMontant,
  ])
    for (const ecart of chercher({ ...vue, restantes, sousTotaux })) {
      ecarts.push(ecart);
      restantes = restantes.filter((ligne) => !tombeSous(ecart, ligne, vue.titres));
    }
  return vue.entier ? ecarts : ecarts.map((ecart) => douter(ecart, vue.lignes.length));
}

/** What the rows that were not looked at hold, a condition may catch as well. */
function douter(ecart: EcartPropose, regardees: number): EcartPropose {
  return {
    ...ecart,
    confiance: 'à confirmer',
    raisons: [...ecart.raisons, `vu sur les ${formaterEntier(regardees)} premières lignes, non sur les suivantes`],
  };
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

function sansMontant(vue: VueRestante): EcartPropose[] {
  const { restantes, titres, montant, total, groupes } = vue;
  if (montant === undefined || !estNommable(montant.titre, titres)) return [];
  const sansLui = restantes.filter((ligne) => estSansMontant(ligne, montant));
  const ailleurs = montantsAilleurs(sansLui, vue);
  const [seule, ...autres] = ailleurs;
  const vides =
    seule === undefined ? sansLui : sansLui.filter(({ champs }) => (champs[seule.colonne.rang] ?? '') === '');
  const vide = seule?.colonne.titre;
  // Under this condition a row whose euros are in another column would be left out too.
  if (vides.length === 0 || autres.length > 0 || (vide !== undefined && !estNommable(vide, titres))) return [];
  const deGroupe =
    groupes.length > 0 && vides.every(({ champs }) => groupes.some((rang) => (champs[rang] ?? '') !== ''));
  return [
    {
      colonne: montant.titre,
      attente: { type: 'absent' },
      ...(vide === undefined ? {} : { vide }),
      motif:
        total !== undefined
          ? 'Total détaillé sur d’autres lignes du fichier'
          : deGroupe
            ? 'Ligne de groupe sans montant, reportée sur les suivantes'
            : 'Ligne sans montant',
      confiance: total !== undefined ? 'sûr' : 'à confirmer',
      raisons: [
        `${accord(vides.length, 'ligne')}, la première à la ligne ${formaterEntier(vides[0]?.numero ?? 0)}`,
        total !== undefined
          ? `${citer(total.total.titre)} y fait la même somme que ${citer(total.detail.titre)} ailleurs : tout additionner compterait double`
          : deGroupe
            ? 'chacune ne fait que nommer le groupe des lignes qui la suivent'
            : 'une cellule vide n’est pas un zéro : le secteur les complète, ou elles sont écartées',
      ],
    },
  ];
}
