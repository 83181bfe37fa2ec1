import { type Attente, type Predicat, REMEDE_DES_CONDITIONS } from '../../domain/conditions/attente.ts';
import { compilerCondition, type Lecteurs, parcourirAttentes } from '../../domain/conditions/condition.ts';
import { lireCondition } from '../../domain/conditions/lire-condition.ts';
import { attentesSimples } from '../../domain/conditions/mecanismes.ts';
import type { Chemin, SurQuoi } from '../../domain/constats/constat.ts';
import type { Geographie } from '../../domain/lieux/geographie.ts';
import { CHAMPS_CODES, CHAMPS_REGLES, CHAMPS_TEXTE, type ChampTexte, MOTS_FERMES } from '../../domain/lignes/champs.ts';
import { citerValeur } from '../../domain/textes/format.ts';
import { nomLePlusProche, plier } from '../../domain/textes/texte.ts';
import type { MatiereDUnBloc } from '../export.ts';
import type { PartDuTotal } from '../pont.ts';

/** What the breakdown says of a part, beside the fields of its line. */
export const VENTILES = ['axe', 'domaine', 'territoire', 'pays'] as const;
type Ventile = (typeof VENTILES)[number];

/** The fields that a choice may look at. */
const CHAMPS_DES_CHOIX: readonly string[] = [...VENTILES, ...CHAMPS_REGLES.filter((nom) => nom !== 'montant')];

/** What choices are read with. */
export type MatiereDesChoix = Pick<MatiereDUnBloc, 'jaune' | 'geographie' | 'refuser'>;

/**
 * Reads the `si:` of a block of `declarations.yaml`: a condition as rules have, on the fields of lines and on what the breakdown
 * says of their part. Tells each fault at its place; a choice half understood chooses nothing.
 */
export function lireUnChoix(
  brut: unknown,
  chemin: Chemin,
  matiere: MatiereDesChoix,
): Predicat<PartDuTotal> | undefined {
  let bon = true;
  const signaler = (ou: Chemin, message: string, remede: string, sur?: SurQuoi) => {
    bon = false;
    matiere.refuser('E-CONDITION', ou, message, remede, sur);
  };
  const condition = lireCondition(brut, chemin, signaler);
  if (condition === undefined) return undefined;
  const connus = valeursConnues(matiere);
  parcourirAttentes(condition, (champ, attente, ou = chemin) => {
    if (!CHAMPS_DES_CHOIX.includes(champ)) {
      const proche = nomLePlusProche(champ, CHAMPS_DES_CHOIX);
      const remede = `Champs : ${CHAMPS_DES_CHOIX.join(', ')}.`;
      signaler(
        ou,
        `« ${champ} » n’est pas un champ des lignes ni de leur ventilation`,
        proche === undefined ? remede : `Vouliez-vous écrire « ${proche} » ? ${remede}`,
        'cle',
      );
    } else if (attente.type === 'montant')
      signaler(ou, 'min et max ne valent que pour un montant', REMEDE_DES_CONDITIONS);
    else verifierLesValeurs(champ, attente, connus(champ), (message, remede) => signaler(ou, message, remede));
  });
  return bon ? compilerCondition(condition, lecteursDeParts(matiere)) : undefined;
}

/** A value that no part can have would choose nothing, in silence. */
function verifierLesValeurs(
  champ: string,
  attente: Attente,
  permis: ReadonlyMap<string, string> | undefined,
  signaler: (message: string, remede: string) => void,
): void {
  if (permis === undefined) return;
  for (const simple of attentesSimples(attente)) {
    if (simple.type !== 'egal' || permis.has(plier(simple.valeur))) continue;
    const proche = nomLePlusProche(simple.valeur, [...permis.values()]);
    signaler(
      `${citerValeur(simple.valeur)} n’est pas une valeur de « ${champ} »`,
      champ === 'pays'
        ? `Écrivez un pays par son nom${proche === undefined ? '' : ` : « ${proche} » lui ressemble`}.`
        : `Écrivez ${[...permis.values()].join(' ou ') || 'autre chose : le dossier n’en déclare aucun'}.`,
    );
  }
}

function valeursConnues({ jaune, geographie }: MatiereDesChoix) {
  const noms = (valeurs: Iterable<string>) => new Map([...valeurs].map((valeur) => [plier(valeur), valeur]));
  const ventiles: Readonly<Record<Ventile, ReadonlyMap<string, string>>> = {
    axe: noms(jaune.enTete.axes.keys()),
    domaine: noms(jaune.enTete.domaines.keys()),
    territoire: noms(geographie.territoires.map(({ id }) => id)),
    pays: noms(geographie.tousLesPays.map(({ nom }) => nom)),
  };
  return (champ: string) => {
    const mots = MOTS_FERMES[champ];
    return ventiles[champ as Ventile] ?? (mots && noms(mots));
  };
}

/** Those of a geography, once: choices that ask of the same part share what was folded of it. */
const LECTEURS = new WeakMap<Geographie, Lecteurs<PartDuTotal>>();

/** How choices read parts. */
function lecteursDeParts({ geographie }: MatiereDesChoix): Lecteurs<PartDuTotal> {
  const connus = LECTEURS.get(geographie);
  if (connus) return connus;
  const texte = (champ: string): ((part: PartDuTotal) => string) | undefined => {
    if (champ === 'pays') return ({ part }) => geographie.pays(part.pays)?.nom ?? '';
    if (VENTILES.some((ventile) => ventile === champ)) return ({ part }) => part[champ as Ventile];
    if (!CHAMPS_DES_CHOIX.includes(champ)) return undefined;
    const propriete = CHAMPS_TEXTE[champ as ChampTexte];
    return ({ affectation }) => affectation.ligne[propriete];
  };
  const plies = new Map<string, (part: PartDuTotal) => string>();
  const lecteurs: Lecteurs<PartDuTotal> = {
    texte,
    estCode: (champ) => CHAMPS_CODES.has(champ),
    plie: (champ) => {
      const plie = plies.get(champ) ?? plierUneFois(texte(champ) ?? (() => ''));
      plies.set(champ, plie);
      return plie;
    },
  };
  LECTEURS.set(geographie, lecteurs);
  return lecteurs;
}

function plierUneFois(lire: (part: PartDuTotal) => string): (part: PartDuTotal) => string {
  let [lu, plie] = ['', ''];
  return (part) => {
    const texte = lire(part);
    if (texte !== lu) [lu, plie] = [texte, plier(texte)];
    return plie;
  };
}
