import type { Constats } from '../../domain/constats/constat.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { accord, enumerer, formaterEuros } from '../../domain/textes/format.ts';
import { cleDeNom, Nommeur } from '../../domain/textes/nom.ts';
import { compteurDe } from '../compteur.ts';
import { estSansReponse } from '../est-sans-reponse.ts';
import type { Jaune } from '../jaune.ts';
import { LignesCitees } from '../lignes-citees.ts';
import { COLLECTIVITE, PayeursDuDossier } from './payeurs-du-dossier.ts';

/** What a body that nobody declared is paid by others, and what it says it received from them. */
class Echanges {
  readonly verses = new LignesCitees();
  readonly recus = new LignesCitees();
}

/**
 * Finds the bodies whose expenses are in the dossier and that are not declared, where another pays them and counts it, or where they
 * count as co-financing what they received from it: no flow can be said of them. Asked, never decided.
 */
export function signalerLesNonDeclares(jaune: Jaune, constats: Constats): void {
  const { enTete, consolidation } = jaune;
  const { organismes, collectivite } = enTete;
  const payeurs = new PayeursDuDossier(organismes, collectivite);
  const porteurs = new Map(
    consolidation.parOrganisme
      .filter(({ organisme, recu }) => organisme !== '' && recu.lignes > 0 && organismes.nomme(organisme) === undefined)
      .map((reste) => [cleDeNom(reste.organisme), reste]),
  );
  const estLaCollectivite = (nom: string) => payeurs.tiers({ beneficiaire: nom, siret: '' }) === COLLECTIVITE;
  // What declared bodies pay the collectivity, and it them, is asked elsewhere.
  const autres = [...porteurs.values()].filter(({ organisme }) => !estLaCollectivite(organisme));
  if (autres.length === 0 || porteurs.size + organismes.liste.length < 2) return;
  const echanges = new Map<string, Echanges>();
  const noter = (cle: string, sens: keyof Echanges, { ligne, montant }: Affectation) =>
    compteurDe(echanges, cle, Echanges)[sens].citer(ligne, montant);
  for (const affectation of jaune.lignes) {
    const { ligne, verdict } = affectation;
    const cle = ligne.beneficiaire === '' ? '' : cleDeNom(ligne.beneficiaire);
    if (!porteurs.has(cle) || cle === cleDeNom(ligne.organisme) || verdict.flux !== undefined) continue;
    // What a declared body pays the collectivity is asked at the body.
    const demande = organismes.nomme(ligne.organisme) !== undefined && estLaCollectivite(ligne.beneficiaire);
    if (!demande && estSansReponse(verdict)) noter(cle, 'verses', affectation);
  }
  for (const affectation of jaune.recettes) {
    const { ligne, verdict } = affectation;
    const cle = ligne.organisme === '' ? '' : cleDeNom(ligne.organisme);
    if (!porteurs.has(cle) || verdict.flux !== undefined || estLaCollectivite(ligne.organisme)) continue;
    const payeur = ligne.beneficiaire === '' ? '' : cleDeNom(ligne.beneficiaire);
    const duDossier = payeur !== cle && (porteurs.has(payeur) || payeurs.dUneRecette(ligne) !== undefined);
    if (duDossier && estSansReponse(verdict)) noter(cle, 'recus', affectation);
  }
  const noms = new Nommeur();
  for (const { id } of organismes.liste) noms.nommer(id, id);
  for (const [cle, { verses, recus }] of echanges) {
    const { organisme = '', recu } = porteurs.get(cle) ?? {};
    const id = noms.nommer(organisme, 'organisme');
    const dits = [
      ...(verses.lignes === 0
        ? []
        : [`${accord(verses.lignes, 'dépense')} d’autres dont il est bénéficiaire (${direOu(verses)})`]),
      ...(recus.lignes === 0 ? [] : [`${accord(recus.lignes, 'recette')} qu’il tient d’eux (${direOu(recus)})`]),
    ];
    constats.ajouter({
      code: 'A-ORGANISME-NON-DECLARE',
      lieu: { fichier: 'exercice.yaml' },
      message: `« ${organisme} » a ${accord(recu?.lignes ?? 0, 'dépense')} dans le dossier et n’est pas sous organismes, quand comptent aussi ${enumerer(dits)} : si c’est le même argent, il compte deux fois${recus.lignes === 0 ? '' : ', ou comme un cofinancement'}`,
      remede: `Déclarez-le sous organismes (${id}: { nom: ${JSON.stringify(organisme)}, detaille: oui }), et dites flux_interne: ${id} ces lignes si c’est le même argent, par une règle de périmètre ou une décision. Sinon, dites-les incluses.`,
    });
  }
}

function direOu(lignes: LignesCitees): string {
  return `${formaterEuros(lignes.compte().centimes)}, ${lignes.ou()}`;
}
