import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Jaune } from '../../src/compile/jaune.ts';
import { voletsEcrits } from '../../src/render/json/volets-ecrits.ts';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { fautesOoxml } from '../outils/conformite-xlsx.ts';
import { lireClasseur, rangDe } from '../outils/lecteur-xlsx.ts';
import { recalculer } from '../outils/recalcul.ts';
import { tableurPresent } from '../outils/tableur.ts';
import { HOSTILES } from '../render/jaune-exemple.ts';
import { jauneAuxVolets, jauneAuxVoletsHostiles } from './volet-fabrique.ts';

async function classeurDe(jaune: Jaune): Promise<Buffer> {
  const cible = join(dossierDEssai(), 'jaune.xlsx');
  await ecrireLeClasseur(jaune, cible);
  return readFile(cible);
}

describe('les volets dans le classeur', () => {
  it('ont une feuille par tableau qui en demande une, sans les morceaux ni ce que la page répète', async () => {
    const octets = await classeurDe(jauneAuxVolets());
    expect(fautesOoxml(octets)).toEqual([]);
    const { feuilles } = lireClasseur(octets);
    expect([...feuilles.keys()].filter((nom) => nom.startsWith('Feuille '))).toEqual([
      'Feuille cherche',
      'Feuille vide',
      'Feuille coupe',
    ]);
    const cherche = feuilles.get('Feuille cherche');
    const rang = rangDe(cherche, 'A', 'Hanoï');
    const valeur = (colonne: string) => cherche?.get(`${colonne}${rang}`)?.valeur;
    expect(['B', 'C', 'D', 'E', 'F', 'G', 'H'].map(valeur)).toEqual([
      '048',
      2,
      12.5,
      'plus de 20 000',
      2469.12,
      '13/12/2012',
      '12,5 %',
    ]);
  });

  it('gardent un texte hostile comme texte', async () => {
    const octets = await classeurDe(jauneAuxVoletsHostiles());
    expect(fautesOoxml(octets)).toEqual([]);
    const cellules = [...(lireClasseur(octets).feuilles.get('Feuille cherche') ?? [])];
    expect(cellules.filter(([, { formule }]) => formule !== undefined)).toEqual([]);
    expect(cellules.filter(([, { valeur }]) => valeur === '=1+1')).toHaveLength(1);
  });

  it.skipIf(!tableurPresent()).concurrent.each([
    ['ordinaires', jauneAuxVolets],
    ['hostiles', jauneAuxVoletsHostiles],
  ])('s’ouvrent dans LibreOffice, %s, sans qu’une valeur change ni qu’une erreur naisse', async (_, jaune) => {
    const octets = await classeurDe(jaune());
    const [ecrit, recalcule] = [lireClasseur(octets), await recalculer(octets)];
    for (const nom of ['Feuille cherche', 'Feuille coupe'])
      for (const [adresse, { valeur }] of ecrit.feuilles.get(nom) ?? [])
        if (typeof valeur === 'number')
          expect([adresse, recalcule.feuilles.get(nom)?.get(adresse)?.valeur]).toEqual([adresse, valeur]);
    const enErreur = [...recalcule.feuilles.values()].flatMap((feuille) =>
      [...feuille.values()].filter(({ type }) => type === 'e'),
    );
    expect(enErreur).toEqual([]);
  });
});

describe('les volets dans le JSON', () => {
  it('donnent tout, par les noms de leurs tableaux et de leurs colonnes, et rien de ce que la page répète', () => {
    const ecrits = voletsEcrits(jauneAuxVolets(HOSTILES).volets);
    expect(Object.keys(ecrits)).toEqual(['premier', 'second']);
    expect(Object.keys(ecrits.premier ?? {})).toEqual(['cherche', 'vide']);
    expect(ecrits.premier?.cherche?.map(({ texte }) => texte)).toEqual(HOSTILES);
    expect(ecrits.premier?.cherche?.[0]).toMatchObject({ euros_centimes: 123_456, entier: 1, date: '2012-12-13' });
    expect(Object.keys(ecrits.second ?? {})).toEqual(['coupe']);
  });
});
