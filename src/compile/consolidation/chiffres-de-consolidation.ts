import { somme } from '../../domain/argent/montant.ts';
import { LIBELLES_DES_FLUX } from '../../domain/verdict/flux.ts';
import type { Compte } from '../compte.ts';
import type { Critere } from '../critere.ts';
import { type Figure, plus, RECU, TOTAL } from '../figures.ts';
import type { Jaune } from '../jaune.ts';
import { valeursDesPorteurs } from './champs-de-flux.ts';
import type { Rapprochement, Versement } from './consolidation.ts';

const TOUS = ['verdict', 'tous'] as const;
const EXCLUE = ['verdict', 'exclue'] as const;

/**
 * The figures of the consolidation: `consolidation.recu` less the `flux.crt` is `consolidation.total`; the same of each body,
 * `consolidation.crt/recu`, and what it bears; the two ends of the flows to each, `rapprochement.crt.verse`. None where the
 * dossier lists no body.
 */
export function chiffresDeConsolidation(jaune: Jaune): Figure[] {
  const { consolidation, enTete } = jaune;
  if (enTete.organismes.liste.length === 0) return [];
  const deduits = chiffresDesFlux(jaune);
  const flux = deduits.filter(({ partDe }) => partDe === 'partition.exclue');
  return [
    chiffre('consolidation.recu', 'Toutes les dépenses reçues', consolidation.recu, [TOUS]),
    ...deduits,
    {
      ...chiffre('consolidation.total', 'Dépenses consolidées', consolidation.consolide, [TOUS, ['consolide', 'oui']]),
      termes: [...plus(['consolidation.recu']), ...flux.map(({ nom }) => ({ signe: -1 as const, nom }))],
    },
    ...chiffresDesPorteurs(jaune),
    ...consolidation.rapprochements.flatMap((rapprochement) => chiffresDuRapprochement(jaune, rapprochement)),
  ];
}

/** What each body takes off, all kinds together, then each kind. */
function chiffresDesFlux({ consolidation: { deduits } }: Jaune): Figure[] {
  const organismes = new Set(deduits.map(({ organisme }) => organisme));
  return [...organismes].flatMap((organisme) => {
    const nom = `flux.${organisme.id}`;
    const siens = deduits
      .filter((deduit) => deduit.organisme === organisme)
      .map(({ genre, compte }) => ({
        ...chiffre(`${nom}/${genre}`, `${LIBELLES_DES_FLUX[genre]}, ${organisme.nom}`, compte, [
          EXCLUE,
          ['flux', organisme.id],
          ['genre_de_flux', genre],
        ]),
        partDe: nom,
      }));
    const ensemble = {
      lignes: siens.reduce((total, { nombre }) => total + nombre, 0),
      centimes: somme(siens.map(({ montant }) => montant)),
    };
    return [
      {
        ...chiffre(nom, `Compté à l’autre bout, ${organisme.nom}`, ensemble, [EXCLUE, ['flux', organisme.id]]),
        partDe: 'partition.exclue',
        termes: plus(siens.map((figure) => figure.nom)),
      },
      ...siens,
    ];
  });
}

function chiffresDesPorteurs(jaune: Jaune): Figure[] {
  const porteurs = valeursDesPorteurs(jaune);
  return jaune.consolidation.parOrganisme.flatMap((reste, rang) => {
    const { nom = '', libelle = '' } = porteurs[rang] ?? {};
    const de = ['porteur', nom] as const;
    const base = `consolidation.${nom}`;
    const { recu, fluxInternes, consolide, international, recettes, resteACharge } = reste;
    return [
      { ...chiffre(`${base}/recu`, `${libelle}, dépenses reçues`, recu, [TOUS, de]), partDe: RECU },
      chiffre(`${base}/flux`, `${libelle}, compté à l’autre bout`, fluxInternes, [EXCLUE, de, ['consolide', 'non']]),
      {
        ...chiffre(`${base}/consolide`, `${libelle}, consolidé`, consolide, [TOUS, de, ['consolide', 'oui']]),
        partDe: 'consolidation.total',
        termes: [...plus([`${base}/recu`]), { signe: -1, nom: `${base}/flux` }],
      },
      { ...chiffre(`${base}/international`, `${libelle}, international`, international, [de]), partDe: TOTAL },
      chiffre(`${base}/recettes`, `${libelle}, recettes de cofinancement`, recettes, [['sens', 'recette'], de]),
      {
        ...chiffre(
          `${base}/reste_a_charge`,
          `${libelle}, reste à charge`,
          { lignes: international.lignes + recettes.lignes, centimes: resteACharge },
          [['sens', 'reste'], de],
        ),
        termes: [...plus([`${base}/international`]), { signe: -1, nom: `${base}/recettes` }],
      },
    ];
  });
}

