import {
  type Acquittement,
  type AvertissementAcquitte,
  ecrireVu,
  estDedans,
  estDeRangement,
  sommeDAvertissements,
  sommeDeLAvertissement,
} from '../domain/constats/acquittement.ts';
import { CODES_CONSTATS, type CodeConstat, graviteDe } from '../domain/constats/codes-constats.ts';
import type { Constats, Signaler } from '../domain/constats/constat.ts';
import type { AcquittementDeclare } from '../domain/dossier/dossier.ts';
import { accord } from '../domain/textes/format.ts';
import { nomLePlusProche } from '../domain/textes/texte.ts';
import { reportInYaml, type YamlDocument } from '../files/yaml-document.ts';
import type { ExerciceEcrit } from './schema-exercice.ts';

/** What tells that an acknowledgement holds no more: it cannot be acknowledged. */
const CADUC: CodeConstat = 'A-ACQUITTEMENT';

/** Reads the warnings that the dossier acknowledges. Errors cannot be: what is wrong is put right. */
export function lireLesAcquittements(
  { acquittes }: Pick<ExerciceEcrit, 'acquittes'>,
  document: YamlDocument,
  constats: Constats,
): AcquittementDeclare[] {
  const vus = new Set<string>();
  return acquittes.flatMap((ecrit, rang) => {
    const chemin = ['acquittes', rang];
    let refuse = false;
    const refuser: Signaler = (cle, message, remede, sur) => {
      refuse = true;
      reportInYaml(document, constats, 'E-EXERCICE-INCOHERENT', [...chemin, ...cle], message, remede, sur);
    };
    const code = CODES_CONSTATS.find((connu) => connu === ecrit.constat);
    if (code === undefined) refuserLeCode(ecrit.constat, refuser);
    else if (graviteDe(code) === 'erreur')
      refuser(
        ['constat'],
        `« ${code} » est une erreur : une erreur ne s’acquitte pas`,
        'Corrigez ce qu’elle dit, ou écartez la ligne avec un motif ; seuls les codes en A- s’acquittent.',
      );
    else if (code === CADUC)
      refuser(['constat'], `« ${code} » ne s’acquitte pas`, 'Mettez à jour, ou retirez, l’acquittement dont il parle.');
    if (ecrit.ligne !== undefined && ecrit.fichier === undefined)
      refuser(['ligne'], 'ligne est dite sans fichier', 'Écrivez aussi fichier, ou retirez ligne.', 'cle');
    const cle = JSON.stringify([ecrit.constat, ecrit.fichier, ecrit.ligne, ecrit.vu]);
    if (vus.has(cle)) refuser([], 'ce même acquittement est déjà plus haut', 'Gardez l’un des deux.');
    vus.add(cle);
    if (code === undefined || refuse) return [];
    return [{ ...ecrit, constat: code, place: document.place(chemin) }];
  });
}

function refuserLeCode(ecrit: string, refuser: Signaler): void {
  const proche = nomLePlusProche(
    ecrit,
    CODES_CONSTATS.filter((code) => graviteDe(code) === 'avertissement' && code !== CADUC),
  );
  refuser(
    ['constat'],
    `« ${ecrit} » n’est le code d’aucun avertissement`,
    proche === undefined
      ? 'Recopiez le code entre crochets de l’avertissement.'
      : `Vouliez-vous écrire « ${proche} » ?`,
  );
}

/**
 * Tells the acknowledgements that hold no more, once all that a run has to tell is known.
 * @returns those that hold and that documents list
 */
export function signalerLesAcquittements(
  declares: readonly AcquittementDeclare[],
  constats: Constats,
): AvertissementAcquitte[] {
  if (declares.length === 0) return [];
  const tenus = new Set(
    constats.acquittes.map(({ constat, fichier, ligne, vu }) => cleDe({ constat, fichier, ligne, vu })),
  );
  const caducs = declares.filter((declare) => !tenus.has(cleDe(declare)));
  const dits = caducs.map((declare) => ({ declare, reste: resteDe(declare, constats) }));
  for (const { declare, reste } of dits)
    constats.ajouter({
      code: CADUC,
      ...declare.place,
      ...(reste === undefined
        ? {
            message: `cet acquittement ne répond à aucun avertissement ${declare.constat}${ou(declare)}`,
            remede: 'Ce qu’il acceptait n’est plus là : retirez-le.',
          }
        : {
            message: `${declare.vu === '' ? 'vu n’est pas écrit : rien n’est acquitté' : 'ce qui fut acquitté a changé, et se redit'} (${accord(reste.nombre, 'avertissement')} ${declare.constat}${ou(declare)})`,
            remede: `Relisez ${reste.nombre === 1 ? 'l’avertissement' : 'ces avertissements'} ; s’il faut ${reste.nombre === 1 ? 'l’accepter' : 'les accepter'} encore, écrivez « vu: ${reste.vu} », et revoyez motif et date.`,
          }),
    });
  return constats.acquittes.filter((acquitte) => !estDeRangement(acquitte));
}

function cleDe({ constat, fichier, ligne, vu }: Pick<Acquittement, 'constat' | 'fichier' | 'ligne' | 'vu'>): string {
  return JSON.stringify([constat, fichier, ligne, vu]);
}

function ou({ fichier, ligne }: Acquittement): string {
  if (fichier === undefined) return '';
  return ligne === undefined ? ` dans ${fichier}` : ` dans ${fichier}, ligne ${ligne}`;
}

/** The warnings that an acknowledgement speaks of and does not hold for, and the digest that it would take to. */
function resteDe(
  declare: Acquittement,
  constats: Constats,
): { readonly nombre: number; readonly vu: string } | undefined {
  const groupes = constats.groupes.filter(
    ({ code, fichier }) => code === declare.constat && (declare.fichier ?? fichier) === fichier,
  );
  if (declare.ligne !== undefined) {
    const [premier] = groupes.flatMap(({ gardes }) => gardes).filter(({ lieu }) => estDedans(declare, lieu));
    return premier && { nombre: 1, vu: ecrireVu(sommeDeLAvertissement(premier)) };
  }
  if (groupes.length === 0) return undefined;
  return {
    nombre: groupes.reduce((total, { nombre }) => total + nombre, 0),
    vu: ecrireVu(sommeDAvertissements(groupes.map(({ somme }) => somme))),
  };
}
