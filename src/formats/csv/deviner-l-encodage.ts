import { decode } from 'iconv-lite';
import { SIGNES_USUELS } from '../../domain/textes/accents-abimes.ts';
import { accord, formaterEntier } from '../../domain/textes/format.ts';
import { citer } from '../../domain/textes/texte.ts';
import { type Encoding, UNDEFINED_1252 } from '../../files/decoder.ts';
import type { Avis } from '../regard.ts';
import type { OctetsParlants, OctetsVus } from './parcourir-les-octets.ts';

interface EncodageVu extends Avis {
  readonly encodage: Encoding;
}

/** What a letter of French says for an encoding, by how often texts have it; a sign that they have not says the contrary. */
const POIDS: readonly (readonly [signes: string, poids: number])[] = [
  ['é', 4],
  ['èàêç’', 2],
];
const POIDS_USUEL = 1;
const POIDS_ETRANGE = -4;
/** Letters that tell an encoding for sure, when all of them do. */
const LETTRES_MIN = 10;
const LETTRES_FRANCAISES = 'àâçéèêëîïôöùûü';
const RARES = {
  cp850: 'de DOS, ou d’Excel en « CSV (MS-DOS) »',
  macintosh: 'd’un Mac, ou d’Excel en « CSV (Macintosh) »',
} as const;

/** Decides the encoding of a text by its bytes: only those outside ASCII can. */
export function devinerLEncodage(vus: OctetsVus): EncodageVu {
  const { marque, lettresUtf8, octetsInvalides, premiereLettre, premierInvalide } = vus;
  if (premierInvalide === undefined) {
    if (marque)
      return sur('utf-8', ['le fichier commence par ef bb bf, la marque de l’UTF-8, et tout s’y lit en UTF-8.']);
    if (premiereLettre === undefined)
      return {
        encodage: 'utf-8',
        confiance: 'à confirmer',
        raisons: ['rien ne tranche, le fichier n’a aucun accent ; un accent à venir pourrait être en windows-1252.'],
      };
    return sur('utf-8', [
      enUtf8(premiereLettre),
      `${accord(lettresUtf8, 'lettre')} de ce genre, aucun octet hors de l’UTF-8.`,
    ]);
  }
  if (melangeUtf8(vus))
    return {
      encodage: 'utf-8',
      confiance: 'à confirmer',
      raisons: [
        `${accord(lettresUtf8, 'lettre')} en UTF-8, mais ${accord(octetsInvalides, 'octet')} hors de l’UTF-8 : le fichier en mêle deux, redemandez-le en « CSV UTF-8 ».`,
        ...(premiereLettre === undefined ? [] : [citerEn(premiereLettre, 'utf-8')]),
        citerEn(premierInvalide, 'windows-1252'),
      ],
    };
  return juger1252(vus, premierInvalide);
}

/** Whether a text is in UTF-8 for a part, and in another encoding for the rest: none reads it whole. */
export function melangeUtf8({ marque, lettresUtf8, octetsInvalides }: OctetsVus): boolean {
  return octetsInvalides > 0 && lettresUtf8 > 0 && (marque || lettresUtf8 >= octetsInvalides);
}

