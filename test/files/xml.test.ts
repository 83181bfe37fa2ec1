import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readXml, type SeenText } from '../../src/files/xml/read-xml.ts';
import { UnreadableXml } from '../../src/files/xml/unreadable.ts';
import { Hasard } from '../mutations/hasard.ts';
import { avecDossier } from '../outils/atelier.ts';
import { documentBudgetaire, ligneBudget } from '../outils/document-budgetaire.ts';

/** Reads a document to its end: the elements that it opened, or what kept it from being read. */
function lire(contenu: string | Uint8Array, retenir = false) {
  return avecDossier(async (racine) => {
    const chemin = join(racine, 'document.xml');
    writeFileSync(chemin, contenu);
    const ouverts: { nom: string; balise: string; ligne: number; colonne: number }[] = [];
    let debut: number | undefined;
    try {
      const lu = await readXml(chemin, (vu: SeenText) => ({
        open: (element) => {
          if (retenir) debut ??= element.start;
          const { ligne, colonne } = vu.place(element.start, element.end);
          ouverts.push({ nom: element.name, balise: vu.slice(element.start, element.end), ligne, colonne });
        },
        close: () => {},
        text: () => {},
        get retained() {
          return debut;
        },
      }));
      return { ouverts, lu };
    } catch (erreur) {
      if (!(erreur instanceof UnreadableXml)) throw erreur;
      return { ouverts, faute: erreur.fault };
    }
  });
}

describe('un document XML', () => {
  it('se lit morceau par morceau, chaque balise à sa ligne et à sa colonne', async () => {
    const fins = ['\n', '\r\n', '\r'];
    const lignes = Array.from({ length: 30_000 }, (_, rang) => `<a n="${rang}">é</a>${fins[rang % 3]}`);
    const contenu = `<r>\n${lignes.join('')}</r>`;
    const { ouverts, lu } = await lire(contenu);
    expect(lu).toEqual({
      sha256: createHash('sha256').update(contenu).digest('hex'),
      octets: Buffer.byteLength(contenu),
    });
    expect(ouverts.length).toBe(30_001);
    expect(ouverts.slice(1)).toEqual(
      lignes.map((_, rang) => ({ nom: 'a', balise: `<a n="${rang}">`, ligne: rang + 2, colonne: 1 })),
    );
  });

  it('coupé à n’importe quel octet se dit, et jamais ne passe pour entier', async () => {
    const contenu = Buffer.from(documentBudgetaire({ lignes: [ligneBudget({ LibCpte: 'Été' }), ligneBudget()] }));
    const dernier = contenu.lastIndexOf('>') + 1;
    const hasard = new Hasard(20_121_213);
    for (let essai = 0; essai < 150; essai++) {
      const coupe = essai < 60 ? essai : hasard.nombre(dernier);
      const { faute } = await lire(contenu.subarray(0, coupe));
      expect(faute?.message, `coupé à ${coupe}`).toMatch(/bien formé|UTF-8/);
      expect(faute?.place?.ligne, `coupé à ${coupe}`).toBeGreaterThan(0);
    }
  });

  it.each<[quoi: string, contenu: string, dit: RegExp, ou: string]>([
    [
      'des entités qui en font d’autres',
      `<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>\n<r>&b;</r>`,
      /DOCTYPE/,
      '2:1',
    ],
    ['une entité externe', `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>`, /DOCTYPE/, '1:1'],
    ['une entité inconnue', '<r>\n  <a V="&x;"/></r>', /entité/, '2:11'],
    ['une balise qui ne ferme rien', '<r>\n<a></b></r>', /ne ferme aucun/, '2:7'],
    ['deux racines', '<r/>\n<r/>', /plus d’un élément racine/, '2:3'],
    ['du texte après la racine', '<r/>\nx', /hors de l’élément racine/, '2:2'],
    ['un attribut sans guillemets', '<r>\n<a V=1/></r>', /attribut/, '2:6'],
    ['un prologue déplacé', '\n<?xml version="1.0"?><r/>', /prologue/, '2:6'],
    ['rien', '', /vide/, '1:1'],
  ])('%s : refusé', async (_, contenu, dit, ou) => {
    const { faute } = await lire(contenu);
    expect(faute?.message).toMatch(dit);
    expect(`${faute?.place?.ligne}:${faute?.place?.colonne}`).toBe(ou);
  });

  it.each<[quoi: string, contenu: () => string, dit: RegExp]>([
    ['un million d’éléments les uns dans les autres', () => '<a>'.repeat(1_000_000), /les uns dans les autres/],
    ['un attribut de dix millions de signes', () => `<r><a V="${'x'.repeat(10_000_000)}"/></r>`, /trop long/],
    ['un commentaire sans fin', () => `<r><!--${'x'.repeat(10_000_000)}`, /trop long/],
    ['un DOCTYPE sans fin', () => `<!DOCTYPE r [${'x'.repeat(10_000_000)}`, /trop long/],
    ['un texte de dix millions de signes', () => `<r>${'x'.repeat(10_000_000)}</r>`, /trop long/],
  ])('%s : refusé avant la fin', async (_, contenu, dit) => {
    const { faute, ouverts } = await lire(contenu());
    expect(faute?.message).toMatch(dit);
    expect(ouverts.length).toBeLessThanOrEqual(65);
  });

  it('un élément retenu trop longtemps est refusé, et non gardé', async () => {
    expect((await lire(`<r>${'<a/>'.repeat(400_000)}</r>`, true)).faute?.message).toMatch(/trop long/);
  });
});
