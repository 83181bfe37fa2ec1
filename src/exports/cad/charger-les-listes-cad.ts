import { join } from 'node:path';
import { readReferenceTable } from '../../files/reference-table.ts';
import { type EntreeCad, ListeCad } from './liste-cad.ts';

/** A country or a group of countries that aid goes to. */
export interface BeneficiaireCad extends EntreeCad {
  /** ISO 3166-1 alpha-3, as the breakdown knows it; empty for a group, or a territory that is none of its countries. */
  readonly pays: string;
}

/** The lists of codes that a declaration of aid is written in. */
export interface ListesCad {
  readonly beneficiaires: ListeCad<BeneficiaireCad>;
  readonly secteurs: ListeCad;
  readonly canaux: ListeCad;
  readonly typesDAide: ListeCad;
  readonly typesDApport: ListeCad;
  readonly typesDeFinancement: ListeCad;
  readonly biMulti: ListeCad;
}

const TITRES = 'code;libelle;debut;fin;source';
const ANNEE = /^((19|20)\d\d)?$/;

type Rangee = Parameters<Parameters<typeof readReferenceTable>[3]>[0];

/**
 * Reads the lists of the committee, under `data/cad`.
 * @param donnees the folder of the tables of the tool
 * @throws Error naming the file and line of the first wrong row
 */
export function chargerLesListesCad(donnees: string): ListesCad {
  const dossier = join(donnees, 'cad');
  const liste = (fichier: string, forme: RegExp) =>
    new ListeCad(readReferenceTable(dossier, fichier, TITRES, (rangee) => lireUneEntree(rangee, forme)));
  const beneficiaires = readReferenceTable(
    dossier,
    'beneficiaires.csv',
    'code;libelle;pays;debut;fin;source',
    (rangee) => ({
      ...lireUneEntree(rangee, /^\d{2,4}$/),
      pays: rangee.text('pays') === '' ? '' : rangee.unique('pays', /^[A-Z]{3}$/),
    }),
  );
  return {
    beneficiaires: new ListeCad(beneficiaires),
    secteurs: liste('secteurs.csv', /^\d{5}$/),
    canaux: liste('canaux.csv', /^\d{5}$/),
    typesDAide: liste('types-aide.csv', /^[A-H]\d{2,3}$/),
    typesDApport: liste('types-apport.csv', /^\d{2}$/),
    typesDeFinancement: liste('types-financement.csv', /^\d{3,4}$/),
    biMulti: liste('bi-multi.csv', /^\d$/),
  };
}

function lireUneEntree(rangee: Rangee, forme: RegExp): EntreeCad {
  const [debut, fin] = [rangee.matching('debut', ANNEE), rangee.matching('fin', ANNEE)];
  if (debut !== '' && fin !== '' && fin < debut) throw rangee.fault(`la fin ${fin} précède le début ${debut}`);
  rangee.filled('source');
  return {
    code: rangee.unique('code', forme),
    libelle: rangee.filled('libelle'),
    ...(debut === '' ? {} : { debut: Number(debut) }),
    ...(fin === '' ? {} : { fin: Number(fin) }),
  };
}
