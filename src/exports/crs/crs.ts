import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { type Colonne, ecrireLAide, numeroDeProjet } from '../aide/colonnes.ts';
import { declarerLAide } from '../aide/lignes-d-aide.ts';
import { type AidePreparee, preparerLAide } from '../aide/preparer-l-aide.ts';
import { remarquesDeLAide } from '../aide/remarques-de-l-aide.ts';
import { type Marqueur, schemaAide } from '../aide/schema-aide.ts';
import type { Export } from '../export.ts';

const fichier = (exercice: string) => `crs-${exercice}.csv`;
const fichierDesRefugies = (exercice: string) => `crs-refugies-${exercice}.csv`;

/** France, among those who report. */
const PAYS_DONNEUR = '4';
const APD = '10';
/** The euro, among currencies. */
const EURO = '918';
/** Amounts are in thousands: cents are the fifth decimal, and none is lost. */
const ECRITURE = { separateur: ';', decimale: '.', decimales: 5 } as const;

/** What a local authority can fill of the reporting system of creditors, under the heads and in the order of its form. */
function colonnesCrs({ exercice, codeAgence }: AidePreparee): readonly Colonne[] {
  const marqueur = (titre: string, nom: Marqueur): Colonne => ({
    titre,
    lire: ({ marqueurs }) => marqueurs.get(nom) ?? '',
  });
  return [
    { titre: 'Reporting year', lire: () => String(exercice) },
    { titre: 'Donor code', lire: () => PAYS_DONNEUR },
    { titre: 'Agency code', lire: () => codeAgence },
    { titre: 'Donor project number', lire: numeroDeProjet },
    { titre: 'Recipient code', lire: ({ beneficiaire }) => beneficiaire?.code ?? '' },
    { titre: 'Channel of delivery name', lire: ({ part: { affectation } }) => affectation.ligne.beneficiaire },
    { titre: 'Channel code', lire: ({ canal }) => canal?.code ?? '' },
    { titre: 'Bi/Multi', lire: ({ biMulti }) => biMulti?.code ?? '' },
    { titre: 'Type of flow', lire: () => APD },
    { titre: 'Type of finance', lire: ({ financement }) => financement?.code ?? '' },
    { titre: 'Type of aid', lire: ({ modalite }) => modalite?.code ?? '' },
    { titre: 'Short description/Project title', lire: ({ part: { affectation } }) => affectation.ligne.libelle },
    { titre: 'Sector/Purpose code', lire: ({ secteur }) => secteur?.code ?? '' },
    { titre: 'Geographical target area', lire: ({ part: { affectation } }) => affectation.ligne.lieu },
    { titre: 'Description', lire: ({ part: { affectation } }) => affectation.ligne.programmeLibelle },
    marqueur('Gender equality', 'genre'),
    marqueur('Aid to environment', 'environnement'),
    marqueur('Biodiversity', 'biodiversite'),
    marqueur('Nutrition', 'nutrition'),
    marqueur('Disability', 'inclusion'),
    { titre: 'Currency', lire: () => EURO },
    { titre: 'Commitments (thousands)', lire: ({ engagement }) => engagement },
    { titre: 'Amounts extended (thousands)', lire: ({ versement }) => versement },
    { titre: 'Source line', lire: ({ part: { affectation } }) => referenceDe(affectation.ligne) },
  ];
}

/** The same rows as the declaration to the State, for the reporting system of creditors of the OECD. */
export const crs: Export<typeof schemaAide, AidePreparee> = {
  schema: schemaAide,
  fichiers: (exercice) => [fichier(exercice), fichierDesRefugies(exercice)],
  lire: preparerLAide,
  exporter(aide, matiere) {
    const declaree = declarerLAide(aide, matiere);
    const { exercice } = matiere.jaune.enTete;
    const colonnes = colonnesCrs(aide);
    const sansCode =
      aide.codeAgence === ''
        ? ['Sans code d’agence : l’État le donne, « code_agence » l’écrit ; la colonne est vide.']
        : [];
    return {
      fichiers: ecrireLAide(
        colonnes,
        declaree,
        { lignes: fichier(exercice), refugies: fichierDesRefugies(exercice) },
        ECRITURE,
      ),
      pont: declaree.pont,
      remarques: [...sansCode, ...remarquesDeLAide(aide, declaree, matiere)],
    };
  },
};
