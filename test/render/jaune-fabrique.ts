/**
 * Assembles a Jaune from lines written by hand, for the tests of the renderers. It does in the plainest way what
 * `src/compile` does on streams, and shares no code with it.
 */
import { compilerLesCofinancements } from '../../src/compile/cofinancements/compiler-les-cofinancements.ts';
import type { Compte, CompteDesDeuxSens } from '../../src/compile/compte.ts';
import { CompteurDePasserelle } from '../../src/compile/compteur-de-passerelle.ts';
import { CompteurDeFlux } from '../../src/compile/consolidation/compteur-de-flux.ts';
import type {
  AutresBases,
  EffetRegle,
  Jaune,
  Partition,
  Rangee,
  SourceCompilee,
  Table,
  TableCroisee,
} from '../../src/compile/jaune.ts';
import {
  CROISEES_DECRITES,
  type NomCroisee,
  type NomTable,
  TABLES_DECRITES,
  tablesMontrees,
} from '../../src/compile/tables-decrites.ts';
import { BASES, type Base } from '../../src/domain/argent/base.ts';
import { ecrireFraction, estEntiere } from '../../src/domain/argent/fraction.ts';
import { type Montant, montant, somme } from '../../src/domain/argent/montant.ts';
import { repartir } from '../../src/domain/argent/part.ts';
import type { EnTete } from '../../src/domain/dossier/dossier.ts';
import type { MiseAEcart } from '../../src/domain/dossier/source-lue.ts';
import { type Affectation, partsEn } from '../../src/domain/lignes/affectation.ts';
import { composerCle } from '../../src/domain/textes/cle-composee.ts';
import { Nommeur } from '../../src/domain/textes/nom.ts';
import { decideur, type PartVentilee, PLACES, type Reponse } from '../../src/domain/verdict/verdict.ts';
import { depensesSeules } from '../outils/comptes.ts';
import { exclusionsDe, reglesDe } from './jaune-effets.ts';

/** What a hand-written jaune starts from: every line received, whatever became of it. */
export interface Matiere {
  readonly enTete: EnTete;
  readonly affectations: readonly Affectation[];
  readonly libelles: Jaune['libelles'];
  readonly sources: readonly {
    fichier: string;
    secteur: string;
    encodage: string;
    lignesVides: number;
    misesAEcart: readonly MiseAEcart[];
  }[];
  readonly reglesMuettes: readonly EffetRegle[];
}

