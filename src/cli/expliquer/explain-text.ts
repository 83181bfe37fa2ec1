import type { ChalkInstance } from 'chalk';
import { nommerLaCellule } from '../../compile/libelles.ts';
import { BASES, LIBELLES_BASES } from '../../domain/argent/base.ts';
import { estEntiere } from '../../domain/argent/fraction.ts';
import { type Montant, NUL } from '../../domain/argent/montant.ts';
import type { SourceDeclaree } from '../../domain/dossier/source-declaree.ts';
import { direLesDeuxSens } from '../../domain/dossier/source-lue.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { CHAMPS_TEXTE, type ChampCode, type ChampTexte, champDe, nommerChamp } from '../../domain/lignes/champs.ts';
import { type LigneBudgetaire, referenceDe } from '../../domain/lignes/ligne-budgetaire.ts';
import { accord, formaterEuros } from '../../domain/textes/format.ts';
import {
  type Decompte,
  type ExamenDetaille,
  ecrireTrait,
  type Indice,
  type PartieDeMot,
} from '../../domain/verdict/indice.ts';
import type { GenreSignal, Signal } from '../../domain/verdict/signal.ts';
import {
  type Auteur,
  ecrirePartVentilee,
  ecrireQuotePart,
  estRetenue,
  LIBELLES_PLACES,
  type RegleCitee,
  type Reponse,
} from '../../domain/verdict/verdict.ts';
import type { Preparation } from '../../edition/preparation.ts';
import { printable } from '../findings-text.ts';
import { flowText } from './flow-text.ts';
import { operationText } from './operation-text.ts';
import type { FormerDecision, LineTrace, ToldDecision } from './trace-line.ts';

const QUESTIONS: Readonly<Record<Reponse['question'], string>> = {
  perimetre: 'Périmètre : la ligne en est-elle ?',
  international: 'Internationale ? pour quelle part ?',
  exceptionnel: 'Exceptionnelle ?',
  ventilation: 'Ventilation',
  rattachement: 'Rattachement',
};

const DIRECTIONS = { depense: 'dépense', recette: 'recette' } as const;
const MOVEMENTS = { reel: 'réel', ordre: 'ordre' } as const;

/** The story of a line, for a terminal: as received, then question by question, then to the cent. */
export function explainText(
  trace: LineTrace,
  preparation: Preparation,
  colours: ChalkInstance,
  withClues = false,
): string {
  if (trace.type === 'ecartee') {
    const { fichier, numero, motif, montant, recettes, texte } = trace.ecartee;
    const silent = montant === undefined && recettes === undefined;
    const weight = silent ? 'sans montant lisible' : direLesDeuxSens(montant ?? NUL, recettes);
    return `${colours.bold(`${fichier}:${numero}`)} est écartée par exercice.yaml : ${printable(motif)} (${weight})\nElle n’est pas une ligne du budget ; elle est listée dans lignes-ecartees.\n\n  ${printable(texte)}\n`;
  }
  const { affectation, examen } = trace;
  const { verdict } = affectation;
  const title = (text: string) => colours.bold(text);
  return [
    title(`${referenceDe(affectation.ligne)} → ${LIBELLES_PLACES[verdict.place]}`),
    `Décisif : ${writeDecider(verdict.decisive.auteur)}. ${verdict.decisive.motif}`,
    ...writeUnfitDecision(trace.perimee),
    '',
    title('La ligne telle que reçue'),
    ...receivedLine(affectation, preparation),
    '',
    title('Les questions'),
    ...verdict.reponses.flatMap((answer) => writeAnswer(answer)),
    ...unaskedQuestions(affectation),
    '',
    ...headed('L’opération', operationText(affectation, preparation), title),
    ...headed(
      'À côté de l’argent',
      preparation.volets.flatMap((volet) => volet.expliquer?.(affectation) ?? []).map((phrase) => `  ${phrase}`),
      title,
    ),
    ...headed('Le flux', flowText(affectation, preparation), title),
    ...writeFormerDecisions(trace.anciennes, title),
    title('Les signaux'),
    ...writeSignals(examen),
    '',
    title('Ce que suggère la mémoire'),
    ...writeSuggestion(examen, verdict.examen !== undefined),
    ...writeGoals(preparation.classement.examinateur.objectifsSuggeres(affectation.ligne, verdict)),
    '',
    ...(withClues ? [title('Les indices, en points'), ...writeEvidence(examen), ''] : []),
    title(`Les montants, en ${lowerFirst(LIBELLES_BASES[preparation.dossier.enTete.base])}`),
    ...writeAmounts(affectation, preparation),
    '',
  ]
    .map((ligne) => (ligne.includes('\u001b') ? ligne : printable(ligne)))
    .join('\n');
}

