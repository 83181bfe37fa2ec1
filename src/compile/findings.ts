import type { Constats } from '../domain/constat.ts';
import { accord, formaterEntier, formaterEuros } from '../domain/format.ts';
import type { EffetRegle, Jaune } from './jaune.ts';

/** Tells what the compile shows that nobody wrote: rules that never speak or disagree, lines that are twins. */
export function signalFindings(jaune: Jaune, constats: Constats): void {
  for (const effet of jaune.regles) signalerRegle(effet, constats);
  signalerJumelles(jaune, constats);
}

function signalerRegle({ regle, question, emporte, devance, contredite }: EffetRegle, constats: Constats): void {
  const lieu = lieuDe(regle.lieu);
  if (emporte.lignes === 0)
    constats.ajouter({
      code: 'A-REGLE-MUETTE',
      gravite: 'avertissement',
      lieu,
      message:
        devance.lignes === 0
          ? `la règle « ${regle.id} » n’attrape aucune ligne`
          : `la règle « ${regle.id} » ne décide d’aucune ligne : d’autres passent avant elle sur ${accord(devance.lignes, 'ligne')}`,
      remede: 'Vérifiez sa condition ou son rang, ou retirez-la si elle ne sert plus.',
    });
  // A general breakdown after particular ones is how officers write them: overlapping there is no disagreement.
  if (contredite.lignes > 0 && question !== 'ventilation')
    constats.ajouter({
      code: 'A-REGLES-CONTRAIRES',
      gravite: 'avertissement',
      lieu,
      message: `la règle « ${regle.id} » conclut autrement que celle qui l’emporte sur ${accord(contredite.lignes, 'ligne')}, ${formaterEuros(contredite.centimes)}`,
      remede: 'C’est peut-être voulu, la première l’emporte ; jaune expliquer montre, ligne par ligne, laquelle.',
    });
}

/** Twins whose place is given; the others are counted. */
const JUMELLES_NOMMEES = 10;

/** Identical lines may be distinct grants: told, never dropped. */
function signalerJumelles(jaune: Jaune, constats: Constats): void {
  const vues = new Map<string, { fichier: string; nombre: number; lignes: number[] }>();
  for (const { ligne } of jaune.lignes) {
    const cle = `${ligne.fichier} ${ligne.empreinte}`;
    const vue = vues.get(cle);
    if (!vue) {
      vues.set(cle, { fichier: ligne.fichier, nombre: 1, lignes: [ligne.numero] });
      continue;
    }
    vue.nombre += 1;
    if (vue.lignes.length < JUMELLES_NOMMEES) vue.lignes.push(ligne.numero);
  }
  for (const { fichier, nombre, lignes } of vues.values())
    if (nombre > 1)
      constats.ajouter({
        code: 'A-LIGNES-IDENTIQUES',
        gravite: 'avertissement',
        lieu: { fichier, ligne: lignes[0] ?? 1 },
        message: `cette ligne retenue est là ${formaterEntier(nombre)} fois : lignes ${lignes.join(', ')}${nombre > lignes.length ? '…' : ''} du fichier`,
        remede:
          'Deux subventions peuvent se ressembler : toutes sont comptées. Vérifiez qu’il ne s’agit pas d’un doublon.',
      });
}

function lieuDe(ecrit: string): { fichier: string; ligne: number } {
  const coupe = ecrit.lastIndexOf(':');
  return { fichier: ecrit.slice(0, coupe), ligne: Number(ecrit.slice(coupe + 1)) };
}
