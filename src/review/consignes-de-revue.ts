import { LIBELLES_BASES } from '../domain/argent/base.ts';
import { accord, enumerer } from '../domain/textes/format.ts';
import { DIMENSIONS_DECIDEES, type DimensionDecidee, dimensionDecrite } from '../domain/verdict/dimensions.ts';
import { FEUILLE_A_DECIDER } from './colonnes-de-revue.ts';
import type { Consigne } from './ecrire-le-classeur.ts';
import type { ListeADecider } from './liste-a-decider.ts';

/** What the first sheet says to whoever opens the workbook. */
export function consignesDeRevue(liste: ListeADecider): readonly Consigne[] {
  const { enTete, lignes, autres, secteurs } = liste;
  const dOu = secteurs.length === 0 ? '' : ` (${enumerer(secteurs.map((nom) => `« ${nom} »`))})`;
  const suite =
    autres === 0
      ? `Toutes les lignes ouvertes${dOu} y sont.`
      : `${accord(autres, 'autre ligne')}${dOu} de moindre enjeu viendr${autres > 1 ? 'ont' : 'a'} à un prochain export.`;
  return [
    {
      titre: 'Ce que contient ce classeur',
      texte: `${accord(lignes.length, 'ligne')} sur lesquelles aucune règle ni personne n’a encore conclu, dans la base « ${LIBELLES_BASES[enTete.base]} ». Les premières sont celles dont on attend le plus d’euros internationaux : leur montant × leur chance d’être internationales, d’après les mots de la ligne et les années passées. ${suite}`,
    },
    {
      titre: 'Ce que vous remplissez',
      texte: `Dans la feuille « ${FEUILLE_A_DECIDER} », seulement les colonnes jaunes. Une ligne décidée a une décision, un motif, un auteur et une date ; le reste est facultatif. Une ligne laissée vide reste ouverte : rien n’est perdu. Une case rouge manque à une ligne commencée.`,
    },
    {
      titre: 'Décision',
      texte:
        'Internationale : une dépense compte dans le total. Non internationale : elle n’y compte pas. Exclue : la ligne n’appartient pas au périmètre (opération d’ordre, argent déjà compté ailleurs). Incluse : la ligne y appartient, et les règles disent le reste. Flux interne, reversement, mandat : argent qui va à un organisme, à nommer dans « Flux vers ».',
    },
    {
      titre: 'Dépense, recette',
      texte:
        'Deux colonnes, qui ne s’additionnent jamais. Une recette se décide par les mêmes questions. Internationale, elle cofinance l’action internationale : elle est montrée en face des dépenses, jamais dans le total.',
    },
    {
      titre: 'Part et clé',
      texte:
        'Si une partie seulement de la ligne est internationale : 30 %, 12,5 %, 1/3 ou un montant exact, 12 500 €, et la clé, c’est-à-dire comment la part a été trouvée. Le reste de la ligne devient non international, au centime.',
    },
    {
      titre: DIMENSIONS_DECIDEES.filter((dimension) => !estSansObjet(dimension, liste))
        .map((dimension, rang) => {
          const { entete } = dimensionDecrite(dimension);
          return rang === 0 ? entete : entete.toLowerCase();
        })
        .join(', '),
      texte:
        'Facultatifs, à choisir dans les listes. Plusieurs pays se disent avec leurs parts : Sénégal 60 %, Mali 40 %. Le pays donne le territoire : on ne remplit jamais les deux. Ils n’ont de sens que pour une ligne internationale.',
    },
    {
      titre: 'Exceptionnelle',
      texte: 'Oui : opération unique, montrée pour mémoire, hors de tout total. Vide vaut non.',
    },
    {
      titre: 'Flux vers, rattacher à, brut ou net',
      texte:
        'Facultatifs, à choisir dans les listes. « Flux vers » nomme l’organisme qui reçoit : s’il détaille ses dépenses dans le dossier, la ligne est exclue, et comptée chez lui. « Rattacher à » nomme l’opération que des recettes cofinancent. Net : les cofinancements sont déjà déduits du montant ; brut : ils viennent à part.',
    },
    {
      titre: 'Motif, auteur, date',
      texte:
        'Le motif est la réponse à « pourquoi cette ligne ? » dans dix ans. L’auteur est le nom du décideur : une personne, une fonction ou un service. La date est celle de la décision : 06/11/2012 ou 2012-11-06.',
    },
    {
      titre: 'Suggestions',
      texte:
        'Elles disent ce que les exercices passés ou les mots de la ligne font penser, et pourquoi. Elles ne décident jamais : une suggestion que personne ne reprend ne compte pour rien.',
    },
    {
      titre: 'Ce qu’il ne faut pas changer',
      texte:
        'Les autres cellules sont protégées, sans mot de passe : l’import compare chacune à ce qui a été envoyé et refuse une ligne changée ou décalée. Filtrez et élargissez à votre gré. Vos notes peuvent aller à droite du tableau : elles ne sont pas lues. Pas de formule dans les cases jaunes.',
    },
    {
      titre: 'Pour finir',
      texte:
        'Enregistrez au format .xlsx, puis : jaune arbitrer import <dossier> <classeur>. Tout est vérifié avant que rien ne soit pris ; s’il y a une faute, elle est dite avec sa case, et rien n’est pris. Des cases jaunes remontées ou descendues d’une ligne ne se détectent pas : c’est pourquoi l’import écrit la liste des décisions prises. Relisez-la.',
    },
  ];
}

/** That of goals which are not of the exercice has nothing to choose. */
function estSansObjet(dimension: DimensionDecidee, { listes }: ListeADecider): boolean {
  return dimensionDecrite(dimension).facultative === true && listes[dimension].length === 0;
}
