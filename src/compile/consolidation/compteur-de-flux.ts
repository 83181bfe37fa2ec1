import type { Base } from '../../domain/argent/base.ts';
import { montant, somme } from '../../domain/argent/montant.ts';
import type { OrganismeDeclare, Organismes } from '../../domain/dossier/organismes.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { comparer } from '../../domain/textes/ordre.ts';
import { type Flux, GENRES_DE_FLUX } from '../../domain/verdict/flux.ts';
import { CompteurDUnSens, compteurDe } from '../compteur.ts';
import type { GroupeDeLignes } from '../lignes-groupees.ts';
import { type Bouts, boutsPerdus, type DepenseLaissee } from './bouts-perdus.ts';
import { CompteurDeDeuxBouts } from './compteur-de-deux-bouts.ts';
import type { Consolidation, FluxDeduit, Rapprochement, ResteParOrganisme, Versement } from './consolidation.ts';
import { auxDeuxBouts } from './deux-bouts.ts';
import { nomDuPorteur } from './nom-du-porteur.ts';
import { PayeursDuDossier } from './payeurs-du-dossier.ts';
import { type Passage, SuiviDeLArgent } from './suivi-de-l-argent.ts';

/** What is counted of the lines of one body, under one spelling of its name. */
class CompteurDOrganisme {
  readonly recu = new CompteurDUnSens();
  readonly fluxInternes = new CompteurDUnSens();
  readonly international = new CompteurDUnSens();
  readonly recettes = new CompteurDUnSens();

  ajouterTout(autre: CompteurDOrganisme): void {
    for (const quoi of ['recu', 'fluxInternes', 'international', 'recettes'] as const)
      this[quoi].ajouter(autre[quoi].centimes, autre[quoi].lignes);
  }

  reste(organisme: string): ResteParOrganisme {
    const [recu, fluxInternes] = [this.recu.compte(), this.fluxInternes.compte()];
    const [international, recettes] = [this.international.compte(), this.recettes.compte()];
    return {
      organisme,
      recu,
      fluxInternes,
      consolide: {
        lignes: recu.lignes - fluxInternes.lignes,
        centimes: montant(recu.centimes - fluxInternes.centimes),
      },
      international,
      recettes,
      resteACharge: montant(international.centimes - recettes.centimes),
    };
  }
}

/** The expenses that one payer sends to one body by one kind of flow, left out or not. */
class CompteurDeVersements extends CompteurDUnSens {
  payeur = '';
  flux: Flux | undefined;
  exclu = false;
  readonly international = new CompteurDUnSens();
}

/** The ends of the flows to one body, as {@link Bouts} tells them. */
class CompteurDeBouts {
  readonly laisseChezLesPayeurs = new CompteurDUnSens();
  readonly compteChezLui = new CompteurDUnSens();
  readonly laisseChezLui = new CompteurDUnSens();
  readonly compteChezLesPayeurs = new CompteurDUnSens();
  premiereLaissee: (DepenseLaissee & { readonly rang: number }) | undefined;

  noter({ vues: [premiere], verdict, imputation: { organisme } }: GroupeDeLignes): void {
    if (premiere === undefined || premiere.rang >= (this.premiereLaissee?.rang ?? Number.POSITIVE_INFINITY)) return;
    this.premiereLaissee = { ...premiere, verdict, organisme };
  }

  bouts(comptePlusHaut: number): Bouts {
    return {
      comptePlusHaut: montant(comptePlusHaut),
      laisseChezLesPayeurs: this.laisseChezLesPayeurs.compte(),
      compteChezLui: this.compteChezLui.compte(),
      laisseChezLui: this.laisseChezLui.compte(),
      compteChezLesPayeurs: this.compteChezLesPayeurs.compte(),
      premiereLaissee: this.premiereLaissee,
    };
  }
}

/**
 * Counts flows between the bodies of a dossier as their lines pass, and what each spends: one euro that passes through two
 * files counts once.
 */
export class CompteurDeFlux {
  readonly #organismes: Organismes;
  readonly #parOrganisme = new Map<string, CompteurDOrganisme>();
  readonly #versements = new Map<string, CompteurDeVersements>();
  /** By body: what its own lines say they received, what of them counts at the payer. */
  readonly #recus = new Map<string, CompteurDUnSens>();
  readonly #chezLePayeur = new Map<string, CompteurDUnSens>();
  readonly #bouts = new Map<OrganismeDeclare, CompteurDeBouts>();
  readonly #deuxBouts: CompteurDeDeuxBouts;
  readonly #sansDetails: boolean;

