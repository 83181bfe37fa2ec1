import type { Constats, Lieu } from '../domain/constat.ts';
import { accord, formaterEntier, formaterEuros } from '../domain/format.ts';
import type { RegleCitee } from '../domain/verdict.ts';
import type { Compte, EffetRegle, Jaune, RencontreDeRegles } from './jaune.ts';

/** Rules named when several come before one. */
const NOMMEES_MAX = 5;

/** Tells the rules that decide of nothing, with those that come before them, and the pairs that disagree on lines. */
export function signalRuleFindings({ regles, rencontres }: Pick<Jaune, 'regles' | 'rencontres'>, constats: Constats) {
  const parDevancee = new Map<string, RencontreDeRegles[]>();
  for (const rencontre of rencontres) {
    const siennes = parDevancee.get(rencontre.devancee.id);
    if (siennes) siennes.push(rencontre);
    else parDevancee.set(rencontre.devancee.id, [rencontre]);
  }
  for (const effet of regles)
    if (effet.emporte.lignes === 0) signalerMuette(effet, parDevancee.get(effet.regle.id) ?? [], constats);
  for (const rencontre of rencontres) if (rencontre.contraires) signalerContraires(rencontre, constats);
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
  const coupe = lieu.lastIndexOf(':');
  return { fichier: lieu.slice(0, coupe), ligne: Number(lieu.slice(coupe + 1)) };
}
