import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { type ClasseurLu, lireClasseur, type Saisie } from '../outils/lecteur-xlsx.ts';
import { recalculer } from '../outils/recalcul.ts';
import { AILLEURS, EN_BRUT, EN_NET, lireLeSite } from '../outils/site-partage.ts';
import { tableurPresent } from '../outils/tableur.ts';

/** A receipt that a rule leaves out, from a payer that the edition counts nowhere. */
const SANS_LE_DON: Parameters<typeof lireLeSite>[2] = [
  {
    id: 'sans-le-don',
    question: 'perimetre',
    conclusion: 'exclue',
    si: { libelle: 'Don' },
    motif: 'Un don ne cofinance pas.',
    exemples: { attrape: [{ libelle: 'Don' }] },
  },
];
/** Whether LibreOffice is there: two tests ask it for their workbooks together. */
const tableur = tableurPresent();
const LIGNES = {
  don: [...EN_BRUT, 'Don;Mécène;recette;site;;;;50,00'],
  brut: [...EN_BRUT, ...AILLEURS],
  net: EN_NET,
  mots: AILLEURS.slice(0, 1),
};

async function classeur(cas: keyof typeof LIGNES): Promise<Buffer> {
  const { jaune } = await lireLeSite(LIGNES[cas], cas === 'mots' ? {} : undefined, cas === 'don' ? SANS_LE_DON : []);
  if (jaune === undefined) throw new Error('le dossier ne se lit pas');
  const cible = path.join(dossierDEssai(), 'jaune.xlsx');
  await ecrireLeClasseur(jaune, cible);
  return readFile(cible);
}

/** The values of a sheet, row by row, empty cells aside. */
function rangees({ feuilles }: ClasseurLu, nom: string): string[] {
  const parRang = new Map<number, string[]>();
  for (const [adresse, { valeur }] of feuilles.get(nom) ?? []) {
    const rang = Number(adresse.replace(/\D/g, ''));
    if (valeur !== undefined && valeur !== '') parRang.set(rang, [...(parRang.get(rang) ?? []), String(valeur)]);
  }
  return [...parRang.values()].map((valeurs) => valeurs.join(' | '));
}

/** What is typed over the amount of the first line of a sheet of lines. */
function premiere(ecrit: ClasseurLu, feuille: string, valeur: number): Saisie {
  return saisir(ecrit, feuille, ['Montant de la ligne', 1], valeur);
}

function saisir(
  ecrit: ClasseurLu,
  feuille: string,
  [tete, apres]: readonly [string, number],
  valeur: Saisie['valeur'],
): Saisie {
  const titre = [...(ecrit.feuilles.get(feuille) ?? [])].find((cellule) => cellule[1].valeur === tete);
  const [, colonne, rang] = /^([A-Z]+)(\d+)$/.exec(titre?.[0] ?? '') ?? [];
  return { feuille, adresse: `${colonne}${Number(rang) + apres}`, valeur };
}

