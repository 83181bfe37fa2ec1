import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../../src/files/tool.ts';
import { type Element, enfant, enfants, lireArbre } from '../../outils/arbre-xml.ts';
import { dossierDEssai } from '../../outils/atelier.ts';
import { courirIci, poserDossier } from '../../outils/dossiers.ts';
import { dansUnNavigateur, programmeOuPasse } from '../../outils/navigateur.ts';
import { decrireAvecDonnees, donneePartagee } from '../../outils/partage.ts';
import { evaluerLesRegles } from '../../outils/regles-iati.ts';

const UNE_ANNEE = join(packageRoot(), 'test/cas/exporter/iati/une-annee/dossier');

interface PontLu {
  readonly base: string;
  readonly total: number;
  readonly etapes: readonly { readonly centimes: number; readonly lignes: readonly string[] }[];
  readonly declare: number;
  readonly autresPonts?: readonly PontLu[];
}

interface Exporte {
  readonly xml: string;
  readonly ponts: readonly PontLu[];
  readonly dossier: string;
}

async function exporter(dossier: string): Promise<Exporte> {
  const sortie = join(dossierDEssai(), 'iati');
  const { code, erreur } = await courirIci(['exporter', dossier, '--vers', 'iati', '--sortie', sortie]);
  expect(code, erreur).toBe(0);
  const [xml = '', pont = ''] = readdirSync(sortie).sort();
  const lu = JSON.parse(readFileSync(join(sortie, pont), 'utf8')) as PontLu;
  return { xml: readFileSync(join(sortie, xml), 'utf8'), ponts: [lu, ...(lu.autresPonts ?? [])], dossier: sortie };
}

const dossiers = {
  'data/2012': join(packageRoot(), 'data/2012'),
  'data/2013': join(packageRoot(), 'data/2013'),
  'une-annee': UNE_ANNEE,
};
const faits = new Map<string, Promise<Exporte>>();
function exporte(nom: keyof typeof dossiers): Promise<Exporte> {
  const fait = faits.get(nom) ?? exporter(dossiers[nom]);
  faits.set(nom, fait);
  return fait;
}
const NOMS = Object.keys(dossiers) as (keyof typeof dossiers)[];

function centimesDe(valeur: Element | undefined): number {
  const [, signe, euros, centimes] = /^(-?)(\d+)\.(\d\d)$/.exec(valeur?.texte ?? '') ?? [];
  expect(euros, valeur?.texte).toBeDefined();
  return (signe === '-' ? -1 : 1) * (Number(euros) * 100 + Number(centimes));
}

/** Percentages as integers, at the most decimals of any. */
function fontCent(elements: readonly Element[]): boolean {
  if (elements.length <= 1) return elements.every(({ attributs }) => attributs.percentage === undefined);
  const rangs = elements.map(({ attributs: { percentage = '' } }) => {
    const [entier = '', decimales = ''] = percentage.split('.');
    return BigInt(entier + decimales.padEnd(12, '0'));
  });
  return rangs.every((rang) => rang > 0n) && rangs.reduce((somme, rang) => somme + rang, 0n) === 100n * 10n ** 12n;
}

describe('jaune exporter --vers iati', () => {
  it('écrit deux fois les mêmes octets', async () => {
    const [premier, second] = [await exporte('une-annee'), await exporter(dossiers['une-annee'])];
    expect(second.xml).toBe(premier.xml);
    expect(second.ponts).toEqual(premier.ponts);
  });

  it.each(NOMS)('%s : ce qui est relu fait, base par base, ce à quoi mène le pont', async (nom) => {
    const { xml, ponts } = await exporte(nom);
    const transactions = enfants(lireArbre(xml), 'iati-activity').flatMap((activite) =>
      enfants(activite, 'transaction'),
    );
    const faites = (type: string) =>
      transactions
        .filter((transaction) => enfant(transaction, 'transaction-type')?.attributs.code === type)
        .reduce((somme, transaction) => somme + centimesDe(enfant(transaction, 'value')), 0);
    expect(ponts.map(({ base, declare }) => [base, declare])).toEqual([
      ['mandats', faites('3')],
      ['engagements', faites('2')],
    ]);
    expect(faites('2')).toBeGreaterThan(0);
    for (const { total, etapes, declare } of ponts) {
      expect(etapes.reduce((somme, { centimes }) => somme + centimes, total)).toBe(declare);
      expect(etapes.every(({ lignes }) => lignes.length > 0)).toBe(true);
    }
  });

  it.each(NOMS)('%s : les pays et régions, et chaque vocabulaire de secteurs, font 100 exactement', async (nom) => {
    const activites = enfants(lireArbre((await exporte(nom)).xml), 'iati-activity');
    for (const activite of activites) {
      const regions = enfants(activite, 'recipient-region');
      expect(new Set(regions.map(({ attributs }) => attributs.vocabulary)).size).toBeLessThanOrEqual(1);
      expect(fontCent([...enfants(activite, 'recipient-country'), ...regions])).toBe(true);
      for (const vocabulaire of ['1', '99']) {
        const siens = enfants(activite, 'sector').filter(({ attributs }) => attributs.vocabulary === vocabulaire);
        expect(siens.length).toBeGreaterThan(0);
        expect(fontCent(siens)).toBe(true);
      }
      expect(enfants(activite, 'budget')).toEqual([]);
    }
    const identifiants = activites.map((activite) => enfant(activite, 'iati-identifier')?.texte);
    expect(new Set(identifiants).size).toBe(identifiants.length);
  });

  it('laisse un dossier qui n’a rien engagé ni mandaté, et n’écrit rien', async () => {
    const { dossier, racine } = poserDossier(UNE_ANNEE);
    const source = join(dossier, 'sources/international.csv');
    const [titres = ''] = readFileSync(source, 'utf8').split('\n');
    writeFileSync(source, `${titres}\n048;Coopération;Étude;;;Mali;;;0,00;0,00\n`);
    writeFileSync(join(dossier, 'sources/agence.csv'), 'Fonction;Objet;Pays;Engagé\n048;Bureau de Tokyo;Japon;0,00\n');
    const { code, erreur } = await courirIci(['exporter', dossier, '--vers', 'iati', '--sortie', join(racine, 'ici')]);
    expect(code).toBe(1);
    expect(erreur).toContain('rien n’est engagé ni mandaté');
    expect(readdirSync(racine)).not.toContain('ici');
  });
});