function juger1252({ hauts, octetsInvalides }: OctetsVus, premier: OctetsParlants): EncodageVu {
  const { total, etranges, note } = bilanDe(hauts, 'windows-1252');
  const indefinis = UNDEFINED_1252.reduce((somme, octet) => somme + (hauts[octet - 0x80] ?? 0), 0);
  const autres = `${accord(octetsInvalides, 'octet')} de ce genre : ce n’est pas de l’UTF-8.`;
  if (indefinis === 0 && etranges === 0 && sansLettreSaufEnDos(hauts))
    return {
      encodage: 'windows-1252',
      confiance: 'à confirmer',
      raisons: [
        citerEn(premier, 'windows-1252'),
        citerEn(premier, 'cp850'),
        `rien ne tranche : des signes en windows-1252, des lettres en cp850 (${RARES.cp850}) ; gardez celui qui donne les mots du secteur.`,
      ],
    };
  if (indefinis === 0 && etranges * 4 <= total) return sur('windows-1252', [en1252(premier), autres]);
  const compte = `${formaterEntier(etranges)} sur ${formaterEntier(total)} ne donnent pas de lettre usuelle en windows-1252`;
  const [rare, second] = (['cp850', 'macintosh'] as const)
    .map((encodage) => ({ encodage, ...bilanDe(hauts, encodage) }))
    .sort((gauche, droite) => droite.note - gauche.note);
  if (rare !== undefined && rare.note > note && rare.etranges * 4 <= total)
    return {
      encodage: rare.encodage,
      confiance:
        rare.etranges === 0 && total >= LETTRES_MIN && (second?.note ?? 0) * 2 < rare.note ? 'sûr' : 'à confirmer',
      raisons: [
        citerEn(premier, rare.encodage),
        autres,
        `${compte}, ${formaterEntier(total - rare.etranges)} en donnent une en ${rare.encodage} : le fichier vient ${RARES[rare.encodage]}.`,
      ],
    };
  return {
    encodage: 'windows-1252',
    confiance: 'à confirmer',
    raisons: [
      citerEn(premier, 'windows-1252'),
      autres,
      `${compte} : le fichier est d’un autre encodage, ou en mêle ; redemandez-le en « CSV UTF-8 ».`,
    ],
  };
}

/** Whether all the bytes are signs in Windows-1252 and small letters of French in DOS: `…` and `à` are one byte. */
function sansLettreSaufEnDos(hauts: readonly number[]): boolean {
  return hauts.every((nombre, rang) => {
    if (nombre === 0) return true;
    const octet = Buffer.from([rang + 0x80]);
    return !/\p{L}/u.test(decode(octet, 'windows-1252')) && LETTRES_FRANCAISES.includes(decode(octet, 'cp850'));
  });
}

/** How bytes read in an encoding: those that give no usual sign, and how much the text looks like French. */
function bilanDe(hauts: readonly number[], encodage: Exclude<Encoding, 'utf-8'>) {
  let [total, etranges, note] = [0, 0, 0];
  hauts.forEach((nombre, rang) => {
    const signe = decode(Buffer.from([rang + 0x80]), encodage);
    const usuel = SIGNES_USUELS.has(signe);
    total += nombre;
    if (!usuel) etranges += nombre;
    const poids = POIDS.find(([signes]) => signes.includes(signe))?.[1] ?? POIDS_USUEL;
    note += nombre * (usuel ? poids : POIDS_ETRANGE);
  });
  return { total, etranges, note };
}

function sur(encodage: Encoding, raisons: readonly string[]): EncodageVu {
  return { encodage, confiance: 'sûr', raisons };
}

function enUtf8(vu: OctetsParlants): string {
  return `le fichier écrit ses accents en UTF-8 : ${citer(mot(vu, 'utf-8'))} ligne ${formaterEntier(vu.ligne)} (${place(vu)}, serait ${citer(decode(vu.octets, 'windows-1252'))} en windows-1252).`;
}

function en1252(vu: OctetsParlants): string {
  return `le fichier écrit ses accents comme Excel sous Windows (windows-1252) : ${citer(mot(vu, 'windows-1252'))} ligne ${formaterEntier(vu.ligne)} (${place(vu)}, n’est rien en UTF-8).`;
}

/** A word as one encoding reads it, where it is not sure that the file is written so. */
function citerEn(vu: OctetsParlants, encodage: Encoding): string {
  return `${citer(mot(vu, encodage))} ligne ${formaterEntier(vu.ligne)}, lu en ${encodage} (${place(vu)}).`;
}

function place({ decalage, octets }: OctetsParlants): string {
  const hexa = octets.toString('hex').replace(/(..)(?=.)/g, '$1 ');
  return `octet ${formaterEntier(decalage + 1)}, ${hexa}`;
}

/** The word in which the bytes stand, read in one encoding. */
function mot({ autour, octets }: OctetsParlants, encodage: Encoding): string {
  const lire = (partie: Buffer) => decode(partie, encodage);
  const avant = lire(autour.octets.subarray(0, autour.debut));
  const milieu = lire(octets);
  const apres = lire(autour.octets.subarray(autour.debut + octets.length));
  return `${/[^\s;,|"\u00a0\ufffd]*$/.exec(avant)?.[0] ?? ''}${milieu}${/^[^\s;,|"\u00a0\ufffd]*/.exec(apres)?.[0] ?? ''}`;
}
