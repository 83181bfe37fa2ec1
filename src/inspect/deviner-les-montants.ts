import { BASES, type Base } from '../domain/argent/base.ts';
import { formaterEntier } from '../domain/textes/format.ts';
import { commenceParTotal } from '../domain/textes/lexique.ts';
import { citer } from '../domain/textes/texte.ts';
import type { Rangee } from '../formats/regard.ts';
import type { Attribution } from './attribuer-les-colonnes.ts';
import { demanderLesDepenses, demanderLesDeux, hesiter, uneParBase } from './demander-les-montants.ts';
import type { UniteAutour } from './deviner-l-unite.ts';
import { devisesEtrangeres } from './devises-etrangeres.ts';
import { horsMontant } from './hors-montant.ts';
import { anneeDuTitre, anneesDuTitre, cleDeTitre } from './mots-du-titre.ts';
import { ecrireLesSens, estDeDepenses, estDeRecettes, pairesDeSens } from './paires-de-sens.ts';
import { nommerLesCandidates } from './poser-des-questions.ts';
import type { Profil } from './profil.ts';
import type { MontantPropose, MontantsNommesProposes, QuestionPosee } from './proposition.ts';
import { baseNommeePar } from './reconnaitre-les-mots.ts';
import { MONTANT_SANS_BASE, roleDeBase, TITRES_A_DOUBLE_SENS, TITRES_DE_NUMEROS } from './titres-usuels.ts';
import { type TotalDetaille, totalEtDetail } from './total-et-detail.ts';
import { estIllisible, type UniteIllisible, uniteNommee } from './unite-nommee.ts';
import { douteSurLesFormats } from './unites-montrees.ts';

export interface MontantsVus {
  readonly montants: readonly MontantPropose[];
  readonly nommes?: MontantsNommesProposes;
  /** Bases that several columns may be: none is chosen. */
  readonly questions: readonly QuestionPosee[];
  /** Columns of amounts that serve for nothing, by rank, and why. */
  readonly laisses: ReadonlyMap<number, string>;
  /** Why amounts are in no unit that is read: one sentence for each text that says so. */
  readonly illisibles?: readonly string[];
  readonly total?: TotalDetaille;
  /** Columns that are left, though they hold euros of the exercice: a row that fills one is not without an amount. */
  readonly aussiEnEuros?: readonly Profil[];
}

/** What amounts are looked at with. */
export interface VueDesMontants {
  readonly profils: readonly Profil[];
  readonly attributions: readonly Attribution[];
  readonly lignes: readonly Rangee[];
  readonly baseVoulue: Base | undefined;
  /** Empty when nothing says it for sure: columns of several years are then a question. */
  readonly exercice: string;
  /** What stands around the table and names a unit. */
  readonly autour: readonly UniteAutour[];
}

/** From this many euros, whole numbers under a usual title are amounts for sure. */
const NOMBRE_D_EUROS = 1_000;
/** A column of lines of a budget of which no amount comes to this may hold rates. */
const PLAFOND_D_UN_TAUX = 1_000;
const LIGNES_POUR_UN_TAUX = 5;
const D_UNE_BASE_INCONNUE = 'des montants, mais de quelle base ? dites-le sous montants';

/**
 * The columns of amounts, by base. A column of another year, or of which the title or the cells say something else than euros,
 * is none; where several may be the amounts of a base, none is chosen and all are named.
 */
