/**
 * What ECMA-376 and Excel ask of a workbook and that its reader repairs, or refuses, when it is not so. Written from the rules,
 * without a line of the program that writes workbooks. Each fault is one sentence; a sound workbook has none.
 */
import { posix } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { type Element, enfant, enfants, lireArbre } from './arbre-xml.ts';
import { fautesDeFeuille, fautesDeFormule, type Repere } from './conformite-feuille.ts';
import { cellulesDes, fautesDeDessin } from './conformite-graphiques.ts';
import { readRange } from './plages-xlsx.ts';

const RELATIONS = /(?:^|\/)_rels\/[^/]*\.rels$/;

export function fautesOoxml(octets: Uint8Array): string[] {
  const parties = new Map(Object.entries(unzipSync(octets)).map(([nom, partie]) => [nom, strFromU8(partie)]));
  const fautes: string[] = [];
  const arbres = new Map<string, Element>();
  for (const [nom, xml] of parties)
    try {
      arbres.set(nom, lireArbre(xml));
    } catch (erreur) {
      fautes.push(`${nom} : XML mal formé, ${String(erreur)}`);
    }
  if (fautes.length > 0) return fautes;
  const liens = lireLiens(arbres);
  return [
    ...fautesDePaquet(arbres),
    ...fautesDeLiens(arbres, liens),
    ...fautesDeStyles(arbres.get('xl/styles.xml')),
    ...fautesDeTextes(arbres.get('xl/sharedStrings.xml')),
    ...fautesDuClasseur(arbres, liens),
  ];
}

export type Arbres = ReadonlyMap<string, Element>;
/** For each part, the parts that it leans on, by the identifier of the link. */
export type Liens = ReadonlyMap<string, ReadonlyMap<string, string>>;

function fautesDePaquet(arbres: Arbres): string[] {
  const types = arbres.get('[Content_Types].xml');
  const parNom = enfants(types, 'Override').map(({ attributs }) => attributs.PartName?.slice(1) ?? '');
  const parExtension = new Set(enfants(types, 'Default').map(({ attributs }) => attributs.Extension));
  const noms = [...arbres.keys()].filter((nom) => nom !== '[Content_Types].xml');
  return [
    ...doublons(parNom).map((nom) => `type donné deux fois : ${nom}`),
    ...parNom.filter((nom) => !arbres.has(nom)).map((nom) => `type d’une partie absente : ${nom}`),
    ...noms
      .filter((nom) => !parNom.includes(nom) && !parExtension.has(nom.slice(nom.lastIndexOf('.') + 1)))
      .map((nom) => `partie sans type : ${nom}`),
    ...noms
      .filter((nom) => /^xl\/(?:worksheets|tables|drawings|charts)\/[^/]+\.xml$/.test(nom) && !parNom.includes(nom))
      .map((nom) => `partie du type de tout XML : ${nom}`),
  ];
}

function lireLiens(arbres: Arbres): Liens {
  const liens = new Map<string, Map<string, string>>();
  for (const [nom, arbre] of arbres) {
    if (!RELATIONS.test(nom)) continue;
    const source = posix.join(posix.dirname(posix.dirname(nom)), posix.basename(nom, '.rels'));
    const dossier = posix.dirname(source);
    const deLaPartie = enfants(arbre, 'Relationship').map(({ attributs }): [string, string] => {
      const cible = attributs.Target ?? '';
      return [attributs.Id ?? '', cible.startsWith('/') ? cible.slice(1) : posix.join(dossier, cible)];
    });
    liens.set(source, new Map(deLaPartie));
  }
  return liens;
}

function fautesDeLiens(arbres: Arbres, liens: Liens): string[] {
  const parties = [...arbres].filter(([nom]) => RELATIONS.test(nom));
  const fautes = parties.flatMap(([nom, arbre]) =>
    doublons(enfants(arbre, 'Relationship').map(({ attributs }) => attributs.Id ?? '')).map(
      (id) => `${nom} : ${id} deux fois`,
    ),
  );
  for (const [source, cibles] of liens)
    for (const cible of cibles.values()) if (!arbres.has(cible)) fautes.push(`${source} mène à ${cible}, absente`);
  return fautes;
}

