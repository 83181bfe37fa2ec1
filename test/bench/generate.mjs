// Makes a dossier of many lines for the bench, the same for the same seed: lines of data/2012, drawn again and again with
// other amounts, one in four with a number in its label, so that rules meet what they meet in life.
import { copyFileSync, createWriteStream, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse/sync';
import { parse as parseYaml, stringify } from 'yaml';

const COLONNES = {
  secteur: 'Secteur',
  sens: 'Sens',
  chapitre: 'Chapitre',
  fonction: 'Fonction',
  programme: 'Programme',
  programme_libelle: 'Libellé programme',
  action: 'Action',
  nature: 'Nature',
  libelle: 'Objet',
  beneficiaire: 'Bénéficiaire',
  lieu: 'Pays',
  reference: 'Délibération',
  caractere: 'Caractère du montant',
};
const LIGNES_A_ARBITRER = 50;
/** In life labels repeat (« Subvention de fonctionnement ») more often than not: one line in four has a label of its own. */
const LIGNES_PAR_LIBELLE_UNIQUE = 4;

/** A seeded generator of 32-bit numbers (mulberry32): the same everywhere. */
export function hasard(graine) {
  let etat = graine;
  return (borne) => {
    etat = (etat + 0x6d2b79f5) | 0;
    let melange = Math.imul(etat ^ (etat >>> 15), 1 | etat);
    melange = (melange + Math.imul(melange ^ (melange >>> 7), 61 | melange)) ^ melange;
    return ((melange ^ (melange >>> 14)) >>> 0) % borne;
  };
}

/**
 * The 2012 lines by place, from its compiled `lignes-2012.csv`; shares and decided lines are left out. A line in several parts has
 * a record for each, and so more chances to be drawn, unless each line is to count once.
 */
function modeles(lignesCsv, chaqueLigneUneFois) {
  const parPlace = { internationale: [], autres: [], a_arbitrer: [] };
  for (const ligne of parse(readFileSync(lignesCsv), { columns: true, delimiter: ';' })) {
    if (chaqueLigneUneFois && ligne.rang_part !== '1') continue;
    if (ligne.regle === 'arbitrage' || ligne.libelle.includes('\n')) continue;
    if (ligne.verdict === 'internationale') parPlace.internationale.push(ligne);
    else if (ligne.verdict === 'a_arbitrer') parPlace.a_arbitrer.push(ligne);
    else if (ligne.verdict !== 'exceptionnelle' && ligne.quote_part.startsWith('100')) parPlace.autres.push(ligne);
  }
  return parPlace;
}

export const cellule = (texte) => (/[;"\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte);

/**
 * @param {import('./generate.mjs').DemandeDeDossier} demande
 * @returns {Promise<{ fichier: string, octets: number }>}
 */
export async function generer({
  dossier,
  modele,
  lignesCsv,
  lignes,
  partInternationale,
  graine,
  chaqueLigneUneFois = false,
  sources = 1,
}) {
  const tirer = hasard(graine);
  const places = modeles(lignesCsv, chaqueLigneUneFois);
  mkdirSync(join(dossier, 'sources'), { recursive: true });
  mkdirSync(join(dossier, 'regles'), { recursive: true });
  for (const nom of readdirSync(join(modele, 'regles')))
    copyFileSync(join(modele, 'regles', nom), join(dossier, 'regles', nom));
  const exercice = parseYaml(readFileSync(join(modele, 'exercice.yaml'), 'utf8'), { schema: 'failsafe' });
  const fichiers = Array.from({ length: sources }, (_, rang) => nomDeSource(rang, sources));
  exercice.sources = fichiers.map((nom) => ({
    fichier: nom,
    organisme: 'Région Île-de-France',
    encodage: 'utf-8',
    separateur: ';',
    decimale: ',',
    colonnes: COLONNES,
    montants: { engagements: 'Engagé', mandats: 'Mandaté' },
  }));
  writeFileSync(join(dossier, 'exercice.yaml'), stringify(exercice, { aliasDuplicateObjects: false }));

  const champs = Object.keys(COLONNES);
  const titres = `${[...Object.values(COLONNES), 'Engagé', 'Mandaté'].join(';')}\n`;
  const ecartArbitrer = Math.max(Math.floor(lignes / LIGNES_A_ARBITRER), 8);
  const ligneEcrite = (rang) => {
    const place =
      rang % ecartArbitrer === 7
        ? places.a_arbitrer
        : tirer(1_000_000) < partInternationale * 1_000_000
          ? places.internationale
          : places.autres;
    const ligne = place[tirer(place.length)];
    const numerote = tirer(LIGNES_PAR_LIBELLE_UNIQUE) === 0;
    const valeurs = champs.map((champ) =>
      cellule(champ === 'libelle' && numerote ? `${ligne.libelle} (n° ${rang + 1})` : ligne[champ]),
    );
    const engage = `${tirer(90_000)},${String(tirer(100)).padStart(2, '0')}`;
    return `${valeurs.join(';')};${engage};${tirer(90_000)},00\n`;
  };
  let octets = 0;
  for (const [rangDeSource, nom] of fichiers.entries()) {
    const flux = createWriteStream(join(dossier, nom));
    let tampon = titres;
    const fin = Math.round(((rangDeSource + 1) * lignes) / sources);
    for (let rang = Math.round((rangDeSource * lignes) / sources); rang < fin; rang++) {
      tampon += ligneEcrite(rang);
      if (tampon.length > 1_000_000) {
        octets += Buffer.byteLength(tampon);
        if (!flux.write(tampon)) await new Promise((suite) => flux.once('drain', suite));
        tampon = '';
      }
    }
    octets += Buffer.byteLength(tampon);
    flux.end(tampon);
    await finished(flux);
  }
  return { fichier: join(dossier, nomDeSource(0, sources)), octets };
}

const nomDeSource = (rang, sources) =>
  sources === 1 ? 'sources/lignes.csv' : `sources/lignes-${String(rang + 1).padStart(4, '0')}.csv`;
