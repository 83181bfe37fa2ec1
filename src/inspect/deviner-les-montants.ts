import { BASES, type Base } from '../domain/argent/base.ts';
import { lireMontant } from '../domain/argent/montant.ts';
import { accord } from '../domain/textes/format.ts';
import { commenceParTotal } from '../domain/textes/lexique.ts';
import { citer } from '../domain/textes/texte.ts';
import type { Avis, Rangee } from '../formats/regard.ts';
import type { Attribution } from './attribuer-les-colonnes.ts';
import type { Profil } from './profil.ts';
import type { MontantPropose, MontantsNommesProposes } from './proposition.ts';
import { baseNommeePar } from './reconnaitre-les-mots.ts';
import { cleDeTitre, MONTANT_SANS_BASE, motsDuTitre, roleDeBase, TITRES_USUELS } from './titres-usuels.ts';

export interface MontantsVus {
  readonly montants: readonly MontantPropose[];
  readonly nommes?: MontantsNommesProposes;
  /** Columns of amounts that serve for nothing, by rank, and why. */
  readonly laisses: ReadonlyMap<number, string>;
  /** A column of totals that another one details, where rows have either. */
  readonly total?: { readonly total: Profil; readonly detail: Profil; readonly sommesEgales: boolean };
}

const SENS_DES_COLONNES = [
  ['depense', 'recette'],
  ['depenses', 'recettes'],
  ['charges', 'produits'],
  ['debit', 'credit'],
] as const;

export function devinerLesMontants(
  profils: readonly Profil[],
  attributions: readonly Attribution[],
  lignes: readonly Rangee[],
  baseVoulue: Base | undefined,
): MontantsVus {
  const deMontants = profils.filter(
    ({ rang, vues, montants, decimales }) =>
      vues > 0 &&
      montants >= vues * 0.95 &&
      (decimales[','] + decimales['.'] > 0 ||
        attributions.some((autre) => autre.profil.rang === rang && autre.role.startsWith('montants'))) &&
      !attributions.some((autre) => autre.profil.rang === rang && !autre.role.startsWith('montants')),
  );
  const paires = pairesDeSens(deMontants, baseVoulue);
  if (paires.length > 0) {
    const prises = new Set(paires.flatMap(({ rangs }) => rangs));
    return {
      montants: paires.map(({ propose }) => propose),
      laisses: new Map(
        deMontants.filter(({ rang }) => !prises.has(rang)).map(({ rang }) => [rang, 'd’autres montants']),
      ),
    };
  }
  const bases = BASES.flatMap((base) =>
    attributions
      .filter(({ role, profil }) => role === roleDeBase(base) && (profil.vues > 0 || lignes.length === 0))
      .map((vue) => ({ base, vue })),
  );
  const sansBase = attributions
    .filter(({ role, profil }) => role === MONTANT_SANS_BASE && (profil.vues > 0 || lignes.length === 0))
    .map(({ profil }) => profil);
  const pris = new Set(bases.map(({ vue }) => vue.profil.rang));
  const restants = deMontants.filter(({ rang }) => !pris.has(rang));
  if (bases.length > 0)
    return {
      montants: bases.map(({ base, vue }) => proposer(base, vue)),
      laisses: new Map(
        [...restants, ...sansBase].map(({ rang }) => [
          rang,
          'des montants, mais de quelle base ? dites-le sous montants',
        ]),
      ),
    };
  return sansBaseDite(
    sansBase.length > 0 ? sansBase : restants.slice(0, 1),
    restants,
    profils,
    attributions,
    lignes,
    baseVoulue,
  );
}

function proposer(base: Base, { profil, titre, contenu }: Attribution): MontantPropose {
  const sur = titre === 'exact' && contenu.note > 0;
  return {
    base,
    colonnes: { montant: profil.titre },
    confiance: sur ? 'sûr' : 'à confirmer',
    raisons: [
      titre === 'exact' ? 'titre usuel' : 'le titre le laisse penser',
      ...(contenu.raison === '' ? [] : [contenu.raison]),
    ],
  };
}

