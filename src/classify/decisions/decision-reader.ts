import { join } from 'node:path';
import type { Constats } from '../../domain/constat.ts';
import { estUneDate } from '../../domain/date.ts';
import { COLONNE_REMPLACEE, COLONNES_DECISION, type DecisionEcrite } from '../../domain/decision-ecrite.ts';
import { estVide, type FauteCsv } from '../../files/csv-format.ts';
import { localiserChamp, localiserEnregistrement } from '../../files/csv-place.ts';
import { type EnregistrementCsv, readCsvRecords } from '../../files/csv-records.ts';
import { fichierEstUtf16, MESSAGE_UTF16, REMEDE_CSV_UTF16 } from '../../files/utf16.ts';
import type { Referentiel } from '../rules/conclusion-reader.ts';
import { concluentPareil, type Decision, direConclusion } from './decision.ts';
import { lireDecision } from './decision-checks.ts';
import { signalerReenregistrement } from './excel-resave.ts';

const COLONNES = [...COLONNES_DECISION, COLONNE_REMPLACEE] as const;
type Colonne = (typeof COLONNES)[number];
const ATTENDU = COLONNES_DECISION.join(';');

/**
 * Reads `arbitrages.csv`: the decisions that hold, and those that were replaced. Tells all that is wrong; a decision that
 * cannot be read is never half taken.
 */
export async function readDecisions(
  racine: string,
  fichier: string,
  referentiel: Referentiel,
  constats: Constats,
): Promise<Decision[]> {
  const chemin = join(racine, fichier);
  if (fichierEstUtf16(chemin)) {
    constats.ajouter({
      code: 'E-ARBITRAGE-ILLISIBLE',
      gravite: 'erreur',
      lieu: { fichier },
      message: MESSAGE_UTF16,
      remede: REMEDE_CSV_UTF16,
    });
    return [];
  }
  const encodage = await premiereFauteDEncodage(chemin);
  if (encodage !== undefined) {
    await signalerReenregistrement(chemin, fichier, encodage, constats);
    return [];
  }
  const lecture = new LectureDesDecisions(fichier, referentiel, constats);
  await readCsvRecords(chemin, { encodage: 'utf-8', separateur: ';', preambule: 0 }, lecture);
  return lecture.decisions;
}

async function premiereFauteDEncodage(chemin: string): Promise<FauteCsv | undefined> {
  let premiere: FauteCsv | undefined;
  await readCsvRecords(
    chemin,
    { encodage: 'utf-8', separateur: ';', preambule: 0 },
    {
      enregistrement() {},
      faute(faute) {
        if (faute.type === 'encodage') premiere ??= faute;
      },
    },
  );
  return premiere;
}

class LectureDesDecisions {
  readonly decisions: Decision[] = [];
  readonly #fichier: string;
  readonly #referentiel: Referentiel;
  readonly #constats: Constats;
  /** The row that decided each reference first, and the decision when it could be read. */
  readonly #enVigueur = new Map<string, { readonly numero: number; readonly decision: Decision | undefined }>();
  /** The columns of the file, once its header was read and is right. */
  #colonnes: readonly Colonne[] | undefined;
  #enTeteVu = false;

  constructor(fichier: string, referentiel: Referentiel, constats: Constats) {
    this.#fichier = fichier;
    this.#referentiel = referentiel;
    this.#constats = constats;
  }

  enregistrement(vu: EnregistrementCsv): void {
    if (estVide(vu.champs)) return;
    if (!this.#enTeteVu) {
      this.#enTeteVu = true;
      this.#lireTitres(vu);
    } else if (this.#colonnes) {
      this.#lire(vu, this.#colonnes);
    }
  }

