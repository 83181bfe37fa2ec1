import { compilerAnneeParAnnee, type SuiteDAnnees } from '../../compile/evolution/annee-par-annee.ts';
import { anneesMontrees } from '../../compile/evolution/annees-passees.ts';
import type { Jaune } from '../../compile/jaune.ts';
import { type Montant, montant } from '../../domain/argent/montant.ts';
import { COURBES_MAX, dessinerCourbes, type SerieDeCourbe } from '../graphiques/courbes.ts';
import { mentionDe } from '../textes/annee-passee-dite.ts';
import { ecrivain } from './graphiques.ts';

/** Under three years there is no line to draw: tables have both beside. */
const ANNEES_MIN = 3;

interface SuiteVue {
  readonly libelle: string;
  /** Added to nothing, the sum of others, or the same total cut otherwise: a file of the table does not count it. */
  readonly horsSomme: boolean;
  readonly total: boolean;
  readonly montants: readonly { readonly dit: boolean; readonly montant: Montant }[];
}

/** The years one after the other, as lines and in a table. */
export interface AnneeParAnneeVue {
  readonly annees: readonly string[];
  readonly dites: string;
  readonly ensemble: string;
  /** Empty where no axis was in an earlier year. */
  readonly axes: string;
  readonly chiffres: readonly SuiteVue[];
  readonly parAxe: readonly SuiteVue[];
  readonly notes: readonly string[];
}

/** Nothing where fewer than three years are shown. */
export function anneeParAnneeVue(jaune: Jaune): AnneeParAnneeVue | undefined {
  const { annees, chiffres, axes } = compilerAnneeParAnnee(jaune);
  if (annees.length < ANNEES_MIN) return undefined;
  const ecrire = ecrivain([...chiffres, ...axes].flatMap(({ montants }) => montants.filter((lu) => lu !== undefined)));
  const serie = (suite: SuiteDAnnees, adresse: string): SerieDeCourbe => ({
    libelle: suite.libelle,
    points: suite.montants.flatMap((lu, rang) =>
      lu === undefined ? [] : [{ annee: Number(annees[rang]), montant: lu, affiche: ecrire(lu) }],
    ),
    ...(suite.montants.at(-1) !== 0 && { adresse: `#${adresse}` }),
  });
  const [total, exceptionnelles] = (['totalHorsExceptionnelles', 'exceptionnelles'] as const).map((cle) =>
    chiffres.find((chiffre) => chiffre.cle === cle),
  );
  const dessines = axes
    .filter(({ cle }) => cle !== '')
    .map((axe) => ({ poids: axe.montants.at(-1) ?? 0, serie: serie(axe, `axe=${axe.nom}`) }))
    .filter(({ serie: { points } }) => points.length > 1)
    .sort((gauche, droite) => droite.poids - gauche.poids);
  const dites = `de ${annees[0]} à ${annees.at(-1)}`;
  return {
    annees,
    dites,
    ensemble: dessinerCourbes(
      [
        ...(total ? [serie(total, 'verdict=internationale')] : []),
        ...(exceptionnelles ? [serie(exceptionnelles, 'verdict=exceptionnelle')] : []),
      ],
      { prefixe: 'g-annees', titre: `Le total et les opérations exceptionnelles, ${dites}` },
    ),
    axes:
      dessines.length === 0
        ? ''
        : dessinerCourbes(
            dessines.slice(0, COURBES_MAX).map(({ serie: dessinee }) => dessinee),
            { prefixe: 'g-annees-axes', titre: `Le total par axe, ${dites}` },
          ),
    chiffres: chiffres.map((chiffre) => ({
      ...suiteVue(chiffre),
      total: chiffre.cle === 'totalHorsExceptionnelles',
      horsSomme: chiffre.cle === 'totalHorsExceptionnelles' || chiffre.cle === 'exceptionnelles',
    })),
    parAxe: axes.map(suiteVue),
    notes: [
      ...anneesMontrees(jaune)
        .flatMap(({ exercice, illustratif }) => mentionDe(illustratif, exercice) || [])
        .toReversed(),
      ...(dessines.length > COURBES_MAX
        ? [`Les ${COURBES_MAX} plus grands axes sont dessinés\u202f; le tableau les a tous.`]
        : []),
    ],
  };
}

function suiteVue({ libelle, montants }: SuiteDAnnees): SuiteVue {
  return {
    libelle,
    total: false,
    horsSomme: true,
    montants: montants.map((lu) => ({ dit: lu !== undefined, montant: lu ?? montant(0) })),
  };
}
