import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { montant } from '../../../src/domain/argent/montant.ts';
import { mesurerLesRonds } from '../../../src/render/graphiques/carte.ts';
import { mesurer } from '../../../src/render/graphiques/texte.ts';
import { comparerAuTexte } from '../../outils/texte-attendu.ts';
import { cartes, dessins, FONDS, pays, TOUS_LES_PAYS } from './cartes-outils.ts';
import { deClasse, type Element, lireLeDessin, verifierLeDessin } from './dessin-lu.ts';

/** The whole of what is drawn, as one tree: identifiers are unique over all of it. */
const lireTout = (html: string): Element[] => lireLeDessin(html);
const monde = (html: string) => verifierLeDessin(dessins(html)[0] ?? '', 'carte');
const europe = (html: string) => verifierLeDessin(dessins(html)[1] ?? '', 'carte-europe');
const desc = (elements: readonly Element[]) =>
  elements.find(({ nom }) => nom === 'desc')?.texte.replaceAll(/[\u202f\u00a0]/g, ' ');
const noms = (elements: readonly Element[]) =>
  elements.filter(({ nom }) => nom === 'a').map(({ texte }) => texte.replaceAll('\u202f', ' '));
/** What a list under the maps leads to, in its order. */
const liste = (html: string) =>
  lireLeDessin(html.match(/<ol>.*?<\/ol>/s)?.[0] ?? '<ol/>')
    .filter(({ nom }) => nom === 'a')
    .map(({ attributs }) => attributs.href);
const rayons = (elements: readonly Element[]) =>
  deClasse(elements, 'g-pays').map(({ attributs }) => Number(attributs.r));
const legende = (html: string) =>
  lireTout(html)
    .filter(({ nom }) => nom === 'li')
    .map(({ texte }) => texte.replaceAll(/[\u202f\u00a0]/g, ' '));
const note = (html: string) => deClasse(lireTout(html), 'note')[0]?.texte.replaceAll(/[\u202f\u00a0]/g, ' ');

const PEU = [
  pays('SEN', 120_000_00),
  pays('MLT', 30_000_00),
  pays('VNM', 4_500_00),
  pays('HUN', -630_00),
  pays('MLI', 0),
];