function sansBaseDite(
  generiques: readonly Profil[],
  restants: readonly Profil[],
  profils: readonly Profil[],
  attributions: readonly Attribution[],
  lignes: readonly Rangee[],
  baseVoulue: Base | undefined,
): MontantsVus {
  const total = totalEtDetail(generiques, lignes);
  const choisi = total?.detail ?? generiques[0];
  if (choisi === undefined) return { montants: [], laisses: new Map() };
  const laisses = new Map(
    [...generiques, ...restants]
      .filter(({ rang }) => rang !== choisi.rang)
      .map(({ rang }) => [
        rang,
        rang === total?.total.rang ? 'des totaux, que l’autre colonne détaille' : 'd’autres montants',
      ]),
  );
  const nommes = nommerBases(choisi, profils, attributions);
  if (nommes !== undefined) return { montants: [], nommes, laisses };
  const base = baseVoulue ?? 'engagements';
  return {
    montants: [
      {
        base,
        colonnes: { montant: choisi.titre },
        confiance: 'à confirmer',
        raisons: ['le titre ne dit pas de quelle base sont ces montants'],
      },
    ],
    laisses,
    ...(total === undefined ? {} : { total }),
  };
}

/** Two columns of which each row has one at the most: totals, and what details them. */
function totalEtDetail(generiques: readonly Profil[], toutes: readonly Rangee[]): MontantsVus['total'] {
  const [gauche, droite] = generiques;
  if (generiques.length !== 2 || gauche === undefined || droite === undefined) return undefined;
  const rempli = ({ champs }: Rangee, { rang }: Profil) => (champs[rang] ?? '') !== '';
  const lignes = toutes.filter(({ champs }) => !champs.some(commenceParTotal));
  if (lignes.some((ligne) => rempli(ligne, gauche) && rempli(ligne, droite))) return undefined;
  const nombre = (profil: Profil) => lignes.filter((ligne) => rempli(ligne, profil)).length;
  const [total, detail] = nombre(gauche) <= nombre(droite) ? [gauche, droite] : [droite, gauche];
  const somme = ({ rang }: Profil) =>
    lignes.reduce((cumul, { champs }) => {
      const lu = lireMontant(champs[rang] ?? '');
      return lu.etat === 'lu' ? cumul + BigInt(lu.montant) : cumul;
    }, 0n);
  return { total, detail, sommesEgales: somme(total) === somme(detail) };
}

/** A column whose values name the base of the amount beside. */
function nommerBases(
  montant: Profil,
  profils: readonly Profil[],
  attributions: readonly Attribution[],
): MontantsNommesProposes | undefined {
  for (const { rang, titre, valeurs } of profils) {
    if (rang === montant.rang || valeurs === undefined || valeurs.size < 1 || valeurs.size > 12) continue;
    if (attributions.some(({ profil, titre: accord }) => profil.rang === rang && accord === 'exact')) continue;
    const mots = [...valeurs.keys()].map((mot) => [mot, baseNommeePar(mot) ?? 'aucune'] as const);
    const reconnus = mots.filter(([, base]) => base !== 'aucune').length;
    if (reconnus < 2 && reconnus < mots.length) continue;
    const inconnus = mots.filter(([, base]) => base === 'aucune').map(([mot]) => citer(mot));
    return {
      colonne: montant.titre,
      base: titre,
      mots,
      confiance: 'à confirmer',
      raisons: [
        'une colonne nomme la base de chaque montant',
        ...(inconnus.length > 0 ? [`que veut dire ${inconnus.join(', ')} ? « aucune » en écarte les lignes`] : []),
      ],
    };
  }
  return undefined;
}

