/**
 * A second reader of the sources of a dossier, deliberately simple and sharing nothing with the tool, not even a library
 * that reads or decodes: it takes a file whole, letter by letter, and counts in big integers. It refuses what it does not
 * understand, so that what both read to the end, and alike, would take a fault in both to be wrong.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A source as `exercice.yaml` declares it: what it takes to count it. */
export interface SourceEcrite {
  readonly fichier: string;
  readonly encodage: string;
  readonly separateur: string;
  readonly decimale: string;
  readonly unite?: string;
  readonly preambule?: string;
  readonly colonnes: Readonly<Record<string, string>>;
  readonly valeurs?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly montants: Readonly<Record<string, string>>;
  readonly ignorees?: readonly string[];
  readonly lignes_a_ecarter?: readonly { readonly si: Readonly<Record<string, { readonly commence_par: string }>> }[];
}

/** The same, with who sends it and what was announced of it. */
export interface SourceAnnoncee extends SourceEcrite {
  readonly secteur?: string;
  readonly organisme?: string;
  readonly controle: Readonly<Record<string, string>> & {
    readonly [S in 'depenses' | 'recettes']?: Readonly<Record<string, string>>;
  };
}

/** Lines kept of one sense, and the cents of each base. */
export interface CompteDUnSens {
  readonly lignes: number;
  readonly centimes: Readonly<Record<string, bigint>>;
}

/** What a source holds: its expenses, and its receipts apart. */
export interface CompteNaif extends Readonly<Record<Sens, CompteDUnSens>> {
  readonly fichier: string;
}

export const SENS = ['depenses', 'recettes'] as const;
type Sens = (typeof SENS)[number];

/** Thrown on what this reader does not understand. */
export class RefusNaif extends Error {}

/** The sources of a dossier, as its `exercice.yaml` says to read them. */
export function lireDeclarations(dossier: string): readonly SourceEcrite[] {
  const { sources } = parse(readFileSync(join(dossier, 'exercice.yaml'), 'utf8'), { schema: 'failsafe' });
  return sources as SourceEcrite[];
}

/** Counts each source of a dossier. */
export function compterSources(dossier: string): CompteNaif[] {
  return lireDeclarations(dossier).map((source) => compterOctets(readFileSync(join(dossier, source.fichier)), source));
}

/**
 * Counts the bytes of a source.
 * @throws RefusNaif
 */
export function compterOctets(octets: Uint8Array, source: SourceEcrite): CompteNaif {
  const lignesDuFichier = decoder(octets, source.encodage).replace(/\r\n?/g, '\n').split('\n');
  const utile = lignesDuFichier.slice(Number(source.preambule ?? 0)).join('\n');
  const separateur = source.separateur === '\\t' ? '\t' : source.separateur;
  const [titres, ...enregistrements] = decouper(utile, separateur).filter((champs) =>
    champs.some((champ) => champ.trim() !== ''),
  );
  const rangs = titres?.map((titre) => titre.trim()) ?? [];
  const rang = (titre: string) => {
    if (!rangs.includes(titre)) throw new RefusNaif(`pas de colonne ${titre}`);
    return rangs.indexOf(titre);
  };
  const ecarts = (source.lignes_a_ecarter ?? []).map(({ si }) => Object.entries(si));
  const gardes = enregistrements.filter(
    (champs) => !ecarts.some((ecart) => ecart.every(([titre, attente]) => commence(champs[rang(titre)], attente))),
  );
  for (const { length } of gardes) if (length !== rangs.length) throw new RefusNaif(`${length} champs`);
  const { sens: titreDuSens } = source.colonnes;
  const sensDe = (champs: readonly string[]) =>
    titreDuSens === undefined ? 'depenses' : lireLeSens(champs[rang(titreDuSens)] ?? '', source);
  const compter = (sens: Sens): CompteDUnSens => {
    const siens = gardes.filter((champs) => sensDe(champs) === sens);
    const centimes = Object.entries(source.montants).map(([base, titre]) => [
      base,
      siens.reduce((somme, champs) => somme + lireCentimes(champs[rang(titre)] ?? '', source), 0n),
    ]);
    return { lignes: siens.length, centimes: Object.fromEntries(centimes) };
  };
  return { fichier: source.fichier, depenses: compter('depenses'), recettes: compter('recettes') };
}

