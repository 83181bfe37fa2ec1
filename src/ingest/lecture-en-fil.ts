import { statSync } from 'node:fs';
import type { Montant } from '../domain/argent/montant.ts';
import { Nomenclature } from '../domain/codes/nomenclature.ts';
import { type Constat, Constats, estUneErreur, TOUS } from '../domain/constats/constat.ts';
import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import type { SourceLue } from '../domain/dossier/source-lue.ts';
import { TEXTES_PROPRES } from '../domain/lignes/champs.ts';
import {
  type ImputationCommune,
  type LigneBudgetaire,
  LigneParChamps,
  type Montants,
} from '../domain/lignes/ligne-budgetaire.ts';
import type { CutRecord } from '../files/csv-records.ts';
import { FINGERPRINT_LENGTH } from '../files/hashing.ts';
import { pathIn } from '../files/path-in.ts';
import { canUseThreads, giveBatches, type SendBatch, takeBatches } from '../files/threads.ts';
import { lignesCommeRecues } from '../formats/apprets/apprets.ts';
import { formatDe } from '../formats/formats.ts';
import type { Puits } from './lecture-de-source.ts';
import { type ContexteIngestion, lireSurPlace } from './lire-sur-place.ts';
import { EmballeurDeLignes, type LotDeLignes, montantsDuLot } from './lot-de-lignes.ts';

/** From this size on, a CSV file is read in a thread of its own, while this one decides on its lines. */
const TAILLE_POUR_UN_FIL = 4 * 1024 * 1024;

/** What the reading thread is given: a source and all that it is read with, in plain data. */
export interface DemandeDeLecture {
  readonly source: SourceDeclaree;
  readonly contexte: Omit<ContexteIngestion, 'codes' | 'connues' | 'constats'>;
  readonly codes: Omit<ContexteIngestion['codes'], 'nomenclature'>;
  readonly nomenclature: ConstructorParameters<typeof Nomenclature>;
  /** Whether all findings are kept whole, as long as memory has room. */
  readonly tous: boolean;
}

/** A batch, with how far the reading was when it was sent. */
interface LotEnvoye extends LotDeLignes {
  readonly octets: number | undefined;
  readonly lignes: number;
}

/** The batches of a source that a thread reads. */
export type LectureCommencee = AsyncGenerator<LotEnvoye, SourceLue | undefined>;

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
    puits.apresMorceau?.(suivant.value.octets, suivant.value.lignes);
  }
}

export function demandeDe(source: SourceDeclaree, contexte: ContexteIngestion): DemandeDeLecture {
  const { codes, connues: _, constats, ...reste } = contexte;
  const { nomenclature, ...autresCodes } = codes;
  const tous = constats.bornes === TOUS;
  return { source, contexte: reste, codes: autresCodes, nomenclature: nomenclature.donnees, tous };
}

