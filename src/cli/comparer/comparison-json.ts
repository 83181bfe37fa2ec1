import type { Effet } from '../../compile/comparaison/effets.ts';
import { type Decideur, type LigneComparable, retenuDe } from '../../compile/comparaison/ligne-comparable.ts';
import type { Pont, RangeeDuPont, Regard } from '../../compile/comparaison/pont.ts';
import type { ComparaisonDEditions, EditionACompare } from './compare-editions.ts';

/** What changed between two editions, for machines, the lines apart. All amounts are integer cents. */
export function comparisonJson(comparaison: ComparaisonDEditions, pont: Pont, regard: Regard) {
  const { avant, apres, rapport, retraitement, ecart, passages } = comparaison;
  const { paires, seulesAvant, seulesApres } = ecart.rapprochees;
  return {
    rapport,
    base: apres.jaune.enTete.base,
    avant: editionJson(avant),
    apres: editionJson(apres),
    regard,
    retraitement: {
      type: retraitement.type,
      ...('fichier' in retraitement && {
        fichier: retraitement.fichier.fichier,
        sha256: retraitement.fichier.sha256,
      }),
    },
    pont: {
      avant: pont.avant,
      apres: pont.apres,
      ecart: pont.apres - pont.avant,
      etapes: pont.etapes.map(({ cause, centimes, effets, decideurs }) => ({
        cause,
        centimes,
        lignes: effets.length,
        decideurs: decideurs.map(({ par, de, ...compte }) => ({ ...deciderJson(par), edition: de, ...compte })),
      })),
    },
    secteurs: pont.secteurs.map(rowJson),
    axes: pont.axes.map(rowJson),
    rapprochements: {
      certains: paires.filter(({ certain }) => certain).length,
      probables: paires.filter(({ certain }) => !certain).length,
      sans_pareille_avant: refsInTotal(seulesAvant),
      sans_pareille_apres: refsInTotal(seulesApres),
    },
    passages: passages.map(({ avant: ancien, apres: nouveau, lignes, centimesAvant, centimesApres }) => ({
      fonction_avant: ancien,
      fonction_apres: nouveau,
      lignes,
      centimes_avant: centimesAvant,
      centimes_apres: centimesApres,
    })),
  };
}

/** What a line does for one cause. */
export function effectJson({ cause, avant, apres, rapprochement, par, de, centimes, cellules }: Effet) {
  return {
    cause,
    centimes,
    ...(par && { par: { ...deciderJson(par), edition: de } }),
    ...(avant && { avant: lineJson(avant) }),
    ...(apres && { apres: lineJson(apres) }),
    ...(rapprochement && { rapprochement }),
    cellules,
  };
}

function editionJson({ jaune, preparation }: EditionACompare) {
  const { exercice, norme, dateEdition } = jaune.enTete;
  const { totalHorsExceptionnelles, exceptionnelles } = jaune.synthese;
  return {
    exercice: Number(exercice),
    norme,
    date_edition: dateEdition,
    total_hors_exceptionnelles: totalHorsExceptionnelles,
    exceptionnelles,
    avertissements: preparation.constats.liste.length,
  };
}

function rowJson({ libelle, avant, apres, etapes }: RangeeDuPont) {
  return { libelle, avant, apres, ecart: apres - avant, etapes };
}

function refsInTotal(lignes: readonly LigneComparable[]): string[] {
  return lignes.filter(({ place }) => place === 'internationale').map(({ ref }) => ref);
}

function deciderJson(par: Decideur) {
  const { type, ...reste } = par;
  return { decideur: type, ...reste };
}

function lineJson(ligne: LigneComparable) {
  const { ref, libelle, beneficiaire, emetteur, montant, place, decideur, motif } = ligne;
  return {
    ref,
    libelle,
    beneficiaire,
    organisme: emetteur.organisme,
    secteur: emetteur.secteur,
    centimes: montant,
    retenu: retenuDe(ligne),
    place,
    ...deciderJson(decideur),
    motif,
  };
}
