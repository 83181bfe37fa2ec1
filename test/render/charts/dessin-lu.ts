import { SaxesParser } from 'saxes';
import { expect } from 'vitest';

/** An element of a drawing, with the text that it holds. */
export interface Element {
  readonly nom: string;
  readonly attributs: Readonly<Record<string, string>>;
  texte: string;
}

/** The elements of a drawing, in order; fails when it is not well-formed. */
export function lireLeDessin(svg: string): Element[] {
  const elements: Element[] = [];
  const ouverts: Element[] = [];
  const lecteur = new SaxesParser();
  lecteur.on('error', (erreur) => {
    throw erreur;
  });
  lecteur.on('opentag', ({ name, attributes }) => {
    const element = { nom: name, attributs: attributes as Record<string, string>, texte: '' };
    elements.push(element);
    ouverts.push(element);
  });
  lecteur.on('text', (texte) => {
    for (const element of ouverts) element.texte += texte;
  });
  lecteur.on('closetag', () => {
    ouverts.pop();
  });
  lecteur.write(svg).close();
  return elements;
}

/** The elements of a class. */
export function deClasse(elements: readonly Element[], classe: string): Element[] {
  return elements.filter(({ attributs }) => attributs.class?.split(' ').includes(classe));
}

/** The points of a path written in absolute coordinates. */
export function pointsDe(trace: string): [number, number][] {
  return [...trace.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

/** Left and right ends of a bar. */
export function bouts({ attributs }: Element): [number, number] {
  const abscisses = pointsDe(attributs.d ?? '').map(([x]) => x);
  return [Math.min(...abscisses), Math.max(...abscisses)];
}

/**
 * What every chart of the document owes: one title and one description that name it, identifiers of its own, no style and
 * no script, nothing outside its frame.
 */
export function verifierLeDessin(svg: string, prefixe: string): Element[] {
  const elements = lireLeDessin(svg);
  const [racine] = elements;
  expect(racine?.attributs['aria-labelledby']).toBe(`${prefixe}-titre ${prefixe}-desc`);
  expect(racine?.attributs.role).toBe(elements.some(({ nom }) => nom === 'a') ? 'group' : 'img');
  const ids = elements.flatMap(({ attributs }) => (attributs.id === undefined ? [] : [attributs.id]));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !id.startsWith(`${prefixe}-`))).toEqual([]);
  expect(ids.slice(0, 2)).toEqual([`${prefixe}-titre`, `${prefixe}-desc`]);
  expect(elements.filter(({ nom }) => nom === 'style' || nom === 'script' || nom === 'img')).toEqual([]);
  expect(
    elements.flatMap(({ attributs }) => Object.keys(attributs)).filter((nom) => /^(?:style|on)/.test(nom)),
  ).toEqual([]);
  const vises = [...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id);
  expect(vises.filter((id) => !ids.includes(id ?? ''))).toEqual([]);
  verifierLeCadre(elements);
  return elements;
}

function verifierLeCadre(elements: readonly Element[]): void {
  const [, , largeur = 0, hauteur = 0] = (elements[0]?.attributs.viewBox ?? '').split(' ').map(Number);
  const dehors = (x: number, y: number) => !(x >= 0 && x <= largeur && y >= 0 && y <= hauteur);
  const fautes = elements.filter(({ nom, attributs }) => {
    const n = (cle: string) => Number(attributs[cle] ?? 0);
    if (nom === 'line') return dehors(n('x1'), n('y1')) || dehors(n('x2'), n('y2'));
    if (nom === 'text') return dehors(n('x'), n('y'));
    if (nom === 'rect') return dehors(n('x'), n('y')) || dehors(n('x') + n('width'), n('y') + n('height'));
    if (nom === 'circle')
      return dehors(n('cx') - n('r'), n('cy') - n('r')) || dehors(n('cx') + n('r'), n('cy') + n('r'));
    return pointsDe(attributs.d ?? '').some(([x, y]) => dehors(x, y));
  });
  expect(fautes).toEqual([]);
}