const LISTES_DE_STYLES = ['numFmts', 'fonts', 'fills', 'borders', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs'];
const STYLES_MAX: Readonly<Record<string, number>> = { fonts: 1024, cellXfs: 64_000, numFmts: 200 };
const RENVOIS = { fontId: 'fonts', fillId: 'fills', borderId: 'borders', xfId: 'cellStyleXfs' } as const;

function fautesDeStyles(styles: Element | undefined): string[] {
  const fautes: string[] = [];
  const nombre = (liste: string) => enfant(styles, liste)?.enfants.length ?? 0;
  for (const liste of LISTES_DE_STYLES) {
    const annonce = enfant(styles, liste)?.attributs.count;
    if (annonce !== undefined && Number(annonce) !== nombre(liste)) fautes.push(`styles : ${liste} annonce ${annonce}`);
    if (nombre(liste) > (STYLES_MAX[liste] ?? 65_000)) fautes.push(`styles : trop de ${liste}`);
  }
  const formats = enfants(enfant(styles, 'numFmts'), 'numFmt').map(({ attributs }) => attributs.numFmtId ?? '');
  for (const id of doublons(formats)) fautes.push(`styles : format ${id} deux fois`);
  for (const { attributs } of enfant(styles, 'cellXfs')?.enfants ?? []) {
    for (const [attribut, liste] of Object.entries(RENVOIS))
      if (Number(attributs[attribut] ?? 0) >= nombre(liste)) fautes.push(`styles : ${attribut} hors de ${liste}`);
    const format = Number(attributs.numFmtId ?? 0);
    if (format >= 164 && !formats.includes(String(format))) fautes.push(`styles : format ${format} absent`);
  }
  return fautes;
}

const TEXTE_MAX = 32_767;

function fautesDeTextes(textes: Element | undefined): string[] {
  const elements = enfants(textes, 'si');
  const unique = textes?.attributs.uniqueCount;
  return [
    ...(unique !== undefined && Number(unique) !== elements.length ? [`textes : ${unique} annoncés`] : []),
    ...elements
      .filter((element) => (enfant(element, 't')?.texte.length ?? 0) > TEXTE_MAX)
      .map(() => 'textes : plus long qu’une cellule'),
  ];
}

function fautesDuClasseur(arbres: Arbres, liens: Liens): string[] {
  const classeur = arbres.get('xl/workbook.xml');
  const feuilles = enfants(enfant(classeur, 'sheets'), 'sheet').map(({ attributs }) => ({
    nom: attributs.name ?? '',
    id: attributs.sheetId ?? '',
    partie: liens.get('xl/workbook.xml')?.get(attributs['r:id'] ?? '') ?? '',
  }));
  const noms = feuilles.map(({ nom }) => nom);
  const tables = [...arbres].filter(([nom]) => nom.startsWith('xl/tables/')).map(([, arbre]) => arbre);
  const repere: Repere = {
    feuilles: noms,
    noms: enfants(enfant(classeur, 'definedNames'), 'definedName').map(({ attributs }) => attributs.name ?? ''),
    textes: enfants(arbres.get('xl/sharedStrings.xml'), 'si').map((si) => enfant(si, 't')?.texte ?? ''),
    styles: enfant(arbres.get('xl/styles.xml'), 'cellXfs')?.enfants.length ?? 0,
    misesEnForme: enfant(arbres.get('xl/styles.xml'), 'dxfs')?.enfants.length ?? 0,
    tables: new Map(
      tables.map((table) => [
        table.attributs.displayName ?? '',
        enfants(enfant(table, 'tableColumns'), 'tableColumn').map(({ attributs }) => attributs.name ?? ''),
      ]),
    ),
  };
  const cellules = cellulesDes(feuilles, arbres, repere.textes);
  return [
    ...doublons(noms.map((nom) => nom.toLowerCase())).map((nom) => `deux feuilles « ${nom} »`),
    ...doublons(feuilles.map(({ id }) => id)).map((id) => `deux feuilles de numéro ${id}`),
    ...noms
      .filter((nom) => nom === '' || nom.length > 31 || /[[\]:*?/\\]|^'|'$/.test(nom))
      .map((nom) => `nom de feuille impossible : ${nom}`),
    ...fautesDesNoms(classeur, repere),
    ...doublons(tables.map(({ attributs }) => attributs.id ?? '')).map((id) => `deux tableaux de numéro ${id}`),
    ...doublons(
      [
        ...tables.map(({ attributs }) => attributs.displayName ?? ''),
        ...repere.noms.filter((nom) => !nom.startsWith('_xlnm.')),
      ].map((nom) => nom.toLowerCase()),
    ).map((nom) => `deux choses du nom de ${nom}`),
    ...feuilles.flatMap(({ nom, partie }) => {
      const arbre = arbres.get(partie);
      const cibles = [...(liens.get(partie)?.values() ?? [])];
      const desTables = cibles.flatMap((cible) => (cible.startsWith('xl/tables/') ? (arbres.get(cible) ?? []) : []));
      if (!arbre) return [`feuille sans partie : ${nom}`];
      return [
        ...fautesDeFeuille(nom, arbre, desTables, repere),
        ...fautesDeDessin(arbre, partie, { arbres, liens, cellules }).map((faute) => `${nom} : ${faute}`),
      ];
    }),
  ];
}

const NOM_VALIDE = /^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u;
const COMME_UNE_CELLULE = /^(?:[A-Z]{1,3}\d+|R\d*C\d*|R|C)$/i;

function fautesDesNoms(classeur: Element | undefined, repere: Repere): string[] {
  const { feuilles } = repere;
  const definis = enfants(enfant(classeur, 'definedNames'), 'definedName').map(({ attributs, texte }) => ({
    nom: attributs.name ?? '',
    feuille: attributs.localSheetId,
    texte,
  }));
  const fautes = doublons(definis.map(({ nom, feuille }) => `${nom.toLowerCase()} ${feuille ?? ''}`)).map(
    (nom) => `nom défini deux fois : ${nom}`,
  );
  for (const { nom, feuille, texte } of definis) {
    const interne = nom.startsWith('_xlnm.');
    if (!interne && (!NOM_VALIDE.test(nom) || COMME_UNE_CELLULE.test(nom))) fautes.push(`nom impossible : ${nom}`);
    if (interne && !(Number(feuille) < feuilles.length)) fautes.push(`${nom} d’une feuille absente`);
    if (!interne && /^[A-Z]+\(/.test(texte)) {
      fautes.push(...fautesDeFormule(texte, repere).map((faute) => `${nom} : ${faute}`));
      continue;
    }
    for (const reference of texte.split(/,(?=')/)) {
      const [, cible = '', cellules = ''] = /^'((?:[^']|'')+)'!(.+)$/.exec(reference) ?? [];
      if (!feuilles.includes(cible.replaceAll("''", "'")))
        fautes.push(`${nom} vise une feuille absente : ${reference}`);
      const rangees = /^\$\d+:\$\d+$|^\$[A-Z]+:\$[A-Z]+$/.test(cellules);
      if (!rangees && !readRange(cellules)) fautes.push(`${nom} vise des cellules impossibles : ${reference}`);
      if (nom === '_xlnm.Print_Area' && cible !== feuilles[Number(feuille)]) fautes.push(`${nom} vise ${cible}`);
    }
  }
  return fautes;
}

/** What stands more than once in a list. */
export function doublons(valeurs: readonly string[]): string[] {
  const vues = new Set<string>();
  return valeurs.filter((valeur) => vues.size === vues.add(valeur).size);
}