  constructor(organismes: Organismes, collectivite: string) {
    this.#organismes = organismes;
    this.#deuxBouts = new CompteurDeDeuxBouts(organismes, new PayeursDuDossier(organismes, collectivite));
    this.#sansDetails = organismes.liste.every(({ detaille }) => !detaille);
  }

  /** What is said received by its payer, and what counts at a payer by its beneficiary: each line has its own. */
  ajouterLigne({ ligne, verdict: { place, flux }, montant: centimes }: Affectation): void {
    if (this.#sansDetails) return;
    if (ligne.imputation.sens === 'recette') {
      const sien = flux && this.#organismes.nomme(ligne.imputation.organisme);
      if (sien?.id === flux?.organisme && sien && flux) this.#deuxBouts.recevoir(sien, flux, ligne, centimes);
      return;
    }
    if (place === 'exclue' || flux !== undefined) return;
    const verse = this.#organismes.beneficiaire(ligne.beneficiaire, ligne.siret);
    if (verse === undefined || verse === this.#organismes.nomme(ligne.imputation.organisme)) return;
    this.#deuxBouts.compter(verse, ligne, centimes);
    if (verse.detaille) compteurDe(this.#bouts, verse, CompteurDeBouts).compteChezLesPayeurs.ajouter(centimes);
  }

  /** @param base that of the dossier */
  ajouter(groupe: GroupeDeLignes, base: Base): void {
    const { imputation, verdict, lignes } = groupe;
    const { flux, place } = verdict;
    const total = groupe.total(base);
    const sien = this.#organismes.nomme(imputation.organisme);
    const cible = flux && this.#organismes.pour(flux.organisme);
    const compteur = compteurDe(this.#parOrganisme, imputation.organisme, CompteurDOrganisme);
    const international = groupe.international(base);
    const internationales = place === 'internationale' ? lignes : 0;
    if (imputation.sens === 'recette') {
      compteur.recettes.ajouter(international, internationales);
      if (cible !== undefined && cible === sien)
        compteurDe(this.#recus, cible.id, CompteurDUnSens).ajouter(total, lignes);
      return;
    }
    compteur.recu.ajouter(total, lignes);
    compteur.international.ajouter(international, internationales);
    this.#noterLesBouts(groupe, total, sien, cible);
    if (flux === undefined || cible === undefined) return;
    const exclu = place === 'exclue';
    if (exclu) compteur.fluxInternes.ajouter(total, lignes);
    if (cible === sien) compteurDe(this.#chezLePayeur, cible.id, CompteurDUnSens).ajouter(total, lignes);
    else this.#deuxBouts.verser(cible, flux, imputation.organisme, exclu, total);
    const cle = composerCle(imputation.organisme, flux.genre, flux.organisme, exclu ? 'exclu' : '');
    const versements = compteurDe(this.#versements, cle, CompteurDeVersements);
    Object.assign(versements, { payeur: imputation.organisme, flux, exclu });
    versements.ajouter(total, lignes);
    versements.international.ajouter(international, internationales);
  }

  #noterLesBouts(
    groupe: GroupeDeLignes,
    total: number,
    sien: OrganismeDeclare | undefined,
    cible: OrganismeDeclare | undefined,
  ): void {
    const { place, flux } = groupe.verdict;
    const { lignes } = groupe;
    if (flux?.genre === 'mandat') return;
    const exclu = place === 'exclue';
    const deLui = sien && compteurDe(this.#bouts, sien, CompteurDeBouts);
    if (exclu && cible !== undefined && cible === sien) {
      deLui?.laisseChezLui.ajouter(total, lignes);
      deLui?.noter(groupe);
      return;
    }
    if (!exclu || cible !== undefined) deLui?.compteChezLui.ajouter(total, lignes);
    if (exclu && cible !== undefined)
      compteurDe(this.#bouts, cible, CompteurDeBouts).laisseChezLesPayeurs.ajouter(total, lignes);
  }

  /** @param noms the name that shows for each spelling that is not it */
  consolidation(noms: ReadonlyMap<string, string>): Consolidation {
    const restes = this.#restes(noms);
    const recu = new CompteurDUnSens();
    for (const { recu: sien } of this.#parOrganisme.values()) recu.ajouter(sien.centimes, sien.lignes);
    const deduits = this.#deduits();
    const lignesDeduites = deduits.reduce((nombre, { compte }) => nombre + compte.lignes, 0);
    const suivi = new SuiviDeLArgent(this.#passages());
    const plusHaut = this.#deuxBouts.plusHaut((organisme) => {
      const bouts = this.#bouts.get(organisme)?.bouts(0);
      return bouts === undefined ? 0 : boutsPerdus(bouts).chezLui;
    });
    return {
      recu: recu.compte(),
      deduits,
      consolide: {
        lignes: recu.lignes - lignesDeduites,
        centimes: montant(recu.centimes - somme(deduits.map(({ compte }) => compte.centimes))),
      },
      parOrganisme: [...restes]
        .sort(([gauche, a], [droite, b]) => b.recu.centimes - a.recu.centimes || comparer(gauche, droite))
        .map(([organisme, compteur]) => compteur.reste(organisme)),
      rapprochements: this.#organismes.liste.map((organisme) =>
        this.#rapprocher(organisme, noms, restes, suivi, plusHaut.get(organisme) ?? 0),
      ),
      cercles: suivi.cercles(this.#organismes.liste),
    };
  }

  #restes(noms: ReadonlyMap<string, string>): ReadonlyMap<string, CompteurDOrganisme> {
    const reunis = new Map<string, CompteurDOrganisme>();
    for (const [ecrit, compteur] of this.#parOrganisme)
      compteurDe(reunis, nomDuPorteur(ecrit, this.#organismes, noms), CompteurDOrganisme).ajouterTout(compteur);
    return reunis;
  }

  /** What declared bodies send to one another. */
  #passages(): Passage[] {
    return [...this.#versements.values()].flatMap(({ payeur, flux, centimes, lignes }) => {
      const de = this.#organismes.nomme(payeur);
      const vers = flux && this.#organismes.pour(flux.organisme);
      return flux && de && vers
        ? [{ de, vers, genre: flux.genre, compte: { lignes, centimes: montant(centimes) } }]
        : [];
    });
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

  #rapprocher(
    organisme: OrganismeDeclare,
    noms: ReadonlyMap<string, string>,
    restes: ReadonlyMap<string, CompteurDOrganisme>,
    suivi: SuiviDeLArgent,
    comptePlusHaut: number,
  ): Rapprochement {
    const { id } = organisme;
    const bouts = (this.#bouts.get(organisme) ?? new CompteurDeBouts()).bouts(comptePlusHaut);
    const siens = [...this.#versements.values()].filter(
      ({ flux, payeur }) => flux?.organisme === id && this.#organismes.nomme(payeur) !== organisme,
    );
    const reunis = new Map<string, CompteurDeVersements>();
    for (const { payeur: ecrit, flux, exclu, centimes, lignes, international } of siens) {
      const payeur = nomDuPorteur(ecrit, this.#organismes, noms);
      const reuni = compteurDe(
        reunis,
        composerCle(payeur, flux?.genre ?? '', exclu ? 'exclu' : ''),
        CompteurDeVersements,
      );
      Object.assign(reuni, { payeur, flux, exclu });
      reuni.ajouter(centimes, lignes);
      reuni.international.ajouter(international.centimes, international.lignes);
    }
    const versements = [...reunis.values()].flatMap((reuni): Versement[] => {
      const { payeur, flux, exclu } = reuni;
      const international = reuni.international.compte();
      return flux ? [{ payeur, genre: flux.genre, exclu, compte: reuni.compte(), international }] : [];
    });
    versements.sort(
      (gauche, droite) =>
        droite.compte.centimes - gauche.compte.centimes ||
        comparer(gauche.payeur, droite.payeur) ||
        comparer(gauche.genre, droite.genre),
    );
    const verse = new CompteurDUnSens();
    for (const { compte } of versements) verse.ajouter(compte.centimes, compte.lignes);
    const recu = this.#recus.get(id)?.compte();
    const sien = restes.get(organisme.nom) ?? new CompteurDOrganisme();
    return {
      organisme,
      versements,
      verse: verse.compte(),
      recu,
      detail: sien.recu.compte(),
      detailInternational: sien.international.compte(),
      detailCompteChezLePayeur: (this.#chezLePayeur.get(id) ?? new CompteurDUnSens()).compte(),
      bouts,
      auxDeuxBouts: organisme.detaille
        ? auxDeuxBouts(this.#deuxBouts.ditsRecus(organisme), bouts.laisseChezLui.centimes, bouts.compteChezLui.centimes)
        : [],
      ecart: recu && montant(verse.centimes - recu.centimes),
      derniersDetenteurs: suivi.derniersDetenteurs(organisme, verse.compte()),
    };
  }
}
