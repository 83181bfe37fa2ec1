import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Nomenclature } from '../domain/codes/nomenclature.ts';
import { type Constat, Constats, TOUS } from '../domain/constats/constat.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { SourceLue } from '../domain/dossier/source-lue.ts';
import type { CutRecord } from '../files/csv-records.ts';
import { canUseThreads, giveBatches, type SendBatch, takeBatches } from '../files/threads.ts';
import { formatDe } from '../formats/formats.ts';
import { DeballeurDeLignes } from './deballeur-de-lignes.ts';
import type { Puits } from './lecture-de-source.ts';
import { type ContexteIngestion, lireSurPlace } from './lire-sur-place.ts';
import { EmballeurDeLignes, type LotDeLignes } from './lot-de-lignes.ts';

/** From this size on, a CSV file is read in a thread of its own, while this one decides on its lines. */
const TAILLE_POUR_UN_FIL = 4 * 1024 * 1024;

/** What the reading thread is given: a source and all that it is read with, in plain data. */
export interface DemandeDeLecture {
  readonly source: SourceDeclaree;
  readonly contexte: Omit<ContexteIngestion, 'codes' | 'constats'>;
  readonly codes: Omit<ContexteIngestion['codes'], 'nomenclature'>;
  readonly nomenclature: ConstructorParameters<typeof Nomenclature>;
  /** Whether all findings are kept whole, as long as memory has room. */
  readonly tous: boolean;
}

/** The batches of a source that a thread reads. */
export type LectureCommencee = AsyncGenerator<LotDeLignes, SourceLue | undefined>;

/** Begins to read a source in a thread, where it is large enough; its first lines wait for {@link lireSource} to take them. */
export function commencerLaLecture(source: SourceDeclaree, contexte: ContexteIngestion): LectureCommencee | undefined {
  return meriteUnFil(source, contexte) ? takeBatches(demandeDe(source, contexte)) : undefined;
}

/** Reads one source, as {@link lireSurPlace} does: a large CSV file in a thread of its own, by the same code. */
export async function lireSource(
  source: SourceDeclaree,
  contexte: ContexteIngestion,
  puits: Puits,
  commencee: LectureCommencee | undefined = commencerLaLecture(source, contexte),
): Promise<SourceLue | undefined> {
  if (commencee === undefined) return await lireSurPlace(source, contexte, puits);
  const deballeur = new DeballeurDeLignes(source, contexte.exercice);
  for (;;) {
    const suivant = await commencee.next();
    if (suivant.done) return suivant.value;
    deballer(suivant.value, deballeur, contexte.constats, puits);
  }
}

/** What a thread is to be asked. */
export function demandeDe(source: SourceDeclaree, contexte: ContexteIngestion): DemandeDeLecture {
  const { codes, constats, ...reste } = contexte;
  const { nomenclature, ...autresCodes } = codes;
  const tous = constats.bornes === TOUS;
  return { source, contexte: reste, codes: autresCodes, nomenclature: nomenclature.donnees, tous };
}

function meriteUnFil({ format, fichier }: SourceDeclaree, { racine }: ContexteIngestion): boolean {
  if (!formatDe(format).dansUnFil || !canUseThreads()) return false;
  const taille = statSync(join(racine, fichier), { throwIfNoEntry: false })?.size ?? 0;
  return taille >= TAILLE_POUR_UN_FIL;
}

/** Shows what a batch holds to whoever takes lines, findings in their place among them. */
export function deballer(lot: LotDeLignes, deballeur: DeballeurDeLignes, constats: Constats, puits: Puits): void {
  for (const ligne of lot.ecartees) puits.ecartee(ligne);
  let passees = 0;
  let dits = 0;
  const dire = () => {
    for (let dit = lot.constats[dits]; dit !== undefined && dit.apres <= passees; dit = lot.constats[++dits])
      constats.ajouter(dit.constat);
  };
  deballeur.deballer(lot, (ligne) => {
    dire();
    puits.ligne(ligne);
    passees += 1;
  });
  dire();
}

/** The reading thread. */
export async function tenirLeFilDeLecture(demande: DemandeDeLecture): Promise<void> {
  await giveBatches<LotDeLignes, SourceLue | undefined>((envoyer) => emballerSource(demande, envoyer));
}

/** Reads one source, and sends its lines with all that was found. */
export async function emballerSource(
  { source, contexte, codes, nomenclature, tous }: DemandeDeLecture,
  envoyer: SendBatch<LotDeLignes>,
): Promise<SourceLue | undefined> {
  const emballeur = new EmballeurDeLignes();
  const constats = new ConstatsRelayes(emballeur, tous);
  const envoyerTout = () => {
    for (const lot of emballeur.prendre()) {
      const { bornes, montants, numeros, imputations } = lot;
      envoyer(lot, [bornes.buffer, montants.buffer, numeros.buffer, imputations.buffer]);
    }
  };
  const lue = await lireSurPlace(
    source,
    { ...contexte, constats, codes: { ...codes, nomenclature: new Nomenclature(...nomenclature) } },
    {
      colonnes: (colonnes) => emballeur.colonnes(colonnes),
      // Only CSV files are read here.
      ligne: (ligne, vu) => emballeur.ligne(ligne, vu as CutRecord),
      ecartee: (ligne) => emballeur.ecartee(ligne),
      apresMorceau: envoyerTout,
    },
  );
  envoyerTout();
  return lue;
}

/** Findings that are also sent to the other thread, which keeps or counts them as it would have done had it found them. */
class ConstatsRelayes extends Constats {
  readonly #emballeur: EmballeurDeLignes;

  constructor(emballeur: EmballeurDeLignes, tous: boolean) {
    super(tous ? TOUS : undefined);
    this.#emballeur = emballeur;
  }

  override ajouter(constat: Constat): void {
    const { code, lieu } = constat;
    // What is not kept here is surely not there, where others may have come before: it is only counted.
    const garde = this.gardera(code, lieu.fichier);
    super.ajouter(constat);
    this.#emballeur.constat(garde ? constat : { code, lieu: { fichier: lieu.fichier }, message: '', remede: '' });
  }
}
