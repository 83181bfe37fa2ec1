import { somme } from '../../domain/argent/montant.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import { accord, enumerer, formaterEuros } from '../../domain/textes/format.ts';
import { LIBELLES_DES_FLUX } from '../../domain/verdict/flux.ts';
import type { Jaune } from '../jaune.ts';
import type { Rapprochement, Versement } from './consolidation.ts';
import { signalerLesBoutsPerdus } from './signaler-les-bouts-perdus.ts';
import { signalerLesDeuxBouts } from './signaler-les-deux-bouts.ts';
import type { Cercle } from './suivi-de-l-argent.ts';

/** Tells what of the flows has only one end, and where the two ends differ. */
export function signalerLesFlux({ consolidation }: Pick<Jaune, 'consolidation'>, constats: Constats): void {
  const payeurs = new Set(
    consolidation.rapprochements.flatMap(({ auxDeuxBouts }) => auxDeuxBouts.map(({ payeur }) => payeur)),
  );
  for (const rapprochement of consolidation.rapprochements) {
    signalerLesBoutsPerdus(rapprochement, constats);
    direLesBouts(rapprochement, payeurs.has(rapprochement.organisme), constats);
    direQueRienNEstVerse(rapprochement, constats);
    signalerLesDeuxBouts(rapprochement, constats);
    direLEcart(rapprochement, constats);
  }
  for (const cercle of consolidation.cercles) direLeCercle(cercle, constats);
}

/** Money only passed on cannot come back; two bodies may well fund one another with money that is not the same. */
function direLeCercle({ organismes, reverse }: Cercle, constats: Constats): void {
  const [premier] = organismes;
  if (premier === undefined) return;
  const chemin = [...organismes, premier].map(({ nom }) => `« ${nom} »`).join(' → ');
  constats.ajouter(
    reverse
      ? {
          code: 'E-FLUX-EN-CERCLE',
          lieu: premier.lieu,
          message: `l’argent revient d’où il part : ${chemin} ; un reversement n’a alors pas de dernier détenteur`,
          remede:
            'L’un de ces reversements n’en est pas un : dites flux_interne, à sa règle ou à sa décision, celui qui est une autre subvention ; ou retirez-en la conclusion s’il n’est pas versé à un organisme du dossier.',
        }
      : {
          code: 'A-FLUX-RECIPROQUES',
          lieu: premier.lieu,
          message: `des organismes se financent l’un l’autre : ${chemin}`,
          remede:
            'Rien n’est à faire si chacun détaille sa dépense ; si c’est le même argent, corrigez la règle ou la décision de l’un de ces flux.',
        },
  );
}

/** @param transmet whether another body says that it received money from it, and details what it makes of it */
function direLesBouts({ organisme, versements, detail }: Rapprochement, transmet: boolean, constats: Constats): void {
  const { lieu, extrait, nom, detaille, id } = organisme;
  const gardes = versements.filter(({ exclu }) => !exclu);
  const laisses = versements.filter(({ exclu, genre }) => exclu && genre === 'mandat');
  if (laisses.length > 0 && detail.lignes === 0)
    constats.ajouter({
      code: 'A-MANDAT-SANS-DETAIL',
      lieu,
      extrait,
      message: `« ${nom} » n’a pas de fichier dans le dossier : ${formaterEuros(somme(laisses.map(({ compte }) => compte.centimes)))} dépensés par mandat pour son compte sont laissés de côté, et ne comptent nulle part`,
      remede: `Rien n’est à faire si cet argent est bien le sien. S’il est du payeur, dites flux_interne: ${id} à la place de mandat : il compte alors, « sans détail ».`,
    });
  if (gardes.length > 0 && detail.lignes === 0)
    constats.ajouter({
      code: 'A-FLUX-SANS-DETAIL',
      lieu,
      extrait,
      message: `« ${nom} » n’a pas de fichier dans le dossier : ${enumerer(gardes.map(({ payeur, genre, compte }) => `${LIBELLES_DES_FLUX[genre].toLowerCase()} de ${payeur}, ${accord(compte.lignes, 'ligne')}, ${formaterEuros(compte.centimes)}`))}, ${direOuCompte(gardes)}, « sans détail »`,
      remede: `Si son fichier vous parvient, déclarez-le et écrivez « detaille: oui » pour ${id} ; sinon, ${transmet ? 'voyez ce que d’autres disent avoir reçu de lui' : 'rien n’est à faire'}.`,
    });
  if (!detaille && detail.lignes > 0)
    constats.ajouter({
      code: 'A-ORGANISME-NON-DIT-DETAILLE',
      lieu,
      extrait,
      message: `${accord(detail.lignes, 'dépense')} du dossier (${formaterEuros(detail.centimes)}) ${detail.lignes > 1 ? 'sont' : 'est'} de « ${nom} », qui n’est pas dit détaillé : ce qui lui est versé compte, et ses dépenses aussi`,
      remede: `Écrivez « detaille: oui » pour ${id}, et dites flux_interne ce qui lui est versé.`,
    });
}

