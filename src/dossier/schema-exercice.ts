import * as z from 'zod';
import { BASES } from '../domain/argent/base.ts';
import { TROP_GRAND } from '../domain/argent/expliquer-montant.ts';
import { lireMontant } from '../domain/argent/montant.ts';
import { MARQUES_DES_MILLIERS } from '../domain/argent/notation-montant.ts';
import { NORMES, VOTES } from '../domain/codes/normes.ts';
import { FORME_DE_COULEUR } from '../domain/dossier/apparence.ts';
import { refuserEnNomDeFichier } from '../domain/dossier/edition-nommee.ts';
import { GENRES_DE_FINANCEURS, type GenreDeFinanceur } from '../domain/dossier/operations.ts';
import { GENRES_D_ORGANISMES, type GenreDOrganisme } from '../domain/dossier/organismes.ts';
import { BASES_VOTEES } from '../domain/dossier/vote-suivant.ts';
import { CODES } from '../domain/lignes/champs.ts';
import { estUneDate, refusDeDate } from '../domain/textes/date.ts';
import { oneForm } from '../files/path-in.ts';
import { APPRETS } from '../formats/apprets/apprets.ts';
import { entierEcrit as entier, texteEcrit as texte } from '../formats/format.ts';
import { CLES_DES_FORMATS, FORMAT_PAR_DEFAUT, NOMS_DES_FORMATS } from '../formats/formats.ts';
import { MODELES } from '../formats/modeles/modeles.ts';

const montantEcrit = z.string().transform((brut, contexte) => {
  const lecture = lireMontant(brut);
  if (lecture.etat === 'lu') return lecture.montant;
  const tropGrand = lecture.etat === 'illisible' && lecture.raison === TROP_GRAND;
  contexte.addIssue({
    code: 'custom',
    message: tropGrand
      ? 'ce nombre est trop grand pour un montant de budget'
      : 'un montant en euros est attendu, par exemple 12 345,67',
  });
  return z.NEVER;
});

/** A path in the dossier, in the one form in which names are compared. */
const chemin = texte.transform(oneForm);

const date = z.string().refine(estUneDate, { error: ({ input }) => refusDeDate(String(input)) });

const annee = z.string().regex(/^\d{4}$/, 'une année sur quatre chiffres est attendue');

const habitants = z
  .string()
  .regex(/^[1-9]\d{0,2}(?:[ \u00a0\u202f]?\d{3}){0,2}$/, 'un nombre d’habitants est attendu, par exemple 11 898 502')
  .transform((ecrit) => Number(ecrit.replace(/\D/g, '')));

const identifiant = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'un identifiant est en minuscules sans accent, chiffres et tirets');

const identifiants = z.record(identifiant, texte);

const parBase = <S extends z.ZodType>(schema: S) => z.partialRecord(z.enum(BASES), schema);

const ecart = z.strictObject({ si: z.unknown(), motif: texte });

/** The keys of one format alone, or of something done with records, as any key is read. */
function lues<C extends Readonly<Record<string, { readonly lue: z.ZodType }>>>(cles: C) {
  return Object.fromEntries(Object.entries(cles).map(([nom, { lue }]) => [nom, lue])) as {
    [N in keyof C]: C[N]['lue'];
  };
}

const COLONNES_DE_BASE =
  'le titre d’une colonne de montants est attendu, ou { depense: titre, recette: titre } où deux colonnes les partagent';

const annonce = {
  lignes: entier.optional(),
  ae_votees: montantEcrit.optional(),
  engagements: montantEcrit.optional(),
  cp_votes: montantEcrit.optional(),
  mandats: montantEcrit.optional(),
};

const annonceDUnSens = z.union(
  [montantEcrit, z.strictObject(annonce)],
  'un montant en euros est attendu, ou { lignes: …, engagements: … }',
);

