// The floor for Node: node:http and undici dispatch, no check, no mapping, no log. Answers the provider's last body.
import http from 'node:http';
import { Pool } from 'undici';

const { PORT, INSEE_URL, GEO_URL, MSA_URL } = process.env;
const options = { connections: 128, headersTimeout: 10_000, bodyTimeout: 10_000 };
const insee = new Pool(INSEE_URL, options);
const geo = new Pool(GEO_URL, options);
const msa = new Pool(MSA_URL, options);

/** Gathers one provider answer, then hands its status and body on. */
class Gather {
  constructor(done, failed) {
    this.done = done;
    this.failed = failed;
    this.chunks = [];
  }
  onRequestStart() {}
  onResponseStart(_controller, status) {
    this.status = status;
  }
  onResponseData(_controller, chunk) {
    this.chunks.push(chunk);
  }
  onResponseEnd() {
    this.done(this.status, this.chunks.length === 1 ? this.chunks[0] : Buffer.concat(this.chunks));
  }
  onResponseError(_controller, error) {
    this.failed(error);
  }
}

function get(pool, path, done, failed) {
  pool.dispatch({ method: 'GET', path }, new Gather(done, failed));
}

const server = http.createServer((request, response) => {
  const [, , endpoint, rest = ''] = request.url.split('/', 4);
  const siret = rest.slice(0, 14);
  const send = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
    response.end(body);
  };
  const fail = () => send(502, Buffer.from('{}'));
  if (endpoint === 'cotisations_msa') get(msa, `/${siret}`, send, fail);
  else if (endpoint === 'etablissements') {
    const thenGeo = () => get(geo, '/communes/35238?fields=nom,codePostal,region,departement', send, fail);
    get(insee, `/entreprises/sirene/V3/siret/${siret}`, thenGeo, fail);
  } else send(404, Buffer.from('{}'));
});
server.keepAliveTimeout = 65_000;
server.listen(Number(PORT), '127.0.0.1');
