import { clefJuste } from '../../domain/codes/siren.ts';
import type { Chemin } from '../../domain/constats/constat.ts';
import { estUneDate } from '../../domain/textes/date.ts';
import { citerValeur } from '../../domain/textes/format.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import { chargerLesListesCad } from '../cad/charger-les-listes-cad.ts';
import type { EntreeCad } from '../cad/liste-cad.ts';
import {
  type CodePartage,
  Correspondances,
  lireLesCorrespondances,
  lireUnCode,
  type MatiereDesCodes,
} from '../correspondances/correspondances.ts';
import { lireUnChoix } from '../correspondances/lire-un-choix.ts';
import type { MatiereDUnBloc } from '../export.ts';
import { type ActiviteEcrite, FORME_D_IDENTIFIANT_IATI, FORME_D_ORGANISATION, type IatiEcrit } from './schema-iati.ts';

/** What the breakdown says of no territory is called so under `territoires`. */
export const NON_VENTILE = 'non_ventile';
const NUMERO_SIREN = /^(FR-.+-)(\d{9})$/;
/** How identifiers begin, or look, that the tool makes. */
export const PREFIXE_D_OPERATION = 'operation-';
const RESERVE = /^operation-|^[0-9a-f]{16}$/;
const SECTEUR_NON_SPECIFIE = '99810';

/** An action that the dossier names. */
export interface ActiviteDeclaree {
  readonly identifiant: string;
  readonly titre?: string;
  readonly dates: DatesDActivite;
  readonly statut?: string;
}

/** Days, AAAA-MM-JJ. */
export interface DatesDActivite {
  readonly debut?: string;
  readonly fin?: string;
  readonly debutReel?: string;
  readonly finReelle?: string;
}

/** The block `iati`, understood. */
export interface BlocIati {
  readonly organisation: string;
  readonly genre: string;
  /** The beginning of the identifier of whom the register of firms knows by the same number; `undefined` for another register. */
  readonly registre: string | undefined;
  readonly arreteLe: string;
  readonly secteurs: Correspondances<readonly CodePartage[]>;
  /** What is written of what no correspondance speaks for. */
  readonly secteurNonSpecifie: EntreeCad;
  readonly regions: ReadonlyMap<string, EntreeCad>;
  readonly activites: Correspondances<ActiviteDeclaree>;
}

/**
 * Understands the block; tells each fault at its place.
 * @returns `undefined` when there is one
 */
export function lireLeBloc(ecrit: IatiEcrit, matiere: MatiereDUnBloc): BlocIati | undefined {
  let bon = true;
  const { exercice } = matiere.jaune.enTete;
  const desCodes: MatiereDesCodes = {
    ...matiere,
    exercice: Number(exercice),
    refuser: (...dit) => {
      bon = false;
      matiere.refuser(...dit);
    },
  };
  const { secteurs: secteursCad, beneficiaires } = chargerLesListesCad(matiere.donnees);
  const secteurNonSpecifie = secteursCad.valide(SECTEUR_NON_SPECIFIE, Number(exercice));
  if (secteurNonSpecifie === undefined) throw new Error(`le code ${SECTEUR_NON_SPECIFIE} manque`);
  const organisation = lireLOrganisation(ecrit.organisation, desCodes);
  const arreteLe = lireLArrete(ecrit.arrete_le, desCodes);
  const secteurs = lireLesCorrespondances(
    ecrit.secteurs,
    'secteurs',
    { liste: secteursCad, nom: 'code de secteur' },
    desCodes,
  );
  const permis = [...matiere.geographie.territoires.map(({ id }) => id), NON_VENTILE];
  const regions = new Map<string, EntreeCad>();
  for (const [territoire, code] of Object.entries(ecrit.territoires ?? {})) {
    const chemin = ['territoires', territoire];
    if (!permis.includes(territoire)) {
      const proche = nomLePlusProche(territoire, permis);
      desCodes.refuser(
        'E-DECLARATION',
        chemin,
        `${citerValeur(territoire)} n’est pas un territoire du jaune`,
        `${proche === undefined ? '' : `Vouliez-vous écrire « ${proche} » ? `}Territoires : ${permis.join(', ')}.`,
        'cle',
      );
      continue;
    }
    const region = lireUnCode(code, chemin, { liste: beneficiaires, nom: 'code de région' }, desCodes);
    if (region?.pays) {
      desCodes.refuser(
        'E-CODE-CAD',
        chemin,
        `« ${code} » est un pays (${region.libelle}), pas une région`,
        'Écrivez le code d’un groupe de pays : 289 pour le sud du Sahara. La liste est data/cad/beneficiaires.csv.',
      );
    } else if (region !== undefined) regions.set(territoire, region);
  }
  const activites = lireLesActivites(ecrit.activites ?? [], arreteLe, desCodes);
  if (!bon || organisation === undefined || arreteLe === undefined) return undefined;
  return {
    organisation,
    genre: ecrit.genre,
    registre: NUMERO_SIREN.exec(organisation)?.[1],
    arreteLe,
    secteurs,
    secteurNonSpecifie,
    regions,
    activites,
  };
}

