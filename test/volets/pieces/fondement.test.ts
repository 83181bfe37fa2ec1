import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { editionDe, publier2012 } from '../../outils/edition-2012.ts';
import { lireClasseur } from '../../outils/lecteur-xlsx.ts';

/** What the tool never says of a grant. */
const JUGEMENTS = /\b(?:il)?l[ée]gal(?:e|es|ité|ement)?\b|\b(?:il)?l[ée]gaux\b/iu;

describe('le fondement de 2012', () => {
  it.each(['fondement', 'fondement.texte'])(
    'les chiffres de %s font le total, au centime et à la ligne',
    async (prefixe) => {
      const { jaune } = await publier2012();
      const fondement = jaune.volets.find(({ nom }) => nom === 'fondement');
      const siens = fondement?.chiffres.filter(({ nom }) => nom.slice(0, nom.lastIndexOf('.')) === prefixe) ?? [];
      expect(siens.length).toBeGreaterThan(2);
      const total = jaune.synthese.totalHorsExceptionnelles;
      expect(siens.reduce((somme, { montant }) => somme + montant, 0)).toBe(total);
      const retenues = jaune.lignes.filter(({ verdict }) =>
        verdict.parts.some(({ place }) => place === 'internationale'),
      );
      expect(siens.reduce((somme, { nombre }) => somme + nombre, 0)).toBe(retenues.length);
    },
  );

  it('rien de ce qui est écrit ne juge', async () => {
    const dossier = await editionDe('2012');
    for (const nom of readdirSync(dossier)) {
      const octets = readFileSync(join(dossier, nom));
      const texte = nom.endsWith('.xlsx')
        ? [...lireClasseur(octets).parties.values()].join('\n')
        : octets.toString('utf8');
      // Sectors write « annonces légales », which is an expense.
      expect(JUGEMENTS.exec(texte.replaceAll(/annonces légales/gi, ''))?.[0], nom).toBeUndefined();
    }
  });
});
