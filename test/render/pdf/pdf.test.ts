import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Constats } from '../../../src/domain/constats/constat.ts';
import { plier } from '../../../src/domain/textes/texte.ts';
import { ecrireLesPdf } from '../../../src/render/pdf/ecrire-les-pdf.ts';
import { ouvrirLePdf, type Reperes, reperesDuPdf } from '../../../src/render/pdf/reperes-du-pdf.ts';
import { tetesDesPages } from '../../../src/render/pdf/style-de-la-copie.ts';
import { dossierDEssai } from '../../outils/atelier.ts';
import { poserDossier } from '../../outils/dossiers.ts';
import { publier2012 } from '../../outils/edition-2012.ts';
import { chercherNavigateur, trouverProgramme } from '../../outils/navigateur.ts';
import { captures, texteDe } from '../../outils/page-lue.ts';
import { jaune } from '../../outils/paquet.ts';

const { chemin: navigateur = 'chromium', passer } = chercherNavigateur();
const manquants = ['pdfinfo', 'pdftotext'].filter((nom) => trouverProgramme(nom) === undefined);
const sansPoppler = manquants.length > 0 && process.env.CI !== 'true';
if (sansPoppler) console.warn(`${manquants.join(', ')} : absents du PATH, les PDF ne sont pas lus par un autre.`);

const lire = (programme: string, ...parametres: string[]) =>
  execFileSync(trouverProgramme(programme) ?? programme, parametres, { encoding: 'utf8', maxBuffer: 2 ** 26 });
const feuillesDe = (pdf: string) => lire('pdftotext', '-layout', '-enc', 'UTF-8', pdf, '-').split('\f').slice(0, -1);
const mots = (texte: string) =>
  plier(texte)
    .split(/[\s\u00a0\u202f]+/)
    .filter(Boolean);
const lignesDe = (feuille: string) => feuille.split('\n').filter((ligne) => ligne.trim() !== '');

/** What paper adds to the words of the page: « (§ 9) », « (ligne 12) », « 3 / 8 », and what numbers lists. */
const DU_PAPIER = /^(?:\(§|\(ligne|(?:\d+|[a-z])\)\S{0,2}|\/|·|::|[•–-]|[a-z]\.|\d+\.?)$/;

const DANS_LA_LIGNE = /<\/?(?:bdi|b|a|span|small|wbr)\b[^>]*>/g;

/** The words of a PDF that its page does not have, wherever lines cut them. */
function motsEnPlus(pdf: string, page: string): string[] {
  // Paper says beside an abbreviation what a screen says of it.
  const corps = page
    .replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
    .replace(/<a class="sigle"[^>]* title="([^"]*)">(.*?)<\/a>/g, '$2 ($1)');
  const tetes = captures(page, /content: "([^"]*)"/g).map((tete) =>
    tete.replace(/\\([0-9a-f]+) /g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16))),
  );
  // A verdict stands above its reasons on a screen, and before them on paper: « À arbitrer. Aucune règle… ».
  const serre = corps.replaceAll(/(<small class="ou">[^<]*)<\/small>|<\/b>/g, '$1. ');
  const texte = [corps, serre, corps.replaceAll(DANS_LA_LIGNE, ''), serre.replaceAll(DANS_LA_LIGNE, '')]
    .map(texteDe)
    .concat(tetes)
    .join(' ');
  const connus = new Set(mots(texte));
  const suite = mots(texte).join('');
  return [...new Set(mots(feuillesDe(pdf).join(' ')))].filter(
    (mot) => !connus.has(mot) && !DU_PAPIER.test(mot) && !suite.includes(mot.replace(/[-…]$/, '')),
  );
}

