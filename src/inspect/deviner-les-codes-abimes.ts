import type { Nomenclature } from '../domain/codes/nomenclature.ts';
import type { Vote } from '../domain/codes/normes.ts';
import { ZerosPerdus } from '../domain/codes/zeros-perdus.ts';
import { CODES } from '../domain/lignes/champs.ts';
import { composerCle } from '../domain/textes/cle-composee.ts';
import { accord } from '../domain/textes/format.ts';
import { citer } from '../domain/textes/texte.ts';
import type { Attribution } from './attribuer-les-colonnes.ts';
import type { RangeeVue } from './echantillon.ts';
import type { Profil } from './profil.ts';
import type { CleProposee } from './proposition.ts';

const EXEMPLES = 3;
/** Different cells that are judged: a file has hundreds of codes, and a column of anything else is no code. */
const CODES_JUGES = 20_000;

interface VueDesCodes {
  readonly champs: readonly Attribution[];
  readonly lignes: readonly RangeeVue[];
  /** That of the norm under which the file is looked at; nothing when none holds in its year. */
  readonly nomenclature: Nomenclature | undefined;
  readonly vote: Vote;
  /** Whether the norm is given, or known by its codes. */
  readonly normeSure: boolean;
}

/** What is to be declared of codes that a spreadsheet spoiled, or may be thought to have spoiled. */
export function devinerLesCodesAbimes(vue: VueDesCodes): CleProposee[] {
  return [...zerosACompleter(vue), ...codesALettre(vue)];
}

/** Functions without their first zero: sure where each of them is told so by its chapter or its label, and none may be either. */
function zerosACompleter({ champs, lignes, nomenclature, vote, normeSure }: VueDesCodes): CleProposee[] {
  const profilDe = (champ: string) => champs.find(({ role }) => role === champ)?.profil;
  const fonction = profilDe('fonction');
  if (fonction === undefined || nomenclature === undefined) return [];
  const zeros = new ZerosPerdus(nomenclature, vote);
  const [chapitre, libelle] = [profilDe('chapitre'), profilDe('fonction_libelle')];
  const perdus = new Set<string>();
  const vus = new Set<string>();
  let cellules = 0;
  let prouves = true;
  for (const { champs: cellulesDe, genre } of lignes) {
    const code = cellulesDe[fonction.rang] ?? '';
    if (genre !== undefined || code === '' || code.startsWith('0') || vus.size >= CODES_JUGES) continue;
    const aCote = [chapitre, libelle].map((profil) => (profil === undefined ? '' : (cellulesDe[profil.rang] ?? '')));
    const [sonChapitre = '', sonLibelle = ''] = aCote;
    const cle = composerCle(code, sonChapitre, sonLibelle);
    const avis = zeros.avis(code, sonChapitre, sonLibelle);
    if (avis === 'perdu') cellules += 1;
    if (vus.has(cle)) continue;
    vus.add(cle);
    if (avis === 'perdu') perdus.add(code);
    if (avis === 'douteux' || (avis === 'perdu' && !zeros.estProuve(code, sonChapitre, sonLibelle))) prouves = false;
  }
  if (perdus.size === 0) return [];
  const exemples = [...perdus].slice(0, EXEMPLES).map((code) => `${code} → 0${code}`);
  return [
    {
      cle: 'completer_zeros',
      valeur: '[fonction]',
      confiance: prouves && normeSure ? 'sûr' : 'à confirmer',
      raisons: [
        `${accord(cellules, 'cellule')} sans ${cellules > 1 ? 'leur' : 'son'} premier zéro : ${exemples.join(', ')}${perdus.size > exemples.length ? '…' : ''}`,
        prouves
          ? 'le chapitre ou l’intitulé le disent de chacune'
          : 'le chapitre et l’intitulé ne le disent pas de toutes',
      ],
    },
  ];
}

/** A number in scientific notation, without a mark or a sign: `322E00`. */
const NOTATION = /^(\d+)E(\d+)$/i;
/** A code with another letter among its digits, of which no number is made. */
const AVEC_LETTRE = /^\d+[A-DF-Z]\d+$/i;

/**
 * Codes that read as numbers in scientific notation. What a program prints has one digit before the E and no zero after it
 * (`4E13`); where all have that look and no other code has a letter, they may well be spoiled, and nothing is proposed.
 */
function codesALettre({ champs, nomenclature }: VueDesCodes): CleProposee[] {
  const trouves = CODES.flatMap((champ) => {
    const profil = champs.find(({ role }) => role === champ)?.profil;
    const codes = [...(profil?.valeurs?.keys() ?? [])];
    const doutes = codes.filter((code) => NOTATION.test(code) && !estDeLaNorme(champ, code, nomenclature));
    const voisins = codes.filter((code) => AVEC_LETTRE.test(code));
    const ecrits = doutes.every((code) => !/^\dE[1-9]/i.test(code));
    return profil === undefined || doutes.length === 0 || (voisins.length === 0 && !ecrits)
      ? []
      : [{ champ, profil, doutes, voisins, ecrits }];
  });
  if (trouves.length === 0) return [];
  return [
    {
      cle: 'codes_lettres',
      valeur: `[${trouves.map(({ champ }) => champ).join(', ')}]`,
      confiance: trouves.every(({ voisins, ecrits }) => voisins.length > 0 && ecrits) ? 'sûr' : 'à confirmer',
      raisons: trouves.map(direLesLettres),
    },
  ];
}

function estDeLaNorme(champ: string, code: string, nomenclature: Nomenclature | undefined): boolean {
  return (champ === 'fonction' || champ === 'chapitre') && nomenclature?.chercher(champ, code).trouve === true;
}

function direLesLettres({
  profil,
  doutes,
  voisins,
}: {
  readonly profil: Profil;
  readonly doutes: readonly string[];
  readonly voisins: readonly string[];
}): string {
  const citees = (codes: readonly string[]) =>
    codes
      .slice(0, EXEMPLES)
      .map((code) => citer(code))
      .join(', ');
  const suite =
    voisins.length > 0
      ? `comme ${citees(voisins)} qui ne peu${voisins.length > 1 ? 'vent' : 't'} être un nombre`
      : 'aucun autre code de la colonne n’a de lettre';
  return `${citees(doutes)} sous ${citer(profil.titre)} : un code, non un nombre, ${suite}`;
}
