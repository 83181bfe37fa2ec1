import { lireEchappements, visitXml } from './xml.ts';

/** The texts that cells share, their runs of different looks put end to end, without the readings of Japanese. */
export function readSharedTexts(octets: Uint8Array | undefined): readonly string[] {
  const textes: string[] = [];
  let courant = '';
  let dansT = false;
  let dansLecture = false;
  if (octets)
    visitXml(octets, {
      ouvrir(nom) {
        if (nom === 'si') courant = '';
        else if (nom === 'rPh') dansLecture = true;
        else if (nom === 't') dansT = true;
      },
      texte(texte) {
        if (dansT && !dansLecture) courant += texte;
      },
      fermer(nom) {
        if (nom === 'si') textes.push(lireEchappements(courant));
        else if (nom === 'rPh') dansLecture = false;
        else if (nom === 't') dansT = false;
      },
    });
  return textes;
}
