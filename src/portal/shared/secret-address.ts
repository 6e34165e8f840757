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
