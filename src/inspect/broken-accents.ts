import { decode, encode } from 'iconv-lite';
import { citer } from '../domain/citation.ts';
import { accord } from '../domain/format.ts';
import type { Echantillon } from './sample.ts';

/** UTF-8 read as Windows-1252, then written again: `Ã©`, `Â°`, `â€™`. No French word holds these. */
const ABIME = /[ÃÂ][\u00a0-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€/u;

/** Whether accents were broken before the file was sent, in a sentence that says what to do; nothing when they are whole. */
export function direAccentsAbimes({ titres, lignes }: Echantillon): string | undefined {
  let nombre = 0;
  let premier: string | undefined;
  for (const champs of [titres, ...lignes.map((ligne) => ligne.champs)])
    for (const champ of champs) {
      if (!ABIME.test(champ)) continue;
      nombre += 1;
      premier ??= champ;
    }
  if (premier === undefined) return undefined;
  const repare = decode(encode(premier, 'windows-1252'), 'utf-8');
  const sansDoute = repare.includes('\ufffd') || repare.includes('?') ? '' : `, sans doute ${citer(repare)}`;
  return `des accents ont été abîmés avant l’envoi, dans ${accord(nombre, 'cellule')} : ${citer(premier)}${sansDoute}. Changer l’encodage n’y fera rien : demandez au secteur un nouvel export.`;
}
