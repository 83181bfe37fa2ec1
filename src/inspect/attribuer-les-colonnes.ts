import { FORME_DE_SIRET } from '../domain/codes/siren.ts';
import { compterLesCodesConnus, direCodesConnus, partConnue, type Reconnaissance } from './codes-connus.ts';
import { horsMontant } from './hors-montant.ts';
import { estUneAnnee, type Profil } from './profil.ts';
import { reconnaitreLesMots } from './reconnaitre-les-mots.ts';
import {
  type AccordDuTitre,
  ANNEES_D_UN_FICHIER,
  estUneAutreAnnee,
  evoque,
  type Role,
  TITRES_USUELS,
} from './titres-usuels.ts';

/** A column and the role that suits it best. */
export interface Attribution {
  readonly role: Role;
  readonly profil: Profil;
  readonly titre: AccordDuTitre | undefined;
  readonly contenu: NoteDuContenu;
  /** Titles of the columns that could be it as well, by their words and their cells. */
  readonly rivales?: readonly string[];
}

/** A role that several columns suit as well: none of them has it, and a person says which. */
export interface Hesitation {
  readonly role: Role;
  readonly profils: readonly Profil[];
}

export interface Attributions {
  readonly attributions: readonly Attribution[];
  readonly hesitations: readonly Hesitation[];
}

/** Roles that content may tell by itself, whatever the title. */
const PARLANTS: readonly Role[] = [
  'exercice',
  'sens',
  'section',
  'mouvement',
  'caractere',
  'chapitre',
  'fonction',
  'programme',
  'action',
  'lieu',
  'reference',
];
const NOTES_DU_TITRE: Readonly<Record<AccordDuTitre, number>> = { exact: 3, partiel: 1.5 };
const NOTE_MINIMALE = 2;

/**
 * Gives each role to the column that suits it best, by its title and by its content, and each column one role at the most.
 * Where two columns suit a role as well and no other, none has it. Several columns may be amounts of one base: what they are is
 * told by who looks at amounts.
 */
export function attribuerLesColonnes(profils: readonly Profil[], reconnaissance: Reconnaissance): Attributions {
  const candidates = laisserLeLibelle(profils.flatMap((profil) => candidatesDe(profil, reconnaissance)));
  candidates.sort((gauche, droite) => droite.note - gauche.note || gauche.profil.rang - droite.profil.rang);
  const prises = new Set<number>();
  const donnes = new Map<Role, Candidate>();
  const attributions: Attribution[] = [];
  const perdantes: Candidate[] = [];
  for (const candidate of candidates) {
    const { role, profil } = candidate;
    if (prises.has(profil.rang)) continue;
    if (donnes.has(role) && !role.startsWith('montants')) {
      perdantes.push(candidate);
      continue;
    }
    prises.add(profil.rang);
    donnes.set(role, candidate);
    attributions.push(candidate);
  }
  const rivales = perdantes.filter(({ role, profil, titre, note }) => {
    const gagnante = donnes.get(role);
    return !prises.has(profil.rang) && gagnante?.note === note && gagnante.titre === titre && profil.vues > 0;
  });
  const hesitations = [...new Set(rivales.map(({ role }) => role))].map((role) => ({
    role,
    profils: [donnes.get(role), ...rivales.filter((rivale) => rivale.role === role)]
      .flatMap((candidate) => candidate?.profil ?? [])
      .sort((gauche, droite) => gauche.rang - droite.rang),
  }));
  const nommes = new Set(attributions.flatMap(({ profil, titre }) => (titre === 'exact' ? profil.rang : [])));
  return {
    attributions: attributions
      .filter(({ role }) => !hesitations.some((hesitation) => hesitation.role === role))
      .map((attribution) => ({ ...attribution, rivales: rivalesDe(attribution, profils, nommes, reconnaissance) }))
      .sort((gauche, droite) => gauche.profil.rang - droite.profil.rang),
    hesitations,
  };
}

/** « Opération » heads labels, but beside another title of labels it is what ties lines. */
function laisserLeLibelle(candidates: readonly Candidate[]): Candidate[] {
  const estUneOperation = ({ profil }: Candidate) => profil.roles.has('operation');
  const autreLibelle = candidates.some(
    (candidate) => candidate.role === 'libelle' && candidate.titre === 'exact' && !estUneOperation(candidate),
  );
  return candidates.filter(
    (candidate) => !(autreLibelle && candidate.role === 'libelle' && estUneOperation(candidate)),
  );
}

