/** The rules of a sheet and of its tables, for `conformite-xlsx.ts`. */
import { type Element, enfant, enfants } from './arbre-xml.ts';
import { lettresDeColonne, rangDeColonne, readRange } from './plages-xlsx.ts';

/** What the cells of all sheets lean on. */
export interface Repere {
  readonly feuilles: readonly string[];
  readonly noms: readonly string[];
  readonly textes: readonly string[];
  /** How many looks of cells there are, and how many that conditions give. */
  readonly styles: number;
  readonly misesEnForme: number;
  /** The names of the columns of each table. */
  readonly tables: ReadonlyMap<string, readonly string[]>;
}

/** CT_Worksheet is a sequence: these elements, in this order, each at most once but for conditional formats. */
const ORDRE = (
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios ' +
  'autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations ' +
  'hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ' +
  'ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst'
).split(' ');
const FORMULE_MAX = 8192;
const FONCTIONS = new Set([
  'SUM',
  'ABS',
  'INDEX',
  'MATCH',
  'LEFT',
  'SUMIFS',
  'SUMPRODUCT',
  'COUNTIF',
  'COUNTIFS',
  'ROUND',
  'IF',
  'ISNUMBER',
  'SUBTOTAL',
  'OR',
  'AND',
  'COUNTA',
  'LOOKUP',
  'CHOOSE',
]);

type Cellules = ReadonlyMap<string, Element>;

export function fautesDeFeuille(nom: string, feuille: Element, tables: readonly Element[], repere: Repere): string[] {
  const cellules = new Map(
    enfants(enfant(feuille, 'sheetData'), 'row').flatMap(({ enfants: toutes }) =>
      toutes.map((cellule): [string, Element] => [cellule.attributs.r ?? '', cellule]),
    ),
  );
  return [
    ...fautesDOrdre(feuille),
    ...fautesDeRangees(feuille),
    ...[...cellules].flatMap(([adresse, cellule]) => fautesDeCellule(adresse, cellule, repere)),
    ...fautesDeColonnes(feuille),
    ...fautesDeSuite(feuille, repere),
    ...fautesDeTables(feuille, tables, cellules, repere),
  ].map((faute) => `${nom} : ${faute}`);
}

function fautesDOrdre({ enfants: elements }: Element): string[] {
  const fautes: string[] = [];
  let rang = -1;
  for (const { nom } of elements) {
    const suivant = ORDRE.indexOf(nom);
    if (suivant < 0) fautes.push(`élément inconnu ${nom}`);
    else if (suivant < rang || (suivant === rang && nom !== 'conditionalFormatting')) fautes.push(`${nom} mal placé`);
    rang = Math.max(rang, suivant);
  }
  return fautes;
}

function fautesDeRangees(feuille: Element): string[] {
  const fautes: string[] = [];
  let derniere = 0;
  for (const { attributs, enfants: cellules } of enfants(enfant(feuille, 'sheetData'), 'row')) {
    const rangee = Number(attributs.r);
    if (!(rangee > derniere && rangee <= 1_048_576)) fautes.push(`rangée ${attributs.r} mal placée`);
    if (Number(attributs.ht ?? 15) > 409) fautes.push(`rangée ${attributs.r} trop haute`);
    derniere = rangee;
    let colonne = 0;
    for (const {
      attributs: { r = '' },
    } of cellules) {
      const [, lettres = '', numero] = /^([A-Z]+)(\d+)$/.exec(r) ?? [];
      if (Number(numero) !== rangee || rangDeColonne(lettres) <= colonne) fautes.push(`cellule ${r} mal placée`);
      colonne = rangDeColonne(lettres);
    }
  }
  return fautes;
}

