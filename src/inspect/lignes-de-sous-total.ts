import {
  PiedsDeSousTotaux,
  PreuveDeSousTotaux,
  type SousTotal,
  TetesDeSousTotaux,
} from '../domain/lignes/sous-totaux.ts';
import { accord, formaterEntier } from '../domain/textes/format.ts';
import { commenceParTotal, debutDeDetail } from '../domain/textes/lexique.ts';
import { citer } from '../domain/textes/texte.ts';
import { conditionExacte, direDeTrop } from './condition-exacte.ts';
import { direLesEuros } from './dire-les-euros.ts';
import type { RangeeVue } from './echantillon.ts';
import type { EcartPropose } from './proposition.ts';
import { estNommable, luAvecSens, montantLu, sensLu, type Vue, type VueRestante } from './vue-des-rangees.ts';

/** Beyond, one condition for each row would fill the block. */
const CONDITIONS_MAX = 60;
const CHIFFRE = /\d/;

interface RangeeAMontant {
  readonly ligne: RangeeVue;
  readonly montant: number;
  readonly sens: string | undefined;
}

/**
 * The rows that sum up, to the cent, those just after them or just before that have more codes, whatever they are called; one
 * that says its sense, those of that sense.
 */
export function trouverLesSousTotaux(vue: Vue): ReadonlySet<RangeeVue> {
  if (vue.codes.length === 0 || vue.mesure === undefined) return new Set();
  const lignes = vue.lignes.flatMap((ligne): RangeeAMontant[] => {
    const lu = montantLu(ligne, vue);
    return lu === undefined || ligne.genre === 'titres' || ligne.champs.some(estAPart)
      ? []
      : [{ ligne, montant: Number(lu), sens: sensLu(ligne, vue) }];
  });
  if (lignes.every(({ sens }) => sens === undefined)) return sommesParCodes(lignes, vue);
  const sansSens = lignes.filter(({ sens }) => sens === undefined).map(({ ligne }) => ligne);
  const trouvees = new Set<RangeeVue>();
  for (const [un, autre] of [
    ['depense', 'recette'],
    ['recette', 'depense'],
  ]) {
    for (const ligne of sommesParCodes(
      lignes.filter(({ sens }) => sens === un),
      vue,
    ))
      trouvees.add(ligne);
    const avecCeuxSans =
      sansSens.length === 0
        ? new Set()
        : sommesParCodes(
            lignes.filter(({ sens }) => sens !== autre),
            vue,
          );
    for (const ligne of sansSens) if (avecCeuxSans.has(ligne)) trouvees.add(ligne);
  }
  const ensemble = sansSens.length === 0 ? new Set() : sommesParCodes(lignes, vue);
  for (const ligne of sansSens) if (ensemble.has(ligne)) trouvees.add(ligne);
  return trouvees;
}

function sommesParCodes(lignes: readonly RangeeAMontant[], vue: Vue): ReadonlySet<RangeeVue> {
  const codes = codesReportes(lignes, vue);
  const chercher = (
    Sens: typeof TetesDeSousTotaux<number> | typeof PiedsDeSousTotaux<number>,
    rangs: readonly number[],
  ) => {
    const preuve = new PreuveDeSousTotaux();
    const trouves: number[] = [];
    const sens = new Sens((trouve: SousTotal<number>) => {
      preuve.noter(trouve, lignes[trouve.ligne]?.montant ?? 0);
      trouves.push(trouve.ligne);
    });
    for (const rang of rangs) sens.ajouter(codes[rang] ?? [], lignes[rang]?.montant ?? 0, rang);
    if (sens instanceof TetesDeSousTotaux) sens.fin();
    return preuve.faite ? trouves : [];
  };
  const tous = [...lignes.keys()];
  const enTete = chercher(TetesDeSousTotaux, tous);
  const auPied = chercher(PiedsDeSousTotaux, tous);
  const premiers = enTete.length >= auPied.length ? enTete : auPied;
  // The total of the file ends what heads of groups begin, or heads what their feet end.
  const pris = new Set(premiers);
  const seconds = chercher(
    premiers === enTete ? PiedsDeSousTotaux : TetesDeSousTotaux,
    tous.filter((rang) => !pris.has(rang)),
  );
  return new Set([...premiers, ...seconds].flatMap((rang) => lignes[rang]?.ligne ?? []));
}

