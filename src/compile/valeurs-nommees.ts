import { type LigneBudgetaire, referenceDe } from '../domain/lignes/ligne-budgetaire.ts';
import { type CleComposee, composerCle, partiesDe } from '../domain/textes/cle-composee.ts';
import { cleDeNom, Nommeur } from '../domain/textes/nom.ts';
import { decideur, type Reponse } from '../domain/verdict/verdict.ts';
import { garderPar } from './garder-par.ts';
import type { CleDeSortie, Exclusion, Jaune, Passerelle, Sortie } from './jaune.ts';

/** The values of one field, each with its name in figures and addresses and its label, and where a key stands among them. */
export interface Valeurs {
  readonly liste: readonly { readonly nom: string; readonly libelle: string }[];
  readonly rangs: ReadonlyMap<string, number>;
}

/** The name of the value that has a key; `undefined` when none has. */
export function nomDeLaCle({ liste, rangs }: Valeurs, cle: string): string | undefined {
  return liste[rangs.get(cle) ?? -1]?.nom;
}

/** The reasons for which lines are left out, in the order of their list, each with a name. */
export function valeursDesExclusions({ exclusions }: Pick<Jaune, 'exclusions'>): Valeurs {
  return nommerLesExclusions(exclusions);
}

const nommerLesExclusions = garderPar((exclusions: Jaune['exclusions']): Valeurs => {
  const nommeur = new Nommeur();
  const liste = exclusions.map((exclusion) => ({
    nom: nommeur.nommer(nomDeMotif(exclusion), 'motif'),
    libelle: exclusion.motif,
  }));
  return { liste, rangs: new Map(exclusions.map((exclusion, rang) => [cleDExclusion(exclusion), rang])) };
});

export type CleDExclusion = CleComposee<readonly [decideur: string, motif: string]>;

/** What tells a reason for leaving lines out from another. */
export function cleDExclusion({ motif, decideur: qui }: Pick<Exclusion, 'motif' | 'decideur'>): CleDExclusion {
  return composerCle(qui, motif);
}

export function cleDeReponse(reponse: Reponse): CleDExclusion {
  return cleDExclusion({ motif: reponse.motif, decideur: decideur(reponse) });
}

/** The name of the reason for which a step of the bridge leaves lines out; `undefined` for the other steps. */
export function exclusionDeSortie(jaune: Pick<Jaune, 'exclusions'>, { place, cle }: Sortie): string | undefined {
  return place === 'exclue' ? nomDeLaCle(valeursDesExclusions(jaune), cleDExclusion(decideurDeSortie(cle))) : undefined;
}

/**
 * The steps by which euros leave the pilot sector, by the key of the step. Each is named after its place and, where a place
 * has several, the rule, or the reason when a person decided: `exclue.operations-ordre`, `a_arbitrer`.
 */
export function valeursDesSorties(
  { exclusions }: Pick<Jaune, 'exclusions'>,
  { sorties }: Pick<Passerelle, 'sorties'>,
): Valeurs {
  return nommeurDeSorties(exclusions)(sorties);
}

const nommeurDeSorties = garderPar((exclusions: Jaune['exclusions']) =>
  garderPar((sorties: Passerelle['sorties']): Valeurs => {
    const nommeurs = new Map<string, Nommeur>();
    const liste = sorties.map((sortie) => {
      const { cle, place, libelle } = sortie;
      const decidee = decideurDeSortie(cle);
      if (decidee.motif === '') return { nom: place, libelle };
      const nommeur = nommeurs.get(place) ?? new Nommeur();
      nommeurs.set(place, nommeur);
      return {
        nom: `${place}.${nommeur.nommer(exclusionDeSortie({ exclusions }, sortie) ?? nomDeMotif(decidee), 'motif')}`,
        libelle,
      };
    });
    return { liste, rangs: new Map(sorties.map(({ cle }, rang) => [cle, rang])) };
  }),
);

/** The sectors that bring something to the total of a bridge, by their labels. */
export function valeursDesApports({ apports }: Pick<Passerelle, 'apports'>): Valeurs {
  return nommerLesApports(apports);
}

const nommerLesApports = garderPar((apports: Passerelle['apports']): Valeurs => {
  const nommeur = new Nommeur();
  const liste = apports.map(({ libelle }) => ({ nom: nommeur.nommer(libelle, 'secteur'), libelle }));
  return { liste, rangs: new Map(apports.map(({ cle }, rang) => [cle, rang])) };
});

/** Who decided a step that leaves the pilot sector, and why, out of its key; empty for what nobody decided. */
export function decideurDeSortie(cle: CleDeSortie): Pick<Exclusion, 'decideur' | 'motif'> {
  const [, qui, motif] = partiesDe(cle);
  return { decideur: qui, motif };
}

/** Those who signed decisions, by the key of their names. */
export function valeursDesDecideurs({ couverture }: Pick<Jaune, 'couverture'>): Valeurs {
  return nommerLesDecideurs(couverture.decideurs);
}

const nommerLesDecideurs = garderPar((decideurs: Jaune['couverture']['decideurs']): Valeurs => {
  const nommeur = new Nommeur();
  const liste = decideurs.map(({ auteur }) => ({ nom: nommeur.nommer(auteur, 'decideur'), libelle: auteur }));
  return { liste, rangs: new Map(decideurs.map(({ auteur }, rang) => [cleDeNom(auteur), rang])) };
});

/** The files received, by their path: `sources/culture.csv` is `culture`. */
export function valeursDesSources({ sources }: Pick<Jaune, 'sources'>): Valeurs {
  return nommerLesSources(sources);
}

const nommerLesSources = garderPar((sources: Jaune['sources']): Valeurs => {
  const nommeur = new Nommeur();
  const liste = sources.map(({ fichier }) => ({
    nom: nommeur.nommer(fichier.replace(/^sources\//, '').replace(/\.[^./]*$/, ''), 'source'),
    libelle: fichier,
  }));
  return { liste, rangs: new Map(sources.map(({ fichier }, rang) => [fichier, rang])) };
});

/** What the name of each exceptional operation starts with. */
export const EXCEPTIONNELLE = 'exceptionnelle.';

/** The exceptional operations are called by their labels, `exceptionnelle.maison-internationale-de-la-recherche`; in their order. */
export function nomsDesExceptionnelles({
  exceptionnelles,
  lignes,
}: Pick<Jaune, 'exceptionnelles' | 'lignes'>): string[] {
  const nommeur = new Nommeur();
  return exceptionnelles.map(
    ({ ligne }) => `${EXCEPTIONNELLE}${nommeur.nommer(lignes[ligne]?.ligne.libelle ?? '', 'operation')}`,
  );
}

/** The name of a line among the values of its field: `culture-214`, after its file and the line where it starts. */
export function nomDeLigne(sources: Valeurs, ligne: Pick<LigneBudgetaire, 'fichier' | 'numero'>): string {
  return `${nomDeLaCle(sources, ligne.fichier) ?? referenceDe(ligne)}-${ligne.numero}`;
}

function nomDeMotif({ motif, decideur: qui }: { readonly motif: string; readonly decideur: string }): string {
  return qui === 'arbitrage' || qui === '' ? motif : qui;
}
