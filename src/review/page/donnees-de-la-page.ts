import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { CHAMPS_TEXTE, type ChampTexte, champDe, nommerChamp } from '../../domain/lignes/champs.ts';
import { estDepense, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord } from '../../domain/textes/format.ts';
import { type DecisionEcrite, decisionEcrite } from '../../domain/verdict/decision-ecrite.ts';
import { DIMENSIONS_DECIDEES, dimensionDecrite } from '../../domain/verdict/dimensions.ts';
import { type ExamenDetaille, ecrireTrait, type Indice } from '../../domain/verdict/indice.ts';
import { POINTS_PAR_POIDS, type Signal } from '../../domain/verdict/signal.ts';
import { LIBELLES_PLACES } from '../../domain/verdict/verdict.ts';
import { FORME_DE_REVUE } from '../colonnes-de-revue.ts';
import { LISTES, type LigneADecider, type Listes } from '../liste-a-decider.ts';
import { sommeDeLaLigne, sommer } from '../somme-de-rangee.ts';
import type { DecisionPassee } from './decisions-passees.ts';
import { FORMAT_DU_FICHIER, provenanceDe, VERSION_DU_FICHIER } from './fichier-de-decisions.ts';
import type { SemblablesDecidees } from './lignes-decidees.ts';
import { clesDeRessemblance, RESSEMBLANCES } from './ressemblances.ts';

/** The four figures of the synthesis, in cents. */
interface QuatreChiffres {
  readonly secteurPilote: Montant;
  readonly autresSecteurs: Montant;
  readonly totalHorsExceptionnelles: Montant;
  readonly exceptionnelles: Montant;
}

/** What a line counts for today in three of the figures, in cents, the total being the sum of the first two. */
export type Compte = readonly [pilote: number, autres: number, exceptionnelles: number];

/** All that helps to decide a line. */
export interface LigneEclairee extends LigneADecider {
  readonly examen: ExamenDetaille;
  readonly presque: readonly {
    readonly regle: { readonly id: string; readonly conclusion: string };
    readonly manque: string;
  }[];
  /** What was decided of it, where the page is to come back on decisions. */
  readonly enVigueur?: Partial<DecisionEcrite> | undefined;
  readonly passees: readonly DecisionPassee[];
  readonly semblables: readonly SemblablesDecidees[];
  readonly compte: Compte;
  /** What places it, in words, as `arbitrages.csv` keeps it. */
  readonly imputation: string;
}

export interface ContenuDeLaPage {
  readonly enTete: EnTete;
  readonly listes: Listes;
  readonly chiffres: QuatreChiffres;
  readonly lignes: readonly LigneEclairee[];
  /** How many more lines are open and left for another export. */
  readonly autres: number;
  /** Who is to decide; empty for nobody in particular. */
  readonly pour: string;
  readonly decidees: boolean;
}

/** What a page is made for is read first; the rest of what a line says is looked up. */
const CHAMPS_LUS: readonly ChampTexte[] = ['libelle', 'beneficiaire', 'lieu', 'secteur'];
const CHAMPS_CONSULTES = (Object.keys(CHAMPS_TEXTE) as ChampTexte[]).filter(
  (nom) => champDe(nom).revue !== undefined && !CHAMPS_LUS.includes(nom),
);
const INDICES_MONTRES = 5;

/** What the script of the page reads, as one object of JSON. */
export function donneesDeLaPage(contenu: ContenuDeLaPage): object {
  const { enTete, listes, chiffres, lignes, autres, pour, decidees } = contenu;
  const sommes = lignes.map((ligne) => sommeDeLaLigne(FORME_DE_REVUE, ligne));
  const liste = sommer(lignes.flatMap(({ ligne }, rang) => [referenceDe(ligne), ligne.empreinte, sommes[rang] ?? '']));
  const rangs = new Map<string, number>();
  const rangDe = (cle: string) => {
    const rang = rangs.get(cle) ?? rangs.size;
    rangs.set(cle, rang);
    return rang;
  };
  return {
    format: FORMAT_DU_FICHIER,
    version: VERSION_DU_FICHIER,
    provenance: provenanceDe(enTete, liste),
    colonnes: Object.keys(decisionEcrite(() => '')),
    pour,
    autres,
    decidees,
    base: LIBELLES_BASES[enTete.base],
    libellePilote: enTete.libellePilote,
    chiffres,
    dimensions: DIMENSIONS_DECIDEES.map((nom) => ({ nom, entete: dimensionDecrite(nom).entete })),
    listes: Object.fromEntries(
      LISTES.map((nom) => [nom, listes[nom].map(({ ecrit, montre, autres: noms = [] }) => [ecrit, montre, noms])]),
    ),
    champs: CHAMPS_CONSULTES.map((nom) => champDe(nom).titre),
    lignes: lignes.map((ligne, rang) => ({
      ...ligneDeLaPage(ligne, sommes[rang] ?? '', enTete, rangDe),
      ...(ligne.enVigueur && { enVigueur: ligne.enVigueur }),
    })),
  };
}

