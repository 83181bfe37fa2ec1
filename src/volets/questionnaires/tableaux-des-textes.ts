import type { ColonneDeTableau, RangeeDeTableau, Tableau } from '../../domain/volets/tableau.ts';
import { repond } from './compter.ts';
import type { Contradiction } from './contradictions.ts';
import type { Reponse } from './lire-les-reponses.ts';
import { type Acteur, cleDeDemande, type Demande, demandes, type Plan } from './plan.ts';
import { LEGENDE, LETTRES } from './statut.ts';

const COLONNES = [
  { cle: 'acteur', titre: 'Acteur', genre: 'texte', largeur: 28 },
  { cle: 'question', titre: 'Question', genre: 'texte', largeur: 44 },
  { cle: 'reponse', titre: 'Réponse', genre: 'texte', largeur: 90 },
  { cle: 'statut', titre: 'Statut', genre: 'code', largeur: 8, etroite: true },
] as const satisfies readonly ColonneDeTableau[];

/** What was written, twice: question by question then actor by actor, among which readers look for a word; and actor by actor. */
export function tableauxDesTextes(plan: Plan, reponses: ReadonlyMap<string, Reponse>): Tableau[] {
  const rangs = new Map(plan.themes.map((theme, rang) => [theme, rang]));
  const rangDe = ({ question }: Demande) => rangs.get(question.theme) ?? 0;
  const ecrites = demandes(plan)
    .flatMap((demande) => reponses.get(cleDeDemande(demande)) ?? [])
    .filter(({ valeur, texte, note }) => valeur !== '' || texte !== '' || note !== '')
    .sort((gauche, droite) => rangDe(gauche) - rangDe(droite));
  const parActeur = new Map<Acteur, Reponse[]>(
    plan.groupes.flatMap(({ acteurs }) => acteurs.map((acteur) => [acteur, []] as const)),
  );
  for (const reponse of ecrites) parActeur.get(reponse.acteur)?.push(reponse);
  return [
    {
      nom: 'textes',
      titre: 'Ce que les acteurs ont répondu',
      feuille: 'Réponses textes',
      note: `Question par question. Entre guillemets, ce que l’acteur a écrit ; le reste est résumé. Ce qui est vide n’est que dans les tableaux ci-dessus. ${LEGENDE}`,
      vide: 'Aucune réponse n’est écrite.',
      aChercher: true,
      colonnes: COLONNES,
      rangees: ecrites.map(rangeeDuTexte),
    },
    {
      nom: 'textes-par-acteur',
      titre: 'Les mêmes réponses, acteur par acteur',
      feuille: 'Réponses par acteur',
      note: `Entre guillemets, ce que l’acteur a écrit ; le reste est résumé. ${LEGENDE}`,
      vide: 'Aucune réponse n’est écrite.',
      autreOrdre: true,
      colonnes: COLONNES,
      rangees: [...parActeur.values()].flat().map(rangeeDuTexte),
      surLaPage: [sommaireDesActeurs(parActeur)],
    },
  ];
}

function rangeeDuTexte(reponse: Reponse): RangeeDeTableau {
  return {
    cle: cleDeDemande(reponse),
    nom: nomDeDemande(reponse),
    cellules: [reponse.acteur.libelle, questionDe(reponse), ecrire(reponse), LETTRES[reponse.statut]],
  };
}

/** What the page shows of them: texts are there once, and whoever looks for an actor finds them all. */
function sommaireDesActeurs(parActeur: ReadonlyMap<Acteur, readonly Reponse[]>): Tableau {
  return {
    nom: 'textes-par-acteur',
    titre: 'Les mêmes réponses, acteur par acteur',
    note: 'Ce que chaque acteur a répondu, compté par thème ; une réponse qu’il dit ne pas donner n’en est pas une. Pour lire les textes d’un seul : son nom, cherché dans le tableau ci-dessus ; ou la feuille « Réponses par acteur » du classeur, qui les donne dans cet ordre.',
    vide: 'Aucun acteur.',
    colonnes: [
      { cle: 'acteur', titre: 'Acteur', genre: 'texte' },
      { cle: 'reponses', titre: 'Réponses écrites', genre: 'entier' },
      { cle: 'themes', titre: 'Par thème', genre: 'texte' },
    ],
    rangees: [...parActeur].map(([{ id, libelle, groupe }, ecrites]) => {
      const siennes = ecrites.filter(({ statut }) => repond(statut));
      const parTheme = new Map<string, number>();
      for (const { question } of siennes)
        parTheme.set(question.theme.libelle, (parTheme.get(question.theme.libelle) ?? 0) + 1);
      const themes = [...parTheme].map(([theme, nombre]) => `${theme} : ${nombre}`).join(' ; ');
      return { cle: `${groupe.id}.${id}`, cellules: [libelle, siennes.length, themes || undefined] };
    }),
  };
}

/** What answers say against their own row: told where it stands, never moved. */
export function tableauDesContradictions(trouvees: readonly Contradiction[]): Tableau {
  return {
    nom: 'contradictions',
    titre: 'Ce que des réponses disent contre leur propre case',
    feuille: 'Réponses à regarder',
    note: 'Rien n’est déplacé : chaque réponse reste comptée là où l’acteur l’a écrite.',
    vide: 'Aucune réponse n’en dit contre sa case.',
    colonnes: [
      { cle: 'acteur', titre: 'Acteur', genre: 'texte', largeur: 28 },
      { cle: 'question', titre: 'Question', genre: 'texte', largeur: 44 },
      { cle: 'constat', titre: 'Ce qui se contredit', genre: 'texte', largeur: 70 },
    ],
    rangees: trouvees.map(({ reponse, constat }) => ({
      cle: `${cleDeDemande(reponse)}.${constat}`,
      nom: nomDeDemande(reponse),
      cellules: [reponse.acteur.libelle, questionDe(reponse), constat],
    })),
  };
}

function questionDe({ question, dimension }: Demande): string {
  const ou = dimension === undefined ? '' : ` · ${dimension.libelle}`;
  return `${question.theme.libelle}${ou} (question ${question.numero})`;
}

function nomDeDemande(demande: Demande): string {
  return `${demande.acteur.libelle}, ${questionDe(demande)}`;
}

function ecrire({ valeur, texte, note }: Reponse): string {
  const morceaux = [valeur === '' ? '' : `« ${valeur} »`, texte, note === '' ? '' : `(${note})`];
  return morceaux.filter((morceau) => morceau !== '').join(' ');
}
