import { accord, formaterEntier } from '../domain/format.ts';
import { lireMontant } from '../domain/montant.ts';
import type { Profil } from './column-profile.ts';
import type { MontantsVus } from './guess-amounts.ts';
import type { Rangee } from './header.ts';
import type { EcartPropose } from './proposal.ts';
import { citer } from './quote.ts';
import { motDeTotal } from './total-words.ts';

/** Titles that no condition can name: they combine others. */
const MOTS_DES_CONDITIONS = new Set(['tous', 'un', 'aucun']);

/** Whether a condition can be written on a column. */
export function estNommable(titre: string, titres: readonly string[]): boolean {
  return (
    titre !== '' &&
    titre !== '__proto__' &&
    !MOTS_DES_CONDITIONS.has(titre) &&
    titres.filter((autre) => autre === titre).length === 1
  );
}

/** What rows that are no lines are looked for in. */
interface Vue {
  readonly lignes: readonly Rangee[];
  readonly titres: readonly string[];
  readonly exercice: { readonly profil: Profil; readonly choisi: string } | undefined;
  /** Columns of codes: empty in a total row. */
  readonly codes: readonly Profil[];
  readonly montant: Profil | undefined;
  readonly total: MontantsVus['total'];
}

/** The rows to leave out: those of other exercices, totals, those without an amount. */
export function guessLeftOut(vue: Vue): EcartPropose[] {
  const ecarts = [...autresExercices(vue), ...lignesDeTotal(vue)];
  return [...ecarts, ...sansMontant(vue)];
}

function autresExercices({ exercice, titres }: Vue): EcartPropose[] {
  if (exercice === undefined) return [];
  const { profil, choisi } = exercice;
  const annees = [...(profil.valeurs ?? [])].sort(([gauche], [droite]) => (gauche < droite ? -1 : 1));
  if (annees.length < 2 || !estNommable(profil.titre, titres)) return [];
  return [
    {
      colonne: profil.titre,
      attente: { type: 'sauf', valeur: choisi },
      motif: 'Ligne d’un autre exercice du même fichier',
      confiance: 'à confirmer',
      raisons: [
        `le fichier porte ${annees.length > 4 ? `${annees.length} années, de ${annees[0]?.[0]} à ${annees.at(-1)?.[0]}` : annees.map(([annee]) => annee).join(', ')} ; --exercice en choisit une autre`,
      ],
    },
  ];
}

function lignesDeTotal({ lignes, titres, codes, montant }: Vue): EcartPropose[] {
  const vus = new Map<string, { rang: number; debut: string; lignes: Rangee[] }>();
  for (const ligne of lignes) {
    for (let rang = 0; rang < Math.min(ligne.champs.length, 60); rang++) {
      const cellule = ligne.champs[rang] ?? '';
      const trouve = motDeTotal(cellule);
      if (trouve === undefined) continue;
      const cle = `${rang} ${trouve}`;
      const deja = vus.get(cle) ?? { rang, debut: trouve, lignes: [] };
      deja.lignes.push(ligne);
      vus.set(cle, deja);
      break;
    }
  }
  return [...vus.values()].flatMap(({ rang, debut, lignes: siennes }): EcartPropose[] => {
    const titre = titres[rang] ?? '';
    const autresCodes = codes.filter((code) => code.rang !== rang);
    const videDeCodes =
      autresCodes.length > 0 &&
      siennes.every(({ champs }) => autresCodes.every((code) => (champs[code.rang] ?? '') === ''));
    const repetent = siennes.length === 1 && faitLaSomme(siennes[0], lignes, montant);
    // « Total » is also a firm: without a second sign, nothing is left out.
    if (!estNommable(titre, titres) || !(videDeCodes || repetent)) return [];
    const ecrit = debut === 'total' ? 'TOTAL' : debut;
    return [
      {
        colonne: titre,
        attente: { type: 'commence_par', debut: ecrit },
        motif: 'Ligne de total qui répète d’autres lignes du fichier',
        confiance: repetent ? 'sûr' : 'à confirmer',
        raisons: [
          `${accord(siennes.length, 'ligne')}, la première à la ligne ${formaterEntier(siennes[0]?.numero ?? 0)} : ${citer(siennes[0]?.champs[rang] ?? '')}`,
          repetent ? 'elle fait la somme des autres' : 'sans aucun code',
        ],
      },
    ];
  });
}

function faitLaSomme(ligne: Rangee | undefined, lignes: readonly Rangee[], montant: Profil | undefined): boolean {
  if (ligne === undefined || montant === undefined) return false;
  const lire = ({ champs }: Rangee) => {
    const lu = lireMontant(champs[montant.rang] ?? '');
    return lu.etat === 'lu' ? BigInt(lu.montant) : 0n;
  };
  const autres = lignes.reduce((somme, autre) => (autre === ligne ? somme : somme + lire(autre)), 0n);
  return lire(ligne) === autres && autres !== 0n;
}

function sansMontant({ lignes, titres, montant, total }: Vue): EcartPropose[] {
  if (montant === undefined || !estNommable(montant.titre, titres)) return [];
  const vides = lignes.filter(
    ({ champs }) => (champs[montant.rang] ?? '') === '' && champs.some((champ) => champ !== ''),
  );
  if (vides.length === 0) return [];
  const egales = total?.sommesEgales === true;
  return [
    {
      colonne: montant.titre,
      attente: { type: 'absent' },
      motif: total === undefined ? 'Ligne sans montant' : 'Total détaillé sur d’autres lignes du fichier',
      confiance: egales ? 'sûr' : 'à confirmer',
      raisons: [
        `${accord(vides.length, 'ligne')}, la première à la ligne ${formaterEntier(vides[0]?.numero ?? 0)}`,
        ...(total === undefined
          ? ['une cellule vide n’est pas un zéro : le secteur les complète, ou elles sont écartées']
          : [
              egales
                ? `${citer(total.total.titre)} y fait la même somme que ${citer(total.detail.titre)} ailleurs : tout additionner compterait double`
                : `${citer(total.total.titre)} y est rempli, ${citer(total.detail.titre)} ailleurs, mais leurs sommes diffèrent`,
            ]),
      ],
    },
  ];
}
