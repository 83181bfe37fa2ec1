import type { CodeConstat } from '../../domain/constats/codes-constats.ts';
import { accord, formaterEntier } from '../../domain/textes/format.ts';
import { citer } from '../../domain/textes/texte.ts';
import { type CsvFault, isBlank } from '../../files/csv-format.ts';
import { CsvReading } from '../../files/csv-reading.ts';
import { oneByOne } from '../../files/csv-records.ts';
import { type Encoding, openDecoder } from '../../files/decoder.ts';
import { describeNotText, recognizeFileNotText } from '../../files/not-text.ts';
import {
  type Avis,
  avisSansTitres,
  type DemandeDeRegard,
  type FichierRegarde,
  type LigneDeTitres,
  type Rangee,
  type Refus,
  type Yeux,
} from '../regard.ts';
import { devinerLEncodage } from './deviner-l-encodage.ts';
import { chercherUnMontantCoupe, remedeDuMontantCoupe } from './montant-coupe.ts';
import { type OctetsVus, parcourirLesOctets } from './parcourir-les-octets.ts';
import { nommerSeparateur, SEPARATEURS } from './separateurs.ts';

/** Those of the widest sheet. */
const COLONNES_MAX = 16_384;

const REDEMANDER = 'Redemandez le fichier au secteur, une ligne de titres en tête, une colonne par chose.';

/**
 * Looks at a file of text: bytes to the last one, then its records.
 * @throws the errors of the file system
 */
export async function regarderCsv(chemin: string, { yeux }: DemandeDeRegard): Promise<FichierRegarde | Refus> {
  // Its first bytes are enough to tell what is no text, however large it is.
  const nonTexte = recognizeFileNotText(chemin);
  if (nonTexte !== undefined) return { code: 'E-ENCODAGE', ...describeNotText(nonTexte, 'source') };
  const octets = await parcourirLesOctets(chemin);
  if (octets.octets === 0)
    return refuser(
      'E-COLONNE-ABSENTE',
      'le fichier est vide : il n’a pas de ligne de titres',
      'Redemandez le fichier au secteur.',
    );
  const encodage = devinerLEncodage(octets);
  const separateur = devinerLeSeparateur(octets.tete, octets.entier, encodage.encodage, yeux);
  if (separateur === undefined)
    return refuser(
      'E-COLONNE-ABSENTE',
      'aucun séparateur ( ; , | tabulation ) ne partage ce fichier en colonnes',
      REDEMANDER,
    );
  if (separateur.largeur > COLONNES_MAX)
    return refuser(
      'E-NOMBRE-DE-CHAMPS',
      `ses lignes ont plus de ${formaterEntier(COLONNES_MAX)} colonnes (${nommerSeparateur(separateur.separateur)}) : plus qu’aucun tableur n’en admet`,
      'Des lignes y sont sans doute écrites l’une à la suite de l’autre. Redemandez le fichier au secteur, une ligne par dépense ou recette.',
    );
  const { titres, rangees } = separateur;
  const coupe = titres === undefined ? refuserLesMontantsCoupes(separateur, yeux) : undefined;
  if (coupe !== undefined) return coupe;
  const rang = titres?.rang ?? yeux.trouverUnTableauSansTitres(rangees, separateur.largeur);
  const enTete = rang === undefined ? undefined : rangees[rang];
  if (enTete === undefined) return sansTitres(separateur);
  const preambule = enTete.numero - 1;
  const format = {
    genre: 'csv',
    encodage: encodage.encodage,
    separateur: separateur.separateur,
    preambule,
    titres: titres === undefined ? 0 : 1,
  } as const;
  const dessus = rangees.slice(0, rang).flatMap(({ champs }) => champs.filter((champ) => champ.trim() !== ''));
  const avis = new Map<string, Avis>([
    ['encodage', encodage],
    [
      'separateur',
      { ...separateur, raisons: [`${nommerSeparateur(separateur.separateur)}, ${separateur.raisons.join(' ')}`] },
    ],
  ]);
  const fins = direFins(octets);
  if (fins !== undefined) avis.set('fins', { confiance: 'sûr', raisons: [fins] });
  if (titres === undefined) avis.set('titres', avisSansTitres(enTete));
  if (preambule > 0)
    avis.set('preambule', {
      confiance: titres !== undefined && titres.connus > 1 ? 'sûr' : 'à confirmer',
      raisons: [
        `${titres === undefined ? 'les lignes commencent' : 'les titres sont'} à la ligne ${formaterEntier(enTete.numero)}${dessus.length === 0 ? '' : ` ; au-dessus : ${dessus.slice(0, 2).map(citer).join(', ')}`}.`,
      ],
    });
  return { vus: [{ format, avis, dessus }], laissees: [] };
}

