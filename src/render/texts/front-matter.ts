import * as z from 'zod';
import type { Constats } from '../../domain/constat.ts';
import { TexteSitue } from '../../files/text-places.ts';
import { parseYaml } from '../../files/yaml-document.ts';
import { validateYaml } from '../../files/yaml-validation.ts';

const schema = z.strictObject({
  exercice: z.string().regex(/^\d{4}$/, 'une année sur quatre chiffres est attendue'),
});

const BORNE = /^---[ \t]*$/;

/** What stands at the head of a text, and the text under it, its first lines blank. */
export interface TexteDate {
  readonly exercice: string;
  readonly corps: TexteSitue;
}

/**
 * Reads the head of a text: between two lines `---`, the exercice for which it was written. Tells when it is missing or says
 * something else; a text that is of another exercice than the dossier's is told, and is not wrong.
 */
export function lireEntete(texte: TexteSitue, exerciceDuDossier: string, constats: Constats): TexteDate | undefined {
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
    corps: new TexteSitue(texte.fichier, '\n'.repeat(fin + 1) + lignes.slice(fin + 1).join('\n')),
  };
}
