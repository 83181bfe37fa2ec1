import type { Jaune } from '../../compile/jaune.ts';
import { cleDeReponse, valeursDesExclusions } from '../../compile/names.ts';
import { DIMENSIONS, LIBELLES_PLACES, PLACES } from '../../domain/verdict.ts';
import { CHAMPS_DE_LIGNE, rangsDansLaTable, valeursDeDimension } from './valeurs.ts';

/**
 * What the script of the page needs to select and add up lines, as JSON: amounts in cents and ranks in lists of values. The
 * texts of a line are not in it: the script takes them from the annex, where they are already. Written so that it can stand
 * in a `<script>` element: no `<` is left in it.
 */
export function donneesDe(jaune: Jaune): string {
  const dimensions = DIMENSIONS.map((nom) => ({ nom, valeurs: valeursDeDimension(jaune, nom) }));
  const tables = CHAMPS_DE_LIGNE.map((nom) => ({ nom, rangs: rangsDansLaTable(jaune, nom) }));
  const exclusions = valeursDesExclusions(jaune);
  const { secteurPilote } = jaune.enTete;
  const lignes = jaune.lignes.map(({ ligne, verdict, montant, montants }, rang) => [
    montant,
    ligne.secteur === secteurPilote ? 1 : 0,
    [
      ...tables.map(({ rangs }) => rangs[rang] ?? -1),
      verdict.place === 'exclue' ? (exclusions.rangs.get(cleDeReponse(verdict.decisive)) ?? -1) : -1,
    ],
    verdict.parts.map((part, numero) => [
      PLACES.indexOf(part.place),
      montants[numero] ?? 0,
      ...dimensions.map(({ nom, valeurs }) => valeurs.rangs.get(part[nom]) ?? -1),
    ]),
  ]);
  const ecrire = (liste: readonly { readonly nom: string; readonly libelle: string }[]) =>
    liste.map(({ nom, libelle }) => [nom, libelle]);
  const donnees = {
    pilote: dimensions.find(({ nom }) => nom === 'secteur')?.valeurs.rangs.get(secteurPilote) ?? -1,
    verdicts: PLACES.map((place) => [place, LIBELLES_PLACES[place]]),
    dimensions: dimensions.map(({ nom, valeurs }) => [nom, ecrire(valeurs.liste)]),
    champs: [
      ...tables.map(({ nom }) => [nom, ecrire(jaune.tables.find((table) => table.nom === nom)?.rangees ?? [])]),
      ['exclusion', ecrire(exclusions.liste)],
    ],
    lignes,
  };
  return JSON.stringify(donnees).replaceAll('<', '\\u003c');
}
