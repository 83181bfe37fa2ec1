import { join } from 'node:path';
import type { CodeDeRenvoi, Constats } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { estUneDate } from '../../domain/textes/date.ts';
import { accord } from '../../domain/textes/format.ts';
import {
  COLONNE_REMPLACEE,
  COLONNES_DE_LA_LIGNE,
  COLONNES_DECISION,
  COLONNES_DES_LIENS,
  type ColonneDuFichier,
  colonnesDuFichier,
  type DecisionEcrite,
  decisionEcrite,
} from '../../domain/verdict/decision-ecrite.ts';
import { ecrireRattachement } from '../../domain/verdict/flux.ts';
import { type CsvFault, DOSSIER_CSV, isBlank } from '../../files/csv-format.ts';
import { locateField, locateRecord, type PlaceOfField } from '../../files/csv-place.ts';
import { type CsvRecord, readCsvRecords } from '../../files/csv-records.ts';
import { describeNotText, recognizeFileNotText } from '../../files/not-text.ts';
import { oneForm } from '../../files/path-in.ts';
import type { Referentiel } from '../regles/lire-la-conclusion.ts';
import { concluentPareil, type Decision, direConclusion, direDateEtrange, refVoulue } from './decision.ts';
import { direAvecSonMotif, direQuiTranche } from './desaccord.ts';
import { lireDecision, signalerReenregistrement } from './lire-une-decision.ts';
import { lireLaLigne } from './retrouver/ligne-ecrite.ts';
import { SuiviDesRemplacements } from './suivi-des-remplacements.ts';

type CodeDeDecision = 'E-ARBITRAGE-ILLISIBLE' | 'E-ARBITRAGE-DOUBLE' | CodeDeRenvoi;
const ATTENDU = COLONNES_DECISION.join(';');
const LIENS_ATTENDUS = `colonnes ${COLONNES_DES_LIENS.join(';')}`;
/** Letters of a line that cannot be read which are shown. */
const LONGUEUR_MONTREE = 400;

export interface ContexteDesDecisions extends Referentiel, Pick<EnTete, 'exercice' | 'dateEdition' | 'tranche'> {
  /** Paths of the sources in the dossier. */
  readonly sources: readonly string[];
}

/**
 * Reads `arbitrages.csv`: the decisions that hold, and those that were replaced. Tells all that is wrong; a decision that
 * cannot be read is never half taken.
 */
export async function lireLesDecisions(
  racine: string,
  fichier: string,
  contexte: ContexteDesDecisions,
  constats: Constats,
): Promise<Decision[]> {
  const chemin = join(racine, fichier);
  const nonTexte = recognizeFileNotText(chemin);
  if (nonTexte !== undefined) {
    constats.ajouter({
      code: 'E-ARBITRAGE-ILLISIBLE',
      lieu: { fichier },
      ...describeNotText(nonTexte, 'arbitrages'),
    });
    return [];
  }
  const encodage = await premiereFauteDEncodage(chemin);
  if (encodage !== undefined) {
    await signalerReenregistrement(chemin, fichier, encodage, constats);
    return [];
  }
  const lecture = new LectureDesDecisions(fichier, contexte, constats);
  await readCsvRecords(chemin, DOSSIER_CSV, {
    record: (vu) => lecture.enregistrement(vu),
    fault: (faute) => lecture.faute(faute),
  });
  lecture.finir();
  return lecture.decisions;
}

async function premiereFauteDEncodage(chemin: string): Promise<CsvFault | undefined> {
  let premiere: CsvFault | undefined;
  await readCsvRecords(chemin, DOSSIER_CSV, {
    record() {},
    fault(faute) {
      if (faute.type === 'encodage') premiere ??= faute;
    },
  });
  return premiere;
}

class LectureDesDecisions {
  readonly decisions: Decision[] = [];
  readonly #fichier: string;
  readonly #contexte: ContexteDesDecisions;
  readonly #constats: Constats;
  /** The row that decided each reference first, and the decision when it could be read. */
  readonly #enVigueur = new Map<string, { readonly numero: number; readonly decision: Decision | undefined }>();
  /** The columns of the file, once its header was read and is right. */
  #colonnes: readonly ColonneDuFichier[] | undefined;
  #enTeteVu = false;
  #fautesCsv = 0;
  readonly #remplacements = new SuiviDesRemplacements();

  constructor(fichier: string, contexte: ContexteDesDecisions, constats: Constats) {
    this.#fichier = fichier;
    this.#contexte = contexte;
    this.#constats = constats;
  }

  enregistrement(vu: CsvRecord): void {
    if (isBlank(vu)) return;
    if (!this.#enTeteVu) {
      this.#enTeteVu = true;
      this.#lireTitres(vu);
    } else if (this.#colonnes) {
      this.#lire(vu, this.#colonnes);
    }
  }

