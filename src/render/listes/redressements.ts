import type { Redressement } from '../../compile/evolution/annee-passee.ts';
import { anneesMontrees } from '../../compile/evolution/annees-passees.ts';
import type { Jaune } from '../../compile/jaune.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import { ecrireEcart } from '../textes/expliquer-l-effet.ts';
import type { Liste } from './liste.ts';

/** How many the page tells of an edition; the workbook and the JSON tell all. */
const MONTRES = 12;

/** The amounts of earlier years that are not here what had been published then. */
export const redressements: Liste = {
  nom: 'redressements',
  titre: 'Montants passés retraités',
  dire: (jaune) => {
    const lister = (auPlus: number) =>
      editionsRedressees(jaune).flatMap(({ exercice, fichier, redressements: siens }) => {
        const autres = siens.length - auPlus;
        return [
          ...siens.slice(0, auPlus).map((un) => ({
            sujet: `${exercice}, ${un.ou}`,
            texte: dire(un),
            precision: un.pourquoi,
          })),
          ...(autres > 0
            ? [{ sujet: fichier, texte: `${accord(autres, 'autre')}, dans le classeur, feuille « Méthode »` }]
            : []),
        ];
      });
    const elements = lister(MONTRES);
    return {
      chapeau: elements.length === 0 ? '' : 'Ces montants d’années passées ne sont plus ceux qui avaient été publiés.',
      elements,
      details: lister(Number.POSITIVE_INFINITY),
    };
  },
  json: (jaune) => {
    const editions = editionsRedressees(jaune);
    if (editions.length === 0) return {};
    return {
      redressements: editions.map(({ exercice, fichier, sha256, redressements: siens }) => ({
        exercice: Number(exercice),
        fichier,
        sha256,
        montants: siens.map(({ table, ou, publie, maintenant, ecart, pourquoi }) => ({
          ...(table !== undefined && { table }),
          ou,
          ...(publie !== undefined && { publie_centimes: publie }),
          ...(maintenant !== undefined && { retenu_centimes: maintenant }),
          ecart_centimes: ecart,
          pourquoi,
        })),
      })),
    };
  },
};

function editionsRedressees(jaune: Pick<Jaune, 'annees'>) {
  return anneesMontrees(jaune).flatMap(({ exercice, redressees }) =>
    redressees.map((edition) => ({ exercice, ...edition })),
  );
}

function dire({ publie, maintenant, ecart }: Redressement): string {
  const ecrire = (centimes: Montant | undefined) => (centimes === undefined ? 'rien' : formaterEuros(centimes));
  return `publié\u202f: ${ecrire(publie)}\u202f; ici\u202f: ${ecrire(maintenant)}\u202f; écart\u202f: ${ecrireEcart(ecart)}\u202f€`;
}
