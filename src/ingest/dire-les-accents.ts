import type { SourceDeclaree } from '../domain/dossier/source-declaree.ts';
import { lireAutrement, motAbime } from '../domain/textes/accents-abimes.ts';
import { abreger } from '../domain/textes/texte.ts';

/** What to say of a text with broken accents. */
export interface AccentsDits {
  /** The encoding by which the file would read well, when it is declared in another one. */
  readonly encodage: string | undefined;
  /** `« d‚partement » y serait « département ». ` */
  readonly exemple: string;
  readonly remede: string;
}

/** Words what happened to the accents of a text, and what to do. */
export function direLesAccents(texte: string, source: SourceDeclaree): AccentsDits {
  const trouve = motAbime(texte);
  const declare = encodageDe(source);
  const mot = trouve?.mot ?? texte;
  const autre = lireAutrement(mot, declare ?? 'windows-1252');
  const repare = autre?.texte ?? trouve?.repare;
  // What became UTF-8 of UTF-8 was broken before; only a file of one byte a letter may be declared wrong.
  const encodage = declare === undefined || autre?.encodage === 'utf-8' ? undefined : autre?.encodage;
  const exemple =
    repare === undefined
      ? `« ${abreger(mot)} » a perdu un signe. `
      : `« ${abreger(mot)} » ${encodage === undefined ? 'était sans doute' : `serait, en ${encodage},`} « ${abreger(repare)} ». `;
  return {
    encodage,
    exemple,
    remede:
      encodage === undefined
        ? 'Redemandez le fichier au secteur, en « CSV UTF-8 » ; l’outil ne répare rien.'
        : `Si tout le fichier est ainsi, écrivez encodage: ${encodage} dans exercice.yaml (« jaune source » sur ce fichier le confirme). Sinon, redemandez-le au secteur en « CSV UTF-8 ».`,
  };
}

/** The encoding by which a source is read, when it is one of one byte a letter: what is in UTF-8 is what it is. */
export function encodageDe({ format }: SourceDeclaree): string | undefined {
  return 'encodage' in format && format.encodage !== 'utf-8' ? String(format.encodage) : undefined;
}
