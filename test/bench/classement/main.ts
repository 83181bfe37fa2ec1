import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Examinateur } from '../../../src/classify/examinateur.ts';
import { Memoire } from '../../../src/classify/memoire/memoire.ts';
import { DetecteurDeSignaux } from '../../../src/classify/signaux/detecteur-de-signaux.ts';
import { montant as enCentimes } from '../../../src/domain/argent/montant.ts';
import { enjeuDe } from '../../../src/domain/verdict/indice.ts';
import { pointsDesSignaux } from '../../../src/domain/verdict/signal.ts';
import { chargerLaGeographie, chargerLesSignaux } from '../../../src/dossier/tables-de-reference.ts';
import { type Colonnes, type LigneEtiquetee, lireJeu } from './jeu.ts';
import { ordonner, precisionMoyenne, rappelA, trouve } from './mesures.ts';

const RACINE = process.env.JAUNE_RACINE ?? '.';
const PARTS = [0.01, 0.03, 0.05, 0.1];
const MANQUES = 10;

interface Epreuve {
  readonly nom: string;
  readonly apprises: readonly LigneEtiquetee[];
  readonly notees: readonly LigneEtiquetee[];
}

function epreuves(): Epreuve[] {
  const { values } = parseArgs({
    options: {
      apprendre: { type: 'string' },
      noter: { type: 'string' },
      etiquette: { type: 'string' },
      texte: { type: 'string' },
      montant: { type: 'string' },
    },
  });
  const { apprendre, noter, etiquette, texte, montant } = values;
  if (apprendre === undefined && noter === undefined) return epreuvesParDefaut();
  if (apprendre === undefined || noter === undefined || etiquette === undefined || texte === undefined)
    throw new Error(
      '--apprendre FICHIER --noter FICHIER --etiquette COLONNE --texte COLONNE,COLONNE [--montant COLONNE]',
    );
  const colonnes = { texte: texte.split(','), etiquette, montant };
  return [{ nom: `${apprendre} → ${noter}`, apprises: lireJeu(apprendre, colonnes), notees: lireJeu(noter, colonnes) }];
}

function epreuvesParDefaut(): Epreuve[] {
  const partage = join(RACINE, '../shared/data');
  if (!existsSync(partage)) {
    console.log(`Pas de données réelles en ${partage} : rien n’est mesuré.`);
    return [];
  }
  const paris: Colonnes = {
    texte: ['beneficiaire', 'objet_principal'],
    etiquette: 'est_DGRI',
    montant: 'montant_total',
    annee: 'annee',
  };
  const reserve: Colonnes = {
    texte: ['beneficiaire', 'descriptif'],
    etiquette: 'intl_par_programme',
    montant: 'montant',
    annee: 'exercice',
  };
  const fichierParis = join(partage, 'paris-subventions-2020-2022.csv');
  const fichierReserve = join(partage, 'reserve-parlementaire-2014-2015.csv');
  return [
    {
      nom: 'Paris, subventions : apprendre 2020-2021, noter 2022',
      apprises: lireJeu(fichierParis, paris, ['2020', '2021']),
      notees: lireJeu(fichierParis, paris, ['2022']),
    },
    {
      nom: 'Réserve parlementaire : apprendre 2014, noter 2015',
      apprises: lireJeu(fichierReserve, reserve, ['2014']),
      notees: lireJeu(fichierReserve, reserve, ['2015']),
    },
  ];
}

