import { join } from 'node:path';
import type { Constats, Lieu } from '../domain/constat.ts';
import { estUneDate } from '../domain/date.ts';
import { type Fraction, lireFraction, UN } from '../domain/fraction.ts';
import { referenceDe } from '../domain/ligne-budgetaire.ts';
import type { Dimension, Place } from '../domain/verdict.ts';
import { localiserChamp, localiserEnregistrement } from '../files/csv-place.ts';
import { type EnregistrementCsv, readCsvRecords } from '../files/csv-records.ts';
import { fichierEstUtf16, MESSAGE_UTF16, REMEDE_CSV_UTF16 } from '../files/utf16.ts';
import { lireValeurDeDimension, type Referentiel } from './conclusion-reader.ts';

/** The places where a person can put a line. */
const DECISIONS = ['internationale', 'exceptionnelle', 'non_internationale', 'exclue'] as const;

/** What a person decided of one line, tied to what the line was. */
export interface Decision {
  /** `sources/culture.csv:214`. */
  readonly ref: string;
  readonly empreinte: string;
  readonly place: Exclude<Place, 'a_arbitrer' | 'non_examinee'>;
  readonly quotePart: Fraction;
  readonly cle: string;
  readonly dimensions: ReadonlyMap<Dimension, string>;
  readonly motif: string;
  readonly auteur: string;
  readonly date: string;
  readonly lieu: Lieu;
}

const COLONNES = [
  'ref',
  'empreinte',
  'decision',
  'quote_part',
  'cle',
  'axe',
  'domaine',
  'territoire',
  'pays',
  'motif',
  'auteur',
  'date',
] as const;
type Colonne = (typeof COLONNES)[number];
type Ecrite = Readonly<Record<Colonne, string>>;

/** Reads `arbitrages.csv`. Tells all that is wrong; a decision that cannot be read is never half taken. */
export async function readDecisions(
  racine: string,
  fichier: string,
  referentiel: Referentiel,
  constats: Constats,
): Promise<Decision[]> {
  if (fichierEstUtf16(join(racine, fichier))) {
    constats.ajouter({
      code: 'E-ARBITRAGE-ILLISIBLE',
      gravite: 'erreur',
      lieu: { fichier },
      message: MESSAGE_UTF16,
      remede: REMEDE_CSV_UTF16,
    });
    return [];
  }
  const lecture = new LectureDesDecisions(fichier, referentiel, constats);
  await readCsvRecords(join(racine, fichier), { encodage: 'utf-8', separateur: ';', preambule: 0 }, lecture);
  return lecture.decisions;
}

class LectureDesDecisions {
  readonly decisions: Decision[] = [];
  readonly #fichier: string;
  readonly #referentiel: Referentiel;
  readonly #constats: Constats;
  readonly #refs = new Map<string, number>();
  #enTeteVu = false;
  #enTeteBon = false;

  constructor(fichier: string, referentiel: Referentiel, constats: Constats) {
    this.#fichier = fichier;
    this.#referentiel = referentiel;
    this.#constats = constats;
  }

  enregistrement(vu: EnregistrementCsv): void {
    if (vu.champs.every((champ) => champ.trim() === '')) return;
    if (!this.#enTeteVu) {
      this.#enTeteVu = true;
      const attendu = COLONNES.join(';');
      this.#enTeteBon = vu.champs.map((titre) => titre.trim()).join(';') === attendu;
      if (!this.#enTeteBon)
        this.#refuser(
          vu,
          'les titres ne sont pas ceux d’un fichier d’arbitrages',
          `Première ligne attendue : ${attendu}`,
        );
    } else if (this.#enTeteBon) {
      this.#lire(vu);
    }
  }

