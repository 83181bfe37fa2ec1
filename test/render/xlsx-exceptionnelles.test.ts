import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { lireEbauche } from '../outils/dossier-temporaire.ts';
import { type ClasseurLu, lireClasseur } from '../outils/lecteur-xlsx.ts';
import { recalculer } from '../outils/recalcul.ts';
import { regleDEssai } from '../outils/regle-d-essai.ts';
import { tableurPresent } from '../outils/tableur.ts';

/** Two exceptional lines, one of which alone gives what was paid; no other line gives that base. */
async function classeur(): Promise<Buffer> {
  const { jaune } = await lireEbauche({
    sources: [
      {
        fichier: 'sources/un.csv',
        contenu: 'Objet;Engagé;Mandaté\nMaison;100,00;60,50\nMaison du port;40,00;\nAction;7,00;\n',
        declaration: { montants: { engagements: 'Engagé', mandats: 'Mandaté' } },
      },
    ],
    regles: [
      regleDEssai('tout', 'international', 'internationale', { libelle: 'present' }),
      regleDEssai('maisons', 'exceptionnel', 'exceptionnelle', { libelle: { mots: ['Maison'] } }),
    ],
  });
  if (jaune === undefined) throw new Error('le dossier ne se lit pas');
  const cible = path.join(dossierDEssai(), 'jaune.xlsx');
  await ecrireLeClasseur(jaune, cible);
  return readFile(cible);
}

const valeurs = ({ feuilles }: ClasseurLu, colonne: string) =>
  [...(feuilles.get('Exceptionnelles') ?? [])].flatMap(([adresse, { valeur }]) =>
    adresse.startsWith(colonne) ? [valeur] : [],
  );

describe('la feuille des opérations exceptionnelles', () => {
  it('a les autres bases que leurs lignes donnent, prouvées contre Lignes', async () => {
    const ecrit = lireClasseur(await classeur());
    expect(valeurs(ecrit, 'G').slice(-4)).toEqual([100, 40, 140, 'OK']);
    expect(valeurs(ecrit, 'J')).toEqual(['Mandaté', 60.5, 60.5, 'OK']);
    expect([...ecrit.noms.keys()]).toContain('controle_exceptionnelles_mandats');
  });

  it.skipIf(!tableurPresent())(
    'se recalcule, et perd sur chaque base une ligne que l’on change de verdict',
    async () => {
      const octets = await classeur();
      const lignes = [...(lireClasseur(octets).feuilles.get('Lignes') ?? [])];
      const [, colonne, rang] =
        /^([A-Z]+)(\d+)$/.exec(lignes.find(([, { valeur }]) => valeur === 'Verdict')?.[0] ?? '') ?? [];
      const adresse = `${colonne}${Number(rang) + 1}`;
      const [meme, change] = await Promise.all([
        recalculer(octets),
        recalculer(octets, [{ feuille: 'Lignes', adresse, valeur: 'Internationale' }]),
      ]);
      expect(valeurs(meme, 'J')).toEqual(['Mandaté', 60.5, 60.5, 'OK']);
      expect(valeurs(change, 'J')).toEqual(['Mandaté', 0, 0, 'OK']);
      expect(valeurs(change, 'G').slice(-4)).toEqual([0, 40, 40, 'OK']);
    },
    120_000,
  );
});
