import { join } from 'node:path';
import type { Token } from 'markdown-it';
import * as z from 'zod';
import type { Constats } from '../../domain/constats/constat.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { nomLePlusProche } from '../../domain/textes/texte.ts';
import { PlacedText } from '../../files/placed-text.ts';
import { type FileRead, readSmallText, type Taille } from '../../files/read-text.ts';
import { parseYaml } from '../../files/yaml-document.ts';
import { validateYaml } from '../../files/yaml-validation.ts';
import { SECTIONS_A_TEXTE } from '../html/page.ts';
import { type Analyseur, chargerMarkdown } from './markdown.ts';
import { verifierTexte } from './verifier-un-texte.ts';

/** The words of one section, understood as far as they can be without the figures. */
export interface TexteLu {
  /** The section: `synthese`, `axe-jeunesse`. */
  readonly section: string;
  /** The file, its head blank: each piece stands where it does in the file. */
  readonly texte: PlacedText;
  /** The exercice for which they were written. */
  readonly exercice: string;
  /** Whether that is the exercice of the dossier. */
  readonly relu: boolean;
  readonly jetons: readonly Token[];
  readonly piece: FileRead;
}

/** Far more than anybody reads. */
const TAILLE: Taille = {
  max: 100_000,
  code: 'E-TEXTE-FORME',
  remede: 'Un texte de section tient sur une page : raccourcissez-le, ou retirez le fichier s’il n’en est pas un.',
};
const AXE = 'axe-';

/**
 * Reads the words of a dossier, `textes/<section>.md`, and tells all that is wrong with them but the names of figures, which
 * only a jaune knows. A file that is that of no section is told, and left.
 */
export async function lireLesTextes(
  { racine, textes, enTete }: Pick<Dossier, 'racine' | 'textes' | 'enTete'>,
  constats: Constats,
): Promise<TexteLu[]> {
  const sections = [...SECTIONS_A_TEXTE, ...[...enTete.axes.keys()].map((axe) => `${AXE}${axe}`)];
  const attendus = textes.flatMap((fichier) => {
    const section = sections.find((connue) => fichier === `textes/${connue}.md`);
    if (section === undefined) signalerInconnu(fichier, sections, constats);
    return section === undefined ? [] : [{ fichier, section }];
  });
  const analyser = attendus.length > 0 ? await chargerMarkdown() : undefined;
  return attendus.flatMap(({ fichier, section }) => {
    const lu = readSmallText(join(racine, fichier), fichier, 'texte', TAILLE, constats);
    return (lu && analyser && lire(lu, { section, exercice: enTete.exercice, analyser, constats })) ?? [];
  });
}

interface Contexte {
  readonly section: string;
  readonly exercice: string;
  readonly analyser: Analyseur;
  readonly constats: Constats;
}

function lire(
  { texte, piece }: { readonly texte: PlacedText; readonly piece: FileRead },
  { section, exercice, analyser, constats }: Contexte,
): TexteLu | undefined {
  const date = lireEntete(texte, exercice, constats);
  if (!date) return undefined;
  const jetons = analyser(date.corps.texte);
  verifierTexte(date.corps, jetons, constats);
  return { section, texte: date.corps, exercice: date.exercice, relu: date.exercice === exercice, jetons, piece };
}

function signalerInconnu(fichier: string, sections: readonly string[], constats: Constats): void {
  const nom = fichier.replace(/^textes\//, '').replace(/\.[^./]*$/, '');
  const proche = nomLePlusProche(nom, sections);
  const vouliez = proche === undefined ? '' : `Vouliez-vous écrire textes/${proche}.md ? `;
  constats.ajouter({
    code: 'A-FICHIER-NON-LU',
    lieu: { fichier },
    message: 'ce fichier n’est pas lu : aucune section du document ne s’appelle ainsi',
    remede: `${vouliez}Les textes sont textes/<section>.md, avec pour section : ${sections.join(', ')}.`,
  });
}

const schema = z.strictObject({
  exercice: z.string().regex(/^\d{4}$/, 'une année sur quatre chiffres est attendue'),
});

const BORNE = /^---[ \t]*$/;

/** What stands at the head of a text, and the text under it, its first lines blank. */
export interface TexteDate {
  readonly exercice: string;
  readonly corps: PlacedText;
}

/**
 * Reads the head of a text: between two lines `---`, the exercice for which it was written. Tells when it is missing or says
 * something else; a text that is of another exercice than the dossier's is told, and is not wrong.
 */
export function lireEntete(texte: PlacedText, exerciceDuDossier: string, constats: Constats): TexteDate | undefined {
  const lignes = texte.texte.split('\n');
  const fin = BORNE.test(lignes[0] ?? '') ? lignes.findIndex((ligne, rang) => rang > 0 && BORNE.test(ligne)) : -1;
  if (fin < 0) {
    const ouvert = BORNE.test(lignes[0] ?? '');
    constats.ajouter({
      code: 'E-TEXTE-ENTETE',
      ...texte.placeDeLigne(1),
      message: ouvert
        ? 'l’en-tête de ce texte n’est pas fermé : il manque une seconde ligne « --- »'
        : 'ce texte ne dit pas pour quel exercice il a été écrit',
      remede: `En tête du fichier, trois lignes sont attendues : « --- », « exercice: ${exerciceDuDossier} », « --- ».`,
    });
    return undefined;
  }
  // The marks are blanked, not cut out: lines and columns stay those of the file.
  const document = parseYaml(`\n${lignes.slice(1, fin).join('\n')}\n`, texte.fichier, constats);
  const lu = document && validateYaml(document, schema, constats);
  if (!document || !lu) return undefined;
  if (lu.exercice !== exerciceDuDossier)
    constats.ajouter({
      code: 'A-TEXTE-NON-RELU',
      ...document.place(['exercice']),
      message: `ce texte a été écrit pour ${lu.exercice}, le document est de ${exerciceDuDossier} ; le document le dit au-dessus de lui`,
      remede: `Relisez-le, corrigez ce qui n’est plus vrai, puis écrivez « exercice: ${exerciceDuDossier} ».`,
    });
  return {
    exercice: lu.exercice,
    corps: new PlacedText(texte.fichier, '\n'.repeat(fin + 1) + lignes.slice(fin + 1).join('\n')),
  };
}
