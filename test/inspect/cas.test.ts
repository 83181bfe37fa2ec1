import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
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
    const avant = readdirSync(poste, { recursive: true, encoding: 'utf8' });
    const commande = readFileSync(join(CAS, nom, 'commande.txt'), 'utf8').trim();
    const { sortie, erreur, code } = await lancerIci(commande, poste);
    const separes = erreur === '' ? sortie : `${sortie}--- stderr\n${erreur}`;
    const apres = readdirSync(poste, { recursive: true, encoding: 'utf8' });
    // It suggests, and writes nothing unless it is asked to.
    if (!commande.includes('--ecrire')) expect(apres).toEqual(avant);
    const neufs = apres.filter((chemin) => !avant.includes(chemin)).map((chemin) => `--- nouveau : ${chemin}\n`);
    const exercice = join(poste, 'dossier', 'exercice.yaml');
    const ecrit =
      existsSync(exercice) && commande.includes('--ecrire')
        ? `--- exercice.yaml\n${readFileSync(exercice, 'utf8')}`
        : '';
    comparerAuTexte(
      join(CAS, nom, 'attendu.txt'),
      `$ ${commande}\n${separes}[sortie ${code}]\n${neufs.join('')}${ecrit}`,
    );
  });
});
