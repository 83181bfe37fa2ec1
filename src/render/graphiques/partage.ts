import type { Montant } from '../../domain/argent/montant.ts';
import { formaterPourcentage } from '../../domain/textes/format.ts';
import { CORPS, ecrire, encadrer, LARGEUR_DES_BARRES, MARGE, nombre, type OptionsDeGraphique } from './cadre.ts';
import { abregerALaLargeur } from './texte.ts';

export interface PartDuTout {
  readonly libelle: string;
  readonly montant: Montant;
}

const BANDE = 22;

/**
 * Draws a whole as one strip in two parts, each with its name and share under its own end. Nothing is drawn when a part is
 * negative or the whole is nothing: there are no shares then.
 */
export function dessinerPartage(gauche: PartDuTout, droite: PartDuTout, options: OptionsDeGraphique): string {
  const total = gauche.montant + droite.montant;
  if (total <= 0 || gauche.montant < 0 || droite.montant < 0) return '';
  const utile = LARGEUR_DES_BARRES - 2 * MARGE;
  const coupe = MARGE + (gauche.montant / total) * utile;
  const dire = ({ libelle, montant }: PartDuTout) => `${libelle}\u202f: ${formaterPourcentage(montant, total)}`;
  const [dit, autre] = [dire(gauche), dire(droite)];
  const base = BANDE + CORPS + 8;
  const texte = (x: number, mot: string, classe: string) =>
    ecrire(x, base, abregerALaLargeur(mot, CORPS, utile / 2), classe);
  const rectangle = (x: number, fin: number, classe: string) =>
    `<rect x="${nombre(x)}" y="3" width="${nombre(fin - x)}" height="${BANDE}" class="${classe}"/>`;
  return encadrer(
    'graphique-partage',
    { ...options, description: options.description ?? `${dit}\u202f; ${autre}.` },
    {
      largeur: LARGEUR_DES_BARRES,
      hauteur: base + 6,
      corps: [
        rectangle(MARGE, coupe, 'g-sombre'),
        rectangle(coupe, LARGEUR_DES_BARRES - MARGE, 'g-palier'),
        texte(MARGE, dit, 'g-debut'),
        texte(LARGEUR_DES_BARRES - MARGE, autre, 'g-fin'),
      ].join(''),
    },
  );
}
