import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { EXPORTS } from '../../../src/exports/exports.ts';
import { dossierDEssai } from '../../outils/atelier.ts';
import { unSur } from '../../outils/combien.ts';
import { courirIci } from '../../outils/dossiers.ts';
import { programmeOuPasse } from '../../outils/navigateur.ts';
import { jaune } from '../../outils/paquet.ts';
import { empreintes } from '../../outils/sorties.ts';

const FORMATS = EXPORTS.map(({ nom }) => nom);
const RELIRE = join(import.meta.dirname, 'relire.py');
const python = programmeOuPasse('python3', 'les exports ne sont pas relus par lui.');
const TOTAL_DE_2012 = 4_619_000_000;
/** The heads of the open data of the State, then payments; then what it does not publish. */
const TITRES_APD = [
  ...['Annee de declaration', 'Agence', 'Numero de projet', 'Code du pays beneficiaire', 'Pays beneficiaire'],
  ...['Codes ISO', 'Code canal de transfert', 'Canal de transfert', 'Bi/Multi', 'Code type de flux'],
  ...['Code type de financement', 'Code modalite de cooperation', 'Description courte', 'Code objet'],
  ...['code secteur CAD', 'Secteur', 'Genre', "Aide a l'environnement", 'Biodiversite', 'Engagements', 'Versements'],
  ...['Nutrition', 'Inclusion', 'Ligne du jaune'],
];

interface PontLu {
  readonly base: string;
  readonly total: number;
  readonly etapes: readonly { readonly centimes: number }[];
  readonly declare: number;
  readonly autresPonts?: readonly PontLu[];
}

const faits = new Map<string, Promise<string>>();

/** Where an export of data/2012 was written, once a run. */
function exportDe(format: string): Promise<string> {
  const fait = faits.get(format) ?? exporter(format);
  faits.set(format, fait);
  return fait;
}

async function exporter(format: string): Promise<string> {
  const sortie = join(dossierDEssai(), format);
  const { code, erreur } = await courirIci(['exporter', 'data/2012', '--vers', format, '--sortie', sortie]);
  expect(code, erreur).toBe(0);
  return sortie;
}

function pontsDe(dossier: string, format: string): readonly PontLu[] {
  const pont: PontLu = JSON.parse(readFileSync(join(dossier, `pont-${format}-2012.json`), 'utf8'));
  return [pont, ...(pont.autresPonts ?? [])];
}

describe.each(FORMATS)('l’export %s de data/2012', (format) => {
  it('a un pont qui part du total, et dont les étapes mènent au centime à ce qui est déclaré', async () => {
    const ponts = pontsDe(await exportDe(format), format);
    for (const { total, etapes, declare } of ponts) {
      expect(total).toBe(TOTAL_DE_2012);
      expect(etapes.reduce((somme, { centimes }) => somme + centimes, total)).toBe(declare);
    }
  });

  it.skipIf(python === undefined)('relu par Python seul, fait ce à quoi mène le pont', async () => {
    const dossier = await exportDe(format);
    const lu = JSON.parse(execFileSync(python ?? '', [RELIRE, format, dossier, '2012'], { encoding: 'utf8' }));
    expect(lu.rangees).toBeGreaterThan(0);
    for (const { base, declare } of pontsDe(dossier, format)) expect(lu.declare[base], base).toBe(declare);
    if (format === 'apd') {
      expect(lu.titres).toEqual(TITRES_APD);
      expect(lu.declare.classeur).toBe(lu.declare.mandats);
    }
  });
});

describe.each(unSur(2, FORMATS))('l’export %s de data/2012', (format) => {
  it('a les mêmes octets par le programme livré, sous une autre heure et une autre langue', async () => {
    const sortie = join(dossierDEssai(), format);
    const { code, erreur } = await jaune.courir(['exporter', 'data/2012', '--vers', format, '--sortie', sortie], {
      TZ: 'Pacific/Kiritimati',
      LANG: 'tr_TR.UTF-8',
      LC_ALL: 'tr_TR.UTF-8',
    });
    expect(code, erreur).toBe(0);
    expect(empreintes(sortie)).toEqual(empreintes(await exportDe(format)));
  });
});

it('le classeur de la déclaration, relu par exceljs, a les titres de l’État et fait ce à quoi mène le pont', async () => {
  const dossier = await exportDe('apd');
  const classeur = new ExcelJS.Workbook();
  await classeur.xlsx.readFile(join(dossier, 'apd-2012.xlsx'));
  const feuille = classeur.getWorksheet('Déclaration');
  const titres = [...TITRES_APD.keys()].map((rang) => feuille?.getRow(4).getCell(rang + 1).value);
  expect(titres).toEqual(TITRES_APD);
  let verse = 0;
  const colonne = TITRES_APD.indexOf('Versements') + 1;
  feuille?.eachRow((rangee, rang) => {
    const valeur = rangee.getCell(colonne).value;
    if (rang > 4 && typeof valeur === 'number') verse += Math.round(valeur * 100);
  });
  expect(verse).toBe(pontsDe(dossier, 'apd')[0]?.declare);
});
