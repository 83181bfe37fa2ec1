import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse/sync';
import { cellule, hasard } from '../generate.mjs';

/** Of lines, how many were international: as few as in a large dossier. */
const SUR_CENT_MILLE = 1_000;
/** One line in so many has a label, or a beneficiary, that no other has. */
const PAR_TEXTE_UNIQUE = 4;

/**
 * Makes the memory of a year of many lines out of that of the model: its lines drawn again and again, each with a place of its own,
 * one in four with a number in its label, one in four with one in its beneficiary.
 */
export async function genererLaMemoire(dossier: string, modele: string, nombre: number, graine: number): Promise<void> {
  const tirer = hasard(graine);
  const lues: Record<string, string>[] = parse(readFileSync(join(modele, 'memoire/lignes-2011.csv')), {
    delimiter: ';',
    columns: true,
  });
  const enUnePart = lues.filter(({ rang_part, quote_part }) => rang_part === '1' && quote_part?.startsWith('100'));
  const oui = enUnePart.filter(({ verdict }) => verdict === 'internationale');
  const non = enUnePart.filter(({ verdict }) => verdict !== 'internationale' && verdict !== 'exceptionnelle');
  const titres = Object.keys(lues[0] ?? {});
  mkdirSync(join(dossier, 'memoire'), { recursive: true });
  const flux = createWriteStream(join(dossier, 'memoire/lignes-2011.csv'));
  let tampon = `${titres.join(';')}\n`;
  for (let rang = 0; rang < nombre; rang++) {
    const parmi = tirer(100_000) < SUR_CENT_MILLE ? oui : non;
    const ligne = parmi[tirer(parmi.length)] ?? {};
    const numerote = (texte = '') => (texte !== '' && tirer(PAR_TEXTE_UNIQUE) === 0 ? `${texte} ${rang + 1}` : texte);
    const siennes: Record<string, string> = {
      ...ligne,
      ref: `sources/lignes.csv:${rang + 2}`,
      empreinte: (tirer(2 ** 31) * 2 ** 20 + tirer(2 ** 20)).toString(16).padStart(16, '0'),
      libelle: numerote(ligne.libelle),
      beneficiaire: numerote(ligne.beneficiaire),
    };
    tampon += `${titres.map((titre) => cellule(siennes[titre] ?? '')).join(';')}\n`;
    if (tampon.length > 1_000_000) {
      if (!flux.write(tampon)) await new Promise<void>((suite) => flux.once('drain', () => suite()));
      tampon = '';
    }
  }
  flux.end(tampon);
  await finished(flux);
}