function chiffresDuRapprochement(jaune: Jaune, rapprochement: Rapprochement): Figure[] {
  const { organisme, versements, verse, detail, detailInternational, detailCompteChezLePayeur } = rapprochement;
  const nom = `rapprochement.${organisme.id}`;
  const vers = ['flux', organisme.id] as const;
  const porteurs = valeursDesPorteurs(jaune);
  const de = ['porteur', porteurs.find((porteur) => porteur.organisme === organisme.nom)?.nom ?? ''] as const;
  const payes = versements.map((versement): Figure => {
    const payeur = porteurs.find((porteur) => porteur.organisme === versement.payeur);
    return {
      ...chiffre(
        `${nom}.verse/${nomDuVersement(versement, payeur?.nom ?? '')}`,
        `${LIBELLES_DES_FLUX[versement.genre]} de ${payeur?.libelle} à ${organisme.nom}`,
        versement.compte,
        criteresDuVersement(organisme.id, versement, payeur?.nom ?? ''),
      ),
      partDe: `${nom}.verse`,
    };
  });
  return [
    {
      ...chiffre(`${nom}.verse`, `Versé à ${organisme.nom}`, verse, [TOUS, vers, ['bout', 'verse']]),
      ...(payes.length === 0 ? {} : { termes: plus(payes.map((paye) => paye.nom)) }),
    },
    ...payes,
    ...chiffresDuRecu(rapprochement),
    chiffre(`${nom}.detail`, `${organisme.nom}, détail de ses dépenses`, detail, [TOUS, de]),
    {
      ...chiffre(`${nom}.detail_international`, `${organisme.nom}, dont international`, detailInternational, [de]),
      partDe: TOTAL,
    },
    chiffre(`${nom}.compte_au_payeur`, `${organisme.nom}, compté chez le payeur`, detailCompteChezLePayeur, [
      TOUS,
      vers,
      ['bout', 'detail'],
    ]),
  ];
}

/** What a body says it received, and the difference: none where it says nothing. */
function chiffresDuRecu({ organisme, verse, recu, ecart }: Rapprochement): Figure[] {
  if (recu === undefined || ecart === undefined) return [];
  const nom = `rapprochement.${organisme.id}`;
  const vers = ['flux', organisme.id] as const;
  return [
    chiffre(`${nom}.recu`, `${organisme.nom} dit avoir reçu`, recu, [
      TOUS,
      ['sens', 'recette'],
      vers,
      ['bout', 'recu'],
    ]),
    {
      ...chiffre(
        `${nom}.ecart`,
        `${organisme.nom}, versé moins reçu`,
        { lignes: verse.lignes + recu.lignes, centimes: ecart },
        [TOUS, ['sens', 'reste'], vers, ['bout', 'verse+recu']],
      ),
      termes: [...plus([`${nom}.verse`]), { signe: -1, nom: `${nom}.recu` }],
    },
  ];
}

/** The end of the name of a payment: who paid, by which kind of flow, and whether it counts. */
export function nomDuVersement({ genre, exclu }: Versement, payeur: string): string {
  return `${payeur}/${genre}${exclu ? '' : '/compte'}`;
}

/** What selects the lines of one payment to a body. */
function criteresDuVersement(organisme: string, { genre, exclu }: Versement, payeur: string): Critere[] {
  return [
    TOUS,
    ['flux', organisme],
    ['genre_de_flux', genre],
    ['bout', 'verse'],
    ['consolide', exclu ? 'non' : 'oui'],
    ['porteur', payeur],
  ];
}

function chiffre(nom: string, libelle: string, { lignes, centimes }: Compte, criteres: readonly Critere[]): Figure {
  return { nom, libelle, montant: centimes, nombre: lignes, criteres };
}
