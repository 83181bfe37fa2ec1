/* The file of decisions: saved for the dossier, taken back by this page. */
const TAILLE_MAX = 100_000_000;

function enregistrer() {
  garderLEbauche();
  const faites = LIGNES.filter(({ ref }) => etatDe(ref) === 'decidee');
  const commencees = LIGNES.filter(({ ref }) => etatDe(ref) === 'commencee');
  const reste =
    commencees.length === 0
      ? ''
      : ` ${accorder(commencees.length, 'ligne')} sans décision entière : pas dans le fichier.`;
  if (faites.length === 0) {
    const anciennes =
      dansLeFichier.size === 0 ? '' : ' Le dernier fichier en a encore, que cette page n’a plus : ne le remettez pas.';
    noterLeFichier([]);
    montrerLAvancement();
    annoncer(`Aucune décision à enregistrer.${anciennes}${reste}`);
    return;
  }
  const decisions = faites.map((ligne) => {
    const { ref, empreinte, somme } = ligne;
    const dites = { ref, empreinte, ...enDecision(travail.get(ref).valeurs) };
    const colonnes = DONNEES.colonnes.map((colonne) => [colonne, dites[colonne] ?? '']);
    return { ...Object.fromEntries(colonnes), ...decrire(ligne), somme };
  });
  const qui = auteur.value.replace(/\s+/g, ' ').trim();
  const { format, version } = DONNEES;
  const texte = `${JSON.stringify({ format, version, provenance, auteur: qui, decisions }, undefined, 2)}\n`;
  const nom = ['decisions', provenance.exercice, nommer(qui)].filter(Boolean).join('-');
  const lien = faire('a', {
    download: `${nom}.json`,
    href: URL.createObjectURL(new Blob([texte], { type: 'application/json' })),
  });
  document.body.append(lien);
  lien.click();
  lien.remove();
  setTimeout(() => URL.revokeObjectURL(lien.href), 60_000);
  noterLeFichier(faites.map(({ ref }) => [ref, travail.get(ref).valeurs]));
  montrerLAvancement();
  annoncer(
    `${accorder(decisions.length, 'décision')} dans ${nom}.json.${reste} Remettez ce fichier à qui tient le dossier.`,
  );
}

/* What the line was, in words: it is shown again by that where its file changed since. */
function decrire({ imputation, beneficiaire, lieu, libelle, montant, pareilles }) {
  return {
    ligne_imputation: imputation,
    ligne_beneficiaire: beneficiaire,
    ligne_lieu: lieu,
    ligne_libelle: libelle,
    ligne_montant: (montant / 100).toFixed(2).replace('.', ','),
    ligne_semblables: String(pareilles),
  };
}

async function reprendre(fichier) {
  if (fichier.size > TAILLE_MAX) {
    annoncer(`${fichier.name} est trop grand pour être un fichier de décisions.`);
    return;
  }
  let lu;
  try {
    lu = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await fichier.arrayBuffer()));
  } catch {
    annoncer(`${fichier.name} n’est pas un fichier de décisions entier : rien n’est repris.`);
    return;
  }
  const faute = fauteDuFichier(lu);
  if (faute !== undefined) {
    annoncer(`${fichier.name} : ${faute}. Rien n’est repris.`);
    return;
  }
  const [prises, ecartees, contraires, deplacees] = [new Map(), [], [], []];
  for (const decision of lu.decisions) {
    const { ligne, raison } = retrouver(decision ?? {});
    const valeurs = ligne && deDecision(decision);
    if (valeurs === undefined || fautesDe(valeurs, ligne).length > 0) {
      ecartees.push([decision?.ref, raison ?? INCOMPLETES]);
      continue;
    }
    if (ligne.ref !== decision.ref) deplacees.push(ligne.ref);
    if (etatDe(ligne.ref) === 'decidee' && memeDecision(travail.get(ligne.ref).valeurs, valeurs)) continue;
    prises.set(ligne.ref, valeurs);
    if (etatDe(ligne.ref) === 'decidee') contraires.push(ligne);
  }
  const finir = (garderLesMiennes) => {
    if (garderLesMiennes) for (const { ref } of contraires) prises.delete(ref);
    touchee = false;
    if (prises.size > 0) poserTous([...prises].map(([ref, valeurs]) => [ref, { etat: 'decidee', valeurs }]));
    noterLeFichier(prises, true);
    garder('debordee', 'non');
    direOuEstLeTravail();
    rafraichir();
    montrerLaFiche();
    const ailleurs = deplacees.length === 0 ? '' : `, dont ${deplacees.length} sur une ligne qui a changé de place`;
    const reprises = prises.size === 0 ? 'Aucune décision reprise' : `${accorder(prises.size, 'décision reprise')}`;
    annoncer(`${reprises} de ${fichier.name}${ailleurs}.${direLesEcartees(ecartees)}`);
  };
  if (contraires.length === 0) finir(false);
  else demander(contraires, prises, finir);
}

