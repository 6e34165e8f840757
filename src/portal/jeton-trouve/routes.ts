import type { FastifyInstance } from 'fastify';
import { textOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { FOUND_TOKEN, foundTokenPage } from './found-token-page.tsx';

interface FoundTokenOptions {
  /** Warns whoever answers for the tokens of a text; says nothing of what it found. */
  readonly signaler: (texte: string) => Promise<void>;
}

/** For whoever has found a token that is not his. */
export async function foundTokenRoutes(app: FastifyInstance, { signaler }: FoundTokenOptions): Promise<void> {
  app.get(FOUND_TOKEN, async ({ frame, query }, reply) =>
    sendPage(reply, foundTokenPage({ frame, isDone: textOf(query, 'fait') === 'oui' })),
  );

  app.post(FOUND_TOKEN, { config: { form: 'visiteur' } }, async ({ frame, body }, reply) => {
    const texte = textOf(body, 'jeton');
    if (texte === '') {
      const errors = { jeton: 'Collez le jeton, ou le texte où il se trouve.' };
      return sendPage(reply.code(422), foundTokenPage({ frame, isDone: false, errors }));
    }
    await signaler(texte);
    return reply.redirect(`${FOUND_TOKEN}?fait=oui`, 303);
  });
}
