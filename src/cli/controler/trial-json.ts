import { type Deplacement, parcourirCellules, type ResultatDesRegles } from '../../compile/difference.ts';
import type { Compte, Synthese } from '../../compile/jaune.ts';
import type { EnTete } from '../../domain/en-tete.ts';
import type { Montant } from '../../domain/montant.ts';
import { decideur, ecrireQuotePart, PLACES, type Verdict } from '../../domain/verdict.ts';
import type { Essai, Mesure } from './measure-trial.ts';

/** What a trial would change, for machines, the lines apart. All amounts are integer cents. */
export function trialJson(essai: Essai, { difference, regles, ajoutees, remplaces }: Mesure, enTete: EnTete) {
  const { avant, apres, comptes, ventilation } = difference;
  return {
    exercice: Number(enTete.exercice),
    base: enTete.base,
    essai: { ...essai, remplaces },
    synthese: {
      avant: syntheseEcrite(avant.synthese),
      apres: syntheseEcrite(apres.synthese),
    },
    partition: { avant: partitionEcrite(avant), apres: partitionEcrite(apres) },
    comptes: {
      place: compteEcrit(comptes.place),
      ventilation: compteEcrit(comptes.ventilation),
      raison: compteEcrit(comptes.raison),
    },
    ventilation: ventilation.map(({ dimension, cle, ecart }) => ({ dimension, cle, centimes: ecart })),
    regles_ajoutees: regles
      .filter(({ regle }) => ajoutees.includes(regle.id))
      .map(({ regle, question, emporte, devance }) => ({
        id: regle.id,
        question,
        emporte: compteEcrit(emporte),
        devance: compteEcrit(devance),
      })),
  };
}

/** A line that would change. */
export function movementJson(deplacement: Deplacement) {
  const { nature, ref, libelle, montant, deplaces, auTotal, auxExceptionnelles, avant, apres } = deplacement;
  return {
    ref,
    libelle,
    centimes: montant,
    nature,
    deplaces,
    au_total: auTotal,
    aux_exceptionnelles: auxExceptionnelles,
    avant: verdictEcrit(avant, montant),
    apres: verdictEcrit(apres, montant),
  };
}

function verdictEcrit(verdict: Verdict, total: Montant) {
  const parts: unknown[] = [];
  parcourirCellules(verdict, total, ({ place, axe, domaine, territoire, pays, secteur }, centimes) =>
    parts.push({ place, axe, domaine, territoire, pays, secteur, centimes }),
  );
  return {
    place: verdict.place,
    quote_part: ecrireQuotePart(verdict),
    decideur: decideur(verdict.decisive),
    motif: verdict.decisive.motif,
    parts,
  };
}

function syntheseEcrite(synthese: Synthese) {
  return {
    secteur_pilote: synthese.secteurPilote,
    autres_secteurs: synthese.autresSecteurs,
    total_hors_exceptionnelles: synthese.totalHorsExceptionnelles,
    exceptionnelles: synthese.exceptionnelles,
  };
}

function partitionEcrite({ partition }: ResultatDesRegles) {
  return Object.fromEntries([...PLACES, 'total' as const].map((place) => [place, compteEcrit(partition[place])]));
}

function compteEcrit({ lignes, centimes }: Compte) {
  return { lignes, centimes };
}
