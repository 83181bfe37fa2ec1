import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CountedLine,
  type DossierFigures,
  FigureWithoutItsLines,
  readFigures,
  traceFigure,
} from '../src/cli/expliquer/trace-figure.ts';
import type { Figure } from '../src/compile/figures.ts';
import { montant } from '../src/domain/argent/montant.ts';
import { Constats } from '../src/domain/constats/constat.ts';
import { compterSources, sommeNaive } from './outils/lecteur-naif.ts';

describe('un chiffre et ses lignes', () => {
  let chiffres: DossierFigures;
  beforeAll(async () => {
    chiffres = await readFigures('data/2012', new Constats());
  });

  async function tracer(nom: string, change: Partial<Figure> = {}) {
    const figure = chiffres.figures.get(nom);
    if (figure === undefined) throw new Error(nom);
    const lignes: CountedLine[] = [];
    return { ...(await traceFigure(chiffres, { ...figure, ...change }, (ligne) => lignes.push(ligne))), vues: lignes };
  }

  it('viennent de toutes les lignes reçues, pas seulement de celles que les documents nomment', async () => {
    const recues = sommeNaive(compterSources('data/2012'), 'depenses', 'engagements');
    const { lignes, sum: somme, remainders: restes } = await tracer('partition.total');
    expect({ lignes, centimes: BigInt(somme) }).toEqual(recues);
    expect(restes).toBe(0);
  });

  it('disent ce qui n’est que le reste d’une ligne classée ailleurs', async () => {
    const { remainders: restes, lignes, figure, vues } = await tracer('partition.non_internationale');
    expect(restes).toBeGreaterThan(0);
    expect(lignes - restes).toBe(figure.nombre);
    expect(vues.filter(({ affectation }) => affectation.verdict.place !== 'non_internationale')).toHaveLength(restes);
  });

  it('composent les totaux : la passerelle, ce que le pilote reçoit moins ce qui en sort', async () => {
    const { termes, sum: somme } = await tracer('passerelle.retenu');
    expect(termes.map(({ signe }) => signe).slice(0, 2)).toEqual([1, -1]);
    expect(termes.reduce((total, { signe, montant: valeur }) => total + signe * valeur, 0)).toBe(somme);
  });

  it('un chiffre que ses lignes ne font pas est un défaut, jamais tu', async () => {
    const faux = tracer('pays.senegal', { montant: montant(1) });
    await expect(faux).rejects.toThrow(FigureWithoutItsLines);
    await expect(faux).rejects.toThrow(/pays\.senegal vaut 1 centimes, ses lignes font 132116112/);
  });

  it('un total que ses termes ne font pas aussi', async () => {
    const faux = tracer('synthese.total', { termes: [{ signe: 1, nom: 'synthese.secteur_pilote' }] });
    await expect(faux).rejects.toThrow(/les chiffres qui le composent font 971700000/);
  });
});
