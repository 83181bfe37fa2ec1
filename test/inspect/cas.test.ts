import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dossierDEssai } from '../outils/atelier.ts';
import { lancerIci } from '../outils/dossiers.ts';
import { comparerAuTexte } from '../outils/texte-attendu.ts';

const CAS = join(import.meta.dirname, '..', 'cas', 'source');

describe('jaune source, cas par cas', () => {
  test.each(readdirSync(CAS).sort())('%s', async (nom) => {
    const poste = dossierDEssai();
    cpSync(join(CAS, nom), poste, { recursive: true });
    const avant = readdirSync(poste, { recursive: true });
    const commande = readFileSync(join(CAS, nom, 'commande.txt'), 'utf8').trim();
    const { sortie, erreur, code } = await lancerIci(commande, poste);
    const separes = erreur === '' ? sortie : `${sortie}--- stderr\n${erreur}`;
    comparerAuTexte(join(CAS, nom, 'attendu.txt'), `$ ${commande}\n${separes}[sortie ${code}]\n`);
    // It suggests, and writes nothing.
    expect(readdirSync(poste, { recursive: true })).toEqual(avant);
  });
});
