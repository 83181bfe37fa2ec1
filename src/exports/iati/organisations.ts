import { clefJuste, FORME_DE_SIRET } from '../../domain/codes/siren.ts';
import type { GenreDeFinanceur } from '../../domain/dossier/operations.ts';
import type { GenreDOrganisme } from '../../domain/dossier/organismes.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { cleDeNom } from '../../domain/textes/nom.ts';
import type { Activite } from './activites.ts';
import type { MatiereDesActivites } from './matiere-des-activites.ts';

/** Codes of the list OrganisationType; kinds that it does not tell apart have none. */
const GENRES_D_ORGANISMES: Readonly<Record<GenreDOrganisme, string | undefined>> = {
  association: '22',
  etablissement_public: '15',
  groupement: '15',
  societe: '70',
  fondation: '60',
  collectivite: '11',
  autre: undefined,
};
const GENRES_DE_FINANCEURS: Readonly<Record<GenreDeFinanceur, string | undefined>> = {
  europe: '40',
  etat: '10',
  region: '11',
  departement: '11',
  commune: '11',
  autre: undefined,
};
/** Codes of the list OrganisationRole. */
const ROLES = { financeur: '1', responsable: '2', executant: '4' } as const;

/** Who takes part in an action. */
export interface Organisation {
  readonly nom: string;
  readonly ref: string | undefined;
  readonly genre: string | undefined;
  /** The line that names it. */
  readonly ligne?: LigneBudgetaire;
}

type Matiere = Pick<MatiereDesActivites, 'bloc' | 'enTete'>;

/** The collectivité and the other funders, then who spends, then who does: each once in each role. */
export function organisationsDe(
  { operation }: Activite,
  affectations: readonly Affectation[],
  matiere: Matiere,
): { readonly role: string; readonly organisation: Organisation }[] {
  const lignes = affectations.map(({ ligne }) => ligne);
  const financeurs = (operation?.financeurs ?? []).map(({ nom, genre }) => ({
    nom,
    ref: undefined,
    genre: GENRES_DE_FINANCEURS[genre],
  }));
  const parRole: readonly (readonly [string, readonly Organisation[]])[] = [
    [ROLES.financeur, [collectiviteDe(matiere), ...financeurs]],
    [ROLES.responsable, lignes.map((ligne) => payeurDe(ligne, matiere))],
    [ROLES.executant, lignes.map((ligne) => receveurDe(ligne, matiere) ?? payeurDe(ligne, matiere))],
  ];
  return parRole.flatMap(([role, organisations]) => {
    const distinctes = new Map<string, Organisation>();
    for (const organisation of organisations) {
      const cle = organisation.ref ?? cleDeNom(organisation.nom);
      if (!distinctes.has(cle)) distinctes.set(cle, organisation);
    }
    return [...distinctes.values()].map((organisation) => ({ role, organisation }));
  });
}

function collectiviteDe({ bloc, enTete }: Matiere): Organisation {
  return { nom: enTete.collectivite, ref: bloc.organisation, genre: bloc.genre };
}

/** Who spends a line: the collectivité, or a body that it funds. */
export function payeurDe(ligne: LigneBudgetaire, matiere: Matiere): Organisation {
  const { bloc, enTete } = matiere;
  const { organisme } = ligne;
  if (organisme.trim() === '' || cleDeNom(organisme) === cleDeNom(enTete.collectivite)) return collectiviteDe(matiere);
  const declare = enTete.organismes.nomme(organisme);
  return {
    nom: declare?.nom ?? organisme,
    ref: refDe(declare?.siren ?? '', bloc.registre),
    genre: declare && GENRES_D_ORGANISMES[declare.genre],
    ligne,
  };
}

/** Who receives a line; `undefined` when it does not say. */
export function receveurDe(ligne: LigneBudgetaire, { bloc, enTete }: Matiere): Organisation | undefined {
  const { beneficiaire, siret } = ligne;
  if (beneficiaire.trim() === '') return undefined;
  const declare = enTete.organismes.beneficiaire(beneficiaire, siret);
  return {
    nom: declare?.nom ?? beneficiaire,
    ref: refDe(siret || (declare?.siren ?? ''), bloc.registre),
    genre: declare && GENRES_D_ORGANISMES[declare.genre],
    ligne,
  };
}

/** Known by the register that the collectivité is known by, when its number is one. */
function refDe(siret: string, registre: string | undefined): string | undefined {
  const numero = siret.replace(/\s/g, '');
  const siren = numero.slice(0, 9);
  return registre !== undefined && FORME_DE_SIRET.test(numero) && clefJuste(siren) ? `${registre}${siren}` : undefined;
}