/** The lines and the cents of one base that several sources hold, in one sense. */
export function sommeNaive(
  comptes: readonly CompteNaif[],
  sens: Sens,
  base: string,
): { lignes: number; centimes: bigint } {
  return comptes.reduce(
    (somme, { [sens]: compte }) => ({
      lignes: somme.lignes + compte.lignes,
      centimes: somme.centimes + (compte.centimes[base] ?? 0n),
    }),
    { lignes: 0, centimes: 0n },
  );
}

/** An empty cell is that of an expense; a word that nobody declared is not understood. */
function lireLeSens(cellule: string, { valeurs }: SourceEcrite): Sens {
  const mots = { depense: 'depense', recette: 'recette', '': 'depense', ...valeurs?.sens };
  const [, mot] = Object.entries(mots).find(([ecrit]) => simple(ecrit) === simple(cellule)) ?? [];
  if (mot === undefined) throw new RefusNaif(`« ${cellule} » n’est pas un sens`);
  return mot === 'recette' ? 'recettes' : 'depenses';
}

function commence(champ: string | undefined, { commence_par: debut }: { readonly commence_par: string }): boolean {
  if (debut === undefined) throw new Error('le lecteur naïf ne connaît que commence_par');
  return simple(champ ?? '').startsWith(simple(debut));
}

/** Conditions look at texts regardless of accents and case. */
function simple(texte: string): string {
  return texte
    .normalize('NFD')
    .replace(/[\u0300-\u036f\p{Cf}]/gu, '')
    .trim()
    .toLowerCase();
}

const DE_0X80_A_0X9F = '€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ';

function decoder(octets: Uint8Array, encodage: string): string {
  if (encodage === 'utf-8')
    return Buffer.from(octets)
      .toString('utf8')
      .replace(/^\ufeff/, '');
  const morceaux: string[] = [];
  for (const octet of octets)
    morceaux.push(octet >= 0x80 && octet <= 0x9f ? (DE_0X80_A_0X9F[octet - 0x80] ?? '') : String.fromCharCode(octet));
  return morceaux.join('');
}

function decouper(texte: string, separateur: string): string[][] {
  const enregistrements: string[][] = [];
  let champs: string[] = [];
  let champ = '';
  let cite = false;
  for (let rang = 0; rang < texte.length; rang++) {
    const lettre = texte[rang];
    if (cite && lettre === '"' && texte[rang + 1] === '"') {
      champ += '"';
      rang += 1;
    } else if (lettre === '"') cite = !cite;
    else if (cite) champ += lettre;
    else if (lettre === separateur) {
      champs.push(champ);
      champ = '';
    } else if (lettre === '\n') {
      enregistrements.push([...champs, champ]);
      champs = [];
      champ = '';
    } else champ += lettre;
  }
  if (cite) throw new RefusNaif('un guillemet reste ouvert');
  if (champ !== '' || champs.length > 0) enregistrements.push([...champs, champ]);
  return enregistrements;
}

/** Digits, one mark, and what says that the amount is below zero; nothing else but spaces and €. */
function lireCentimes(cellule: string, { decimale, unite }: SourceEcrite): bigint {
  const rangDuCentime = unite === 'milliers' ? 5 : 2;
  let chiffres = '';
  let decimales = -1;
  let negatif = false;
  for (const lettre of cellule.replace(/[\s€]/g, '')) {
    if (lettre === decimale && decimales < 0) decimales = 0;
    else if (lettre >= '0' && lettre <= '9') {
      chiffres += lettre;
      if (decimales >= 0) decimales += 1;
    } else if (lettre === '-' || lettre === '\u2212' || lettre === '(') negatif = true;
    else if (lettre !== ')') throw new RefusNaif(`« ${cellule} » n’est pas un montant`);
  }
  const enTrop = Math.max(decimales, 0) - rangDuCentime;
  if (enTrop > 0 && /[1-9]/.test(chiffres.slice(-enTrop))) throw new RefusNaif(`« ${cellule} » dépasse le centime`);
  const valeur = enTrop > 0 ? BigInt(chiffres.slice(0, -enTrop)) : BigInt(chiffres) * 10n ** BigInt(-enTrop);
  return negatif ? -valeur : valeur;
}