  faute({ numero, texte, rang }: FauteCsv): void {
    this.#constats.ajouter({
      code: 'E-ARBITRAGE-ILLISIBLE',
      gravite: 'erreur',
      lieu: { fichier: this.#fichier, ligne: numero, colonne: rang + 1 },
      message: 'guillemet mal fermé',
      extrait: { texte, debut: rang, fin: rang + 1 },
      remede: 'Fermez le guillemet avant le point-virgule, ou doublez-le ("") s’il fait partie du texte.',
    });
  }

  #lireTitres(vu: EnregistrementCsv): void {
    const titres = vu.champs.map((titre) => titre.trim()).join(';');
    if (titres === ATTENDU) this.#colonnes = COLONNES_DECISION;
    else if (titres === COLONNES.join(';')) this.#colonnes = COLONNES;
    else if (/^ref[,\t]empreinte[,\t]/.test(titres))
      this.#refuser(
        vu,
        `les colonnes sont séparées par des ${titres.includes('\t') ? 'tabulations' : 'virgules'}`,
        'Enregistrez le fichier séparé par des points-virgules.',
      );
    else
      this.#refuser(
        vu,
        'les titres ne sont pas ceux d’un fichier d’arbitrages',
        `Première ligne attendue : ${ATTENDU}`,
      );
  }

  #lire(vu: EnregistrementCsv, colonnes: readonly Colonne[]): void {
    if (vu.champs.length !== colonnes.length) {
      this.#refuser(
        vu,
        `${vu.champs.length} champs sur cette ligne, ${colonnes.length} attendus`,
        'Un texte qui contient un point-virgule s’écrit entre guillemets.',
      );
      return;
    }
    const champ = (rang: number) => vu.champs[rang]?.trim() ?? '';
    const brute = Object.fromEntries(
      COLONNES_DECISION.map((colonne, rang) => [colonne, champ(rang)]),
    ) as DecisionEcrite;
    const ecrite = { ...brute, empreinte: brute.empreinte.toLowerCase() };
    const remplaceeLe = champ(COLONNES_DECISION.length);
    const avant = this.#constats.erreurs;
    const lue = lireDecision(
      ecrite,
      this.#referentiel,
      (colonne, message, remede) => this.#refuser(vu, message, remede, colonne),
      remplaceeLe !== '',
    );
    if (remplaceeLe !== '') this.#verifierRemplacement(vu, remplaceeLe, ecrite.date);
    const intacte = this.#constats.erreurs === avant;
    const lieu = { fichier: this.#fichier, ligne: vu.numero };
    const decision = lue && intacte ? { ...lue, lieu, remplaceeLe } : undefined;
    if (remplaceeLe === '' && this.#estEnDouble(vu, ecrite.ref, decision)) return;
    if (decision) this.decisions.push(decision);
  }

  #verifierRemplacement(vu: EnregistrementCsv, remplaceeLe: string, date: string): void {
    if (!estUneDate(remplaceeLe))
      this.#refuser(vu, `« ${remplaceeLe} » n’est pas une date`, 'Écrivez AAAA-MM-JJ.', COLONNE_REMPLACEE);
    else if (estUneDate(date) && remplaceeLe < date)
      this.#refuser(
        vu,
        `cette décision du ${date} aurait été remplacée avant d’être prise`,
        'Écrivez la date de la décision qui la remplace.',
        COLONNE_REMPLACEE,
      );
  }

  #estEnDouble(vu: EnregistrementCsv, ref: string, decision: Decision | undefined): boolean {
    const deja = this.#enVigueur.get(ref);
    if (deja === undefined) {
      this.#enVigueur.set(ref, { numero: vu.numero, decision });
      return false;
    }
    this.#refuser(
      vu,
      `cette ligne est déjà décidée à la ligne ${deja.numero} du fichier${comparaison(deja.decision, decision)}`,
      'Gardez une seule décision par ligne. Pour garder l’ancienne comme historique, mettez dans une dernière colonne remplacee_le la date de celle qui la remplace.',
      'ref',
      'E-ARBITRAGE-DOUBLE',
    );
    return true;
  }

  #refuser(
    vu: EnregistrementCsv,
    message: string,
    remede: string,
    colonne?: Colonne,
    code: 'E-ARBITRAGE-ILLISIBLE' | 'E-ARBITRAGE-DOUBLE' = 'E-ARBITRAGE-ILLISIBLE',
  ): void {
    const place =
      colonne === undefined
        ? localiserEnregistrement(this.#fichier, vu.numero, vu.texte())
        : localiserChamp(this.#fichier, vu.numero, vu.texte(), ';', COLONNES.indexOf(colonne));
    this.#constats.ajouter({ code, gravite: 'erreur', ...place, message, remede });
  }
}

/** Whether two decisions on one line agree, in words; nothing when one of them could not be read. */
function comparaison(premiere: Decision | undefined, seconde: Decision | undefined): string {
  if (!premiere || !seconde) return '';
  if (concluentPareil(premiere, seconde)) return ', et les deux s’accordent';
  const [avant, apres] = [direConclusion(premiere), direConclusion(seconde)];
  return avant === apres
    ? ', et les deux se contredisent sur la ventilation'
    : `, et les deux se contredisent : ${avant} le ${premiere.date}, ${apres} le ${seconde.date}`;
}
