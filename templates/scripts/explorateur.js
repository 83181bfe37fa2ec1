/*
 * The explorer: any figure opened on the lines that make it, searched, filtered, sorted. It stands over the page, follows
 * the address, and gives the page back as it was. Without the script, the same addresses lead to the index of figures.
 */
/** The address of what is shown, as it stands in the bar. */
let adresseSuivie;
/** What had the focus before: it takes it back. */
let origine;

for (const liste of listes) {
  if (liste.name !== 'verdict') liste.add(new Option('Tous', ''));
  for (const [nom, libelle] of ordonnees(liste.name)) liste.add(new Option(libelle || nom, nom));
  liste.addEventListener('change', () => changer(liste.name, liste.value));
}

/** The values of a list of choice: countries are looked for by their name, all else keeps the order of the document. */
function ordonnees(champ) {
  const valeurs = VALEURS.get(champ);
  if (champ !== 'pays') return valeurs;
  const plies = new Map(valeurs.map((valeur) => [valeur, plier(valeur[1])]));
  return valeurs.toSorted((a, b) => (plies.get(a) < plies.get(b) ? -1 : plies.get(a) > plies.get(b) ? 1 : 0));
}

/** Opens on what an address asks for, or closes when it is that of a section. */
function suivreLAdresse() {
  const nouvelle = lireAdresse(location.hash);
  if (nouvelle === undefined) {
    if (dialogue.open) dialogue.close();
    return;
  }
  demande = nouvelle;
  adresseSuivie = location.hash;
  if (!dialogue.open) {
    origine = document.activeElement;
    dialogue.showModal();
    // Opened to search, and not on a figure: what is typed goes to the field.
    (/[#&]texte=(?:&|$)/.test(location.hash) ? champTexte : dans('h2')).focus();
    lireLesTextes();
  }
  montrer();
}

/** Draws what is asked for: the fields as they stand, the count, the lines. */
function montrer() {
  const { criteres, texte, tri } = demande;
  for (const liste of listes)
    liste.value = criteres.get(liste.name) ?? (liste.name === 'verdict' ? VERDICT_DU_TOTAL : '');
  if (champTexte.value !== texte) champTexte.value = texte;
  montrerLesAutresCriteres();
  const trie = tri || TRI_PAR_DEFAUT;
  for (const bouton of tris) {
    const sens = trie === bouton.dataset.tri ? 'ascending' : trie === `-${bouton.dataset.tri}` ? 'descending' : 'none';
    bouton.closest('th').setAttribute('aria-sort', sens);
  }
  const trouvees = selectionner(demande);
  const hors = horsDuTotal(demande, trouvees);
  const offres = offresDe(texte);
  dans('.compte').textContent = direLeCompte(trouvees, hors, offres);
  montrerLesOffres(offres);
  for (const bouton of [emporterLaSelection, imprimerLaSelection]) bouton.disabled = trouvees.length === 0;
  compterLesFiltres(demande);
  dans('h2').textContent = titreDe(demande);
  const nom = nommerLeChiffre(demande);
  dans('.nom-du-chiffre').textContent = nom;
  dans('.copier-nom').hidden = nom === '';
  montrerLIndice(trouvees, hors);
  montrerLesLignes(trouvees, { corps: dans('tbody'), suite: dans('.suite'), bouton: dans('.suivantes') });
  dialogue.querySelector('.fiche')?.remove();
  dans('.resultats').prepend(ficheDe(demande, trouvees) ?? '');
  dans('.resultats').scrollTop = 0;
}

/**
 * How many lines and euros. Those of a search are said for what they are: a line in which a word stands counts whole, also where a
 * country that bears that name has but a share of it.
 */
function direLeCompte(trouvees, hors, offres) {
  const { criteres, texte } = demande;
  const lignes = compterLesLignes(trouvees.length);
  if (trouvees.length === 0) return direRienDansLeTotal(demande, hors);
  const euros = ecrireEuros(totalDe(trouvees)) + (estHorsTotal(criteres) ? ' hors total' : '');
  if (texte === '') return `${lignes}, ${euros}`;
  const pays = criteres.has('pays')
    ? []
    : offres
        .filter(({ champ, nom, aLesMots }) => champ === 'pays' && nom !== SANS_PAYS && aLesMots)
        .slice(0, PAYS_DITS);
  const parts = pays.map(({ nom, libelle }) => {
    const siennes = selectionner({ criteres: new Map([...criteres, ['pays', nom]]), texte: '', tri: '' });
    return `part du pays ${libelle}\u00a0: ${ecrireEuros(totalDe(siennes))}`;
  });
  const debut = `${lignes} ${ouParait(texte)}, ${euros}`;
  return parts.length === 0 ? `${debut} en tout` : `${debut} en lignes entières\u00a0; ${parts.join(', ')}`;
}

/** Only lines of a place that is not the total are asked for. */
function estHorsTotal(criteres) {
  const place = criteres.get('verdict');
  return place !== VERDICT_DU_TOTAL && PLACES.includes(place);
}

/** That nothing of what is asked for is in the total, with what of it lies elsewhere: nothing found is not nothing spent. */
function direRienDansLeTotal(demande, hors) {
  if (hors === undefined) return `${compterLesLignes(0)}, ${ecrireEuros(0)}${direLesMotsSeuls(demande)}`;
  return `${compterLesLignes(0)} dans le total\u00a0; ${compterLesLignes(hors.lignes)} hors total, ${ecrireEuros(hors.centimes)}`;
}

/** Of several words that no line has together, how many lines each has: ` ; seuls, dakar : 25 lignes, universite : 40 lignes`. */
function direLesMotsSeuls({ criteres, texte }) {
  const mots = [...new Set(texte.split(/\s+/))].filter((mot) => enMots(mot).trim() !== '');
  if (mots.length < 2) return '';
  const dits = mots.map((mot) => {
    const { length } = selectionner({ criteres, texte: mot, tri: 'numero' });
    return `${mot}\u00a0: ${compterLesLignes(length).toLowerCase()}`;
  });
  return `\u00a0; seuls, ${dits.join(', ')}`;
}

/**
 * What of a choice is not in the total, where only what is in it is shown: lines of which nothing is, those of which a share is, and
 * the centimes of both. Nothing where there is none, and for all lines together, which are no choice.
 */
function horsDuTotal({ criteres, texte }, trouvees) {
  const choix = [...criteres.keys()].filter((champ) => champ !== 'verdict' && champ !== 'base');
  if ((criteres.get('verdict') ?? VERDICT_DU_TOTAL) !== VERDICT_DU_TOTAL || (texte === '' && choix.length === 0))
    return undefined;
  const toutes = selectionner({ criteres: new Map([...criteres, ['verdict', 'tous']]), texte, tri: '' });
  const retenus = new Map(trouvees.map(({ ligne, compte }) => [ligne, compte]));
  const lignes = toutes.length - trouvees.length;
  const enPartie = toutes.filter(({ ligne, compte }) => retenus.has(ligne) && retenus.get(ligne) !== compte).length;
  if (lignes === 0 && enPartie === 0) return undefined;
  return { lignes, enPartie, centimes: totalDe(toutes) - totalDe(trouvees) };
}

/** `Hors du total : 5 lignes et le reste d’une ligne, 116 346,37 €`. */
function direHorsDuTotal({ lignes, enPartie, centimes }) {
  const reste = enPartie === 1 ? 'le reste d’une ligne' : `le reste de ${compterLesLignes(enPartie)}`;
  const quoi = [...(lignes > 0 ? [compterLesLignes(lignes)] : []), ...(enPartie > 0 ? [reste] : [])];
  return `Hors du total\u00a0: ${quoi.join(' et ')}, ${ecrireEuros(centimes)}`;
}
const PAYS_DITS = 3;
/** What is of no country is no country. */
const SANS_PAYS = 'non-ventile';

function ouParait(texte) {
  return enMots(texte).trim().includes(' ') ? 'où ces mots paraissent' : 'où ce mot paraît';
}

function totalDe(trouvees) {
  return trouvees.reduce((somme, { compte }) => somme + compte, 0);
}

/** Reads ahead, a few at a time, the texts that the first key typed would have to read all at once. */
function lireLesTextes(rang = 0) {
  for (const ligne of LIGNES.slice(rang, rang + 200)) texteDe(ligne);
  if (rang + 200 < LIGNES.length) setTimeout(lireLesTextes, 0, rang + 200);
}

/** What the amount above does not say by itself: lines found by a word count whole, and others may lie outside the total. */
function montrerLIndice(trouvees, hors) {
  const { criteres, texte } = demande;
  const indice = dans('.indice');
  const place = criteres.get('verdict') ?? VERDICT_DU_TOTAL;
  const dit = [];
  if (place === 'tous')
    dit.push('Des lignes du total et des lignes qui n’y sont pas, ensemble : ce montant n’est pas un total.');
  if (criteres.has('base'))
    dit.push(
      'Ce qui est compté l’est sur cette base, pour les seules lignes qui la donnent ; leur montant reste celui du total.',
    );
  if (texte !== '' && !criteres.has('pays') && trouvees.length > 0)
    dit.push(
      'Une ligne trouvée compte en entier, même partagée entre plusieurs pays : pour la part d’un seul, choisissez-le dans «\u00a0Pays\u00a0».',
    );
  indice.replaceChildren(dit.join(' '));
  if (hors !== undefined) {
    const bouton = document.createElement('button');
    bouton.type = 'button';
    bouton.textContent = 'voir aussi ce qui est hors du total';
    bouton.addEventListener('click', () => {
      changer('verdict', 'tous');
      champTexte.focus();
    });
    // Of nothing found, the large line says it already.
    const quoi = trouvees.length === 0 ? '' : `${direHorsDuTotal(hors)}. `;
    indice.append(dit.length > 0 ? ' ' : '', quoi, bouton);
  }
  indice.hidden = indice.childNodes.length === 0 || indice.textContent === '';
}

/** What is shown, in words: « Pays : Sénégal », « Toutes les lignes du total ». */
function titreDe({ criteres, texte }) {
  const parties = [...criteres]
    .filter(([champ, valeur]) => champ !== 'verdict' || valeur !== VERDICT_DU_TOTAL)
    .map(([champ, valeur]) => `${TITRES[champ]}\u00a0: ${libelleDe(champ, valeur)}`);
  if (texte !== '') parties.push(`«\u00a0${texte}\u00a0»`);
  return parties.length === 0 ? 'Toutes les lignes du total' : parties.join(' · ');
}

/** The criteria that have no list of their own, each with a button that takes it away. */
function montrerLesAutresCriteres() {
  const sansListe = [...demande.criteres].filter(([champ]) => !listes.some(({ name }) => name === champ));
  dans('.autres-criteres').replaceChildren(
    ...sansListe.map(([champ, valeur]) => {
      const bouton = document.createElement('button');
      bouton.type = 'button';
      bouton.textContent = `${TITRES[champ]}\u00a0: ${libelleDe(champ, valeur)} ×`;
      bouton.setAttribute('aria-label', `Ôter le filtre ${TITRES[champ]} : ${libelleDe(champ, valeur)}`);
      bouton.addEventListener('click', () => {
        changer(champ, '');
        champTexte.focus();
      });
      return bouton;
    }),
  );
  dans('.autres-criteres').hidden = sansListe.length === 0;
}

/** Changes one criterion; the address follows, without a step in the history of the browser for each. */
function changer(champ, valeur) {
  const criteres = new Map(demande.criteres);
  if (valeur === '') criteres.delete(champ);
  else criteres.set(champ, valeur);
  aller({ ...demande, criteres });
}

function aller(nouvelle) {
  demande = nouvelle;
  history.replaceState(null, '', ecrireAdresse(demande));
  adresseSuivie = location.hash;
  montrer();
}

let attente;
champTexte.addEventListener('input', () => {
  clearTimeout(attente);
  attente = setTimeout(() => aller({ ...demande, texte: champTexte.value.trim() }), 120);
});
for (const bouton of tris)
  bouton.addEventListener('click', () => {
    const colonne = bouton.dataset.tri;
    const dEuros = colonne === 'montant' || colonne === 'retenu';
    const premier = dEuros ? `-${colonne}` : colonne;
    const second = dEuros ? colonne : `-${colonne}`;
    const nouveau = (demande.tri || TRI_PAR_DEFAUT) === premier ? second : premier;
    aller({ ...demande, tri: nouveau === TRI_PAR_DEFAUT ? '' : nouveau });
  });
dans('.tout').addEventListener('click', () => {
  aller({ criteres: new Map(), texte: '', tri: '' });
  champTexte.focus();
});
dans('.fermer').addEventListener('click', () => dialogue.close());
dans('.copier-nom').addEventListener('click', (clic) =>
  copier(dans('.nom-du-chiffre').textContent, clic.currentTarget),
);
dans('.copier-adresse').addEventListener('click', (clic) => copier(location.href, clic.currentTarget));

/** Copies a text, and says so in the button for a while. */
async function copier(texte, bouton) {
  // Copying twice in a row must not make « Copié » what the button says at rest.
  bouton.dataset.dit ??= bouton.textContent;
  let fait = true;
  try {
    await navigator.clipboard.writeText(texte);
  } catch {
    fait = copierParSelection(texte);
  }
  bouton.textContent = fait ? 'Copié' : 'Copie impossible';
  setTimeout(() => {
    bouton.textContent = bouton.dataset.dit;
  }, 1500);
}

/** For browsers that keep the clipboard from files opened on the disk. */
function copierParSelection(texte) {
  const champ = document.createElement('textarea');
  champ.value = texte;
  dialogue.append(champ);
  champ.select();
  const fait = document.execCommand('copy');
  champ.remove();
  return fait;
}

/** Closed by the reader: the address goes with it. The browser tells late: by then another may be asked for. */
dialogue.addEventListener('close', () => {
  if (dialogue.open) return;
  if (location.hash === adresseSuivie) history.replaceState(null, '', '#');
  origine?.focus?.({ preventScroll: true });
  origine = undefined;
});

document.addEventListener('click', (clic) => {
  const lien = clic.target instanceof Element ? clic.target.closest('a[href^="#"]') : null;
  if (lien === null || clic.ctrlKey || clic.metaKey || clic.shiftKey || clic.button !== 0) return;
  const { base } = lien.dataset;
  const ancre = `${lien.getAttribute('href')}${base === undefined ? '' : `&base=${base}`}`;
  if (lireAdresse(ancre) === undefined) {
    // Closing first: what a modal dialog covers cannot be scrolled to.
    origine = undefined;
    if (dialogue.open) dialogue.close();
    return;
  }
  clic.preventDefault();
  history.pushState(null, '', ancre);
  suivreLAdresse();
});
addEventListener('hashchange', suivreLAdresse);
document.documentElement.classList.add('avec-script');
suivreLAdresse();
