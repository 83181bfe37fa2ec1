import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { dossierDEssai } from './outils/atelier.ts';
import { deposerDossier } from './outils/dossier-temporaire.ts';
import { lancerIci } from './outils/dossiers.ts';

let atelier = '';
beforeEach(() => {
  atelier = dossierDEssai();
});

/** What `jaune expliquer` says of the amounts of the one line of a source, as received. */
async function expliquer(contenu: string, cles: Record<string, unknown>): Promise<string> {
  const declaration = { colonnes: { libelle: 'Objet', fonction: 'Fonction' }, ...cles };
  deposerDossier(join(atelier, 'dossier'), { sources: [{ fichier: 'sources/a.csv', contenu, declaration }] });
  const { sortie, erreur, code } = await lancerIci('jaune expliquer dossier sources/a.csv:2', atelier);
  expect(code, erreur).toBe(0);
  return sortie.slice(sortie.indexOf('La ligne telle que reçue'), sortie.indexOf('Les questions'));
}

describe('La ligne telle que reçue', () => {
  it('dit que le fichier est en milliers', async () => {
    const dit = await expliquer('Objet;Fonction;Engagé\nPuits;048;406,280\n', { unite: 'milliers' });
    expect(dit).toMatch(/406\s280,00\s€/);
    expect(dit).toMatch(/Écrits dans le fichier +en milliers d’euros\n/);
  });

  it('dit que le fichier porte un montant à partager, et où est la part', async () => {
    const dit = await expliquer('Objet;Fonction;Engagé;Part\nPuits;048;172512,70;0,5\n', { part: 'Part' });
    expect(dit).toMatch(/86\s256,35\s€/);
    expect(dit).toMatch(/Montant écrit +172\s512,70\s€, dont cette ligne a sa part\n/);
    expect(dit).toMatch(/Écrits dans le fichier +avant partage : la ligne en a la part que dit la colonne « Part »\n/);
  });

  it('ne dit rien de plus quand le fichier porte les montants tels quels', async () => {
    expect(await expliquer('Objet;Fonction;Engagé\nPuits;048;12,00\n', {})).not.toContain('Écrits dans le fichier');
  });
});
