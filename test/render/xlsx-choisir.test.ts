import { describe, expect, it } from 'vitest';
import { jauneDuDossier } from '../outils/jaune-du-dossier.ts';
import { type ClasseurLu, rangDe } from '../outils/lecteur-xlsx.ts';
import { classeur2012, recalculer } from '../outils/recalcul.ts';
import { tableurPresent } from '../outils/tableur.ts';

const FEUILLE = 'Choisir';
const valeur = ({ feuilles }: ClasseurLu, adresse: string) => feuilles.get(FEUILLE)?.get(adresse)?.valeur;

/** What the last cells of the total and of the check say. */
function totalEtControle(classeur: ClasseurLu) {
  const total = rangDe(classeur.feuilles.get(FEUILLE), 'B', 'Total');
  const cellules = [...(classeur.feuilles.get(FEUILLE) ?? [])];
  const [, dernier] = cellules.filter(([adresse]) => adresse.replace(/\D/g, '') === `${total}`).at(-1) ?? [];
  const [, controle] = cellules.filter(([adresse]) => adresse.replace(/\D/g, '') === `${total + 1}`).at(-1) ?? [];
  return { total: Math.round(Number(dernier?.valeur) * 100), controle: controle?.valeur };
}

describe.skipIf(!tableurPresent())('la feuille Choisir, recalculée par LibreOffice', () => {
  it('montre la table choisie, croisée avec l’autre, pour la place choisie ; le contrôle dit OK', async () => {
    const jaune = await jauneDuDossier('data/2012');
    const { octets, ecrit, recalcule } = await classeur2012();
    const haut = rangDe(ecrit.feuilles.get(FEUILLE), 'A', 'En lignes');
    const saisir = (...choix: readonly string[]) =>
      recalculer(
        octets,
        choix.map((valeur, rang) => ({ feuille: FEUILLE, adresse: `B${haut + rang}`, valeur })),
      );
    const [intact, croise, memoire] = await Promise.all([
      recalcule(),
      saisir('Domaine', 'Territoire'),
      saisir('Secteur', 'Axe', 'Exceptionnelle (pour mémoire)'),
    ]);
    expect(totalEtControle(intact)).toEqual({ total: jaune.synthese.totalHorsExceptionnelles, controle: 'OK' });
    expect(totalEtControle(croise)).toEqual({ total: jaune.synthese.totalHorsExceptionnelles, controle: 'OK' });
    expect(totalEtControle(memoire)).toEqual({ total: jaune.synthese.exceptionnelles, controle: 'OK' });
    expect(jaune.synthese.exceptionnelles).toBeGreaterThan(0);

    const croisee = jaune.croisees.find(({ nom }) => nom === 'domaine_territoire');
    expect(croisee?.lignes.length).toBeGreaterThan(0);
    const premiere = haut + 6;
    for (const [rang, domaine] of (croisee?.lignes ?? []).entries()) {
      expect(valeur(croise, `B${premiere + rang}`)).toBe(domaine.libelle);
      for (const [colonne, territoire] of (croisee?.colonnes ?? []).entries()) {
        const lettre = String.fromCharCode('C'.charCodeAt(0) + colonne);
        expect(valeur(croise, `${lettre}${premiere - 1}`)).toBe(territoire.libelle);
        expect(Math.round(Number(valeur(croise, `${lettre}${premiere + rang}`)) * 100)).toBe(
          croisee?.cellules[rang]?.[colonne]?.montant ?? 0,
        );
      }
    }
    expect(valeur(croise, `B${premiere + (croisee?.lignes.length ?? 0)}`)).toBe('');
  });
});
