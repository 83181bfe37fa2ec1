import type { Base } from '../domain/argent/base.ts';
import { MOTS_FERMES } from '../domain/lignes/champs.ts';
import { plier } from '../domain/textes/texte.ts';
import type { Modele } from '../formats/modeles/modele.ts';
import { reconnaitreLeModele } from '../formats/modeles/modeles.ts';
import { type Avis, type CadreDonne, DONNE, type FormatVu } from '../formats/regard.ts';
import { type Attribution, attribuerLesColonnes, type Hesitation } from './attribuer-les-colonnes.ts';
import type { Reconnaissance } from './codes-connus.ts';
import { estDeMontants, libelleSansTitre, montantsSansTitre } from './colonnes-sans-titre.ts';
import { devinerLUnite, unitesAutour } from './deviner-l-unite.ts';
import { devinerLaDecimale } from './deviner-la-decimale.ts';
import {
  devinerLaDate,
  devinerLaNorme,
  devinerLExercice,
  enVigueur,
  remarqueSurLAnneeDite,
  remarquesSurLesDates,
  trouverLesDates,
} from './deviner-le-cadre.ts';
import { type DepliageVu, devinerLeDepliage } from './deviner-le-depliage.ts';
import { devinerLesCodesAbimes } from './deviner-les-codes-abimes.ts';
import { devinerLesEcarts } from './deviner-les-ecarts.ts';
import { devinerLesMontants, douter, estDesMontants, type MontantsVus } from './deviner-les-montants.ts';
import { devinerLesReports, type ReportsProposes } from './deviner-les-reports.ts';
import { direLesEtats } from './dire-les-etats.ts';
import { direAccentsAbimes, type Echantillon } from './echantillon.ts';
import { direLesMontantsAilleurs } from './montants-ailleurs.ts';
import { cleDeTitre } from './mots-du-titre.ts';
import { nommerLesCandidates, poserDesQuestions, titresEnDouble } from './poser-des-questions.ts';
import { profilerLesColonnes } from './profil.ts';
import type { CleProposee, ColonneProposee, DepliagePropose, Proposition } from './proposition.ts';
import { dUneAutreUnite, rangerLesIgnorees } from './ranger-les-ignorees.ts';
import { reconnaitreLesMots } from './reconnaitre-les-mots.ts';
import { direLeContenu, direLesContradictions, direLesUnitesDesCellules } from './remarques-sur-le-fichier.ts';
import { roleDeBase, rolesDuTitre } from './titres-usuels.ts';
import type { Vue } from './vue-des-rangees.ts';

/** What is known of a file before its columns are looked at. */
interface FichierVu extends FormatVu {
  /** Name of the file: a year may be in it. */
  readonly nom: string;
  readonly echantillon: Echantillon;
}

/** Fields whose text may stand for a label that the file lacks, from the best. */
const LIBELLES_DE_RECHANGE = [
  'action_libelle',
  'nature_libelle',
  'programme_libelle',
  'fonction_libelle',
  'beneficiaire',
];

/**
 * Proposes the layout of a source from a sample of its rows.
 * @param reconnaitre gives what codes are recognised by in an exercice, empty when it is not known
 */
