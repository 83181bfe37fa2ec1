import type { Signaler } from '../domain/chemin.ts';
import type { MarqueDecimale } from '../domain/montant.ts';
import type { FormatDeSource } from '../domain/source-declaree.ts';
import type { SourceEcrite } from './schema-exercice.ts';

type Format = SourceEcrite['format'];

/** The keys that make sense for some formats only: what they say, and how they are written. */
const CLES: Readonly<
  Record<string, { readonly formats: readonly Format[]; readonly dit: string; readonly exemple: string }>
> = {
  encodage: {
    formats: ['csv'],
    dit: 'comment un fichier de texte écrit ses accents',
    exemple: 'utf-8, ou windows-1252',
  },
  separateur: { formats: ['csv'], dit: 'le signe entre deux cellules d’un fichier de texte', exemple: '";"' },
  decimale: { formats: ['csv', 'classeur'], dit: 'le signe entre les euros et les centimes', exemple: '","' },
  feuille: { formats: ['classeur'], dit: 'la feuille d’un classeur', exemple: 'Feuil1' },
  titres: { formats: ['classeur'], dit: 'le nombre de rangées de titres d’un classeur', exemple: '2' },
  modele: { formats: ['csv', 'classeur'], dit: 'le format publié d’un tableau', exemple: 'scdl-budget-0.8.3' },
  part: { formats: ['csv', 'classeur'], dit: 'la colonne de la part du montant', exemple: 'Part' },
  date: { formats: ['csv', 'classeur'], dit: 'la colonne d’une date', exemple: 'Date' },
};

const NOMS: Readonly<Record<Format, string>> = {
  csv: 'un fichier CSV',
  classeur: 'un classeur Excel',
  totem: 'un document budgétaire TOTEM',
};

/** How the file of a source is written, once what its format needs was found there, and nothing else. */
export function lireFormat(ecrite: SourceEcrite, refuser: Signaler): FormatDeSource | undefined {
  const { format, encodage, separateur, decimale, feuille, preambule } = ecrite;
  const donnees = new Set(Object.entries(ecrite).flatMap(([cle, valeur]) => (valeur === undefined ? [] : [cle])));
  for (const [cle, { formats, dit }] of Object.entries(CLES))
    if (donnees.has(cle) && !formats.includes(format))
      refuser(
        [cle],
        `« ${cle} » ne sert pas pour ${NOMS[format]}`,
        `${cle} dit ${dit} : retirez-le, ou corrigez format.`,
        'cle',
      );
  const exiger = (cle: keyof typeof CLES) => {
    if (donnees.has(cle)) return;
    const { dit, exemple } = CLES[cle] ?? {};
    refuser(
      [],
      `il manque « ${cle} » : ${dit}`,
      `Ajoutez ${cle}: ${exemple}. La commande « jaune source » propose ces lignes pour un fichier reçu.`,
    );
  };
  if (format === 'totem') {
    if (preambule > 0) refuser(['preambule'], 'un document TOTEM n’a pas de préambule', 'Retirez preambule.', 'cle');
    return { genre: 'totem' };
  }
  if (format === 'classeur') {
    exiger('feuille');
    const titres = ecrite.titres ?? 1;
    if (titres < 1 || titres > 5)
      refuser(['titres'], 'les titres tiennent sur une à cinq rangées', 'Comptez les rangées de titres de la feuille.');
    return feuille === undefined ? undefined : { genre: 'classeur', feuille, preambule, titres };
  }
  exiger('encodage');
  exiger('separateur');
  exiger('decimale');
  if (encodage === undefined || separateur === undefined || decimale === undefined) return undefined;
  return { genre: 'csv', encodage, separateur, preambule };
}

/** The mark between euros and cents; a workbook holds numbers, and only its cells of text need one. */
export function decimaleDe({ format, decimale }: SourceEcrite): MarqueDecimale {
  return format === 'totem' ? '.' : (decimale ?? ',');
}

/** What the lines of a source are named by. */
export function nomDeSource({
  fichier,
  format,
  feuille,
}: Pick<SourceEcrite, 'fichier' | 'format' | 'feuille'>): string {
  return format === 'classeur' && feuille !== undefined ? `${fichier}!${feuille}` : fichier;
}
