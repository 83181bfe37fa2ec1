/** The warnings that nobody acknowledged are in the documents: the same ones whoever asks, and however much is kept to be told. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { avertissementsDesDocuments } from '../src/domain/constats/avertissements.ts';
import type { CodeConstat } from '../src/domain/constats/codes-constats.ts';
import { type Bornes, type Constat, Constats, TOUS } from '../src/domain/constats/constat.ts';
import { courirIci, type Poste, poserDossier } from './outils/dossiers.ts';

const CAS = 'test/cas/constats';
const AUCUN = 'La compilation n’a laissé aucun avertissement.';

interface SyntheseLue {
  readonly avertissements: readonly {
    readonly constat: string;
    readonly nombre: number;
    readonly premiers: readonly { readonly lieu: string; readonly message: string }[];
  }[];
}

async function compiler({ racine }: Poste, ...options: string[]) {
  const course = await courirIci(['compiler', 'dossier', '--sortie', 'sortie', ...options], racine);
  expect(course.code).toBe(0);
  const lire = (nom: string) => readFileSync(join(racine, 'sortie', nom));
  const classeur = Object.values(unzipSync(lire('jaune-2012.xlsx'))).map((partie) => Buffer.from(partie).toString());
  const synthese = lire('synthese-2012.json').toString();
  return {
    ...course,
    sommes: lire('SHA256SUMS').toString(),
    documents: [lire('jaune-2012.html').toString(), classeur.join(''), synthese],
    avertissements: (JSON.parse(synthese) as SyntheseLue).avertissements,
  };
}

/** A dossier whose rules never speak, with more of them than any screen is told. */
function poserMuettes(nombre: number): Poste {
  const poste = poserDossier(`${CAS}/_base`, `${CAS}/A-LIGNES-IDENTIQUES/deux-subventions`);
  const regles = Array.from(
    { length: nombre },
    (_, rang) =>
      `- id: muette-${rang}\n  question: international\n  si: { libelle: { mots: rien${rang} } }\n  conclusion: internationale\n  motif: Essai.\n  exemples: { attrape: [{ libelle: rien${rang} }] }\n`,
  );
  writeFileSync(join(poste.dossier, 'regles/90-muettes.yaml'), regles.join(''));
  return poste;
}

describe('les documents', () => {
  it('listent, page, classeur et JSON, ce que l’écran a dit', async () => {
    const { documents, avertissements, erreur } = await compiler(
      poserDossier(`${CAS}/_base`, `${CAS}/A-LIGNES-IDENTIQUES/deux-subventions`),
    );
    for (const document of documents) {
      expect(document).toContain('A-LIGNES-IDENTIQUES');
      expect(document).toContain('cette ligne retenue est là 2 fois');
      expect(document).not.toContain(AUCUN);
    }
    for (const { constat, premiers } of avertissements) {
      expect(erreur).toContain(`[${constat}]`);
      for (const { lieu, message } of premiers) expect(erreur).toContain(`${lieu} · ${message}`);
    }
  });

  it('disent qu’il n’y en a pas', async () => {
    const { documents, avertissements, erreur } = await compiler(poserDossier(`${CAS}/_base`));
    expect(erreur).not.toContain('[A-');
    const [page, classeur] = documents;
    expect(page).toContain(AUCUN);
    expect(classeur).toContain(AUCUN);
    expect(avertissements).toEqual([]);
  });

  it('nomment les dix premiers de chaque code, comptent les autres, et sont les mêmes quand des machines demandent tout', async () => {
    const poste = poserMuettes(120);
    const pourLire = await compiler(poste);
    const muettes = pourLire.avertissements.find(({ constat }) => constat === 'A-REGLE-MUETTE');
    expect(muettes?.nombre).toBe(120);
    expect(muettes?.premiers).toHaveLength(10);
    expect(pourLire.documents[0]).toContain('… et 110 autres');
    const pourMachines = await compiler(poste, '--json');
    expect(pourMachines.sommes).toBe(pourLire.sommes);
    const { constats } = JSON.parse(pourMachines.sortie) as { constats: { gravite: string }[] };
    expect(constats.filter(({ gravite }) => gravite === 'avertissement')).toHaveLength(
      pourLire.avertissements.reduce((total, { nombre }) => total + nombre, 0),
    );
    expect((await courirIci(['verifier', 'sortie', '--dossier', 'dossier'], poste.racine)).code).toBe(0);
  });
});

const CODES: readonly CodeConstat[] = ['A-LIGNES-IDENTIQUES', 'A-FICHIER-NON-LU', 'A-REGLE-MUETTE', 'E-CODE-INCONNU'];
const FICHIERS = ['sources/a.csv', 'sources/b.csv', 'regles/r.yaml'];
const RIEN: Bornes = { parCodeEtFichier: () => 0, enTout: 0, lettres: 0 };
const constat: fc.Arbitrary<Constat> = fc.record({
  code: fc.constantFrom(...CODES),
  lieu: fc.record({ fichier: fc.constantFrom(...FICHIERS), ligne: fc.integer({ min: 1, max: 99 }) }),
  message: fc.string({ maxLength: 5 }),
  remede: fc.constant('Relisez.'),
});

function lister(vus: readonly Constat[], bornes?: Bornes) {
  const constats = new Constats(bornes);
  for (const vu of vus) constats.ajouter(vu);
  return avertissementsDesDocuments(constats);
}

describe('ce que listent les documents', () => {
  it('ne tient ni à ce qui est gardé, ni à l’ordre des fichiers, ni aux erreurs et au rangement du dossier', () => {
    fc.assert(
      fc.property(fc.array(constat, { maxLength: 80 }), (vus) => {
        const listes = lister(vus);
        expect(lister(vus, TOUS)).toEqual(listes);
        expect(lister(vus, RIEN)).toEqual(listes);
        const parFichier = FICHIERS.toReversed().flatMap((nom) => vus.filter(({ lieu }) => lieu.fichier === nom));
        expect(lister(parFichier)).toEqual(listes);
        const comptes = vus.filter(({ code }) => code === 'A-LIGNES-IDENTIQUES' || code === 'A-REGLE-MUETTE');
        expect(lister(comptes)).toEqual(listes);
        expect(listes.reduce((total, { nombre }) => total + nombre, 0)).toBe(comptes.length);
      }),
    );
  });
});
