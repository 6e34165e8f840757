// Starts the viewer on our own description. No external request, nothing kept after the page is left.
window.addEventListener('load', () => {
  window.SwaggerUIBundle({
    url: '/v2/open-api.json',
    dom_id: '#console',
    deepLinking: false,
    persistAuthorization: false,
    validatorUrl: null,
    queryConfigEnabled: false,
    docExpansion: 'list',
    defaultModelsExpandDepth: -1,
    supportedSubmitMethods: ['get'],
  });
});
