import { colonnesDesMontants } from '../../domain/argent/montants-declares.ts';
import type { CodeConstat } from '../../domain/constats/codes-constats.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { FormatDeclare, SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import { type CsvFault, isBlank } from '../../files/csv-format.ts';
import { locateField, locateRecord } from '../../files/csv-place.ts';
import { readCsvRecords } from '../../files/csv-records.ts';
import type { Encoding } from '../../files/decoder.ts';
import { describeNotText, recognizeFileNotText } from '../../files/not-text.ts';
import type { ContexteDeFormat } from '../format.ts';
import { EnregistrementRefait, type SourceOuverte, titresDeRang } from '../source-ouverte.ts';
import { melangeUtf8 } from './deviner-l-encodage.ts';
import { lignesDuDessus } from './lignes-du-dessus.ts';
import { parcourirLesOctets } from './parcourir-les-octets.ts';
import { nommerSeparateur, SEPARATEURS } from './separateurs.ts';

/** A CSV file: cells between separators. */
export interface FormatTexte extends FormatDeclare {
  readonly genre: 'csv';
  readonly encodage: Encoding;
  readonly separateur: string;
  /** Lines of the file above the header. */
  readonly preambule: number;
  /** Rows of titles, one or none. */
  readonly titres: number;
}

export function ouvrirCsv(
  source: SourceDeclaree<FormatTexte>,
  chemin: string,
  { constats }: ContexteDeFormat,
): SourceOuverte {
  const { fichier, format } = source;
  const { separateur } = format;
  return {
    reperes: {
      champ: (vu, rang, partie) => locateField(fichier, vu.numero, vu.texte(), separateur, rang, partie),
      enregistrement: (vu) => locateRecord(fichier, vu.numero, vu.texte()),
    },
    remedeSansColonne: (titres) => remedeSansColonne(titres, source),
    dessus: () => lignesDuDessus(chemin, format),
    lire: async (visiteur) => {
      const nonTexte = recognizeFileNotText(chemin);
      if (nonTexte !== undefined) {
        constats.ajouter({
          code: 'E-ENCODAGE',
          lieu: { fichier },
          ...describeNotText(nonTexte, 'source'),
        });
        return undefined;
      }
      let attendus = format.titres === 0;
      const fautes: CsvFault[] = [];
      const lu = await readCsvRecords(chemin, format, {
        record: (vu) => {
          if (attendus && !isBlank(vu)) {
            attendus = false;
            visiteur.enregistrement(new EnregistrementRefait(titresDeRang(vu.nombre), vu));
          }
          visiteur.enregistrement(vu);
        },
        afterPiece: (octets) => visiteur.apresMorceau?.(octets),
        fault: (faute) => {
          fautes.push(faute);
          visiteur.faute();
        },
      });
      // Whether another encoding would do is known from the whole file only.
      const mele = fautes.some(({ type }) => type === 'encodage') && melangeUtf8(await parcourirLesOctets(chemin));
      for (const faute of fautes) direFauteCsv(faute, { fichier, encodage: format.encodage, mele }, constats);
      return lu;
    },
  };
}

/** When no title is known, the layout is not what was declared: the most likely reason first. */
function remedeSansColonne(titres: readonly string[], source: SourceDeclaree<FormatTexte>): string {
  const { separateur } = source.format;
  const declares = new Set([...source.colonnes.values(), ...colonnesDesMontants(source.montants), ...source.ignorees]);
  const ligne = titres.join(separateur);
  // A sentence has commas too: the sign that parts the line is the one between titles that were declared.
  const autre = SEPARATEURS.find(
    (signe) =>
      signe !== separateur &&
      ligne.includes(signe) &&
      ligne.split(signe).some((titre) => declares.has(titre.replaceAll('"', '').trim())),
  );
  if (autre !== undefined)
    return `Le séparateur déclaré est ${nommerSeparateur(separateur)}, celui du fichier semble être ${nommerSeparateur(autre)} : corrigez separateur dans exercice.yaml.`;
  return 'Les titres sont peut-être plus bas : corrigez preambule dans exercice.yaml, le nombre de lignes avant eux.';
}

const FAUTES: Readonly<Record<CsvFault['type'], { code: CodeConstat; message: string; remede: string }>> = {
  guillemet: {
    code: 'E-GUILLEMET',
    message: 'guillemet mal fermé, ou au milieu d’un texte sans guillemets',
    remede:
      'Un texte entre guillemets se ferme avant le séparateur, et un guillemet qui en fait partie se double (""). Corrigez la ligne avec le secteur.',
  },
  trop_long: {
    code: 'E-GUILLEMET',
    message: 'cette ligne ne finit pas : plus d’un million d’octets',
    remede: 'Ce n’est sans doute pas un fichier CSV, ou ses fins de ligne sont perdues. Redemandez-le au secteur.',
  },
  octet: {
    code: 'E-ENCODAGE',
    message: 'un octet ne correspond à aucun caractère de windows-1252',
    remede:
      'Le fichier est abîmé à cet endroit, ou vient d’un Mac (encodage: macintosh) ou de DOS (encodage: cp850) : « jaune source » sur ce fichier le dit. À défaut, redemandez-le au secteur.',
  },
  commande: {
    code: 'E-ENCODAGE',
    message: 'il y a ici un caractère de commande, qu’aucun texte n’a',
    remede:
      'Le fichier est abîmé à cet endroit, ou sa base contient un signe invisible. Faites-le retirer par le secteur.',
  },
  encodage: {
    code: 'E-ENCODAGE',
    message: 'des octets ne sont pas dans l’encodage déclaré',
    remede: '',
  },
};

/** A line that does not end may have a million letters. */
const LONGUEUR_MONTREE = 400;

/** Tells a fault of the CSV itself: a record that could not be read. */
function direFauteCsv(
  faute: CsvFault,
  source: { readonly fichier: string; readonly encodage: string; readonly mele: boolean },
  constats: Constats,
): void {
  const { code, message, remede } = FAUTES[faute.type];
  constats.ajouter({
    code,
    lieu: { fichier: source.fichier, ligne: faute.line, colonne: faute.index + 1 },
    message: faute.type === 'encodage' ? `${message} (${source.encodage})` : message,
    extrait: { texte: faute.text.slice(0, faute.index + LONGUEUR_MONTREE), debut: faute.index, fin: faute.index + 1 },
    remede: faute.type === 'encodage' ? remedeDEncodage(source) : remede,
  });
}

function remedeDEncodage({ encodage, mele }: { readonly encodage: string; readonly mele: boolean }): string {
  return mele
    ? 'Le fichier mêle l’UTF-8 et un autre encodage : aucun ne le lit en entier. Redemandez-le au secteur, enregistré en une fois en « CSV UTF-8 ».'
    : `Le fichier est sans doute en ${encodage === 'utf-8' ? 'windows-1252' : 'utf-8'} : corrigez encodage dans exercice.yaml.`;
}
