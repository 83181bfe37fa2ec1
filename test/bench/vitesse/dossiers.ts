import { createReadStream, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { generer } from '../generate.mjs';
import type { Programme } from './mesurer.ts';
import { rechercheDesRegles } from './recherche.ts';

/** How the floor is called. */
export const PLANCHER = 'the floor: csv-parse, exceljs';

/** A dossier to generate: how many lines, and how many of them are drawn among the international ones of the model. */
export interface Taille {
  readonly nom: string;
  readonly lignes: number;
  readonly partInternationale: number;
  readonly graine: number;
}

/** A generated dossier. */
export interface DossierGenere {
  readonly nom: string;
  readonly chemin: string;
  readonly lignes: number;
  readonly octets: number;
  readonly source: string;
  /** Where its compiles go, one folder for each build. */
  readonly sorties: string;
}

/** Makes dossiers in a folder of work, and what peers need beside them. */
export class Fabrique {
  readonly #modele: string;
  readonly #travail: string;

  /** @param modele the dossier of which rules are taken, and that tells peers what to look for */
  constructor(modele: string, travail: string) {
    this.#modele = modele;
    this.#travail = travail;
  }

  /** @param lignesCsv published lines to draw from */
  async generer({ nom, ...taille }: Taille, lignesCsv: string): Promise<DossierGenere> {
    const chemin = join(this.#travail, nom);
    const { fichier, octets } = await generer({ dossier: chemin, modele: this.#modele, lignesCsv, ...taille });
    return {
      nom,
      chemin,
      lignes: taille.lignes,
      octets,
      source: fichier,
      sorties: join(this.#travail, `${nom}-sorties`),
    };
  }

  /** The compile of a dossier by a build of the tool. */
  compile(chemin: string, sorties: string, qui: string, paquet: string): Programme {
    return { nom: qui, arguments: [paquet, 'compiler', chemin, '--sortie', join(sorties, qui), '--json'] };
  }

  /**
   * What peers do on a dossier, the floor first.
   * @param lignesCsv what the tool published of it, from which the rows to write are read back
   */
  async pairs({ nom, source }: DossierGenere, racine: string, lignesCsv: string): Promise<Programme[]> {
    const [recherche, rangees] = [
      join(this.#travail, `${nom}-recherche.json`),
      join(this.#travail, `${nom}-rangees.json`),
    ];
    writeFileSync(recherche, JSON.stringify(rechercheDesRegles(this.#modele)));
    writeFileSync(rangees, JSON.stringify(await rangeesInternationales(lignesCsv)));
    const banc = join(racine, 'test/bench');
    const xlsx = join(this.#travail, 'pairs.xlsx');
    const pair = (titre: string, fichier: string) => ({
      nom: titre,
      arguments: [join(banc, 'peers', fichier), source, recherche, rangees, xlsx],
    });
    return [
      { nom: PLANCHER, arguments: [join(banc, 'floor.mjs'), source, rangees, xlsx] },
      pair('DuckDB, exceljs', 'duckdb.mjs'),
      pair('Polars, exceljs', 'polars.mjs'),
      pair('Papa Parse, exceljs', 'papaparse.mjs'),
    ];
  }

  /** Large dossiers make room for the next one. */
  retirer({ chemin, sorties }: DossierGenere): void {
    for (const dossier of [chemin, sorties]) rmSync(dossier, { recursive: true, force: true });
  }
}

/** The records of the international parts, amounts as numbers of euros: what the Lignes sheet shows of them. */
async function rangeesInternationales(chemin: string): Promise<(string | number)[][]> {
  const rangees: (string | number)[][] = [];
  for await (const ligne of createReadStream(chemin).pipe(parse({ delimiter: ';', columns: true }))) {
    if (ligne.verdict !== 'internationale') continue;
    rangees.push(
      Object.entries<string>(ligne).map(([colonne, texte]) =>
        colonne.endsWith('_centimes') && texte !== '' ? Number(texte) / 100 : texte,
      ),
    );
  }
  return rangees;
}
