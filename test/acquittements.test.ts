import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type Acquittement, ecrireVu, sommeDeLAvertissement } from '../src/domain/constats/acquittement.ts';
import type { CodeConstat } from '../src/domain/constats/codes-constats.ts';
import { type Constat, Constats } from '../src/domain/constats/constat.ts';
import { courirIci, type Poste, poserDossier } from './outils/dossiers.ts';

const CAS = 'test/cas/constats';

/** A dossier with four warnings: a rule that never speaks, twins, a file that nothing reads, a row set aside by nothing. */
function poserAvertissements(): Poste {
  const poste = poserDossier(
    `${CAS}/_base`,
    `${CAS}/A-REGLE-MUETTE/devancee`,
    `${CAS}/A-LIGNES-IDENTIQUES/deux-subventions`,
  );
  writeFileSync(join(poste.dossier, 'brouillon.txt'), '');
  return poste;
}

async function lireJson(poste: Poste) {
  const { sortie } = await courirIci(['controler', 'dossier', '--json'], poste.racine);
  return JSON.parse(sortie) as {
    readonly constats: readonly { readonly code: string; readonly vu: string }[];
    readonly acquittes: readonly { readonly constat: string; readonly nombre: number }[];
  };
}

/** Pastes what the tool writes, and fills it in as it asks. */
async function suivreLeRemede({ racine, dossier }: Poste): Promise<void> {
  const { sortie } = await courirIci(['controler', 'dossier', '--acquittements'], racine);
  const rempli = sortie
    .replaceAll('motif: # à remplir', 'motif: Vérifié avec le secteur')
    .replaceAll('auteur: # à remplir', 'auteur: Direction des finances')
    .replaceAll('date: # à remplir, AAAA-MM-JJ', 'date: 2012-12-01');
  const exercice = join(dossier, 'exercice.yaml');
  writeFileSync(exercice, `${readFileSync(exercice, 'utf8')}${rempli}`);
}

describe('le bloc que l’outil écrit, une fois collé et rempli', () => {
  it('acquitte tous les avertissements, et l’écran dit combien', async () => {
    const poste = poserAvertissements();
    expect((await lireJson(poste)).constats).toHaveLength(3);
    await suivreLeRemede(poste);
    const { erreur, sortie, code } = await courirIci(['controler', 'dossier'], poste.racine);
    expect({ erreur, code }).toEqual({ erreur: '3 avertissements acquittés dans exercice.yaml\n', code: 0 });
    expect(sortie).not.toContain('--acquittements');
    expect((await courirIci(['controler', 'dossier', '--acquittements'], poste.racine)).sortie).toBe(
      'Aucun avertissement à acquitter.\n',
    );
  });

  it('est refusé tant que motif, auteur et date sont vides', async () => {
    const poste = poserAvertissements();
    const { sortie } = await courirIci(['controler', 'dossier', '--acquittements'], poste.racine);
    const exercice = join(poste.dossier, 'exercice.yaml');
    writeFileSync(exercice, readFileSync(exercice, 'utf8') + sortie);
    const { erreur, code } = await courirIci(['controler', 'dossier'], poste.racine);
    expect(code).toBe(1);
    expect(erreur.match(/\[E-YAML-CONTENU\]/g)).toHaveLength(9);
  });

  it('laisse revenir un avertissement dont les euros changent, et donne l’empreinte qui l’acquitte à nouveau', async () => {
    const poste = poserAvertissements();
    await suivreLeRemede(poste);
    const culture = join(poste.dossier, 'sources/culture.csv');
    writeFileSync(
      culture,
      readFileSync(culture, 'utf8').replaceAll('1200,00', '1300,00').replaceAll('1 200,00', '1 300,00'),
    );
    const { erreur } = await courirIci(['controler', 'dossier'], poste.racine);
    expect(erreur).toContain('[A-LIGNES-IDENTIQUES]');
    expect(erreur).toContain('1 avertissement acquitté');
    const exercice = join(poste.dossier, 'exercice.yaml');
    let texte = readFileSync(exercice, 'utf8');
    for (const [, ligne, vu] of erreur.matchAll(/^exercice\.yaml:(\d+):5[\s\S]*?« vu: ([0-9a-f]{12}) »/gm)) {
      const lignes = texte.split('\n');
      const rang = lignes.findIndex((lue, indice) => indice >= Number(ligne) && lue.startsWith('    vu:'));
      lignes[rang] = `    vu: ${vu}`;
      texte = lignes.join('\n');
    }
    writeFileSync(exercice, texte);
    expect((await courirIci(['controler', 'dossier'], poste.racine)).erreur).toBe(
      '3 avertissements acquittés dans exercice.yaml\n',
    );
  });

  it('tient quand la règle ou l’acquittement changent de place dans leur fichier', async () => {
    const poste = poserAvertissements();
    await suivreLeRemede(poste);
    for (const fichier of ['exercice.yaml', 'regles/regles.yaml']) {
      const chemin = join(poste.dossier, fichier);
      writeFileSync(chemin, `# une ligne de plus\n${readFileSync(chemin, 'utf8')}`);
    }
    expect((await courirIci(['controler', 'dossier'], poste.racine)).erreur).toContain('3 avertissements acquittés');
  });

  it('reste dans les documents, qui se refont au même octet depuis l’archive', async () => {
    const poste = poserAvertissements();
    await suivreLeRemede(poste);
    await courirIci(['compiler', 'dossier', '--sortie', 'sortie'], poste.racine);
    const lire = (nom: string) => readFileSync(join(poste.racine, 'sortie', nom));
    const classeur = Object.values(unzipSync(lire('jaune-2012.xlsx'))).map((partie) => Buffer.from(partie).toString());
    for (const document of [
      lire('jaune-2012.html').toString(),
      lire('synthese-2012.json').toString(),
      classeur.join(''),
    ]) {
      expect(document).toContain('cette ligne retenue est là 2 fois');
      expect(document).toContain('Vérifié avec le secteur');
      expect(document).toContain('Direction des finances');
      expect(document).not.toContain('brouillon.txt');
    }
    expect((await courirIci(['archiver', 'dossier', '--sortie', 'a.zip'], poste.racine)).code).toBe(0);
    expect((await courirIci(['verifier', 'a.zip'], poste.racine)).code).toBe(0);
  });

  it('ne passe pas à l’année suivante, qui dit ce qu’elle laisse', async () => {
    const poste = poserAvertissements();
    await suivreLeRemede(poste);
    const { sortie } = await courirIci(['init', 'suivant', '--depuis', 'dossier'], poste.racine);
    expect(sortie).toContain(
      'A-LIGNES-IDENTIQUES · sources/culture.csv · Vérifié avec le secteur (Direction des finances)',
    );
    expect(readFileSync(join(poste.racine, 'suivant/exercice.yaml'), 'utf8')).not.toContain('acquittes');
  });
});

