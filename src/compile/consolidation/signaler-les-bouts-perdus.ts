import { NUL } from '../../domain/argent/montant.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import { accord, enumerer, formaterEuros } from '../../domain/textes/format.ts';
import type { Auteur } from '../../domain/verdict/verdict.ts';
import { TABLES_DECRITES } from '../tables-decrites.ts';
import { boutsPerdus, type DepenseLaissee } from './bouts-perdus.ts';
import type { Rapprochement } from './consolidation.ts';

/** Tells each euro of the flows to a body that would count at neither end. */
export function signalerLesBoutsPerdus(rapprochement: Rapprochement, constats: Constats): void {
  const { organisme, bouts } = rapprochement;
  if (!organisme.detaille) return;
  const { chezLui, chezLesPayeurs } = boutsPerdus(bouts);
  if (bouts.premiereLaissee !== undefined && chezLui > NUL)
    direLesDeuxBouts(rapprochement, bouts.premiereLaissee, constats);
  else if (bouts.compteChezLui.lignes === 0 && bouts.laisseChezLesPayeurs.lignes > 0) {
    direSansLigne(rapprochement, constats);
    return;
  }
  if (chezLesPayeurs > NUL) direNonDetaille(rapprochement, constats);
}

function direLesDeuxBouts(
  { organisme: { nom, id }, bouts }: Rapprochement,
  { fichier, numero, organisme: ecrit, verdict: { decisive } }: DepenseLaissee,
  constats: Constats,
): void {
  const { laisseChezLui, compteChezLesPayeurs } = bouts;
  const { chezLui } = boutsPerdus(bouts);
  const [plusieurs, comptees] = [laisseChezLui.lignes > 1, compteChezLesPayeurs];
  constats.ajouter({
    code: 'E-FLUX-NULLE-PART',
    lieu: { fichier, ligne: numero },
    message: `${accord(laisseChezLui.lignes, 'dépense')} de « ${nom} » (${formaterEuros(laisseChezLui.centimes)}) ${plusieurs ? 'sont dites des flux vers lui-même, et laissées de côté comme comptées' : 'est dite un flux vers lui-même, et laissée de côté comme comptée'} chez qui ${plusieurs ? 'les' : 'la'} paie ; or ${comptees.lignes === 0 ? 'aucune dépense qui compte ne l’a pour bénéficiaire' : `les dépenses qui comptent et l’ont pour bénéficiaire n’en font que ${formaterEuros(comptees.centimes)}`} : ${formaterEuros(chezLui)} ne seraient comptés nulle part`,
    remede: `${remedeDe(decisive.auteur, ecrit)} Si une dépense d’un autre la paie, elle doit compter : avec pour bénéficiaire « ${nom} » ou un des alias de ${id}, et dite incluse par une décision si une règle l’exclut.`,
  });
}

/** What to do of the rule or the decision that leaves the body's own line out. */
function remedeDe(auteur: Auteur, organisme: string): string {
  if (auteur.type === 'regle')
    return `La règle « ${auteur.regle.id} » (${auteur.regle.lieu}) prend des lignes de l’organisme lui-même : si elle est faite pour ce qui lui est versé, ajoutez organisme: { sauf: ${JSON.stringify(organisme)} } à sa condition.`;
  return auteur.type === 'decision'
    ? `Retirez la décision ${auteur.lieu}, ou dites-y incluse : le flux se dit sur la dépense de celui qui verse.`
    : '';
}

function direSansLigne({ organisme, detail, ...rapprochement }: Rapprochement, constats: Constats): void {
  const { lieu, extrait, nom, id } = organisme;
  const verses = direLesVersements(rapprochement);
  constats.ajouter({
    code: 'E-ORGANISME-SANS-LIGNE',
    lieu,
    extrait,
    ...(detail.lignes === 0
      ? {
          message: `« ${nom} » est dit détaillé, et aucune dépense du dossier n’est de lui : ${verses} ne seraient comptés nulle part`,
          remede: `Déclarez sa source avec organisme: ${nom}, ou retirez « detaille: oui » de ${id} : ce qui lui est versé restera compté, sans détail.`,
        }
      : {
          message: `« ${nom} » est dit détaillé, et toutes ses dépenses sont laissées de côté (${accord(detail.lignes, 'ligne')}, ${formaterEuros(detail.centimes)}) : ${verses} ne seraient comptés nulle part`,
          remede: `Voyez les règles et les décisions qui excluent ses dépenses, ou retirez « detaille: oui » de ${id} : ce qui lui est versé restera compté, sans détail.`,
        }),
  });
}

/** A body may well not spend in the year all that it is paid: asked, not refused. */
function direNonDetaille(rapprochement: Rapprochement, constats: Constats): void {
  const { organisme, bouts } = rapprochement;
  const { lieu, extrait, nom } = organisme;
  const { chezLui, chezLesPayeurs } = boutsPerdus(bouts);
  const deja = chezLui > NUL ? `, sans compter ${formaterEuros(chezLui)} des siennes que leur flux laisse de côté` : '';
  constats.ajouter({
    code: 'A-FLUX-NON-DETAILLE',
    lieu,
    extrait,
    message: `« ${nom} » : ${direLesVersements(rapprochement)} sont laissés de côté parce que ses lignes les détaillent, et ce qui y compte, ou qu’il passe à d’autres, n’en fait que ${formaterEuros(bouts.compteChezLui.centimes)} : ${formaterEuros(chezLesPayeurs)} ne sont comptés nulle part${deja}`,
    remede:
      'Rien n’est à faire s’il n’a pas tout dépensé dans l’année. Sinon, demandez-lui les dépenses qui manquent, et voyez celles des siennes que des règles ou des décisions excluent.',
  });
}

function direLesVersements({ versements }: Pick<Rapprochement, 'versements'>): string {
  return enumerer(
    versements
      .filter(({ exclu, genre }) => exclu && genre !== 'mandat')
      .map(
        ({ payeur, compte }) =>
          `${formaterEuros(compte.centimes)} versés par ${payeur || `« ${TABLES_DECRITES.organisme.vide} »`}`,
      ),
  );
}
