import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CODES_CONSTATS } from '../src/domain/constats/codes-constats.ts';
import { preparerClasseur } from './outils/classeur-de-cas.ts';
import { preparerLesNoms, preparerSources } from './outils/classeur-source.ts';
import { lancerIci, lancerProgramme, poserDossier } from './outils/dossiers.ts';
import type { Course } from './outils/paquet.ts';
import { preparerLeChangement } from './outils/pendant-la-lecture.ts';

const RACINE = 'test/cas/constats';
const BASE = join(RACINE, '_base');
const DOC = 'docs/erreurs.md';
const REGENERER = process.env.JAUNE_REGENERER === '1';
/** Cases that also go through the bundled program: a source, a rule, an output, a warning. */
const PAR_LE_PROGRAMME = [
  'E-MONTANT-ILLISIBLE/lettre-o',
  'E-REGLE-EXEMPLE/laisse',
  'E-DOSSIER-INTROUVABLE/absent',
  'E-SORTIE/fichiers-d-autrui',
  'A-REGLE-MUETTE/aucune-ligne',
];

interface Cas {
  readonly code: string;
  readonly nom: string;
  readonly chemin: string;
}

const sousDossiers = (chemin: string): string[] =>
  readdirSync(chemin, { withFileTypes: true })
    .filter((entree) => entree.isDirectory())
    .map(({ name }) => name)
    .sort();

const CAS: readonly Cas[] = sousDossiers(RACINE)
  .filter((code) => code !== '_base')
  .flatMap((code) =>
    sousDossiers(join(RACINE, code)).map((face) => ({
      code,
      nom: `${code}/${face}`,
      chemin: join(RACINE, code, face),
    })),
  );

/** Lays the case over the base, runs its command and writes down what the officer sees. */
async function executer(
  chemin: string,
  lancer: (commande: string, depuis: string) => Promise<Course>,
): Promise<string> {
  const poste = poserDossier(BASE, chemin);
  let arreter = () => {};
  try {
    preparerLesNoms(poste.dossier);
    await preparerSources(poste.dossier);
    await preparerClasseur(chemin, poste.racine, poste.dossier);
    const ecrite = join(chemin, 'commande.txt');
    arreter = preparerLeChangement(chemin, poste.dossier);
    const commande = existsSync(ecrite) ? readFileSync(ecrite, 'utf8') : 'jaune controler dossier';
    const { erreur, code } = await lancer(commande, poste.racine);
    return `${erreur.replaceAll(poste.racine, '<ici>')}[sortie ${code}]\n`;
  } finally {
    arreter();
  }
}

const attenduDe = ({ chemin }: Cas) => join(chemin, 'attendu.txt');

describe('chaque constat dit ce qui ne va pas, où, et que faire', () => {
  it('le dossier de base est sans faute', async () => {
    expect(await executer(BASE, lancerIci)).toBe('[sortie 0]\n');
  });

  it.each(CAS)('$nom', async (cas) => {
    const obtenu = await executer(cas.chemin, lancerIci);
    if (REGENERER) writeFileSync(attenduDe(cas), obtenu);
    expect(obtenu).toBe(readFileSync(attenduDe(cas), 'utf8'));
  });
});

describe('le programme livré dit la même chose', () => {
  it.each(PAR_LE_PROGRAMME)('%s', async (nom) => {
    const chemin = join(RACINE, nom);
    expect(await executer(chemin, lancerProgramme)).toBe(readFileSync(join(chemin, 'attendu.txt'), 'utf8'));
  });
});

describe('le catalogue est complet', () => {
  it('chaque code a un cas, et chaque cas un code', () => {
    expect([...new Set(CAS.map(({ code }) => code))]).toEqual([...CODES_CONSTATS].sort());
  });

  it.each(CAS)('$nom montre son code, et sort en accord avec lui', (cas) => {
    const attendu = readFileSync(attenduDe(cas), 'utf8');
    expect(attendu).toContain(`[${cas.code}]`);
    expect(attendu.endsWith(`[sortie ${cas.code.startsWith('A-') ? 0 : 1}]\n`)).toBe(true);
  });

  it.each(CAS)('$nom tient sur un écran', (cas) => {
    expect(readFileSync(attenduDe(cas), 'utf8').split('\n').length).toBeLessThanOrEqual(30);
  });

  it(`${DOC} explique chaque code, et lui seul, dans l’ordre du catalogue`, () => {
    const titres = [...readFileSync(DOC, 'utf8').matchAll(/^### `([EA]-[A-Z-]+)`/gm)].map(([, code]) => code);
    expect(titres).toEqual([...CODES_CONSTATS]);
  });

  it(`${DOC} ne cite pas de code disparu`, () => {
    const doc = readFileSync(DOC, 'utf8');
    const cites = [...doc.matchAll(/\b[EA]-[A-Z]+(?:-[A-Z]+)*\b/g)].map(([code]) => code);
    expect(cites.filter((code) => !CODES_CONSTATS.some((connu) => connu === code))).toEqual([]);
  });

  it('src ne signale aucun code hors du catalogue, et le catalogue aucun code que src ne signale', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((nom) => nom.endsWith('.ts') && !nom.endsWith('codes-constats.ts'))
      .map((nom) => readFileSync(join('src', nom), 'utf8'))
      .join('\n');
    const signales = new Set([...sources.matchAll(/'([EA]-[A-Z]+(?:-[A-Z]+)*)'/g)].map(([, code]) => code));
    expect([...signales].sort()).toEqual([...CODES_CONSTATS].sort());
  });
});