  faute({ type, line: numero, text: texte, index: rang }: CsvFault): void {
    this.#fautesCsv += 1;
    this.#constats.ajouter({
      code: 'E-ARBITRAGE-ILLISIBLE',
      lieu: { fichier: this.#fichier, ligne: numero, colonne: rang + 1 },
      extrait: { texte: texte.slice(0, rang + LONGUEUR_MONTREE), debut: rang, fin: rang + 1 },
      ...direFaute(type),
    });
  }

  finir(): void {
    if (!this.#enTeteVu && this.#fautesCsv === 0)
      this.#constats.ajouter({
        code: 'E-ARBITRAGE-ILLISIBLE',
        lieu: { fichier: this.#fichier },
        message: 'ce fichier est vide : il n’a pas même ses titres',
        remede: `Reprenez le fichier d’avant. S’il n’y a aucune décision, retirez-le, ou donnez-lui ses titres : ${ATTENDU}`,
      });
    // A row that was lost may be the one that replaced another.
    if (this.#fautesCsv === 0)
      this.#remplacements.signaler((place, message, remede) => this.#ajouter(place, message, remede));
  }

  #lireTitres(vu: CsvRecord): void {
    const cellules = vu.champs.map((titre) => titre.trim());
    const titres = cellules.join(';');
    this.#colonnes = colonnesDuFichier(cellules);
    if (this.#colonnes !== undefined) return;
    if (/^ref[,\t]empreinte[,\t]/.test(titres))
      this.#refuser(
        vu,
        `les colonnes sont séparées par des ${titres.includes('\t') ? 'tabulations' : 'virgules'}`,
        'Enregistrez le fichier séparé par des points-virgules.',
      );
    else
      this.#refuser(
        vu,
        'les titres ne sont pas ceux d’un fichier d’arbitrages',
        `Première ligne attendue : ${ATTENDU} ; puis, s’il le faut, omd ou odd, les ${LIENS_ATTENDUS}, celles que l’outil écrit de la ligne (${COLONNES_DE_LA_LIGNE.join(';')}), et ${COLONNE_REMPLACEE} à la fin.`,
      );
  }

  #lire(vu: CsvRecord, colonnes: readonly ColonneDuFichier[]): void {
    if (vu.champs.length !== colonnes.length) {
      this.#refuser(
        vu,
        `${accord(vu.champs.length, 'champ')} sur cette ligne, ${colonnes.length} attendus`,
        'Un texte qui contient un point-virgule s’écrit entre guillemets.',
      );
      this.#remplacements.enFaute(oneForm(vu.champs[0]?.trim() ?? ''));
      return;
    }
    const champ = (colonne: ColonneDuFichier) => vu.champs[colonnes.indexOf(colonne)]?.trim() ?? '';
    const brute = decisionEcrite(champ);
    const ecrite = { ...brute, ref: oneForm(brute.ref), empreinte: brute.empreinte.toLowerCase() };
    const remplaceeLe = champ(COLONNE_REMPLACEE);
    const reporteeDe = champ('reportee_de');
    const avant = this.#constats.erreurs;
    const lue = lireDecision(
      ecrite,
      this.#contexte,
      (colonne, message, remede, code) => {
        const ou = colonnes.includes(colonne) ? '' : ` Donnez d’abord au fichier, après date, les ${LIENS_ATTENDUS}.`;
        this.#refuser(vu, message, `${remede}${ou}`, colonne, code);
      },
      remplaceeLe !== '',
    );
    if (remplaceeLe !== '') this.#verifierRemplacement(vu, remplaceeLe, ecrite.date);
    this.#verifierRef(vu, ecrite.ref);
    const etait = lireLaLigne(champ, (colonne, message, remede) => this.#refuser(vu, message, remede, colonne));
    const intacte = this.#constats.erreurs === avant;
    const lieu = { fichier: this.#fichier, ligne: vu.numero };
    const decision =
      lue && intacte
        ? { ...lue, lieu, remplaceeLe, ...(etait && { etait }), ...(reporteeDe !== '' && { reporteeDe }) }
        : undefined;
    this.#suivre(vu, ecrite, remplaceeLe, intacte);
    if (decision && remplaceeLe === '') this.#avertirDeLaDate(vu, decision.date);
    if (remplaceeLe === '' && this.#estEnDouble(vu, ecrite.ref, decision)) return;
    if (decision) this.decisions.push(decision);
  }

  #verifierRemplacement(vu: CsvRecord, remplaceeLe: string, date: string): void {
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

  /** A reference that names no source as it is written, while one is plainly meant. */
  #verifierRef(vu: CsvRecord, ref: string): void {
    const voulue = refVoulue(ref, this.#contexte.sources);
    if (voulue !== undefined)
      this.#refuser(vu, `« ${ref} » n’est pas écrite comme une référence`, `Vouliez-vous écrire ${voulue} ?`, 'ref');
  }

  #suivre(vu: CsvRecord, { ref, date }: DecisionEcrite, remplaceeLe: string, intacte: boolean): void {
    if (!intacte) this.#remplacements.enFaute(ref);
    else if (remplaceeLe === '') this.#remplacements.enVigueur(ref, date);
    else this.#remplacements.remplacee(ref, date, remplaceeLe, this.#placeDe(vu, COLONNE_REMPLACEE));
  }

  #avertirDeLaDate(vu: CsvRecord, date: string): void {
    const etrange = direDateEtrange(date, this.#contexte);
    if (etrange)
      this.#constats.ajouter({
        code: 'A-ARBITRAGE-DATE',
        ...this.#placeDe(vu, 'date'),
        ...etrange,
      });
  }

  #estEnDouble(vu: CsvRecord, ref: string, decision: Decision | undefined): boolean {
    const deja = this.#enVigueur.get(ref);
    if (deja === undefined) {
      this.#enVigueur.set(ref, { numero: vu.numero, decision });
      return false;
    }
    // One was carried to where the line of the other stood, which is still to be found.
    const autreLigne = decision && deja.decision && decision.empreinte !== deja.decision.empreinte;
    if (autreLigne && (decision.reporteeDe ?? deja.decision?.reporteeDe) !== undefined) return false;
    const contraires = deja.decision && decision && !concluentPareil(deja.decision, decision);
    const auteurs = [deja.decision, decision].flatMap((lue) => lue?.auteur ?? []);
    this.#refuser(
      vu,
      `cette ligne est déjà décidée à la ligne ${deja.numero} du fichier${comparaison(deja.decision, decision)}`,
      `${contraires ? direQuiTranche(this.#contexte.tranche, auteurs) : ''}Gardez une seule décision par ligne. Pour garder l’ancienne comme historique, mettez dans une dernière colonne remplacee_le la date de celle qui la remplace.`,
      'ref',
      'E-ARBITRAGE-DOUBLE',
    );
    return true;
  }

  #refuser(vu: CsvRecord, message: string, remede: string, colonne?: ColonneDuFichier, code?: CodeDeDecision): void {
    this.#ajouter(this.#placeDe(vu, colonne), message, remede, code);
  }

  /** The place of a cell; of a column that the file lacks, that of the decision. */
  #placeDe(vu: CsvRecord, colonne: ColonneDuFichier | undefined): PlaceOfField {
    const colonnes = this.#colonnes ?? [];
    const rang = colonne === undefined || colonnes.includes(colonne) ? colonne : 'decision';
    return rang === undefined
      ? locateRecord(this.#fichier, vu.numero, vu.texte())
      : locateField(this.#fichier, vu.numero, vu.texte(), ';', colonnes.indexOf(rang));
  }

  #ajouter(place: PlaceOfField, message: string, remede: string, code: CodeDeDecision = 'E-ARBITRAGE-ILLISIBLE'): void {
    this.#constats.ajouter({ code, ...place, message, remede });
  }
}

