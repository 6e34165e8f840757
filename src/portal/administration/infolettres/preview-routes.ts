import type { FastifyInstance } from 'fastify';
import { composeLetter } from '../../../letters/letter-mail.tsx';
import { pagePolicy } from '../../shared/content-policy.ts';
import { letterPage } from '../../shared/letter-page.tsx';
import { sendPage } from '../../shared/page.ts';
import { type ById, letterAnswers } from './answers.ts';
import type { LetterAdministrationOptions } from './options.ts';
import { previewPage } from './preview-page.tsx';
import { ROOT } from './trail.ts';

/** The mail has its styles on its elements; nothing else runs, loads or leaves. */
const mailPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    styleSrc: ["'unsafe-inline'"],
    formAction: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'self'"],
    sandbox: [],
  },
};

/** A letter as its readers will see it: the mail, its text, its page. */
export async function previewRoutes(app: FastifyInstance, options: LetterAdministrationOptions): Promise<void> {
  const { setting } = options;
  const { found } = letterAnswers(options);
  const preferences = `${setting.publicUrl}/infolettres`;

  const framing = { helmet: { contentSecurityPolicy: pagePolicy({ frameSrc: ["'self'"] }) } };
  app.get<ById>(`${ROOT}/:id/apercu`, framing, async (request, reply) => {
    const letter = await found(request);
    if (letter === null) return reply.callNotFound();
    const composed = composeLetter(letter, setting);
    const text = composed.text(preferences);
    return sendPage(reply, previewPage({ frame: request.frame, letter, composed, text }));
  });

  const framed = { helmet: { contentSecurityPolicy: mailPolicy } };
  app.get<ById>(`${ROOT}/:id/apercu/courriel`, framed, async (request, reply) => {
    const letter = await found(request);
    if (letter === null) return reply.callNotFound();
    return sendPage(reply, composeLetter(letter, setting).html(preferences));
  });

  app.get<ById>(`${ROOT}/:id/apercu/page`, async (request, reply) => {
    const letter = await found(request);
    if (letter === null) return reply.callNotFound();
    const { publicUrl } = setting;
    const isPreview = letter.commencee_le === null;
    return sendPage(reply, letterPage({ frame: request.frame, letter, publicUrl, isPreview }));
  });
}
