import type { Etape, Jaune, Sortie } from '../../compile/jaune.ts';
import type { Critere } from '../../compile/selection.ts';
import { exclusionDeSortie, nomDeLaCle, valeursDesSorties } from '../../compile/valeurs-nommees.ts';
import { type Montant, montant, NUL } from '../../domain/montant.ts';
import { type ChiffreVue, chiffreVerifie } from './chiffre-vue.ts';

/** A step of the bridge: what it adds (negative when it takes away) and where the running sum stands after it. */
export interface EtapeVue {
  readonly libelle: string;
  /** Whether lines count here: not at a sum, nor for what moves between sectors. */
  readonly compte: boolean;
  readonly effet: Montant;
  readonly cumul: Montant;
  /** A sum, not a step. */
  readonly palier: boolean;
  readonly chiffre: ChiffreVue;
}

const RIEN_A_OUVRIR: ChiffreVue = { montant: NUL, nombre: 0, adresse: '', nom: '' };

/** The bridge as a running sum, from the pilot sector as received to the headline. */
export function passerelleVue(jaune: Jaune): EtapeVue[] {
  const { secteurPiloteRecu, sorties, transferts, secteurPiloteRetenu, apports, total } = jaune.passerelle;
  let cumul = 0;
  const etape = (libelle: string, effet: number, chiffre?: ChiffreVue): EtapeVue => {
    cumul += effet;
    return {
      libelle,
      compte: chiffre !== undefined,
      effet: montant(effet),
      cumul: montant(cumul),
      palier: false,
      chiffre: chiffre ?? RIEN_A_OUVRIR,
    };
  };
  const palier = (libelle: string, valeur: Montant, nom: string, adresse: string): EtapeVue => {
    cumul = valeur;
    const chiffre = { ...RIEN_A_OUVRIR, montant: valeur, nom: `passerelle.${nom}`, adresse };
    return { libelle, compte: false, effet: valeur, cumul: valeur, palier: true, chiffre };
  };
  const ouvrir = ({ lignes, montant: centimes }: Etape, nom: string, criteres: readonly Critere[]) =>
    chiffreVerifie(jaune, { lignes, centimes }, criteres, `passerelle.${nom}`);
  const noms = valeursDesSorties(jaune);
  const duPilote = ['recu', 'pilote'] as const;
  const recu = ouvrir(secteurPiloteRecu, 'recu', [['verdict', 'tous'], duPilote]);
  return [
    etape(`Reçu sous le secteur « ${jaune.enTete.secteurPilote} »`, secteurPiloteRecu.montant, recu),
    ...sorties.map((sortie) =>
      etape(
        sortie.libelle,
        -sortie.montant,
        ouvrir(sortie, `sortie.${nomDeLaCle(noms, sortie.cle)}`, [...criteresDeSortie(jaune, sortie), duPilote]),
      ),
    ),
    ...(transferts === 0
      ? []
      : [etape(transferts > 0 ? 'Compté à d’autres secteurs' : 'Venu d’autres secteurs', -transferts)]),
    palier('Secteur pilote retenu', secteurPiloteRetenu, 'retenu', 'pilote=oui'),
    ...apports.map((apport) => etape(apport.libelle, apport.montant, apportVu(jaune, apport))),
    palier('Total général hors opérations exceptionnelles', total, 'total', 'verdict=internationale'),
  ];
}

/**
 * What selects, among the named lines, those of a step that leaves the pilot sector: its place and, for what is left out, the
 * reason. The page knows nothing finer.
 */
export function criteresDeSortie(jaune: Jaune, sortie: Sortie): Critere[] {
  const exclusion = exclusionDeSortie(jaune, sortie);
  const criteres: Critere[] = [['verdict', sortie.place]];
  return exclusion === undefined ? criteres : [...criteres, ['exclusion', exclusion]];
}

/** What a sector adds is the row of the sector in its table. */
function apportVu({ tables }: Jaune, { cle, montant: centimes, lignes }: Etape): ChiffreVue {
  const rangee = tables.find(({ nom }) => nom === 'secteur')?.rangees.find((autre) => autre.cle === cle);
  const memes = rangee !== undefined && rangee.montant === centimes && rangee.lignes.length === lignes;
  return {
    montant: centimes,
    nombre: lignes,
    nom: memes ? `secteur.${rangee.nom}` : '',
    adresse: memes ? `secteur=${rangee.nom}` : '',
  };
}
