import { LIBELLES_BASES } from '../domain/argent/base.ts';
import { type Montant, montant } from '../domain/argent/montant.ts';
import { chercheurDeFichiersAbsents } from '../domain/conditions/chercheur-de-fichiers-absents.ts';
import type { Constats, Lieu } from '../domain/constats/constat.ts';
import type { EnTete } from '../domain/dossier/dossier.ts';
import type { Emetteur, Emetteurs } from '../domain/lignes/emetteurs.ts';
import type { EditionPrecedente } from '../domain/lignes/lignes-publiees.ts';
import { accord, enumerer, formaterEntier, formaterEuros } from '../domain/textes/format.ts';
import { cleDeNom } from '../domain/textes/nom.ts';
import { fichierDeRef, numeroDeRef } from '../domain/verdict/decision-ecrite.ts';
import type { RegleCitee } from '../domain/verdict/verdict.ts';
import { signalerLesCofinancements } from './cofinancements/signaler-les-cofinancements.ts';
import type { Compte } from './compte.ts';
import { signalerLesFlux } from './consolidation/signaler-les-flux.ts';
import { signalerLesNonDeclares } from './consolidation/signaler-les-non-declares.ts';
import type { EffetRegle, Jaune, RencontreDeRegles } from './jaune.ts';
import { signalerLeVoteSuivant } from './signaler-le-vote-suivant.ts';

/** Tells what the compile shows that nobody wrote: rules that never speak or disagree, lines that are twins. */
export function signalerLesConstats(jaune: Jaune, constats: Constats): void {
  signalerLesRegles(
    jaune,
    jaune.sources.map(({ fichier }) => fichier),
    constats,
  );
  signalerJumelles(jaune, constats);
  signalerLesCofinancements(jaune, constats);
  signalerLesFlux(jaune, constats);
  signalerLesNonDeclares(jaune, constats);
  signalerLeVoteSuivant(jaune, constats);
}

/** Twins whose place is given; the others are counted. */
const JUMELLES_NOMMEES = 10;

/** Identical lines may be distinct grants: told, never dropped. */
function signalerJumelles(jaune: Jaune, constats: Constats): void {
  const vues = new Map<string, { fichier: string; nombre: number; chacune: Montant; lignes: number[] }>();
  for (const { ligne, verdict, montant: chacune } of [...jaune.lignes, ...jaune.recettes]) {
    if (verdict.place === 'exclue' || verdict.place === 'non_examinee') continue;
    const cle = `${ligne.fichier} ${ligne.empreinte}`;
    const vue = vues.get(cle);
    if (!vue) {
      vues.set(cle, { fichier: ligne.fichier, nombre: 1, chacune, lignes: [ligne.numero] });
      continue;
    }
    vue.nombre += 1;
    if (vue.lignes.length < JUMELLES_NOMMEES) vue.lignes.push(ligne.numero);
  }
  for (const { fichier, nombre, chacune, lignes } of vues.values())
    if (nombre > 1)
      constats.ajouter({
        code: 'A-LIGNES-IDENTIQUES',
        lieu: { fichier, ligne: lignes[0] ?? 1 },
        message: `cette ligne retenue est là ${formaterEntier(nombre)} fois : lignes ${lignes.join(', ')}${nombre > lignes.length ? '…' : ''} du fichier ; ${formaterEuros(montant(chacune * nombre))} sont comptés, dont ${formaterEuros(montant(chacune * (nombre - 1)))} de trop s’il s’agit d’un doublon`,
        remede:
          'Deux subventions peuvent se ressembler : toutes sont comptées. Vérifiez qu’il ne s’agit pas d’un doublon.',
      });
}

/** Rules named when several come before one, and files that one rule names. */
const NOMMEES_MAX = 5;

/**
 * Tells the rules that name a file that is no longer there or decide of nothing, with those that come before them, and the pairs
 * that disagree on lines.
 */
