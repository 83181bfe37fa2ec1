import { estAbime, reparer } from '../domain/accents-abimes.ts';
import { citer } from '../domain/citation.ts';
import { accord } from '../domain/format.ts';
import type { Echantillon } from './sample.ts';

/** Whether accents were broken before the file was sent, in a sentence that says what to do; nothing when they are whole. */
export function direAccentsAbimes({ titres, lignes }: Echantillon): string | undefined {
  let nombre = 0;
  let premier: string | undefined;
  for (const champs of [titres, ...lignes.map((ligne) => ligne.champs)])
    for (const champ of champs) {
      if (!estAbime(champ)) continue;
      nombre += 1;
      premier ??= champ;
    }
  if (premier === undefined) return undefined;
  const repare = reparer(premier);
  const sansDoute = repare === undefined ? '' : `, sans doute ${citer(repare)}`;
  return `des accents ont été abîmés avant l’envoi, dans ${accord(nombre, 'cellule')} : ${citer(premier)}${sansDoute}. Changer l’encodage n’y fera rien : demandez au secteur un nouvel export.`;
}
