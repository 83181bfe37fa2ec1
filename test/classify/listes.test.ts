import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ligneDExemple } from '../../src/classify/regles/exemples-de-regle.ts';
import { lecteursDeLignes } from '../../src/classify/regles/lecteurs-de-lignes.ts';
import { chercherCycles, type ElementDeListe, ListesDuDossier } from '../../src/classify/regles/listes-du-dossier.ts';
import { compilerCondition } from '../../src/domain/conditions/condition.ts';
import { lireCondition } from '../../src/domain/conditions/lire-condition.ts';
import { fautes, lireEbauche } from '../outils/dossier-temporaire.ts';

const SOURCE = {
  fichier: 'sources/a.csv',
  contenu: 'Fn;Objet;Engagé\n048;Aide à Dakar;10,00\n312;Fête;20,00\n',
  declaration: { colonnes: { fonction: 'Fn', libelle: 'Objet' } },
};

function regle(si: unknown, exemple: Record<string, string>) {
  return {
    id: 'r',
    question: 'international',
    si,
    conclusion: 'internationale',
    motif: 'essai',
    exemples: { attrape: [exemple] },
  };
}

describe('les listes nommées', () => {
  it('servent partout où une liste ou un élément peut être', async () => {
    for (const [si, exemple] of [
      [{ fonction: { liste: 'actions' } }, { fonction: '048' }],
      [{ fonction: ['900', { liste: 'actions' }].slice(1) }, { fonction: '048' }],
      [{ libelle: { mots: { liste: 'villes' } } }, { libelle: 'Aide à HANOÏ' }],
      [{ libelle: { mots: ['export', { liste: 'villes' }] } }, { libelle: 'à Dakar' }],
      [{ fonction: { sauf: { liste: 'culture' } } }, { fonction: '048' }],
      [{ un: [{ libelle: { liste: 'villes' } }, { libelle: { mots: { liste: 'villes' } } }] }, { libelle: 'dakar' }],
    ] as const) {
      const lecture = await lireEbauche({
        sources: [SOURCE],
        regles: [regle(si, exemple)],
        listes: 'actions: [04*, 041..044]\nculture: [312]\nvilles:\n  - liste: autres\n  - Dakar\nautres: [Hanoï]\n',
      });
      expect(fautes(lecture).filter((faute) => faute.startsWith('E-'))).toEqual([]);
      expect(lecture.affectations.map(({ verdict }) => verdict.place)[0]).toBe('internationale');
    }
  });

  it.each<[string, string, string[]]>([
    [
      'un renvoi inconnu',
      'villes: [Dakar, { liste: actionz }]\nactions: [Rome]',
      ['E-LISTE-INCONNUE listes.yaml 1 26'],
    ],
    ['un cercle', 'a: [{ liste: b }]\nb: [{ liste: a }]\nvilles: [Rome]', ['E-LISTE-CYCLE listes.yaml 2 14']],
    ['une liste qui se contient', 'villes: [Rome, { liste: villes }]', ['E-LISTE-CYCLE listes.yaml 1 25']],
    ['une liste vide', 'villes: []', ['E-LISTE-VIDE listes.yaml 1 1']],
    ['un double', 'villes: [Sénégal, senegal]', ['E-LISTE-ELEMENT listes.yaml 1 19']],
    ['une étoile mal mise', 'villes: [D*kar]', ['E-LISTE-ELEMENT listes.yaml 1 10']],
    ['une présence', 'villes: [present]', ['E-LISTE-ELEMENT listes.yaml 1 10']],
    ['une liste dans une liste', 'villes: [[Rome]]', ['E-LISTE-ELEMENT listes.yaml 1 10']],
    ['un nom en capitales', 'Villes: [Rome]\nvilles: [Rome]', ['E-YAML-CONTENU listes.yaml 1 1']],
    ['un texte seul', 'villes: Rome', ['E-YAML-CONTENU listes.yaml 1 9']],
    ['une clé double', 'villes: [Rome]\nvilles: [Milan]', ['E-YAML-SYNTAXE listes.yaml 2 1']],
    ['une famille parmi des mots', 'villes: [04*]', ['E-LISTE-ELEMENT regles/10-essai.yaml 1 72']],
    ['une liste qui ne sert pas', 'villes: [Aide]\nvieille: [Rome]', ['A-LISTE-INUTILE listes.yaml 2 1']],
    ['un fichier de notes seules', '# rien encore', ['E-LISTE-INCONNUE regles/10-essai.yaml 1 72']],
    ['un fichier qui n’en est pas un', '- Rome', ['E-YAML-CONTENU listes.yaml 1 1']],
  ])('disent leurs fautes : %s', async (_nom, listes, attendues) => {
    const regles = [regle({ libelle: { mots: { liste: 'villes' } } }, { libelle: 'aide' })];
    const lecture = await lireEbauche({ sources: [SOURCE], regles, listes });
    const dites = fautes(lecture).filter((faute) => !faute.startsWith('E-REGLE-EXEMPLE'));
    expect(dites.filter((faute) => !faute.startsWith('A-REGLE'))).toEqual(attendues);
  });

  it('ne servent pas aux lignes à écarter', async () => {
    const declaration = {
      ...SOURCE.declaration,
      lignes_a_ecarter: [{ si: { Objet: { liste: 'villes' } }, motif: 'x' }],
    };
    const lecture = await lireEbauche({ sources: [{ ...SOURCE, declaration }], listes: 'villes: [Rome]' });
    expect(fautes(lecture)[0]).toMatch(/^E-CONDITION exercice\.yaml/);
  });
});

