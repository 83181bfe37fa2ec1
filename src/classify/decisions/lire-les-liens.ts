import { plier } from '../../domain/textes/texte.ts';
import {
  type Decidee,
  type DecisionEcrite,
  PLACES_DECIDEES,
  type PlaceDecidee,
} from '../../domain/verdict/decision-ecrite.ts';
import { type Flux, GENRES_DE_FLUX, type Rattachement, SENS_DES_MONTANTS } from '../../domain/verdict/flux.ts';
import { estRetenue } from '../../domain/verdict/verdict.ts';
import { compteAilleurs, lireUnRenvoi, type Referentiel } from '../regles/lire-la-conclusion.ts';
import type { RefuserColonne } from './decision.ts';
import { identifiantNomme } from './identifiant-nomme.ts';

interface Liens {
  readonly place: PlaceDecidee;
  readonly flux?: Flux;
  readonly rattachement?: Rattachement;
}

/** What a decision ties a line to, and the place that follows from it; `undefined` where that cannot be said. */
export function lireLesLiens(
  ecrite: DecisionEcrite,
  decidee: Decidee,
  referentiel: Referentiel,
  refuser: RefuserColonne,
): Liens | undefined {
  const dit = lireLeFlux(ecrite, decidee, referentiel, refuser);
  const rattachement = lireLeRattachement(ecrite, referentiel, refuser);
  if (dit?.place === 'exclue')
    for (const colonne of ['operation', 'montant_est'] as const)
      if (ecrite[colonne] !== '')
        refuser(
          colonne,
          `une ligne exclue ne se rattache à rien : « ${colonne} » n’y aurait aucun effet`,
          `Videz ${colonne}, ou corrigez la décision.`,
        );
  return dit && { ...dit, ...(rattachement && { rattachement }) };
}

/**
 * The flow that a decision says, and the place where it puts the line: out where its other end counts, else among those that
 * rules judge. A line that is judged all the same may say that it goes to a body without detail.
 */
function lireLeFlux(
  { organisme: nomme }: DecisionEcrite,
  decidee: Decidee,
  { organismes }: Referentiel,
  refuser: RefuserColonne,
): Omit<Liens, 'rattachement'> | undefined {
  const place = PLACES_DECIDEES.find((connue) => connue === decidee);
  const genre = GENRES_DE_FLUX.find((connu) => connu === decidee) ?? 'flux_interne';
  if (nomme === '') {
    if (place !== undefined) return { place };
    refuser(
      'organisme',
      'un flux nomme l’organisme auquel va l’argent',
      'Écrivez dans la colonne organisme l’identifiant ou le nom qu’il a sous organismes, dans exercice.yaml.',
    );
    return undefined;
  }
  if (place !== undefined && !estRetenue(place) && place !== 'non_internationale') {
    refuser(
      'organisme',
      `« ${decidee} » ne dit pas de quel flux il s’agit`,
      `Écrivez ${GENRES_DE_FLUX.join(', ')} dans decision, ou videz organisme.`,
    );
    return { place };
  }
  const trouve = identifiantNomme(
    nomme,
    organismes.liste.map(({ id, nom }) => [id, nom] as const),
  );
  const organisme = lireUnRenvoi(trouve, [], 'un organisme', organismes.liste, (_, message, remede, _sur, code) =>
    refuser('organisme', message, remede, code),
  );
  if (organisme === undefined) return place && { place };
  const flux = { genre, organisme: organisme.id };
  const ailleurs = compteAilleurs(genre, organisme);
  if (place === undefined) return { place: ailleurs ? 'exclue' : 'incluse', flux };
  if (ailleurs)
    refuser(
      'organisme',
      `les dépenses de « ${organisme.nom} » sont dans le dossier : ce qui lui est versé compterait deux fois`,
      'Écrivez flux_interne dans decision, ou videz organisme si ce n’est pas le même argent.',
    );
  return { place, flux };
}

function lireLeRattachement(
  { operation: nommee, montant_est: ecrit }: DecisionEcrite,
  { operations }: Referentiel,
  refuser: RefuserColonne,
): Rattachement | undefined {
  if (nommee === '' && ecrit === '') return undefined;
  const trouvee = identifiantNomme(
    nommee,
    operations.rattachables.map(({ id, libelle }) => [id, libelle] as const),
  );
  const operation =
    nommee === ''
      ? undefined
      : lireUnRenvoi(trouvee, [], 'une opération', operations.rattachables, (_, message, remede, _sur, code) =>
          refuser('operation', message, remede, code),
        );
  const montantEst = ecrit === '' ? '' : SENS_DES_MONTANTS.find((connu) => connu === plier(ecrit));
  if (montantEst === undefined)
    refuser('montant_est', `« ${ecrit} » ne dit pas ce qu’est le montant`, 'Écrivez brut ou net, ou videz la cellule.');
  return { operation: operation?.id ?? '', montantEst: montantEst ?? '' };
}
