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

/** A fault of syntax, in words, with the span of the file that is at fault. */
export interface YamlFault {
  readonly debut: number;
  readonly fin?: number;
  readonly message: string;
  readonly remede: string;
}

type Dite = Pick<YamlFault, 'message' | 'remede'>;

/** Signs that mean something to YAML at the start of a text; officers only ever mean the sign itself. */
const SIGNES_RESERVES = '*&!@%`';
const GUILLEMETS = 'Mettez ce texte entre guillemets.';
const REMEDE_YAML = 'Vérifiez le retrait (des espaces, jamais de tabulations), les deux-points et les guillemets.';
const DEFAUT: Dite = {
  message: 'un signe n’est pas à sa place',
  remede: `${GUILLEMETS} Si ce n’est pas un texte, vérifiez le retrait et les deux-points.`,
};
/** In JavaScript, an object takes this name for something else: what is written under it would be lost. */
const NOM_RESERVE = '__proto__';
const CLE_RESERVEE: Dite = {
  message: `« ${NOM_RESERVE} » ne peut pas servir de nom ici`,
  remede: 'Choisissez un autre nom.',
};
const CLE_DOUBLE: Dite = { message: 'cette clé est écrite deux fois', remede: 'Gardez une seule des deux.' };
const FAUTES_YAML: Readonly<Record<string, Dite>> = {
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
  MULTILINE_IMPLICIT_KEY: { message: 'cette clé s’étend sur plusieurs lignes', remede: REMEDE_YAML },
};

/** Deeper than any file that people write; beyond, what walks down a document might run out of stack. */
const PROFONDEUR_MAX = 60;

/**
 * What keeps a YAML text from being read: what the parser refuses, and the aliases, anchors and tags, which nobody needs
 * here. After a fault of the parser it is lost, and what it says next is noise: only keys written twice stand by themselves.
 */
export function yamlFaults(texte: string, document: Document): YamlFault[] {
  const abime = tropProfond(document);
  if (abime) return [abime];
  const fautes = document.errors.map((erreur) => faute(texte, erreur));
  const doubles = [...clesDoubles(document), ...clesReservees(document), ...textesCaches(document)];
  const reserves = signesReserves(texte, document);
  const [premiere] = fautes;
  if (!premiere) return parPlace([...doubles, ...reserves]);
  const [avant] = reserves.filter(({ debut }) => debut < premiere.debut);
  return parPlace([...doubles, avant ?? premiere]);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what no text holds
const SIGNES_CACHES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;
const TEXTE_CACHE: Dite = {
  message: 'un caractère de commande, ou un signe qui retourne le texte, est écrit ici',
  remede: 'Effacez ce texte et retapez-le.',
};

/** Escapes may write what no text holds, which a terminal would obey. */
function textesCaches(document: Document): YamlFault[] {
  const fautes: YamlFault[] = [];
  visit(document, {
    Scalar(_, { value, range }) {
      if (typeof value !== 'string' || !SIGNES_CACHES.test(value)) return;
      const [debut = 0, fin] = range ?? [];
      fautes.push({ debut, ...(fin === undefined ? {} : { fin }), ...TEXTE_CACHE });
    },
  });
  return fautes;
}

function clesReservees(document: Document): YamlFault[] {
  const fautes: YamlFault[] = [];
  visit(document, {
    Pair(_, { key }) {
      if (!isScalar(key) || key.value !== NOM_RESERVE) return;
      const [debut = 0, fin] = key.range ?? [];
      fautes.push({ debut, ...(fin === undefined ? {} : { fin }), ...CLE_RESERVEE });
    },
  });
  return fautes;
}

/** The first piece that lies too deep. Goes down without calling itself: the text may be nested to any depth. */
function tropProfond(document: Document): YamlFault | undefined {
  const aVoir: { readonly noeud: unknown; readonly profondeur: number }[] = [
    { noeud: document.contents, profondeur: 0 },
  ];
  for (let suivant = aVoir.pop(); suivant; suivant = aVoir.pop()) {
    const { noeud, profondeur } = suivant;
    if (isPair(noeud)) {
      aVoir.push({ noeud: noeud.value, profondeur }, { noeud: noeud.key, profondeur });
    } else if (isCollection(noeud)) {
      if (profondeur === PROFONDEUR_MAX) return direTropProfond(noeud);
      for (const element of noeud.items)
        if (estComposee(element)) aVoir.push({ noeud: element, profondeur: profondeur + 1 });
    }
  }
  return undefined;
}

/** A pair or a collection: what may hold more. */
function estComposee(noeud: unknown): boolean {
  return isPair(noeud) || isCollection(noeud);
}

function direTropProfond({ range }: Node): YamlFault {
  const debut = range?.[0] ?? 0;
  return {
    debut,
    fin: debut + 1,
    message: `plus de ${PROFONDEUR_MAX} niveaux d’imbrication`,
    remede:
      'Écrivez la même chose avec moins de niveaux : tous, un et aucun se mettent à plat, ou se coupent en plusieurs règles.',
  };
}

/** The keys that stand twice in one map. */
function clesDoubles(document: Document): YamlFault[] {
  const doubles: YamlFault[] = [];
  visit(document, {
    Map: (_, { items }: YAMLMap) => {
      const vues = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (vues.has(key.value)) doubles.push({ debut: key.range?.[0] ?? 0, ...CLE_DOUBLE });
        vues.add(key.value);
      }
    },
  });
  return doubles;
}

function faute(texte: string, { code, pos }: YAMLError): YamlFault {
  const [debut] = pos;
  const tabulation = tabulationDeRetrait(texte, pos);
  if (tabulation && FAUTES_YAML.TAB_AS_INDENT) return { ...tabulation, ...FAUTES_YAML.TAB_AS_INDENT };
  if (code === 'MULTIPLE_DOCS') return { debut, fin: debut + '---'.length, ...(FAUTES_YAML[code] ?? DEFAUT) };
  const signe = texte.charAt(debut);
  if (signe !== '' && SIGNES_RESERVES.includes(signe)) return reserve(debut, signe);
  return { debut, ...(FAUTES_YAML[code] ?? DEFAUT) };
}

/**
 * The tabulations that indent the line of a fault, or one of those it runs over: the parser, which stumbles on what follows
 * them, often says something else.
 */
function tabulationDeRetrait(
  texte: string,
  [debut, fin]: YAMLError['pos'],
): Pick<YamlFault, 'debut' | 'fin'> | undefined {
  const premiere = texte.lastIndexOf('\n', debut - 1) + 1;
  const trouve = /^ *(\t+)/m.exec(texte.slice(premiere, Math.max(fin, debut + 1)));
  if (!trouve?.[1]) return undefined;
  const ici = premiere + trouve.index + trouve[0].length;
  return { debut: ici - trouve[1].length, fin: ici };
}

/** The aliases (`*x`), anchors (`&x`) and tags (`!x`) of a text. */
function signesReserves(texte: string, document: Document): YamlFault[] {
  const trouves: YamlFault[] = [];
  const noter = (signe: string, fin: number) => {
    const debut = texte.lastIndexOf(signe.charAt(0), fin);
    if (debut >= 0) trouves.push(reserve(debut, signe.charAt(0)));
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

function reserve(debut: number, signe: string): YamlFault {
  return {
    debut,
    fin: debut + 1,
    message: `un texte ne peut pas commencer par « ${signe} » : ce signe a un autre sens en YAML`,
    remede: GUILLEMETS,
  };
}

function parPlace(fautes: YamlFault[]): YamlFault[] {
  return fautes.sort((gauche, droite) => gauche.debut - droite.debut);
}
