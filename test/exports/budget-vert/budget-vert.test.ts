import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { COTATIONS, NOMS_DES_AXES } from '../../../src/exports/budget-vert/bloc-budget-vert.ts';
import { courirIci, poserDossier } from '../../outils/dossiers.ts';
import { empreintes } from '../../outils/sorties.ts';

const SCDL = join(import.meta.dirname, '../scdl/dossier');
const DECLARATIONS = `budget-vert:
  cotations:
    - si: { libelle: { mots: [lycée] } }
      axes: { attenuation: { cotation: favorable, part: 1/3 }, biodiversite: mixte }
      motif: Bâtiment passif, sur une friche
    - si: { fonction: "048" }
      axes: { biodiversite: neutre, eau: non cotée }
      motif: Sans effet connu
`;

const enCentimes = (euros = '') => Math.round(Number(euros.replace(',', '.')) * 100);
const poste = poserDossier(SCDL);
const lire = (nom: string): Record<string, string>[] =>
  parse(readFileSync(join(poste.racine, 'export', nom)), { delimiter: ';', columns: true });
const lirePont = () => JSON.parse(readFileSync(join(poste.racine, 'export/pont-budget-vert-2012.json'), 'utf8'));
const exporter = () => courirIci(['exporter', 'dossier', '--vers', 'budget-vert', '--sortie', 'export'], poste.racine);

beforeAll(async () => {
  writeFileSync(join(poste.dossier, 'declarations.yaml'), DECLARATIONS);
  const { code, erreur } = await exporter();
  expect({ code, erreur: erreur.match(/\[[EA]-[A-Z-]+\]/g) }).toEqual({ code: 0, erreur: null });
});

describe('l’annexe du budget vert', () => {
  it('montre chaque part du total, et fait son compte au centime', () => {
    const lignes = lire('budget-vert-2012.csv');
    const { total, etapes, declare } = lirePont();
    expect({ lignes: lignes.length, etapes, declare }).toEqual({ lignes: 11, etapes: [], declare: total });
    expect(lignes.reduce((somme, { ae }) => somme + enCentimes(ae), 0)).toBe(declare);
  });

  it('ne cote que ce qu’une personne a coté : le reste est vide, jamais neutre', () => {
    const parRef = new Map(lire('budget-vert-2012.csv').map((ligne) => [ligne.ref, ligne]));
    const lycee = parRef.get('sources/culture.csv:4');
    expect(lycee).toMatchObject({
      section: 'investissement',
      attenuation: 'favorable',
      attenuation_part: '1⁄3',
      biodiversite: 'mixte',
      biodiversite_part: '100\u202f%',
      eau: 'non cotée',
      adaptation: '',
      motif: 'Bâtiment passif, sur une friche ; Sans effet connu',
    });
    const tournee = parRef.get('sources/culture.csv:11');
    expect(NOMS_DES_AXES.map((axe) => tournee?.[axe])).toEqual(NOMS_DES_AXES.map(() => ''));
  });

  it('dit ce que la source ne donne pas : une case vide n’est pas zéro', async () => {
    const vides = lire('budget-vert-2012.csv').filter(({ cp }) => cp === '');
    const ailleurs = vides.reduce((somme, { ae }) => somme + enCentimes(ae), 0);
    expect(vides.length).toBeGreaterThan(0);
    const { sortie } = await exporter();
    expect(sortie.replace(/[\u202f\u00a0]/g, ' ')).toContain(
      `${vides.length} part${vides.length > 1 ? 's' : ''} de lignes sans CP (${new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }).format(ailleurs / 100).replace(/[\u202f\u00a0]/g, ' ')} en AE)`,
    );
    expect(sortie).not.toContain('sans AE');
  });

  it('sur chaque axe, les cotations et ce que personne n’a coté font le tout', () => {
    const { declare } = lirePont();
    const synthese = lire('budget-vert-synthese-2012.csv');
    expect(synthese).toHaveLength(NOMS_DES_AXES.length * (COTATIONS.length + 1));
    for (const nom of NOMS_DES_AXES) {
      const siennes = synthese.filter(({ axe }) => axe === nom);
      expect(siennes.reduce((somme, { ae }) => somme + enCentimes(ae), 0)).toBe(declare);
    }
    const montantDe = (axe: string, cotation: string) =>
      synthese.find((rangee) => rangee.axe === axe && rangee.cotation === cotation)?.ae;
    expect(montantDe('attenuation', 'favorable')).toBe('150000,00');
    expect(montantDe('adaptation', 'neutre')).toBe('0,00');
  });

  it('donne les mêmes octets à chaque fois', async () => {
    const avant = empreintes(join(poste.racine, 'export'));
    await exporter();
    expect(empreintes(join(poste.racine, 'export'))).toEqual(avant);
  });

  it('ne garde que l’investissement quand on le demande ; le pont dit le reste', async () => {
    writeFileSync(join(poste.dossier, 'declarations.yaml'), `${DECLARATIONS}  perimetre: investissement\n`);
    const { code } = await exporter();
    expect(code).toBe(0);
    const { total, etapes, declare } = lirePont();
    const lignes = lire('budget-vert-2012.csv');
    expect(lignes.map(({ ref }) => ref)).toEqual(['sources/culture.csv:4']);
    expect(etapes.map(({ cle }: { cle: string }) => cle).sort()).toEqual(['fonctionnement', 'section_inconnue']);
    expect(etapes.reduce((somme: number, { centimes }: { centimes: number }) => somme + centimes, total)).toBe(declare);
    expect(declare).toBe(45_000_000);
  });
});