/** Checks what a PDF of any form promises, by another reader than that which made it. */
async function verifier(pdf: string, page: string): Promise<void> {
  const dits = lire('pdfinfo', pdf);
  expect(dits).toMatch(/^Tagged: +yes$/m);
  expect(dits).toMatch(/^Title: +\S.* · (?:l’essentiel|document complet|fiche de presse)$/m);
  expect(dits).toMatch(/^Creator: +jaune /m);
  const lu = await ouvrirLePdf(readFileSync(pdf));
  expect(lu.getLanguage()).toBe('fr');
  const feuilles = feuillesDe(pdf);
  const reperes = reperesDuPdf(lu);
  expect(reperes.pages).toBe(feuilles.length);
  if (pdf.endsWith('-presse.pdf')) expect(feuilles).toHaveLength(1);
  else verifierLesSections(pdf, page, feuilles, reperes);
  expect(motsEnPlus(pdf, page)).toEqual([]);
}

/** Outline, heads and contents of a form that has sections. */
function verifierLesSections(pdf: string, page: string, feuilles: readonly string[], reperes: Reperes): void {
  expect(reperes.titres.length).toBeGreaterThan(5);
  // Outline: all numbered sections of the form, as the page writes them; the « Sommaire », drawn in capitals, is not.
  const titres = reperes.titres.map(({ titre }) => titre.replaceAll(/\s+/g, ' ').trim());
  const numerotes = [...page.matchAll(/<h2 data-numero="([^"]+)">(.*?)<\/h2>/gs)].map(([, numero, titre]) =>
    texteDe(`${numero} ${titre}`),
  );
  const presents = titres.filter((titre) => numerotes.includes(titre));
  expect(presents).toEqual(pdf.endsWith('-complet.pdf') ? numerotes : numerotes.slice(0, presents.length));
  expect(presents.length).toBeGreaterThan(4);
  expect(titres.filter((titre) => /\p{Lu}{3}/u.test(titre) && titre === titre.toUpperCase())).toEqual([]);
  // Heads: the section, on each sheet after the cover.
  const sansTete = tetesDesPages(reperes).flatMap((titre, rang) =>
    rang === 0 || (titre !== '' && lignesDe(feuilles[rang] ?? '')[0]?.endsWith(titre))
      ? []
      : [`${rang + 1} : ${titre}`],
  );
  expect(sansTete).toEqual([]);
  // Contents: what they say is where poppler finds the anchors.
  const places = new Map(
    [...lire('pdfinfo', '-dests', pdf).matchAll(/^ +(\d+) \[.*\] "(.*)"$/gm)].map(([, feuille, nom = '']) => [
      nom,
      feuille,
    ]),
  );
  // They may begin low on a sheet, and end on the next.
  const debut = feuilles.findIndex((feuille) => /^ *sommaire *$/im.test(feuille));
  const sommaire = feuilles.slice(debut, debut + 2).join('\n');
  const [tout = ''] = /<nav class="sommaire".*?<\/nav>/s.exec(page) ?? [];
  // The contents of the essentiel name its sections alone.
  const nav = pdf.endsWith('-essentiel.pdf') ? tout.replaceAll(/<ul>.*?<\/ul>/gs, '') : tout;
  const liens = [...nav.matchAll(/<a href="#([\w-]+)">(.*?)<\/a>/gs)].filter(([, ancre = '']) => places.has(ancre));
  expect(liens.length).toBeGreaterThan(5);
  const faux = liens.filter(([, ancre = '', libelle = '']) => {
    const fin = new RegExp(`(?:^|\\s)${echapper(texteDe(libelle))}\\s+${places.get(ancre)}(?:\\s|$)`);
    return !lignesDe(sommaire).some((ligne) => fin.test(ligne.trimEnd()));
  });
  expect(faux.map(([, ancre = '']) => `${ancre} ${places.get(ancre)}`)).toEqual([]);
}

