import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lancerIci, poserDossier } from '../outils/dossiers.ts';

const RACINE = 'test/cas/constats/E-CONTROLE';
const BASE = 'test/cas/constats/_base';
const A_COLLER = /(?<=écrivez )controle: \{.*\}(?=\.$)/gm;

/** What the remedies of a case say to write for `controle`. */
const ecrits = (nom: string) => readFileSync(join(RACINE, nom, 'attendu.txt'), 'utf8').match(A_COLLER) ?? [];
const CAS = readdirSync(RACINE).filter((nom) => ecrits(nom).some((ecrit) => !ecrit.includes('…')));

describe('ce qu’un écart de contrôle dit d’écrire', () => {
  it.each(CAS)('est juste, suivi mot à mot : %s', async (nom) => {
    const [ecrit, ...autres] = ecrits(nom);
    expect(autres.every((autre) => autre === ecrit)).toBe(true);
    const { racine, dossier } = poserDossier(BASE, join(RACINE, nom));
    const yaml = join(dossier, 'exercice.yaml');
    writeFileSync(yaml, readFileSync(yaml, 'utf8').replace(/controle: .*/, ecrit ?? ''));
    const { erreur, code } = await lancerIci('jaune controler dossier', racine);
    expect({ erreur, code }).toEqual({ erreur: '', code: 0 });
  });

  it('il y a de tels cas', () => {
    expect(CAS.length).toBeGreaterThanOrEqual(8);
  });
});
