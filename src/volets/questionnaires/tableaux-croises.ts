import type { ColonneDeTableau, RangeeDeTableau, Tableau } from '../../domain/volets/tableau.ts';
import { compter, etatDe, repond } from './compter.ts';
import type { Reponse } from './lire-les-reponses.ts';
import { type Acteur, type Declare, type Demande, type Dimension, demandes, type Plan } from './plan.ts';
import { ETATS, type Etat, LEGENDE, LETTRES } from './statut.ts';

/** What a theme is cut by, and what each of its places holds. */
interface Grille {
  readonly theme: Declare;
  /** Those of its dimensions that somebody was asked; `undefined` for what is asked in one piece. */
  readonly colonnes: readonly (Dimension | undefined)[];
  etat(acteur: Acteur, dimension: Dimension | undefined): Etat;
}

const TITRE_SANS_DIMENSION = 'En général';

/** Who answered, by theme and dimension: counts, then actors across. */
export function tableauxCroises(plan: Plan, reponses: ReadonlyMap<string, Reponse>): Tableau[] {
  const acteurs = plan.groupes.flatMap((groupe) => groupe.acteurs);
  const grilles = grillesDe(plan, reponses);
  const simples = grilles.filter(({ colonnes }) => colonnes.every((colonne) => colonne === undefined));
  return [
    parTheme(grilles, acteurs),
    parDimension(grilles, acteurs),
    ...grilles.filter((grille) => !simples.includes(grille)).map((grille) => croiser(grille, acteurs)),
    ...(simples.length > 0 ? [croiserLesSimples(simples, acteurs)] : []),
  ];
}

function grillesDe(plan: Plan, reponses: ReadonlyMap<string, Reponse>): Grille[] {
  const parTheme = new Map<Declare, Map<Dimension | undefined, Map<Acteur, Demande>>>();
  for (const demande of demandes(plan)) {
    const { question, dimension, acteur } = demande;
    const places = parTheme.get(question.theme) ?? new Map<Dimension | undefined, Map<Acteur, Demande>>();
    parTheme.set(question.theme, places);
    const siens = places.get(dimension) ?? new Map<Acteur, Demande>();
    places.set(dimension, siens.set(acteur, demande));
  }
  return plan.themes.flatMap((theme) => {
    const places = parTheme.get(theme);
    if (places === undefined) return [];
    const rangs = new Map(plan.dimensions.map((dimension, rang) => [dimension, rang]));
    const rangDe = (dimension: Dimension | undefined) => (dimension === undefined ? -1 : (rangs.get(dimension) ?? 0));
    return {
      theme,
      colonnes: [...places.keys()].sort((gauche, droite) => rangDe(gauche) - rangDe(droite)),
      etat: (acteur: Acteur, dimension: Dimension | undefined) => etatDe(places.get(dimension)?.get(acteur), reponses),
    };
  });
}

const COLONNES_DES_ETATS: readonly ColonneDeTableau[] = ETATS.map((etat) => ({
  cle: cleDEtat(etat),
  titre: etat.charAt(0).toUpperCase() + etat.slice(1),
  genre: 'entier',
  etroite: true,
}));

function cleDEtat(etat: Etat): string {
  return etat.replaceAll('é', 'e').replaceAll(' ', '_');
}

