/* Elements of the page, made in one breath: their properties, then what stands in them. */
function creer(balise, proprietes = {}, ...contenu) {
  const element = Object.assign(document.createElement(balise), proprietes);
  element.append(...contenu);
  return element;
}

function lienVers(adresse, texte) {
  return creer('a', { href: adresse, textContent: texte });
}