function direFaute(type: CsvFault['type']): { message: string; remede: string } {
  if (type === 'trop_long')
    return {
      message: 'cette ligne ne finit pas : plus d’un million d’octets',
      remede:
        'Raccourcissez la case qui est démesurée ; si les fins de ligne sont perdues, reprenez le fichier d’avant.',
    };
  if (type === 'commande')
    return {
      message: 'il y a ici un caractère de commande, qu’aucun texte n’a',
      remede: 'Retirez ce signe invisible, ou reprenez le fichier d’avant.',
    };
  return {
    message: 'guillemet mal fermé',
    remede: 'Fermez le guillemet avant le point-virgule, ou doublez-le ("") s’il fait partie du texte.',
  };
}

const SANS_LIEN = { operation: '', montantEst: '' } as const;

/** Whether two decisions on one line agree, in words; nothing when one of them could not be read. */
function comparaison(premiere: Decision | undefined, seconde: Decision | undefined): string {
  if (!premiere || !seconde) return '';
  if (concluentPareil(premiere, seconde)) return ', et les deux s’accordent';
  const [avant, apres] = [direConclusion(premiere), direConclusion(seconde)];
  const [liee, autrement] = [premiere, seconde].map(({ rattachement }) =>
    ecrireRattachement(rattachement ?? SANS_LIEN),
  );
  return avant === apres
    ? `, et les deux se contredisent sur ${liee === autrement ? 'la ventilation' : 'ce à quoi elle se rattache'} : ${[premiere, seconde].map(direAvecSonMotif).join(' ; ')}`
    : `, et les deux se contredisent : ${[premiere, seconde].map(direAvecSonMotif).join(' ; ')}`;
}
