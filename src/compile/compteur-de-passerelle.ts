import type { Base } from '../domain/argent/base.ts';
import { montant, somme } from '../domain/argent/montant.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { Secteurs } from '../domain/dossier/secteurs.ts';
import { composerCle, partiesDe } from '../domain/textes/cle-composee.ts';
import { cleDeNom } from '../domain/textes/nom.ts';
import { comparer } from '../domain/textes/ordre.ts';
import { decideur, LIBELLES_PLACES, PLACES, type Verdict } from '../domain/verdict/verdict.ts';
import { CompteurDUnSens, compteurDe } from './compteur.ts';
import type { CleDeSortie, Passerelle, Sortie } from './jaune.ts';
import type { GroupeDeLignes } from './lignes-groupees.ts';

const RESTE_DES_PARTS = 'Reste des quotes-parts, non international';

/**
 * Follows the pilot sector's euros from what it sent to what it keeps in the jaune, and what the others bring. Expenses have
 * their bridge, receipts theirs.
 */
export class CompteurDePasserelle {
  readonly #pilote: string;
  readonly #duPilote: ReturnType<Secteurs['lecteurDuPilote']>;
  readonly #recu = new CompteurDUnSens();
  readonly #sorties = new Map<CleDeSortie, CompteurDUnSens>();
  readonly #apports = new Map<string, CompteurDUnSens>();
  /** International parts received by the pilot sector and counted elsewhere, less the reverse. */
  #transferts = 0;
  #retenu = 0;

  constructor({ secteurPilote, secteurs }: Pick<EnTete, 'secteurPilote' | 'secteurs'>) {
    this.#pilote = secteurPilote;
    this.#duPilote = secteurs.lecteurDuPilote();
  }

  /** @param base that of the dossier */
  ajouter(groupe: GroupeDeLignes, base: Base): void {
    const { verdict, lignes } = groupe;
    const montants = groupe.poids(base)?.centimes ?? [];
    const recuParLePilote = this.#duPilote(groupe);
    if (recuParLePilote) this.#recu.ajouter(groupe.total(base), lignes);
    else if (verdict.place !== 'internationale') return;
    const apportes = new Set<string>();
    verdict.parts.forEach((part, rang) => {
      const centimes = montants[rang] ?? 0;
      if (part.place !== 'internationale') {
        // The first part lies in the line's own place: there the line counts, once.
        if (recuParLePilote)
          compteurDe(this.#sorties, cleDeSortie(verdict, part), CompteurDUnSens).ajouter(
            centimes,
            rang === 0 ? lignes : 0,
          );
      } else if (part.secteur === this.#pilote) {
        this.#retenu += centimes;
        if (!recuParLePilote) this.#transferts -= centimes;
      } else {
        if (recuParLePilote) this.#transferts += centimes;
        // A line counts once for a sector, even where its parts write it in two ways.
        const cle = verdict.parts.length > 1 ? cleDeNom(part.secteur) : part.secteur;
        compteurDe(this.#apports, part.secteur, CompteurDUnSens).ajouter(centimes, apportes.has(cle) ? 0 : lignes);
        apportes.add(cle);
      }
    });
  }

  /** @param noms the name that shows for each spelling that is not it */
  passerelle(libellePilote: string, noms: ReadonlyMap<string, string> = new Map()): Passerelle {
    const apports = [...this.#reunis(noms)]
      .sort(([gauche, a], [droite, b]) => b.centimes - a.centimes || comparer(gauche, droite))
      .map(([secteur, compteur]) => etape(secteur, secteur, compteur));
    const retenu = montant(this.#retenu);
    return {
      secteurPiloteRecu: etape('recu', libellePilote, this.#recu),
      sorties: this.#etapesDeSortie(),
      transferts: montant(this.#transferts),
      secteurPiloteRetenu: retenu,
      apports,
      total: somme([retenu, ...apports.map((apport) => apport.montant)]),
    };
  }

  /** What sectors bring, those of one name together. */
  #reunis(noms: ReadonlyMap<string, string>): Map<string, CompteurDUnSens> {
    const apports = new Map<string, CompteurDUnSens>();
    for (const [secteur, { centimes, lignes }] of this.#apports)
      compteurDe(apports, noms.get(secteur) ?? secteur, CompteurDUnSens).ajouter(centimes, lignes);
    return apports;
  }

  #etapesDeSortie(): Sortie[] {
    return PLACES.flatMap((place) =>
      [...this.#sorties]
        .filter(([cle]) => partiesDe(cle)[0] === place)
        .sort(([gauche, a], [droite, b]) => b.centimes - a.centimes || comparer(gauche, droite))
        .map(([cle, compteur]) => {
          const [, , motif] = partiesDe(cle);
          const libelle = motif === '' ? LIBELLES_PLACES[place] : `${LIBELLES_PLACES[place]} : ${motif}`;
          return { ...etape(cle, libelle, compteur), cle, place };
        }),
    );
  }
}

/**
 * What tells a step that leaves the pilot sector from another: the place, who decided and why. Signals differ from line to
 * line: what leaves to be arbitrated, or unexamined, is one step.
 */
export function cleDeSortie(verdict: Verdict, { place }: Verdict['parts'][number]): CleDeSortie {
  if (place === 'a_arbitrer' || place === 'non_examinee') return composerCle(place, '', '');
  if (place !== verdict.place) return composerCle(place, '', RESTE_DES_PARTS);
  return composerCle(place, decideur(verdict.decisive), verdict.decisive.motif);
}

function etape(cle: string, libelle: string, compteur: CompteurDUnSens) {
  return { cle, libelle, montant: montant(compteur.centimes), lignes: compteur.lignes };
}
