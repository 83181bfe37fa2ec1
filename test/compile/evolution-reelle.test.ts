import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { compileEvolution } from '../../src/compile/evolution.ts';
import type { EvolutionComparee } from '../../src/compile/evolution-model.ts';
import { Constats } from '../../src/domain/constat.ts';
import { Emetteurs } from '../../src/domain/emetteurs.ts';
import { compileLines, prepare } from '../../src/edition.ts';
import { readPreviousEdition } from '../../src/ingest/previous-edition.ts';

const DOSSIER = join(import.meta.dirname, '../../data/2012');
let evolution: EvolutionComparee;

beforeAll(async () => {
  const constats = new Constats();
  const preparation = await prepare(DOSSIER, constats);
  const emetteurs = new Emetteurs();
  const jaune = await compileLines(preparation, { affectation: ({ ligne }) => emetteurs.ajouter(ligne) });
  const precedente = await readPreviousEdition(preparation.dossier, constats);
  if (precedente === undefined) throw new Error('2011 manque');
  const lue = compileEvolution(precedente, { ...jaune, emetteurs });
  if (!lue.comparable) throw new Error(lue.raison);
  evolution = lue;
});

describe('de 2011 à 2012', () => {
  it('x', () => {
    const { actions, tables, ...reste } = evolution;
    console.log(JSON.stringify(reste, null, 1));
    for (const t of tables)
      console.log(
        t.nom,
        t.rangees
          .map((r) => `${r.libelle} ${r.presence} ${r.avant / 1e8} ${r.maintenant / 1e8} ${r.lignes.length}`)
          .join('\n   '),
      );
    for (const a of actions.filter((x) => x.etat !== 'nouvelle'))
      console.log(
        a.etat,
        a.indice,
        a.rapprochement,
        a.beneficiaire,
        '|',
        a.libelle.slice(0, 60),
        '|',
        a.precedente?.libelle.slice(0, 60),
        a.pays.join(),
        a.avant / 1e8,
        a.maintenant / 1e8,
      );
    console.log(actions.slice(0, 12));
  });
});