export function proposerLaDisposition(
  vu: FichierVu,
  donne: CadreDonne,
  reconnaitre: (exercice: string) => Reconnaissance,
): Proposition {
  const { echantillon, format } = vu;
  // What has no title, or one that another column has, cannot be declared.
  const doubles = titresEnDouble(echantillon.titres);
  const profils = profilerLesColonnes(echantillon).filter(({ titre }) => titre !== '' && !doubles.has(titre));
  const titresEtDessus = [...echantillon.titres, ...vu.dessus];
  const dates = trouverLesDates(profils, echantillon.lignes);
  const exerciceVu = devinerLExercice(
    profils,
    titresEtDessus,
    format.feuille === undefined ? vu.nom : `${format.feuille} ${vu.nom}`,
    dates,
  );
  const exercice = donne.exercice ?? exerciceVu.exercice;
  const outils = reconnaitre(exercice);
  const reconnaissance = { ...outils, nomenclatures: enVigueur(outils.nomenclatures) };
  const { attributions: attribuees, hesitations } = attribuerLesColonnes(profils, reconnaissance);
  const sansTitres = format.titres === 0;
  const attributions = sansTitres ? [...attribuees, ...libelleSansTitre(profils, attribuees)] : attribuees;
  const de = (role: string) => attributions.find((attribution) => attribution.role === role)?.profil;
  const normeVue = devinerLaNorme(
    {
      chapitre: de('chapitre'),
      fonction: de('fonction'),
      chapitreLibelle: de('chapitre_libelle'),
      fonctionLibelle: de('fonction_libelle'),
    },
    echantillon.lignes,
    exercice,
    reconnaissance,
  );
  const autour = unitesAutour(vu.dessus, echantillon.lignes);
  const devines = sansTitres
    ? montantsSansTitre(profils, attributions, echantillon, donne.base)
    : devinerLesMontants({
        profils,
        attributions,
        lignes: echantillon.lignes,
        baseVoulue: donne.base,
        exercice: donne.exercice !== undefined || exerciceVu.confiance === 'sûr' ? exercice : '',
        autour,
      });
  const depliage =
    sansTitres || devines.illisibles !== undefined
      ? undefined
      : devinerLeDepliage({
          profils,
          attributions,
          lignes: echantillon.lignes,
          baseVoulue: donne.base,
          geographie: reconnaissance.geographie,
        });
  const vus = depliage === undefined ? devines : { montants: [], questions: [], laisses: devines.laisses };
  const deplies = depliage === undefined ? [] : [...depliage.parts, ...(depliage.total ? [depliage.total] : [])];
  const questions = [...vus.questions, ...poserDesQuestions(hesitations, echantillon.titres)];
  const champs = promouvoirUnLibelle(
    attributions.filter(({ role }) => !role.startsWith('montants')),
    hesitations,
  );
  const privee = de('chapitre') === undefined && de('fonction') === undefined;
  const lus = profils.filter((profil) =>
    sansTitres
      ? estDeMontants(profil)
      : deplies.includes(profil) ||
        estDesMontants(profil.titre, vus) ||
        vus.questions.some(({ titres }) => titres.includes(profil.titre)),
  );
  const unite = devinerLUnite(lus, autour);
  const uniteLue = unite === undefined ? 'euros' : 'milliers';
  const retenus = champs.filter(
    ({ role, profil }) =>
      !(role === 'cout_total' && dUneAutreUnite(profil.titre, uniteLue)) &&
      !vus.laisses.has(profil.rang) &&
      !deplies.includes(profil) &&
      !estDesMontants(profil.titre, vus) &&
      !(privee && role === 'nature' && !estSur(role, champs)),
  );
  const reports = devinerLesReports(retenus, echantillon.lignes);
  const base = donne.base ?? baseDuFichier(vus);
  const colonneDe = (titre: string | undefined) => profils.find((profil) => profil.titre === titre);
  const deLaBase = vus.montants.find((montant) => montant.base === base)?.colonnes;
  const montant =
    deLaBase !== undefined && 'montant' in deLaBase
      ? colonneDe(deLaBase.montant)
      : depliage?.prouve === true
        ? depliage.total
        : undefined;
  const decimale = devinerLaDecimale(lus, format.separateur ?? ';', unite !== undefined);
  const colonneExercice = retenus.find(({ role }) => role === 'exercice')?.profil;
  const modele = reconnaitreLeModele(echantillon.titres);
  // A column of the exercice parts the years by itself, and a published layout says which of its dates does.
  const datesLibres =
    colonneExercice === undefined && modele === undefined
      ? dates.filter(({ titre }) => !retenus.some(({ profil }) => profil.titre === titre))
      : [];
  const date = devinerLaDate(datesLibres, exercice);
  const abimes = direAccentsAbimes(echantillon);
  const anneeDite =
    donne.exercice === undefined || colonneExercice !== undefined
      ? undefined
      : remarqueSurLAnneeDite(
          [...vu.dessus, ...lus.map(({ titre }) => titre), format.feuille ?? '', vu.nom],
          donne.exercice,
        );
  const sens = retenus.find(({ role }) => role === 'sens')?.profil;
  const rangees: Vue = {
    lignes: echantillon.lignes,
    entier: echantillon.entier,
    titres: echantillon.titres,
    exercice: colonneExercice && { profil: colonneExercice, choisi: exercice },
    codes: retenus
      .filter(({ role }) => ['chapitre', 'fonction', 'programme', 'action', 'nature'].includes(role))
      .map(({ profil }) => profil),
    montant,
    mesure: montant ?? (deLaBase === undefined && vus.nommes === undefined ? lus[0] : undefined),
    montants: lus,
    sens: sens && {
      rang: sens.rang,
      mots: new Map(reconnaitreLesMots('sens', sens.valeurs?.keys() ?? [])?.mots),
    },
    notation: {
      unite: uniteLue,
      milliers: decimale.milliers?.marque,
    },
    total: vus.total,
    aussiEnEuros: vus.aussiEnEuros ?? [],
    groupes: reports?.champs.flatMap((champ) => retenus.find(({ role }) => role === champ)?.profil.rang ?? []) ?? [],
  };
  const ecarts = devinerLesEcarts(rangees);
  const avis = new Map(vu.avis);
  avis.set('decimale', decimale);
  if (decimale.milliers !== undefined) avis.set('milliers', decimale.milliers);
  if (unite !== undefined) avis.set('unite', unite);
  const ignorees = rangerLesIgnorees(profils, retenus, vus, {
    privee,
    dates,
    questions,
    sansTitres,
    unite: uniteLue,
  }).filter(({ titre }) => titre !== date?.titre && !deplies.some((deplie) => deplie.titre === titre));
  const etats = direLesEtats(profils, ignorees);
  const desDates = remarquesSurLesDates(datesLibres, exercice, date?.titre);
  const doutes = [
    ...(anneeDite === undefined && desDates.length === 0 ? [] : ['d’une autre année, peut-être']),
    ...(etats.length === 0 ? [] : ['des lignes sans suite, ou d’étapes différentes, y sont']),
  ];
  const negatifs = lus.reduce((somme, { negatifs: nombre }) => somme + nombre, 0);
  const manque = modele && donne.base && baseNonDonnee(modele, donne.base);
  if (manque !== undefined) avis.set('modele', manque);
  return {
    format,
    ...(modele === undefined ? {} : { modele: modele.nom }),
    ...(manque === undefined ? {} : { empechement: manque.quoiFaire }),
    avisDuFormat: avis,
    remarques: [
      ...(anneeDite === undefined ? [] : [anneeDite]),
      ...(abimes === undefined ? [] : [abimes]),
      ...(vus.illisibles ?? []),
      ...direLesUnitesDesCellules(profils),
      ...direLesMontantsAilleurs(rangees, ecarts),
      ...direLeContenu(echantillon, negatifs, retenus, vus),
      ...etats,
      ...desDates,
      ...direLesContradictions(donne, { normeVue, exercice: colonneExercice }),
    ],
    decimale: decimale.decimale,
    ...(decimale.milliers === undefined ? {} : { milliers: decimale.milliers.marque }),
    unite: uniteLue,
    colonnes: retenus.map(enColonne),
    ...(date === undefined ? {} : { date }),
    montants: vus.montants.map((propose) => doutes.reduce(douter, propose)),
    ...(vus.nommes === undefined ? {} : { montantsNommes: vus.nommes }),
    ...(depliage === undefined ? {} : { depliage: enDepliage(depliage) }),
    questions,
    valeurs: valeursDe(retenus),
    ignorees,
    cles: [
      ...(reports === undefined ? [] : [enReporter(reports)]),
      ...devinerLesCodesAbimes({
        champs: retenus,
        lignes: echantillon.lignes,
        nomenclature: reconnaissance.nomenclatures.find((une) => une.norme === (donne.norme ?? normeVue.norme)),
        vote: donne.vote ?? normeVue.vote,
        normeSure: donne.norme !== undefined || normeVue.confiance === 'sûr',
      }),
    ],
    ecarts,
    cadre: {
      exercice,
      norme: donne.norme ?? normeVue.norme,
      vote: donne.vote ?? normeVue.vote,
      base,
      avis: new Map([
        ['exercice', donne.exercice === undefined ? exerciceVu : DONNE],
        [
          'norme',
          donne.norme === undefined ? normeVue : { ...DONNE, raisons: [...DONNE.raisons, ...normeVue.raisons] },
        ],
        [
          'base',
          donne.base === undefined
            ? {
                confiance: 'à confirmer',
                raisons: ['rien ne la dit, le fichier donne celle-ci ; --base ou --dossier en choisit une autre'],
              }
            : DONNE,
        ],
      ]),
    },
  };
}

