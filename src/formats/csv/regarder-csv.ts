import type { CodeConstat } from '../../domain/constats/codes-constats.ts';
import { citer } from '../../domain/textes/citation.ts';
import { formaterEntier } from '../../domain/textes/format.ts';
import { describeNotText, recognizeNotText } from '../../files/not-text.ts';
import type { Avis, DemandeDeRegard, FichierRegarde, Refus } from '../regard.ts';
import { devinerLEncodage } from './deviner-l-encodage.ts';
import { devinerLeSeparateur, nommerSeparateur, type SeparateurVu } from './deviner-le-separateur.ts';
import { type OctetsVus, parcourirLesOctets } from './parcourir-les-octets.ts';

const REDEMANDER = 'Redemandez le fichier au secteur, une ligne de titres en tête, une colonne par chose.';

/**
 * Looks at a file of text: bytes to the last one, then its records.
 * @throws the errors of the file system
 */
export async function regarderCsv(chemin: string, { yeux }: DemandeDeRegard): Promise<FichierRegarde | Refus> {
  const octets = await parcourirLesOctets(chemin);
  if (octets.octets === 0)
    return refuser(
      'E-COLONNE-ABSENTE',
      'le fichier est vide : il n’a pas de ligne de titres',
      'Redemandez le fichier au secteur.',
    );
  const nonTexte = recognizeNotText(octets.tete);
  if (nonTexte !== undefined) return { code: 'E-ENCODAGE', ...describeNotText(nonTexte, 'source') };
  const encodage = devinerLEncodage(octets);
  const separateur = devinerLeSeparateur(octets.tete, octets.entier, encodage.encodage, yeux);
  if (separateur === undefined)
    return refuser(
      'E-COLONNE-ABSENTE',
      'aucun séparateur ( ; , | tabulation ) ne partage ce fichier en colonnes',
      REDEMANDER,
    );
  const { titres, rangees } = separateur;
  const enTete = titres && rangees[titres.rang];
  if (titres === undefined || enTete === undefined) return sansTitres(separateur);
  const preambule = enTete.numero - 1;
  const format = { genre: 'csv', encodage: encodage.encodage, separateur: separateur.separateur, preambule } as const;
  const dessus = rangees.slice(0, titres.rang).flatMap(({ champs }) => champs.filter((champ) => champ.trim() !== ''));
  const avis = new Map<string, Avis>([
    ['encodage', encodage],
    [
      'separateur',
      { ...separateur, raisons: [`${nommerSeparateur(separateur.separateur)}, ${separateur.raisons.join(' ')}`] },
    ],
  ]);
  const fins = direFins(octets);
  if (fins !== undefined) avis.set('fins', { confiance: 'sûr', raisons: [fins] });
  if (preambule > 0)
    avis.set('preambule', {
      confiance: titres.connus > 1 ? 'sûr' : 'à confirmer',
      raisons: [
        `les titres sont à la ligne ${formaterEntier(enTete.numero)}${dessus.length === 0 ? '' : ` ; au-dessus : ${dessus.slice(0, 2).map(citer).join(', ')}`}.`,
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

function sansTitres({ rangees, separateur, faute }: SeparateurVu): Refus {
  const premiere = rangees[0];
  if (faute !== undefined && faute.numero <= (premiere?.numero ?? faute.numero))
    return refuser(
      'E-GUILLEMET',
      `la ligne ${formaterEntier(faute.numero)}, où seraient les titres, ne se lit pas : ${citer(faute.texte)}`,
      'Un guillemet y est mal fermé, ou un signe y est de trop. Corrigez-la avec le secteur.',
    );
  return refuser(
    'E-COLONNE-ABSENTE',
    `ce fichier n’a pas de ligne de titres : la première est ${citer(premiere?.champs.join(separateur) ?? '')}`,
    REDEMANDER,
  );
}
