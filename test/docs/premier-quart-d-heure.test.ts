/** The first quarter of an hour of the guide, followed word by word: what it tells to type, to write, and what it shows. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dossierDEssai } from '../outils/atelier.ts';
import { jaune } from '../outils/paquet.ts';

const PARTIE = /^## Le premier quart d'heure[^\n]*\n(.*?)^## /ms.exec(readFileSync('docs/guide.md', 'utf8'))?.[1] ?? '';

/** A block of the section: its language, the file that it is when it says one, its lines. */
const BLOCS = [...PARTIE.matchAll(/^```(\w+) ?(\S*)\n(.*?)^```$/gms)].map(([, langue, fichier, texte = '']) => ({
  langue,
  fichier,
  texte,
}));
const COMMANDES = BLOCS.filter(({ langue }) => langue === 'sh').flatMap(({ texte }) => texte.trimEnd().split('\n'));

const racine = dossierDEssai();
let ici = racine;
let vu = '';

/** Types a line as its reader does. */
async function taper(ligne: string): Promise<void> {
  const [programme, ...mots] = [...ligne.matchAll(/"([^"]*)"|(\S+)/g)].map(([, cite, mot]) => cite ?? mot ?? '');
  if (programme === 'mkdir') mkdirSync(join(ici, ...mots));
  else if (programme === 'cd') ici = join(ici, ...mots);
  else {
    expect(programme).toBe('jaune');
    const { code, sortie, erreur } = await jaune.courir(mots, {}, ici);
    expect(code, `${ligne}\n${erreur}`).toBe(0);
    // The guide is typed with ordinary spaces.
    vu = `${sortie}\n${erreur}`.replaceAll(/[\u00a0\u202f]/g, ' ');
  }
}

/** Writes a file as its reader does; of one that is there, the lines that say nothing after their colon. */
function enregistrer(fichier: string, texte: string): void {
  const chemin = join(ici, fichier);
  if (!existsSync(chemin)) {
    expect(existsSync(dirname(chemin)), dirname(fichier)).toBe(true);
    writeFileSync(chemin, texte);
    return;
  }
  let contenu = readFileSync(chemin, 'utf8');
  for (const ligne of texte.trimEnd().split('\n')) {
    const vide = `\n${ligne.slice(0, ligne.indexOf(':') + 1)}\n`;
    expect(contenu.split(vide)).toHaveLength(2);
    contenu = contenu.replace(vide, `\n${ligne}\n`);
  }
  writeFileSync(chemin, contenu);
}

/** What is shown is there, line for line and in that order; « … » stands for lines that are not shown. */
function voir(texte: string): void {
  let reste = `\n${vu}`;
  for (const morceau of texte.split(/^…\n/m)) {
    expect(reste).toContain(`\n${morceau}`);
    reste = reste.slice(reste.indexOf(`\n${morceau}`) + morceau.length);
  }
}

beforeAll(async () => {
  for (const { langue, fichier, texte } of BLOCS) {
    if (langue === 'sh') for (const ligne of texte.trimEnd().split('\n')) await taper(ligne);
    else if (langue === 'text') voir(texte);
    else enregistrer(fichier ?? '', texte);
  }
});
afterAll(() => rmSync(racine, { recursive: true, force: true }));

it('a six à neuf commandes, et aucune qui ne soit tapée', () => {
  const deJaune = COMMANDES.filter((ligne) => ligne.startsWith('jaune '));
  expect(deJaune.length).toBeGreaterThanOrEqual(6);
  expect(deJaune.length).toBeLessThanOrEqual(9);
  const horsDesBlocs = PARTIE.replaceAll(/^```.*?^```$/gms, '');
  for (const [, citee = ''] of horsDesBlocs.matchAll(/`((?:node|npm|jaune) [^`]*)`/g))
    expect(COMMANDES).toContain(citee);
});

it('mène aux documents dont elle parle, dont le total est celui qu’elle annonce', () => {
  const nommes = [...PARTIE.matchAll(/[Oo]uvrez `([^`]+)`/g)].map(([, nom = '']) => nom);
  expect(nommes.length).toBeGreaterThan(2);
  for (const nom of nommes) expect(existsSync(join(ici, nom)), nom).toBe(true);
  const synthese = readFileSync(join(ici, 'reports/2024/synthese-2024.json'), 'utf8');
  expect(JSON.parse(synthese).synthese.total_hors_exceptionnelles).toBe(3_500_000);
});