function baseDuFichier({ montants, nommes, questions }: MontantsVus): Base {
  const donnees = nommes === undefined ? montants.map(({ base }) => base) : nommes.mots.map(([, base]) => base);
  const ordre: readonly Base[] = ['engagements', 'mandats', 'cp_votes', 'ae_votees'];
  const demandee = (base: Base) => questions.some(({ champ }) => champ === roleDeBase(base));
  return ordre.find((base) => donnees.includes(base) || demandee(base)) ?? 'engagements';
}

/** Each line must say what it is: where no column is a label, the most varied of the other texts is. */
function promouvoirUnLibelle(champs: readonly Attribution[], hesitations: readonly Hesitation[]): Attribution[] {
  if ([...champs, ...hesitations].some(({ role }) => role === 'libelle')) return [...champs];
  const rechanges = champs.filter(({ role, profil }) => LIBELLES_DE_RECHANGE.includes(role) && profil.vues > 0);
  const variete = ({ profil }: Attribution) => profil.valeurs?.size ?? Number.POSITIVE_INFINITY;
  const autres = rechanges.filter(({ role }) => role !== 'beneficiaire');
  const [choisi] = [...(autres.length > 0 ? autres : rechanges)].sort((gauche, droite) =>
    variete(gauche) === variete(droite) ? 0 : variete(droite) - variete(gauche),
  );
  return champs.map((champ) =>
    champ === choisi
      ? {
          ...champ,
          role: 'libelle',
          titre: 'partiel',
          contenu: { note: 0, raison: 'aucune colonne ne se dit libellé, celle-ci en tient lieu' },
        }
      : champ,
  );
}

