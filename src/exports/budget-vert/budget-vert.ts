import { ecrireFraction } from '../../domain/argent/fraction.ts';
import { type Montant, NUL } from '../../domain/argent/montant.ts';
import { referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { type CelluleExportee, ecrireUnCsv } from '../ecrire-un-csv.ts';
import type { Export } from '../export.ts';
import { lireLesPrecisions } from '../precisions.ts';
import { AXES_VERTS, blocBudgetVert, COTATIONS, NOMS_DES_AXES } from './bloc-budget-vert.ts';
import { type BudgetVertLu, type LigneCotee, lireLesLignesCotees, partager } from './lire-les-lignes-cotees.ts';

const ECRITURE = { separateur: ';', decimale: ',' } as const;
/** What nobody rated, in the synthesis; in the lines it is an empty cell. */
const SANS_COTATION = 'sans cotation';

const TITRES = [
  'ref',
  'exercice',
  'section',
  'chapitre',
  'fonction',
  'programme',
  'action',
  'nature',
  'libelle',
  'beneficiaire',
  'ae',
  'cp',
  ...NOMS_DES_AXES.flatMap((axe) => [axe, `${axe}_part`]),
  'motif',
];
const TITRES_DE_LA_SYNTHESE = ['axe', 'axe_libelle', 'cotation', 'lignes', 'ae', 'cp'];

/** The annex on the impact of the budget on ecological transition, line by line: rated where somebody rated, blank elsewhere. */
export const budgetVert: Export<typeof blocBudgetVert, BudgetVertLu> = {
  schema: blocBudgetVert,
  fichiers: (exercice) => [nomDesLignes(exercice), nomDeLaSynthese(exercice)],
  lire: (bloc, matiere) => ({ bloc, cotations: lireLesPrecisions(bloc.cotations, 'cotations', matiere) }),
  exporter: (lu, matiere) => {
    const { exercice } = matiere.jaune.enTete;
    const { lignes, pont, remarques } = lireLesLignesCotees(lu, matiere);
    return {
      fichiers: [
        { nom: nomDesLignes(exercice), contenu: ecrireUnCsv(TITRES, lignes.map(ecrireUneLigne), ECRITURE) },
        {
          nom: nomDeLaSynthese(exercice),
          contenu: ecrireUnCsv(TITRES_DE_LA_SYNTHESE, ecrireLaSynthese(lignes), ECRITURE),
        },
      ],
      pont,
      remarques,
    };
  },
};

function nomDesLignes(exercice: string): string {
  return `budget-vert-${exercice}.csv`;
}

function nomDeLaSynthese(exercice: string): string {
  return `budget-vert-synthese-${exercice}.csv`;
}

function ecrireUneLigne({ part, ae, cp, cotes }: LigneCotee): CelluleExportee[] {
  const { ligne } = part.affectation;
  return [
    referenceDe(ligne),
    ligne.exercice,
    ligne.section,
    ligne.chapitre,
    ligne.fonction,
    ligne.programme,
    ligne.action,
    ligne.nature,
    ligne.libelle,
    ligne.beneficiaire,
    ae ?? '',
    cp ?? '',
    ...NOMS_DES_AXES.flatMap((axe) => {
      const cote = cotes.get(axe);
      return cote === undefined ? ['', ''] : [cote.cotation, ecrireFraction(cote.part)];
    }),
    [...new Set([...cotes.values()].map(({ motif }) => motif))].join(' ; '),
  ];
}

interface Somme {
  lignes: number;
  ae: number;
  cp: number;
}

/** For each axis, what each rating makes; all of them, and what nobody rated, make the whole. */
function ecrireLaSynthese(lignes: readonly LigneCotee[]): CelluleExportee[][] {
  return NOMS_DES_AXES.flatMap((axe) => {
    const sommes = new Map<string, Somme>();
    const compter = (cotation: string, ae: Montant, cp: Montant) => {
      const somme = sommes.get(cotation) ?? { lignes: 0, ae: 0, cp: 0 };
      sommes.set(cotation, somme);
      somme.lignes += 1;
      somme.ae += ae;
      somme.cp += cp;
    };
    for (const { ae = NUL, cp = NUL, cotes } of lignes) {
      const cote = cotes.get(axe);
      if (cote === undefined) {
        compter(SANS_COTATION, ae, cp);
        continue;
      }
      const [[aeCotee, aeLaissee], [cpCotes, cpLaisses]] = [partager(ae, cote), partager(cp, cote)];
      compter(cote.cotation, aeCotee, cpCotes);
      if (cote.part.numerateur < cote.part.denominateur) compter(SANS_COTATION, aeLaissee, cpLaisses);
    }
    return [...COTATIONS, SANS_COTATION].map((cotation): CelluleExportee[] => {
      const { lignes: nombre, ae, cp } = sommes.get(cotation) ?? { lignes: 0, ae: 0, cp: 0 };
      return [axe, AXES_VERTS[axe], cotation, String(nombre), ae, cp];
    });
  });
}
