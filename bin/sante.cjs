// Is the node of this machine ready? For the health check of a container: exits with 0 or 1.
'use strict';
var secure = Boolean(process.env.TLS_CERT_FILE);
var request = require(secure ? 'https' : 'http').get(
  {
    host: '127.0.0.1',
    port: process.env.PORT || 3000,
    path: '/health',
    // Our own door, on this machine: its certificate bears its public name.
    rejectUnauthorized: false,
    timeout: 4000
  },
  function (response) {
    process.exit(response.statusCode === 200 ? 0 : 1);
  }
);
request.on('timeout', function () {
  process.exit(1);
});
request.on('error', function () {
  process.exit(1);
});