export function devinerLesMontants(vue: VueDesMontants): MontantsVus {
  const { attributions, lignes, baseVoulue, exercice, autour } = vue;
  const deMontants = colonnesDeMontants(vue);
  const ecartees = new Map<number, string>();
  const illisibles = new Set<string>();
  const recettes = new Map<number, string>();
  const enEuros = deMontants.filter(({ rang, titre, unitesMontrees: [montree] }) => {
    const nommee = uniteNommee(titre);
    const { dit, unite } =
      nommee !== undefined
        ? { dit: titre, unite: nommee }
        : montree?.tous === true && montree.unite !== 'pourcents'
          ? { dit: montree.format, unite: montree.unite }
          : (autour[0] ?? { dit: '', unite: undefined });
    const exclue =
      anneeDuTitre(titre, exercice) === 'autre'
        ? 'des montants d’une autre année'
        : estIllisible(unite)
          ? `des ${unite}, qui ne se lisent pas`
          : undefined;
    if (exclue !== undefined && estIllisible(unite)) illisibles.add(direIllisible(dit, unite));
    if (exclue !== undefined) ecartees.set(rang, exclue);
    return exclue === undefined;
  });
  const devises = devisesEtrangeres(vue.profils);
  if (devises !== undefined) illisibles.add(devises.remarque);
  // The total of the years is not that of the exercice.
  const enAnnees = deMontants.some(({ titre }) => anneeDuTitre(titre, exercice) === 'autre');
  const rendre = ({ montants = [], questions = [], laisses = new Map(), ...reste }: Partial<MontantsVus>) => ({
    ...reste,
    montants: devises === undefined ? montants : montants.map((montant) => douter(montant, devises.doute)),
    questions,
    laisses: new Map([...ecartees, ...recettes, ...laisses]),
    aussiEnEuros: enEuros.filter(
      ({ rang, titre }) =>
        recettes.has(rang) ||
        (laisses.has(rang) && rang !== reste.total?.total.rang && !(enAnnees && commenceParTotal(titre))),
    ),
    ...(illisibles.size === 0 ? {} : { illisibles: [...illisibles] }),
  });
  const paires = pairesDeSens(enEuros, baseVoulue);
  if (paires.length > 0) {
    const prises = new Set(paires.flatMap(({ rangs }) => rangs));
    const { montants, questions } = uneParBase(paires.map(({ propose }) => propose));
    return rendre({
      montants,
      questions,
      laisses: new Map(enEuros.flatMap(({ rang }) => (prises.has(rang) ? [] : [[rang, 'd’autres montants']]))),
    });
  }
  // Read as amounts, they would pass for expenses.
  const gardees = enEuros.filter(({ titre }) => !estDeRecettes(titre));
  if (gardees.length === 0 && enEuros.length > 0) {
    const question = demanderLesDepenses(baseVoulue, enEuros);
    return rendre({ questions: [question], laisses: new Map(enEuros.map(({ rang }) => [rang, question.raison])) });
  }
  const depense = gardees.find(({ titre }) => estDeDepenses(titre)) ?? gardees[0];
  for (const { rang, titre } of enEuros)
    if (estDeRecettes(titre) && depense !== undefined)
      recettes.set(rang, `des recettes, qui se disent avec les dépenses : ${ecrireLesSens(depense.titre, titre)}`);
  const gardes = new Set(gardees);
  const vues = attributions.filter(({ profil }) => gardes.has(profil) && (profil.vues > 0 || lignes.length === 0));
  const parBase = BASES.map((base) => choisirPourLaBase(base, vues));
  const montants = parBase.flatMap(({ montant }) => montant ?? []);
  const questions = parBase.flatMap(({ question }) => question ?? []);
  const pris = new Set(montants.map(({ colonnes }) => ('montant' in colonnes ? colonnes.montant : '')));
  if (montants.length > 0 || questions.length > 0)
    return rendre({
      montants,
      questions,
      laisses: new Map(
        gardees.flatMap((profil) =>
          pris.has(profil.titre)
            ? []
            : [
                [
                  profil.rang,
                  questions.find(({ titres }) => titres.includes(profil.titre))?.raison ?? D_UNE_BASE_INCONNUE,
                ],
              ],
        ),
      ),
    });
  const generiques = vues.filter(({ role }) => role === MONTANT_SANS_BASE).map(({ profil }) => profil);
  return rendre(sansBaseDite(generiques, gardees, vue));
}

function direIllisible(dit: string, unite: UniteIllisible): string {
  return `« ${dit} » annonce des ${unite} : seuls les euros et les milliers d’euros se lisent, redemandez le fichier dans l’un des deux.`;
}

