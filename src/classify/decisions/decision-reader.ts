import { join } from 'node:path';
import type { Constats } from '../../domain/constat.ts';
import { estUneDate } from '../../domain/date.ts';
import { lireFraction, UN } from '../../domain/fraction.ts';
import type { Dimension } from '../../domain/verdict.ts';
import { estVide } from '../../files/csv-format.ts';
import { localiserChamp, localiserEnregistrement } from '../../files/csv-place.ts';
import { type EnregistrementCsv, readCsvRecords } from '../../files/csv-records.ts';
import { fichierEstUtf16, MESSAGE_UTF16, REMEDE_CSV_UTF16 } from '../../files/utf16.ts';
import { lireValeurDeDimension, type Referentiel } from '../rules/conclusion-reader.ts';
import type { Decision } from './decision.ts';

/** The places where a person can put a line. */
const DECISIONS = ['internationale', 'exceptionnelle', 'non_internationale', 'exclue'] as const;

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
const DIMENSIONS_DECIDEES = ['axe', 'domaine', 'territoire', 'pays'] as const;
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
    if (estVide(vu.champs)) return;
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
    const brute = Object.fromEntries(
      COLONNES.map((colonne, rang) => [colonne, vu.champs[rang]?.trim() ?? '']),
    ) as Ecrite;
    const ecrite = { ...brute, empreinte: brute.empreinte.toLowerCase() };
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
      ecrite.empreinte === ''
        ? 'cette décision n’a pas d’empreinte'
        : `« ${ecrite.empreinte.slice(0, 40)} » n’est pas une empreinte : 16 chiffres de 0 à 9 et de a à f`,
      `Recopiez celle que donne « jaune expliquer <dossier> ${ecrite.ref || 'sources/fichier.csv:ligne'} », en Texte si Excel la change.`,
    );
    const estUneDecision = DECISIONS.some((decision) => decision === ecrite.decision);
    exiger(
      estUneDecision,
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
    for (const dimension of DIMENSIONS_DECIDEES)
      exiger(
        ecrite[dimension] === '' || partageable || !estUneDecision,
        dimension,
        `une ligne ${ecrite.decision === 'exclue' ? 'exclue' : 'non internationale'} ne se ventile pas : « ${dimension} » n’y aurait aucun effet`,
        `Videz ${dimension}, ou corrigez la décision.`,
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
    for (const dimension of DIMENSIONS_DECIDEES) {
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