/** Ends of line of several kinds, or those of old Macs: the file went through several hands. The others go without saying. */
function direFins({ finsDeLigne: { lf, crlf, cr } }: OctetsVus): string | undefined {
  const vues = [
    [crlf, 'de Windows (CRLF)'],
    [lf, 'd’Unix (LF)'],
    [cr, 'd’anciens Mac (CR)'],
  ] as const;
  const dites = vues.flatMap(([nombre, nom]) => (nombre === 0 ? [] : [`${formaterEntier(nombre)} ${nom}`]));
  return dites.length > 1 || cr > 0 ? `fins de ligne ${dites.join(' et ')}` : undefined;
}

function refuser(code: CodeConstat, message: string, remede: string): Refus {
  return { code, message, remede };
}

/** Titles that most records outnumber, by as many cells as their amounts have commas. */
function refuserLesMontantsCoupes({ separateur, rangees, largeur }: SeparateurVu, yeux: Yeux): Refus | undefined {
  const [premiere] = rangees;
  if (separateur !== ',' || premiere === undefined || premiere.champs.length >= largeur) return undefined;
  const attendus = premiere.champs.length;
  const titres = yeux.trouverLesTitres([premiere], attendus);
  const longue = rangees.find(({ champs }) => champs.length === largeur);
  if (titres === undefined || titres.connus < 2 || longue === undefined) return undefined;
  // From the titles on, cells are one rank further at each comma: amounts come last more often than codes.
  const champ = (rang: number) => longue.champs[rang] ?? '';
  const coupes = longue.champs.flatMap((_, rang) => chercherUnMontantCoupe({ nombre: rang + 2, champ }, rang) ?? []);
  const coupe = coupes.at(-1);
  if (coupe === undefined) return undefined;
  return refuser(
    'E-NOMBRE-DE-CHAMPS',
    `ligne ${formaterEntier(longue.numero)}, valeur ${coupe.rang + 1} : le montant ${coupe.texte} est coupé en deux, sa virgule passe pour un séparateur (${accord(largeur, 'champ')}, ${accord(attendus, 'colonne')} dans les titres)`,
    remedeDuMontantCoupe(coupe),
  );
}

function sansTitres({ rangees, separateur, faute }: SeparateurVu): Refus {
  const premiere = rangees[0];
  if (faute !== undefined && faute.line <= (premiere?.numero ?? faute.line))
    return refuser(
      'E-GUILLEMET',
      `la ligne ${formaterEntier(faute.line)}, où seraient les titres, ne se lit pas : ${citer(faute.text)}`,
      'Un guillemet y est mal fermé, ou un signe y est de trop. Corrigez-la avec le secteur.',
    );
  return refuser(
    'E-COLONNE-ABSENTE',
    `ce fichier n’a pas de ligne de titres : la première est ${citer(premiere?.champs.join(separateur) ?? '')}`,
    REDEMANDER,
  );
}

/** The separator that parts the records of a file best, and the row of titles that it shows. */
export interface SeparateurVu extends Avis {
  readonly separateur: string;
  readonly largeur: number;
  readonly rangees: readonly Rangee[];
  readonly titres: LigneDeTitres | undefined;
  readonly faute: CsvFault | undefined;
}