const colonnesDeBase = z.union(
  [z.string().trim().min(1, COLONNES_DE_BASE), z.strictObject({ depense: texte, recette: texte })],
  COLONNES_DE_BASE,
);

const masque = z.union(
  [
    z.array(texte).min(1),
    z.strictObject({ champs: z.array(texte).min(1, 'au moins un champ est attendu'), si: z.unknown().optional() }),
  ],
  'une liste de champs est attendue, [beneficiaire], ou { champs: [beneficiaire], si: … }',
);
export type MasqueEcrit = z.output<typeof masque>;

const source = z.strictObject({
  fichier: chemin,
  format: z.enum(NOMS_DES_FORMATS).default(FORMAT_PAR_DEFAUT),
  ...lues(CLES_DES_FORMATS),
  ...lues(APPRETS),
  modele: z.enum([...MODELES.keys()]).optional(),
  secteur: texte.optional(),
  organisme: texte.optional(),
  norme: z.enum(NORMES).optional(),
  vote: z.enum(VOTES).optional(),
  decimale: z.enum([',', '.']).optional(),
  milliers: z.enum(MARQUES_DES_MILLIERS).optional(),
  unite: z.enum(['euros', 'milliers']).default('euros'),
  negatif: z.enum(['depense', 'recette']).default('depense'),
  preambule: entier.default(0),
  colonnes: z.record(z.string(), texte).default({}),
  montants: parBase(colonnesDeBase).default({}),
  montants_nommes: z
    .strictObject({ colonne: texte, base: texte, mots: z.record(z.string(), z.enum([...BASES, 'aucune'])) })
    .optional(),
  part: texte.optional(),
  date: texte.optional(),
  constantes: z.record(z.string(), texte).default({}),
  valeurs: z.record(z.string(), z.record(z.string(), texte)).default({}),
  codes_lettres: z.array(z.enum(CODES)).optional(),
  ignorees: z.array(texte).default([]),
  autre_annee: z.record(z.string(), texte).default({}),
  identique: texte.optional(),
  lignes_a_ecarter: z.array(ecart).default([]),
  masquer: z
    .union(
      [z.literal('aucun'), masque],
      'une liste de champs est attendue, [beneficiaire], ou { champs: [beneficiaire], si: … }, ou aucun',
    )
    .optional(),
  controle: z
    .strictObject({ ...annonce, depenses: annonceDUnSens.optional(), recettes: annonceDUnSens.optional() })
    .optional(),
});

const couleur = z.string().regex(FORME_DE_COULEUR, 'une couleur entre guillemets est attendue, par exemple "#ffd60a"');

const secteur = z.union(
  [texte, z.strictObject({ nom: texte, alias: z.array(texte).min(1, 'au moins un autre nom est attendu') })],
  'le nom d’un secteur est attendu, ou { nom: …, alias: [autres noms] }',
);

/** @param lu a path: as tables are named once it is read, or as it was written */
const tableNommee = <S extends z.ZodType<string>>(lu: S) =>
  z.union(
    [lu.transform((fichier) => ({ fichier })), z.strictObject({ fichier: lu, norme: z.enum(NORMES) })],
    'le chemin d’une table est attendu, ou { fichier: …, norme: M57 }',
  );

const organisme = z.strictObject({
  nom: texte,
  alias: z.array(texte).default([]),
  genre: z.enum(Object.keys(GENRES_D_ORGANISMES) as [GenreDOrganisme, ...GenreDOrganisme[]]).default('autre'),
  siren: texte.optional(),
  detaille: z.enum(['oui', 'non']).default('non'),
});

const financeur = z.strictObject({
  nom: texte,
  genre: z.enum(Object.keys(GENRES_DE_FINANCEURS) as [GenreDeFinanceur, ...GenreDeFinanceur[]]),
  annonce: montantEcrit.optional(),
});

