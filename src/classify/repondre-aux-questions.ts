import { ecrirePart, estLeTout, type Part } from '../domain/argent/part.ts';
import type { LigneBudgetaire } from '../domain/lignes/ligne-budgetaire.ts';
import type { PartDeDimension, SourcesDesValeurs } from '../domain/verdict/dimension.ts';
import { DIMENSIONS_ENSEMBLE, type Dimension, dimensionDecrite } from '../domain/verdict/dimensions.ts';
import { ecrireRattachement, type Flux, type Rattachement } from '../domain/verdict/flux.ts';
import type { Auteur, Question, Reponse } from '../domain/verdict/verdict.ts';
import type { Decision } from './decisions/decision.ts';
import { partsDecidees } from './decisions/ventilation-decidee.ts';
import type { Conclusion, Regle } from './regles/regle.ts';
import type { Ventilation } from './ventilation.ts';

/** What speaks of a line: the rules that conclude on it, in order, the decision, what it says itself. */
export interface Indices {
  readonly regles: readonly Regle[];
  readonly decision: Decision | undefined;
  readonly ligne: LigneBudgetaire;
  readonly valeurs: SourcesDesValeurs;
}

const DEFAUT: Auteur = { type: 'defaut' };

/** What was answered to « does it belong? », and the flow that was named. */
export interface ReponseDePerimetre extends Reponse {
  readonly exclue: boolean;
  readonly flux?: Flux;
}

/** Does the line belong at all? A line belongs unless something says otherwise. */
export function repondrePerimetre(indices: Indices): ReponseDePerimetre {
  const concluantes = concluant(indices.regles, 'perimetre');
  const { decision } = indices;
  if (decision)
    return {
      ...parDecision('perimetre', decision.place === 'exclue' ? 'exclue' : 'incluse', decision, concluantes),
      exclue: decision.place === 'exclue',
      ...(decision.flux && { flux: decision.flux }),
    };
  const [gagnante] = concluantes;
  if (!gagnante)
    return {
      question: 'perimetre',
      conclusion: 'incluse',
      auteur: DEFAUT,
      motif: 'Aucune règle ne l’exclut.',
      autres: [],
      exclue: false,
    };
  const { exclue, flux } = gagnante.conclusion;
  return { ...parRegle('perimetre', concluantes), exclue, ...(flux && { flux }) };
}

/** What was answered to « is it international, and for what share? ». `part` is `undefined` for « no ». */
export interface ReponseInternationale extends Reponse {
  readonly part: Part | undefined;
  readonly cle: string;
}

/** Is it international? `undefined` when no person and no rule says anything. */
export function repondreInternational({ regles, decision }: Indices): ReponseInternationale | undefined {
  const concluantes = concluant(regles, 'international');
  if (decision && decision.place !== 'exclue' && decision.place !== 'incluse') {
    const oui = decision.place !== 'non_internationale';
    const { quotePart, cle } = decision;
    const conclusion = !oui
      ? 'non internationale'
      : estLeTout(quotePart)
        ? 'internationale'
        : `internationale à ${ecrirePart(quotePart)}`;
    return {
      ...parDecision('international', conclusion, decision, concluantes),
      part: oui ? quotePart : undefined,
      cle: oui ? cle : '',
    };
  }
  const [gagnante] = concluantes;
  if (!gagnante) return undefined;
  const { part, cle } = gagnante.conclusion;
  return { ...parRegle('international', concluantes), part, cle };
}

/** Is it exceptional, to be shown outside every total? An operation is ordinary unless something says otherwise. */
export function repondreExceptionnel({ regles, decision }: Indices): Reponse & { readonly exceptionnelle: boolean } {
  const concluantes = concluant(regles, 'exceptionnel');
  if (decision && decision.place !== 'incluse') {
    const exceptionnelle = decision.place === 'exceptionnelle';
    const conclusion = exceptionnelle ? 'exceptionnelle' : 'ordinaire';
    return { ...parDecision('exceptionnel', conclusion, decision, concluantes), exceptionnelle };
  }
  const [gagnante] = concluantes;
  if (!gagnante)
    return {
      question: 'exceptionnel',
      conclusion: 'ordinaire',
      auteur: DEFAUT,
      motif: 'Aucune règle ne la dit exceptionnelle.',
      autres: [],
      exceptionnelle: false,
    };
  return { ...parRegle('exceptionnel', concluantes), exceptionnelle: gagnante.conclusion.exceptionnelle };
}