/** The jaune that these lines make. */
export function assembler(matiere: Matiere): Jaune {
  const { enTete, libelles } = matiere;
  const estRecette = ({ ligne }: Affectation) => ligne.sens === 'recette';
  const affectations = matiere.affectations.filter((affectation) => !estRecette(affectation));
  const nommees = matiere.affectations.filter(({ verdict }) => verdict.place !== 'non_internationale');
  const lignes = nommees.filter((affectation) => !estRecette(affectation));
  const recettes = nommees.filter(estRecette);
  const parts = lignes.flatMap((affectation, rang) =>
    partsEn(affectation, 'internationale').map(({ part, montant }) => ({ rang, affectation, part, montant })),
  );
  const total = somme(parts.map(({ montant }) => montant));
  const estPilote = (part: PartVentilee) => part.secteur === enTete.secteurPilote;
  const pilote = somme(parts.filter(({ part }) => estPilote(part)).map(({ montant }) => montant));
  const partition = partitionDe(matiere.affectations, enTete.base);

  type PartLue = (typeof parts)[number];
  const valeur = (nom: NomTable, { affectation: { ligne }, part }: PartLue): [cle: string, libelle: string] => {
    const { lecture, code } = TABLES_DECRITES[nom];
    if ('dimension' in lecture) {
      const { dimension } = lecture;
      const cle = part[dimension];
      return [cle, dimension === 'secteur' ? cle : (libelles[dimension].get(cle) ?? '')];
    }
    const { champ } = lecture;
    return [ligne[champ], code === 'recu' ? ligne[`${champ}Libelle` as typeof champ] : ligne[champ]];
  };
  const grouper = (choisies: readonly PartLue[], nom: NomTable): Rangee[] => {
    const groupes = new Map<string, PartLue[]>();
    for (const part of choisies) {
      const [cle] = valeur(nom, part);
      const groupe = groupes.get(cle);
      if (groupe) groupe.push(part);
      else groupes.set(cle, [part]);
    }
    const rangees = [...groupes].map(([cle, groupe]) =>
      rangeeDe(cle, groupe[0] ? valeur(nom, groupe[0])[1] : '', groupe),
    );
    rangees.sort(
      (gauche, droite) => Number(gauche.cle === '') - Number(droite.cle === '') || droite.montant - gauche.montant,
    );
    const nommeur = new Nommeur();
    const aNommer = ({ cle, libelle }: Rangee) => (TABLES_DECRITES[nom].nomme === 'cle' ? cle : libelle);
    return rangees.map((rangee) => ({ ...rangee, nom: nommeur.nommer(aNommer(rangee), 'valeur') }));
  };
  const rangeeDe = (cle: string, libelle: string, groupe: readonly PartLue[], nom = ''): Rangee => ({
    cle,
    nom,
    libelle: cle === '' ? 'Non ventilé' : libelle,
    montant: somme(groupe.map((part) => part.montant)),
    lignes: [...new Set(groupe.map(({ rang }) => rang))],
    autresBases: ailleursDe(groupe),
  });
  const ailleursDe = (groupe: readonly PartLue[]): AutresBases =>
    new Map(
      BASES.filter((base) => base !== enTete.base).flatMap((base): [Base, Compte][] => {
        const donnees = groupe.filter(({ affectation: { ligne } }) => ligne.montants[base] !== undefined);
        const centimes = donnees.map(({ affectation, part }) => montantSur(affectation, part, base));
        const nombre = new Set(donnees.map(({ rang }) => rang)).size;
        return nombre === 0 ? [] : [[base, { lignes: nombre, centimes: somme(centimes) }]];
      }),
    );
  const croiser = (nom: NomCroisee): TableCroisee => {
    const {
      titre,
      bords: [enLigne, enColonne],
    } = CROISEES_DECRITES[nom];
    const rangees = grouper(parts, enLigne);
    const colonnes = grouper(parts, enColonne);
    const cellules = rangees.map((rangee) => {
      const deLaRangee = parts.filter((part) => valeur(enLigne, part)[0] === rangee.cle);
      return colonnes.map((colonne) => {
        const groupe = deLaRangee.filter((part) => valeur(enColonne, part)[0] === colonne.cle);
        const cellule = `${enLigne}.${rangee.nom}/${enColonne}.${colonne.nom}`;
        return groupe.length > 0 ? rangeeDe(`${rangee.cle}|${colonne.cle}`, '', groupe, cellule) : undefined;
      });
    });
    return { nom, titre, lignes: rangees, colonnes, cellules, total };
  };
  const tables: Table[] = tablesMontrees(libelles).map((nom) => ({
    nom,
    titre: TABLES_DECRITES[nom].titre,
    entete: TABLES_DECRITES[nom].entete,
    rangees: grouper(parts, nom),
    total,
    autresBases: ailleursDe(parts),
  }));

  const duPilote = affectations.filter(({ ligne }) => ligne.secteur === enTete.secteurPilote);
  const recu = somme(duPilote.map(({ montant }) => montant));
  const sorties = PLACES.filter((place) => place !== 'internationale').flatMap((place) => {
    const sortantes = duPilote.flatMap((affectation) => partsEn(affectation, place));
    const cents = somme(sortantes.map(({ montant }) => montant));
    const libelle = `Sorties du secteur : ${place}`;
    return sortantes.length > 0
      ? [{ cle: composerCle(place, '', ''), libelle, place, montant: cents, lignes: sortantes.length }]
      : [];
  });
  const sorti = somme(sorties.map(({ montant }) => montant));
  const autres = tables[0]?.rangees.filter(({ cle }) => cle !== enTete.secteurPilote) ?? [];
  const recue = (etat: (affectation: Affectation) => boolean): CompteDesDeuxSens => {
    const compter = (liste: readonly Affectation[]) => ({
      lignes: liste.length,
      centimes: somme(liste.map((affectation) => affectation.montant)),
    });
    const choisies = matiere.affectations.filter(etat);
    return {
      ...compter(choisies.filter((affectation) => !estRecette(affectation))),
      recettes: compter(choisies.filter(estRecette)),
    };
  };

  const auteurDe = ({ auteur }: Reponse) => (auteur.type === 'decision' ? auteur.auteur : undefined);
  const auteurs = [
    ...new Set(matiere.affectations.flatMap(({ verdict }) => verdict.reponses.flatMap((une) => auteurDe(une) ?? []))),
  ].sort();

  return {
    enTete,
    annees: [],
    volets: [],
    synthese: {
      secteurPilote: pilote,
      autresSecteurs: montant(total - pilote),
      totalHorsExceptionnelles: total,
      exceptionnelles: partition.exceptionnelle.centimes,
    },
    partition,
    partitionParBase: new Map(
      BASES.filter((base) => matiere.affectations.some(({ ligne }) => ligne.montants[base] !== undefined)).map(
        (base) => [base, partitionDe(matiere.affectations, base)],
      ),
    ),
    passerelle: {
      secteurPiloteRecu: { cle: 'recu', libelle: enTete.secteurPilote, montant: recu, lignes: duPilote.length },
      sorties,
      transferts: montant(recu - sorti - pilote),
      secteurPiloteRetenu: pilote,
      apports: autres.map((rangee) => ({ ...rangee, lignes: rangee.lignes.length })),
      total,
    },
    passerelleDesRecettes: new CompteurDePasserelle(enTete).passerelle(enTete.libellePilote),
    cofinancements: compilerLesCofinancements({ lignes, recettes }, enTete, new Map()),
    consolidation: new CompteurDeFlux(enTete.organismes, '').consolidation(new Map()),
    tables,
    croisees: (Object.keys(CROISEES_DECRITES) as NomCroisee[])
      .filter((nom) => CROISEES_DECRITES[nom].bords.every((bord) => tablesMontrees(libelles).includes(bord)))
      .map(croiser),
    exceptionnelles: lignes.flatMap((affectation, ligne) => {
      if (affectation.verdict.place !== 'exceptionnelle') return [];
      const { decisive } = affectation.verdict;
      const retenu = somme(partsEn(affectation, 'exceptionnelle').map((part) => part.montant));
      const siennes = affectation.verdict.parts.filter(({ place }) => place === 'exceptionnelle');
      const autresBases = ailleursDe(siennes.map((part) => ({ rang: ligne, affectation, part, montant: retenu })));
      return [{ ligne, montant: retenu, autresBases, justification: decisive.motif, decideur: decideur(decisive) }];
    }),
    partagees: lignes.flatMap((affectation, ligne) => {
      const { verdict } = affectation;
      if (estEntiere(verdict.quotePart)) return [];
      const retenu = somme(partsEn(affectation, verdict.place).map((part) => part.montant));
      const reste = montant(affectation.montant - retenu);
      const { cle, decisive } = verdict;
      const quotePart = ecrireFraction(verdict.quotePart);
      return [{ ligne, quotePart, cle, motif: decisive.motif, montant: affectation.montant, retenu, reste }];
    }),
    exclusions: exclusionsDe(matiere.affectations),
    couverture: {
      parRegle: recue(({ verdict }) => verdict.decisive.auteur.type === 'regle'),
      parDecision: recue(({ verdict }) => verdict.decisive.auteur.type === 'decision'),
      aArbitrer: partition.a_arbitrer,
      nonExaminee: partition.non_examinee,
      suggereesOui: depensesSeules({ lignes: 0, centimes: montant(0) }),
      suggereesNon: depensesSeules({ lignes: 0, centimes: montant(0) }),
      signalees: partition.a_arbitrer,
      silencieuses: partition.non_examinee,
      decideurs: auteurs.map((auteur) => ({
        auteur,
        ...recue(({ verdict }) => verdict.reponses.some((reponse) => auteurDe(reponse) === auteur)),
      })),
      totalSiTout: montant(total + partition.a_arbitrer.centimes + partition.non_examinee.centimes),
    },
    regles: [...reglesDe(matiere.affectations), ...matiere.reglesMuettes],
    rencontres: [],
    avertissements: [],
    acquittes: [],
    tablesDeCodes: [],
    memoires: [],
    sources: matiere.sources.map((source): SourceCompilee => {
      const siennes = matiere.affectations.filter(({ ligne }) => ligne.fichier === source.fichier);
      const lu = (liste: readonly Affectation[]) => {
        const montants: Partial<Record<Base, Montant>> = {};
        for (const base of BASES) {
          const donnes = liste.flatMap(({ ligne }) => ligne.montants[base] ?? []);
          if (donnes.length > 0) montants[base] = somme(donnes);
        }
        return { lignes: liste.length, montants };
      };
      return {
        ...source,
        chemin: source.fichier,
        organisme: siennes[0]?.ligne.organisme ?? '',
        sha256: (siennes[0]?.ligne.empreinte ?? '0').repeat(4).padEnd(64, '0').slice(0, 64),
        octets: siennes.length * 165,
        lignes: siennes.length,
        depenses: lu(siennes.filter((affectation) => !estRecette(affectation))),
        recettes: lu(siennes.filter(estRecette)),
        refaites: [],
        partition: partitionDe(siennes, enTete.base),
      };
    }),
    lignes,
    recettes,
    libelles,
  };
}