/** The decision that stands on the reference and is not applied, since the line is not what it was: nothing when there is none. */
function writeUnfitDecision(outdated: ToldDecision | undefined): string[] {
  if (outdated === undefined) return [];
  const { conclusion, motif, auteur, date, lieu } = outdated;
  return [
    `Décision non appliquée : cette référence est décidée (${lieu}), mais pour un autre contenu de la ligne : ${conclusion}, par ${auteur} le ${date} : ${motif}`,
  ];
}

/** A section of its own; nothing at all when it has nothing to say. */
function headed(heading: string, lines: readonly string[], title: (text: string) => string): string[] {
  return lines.length === 0 ? [] : [title(heading), ...lines, ''];
}

/** What was once decided of the line, and replaced: nothing at all when nothing was. */
function writeFormerDecisions(formerDecisions: readonly FormerDecision[], title: (text: string) => string): string[] {
  const told = formerDecisions.map(
    ({ conclusion, motif, auteur, date, remplaceeLe, lieu }) =>
      `  ${conclusion}, par ${auteur} le ${date} (${lieu}), remplacée le ${remplaceeLe} : ${motif}`,
  );
  return headed('Les décisions remplacées', told, title);
}

/** What the source makes of the amounts that are written in its file: nothing when they are the line's as they stand. */
function writtenAmounts(source: SourceDeclaree | undefined): string {
  return [
    ...(source?.unite === 'milliers' ? ['en milliers d’euros'] : []),
    ...(source?.part === undefined
      ? []
      : [`avant partage : la ligne en a la part que dit la colonne « ${source.part} »`]),
  ].join(' ; ');
}

/** The fields whose place is not that of the table: first those of the sender. */
const FIRST_FIELDS: readonly ChampTexte[] = ['organisme', 'secteur', 'exercice'];
const FIELD_ORDER = [
  ...FIRST_FIELDS,
  ...(Object.keys(CHAMPS_TEXTE) as ChampTexte[]).filter(
    (field) => !['fichier', 'norme', ...FIRST_FIELDS].includes(field),
  ),
];

function receivedLine({ ligne }: Affectation, { dossier: { sources }, libelles }: Preparation): string[] {
  const montants = BASES.flatMap((base): [string, string][] => {
    const value = ligne.montants[base];
    return value === undefined ? [] : [[LIBELLES_BASES[base], formaterEuros(value)]];
  });
  const fields: [string, string][] = [
    ...FIELD_ORDER.flatMap((field) => receivedField(field, ligne)),
    ['Norme de ces codes', libelles.normeDite(ligne.norme)],
    ...montants,
    ['Écrits dans le fichier', writtenAmounts(sources.find(({ nom }) => nom === ligne.fichier))],
    ['Empreinte', ligne.empreinte],
  ];
  const filled = fields.filter(([, value]) => value !== '');
  const width = Math.max(...filled.map(([name]) => name.length));
  return filled.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}

/** A field under its title; labels beside their codes, and the movement beside the sense. */
function receivedField(field: ChampTexte, ligne: LigneBudgetaire): [string, string][] {
  const { titre, genre } = champDe(field);
  const received = ligne[CHAMPS_TEXTE[field]];
  if (genre === 'libelle' || field === 'mouvement') return [];
  if (field === 'sens') return [['Sens, mouvement', `${DIRECTIONS[ligne.sens]}, ${MOVEMENTS[ligne.mouvement]}`]];
  if (genre === 'code') {
    const label = ligne[CHAMPS_TEXTE[`${field as ChampCode}_libelle`]];
    return [[titre, [received, label].filter((text) => text !== '').join(' · ')]];
  }
  if (field === 'autres_financeurs')
    return [
      [
        'Montant écrit',
        ligne.montantEcrit === undefined ? '' : `${formaterEuros(ligne.montantEcrit)}, dont cette ligne a sa part`,
      ],
      ['Coût total', ligne.coutTotal === undefined ? '' : formaterEuros(ligne.coutTotal)],
      [titre, received],
    ];
  return [[titre, received]];
}

/** The first letter small, the acronyms left as they are. */
function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function writeAnswer({ question, conclusion, auteur, motif, autres }: Reponse): string[] {
  return [
    `  ${QUESTIONS[question]} → ${conclusion}`,
    `      par ${writeAuthor(auteur)} : ${motif}`,
    ...(auteur.type === 'regle' && auteur.regle.reference !== ''
      ? [`      référence : ${auteur.regle.reference}`]
      : []),
    ...autres.map((regle) => `      aurait aussi conclu : ${writeRule(regle)} → ${regle.conclusion} (${regle.motif})`),
  ];
}