function parTheme(grilles: readonly Grille[], acteurs: readonly Acteur[]): Tableau {
  return {
    nom: 'par-theme',
    titre: 'Qui a répondu, par thème',
    feuille: 'Réponses par thème',
    note: 'Un acteur répond à un thème quand il dit au moins une chose, fût-ce non. Une case vide, une absence de réponse déclarée, une question qui ne lui fut pas posée sont comptées chacune pour ce qu’elle est : aucune n’est un non.',
    vide: 'Rien n’a été demandé.',
    colonnes: [
      { cle: 'theme', titre: 'Thème', genre: 'texte' },
      { cle: 'interroges', titre: 'Acteurs interrogés', genre: 'entier', etroite: true },
      { cle: 'repondent', titre: 'Acteurs qui répondent', genre: 'entier', etroite: true },
      ...COLONNES_DES_ETATS,
    ],
    rangees: grilles.map(({ theme, colonnes, etat }) => {
      const etats = acteurs.map((acteur) => colonnes.map((dimension) => etat(acteur, dimension)));
      const comptes = compter(etats.flat());
      return {
        cle: theme.id,
        cellules: [
          theme.libelle,
          etats.filter((siens) => siens.some((chacun) => chacun !== 'non posée')).length,
          etats.filter((siens) => siens.some(repond)).length,
          ...ETATS.map((chacun) => comptes[chacun]),
        ],
      };
    }),
  };
}

function parDimension(grilles: readonly Grille[], acteurs: readonly Acteur[]): Tableau {
  const rangees = grilles.flatMap(({ theme, colonnes, etat }): RangeeDeTableau[] =>
    colonnes.flatMap((dimension) => {
      if (dimension === undefined) return [];
      const comptes = compter(acteurs.map((acteur) => etat(acteur, dimension)));
      const cle = `${theme.id}.${dimension.id}`;
      return {
        cle,
        nom: `${theme.libelle} · ${dimension.libelle}`,
        cellules: [dimension.libelle, theme.libelle, ...ETATS.map((chacun) => comptes[chacun])],
      };
    }),
  );
  return {
    nom: 'par-dimension',
    titre: 'Combien répondent, par domaine, territoire et durée',
    feuille: 'Réponses par dimension',
    note: 'Chaque rangée compte tous les acteurs.',
    vide: 'Aucune question n’a de dimension.',
    colonnes: [
      { cle: 'dimension', titre: 'Dimension', genre: 'texte', largeur: 30 },
      { cle: 'theme', titre: 'Thème', genre: 'texte', largeur: 30 },
      ...COLONNES_DES_ETATS,
    ],
    rangees,
  };
}

function croiser({ theme, colonnes, etat }: Grille, acteurs: readonly Acteur[]): Tableau {
  return {
    nom: `theme-${theme.id}`,
    titre: theme.libelle,
    feuille: `Réponses ${theme.id}`,
    note: LEGENDE,
    vide: 'Aucun acteur.',
    colonnes: [
      { cle: 'acteur', titre: 'Acteur', genre: 'texte' },
      ...colonnes.map((dimension) =>
        colonneDeLettres(dimension ?? { id: 'en-general', libelle: TITRE_SANS_DIMENSION }),
      ),
    ],
    rangees: acteurs.map((acteur) =>
      rangeeDeLettres(
        acteur,
        colonnes.map((dimension) => etat(acteur, dimension)),
      ),
    ),
  };
}

/** The themes that are asked in one piece stand side by side. */
function croiserLesSimples(grilles: readonly Grille[], acteurs: readonly Acteur[]): Tableau {
  return {
    nom: 'autres-themes',
    titre: 'Autres thèmes',
    feuille: 'Réponses autres thèmes',
    note: LEGENDE,
    vide: 'Aucun acteur.',
    colonnes: [
      { cle: 'acteur', titre: 'Acteur', genre: 'texte' },
      ...grilles.map(({ theme }) => colonneDeLettres(theme)),
    ],
    rangees: acteurs.map((acteur) =>
      rangeeDeLettres(
        acteur,
        grilles.map(({ etat }) => etat(acteur, undefined)),
      ),
    ),
  };
}

function colonneDeLettres({ id, libelle }: Declare): ColonneDeTableau {
  return { cle: id.replaceAll('-', '_'), titre: libelle, genre: 'code', etroite: true };
}

function rangeeDeLettres({ id, libelle, groupe }: Acteur, etats: readonly Etat[]): RangeeDeTableau {
  return { cle: `${groupe.id}.${id}`, cellules: [libelle, ...etats.map((etat) => LETTRES[etat])] };
}