/** Lists that only refer to later ones: no circle. */
const definitions = fc
  .array(fc.array(fc.oneof(fc.constantFrom('Dakar', 'Mali', '048', '312', 'export'), fc.nat(5)), { minLength: 1 }), {
    minLength: 1,
    maxLength: 6,
  })
  .map(
    (listes) =>
      new Map(
        listes.map((elements, rang): [string, readonly ElementDeListe[]] => [
          `l${rang}`,
          elements.map((element) =>
            typeof element === 'string' || rang + 1 + element >= listes.length
              ? { valeur: String(element) }
              : { liste: `l${rang + 1 + element}` },
          ),
        ]),
      ),
  );

const refuser = (chemin: unknown, message: string) => {
  throw new Error(`${String(chemin)} : ${message}`);
};

describe('développer une liste', () => {
  it('c’est l’écrire à sa place', () => {
    const recopier = (listes: ReadonlyMap<string, readonly ElementDeListe[]>, nom: string): string[] =>
      (listes.get(nom) ?? []).flatMap((element) =>
        'valeur' in element ? [element.valeur] : recopier(listes, element.liste),
      );
    const libelle = fc.constantFrom('Aide au Mali', 'export', 'Dakar', 'rien', '1', '3 mots');
    fc.assert(
      fc.property(definitions, libelle, fc.constantFrom('048', '312', '', '2'), (listes, texte, fonction) => {
        expect(chercherCycles(listes)).toEqual([]);
        const nommees = new ListesDuDossier(listes);
        const ligne = ligneDExemple({ libelle: texte, fonction }, 'engagements');
        if (typeof ligne === 'string') throw new Error(ligne);
        for (const nom of listes.keys()) {
          const copie = recopier(listes, nom);
          const essais: [unknown, unknown][] = [
            [{ fonction: { liste: nom } }, { fonction: copie }],
            [{ fonction: ['900', { liste: nom }] }, { fonction: ['900', ...copie] }],
            [{ libelle: { mots: { liste: nom } } }, { libelle: { mots: copie } }],
            [{ libelle: { mots: ['rien', { liste: nom }] } }, { libelle: { mots: ['rien', ...copie] } }],
            [{ libelle: { sauf: { liste: nom } } }, { libelle: { sauf: copie } }],
          ];
          const lecteurs = lecteursDeLignes('engagements');
          for (const [parNom, enPlace] of essais) {
            const [a, b] = [parNom, enPlace].map((si) => {
              const condition = lireCondition(si, [], refuser, nommees);
              return condition && compilerCondition(condition, lecteurs)(ligne);
            });
            expect(a).toBe(b);
            expect(a).toBeDefined();
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('ne s’étouffe pas de renvois qui se multiplient', () => {
    const listes = new Map(
      Array.from({ length: 200 }, (_, rang): [string, ElementDeListe[]] => [
        `l${rang}`,
        rang === 199 ? [{ valeur: 'x' }] : [{ liste: `l${rang + 1}` }, { liste: `l${rang + 1}` }],
      ]),
    );
    expect(new ListesDuDossier(listes).developper('l0', [], refuser)).toEqual(['x']);
  });

  it('refuse ce qui ferait des milliards d’éléments, sans les faire', () => {
    const listes = new Map(
      Array.from({ length: 50_000 }, (_, rang): [string, ElementDeListe[]] => [
        `l${rang}`,
        rang === 49_999 ? [{ valeur: 'x' }] : [{ valeur: `v${rang}` }, { liste: `l${rang + 1}` }],
      ]),
    );
    const dites: string[] = [];
    const developpee = new ListesDuDossier(listes).developper('l0', [], (_chemin, message) => dites.push(message));
    expect(developpee).toBeUndefined();
    expect(dites).toEqual([expect.stringContaining('5000000')]);
  });

  it('trouve un cercle de toute longueur', () => {
    const longueur = 100_000;
    const listes = new Map(
      Array.from({ length: longueur }, (_, rang): [string, ElementDeListe[]] => [
        `l${rang}`,
        [{ liste: `l${(rang + 1) % longueur}` }],
      ]),
    );
    expect(chercherCycles(listes)).toMatchObject([{ de: `l${longueur - 1}`, rang: 0 }]);
  });
});