describe('les feuilles des cofinancements', () => {
  it('prouvent brut − recettes = reste à charge, en brut comme en net', async () => {
    const brut = rangees(lireClasseur(await classeur('brut')), 'Cofinancements');
    expect(brut).toContain(
      '1 | Site internet de l’action internationale | 25000 | 0 | 20000 | 5000 | 25000 | 0.2 | cofinancement.site.reste',
    );
    expect(brut).toContain('2 | Sans opération | 3000 | 0 | 1234.56 | 1765.44 | cofinancement.sans-operation.reste');
    expect(brut).toContain(
      'Toutes les actions internationales | 28000 | 0 | 21234.56 | 6765.44 | cofinancement.total/reste',
    );
    expect(brut).toContain('Clé : parts égales, 20 % par membre');
    const net = rangees(lireClasseur(await classeur('net')), 'Cofinancements');
    expect(net).toContain(
      '1 | Site internet de l’action internationale | 0 | 5000 | 0 | 5000 | 25000 | 0.2 | cofinancement.site.reste',
    );
  });

  it('disent le reste à charge à côté du total, où des recettes font qu’ils diffèrent', async () => {
    const dits = async (cas: keyof typeof LIGNES) => rangees(lireClasseur(await classeur(cas)), 'Synthèse').join('\n');
    expect(await dits('brut')).toContain('Reste à charge, total moins recettes | 6765.44');
    expect(await dits('net')).not.toContain('Reste à charge, total');
  });

  it('montrent ce que des lignes disent, montants et mots, même sans opération ni recette', async () => {
    const lu = lireClasseur(await classeur('mots'));
    expect(rangees(lu, 'Cofinancements').slice(-4, -2)).toEqual([
      '1 | sources/pilote.csv:2 · Puits au Mali | 3000 | 12000 | 4000 | Agence de l’eau',
      'trois communes',
    ]);
    expect(lu.feuilles.has('Recettes')).toBe(false);
  });

  it('listent les recettes d’une opération, chacune avec le lien de sa ligne', async () => {
    const octets = await classeur('brut');
    const brut = rangees(lireClasseur(octets), 'Cofinancements');
    expect(brut).toContain('1 | sources/pilote.csv:3 · Part du site | 5000');
    expect(brut.filter((rangee) => rangee.endsWith('· Part du site | 5000'))).toHaveLength(4);
    // Each of four receipts by its line and by its funder, in all and in the operation; one funder more of no operation.
    const { chemins, parties } = lireClasseur(octets);
    const feuille = parties.get(chemins.get('Cofinancements') ?? '') ?? '';
    expect(feuille.match(/location="'(?:Recettes|Parts_des_recettes)'!A\d+"/g)).toHaveLength(3 * 4 + 1);
  });

  it('disent à part, dans la synthèse, qui a décidé des recettes', async () => {
    const dits = rangees(lireClasseur(await classeur('don')), 'Synthèse');
    const [depenses, recettes] = ['Ce qui reste ouvert', 'Ce qui reste ouvert des recettes, dans aucun total'].map(
      (titre) => dits.slice(dits.indexOf(titre) + 2),
    );
    expect(depenses?.[0]).toBe('Une règle, à l’édition | 25000 | 1');
    expect(recettes?.[0]).toBe('Une règle, à l’édition | 20050 | 5');
    expect(recettes?.[8]).toBe('Cofinancements si toutes ces recettes étaient internationales | 20000');
  });

  it.skipIf(!tableur).concurrent(
    'comptent à part ce que paie qui n’était compté nulle part, quand sa recette devient internationale',
    async () => {
      const octets = await classeur('don');
      const ecrit = lireClasseur(octets);
      const change = await recalculer(octets, [saisir(ecrit, 'Recettes', ['Verdict', 5], 'Internationale')]);
      const dites = rangees(change, 'Cofinancements');
      expect(dites).toContain('Payeurs non dits à l’édition : recettes changées dans ce classeur | 50');
      expect(dites.join('\n')).toContain('Tous les financeurs | 20000 | 20050 |');
      expect(rangees(change, 'Synthèse')).toContain('Cofinancements : les financeurs font les recettes | OK');
      expect(rangees(change, 'Synthèse')).toContain(
        'Cofinancements si toutes ces recettes étaient internationales | 20050',
      );
    },
    120_000,
  );

  it.skipIf(!tableur).concurrent(
    'se recalculent dans LibreOffice, et suivent une dépense et une recette que l’on change',
    async () => {
      const octets = await classeur('brut');
      const ecrit = lireClasseur(octets);
      const [meme, touche] = await Promise.all([
        recalculer(octets),
        recalculer(octets, [premiere(ecrit, 'Lignes', 26_000), premiere(ecrit, 'Recettes', 4_000)]),
      ]);
      for (const nom of ['Cofinancements', 'Recettes', 'Synthèse'])
        for (const [adresse, { valeur, formule }] of ecrit.feuilles.get(nom) ?? [])
          if (formule !== undefined)
            expect([nom, adresse, meme.feuilles.get(nom)?.get(adresse)?.valeur]).toEqual([nom, adresse, valeur]);
      const change = rangees(touche, 'Cofinancements').join('\n');
      expect(change).toContain('| 26000 | 0 | 19000 | 7000 |');
    },
    120_000,
  );
});
