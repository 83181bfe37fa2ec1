import type { Base } from '../domain/base.ts';
import type { Avis } from '../formats/regard.ts';

interface ModelePublie {
  readonly modele: string;
  /** How officers call it. */
  readonly nom: string;
  /** Titles by which it is known: files have others, which may be missing. */
  readonly titres: readonly string[];
  readonly bases: readonly Base[];
}

const MODELES: readonly ModelePublie[] = [
  {
    modele: 'scdl-budget-0.8.3',
    nom: 'SCDL budget',
    titres: ['BGT_NATDEC', 'BGT_ANNEE', 'BGT_NATURE', 'BGT_CODRD', 'BGT_MTREAL'],
    bases: ['mandats', 'cp_votes'],
  },
  {
    modele: 'scdl-subventions-2.1.1',
    nom: 'SCDL subventions',
    titres: ['nomAttribuant', 'idAttribuant', 'dateConvention', 'nomBeneficiaire', 'objet', 'montant'],
    bases: ['engagements'],
  },
];

/** The published layout that a file follows, by its titles; nothing when it follows none. */
export function guessPublishedLayout(titres: readonly string[]): ModelePublie | undefined {
  return MODELES.find(({ titres: attendus }) => attendus.every((titre) => titres.includes(titre)));
}

/** A layout that has no amount in the base of the dossier; nothing when it has. */
export function baseNonDonnee(
  { nom, bases }: ModelePublie,
  base: Base,
): (Avis & { readonly quoiFaire: string }) | undefined {
  if (bases.includes(base)) return undefined;
  return {
    confiance: 'sûr',
    raisons: [`${nom} reconnu ; il ne donne pas ${base}, seulement ${bases.join(' ou ')}.`],
    quoiFaire: `${nom} ne donne pas ${base} : demandez un autre fichier à qui l’envoie, ou changez la base du dossier (${bases.join(' ou ')}).`,
  };
}
