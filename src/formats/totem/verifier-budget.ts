import type { Base } from '../../domain/argent/base.ts';
import { aDesFonctions, NORMES, type Norme, type Regime, type Vote } from '../../domain/codes/normes.ts';
import type { CodeConstat } from '../../domain/constats/codes-constats.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { PlaceInWindow } from '../../files/xml/text-window.ts';
import { ETAPES, type EtapeBudgetaire } from './document-budgetaire.ts';

/** Something that the head of a document or of a budget says, and where. */
export interface Mention {
  readonly valeur: string;
  readonly place: PlaceInWindow;
}

/** What a dossier expects of the budgets of a document. */
export interface BudgetAttendu {
  readonly fichier: string;
  readonly exercice: string;
  readonly norme: Norme;
  readonly base: Base;
  readonly vote: Vote;
  /** The element that is declared to hold the amounts of that base. */
  readonly montant: string;
}

/** What the head of a budget says that is read. */
export const MENTIONS_DE_BUDGET = [
  'CodBud',
  'CodTypBud',
  'LibelleEtab',
  'Nomenclature',
  'NatDec',
  'Exer',
  'NatFonc',
  'ProjetBudget',
] as const;

/** How a budget is voted, by the code of `NatFonc`; 3 is by nature, with functions beside. */
export const VOTES_DE_NATFONC: ReadonlyMap<string, Vote> = new Map([
  ['1', 'par_nature'],
  ['2', 'par_fonction'],
  ['3', 'par_nature'],
]);

/** The elements that only a budget, or only an account, fills in; the others may be in both. */
const GENRES_DES_MONTANTS: Readonly<Record<string, EtapeBudgetaire['genre']>> = {
  MtPrev: 'vote',
  MtPropNouv: 'vote',
  MtReal: 'compte',
  MtRAR3112: 'compte',
};

/**
 * Checks the head of a budget against the dossier, once for all its lines: its year, its norm, and whether a document of its
 * step has the amounts that are asked of it. An annex budget may be by nature in a document of which the first is by function,
 * and in a norm without functions: it is then read so.
 * @returns how its lines are to be read; nothing when they cannot be
 */
