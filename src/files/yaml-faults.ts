import {
  type Document,
  isCollection,
  isNode,
  isPair,
  isScalar,
  type Node,
  visit,
  type YAMLError,
  type YAMLMap,
} from 'yaml';
import { SENS_FORCES, SIGNES_DE_COMMANDE } from '../domain/textes/signes.ts';

/** A fault of syntax, in words, with the span of the file that is at fault. */
export interface YamlFault {
  readonly start: number;
  readonly end?: number;
  readonly message: string;
  readonly remede: string;
}

type Told = Pick<YamlFault, 'message' | 'remede'>;

/** Signs that mean something to YAML at the start of a text; officers only ever mean the sign itself. */
const RESERVED_SIGNS = '*&!@%`';
const QUOTES = 'Mettez ce texte entre guillemets.';
const YAML_REMEDY = 'Vérifiez le retrait (des espaces, jamais de tabulations), les deux-points et les guillemets.';
const DEFAULT: Told = {
  message: 'un signe n’est pas à sa place',
  remede: `${QUOTES} Si ce n’est pas un texte, vérifiez le retrait et les deux-points.`,
};
/** In JavaScript, an object takes this name for something else: what is written under it would be lost. */
const RESERVED_NAME = '__proto__';
const RESERVED_KEY: Told = {
  message: `« ${RESERVED_NAME} » ne peut pas servir de nom ici`,
  remede: 'Choisissez un autre nom.',
};
const DOUBLE_KEY: Told = { message: 'cette clé est écrite deux fois', remede: 'Gardez une seule des deux.' };
const YAML_FAULTS: Readonly<Record<string, Told>> = {
  BAD_INDENT: {
    message: 'le retrait de cette ligne ne correspond à rien',
    remede: 'Alignez la ligne sur ses voisines, avec des espaces.',
  },
  TAB_AS_INDENT: {
    message: 'une tabulation sert de retrait : mettez des espaces',
    remede: 'Remplacez la tabulation par des espaces, autant que sur les lignes voisines.',
  },
  MULTIPLE_DOCS: {
    message: 'cette ligne « --- » commence un second document : il ne serait pas lu',
    remede: 'Retirez cette ligne si la suite continue le fichier ; sinon, mettez la suite dans un fichier à elle.',
  },
  MISSING_CHAR: {
    message: 'il manque un signe, ou la ligne n’est pas alignée sur ses voisines',
    remede: 'Vérifiez que guillemets, crochets et accolades sont fermés, et que la ligne est alignée sur ses voisines.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    message: 'deux fois « : » sur cette ligne, ou un retrait de trop',
    remede: 'Un texte qui contient « : » s’écrit entre guillemets. Sinon, vérifiez le retrait.',
  },
  MULTILINE_IMPLICIT_KEY: { message: 'cette clé s’étend sur plusieurs lignes', remede: YAML_REMEDY },
};

/** Deeper than any file that people write; beyond, what walks down a document might run out of stack. */
const MAX_DEPTH = 60;

/**
 * What keeps a YAML text from being read: what the parser refuses, and the aliases, anchors and tags, which nobody needs
 * here. After a fault of the parser it is lost, and what it says next is noise: only keys written twice stand by themselves.
 */
export function yamlFaults(texte: string, document: Document): YamlFault[] {
  const abime = tooDeep(document);
  if (abime) return [abime];
  const fautes = document.errors.map((erreur) => fault(texte, erreur));
  const doubles = [...doubleKeys(document), ...reservedKeys(document), ...hiddenTexts(document)];
  const reserves = reservedSigns(texte, document);
  const [premiere] = fautes;
  if (!premiere) return byPlace([...doubles, ...reserves]);
  const [avant] = reserves.filter(({ start: debut }) => debut < premiere.start);
  return byPlace([...doubles, avant ?? premiere]);
}

const HIDDEN_SIGNS = new RegExp(`[${SIGNES_DE_COMMANDE}${SENS_FORCES}]`);
const HIDDEN_TEXT: Told = {
  message: 'un caractère de commande, ou un signe qui retourne le texte, est écrit ici',
  remede: 'Effacez ce texte et retapez-le.',
};

/** Escapes may write what no text holds, which a terminal would obey. */
function hiddenTexts(document: Document): YamlFault[] {
  const fautes: YamlFault[] = [];
  visit(document, {
    Scalar(_, { value, range }) {
      if (typeof value !== 'string' || !HIDDEN_SIGNS.test(value)) return;
      const [debut = 0, fin] = range ?? [];
      fautes.push({ start: debut, ...(fin === undefined ? {} : { end: fin }), ...HIDDEN_TEXT });
    },
  });
  return fautes;
}

