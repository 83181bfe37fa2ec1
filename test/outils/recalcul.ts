import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { dossierDEssai, uneFois } from './atelier.ts';
import { editionDe } from './edition-2012.ts';
import { type ClasseurLu, lireClasseur, reecrireClasseur, type Saisie, saisir } from './lecteur-xlsx.ts';
import { convertirEnsemble } from './tableur.ts';

const FAUX = 777.77;
/** How long the others are waited for: the program takes longer to start than to recalculate a workbook. */
const ATTENTE_MS = 500;

let attendus: { fichier: string; rendre(octets: Promise<Buffer>): void }[] = [];
let minuterie: NodeJS.Timeout | undefined;
let enCours: Promise<unknown> = Promise.resolve();

/**
 * The workbook as LibreOffice gives it back after something was typed in it. All results of formulas are made false first:
 * none of them comes back but recalculated. What is asked for at the same time is opened together.
 */
export async function recalculer(octets: Buffer, saisies: readonly Saisie[] = []): Promise<ClasseurLu> {
  return lireClasseur(await ouvrirEtRendre(fausser(octets, saisies)));
}

function fausser(octets: Buffer, saisies: readonly Saisie[]): Uint8Array {
  const faux = reecrireClasseur(saisir(octets, saisies), (_, xml) =>
    xml.replace(/ t="str"(><f>)/g, '$1').replace(/(<\/f><v>)[^<]*(<\/v>)/g, `$1${FAUX}$2`),
  );
  const lus = [...lireClasseur(faux).feuilles.values()].flatMap((feuille) =>
    [...feuille.values()].flatMap(({ formule, valeur }) => (formule === undefined ? [] : [valeur])),
  );
  expect(lus.length).toBeGreaterThan(100);
  expect(lus.every((lu) => lu === FAUX)).toBe(true);
  return faux;
}

async function ouvrirEtRendre(octets: Uint8Array): Promise<Buffer> {
  const fichier = join(dossierDEssai(), 'jaune.xlsx');
  await writeFile(fichier, octets);
  return new Promise((rendre) => {
    attendus.push({ fichier, rendre });
    clearTimeout(minuterie);
    minuterie = setTimeout(toutConvertir, ATTENTE_MS);
  });
}

function toutConvertir(): void {
  const lot = attendus;
  attendus = [];
  const convertis = enCours.then(() => convertirEnsemble(lot.map(({ fichier }) => fichier)));
  enCours = convertis.catch(() => {});
  for (const [rang, { rendre }] of lot.entries()) rendre(convertis.then((chemins) => readFile(chemins[rang] ?? '')));
}

/** The published workbook of 2012, and what LibreOffice makes of it untouched, once a run. */
export async function classeur2012(): Promise<{ octets: Buffer; ecrit: ClasseurLu; recalcule(): Promise<ClasseurLu> }> {
  const octets = await readFile(join(await editionDe('2012'), 'jaune-2012.xlsx'));
  return {
    octets,
    ecrit: lireClasseur(octets),
    recalcule: async () => {
      const dossier = await uneFois('classeur-2012-recalcule', async (place) =>
        writeFile(join(place, 'a.xlsx'), await ouvrirEtRendre(fausser(octets, []))),
      );
      return lireClasseur(await readFile(join(dossier, 'a.xlsx')));
    },
  };
}
