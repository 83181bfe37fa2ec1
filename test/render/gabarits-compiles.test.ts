import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { empreinteDe } from '../../src/render/html/compilation-des-gabarits.ts';
import { lireParties } from '../../src/render/html/parties.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { publier2012 } from '../outils/edition-2012.ts';
import { jaune as programme } from '../outils/paquet.ts';

describe('les gabarits compilés avec le programme', () => {
  it('y sont tous, tels qu’ils sont dans templates/', async () => {
    const textes = [...lireParties('templates').map(({ texte }) => texte), readFileSync('templates/jaune.hbs', 'utf8')];
    expect(textes.length).toBeGreaterThan(30);
    const livre = dirname(programme.chemin);
    const paquet = readdirSync(livre, { recursive: true, withFileTypes: true })
      .filter((entree) => entree.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'))
      .join('');
    expect(textes.filter((texte) => !paquet.includes(empreinteDe(texte)))).toEqual([]);
  });

  it('dessinent la page que dessinent les gabarits lus', async () => {
    const sortie = join(dossierDEssai(), '2012');
    const { code } = await programme.courir(['compiler', 'data/2012', '--sortie', sortie]);
    expect(code).toBe(0);
    expect(readFileSync(join(sortie, 'jaune-2012.html'), 'utf8') === (await publier2012()).page).toBe(true);
  });
});