/** An amount that is no more sure than what was told against it. */
export function douter(montant: MontantPropose, raison: string): MontantPropose {
  return { ...montant, confiance: 'à confirmer', raisons: [...montant.raisons, raison] };
}

/** The columns that may be amounts: by their title, or by cents under a title that names no base. */
function colonnesDeMontants({ profils, attributions, lignes }: VueDesMontants): Profil[] {
  const roles = new Map(attributions.map(({ profil, role }) => [profil.rang, role]));
  return profils.filter((profil) => {
    const { rang, titre, vues, montants, decimales } = profil;
    const role = roles.get(rang);
    if (role !== undefined && !role.startsWith('montants')) return false;
    if (horsMontant(profil) !== undefined) return false;
    if (role !== undefined && (vues > 0 || lignes.length === 0)) return true;
    if (vues === 0 || montants < vues * 0.95) return false;
    return (
      decimales[','] + decimales['.'] > 0 || estUneAnneeSeule(titre) || estDeDepenses(titre) || estDeRecettes(titre)
    );
  });
}

/** `2012`, `Année 2012`: the amounts of that year in a crossed table. */
function estUneAnneeSeule(titre: string): boolean {
  return anneesDuTitre(titre).length === 1 && ['', 'annee', 'exercice'].includes(cleDeTitre(titre));
}

/** The column of a base, or the question of which; nothing when no title names the base. */
function choisirPourLaBase(
  base: Base,
  vues: readonly Attribution[],
): { readonly montant?: MontantPropose; readonly question?: QuestionPosee } {
  const siennes = vues.filter(({ role }) => role === roleDeBase(base));
  const exactes = siennes.filter(({ titre }) => titre === 'exact');
  const candidates = exactes.length > 0 ? exactes : siennes;
  const [seule] = candidates;
  if (seule === undefined) return {};
  if (candidates.length > 1)
    return {
      question: hesiter(
        base,
        candidates.map(({ profil }) => profil),
      ),
    };
  const autres = siennes.filter((vue) => vue !== seule).map(({ profil }) => profil.titre);
  const propose = proposer(base, seule);
  return {
    montant: autres.length === 0 ? propose : douter(propose, `${nommerLesCandidates(autres)} pourrait l’être aussi`),
  };
}

function proposer(base: Base, { profil, titre, contenu }: Attribution): MontantPropose {
  const doute = douteSurLesFormats(profil.unitesMontrees) ?? douteSurLesCellules(profil);
  const sur = titre === 'exact' && contenu.note > 0 && contenu.douteux === undefined && doute === undefined;
  return {
    base,
    colonnes: { montant: profil.titre },
    confiance: sur ? 'sûr' : 'à confirmer',
    raisons: [
      titre === 'exact' ? 'titre usuel' : 'le titre le laisse penser',
      ...(contenu.raison === '' ? [] : [contenu.raison]),
      ...(doute === undefined ? [] : [doute]),
    ],
  };
}

/** What keeps a column from being amounts for sure, whatever its title; nothing when cells say euros as the title does. */
function douteSurLesCellules({
  avecUnite,
  titre,
  vues,
  enEuros,
  decimales,
  maximum,
  dUneLongueur,
}: Profil): string | undefined {
  if (avecUnite > 0) return 'des cellules portent leur unité';
  const cle = cleDeTitre(titre);
  const double = TITRES_A_DOUBLE_SENS.get(cle);
  if (double !== undefined || vues === 0) return double;
  if (vues >= LIGNES_POUR_UN_TAUX && maximum > 0 && maximum < PLAFOND_D_UN_TAUX)
    return `rien n’atteint ${formaterEntier(PLAFOND_D_UN_TAUX)} : des taux, des nombres, ou des milliers ?`;
  if (enEuros || decimales[','] + decimales['.'] > 0) return undefined;
  if (vues >= LIGNES_POUR_UN_TAUX && dUneLongueur === vues)
    return 'des nombres tous de la même longueur : des euros, ou des codes ?';
  return TITRES_DE_NUMEROS.get(cle) ?? (maximum >= NOMBRE_D_EUROS ? undefined : RIEN_NE_DIT_EUROS);
}

