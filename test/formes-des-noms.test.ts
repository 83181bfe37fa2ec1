import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Constats } from '../src/domain/constats/constat.ts';
import { compilerLEdition } from '../src/edition.ts';
import { ouvrir, refermer } from './outils/archives.ts';
import { dossierDEssai } from './outils/atelier.ts';
import { deposer, deposerDossier } from './outils/dossier-temporaire.ts';
import { courirIci } from './outils/dossiers.ts';

const unSigne = (nom: string) => nom.normalize('NFC');
const aPart = (nom: string) => nom.normalize('NFD');
const sha256 = (octets: Buffer) => createHash('sha256').update(octets).digest('hex');
type Forme = (nom: string) => string;

const LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8"/></svg>';
const SOURCE = 'sources/reçus/coopération.csv';
const NOMS = ['nomenclature/été.csv', 'apparence/légende.svg', 'regles/20-été.yaml', SOURCE] as const;

/** A dossier of which every file that may have an accent has one: in one form on the disk, in another where it is declared. */
function poser(disque: Forme, declare: Forme): string {
  const racine = join(dossierDEssai(), 'dossier');
  const [table, logo, regles] = NOMS;
  deposerDossier(racine, {
    entete: { nomenclature: [declare(table)], apparence: { logo: declare(logo) } },
    sources: [{ fichier: disque(SOURCE), contenu: 'Objet;Engagé\nPuits au Mali;1000,00\nVoirie;70,00\n' }],
    decisions: [],
  });
  const exercice = readFileSync(join(racine, 'exercice.yaml'), 'utf8');
  writeFileSync(join(racine, 'exercice.yaml'), exercice.replace(disque(SOURCE), declare(SOURCE)));
  deposer(racine, disque(table), 'type;code;libelle;origine\nfonction;9Z9;Essai;Délibération illustrative\n');
  deposer(racine, disque(logo), LOGO);
  deposer(
    racine,
    disque(regles),
    JSON.stringify([
      {
        id: 'puits',
        question: 'international',
        si: { fichier: declare(SOURCE), libelle: { mots: 'puits' } },
        conclusion: 'internationale',
        motif: 'Solidarité.',
        exemples: { attrape: [{ fichier: declare(SOURCE), libelle: 'Puits' }] },
      },
    ]),
  );
  return racine;
}

async function compiler(racine: string) {
  const constats = new Constats();
  const sortie = join(dossierDEssai(), 'sortie');
  const { fichiers, provenance } = await compilerLEdition(racine, sortie, constats);
  const documents = fichiers.map((nom) => `${nom} ${sha256(readFileSync(join(sortie, nom)))}`);
  return {
    documents,
    entrees: provenance.entrees.map(({ nom }) => nom),
    codes: constats.liste.map(({ code }) => code),
  };
}

describe('la forme des noms de fichiers', () => {
  it('ne change pas un octet des documents, qu’un Mac ou un clavier ait nommé les fichiers', async () => {
    const [clavier, mac] = [await compiler(poser(unSigne, unSigne)), await compiler(poser(aPart, unSigne))];
    expect(mac.documents).toEqual(clavier.documents);
    expect(mac.entrees).toEqual(expect.arrayContaining(NOMS.map(unSigne)));
    expect(mac.codes.filter((code) => code === 'A-NOM-AUTREMENT-CODE')).toHaveLength(1);
    expect(clavier.codes).not.toContain('A-NOM-AUTREMENT-CODE');
  });

  it('vaut de même déclarée d’une façon, et trouvée de l’autre', async () => {
    const [pareil, autre] = [await compiler(poser(aPart, aPart)), await compiler(poser(unSigne, aPart))];
    expect(autre.documents).toEqual(pareil.documents);
    expect(pareil.codes).not.toContain('A-NOM-AUTREMENT-CODE');
    expect(autre.codes.filter((code) => code === 'A-NOM-AUTREMENT-CODE')).toHaveLength(1);
  });

  it('laisse une décision à sa ligne, et expliquer trouve les deux formes', async () => {
    const racine = poser(aPart, unSigne);
    const ligne = await courirIci(['expliquer', racine, `${unSigne(SOURCE)}:3`]);
    expect(ligne.code).toBe(0);
    const empreinte = /[0-9a-f]{12,}/.exec(ligne.sortie)?.[0] ?? '';
    deposer(
      racine,
      'arbitrages.csv',
      `ref;empreinte;decision;quote_part;cle;axe;domaine;territoire;pays;motif;auteur;date\n${aPart(SOURCE)}:3;${empreinte};internationale;;;;;;;Chantier jumelé;A. B.;2012-06-01\n`,
    );
    const decidee = await courirIci(['expliquer', racine, `${aPart(SOURCE)}:3`, '--json']);
    expect(decidee.code).toBe(0);
    expect(decidee.sortie).toContain('Chantier jumelé');
    expect((await courirIci(['controler', racine])).erreur).not.toContain('E-ARBITRAGE');
  });

  it('se vérifie dans l’archive, même refaite par un Mac', async () => {
    const racine = poser(aPart, unSigne);
    const archive = join(dossierDEssai(), 'jaune.zip');
    expect((await courirIci(['archiver', racine, '--sortie', archive])).code).toBe(0);
    const contenu = ouvrir(archive);
    expect([...contenu.keys()]).toEqual(expect.arrayContaining(NOMS.map((nom) => `dossier/${unSigne(nom)}`)));
    expect((await courirIci(['verifier', archive])).code).toBe(0);

    refermer(archive, new Map([...contenu].map(([nom, octets]) => [aPart(nom), octets])));
    const refaite = await courirIci(['verifier', archive]);
    expect(refaite.erreur).toBe('');
    expect(refaite.code).toBe(0);

    const [source] = [...contenu].filter(([nom]) => nom.endsWith('.csv') && nom.includes('sources/'));
    if (source === undefined) throw new Error('la source est dans l’archive');
    refermer(archive, new Map([...contenu, [aPart(source[0]), source[1]]]));
    expect((await courirIci(['verifier', archive])).erreur).toContain('y est deux fois');
  });

  it('passe avec le dossier de l’année suivante', async () => {
    const racine = poser(aPart, unSigne);
    const suivant = join(dossierDEssai(), '2013');
    expect((await courirIci(['init', suivant, '--depuis', racine])).code).toBe(0);
    for (const nom of NOMS.slice(0, 3)) expect(existsSync(join(suivant, unSigne(nom)))).toBe(true);
  });
});
