import type { Montant } from '../../domain/argent/montant.ts';
import { type LigneBudgetaire, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { type IdentiteDeLigne, identiteDe } from '../../domain/lignes/meme-ligne.ts';
import { detacher } from '../../domain/textes/texte.ts';
import { type DecisionEcrite, fichierDeRef, type LigneEcrite } from '../../domain/verdict/decision-ecrite.ts';
import type { Referentiel } from '../regles/lire-la-conclusion.ts';
import { estEnFractions } from '../ventilation.ts';
import { lireDecision } from './lire-une-decision.ts';
import { type Groupe, GroupesDeLignes } from './retrouver/groupes-de-lignes.ts';
import { Descripteur, type LigneVue } from './retrouver/ligne-decrite.ts';
import { ecrireLaLigne } from './retrouver/ligne-ecrite.ts';
import { vautUneAnneeSeulement } from './une-annee-seulement.ts';
import { ventilationDecidee } from './ventilation-decidee.ts';

/** A decision of an earlier exercice, with the line on which it holds. */
export interface DecisionPassee {
  readonly ecrite: DecisionEcrite;
  readonly identite: IdentiteDeLigne;
  readonly libelle: string;
  readonly montant: Montant;
}

/** Lines named, when several may be meant. */
const LIGNES_NOMMEES = 3;

/** The lines of one exercice that look like those on which decisions hold; the others are not kept, however many. */
export class LignesSemblables {
  readonly #parIdentite = new GroupesDeLignes<LigneVue>();
  readonly #parImputation = new GroupesDeLignes<LigneVue>();
  /** What the lines of these imputations say. */
  readonly #connues = new Set<string>();
  readonly #avant: LignesSemblables | undefined;
  readonly #descripteur = new Descripteur();

  /** @param avant the lines of the exercice before: one that said the same then is no new wording of another */
  constructor(decisions: Iterable<DecisionPassee>, avant?: LignesSemblables) {
    this.#avant = avant;
    for (const { identite } of decisions) {
      if (!this.#parIdentite.estAttendue(identite.entiere))
        this.#parIdentite.attendre(identite.entiere, LIGNES_NOMMEES);
      if (!this.#parImputation.estAttendue(identite.imputation))
        this.#parImputation.attendre(identite.imputation, LIGNES_NOMMEES);
    }
  }

  ajouter(ligne: LigneBudgetaire, montant: Montant): void {
    const { entiere, imputation } = identiteDe(ligne);
    const garder = () => ({
      ref: detacher(referenceDe(ligne)),
      empreinte: detacher(ligne.empreinte),
      ...this.#descripteur.decrire(ligne, montant),
    });
    this.#parIdentite.voir(entiere, garder);
    if (this.#avant === undefined && this.#parImputation.estAttendue(imputation)) this.#connues.add(detacher(entiere));
    if (this.#avant?.dit(entiere) !== true) this.#parImputation.voir(imputation, garder);
  }

  /** Adds what was seen of a source, once it is known to be sound. */
  joindre(autres: LignesSemblables): void {
    this.#parIdentite.joindre(autres.#parIdentite);
    this.#parImputation.joindre(autres.#parImputation);
  }

  /** Lines that say the same. */
  memes({ entiere }: IdentiteDeLigne): Groupe<LigneVue> {
    return this.#parIdentite.de(entiere);
  }

  /** Whether a line of these imputations says so. */
  dit(entiere: string): boolean {
    return this.#connues.has(entiere);
  }

  /** Lines of the same sender, codes and beneficiary; in a later exercice, those alone that said something else before. */
  deMemeImputation({ imputation }: IdentiteDeLigne): Groupe<LigneVue> {
    return this.#parImputation.de(imputation);
  }
}

/** A decision that is carried: the line on which it held, and what it is on the line that came back. */
export interface DecisionReprise {
  readonly de: string;
  readonly libelle: string;
  readonly ecrite: DecisionEcrite;
  /** What the line is that came back: no other says the same. */
  readonly ligne: LigneEcrite;
}

export type RaisonDeLaisser =
  /** No line says the same, though all the files are there. */
  | 'ligne_absente'
  /** The same sender, codes and beneficiary, another label or another place. */
  | 'libelle_change'
  /** Several lines say the same, one year or the other: which is which is for a person to say. */
  | 'plusieurs'
  /** The amount is no longer of the same sign. */
  | 'signe'
  /** It took an exact amount out of a line whose amount is another. */
  | 'montant_exact'
  /** The new dossier has no such axis or domain. */
  | 'refusee'
  /** The line is decided already, by a former carrying or by a person. */
  | 'deja_decidee'
  /** It is exceptional, or its reason says that it is of that year. */
  | 'une_annee'
  | 'source_absente'
  | 'source_fautive';

export interface DecisionLaissee {
  readonly de: string;
  readonly libelle: string;
  readonly raison: RaisonDeLaisser;
  /** The lines that it may be about now, or the one that it is about. */
  readonly proches: readonly string[];
  /** What is wrong with it, for `refusee`; why it was taken, for `une_annee`; the lines of that year, for `plusieurs` of which one is left. */
  readonly detail?: string;
}

export interface DossierSuivant {
  readonly referentiel: Referentiel;
  etatDe(fichier: string): 'lue' | 'absente' | 'fautive';
  estDecidee(ref: string): boolean;
}

/**
 * Carries the decisions whose line comes back: one line says the same in each exercice, and only one. They keep their author
 * and their date; their reason says where they come from.
 * @param exercice of the decisions
 */
export function reprendreLesDecisions(
  decisions: readonly DecisionPassee[],
  exercice: string,
  avant: LignesSemblables,
  maintenant: LignesSemblables,
  suivant: DossierSuivant,
): { readonly reprises: DecisionReprise[]; readonly laissees: DecisionLaissee[] } {
  const reprises: DecisionReprise[] = [];
  const laissees: DecisionLaissee[] = [];
  for (const decision of decisions) {
    const sort = reprendre(decision, exercice, avant, maintenant, suivant);
    if ('ecrite' in sort) reprises.push(sort);
    else laissees.push(sort);
  }
  return { reprises, laissees };
}

function reprendre(
  { ecrite, identite, libelle, montant }: DecisionPassee,
  exercice: string,
  avant: LignesSemblables,
  maintenant: LignesSemblables,
  suivant: DossierSuivant,
): DecisionReprise | DecisionLaissee {
  const laisser = (raison: RaisonDeLaisser, lignes: readonly LigneVue[] = [], detail?: string): DecisionLaissee => ({
    de: ecrite.ref,
    libelle,
    raison,
    proches: lignes.map(({ ref }) => ref),
    ...(detail !== undefined && { detail }),
  });
  const trouvees = maintenant.memes(identite);
  const [ligne] = trouvees.premieres;
  const dejaRedite = ligne !== undefined && suivant.estDecidee(ligne.ref);
  if (vautUneAnneeSeulement(ecrite) && !dejaRedite)
    return laisser('une_annee', trouvees.premieres, `${ecrite.motif} (${ecrite.auteur}, ${ecrite.date})`);
  if (ligne === undefined) {
    const etat = suivant.etatDe(fichierDeRef(ecrite.ref));
    if (etat !== 'lue') return laisser(etat === 'absente' ? 'source_absente' : 'source_fautive');
    const { premieres } = maintenant.deMemeImputation(identite);
    return laisser(premieres.length === 0 ? 'ligne_absente' : 'libelle_change', premieres);
  }
  const alors = avant.memes(identite);
  if (trouvees.nombre > 1) return laisser('plusieurs', trouvees.premieres);
  if (alors.nombre > 1)
    return laisser('plusieurs', trouvees.premieres, alors.premieres.map((jumelle) => jumelle.ref).join(', '));
  if (suivant.estDecidee(ligne.ref)) return laisser('deja_decidee', [ligne]);
  if (Math.sign(ligne.montant) !== Math.sign(montant)) return laisser('signe', [ligne]);
  const motif = `Reprise de ${exercice} (${ecrite.ref}) : ${ecrite.motif}`;
  const reprise = { ...ecrite, ref: ligne.ref, empreinte: ligne.empreinte, motif };
  let faute: string | undefined;
  const lue = lireDecision(reprise, suivant.referentiel, (_, message) => {
    faute ??= message;
  });
  if (lue && ligne.montant !== montant && !estEnFractions(lue.quotePart, ventilationDecidee(lue)))
    return laisser('montant_exact', [ligne]);
  return faute === undefined
    ? { de: ecrite.ref, libelle, ecrite: reprise, ligne: ecrireLaLigne({ ...ligne, semblables: 0 }) }
    : laisser('refusee', [ligne], faute);
}