function fautesDeCellule(adresse: string, cellule: Element, repere: Repere): string[] {
  const { t = 'n', s = '0' } = cellule.attributs;
  const valeur = enfant(cellule, 'v')?.texte;
  const formule = enfant(cellule, 'f')?.texte;
  const fautes: string[] = [];
  if (!(Number(s) < repere.styles)) fautes.push(`style ${s} absent`);
  if (t === 's' && !(Number(valeur) < repere.textes.length)) fautes.push(`texte ${valeur} absent`);
  if (t === 'n' && valeur !== undefined && !Number.isFinite(Number(valeur))) fautes.push(`nombre ${valeur}`);
  if (!['n', 's', 'str', 'b', 'inlineStr'].includes(t)) fautes.push(`type ${t}`);
  if (cellule.enfants.some((element, rang) => ['f', 'v', 'is'].indexOf(element.nom) < rang && element.nom === 'f'))
    fautes.push('formule après sa valeur');
  if (formule !== undefined) {
    // Excel itself writes an empty text so.
    if (valeur === undefined || (valeur === '' && t !== 'str')) fautes.push('formule sans résultat');
    fautes.push(...fautesDeFormule(formule, repere));
  }
  return fautes.map((faute) => `${adresse} : ${faute}`);
}

/** A formula may call functions that are known, cells, names that are defined and columns of tables, and nothing else. */
export function fautesDeFormule(formule: string, { noms, tables, feuilles }: Repere): string[] {
  const fautes: string[] = [];
  if (formule.length > FORMULE_MAX) fautes.push('formule trop longue');
  if (formule.startsWith('=')) fautes.push('formule qui commence par =');
  const sansTextes = formule.replace(/"(?:[^"]|"")*"/g, '');
  const sansTables = sansTextes.replace(
    /([\p{L}_][\p{L}\p{N}_.]*)\[(?:\[#This Row\],\[([^[\]#'@]+)\]|([^[\]#'@]+))\]/gu,
    (_, table: string, ici?: string, colonne?: string) => {
      if (!tables.get(table)?.includes(ici ?? colonne ?? '')) fautes.push(`${table}[${ici ?? colonne}] n’existe pas`);
      return '';
    },
  );
  const sansFeuilles = sansTables.replace(/'((?:[^']|'')+)'!/g, (_, feuille: string) => {
    if (!feuilles.includes(feuille)) fautes.push(`feuille ${feuille} absente`);
    return '';
  });
  for (const [mot] of sansFeuilles.matchAll(/[\p{L}_$][\p{L}\p{N}_.$]*/gu))
    if (!FONCTIONS.has(mot) && !noms.includes(mot) && !readRange(mot)) fautes.push(`« ${mot} » n’est rien`);
  if (/[[\]{}#!]/.test(sansFeuilles)) fautes.push(`référence inconnue dans ${formule}`);
  let profondeur = 0;
  for (const caractere of sansFeuilles) {
    if (caractere === '(') profondeur += 1;
    else if (caractere === ')') profondeur -= 1;
    if (profondeur < 0) break;
  }
  if (profondeur !== 0) fautes.push('parenthèses mal fermées');
  return fautes;
}

function fautesDeColonnes(feuille: Element): string[] {
  const fautes: string[] = [];
  let derniere = 0;
  for (const { attributs } of enfants(enfant(feuille, 'cols'), 'col')) {
    const [min, max, largeur] = [Number(attributs.min), Number(attributs.max), Number(attributs.width)];
    if (!(min > derniere && max >= min && max <= 16_384)) fautes.push(`colonnes ${min} à ${max} mal placées`);
    if (!(largeur > 0 && largeur <= 255)) fautes.push(`largeur ${largeur}`);
    derniere = max;
  }
  return fautes;
}

function fautesDeSuite(feuille: Element, repere: Repere): string[] {
  const fautes: string[] = [];
  const exiger = (references: string | undefined, quoi: string) => {
    for (const reference of (references ?? '').split(' '))
      if (!readRange(reference)) fautes.push(`${quoi} : cellules ${reference}`);
  };
  if (enfant(feuille, 'mergeCells')) fautes.push('cellules fusionnées');
  const filtre = enfant(feuille, 'autoFilter');
  if (filtre) exiger(filtre.attributs.ref, 'filtre');
  const regles = enfants(feuille, 'conditionalFormatting');
  for (const { attributs } of regles) exiger(attributs.sqref, 'mise en forme');
  const priorites = regles.flatMap(({ enfants: liste }) => liste.map(({ attributs }) => attributs.priority ?? ''));
  if (new Set(priorites).size !== priorites.length) fautes.push('deux mises en forme de même rang');
  for (const { attributs, enfants: dits } of regles.flatMap(({ enfants: liste }) => liste))
    if (attributs.type === 'dataBar') {
      const ecrits = dits.flatMap(({ enfants: liste }) => liste.map(({ nom }) => nom));
      if (ecrits.join(' ') !== 'cfvo cfvo color') fautes.push(`barres : ${ecrits.join(' ')}`);
    } else if (!(Number(attributs.dxfId) < repere.misesEnForme))
      fautes.push(`mise en forme ${attributs.dxfId} absente`);
  const validations = enfant(feuille, 'dataValidations');
  if (validations && Number(validations.attributs.count) !== validations.enfants.length)
    fautes.push('nombre de validations');
  for (const validation of validations?.enfants ?? []) {
    const { sqref, error = '', errorTitle = '', prompt = '', promptTitle = '' } = validation.attributs;
    exiger(sqref, 'validation');
    if (error.length > 255 || prompt.length > 255) fautes.push('message de validation trop long');
    if (errorTitle.length > 32 || promptTitle.length > 32) fautes.push('titre de validation trop long');
    if ((enfant(validation, 'formula1')?.texte.length ?? 0) > 255) fautes.push('condition de validation trop longue');
  }
  for (const { attributs } of enfant(feuille, 'hyperlinks')?.enfants ?? []) {
    exiger(attributs.ref, 'lien');
    const [, cible = '', cellule = ''] = /^'([^']+)'!(.+)$/.exec(attributs.location ?? '') ?? [];
    if (!repere.feuilles.includes(cible) || !readRange(cellule)) fautes.push(`lien vers ${attributs.location}`);
    if ((attributs.tooltip ?? '').length > 255) fautes.push('infobulle trop longue');
  }
  for (const { attributs } of enfant(feuille, 'ignoredErrors')?.enfants ?? []) exiger(attributs.sqref, 'tolérance');
  return fautes;
}

