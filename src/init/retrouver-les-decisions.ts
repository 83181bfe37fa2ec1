import { existsSync } from 'node:fs';
import {
  type DecisionReprise,
  type DossierSuivant,
  LignesSemblables,
  type RaisonDeLaisser,
  reprendreLesDecisions,
} from '../classify/decisions/reprendre-les-decisions.ts';
import { montantSur } from '../compile/partition.ts';
import { Constats } from '../domain/constats/constat.ts';
import { normesDuDossier } from '../domain/dossier/dossier.ts';
import { accord } from '../domain/textes/format.ts';
import { fichierDeRef } from '../domain/verdict/decision-ecrite.ts';
import { completerLesNomenclatures } from '../dossier/completer-les-nomenclatures.ts';
import type { Declaration } from '../dossier/lire-la-declaration.ts';
import { chargerLesReferences } from '../dossier/tables-de-reference.ts';
import { lireSurPlace } from '../ingest/lire-sur-place.ts';
import { reglesDesCodes } from '../ingest/verifier-les-codes.ts';
import type { Bilan } from './bilan-d-init.ts';
import type { DossierPasse } from './dossier-passe.ts';

/** What to do while decisions wait for their files. */
export const RELANCER =
  'Quand tous les fichiers sont là et se lisent, relancez la même commande : elle ajoute les décisions qui reviennent.';

/** The decisions that come back, to be written, and what to tell of all of them. */
export interface DecisionsRetrouvees {
  readonly reprises: readonly DecisionReprise[];
  readonly dites: Bilan['decisions'];
  /** Whether some may yet be carried, once files are there or mended. */
  readonly enAttente: boolean;
}

/**
 * Looks for the lines of past decisions among those that are there now.
 * @param racine folder of the files of the new dossier
 * @param estDecidee whether a line of the new dossier has a decision already
 */
export async function retrouverLesDecisions(
  passe: DossierPasse,
  declaration: Declaration,
  racine: string,
  estDecidee: (ref: string) => boolean,
): Promise<DecisionsRetrouvees> {
  const { decisions, semblables, preparation } = passe;
  const { ecrit, absentes } = declaration;
  const maintenant = new LignesSemblables(decisions, semblables);
  const fautives =
    decisions.length > 0 ? await lire(passe, declaration, racine, maintenant) : new Map<string, number>();
  const connus = new Set(declaration.sources.map(({ nom }) => nom));
  const suivant: DossierSuivant = {
    referentiel: {
      axes: new Map(Object.entries(ecrit.axes)),
      domaines: new Map(Object.entries(ecrit.domaines)),
      exercice: ecrit.exercice,
      geographie: preparation.references.geographie,
      objectifs: preparation.references.objectifs,
      secteurs: preparation.dossier.enTete.secteurs,
      organismes: declaration.organismes,
      operations: declaration.operations,
    },
    estDecidee,
    etatDe: (fichier) => {
      if (fautives.has(fichier)) return 'fautive';
      if (connus.has(fichier)) return 'lue';
      if (absentes.includes(fichier)) return 'absente';
      // The file has another name now: the line may be in any that is missing, or at fault.
      if (absentes.length > 0) return 'absente';
      return fautives.size > 0 ? 'fautive' : 'lue';
    },
  };
  const { exercice } = preparation.dossier.enTete;
  const { reprises, laissees } = reprendreLesDecisions(decisions, exercice, semblables, maintenant, suivant);
  return {
    reprises,
    dites: {
      reprises: reprises.map(({ de, libelle, ecrite }) => ({
        de,
        ref: ecrite.ref,
        libelle,
        decision: ecrite.decision,
      })),
      laissees: laissees.map(({ de, libelle, raison, proches, detail = '' }) => {
        const dit = direLaRaison(raison, proches, detail, fichierDeRef(de), fautives);
        return { de, libelle, raison, dit, proches };
      }),
    },
    enAttente: laissees.some(({ raison }) => raison === 'source_absente' || raison === 'source_fautive'),
  };
}

/** Reads the files that are there; of one that is at fault, nothing is kept. Gives these, with their number of faults. */
async function lire(
  { decisions, semblables, preparation }: DossierPasse,
  { ecrit, sources }: Declaration,
  racine: string,
  maintenant: LignesSemblables,
): Promise<ReadonlyMap<string, number>> {
  const { exercice, base, norme, code_inconnu: codeInconnu } = ecrit;
  const normes = normesDuDossier({ enTete: { norme }, sources });
  const livrees = chargerLesReferences(preparation.outillage.donnees, normes, Number(exercice)).nomenclatures;
  // While the dossier is being made, its tables still are where they come from.
  const lieu = existsSync(racine) ? racine : preparation.dossier.racine;
  const tables = { racine: lieu, norme, tables: ecrit.nomenclature };
  const { nomenclatures } = await completerLesNomenclatures(livrees, tables, new Constats());
  const fautives = new Map<string, number>();
  for (const source of sources) {
    const constats = new Constats();
    const siennes = new LignesSemblables(decisions, semblables);
    const contexte = { racine, exercice, base, codes: reglesDesCodes(source, nomenclatures, codeInconnu), constats };
    await lireSurPlace(source, contexte, {
      ligne: (ligne) => siennes.ajouter(ligne, montantSur(ligne, base)),
      ecartee: () => undefined,
    });
    if (constats.enErreur) fautives.set(source.nom, constats.erreurs);
    else maintenant.joindre(siennes);
  }
  return fautives;
}

function direLaRaison(
  raison: RaisonDeLaisser,
  proches: readonly string[],
  detail: string,
  fichier: string,
  fautives: ReadonlyMap<string, number>,
): string {
  const lignes = proches.join(', ');
  switch (raison) {
    case 'ligne_absente':
      return 'la ligne ne revient pas';
    case 'libelle_change':
      return `même imputation et même bénéficiaire, mais un autre libellé ou un autre lieu : ${lignes}`;
    case 'plusieurs':
      return detail === ''
        ? `plusieurs lignes disent la même chose : ${lignes}`
        : `plusieurs lignes disaient la même chose (${detail}), une seule la dit maintenant : ${lignes}`;
    case 'signe':
      return `le montant n’est plus du même signe : ${lignes}`;
    case 'montant_exact':
      return `la part est un montant, et celui de la ligne a changé : ${lignes}`;
    case 'refusee':
      return `le dossier ne l’admet plus (${lignes}) : ${detail}`;
    case 'deja_decidee':
      return `la ligne est déjà décidée : ${lignes}`;
    case 'une_annee':
      return `décidée pour cette année-là${lignes === '' ? '' : `, à redire s’il le faut de ${lignes}`} : ${detail}`;
    case 'source_absente':
      return `${fichier} n’est pas encore dans le dossier`;
    case 'source_fautive': {
      const fautes = fautives.get(fichier);
      return fautes === undefined
        ? 'un fichier reçu ne se lit pas encore'
        : `${fichier} ne se lit pas encore (${accord(fautes, 'erreur')})`;
    }
  }
}
