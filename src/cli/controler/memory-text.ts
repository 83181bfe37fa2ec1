import type { ChalkInstance } from 'chalk';
import { montant } from '../../domain/argent/montant.ts';
import { accord, enumerer, formaterEntier, formaterEuros, formaterPourcentage } from '../../domain/textes/format.ts';
import type { MemoryMeasure } from '../measure-memory.ts';

export const NO_MEMORY = `Aucune mémoire : rien à mesurer.
Copiez dans memoire/ le fichier lignes-<exercice>.csv d’une année passée, tel que jaune compiler l’a écrit.
`;

/** What memory is worth, for a terminal. */
export function writeMemoryMeasure(measure: MemoryMeasure, colours: ChalkInstance): string {
  const { annee, lignes, internationales, centimes, attendu } = measure;
  const told = [
    colours.bold(`Ce que vaut la mémoire : ${annee} laissée de côté`),
    `${sentence(measure)} ${accord(lignes, 'ligne')}, dont ${accord(internationales, 'internationale')} (${formaterEuros(montant(Number(centimes)))} ; ${formaterEuros(montant(Number(attendu)))} en étaient attendus).`,
  ];
  if (internationales === 0)
    return `${[...told, '', 'Aucune n’est internationale : rien ne dit ce que la mémoire en aurait trouvé.', ''].join('\n')}`;
  return [
    ...told,
    '',
    colours.bold('Ce qui en aurait été suggéré'),
    ...writeSuggestions(measure),
    '',
    colours.bold('À les regarder dans l’ordre de la liste à décider'),
    ...writeCurve(measure, colours),
    '',
    ...writeReading(measure),
    '',
  ].join('\n');
}

function sentence({ annee, apprises }: MemoryMeasure): string {
  return apprises.length === 0
    ? `${annee} est la seule année en mémoire : chaque moitié de ses lignes est notée d’après l’autre, ce qui est plus facile qu’une année d’après une autre.`
    : `Ses lignes sont notées d’après ${enumerer(apprises)}, comme si personne ne les avait décidées.`;
}

function writeSuggestions({ suggestions, internationales }: MemoryMeasure): string[] {
  const { internationale, non_internationale, aucune } = suggestions;
  const right = formaterPourcentage(internationale.internationales, internationale.lignes);
  const found = formaterPourcentage(internationale.internationales, internationales);
  return [
    `  « oui »  ${accord(internationale.lignes, 'ligne')}, dont ${formaterEntier(internationale.internationales)} à raison (${right}) : ${found} des lignes internationales`,
    `  « non »  ${accord(non_internationale.lignes, 'ligne')}, dont ${formaterEntier(non_internationale.internationales)} à tort`,
    `  rien     ${accord(aucune.lignes, 'ligne')}, dont ${accord(aucune.internationales, 'internationale')}`,
  ];
}

function writeCurve({ courbe, internationales, centimes }: MemoryMeasure, colours: ChalkInstance): string[] {
  const head = [
    'Lignes'.padStart(10),
    'Enjeu d’au moins'.padStart(20),
    'Internationales'.padStart(17),
    'Sur celles vues'.padStart(17),
    'Sur toutes'.padStart(12),
    'Argent trouvé'.padStart(15),
  ];
  return [
    colours.dim(head.join('')),
    ...courbe.map((point) =>
      [
        formaterEntier(point.lignes).padStart(10),
        formaterEuros(point.seuil).padStart(20),
        formaterEntier(point.internationales).padStart(17),
        formaterPourcentage(point.internationales, point.lignes).padStart(17),
        formaterPourcentage(point.internationales, internationales).padStart(12),
        formaterPourcentage(Number(point.trouve), Number(centimes)).padStart(15),
      ].join(''),
    ),
  ];
}

function writeReading({ annee, courbe, centimes }: MemoryMeasure): string[] {
  // Where so much money is spread over so many lines, the last ones that a list may hold.
  const enough = courbe.find(({ trouve }) => trouve * 10n >= centimes * 9n) ?? courbe.at(-1);
  const said =
    enough === undefined || centimes === 0n
      ? 'Ces lignes disent combien furent internationales, et non de combien d’euros : leurs montants sont absents ou nuls.'
      : `Les ${formaterEntier(enough.lignes)} premières (--lignes ${enough.lignes}) trouvent ${formaterPourcentage(Number(enough.trouve), Number(centimes))} de l’argent international de ${annee}.`;
  return [
    said,
    'Elles sont de celles que des règles ou des personnes ont décidées ; les lignes qui restent ouvertes leur ressemblent',
    'moins : tenez ces parts pour le mieux qu’on puisse attendre.',
  ];
}
