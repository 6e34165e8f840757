// Starts the viewer on our own description. No request goes elsewhere, nothing is kept after the page is left.
async function startConsole() {
  const answer = await fetch('/v2/open-api.json');
  if (!answer.ok) throw new Error(`open-api.json: ${answer.status}`);
  window.SwaggerUIBundle({
    spec: forThisPage(await answer.json()),
    dom_id: '#console',
    plugins: [guardToken],
    // #/FOURNISSEUR/endpoint opens an operation: sheets of the catalogue lead there. No token is ever in it.
    deepLinking: true,
    persistAuthorization: false,
    validatorUrl: null,
    queryConfigEnabled: false,
    docExpansion: 'list',
    defaultModelsExpandDepth: -1,
    defaultModelExpandDepth: 3,
    displayRequestDuration: true,
    supportedSubmitMethods: ['get'],
  });
}

// Calls go to the host that served the page, the token in their header: the other way would put it in an address.
// The headers of answers are shown by each call: listing them under every status would only bury the rest.
function forThisPage(description) {
  description.servers = [{ url: window.location.origin }];
  delete description.components.securitySchemes.jetonDansAdresse;
  for (const response of Object.values(description.components.responses)) delete response.headers;
  for (const { get } of Object.values(description.paths)) {
    get.security = [{ jeton: [] }];
    for (const response of Object.values(get.responses)) delete response.headers;
  }
  return description;
}

function guardToken({ React }) {
  // Neither kept by the browser among past entries, nor sent to its spelling service.
  const Input = (Original) => (properties) =>
    React.createElement(Original, { ...properties, autoComplete: 'off', spellCheck: false });
  // The command shown for a call is made to be copied and passed on: it carries no token.
  const curl = (Original) => (properties) => {
    const request = properties.request.hasIn(['headers', 'Authorization'])
      ? properties.request.setIn(['headers', 'Authorization'], 'Bearer VOTRE_JETON')
      : properties.request;
    return React.createElement(Original, { ...properties, request });
  };
  return { wrapComponents: { Input, curl } };
}

function explainFailure() {
  const text = document.createElement('p');
  text.className = 'avis';
  text.setAttribute('role', 'alert');
  text.textContent = 'La console n’a pas pu démarrer : la description de l’API n’a pas été obtenue. Rechargez la page.';
  document.querySelector('#console').replaceChildren(text);
}

// The viewer's script keeps the browser from moving the focus to where an inner link leads.
function mendSkipLinks() {
  for (const link of document.querySelectorAll('.fr-skiplinks a')) {
    link.addEventListener('click', () => document.querySelector(link.hash)?.focus());
  }
}

mendSkipLinks();
startConsole().catch(explainFailure);