const echapper = (texte: string) => texte.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe.skipIf(passer || sansPoppler)('un Chromium imprime la page', () => {
  // In its whole form, which takes a minute, it is a small one that is printed, below.
  it('de 2012, l’essentiel : sommaire, têtes, balises, signets et mots sont ceux de la page', async () => {
    const { jaune: lu, fichier, page } = await publier2012();
    const ici = dossierDEssai();
    copyFileSync(fichier, join(ici, 'jaune-2012.html'));
    const constats = new Constats();
    const demande = { formes: ['essentiel'] as const, env: { ...process.env, JAUNE_NAVIGATEUR: navigateur } };
    const ecrits = await ecrireLesPdf(ici, 'jaune-2012.html', lu.enTete, demande, constats);
    expect(constats.groupes).toEqual([]);
    expect(ecrits).toEqual(['jaune-2012-essentiel.pdf']);
    for (const nom of ecrits) await verifier(join(ici, nom), page);
  });

  it('d’un petit dossier, sous un chemin à espaces et accents ; verifier les nomme à part ; une édition sans les ôte', async () => {
    const { racine } = poserDossier('test/cas/constats/_base');
    const [sortie, temporaire] = [join(racine, 'édition du conseil'), join(racine, 'à côté')];
    mkdirSync(temporaire);
    const env = { NO_COLOR: '1', TMPDIR: temporaire, JAUNE_NAVIGATEUR: navigateur };
    const compiler = (...plus: string[]) =>
      jaune.courir(['compiler', 'dossier', '--sortie', sortie, ...plus], env, racine);
    const course = await compiler('--pdf');
    expect(course).toMatchObject({ code: 0, erreur: '' });
    const imprimes = readdirSync(sortie).filter((nom) => nom.endsWith('.pdf'));
    expect(imprimes).toEqual(['jaune-2012-complet.pdf', 'jaune-2012-essentiel.pdf', 'jaune-2012-presse.pdf']);
    for (const nom of imprimes) expect(course.sortie).toContain(nom);
    expect(readdirSync(temporaire)).toEqual([]);
    const page = readFileSync(join(sortie, 'jaune-2012.html'), 'utf8');
    for (const nom of imprimes) await verifier(join(sortie, nom), page);
    for (const scelle of ['SHA256SUMS', 'datapackage.json'])
      expect(readFileSync(join(sortie, scelle), 'utf8')).not.toContain('.pdf');
    const verifie = await jaune.courir(['verifier', sortie, '--dossier', 'dossier'], env, racine);
    expect(verifie).toMatchObject({ code: 0 });
    expect(verifie.sortie).toMatch(
      /À côté, hors du scellé : .*\n {2}jaune-2012-complet.pdf\n {2}jaune-2012-essentiel.pdf\n {2}jaune-2012-presse.pdf\n/,
    );
    copyFileSync(join(sortie, imprimes[0] ?? ''), join(sortie, 'jaune-2011-complet.pdf'));
    expect((await jaune.courir(['verifier', sortie, '--dossier', 'dossier'], env, racine)).code).toBe(3);
    execFileSync('rm', [join(sortie, 'jaune-2011-complet.pdf')]);
    expect(await compiler()).toMatchObject({ code: 0 });
    expect(readdirSync(sortie).filter((nom) => nom.endsWith('.pdf'))).toEqual([]);
  });
});

/** Where a browser is told to write, in a shell. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's
const CIBLE = 'for mot in "$@"; do case "$mot" in --print-to-pdf=*) cible="${mot#*=}";; esac; done';
/** The parent of a process. A browser is started by a launcher, and that by the command. */
const PARENT = 'parent() { cut -d" " -f4 "/proc/$1/stat"; }';
const ancien = (moteur: number) =>
  `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n4 0 obj\n<< /Producer (Skia/PDF m${moteur}) >>\nendobj\ntrailer\n<< /Size 5 /Root 1 0 R /Info 4 0 R >>\n%%EOF\n`;

