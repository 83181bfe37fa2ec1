import {
  type EntreeNomenclature,
  Nomenclature,
  type Nomenclatures,
  normaliserChapitre,
  type TableDeCodes,
  type TableDeclaree,
} from '../domain/codes/nomenclature.ts';
import { aDesFonctions, estLibre, type Norme, nommerNomenclature, nommerNorme } from '../domain/codes/normes.ts';
import type { Constats } from '../domain/constats/constat.ts';
import { formaterEntier } from '../domain/textes/format.ts';
import { abreger, normaliserCode } from '../domain/textes/texte.ts';
import type { CsvRecord } from '../files/csv-records.ts';
import { describeNotText, recognizeFileNotText } from '../files/not-text.ts';
import { OwnTable, type ReadCell } from '../files/own-table.ts';
import { pathIn } from '../files/path-in.ts';
import { tellUnreadable } from '../files/unreadable.ts';

export const COLONNES_DES_CODES = ['type', 'code', 'libelle', 'origine'] as const;
type Colonne = (typeof COLONNES_DES_CODES)[number];
/** No norm has a tenth of it. */
const CODES_MAX = 20_000;
/** What rules could not name otherwise: `*` and `..` say families and ranges. */
const FORME_DE_CODE = /^[\p{Lu}\d]+(?:[./_-][\p{Lu}\d]+)*$/u;
const LONGUEUR_MAX = 40;
/** Labels stand in cells and in tables. */
const TEXTE_MAX = 500;

/** The tables of a dossier, and where it is. */
export interface TablesDuDossier {
  readonly racine: string;
  readonly norme: Norme | undefined;
  readonly tables: readonly TableDeclaree[];
}

/** What the tables of a dossier make of the nomenclatures of its norms, and what they add to them. */
interface Completees {
  readonly nomenclatures: Nomenclatures;
  readonly ajouts: readonly TableDeCodes[];
}

/**
 * Adds to the nomenclatures of a dossier the codes of its own tables, each to that of its norm; those of norms that are not
 * asked for are not read. Tells what is wrong with them; a code that the norm has already is refused, since one of the two
 * labels would go unseen.
 * @param norme that of the tables that name none
 */
export async function completerLesNomenclatures(
  nomenclatures: Nomenclatures,
  { racine, norme, tables }: TablesDuDossier,
  constats: Constats,
): Promise<Completees> {
  const ajouts = new Map<TableDeclaree, TableDeCodes>();
  const completer = async (nomenclature: Nomenclature): Promise<Nomenclature> => {
    const siennes = tables.filter((table) => (table.norme ?? norme) === nomenclature.norme);
    if (siennes.length === 0) return nomenclature;
    const lecture = new LectureDesCodes(nomenclature, constats);
    for (const table of siennes) {
      const lue = await lecture.lire(racine, table.fichier);
      if (lue !== undefined) ajouts.set(table, lue);
    }
    const codes = siennes.flatMap((table) => ajouts.get(table)?.codes ?? []);
    const [sienne, exercice, entrees, liens] = nomenclature.donnees;
    return new Nomenclature(sienne, exercice, [...entrees, ...codes], liens);
  };
  const [premiere, ...autres] = nomenclatures;
  const completees: [Nomenclature, ...Nomenclature[]] = [await completer(premiere)];
  for (const autre of autres) completees.push(await completer(autre));
  return { nomenclatures: completees, ajouts: tables.flatMap((table) => ajouts.get(table) ?? []) };
}

class LectureDesCodes {
  readonly #nomenclature: Nomenclature;
  readonly #constats: Constats;
  /** Where each code was given first. */
  readonly #vus = new Map<string, string>();
  #pleine = false;

  constructor(nomenclature: Nomenclature, constats: Constats) {
    this.#nomenclature = nomenclature;
    this.#constats = constats;
  }

