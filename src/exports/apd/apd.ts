import { ecrireLAide } from '../aide/colonnes.ts';
import { declarerLAide } from '../aide/lignes-d-aide.ts';
import { type AidePreparee, preparerLAide } from '../aide/preparer-l-aide.ts';
import { remarquesDeLAide } from '../aide/remarques-de-l-aide.ts';
import { schemaAide } from '../aide/schema-aide.ts';
import type { Export } from '../export.ts';
import { colonnesApd } from './colonnes-apd.ts';
import { ecrireLeClasseurApd } from './ecrire-le-classeur-apd.ts';

const csv = (exercice: string) => `apd-${exercice}.csv`;
const csvDesRefugies = (exercice: string) => `apd-refugies-${exercice}.csv`;
const classeur = (exercice: string) => `apd-${exercice}.xlsx`;

/** The worksheet of the declaration of aid that a collectivité owes the State each year (L. 1115-6): its payments of the past year. */
export const apd: Export<typeof schemaAide, AidePreparee> = {
  schema: schemaAide,
  fichiers: (exercice) => [csv(exercice), csvDesRefugies(exercice), classeur(exercice)],
  lire: preparerLAide,
  async exporter(aide, matiere) {
    const declaree = declarerLAide(aide, matiere);
    const { exercice } = matiere.jaune.enTete;
    const colonnes = colonnesApd(aide);
    const remarques = remarquesDeLAide(aide, declaree, matiere);
    const contenu = { enTete: matiere.jaune.enTete, aide, declaree, colonnes, remarques };
    return {
      fichiers: [
        ...ecrireLAide(
          colonnes,
          declaree,
          { lignes: csv(exercice), refugies: csvDesRefugies(exercice) },
          { separateur: ';', decimale: ',' },
        ),
        { nom: classeur(exercice), contenu: await ecrireLeClasseurApd(contenu) },
      ],
      pont: declaree.pont,
      remarques,
    };
  },
};