function mesurer({ nom, apprises, notees }: Epreuve): void {
  const donnees = join(RACINE, 'data');
  const detecteur = new DetecteurDeSignaux(chargerLaGeographie(donnees), chargerLesSignaux(donnees));
  const memoire = new Memoire();
  for (const { traits, exercice, vraie } of apprises)
    memoire.apprendre({ ...traits, exercice, internationale: vraie }, detecteur.detecter(traits));
  const classer = (avec: Memoire) =>
    ordonner(
      notees.map((ligne) => {
        const signaux = detecteur.detecter(ligne.traits);
        const { points } = avec.rappeler(ligne.traits, signaux);
        return { ...ligne, signaux, points: points + pointsDesSignaux(signaux) };
      }),
    );
  const vraies = notees.filter(({ vraie }) => vraie).length;
  console.log(`\n${nom}\n  ${apprises.length} lignes apprises, ${notees.length} notées, ${vraies} internationales`);
  console.log(
    `  ${''.padEnd(24)}${PARTS.map((part) => `rappel à ${part * 100} %`.padStart(15)).join('')}   précision moyenne`,
  );
  const dire = (titre: string, lignes: ReturnType<typeof classer>) =>
    console.log(
      `  ${titre.padEnd(24)}${PARTS.map((part) => rappelA(lignes, part).toFixed(2).padStart(15)).join('')}${precisionMoyenne(lignes).toFixed(3).padStart(20)}`,
    );
  const avec = classer(memoire);
  dire('signaux et mémoire', avec);
  dire('signaux seuls', classer(new Memoire()));
  comparerALongueurEgale(notees, new Examinateur(detecteur, memoire));
  console.log(`  Les ${MANQUES} plus mal classées :`);
  const rangs = new Map(avec.map((ligne, rang) => [ligne, rang + 1]));
  for (const ligne of avec
    .filter(({ vraie }) => vraie)
    .slice(-MANQUES)
    .reverse()) {
    const { beneficiaire, libelle } = ligne.traits;
    const vus = ligne.signaux.map(({ mot }) => mot).join(', ');
    console.log(
      `    rang ${rangs.get(ligne)}, ${ligne.points} points · ${`${beneficiaire} · ${libelle}`.replace(/\s+/g, ' ').slice(0, 110)} · signaux : ${vus || 'aucun'}`,
    );
  }
}

/** What a list finds that is as long as the lines to arbitrate are many: those lines, the ranking, and the worklist by expected euros. */
function comparerALongueurEgale(notees: readonly LigneEtiquetee[], examinateur: Examinateur): void {
  const examinees = notees.map((ligne) => {
    const { signaux, examen } = examinateur.examiner(ligne.traits);
    const { points, suggestion } = examen;
    return {
      ...ligne,
      points,
      enjeu: enjeuDe(enCentimes(Math.round(ligne.montant * 100)), points),
      aArbitrer: signaux.length > 0 || suggestion?.conclusion === 'internationale',
    };
  });
  const aArbitrer = examinees.filter((ligne) => ligne.aArbitrer);
  const classees = ordonner(examinees);
  const liste = [...examinees].sort((a, b) => b.enjeu - a.enjeu || Math.abs(b.montant) - Math.abs(a.montant));
  const longueurs = [1 / 4, 1 / 2, 1].map((part) => Math.ceil(aArbitrer.length * part));
  console.log(`  Trouvé (lignes, euros) en regardant tant de lignes ; ${aArbitrer.length} sont « à arbitrer »`);
  console.log(`  ${''.padEnd(24)}${longueurs.map((nombre) => `${nombre} lignes`.padStart(15)).join('')}`);
  const dire = (titre: string, dites: readonly string[]) =>
    console.log(`  ${titre.padEnd(24)}${dites.map((dite) => dite.padStart(15)).join('')}`);
  const part = (parmi: typeof examinees) => {
    const { lignes, euros } = trouve(parmi, examinees);
    return `${lignes.toFixed(2)}  ${euros.toFixed(2)}`;
  };
  const debuts = (rangees: typeof examinees) => longueurs.map((nombre) => part(rangees.slice(0, nombre)));
  dire('la place à arbitrer', ['', '', part(aArbitrer)]);
  dire('le classement', debuts(classees));
  dire('la liste à décider', debuts(liste));
}

for (const epreuve of epreuves()) mesurer(epreuve);