const operation = z.strictObject({
  libelle: texte,
  cout_total: montantEcrit.optional(),
  cle: texte.optional(),
  convention: texte.optional(),
  annees: z.array(annee).default([]),
  financeurs: z.array(financeur).default([]),
});

/** A few words: they stand in titles. */
const NOM_D_EDITION_MAX = 120;

const edition = z
  .union(
    [
      texte.transform((nom) => ({ nom, dans_les_noms: 'non' as const })),
      z.strictObject({ nom: texte, dans_les_noms: z.enum(['oui', 'non']).default('non') }),
    ],
    'le nom de l’édition est attendu, version du conseil, ou { nom: …, dans_les_noms: oui }',
  )
  .superRefine(({ nom, dans_les_noms }, contexte) => {
    const refus = dans_les_noms === 'oui' ? refuserEnNomDeFichier(nom) : '';
    if (refus !== '') contexte.addIssue({ code: 'custom', message: refus, path: ['nom'] });
    if (nom.length > NOM_D_EDITION_MAX)
      contexte.addIssue({ code: 'custom', message: `le nom d’une édition a ${NOM_D_EDITION_MAX} signes au plus` });
  });

/** The shape of `exercice.yaml`, as `docs/dossier.md` describes it. All scalars come as text. */
export const schemaExercice = z.strictObject({
  exercice: annee,
  collectivite: texte,
  titre: texte,
  norme: z.enum(NORMES),
  vote: z.enum(VOTES),
  nomenclature: z.array(tableNommee(chemin)).default([]),
  base: z.enum(BASES),
  date_edition: date,
  edition: edition.optional(),
  secteur_pilote: texte,
  libelle_pilote: texte.optional(),
  mention: texte.optional(),
  population: z
    .strictObject({
      habitants,
      annee,
      source: texte,
    })
    .optional(),
  vote_suivant: z
    .strictObject({
      base: z.enum(BASES_VOTEES),
      document: texte,
      montants: z
        .record(
          texte,
          montantEcrit.refine(
            (centimes) => centimes >= 0,
            'un montant voté ne se retranche pas : un nombre sans signe est attendu',
          ),
        )
        .refine((montants) => Object.keys(montants).length > 0, 'au moins un montant voté est attendu')
        .meta({ minProperties: 1 }),
    })
    .optional(),
  arbitrage: z.strictObject({ tranche: texte }).optional(),
  secteurs: z.array(secteur).default([]),
  organismes: z.record(identifiant, organisme).default({}),
  operations: z.record(identifiant, operation).default({}),
  code_inconnu: z.enum(['erreur', 'avertissement']),
  axes: identifiants.default({}),
  domaines: identifiants.default({}),
  glossaire: z.record(texte, texte).default({}),
  apparence: z
    .strictObject({ logo: chemin.optional(), couleur: couleur.optional(), sur_couleur: couleur.optional() })
    .default({}),
  masquer: masque.optional(),
  acquittes: z
    .array(
      z.strictObject({
        constat: texte,
        fichier: chemin.optional(),
        ligne: entier.optional(),
        vu: z.string().default(''),
        motif: texte,
        auteur: texte,
        date,
      }),
    )
    .default([]),
  sources: z.array(source).min(1, 'au moins une source est attendue'),
});

/** `exercice.yaml` as it is written, once its shape is known to be right. */
export type ExerciceEcrit = z.output<typeof schemaExercice>;
type ControleEcrit = NonNullable<SourceEcrite['controle']>;
/** What is announced of a file, or of one sense of it. */
export type AnnonceEcrite = Omit<ControleEcrit, 'depenses' | 'recettes'>;

export type SourceEcrite = ExerciceEcrit['sources'][number];

/** The paths of a file that was found right, as they were written. */
export const schemaDesChemins = z.object({
  sources: z.array(z.object({ fichier: texte })),
  nomenclature: z.array(tableNommee(texte)).default([]),
  apparence: z.object({ logo: texte.optional() }).default({}),
});
