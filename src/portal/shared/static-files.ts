import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const require = createRequire(import.meta.url);

/** Of the design system, what its style sheet needs: no font, no mark of the State. */
const DESIGN_FILES = /^\/(?:dsfr\.min\.css|icons\/[\w/-]+\.svg|artwork\/[\w/-]+\.svg)$/;

/** Of the viewer of the API's description, its script and its style sheet. */
const VIEWER_FILES = /^\/swagger-ui(?:\.css|-bundle\.js)$/;

/** Style sheets, scripts and images: ours, then those of the libraries that pages need. */
export async function staticFiles(
  app: FastifyInstance,
  { staticDirectory }: { readonly staticDirectory: string },
): Promise<void> {
  await app.register(fastifyStatic, { root: staticDirectory, prefix: '/statique/', maxAge: '1h' });
  const libraries = [
    { prefix: '/statique/dsfr/', root: join(folderOf('@gouvfr/dsfr'), 'dist'), files: DESIGN_FILES },
    { prefix: '/statique/swagger-ui/', root: folderOf('swagger-ui-dist'), files: VIEWER_FILES },
  ];
  for (const { prefix, root, files } of libraries) {
    const allowedPath = (path: string) => files.test(path);
    await app.register(fastifyStatic, { root, prefix, maxAge: '1d', decorateReply: false, allowedPath });
  }
}

const folderOf = (library: string): string => dirname(require.resolve(`${library}/package.json`));