describe('les cartes', () => {
  it('se dessinent comme attendu', () => {
    const html = cartes(PEU, {
      horsCarte: [
        {
          libelle: 'Plusieurs pays, ou pays non précisé',
          montant: montant(80_000_00),
          affiche: '80 000,00 €',
          adresse: '#x',
        },
      ],
    });
    monde(html);
    europe(html);
    verifierLeDessin(dessins(html)[2] ?? '', 'carte-bande');
    // The outlines come from the background, whose own tests look at them: only their length is kept.
    const lisible = html
      .replaceAll(/ d="M[^"]{200,}"/g, ' d="…"')
      .replaceAll(/<(?=svg|g[ >]|a |path|circle|text|ul|li|div|p[ >]|rect|line)/g, '\n<');
    comparerAuTexte(`${import.meta.dirname}/attendus/cartes.html`, `${lisible.trim()}\n`);
  });

  it('dessinent chaque pays des tables d’un rond, sans en perdre un seul', () => {
    const tous = TOUS_LES_PAYS.map(({ code }, rang) => pays(code, (rang + 1) * 1_000_00));
    expect(tous.length).toBeGreaterThanOrEqual(198);
    const elements = monde(cartes(tous));
    const dessines = deClasse(elements, 'g-pays').filter(({ attributs }) => attributs.r);
    expect(dessines).toHaveLength(tous.length);
    expect(noms(elements).sort()).toEqual(
      tous.map(({ nom, affiche }) => `${nom} : ${affiche.replaceAll('\u202f', ' ')}, 3 lignes`).sort(),
    );
    expect(note(cartes(tous))).not.toContain('Sans place');
  });

  it('n’ont pas deux ronds l’un sur l’autre, où que soit le monde entier', () => {
    const tous = TOUS_LES_PAYS.map(({ code }, rang) => pays(code, (1 + ((rang * 7919) % 1000)) * 1_000_00));
    const ronds = deClasse(monde(cartes(tous)), 'g-pays').map(({ attributs }) =>
      [attributs.cx, attributs.cy, attributs.r].map(Number),
    );
    expect(ronds).toHaveLength(tous.length);
    // A smaller one, drawn after, is never hidden: more than half of it is its own.
    for (const [rang, [x = 0, y = 0, r = 0]] of ronds.entries())
      for (const [x2 = 0, y2 = 0, r2 = 0] of ronds.slice(rang + 1))
        expect(Math.hypot(x - x2, y - y2)).toBeGreaterThan(Math.max(r, r2));
  });

  it('n’écrivent aucun nom sur le rond d’un autre pays ; le trait d’un nom n’est pas celui d’un rond écarté', () => {
    let ecrits = 0;
    const codes = TOUS_LES_PAYS.map(({ code }) => code);
    const montants = fc.array(fc.integer({ min: 1, max: 1_000_000_00 }), { minLength: 70, maxLength: 70 });
    fc.assert(
      fc.property(fc.shuffledSubarray(codes, { minLength: 8, maxLength: 70 }), montants, (choisis, valeurs) => {
        const html = cartes(choisis.map((code, rang) => pays(code, valeurs[rang] ?? 0)));
        for (const [elements, corps] of [
          [monde(html), [28, 17]],
          ...(dessins(html).length > 2 ? [[europe(html), [15, 15]] as const] : []),
        ] as const) {
          const ronds = deClasse(elements, 'g-pays').map(({ attributs }) =>
            [attributs.cx, attributs.cy, attributs.r].map(Number),
          );
          for (const { texte, attributs } of deClasse(elements, 'g-milieu')) {
            const taille = attributs.class?.includes('g-autre') ? corps[1] : corps[0];
            const [milieu, base, demi] = [Number(attributs.x), Number(attributs.y), mesurer(texte, taille) / 2];
            for (const [x = 0, y = 0, r = 0] of ronds) {
              const dessus = Math.hypot(x - milieu, y - (base - taille * 0.3)) < 1;
              const dx = Math.max(0, Math.abs(x - milieu) - demi);
              const dy = Math.max(0, base - taille * 0.7 - y, y - base - taille * 0.15);
              expect([texte, dessus || Math.hypot(dx, dy) > r]).toEqual([texte, true]);
            }
            ecrits += 1;
          }
        }
      }),
      { numRuns: 15 },
    );
    expect(ecrits).toBeGreaterThan(60);
    expect(deClasse(monde(cartes(PEU)), 'g-vers-nom')).not.toEqual([]);
    expect(deClasse(monde(cartes(PEU)), 'g-renvoi')).toEqual([]);
  });

  it('ont des ronds dont l’aire est le montant, le même sur les deux cartes ; sous un seuil que la légende dit, un point', () => {
    const html = cartes([
      pays('DEU', 4_000_000_00),
      pays('ESP', 1_000_000_00),
      pays('MLT', 3_00),
      pays('SEN', 250_000_00),
    ]);
    const [grand = 0, quart = 0, seizieme = 0, point = 0] = rayons(monde(html));
    expect([grand / quart, grand / seizieme]).toEqual([2, 4]);
    expect(point).toBeLessThan(seizieme);
    expect(rayons(europe(html))).toEqual([grand, quart, point]);
    expect(legende(html)).toContain('moins de 50 k€ : 1 pays');
    const { rayon, reperes } = mesurerLesRonds([pays('DEU', 4_000_000_00)]);
    for (const repere of reperes) expect((rayon(repere) / grand) ** 2).toBeCloseTo(repere / 4_000_000_00, 6);
    expect(reperes).toEqual([2_000_000_00, 500_000_00, 100_000_00]);
  });

  it('listent tous les pays, du plus grand montant au plus petit : par le clavier comme par le doigt, chacun s’ouvre', () => {
    const html = cartes([pays('MLI', 0), pays('ZZZ', 2_00), pays('SEN', 1_00), pays('DEU', 90_00), pays('HUN', -5_00)]);
    expect(liste(html)).toEqual(['#pays=deu', '#pays=zzz', '#pays=sen', '#pays=mli', '#pays=hun']);
    for (const { attributs } of monde(html).filter(({ nom }) => nom === 'a')) expect(attributs.tabindex).toBe('-1');
  });

  it('nomment sous elles le pays que nul fond ne connaît : son argent n’est pas perdu', () => {
    const html = cartes([pays('SEN', 100_00), pays('ZZZ', 50_00)]);
    expect(note(html)).toMatch(/^Sans place sur la carte, mais comptés : ZZZ \(50,00 €\)\./);
    expect(desc(monde(html))).toContain('2 pays, 150,00 € (100,0 % du total).');
    expect(noms(monde(html))).toEqual(['Sénégal : 100,00 €, 3 lignes']);
  });

  it('disent au centime ce qui est par pays et ce qui n’est dans aucun', () => {
    const horsCarte = [{ libelle: 'Plusieurs pays', montant: montant(100_01), affiche: '100,01 €', adresse: '#pays=' }];
    const html = cartes([pays('SEN', 200_02), pays('MLT', 1)], { horsCarte });
    expect(desc(monde(html))).toBe(
      '2 pays, 200,03 € (66,7 % du total). Du plus grand au plus petit : Sénégal, 200,02 € (66,7 %) ; Malte, 0,01 € (0,0 %). Hors carte : Plusieurs pays, 100,01 € (33,3 % du total).',
    );
    expect(legende(html).slice(-2)).toEqual([
      'Ventilé par pays : 200,03 € (66,7 % du total)',
      'Plusieurs pays : 100,01 € (33,3 % du total)',
    ]);
    const segments = verifierLeDessin(dessins(html)[2] ?? '', 'carte-bande').filter(
      ({ nom, attributs }) => nom === 'rect' && /g-(?:palier|perte)/.test(attributs.class ?? ''),
    );
    const [a = 0, b = 0] = segments.map(({ attributs }) => Number(attributs.width));
    expect(Math.abs(a / b - 20_003 / 10_001)).toBeLessThan(0.01);
  });

  it('montrent un pays négatif ou à zéro d’un contour pointillé, et ne partagent pas un tout qui n’en est pas un', () => {
    const html = cartes([pays('SEN', 100_00), pays('HUN', -630_00), pays('MLI', 0)]);
    expect(deClasse(monde(html), 'c0')).toHaveLength(2);
    expect(desc(monde(html))).toBe(
      '3 pays, −530,00 €. Du plus grand au plus petit : Sénégal, 100,00 € ; Mali, 0,00 € ; Hongrie, −630,00 €.',
    );
    expect(html).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('d’un seul pays, d’aucun : elles se dessinent, sans l’Europe quand rien n’y est', () => {
    expect(dessins(cartes([pays('VNM', 1)]))).toHaveLength(2);
    expect(legende(cartes([pays('VNM', 1)]))[0]).toContain('l’aire du rond est son montant');
    const vide = cartes([]);
    expect(dessins(vide)).toHaveLength(2);
    expect(desc(monde(vide))).toBe('0 pays, 0,00 €. Aucun montant.');
    expect(legende(vide)).toContain('aucun montant');
    expect(legende(vide).join()).not.toContain('aire');
    expect(dessins(cartes([pays('MLT', 1)]))).toHaveLength(3);
  });

  it('mènent chaque pays à ses lignes, et n’ont pas deux fois le même identifiant', () => {
    const html = cartes([pays('SEN', 100_00), pays('DEU', 90_00), pays('MLT', 10_00)]);
    const liens = (elements: readonly Element[]) =>
      elements.filter(({ nom }) => nom === 'a').map(({ attributs }) => attributs.href);
    expect(liens(monde(html)).sort()).toEqual(['#pays=deu', '#pays=mlt', '#pays=sen']);
    expect(liens(europe(html)).sort()).toEqual(['#pays=deu', '#pays=mlt']);
    const ids = lireTout(html).flatMap(({ attributs }) => attributs.id ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => id.startsWith('carte-'))).toBe(true);
  });

  it('ne laissent agir aucun nom', () => {
    const nom = '<script>alert(1)</script>"\'&\u202e\u0000';
    const html = cartes(
      [
        { ...pays('SEN', 100_00), nom, affiche: nom, precision: nom, adresse: '"><script>x</script>' },
        { ...pays('ZZZ', 1), nom },
      ],
      { collectivite: nom, titre: nom, horsCarte: [{ libelle: nom, montant: montant(1), affiche: nom, adresse: nom }] },
    );
    expect(lireTout(html).filter(({ nom: balise }) => balise === 'script')).toEqual([]);
    monde(html);
    expect([html.includes('\u202e'), html.includes('\u0000')]).toEqual([false, false]);
    expect(html).toContain('[U+202E]');
  });

  it('sont les mêmes octets à chaque fois, dans quelque ordre que viennent les pays', () => {
    const liste = TOUS_LES_PAYS.map(({ code }, rang) => pays(code, ((rang * 7919) % 1000) * 1_000_00));
    expect(cartes([...liste].reverse())).toBe(cartes(liste));
  });

  it('quels que soient les montants, aucun nombre du dessin ne se perd', () => {
    const cents = fc.oneof(
      fc.integer({ min: -1_000_000, max: 1_000_000_000 }),
      fc.constantFrom(0, 1, -1, 1_000_000_000_000_000, -1_000_000_000_000_000),
    );
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 6 }), cents, (valeurs, reste) => {
        const html = cartes(
          valeurs.map((valeur, rang) => pays(TOUS_LES_PAYS[rang * 31]?.code ?? '', valeur)),
          { horsCarte: [{ libelle: 'Ailleurs', montant: montant(reste), affiche: 'x' }] },
        );
        expect(html).not.toMatch(/NaN|Infinity|undefined|\de[+-]?\d/);
        for (const { attributs } of verifierLeDessin(dessins(html).at(-1) ?? '', 'carte-bande'))
          expect(Number(attributs.width ?? 0)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 25 },
    );
  });
});

