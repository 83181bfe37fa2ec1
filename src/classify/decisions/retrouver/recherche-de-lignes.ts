import type { Montant } from '../../../domain/argent/montant.ts';
import { type LigneBudgetaire, referenceDe } from '../../../domain/lignes/ligne-budgetaire.ts';
import { detacher } from '../../../domain/textes/texte.ts';
import { numeroDeRef } from '../../../domain/verdict/decision-ecrite.ts';
import { type Candidate, choisirLesCandidates } from './choisir-les-candidates.ts';
import { cleEntiere, clesDeLigne } from './cles-de-ligne.ts';
import { ditPareil, type SemblablesChangees, semblablesChangees } from './compte-de-semblables.ts';
import { Deplacements } from './deplacements.ts';
import { type Groupe, GroupesDeLignes } from './groupes-de-lignes.ts';
import { cleDImputation, Descripteur, type LigneDAlors, type LigneDecrite, type LigneVue } from './ligne-decrite.ts';

/** What became of a line that was decided. */
export type Sort =
  | { readonly type: 'en_place'; readonly ligne: LigneVue }
  /** One line is it, and no other may be. `pareil`: byte for byte, or in all that was kept of it. */
  | { readonly type: 'certaine'; readonly ligne: LigneVue; readonly pareil: 'octets' | 'description' }
  /** Lines that it may be, the likeliest first: a person says which. `semblables`: not as many lines are alike as there were. */
  | {
      readonly type: 'changee';
      readonly candidates: readonly Candidate[];
      readonly semblables?: SemblablesChangees | undefined;
    }
  /** No line may be it: `decidee` when another decision holds on the line that it was. */
  | { readonly type: 'perdue'; readonly decidee?: string };

/** What is known besides of those that are looked for. */
export interface Alentours<T> {
  /** Whether two may stand on either of two lines alike: they conclude alike. */
  echangeables(gauche: T, droite: T): boolean;
  /** Whether another decision holds on the line of a reference. */
  tenue?(ref: string): boolean;
}

/** Lines of a key that are kept besides those that are looked for. */
const PLACE = 4;
/** Of one imputation and beneficiary, whatever they say. */
const PLACE_DES_VOISINES = 12;
/** Of one key, looked at for one decision, when many share it. */
const PLACE_DES_PROCHES = 64;

/**
 * Looks for lines that were decided among all the lines of now, which are shown once each; keeps those alone that may be one,
 * and of these so many for each that is looked for.
 */
export class RechercheDeLignes<T extends LigneDecrite> {
  readonly #cherchees: readonly T[];
  readonly #descripteur = new Descripteur();
  readonly #parRef = new Map<string, LigneVue | undefined>();
  readonly #parEmpreinte = new GroupesDeLignes<LigneVue>();
  readonly #pareilles = new GroupesDeLignes<LigneVue>();
  /** By what lines have in common with one that is looked for: each alone is not enough. */
  readonly #parCommun = new GroupesDeLignes<LigneVue>();
  readonly #imputations = new Set<string>();
  readonly #montants = new Set<Montant>();
  /** Very long groups, once sorted. */
  readonly #parNumero = new Map<readonly LigneVue[], readonly LigneVue[]>();

  constructor(cherchees: Iterable<T>) {
    this.#cherchees = [...cherchees];
    for (const { ref, empreinte, etait } of this.#cherchees) {
      this.#parRef.set(ref, undefined);
      this.#parEmpreinte.attendre(empreinte, 1 + PLACE);
      if (etait === undefined) continue;
      const cles = clesDeLigne(etait, cleDImputation(etait.imputation));
      this.#imputations.add(cles.imputation);
      this.#montants.add(etait.montant);
      this.#pareilles.attendre(cles.entiere, 1 + PLACE);
      for (const cle of [cles.memeLibelle, cles.memeMontant, cles.ailleurs]) this.#parCommun.attendre(cle, 1 + PLACE);
      this.#parCommun.attendre(cles.voisine, PLACE_DES_VOISINES);
    }
  }

