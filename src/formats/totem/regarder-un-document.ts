import type { Base } from '../../domain/argent/base.ts';
import { aDesFonctions, NORMES, type Norme, type Regime, type Vote, voteDe } from '../../domain/codes/normes.ts';
import { Constats } from '../../domain/constats/constat.ts';
import { accord, formaterEntier } from '../../domain/textes/format.ts';
import { citer } from '../../domain/textes/texte.ts';
import { UnreadableXml } from '../../files/xml/unreadable.ts';
import {
  type Avis,
  type CadreDonne,
  type CadrePropose,
  type ClePropre,
  type DitParLeDocument,
  DONNE,
  type FichierRegarde,
  type Refus,
} from '../regard.ts';
import { ETAPES, MONTANTS_TOTEM, type SorteDeDocument } from './document-budgetaire.ts';
import { type BudgetVu, type EnTeteVue, lireLEnTete } from './entete-vue.ts';
import { EN_MOTS, estAnnexe, normeDe, VOTES_DE_NATFONC, verifierBudget } from './verifier-budget.ts';

/**
 * Looks at a document of budgets: its fields are known beforehand, its head says the rest.
 * @throws the errors of the file system
 */
export async function regarderUnDocument(
  sorte: SorteDeDocument,
  chemin: string,
  donne: CadreDonne,
): Promise<FichierRegarde | Refus> {
  let vue: EnTeteVue;
  try {
    vue = await lireLEnTete(sorte, chemin);
  } catch (erreur) {
    if (!(erreur instanceof UnreadableXml)) throw erreur;
    return { code: 'E-XML', message: erreur.fault.message, remede: erreur.fault.remede };
  }
  const dit = ditParLeDocument(vue, chemin, donne);
  return { vus: [{ format: { genre: sorte.genre }, avis: new Map(), dessus: [], dit }], laissees: [] };
}

function ditParLeDocument(vue: EnTeteVue, chemin: string, donne: CadreDonne): DitParLeDocument {
  const [premier] = vue.budgets;
  const mention = (nom: string) => premier.get(nom) ?? '';
  const exercice = mention('Exer');
  const norme = NORMES.find((connue) => connue === normeDe(mention('Nomenclature')));
  const etape = ETAPES.get(mention('NatDec'));
  const base = etape?.genre === 'vote' ? 'cp_votes' : 'mandats';
  const vote = VOTES_DE_NATFONC.get(mention('NatFonc'));
  const dit = (quoi: string): Avis => ({ confiance: 'sûr', raisons: [`le document le dit : ${citer(quoi)}`] });
  const cadre: CadrePropose = {
    exercice: donne.exercice ?? exercice,
    norme: donne.norme ?? norme ?? 'M57',
    vote: donne.vote ?? vote ?? 'par_nature',
    base: donne.base ?? base,
    avis: new Map([
      ['exercice', donne.exercice === undefined ? dit(exercice) : DONNE],
      ['norme', donne.norme === undefined ? dit(mention('Nomenclature')) : DONNE],
      ['base', donne.base === undefined ? dit(etape?.nom ?? '') : DONNE],
    ]),
  };
  const annexe = estAnnexe((nom) => premier.get(nom));
  const aDire = norme !== undefined && norme !== cadre.norme && !(annexe && !aDesFonctions(norme));
  const sienne = aDire ? norme : undefined;
  const autreVote =
    !annexe && vote !== undefined && vote !== voteDe(sienne ?? cadre.norme, cadre.vote) ? vote : undefined;
  const attendu = { norme: sienne ?? cadre.norme, vote: autreVote ?? cadre.vote, fichier: chemin };
  const propres: readonly ClePropre[] = [
    ...(sienne === undefined ? [] : [propre('norme', sienne, `en ${sienne}`, `en ${cadre.norme}`)]),
    ...(autreVote === undefined ? [] : [propre('vote', autreVote, `voté ${EN_MOTS[autreVote]}`, EN_MOTS[cadre.vote])]),
  ];
  const empechement =
    direAutreDossier({ exercice, norme, base }, donne, sienne) ?? direRefus(vue.budgets, cadre, attendu);
  return {
    regard: direLeRegard(vue, etape?.nom ?? 'budget', vote),
    organisme: { titre: 'Organisme', ...dit(annexe ? mention('LibelleEtab') : vue.collectivite) },
    ...(empechement === undefined ? {} : { empechement }),
    ...(propres.length === 0 ? {} : { propres }),
    ...direSansMontant(vue, MONTANTS_TOTEM[cadre.base]),
    cadre,
  };
}

