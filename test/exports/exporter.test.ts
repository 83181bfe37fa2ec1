import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { courirIci, poserDossier } from '../outils/dossiers.ts';

const RACINE = 'test/cas/exporter';
const BASE = join(RACINE, '_base');
const REGENERER = process.env.JAUNE_REGENERER === '1';
const ATTENDU = 'attendu';

const CAS = readdirSync(RACINE)
  .filter((format) => format !== '_base')
  .sort()
  .flatMap((format) =>
    readdirSync(join(RACINE, format))
      .sort()
      .map((cas) => ({ format, cas, chemin: join(RACINE, format, cas) })),
  );

/** What the command says and writes, but workbooks, which have tests of their own. */
async function exporter(format: string, chemin: string): Promise<ReadonlyMap<string, string>> {
  const couche = join(chemin, 'dossier');
  const { racine } = poserDossier(BASE, ...(existsSync(couche) ? [couche] : []));
  const { sortie, erreur, code } = await courirIci(
    ['exporter', 'dossier', '--vers', format, '--sortie', 'fait'],
    racine,
  );
  const fait = join(racine, 'fait');
  const ecrits = existsSync(fait) ? readdirSync(fait).filter((nom) => !nom.endsWith('.xlsx')) : [];
  return new Map([
    ['sortie.txt', `${sortie}${erreur.replaceAll(racine, '<ici>')}[sortie ${code}]\n`],
    ...ecrits.sort().map((nom): [string, string] => [nom, readFileSync(join(fait, nom), 'utf8')]),
  ]);
}

describe('jaune exporter, cas par cas', () => {
  it.each(CAS)('$format, $cas : les fichiers et le pont attendus', async ({ format, chemin }) => {
    const obtenus = await exporter(format, chemin);
    const attendus = join(chemin, ATTENDU);
    if (REGENERER) {
      mkdirSync(attendus, { recursive: true });
      for (const [nom, texte] of obtenus) writeFileSync(join(attendus, nom), texte);
    }
    expect([...obtenus.keys()].sort()).toEqual(readdirSync(attendus).sort());
    for (const [nom, texte] of obtenus) expect(texte, nom).toBe(readFileSync(join(attendus, nom), 'utf8'));
  });

  it.each(CAS)('$format, $cas : le pont mène du total à ce que le fichier déclare', ({ format, chemin }) => {
    const lire = (nom: string) => readFileSync(join(chemin, ATTENDU, nom), 'utf8');
    const { total, etapes, declare } = JSON.parse(lire(`pont-${format}-2012.json`));
    const centimes: number[] = etapes.map((etape: { centimes: number }) => etape.centimes);
    expect(centimes.reduce((somme, valeur) => somme + valeur, total)).toBe(declare);
    const colonne = { apd: 'Versements', crs: 'Amounts extended (thousands)' }[format];
    if (colonne === undefined) return;
    const rangees: Record<string, string>[] = parse(lire(`${format}-2012.csv`), { columns: true, delimiter: ';' });
    const verse = rangees.reduce((somme, rangee) => somme + Number((rangee[colonne] ?? '').replace(/[.,]/, '')), 0);
    expect(verse).toBe(declare);
  });
});
