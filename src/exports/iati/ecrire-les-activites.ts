import { LIBELLES_BASES } from '../../domain/argent/base.ts';
import type { Montant } from '../../domain/argent/montant.ts';
import type { EnTete } from '../../domain/dossier/dossier.ts';
import type { Geographie } from '../../domain/lieux/geographie.ts';
import type { Affectation } from '../../domain/lignes/affectation.ts';
import { plier } from '../../domain/textes/texte.ts';
import { NON_VENTILE as LIBELLE_NON_VENTILE } from '../../domain/verdict/verdict.ts';
import { type WrittenElement, writeXml } from '../../files/xml/write-xml.ts';
import type { Activite } from './activites.ts';
import type { MatiereDesActivites } from './matiere-des-activites.ts';
import type { Narrer } from './narrer.ts';
import { type Organisation, organisationsDe, payeurDe, receveurDe } from './organisations.ts';
import { type Transaction, transactionsDe } from './transactions.ts';
import { destinationsDe, domainesDe, type Rang, secteursDe, VOCABULAIRES } from './ventiler-une-activite.ts';

const VERSION = '2.03';
const LANGUE = 'fr';
const MONNAIE = 'EUR';
const MISE_EN_OEUVRE = '2';
const CLOSE = '4';
const DESCRIPTIONS = { generale: '1', autre: '4' } as const;
const DATES = { debutPrevu: '1', debutReel: '2', finPrevue: '3', finReelle: '4' } as const;
const SANS_TITRE = 'Action internationale';

/** The document of the activities; none of them is without a transaction. */
export function ecrireLesActivites(activites: readonly Activite[], matiere: MatiereDesActivites): string {
  const ecritLe = `${matiere.enTete.dateEdition}T00:00:00Z`;
  return writeXml({
    name: 'iati-activities',
    attributes: { version: VERSION, 'generated-datetime': ecritLe },
    content: activites.map((activite) => ecrireUneActivite(activite, ecritLe, matiere)),
  });
}

function ecrireUneActivite(activite: Activite, ecritLe: string, matiere: MatiereDesActivites): WrittenElement {
  const { bloc, enTete, geographie, narrer } = matiere;
  const { identifiant, declaree } = activite;
  const affectations = [...new Set(activite.parts.map(({ affectation }) => affectation))];
  const statut = declaree?.statut ?? (declaree?.dates.finReelle === undefined ? MISE_EN_OEUVRE : CLOSE);
  const destinations = destinationsDe(activite, bloc, geographie);
  return {
    name: 'iati-activity',
    attributes: {
      'xml:lang': LANGUE,
      'default-currency': MONNAIE,
      'last-updated-datetime': ecritLe,
    },
    content: [
      { name: 'iati-identifier', content: identifiant },
      {
        name: 'reporting-org',
        attributes: { ref: bloc.organisation, type: bloc.genre, 'secondary-reporter': '0' },
        content: narrer(enTete.collectivite),
      },
      { name: 'title', content: narrer(titreDe(activite), affectations[0]?.ligne) },
      ...decrire(activite, affectations, matiere),
      ...organisationsDe(activite, affectations, matiere).map(({ role, organisation }) => ({
        name: 'participating-org',
        attributes: { ref: organisation.ref, type: organisation.genre, role },
        content: narrer(organisation.nom, organisation.ligne),
      })),
      { name: 'activity-status', attributes: { code: statut } },
      ...datesDe(activite, enTete),
      ...destinations.pays.map(({ code, pourcentage }) => ({
        name: 'recipient-country',
        attributes: { code, percentage: pourcentage },
      })),
      ...destinations.regions.map((region) => ecrireUneRegion(region, destinations.vocabulaire, geographie, narrer)),
      ...secteursDe(activite, bloc).map(({ code, pourcentage }) => ({
        name: 'sector',
        attributes: { code, vocabulary: VOCABULAIRES.cad, percentage: pourcentage },
      })),
      ...domainesDe(activite).map(({ code, pourcentage }) => ({
        name: 'sector',
        attributes: { code, vocabulary: VOCABULAIRES.declarant, percentage: pourcentage },
        content: narrer(enTete.domaines.get(code) ?? LIBELLE_NON_VENTILE),
      })),
      ...transactionsDe(activite).map((transaction) => ecrireUneTransaction(transaction, matiere)),
    ],
  };
}

function ecrireUneRegion(
  { code, pourcentage }: Rang,
  vocabulaire: string,
  geographie: Geographie,
  narrer: Narrer,
): WrittenElement {
  return {
    name: 'recipient-region',
    attributes: { code, vocabulary: vocabulaire, percentage: pourcentage },
    content:
      vocabulaire === VOCABULAIRES.cad ? [] : narrer(geographie.territoire(code)?.libelle ?? LIBELLE_NON_VENTILE),
  };
}

