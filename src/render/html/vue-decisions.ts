import type { Compte } from '../../compile/compte.ts';
import { signataireDe } from '../../compile/compteur.ts';
import type { Critere } from '../../compile/critere.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { nomDeLaCle, valeursDesDecideurs } from '../../compile/valeurs-nommees.ts';
import { type Montant, montant, NUL, somme } from '../../domain/argent/montant.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { ecrireDate } from '../../domain/textes/date.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import { direLaDecision } from '../textes/mots-des-documents.ts';
import { type ChiffreVue, chiffreVerifie } from './chiffre-vue.ts';
import type { LignesVues, LigneVue } from './vue-lignes.ts';
import type { RecettesVues } from './vue-recettes.ts';

/** A decision as the annex lists it: what it says of its line, why, and what comes of it. */
export interface DecisionVue {
  readonly ligne: LigneVue;
  readonly conclusion: string;
  /** How the share was found, for a share. */
  readonly cle: string;
  readonly motif: string;
  readonly signeLe: string;
  readonly lieu: string;
  /** What its line puts in the headline, or in co-financing: nothing for a refusal, nor for what is shown for information. */
  readonly compte: Montant;
}

/** The decisions that one person, or one service, signed: by date, then in the order of the lines. */
export interface SignataireVu {
  readonly auteur: string;
  readonly combien: number;
  /** The whole lines on which they did. */
  readonly chiffre: ChiffreVue;
  readonly compte: Montant;
  readonly decisions: readonly DecisionVue[];
  /** Those of which the page does not hold the line. */
  readonly autres: number;
  /** The whole lines of those, and what they put in the headline. */
  readonly desAutres: Montant;
  readonly compteDesAutres: Montant;
}

/** Those on expenses, or those on receipts: never added up. */
export interface ListeDeDecisions {
  readonly titre: string;
  /** Heads of the two amounts: of whole lines, and of what they put in the headline. */
  readonly deLaLigne: string;
  readonly compte: string;
  readonly signataires: readonly SignataireVu[];
  readonly combien: number;
  /** Of whole lines. It opens where decisions alone say where all these lines are: one may leave that to rules. */
  readonly total: ChiffreVue;
  readonly dansLeTotal: Montant;
}

/** Lists the decisions of people, expenses and receipts apart; nothing where nobody decided. */
export function decisionsVues(jaune: Jaune, vues: LignesVues, recettes: RecettesVues): ListeDeDecisions[] {
  const deRecettes: (LigneVue | undefined)[] = [];
  for (const vue of recettes.lignes) deRecettes[vue.numero - 1] = vue;
  const { lignes, centimes, recettes: enFace } = jaune.couverture.parDecision;
  const depenses = signatairesVus(jaune, jaune.lignes, vues, (criteres, compte, nom) =>
    chiffreVerifie(jaune, compte, criteres, nom),
  );
  const surRecettes = signatairesVus(jaune, jaune.recettes, deRecettes, (_, compte, nom) =>
    recettes.chiffre(nom, compte),
  );
  const toutes = [['verdict', 'tous'] as const, ['decide_par', 'personne'] as const];
  return [
    {
      titre: 'Les décisions, par personne ou service',
      deLaLigne: 'Montant de la ligne (€)',
      compte: 'Dans le total (€)',
      signataires: depenses,
      ...totalDe(depenses, { lignes, centimes }, (compte) =>
        chiffreVerifie(jaune, compte, toutes, 'couverture.par_decision'),
      ),
    },
    {
      titre: 'Les décisions sur des recettes, dans aucun total',
      deLaLigne: 'Montant de la recette (€)',
      compte: 'En cofinancement (€)',
      signataires: surRecettes,
      ...totalDe(surRecettes, enFace, (compte) => recettes.chiffre('couverture.par_decision', compte)),
    },
  ].filter(({ signataires }) => signataires.length > 0);
}

function totalDe(
  signataires: readonly SignataireVu[],
  couverture: Compte,
  chiffrer: (compte: Compte) => ChiffreVue,
): Pick<ListeDeDecisions, 'combien' | 'total' | 'dansLeTotal'> {
  const nombre = signataires.reduce((total, signataire) => total + signataire.combien, 0);
  const centimes = somme(signataires.map(({ chiffre }) => chiffre.montant));
  const toutes = nombre === couverture.lignes && centimes === couverture.centimes;
  return {
    combien: nombre,
    total: toutes ? chiffrer(couverture) : { montant: centimes, nombre, nom: '', adresse: '' },
    dansLeTotal: somme(signataires.map(({ compte }) => compte)),
  };
}

function signatairesVus(
  jaune: Jaune,
  affectations: readonly Affectation[],
  vues: LignesVues,
  chiffrer: (criteres: readonly Critere[], compte: Compte, nom: string) => ChiffreVue,
): SignataireVu[] {
  const noms = valeursDesDecideurs(jaune);
  const parNom = new Map<string, number[]>();
  for (const [rang, { verdict }] of affectations.entries()) {
    const qui = signataireDe(verdict);
    if (qui === undefined) continue;
    const nom = nomDeLaCle(noms, cleDeNom(qui)) ?? '';
    const rangs = parNom.get(nom) ?? [];
    if (rangs.length === 0) parNom.set(nom, rangs);
    rangs.push(rang);
  }
  return noms.liste.flatMap(({ nom, libelle }) => {
    const rangs = parNom.get(nom);
    if (rangs === undefined) return [];
    const siennes = rangs.flatMap((rang) => affectations[rang] ?? []);
    const cachees = rangs.flatMap((rang) => (vues[rang] === undefined ? (affectations[rang] ?? []) : []));
    const decisions = rangs.flatMap((rang) => decisionVue(affectations[rang], vues[rang]));
    const criteres = [['verdict', 'tous'] as const, ['decideur', nom] as const];
    const compte = { lignes: rangs.length, centimes: somme(siennes.map((affectation) => affectation.montant)) };
    return [
      {
        auteur: libelle,
        combien: rangs.length,
        chiffre: chiffrer(criteres, compte, `decideur.${nom}`),
        compte: somme(siennes.map(compteDe)),
        decisions: decisions
          .sort(
            (gauche, droite) => comparer(gauche.jour, droite.jour) || gauche.vue.ligne.numero - droite.vue.ligne.numero,
          )
          .map(({ vue }) => vue),
        autres: rangs.length - decisions.length,
        desAutres: somme(cachees.map((affectation) => affectation.montant)),
        compteDesAutres: somme(cachees.map(compteDe)),
      },
    ];
  });
}

function decisionVue(
  affectation: Affectation | undefined,
  ligne: LigneVue | undefined,
): { readonly jour: string; readonly vue: DecisionVue }[] {
  if (affectation === undefined || ligne === undefined) return [];
  const { verdict } = affectation;
  const decidee = verdict.reponses.find(({ auteur }) => auteur.type === 'decision');
  if (decidee?.auteur.type !== 'decision') return [];
  const { date, lieu } = decidee.auteur;
  return [
    {
      jour: date,
      vue: {
        ligne,
        conclusion: direLaDecision(verdict),
        cle: ligne.cle,
        motif: decidee.motif,
        signeLe: ecrireDate(date),
        lieu,
        compte: compteDe(affectation),
      },
    },
  ];
}

/** What an affectation puts in the headline, or in co-financing. */
function compteDe({ verdict, montants }: Affectation): Montant {
  if (verdict.place !== 'internationale') return NUL;
  return montant(
    verdict.parts.reduce(
      (total, { place }, rang) => total + (place === 'internationale' ? (montants[rang] ?? 0) : 0),
      0,
    ),
  );
}
