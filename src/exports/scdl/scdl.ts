import { ecrireFraction, fraction } from '../../domain/argent/fraction.ts';
import { somme } from '../../domain/argent/montant.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { lireUnChoix } from '../correspondances/lire-un-choix.ts';
import { type CelluleExportee, ecrireUnCsv } from '../ecrire-un-csv.ts';
import type { Export, MatiereDUnBloc } from '../export.ts';
import { lireLesPrecisions } from '../precisions.ts';
import { type BlocScdl, blocScdl } from './bloc-scdl.ts';
import { lireLesSubventions, type ScdlLu } from './lire-les-subventions.ts';
import { type Subvention, TITRES_SCDL } from './subvention.ts';

const TITRES_DES_PARTS = [
  'rang',
  'ref',
  'beneficiaire',
  'objet',
  'attribue',
  'part_au_jaune',
  'montant_au_jaune',
] as const;

/** « Subventions » 2.1.1 of the common set of local data: the grants of the headline, whole. */
export const scdl: Export<typeof blocScdl, ScdlLu> = {
  schema: blocScdl,
  fichiers: (exercice) => [nomDuFichier(exercice), nomDesParts(exercice)],
  lire: lireLeBloc,
  exporter: (lu, matiere) => {
    const { exercice } = matiere.jaune.enTete;
    const { subventions, pont, remarques } = lireLesSubventions(lu, matiere);
    const rangees = subventions.map(({ textes, montant }) =>
      TITRES_SCDL.map((titre): CelluleExportee => (titre === 'montant' ? montant : textes[titre])),
    );
    return {
      fichiers: [
        {
          nom: nomDuFichier(exercice),
          contenu: ecrireUnCsv(TITRES_SCDL, rangees, { separateur: ',', decimale: '.' }),
        },
        {
          nom: nomDesParts(exercice),
          contenu: ecrireUnCsv(TITRES_DES_PARTS, subventions.map(ecrireLesParts), { separateur: ';', decimale: ',' }),
        },
      ],
      pont,
      remarques,
    };
  },
};

function lireLeBloc(bloc: BlocScdl, matiere: MatiereDUnBloc): ScdlLu {
  const { subventions, precisions } = bloc;
  const choix = subventions === undefined ? undefined : lireUnChoix(subventions, ['subventions'], matiere);
  return {
    bloc,
    ...(choix && { estSubvention: choix }),
    precisions: lireLesPrecisions(precisions, 'precisions', matiere),
  };
}

function nomDuFichier(exercice: string): string {
  return `scdl-subventions-${exercice}.csv`;
}

/** The standard has no room for it: what the jaune counts of each grant, and on which line it is read. */
function nomDesParts(exercice: string): string {
  return `scdl-parts-au-jaune-${exercice}.csv`;
}

function ecrireLesParts({ textes, attribue, parts }: Subvention, rang: number): CelluleExportee[] {
  const [premiere] = parts;
  const declarable = somme(parts.flatMap(({ declarable: sur }) => sur ?? []));
  return [
    String(rang + 1),
    premiere === undefined ? '' : referenceDe(premiere.affectation.ligne),
    textes.nomBeneficiaire,
    textes.objet,
    attribue,
    ecrireFraction(fraction(declarable, attribue)),
    somme(parts.map(({ retenu }) => retenu)),
  ];
}