export function verifierBudget(
  mentions: ReadonlyMap<string, Mention>,
  ici: PlaceInWindow,
  attendu: BudgetAttendu,
  constats: Constats,
): Regime | undefined {
  const avant = constats.erreurs;
  const dire = (code: CodeConstat, { ligne, colonne, extrait }: PlaceInWindow, message: string, remede: string) =>
    constats.ajouter({
      code,
      lieu: { fichier: attendu.fichier, ligne, colonne },
      extrait,
      message,
      remede,
    });
  for (const nom of ['Nomenclature', 'NatDec', 'Exer'] as const)
    if (mentions.get(nom) === undefined)
      dire(
        'E-XML',
        ici,
        `le budget de cette ligne ne dit pas « ${nom} » avant ses lignes`,
        'Redemandez le document, tel que le logiciel l’a produit.',
      );
  const [nomenclature, natDec, exer, projet] = (['Nomenclature', 'NatDec', 'Exer', 'ProjetBudget'] as const).map(
    (nom) => mentions.get(nom),
  );
  if (exer && exer.valeur !== attendu.exercice)
    dire(
      'E-EXERCICE-AUTRE',
      exer.place,
      `ce budget est de l’exercice « ${exer.valeur} », le dossier de ${attendu.exercice}`,
      'Retirez cette source d’exercice.yaml, ou demandez le document de l’exercice.',
    );
  const norme = nomenclature && normeDe(nomenclature.valeur);
  const autre = norme !== attendu.norme && !nomenclature?.valeur.startsWith(`${attendu.norme}-`);
  const connue = NORMES.find((une) => une === norme);
  const annexe = estAnnexe((nom) => mentions.get(nom)?.valeur);
  const sansFonctions = autre && annexe && connue !== undefined && !aDesFonctions(connue) ? connue : undefined;
  if (nomenclature && autre && sansFonctions === undefined)
    dire(
      'E-NORME-AUTRE',
      nomenclature.place,
      `ce budget est en « ${norme} », la source en ${attendu.norme}`,
      connue !== undefined
        ? `Un code ne veut rien dire hors de sa norme. Si c’est un budget annexe ou un autre organisme, écrivez « norme: ${norme} » dans cette source d’exercice.yaml ; si tout le dossier est en ${norme}, corrigez norme en tête ; sinon, retirez la source.`
        : 'Un code ne veut rien dire hors de sa norme, et celle-ci n’est pas connue : retirez cette source.',
    );
  const natFonc = mentions.get('NatFonc');
  const vote = natFonc && VOTES_DE_NATFONC.get(natFonc.valeur);
  if (natFonc && vote !== undefined && vote !== attendu.vote && !annexe)
    dire(
      'E-VOTE-AUTRE',
      natFonc.place,
      `ce budget est voté ${EN_MOTS[vote]}, la source ${EN_MOTS[attendu.vote]}`,
      `Les chapitres ne sont pas les mêmes. Si tout le dossier est voté ainsi, écrivez « vote: ${vote} » en tête d’exercice.yaml ; si c’est un autre organisme, dans cette source.`,
    );
  const etape = natDec && ETAPES.get(natDec.valeur);
  if (natDec && etape === undefined)
    dire(
      'E-VALEUR-INCONNUE',
      natDec.place,
      `« ${natDec.valeur} » n’est pas une étape budgétaire connue`,
      `Attendu : ${[...ETAPES].map(([code, { nom }]) => `${code} (${nom})`).join(', ')}.`,
    );
  const genre = GENRES_DES_MONTANTS[attendu.montant];
  if (natDec && etape && genre !== undefined && genre !== etape.genre)
    dire(
      'E-EXERCICE-INCOHERENT',
      natDec.place,
      etape.genre === 'compte'
        ? `ce document est un ${etape.nom} : ce qui a été voté (${attendu.montant}) n’y est pas`
        : `ce document est un vote (${etape.nom}) : ce qui a été exécuté (${attendu.montant}) n’y est pas`,
      etape.genre === 'compte'
        ? 'Donnez pour cette base le budget et les décisions modificatives ; ou écrivez montants: { cp_votes: CredOuv }, si ce sont les crédits ouverts, votes et reports, que le dossier montre.'
        : 'Donnez pour cette base le compte administratif, ou changez la base du dossier.',
    );
  if (projet?.valeur === 'true')
    dire(
      'A-PROJET-DE-BUDGET',
      projet.place,
      'ce document est un projet : ses montants ne sont pas encore votés',
      'Remplacez-le par le document voté avant de publier ; jusque-là, dites-le dans mention, en tête d’exercice.yaml.',
    );
  if (constats.erreurs > avant) return undefined;
  if (sansFonctions !== undefined) return { norme: sansFonctions, vote: 'par_nature' };
  return { norme: attendu.norme, vote: vote ?? attendu.vote };
}

/** Whether a budget is an annex of another: it says so (`CodTypBud`), or is not numbered as the first. */
export function estAnnexe(mention: (nom: string) => string | undefined): boolean {
  const type = mention('CodTypBud') ?? '';
  return type === '' ? !/^0*$/.test(mention('CodBud') ?? '') : type !== 'P';
}

/** How a budget is voted, in words. */
export const EN_MOTS = { par_fonction: 'par fonction', par_nature: 'par nature' } as const;

/**
 * `M14-M14_COM_SUP3500` → `M14`, `M4-M43_D` → `M43`: the norm, then which of its kind, and the presentation that depends on the
 * size of the body.
 */
export function normeDe(nomenclature: string): string {
  const [norme = '', sienne = ''] = nomenclature.split('-').map((partie) => partie.split('_', 1)[0] ?? '');
  return NORMES.some((connue) => connue === sienne) ? sienne : norme;
}
