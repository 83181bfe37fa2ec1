import type { Tableau } from '../../domain/volets/tableau.ts';
import type { ActionJugee, Compte } from './action-jugee.ts';
import { ETATS } from './juger-une-fiche.ts';

interface ValeurComptee {
  readonly nom: string;
  readonly libelle: string;
  readonly du?: string;
  readonly au?: string;
}

const TEXTES_DES_COMPTES = {
  etats: {
    titre: 'Par état des pièces',
    feuille: 'Fondement',
    note: 'Une ligne à quote-part compte pour sa part. Ces montants font ensemble le total des actions internationales ; une action que rien ne renseigne n’est pas une action sans pièces.',
    prefixe: 'fondement',
  },
  textes: {
    titre: 'Par texte applicable',
    feuille: 'Fondement textes',
    note: 'Le texte est celui du jour de la délibération. Ces montants font ensemble le total des actions internationales.',
    prefixe: 'fondement.texte',
  },
  exceptionnelles: {
    titre: 'Opérations exceptionnelles, hors total, par état des pièces',
    feuille: 'Fondement hors total',
    note: 'Pour mémoire : ces montants font ensemble celui des opérations exceptionnelles, et n’entrent pas dans le total.',
    prefixe: 'fondement.exceptionnelles',
  },
} as const;

/** Lines and euros by state, or by text: each amount opens on its lines, and they make the total, or what is exceptional. */
export function tableauDesComptes(
  nom: keyof typeof TEXTES_DES_COMPTES,
  valeurs: readonly ValeurComptee[],
  comptes: ReadonlyMap<string, Compte>,
): Tableau {
  const datees = nom === 'textes';
  const { prefixe, ...textes } = TEXTES_DES_COMPTES[nom];
  return {
    nom,
    ...textes,
    vide: 'Aucune ligne n’est dans le total.',
    colonnes: [
      { cle: 'libelle', titre: datees ? 'Texte' : 'État', genre: 'texte', largeur: 48 },
      ...(datees
        ? ([
            { cle: 'du', titre: 'Du', genre: 'date' },
            { cle: 'au', titre: 'Au', genre: 'date' },
          ] as const)
        : []),
      { cle: 'lignes', titre: 'Lignes', genre: 'entier' },
      { cle: 'montant', titre: 'Montant', genre: 'euros' },
    ],
    rangees: valeurs.flatMap((valeur) => {
      const compte = comptes.get(valeur.nom);
      if (compte === undefined) return [];
      return [
        {
          cle: valeur.nom,
          cellules: [
            valeur.libelle,
            ...(datees ? [valeur.du || undefined, valeur.au || undefined] : []),
            compte.nombre,
            compte.centimes,
          ],
          chiffre: `${prefixe}.${valeur.nom}`,
        },
      ];
    }),
  };
}

const TEXTES_DES_ACTIONS = {
  manques: {
    feuille: 'Fondement manques',
    titre: 'Actions où il manque quelque chose',
    note: 'Le plus d’euros d’abord. Le montant est celui des lignes du total dont la fiche parle ; une ligne qui a sa propre fiche n’est pas dans celle de son opération ni de son programme.',
    vide: 'Il ne manque rien aux actions renseignées.',
  },
  actions: {
    feuille: 'Fondement actions',
    titre: 'Autres actions renseignées',
    note: 'Celles dont les pièces sont complètes, et celles pour lesquelles le texte ne demande rien.',
    vide: 'Aucune autre action n’est renseignée.',
  },
  'actions-exceptionnelles': {
    feuille: 'Fondement actions hors total',
    titre: 'Opérations exceptionnelles renseignées, hors total',
    note: 'Le plus d’euros d’abord. Le montant est celui des opérations exceptionnelles dont la fiche parle : il n’est pas dans le total.',
    vide: 'Aucune opération exceptionnelle n’est renseignée.',
  },
} as const;

/** Actions, the most euros first: what their files hold, and what they lack. */
export function tableauDesActions(nom: keyof typeof TEXTES_DES_ACTIONS, actions: readonly ActionJugee[]): Tableau {
  const manques = nom === 'manques';
  const dites = { manques: 'Il manque', actions: 'Pourquoi', 'actions-exceptionnelles': 'Il manque, ou pourquoi' };
  const prefixe = nom === 'actions-exceptionnelles' ? 'fondement.exceptionnelles.action' : 'fondement.action';
  return {
    nom,
    ...TEXTES_DES_ACTIONS[nom],
    aChercher: true,
    colonnes: [
      { cle: 'action', titre: 'Action', genre: 'texte', largeur: 48 },
      ...(manques ? [] : [{ cle: 'etat', titre: 'État', genre: 'texte', largeur: 18 } as const]),
      {
        cle: manques ? 'il_manque' : 'motif',
        titre: dites[nom],
        genre: 'texte',
        largeur: 48,
      },
      { cle: 'deliberation', titre: 'Délibération', genre: 'date' },
      { cle: 'texte', titre: 'Texte', genre: 'texte', largeur: 30 },
      { cle: 'document', titre: 'Document', genre: 'texte', largeur: 24 },
      { cle: 'note', titre: 'Note', genre: 'texte', largeur: 30 },
      { cle: 'lignes', titre: 'Lignes', genre: 'entier' },
      { cle: 'montant', titre: 'Montant', genre: 'euros' },
    ],
    rangees: actions.map(({ fiche: { fiche }, jugement, nom: cle, lignes, ligne, libelle }) => ({
      cle,
      cellules: [
        libelle,
        ...(manques ? [] : [ETATS[jugement.etat]]),
        [...jugement.manque, jugement.motif].filter((dit) => dit !== '').join(' ; ') || undefined,
        fiche.lire('deliberation') || undefined,
        jugement.regime?.titre,
        fiche.lire('document') || undefined,
        [fiche.lire('note'), ...jugement.aNoter.map((dit) => `à noter : ne cite pas ${dit}`)]
          .filter(Boolean)
          .join(' ; ') || undefined,
        lignes.nombre,
        lignes.centimes,
      ],
      ...(ligne === undefined ? { chiffre: `${prefixe}.${cle}` } : { ligne }),
    })),
  };
}