export function signalerLesRegles(
  { regles, rencontres }: Pick<Jaune, 'regles' | 'rencontres'>,
  sources: readonly string[],
  constats: Constats,
): void {
  const parDevancee = new Map<string, RencontreDeRegles[]>();
  for (const rencontre of rencontres) {
    const siennes = parDevancee.get(rencontre.devancee.id);
    if (siennes) siennes.push(rencontre);
    else parDevancee.set(rencontre.devancee.id, [rencontre]);
  }
  const absentsDe = chercheurDeFichiersAbsents(sources);
  for (const effet of regles) {
    const absents = effet.condition ? absentsDe(effet.condition) : [];
    if (absents.length > 0) signalerSansFichier(effet, absents, constats);
    else if (estMuette(effet)) signalerMuette(effet, parDevancee.get(effet.regle.id) ?? [], constats);
  }
  for (const rencontre of rencontres) if (rencontre.contraires) signalerContraires(rencontre, constats);
}

function estMuette({ emporte }: EffetRegle): boolean {
  return emporte.lignes + emporte.recettes.lignes === 0;
}

function signalerSansFichier(effet: EffetRegle, absents: readonly string[], constats: Constats): void {
  const [ils, renommes, envoyes, les] =
    absents.length > 1
      ? ['qui ne sont pas des sources', 'S’ils ont été renommés', 'S’ils ne sont plus envoyés', 'les']
      : ['qui n’est pas une source', 'S’il a été renommé', 'S’il n’est plus envoyé', 'le'];
  const reste = absents.length - NOMMEES_MAX;
  const nommes = [...absents.slice(0, NOMMEES_MAX), ...(reste > 0 ? [accord(reste, 'autre')] : [])];
  constats.ajouter({
    code: 'A-REGLE-FICHIER',
    lieu: lieuDeRegle(effet.regle),
    message: `la règle « ${effet.regle.id} » nomme ${enumerer(nommes)}, ${ils} du dossier${estMuette(effet) ? ' : elle n’attrape aucune ligne' : ''}`,
    remede: `${renommes}, écrivez le nom d’à présent, tel qu’exercice.yaml le dit sous sources, dans sa condition et ses exemples. ${envoyes}, retirez-${les} de la règle, ou retirez la règle.`,
  });
}

function signalerMuette(
  { regle, question, devance }: EffetRegle,
  rencontres: readonly RencontreDeRegles[],
  constats: Constats,
): void {
  constats.ajouter({
    code: 'A-REGLE-MUETTE',
    lieu: lieuDeRegle(regle),
    ...(devance.lignes > 0
      ? {
          message: `la règle « ${regle.id} » ne décide d’aucune ligne : ${direDevancement(devance, rencontres)}`,
          remede: 'Remontez-la si elle est plus précise, ou retirez-la si elle ne sert plus.',
        }
      : {
          message: `la règle « ${regle.id} » n’attrape aucune ligne${question === 'perimetre' ? '' : ' à laquelle sa question soit posée'}`,
          remede:
            question === 'perimetre'
              ? 'Vérifiez sa condition. Une règle de périmètre protège aussi des lignes à venir : gardez-la si elle peut encore servir.'
              : 'Vérifiez sa condition, ou retirez-la si elle ne sert plus.',
        }),
  });
}

function signalerContraires({ gagnante, devancee, compte, exemples }: RencontreDeRegles, constats: Constats): void {
  if (!gagnante) return;
  constats.ajouter({
    code: 'A-REGLES-CONTRAIRES',
    lieu: lieuDeRegle(devancee),
    message: `la règle « ${devancee.id} » conclut « ${devancee.conclusion} » là où « ${gagnante.id} » (${gagnante.lieu}), qui l’emporte, conclut « ${gagnante.conclusion} » : ${direCompte(compte)}`,
    remede: `Rien si c’est voulu, la première l’emporte ; sinon précisez l’une des deux. ${direExemples(compte, exemples)}`,
  });
}

/** « « a » passe toujours avant elle, sur 3 lignes, 12,00 € »; when several do, each with its own. */
function direDevancement(devance: Compte, rencontres: readonly RencontreDeRegles[]): string {
  const nommer = ({ gagnante }: RencontreDeRegles) => (gagnante ? `« ${gagnante.id} »` : 'une décision');
  const [seule] = rencontres;
  if (seule && rencontres.length === 1) return `${nommer(seule)} passe toujours avant elle, sur ${direCompte(devance)}`;
  const nommees = rencontres
    .slice(0, NOMMEES_MAX)
    .map((rencontre) => `${nommer(rencontre)} sur ${direCompte(rencontre.compte)}`);
  const reste = rencontres.length - nommees.length;
  const detail = [...nommees, ...(reste > 0 ? [`et ${formaterEntier(reste)} de plus`] : [])].join(' ; ');
  return `d’autres passent toujours avant elle, sur ${direCompte(devance)} (${detail})`;
}