/** An account number alone, without chapter or function, is that of a private accounting unless its title says better. */
function estSur(role: string, champs: readonly Attribution[]): boolean {
  const { profil } = champs.find((champ) => champ.role === role) ?? {};
  return profil !== undefined && cleDeTitre(profil.titre).startsWith('nat');
}

/** What a title may head too, and of which what stands beside it and its cells have told which it is. */
const TRANCHES: ReadonlySet<string> = new Set(['operation', 'libelle']);

function enColonne({ role, profil, titre, contenu, rivales = [] }: Attribution): ColonneProposee {
  // « Organisme » is who pays in some files, who receives in others.
  const autres = [...rolesDuTitre(profil.titre)].flatMap(([autre, accord]) =>
    titre === 'exact' && accord === 'exact' && autre !== role && !TRANCHES.has(autre) ? [autre] : [],
  );
  const sur =
    titre === 'exact' && contenu.note > 0 && contenu.douteux === undefined && autres.length + rivales.length === 0;
  const dit =
    titre === 'exact'
      ? ['titre usuel']
      : titre === 'partiel'
        ? ['le titre le laisse penser']
        : ['le contenu le laisse penser'];
  return {
    champ: role,
    titre: profil.titre,
    confiance: sur ? 'sûr' : 'à confirmer',
    raisons: [
      ...(contenu.raison !== '' && titre !== 'exact' && contenu.note === 0 ? [] : dit),
      ...(contenu.raison === '' ? [] : [contenu.raison]),
      ...autres.map((autre) => `ce titre est aussi celui de « ${autre} »`),
      ...(rivales.length === 0 ? [] : [`${nommerLesCandidates(rivales)} pourrait l’être aussi`]),
    ],
  };
}

function enReporter({ champs, confiance, raisons }: ReportsProposes): CleProposee {
  return { cle: 'reporter', valeur: `[${champs.join(', ')}]`, confiance, raisons };
}

function enDepliage({ parts, total, confiance, raisons }: DepliageVu): DepliagePropose {
  return {
    champ: 'lieu',
    colonnes: parts.map(({ titre }) => titre),
    ...(total === undefined ? {} : { total: total.titre }),
    confiance,
    raisons,
  };
}

/** The words that the tool would not understand by itself. */
function valeursDe(champs: readonly Attribution[]): Map<string, (readonly [string, string])[]> {
  const valeurs = new Map<string, (readonly [string, string])[]>();
  for (const { role, profil } of champs) {
    const connus = MOTS_FERMES[role];
    if (connus === undefined || profil.valeurs === undefined) continue;
    const mots =
      reconnaitreLesMots(role, profil.valeurs.keys())?.mots.filter(([ecrit]) => !connus.includes(plier(ecrit))) ?? [];
    if (mots.length > 0) valeurs.set(role, mots);
  }
  return valeurs;
}

/** A layout that has no amount in the base of the dossier; nothing when it has. */
function baseNonDonnee({ nomUsuel, bases }: Modele, base: Base): (Avis & { readonly quoiFaire: string }) | undefined {
  if (bases.includes(base)) return undefined;
  return {
    confiance: 'sûr',
    raisons: [`${nomUsuel} reconnu ; il ne donne pas ${base}, seulement ${bases.join(' ou ')}.`],
    quoiFaire: `${nomUsuel} ne donne pas ${base} : demandez un autre fichier à qui l’envoie, ou changez la base du dossier (${bases.join(' ou ')}).`,
  };
}