function lireLOrganisation(ecrite: string | undefined, { refuser }: MatiereDesCodes): string | undefined {
  const remede =
    'Écrivez le registre puis le numéro, sans espace ni / & | ? : FR-RCS-237500079. La liste des registres est sur org-id.guide.';
  if (ecrite === undefined) {
    refuser('E-IDENTIFIANT-IATI', ['organisation'], 'il manque l’identifiant de la collectivité dans IATI', remede);
    return undefined;
  }
  if (!FORME_D_ORGANISATION.test(ecrite)) {
    refuser(
      'E-IDENTIFIANT-IATI',
      ['organisation'],
      `${citerValeur(ecrite)} n’a pas la forme d’un identifiant d’organisation`,
      remede,
    );
    return undefined;
  }
  const siren = NUMERO_SIREN.exec(ecrite)?.[2];
  if (siren === undefined || clefJuste(siren)) return ecrite;
  refuser(
    'E-IDENTIFIANT-IATI',
    ['organisation'],
    `« ${siren} » n’est pas un SIREN : sa clef est fausse`,
    'Recopiez le numéro de l’avis de situation de la collectivité : un chiffre est faux, ou deux sont échangés.',
  );
  return undefined;
}

function lireLArrete(ecrit: string | undefined, { jaune, refuser }: MatiereDesCodes): string | undefined {
  const { exercice, dateEdition } = jaune.enTete;
  const jour = ecrit ?? dateEdition;
  const refuserLe = (message: string, remede: string) => {
    refuser('E-DATES-IATI', ['arrete_le'], message, remede);
    return undefined;
  };
  if (!estUneDate(jour)) return refuserLe(`${citerValeur(jour)} n’est pas un jour`, REMEDE_DATE);
  if (jour < `${exercice}-01-01`)
    return refuserLe(
      `le ${jour}, rien n’est encore engagé ni mandaté de l’exercice ${exercice}`,
      `Écrivez le jour où les montants sont arrêtés, à partir du ${exercice}-01-01${ecrit === undefined ? ' ; sans cette clé, c’est la date d’édition d’exercice.yaml' : ''}.`,
    );
  if (jour > dateEdition)
    return refuserLe(
      `les montants ne peuvent pas être arrêtés le ${jour}, après l’édition du ${dateEdition}`,
      'Corrigez arrete_le, ou date_edition dans exercice.yaml.',
    );
  return jour;
}

const REMEDE_DATE = 'Écrivez un jour du calendrier, AAAA-MM-JJ : 2013-12-31.';