  faute({ numero, texte, rang, type }: { numero: number; texte: string; rang: number; type: string }): void {
    this.#constats.ajouter({
      code: 'E-ARBITRAGE-ILLISIBLE',
      gravite: 'erreur',
      lieu: { fichier: this.#fichier, ligne: numero, colonne: rang + 1 },
      message: type === 'encodage' ? 'des octets ne sont pas de l’UTF-8' : 'guillemet mal fermé',
      extrait: { texte, debut: rang, fin: rang + 1 },
      remede:
        type === 'encodage'
          ? 'Enregistrez le fichier en CSV UTF-8, séparé par des points-virgules.'
          : 'Fermez le guillemet avant le point-virgule, ou doublez-le ("") s’il fait partie du texte.',
    });
  }

  #lire(vu: EnregistrementCsv): void {
    if (vu.champs.length !== COLONNES.length) {
      this.#refuser(
        vu,
        `${vu.champs.length} champs sur cette ligne, ${COLONNES.length} attendus`,
        'Un texte qui contient un point-virgule s’écrit entre guillemets.',
      );
      return;
    }
    const ecrite = Object.fromEntries(
      COLONNES.map((colonne, rang) => [colonne, vu.champs[rang]?.trim() ?? '']),
    ) as Ecrite;
    const avant = this.#constats.erreurs;
    this.#verifier(ecrite, vu);
    const quotePart = ecrite.quote_part === '' ? UN : lireFraction(ecrite.quote_part);
    const place = DECISIONS.find((decision) => decision === ecrite.decision);
    const dimensions = this.#dimensions(ecrite, vu);
    if (this.#constats.erreurs > avant || quotePart === undefined || place === undefined) return;
    const { ref, empreinte, cle, motif, auteur, date } = ecrite;
    const lieu = { fichier: this.#fichier, ligne: vu.numero };
    this.decisions.push({ ref, empreinte, place, quotePart, cle, dimensions, motif, auteur, date, lieu });
  }

  #verifier(ecrite: Ecrite, vu: EnregistrementCsv): void {
    const exiger = (vrai: boolean, colonne: Colonne, message: string, remede: string) => {
      if (!vrai) this.#refuser(vu, message, remede, colonne);
    };
    exiger(
      /^.+:\d+$/.test(ecrite.ref),
      'ref',
      `« ${ecrite.ref} » n’est pas une référence`,
      'Écrivez sources/fichier.csv:ligne.',
    );
    exiger(
      /^[0-9a-f]{16}$/.test(ecrite.empreinte),
      'empreinte',
      'l’empreinte n’a pas 16 chiffres hexadécimaux',
      'jaune expliquer la donne : recopiez-la telle quelle.',
    );
    exiger(
      DECISIONS.some((decision) => decision === ecrite.decision),
      'decision',
      `« ${ecrite.decision} » n’est pas une décision`,
      `Écrivez ${DECISIONS.join(', ')}.`,
    );
    exiger(
      ecrite.quote_part === '' || lireFraction(ecrite.quote_part) !== undefined,
      'quote_part',
      `« ${ecrite.quote_part} » n’est pas une part`,
      'Écrivez 30 %, 12,5 % ou 1/3.',
    );
    const partageable = ecrite.decision === 'internationale' || ecrite.decision === 'exceptionnelle';
    exiger(
      ecrite.quote_part === '' || partageable,
      'quote_part',
      'une ligne non internationale ou exclue n’a pas de quote-part',
      'Videz quote_part.',
    );
    exiger(
      (ecrite.quote_part === '') === (ecrite.cle === ''),
      'cle',
      'quote_part et cle vont ensemble',
      'Dites comment la part a été trouvée.',
    );
    exiger(
      ecrite.pays === '' || ecrite.territoire === '',
      'territoire',
      'le pays donne déjà le territoire',
      'Gardez l’un des deux.',
    );
    for (const colonne of ['motif', 'auteur'] as const)
      exiger(
        ecrite[colonne] !== '',
        colonne,
        colonne === 'motif' ? 'cette décision n’a pas de motif' : 'cette décision n’a pas d’auteur',
        'Une décision sans raison ni auteur ne s’explique plus dans dix ans.',
      );
    exiger(estUneDate(ecrite.date), 'date', `« ${ecrite.date} » n’est pas une date`, 'Écrivez AAAA-MM-JJ.');
    const deja = this.#refs.get(ecrite.ref);
    if (deja !== undefined)
      this.#refuser(
        vu,
        `cette ligne est déjà décidée à la ligne ${deja} du fichier`,
        'Gardez une seule décision par ligne.',
        'ref',
        'E-ARBITRAGE-DOUBLE',
      );
    this.#refs.set(ecrite.ref, vu.numero);
  }

  #dimensions(ecrite: Ecrite, vu: EnregistrementCsv): ReadonlyMap<Dimension, string> {
    const dimensions = new Map<Dimension, string>();
    for (const dimension of ['axe', 'domaine', 'territoire', 'pays'] as const) {
      const valeur = ecrite[dimension];
      if (valeur === '') continue;
      const lue = lireValeurDeDimension(dimension, valeur, this.#referentiel, (message, remede) =>
        this.#refuser(vu, message, remede, dimension),
      );
      if (lue !== undefined) dimensions.set(dimension, lue);
    }
    return dimensions;
  }

  #refuser(
    { numero, texte }: EnregistrementCsv,
    message: string,
    remede: string,
    colonne?: Colonne,
    code: 'E-ARBITRAGE-ILLISIBLE' | 'E-ARBITRAGE-DOUBLE' = 'E-ARBITRAGE-ILLISIBLE',
  ): void {
    const place =
      colonne === undefined
        ? localiserEnregistrement(this.#fichier, numero, texte())
        : localiserChamp(this.#fichier, numero, texte(), ';', COLONNES.indexOf(colonne));
    this.#constats.ajouter({ code, gravite: 'erreur', ...place, message, remede });
  }
}

/** The decisions of a dossier, found by line; checks in the end that each met its line. */
export class RegistreDesDecisions {
  readonly #parRef: ReadonlyMap<string, Decision>;
  readonly #fichiers: ReadonlySet<string>;
  readonly #rencontrees = new Set<string>();

  constructor(decisions: readonly Decision[]) {
    this.#parRef = new Map(decisions.map((decision) => [decision.ref, decision]));
    this.#fichiers = new Set(decisions.map(({ ref }) => ref.slice(0, ref.lastIndexOf(':'))));
  }

  /** The decision on a line, told when the line is no longer what it was; it then does not hold. */
  pour(ligne: { fichier: string; numero: number; empreinte: string }, constats: Constats): Decision | undefined {
    if (!this.#fichiers.has(ligne.fichier)) return undefined;
    const decision = this.#parRef.get(referenceDe(ligne));
    if (!decision) return undefined;
    this.#rencontrees.add(decision.ref);
    if (decision.empreinte === ligne.empreinte) return decision;
    constats.ajouter({
      code: 'E-ARBITRAGE-LIGNE-MODIFIEE',
      gravite: 'erreur',
      lieu: decision.lieu,
      message: `${decision.ref} a changé depuis la décision : son empreinte est ${ligne.empreinte}, la décision porte sur ${decision.empreinte}`,
      remede: 'Relisez la ligne (jaune expliquer) ; si la décision vaut toujours, mettez la nouvelle empreinte.',
    });
    return undefined;
  }

  /** Tells the decisions whose line was nowhere. To call when all lines have passed. */
  signalerAbsentes(constats: Constats): void {
    for (const decision of this.#parRef.values())
      if (!this.#rencontrees.has(decision.ref))
        constats.ajouter({
          code: 'E-ARBITRAGE-LIGNE-ABSENTE',
          gravite: 'erreur',
          lieu: decision.lieu,
          message: `aucune ligne ne commence en ${decision.ref}`,
          remede: 'Le fichier a changé, ou la ligne est écartée. Retrouvez la ligne, ou retirez la décision.',
        });
  }
}