/** Both ends of what pays it may count where no line, at either end, is said of a flow to it nor names it. */
function direQueRienNEstVerse(rapprochement: Rapprochement, constats: Constats): void {
  const { organisme, versements, recu, bouts, detailInternational } = rapprochement;
  const { lieu, extrait, nom, detaille, id } = organisme;
  const nommes = bouts.compteChezLesPayeurs.lignes + bouts.laisseChezLui.lignes;
  if (!detaille || versements.length > 0 || recu !== undefined || nommes > 0 || detailInternational.lignes === 0)
    return;
  constats.ajouter({
    code: 'A-ORGANISME-SANS-VERSEMENT',
    lieu,
    extrait,
    message: `« ${nom} » détaille ${formaterEuros(detailInternational.centimes)} de dépenses internationales, et aucune ligne ne dit qui les paie : ce que la collectivité ou un organisme du dossier lui verse sous un autre nom compte deux fois`,
    remede: `Cherchez ce qui lui est versé : ajoutez à ses alias (${id}) le nom que ces lignes lui donnent, et dites-les flux_interne: ${id}. Rien n’est à faire si le dossier ne lui verse rien.`,
  });
}

/** What is paid without detail stays in the consolidated total; in the international one for its share, or not at all. */
function direOuCompte(versements: readonly Versement[]): string {
  const international = somme(versements.map((versement) => versement.international.centimes));
  return international === somme(versements.map(({ compte }) => compte.centimes))
    ? 'compte en entier'
    : `compte en entier dans le total consolidé, et pour ${formaterEuros(international)} dans l’international`;
}

/** What is received and not paid is told with what would count twice; what is paid and not received is only a difference. */
function direLEcart(rapprochement: Rapprochement, constats: Constats): void {
  const { organisme, verse, recu, ecart, auxDeuxBouts, bouts } = rapprochement;
  if (!organisme.detaille || recu === undefined || ecart === undefined) return;
  if (Number(ecart) === 0 || (ecart < 0 && auxDeuxBouts.length > 0)) return;
  // What pays the body may be an expense that counts, and is no flow: its own lines are left out in face of it.
  if (verse.lignes === 0 && bouts.laisseChezLui.centimes + ecart >= 0) return;
  const paye = verse.lignes === 0 ? 'rien ne lui est versé' : `il lui est versé ${formaterEuros(verse.centimes)}`;
  constats.ajouter({
    code: 'A-ECART-DE-FLUX',
    lieu: organisme.lieu,
    extrait: organisme.extrait,
    message: `« ${organisme.nom} » dit avoir reçu ${formaterEuros(recu.centimes)}, et ${paye} : écart de ${formaterEuros(ecart)}`,
    remede:
      'Une année de décalage, un versement annoncé et non fait, une ligne mal dite : voyez avec l’organisme. L’écart est montré dans les documents.',
  });
}