function unaskedQuestions({ verdict }: Affectation): string[] {
  const asked = new Set(verdict.reponses.map(({ question }) => question));
  if (estRetenue(verdict.place))
    return asked.has('ventilation') ? [] : [`  ${QUESTIONS.ventilation} → non ventilée : aucune règle ne conclut`];
  return (Object.keys(QUESTIONS) as Reponse['question'][])
    .filter((question) => !asked.has(question))
    .map((question) => `  ${QUESTIONS[question]} → question non posée`);
}

/** Who decided; for what nobody looked at, nobody did. */
function writeDecider(author: Auteur): string {
  return author.type === 'defaut' ? 'rien ni personne' : writeAuthor(author);
}

function writeAuthor(author: Auteur): string {
  switch (author.type) {
    case 'regle':
      return `la règle ${writeRule(author.regle)}`;
    case 'decision':
      return `une décision (${author.lieu}), ${author.auteur}, ${author.date}`;
    case 'source':
      return 'le lieu reçu';
    case 'signal':
      return 'des signaux, qui ne décident jamais';
    case 'defaut':
      return 'défaut';
  }
}

function writeRule({ id, lieu }: RegleCitee): string {
  return `« ${id} » (${lieu})`;
}

function writeAmounts({ ligne, verdict, montant, montants }: Affectation, { libelles }: Preparation): string[] {
  const shareText = estEntiere(verdict.quotePart)
    ? []
    : [`  Quote-part : ${ecrireQuotePart(verdict)} (${verdict.cle})`];
  const parts = verdict.parts.map((part, rank) => {
    const centimes = montants[rank] as Montant;
    const where = [LIBELLES_PLACES[part.place], ...nommerLaCellule(part, libelles).map(({ nom }) => nom)].join(' · ');
    // Where an exact amount was written, the centimes beside it say the share.
    const writtenShare = part.partEcrite === undefined ? ecrirePartVentilee(part) : '';
    return `  ${formaterEuros(centimes).padStart(20)}  ${writtenShare.padStart(7)}  ${where}`;
  });
  return [
    `  Montant de la ligne : ${formaterEuros(montant)}`,
    ...(ligne.sens === 'recette' ? ['  Une recette : comptée à part, en face des dépenses, et dans aucun total.'] : []),
    ...shareText,
    ...parts,
    `  ${formaterEuros(montant).padStart(20)}  = total`,
  ];
}

const CHANCES = 100;

/** What memory suggests, in one line; of a line that is decided, nothing. */
function writeSuggestion({ rappel, examen }: ExamenDetaille, open: boolean): string[] {
  if (!open) return ['  Sans objet : la ligne est décidée.'];
  if (rappel.apprises.lignes === 0) return ['  Aucune : le dossier n’a pas de memoire/lignes-<exercice>.csv.'];
  const { suggestion } = examen;
  if (!suggestion) return ['  Aucune : rien d’assez proche dans les lignes décidées des années passées.'];
  return [`  ${suggestion.conclusion === 'internationale' ? 'Oui' : 'Non'}, ${suggestion.motif}.`];
}

/** The goals of lines alike, of a line that has none. */
function writeGoals(suggested: string | undefined): string[] {
  return suggested === undefined ? [] : [`  Objectif : ${suggested}.`];
}

