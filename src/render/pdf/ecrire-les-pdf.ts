import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PDFDocument } from '@cantoo/pdf-lib';
import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import type { Constats } from '../../domain/constats/constat.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import { type FormeSurPapier, nomDuPdf } from '../../domain/dossier/formes-sur-papier.ts';
import { tellStage } from '../../files/progress.ts';
import { withScratch } from '../../files/scratch.ts';
import { VERSION } from '../../files/tool.ts';
import { cetteMachine, chercherLeNavigateur, VARIABLE_DU_NAVIGATEUR } from './chercher-le-navigateur.ts';
import { ancresDuSommaire, copieAImprimer } from './copie-a-imprimer.ts';
import { ImpressionEchouee, imprimer, type Navigateur } from './imprimer.ts';
import { estBalise, ouvrirLePdf, type Reperes, reperesDuPdf, versionDuMoteur } from './reperes-du-pdf.ts';
import { styleDeLaCopie } from './style-de-la-copie.ts';

/** What is asked to be printed. */
export interface DemandeDePdf {
  readonly formes: readonly FormeSurPapier[];
  /** The variables of the machine, by which its browser is found. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How long a browser is waited for, each time that it prints; a slower machine is given more. */
const PATIENCE = 300;
export const VARIABLE_DE_PATIENCE = 'JAUNE_NAVIGATEUR_SECONDES';

/** The first Chromium that draws heads and feet of pages as the page says them. */
const MOTEUR_MIN = 131;
/** Numbers of pages are written by the print before: two are enough unless the contents lose or gain a line. */
const IMPRESSIONS_AU_PLUS = 4;

/**
 * Prints the page, in each form that is asked, by a browser of the machine. What is missing for it is told, and stops nothing: a PDF
 * comes whole or does not come.
 * @param dossier the folder of the page, where they go
 * @param page its name there
 * @returns the names of those that were written
 */
export async function ecrireLesPdf(
  dossier: string,
  page: string,
  enTete: EnTete,
  { formes, env }: DemandeDePdf,
  constats: Constats,
): Promise<readonly string[]> {
  const [premiere] = formes;
  if (premiere === undefined) return [];
  const trouve = chercherLeNavigateur(cetteMachine(env));
  if (trouve.chemin === undefined) {
    constats.ajouter({
      code: 'A-PDF-NAVIGATEUR',
      lieu: { fichier: formes.map((forme) => nomDuPdf(enTete, forme)).join(', ') },
      message: `pas de PDF : ${trouve.manque} ; les autres documents sont écrits`,
      remede: trouve.remede,
    });
    return [];
  }
  const demandees = Number(env[VARIABLE_DE_PATIENCE]);
  const secondes = demandees > 0 && demandees < 1e6 ? demandees : PATIENCE;
  const html = readFileSync(join(dossier, page), 'utf8');
  const ecrits: string[] = [];
  for (const forme of formes) {
    const nom = nomDuPdf(enTete, forme);
    tellStage(`impression de ${nom}`);
    try {
      const octets = await imprimerUneForme(html, forme, enTete, { chemin: trouve.chemin, secondes, env });
      writeFileSync(join(dossier, nom), octets);
      ecrits.push(nom);
    } catch (erreur) {
      if (!(erreur instanceof ImpressionEchouee)) throw erreur;
      constats.ajouter({
        code: 'A-PDF',
        lieu: { fichier: nom },
        message: `pas de PDF : le navigateur ${trouve.chemin} ${erreur.message} ; les autres documents sont écrits`,
        remede: remedeDe(trouve.chemin),
      });
    }
  }
  return ecrits;
}

function remedeDe(chemin: string): string {
  const paquet = /(?:^|\/)snap\//.test(chemin)
    ? ' Celui d’un paquet snap ne lit pas /tmp : donnez par TMPDIR un dossier qui soit dans le vôtre.'
    : '';
  return `Donnez un autre Chromium, Chrome ou Edge, de version ${MOTEUR_MIN} au moins, par la variable ${VARIABLE_DU_NAVIGATEUR} ; s’il est lent, plus de secondes par ${VARIABLE_DE_PATIENCE}. Puis relancez la même commande.${paquet}`;
}

/**
 * Prints a form until its contents say the pages that it has.
 * @throws ImpressionEchouee when the browser does not print it as it should
 */
function imprimerUneForme(
  page: string,
  forme: FormeSurPapier,
  enTete: EnTete,
  navigateur: Navigateur,
): Promise<Uint8Array> {
  return withScratch(async (atelier) => {
    const sommaire = ancresDuSommaire(page);
    const pied = `Base : ${LIBELLES_BASES[enTete.base]}`;
    let connus: Reperes | undefined;
    for (let fois = 0; fois < IMPRESSIONS_AU_PLUS; fois++) {
      const ici = join(atelier, String(fois));
      mkdirSync(ici);
      const copie = join(ici, 'page.html');
      writeFileSync(copie, copieAImprimer(page, forme, styleDeLaCopie(pied, sommaire, connus)));
      const pdf = await lire(await imprimer(navigateur, copie, ici));
      const reperes = reperesDuPdf(pdf);
      if (connus !== undefined && sontLesMemes(connus, reperes, sommaire)) return signer(pdf, enTete, forme);
      connus = reperes;
      rmSync(ici, { recursive: true, force: true, maxRetries: 5 });
    }
    throw new ImpressionEchouee('ne met pas deux fois les mêmes sections aux mêmes pages');
  });
}

async function lire(octets: Uint8Array): Promise<PDFDocument> {
  let pdf: PDFDocument;
  try {
    pdf = await ouvrirLePdf(octets);
    pdf.getPages();
  } catch {
    throw new ImpressionEchouee('n’a écrit qu’une partie d’un PDF, ou autre chose');
  }
  const version = versionDuMoteur(pdf);
  if (version < MOTEUR_MIN)
    throw new ImpressionEchouee(
      version === 0 ? 'n’est ni Chromium, ni Chrome, ni Edge' : `est de version ${version}, il faut ${MOTEUR_MIN}`,
    );
  if (!estBalise(pdf)) throw new ImpressionEchouee('imprime sans balises ni signets');
  return pdf;
}

function sontLesMemes(avant: Reperes, apres: Reperes, sommaire: readonly string[]): boolean {
  const dire = ({ pages, ancres, titres }: Reperes) =>
    JSON.stringify([pages, sommaire.map((ancre) => ancres.get(ancre) ?? 0), titres]);
  return dire(avant) === dire(apres);
}

const FORMES_EN_MOTS: Readonly<Record<FormeSurPapier, string>> = {
  essentiel: 'l’essentiel',
  complet: 'document complet',
  presse: 'fiche de presse',
};

/** Says whose it is, of which day: that of the edition, not of the print. */
function signer(pdf: PDFDocument, enTete: EnTete, forme: FormeSurPapier): Promise<Uint8Array> {
  const jour = new Date(`${enTete.dateEdition}T00:00:00Z`);
  pdf.setTitle(`${pdf.getTitle() ?? enTete.titre} · ${FORMES_EN_MOTS[forme]}`, { showInWindowTitleBar: true });
  pdf.setAuthor(enTete.collectivite);
  pdf.setSubject(enTete.titre);
  pdf.setLanguage('fr');
  pdf.setCreator(`jaune ${VERSION}`);
  pdf.setCreationDate(jour);
  pdf.setModificationDate(jour);
  return pdf.commit();
}
