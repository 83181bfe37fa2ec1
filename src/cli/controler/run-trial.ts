import type { Compte } from '../../compile/compte.ts';
import { type Deplacement, parcourirCellules, type ResultatDesRegles } from '../../compile/difference.ts';
import type { Synthese } from '../../compile/synthese.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { valeursDe } from '../../domain/verdict/dimensions.ts';
import { decideur, ecrireQuotePart, PLACES, type Verdict } from '../../domain/verdict/verdict.ts';
import { preparer } from '../../edition/preparation.ts';
import { findingsJson, printJsonWithList } from '../findings-json.ts';
import { coloursFor, type Io } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import type { ControlerOptions } from './command.ts';
import { type Measurement, measureTrial, type Trial } from './measure-trial.ts';
import { writeTable } from './rules-text.ts';
import { SHOWN_MOVEMENTS, writeDifference } from './trial-text.ts';

/** `jaune controler --sans … --avec …`: what other rules would change, line by line and in euros. Writes nothing. */
export function runTrial(dossier: string, trial: Trial, options: ControlerOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const preparation = await preparer(dossier, constats);
    const toKeep = options.json ? Number.POSITIVE_INFINITY : SHOWN_MOVEMENTS;
    const measured = await measureTrial(preparation, trial, toKeep);
    const { enTete } = preparation.dossier;
    if (options.json) {
      printJsonWithList(
        io,
        { ok: true, ...trialJson(trial, measured, enTete), ...findingsJson(constats) },
        'deplacements',
        measured.difference.deplacements.map((movement) => () => movementJson(movement)),
      );
      return;
    }
    const colours = coloursFor(io, 'stdout');
    io.stdout.write(writeDifference(trial, measured, preparation, colours));
    const { regles, added } = measured;
    const shown = options.regles ? regles : regles.filter(({ regle }) => added.includes(regle.id));
    if (shown.length > 0)
      io.stdout.write(
        `\n${colours.bold(options.regles ? 'Les règles à l’essai' : 'Les règles ajoutées')}\n${writeTable(shown, colours).join('\n')}\n`,
      );
    io.stdout.write('\nRien n’a été écrit.\n');
  });
}

/** What a trial would change, for machines, the lines apart. All amounts are integer cents. */
export function trialJson(trial: Trial, { difference, regles, added, replaced }: Measurement, enTete: EnTete) {
  const { avant, apres, comptes, ventilation } = difference;
  return {
    exercice: Number(enTete.exercice),
    base: enTete.base,
    essai: { ...trial, remplaces: replaced },
    synthese: {
      avant: synthesisJson(avant.synthese),
      apres: synthesisJson(apres.synthese),
    },
    partition: { avant: partitionJson(avant), apres: partitionJson(apres) },
    comptes: {
      place: countJson(comptes.place),
      ventilation: countJson(comptes.ventilation),
      raison: countJson(comptes.raison),
    },
    ventilation: ventilation.map(({ dimension, cle, ecart }) => ({ dimension, cle, centimes: ecart })),
    regles_ajoutees: regles
      .filter(({ regle }) => added.includes(regle.id))
      .map(({ regle, question, emporte, devance }) => ({
        id: regle.id,
        question,
        emporte: countJson(emporte),
        devance: countJson(devance),
      })),
  };
}

export function movementJson(movement: Deplacement) {
  const { nature, ref, libelle, montant, deplaces, auTotal, auxExceptionnelles, avant, apres } = movement;
  return {
    ref,
    libelle,
    centimes: montant,
    nature,
    deplaces,
    au_total: auTotal,
    aux_exceptionnelles: auxExceptionnelles,
    avant: verdictJson(avant, montant),
    apres: verdictJson(apres, montant),
  };
}

function verdictJson(verdict: Verdict, total: Montant) {
  const parts: unknown[] = [];
  parcourirCellules(verdict, total, (part, centimes) =>
    parts.push({ place: part.place, ...valeursDe(part), centimes }),
  );
  return {
    place: verdict.place,
    quote_part: ecrireQuotePart(verdict),
    decideur: decideur(verdict.decisive),
    motif: verdict.decisive.motif,
    parts,
  };
}

function synthesisJson(synthesis: Synthese) {
  return {
    secteur_pilote: synthesis.secteurPilote,
    autres_secteurs: synthesis.autresSecteurs,
    total_hors_exceptionnelles: synthesis.totalHorsExceptionnelles,
    exceptionnelles: synthesis.exceptionnelles,
  };
}

function partitionJson({ partition }: ResultatDesRegles) {
  return Object.fromEntries([...PLACES, 'total' as const].map((place) => [place, countJson(partition[place])]));
}

function countJson({ lignes, centimes }: Compte) {
  return { lignes, centimes };
}
