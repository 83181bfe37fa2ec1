import { release } from 'node:os';
import { accord, formaterEntier } from '../../domain/textes/format.ts';
import { LIBELLES_PLACES, PLACES } from '../../domain/verdict/verdict.ts';
import { comparerALaVersion, type OutilCompare } from '../../edition/comparer-a-la-version.ts';
import { VERSION } from '../../files/tool.ts';
import { findingsJson, printJson } from '../findings-json.ts';
import type { Io } from '../io.ts';
import { withFindings } from '../with-findings.ts';
import type { DiagnosticOptions } from './command.ts';
import { type DossierDiagnosis, diagnoseDossier, kindOf } from './diagnose-dossier.ts';

/** `jaune diagnostic`: what to send with a question, of which nothing is secret. Told of a dossier at fault as of any other. */
export function runDiagnostic(dossier: string | undefined, options: DiagnosticOptions, io: Io): Promise<number> {
  return withFindings(options, io, async (constats) => {
    const diagnosed = dossier === undefined ? undefined : await diagnoseDossier(dossier, constats);
    const machine = {
      jaune: VERSION,
      node: process.versions.node,
      systeme: `${process.platform} ${release()}`,
      architecture: process.arch,
    };
    const outil = await comparerALaVersion().then(toolJson, (error: unknown) => ({ panne: kindOf(error) }));
    if (options.json)
      printJson(io, {
        ok: true,
        ...machine,
        outil,
        dossier: diagnosed ?? null,
        ...findingsJson(constats),
      });
    else
      io.stdout.write(
        `${[
          `jaune ${machine.jaune} · Node ${machine.node} · ${machine.systeme} · ${machine.architecture}`,
          toolText(outil),
          ...(diagnosed === undefined ? [] : ['', ...dossierText(diagnosed)]),
        ].join('\n')}\n`,
      );
  });
}

/** The files of the tool that differ are counted by where they lie: whoever added one may have named it after somebody. */
function toolJson({ connu, fichiers, ecarts, programme, publie }: OutilCompare) {
  const of = (what: string) => ecarts.filter(({ quoi }) => quoi === what).length;
  return {
    connu,
    fichiers,
    changes: of('change'),
    manquants: of('manque'),
    ajoutes: of('ajoute'),
    programme,
    programme_publie: publie,
  };
}

function toolText(outil: ReturnType<typeof toolJson> | { readonly panne: string }): string {
  if ('panne' in outil)
    return `Outil : incomplet (${outil.panne}). Sortez-le de nouveau du fichier .zip, ou installez-le de nouveau.`;
  const { connu, fichiers, changes, manquants, ajoutes, programme, programme_publie } = outil;
  const judged = !connu
    ? 'd’une version dont les empreintes manquent'
    : changes + manquants + ajoutes === 0
      ? `tous ceux de la version ${VERSION}`
      : `pas ceux de la version ${VERSION} (changés : ${changes}, manquants : ${manquants}, ajoutés : ${ajoutes})`;
  const program =
    programme === ''
      ? 'lancé depuis ses sources'
      : `${programme.slice(0, 16)}${programme_publie ? '' : ' (version dont l’empreinte n’est pas publiée)'}`;
  return `Outil : ${accord(fichiers, 'fichier')} de tables et de gabarits, ${judged} ; programme ${program}`;
}

function dossierText({ fichiers, octets, constats, acquittes, panne, lu }: DossierDiagnosis): string[] {
  const counts = (of: Readonly<Record<string, number>>) =>
    Object.entries(of)
      .map(([word, number]) => `${word} ${formaterEntier(number)}`)
      .join(', ') || 'aucun';
  return [
    fichiers === undefined || octets === undefined
      ? 'Fichiers du dossier : l’un d’eux, ou un sous-dossier, ne peut pas être regardé.'
      : `Fichiers du dossier : ${counts(fichiers)} ; ${formaterEntier(octets)} octets`,
    ...(lu === undefined
      ? ['Le dossier a des erreurs : ses lignes ne sont pas comptées.']
      : [
          `Norme ${lu.norme}, vote ${lu.vote}, base ${lu.base}`,
          `Sources : ${counts(lu.sources)}`,
          'Lignes par place, dépenses et recettes :',
          ...PLACES.map((place) => {
            const { depenses = 0, recettes = 0 } = lu.lignes[place] ?? {};
            return `  ${LIBELLES_PLACES[place]} : ${formaterEntier(depenses)} et ${formaterEntier(recettes)}`;
          }),
          `Rangées écartées : ${formaterEntier(lu.lignes_ecartees)}`,
          `Règles ${lu.regles}, décisions ${lu.decisions}, organismes ${lu.organismes}, opérations ${lu.operations}, textes ${lu.textes}, gabarits ${lu.gabarits}, années gardées ${lu.annees_gardees}, fichiers à côté de l’argent ${lu.volets}`,
        ]),
    `Constats : ${counts(constats)}${acquittes === 0 ? '' : ` ; acquittés ${acquittes}`}`,
    ...(panne === undefined ? [] : [`Arrêt : ${panne}`]),
  ];
}
