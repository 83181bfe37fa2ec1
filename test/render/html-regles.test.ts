import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EffetRegle, Jaune } from '../../src/compile/jaune.ts';
import { montant } from '../../src/domain/argent/montant.ts';
import { renderHtml } from '../../src/render/html/ecrire-html.ts';
import { captures, ciblesDe, idsDe, sectionDe, texteDe } from '../outils/page-lue.ts';
import { jauneExemple } from './jaune-exemple.ts';

const GABARITS = join(import.meta.dirname, '..', '..', 'templates');
const RIEN = { lignes: 0, centimes: montant(0), recettes: { lignes: 0, centimes: montant(0) } };

/** The rules of the example after as many as wanted that did nothing, in front of them. */
function avecMuettes(muettes: number): Jaune {
  const jaune = jauneExemple();
  const [modele] = jaune.regles;
  if (modele === undefined) throw new Error('un jaune sans règle');
  const avant = Array.from({ length: muettes }, (_, rang): EffetRegle => {
    const regle = { ...modele.regle, id: `muette-${rang + 1}` };
    return { ...modele, regle, emporte: RIEN, devance: RIEN, contredite: RIEN };
  });
  return { ...jaune, regles: [...avant, ...jaune.regles] };
}

const montrees = (page: string) => captures(page, /<tr id="regle-(\d+)"/g).map(Number);

describe('les règles d’une page', () => {
  it('y sont toutes jusqu’à deux mille', async () => {
    const { regles } = jauneExemple();
    const page = await renderHtml(avecMuettes(2_000 - regles.length), GABARITS);
    expect(montrees(page)).toHaveLength(2_000);
    expect(texteDe(sectionDe(page, 'regles'))).not.toContain('Les autres sont');
  });

  it('sont au-delà celles qui ont fait quelque chose, les autres comptées et désignées', async () => {
    const { regles } = jauneExemple();
    const page = await renderHtml(avecMuettes(3_000), GABARITS);
    const rangs = montrees(page);
    expect(rangs).toHaveLength(2_000);
    const agissantes = regles.flatMap(({ emporte, devance }, rang) =>
      emporte.lignes + emporte.recettes.lignes + devance.lignes + devance.recettes.lignes > 0 ? [3_001 + rang] : [],
    );
    expect(agissantes.length).toBeGreaterThan(0);
    expect(rangs).toEqual(expect.arrayContaining(agissantes));
    expect(rangs).toEqual([...rangs].sort((a, b) => a - b));
    const fin = texteDe(sectionDe(page, 'regles')).split('autres sont ')[1]?.replaceAll(/\s/g, ' ');
    expect(fin).toMatch(
      /^dans le classeur, feuille Règles, et dans synthese-2012\.json ?: 1 0\d\d qui n’en décident aucune\.$/,
    );
  });

  it('ne sont désignées par aucun lien qui ne mène nulle part', async () => {
    const { regles } = jauneExemple();
    const agissante = regles.find(({ emporte }) => emporte.lignes > 0);
    if (agissante === undefined) throw new Error('aucune règle du jaune d’exemple ne décide');
    // More rules that decide than a page tells: those of the lines of the example are not among them.
    const plus = Array.from({ length: 2_000 }, (_, rang): EffetRegle => {
      const regle = { ...agissante.regle, id: `autre-${rang + 1}` };
      return { ...agissante, regle, emporte: { ...agissante.emporte, lignes: 1_000 } };
    });
    const page = await renderHtml({ ...jauneExemple(), regles: [...regles, ...plus] }, GABARITS);
    const connus = new Set(idsDe(page));
    expect(ciblesDe(page).filter((cible) => !connus.has(cible))).toEqual([]);
    expect(ciblesDe(page)).toContain('regles');
  });
});