const CODES: readonly CodeConstat[] = ['A-LIGNES-IDENTIQUES', 'A-LIGNE-DE-TOTAL', 'E-CODE-INCONNU'];
const constat = fc.record({
  code: fc.constantFrom(...CODES),
  lieu: fc.record({
    fichier: fc.constantFrom('sources/a.csv', 'sources/b.csv'),
    ligne: fc.integer({ min: 1, max: 9 }),
  }),
  message: fc.constantFrom('1 200,00 €', '1 300,00 €'),
  remede: fc.constant('Relisez.'),
});

function recueillir(vus: readonly Constat[], acquittements: readonly Acquittement[] = []): Constats {
  const constats = new Constats();
  constats.acquitter(acquittements);
  for (const vu of vus) constats.ajouter(vu);
  return constats;
}

const acte = { motif: 'm', auteur: 'a', date: '2012-01-01' };
const compte = ({ acquittes }: Constats) => acquittes.reduce((total, { nombre }) => total + nombre, 0);

describe('quels que soient les avertissements', () => {
  it('chacun est dit ou acquitté, jamais les deux, et une erreur reste', () => {
    fc.assert(
      fc.property(fc.array(constat, { maxLength: 30 }), fc.integer({ min: 0 }), (vus, choix) => {
        const choisis = vus.filter((_, rang) => ((choix >> (rang % 30)) & 1) === 1);
        const acquittements = choisis.map(
          (vu): Acquittement => ({ constat: vu.code, vu: ecrireVu(sommeDeLAvertissement(vu)), ...acte }),
        );
        const constats = recueillir(vus, acquittements);
        expect(constats.compter('') + compte(constats)).toBe(vus.length);
        expect(constats.compter('E-')).toBe(vus.filter(({ code }) => code.startsWith('E-')).length);
      }),
    );
  });

  it('l’empreinte d’un fichier ou d’un code les acquitte tous, dans n’importe quel ordre ; un de plus, et tous reviennent', () => {
    fc.assert(
      fc.property(
        fc
          .array(constat, { minLength: 2, maxLength: 30 })
          .filter((vus) => vus.every(({ code }) => code !== 'E-CODE-INCONNU')),
        constat.filter(({ code }) => code !== 'E-CODE-INCONNU'),
        fc.boolean(),
        (vus, deplus, parFichier) => {
          const { groupes } = recueillir(vus);
          const tous = parFichier
            ? groupes.map(
                ({ code, fichier, somme }): Acquittement => ({ constat: code, fichier, vu: ecrireVu(somme), ...acte }),
              )
            : CODES.map((code): Acquittement => {
                const somme = groupes
                  .filter((groupe) => groupe.code === code)
                  .reduce((total, groupe) => total + groupe.somme, 0);
                return { constat: code, vu: ecrireVu(somme % 2 ** 48), ...acte };
              });
          expect(compte(recueillir([...vus].reverse(), tous))).toBe(vus.length);
          const constats = recueillir([...vus, deplus], tous);
          const concernes = (vu: Constat) =>
            vu.code === deplus.code && (!parFichier || vu.lieu.fichier === deplus.lieu.fichier);
          const seul = vus.filter(concernes).length === 1;
          if (!seul) expect(constats.compter('')).toBe(vus.filter(concernes).length + 1);
        },
      ),
    );
  });
});
