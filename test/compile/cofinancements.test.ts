import { describe, expect, it } from 'vitest';
import { tousLesChiffres } from '../../src/compile/tous-les-chiffres.ts';
import { estUneErreur } from '../../src/domain/constats/constat.ts';
import { verifierTousLesChiffres } from '../outils/chiffres.ts';
import type { Lecture } from '../outils/dossier-temporaire.ts';
import { AILLEURS, EN_BRUT, EN_NET, lireLeSite } from '../outils/site-partage.ts';

function jauneLu({ jaune, constats, affectations }: Lecture) {
  if (jaune === undefined)
    throw new Error(
      constats.liste
        .filter(estUneErreur)
        .map(({ message }) => message)
        .join('\n'),
    );
  return { jaune, affectations, chiffre: (nom: string) => tousLesChiffres(jaune).get(nom) };
}

describe('le site de 25 000 €, partagé avec quatre départements', async () => {
  const brut = jauneLu(await lireLeSite(EN_BRUT));
  const net = jauneLu(await lireLeSite(EN_NET));

  it('laisse 5 000 € à la charge de la Région, écrit en brut ou en net', () => {
    for (const [{ chiffre }, enBrut, enNet, recettes] of [
      [brut, 2_500_000, 0, 2_000_000],
      [net, 0, 500_000, 0],
    ] as const) {
      expect(chiffre('cofinancement.site.brut')?.montant).toBe(enBrut);
      expect(chiffre('cofinancement.site.net')?.montant).toBe(enNet);
      expect(chiffre('cofinancement.site.recettes')?.montant).toBe(recettes);
      expect(chiffre('cofinancement.site.reste')?.montant).toBe(500_000);
      expect(chiffre('cofinancement.total/reste')?.montant).toBe(500_000);
    }
  });

  it('en laisse un cinquième de son coût, et dit ce que chacun annonce', () => {
    for (const { jaune } of [brut, net]) {
      const [site] = jaune.cofinancements.operations;
      expect(site?.part).toEqual({ numerateur: 1n, denominateur: 5n });
      expect(site?.financeurs.map(({ annonce }) => annonce)).toEqual([500_000, 500_000, 500_000, 500_000]);
    }
  });

  it('dit ce que chaque financeur a payé, une fois', () => {
    expect(brut.chiffre('financeur.departement-essonne')?.montant).toBe(500_000);
    expect(brut.chiffre('cofinancement.site/financeur.departement-essonne')?.montant).toBe(500_000);
    expect(brut.chiffre('genre_financeur.departement')).toMatchObject({ montant: 2_000_000, nombre: 4 });
  });
});

describe('les chiffres des cofinancements', () => {
  it('se refont de leurs lignes, avec des recettes sans opération et des noms que rien ne rapproche', async () => {
    const { jaune, affectations, chiffre } = jauneLu(
      await lireLeSite([
        ...EN_BRUT,
        ...AILLEURS,
        'Titre annulé;Département Essonne;recette;site;;;;-100,00',
        'Sans nom;;recette;site;;;;12,00',
        'Autre écriture;DEPARTEMENT essonne;recette;;;;;7,00',
        'Avenant;Prestataire;dépense;site;;;;10,00',
      ]),
    );
    verifierTousLesChiffres(jaune, affectations);
    expect(chiffre('cofinancement.sans-operation.recettes')?.montant).toBe(123_456 + 700);
    expect(chiffre('synthese.total')?.montant).toBe(
      (chiffre('cofinancement.total/brut')?.montant ?? 0) + (chiffre('cofinancement.total/net')?.montant ?? 0),
    );
    expect(chiffre('cofinancement.total/recettes')?.montant).toBe(jaune.partition.internationale.recettes.centimes);
  });

  it('n’existent pas où rien ne dit que d’autres paient', async () => {
    const { jaune } = jauneLu(await lireLeSite(['Action;Association;dépense;;;;;10,00'], {}));
    expect([...tousLesChiffres(jaune).keys()].filter((nom) => /cofinanc|financeur/.test(nom))).toEqual([]);
  });
});
