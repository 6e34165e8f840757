import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { compressed, type Encoding, encodingFor, varyByEncoding } from './compression.ts';
import { isKnown } from './fresh.ts';
import { once } from './once.ts';

const require = createRequire(import.meta.url);

/** Of the design system, the images that its style sheet names: no font, no mark of the State. */
const DESIGN_IMAGES = /^\/(?:icons|artwork)\/[\w/-]+\.svg$/;
/** Its fonts are reserved to the State. */
const FONT_FACE = /@font-face\s*\{[^}]*\}/g;

const HOUR_S = 3600;
const DAY_S = 86_400;

/** Style sheets, scripts and images: ours, then those of the libraries that pages need. */
export async function staticFiles(
  app: FastifyInstance,
  { staticDirectory }: { readonly staticDirectory: string },
): Promise<void> {
  for (const name of readdirSync(staticDirectory)) {
    serveText(app, { url: `/statique/${name}`, maxAgeS: HOUR_S, read: () => readFile(join(staticDirectory, name)) });
  }
  const design = join(folderOf('@gouvfr/dsfr'), 'dist');
  const withoutFonts = async () =>
    Buffer.from((await readFile(join(design, 'dsfr.min.css'), 'utf8')).replace(FONT_FACE, ''));
  serveText(app, { url: '/statique/dsfr/dsfr.min.css', maxAgeS: DAY_S, read: withoutFonts });
  const viewer = folderOf('swagger-ui-dist');
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    serveText(app, { url: `/statique/swagger-ui/${name}`, maxAgeS: DAY_S, read: () => readFile(join(viewer, name)) });
  }
  const allowedPath = (path: string) => DESIGN_IMAGES.test(path);
  await app.register(fastifyStatic, { root: design, prefix: '/statique/dsfr/', maxAge: '1d', allowedPath });
}

interface StaticText {
  readonly url: string;
  readonly maxAgeS: number;
  readonly read: () => Promise<Buffer>;
}

interface KeptText {
  readonly bytes: Buffer;
  readonly etag: string;
}

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** A file that does not change while the service runs: read, then compressed, when it is first asked for, and kept. */
function serveText(app: FastifyInstance, { url, maxAgeS, read }: StaticText): void {
  const type = types[extname(url)];
  if (type === undefined) throw new Error(`${url} : ce type de fichier n’est pas servi.`);
  const whole = once(async (): Promise<KeptText> => {
    const bytes = await read();
    // Weak: it is the same of each encoding.
    return { bytes, etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"` };
  });
  const shortened: Readonly<Record<Encoding, () => Promise<Buffer>>> = {
    br: once(async () => compressed((await whole()).bytes, 'br', 'once')),
    gzip: once(async () => compressed((await whole()).bytes, 'gzip', 'once')),
  };
  app.get(url, async (request, reply) => {
    const { bytes, etag } = await whole();
    reply.header('ETag', etag).header('Cache-Control', `public, max-age=${maxAgeS}`).type(type);
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (isKnown(request, etag)) {
      varyByEncoding(reply);
      return reply.code(304).send();
    }
    if (encoding === null) return reply.send(bytes);
    varyByEncoding(reply);
    return reply.header('Content-Encoding', encoding).send(await shortened[encoding]());
  });
}

const folderOf = (library: string): string => dirname(require.resolve(`${library}/package.json`));
