import type { Constats } from '../../domain/constats/constat.ts';
import type { LigneBudgetaire } from '../../domain/lignes/ligne-budgetaire.ts';
import { citerValeur } from '../../domain/textes/format.ts';
import { fitsInXml, madeToFitInXml, type WrittenElement } from '../../files/xml/write-xml.ts';

/** A text in the language of the file, on one line; `ligne` is where it comes from, when that is a line. */
export type Narrer = (texte: string, ligne?: LigneBudgetaire) => WrittenElement[];

/** Where a text says nothing, so that no element is left without words. */
const SANS_TEXTE = '—';

/** @param constats told once, by line, of signs that XML has no way to write */
export function narrateur(constats: Constats): Narrer {
  const dites = new Set<LigneBudgetaire | undefined>();
  return (texte, ligne) => {
    const surUneLigne = texte.replace(/\s+/g, ' ').trim();
    if (!fitsInXml(surUneLigne) && !dites.has(ligne)) {
      dites.add(ligne);
      constats.ajouter({
        code: 'A-TEXTE-IATI',
        lieu: ligne === undefined ? { fichier: 'exercice.yaml' } : { fichier: ligne.fichier, ligne: ligne.numero },
        message: `${citerValeur(surUneLigne)} contient un signe que XML ne peut pas écrire ; il y est remplacé par U+FFFD`,
        remede: 'Ce n’est le code d’aucun signe (U+FFFF) : un logiciel l’a laissé là. Ôtez-le de la source.',
      });
    }
    return [{ name: 'narrative', content: madeToFitInXml(surUneLigne) || SANS_TEXTE }];
  };
}
