// The same work on the stack a TypeScript developer would pick: Fastify, @fastify/jwt, @fastify/rate-limit, undici, pino.
// Same checks as the gateway, each by its plugin as the plugin comes: no token cache (it is off by default), a ceiling per
// address and a window per token. In doubt we favour it: compiled serialisers, buffered log written AFTER the reply (the
// gateway writes its trace before), no check of the provider's answer against a schema, no durable trace, no measures.
import { randomUUID } from 'node:crypto';
import jwt from '@fastify/jwt';
import rateLimit from '@fastify/rate-limit';
import Fastify from 'fastify';
import pino from 'pino';
import { Pool } from 'undici';
import { etablissementSchema, readEtablissement } from './etablissement.mjs';

const { PORT, JWT_SECRET, LOG_FILE, INSEE_URL, INSEE_CREDENTIALS, GEO_URL, MSA_URL } = process.env;
const LIMIT = 1_000_000_000; // out of reach, as for the gateway
const revoked = new Set(['00000000-0000-4000-8000-000000000000']);

const poolOptions = { connections: 128, headersTimeout: 10_000, bodyTimeout: 10_000 };
const insee = new Pool(INSEE_URL, poolOptions);
const geo = new Pool(GEO_URL, poolOptions);
const msa = new Pool(MSA_URL, poolOptions);

const log = pino(
  { base: null, timestamp: pino.stdTimeFunctions.epochTime },
  pino.destination({ dest: LOG_FILE, sync: false, minLength: 4096 }),
);
const app = Fastify({
  loggerInstance: log,
  disableRequestLogging: true,
  keepAliveTimeout: 65_000,
  genReqId: () => randomUUID(),
});

class Refusal extends Error {
  constructor(statusCode, sentences) {
    super(sentences[0]);
    this.statusCode = statusCode;
    this.sentences = sentences;
  }
}