/** Rows that say what they are: they sum up nothing, or are found by their word. */
function estAPart(champ: string): boolean {
  return commenceParTotal(champ) || debutDeDetail(champ) !== undefined;
}

/** The codes of each row, those that are written once a group carried down; a word among codes is none. */
function codesReportes(
  lignes: readonly { readonly ligne: RangeeVue }[],
  { codes, groupes }: Vue,
): readonly (readonly string[])[] {
  const reportes = new Map<number, string>();
  return lignes.map(({ ligne: { champs } }) =>
    codes.map(({ rang }) => {
      const champ = champs[rang] ?? '';
      const code = CHIFFRE.test(champ) ? champ : '';
      if (!groupes.includes(rang)) return code;
      if (code !== '') reportes.set(rang, code);
      return reportes.get(rang) ?? '';
    }),
  );
}

/** The rows that sum up others by their codes, under a column of codes that they alone leave empty, or row by row. */
export function lignesDeSousTotal(vue: VueRestante): EcartPropose[] {
  const { restantes, titres, codes, groupes, sousTotaux } = vue;
  const lignes = restantes.filter((ligne) => sousTotaux.has(ligne));
  if (lignes.length === 0) return [];
  const vide = codes.find(
    ({ rang, titre }) =>
      !groupes.includes(rang) &&
      estNommable(titre, titres) &&
      restantes.every((ligne) => ((ligne.champs[rang] ?? '') === '') === sousTotaux.has(ligne)),
  );
  if (vide !== undefined)
    return [direLesSousTotaux({ colonne: vide.titre, attente: { type: 'absent' } }, lignes, vue, 0)];
  return parTexte(lignes, vue).map(({ memes, colonne }) => {
    const { condition, deTrop } = conditionExacte(colonne, undefined, memes, vue);
    return direLesSousTotaux(condition, memes, vue, deTrop);
  });
}

/** Rows of one text, in their first column of words that can be named. */
function parTexte(lignes: readonly RangeeVue[], { titres, codes, montants, sens }: VueRestante) {
  const sansMots = new Set([...codes, ...montants, ...(sens === undefined ? [] : [sens])].map(({ rang }) => rang));
  const lots = new Map<string, { readonly colonne: string; readonly memes: RangeeVue[] }>();
  for (const ligne of lignes) {
    const rang = ligne.champs.findIndex(
      (champ, colonne) => champ !== '' && !sansMots.has(colonne) && estNommable(titres[colonne] ?? '', titres),
    );
    const colonne = titres[rang];
    if (colonne === undefined) continue;
    const cle = `${rang} ${ligne.champs[rang]}`;
    const deja = lots.get(cle);
    if (deja !== undefined) deja.memes.push(ligne);
    else if (lots.size < CONDITIONS_MAX) lots.set(cle, { colonne, memes: [ligne] });
  }
  return [...lots.values()];
}

function direLesSousTotaux(
  condition: Pick<EcartPropose, 'colonne' | 'attente' | 'vide'>,
  lignes: readonly RangeeVue[],
  vue: VueRestante,
  deTrop: number,
): EcartPropose {
  const [premiere] = lignes;
  const dite =
    premiere?.champs.find((champ, rang) => champ !== '' && rang !== vue.sens?.rang && !CHIFFRE.test(champ)) ?? '';
  return {
    ...condition,
    motif: 'Sous-total qui répète d’autres lignes du fichier',
    confiance: 'à confirmer',
    raisons: [
      `${accord(lignes.length, 'ligne')}, ${direLesEuros(lignes.map((ligne) => luAvecSens(ligne, vue)))}, la première à la ligne ${formaterEntier(premiere?.numero ?? 0)}${dite === '' ? '' : ` : ${citer(dite)}`}`,
      lignes.length === 1
        ? 'elle a moins de codes que ses voisines, et fait leur somme au centime'
        : 'chacune a moins de codes que ses voisines, et fait leur somme au centime',
      ...direDeTrop(deTrop),
    ],
  };
}