const RIEN_NE_DIT_EUROS = 'rien dans les cellules ne dit que ce sont des euros';

function sansBaseDite(
  titrees: readonly Profil[],
  gardees: readonly Profil[],
  { profils, attributions, lignes, baseVoulue, exercice }: VueDesMontants,
): Partial<MontantsVus> {
  const dites = new Set(titrees);
  const toutes =
    titrees.length > 0 ? gardees.filter((profil) => dites.has(profil) || estUneAnneeSeule(profil.titre)) : gardees;
  // In a crossed table, the column of the exercice, which a total of the years sums up with others.
  const estSienne = ({ titre }: Profil) => anneeDuTitre(titre, exercice) === 'sienne';
  const siennes = toutes.filter(estSienne);
  const ailleurs = toutes.filter((profil) => !estSienne(profil) && !commenceParTotal(profil.titre));
  const generiques = siennes.length > 0 && ailleurs.length === 0 ? siennes : toutes;
  const { total, tourATour } = totalEtDetail(generiques, lignes);
  const choisi = total?.detail ?? generiques[0];
  if (choisi === undefined) return {};
  if (total === undefined && generiques.length > 1) {
    const question = tourATour ? demanderLesDeux(baseVoulue, generiques) : hesiter(baseVoulue, generiques);
    return {
      questions: [question],
      laisses: new Map(
        gardees.map(({ rang, titre }) => [
          rang,
          tourATour
            ? 'des montants aussi : la question est sous montants'
            : question.titres.includes(titre)
              ? question.raison
              : 'd’autres montants',
        ]),
      ),
    };
  }
  const laisses = new Map(
    gardees
      .filter(({ rang }) => rang !== choisi.rang)
      .map(({ rang }) => [
        rang,
        rang === total?.total.rang ? 'des totaux, que l’autre colonne détaille' : 'd’autres montants',
      ]),
  );
  const nommes = nommerBases(choisi, profils, attributions);
  if (nommes !== undefined) return { nommes, laisses };
  return {
    montants: [
      {
        base: baseVoulue ?? 'engagements',
        colonnes: { montant: choisi.titre },
        confiance: 'à confirmer',
        raisons: ['le titre ne dit pas de quelle base sont ces montants'],
      },
    ],
    laisses,
    ...(total === undefined ? {} : { total }),
  };
}

/** A column whose values name the base of the amount beside. */
function nommerBases(
  montant: Profil,
  profils: readonly Profil[],
  attributions: readonly Attribution[],
): MontantsNommesProposes | undefined {
  for (const { rang, titre, valeurs } of profils) {
    if (rang === montant.rang || valeurs === undefined || valeurs.size < 1 || valeurs.size > 12) continue;
    if (attributions.some(({ profil, titre: accord }) => profil.rang === rang && accord === 'exact')) continue;
    const mots = [...valeurs.keys()].map((mot) => [mot, baseNommeePar(mot) ?? 'aucune'] as const);
    const reconnus = mots.filter(([, base]) => base !== 'aucune').length;
    if (reconnus < 2 && reconnus < mots.length) continue;
    const inconnus = mots.filter(([, base]) => base === 'aucune').map(([mot]) => citer(mot));
    return {
      colonne: montant.titre,
      base: titre,
      mots,
      confiance: 'à confirmer',
      raisons: [
        'une colonne nomme la base de chaque montant',
        ...(inconnus.length > 0 ? [`que veut dire ${inconnus.join(', ')} ? « aucune » en écarte les lignes`] : []),
      ],
    };
  }
  return undefined;
}

/** Whether a column is one of those of amounts, or names their base. */
export function estDesMontants(titre: string, { montants, nommes }: MontantsVus): boolean {
  if (nommes !== undefined) return titre === nommes.colonne || titre === nommes.base;
  return montants.some(({ colonnes }) => Object.values(colonnes).includes(titre));
}
