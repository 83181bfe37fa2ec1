/**
 * A second reader of the sources of a dossier, deliberately simple and sharing nothing with the tool: it reads a file whole,
 * letter by letter, and counts in big integers. When both agree, a fault would have to be in both.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { parse } from 'yaml';

interface SourceEcrite {
  readonly fichier: string;
  readonly encodage: string;
  readonly separateur: string;
  readonly decimale: string;
  readonly unite?: string;
  readonly preambule?: string;
  readonly montants: Readonly<Record<string, string>>;
  readonly lignes_a_ecarter?: readonly { readonly si: Readonly<Record<string, { readonly commence_par: string }>> }[];
}

/** What a source holds: the lines kept, and the cents of each base. */
export interface CompteNaif {
  readonly fichier: string;
  readonly lignes: number;
  readonly centimes: Readonly<Record<string, bigint>>;
}

/** Counts each source of a dossier, as its `exercice.yaml` says to read it. */
export function compterSources(dossier: string): CompteNaif[] {
  const { sources } = parse(readFileSync(join(dossier, 'exercice.yaml'), 'utf8'), { schema: 'failsafe' });
  return (sources as SourceEcrite[]).map((source) => compterSource(dossier, source));
}

function compterSource(dossier: string, source: SourceEcrite): CompteNaif {
  const texte = iconv.decode(readFileSync(join(dossier, source.fichier)), source.encodage);
  const utile = texte
    .split('\n')
    .slice(Number(source.preambule ?? 0))
    .join('\n');
  const [titres = [], ...enregistrements] = decouper(utile, source.separateur === '\\t' ? '\t' : source.separateur);
  const rang = (titre: string) => titres.findIndex((lu) => lu.trim() === titre);
  const ecarts = (source.lignes_a_ecarter ?? []).map(({ si }) => Object.entries(si));
  const gardes = enregistrements
    .filter((champs) => champs.some((champ) => champ.trim() !== ''))
    .filter(
      (champs) => !ecarts.some((ecart) => ecart.every(([titre, attente]) => commence(champs[rang(titre)], attente))),
    );
  const centimes = Object.entries(source.montants).map(([base, titre]) => [
    base,
    gardes.reduce((somme, champs) => somme + lireCentimes(champs[rang(titre)] ?? '', source), 0n),
  ]);
  return { fichier: source.fichier, lignes: gardes.length, centimes: Object.fromEntries(centimes) };
}

function commence(champ: string | undefined, { commence_par: debut }: { readonly commence_par: string }): boolean {
  if (debut === undefined) throw new Error('le lecteur naïf ne connaît que commence_par');
  return (champ ?? '').trim().startsWith(debut);
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
  if (champ !== '' || champs.length > 0) enregistrements.push([...champs, champ]);
  return enregistrements;
}

function lireCentimes(cellule: string, { decimale, unite }: SourceEcrite): bigint {
  const net = cellule.replace(/[\s\u00a0\u202f€]/g, '');
  if (net === '') return 0n;
  const negatif = net.startsWith('-') || net.startsWith('(');
  const [entiers = '', decimales = ''] = net.replace(/[-()]/g, '').split(decimale);
  const rangDuCentime = unite === 'milliers' ? 5 : 2;
  const valeur = BigInt(entiers + decimales.padEnd(rangDuCentime, '0'));
  return negatif ? -valeur : valeur;
}
