import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { libelleDeLaCause } from '../../src/compile/comparaison/causes.ts';
import type { EtapeDuPont } from '../../src/compile/comparaison/pont.ts';
import { Constats } from '../../src/domain/constats/constat.ts';
import { formaterEntier, formaterEuros } from '../../src/domain/textes/format.ts';
import { compilerLEdition } from '../../src/edition.ts';
import { comparerIci, poserDossiers } from '../outils/dossiers-a-comparer.ts';
import { editionDe } from '../outils/edition-2012.ts';

const CAS = join('test', 'cas', 'comparer', 'cas');

/** The section of the page that says what changed, tags aside, and with them. */
async function section(dossier: string, sortie: string): Promise<{ readonly html: string; readonly mots: string }> {
  const { jaune } = await compilerLEdition(dossier, sortie, new Constats());
  return sectionDe(readFileSync(join(sortie, `jaune-${jaune.enTete.exercice}.html`), 'utf8'));
}

function sectionDe(page: string): { readonly html: string; readonly mots: string } {
  const html = /<section id="evolution"[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
  return {
    html,
    mots: html
      .replace(/<svg[\s\S]*?<\/svg>/g, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/[\s\u00a0\u202f]+/g, ' '),
  };
}

const poser = (cas: string) => poserDossiers(join(CAS, cas));

const net = (texte: string) => texte.replace(/[\s\u00a0\u202f]+/g, ' ');

describe('le pont, dans le document', () => {
  it('2012 : les étapes de jaune comparer, avec leurs lignes', async () => {
    const { html, mots } = sectionDe(readFileSync(join(await editionDe('2012'), 'jaune-2012.html'), 'utf8'));
    const { pont } = JSON.parse((await comparerIci('data/2011', 'data/2012', { json: true })).sortie);
    expect(pont.etapes.length).toBeGreaterThan(4);
    for (const { cause, centimes, lignes } of pont.etapes as (EtapeDuPont & { lignes: number })[]) {
      const effet = formaterEuros(centimes).slice(0, -2);
      const titre = libelleDeLaCause(cause, 'autre_exercice');
      expect(mots).toContain(net(`${titre} : ${formaterEntier(lignes)}, effet ${centimes > 0 ? '+' : ''}${effet} €`));
      const ancre = `pont-${cause.replaceAll('_', '-')}`;
      expect(html).toContain(`id="${ancre}"`);
      expect(html).toContain(`href="#${ancre}"`);
    }
    expect(mots).toContain(net(`Total de 2011 ${formaterEuros(pont.avant).slice(0, -2)}`));
    expect(mots).toContain(net(`Total de 2012 ${formaterEuros(pont.apres).slice(0, -2)}`));
  });

  it('un effet qui n’est pas l’écart des deux montants dit pourquoi, et où est le reste', async () => {
    const { html, mots } = sectionDe(readFileSync(join(await editionDe('2012'), 'jaune-2012.html'), 'utf8'));
    expect(mots).toContain(
      net(
        'La part comptée passe de 60 % à 55 % : sur les 8 400,00 € que valait la ligne en 2011, −420,00 €. Le reste de l’écart : +770,28 € dans « Montants des lignes poursuivies ». 5 040,00 5 390,28 −420,00',
      ),
    );
    const rangees = [...html.matchAll(/<tr><td>.*?<\/tr>/g)].map(([rangee]) => rangee);
    expect(rangees).not.toEqual([]);
    for (const rangee of rangees) {
      const [avant, apres, effet] = [...rangee.matchAll(/<td class="n">([^<]+)<\/td>/g)].map(([, ecrit]) =>
        Number(
          (ecrit ?? '')
            .replace(/[^\d,−]/g, '')
            .replace('−', '-')
            .replace(',', ''),
        ),
      ) as [number, number, number];
      expect(rangee.includes('que valait la ligne en') || rangee.includes('La ligne passe de'), rangee).toBe(
        apres - avant !== effet,
      );
    }
  });

  it('nomme la règle qui ne parle plus, que les lignes publiées nommaient', async () => {
    const poste = poser('memoire-et-regle-retiree');
    const { mots } = await section(join(poste.racine, 'apres'), join(poste.racine, 'sortie'));
    expect(mots).toContain('Règles retirées règle festivals (1 ligne) 1 −500,00 1 150,00');
    expect(mots).toContain('Total de 2012 1 150,00');
  });

  it('d’une règle dont il ignore si elle a changé, dit seulement que c’est par elle', async () => {
    const poste = poser('memoire-et-regle-ajoutee');
    const { mots } = await section(join(poste.racine, 'apres'), join(poste.racine, 'sortie'));
    expect(mots).toContain('Périmètre, par les règles règle travaux (1 ligne) 1 +77,00 1 727,00');
  });

  it('ne dit rien du périmètre sans mémoire de l’an dernier', async () => {
    const poste = poser('volume');
    const { mots } = await section(join(poste.racine, 'apres'), join(poste.racine, 'sortie'));
    expect(mots).toContain('Aucune édition passée n’est dans le dossier');
    expect(mots).not.toContain('Total de 2011');
  });
});