/** Every count behind a suggestion, so that its points can be worked out again by hand. */
function writeEvidence(detail: ExamenDetaille): string[] {
  const { rappel, pointsDesSignaux, signaux, examen } = detail;
  const { apprises, taux } = rappel;
  const baseRateText =
    apprises.lignes === 0
      ? 'sans mémoire'
      : `${tallyText(apprises)} ; b = (${apprises.internationales} + 1) / (${apprises.lignes} + 2) = ${countText(taux)}`;
  return [
    row(rappel.depart, 'départ', `une ligne sur vingt au plus ; ${baseRateText}`),
    row(pointsDesSignaux, 'signaux', `${accord(new Set(signaux.map(({ mot }) => mot)).size, 'mot')} de la référence`),
    ...rappel.indices.map(writeClue),
    row(examen.points, 'total', chances(examen.points)),
    '',
    '  Points d’un indice : arrondi de 10 × log10((I + k × a) / (N − I + k × (1 − a)) × (1 − b) / b), où N lignes décidées',
    '  l’ont, dont I internationales ; k est 2 pour un mot, 1 sinon ; a est le taux attendu : b, ou pour un signal',
    '  (I de sa famille + 3 × b) / (N de sa famille + 3). D’un mot jamais vu parlent ses parties, quatre lettres de suite (^ et $ :',
    '  son début et sa fin), par les lignes des mots qui les ont : la moitié de la moyenne des quatre plus fortes, sans sa fraction.',
    '  Comptent : le premier signal entier, les deux suivants pour moitié ; des mots, les deux qui parlent le plus pour et les deux',
    '  qui parlent le plus contre, jamais sous −15 en tout ; et tout le reste. Signaux de la référence : 3, 7 ou 12 points selon leur',
    '  poids, le premier entier, les deux suivants pour moitié. À force égale, dans l’ordre alphabétique.',
    '  La mémoire suggère oui à partir de 0 si un fait (bénéficiaire, programme et action, libellé) ou un signal parle pour,',
    '  non à partir de −10 si un fait parle contre ; entre les deux, rien. L’enjeu, qui ordonne la liste à arbitrer, est le',
    '  montant × la chance d’être internationale : 1 / (1 + 10^(−total / 10)), au millionième.',
  ];
}

function writeClue(clue: Indice): string {
  const { points, retenus, famille, parties, attendu, trait } = clue;
  const details = [
    tallyText(clue),
    ...(famille ? [`famille « ${trait.famille} » : ${tallyText(famille)}, a = ${countText(attendu)}`] : []),
    ...(parties ? [`ses parties : ${parties.map(partText).join(', ')}`] : []),
    ...(retenus === points
      ? []
      : [retenus === 0 ? `${sign(points)}, non retenu` : `${sign(points)}, retenu en partie`]),
  ];
  return row(retenus, ecrireTrait(trait), details.join(' ; '));
}

/** `« ^afr » 12 lignes, dont 10 internationales (+14)`. */
function partText(part: PartieDeMot): string {
  return `« ${part.partie} » ${tallyText(part)} (${sign(part.points)})`;
}

function row(points: number, name: string, detail: string): string {
  return `  ${sign(points).padStart(4)}  ${name.padEnd(28)}  ${detail}`;
}

function tallyText({ internationales, lignes }: Decompte): string {
  return lignes === 0 ? 'jamais vu' : `${accord(lignes, 'ligne')}, dont ${accord(internationales, 'internationale')}`;
}

function sign(points: number): string {
  return points > 0 ? `+${points}` : `${points}`.replace('-', '−');
}

function countText(rate: number): string {
  return rate.toFixed(4).replace('.', ',');
}

/** The chance that points stand for, in words: never none, never all. */
function chances(points: number): string {
  const count = Math.round(CHANCES / (1 + 10 ** (-points / 10)));
  if (count < 1) return `moins d’une chance sur ${CHANCES}`;
  if (count >= CHANCES) return `plus de ${CHANCES - 1} chances sur ${CHANCES}`;
  return `${accord(count, 'chance')} sur ${CHANCES}`;
}

const SIGNAL_KINDS: Readonly<Record<GenreSignal, string>> = {
  pays: 'pays',
  gentilé: 'gentilé',
  lieu: 'lieu',
  aire: 'partie du monde',
  programme: 'programme',
  reseau: 'réseau ou organisme public',
  organisation: 'organisation non gouvernementale',
  mot: 'mot du métier',
};

/** The signals of a line, those set aside with what they really are, and what they come to, for a terminal. */
function writeSignals({ signaux, ecartes, pointsDesSignaux }: ExamenDetaille): string[] {
  const keptTexts = signaux.map((signal) => `  ${writeSignal(signal)}, poids ${signal.poids}`);
  const asideTexts = ecartes.map(
    (signal) => `  ${writeSignal(signal)}, écarté : faux ami « ${typeset(signal.fauxAmi)} », ${typeset(signal.motif)}`,
  );
  if (keptTexts.length === 0) return ['  Aucun.', ...asideTexts];
  return [...keptTexts, `  Ensemble : ${pointsDesSignaux} points`, ...asideTexts];
}

/** The reference tables are written with the apostrophe of keyboards. */
function typeset(text: string): string {
  return text.replaceAll("'", '’');
}

function writeSignal({ mot, texte, champ, position, genre, pays }: Signal): string {
  const written = texte === mot ? '' : ` écrit « ${texte} »`;
  const country = pays === '' ? '' : ` ${pays}`;
  return `« ${mot} »${written} dans « ${nommerChamp(champ)} », caractère ${position} (${SIGNAL_KINDS[genre]}${country})`;
}