function titreDe({ declaree, operation, parts: [premiere] }: Activite): string {
  const { libelle, actionLibelle, programmeLibelle, fonctionLibelle } = premiere?.affectation.ligne ?? {};
  const titres = [declaree?.titre, operation?.libelle, libelle, actionLibelle, programmeLibelle, fonctionLibelle];
  return titres.find((titre) => titre !== undefined && titre.trim() !== '') ?? SANS_TITRE;
}

/** What is known of the action beside its title; and, as another description, what the documents warn of. */
function decrire(
  { parts }: Activite,
  affectations: readonly Affectation[],
  { enTete, narrer }: MatiereDesActivites,
): WrittenElement[] {
  const lignes = affectations.map(({ ligne }) => ligne);
  const dits = (titre: string, valeurs: readonly string[]) => {
    const distincts = [...new Set(valeurs.map((valeur) => valeur.trim()).filter((valeur) => valeur !== ''))];
    return distincts.length === 0 ? [] : [`${titre} : ${distincts.join(' ; ')}.`];
  };
  const axes = parts.map(({ part }) => enTete.axes.get(part.axe) ?? '');
  const phrases = [
    ...dits(
      'Objet',
      lignes.map(({ libelle }) => libelle),
    ),
    ...dits(
      'Secteur',
      parts.map(({ part }) => part.secteur),
    ),
    ...dits('Axe', axes),
    ...dits(
      'Programme',
      lignes.map(({ programmeLibelle }) => programmeLibelle),
    ),
    ...dits(
      'Action',
      lignes.map(({ actionLibelle }) => actionLibelle),
    ),
    ...dits(
      'Délibération',
      lignes.map(({ reference }) => reference),
    ),
    ...(lignes.some(({ caractere }) => plier(caractere).startsWith('illustrati')) ? ['Montants illustratifs.'] : []),
  ];
  const description = (type: string, content: WrittenElement[]) => ({
    name: 'description',
    attributes: { type },
    content,
  });
  return [
    description(DESCRIPTIONS.generale, narrer(phrases.join(' ') || SANS_TITRE, lignes[0])),
    ...(enTete.mention === '' ? [] : [description(DESCRIPTIONS.autre, narrer(enTete.mention))]),
  ];
}

/** What is planned is the years of the operation, or the exercice: nothing more is known of a line. */
function datesDe({ declaree, operation }: Activite, { exercice }: EnTete): WrittenElement[] {
  const annees = [...(operation?.annees ?? []), exercice].sort();
  const { debut, fin, debutReel, finReelle } = declaree?.dates ?? {};
  const derniere = `${annees.at(-1)}-12-31`;
  const date = (type: string, jour: string | undefined) =>
    jour === undefined ? [] : [{ name: 'activity-date', attributes: { 'iso-date': jour, type } }];
  return [
    ...date(DATES.debutPrevu, debut ?? (debutReel === undefined ? `${annees[0]}-01-01` : undefined)),
    ...date(DATES.debutReel, debutReel),
    ...date(DATES.finPrevue, fin ?? (debut === undefined || debut <= derniere ? derniere : undefined)),
    ...date(DATES.finReelle, finReelle),
  ];
}

function ecrireUneTransaction(
  { type, base, affectation, centimes }: Transaction,
  matiere: MatiereDesActivites,
): WrittenElement {
  const { bloc, enTete, narrer } = matiere;
  const finDExercice = `${enTete.exercice}-12-31`;
  const jour = bloc.arreteLe < finDExercice ? bloc.arreteLe : finDExercice;
  const { ligne } = affectation;
  const receveur = receveurDe(ligne, matiere);
  const partie = (name: string, { ref, genre, nom }: Organisation): WrittenElement => ({
    name,
    attributes: { ref, type: genre },
    content: narrer(nom, ligne),
  });
  return {
    name: 'transaction',
    content: [
      { name: 'transaction-type', attributes: { code: type } },
      { name: 'transaction-date', attributes: { 'iso-date': jour } },
      { name: 'value', attributes: { 'value-date': jour }, content: ecrireLesEuros(centimes) },
      {
        name: 'description',
        content: narrer(
          [`${LIBELLES_BASES[base]}, exercice ${enTete.exercice}`, ligne.reference].filter(Boolean).join(', '),
          ligne,
        ),
      },
      partie('provider-org', payeurDe(ligne, matiere)),
      ...(receveur === undefined ? [] : [partie('receiver-org', receveur)]),
    ],
  };
}

function ecrireLesEuros(centimes: Montant): string {
  const chiffres = String(Math.abs(centimes)).padStart(3, '0');
  return `${centimes < 0 ? '-' : ''}${chiffres.slice(0, -2)}.${chiffres.slice(-2)}`;
}