function reservedKeys(document: Document): YamlFault[] {
  const fautes: YamlFault[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || key.value !== RESERVED_NAME) return;
      const [debut = 0, fin] = key.range ?? [];
      fautes.push({ start: debut, ...(fin === undefined ? {} : { end: fin }), ...RESERVED_KEY });
    },
  });
  return fautes;
}

/** The first piece that lies too deep. Goes down without calling itself: the text may be nested to any depth. */
function tooDeep(document: Document): YamlFault | undefined {
  const aVoir: { readonly noeud: unknown; readonly profondeur: number }[] = [
    { noeud: document.contents, profondeur: 0 },
  ];
  for (let suivant = aVoir.pop(); suivant; suivant = aVoir.pop()) {
    const { noeud, profondeur } = suivant;
    if (isPair(noeud)) {
      aVoir.push({ noeud: noeud.value, profondeur }, { noeud: noeud.key, profondeur });
    } else if (isCollection(noeud)) {
      if (profondeur === MAX_DEPTH) return tellTooDeep(noeud);
      for (const element of noeud.items)
        if (isCompound(element)) aVoir.push({ noeud: element, profondeur: profondeur + 1 });
    }
  }
  return undefined;
}

/** A pair or a collection: what may hold more. */
function isCompound(noeud: unknown): boolean {
  return isPair(noeud) || isCollection(noeud);
}

function tellTooDeep({ range }: Node): YamlFault {
  const debut = range?.[0] ?? 0;
  return {
    start: debut,
    end: debut + 1,
    message: `plus de ${MAX_DEPTH} niveaux d’imbrication`,
    remede:
      'Écrivez la même chose avec moins de niveaux : tous, un et aucun se mettent à plat, ou se coupent en plusieurs règles.',
  };
}

/** The keys that stand twice in one map. */
function doubleKeys(document: Document): YamlFault[] {
  const doubles: YamlFault[] = [];
  visit(document, {
    Map: (_, { items }: YAMLMap) => {
      const vues = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (vues.has(key.value)) doubles.push({ start: key.range?.[0] ?? 0, ...DOUBLE_KEY });
        vues.add(key.value);
      }
    },
  });
  return doubles;
}

function fault(texte: string, { code, pos }: YAMLError): YamlFault {
  const [start] = pos;
  const tabulation = tabAsIndent(texte, pos);
  if (tabulation && YAML_FAULTS.TAB_AS_INDENT) return { ...tabulation, ...YAML_FAULTS.TAB_AS_INDENT };
  if (code === 'MULTIPLE_DOCS') return { start, end: start + '---'.length, ...(YAML_FAULTS[code] ?? DEFAULT) };
  const signe = texte.charAt(start);
  if (signe !== '' && RESERVED_SIGNS.includes(signe)) return reserved(start, signe);
  return { start, ...(YAML_FAULTS[code] ?? DEFAULT) };
}

/**
 * The tabulations that indent the line of a fault, or one of those it runs over: the parser, which stumbles on what follows
 * them, often says something else.
 */
function tabAsIndent(texte: string, [debut, fin]: YAMLError['pos']): Pick<YamlFault, 'start' | 'end'> | undefined {
  const premiere = texte.lastIndexOf('\n', debut - 1) + 1;
  const trouve = /^ *(\t+)/m.exec(texte.slice(premiere, Math.max(fin, debut + 1)));
  if (!trouve?.[1]) return undefined;
  const ici = premiere + trouve.index + trouve[0].length;
  return { start: ici - trouve[1].length, end: ici };
}

/** The aliases (`*x`), anchors (`&x`) and tags (`!x`) of a text. */
function reservedSigns(texte: string, document: Document): YamlFault[] {
  const trouves: YamlFault[] = [];
  const noter = (signe: string, fin: number) => {
    const debut = texte.lastIndexOf(signe.charAt(0), fin);
    if (debut >= 0) trouves.push(reserved(debut, signe.charAt(0)));
  };
  visit(document, {
    Node: (_, noeud) => {
      if (isNode(noeud) && noeud.tag !== undefined && noeud.range) noter('!', noeud.range[0] - 1);
      if ('anchor' in noeud && noeud.anchor !== undefined && noeud.range) noter('&', noeud.range[0] - 1);
    },
    Alias: (_, alias) => noter('*', alias.range?.[0] ?? 0),
  });
  return trouves;
}

function reserved(debut: number, signe: string): YamlFault {
  return {
    start: debut,
    end: debut + 1,
    message: `un texte ne peut pas commencer par « ${signe} » : ce signe a un autre sens en YAML`,
    remede: QUOTES,
  };
}

function byPlace(fautes: YamlFault[]): YamlFault[] {
  return fautes.sort((gauche, droite) => gauche.start - droite.start);
}
