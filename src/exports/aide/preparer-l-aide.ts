import type { Predicat } from '../../domain/conditions/attente.ts';
import { type BeneficiaireCad, chargerLesListesCad, type ListesCad } from '../cad/charger-les-listes-cad.ts';
import type { EntreeCad, ListeCad } from '../cad/liste-cad.ts';
import {
  type CodePartage,
  Correspondances,
  lireLaPortee,
  lireLesCorrespondances,
  type MatiereDesCodes,
} from '../correspondances/correspondances.ts';
import { lireUnChoix } from '../correspondances/lire-un-choix.ts';
import type { MatiereDUnBloc } from '../export.ts';
import type { PartDuTotal } from '../pont.ts';
import { type AideEcrite, type Marqueur, NOMS_DES_MARQUEURS } from './schema-aide.ts';

/** A reason not to declare parts: a step of the bridge. */
interface HorsDeclaration {
  readonly cle: string;
  readonly libelle: string;
  readonly choisit: Predicat<PartDuTotal>;
}

/** The keys of the block that hold correspondances towards codes. */
type CleDeCodes = 'beneficiaires' | 'secteurs' | 'canaux' | 'bi_multi' | 'financements' | 'modalites';
type VersDesCodes<E extends EntreeCad = EntreeCad> = Correspondances<readonly CodePartage<E>[]>;

/** How lines are declared as aid, once what the dossier says of it was checked. */
export interface AidePreparee {
  readonly exercice: number;
  readonly listes: ListesCad;
  readonly agence: string;
  readonly codeAgence: string;
  readonly hors: readonly HorsDeclaration[];
  /** The parts that welcome refugees in France, declared apart. */
  readonly refugies: Predicat<PartDuTotal>;
  readonly beneficiaires: VersDesCodes<BeneficiaireCad>;
  /** The recipients of the year, by the country that the breakdown knows. */
  readonly parPays: ReadonlyMap<string, BeneficiaireCad>;
  readonly secteurs: VersDesCodes;
  readonly canaux: VersDesCodes;
  readonly biMulti: VersDesCodes;
  readonly financements: VersDesCodes;
  readonly modalites: VersDesCodes;
  readonly marqueurs: ReadonlyMap<Marqueur, Correspondances<string>>;
}

/** The steps that the tool has for all dossiers: no reason of a dossier goes by their names. */
export const CLES_DU_PONT = [
  'refugies',
  'hors_liste_cad',
  'sans_beneficiaire',
  'paiement_inconnu',
  'autre_base',
  'fonds_d_autrui',
] as const;

/** Reads and checks the block `apd`; what is wrong is told, and nothing must then be declared. */
export function preparerLAide(ecrite: AideEcrite, matiere: MatiereDUnBloc): AidePreparee {
  const exercice = Number(matiere.jaune.enTete.exercice);
  const listes = chargerLesListesCad(matiere.donnees);
  const codes: MatiereDesCodes = { ...matiere, refuser: matiere.refuser, exercice };
  const vers = <E extends EntreeCad>(cle: CleDeCodes, liste: ListeCad<E>, nom: string): VersDesCodes<E> =>
    lireLesCorrespondances(ecrite[cle], cle, { liste, nom }, codes);
  return {
    exercice,
    listes,
    agence: ecrite.agence ?? matiere.jaune.enTete.collectivite,
    codeAgence: ecrite.code_agence ?? '',
    hors: lireLesRaisons(ecrite.hors_declaration ?? {}, codes),
    refugies: (ecrite.refugies && lireUnChoix(ecrite.refugies.si, ['refugies', 'si'], codes)) ?? (() => false),
    parPays: new Map(
      listes.beneficiaires.valides(exercice).flatMap((entree) => (entree.pays === '' ? [] : [[entree.pays, entree]])),
    ),
    beneficiaires: vers('beneficiaires', listes.beneficiaires, 'code de bénéficiaire'),
    secteurs: vers('secteurs', listes.secteurs, 'code-objet de secteur'),
    canaux: vers('canaux', listes.canaux, 'code de canal d’acheminement'),
    biMulti: vers('bi_multi', listes.biMulti, 'code bilatéral ou multilatéral'),
    financements: vers('financements', listes.typesDeFinancement, 'code de type de financement'),
    modalites: vers('modalites', listes.typesDAide, 'code de modalité de coopération'),
    marqueurs: lireLesMarqueurs(ecrite.marqueurs ?? [], codes),
  };
}

function lireLesRaisons(
  ecrites: NonNullable<AideEcrite['hors_declaration']>,
  matiere: MatiereDesCodes,
): HorsDeclaration[] {
  return Object.entries(ecrites).flatMap(([cle, { libelle, si }]) => {
    const chemin = ['hors_declaration', cle];
    if (CLES_DU_PONT.some((prise) => prise === cle)) {
      matiere.refuser(
        'E-DECLARATION',
        chemin,
        `« ${cle} » est déjà le nom d’une étape du pont`,
        `Donnez un autre nom à cette raison : ${CLES_DU_PONT.join(', ')} sont pris.`,
        'cle',
      );
      return [];
    }
    const choisit = lireUnChoix(si, [...chemin, 'si'], matiere);
    return choisit ? [{ cle, libelle, choisit }] : [];
  });
}

/** Each marker is answered by the first that chooses the part and says it: what is not said is blank, which is no zero. */
function lireLesMarqueurs(
  ecrits: NonNullable<AideEcrite['marqueurs']>,
  matiere: MatiereDesCodes,
): ReadonlyMap<Marqueur, Correspondances<string>> {
  const lus = new Map(NOMS_DES_MARQUEURS.map((nom) => [nom, new Correspondances<string>()]));
  for (const [rang, ecrit] of ecrits.entries()) {
    const chemin = ['marqueurs', rang];
    const dits = NOMS_DES_MARQUEURS.filter((nom) => ecrit[nom] !== undefined);
    if (dits.length === 0)
      matiere.refuser(
        'E-DECLARATION',
        chemin,
        'aucun marqueur n’est dit',
        `Écrivez-en un au moins, 0, 1 ou 2 : ${NOMS_DES_MARQUEURS.join(', ')}.`,
      );
    const choisit = lireLaPortee(ecrit.si, chemin, rang === ecrits.length - 1, matiere);
    if (!choisit) continue;
    for (const nom of dits) lus.get(nom)?.ajouter([...chemin, nom], choisit, ecrit[nom] ?? '');
  }
  return lus;
}
