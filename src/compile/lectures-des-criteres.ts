import type { Affectation } from '../domain/lignes/affectation.ts';
import { operationDe } from '../domain/lignes/operation-de.ts';
import { cleDeNom } from '../domain/textes/nom.ts';
import type { PartVentilee } from '../domain/verdict/verdict.ts';
import type { ChampDeVolet } from '../domain/volets/volet-compile.ts';
import {
  cleDuFinanceur,
  lecteurDePayeur,
  valeursDesFinanceurs,
  valeursDesOperations,
} from './cofinancements/valeurs-des-cofinancements.ts';
import { appuiDe, decideParDe, signataireDe } from './compteur.ts';
import { cleDeSortie } from './compteur-de-passerelle.ts';
import { type ChampDeCritere, nomDuChampAjoute } from './critere.ts';
import { garderPar } from './garder-par.ts';
import type { Jaune } from './jaune.ts';
import { lecteurDeCle } from './tables-decrites.ts';
import {
  cleDeReponse,
  nomDeLaCle,
  nomDeLigne,
  valeursDesApports,
  valeursDesDecideurs,
  valeursDesExclusions,
  valeursDesSorties,
  valeursDesSources,
} from './valeurs-nommees.ts';

/** The value of a field of criteria that a line has as a whole, or that a part of it has; `undefined` for none. */
export type Lecture =
  | { readonly de: 'ligne'; readonly lire: (affectation: Affectation) => string | undefined }
  | { readonly de: 'part'; readonly lire: (part: PartVentilee, affectation: Affectation) => string | undefined };

/**
 * How the value of a field is read, for the fields of which a line, or a part, has one value at most: it is selected by that very
 * value. Nothing for the others.
 * @param sens of the criteria: which of the two bridges
 */
export function lectureDuChamp(jaune: Jaune, champ: ChampDeCritere, sens: string): Lecture | undefined {
  switch (champ) {
    case 'exclusion': {
      const exclusions = valeursDesExclusions(jaune);
      return deLigne(({ verdict: { place, decisive } }) =>
        place === 'exclue' ? nomDeLaCle(exclusions, cleDeReponse(decisive)) : undefined,
      );
    }
    case 'source': {
      const sources = valeursDesSources(jaune);
      return deLigne(({ ligne }) => nomDeLaCle(sources, ligne.fichier));
    }
    case 'ligne': {
      const sources = valeursDesSources(jaune);
      return deLigne(({ ligne }) => nomDeLigne(sources, ligne));
    }
    case 'couverture':
      return deLigne(({ verdict }) => appuiDe(verdict));
    case 'decide_par':
      return deLigne(({ verdict }) => decideParDe(verdict));
    case 'decideur': {
      const decideurs = valeursDesDecideurs(jaune);
      return deLigne(({ verdict }) => {
        const qui = signataireDe(verdict);
        return qui === undefined ? undefined : nomDeLaCle(decideurs, cleDeNom(qui));
      });
    }
    case 'operation': {
      const { operations } = jaune.enTete;
      const noms = valeursDesOperations(jaune);
      return deLigne((affectation) => nomDeLaCle(noms, operationDe(affectation, operations)));
    }
    case 'financeur': {
      const payeur = lecteurDePayeur(jaune);
      const noms = valeursDesFinanceurs(jaune);
      return deLigne((affectation) => {
        const qui = payeur(affectation);
        return qui && nomDeLaCle(noms, cleDuFinanceur(qui));
      });
    }
    case 'genre_financeur': {
      const payeur = lecteurDePayeur(jaune);
      return deLigne((affectation) => payeur(affectation)?.genre);
    }
    case 'sortie': {
      const sorties = valeursDesSorties(jaune, sens === 'recette' ? jaune.passerelleDesRecettes : jaune.passerelle);
      return dePart((part, { verdict }) => nomDeLaCle(sorties, cleDeSortie(verdict, part)));
    }
    case 'apport': {
      const { secteurPilote } = jaune.enTete;
      const apports = valeursDesApports(jaune.passerelleDesRecettes);
      const secteurDe = lecteurDeCle('secteur', jaune.libelles);
      return dePart((part, { ligne }) =>
        part.secteur === secteurPilote ? undefined : nomDeLaCle(apports, secteurDe(ligne, part)),
      );
    }
    default: {
      const ajoute = champsAjoutes(jaune).get(champ);
      return ajoute && deLigne((affectation) => ajoute.lire(affectation));
    }
  }
}

/** The fields that volets add, by the names that criteria give them. Many figures ask one of a line: it is read once. */
const champsAjoutes = garderPar(
  ({ volets }: Jaune): ReadonlyMap<string, Pick<ChampDeVolet, 'lire'>> =>
    new Map(
      volets.flatMap(({ champs }) =>
        champs.map(({ nom, lire }) => [nomDuChampAjoute(nom), { lire: garderPar(lire) }] as const),
      ),
    ),
);

function deLigne(lire: (affectation: Affectation) => string | undefined): Lecture {
  return { de: 'ligne', lire };
}

function dePart(lire: (part: PartVentilee, affectation: Affectation) => string | undefined): Lecture {
  return { de: 'part', lire };
}
