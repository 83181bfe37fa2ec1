import type { Base } from '../../domain/argent/base.ts';
import { montant, somme } from '../../domain/argent/montant.ts';
import type { OrganismeDeclare, Organismes } from '../../domain/dossier/organismes.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import { type Flux, GENRES_DE_FLUX } from '../../domain/verdict/flux.ts';
import { CompteurDUnSens, compteurDe } from '../compteur.ts';
import type { GroupeDeLignes } from '../lignes-groupees.ts';
import type { Consolidation, FluxDeduit, Rapprochement, ResteParOrganisme, Versement } from './consolidation.ts';

/** What is counted of the lines of one body, under one spelling of its name. */
class CompteurDOrganisme {
  readonly recu = new CompteurDUnSens();
  fluxInternes = 0;
  international = 0;
  recettes = 0;
}

/** The expenses that one payer sends to one body by one kind of flow, left out or not. */
class CompteurDeVersements extends CompteurDUnSens {
  payeur = '';
  flux: Flux | undefined;
  exclu = false;
}

/**
 * Counts flows between the bodies of a dossier as their lines pass, and what each spends: one euro that passes through two
 * files counts once.
 */
export class CompteurDeFlux {
  readonly #organismes: Organismes;
  readonly #parOrganisme = new Map<string, CompteurDOrganisme>();
  readonly #versements = new Map<string, CompteurDeVersements>();
  /** By body: what its own lines detail, what they say they received, what of them counts at the payer. */
  readonly #details = new Map<string, CompteurDUnSens>();
  readonly #recus = new Map<string, CompteurDUnSens>();
  readonly #chezLePayeur = new Map<string, CompteurDUnSens>();

  constructor(organismes: Organismes) {
    this.#organismes = organismes;
  }

