import type { FastifyInstance } from 'fastify';
import type { ActeAdministration, ActesAsked } from '../../../records/journal-administration.ts';
import { textOf } from '../../shared/form-body.ts';
import { sendPage } from '../../shared/page.ts';
import { requireRole } from '../../shared/session.ts';
import { pageAsked } from '../../views/pagination.tsx';
import { JOURNAL, journalPage } from './journal-page.tsx';

const PER_PAGE = 50;

/** What administrators have done. */
export interface AdministrationJournal {
  /** The acts that there are, to choose among. */
  known(): Promise<string[]>;
  count(asked: ActesAsked): Promise<number>;
  list(asked: ActesAsked, part: { readonly limit: number; readonly offset: number }): Promise<ActeAdministration[]>;
}

export async function journalRoutes(
  app: FastifyInstance,
  { journal }: { readonly journal: AdministrationJournal },
): Promise<void> {
  app.get(JOURNAL, { preHandler: requireRole('administrateur') }, async ({ frame, query }, reply) => {
    const asked = { q: textOf(query, 'q'), acte: textOf(query, 'acte') };
    const wanted = { words: asked.q, acte: asked.acte };
    const total = await journal.count(wanted);
    const pages = Math.ceil(total / PER_PAGE);
    const page = pageAsked(textOf(query, 'page'), pages);
    const [known, actes] = [
      await journal.known(),
      await journal.list(wanted, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE }),
    ];
    return sendPage(reply, journalPage({ frame, actes, known, asked, total, page, pages }));
  });
}