  /** @param montant of the line, in the base of the dossier */
  voir(ligne: LigneBudgetaire, montant: Montant): void {
    let gardee: LigneVue | undefined;
    const garder = () => {
      gardee ??= {
        ref: detacher(referenceDe(ligne)),
        empreinte: detacher(ligne.empreinte),
        ...this.#descripteur.decrire(ligne, montant),
      };
      return gardee;
    };
    this.#parEmpreinte.voir(ligne.empreinte, garder);
    const ref = referenceDe(ligne);
    if (this.#parRef.has(ref)) this.#parRef.set(detacher(ref), garder());
    const imputation = this.#descripteur.cleDImputation(ligne);
    const voisine = this.#imputations.has(imputation);
    if (!voisine && !this.#montants.has(montant)) return;
    const { beneficiaire, lieu, libelle } = ligne;
    const cles = clesDeLigne({ beneficiaire, lieu, libelle, montant }, imputation);
    this.#parCommun.voir(cles.ailleurs, garder);
    if (!voisine) return;
    this.#pareilles.voir(cles.entiere, garder);
    for (const cle of [cles.memeLibelle, cles.memeMontant, cles.voisine]) this.#parCommun.voir(cle, garder);
  }

  /** Once all lines have passed, how many others say all that the line of a reference says; nothing when it is nowhere. */
  decriteEn(ref: string): LigneDAlors | undefined {
    const ligne = this.#parRef.get(ref);
    if (ligne === undefined) return undefined;
    const { imputation, beneficiaire, lieu, libelle, montant } = ligne;
    const { entiere } = clesDeLigne(ligne, cleDImputation(imputation));
    const semblables = Math.max(this.#pareilles.de(entiere).nombre - 1, 0);
    return { imputation, beneficiaire, lieu, libelle, montant, semblables };
  }

  /** Once all lines have passed, what became of each that is looked for. */
  conclure({ echangeables, tenue = () => false }: Alentours<T>): ReadonlyMap<T, Sort> {
    const sorts = new Map<T, Sort>();
    const tenues = new Set<string>();
    const estLibre = ({ ref }: LigneVue) => !tenues.has(ref) && !tenue(ref);
    for (const cherchee of this.#cherchees) {
      const ligne = this.#parRef.get(cherchee.ref);
      if (ligne?.empreinte !== cherchee.empreinte) continue;
      if (this.#semblablesChangees(cherchee, ligne)) continue;
      sorts.set(cherchee, { type: 'en_place', ligne });
      tenues.add(cherchee.ref);
    }
    const attribuer = (
      groupes: GroupesDeLignes<LigneVue>,
      cleDe: (cherchee: T) => string | undefined,
      pareil: 'octets' | 'description',
      admise: (ligne: LigneVue, cherchee: T) => boolean,
    ) => {
      for (const [cle, siennes] of grouperPar(this.#cherchees, cleDe)) {
        const attente = siennes.filter((cherchee) => !sorts.has(cherchee));
        const [premiere] = attente;
        if (premiere === undefined || !siennes.every((autre) => echangeables(premiere, autre))) continue;
        const { lignes, nombre } = libresDe(groupes.de(cle), (ligne) => estLibre(ligne) && admise(ligne, premiere));
        const [ligneUne] = lignes;
        if (ligneUne === undefined || nombre !== attente.length || lignes.length !== nombre) continue;
        // Lines alike are never taken one for another: as many are there as there were, each decided.
        const ensemble = nombre + siennes.length - attente.length;
        if (!attente.every((cherchee) => this.#autantDeSemblables(cherchee, ligneUne, ensemble))) continue;
        for (const [rang, cherchee] of attente.entries()) {
          const ligne = lignes[rang] as LigneVue;
          sorts.set(cherchee, { type: 'certaine', ligne, pareil });
          tenues.add(ligne.ref);
        }
      }
    };
    attribuer(this.#parEmpreinte, ({ empreinte }) => empreinte, 'octets', ouiToujours);
    attribuer(
      this.#pareilles,
      ({ etait }) => etait && cleEntiere(etait, cleDImputation(etait.imputation)),
      'description',
      (ligne, cherchee) => !this.#estDUneAutre(ligne, cherchee),
    );
    const deplacements = new Deplacements(
      [...sorts].flatMap(([{ ref }, sort]) => ('ligne' in sort ? [[ref, sort.ligne.ref] as const] : [])),
    );
    for (const cherchee of this.#cherchees)
      if (!sorts.has(cherchee))
        sorts.set(cherchee, this.#sortIncertain(cherchee, estLibre, deplacements.attendue(cherchee.ref)));
    return sorts;
  }

  /** Of very many that have something in common, those that stand nearest: to judge all for each would take as long as their square. */
  #procheDe(ref: string, lignes: readonly LigneVue[]): readonly LigneVue[] {
    if (lignes.length <= PLACE_DES_PROCHES) return lignes;
    let rangees = this.#parNumero.get(lignes);
    if (rangees === undefined) {
      rangees = [...lignes].sort((gauche, droite) => numeroDeRef(gauche.ref) - numeroDeRef(droite.ref));
      this.#parNumero.set(lignes, rangees);
    }
    const numero = numeroDeRef(ref);
    let [debut, fin] = [0, rangees.length];
    while (debut < fin) {
      const milieu = (debut + fin) >> 1;
      if (numeroDeRef(rangees[milieu]?.ref ?? '') < numero) debut = milieu + 1;
      else fin = milieu;
    }
    const premier = Math.max(0, Math.min(debut - PLACE_DES_PROCHES / 2, rangees.length - PLACE_DES_PROCHES));
    return rangees.slice(premier, premier + PLACE_DES_PROCHES);
  }

  /** Of a line that is where it was; where its source is read otherwise than it was, those alike then are not those of now. */
  #semblablesChangees({ etait }: Pick<T, 'etait'>, ligne: LigneVue): SemblablesChangees | undefined {
    return etait && ditPareil(etait, ligne) ? semblablesChangees(etait, this.#pareillesA(etait)) : undefined;
  }

  /**
   * Of a line that is elsewhere: known to have as many alike as it had, all of them decided. Where nothing was kept of these, it may
   * have had some.
   */
  #autantDeSemblables({ etait }: T, ligne: LigneVue, decidees: number): boolean {
    if (etait === undefined || etait.semblables !== decidees - 1) return false;
    return this.#semblablesChangees({ etait }, ligne) === undefined;
  }

  #pareillesA(etait: LigneDAlors): number {
    return this.#pareilles.de(cleEntiere(etait, cleDImputation(etait.imputation))).nombre;
  }

  /** Whether a line is, byte for byte, what another one that is looked for was. */
  #estDUneAutre({ empreinte }: LigneVue, cherchee: T): boolean {
    return empreinte !== cherchee.empreinte && this.#parEmpreinte.estAttendue(empreinte);
  }

  #sortIncertain(cherchee: T, estLibre: (ligne: LigneVue) => boolean, attendue: string): Sort {
    const { etait, empreinte, ref } = cherchee;
    const identiques = this.#parEmpreinte.de(empreinte).premieres;
    const possibles = new Map<string, LigneVue>();
    const ajouter = (lignes: readonly LigneVue[]) => {
      for (const ligne of lignes)
        if (estLibre(ligne) && !this.#estDUneAutre(ligne, cherchee)) possibles.set(ligne.ref, ligne);
    };
    ajouter(identiques);
    if (etait !== undefined) {
      const cles = clesDeLigne(etait, cleDImputation(etait.imputation));
      ajouter(this.#procheDe(ref, this.#pareilles.de(cles.entiere).premieres));
      for (const cle of [cles.memeLibelle, cles.memeMontant, cles.ailleurs, cles.voisine])
        ajouter(this.#procheDe(ref, this.#parCommun.de(cle).premieres));
      const ici = this.#parRef.get(ref);
      if (ici) ajouter([ici]);
    }
    const pareilles = etait === undefined ? 0 : this.#pareillesA(etait);
    const resteUneMeme = identiques.length > 0 || pareilles > 0;
    const candidates = choisirLesCandidates(cherchee, [...possibles.values()], { attendue, resteUneMeme });
    const ontEuDesMemes = pareilles > 1 || (etait !== undefined && etait.semblables > 0);
    const semblables = ontEuDesMemes ? semblablesChangees(etait, pareilles) : undefined;
    if (candidates.length > 0) return { type: 'changee', candidates, ...(semblables && { semblables }) };
    const [prise] = identiques;
    return prise === undefined ? { type: 'perdue' } : { type: 'perdue', decidee: prise.ref };
  }
}

function ouiToujours(): true {
  return true;
}

function grouperPar<T>(cherchees: readonly T[], cleDe: (cherchee: T) => string | undefined): Map<string, T[]> {
  const groupes = new Map<string, T[]>();
  for (const cherchee of cherchees) {
    const cle = cleDe(cherchee);
    if (cle === undefined) continue;
    const siennes = groupes.get(cle);
    if (siennes) siennes.push(cherchee);
    else groupes.set(cle, [cherchee]);
  }
  return groupes;
}

/** Those of a group that are free, and how many may be: what was not kept is not known to be held. */
function libresDe(
  { nombre, premieres }: Groupe<LigneVue>,
  estLibre: (ligne: LigneVue) => boolean,
): { readonly lignes: readonly LigneVue[]; readonly nombre: number } {
  const lignes = premieres.filter(estLibre);
  return { lignes, nombre: nombre - premieres.length + lignes.length };
}