  async lire(racine: string, fichier: string): Promise<TableDeCodes | undefined> {
    const chemin = pathIn(racine, fichier);
    const codes: EntreeNomenclature[] = [];
    const table = new OwnTable<Colonne>(
      {
        file: fichier,
        columns: COLONNES_DES_CODES,
        code: 'E-NOMENCLATURE',
        remede: `Attendu : un CSV en UTF-8, séparé par des « ; », aux colonnes ${COLONNES_DES_CODES.join(';')}. Voyez docs/dossier.md.`,
      },
      this.#constats,
      (cellule, vu) => {
        const lu = this.#lireCode(fichier, cellule, vu, table);
        if (lu !== undefined) codes.push(lu);
      },
    );
    try {
      const autreChose = recognizeFileNotText(chemin);
      if (autreChose !== undefined) {
        table.report({ lieu: { fichier }, message: describeNotText(autreChose, 'source').message });
        return undefined;
      }
      const { sha256, octets } = await table.read(chemin);
      if (codes.length === 0 && table.faults === 0)
        table.reportEmpty(table.titlesRight ? remedeDuVide(this.#nomenclature) : undefined);
      if (table.faults > 0) return undefined;
      return { fichier, norme: this.#nomenclature.norme, sha256, octets, codes };
    } catch (erreur) {
      tellUnreadable(erreur, fichier, this.#constats);
      return undefined;
    }
  }

  #lireCode(
    fichier: string,
    cellule: ReadCell<Colonne>,
    vu: CsvRecord,
    table: OwnTable<Colonne>,
  ): EntreeNomenclature | undefined {
    const { norme, exercice } = this.#nomenclature;
    const [type, ecrit, libelle, source] = COLONNES_DES_CODES.map((colonne) => cellule(colonne).trim());
    const refuser = (colonne: Colonne, message: string, remede?: string) => {
      table.refuse(vu, colonne, message, remede);
      return undefined;
    };
    if (this.#vus.size >= CODES_MAX) {
      // Told once: such a file has a million more.
      if (this.#pleine) return undefined;
      this.#pleine = true;
      return refuser('code', `plus de ${formaterEntier(CODES_MAX)} codes : ce n’est pas une nomenclature`);
    }
    if (type !== 'fonction' && type !== 'chapitre')
      return refuser('type', `« ${abreger(type ?? '')} » n’est pas un type de code`, 'Écrivez fonction ou chapitre.');
    if (type === 'fonction' && !aDesFonctions(norme))
      return refuser(
        'type',
        `${nommerNorme(norme)} n’a pas de fonctions`,
        'Ses lignes n’en demandent pas. Retirez cette ligne, ou dites la norme de cette table sous nomenclature.',
      );
    const code = type === 'fonction' ? normaliserCode(ecrit ?? '') : normaliserChapitre(ecrit ?? '');
    if (!FORME_DE_CODE.test(code) || code.length > LONGUEUR_MAX)
      return refuser(
        'code',
        code === '' ? 'le code est vide' : `« ${abreger(code)} » n’a pas la forme d’un code`,
        `Un code est en lettres et en chiffres, au besoin séparés par un point, un tiret ou une barre, ${LONGUEUR_MAX} signes au plus. Une ligne par code : une famille (143*) s’écrit dans les règles.`,
      );
    if (libelle === undefined || libelle === '')
      return refuser('libelle', `le code ${code} n’a pas de libellé`, 'Écrivez celui de votre nomenclature.');
    if (source === undefined || source === '')
      return refuser(
        'origine',
        `rien ne dit d’où vient le code ${code}`,
        'Nommez le document qui le donne : les documents du jaune le citent.',
      );
    for (const [colonne, texte] of [
      ['libelle', libelle],
      ['origine', source],
    ] as const)
      if (texte.length > TEXTE_MAX)
        return refuser(
          colonne,
          `un texte de ${formaterEntier(texte.length)} signes, ${TEXTE_MAX} au plus sont attendus`,
        );
    const cle = `${type} ${code}`;
    const deja = this.#vus.get(cle);
    if (deja !== undefined)
      return refuser('code', `le code ${code} est déjà donné, ${deja}`, 'Gardez une seule ligne par code.');
    this.#vus.set(cle, `ligne ${vu.numero} de ${fichier}`);
    const sien = type === 'fonction' ? this.#nomenclature.fonction(code) : this.#nomenclature.chapitre(code);
    if (sien !== undefined)
      return refuser(
        'code',
        `le code ${code} est déjà dans ${nommerNomenclature(norme, exercice)} : « ${sien.libelle} »`,
        'Retirez cette ligne : une table ajoute des codes, elle n’en change pas.',
      );
    return { norme, type, code, libelle, debut: exercice, fin: exercice, source };
  }
}

function remedeDuVide({ norme, exercice }: Nomenclature): string {
  const exemple = aDesFonctions(norme) ? 'fonction;0481;Actions du massif' : 'chapitre;011;Charges à caractère général';
  return `Remplissez-la, une ligne par code que ${estLibre(norme) ? 'vos fichiers portent' : `${nommerNomenclature(norme, exercice)} n’a pas`}. Par exemple : ${exemple};Le document qui donne ce code.`;
}
