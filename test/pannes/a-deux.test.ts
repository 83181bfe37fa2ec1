/** Two commands that write to one place at once: one is told, and what is there is that of one of them, whole. */

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as attendre } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { dossierDEssai } from '../outils/atelier.ts';
import { unSur } from '../outils/combien.ts';
import { empreinteDe, type Fin, lancer, quelleEdition, restesAutour } from '../outils/pannes.ts';
import { jaune } from '../outils/paquet.ts';
import { recetteDe, remplirClasseur } from '../outils/remplir-classeur.ts';
import { empreintes } from '../outils/sorties.ts';

const BASE = join(import.meta.dirname, '../cas/constats/_base');
/** How long after the first the second starts: each finds the other elsewhere on its way. */
const RETARDS = unSur(2, [0, 50, 300]);
/** Of an archive, which takes twice as long. */
const RETARDS_D_ARCHIVE = unSur(3, RETARDS);
const DITE =
  /est en train d’être écrit par une autre commande \(processus \d+\)\n {2}Attendez qu’elle finisse, puis relancez\./;

const atelier = dossierDEssai();
const editions = { ancienne: {} as Record<string, string>, nouvelle: {} as Record<string, string> };
const courir = (...mots: readonly string[]): Promise<Fin> => lancer([jaune.chemin, ...mots], { depuis: atelier }).fin;

beforeAll(async () => {
  for (const nom of ['ancienne', 'nouvelle'] as const) {
    cpSync(BASE, join(atelier, nom), { recursive: true });
    const exercice = join(atelier, nom, 'exercice.yaml');
    writeFileSync(exercice, readFileSync(exercice, 'utf8').replace('Région d’essai', `Région ${nom}`));
    expect((await courir('compiler', nom, '--sortie', `seule-${nom}`)).code).toBe(0);
    editions[nom] = empreintes(join(atelier, `seule-${nom}`));
  }
});

/** Starts two commands, the second after a while; gives those that ended well and what the others said. */
async function aDeux(commandes: readonly [readonly string[], readonly string[]], retard: number) {
  const [premiere, seconde] = commandes;
  const fins = await Promise.all([courir(...premiere), attendre(retard).then(() => courir(...seconde))]);
  const perdues = fins.filter(({ code }) => code !== 0);
  for (const { code, sortie } of perdues) expect({ code, sortie }).toEqual({ code: 1, sortie: '' });
  return { gagnees: fins.filter(({ code }) => code === 0), dites: perdues.map(({ erreur }) => erreur) };
}

describe('deux commandes à la fois, au même endroit', () => {
  it('compiler : l’une est dite, et l’édition est celle d’une seule, entière', async () => {
    let dites = 0;
    for (const [rang, retard] of RETARDS.entries()) {
      const sortie = join(atelier, 'publie', `2012-${rang}`);
      const commande = (nom: string) => ['compiler', nom, '--sortie', sortie, '--remplacer'];
      const fin = await aDeux([commande('ancienne'), commande('nouvelle')], retard);
      for (const dite of fin.dites) expect(dite).toMatch(DITE);
      dites += fin.dites.length;
      expect(fin.gagnees.length).toBeGreaterThan(0);
      expect(['ancienne', 'nouvelle']).toContain(quelleEdition(sortie, editions));
      expect(restesAutour(sortie)).toEqual([]);
    }
    expect(dites).toBeGreaterThan(0);
  });

  it('archiver : une seule archive est écrite, celle dont l’empreinte est dite', async () => {
    for (const [rang, retard] of RETARDS_D_ARCHIVE.entries()) {
      const zip = `a-${rang}.zip`;
      const commande = (nom: string) => ['archiver', nom, '--sortie', zip];
      const { gagnees, dites } = await aDeux([commande('ancienne'), commande('nouvelle')], retard);
      expect(gagnees.length, dites.join('\n')).toBe(1);
      expect(dites[0]).toMatch(new RegExp(`${DITE.source}|existe déjà\n`));
      expect(gagnees[0]?.sortie).toContain(`SHA-256 : ${empreinteDe(join(atelier, zip))}\n`);
      expect(restesAutour(join(atelier, zip))).toEqual([]);
    }
  });

  it('arbitrer export et init : un seul classeur, un seul dossier', async () => {
    for (const [rang, retard] of RETARDS.entries()) {
      const classeur = `a-${rang}.xlsx`;
      const exporter = ['arbitrer', 'export', 'ancienne', '--sortie', classeur];
      const export_ = await aDeux([exporter, exporter], retard);
      expect(export_.gagnees.length, export_.dites.join('\n')).toBe(1);
      expect(export_.dites[0]).toMatch(new RegExp(`${DITE.source}|existe déjà`));
      expect(restesAutour(join(atelier, classeur))).toEqual([]);

      const neuf = `neuf-${rang}`;
      const faire = ['init', neuf, '--exercice', '2013'];
      const init = await aDeux([faire, faire], retard);
      expect(init.gagnees.length, init.dites.join('\n')).toBe(1);
      expect(readdirSync(join(atelier, neuf))).toContain('exercice.yaml');
      expect(empreintes(join(atelier, neuf, 'regles'))).toEqual(empreintes(join(atelier, 'neuf-0', 'regles')));
      expect(restesAutour(join(atelier, neuf))).toEqual([]);
    }
  });

  it('arbitrer import : chaque décision est prise une fois', async () => {
    const classeur = join(atelier, 'rempli.xlsx');
    cpSync(BASE, join(atelier, 'decide'), { recursive: true });
    expect((await courir('arbitrer', 'export', 'decide', '--sortie', classeur)).code).toBe(0);
    const decision = { decision: 'non internationale', motif: 'Fête', auteur: 'Finances', date: '2012-11-06' };
    await remplirClasseur(classeur, recetteDe(new Map([[0, decision]])));
    const arbitrages = join(atelier, 'decide', 'arbitrages.csv');
    for (const retard of RETARDS) {
      rmSync(arbitrages, { force: true });
      const importer = ['arbitrer', 'import', 'decide', classeur];
      const { gagnees, dites } = await aDeux([importer, importer], retard);
      expect(gagnees.length, dites.join('\n')).toBeGreaterThan(0);
      for (const dite of dites) expect(dite).toMatch(new RegExp(`${DITE.source}|a changé pendant la lecture`));
      expect(readFileSync(arbitrages, 'utf8').match(/;Fête;/g)).toEqual([';Fête;']);
      expect(restesAutour(arbitrages)).toEqual([]);
    }
  });
});