/** Lines without amount are set aside by a person; where all lack it, it is the document that is not the right one. */
function direSansMontant({ sansMontant, lignes }: EnTeteVue, colonne = ''): Pick<DitParLeDocument, 'sansMontant'> {
  const vides = sansMontant.get(colonne);
  if (vides === undefined || vides.lignes === lignes) return {};
  const raisons = [
    `${accord(vides.lignes, 'ligne')}, la première à la LigneBudget ${formaterEntier(vides.premiere)}`,
    'une ligne sans montant n’est pas à zéro : le document se redemande, ou elles sont écartées',
  ];
  return { sansMontant: { colonne, confiance: 'à confirmer', raisons } };
}

function propre(cle: ClePropre['cle'], valeur: string, sien: string, duDossier: string): ClePropre {
  return {
    cle,
    valeur,
    confiance: 'à confirmer',
    raisons: [
      `le document est ${sien}, le dossier ${duDossier} : gardez cette ligne si c’est un autre organisme, ou un budget à part`,
    ],
  };
}

function direLeRegard({ lignes, sousTotaux, collectivite, budgets }: EnTeteVue, etape: string, vote?: Vote): string {
  const sommes = sousTotaux === 0 ? '' : ` (et ${accord(sousTotaux, 'ligne')} de sous-total)`;
  const noms = budgets.map((budget) => budget.get('LibelleEtab') ?? '').join(', ');
  const plusieurs = budgets.length === 1 ? '' : `${accord(budgets.length, 'budget')} : `;
  return `${accord(lignes, 'ligne')}${sommes} de ${etape}${vote === undefined ? '' : ` voté ${EN_MOTS[vote]}`}, ${collectivite}, ${plusieurs}${noms}`;
}

/** Where the document and the dossier are not of the same year or base, in a sentence. */
function direAutreDossier(
  document: { readonly exercice: string; readonly norme: Norme | undefined; readonly base: Base },
  donne: CadreDonne,
  sienne: Norme | undefined,
): string | undefined {
  const autre = <T>(dit: T | undefined, voulu: T | undefined) =>
    dit !== undefined && voulu !== undefined && dit !== voulu;
  const autreExercice = document.exercice !== '' && autre(document.exercice, donne.exercice);
  const autreBase = autre(document.base, donne.base);
  if (!autreExercice && !autreBase) return undefined;
  const dossier = [
    ...(donne.exercice === undefined ? [] : [`de ${donne.exercice}`]),
    ...(sienne === undefined || donne.norme === undefined ? [] : [`en ${donne.norme}`]),
    ...(autreBase ? [`en ${donne.base}`] : []),
  ];
  const sien = [
    ...(document.exercice === '' ? [] : [`de ${document.exercice}`]),
    ...(document.norme === undefined ? [] : [`en ${document.norme}`]),
  ];
  return `ce document est ${sien.join(', ')}, et ne donne que ${document.base} : il n’entre pas dans ce dossier ${dossier.join(', ')}. Demandez le document qui convient, ou préparez un dossier à part.`;
}

/** What the reading of the document would refuse of its budgets: the first error, and what to do. */
function direRefus(
  budgets: readonly BudgetVu[],
  { exercice, base }: CadrePropose,
  { norme, vote, fichier }: Regime & { readonly fichier: string },
): string | undefined {
  const nullePart = { ligne: 0, colonne: 0, extrait: { texte: '', debut: 0, fin: 0 } };
  const attendu = { fichier, exercice, norme, base, vote: voteDe(norme, vote), montant: MONTANTS_TOTEM[base] ?? '' };
  const constats = new Constats();
  for (const budget of budgets) {
    const mentions = new Map([...budget].map(([nom, valeur]) => [nom, { valeur, place: nullePart }]));
    verifierBudget(mentions, nullePart, attendu, constats);
  }
  const refus = constats.liste.find(({ code }) => code.startsWith('E-'));
  return refus && `${refus.message}. ${refus.remede ?? ''}`;
}
