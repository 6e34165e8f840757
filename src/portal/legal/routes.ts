import type { FastifyInstance } from 'fastify';
import type { Mentions } from '../shared/mentions.ts';
import { sendPage } from '../shared/page.ts';
import type { Written } from '../shared/written.ts';
import { accessibilityPage } from './accessibility-page.tsx';
import type { CguVersion } from './cgu.ts';
import { cguPage } from './cgu-page.tsx';
import { mentionsPage } from './mentions-page.tsx';
import { personalDataPage } from './personal-data-page.tsx';

interface LegalOptions {
  readonly mentions: Mentions;
  readonly cgu: readonly [CguVersion, ...CguVersion[]];
  readonly personalData: Written;
}

/** What the law asks a site to say. */
export async function legalRoutes(app: FastifyInstance, { mentions, cgu, personalData }: LegalOptions): Promise<void> {
  app.get('/mentions-legales', async ({ frame }, reply) => sendPage(reply, mentionsPage({ frame, mentions })));
  app.get('/accessibilite', async ({ frame }, reply) => sendPage(reply, accessibilityPage({ frame, mentions })));
  app.get('/donnees-personnelles', async ({ frame }, reply) =>
    sendPage(reply, personalDataPage({ frame, text: personalData })),
  );
  app.get('/cgu', async ({ frame }, reply) => sendPage(reply, cguPage({ frame, versions: cgu })));
  app.get<{ Params: { version: string } }>('/cgu/:version', async (request, reply) => {
    const asked = cgu.find(({ version }) => version === request.params.version);
    if (asked === undefined) return reply.callNotFound();
    return sendPage(reply, cguPage({ frame: request.frame, versions: cgu, asked }));
  });
}