const XSD = 'iati/iati-activities-schema.xsd';
const xmllint = programmeOuPasse('xmllint', 'les fichiers IATI ne sont pas validés par le schéma.');

decrireAvecDonnees('le schéma d’IATI 2.03', [XSD, 'iati/iati-common.xsd', 'iati/xml.xsd'], () => {
  const valider = (xml: string) => {
    const fichier = join(dossierDEssai(), 'activites.xml');
    writeFileSync(fichier, xml);
    return spawnSync(xmllint ?? '', ['--nonet', '--noout', '--schema', donneePartagee(XSD), fichier], {
      encoding: 'utf8',
    });
  };

  it.skipIf(xmllint === undefined).each(NOMS)('%s le suit', async (nom) => {
    const { status, stderr } = valider((await exporte(nom)).xml);
    expect(stderr).toContain('validates');
    expect(status).toBe(0);
  });

  it.skipIf(xmllint === undefined)('refuse un fichier qui ne le suit pas', async () => {
    const { xml } = await exporte('une-annee');
    expect(valider(xml.replace(/<activity-status[^>]*>/, '')).status).not.toBe(0);
  });
});

const REGLES = 'iati/ruleset-standard.json';

decrireAvecDonnees('les règles du standard IATI', [REGLES], () =>
  dansUnNavigateur('que leur programme évalue', (_, navigateur) => {
    let page: Page;
    beforeAll(async () => {
      page = await navigateur().newPage();
    });

    const evaluer = async (xml: string) => {
      const regles = JSON.parse(readFileSync(donneePartagee(REGLES), 'utf8'));
      // The day of the edition: nothing may come after it, whatever the day of the test.
      const jour = /generated-datetime="(\d{4}-\d\d-\d\d)/.exec(xml)?.[1] ?? '';
      return evaluerLesRegles(page, xml, regles, jour);
    };
    const erreurs = async (xml: string) =>
      (await evaluer(xml)).manquements.filter(({ severite }) => severite === 'error').map(({ id }) => id);

    it.each(NOMS)('%s n’en manque aucune', async (nom) => {
      const { manquements, posees } = await evaluer((await exporte(nom)).xml);
      // The prefix of an organisation is that of a register, of which the ruleset has no list.
      expect(manquements.filter(({ id }) => id !== '1.14.8')).toEqual([]);
      for (const regle of ['strict_sum', 'if_then', 'atleast_one', 'date_order', 'date_now', 'one_or_all', 'unique'])
        expect(posees[regle], regle).toBeGreaterThan(0);
    });

    const sabotages: readonly (readonly [string, (xml: string) => string, string])[] = [
      ['un pourcentage de pays', (xml) => xml.replace('"33.34"', '"33.33"'), '3.1.2'],
      ['un pourcentage de région', (xml) => xml.replace('percentage="60">', 'percentage="50">'), '3.4.2'],
      ['un pourcentage de secteur', (xml) => xml.replace('"66.67"', '"66.66"'), '2.1.2'],
      ['un secteur de trop', (xml) => xml.replace(/(<transaction-date [^>]*>)/, '$1<sector code="11110"/>'), '6.6.2'],
      ['aucun début', (xml) => xml.replace(/<activity-date [^>]*type="1"\/>/, ''), '6.11.1'],
      ['un paiement à venir', (xml) => xml.replace(/(<transaction-date iso-date=")2012/, '$12032'), '11.2.1'],
      [
        'l’identifiant de l’organisation pour une action',
        (xml) => xml.replace(/<iati-identifier>[^<]*/, '<iati-identifier>FR-RCS-237500079'),
        '1.1.3',
      ],
      ['aucune langue', (xml) => xml.replace('xml:lang="fr" ', ''), '4.1.1'],
      [
        'un nom de secteur oublié',
        (xml) => xml.replace(/(<sector [^>]*"99")>\s*<narrative>[^<]*<\/narrative>/, '$1>'),
        '2.2.1',
      ],
      ['aucun bénéficiaire', (xml) => xml.replace(/<recipient-country code="JP"\/>/, ''), '3.7.1'],
    ];
    it.each(sabotages)('voit %s', async (_, saboter, id) => {
      const { xml } = await exporte('une-annee');
      expect(saboter(xml)).not.toBe(xml);
      expect(await erreurs(saboter(xml))).toContain(id);
    });
  }),
);
