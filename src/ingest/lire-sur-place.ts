import type { Base } from '../domain/argent/base.ts';
import type { Constats } from '../domain/constats/constat.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { SourceLue } from '../domain/dossier/source-lue.ts';
import { requireOrdinaryFile } from '../files/file-system.ts';
import { pathIn } from '../files/path-in.ts';
import { tellUnreadable } from '../files/unreadable.ts';
import { appreter } from '../formats/apprets/apprets.ts';
import { formatDe } from '../formats/formats.ts';
import { direLAnneeDuDessus } from './dire-l-annee-du-dessus.ts';
import type { ImputationsConnues } from './imputations-connues.ts';
import { LectureDeSource, type PuitsDeLecture } from './lecture-de-source.ts';
import { Masquage } from './masquage.ts';
import { signalerSansLigne } from './rangees-ecartees.ts';
import { verifierLeControle } from './verifier-le-controle.ts';
import type { ReglesDesCodes } from './verifier-les-codes.ts';

export interface ContexteIngestion {
  readonly racine: string;
  readonly exercice: string;
  readonly base: Base;
  readonly codes: ReglesDesCodes;
  /** The imputations of the sources read before. */
  readonly connues?: ImputationsConnues;
  readonly constats: Constats;
}

/**
 * Reads one source, record by record, as its declaration says. Every record ends as a line, as a row left out, as a blank
 * row counted, or as an error told: never in silence. All errors of the file come in one go.
 * @returns what was read, counted here and not by those who receive the lines
 */
export async function lireSurPlace(
  source: SourceDeclaree,
  contexte: ContexteIngestion,
  puits: PuitsDeLecture,
): Promise<SourceLue | undefined> {
  const { racine, exercice, base, codes } = contexte;
  const masquage = source.masque && new Masquage(source.masque, source, contexte.constats);
  const constats = masquage?.constats ?? contexte.constats;
  const avant = constats.erreurs;
  try {
    const chemin = pathIn(racine, source.fichier);
    requireOrdinaryFile(chemin);
    const contexteDeFormat = { exercice, base, nomenclature: codes.nomenclature, constats };
    const recue = formatDe(source.format).ouvrir(source, chemin, contexteDeFormat);
    const appretee = appreter(recue, source, contexteDeFormat);
    const ouverte = masquage?.ouvrir(appretee) ?? appretee;
    const lecture = new LectureDeSource(source, ouverte, { ...contexte, constats }, puits, masquage);
    const fichierLu = await ouverte.lire(lecture);
    if (fichierLu === undefined) return undefined;
    const lue: SourceLue = { ...lecture.bilan(), refaites: ouverte.refaites?.() ?? [], ...fichierLu };
    lecture.exigerUnEnTete();
    direLAnneeDuDessus(source, recue.dessus?.() ?? [], exercice, constats);
    // Sums of a file that was only half understood would differ from what was announced: nothing new to tell.
    if (constats.erreurs === avant) {
      signalerSansLigne(lue, constats);
      verifierLeControle(source, lue, constats);
    }
    return lue;
  } catch (erreur) {
    tellUnreadable(erreur, source.fichier, constats);
    return undefined;
  }
}