/** What a part of a line is on a base that the line gives. */
function montantSur({ ligne, verdict }: Affectation, part: PartVentilee, base: Base): Montant {
  const total = ligne.montants[base] ?? montant(0);
  const fractions = verdict.parts.map((autre) => autre.part);
  return repartir(total, fractions)[verdict.parts.indexOf(part)] ?? montant(0);
}

function partitionDe(affectations: readonly Affectation[], base: Base): Partition {
  const comptes: Record<string, { lignes: number; centimes: number; recettes: { lignes: number; centimes: number } }> =
    Object.fromEntries(
      [...PLACES, 'total'].map((place) => [place, { lignes: 0, centimes: 0, recettes: { lignes: 0, centimes: 0 } }]),
    );
  for (const { ligne, verdict } of affectations) {
    const valeur = ligne.montants[base];
    if (valeur === undefined) continue;
    const ajouter = (place: string, lignes: number, centimes: number) => {
      const deux = comptes[place];
      if (!deux) throw new Error(`place inconnue : ${place}`);
      const compte = ligne.sens === 'recette' ? deux.recettes : deux;
      compte.lignes += lignes;
      compte.centimes += centimes;
    };
    ajouter(verdict.place, 1, 0);
    ajouter('total', 1, valeur);
    const parts = verdict.parts.map(({ part }) => part);
    for (const [rang, cents] of repartir(valeur, parts).entries()) ajouter(verdict.parts[rang]?.place ?? '', 0, cents);
  }
  return comptes as unknown as Partition;
}