/** The columns that no usual title names, and of which a word of the title names this one, and of which the cells may be it. */
function rivalesDe(
  { role, profil: choisi }: Attribution,
  profils: readonly Profil[],
  nommes: ReadonlySet<number>,
  reconnaissance: Reconnaissance,
): string[] {
  if (role.startsWith('montants')) return [];
  return profils
    .filter(
      (profil) =>
        profil !== choisi &&
        !nommes.has(profil.rang) &&
        profil.vues > 0 &&
        evoque(profil.titre, role) &&
        noterLeContenu(role, profil, reconnaissance).note > 0,
    )
    .map(({ titre }) => titre);
}

type Candidate = Attribution & { readonly note: number };

function candidatesDe(profil: Profil, reconnaissance: Reconnaissance): Candidate[] {
  const nommes = profil.roles;
  return Object.keys({ ...TITRES_USUELS, ...Object.fromEntries(nommes) }).flatMap((role) => {
    const titre = nommes.get(role);
    if (titre === undefined && !PARLANTS.includes(role)) return [];
    const contenu = noterLeContenu(role, profil, reconnaissance);
    const note = (titre === undefined ? 0 : NOTES_DU_TITRE[titre]) + contenu.note;
    if (contenu.note < 0 || note < NOTE_MINIMALE) return [];
    // Small numbers are codes of many things: a title must say of which.
    if (titre === undefined && ['chapitre', 'fonction'].includes(role) && petitsNombres(profil)) return [];
    return [{ role, profil, titre, contenu, note }];
  });
}

function petitsNombres({ valeurs }: Profil): boolean {
  const codes = [...(valeurs?.keys() ?? [])];
  return codes.filter((code) => code.length < 2).length * 2 > codes.length;
}

/** How well the content of a column suits a role: -1 against, 0 nothing to say, 1 possible, 2 telling; and why. */
interface NoteDuContenu {
  readonly note: -1 | 0 | 1 | 2;
  readonly raison: string;
  /** Whether the content keeps an exact title from being sure. */
  readonly douteux?: true;
}

type Juge = (profil: Profil, reconnaissance: Reconnaissance) => NoteDuContenu;

const CONTRE: NoteDuContenu = { note: -1, raison: '' };
const POSSIBLE: NoteDuContenu = { note: 1, raison: '' };
const CODES_CONNUS = 0.8;
const PAYS_CONNUS = 0.3;
const ANNEES_POUR_UN_EXERCICE = 0.8;

const parlant = (raison: string): NoteDuContenu => ({ note: 2, raison });
const si = (possible: boolean): NoteDuContenu => (possible ? POSSIBLE : CONTRE);
const part = (nombre: number, { vues }: Profil) => nombre / vues;

const pasToutes = (autres: number, vues: number, une: string, des: string) =>
  autres === 1 ? `1 cellule sur ${vues} n’est pas ${une}` : `${autres} cellules sur ${vues} ne sont pas ${des}`;
const douteux = (raison: string): NoteDuContenu => ({ note: 1, raison, douteux: true });
const deTextes: Juge = (profil) => si(part(profil.textes, profil) >= 0.5);
/** Words, not the codes that stand for them: `T00412`, `OP12-034`. */
const dePhrases: Juge = (profil) =>
  part(profil.codes, profil) >= 0.8 && part(profil.chiffres, profil) >= 0.8 ? CONTRE : deTextes(profil, VIDE);
/** Capitals alone are words: `SUBVENTION`; dates and amounts have the letters of codes. */
const deCodes: Juge = (profil) => {
  const { codes, vues, dates, annees, decimales } = profil;
  if (part(codes, profil) < 0.8 || part(profil.chiffres, profil) < 0.5 || part(dates, profil) >= 0.5) return CONTRE;
  const autres = vues - Math.max(0, codes - dates);
  if (autres > 0) return douteux(pasToutes(autres, vues, 'un code', 'des codes'));
  if (decimales[','] + decimales['.'] >= vues * 0.5) return douteux('des nombres à décimales : des codes ?');
  return annees === vues && profil.valeurs !== undefined && profil.valeurs.size <= ANNEES_D_UN_FICHIER
    ? douteux('des années, peut-être')
    : POSSIBLE;
};
const deMontants: Juge = (profil) => {
  const lisibles = part(profil.montants, profil);
  // `01` is a code: no amount starts so.
  if (lisibles < 0.5 || profil.zerosDeTete * 2 > profil.vues || horsMontant(profil) !== undefined) return CONTRE;
  if (lisibles < 0.95)
    return { note: 0, raison: pasToutes(profil.vues - profil.montants, profil.vues, 'un montant', 'des montants') };
  const { decimales } = profil;
  const avecDecimales = decimales[','] + decimales['.'];
  if (avecDecimales === 0) return POSSIBLE;
  return profil.troisDecimales === avecDecimales
    ? douteux('partout trois chiffres après la marque : des milliers, peut-être')
    : parlant('des montants avec centimes');
};

