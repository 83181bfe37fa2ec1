import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { comparerAuTexte } from '../outils/texte-attendu.ts';
import { evoluer } from './evolution-outils.ts';
import { ecrireEvolution } from './evolution-texte.ts';

const CAS = join(import.meta.dirname, 'evolution-cas');
const lignesDe = (cas: string, annee: string) =>
  readFileSync(join(CAS, cas, `${annee}.csv`), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);

describe('ce qui a changé depuis l’an dernier', () => {
  it.each(readdirSync(CAS).sort())('%s', async (cas) => {
    const { evolution } = await evoluer(lignesDe(cas, '2011'), lignesDe(cas, '2012'));
    comparerAuTexte(join(CAS, cas, 'attendu.txt'), ecrireEvolution(evolution));
  });

  it('ne dépend pas de l’ordre des lignes', async () => {
    const [avant, maintenant] = [lignesDe('rapprochements', '2011'), lignesDe('rapprochements', '2012')];
    const resume = async (passees: readonly string[], actuelles: readonly string[]) => {
      const { evolution } = await evoluer(passees, actuelles);
      if (!evolution.comparable) throw new Error(evolution.raison);
      return evolution.actions.map(({ etat, indice, libelle, avant: a, maintenant: m }) => [
        etat,
        indice,
        libelle,
        a,
        m,
      ]);
    };
    expect(await resume(avant.toReversed(), maintenant.toReversed())).toEqual(await resume(avant, maintenant));
  });

  it('ne rapproche pas deux bases', async () => {
    const { evolution } = await evoluer([';Pilote;;;aide;A;;;1,00'], [';Pilote;;;aide;A;;;2,00'], { base: 'mandats' });
    expect(evolution).toMatchObject({ comparable: false, exercice: '2011', base: 'mandats' });
    expect(evolution).toHaveProperty(
      'raison',
      'L’édition 2011 compte sur la base « Mandatements (crédits de paiement exécutés) », celle de 2012 sur la base « Engagements (AE et AP) » : ces montants ne se comparent pas.',
    );
    expect(evolution).not.toHaveProperty('synthese');
  });

  it('ne dit pas « depuis l’an dernier » de l’avant-dernière année', async () => {
    const { evolution } = await evoluer([';Pilote;;;aide;A;;;1,00'], [';Pilote;;;aide;A;;;2,00'], { exercice: '2010' });
    expect(evolution).toMatchObject({ comparable: false, exercice: '2010' });
    expect(evolution).toHaveProperty(
      'raison',
      'Les dernières lignes publiées que le dossier garde sont celles de 2010 : sans celles de 2011, ce qui a changé en un an ne peut être dit.',
    );
  });

  it('dit que rien n’était compté au secteur pilote l’an dernier', async () => {
    const avant = ['Région;Pilote;;;voirie;;;;9,00', 'Région;Relations;;;aide;A;;;1,00'];
    const { evolution } = await evoluer(avant, ['Région;Pilote;;;aide;A;;;2,00']);
    expect(evolution).toMatchObject({
      piloteConnu: false,
      synthese: { secteurPilote: { avant: 0, maintenant: 200 }, autresSecteurs: { avant: 100, maintenant: 0 } },
      perimetre: {
        constant: { avant: 0, maintenant: 200 },
        arrives: [],
        partis: [{ secteur: 'Relations', montant: 100, actions: 1 }],
      },
    });
  });
});