/** Two columns of one base, one for expenses and one for income. */
function pairesDeSens(profils: readonly Profil[], baseVoulue: Base | undefined) {
  const libres = new Map(profils.map((profil) => [cleDeTitre(profil.titre), profil]));
  const vues = new Set<Base>();
  return [...libres].flatMap(([cle, depense]) => {
    for (const [motDepense, motRecette] of SENS_DES_COLONNES) {
      if (!cle.split(' ').includes(motDepense)) continue;
      const recette =
        libres.get(cle.replace(motDepense, motRecette)) ??
        libres.get(cle.replace(motDepense, motRecette).replace(/ees\b/, 'es'));
      if (recette === undefined) continue;
      const reste = cle.replace(motDepense, '').trim();
      const dite = baseDuTitre(reste);
      const base = dite ?? baseVoulue ?? 'engagements';
      if (vues.has(base)) continue;
      vues.add(base);
      const propose: MontantPropose = {
        base,
        colonnes: { depense: depense.titre, recette: recette.titre },
        confiance: dite === undefined ? 'à confirmer' : 'sûr',
        raisons: [
          'une colonne de dépenses et une de recettes',
          ...(dite === undefined ? ['les titres ne disent pas de quelle base'] : []),
        ],
      };
      return [{ propose, rangs: [depense.rang, recette.rang] }];
    }
    return [];
  });
}

function baseDuTitre(reste: string): Base | undefined {
  const formes = [reste, reste.replace(/ees\b/, 'e'), reste.replace(/es\b/, 'e'), reste.replace(/s\b/, '')];
  return BASES.find((base) => (TITRES_USUELS[roleDeBase(base)] ?? []).some((usuel) => formes.includes(usuel)));
}

/** The decimal mark of a file and how sure it is; what its amounts do that is never read. */
interface MarqueVue extends Avis {
  readonly decimale: ',' | '.';
}

/** Decides the decimal mark by the cells of the columns of amounts. */
export function devinerLaDecimale(profils: readonly Profil[], separateur: string): MarqueVue {
  const compter = (marque: ',' | '.') => profils.reduce((somme, { decimales }) => somme + decimales[marque], 0);
  const virgules = compter(',');
  const points = compter('.');
  const etrangers = profils.reduce((somme, { milliersEtrangers }) => somme + milliersEtrangers, 0);
  const exemple = (marque: ',' | '.') =>
    profils.flatMap(({ exemples }) => exemples).find((cellule) => cellule.includes(marque)) ?? '';
  const milliers =
    etrangers === 0
      ? direEspaces(profils)
      : [
          `${accord(etrangers, 'montant')} séparent leurs milliers par un point ou une virgule : jaune ne les lit pas, redemandez le fichier.`,
        ];
  if (virgules === 0 && points === 0)
    return {
      decimale: separateur === ',' ? '.' : ',',
      confiance: 'à confirmer',
      raisons: ['rien ne tranche, aucun montant n’a de centimes.', ...milliers],
    };
  const decimale = virgules >= points ? ',' : '.';
  const siens = Math.max(virgules, points);
  const autres = Math.min(virgules, points);
  return {
    decimale,
    confiance: autres === 0 && etrangers === 0 ? 'sûr' : 'à confirmer',
    raisons: [
      `« ${decimale} » dans ${accord(siens, 'montant')}, « ${decimale === ',' ? '.' : ','} » dans ${autres === 0 ? 'aucun' : accord(autres, 'montant')} (${exemple(decimale)}).`,
      ...milliers,
    ],
  };
}

const ESPACES: ReadonlyMap<string, string> = new Map([
  [' ', 'ordinaire'],
  ['\u00a0', 'insécable'],
  ['\u202f', 'fine insécable'],
  ['\u2009', 'fine'],
]);

function direEspaces(profils: readonly Profil[]): string[] {
  const vues = new Set(profils.flatMap(({ espaces }) => [...espaces]));
  const dites = [...ESPACES].flatMap(([espace, nom]) => (vues.has(espace) ? [nom] : []));
  return dites.length === 0 ? [] : [`milliers séparés par une espace ${dites.join(' ou ')}.`];
}

/** The unit that titles and the lines above them name; nothing when they name none. */
export function devinerLUnite(
  textes: readonly string[],
): { readonly unite: 'milliers' | 'millions'; readonly dit: string } | undefined {
  for (const texte of textes) {
    const mots = motsDuTitre(texte);
    if (mots.some((mot) => ['k€', 'keur', 'milliers'].includes(mot)) || /\bK€|\bk€/.test(texte))
      return { unite: 'milliers', dit: texte };
    if (mots.some((mot) => ['m€', 'meur', 'millions'].includes(mot))) return { unite: 'millions', dit: texte };
  }
  return undefined;
}
