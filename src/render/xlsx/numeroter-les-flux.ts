import { lectureDeFlux, valeursDesPorteurs } from '../../compile/consolidation/champs-de-flux.ts';
import type { Rapprochement, Versement } from '../../compile/consolidation/consolidation.ts';
import type { Jaune } from '../../compile/jaune.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { composerCle } from '../../domain/textes/cle-composee.ts';
import { RANGEES_LISTEES } from './noms.ts';

/** For each line that documents name, the number of its row in the sheets of flows; 0 for none. */
export interface NumerosDeFlux {
  /** What is taken off the sum of all that was received. */
  readonly flux: Int32Array;
  readonly porteur: Int32Array;
  readonly versement: Int32Array;
}

/** The payments to bodies, one after the other, in the order of the documents. */
export function versementsDe({
  consolidation,
}: Pick<Jaune, 'consolidation'>): { rapprochement: Rapprochement; versement: Versement }[] {
  return consolidation.rapprochements.flatMap((rapprochement) =>
    rapprochement.versements.map((versement) => ({ rapprochement, versement })),
  );
}

/** Numbers the lines of a sense by what they are to the flows between bodies; nothing where the dossier lists no body. */
export function numeroterLesFlux(jaune: Jaune, lignes: readonly Affectation[]): NumerosDeFlux | undefined {
  if (jaune.enTete.organismes.liste.length === 0) return undefined;
  const { deduits } = jaune.consolidation;
  const [flux, genre, bout, consolide, porteur] = (
    ['flux', 'genre_de_flux', 'bout', 'consolide', 'porteur'] as const
  ).map((champ) => lectureDeFlux(jaune, champ).lire) as [Lire, Lire, Lire, Lire, Lire];
  const noms = new Map(valeursDesPorteurs(jaune).map(({ organisme, nom }) => [organisme, nom]));
  const parFlux = numeros(deduits.map((deduit) => composerCle(deduit.organisme.id, deduit.genre)));
  const parPorteur = numeros([...noms.values()].slice(0, RANGEES_LISTEES));
  const parVersement = numeros(
    versementsDe(jaune).map(({ rapprochement: { organisme }, versement }) =>
      composerCle(organisme.id, versement.genre, versement.exclu ? 'non' : 'oui', noms.get(versement.payeur) ?? ''),
    ),
  );
  const deLignes = (numero: (affectation: Affectation) => number | undefined) =>
    Int32Array.from(lignes, (affectation) => numero(affectation) ?? 0);
  return {
    flux: deLignes((ligne) => (consolide(ligne) === 'non' ? parFlux.get(composerCle(flux(ligne), genre(ligne))) : 0)),
    porteur: deLignes((ligne) => parPorteur.get(porteur(ligne))),
    versement: deLignes((ligne) =>
      bout(ligne) === 'verse'
        ? parVersement.get(composerCle(flux(ligne), genre(ligne), consolide(ligne), porteur(ligne)))
        : 0,
    ),
  };
}

type Lire = (affectation: Affectation) => string;

function numeros(cles: readonly string[]): ReadonlyMap<string, number> {
  return new Map(cles.map((cle, rang) => [cle, rang + 1]));
}