function direCompte({ lignes, centimes }: Compte): string {
  return `${accord(lignes, 'ligne')}, ${formaterEuros(centimes)}`;
}

function direExemples({ lignes }: Compte, exemples: readonly string[]): string {
  return `${lignes > exemples.length ? 'Par exemple' : 'Voyez'} ${exemples.join(', ')} (jaune expliquer).`;
}

/** Where a rule is written: a rule cites its place as text. */
function lieuDeRegle({ lieu }: RegleCitee): Lieu {
  return { fichier: fichierDeRef(lieu), ligne: numeroDeRef(lieu) };
}

/** What a slip of the unit or of the decimal mark multiplies by, and how far from it a year may be. */
const FACTEURS = [100, 1_000] as const;
const TOLERANCE = 1.25;

/** Tells the senders of the edition before that sent nothing this year, and those whose sum has changed of unit since. */
export function signalerLesEmetteurs(
  avant: Pick<EditionPrecedente, 'emetteurs' | 'exercice' | 'base' | 'fichier'>,
  { emetteurs, enTete }: { readonly emetteurs: Emetteurs; readonly enTete: Pick<EnTete, 'base' | 'exercice'> },
  constats: Constats,
): void {
  for (const emetteur of avant.emetteurs.liste) {
    const euros = avant.emetteurs.sommeDe(emetteur);
    if (!emetteurs.connait(emetteur)) {
      if (estRenomme(emetteur, avant.emetteurs, emetteurs)) continue;
      const base = avant.base === enTete.base ? '' : ` (${LIBELLES_BASES[avant.base]})`;
      constats.ajouter({
        code: 'A-SECTEUR-ABSENT',
        lieu: { fichier: avant.fichier },
        message: `${nommer(emetteur)} n’a envoyé aucune ligne cette année ; ses lignes de ${avant.exercice} faisaient ${formaterEuros(euros)}${base}`,
        remede:
          'Demandez-lui son fichier, ou déclarez-le sous sources. S’il a changé de nom ou n’a plus rien à dire, rien à faire.',
      });
      continue;
    }
    if (avant.base !== enTete.base) continue;
    const maintenant = emetteurs.sommeDe(emetteur);
    const facteur = facteurEntre(Math.abs(euros), Math.abs(maintenant));
    if (facteur === undefined) continue;
    constats.ajouter({
      code: 'A-ORDRE-DE-GRANDEUR',
      lieu: { fichier: avant.fichier },
      message: `les lignes de ${nommer(emetteur)} font ${formaterEuros(maintenant)}, et faisaient ${formaterEuros(euros)} en ${avant.exercice} : environ ${formaterEntier(facteur)} fois ${maintenant > euros ? 'plus' : 'moins'}`,
      remede:
        'L’unité (euros, milliers) ou la marque décimale de l’une des deux années est sans doute fausse. Vérifiez unite et decimale dans exercice.yaml.',
    });
  }
}

/** Whether a sector sends under a body that was not there: the body took another name, the sector is not silent. */
function estRenomme({ secteur }: Emetteur, avant: Emetteurs, maintenant: Emetteurs): boolean {
  if (secteur === '') return false;
  const organismes = new Set(avant.liste.map(({ organisme }) => cleDeNom(organisme)));
  return maintenant.liste.some(
    (autre) => cleDeNom(autre.secteur) === cleDeNom(secteur) && !organismes.has(cleDeNom(autre.organisme)),
  );
}

function nommer({ organisme, secteur }: Emetteur): string {
  if (secteur === '') return `« ${organisme} »`;
  return organisme === '' || organisme === secteur ? `« ${secteur} »` : `« ${secteur} » (${organisme})`;
}

function facteurEntre(avant: number, maintenant: number): number | undefined {
  if (avant === 0 || maintenant === 0) return undefined;
  const rapport = Math.max(avant, maintenant) / Math.min(avant, maintenant);
  return FACTEURS.find((facteur) => rapport >= facteur / TOLERANCE && rapport <= facteur * TOLERANCE);
}