const deMots =
  (champ: string): Juge =>
  (profil) => {
    if (profil.valeurs === undefined || profil.valeurs.size > 12) return CONTRE;
    const reconnus = reconnaitreLesMots(champ, profil.valeurs.keys());
    if (reconnus === undefined) return CONTRE;
    if (reconnus.inconnus.length > 0)
      return { note: 0, raison: `mots inconnus : ${reconnus.inconnus.slice(0, 3).join(', ')}` };
    const dits = [...profil.valeurs.keys()].slice(0, 4).join(', ');
    return reconnus.parlants ? parlant(dits) : { note: 1, raison: dits };
  };

/** Words that many columns have, « oui » and « non »: only a title says of what. */
const deMotsNommes =
  (champ: 'consolidee' | 'montant_est'): Juge =>
  (profil, reconnaissance) =>
    profil.roles.has(champ) ? deMots(champ)(profil, reconnaissance) : CONTRE;

const deNomenclature =
  (type: 'chapitre' | 'fonction', forme: RegExp): Juge =>
  (profil, reconnaissance) => {
    const codes = [...(profil.valeurs?.keys() ?? [])];
    const connus = compterLesCodesConnus(type, codes, reconnaissance);
    const chiffres = codes.filter((code) => forme.test(code.replace(/\s/g, ''))).length;
    if (codes.length > 0 && partConnue(connus) >= CODES_CONNUS)
      return {
        note: chiffres >= codes.length * 0.8 && codes.length > 2 ? 2 : 1,
        raison: direCodesConnus(connus, 'code'),
      };
    if (part(profil.codes, profil) < 0.8 || chiffres < codes.length * 0.5) return CONTRE;
    if (type === 'chapitre' && codes.every((code) => CHAPITRE_PAR_NATURE.test(code))) return POSSIBLE;
    return douteux(codes.length === 0 ? 'trop de codes pour les comparer' : direCodesConnus(connus, 'code'));
  };
/** A column of codes that says so by its title is one in spite of totals and of codes that a spreadsheet changed: those are told. */
const enDepitDAutres =
  (role: Role, juge: Juge): Juge =>
  (profil, reconnaissance) => {
    const contenu = juge(profil, reconnaissance);
    if (contenu.note >= 0 || profil.roles.get(role) !== 'exact') return contenu;
    if (part(profil.codes, profil) < CODES_MALGRE_TOUT) return contenu;
    return { note: 0, raison: pasToutes(profil.vues - profil.codes, profil.vues, 'un code', 'des codes') };
  };
const CODES_MALGRE_TOUT = 0.5;
/** Chapters of budgets voted by nature: `011`, `65`, `040`; the nomenclature of functions does not have them. */
const CHAPITRE_PAR_NATURE = /^(?:0[0-4]\d|1\d|2\d|4\d{1,4}|6\d|7\d)$/;

