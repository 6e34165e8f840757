import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const require = createRequire(import.meta.url);

/** Of the design system, the images that its style sheet names: no font, no mark of the State. */
const DESIGN_IMAGES = /^\/(?:icons|artwork)\/[\w/-]+\.svg$/;
/** Its fonts are reserved to the State. */
const FONT_FACE = /@font-face\s*\{[^}]*\}/g;

/** Of the viewer of the API's description, its script and its style sheet. */
const VIEWER_FILES = /^\/swagger-ui(?:\.css|-bundle\.js)$/;

/** Style sheets, scripts and images: ours, then those of the libraries that pages need. */
export async function staticFiles(
  app: FastifyInstance,
  { staticDirectory }: { readonly staticDirectory: string },
): Promise<void> {
  await app.register(fastifyStatic, { root: staticDirectory, prefix: '/statique/', maxAge: '1h' });
  const design = join(folderOf('@gouvfr/dsfr'), 'dist');
  const sheet = readFileSync(join(design, 'dsfr.min.css'), 'utf8').replace(FONT_FACE, '');
  app.get('/statique/dsfr/dsfr.min.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('Cache-Control', 'public, max-age=86400').send(sheet),
  );
  const libraries = [
    { prefix: '/statique/dsfr/', root: design, files: DESIGN_IMAGES },
    { prefix: '/statique/swagger-ui/', root: folderOf('swagger-ui-dist'), files: VIEWER_FILES },
  ];
  for (const { prefix, root, files } of libraries) {
    const allowedPath = (path: string) => files.test(path);
    await app.register(fastifyStatic, { root, prefix, maxAge: '1d', decorateReply: false, allowedPath });
  }
}

const folderOf = (library: string): string => dirname(require.resolve(`${library}/package.json`));