  /** @param base that of the dossier */
  ajouter(groupe: GroupeDeLignes, base: Base): void {
    const { imputation, verdict, lignes } = groupe;
    const { flux, place } = verdict;
    const total = groupe.total(base);
    const sien = this.#organismes.nomme(imputation.organisme);
    const cible = flux && this.#organismes.pour(flux.organisme);
    const compteur = compteurDe(this.#parOrganisme, imputation.organisme, CompteurDOrganisme);
    const international = verdict.parts.reduce(
      (cents, part, rang) =>
        part.place === 'internationale' ? cents + (groupe.poids(base)?.centimes[rang] ?? 0) : cents,
      0,
    );
    if (imputation.sens === 'recette') {
      compteur.recettes += international;
      if (cible !== undefined && cible === sien)
        compteurDe(this.#recus, cible.id, CompteurDUnSens).ajouter(total, lignes);
      return;
    }
    compteur.recu.ajouter(total, lignes);
    compteur.international += international;
    if (sien !== undefined) compteurDe(this.#details, sien.id, CompteurDUnSens).ajouter(total, lignes);
    if (flux === undefined || cible === undefined) return;
    const exclu = place === 'exclue';
    if (exclu) compteur.fluxInternes += total;
    if (cible === sien) compteurDe(this.#chezLePayeur, cible.id, CompteurDUnSens).ajouter(total, lignes);
    const cle = composerCle(imputation.organisme, flux.genre, flux.organisme, exclu ? 'exclu' : '');
    const versements = compteurDe(this.#versements, cle, CompteurDeVersements);
    Object.assign(versements, { payeur: imputation.organisme, flux, exclu });
    versements.ajouter(total, lignes);
  }

  /** @param noms the name that shows for each spelling that is not it */
  consolidation(noms: ReadonlyMap<string, string>): Consolidation {
    const parOrganisme = this.#restes(noms);
    const recu = new CompteurDUnSens();
    for (const { recu: sien } of this.#parOrganisme.values()) recu.ajouter(sien.centimes, sien.lignes);
    const deduits = this.#deduits();
    const lignesDeduites = deduits.reduce((nombre, { compte }) => nombre + compte.lignes, 0);
    return {
      recu: recu.compte(),
      deduits,
      consolide: {
        lignes: recu.lignes - lignesDeduites,
        centimes: montant(recu.centimes - somme(deduits.map(({ compte }) => compte.centimes))),
      },
      parOrganisme,
      rapprochements: this.#organismes.liste.map((organisme) => this.#rapprocher(organisme, noms)),
    };
  }

  #restes(noms: ReadonlyMap<string, string>): ResteParOrganisme[] {
    const reunis = new Map<string, CompteurDOrganisme>();
    for (const [ecrit, compteur] of this.#parOrganisme) {
      const reuni = compteurDe(reunis, noms.get(ecrit) ?? ecrit, CompteurDOrganisme);
      reuni.recu.ajouter(compteur.recu.centimes, compteur.recu.lignes);
      reuni.fluxInternes += compteur.fluxInternes;
      reuni.international += compteur.international;
      reuni.recettes += compteur.recettes;
    }
    return [...reunis]
      .sort(([gauche, a], [droite, b]) => b.recu.centimes - a.recu.centimes || comparer(gauche, droite))
      .map(([organisme, { recu, fluxInternes, international, recettes }]) => ({
        organisme,
        recu: recu.compte(),
        fluxInternes: montant(fluxInternes),
        consolide: montant(recu.centimes - fluxInternes),
        international: montant(international),
        recettes: montant(recettes),
        resteACharge: montant(international - recettes),
      }));
  }

  #deduits(): FluxDeduit[] {
    return this.#organismes.liste.flatMap((organisme) =>
      GENRES_DE_FLUX.flatMap((genre) => {
        const compteur = new CompteurDUnSens();
        for (const { flux, exclu, centimes, lignes } of this.#versements.values())
          if (exclu && flux?.genre === genre && flux.organisme === organisme.id) compteur.ajouter(centimes, lignes);
        return compteur.lignes === 0 ? [] : [{ genre, organisme, compte: compteur.compte() }];
      }),
    );
  }

  #rapprocher(organisme: OrganismeDeclare, noms: ReadonlyMap<string, string>): Rapprochement {
    const { id } = organisme;
    const siens = [...this.#versements.values()].filter(
      ({ flux, payeur }) => flux?.organisme === id && this.#organismes.nomme(payeur) !== organisme,
    );
    const reunis = new Map<string, CompteurDeVersements>();
    for (const { payeur: ecrit, flux, exclu, centimes, lignes } of siens) {
      const payeur = noms.get(ecrit) ?? ecrit;
      const reuni = compteurDe(
        reunis,
        composerCle(payeur, flux?.genre ?? '', exclu ? 'exclu' : ''),
        CompteurDeVersements,
      );
      Object.assign(reuni, { payeur, flux, exclu });
      reuni.ajouter(centimes, lignes);
    }
    const versements = [...reunis.values()].flatMap((reuni): Versement[] =>
      reuni.flux ? [{ payeur: reuni.payeur, genre: reuni.flux.genre, exclu: reuni.exclu, compte: reuni.compte() }] : [],
    );
    versements.sort(
      (gauche, droite) =>
        droite.compte.centimes - gauche.compte.centimes ||
        comparer(gauche.payeur, droite.payeur) ||
        comparer(gauche.genre, droite.genre),
    );
    const verse = new CompteurDUnSens();
    for (const { compte } of versements) verse.ajouter(compte.centimes, compte.lignes);
    const recu = (this.#recus.get(id) ?? new CompteurDUnSens()).compte();
    return {
      organisme,
      versements,
      verse: verse.compte(),
      recu,
      detail: (this.#details.get(id) ?? new CompteurDUnSens()).compte(),
      detailCompteChezLePayeur: (this.#chezLePayeur.get(id) ?? new CompteurDUnSens()).compte(),
      ecart: montant(verse.centimes - recu.centimes),
    };
  }
}