const JUGES: Readonly<Record<Role, Juge>> = {
  exercice: (profil) => {
    if (estUneAutreAnnee(profil.titre)) return CONTRE;
    // Numbers that go from 1970 to 2004.
    if ((profil.valeurs?.size ?? ANNEES_D_UN_FICHIER + 1) > ANNEES_D_UN_FICHIER) return CONTRE;
    const dites = [...(profil.valeurs?.keys() ?? [])].filter(estUneAnnee).slice(0, 3).join(', ');
    if (profil.annees === profil.vues) return parlant(dites);
    const reste = pasToutes(profil.vues - profil.annees, profil.vues, 'une année', 'des années');
    // Left aside in silence, its lines would be read as those of another year.
    if (profil.roles.get('exercice') === 'exact') return { note: 0, raison: reste };
    return profil.annees >= profil.vues * ANNEES_POUR_UN_EXERCICE ? parlant(reste) : CONTRE;
  },
  organisme: (profil) => {
    if (part(profil.textes, profil) < 0.5) return CONTRE;
    const nombre = profil.valeurs?.size ?? Number.POSITIVE_INFINITY;
    return nombre <= 3 ? parlant(`${nombre} en tout`) : si(nombre <= 20);
  },
  secteur: (profil) => si(part(profil.textes, profil) >= 0.5 && (profil.valeurs?.size ?? 400) <= 80),
  section: deMots('section'),
  sens: deMots('sens'),
  mouvement: deMots('mouvement'),
  caractere: deMots('caractere'),
  consolidee: deMotsNommes('consolidee'),
  montant_est: deMotsNommes('montant_est'),
  siret: (profil) => {
    const valeurs = [...(profil.valeurs?.keys() ?? profil.exemples)].map((valeur) => valeur.replace(/\s/g, ''));
    const numeros = valeurs.filter((valeur) => FORME_DE_SIRET.test(valeur)).length;
    if (numeros < valeurs.length * 0.8 || profil.roles.get('siret') !== 'exact') return CONTRE;
    return numeros === valeurs.length ? parlant('neuf ou quatorze chiffres') : POSSIBLE;
  },
  operation: (profil) => {
    if (part(profil.montants, profil) >= 0.5 && part(profil.codes, profil) < 0.8) return CONTRE;
    const codes = deCodes(profil, VIDE);
    if (profil.roles.get('operation') !== 'exact') return codes;
    if (!profil.roles.has('libelle')) return POSSIBLE;
    // The word alone heads labels too, numbers of entries, and the building operations of the M14.
    return {
      note: 0,
      raison: codes.note > 0 ? 'les codes d’opérations, ou d’écritures ?' : 'les noms d’opérations d’exercice.yaml ?',
    };
  },
  chapitre: enDepitDAutres('chapitre', deNomenclature('chapitre', /^\d{2,4}(?:-\d)?$/)),
  fonction: enDepitDAutres('fonction', deNomenclature('fonction', /^\d{1,6}$/)),
  programme: (profil) =>
    part(profil.programmes, profil) >= 0.8 ? parlant(`de la forme ${profil.exemples[0]}`) : deCodes(profil, VIDE),
  action: (profil) =>
    part(profil.actions, profil) >= 0.8 ? parlant(`huit chiffres, ${profil.exemples[0]}`) : deCodes(profil, VIDE),
  nature: (profil) => {
    const codes = [...(profil.valeurs?.keys() ?? [])];
    // Accounts have two digits at the least: `0` and `1` say yes or no.
    return codes.length > 0 && codes.every((code) => code.length < 2) ? CONTRE : deCodes(profil, VIDE);
  },
  lieu: (profil, { geographie }) => {
    const valeurs = [...(profil.valeurs?.keys() ?? profil.exemples)];
    const reconnus = valeurs.filter((valeur) => geographie.reconnaitre(valeur) !== undefined).length;
    if (valeurs.length > 0 && reconnus >= valeurs.length * PAYS_CONNUS)
      return parlant(`${reconnus} pays ou villes du monde reconnus sur ${valeurs.length} lieux`);
    const { note } = deTextes(profil, VIDE);
    return note === 1 && reconnus === 0 ? douteux('aucun pays ni ville du monde reconnu') : deTextes(profil, VIDE);
  },
  reference: (profil) =>
    part(profil.references, profil) >= 0.6
      ? parlant(`de la forme ${profil.exemples[0]}`)
      : si(part(profil.montants, profil) < 0.5 && part(profil.dates, profil) < 0.5),
  libelle: dePhrases,
  beneficiaire: dePhrases,
  // Who they are, or how much they give.
  autres_financeurs: (profil) =>
    part(profil.textes, profil) >= 0.5 ? POSSIBLE : { note: 0, raison: 'des montants, gardés tels qu’ils sont écrits' },
  cout_total: deMontants,
};

/** For judges that look at nothing outside the column. */
const VIDE = {} as Reconnaissance;

/** Judges the content of a column for a role. An empty column says nothing. */
function noterLeContenu(role: Role, profil: Profil, reconnaissance: Reconnaissance): NoteDuContenu {
  if (profil.vues === 0) return { note: 0, raison: 'la colonne est vide' };
  if (role.endsWith('_libelle') && profil.codesEtLibelles >= profil.vues * 0.8)
    return {
      note: 1,
      raison: 'le code et son intitulé sont dans la même cellule : demandez-les au secteur en deux colonnes',
    };
  const juge = JUGES[role] ?? (role.startsWith('montants') ? deMontants : deTextes);
  return juge(profil, reconnaissance);
}