/** Where does it go? Dimension by dimension: the decision, else the first rule, else what the line says, as the country that it names. */
export function repondreVentilation(indices: Indices): {
  readonly ventilation: Ventilation;
  readonly reponses: readonly Reponse[];
} {
  const concluantes = concluant(indices.regles, 'ventilation');
  const ventilation = new Map<Dimension, readonly PartDeDimension[]>();
  const reponses: Reponse[] = [];
  const noter = (dimension: Dimension, parts: readonly PartDeDimension[], reponse: Omit<Reponse, 'conclusion'>) => {
    ventilation.set(dimension, parts);
    reponses.push({ ...reponse, conclusion: ecrireParts(dimension, parts, indices.valeurs) });
  };
  for (const groupe of DIMENSIONS_ENSEMBLE) {
    const parlent = concluantes.filter((regle) =>
      groupe.some((dimension) => regle.conclusion.dimensions.has(dimension)),
    );
    const autres = parlent.map(({ citee }) => citee);
    const { decision } = indices;
    const decidee = groupe.find((dimension) => decision?.dimensions.has(dimension));
    const [gagnante] = parlent;
    const dimension = groupe.find((element) => gagnante?.conclusion.dimensions.has(element));
    if (decision && decidee) {
      noter(decidee, partsDecidees(decidee, decision.dimensions.get(decidee) ?? ''), {
        ...parDecision('ventilation', '', decision, parlent),
        dimension: decidee,
      });
    } else if (gagnante && dimension) {
      const auteur: Auteur = { type: 'regle', regle: gagnante.citee };
      const parts = gagnante.conclusion.dimensions.get(dimension) ?? [];
      noter(dimension, parts, {
        question: 'ventilation',
        dimension,
        auteur,
        motif: gagnante.citee.motif,
        autres: autres.slice(1),
      });
    } else {
      const [premiere] = groupe;
      const recue = premiere && dimensionDecrite(premiere).recue?.(indices.ligne, indices.valeurs);
      if (premiere === undefined || recue === undefined) continue;
      noter(premiere, recue.parts, {
        question: 'ventilation',
        dimension: premiere,
        auteur: { type: 'source' },
        motif: recue.motif,
        autres,
      });
    }
  }
  return { ventilation, reponses };
}

/** To what is it tied? Operation and gross or net apart: the decision, else the first rule that says so. */
export function repondreRattachement({ regles, decision }: Indices): {
  readonly rattachement?: Rattachement;
  readonly reponses: readonly Reponse[];
} {
  const concluantes = concluant(regles, 'rattachement');
  const rattachement: { operation: string; montantEst: Rattachement['montantEst'] } = { operation: '', montantEst: '' };
  const reponses: Reponse[] = [];
  for (const lien of ['operation', 'montantEst'] as const) {
    const parlent = concluantes.filter(({ conclusion }) => conclusion.rattachement[lien] !== '');
    const [gagnante] = parlent;
    const decide = decision?.rattachement?.[lien];
    const dit = decide || gagnante?.conclusion.rattachement[lien];
    if (!dit) continue;
    Object.assign(rattachement, { [lien]: dit });
    const conclusion = ecrireRattachement({ operation: '', montantEst: '', [lien]: dit });
    reponses.push(
      decision && decide
        ? parDecision('rattachement', conclusion, decision, parlent)
        : { ...parRegle('rattachement', parlent), conclusion },
    );
  }
  return reponses.length === 0 ? { reponses } : { rattachement, reponses };
}

type RegleSur<Q extends Question> = Regle & { readonly conclusion: Extract<Conclusion, { question: Q }> };

function concluant<Q extends Question>(regles: readonly Regle[], question: Q): RegleSur<Q>[] {
  return regles.filter((regle): regle is RegleSur<Q> => regle.conclusion.question === question);
}

function parRegle(question: Question, concluantes: readonly Regle[]): Reponse {
  const [gagnante, ...autres] = concluantes;
  if (!gagnante) throw new Error('une réponse par règle demande une règle');
  const { citee } = gagnante;
  return {
    question,
    conclusion: citee.conclusion,
    auteur: { type: 'regle', regle: citee },
    motif: citee.motif,
    autres: autres.map((autre) => autre.citee),
  };
}

function parDecision(
  question: Question,
  conclusion: string,
  decision: Decision,
  concluantes: readonly Regle[],
): Reponse {
  const { motif, auteur, date, lieu } = decision;
  return {
    question,
    conclusion,
    auteur: { type: 'decision', lieu: `${lieu.fichier}:${lieu.ligne}`, auteur, date },
    motif,
    autres: concluantes.map(({ citee }) => citee),
  };
}

function ecrireParts(dimension: Dimension, parts: readonly PartDeDimension[], valeurs: SourcesDesValeurs): string {
  const ecrites = parts.map(({ valeur, part }) => {
    const nom = dimensionDecrite(dimension).nommer(valeur, valeurs) ?? valeur;
    return estLeTout(part) ? nom : `${nom} ${ecrirePart(part)}`;
  });
  return `${dimension} : ${ecrites.join(', ')}`;
}