function lireLesActivites(
  ecrites: readonly ActiviteEcrite[],
  arreteLe: string | undefined,
  matiere: MatiereDesCodes,
): Correspondances<ActiviteDeclaree> {
  const lues = new Correspondances<ActiviteDeclaree>();
  const prises = new Set<string>();
  for (const [rang, ecrite] of ecrites.entries()) {
    const chemin = ['activites', rang];
    const choisit = lireUnChoix(ecrite.si, [...chemin, 'si'], matiere);
    const { identifiant, titre, statut } = ecrite;
    verifierLIdentifiant(identifiant, prises, [...chemin, 'identifiant'], matiere);
    prises.add(identifiant.toLowerCase());
    const dates = lireLesDates(ecrite, chemin, arreteLe, matiere);
    if (choisit)
      lues.ajouter(chemin, choisit, {
        identifiant,
        ...(titre === undefined ? {} : { titre }),
        dates,
        ...(statut === undefined ? {} : { statut }),
      });
  }
  return lues;
}

function verifierLIdentifiant(
  identifiant: string,
  prises: ReadonlySet<string>,
  chemin: Chemin,
  { refuser }: MatiereDesCodes,
): void {
  const dire = (message: string, remede: string) => refuser('E-IDENTIFIANT-IATI', chemin, message, remede);
  if (!FORME_D_IDENTIFIANT_IATI.test(identifiant))
    dire(
      `${citerValeur(identifiant)} n’a pas la forme d’un identifiant d’action`,
      'Lettres sans accent, chiffres, points et tirets, sans espace : bourses-master. L’organisation est mise devant.',
    );
  else if (RESERVE.test(identifiant))
    dire(
      `« ${identifiant} » ressemble à un identifiant que l’outil donne lui-même`,
      `Choisissez-en un qui ne commence pas par ${PREFIXE_D_OPERATION} et n’est pas fait de seize chiffres hexadécimaux.`,
    );
  else if (prises.has(identifiant.toLowerCase()))
    dire(
      `« ${identifiant} » est déjà l’identifiant d’une action plus haut`,
      'Donnez-en un autre, ou réunissez les deux en une action, avec un « si » qui choisit toutes ses lignes.',
    );
}

function lireLesDates(
  ecrite: ActiviteEcrite,
  chemin: Chemin,
  arreteLe: string | undefined,
  { jaune, refuser }: MatiereDesCodes,
): DatesDActivite {
  const dire = (cle: string, message: string, remede: string) =>
    refuser('E-DATES-IATI', [...chemin, cle], message, remede);
  const lire = (cle: 'debut' | 'fin' | 'debut_reel' | 'fin_reelle'): string | undefined => {
    const jour = ecrite[cle];
    if (jour === undefined || estUneDate(jour)) return jour;
    dire(cle, `${citerValeur(jour)} n’est pas un jour`, REMEDE_DATE);
    return undefined;
  };
  const [debut, fin, debutReel, finReelle] = [lire('debut'), lire('fin'), lire('debut_reel'), lire('fin_reelle')];
  if (debut && fin && fin < debut)
    dire('fin', `l’action finirait le ${fin}, avant de commencer le ${debut}`, 'Corrigez debut ou fin.');
  const { exercice } = jaune.enTete;
  if (fin && debut === undefined && debutReel === undefined && fin < `${exercice}-01-01`)
    dire(
      'fin',
      `l’action finirait le ${fin}, avant l’exercice ${exercice}`,
      'Dites aussi quand elle a commencé : debut.',
    );
  if (debutReel && finReelle && finReelle < debutReel)
    dire(
      'fin_reelle',
      `l’action a fini le ${finReelle}, avant de commencer le ${debutReel}`,
      'Corrigez l’une des deux.',
    );
  for (const [cle, jour] of [
    ['debut_reel', debutReel],
    ['fin_reelle', finReelle],
  ] as const)
    if (jour && arreteLe && jour > arreteLe)
      dire(
        cle,
        `le ${jour} n’est pas encore passé au ${arreteLe}, où les montants sont arrêtés`,
        `Une date réelle est passée : écrivez ${cle === 'debut_reel' ? 'debut' : 'fin'} pour ce qui est prévu.`,
      );
  return {
    ...(debut === undefined ? {} : { debut }),
    ...(fin === undefined ? {} : { fin }),
    ...(debutReel === undefined ? {} : { debutReel }),
    ...(finReelle === undefined ? {} : { finReelle }),
  };
}
