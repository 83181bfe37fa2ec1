/* A decision that is made, passed over or undone, and the line that comes after. */
function decider() {
  const lignes = lignesDeLaPortee();
  const valeurs = valeursSaisies();
  // Without the blank rows, faults are of the rows that are seen.
  montrerLesPays(valeurs.pays);
  const fautes = fautesDe(valeurs, courante);
  if (lignes.length > 1 && VENTILEES.includes(valeurs.reponse)) {
    const parts = [
      ['part', RETENUES.includes(valeurs.reponse) ? valeurs.part : ''],
      ...valeurs.pays.map(([, part], rang) => [`part-pays-${rang}`, part]),
    ];
    const exacte = parts.find(([, part]) => lirePart(part)?.exact !== undefined);
    if (exacte) fautes.push([exacte[0], 'pour plusieurs lignes, écrivez la part en pourcentage ou en fraction']);
  }
  direLesFautes(fautes);
  if (fautes.length > 0) return;
  const suivante = prochaineApres(new Set(lignes));
  touchee = false;
  poserTous(lignes.map((ligne) => [ligne.ref, { etat: 'decidee', valeurs }]));
  retenirLeMotif(valeurs.motif);
  const dit = lignes.length === 1 ? 'Décidée' : `${accorder(lignes.length, 'ligne décidée')}`;
  suivre(suivante, `${dit} : ${NOMS_DES_REPONSES[valeurs.reponse]}.`);
}

function prochaineApres(faites) {
  const rang = montrees.indexOf(courante);
  const aFaire = (ligne) => !faites.has(ligne) && ['a_faire', 'commencee'].includes(etatDe(ligne.ref));
  return montrees.slice(rang + 1).find(aFaire) ?? montrees.slice(0, Math.max(rang, 0)).find(aFaire);
}

function retenirLeMotif(motif) {
  const deja = motifsRecents.indexOf(motif);
  if (deja >= 0) motifsRecents.splice(deja, 1);
  motifsRecents.unshift(motif);
  motifsRecents.length = Math.min(motifsRecents.length, 20);
}

function passer() {
  touchee = false;
  const suivante = prochaineApres(new Set([courante]));
  if (etatDe(courante.ref) === 'decidee') {
    suivre(suivante, 'Cette ligne garde sa décision : « Effacer cette décision » la retire.');
    return;
  }
  poserTous([[courante.ref, { etat: 'passee', valeurs: valeursVides() }]]);
  suivre(suivante, 'Passée.');
}

/** Goes on to the next line, or says that all are done. */
function suivre(suivante, dit) {
  if (suivante !== undefined) courante = suivante;
  rafraichir();
  montrerLaFiche();
  montrerLeHautDeLaFiche();
  annoncer(
    suivante === undefined
      ? `${dit} Plus rien à faire dans cette liste : enregistrez vos décisions.`
      : `${dit} Ensuite : ${suivante.libelle || suivante.ref}, ${euros(suivante.montant)}.`,
  );
}

/** The keys go to the list again, and the line to decide is read from its top. */
function montrerLeHautDeLaFiche() {
  liste.focus({ preventScroll: true });
  const fiche = trouver('fiche');
  const { top } = fiche.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) fiche.scrollIntoView({ block: 'start' });
}

function rafraichir() {
  filtrer();
  montrerLaRangee(montrees.indexOf(courante));
  dessiner(true);
  montrerLesChiffres();
  montrerLAvancement();
}

function annulerLaDerniere() {
  const faits = precedents.pop();
  if (faits === undefined) return;
  touchee = false;
  for (const [ref, avant] of faits) poser(ref, avant);
  courante = PAR_REF.get(faits[0][0]) ?? courante;
  rafraichir();
  montrerLaFiche();
  liste.focus();
  annoncer(
    faits.length === 1
      ? 'Annulée : la ligne est comme avant.'
      : `Annulées : ${accorder(faits.length, 'ligne')} comme avant.`,
  );
}