describe.skipIf(process.platform === 'win32')('un navigateur qui n’imprime pas', () => {
  let racine = '';
  let temporaire = '';
  beforeAll(() => {
    ({ racine } = poserDossier('test/cas/constats/_base'));
    temporaire = join(racine, 'temporaire');
    mkdirSync(temporaire);
    writeFileSync(join(racine, 'ancien.pdf'), ancien(109));
    writeFileSync(join(racine, 'plat.pdf'), ancien(156));
  });
  const poser = (script: string) => {
    const chemin = join(dossierDEssai(), 'navigateur');
    writeFileSync(chemin, `#!/bin/sh\n${CIBLE}\n${PARENT}\n${script}\n`);
    chmodSync(chemin, 0o755);
    return chemin;
  };
  const envDe = (script: string) => ({
    NO_COLOR: '1',
    TMPDIR: temporaire,
    JAUNE_NAVIGATEUR: poser(script),
    JAUNE_NAVIGATEUR_SECONDES: '2',
    RACINE: racine,
  });
  const vivants = (mot: string) =>
    readdirSync('/proc').filter((nom) => {
      try {
        return /^\d+$/.test(nom) && readFileSync(`/proc/${nom}/cmdline`, 'utf8').includes(mot);
      } catch {
        return false;
      }
    });

  it.each([
    ['échoue', 'echo "pas d’écran" >&2; exit 3', /s’est arrêté sans imprimer : pas d’écran/],
    ['n’écrit rien', 'exit 0', /n’a écrit aucun fichier/],
    ['écrit la moitié', 'printf "%%PDF-1.4\\n1 0 obj\\n<< /Type /Cat" > "$cible"', /n’a écrit qu’une partie d’un PDF/],
    ['écrit autre chose', 'echo "<html>%%EOF" > "$cible"', /n’a écrit qu’une partie d’un PDF, ou autre chose/],
    ['est trop ancien', 'cp "$RACINE/ancien.pdf" "$cible"', /est de version 109, il faut 131/],
    ['imprime sans balises', 'cp "$RACINE/plat.pdf" "$cible"', /imprime sans balises ni signets/],
    ['ne finit pas', 'sleep 98765 & sleep 98765', /n’avait pas fini au bout de 2 s, et a été arrêté/],
    ['meurt, et laisse courir les siens', 'sleep 98765 & exit 4', /s’est arrêté sans imprimer/],
  ])('%s : il le dit, les autres documents sont publiés, rien ne reste', async (_, script, dit) => {
    const sortie = join(dossierDEssai(), '2012');
    const course = await jaune.courir(
      ['compiler', 'dossier', '--pdf', 'essentiel', '--sortie', sortie],
      envDe(script),
      racine,
    );
    expect(course.erreur).toMatch(dit);
    expect(course.erreur).toContain('[A-PDF]');
    expect(course.code).toBe(0);
    expect(readdirSync(sortie)).toHaveLength(7);
    expect(readdirSync(sortie).filter((nom) => nom.endsWith('.pdf'))).toEqual([]);
    expect(course.sortie).not.toContain('.pdf');
    expect(readdirSync(temporaire)).toEqual([]);
    if (process.platform === 'linux') expect(vivants('sleep\u000098765')).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')(
    'arrêtée pendant qu’il imprime, la commande l’arrête et ne laisse rien',
    async () => {
      const sortie = join(dossierDEssai(), '2012');
      const script = 'sleep 87654 & kill -TERM "$(parent $(parent $$))"; sleep 87654';
      const course = await jaune.courir(['compiler', 'dossier', '--pdf', '--sortie', sortie], envDe(script), racine);
      expect(course.erreur).toContain('Interrompu : rien n’a été écrit.');
      expect(course.code).toBe(143);
      expect(readdirSync(join(sortie, '..'))).toEqual([]);
      expect(readdirSync(temporaire)).toEqual([]);
      expect(vivants('sleep\u000087654')).toEqual([]);
    },
  );

  it.skipIf(process.platform !== 'linux')(
    'tuée net pendant qu’il imprime, le navigateur finit avec elle ; la commande suivante ôte sa copie et son profil',
    async () => {
      const sortie = join(dossierDEssai(), '2012');
      const compiler = (script: string) =>
        jaune.courir(['compiler', 'dossier', '--pdf', 'essentiel', '--sortie', sortie], envDe(script), racine);
      const script = 'sleep 76543 & kill -KILL "$(parent $(parent $$))"; sleep 76543';
      const course = await compiler(script);
      expect(course.code).not.toBe(0);
      await expect.poll(() => vivants('sleep\u000076543'), { timeout: 60_000 }).toEqual([]);
      expect(readdirSync(temporaire)).toHaveLength(1);
      expect((await compiler('exit 0')).code).toBe(0);
      expect(readdirSync(temporaire)).toEqual([]);
      expect(readdirSync(join(sortie, '..')).filter((nom) => nom.includes('en-cours'))).toEqual([]);
    },
  );
});