interface Essai {
  readonly separateur: string;
  readonly rangees: readonly Rangee[];
  readonly largeur: number;
  readonly concordantes: number;
  readonly titres: LigneDeTitres | undefined;
  readonly faute: CsvFault | undefined;
  readonly note: number;
}

/**
 * Parses the first bytes of a file with each separator, quotes respected, and keeps the one by which most records have the
 * same width. Nothing when none parts them: a file of one column is no list of budget lines.
 */
export function devinerLeSeparateur(
  tete: Buffer,
  entiere: boolean,
  encodage: Encoding,
  yeux: Yeux,
): SeparateurVu | undefined {
  const utile = entiere ? tete : jusquALaDerniereLigne(tete);
  const essais = SEPARATEURS.map((separateur) => essayer(utile, separateur, encodage, yeux));
  const [meilleur, second] = [...essais].sort((gauche, droite) => droite.note - gauche.note);
  if (meilleur === undefined || meilleur.note === 0) return undefined;
  const { separateur, rangees, largeur, concordantes, titres, faute } = meilleur;
  const net = concordantes === rangees.length && (second === undefined || second.note * 2 < meilleur.note);
  const autres = essais
    .filter((essai) => essai !== meilleur && essai.largeur > 1)
    .map((essai) => `${nommerSeparateur(essai.separateur)} n’en accorderait que ${formaterEntier(essai.concordantes)}`);
  return {
    separateur,
    largeur,
    rangees,
    titres,
    faute,
    confiance: net ? 'sûr' : 'à confirmer',
    raisons: [
      `${accord(largeur, 'colonne')} sur ${direLignes(concordantes, rangees.length)}, guillemets compris${autres.length > 0 ? ` (${autres.join(' ; ')})` : ''}.`,
    ],
  };
}

function direLignes(concordantes: number, regardees: number): string {
  if (regardees === 1) return 'la seule ligne';
  return concordantes === regardees
    ? `les ${formaterEntier(regardees)} lignes regardées`
    : `${formaterEntier(concordantes)} des ${formaterEntier(regardees)} lignes regardées`;
}

function essayer(octets: Buffer, separateur: string, encodage: Encoding, yeux: Yeux): Essai {
  const rangees: Rangee[] = [];
  let faute: CsvFault | undefined;
  const decodeur = openDecoder(encodage);
  const lecture = new CsvReading(
    { encodage, separateur, preambule: 0 },
    oneByOne({
      record: (vu) => {
        if (!isBlank(vu)) rangees.push({ champs: vu.champs, numero: vu.numero });
      },
      fault: (vue) => {
        faute ??= vue;
      },
    }),
  );
  lecture.write(decodeur.decode(octets));
  if (!lecture.isAbandoned) lecture.end(decodeur.end());
  const parLargeur = new Map<number, number>();
  for (const { champs } of rangees) parLargeur.set(champs.length, (parLargeur.get(champs.length) ?? 0) + 1);
  const [largeur, concordantes] = [...parLargeur].reduce(
    (meilleure, autre) => (autre[1] > meilleure[1] ? autre : meilleure),
    [0, 0] as [number, number],
  );
  const titres = yeux.trouverLesTitres(rangees, largeur);
  const part = rangees.length === 0 ? 0 : concordantes / rangees.length;
  const note = largeur < 2 ? 0 : part * Math.log2(1 + largeur) * (titres === undefined ? 0.3 : 1 + titres.connus);
  return { separateur, rangees, largeur, concordantes, titres, faute, note };
}

/** A record cut short would look like a fault: what follows the last line end is left. */
function jusquALaDerniereLigne(octets: Buffer): Buffer {
  const fin = Math.max(octets.lastIndexOf(0x0a), octets.lastIndexOf(0x0d));
  return fin < 0 ? octets : octets.subarray(0, fin + 1);
}
