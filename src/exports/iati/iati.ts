import type { Montant } from '../../domain/argent/montant.ts';
import { somme } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import type { Export } from '../export.ts';
import { ConstructeurDePont, type PartDuTotal, type Pont, partsDuTotal } from '../pont.ts';
import { type Activite, regrouperEnActivites } from './activites.ts';
import { ecrireLesActivites } from './ecrire-les-activites.ts';
import { type BlocIati, lireLeBloc } from './lire-le-bloc.ts';
import { narrateur } from './narrer.ts';
import { schemaIati } from './schema-iati.ts';
import { BASES_DE_TRANSACTIONS, type BaseDeTransaction, transactionsDe } from './transactions.ts';
import { sansSecteur } from './ventiler-une-activite.ts';

const fichier = (exercice: string) => `iati-${exercice}.xml`;

/** Activities in the standard of IATI, version 2.03: one for each action, with what was committed and paid of it. */
export const iati: Export<typeof schemaIati, BlocIati | undefined> = {
  schema: schemaIati,
  fichiers: (exercice) => [fichier(exercice)],
  lire: lireLeBloc,
  exporter(bloc, matiere) {
    const { jaune, geographie, constats } = matiere;
    const { enTete, lignes, synthese } = jaune;
    const [ponts, total] = [pontsDe(lignes, synthese.totalHorsExceptionnelles), synthese.totalHorsExceptionnelles];
    if (bloc === undefined) throw new Error('un bloc refusé ne s’exporte pas');
    const parts = partsDuTotal(lignes, 'mandats');
    const activites = regrouperEnActivites(parts, bloc, enTete).filter(
      (activite) => transactionsDe(activite).length > 0,
    );
    if (activites.length === 0)
      matiere.refuser(
        'E-DECLARATION',
        [],
        `rien n’est engagé ni mandaté par les lignes du total (${formaterEuros(total)}) : un fichier IATI a une activité au moins`,
        'Donnez la colonne engagements ou mandats des sources, ou publiez un exercice exécuté.',
      );
    const contenu = ecrireLesActivites(activites, { bloc, enTete, geographie, narrer: narrateur(constats) });
    return {
      fichiers: [{ nom: fichier(enTete.exercice), contenu }],
      pont: ponts.mandats,
      autresPonts: [ponts.engagements],
      remarques: remarquesDe(activites, parts, bloc, enTete),
    };
  },
};

/** From the headline to what is committed, and to what is paid: the two are never added up. */
function pontsDe(lignes: readonly Affectation[], total: Montant): Record<BaseDeTransaction, Pont> {
  const pont = (base: BaseDeTransaction) => {
    const constructeur = new ConstructeurDePont(base);
    for (const part of partsDuTotal(lignes, base)) {
      if (part.declarable === undefined)
        constructeur.laisser(`sans_${base}`, `Le fichier reçu ne dit pas ce qui est ${DIT[base]}`, part);
      else constructeur.declarer(part);
    }
    return constructeur.finir(total);
  };
  return Object.fromEntries(BASES_DE_TRANSACTIONS.map((base) => [base, pont(base)])) as Record<BaseDeTransaction, Pont>;
}

const DIT: Readonly<Record<BaseDeTransaction, string>> = { engagements: 'engagé', mandats: 'mandaté' };

function remarquesDe(
  activites: readonly Activite[],
  parts: readonly PartDuTotal[],
  bloc: BlocIati,
  { exercice }: EnTete,
): string[] {
  const muettes = sansSecteur(parts, bloc);
  return [
    `${accord(activites.length, 'activité')} de l’exercice ${exercice} seul : leurs identifiants sont les mêmes d’une année à l’autre.`,
    ...(muettes.length === 0
      ? []
      : [
          `Secteur du CAD : ${formaterEuros(somme(muettes.map(({ retenu }) => retenu)))} du total n’ont pas de correspondance ; ils sont écrits ${bloc.secteurNonSpecifie.code}, « ${bloc.secteurNonSpecifie.libelle} ».`,
        ]),
    ...[...bloc.secteurs.inutiles(), ...bloc.activites.inutiles()].map(
      (chemin) => `declarations.yaml, iati, ${chemin.join(', ')} : ne sert pas, aucune ligne n’y vient.`,
    ),
  ];
}