function meriteUnFil(source: SourceDeclaree, { racine }: ContexteIngestion): boolean {
  if (
    !formatDe(source.format).dansUnFil ||
    !lignesCommeRecues(source) ||
    source.masque !== undefined ||
    !canUseThreads()
  )
    return false;
  const taille = statSync(pathIn(racine, source.fichier), { throwIfNoEntry: false })?.size ?? 0;
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

export async function tenirLeFilDeLecture(demande: DemandeDeLecture): Promise<void> {
  await giveBatches<LotEnvoye, SourceLue | undefined>((envoyer) => emballerSource(demande, envoyer));
}

/** Reads one source, and sends its lines with all that was found. */
export async function emballerSource(
  { source, contexte, codes, nomenclature, tous }: DemandeDeLecture,
  envoyer: SendBatch<LotEnvoye>,
): Promise<SourceLue | undefined> {
  const emballeur = new EmballeurDeLignes();
  const constats = new ConstatsRelayes(emballeur, tous);
  let avancee: Pick<LotEnvoye, 'octets' | 'lignes'> = { octets: 0, lignes: 0 };
  const envoyerTout = () => {
    for (const lot of emballeur.prendre()) {
      const { bornes, montants, numeros, imputations } = lot;
      envoyer({ ...lot, ...avancee }, [bornes.buffer, montants.buffer, numeros.buffer, imputations.buffer]);
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
      apresMorceau: (octets, lignes) => {
        avancee = { octets, lignes };
        envoyerTout();
      },
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
    // What is not kept here is surely not there, where others may have come before: it is only counted. What warnings say is
    // part of what an acknowledgement has seen.
    const garde = !estUneErreur(constat) || this.gardera(code, lieu.fichier);
    super.ajouter(constat);
    this.#emballeur.constat(garde ? constat : { code, lieu: { fichier: lieu.fichier }, message: '', remede: '' });
  }
}

class Contenu {
  readonly lot: LotDeLignes;
  readonly fichier: string;
  readonly exercice: string;
  /** For each text that is a line's own, its rank among those that the file gives, or what the dossier says for all lines. */
  readonly #sources: readonly (number | string)[];
  /** The texts of the line that was looked at last: they are asked for several times, while it passes. */
  readonly #textes: (string | undefined)[];
  #rang = -1;

  constructor(lot: LotDeLignes, fichier: string, exercice: string, constantes: readonly string[]) {
    this.lot = lot;
    this.fichier = fichier;
    this.exercice = exercice;
    this.#sources = constantes.map((constante, champ) => {
      const donne = lot.textesDonnes.indexOf(champ);
      return donne < 0 ? constante : donne;
    });
    this.#textes = constantes.map(() => undefined);
  }

  /**
   * @param rang of the line
   * @param champ its rank among {@link TEXTES_PROPRES}
   */
  texte(rang: number, champ: number): string {
    if (rang !== this.#rang) {
      this.#rang = rang;
      this.#textes.fill(undefined);
    }
    let texte = this.#textes[champ];
    if (texte === undefined) {
      texte = this.#couper(rang, this.#sources[champ] as number | string);
      this.#textes[champ] = texte;
    }
    return texte;
  }

  #couper(rang: number, source: number | string): string {
    if (typeof source === 'string') return source;
    const { texte, bornes, textesDonnes } = this.lot;
    const place = 2 * (rang * textesDonnes.length + source);
    return texte.slice(bornes[place], bornes[place + 1]);
  }
}

/** A line that another thread read: its texts are cut out of the batch when they are asked for. */
class LigneRecue extends LigneParChamps implements LigneBudgetaire {
  readonly imputation: ImputationCommune;
  readonly numero: number;
  readonly montants: Montants;
  readonly #contenu: Contenu;
  readonly #rang: number;

  constructor(contenu: Contenu, rang: number, imputation: ImputationCommune) {
    super();
    this.#contenu = contenu;
    this.#rang = rang;
    this.imputation = imputation;
    this.numero = contenu.lot.numeros[rang] as number;
    this.montants = montantsDuLot(contenu.lot, rang);
  }

  get fichier(): string {
    return this.#contenu.fichier;
  }
  get exercice(): string {
    return this.#contenu.exercice;
  }
  get empreinte(): string {
    const debut = this.#rang * FINGERPRINT_LENGTH;
    return this.#contenu.lot.empreintes.slice(debut, debut + FINGERPRINT_LENGTH);
  }
  get coutTotal(): Montant | undefined {
    const cout = this.#contenu.lot.couts?.[this.#rang];
    return cout === undefined || Number.isNaN(cout) ? undefined : (cout as Montant);
  }
  get montantEcrit(): Montant | undefined {
    const ecrit = this.#contenu.lot.ecrits?.[this.#rang];
    return ecrit === undefined || Number.isNaN(ecrit) ? undefined : (ecrit as Montant);
  }

  texte(champ: number): string {
    return this.#contenu.texte(this.#rang, champ);
  }
}

/** Makes lines again of the batches of one source, which come in the order of the file. */
export class DeballeurDeLignes {
  readonly #fichier: string;
  readonly #exercice: string;
  readonly #constantes: readonly string[];
  /** By rank. */
  readonly #imputations: ImputationCommune[] = [];

  constructor({ nom, constantes }: Pick<SourceDeclaree, 'nom' | 'constantes'>, exercice: string) {
    this.#fichier = nom;
    this.#exercice = exercice;
    this.#constantes = TEXTES_PROPRES.map((champ) => constantes.get(champ) ?? '');
  }

  /** @param voir what is done with each line, in their order */
  deballer(lot: LotDeLignes, voir: (ligne: LigneBudgetaire) => void): void {
    for (const nouvelle of lot.nouvelles) this.#imputations[nouvelle.rang] = nouvelle;
    const contenu = new Contenu(lot, this.#fichier, this.#exercice, this.#constantes);
    for (let rang = 0; rang < lot.nombre; rang++) {
      const imputation = this.#imputations[lot.imputations[rang] as number] as ImputationCommune;
      voir(new LigneRecue(contenu, rang, imputation));
    }
  }
}
