import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ajouterLesDecisions } from '../classify/decisions/decisions-ecrites.ts';
import { lireLesDecisions } from '../classify/decisions/lire-les-decisions.ts';
import { RegistreDesDecisions } from '../classify/decisions/registre-des-decisions.ts';
import { type Constats, exigerSansErreur } from '../domain/constats/constat.ts';
import { lireLaDeclaration } from '../dossier/lire-la-declaration.ts';
import { nomDeSource } from '../dossier/lire-le-format.ts';
import { decodeText, readWhole } from '../files/read-text.ts';
import { type Bilan, usage } from './bilan-d-init.ts';
import type { DossierPasse } from './dossier-passe.ts';
import { RELANCER, retrouverLesDecisions } from './retrouver-les-decisions.ts';

const EXERCICE = 'exercice.yaml';
const ARBITRAGES = 'arbitrages.csv';

/**
 * Adds to a dossier that is there the past decisions whose line has come since, and touches nothing else of it.
 * @param attendu its exercice, when it was told
 * @throws Refus when its exercice is not one that follows, or the one told
 * @throws ConstatsBloquants when what the dossier declares, or its decisions, are at fault
 */
export async function ajouterAuDossier(
  chemin: string,
  passe: DossierPasse,
  attendu: string | undefined,
  constats: Constats,
): Promise<Bilan> {
  const octets = readWhole(join(chemin, EXERCICE), EXERCICE, undefined, constats);
  const texte = octets && decodeText(octets, EXERCICE, 'texte', constats);
  const declaration = texte === undefined ? undefined : lireLaDeclaration(texte, chemin, constats);
  exigerSansErreur(constats);
  if (!declaration) throw new Error('un exercice.yaml refusé doit porter une erreur');
  const { exercice, axes, domaines, sources } = declaration.ecrit;
  const ancien = passe.preparation.dossier.enTete.exercice;
  if (exercice <= ancien || (attendu !== undefined && attendu !== exercice))
    throw usage(
      `${chemin} est un dossier de ${exercice}${exercice <= ancien ? `, qui ne vient pas après ${ancien}` : `, non de ${attendu}`}`,
      'Vérifiez --exercice, le nom du dossier et --depuis.',
    );

  const presentes = existsSync(join(chemin, ARBITRAGES))
    ? await lireLesDecisions(
        chemin,
        ARBITRAGES,
        {
          axes: new Map(Object.entries(axes)),
          domaines: new Map(Object.entries(domaines)),
          geographie: passe.preparation.references.geographie,
          exercice,
          // The date may be blank still: no decision comes after it.
          dateEdition: '9999-12-31',
          sources: sources.map(nomDeSource),
        },
        constats,
      )
    : [];
  exigerSansErreur(constats);
  const registre = new RegistreDesDecisions(presentes);
  const { reprises, dites, enAttente } = await retrouverLesDecisions(
    passe,
    declaration,
    chemin,
    (ref) => registre.enVigueur(ref) !== undefined,
  );
  if (reprises.length > 0)
    await ajouterLesDecisions(
      chemin,
      ARBITRAGES,
      reprises.map(({ ecrite }) => ({ ecrite, remplace: false })),
    );
  return {
    type: 'decisions',
    dossier: chemin,
    exercice,
    depuis: { dossier: passe.chemin, exercice: ancien },
    repris: [],
    laisses: [],
    decisions: dites,
    aFaire: enAttente ? [RELANCER] : [],
  };
}
