import { basename } from 'node:path';
import type { CodeConstat } from '../domain/codes-constats.ts';
import { accord, formaterEntier } from '../domain/format.ts';
import { estVide } from '../files/csv-format.ts';
import { readCsvRecords } from '../files/csv-records.ts';
import { direNonTexte, reconnaitreNonTexte } from '../files/not-text.ts';
import { type OctetsVus, scanBytes } from './byte-scan.ts';
import { guessEncoding } from './encoding.ts';
import type { Avis } from './proposal.ts';
import type { FichierVu } from './propose-layout.ts';
import { citer } from './quote.ts';
import { Echantillon } from './sample.ts';
import { guessSeparator, nommerSeparateur } from './separator.ts';

/** Why a file cannot be proposed as a source, and what to do. */
export interface Refus {
  readonly code: CodeConstat;
  readonly message: string;
  readonly remede: string;
}

/** What was seen of a file: enough to propose its layout, or why it cannot be. */
export type Vue = { readonly vu: FichierVu; readonly octets: number } | { readonly refus: Refus };

const REDEMANDER = 'Redemandez le fichier au secteur, une ligne de titres en tête, une colonne par chose.';

/**
 * Looks at a file of text: bytes to the last one, then its records.
 * @throws the errors of the file system
 */
export async function lookAtCsv(chemin: string): Promise<Vue> {
  const octets = await scanBytes(chemin);
  if (octets.octets === 0)
    return refuser(
      'E-COLONNE-ABSENTE',
      'le fichier est vide : il n’a pas de ligne de titres',
      'Redemandez le fichier au secteur.',
    );
  const nonTexte = reconnaitreNonTexte(octets.tete);
  if (nonTexte !== undefined) return { refus: { code: 'E-ENCODAGE', ...direNonTexte(nonTexte, 'source') } };
  const encodage = guessEncoding(octets);
  const separateur = await guessSeparator(octets.tete, octets.entier, encodage.encodage);
  if (separateur === undefined)
    return refuser(
      'E-COLONNE-ABSENTE',
      'aucun séparateur ( ; , | tabulation ) ne partage ce fichier en colonnes',
      REDEMANDER,
    );
  const { titres, rangees } = separateur;
  const enTete = titres && rangees[titres.rang];
  if (titres === undefined || enTete === undefined)
    return refuser(
      'E-COLONNE-ABSENTE',
      `ce fichier n’a pas de ligne de titres : la première est ${citer(rangees[0]?.champs.join(separateur.separateur) ?? '')}`,
      REDEMANDER,
    );
  const preambule = enTete.numero - 1;
  const format = { genre: 'csv', encodage: encodage.encodage, separateur: separateur.separateur, preambule } as const;
  const dessus = rangees.slice(0, titres.rang).flatMap(({ champs }) => champs.filter((champ) => champ.trim() !== ''));
  const avis = new Map<string, Avis>([
    ['encodage', encodage],
    [
      'separateur',
      { ...separateur, raisons: [`${nommerSeparateur(separateur.separateur)}, ${separateur.raisons.join(' ')}`] },
    ],
    ['fins', { confiance: 'sûr', raisons: [direFins(octets)] }],
  ]);
  if (preambule > 0)
    avis.set('preambule', {
      confiance: titres.connus > 1 ? 'sûr' : 'à confirmer',
      raisons: [
        `les titres sont à la ligne ${formaterEntier(enTete.numero)}${dessus.length === 0 ? '' : ` ; au-dessus : ${dessus.slice(0, 2).map(citer).join(', ')}`}.`,
      ],
    });
  return {
    vu: {
      nom: basename(chemin),
      format,
      avisDuFormat: avis,
      dessus,
      echantillon: await sampleOf(chemin, format),
    },
    octets: octets.octets,
  };
}

async function sampleOf(chemin: string, format: Parameters<typeof readCsvRecords>[1]): Promise<Echantillon> {
  let echantillon: Echantillon | undefined;
  await readCsvRecords(chemin, format, {
    enregistrement: ({ champs, numero }) => {
      if (estVide(champs)) return;
      if (echantillon === undefined) echantillon = new Echantillon(champs);
      else if (champs.length === echantillon.titres.length) echantillon.ajouter(champs, numero);
    },
    faute: () => undefined,
  });
  return echantillon ?? new Echantillon([]);
}

function direFins({ finsDeLigne: { lf, crlf, cr }, marque }: OctetsVus): string {
  const vues = [
    [crlf, 'CRLF'],
    [lf, 'LF'],
    [cr, 'CR'],
  ] as const;
  const dites = vues.flatMap(([nombre, nom]) => (nombre === 0 ? [] : [`${formaterEntier(nombre)} ${nom}`]));
  const fins = dites.length === 0 ? 'une seule ligne, sans fin' : `fins de ligne ${dites.join(' et ')}`;
  return `${fins} ; marque d’ordre : ${marque ? 'oui' : 'non'}`;
}

function refuser(code: CodeConstat, message: string, remede: string): Vue {
  return { refus: { code, message, remede } };
}

/** `118 lignes` or, of a file too large to be kept, how many were looked at. */
export function direEchantillon({ lignes, lues, entier }: Echantillon): string {
  return entier
    ? `${accord(lues, 'ligne')}, toutes regardées`
    : `${accord(lues, 'ligne')} ; les ${formaterEntier(lignes.length)} premières ont servi à deviner, toutes à compter`;
}