await app.register(jwt, {
  secret: JWT_SECRET,
  verify: { algorithms: ['HS256'], extractToken: readToken },
  trusted: (_request, payload) => !revoked.has(payload.jti),
});
await app.register(rateLimit, {
  hook: 'preValidation',
  max: LIMIT,
  timeWindow: 60_000,
  keyGenerator: (request) => request.user.jti,
  enableDraftSpec: true,
});
const ceiling = app.createRateLimit({ max: LIMIT, timeWindow: 60_000, keyGenerator: (request) => request.ip });
app.addHook('onRequest', async (request, reply) => {
  reply.headers({ 'x-request-id': request.id, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  if ((await ceiling(request)).isExceeded) throw new Refusal(429, ['Trop de requêtes depuis cette adresse.']);
  await request.jwtVerify();
});
app.addHook('preHandler', checkCall);
app.addHook('onResponse', trace);
app.setErrorHandler((error, _request, reply) => {
  reply.code(error.statusCode ?? 500).send({ errors: error.sentences ?? [error.message] });
});

function readToken(request) {
  const inQuery = request.query.token;
  const header = request.headers.authorization;
  const inHeader = header?.startsWith('Bearer ') ? header.slice(7) : undefined;
  if (inQuery && inHeader && inQuery !== inHeader) throw new Refusal(400, ['Deux jetons différents ont été transmis.']);
  const token = inQuery ?? inHeader;
  if (!token) throw new Refusal(401, ["Votre jeton d'authentification est absent."]);
  return token;
}

function checkCall(request, reply, done) {
  reply.header('ratelimit-policy', 'json;w=60');
  const { context, recipient, object } = request.query;
  if (!context?.trim() || !recipient?.trim() || !object?.trim()) {
    const missing = ['context', 'recipient', 'object'].filter((name) => !request.query[name]?.trim());
    return done(
      new Refusal(
        422,
        missing.map((name) => `Le paramètre ${name} est obligatoire.`),
      ),
    );
  }
  if (!request.user.roles.includes(request.routeOptions.config.role))
    return done(new Refusal(403, ["Votre jeton n'ouvre pas cet accès."]));
  if (!isSiret(request.params.siret)) return done(new Refusal(422, ["Le siret n'est pas correctement formaté."]));
  done();
}

function isSiret(text) {
  if (!/^\d{14}$/.test(text)) return false;
  let luhn = 0;
  let digits = 0;
  for (let index = 0; index < 14; index++) {
    const digit = text.charCodeAt(index) - 48;
    digits += digit;
    if (index % 2 === 1) luhn += digit;
    else luhn += digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return luhn % 10 === 0 || (text.startsWith('356000000') && digits % 5 === 0);
}

function trace(request, reply, done) {
  const { context, recipient, object, user_id } = request.query;
  log.info({
    request_id: request.id,
    endpoint: request.routeOptions.config.role,
    identifiant: request.params.siret,
    statut: reply.statusCode,
    jti: request.user?.jti,
    context,
    recipient,
    object,
    user_id,
    adresse: request.ip,
    duree_ms: reply.elapsedTime,
  });
  done();
}

async function getJson(pool, path, headers) {
  const { statusCode, body } = await pool.request({ method: 'GET', path, headers });
  if (statusCode === 200) return body.json();
  await body.dump();
  throw new Refusal(statusCode === 404 ? 404 : 502, ["Le fournisseur n'a pas répondu comme attendu."]);
}

let inseeToken = { authorization: '', endsAt: 0 };

async function inseeHeaders() {
  if (Date.now() >= inseeToken.endsAt) {
    const { body } = await insee.request({
      method: 'POST',
      path: '/token',
      headers: { authorization: `Basic ${INSEE_CREDENTIALS}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials',
    });
    const { access_token, expires_in } = await body.json();
    inseeToken = { authorization: `Bearer ${access_token}`, endsAt: Date.now() + expires_in * 1000 };
  }
  return { authorization: inseeToken.authorization };
}

app.get(
  '/v2/etablissements/:siret',
  { config: { role: 'etablissements' }, schema: { response: { 200: etablissementSchema, 206: etablissementSchema } } },
  async (request, reply) => {
    const path = `/entreprises/sirene/V3/siret/${request.params.siret}`;
    const { etablissement } = await getJson(insee, path, await inseeHeaders());
    if (!etablissement?.periodesEtablissement) throw new Refusal(502, ['Réponse illisible du fournisseur.']);
    if (etablissement.statutDiffusionEtablissement === 'N' && request.query.non_diffusables !== 'true')
      throw new Refusal(451, ["L'établissement n'est pas diffusible."]);
    const code = etablissement.adresseEtablissement.codeCommuneEtablissement;
    const communePath = `/communes/${code}?fields=nom,codePostal,region,departement`;
    const commune = code === null ? null : await getJson(geo, communePath).catch(() => null);
    const answer = readEtablissement(etablissement, commune);
    if (answer.gateway_error) reply.code(206);
    return answer;
  },
);

const cotisationsSchema = {
  type: 'object',
  properties: { analyse_en_cours: { type: 'boolean' }, a_jour: { type: 'boolean', nullable: true } },
};

app.get(
  '/v2/cotisations_msa/:siret',
  { config: { role: 'msa_cotisations' }, schema: { response: { 200: cotisationsSchema } } },
  async (request) => {
    const { TopRMPResponse } = await getJson(msa, `/${request.params.siret}`);
    const code = TopRMPResponse?.topRegMarchePublic;
    if (code === 'S') throw new Refusal(404, ["Le siret indiqué n'est pas connu."]);
    if (code === 'A') return { analyse_en_cours: true, a_jour: null };
    if (code === 'O' || code === 'N') return { analyse_en_cours: false, a_jour: code === 'O' };
    throw new Refusal(502, ['Réponse illisible du fournisseur.']);
  },
);

await app.listen({ port: Number(PORT), host: '127.0.0.1', backlog: 1024 });
