import type { Tableau } from '../../domain/volets/tableau.ts';
import type { Contradiction } from './contradictions.ts';
import type { Reponse } from './lire-les-reponses.ts';
import { cleDeDemande, type Demande, demandes, type Plan } from './plan.ts';
import { LEGENDE, LETTRES } from './statut.ts';

/** What was written, question by question then actor by actor, among which readers look for a word. */
export function tableauDesTextes(plan: Plan, reponses: ReadonlyMap<string, Reponse>): Tableau {
  const ecrites = demandes(plan)
    .flatMap((demande) => reponses.get(cleDeDemande(demande)) ?? [])
    .filter(({ valeur, texte, note }) => valeur !== '' || texte !== '' || note !== '');
  const rangs = new Map(plan.themes.map((theme, rang) => [theme, rang]));
  const rangDe = ({ question }: Demande) => rangs.get(question.theme) ?? 0;
  return {
    nom: 'textes',
    titre: 'Ce que les acteurs ont répondu',
    feuille: 'Réponses textes',
    note: `Entre guillemets, ce que l’acteur a écrit ; le reste est résumé. Ce qui est vide n’est que dans les tableaux ci-dessus. ${LEGENDE}`,
    vide: 'Aucune réponse n’est écrite.',
    aChercher: true,
    colonnes: [
      { cle: 'acteur', titre: 'Acteur', genre: 'texte', largeur: 28 },
      { cle: 'question', titre: 'Question', genre: 'texte', largeur: 44 },
      { cle: 'reponse', titre: 'Réponse', genre: 'texte', largeur: 90 },
      { cle: 'statut', titre: 'Statut', genre: 'code', largeur: 8, etroite: true },
    ],
    rangees: ecrites
      .sort((gauche, droite) => rangDe(gauche) - rangDe(droite))
      .map((reponse) => ({
        cle: cleDeDemande(reponse),
        nom: nomDeDemande(reponse),
        cellules: [reponse.acteur.libelle, questionDe(reponse), ecrire(reponse), LETTRES[reponse.statut]],
      })),
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
