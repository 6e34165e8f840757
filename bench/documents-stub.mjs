// Providers that send a heavy PDF, slowly enough that all calls are in flight together: raw bytes (FNTP), one bare base64
// text (URSSAF), base64 inside JSON (ProBTP). One port; told by IPC: sends it when ready.
import { createServer } from 'node:http';
import { Readable } from 'node:stream';

const BYTES = Number(process.env.BENCH_DOCUMENT_BYTES);
const PIECE = 240_000; // a multiple of 3: pieces of base64 join without padding
const PIECES = Math.ceil(BYTES / PIECE);
const PAUSE_MS = 20;

const first = Buffer.alloc(PIECE, ' ');
first.write('%PDF-1.4\n');
const next = Buffer.alloc(PIECE, ' ');
const inBase64 = [first, next].map((piece) => Buffer.from(piece.toString('base64')));

const routes = [
  [/^\/rip\/sgmap\/\d{9}\/cartepro/, (response) => send(response, 'application/pdf', [first, next], ['', ''])],
  [/^\/api\/oauth\/v1\/token/, (response) => sendToken(response)],
  [/^\/attn\//, (response) => send(response, 'application/json', inBase64, ['', ''])],
  [
    /getAttestationCotisation$/,
    (response) => send(response, 'application/json', inBase64, ['{"entete":{"code":"0"},"corps":"","data":"', '"}']),
  ],
];

function sendToken(response) {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ access_token: 'jeton', token_type: 'Bearer', expires_in: 3600, scope: 'attn' }));
}

function send(response, type, [head, rest], [before, after]) {
  response.setHeader('Content-Type', type);
  Readable.from(pieces(head, rest, before, after), { objectMode: false }).pipe(response);
}

async function* pieces(head, rest, before, after) {
  if (before !== '') yield Buffer.from(before);
  for (let rank = 0; rank < PIECES; rank++) {
    yield rank === 0 ? head : rest;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  if (after !== '') yield Buffer.from(after);
}

const server = createServer((request, response) => {
  request.resume();
  const found = routes.find(([pattern]) => pattern.test(new URL(request.url, 'http://stub').pathname));
  if (found) found[1](response);
  else response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => process.exit());