function fautesDeTables(feuille: Element, tables: readonly Element[], cellules: Cellules, repere: Repere): string[] {
  const parties = enfant(feuille, 'tableParts');
  const fautes =
    Number(parties?.attributs.count ?? 0) === tables.length && (parties?.enfants.length ?? 0) === tables.length
      ? []
      : ['nombre de tableaux'];
  if (tables.length > 0 && enfant(feuille, 'autoFilter')) fautes.push('un filtre par-dessus un tableau');
  for (const table of tables) {
    const { ref = '', displayName: nom = '' } = table.attributs;
    const plage = readRange(ref);
    const colonnes = enfants(enfant(table, 'tableColumns'), 'tableColumn');
    const titres = colonnes.map(({ attributs }) => attributs.name ?? '');
    if (!plage || plage.bas <= plage.haut) fautes.push(`${nom} : ${ref}, sans rangée`);
    else {
      if (plage.droite - plage.gauche + 1 !== colonnes.length) fautes.push(`${nom} : ${colonnes.length} colonnes`);
      for (const [rang, titre] of titres.entries()) {
        const cellule = cellules.get(`${lettresDeColonne(plage.gauche + rang)}${plage.haut}`);
        const lu = cellule?.attributs.t === 's' ? repere.textes[Number(enfant(cellule, 'v')?.texte)] : undefined;
        if (lu !== titre) fautes.push(`${nom} : « ${lu} » au-dessus de la colonne « ${titre} »`);
      }
    }
    if (Number(enfant(table, 'tableColumns')?.attributs.count) !== colonnes.length)
      fautes.push(`${nom} : compte de colonnes`);
    if (new Set(titres.map((titre) => titre.toLowerCase())).size !== titres.length)
      fautes.push(`${nom} : deux colonnes du même nom`);
    if (new Set(colonnes.map(({ attributs }) => attributs.id)).size !== titres.length)
      fautes.push(`${nom} : deux colonnes de même numéro`);
    if (enfant(table, 'autoFilter')?.attributs.ref !== ref) fautes.push(`${nom} : filtre d’une autre étendue`);
    for (const colonne of colonnes) {
      const formule = enfant(colonne, 'calculatedColumnFormula')?.texte;
      if (formule !== undefined) fautes.push(...fautesDeFormule(formule, repere).map((faute) => `${nom} : ${faute}`));
    }
  }
  return fautes;
}
