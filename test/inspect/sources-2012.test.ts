import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Constats } from '../../src/domain/constats/constat.ts';
import { controlerLEdition } from '../../src/edition.ts';
import { type BlocPropose, inspecterSource } from '../../src/inspect/inspecter-source.ts';
import { avecDossier } from '../outils/atelier.ts';
import type { SourceAnnoncee } from '../outils/lecteur-naif.ts';

const EXERCICE = readFileSync('data/2012/exercice.yaml', 'utf8');
const SOURCES = (parse(EXERCICE, { schema: 'failsafe' }) as { sources: readonly SourceAnnoncee[] }).sources;

async function proposer({ fichier }: SourceAnnoncee): Promise<BlocPropose> {
  const { blocs } = await inspecterSource(join('data', '2012', fichier), {}, new Constats());
  const [bloc] = blocs;
  if (bloc === undefined) throw new Error(`rien n’est proposé pour ${fichier}`);
  return bloc;
}

/** The block as text, what is left blank filled in as the officer would. */
function remplir({ bloc }: BlocPropose, { secteur, organisme }: SourceAnnoncee): string {
  return bloc.explique
    .join('\n')
    .replace(/^( {4}secteur:) # à remplir.*$/m, `$1 ${secteur}`)
    .replace(/^( {4}organisme:) # à remplir.*$/m, `$1 ${JSON.stringify(organisme)}`);
}

describe('les vingt fichiers de 2012', () => {
  test.each(SOURCES)('$fichier : la proposition est la déclaration, et le fichier s’y lit', async (declaree) => {
    const propose = await proposer(declaree);
    const { format, decimale, unite, colonnes, montants, ignorees, ecarts, cadre } = propose.proposition;
    expect(format).toEqual({
      genre: 'csv',
      encodage: declaree.encodage,
      separateur: declaree.separateur,
      preambule: Number(declaree.preambule ?? 0),
      titres: 1,
    });
    expect({ decimale, unite }).toEqual({ decimale: declaree.decimale, unite: declaree.unite ?? 'euros' });
    expect(Object.fromEntries(colonnes.map(({ champ, titre }) => [champ, titre]))).toEqual(declaree.colonnes);
    expect(
      Object.fromEntries(montants.map((vu) => [vu.base, 'montant' in vu.colonnes && vu.colonnes.montant])),
    ).toEqual(declaree.montants);
    expect(ignorees.map(({ titre }) => titre).sort()).toEqual([...(declaree.ignorees ?? [])].sort());
    expect(ecarts.length).toBe(declaree.lignes_a_ecarter?.length ?? 0);
    expect(cadre.norme).toBe('M71');
    const { lecture } = propose;
    expect(lecture?.constats.erreurs).toBe(0);
    expect(String(lecture?.lue.lignes)).toBe(declaree.controle.lignes);
    for (const { base } of montants) {
      for (const sens of ['depenses', 'recettes'] as const) {
        const { [sens]: sienne, [base]: seule } = declaree.controle;
        const annonce = sienne?.[base] ?? (sens === 'depenses' ? seule : undefined) ?? '0';
        expect(String(lecture?.lue[sens].montants[base]), `${base}, ${sens}`).toBe(annonce.replace(/[ ,]/g, ''));
      }
    }
  });

  test('les vingt blocs, collés dans le dossier, passent le contrôle et donnent les mêmes chiffres', async () => {
    await avecDossier(async (racine) => {
      cpSync('data/2012', racine, { recursive: true });
      const blocs: string[] = [];
      for (const declaree of SOURCES) blocs.push(remplir(await proposer(declaree), declaree));
      const tete = EXERCICE.slice(0, EXERCICE.indexOf('\nsources:'));
      writeFileSync(join(racine, 'exercice.yaml'), `${tete}\nsources:\n${blocs.join('\n')}\n`);
      const constats = new Constats();
      const { jaune } = await controlerLEdition(racine, constats);
      expect(constats.erreurs).toBe(0);
      const voulu = (await controlerLEdition('data/2012', new Constats())).jaune;
      expect(jaune.synthese).toEqual(voulu.synthese);
      expect(jaune.sources.map(({ fichier, depenses, recettes }) => ({ fichier, depenses, recettes }))).toEqual(
        voulu.sources.map(({ fichier, depenses, recettes }) => ({ fichier, depenses, recettes })),
      );
    });
  });
});
