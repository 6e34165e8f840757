import type { FastifyInstance, FastifyReply } from 'fastify';
import type { History } from '../../../watch/history.ts';
import type { MonthCalls } from '../../../watch/monthly-calls.ts';
import type { ServiceState } from '../../../watch/service-states.ts';
import type { StatusSource } from '../../../watch/status-source.ts';
import { type ConsoleGround, firstValues, jetonOffer } from '../../shared/console/offer.ts';
import { ifKnown, type LogError } from '../../shared/if-known.ts';
import { once } from '../../shared/once.ts';
import { sendNotFound, sendPage } from '../../shared/page.ts';
import { providerOf } from '../../shared/service-lists.ts';
import type { Site } from '../../views/frame.ts';
import type { Fiche } from '../fiche.ts';
import type { CatalogueOptions } from '../options.ts';
import { sheetPath } from '../words.ts';
import { sampleText } from './answer-section.tsx';
import type { Specimen } from './context.ts';
import type { Live } from './live-state.tsx';
import { ongoingOn } from './ongoing-here.tsx';
import { type PreparedSheet, prepareSheet, sheetPage } from './sheet-page.tsx';

interface SheetRoutesOptions {
  readonly site: Site;
  readonly status: StatusSource;
  readonly fiches: readonly Fiche[];
  readonly catalogue: CatalogueOptions;
  readonly logError: LogError;
  readonly console: ConsoleGround;
}

interface PreparedFiche {
  readonly sheet: PreparedSheet;
  readonly sample: string;
  readonly specimen: Specimen | null;
}

type BySlug = { Params: { slug: string } };

/** The sheet of each endpoint, and the files that go with it. */
export async function sheetRoutes(app: FastifyInstance, options: SheetRoutesOptions): Promise<void> {
  const { status, fiches, console } = options;
  const callables = new Map(console.callables.map((callable) => [callable.slug, callable]));
  // Some milliseconds each: the first reader of a sheet does not feel them, starting all of them at once would.
  const prepared = new Map(fiches.map((fiche) => [fiche.slug, once(() => prepare(fiche, options))]));
  const byName = new Map(fiches.map((fiche) => [fiche.name, sheetPath(fiche)]));

  app.get<BySlug>('/catalogue/:slug', async (request, reply) => {
    const { slug } = request.params;
    const found = await prepared.get(slug)?.();
    const callable = callables.get(slug);
    if (found === undefined || callable === undefined) return elsewhere(reply, byName.get(slug));
    const { name } = found.sheet.fiche;
    const read = Promise.all([status.states(), status.history(), status.calls(name)]);
    const known = await ifKnown(read, options.logError, request.id);
    const offer = await jetonOffer(console, callable, request);
    const call = { callable, offer, values: firstValues(console, callable) };
    const live = liveOf(name, known, status);
    return sendPage(reply, sheetPage({ frame: request.frame, sheet: found.sheet, live, call }));
  });

  app.get<BySlug>('/catalogue/:slug/disponibilite', async ({ params: { slug } }, reply) =>
    elsewhere(reply, prepared.has(slug) ? `/catalogue/${slug}#disponibilite` : undefined),
  );

  app.get<BySlug>('/catalogue/:slug/exemple', async ({ params: { slug } }, reply) => {
    const found = await prepared.get(slug)?.();
    if (found === undefined) return sendNotFound(reply);
    return attached(reply, {
      bytes: Buffer.from(found.sample),
      contentType: 'application/json; charset=utf-8',
      fileName: `${found.sheet.fiche.name}.json`,
    });
  });

  app.get<BySlug>('/catalogue/:slug/exemple/document', async ({ params: { slug } }, reply) => {
    const specimen = (await prepared.get(slug)?.())?.specimen ?? null;
    return specimen === null ? sendNotFound(reply) : attached(reply, specimen);
  });
}

type Known = readonly [readonly ServiceState[], History, readonly MonthCalls[]];

function liveOf(name: string, known: Known | null, status: StatusSource): Live {
  const now = status.now();
  const ongoing = ongoingOn(status.ongoing, name, now);
  if (known === null) return { now, ongoing, known: null };
  const [states, history, calls] = known;
  const service = states.find(({ endpoint }) => endpoint.name === name);
  const own = history.services.find(({ endpoint }) => endpoint.name === name);
  return { now, ongoing, known: { service, calls, history: own } };
}

/** Whoever writes the name of the endpoint as on the wire is led to its sheet. */
function elsewhere(reply: FastifyReply, address: string | undefined): FastifyReply {
  return address === undefined ? sendNotFound(reply) : reply.redirect(address, 301);
}

function attached(reply: FastifyReply, { bytes, fileName, contentType }: Specimen): FastifyReply {
  return reply
    .type(contentType)
    .header('Content-Disposition', `attachment; filename="${fileName}"`)
    .header('Cache-Control', 'public, max-age=300')
    .send(bytes);
}

async function prepare(fiche: Fiche, { site, fiches, catalogue }: SheetRoutesOptions): Promise<PreparedFiche> {
  const specimen = await specimenOf(fiche, catalogue);
  const pages = new Map(
    fiches.filter(({ name }) => name !== fiche.name).map((other) => [other.name, sheetPath(other)]),
  );
  const context = {
    publicUrl: catalogue.publicUrl,
    sandbox: site.sandbox,
    token: catalogue.token,
    pageOf: (code: string) => pages.get(code),
  };
  return { sheet: prepareSheet(fiche, context, specimen), sample: sampleText(fiche, catalogue.publicUrl), specimen };
}

async function specimenOf(fiche: Fiche, { drawSpecimen }: CatalogueOptions): Promise<Specimen | null> {
  const { format, name, endpoint } = fiche;
  if (format === 'json') return null;
  const bytes = await drawSpecimen({ title: endpoint.title, provider: providerOf(fiche.endpoint), format });
  return { bytes, fileName: `${name}.${format}`, contentType: `application/${format}` };
}