describe('le fond', () => {
  it('met la Crimée en Ukraine, le Kosovo à part, et laisse l’Antarctique', () => {
    const { pays: dessiner, placer } = FONDS.monde;
    const simferopol = placer(34.3, 45.2) ?? [0, 0];
    expect([dessiner('804')?.contient(...simferopol), dessiner('643')?.contient(...simferopol)]).toEqual([true, false]);
    expect(dessiner('XKX')?.contient(...(placer(20.9, 42.6) ?? [0, 0]))).toBe(true);
    expect(dessiner('688')?.contient(...(placer(20.9, 42.6) ?? [0, 0]))).toBe(false);
    expect(dessiner('010')).toBeUndefined();
    expect(dessiner('999')).toBeUndefined();
  });

  it('garde aux surfaces leurs proportions', () => {
    const aire = (numerique: string) => FONDS.monde.pays(numerique)?.aire ?? 0;
    // Square kilometres: Brazil 8.5 million, India 3.3, Algeria 2.4. Outlines are coarse, and borders disputed.
    expect(aire('076') / aire('012')).toBeCloseTo(8.51 / 2.38, 0);
    expect(aire('076') / aire('356')).toBeCloseTo(8.51 / 3.17, 0);
  });

  it('de l’Europe ne montre que ce qui y est, et sait ce que son bord coupe', () => {
    const { pays: dessiner, placer } = FONDS.europe;
    expect([dessiner('124'), placer(-74, 40.7)]).toEqual([undefined, undefined]);
    expect([dessiner('276')?.entier, dessiner('643')?.entier, dessiner('012')?.entier]).toEqual([true, false, false]);
    for (const [longitude, latitude] of [
      [14.4, 35.9],
      [-8, 40],
      [45, 40],
      [35.2, 31.9],
      [25, 60],
    ] as const)
      expect(placer(longitude, latitude)).toBeDefined();
  });
});