const INCOMPLETES = 'sans décision entière';
const ABSENTES = 'pas dans cette page : si le dossier les a encore, « jaune arbitrer import » les retrouve';
const CHANGEES = 'changées depuis : à relire et à décider à nouveau ici';
const COMPTEES = 'semblables à d’autres qui ne sont plus aussi nombreuses : à relire et à décider à nouveau ici';

/* The line of a decision of a file, where it was or, once alone to be the same, elsewhere; else why it is not taken. */
function retrouver(decision) {
  const { ref, empreinte, somme, ligne_semblables: alors = '' } = decision;
  const ici = PAR_REF.get(ref);
  const memes = LIGNES.filter((ligne) => ligne.empreinte === empreinte);
  const autant = ({ pareilles }) => alors === String(pareilles);
  if (ici?.empreinte === empreinte) {
    if (ici.somme !== somme) return { raison: CHANGEES };
    return alors === '' || autant(ici) ? { ligne: ici } : { raison: COMPTEES };
  }
  const dites = decrire(memes[0] ?? { montant: 0 });
  const pareil = ['imputation', 'beneficiaire', 'lieu', 'libelle', 'montant'].every(
    (nom) => dites[`ligne_${nom}`] === decision[`ligne_${nom}`],
  );
  if (memes.length === 1 && pareil && memes[0].pareilles === 0 && autant(memes[0])) return { ligne: memes[0] };
  if (memes.length > 0) return { raison: COMPTEES };
  return { raison: ici ? CHANGEES : ABSENTES };
}

function direLesEcartees(ecartees) {
  const parRaison = new Map();
  for (const [ref, raison] of ecartees) parRaison.set(raison, [...(parRaison.get(raison) ?? []), ref]);
  return [...parRaison]
    .map(([raison, refs]) => ` Non reprises, ${raison} : ${refs.slice(0, 5).join(', ')}${refs.length > 5 ? '…' : ''}.`)
    .join('');
}

function memeDecision(gauche, droite) {
  return JSON.stringify(enDecision(gauche)) === JSON.stringify(enDecision(droite));
}

/** The title may be worded anew since: each line is compared to what the file knew of it. */
function fauteDuFichier(lu) {
  if (lu?.format !== DONNEES.format || !Array.isArray(lu.decisions))
    return 'ce n’est pas un fichier que cette page enregistre';
  if (lu.version !== DONNEES.version) return 'il vient d’une autre version de l’outil';
  const autres = [
    ['exercice', 'l’exercice'],
    ['collectivite', 'la collectivité'],
    ['base', 'la base'],
  ].filter(([cle]) => lu.provenance?.[cle] !== provenance[cle]);
  return autres.length === 0
    ? undefined
    : `${autres.map(([, nom]) => nom).join(', ')} : ce n’est pas celui de cette page`;
}

const CONTRAIRES_MONTREES = 20;

function demander(contraires, prises, finir) {
  const boite = trouver('conflit');
  const dire = ({ reponse, motif, auteur: qui }) => `${NOMS_DES_REPONSES[reponse]}, ${qui} : ${motif}`;
  const dites = contraires
    .slice(0, CONTRAIRES_MONTREES)
    .map((ligne) =>
      faire(
        'li',
        {},
        faire('strong', {}, ligne.libelle || ligne.ref),
        faire('br'),
        `ici : ${dire(travail.get(ligne.ref).valeurs)}`,
        faire('br'),
        `fichier : ${dire(prises.get(ligne.ref))}`,
      ),
    );
  const reste = contraires.length - dites.length;
  trouver('dit-conflit').replaceChildren(
    faire('p', {}, `${accorder(contraires.length, 'ligne')} : le fichier dit autre chose.`),
    faire('ul', {}, ...dites, ...(reste > 0 ? [faire('li', {}, `et ${accorder(reste, 'autre')}`)] : [])),
  );
  const choisir = (garderLesMiennes) => () => {
    boite.close();
    finir(garderLesMiennes);
  };
  trouver('garder-miennes').onclick = choisir(true);
  trouver('prendre-fichier').onclick = choisir(false);
  boite.showModal();
}

trouver('enregistrer').addEventListener('click', enregistrer);
trouver('reprendre').addEventListener('click', () => trouver('fichier').click());
trouver('fichier').addEventListener('change', async ({ target }) => {
  const [fichier] = target.files;
  if (fichier) await reprendre(fichier);
  // The same file may be chosen again.
  target.value = '';
});
