import type { FastifyInstance } from 'fastify';

/** Whoever has the key of a mail is who the mail was sent to: nothing else is asked. */
export const keyed = { config: { form: 'adresse-secrete' } } as const;

/** Pages that the links of our mails open: kept by nobody, told to nobody, and left in one click by a mail program. */
export function keyedPages(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    reply
      .header('Cache-Control', 'no-store')
      .header('X-Robots-Tag', 'noindex')
      .header('Referrer-Policy', 'no-referrer');
  });
  // One click of a mail program may come as multipart; what it says is in the address.
  app.addContentTypeParser('multipart/form-data', { parseAs: 'string' }, (_request, _body, done) => done(null, {}));
}
