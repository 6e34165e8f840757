import type { FastifyInstance } from 'fastify';

/** Whoever has the key of a mail is who the mail was sent to: nothing else is asked. */
export const keyed = { config: { form: 'adresse-secrete' } } as const;
export type Keyed = { Params: { cle: string } };

/** What is read at an address that holds a key is kept by no one, and tells its address to no one. */
export function hideAddresses(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    reply
      .header('Cache-Control', 'no-store')
      .header('X-Robots-Tag', 'noindex')
      .header('Referrer-Policy', 'no-referrer');
  });
}

/** One click of a mail program (RFC 8058) may come as multipart; what it says is in the address. */
export function takeOneClick(app: FastifyInstance): void {
  app.addContentTypeParser('multipart/form-data', { parseAs: 'string' }, (_request, _body, done) => done(null, {}));
}
