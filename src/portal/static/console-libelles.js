// The viewer speaks English and has no setting for it: its own words, and they alone, are replaced as they appear.
const labels = new Map([
  ['Authorize', 'Donner mon jeton'],
  ['Available authorizations', 'Jeton d’accès'],
  ['Authorized', 'Jeton donné'],
  ['Logout', 'Oublier le jeton'],
  ['Close', 'Fermer'],
  ['Value:', 'Jeton :'],
  ['Try it out', 'Essayer'],
  ['Cancel', 'Annuler'],
  ['Execute', 'Appeler'],
  ['Clear', 'Effacer'],
  ['Reset', 'Remettre'],
  ['Parameters', 'Paramètres'],
  ['No parameters', 'Aucun paramètre'],
  ['Name', 'Nom'],
  ['Responses', 'Réponses possibles'],
  ['Server response', 'Réponse du serveur'],
  ['Response body', 'Corps de la réponse'],
  ['Response headers', 'En-têtes de la réponse'],
  ['Request URL', 'Adresse appelée'],
  ['Request duration', 'Durée de l’appel'],
  ['Curl', 'Commande curl'],
  ['Download', 'Télécharger'],
  ['Code', 'Statut'],
  ['Details', 'Détail'],
  ['Examples', 'Exemples'],
  ['Example Description', 'Exemple'],
  ['Example Value', 'Exemple'],
  ['Example:', 'Exemple :'],
  ['Schema', 'Schéma'],
  ['Servers', 'Serveur'],
  ['Loading...', 'Chargement…'],
  ['required', 'obligatoire'],
  ['* required', '* obligatoire'],
  ['Send empty value', 'Envoyer une valeur vide'],
  ['Headers:', 'En-têtes :'],
  ['Expand all', 'Tout déplier'],
  ['Collapse all', 'Tout replier'],
  ['Error:', 'Erreur :'],
  ['Undocumented', 'Non décrit'],
  ['Copy to clipboard', 'Copier'],
  ['Copy path to clipboard', 'Copier l’adresse'],
  ['Copy cURL command to clipboard', 'Copier la commande'],
  ['Copy code to clipboard', 'Copier'],
  ['Collapse operation', 'Replier'],
  ['Expand operation', 'Déplier'],
  ['authorization button unlocked', 'Donner mon jeton'],
  ['authorization button locked', 'Jeton donné'],
  ['Apply credentials', 'Employer ce jeton'],
  ['Remove authorization', 'Oublier le jeton'],
  ['auth-bearer-value', 'Jeton'],
  ['Response content type', 'Type de contenu de la réponse'],
]);
const attributes = ['aria-label', 'title', 'placeholder'];
// What we wrote ourselves, and what comes from answers, is left as it is.
const ours = '.renderedMarkdown, .markdown, pre, code, .opblock-summary-path, .opblock-summary-description';

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const label = labels.get(node.data.trim());
    if (label !== undefined && label !== node.data && !node.parentElement?.closest(ours)) node.data = label;
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches(ours)) return;
  for (const name of attributes) {
    const label = labels.get(node.getAttribute(name) ?? '');
    if (label !== undefined) node.setAttribute(name, label);
  }
  node.childNodes.forEach(translate);
}

new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes) {
    if (type === 'childList') addedNodes.forEach(translate);
    else translate(target);
  }
}).observe(document.querySelector('#console'), {
  subtree: true,
  childList: true,
  characterData: true,
  attributeFilter: attributes,
});
