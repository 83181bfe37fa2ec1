import { SaxesParser } from 'saxes';

/** An element of an XML document; names keep their prefix. */
export interface Element {
  readonly nom: string;
  readonly attributs: Readonly<Record<string, string>>;
  readonly enfants: readonly Element[];
  readonly texte: string;
}

/** Reads a whole XML document. @throws Error when it is not well formed */
export function lireArbre(xml: string): Element {
  type Ouvert = { nom: string; attributs: Record<string, string>; enfants: Ouvert[]; texte: string };
  const racine: Ouvert = { nom: '', attributs: {}, enfants: [], texte: '' };
  const pile = [racine];
  const analyse = new SaxesParser({ position: false });
  analyse.on('error', (erreur) => {
    throw erreur;
  });
  analyse.on('opentag', ({ name, attributes }) => {
    const element = { nom: name, attributs: attributes as Record<string, string>, enfants: [], texte: '' };
    pile.at(-1)?.enfants.push(element);
    pile.push(element);
  });
  analyse.on('text', (texte) => {
    const courant = pile.at(-1);
    if (courant) courant.texte += texte;
  });
  analyse.on('closetag', () => pile.pop());
  analyse.write(xml).close();
  const [document] = racine.enfants;
  if (!document) throw new Error('document vide');
  return document;
}

/** The first child of that name. */
export function enfant(element: Element | undefined, nom: string): Element | undefined {
  return element?.enfants.find((candidat) => candidat.nom === nom);
}

/** The children of that name. */
export function enfants(element: Element | undefined, nom: string): readonly Element[] {
  return element?.enfants.filter((candidat) => candidat.nom === nom) ?? [];
}
