import type { Hasard } from '../mutations/hasard.ts';

/** What a hand does to the bytes of a file; what it gives always differs from what it was given. */
export interface Geste {
  readonly quoi: string;
  faire(octets: Buffer, hasard: Hasard): Buffer;
}

const changer: Geste = {
  quoi: 'un octet changé',
  faire(octets, hasard) {
    const copie = Buffer.from(octets);
    const place = hasard.nombre(copie.length);
    copie[place] = (copie[place] ?? 0) ^ hasard.entre(1, 255);
    return copie;
  },
};

const oterDes = (combien: number): Geste => ({
  quoi: combien === 1 ? 'un octet ôté' : `${combien} octets ôtés`,
  faire(octets, hasard) {
    const place = hasard.nombre(Math.max(1, octets.length - combien));
    return Buffer.concat([octets.subarray(0, place), octets.subarray(place + combien)]);
  },
});

const ajouter: Geste = {
  quoi: 'un octet ajouté',
  faire(octets, hasard) {
    const place = hasard.nombre(octets.length + 1);
    const ajoute = Buffer.from([hasard.nombre(256)]);
    return Buffer.concat([octets.subarray(0, place), ajoute, octets.subarray(place)]);
  },
};

const allonger: Geste = {
  quoi: 'une fin de ligne ajoutée à la fin',
  faire: (octets) => Buffer.concat([octets, Buffer.from('\n')]),
};

const echanger: Geste = {
  quoi: 'deux octets échangés',
  faire(octets, hasard) {
    const copie = Buffer.from(octets);
    const premiere = hasard.nombre(copie.length);
    const autres = [...copie.keys()].filter((place) => copie[place] !== copie[premiere]);
    const seconde = hasard.un(autres);
    [copie[premiere], copie[seconde]] = [copie[seconde] ?? 0, copie[premiere] ?? 0];
    return copie;
  },
};

const chiffre: Geste = {
  quoi: 'un chiffre changé',
  faire(octets, hasard) {
    const copie = Buffer.from(octets);
    const chiffres = [...copie.keys()].filter((place) => ((copie[place] ?? 0) ^ 0x30) < 10);
    if (chiffres.length === 0) return changer.faire(octets, hasard);
    const place = hasard.un(chiffres);
    copie[place] = 0x30 + ((((copie[place] ?? 0) & 15) + hasard.entre(1, 9)) % 10);
    return copie;
  },
};

const vider: Geste = { quoi: 'le fichier vidé', faire: () => Buffer.alloc(0) };

/** Gestures on a file of an edition or of a dossier. */
export const GESTES: readonly Geste[] = [changer, oterDes(1), ajouter, echanger, allonger, chiffre, vider];
/** Gestures on a file where any place counts. */
export const GESTES_SUR_UN_ZIP: readonly Geste[] = [changer, oterDes(1), oterDes(40), ajouter, echanger, allonger];
