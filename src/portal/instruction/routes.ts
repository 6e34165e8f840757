import type { FastifyInstance } from 'fastify';
import type { FiltreHabilitations } from '../../records/habilitations-accordees.ts';
import type { EtatHabilitation } from '../../records/tables/demandes.ts';
import { textOf } from '../shared/form-body.ts';
import { sendPage } from '../shared/page.ts';
import { openSessionOf, requireRole } from '../shared/session.ts';
import { pageAsked } from '../views/pagination.tsx';
import { opinionsPage } from './avis-page.tsx';
import { decisionRoutes } from './dossier/decision-routes.ts';
import { dossierRoutes } from './dossier/routes.ts';
import { etatsPour, filtersAsked, filtreOf, QUEUE } from './filters.ts';
import { HABILITATIONS, habilitationsPage } from './habilitations-page.tsx';
import { modeleRoutes } from './modeles/routes.ts';
import type { InstructionOptions } from './options.ts';
import { queueCsv } from './queue-csv.ts';
import { queuePage } from './queue-page.tsx';
import { statisticsPage } from './statistics-page.tsx';
import { waitingOf } from './waiting.ts';

const ANY_PAGE = Number.MAX_SAFE_INTEGER;
const MAX_SEARCH = 200;

/** Where requests for access are decided: the queue, each request, opinions, grants, ready answers, figures. */
export async function instructionRoutes(app: FastifyInstance, options: InstructionOptions): Promise<void> {
  const { instruction } = options;
  app.addHook('preHandler', requireRole('instructeur', 'rapporteur', 'administrateur'));

  app.get(QUEUE, async (request, reply) => {
    const { compte } = openSessionOf(request);
    const etats = etatsPour(compte.roles);
    const filters = filtersAsked(request.query, etats);
    const [tranche, compteurs, waiting, { delai }] = await Promise.all([
      instruction.file(filtreOf(filters, compte.id, etats), pageAsked(textOf(request.query, 'page'), ANY_PAGE)),
      instruction.compteurs(),
      waitingOf(instruction, compte),
      instruction.statistiques(),
    ]);
    const done = textOf(request.query, 'fait') === 'archiver' ? 'La demande est archivée' : null;
    const { frame } = request;
    const now = instruction.now();
    return sendPage(reply, queuePage({ frame, waiting, tranche, compteurs, etats, filters, delai, done, now }));
  });

  app.get('/instruction/demandes.csv', async (request, reply) => {
    const { compte } = openSessionOf(request);
    const etats = etatsPour(compte.roles);
    const lignes = await instruction.export(filtreOf(filtersAsked(request.query, etats), compte.id, etats));
    return reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', 'attachment; filename="demandes.csv"')
      .send(queueCsv(lignes));
  });

  app.get('/instruction/avis', { preHandler: requireRole('rapporteur') }, async (request, reply) => {
    const { compte } = openSessionOf(request);
    const avis = await instruction.avisAttendusDe(compte.id);
    const waiting = await waitingOf(instruction, compte);
    const done = textOf(request.query, 'fait') === 'rendu' ? 'Votre avis est rendu' : null;
    return sendPage(reply, opinionsPage({ frame: request.frame, waiting, avis, done }));
  });

  app.get(HABILITATIONS, async (request, reply) => {
    const { compte } = openSessionOf(request);
    const filtre = grantsAsked(request.query);
    const [tranche, waiting] = await Promise.all([
      instruction.habilitations(filtre, pageAsked(textOf(request.query, 'page'), ANY_PAGE)),
      waitingOf(instruction, compte),
    ]);
    const mayRevoke = compte.roles.includes('instructeur') || compte.roles.includes('administrateur');
    const { frame } = request;
    return sendPage(reply, habilitationsPage({ frame, waiting, tranche, filtre, mayRevoke, now: instruction.now() }));
  });

  app.get('/instruction/statistiques', async (request, reply) => {
    const [statistiques, waiting] = await Promise.all([
      instruction.statistiques(),
      waitingOf(instruction, openSessionOf(request).compte),
    ]);
    return sendPage(reply, statisticsPage({ frame: request.frame, waiting, statistiques }));
  });

  await app.register(dossierRoutes, options);
  await app.register(decisionRoutes, options);
  await app.register(modeleRoutes, options);
}

function grantsAsked(query: unknown): FiltreHabilitations {
  const etats: readonly EtatHabilitation[] = ['active', 'obsolete', 'revoquee'];
  return {
    etat: etats.find((etat) => etat === textOf(query, 'etat')) ?? null,
    texte: textOf(query, 'q').slice(0, MAX_SEARCH),
  };
}
