import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ecrireLeClasseur } from '../../src/render/xlsx/ecrire-le-classeur.ts';
import { dossierDEssai } from '../outils/atelier.ts';
import { lireEbauche } from '../outils/dossier-temporaire.ts';
import { type ClasseurLu, lireClasseur, rangDe, type Saisie } from '../outils/lecteur-xlsx.ts';
import { recalculer } from '../outils/recalcul.ts';
import { regleDEssai } from '../outils/regle-d-essai.ts';
import { tableurPresent } from '../outils/tableur.ts';

const mots = (...cherches: readonly string[]) => ({ libelle: { mots: cherches } });
const enPart = (part: string) => ({ quote_part: part, cle: 'clé' });
const attrape = (libelle: string) => ({ libelle });

/** Lines whole, for a share, for an exact amount, and of which nothing was committed; all have something paid. */
async function classeur(): Promise<Buffer> {
  const { jaune, constats } = await lireEbauche({
    sources: [
      {
        fichier: 'sources/un.csv',
        contenu:
          'Objet;Tiers;Engagé;Mandaté\nSeule;Un;200,00;150,01\nPartagée;Deux;90,00;45,05\nExacte;Trois;100,00;50,00\nAncienne;Quatre;0,00;33,33\nAutre;Cinq;10,00;\n',
        declaration: {
          montants: { engagements: 'Engagé', mandats: 'Mandaté' },
          colonnes: { libelle: 'Objet', beneficiaire: 'Tiers' },
        },
      },
    ],
    regles: [
      {
        ...regleDEssai('partagee', 'international', '', mots('Partagée'), attrape('Partagée')),
        conclusion: enPart('30 %'),
      },
      { ...regleDEssai('exacte', 'international', '', mots('Exacte'), attrape('Exacte')), conclusion: enPart('40 €') },
      regleDEssai('autres', 'international', 'internationale', mots('Seule', 'Ancienne', 'Autre'), attrape('Seule')),
    ],
  });
  if (jaune === undefined) throw new Error(constats.liste.map(({ message }) => message).join());
  const cible = path.join(dossierDEssai(), 'jaune.xlsx');
  await ecrireLeClasseur(jaune, cible);
  return readFile(cible);
}

const valeur = ({ feuilles }: ClasseurLu, feuille: string, adresse: string) =>
  feuilles.get(feuille)?.get(adresse)?.valeur;

/** The column under a head, on whatever row heads stand. */
function lettre({ feuilles }: ClasseurLu, feuille: string, titre: string): string {
  const [adresse = ''] = [...(feuilles.get(feuille) ?? [])].find(([, lue]) => lue.valeur === titre) ?? [];
  return adresse.replace(/\d/g, '');
}

/** What a column of `Parts` holds. */
function enParts(classeur: ClasseurLu, titre: string) {
  const premiere = rangDe(classeur.feuilles.get('Parts'), 'A', 'Numéro de ligne') + 1;
  const colonne = lettre(classeur, 'Parts', titre);
  return Array.from({ length: 7 }, (_, rang) => valeur(classeur, 'Parts', `${colonne}${premiere + rang}`));
}

/** What a beneficiary has on each base, and the rate of execution. */
function duBeneficiaire(classeur: ClasseurLu, nom: string) {
  const rang = rangDe(classeur.feuilles.get('Bénéficiaires'), 'C', nom);
  return ['Montant', 'Mandaté', 'Mandaté / Engagé'].map((titre) =>
    valeur(classeur, 'Bénéficiaires', `${lettre(classeur, 'Bénéficiaires', titre)}${rang}`),
  );
}

function defauts(classeur: ClasseurLu) {
  const [, feuille = '', adresse = ''] =
    /^'?([^'!]+)'?!(.+)$/.exec(classeur.noms.get('controles_en_defaut') ?? '') ?? [];
  return valeur(classeur, feuille, adresse.replaceAll('$', ''));
}

describe.skipIf(!tableurPresent())('les autres bases des parts, recalculées par LibreOffice', () => {
  it('sont celles de l’édition tant que les parts le sont, puis les suivent, et le taux d’exécution avec elles', async () => {
    const octets = await classeur();
    const ecrit = lireClasseur(octets);
    const premiere = rangDe(ecrit.feuilles.get('Parts'), 'A', 'Numéro de ligne') + 1;
    const saisir = (titre: string, rang: number, valeur: number): Saisie => ({
      feuille: 'Parts',
      adresse: `${lettre(ecrit, 'Parts', titre)}${premiere + rang}`,
      valeur,
    });
    const [intact, change] = await Promise.all([
      recalculer(octets),
      recalculer(octets, [
        saisir('Part appliquée', 0, 0.5),
        saisir('Part appliquée', 1, 0.5),
        saisir('Montant exact', 3, 10),
        saisir('Part appliquée', 5, 0.5),
      ]),
    ]);
    const paye = 'Montant de la part, Mandaté';
    for (const lu of [ecrit, intact]) {
      expect(enParts(lu, paye)).toEqual([150.01, 13.52, 31.53, 20, 30, 33.33, undefined]);
      expect(duBeneficiaire(lu, 'Trois')).toEqual([40, 20, 0.5]);
      expect(defauts(lu)).toBe(0);
    }
    expect(enParts(change, 'Montant de la part')).toEqual([100, 45, 45, 10, 90, 0, 10]);
    expect(enParts(change, paye)).toEqual([75.01, 22.53, 22.52, 5, 45, 16.67, undefined]);
    expect(duBeneficiaire(change, 'Un')).toEqual([100, 75.01, 0.7501]);
    expect(duBeneficiaire(change, 'Deux')).toEqual([45, 22.53, expect.closeTo(22.53 / 45, 10)]);
    expect(duBeneficiaire(change, 'Trois')).toEqual([10, 5, 0.5]);
    expect(defauts(change)).toBe(0);
  }, 120_000);
});