function ligneDeLaPage(
  {
    ligne,
    montant,
    place,
    suggestion,
    raison,
    examen,
    presque,
    passees,
    semblables,
    compte,
    imputation,
    pareilles,
  }: LigneEclairee,
  somme: string,
  { secteurs, secteurPilote }: EnTete,
  rangDe: (cle: string) => number,
): object {
  const cles = clesDeRessemblance(ligne);
  const secteur = secteurs.nomCompte(ligne.secteur);
  return {
    ref: referenceDe(ligne),
    empreinte: ligne.empreinte,
    somme,
    montant,
    recette: !estDepense(ligne),
    pilote: secteur === secteurPilote,
    libelle: ligne.libelle,
    beneficiaire: ligne.beneficiaire,
    lieu: ligne.lieu,
    imputation,
    pareilles,
    secteur,
    champs: CHAMPS_CONSULTES.map((nom) => ligne[CHAMPS_TEXTE[nom]]),
    place: LIBELLES_PLACES[place],
    chance: chanceSurMille(examen.examen.points),
    ...indicesDe(examen),
    presque: presque.map(({ regle, manque }) => [regle.id, regle.conclusion, manque]),
    suggestion,
    raison,
    passees: passees.map((passee) => [
      passee.exercice,
      passee.memeLibelle,
      passee.libelle,
      passee.centimes,
      passee.conclusion,
      passee.motif,
    ]),
    semblables: semblables.map(({ ressemblance, lignes, internationales, exemples }) => [
      ressemblance,
      lignes,
      internationales,
      exemples.map(({ ref, libelle, centimes, conclusion, par, motif }) => [
        ref,
        libelle,
        centimes,
        conclusion,
        par,
        motif,
      ]),
    ]),
    groupes: RESSEMBLANCES.map((nom) => (cles.has(nom) ? rangDe(cles.get(nom) ?? '') : -1)),
    compte,
  };
}

/** Points are tenths of a power of ten of the odds. */
function chanceSurMille(points: number): number {
  return Math.round(1000 / (1 + 10 ** (-points / 10)));
}

/** What speaks for and against, the strongest first: `[points, words]`. */
function indicesDe({ signaux, ecartes, rappel }: ExamenDetaille) {
  const vus = [
    ...signaux.map((signal): [number, string] => [POINTS_PAR_POIDS[signal.poids], ecrireSignal(signal)]),
    ...rappel.indices.flatMap((indice): [number, string][] =>
      indice.retenus === 0 ? [] : [[indice.retenus, ecrireIndice(indice)]],
    ),
  ].sort(([gauche], [droite]) => Math.abs(droite) - Math.abs(gauche));
  const contre = vus.filter(([points]) => points < 0);
  return {
    pour: vus.filter(([points]) => points > 0).slice(0, INDICES_MONTRES),
    contre: [
      ...contre.slice(0, INDICES_MONTRES),
      ...ecartes.map(({ texte, fauxAmi, motif }) => [0, `« ${texte} » ne compte pas : « ${fauxAmi} », ${motif}`]),
    ],
  };
}

function ecrireSignal({ texte, champ, genre }: Signal): string {
  return `« ${texte} » (${genre}, dans « ${nommerChamp(champ)} »)`;
}

/** « en 2011 : même bénéficiaire, 3 lignes, dont 2 internationales ». */
function ecrireIndice({ trait, lignes, internationales, depuis, jusque }: Indice): string {
  if (lignes === 0) return `${ecrireTrait(trait)} : jamais vu, jugé comme ses semblables`;
  const quand = depuis === jusque ? `en ${depuis}` : `de ${depuis} à ${jusque}`;
  return `${ecrireTrait(trait)} : ${accord(lignes, 'ligne')} ${quand}, dont ${accord(internationales, 'internationale')}`;
}
