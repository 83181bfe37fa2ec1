import { NATURES } from '../../domain/volets/pieces-ecrites.ts';
import { readReferenceTable } from '../../files/reference-table.ts';
import { type Exigence, lireUneExigence } from './exigence.ts';

/** One way in which an action may be founded, and what a dossier has to show for it. */
export interface Voie {
  readonly nom: string;
  /** « une convention avec une autorité locale étrangère… ». */
  readonly dite: string;
  readonly exigences: readonly Exigence[];
}

/** What a text asks for, from a day to another, of deliberations of these days. */
export interface Regime {
  readonly nom: string;
  readonly titre: string;
  /** AAAA-MM-JJ, both ends included; empty for an end that is open. */
  readonly du: string;
  readonly au: string;
  /** Why it asks for nothing; empty when it does. */
  readonly sansObjet: string;
  /** Any of these is enough. */
  readonly voies: readonly Voie[];
  /** What is asked for besides, whatever the way. */
  readonly toujours: readonly Exigence[];
  /** What is worth saying when it is not there, and is not missing. */
  readonly aNoter: readonly Exigence[];
}

export interface Droit {
  readonly regimes: readonly Regime[];
  /** Why the law of foreign action has nothing to say of a nature, by nature; empty where it does. */
  readonly horsObjet: ReadonlyMap<string, string>;
  readonly libellesDesNatures: ReadonlyMap<string, string>;
}

interface RangeeDeDroit {
  readonly regime: string;
  readonly du: string;
  readonly au: string;
  readonly titre: string;
  readonly voie: Voie;
}

const JOUR = /^(?:\d{4}-\d\d-\d\d)?$/;
/** What stands in the column of ways for what is no way. */
const PARTICULIERES: readonly string[] = ['toujours', 'a_noter', 'sans_objet'];

/**
 * Reads what law asks for, by date: `data/droit/`.
 * @throws Error naming the file and line of the first wrong row
 */
export function lireLeDroit(donnees: string): Droit {
  const rangees = readReferenceTable(
    donnees,
    'droit/regimes.csv',
    'regime;du;au;titre;voie;voie_dite;il_faut;source',
    (rangee): RangeeDeDroit => {
      rangee.filled('source');
      return {
        regime: rangee.matching('regime', /^[a-z0-9-]+$/),
        du: rangee.matching('du', JOUR),
        au: rangee.matching('au', JOUR),
        titre: rangee.filled('titre'),
        voie: {
          nom: rangee.matching('voie', /^[a-z_]+$/),
          dite: rangee.filled('voie_dite'),
          exigences: rangee.list('il_faut').map((ecrite) => {
            const lue = lireUneExigence(ecrite);
            if (lue === undefined) throw rangee.fault(`« ${ecrite} » n’est pas une exigence`);
            return lue;
          }),
        },
      };
    },
  );
  const natures = readReferenceTable(donnees, 'droit/natures.csv', 'nature;libelle;sans_objet;source', (rangee) => ({
    nature: rangee.among('nature', NATURES),
    libelle: rangee.filled('libelle'),
    sansObjet: rangee.text('sans_objet'),
  }));
  return {
    regimes: [...new Set(rangees.map(({ regime }) => regime))].map((nom) =>
      assembler(
        nom,
        rangees.filter(({ regime }) => regime === nom),
      ),
    ),
    horsObjet: new Map(natures.map(({ nature, sansObjet }) => [nature, sansObjet])),
    libellesDesNatures: new Map(natures.map(({ nature, libelle }) => [nature, libelle])),
  };
}

function assembler(nom: string, rangees: readonly RangeeDeDroit[]): Regime {
  const [{ titre, du, au } = { titre: '', du: '', au: '' }] = rangees;
  const voies = rangees.map(({ voie }) => voie);
  const exigences = (voulue: string) => voies.flatMap((voie) => (voie.nom === voulue ? voie.exigences : []));
  return {
    nom,
    titre,
    du,
    au,
    sansObjet: voies.find((voie) => voie.nom === 'sans_objet')?.dite ?? '',
    voies: voies.filter((voie) => !PARTICULIERES.includes(voie.nom)),
    toujours: exigences('toujours'),
    aNoter: exigences('a_noter'),
  };
}

/** The text in force on the day of a deliberation: that of its payment is of no account. */
export function regimeDu(jour: string, { regimes }: Droit): Regime | undefined {
  return regimes.find(({ du, au }) => (du === '' || du <= jour) && (au === '' || jour <= au));
}
