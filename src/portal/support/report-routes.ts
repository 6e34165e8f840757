import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isDatabaseAway } from '../../platform/database/away.ts';
import { browserWithVersion } from '../shared/browser-words.ts';
import { sendPage } from '../shared/page.ts';
import { hasFile, type JudgedFiles, piecesOf } from '../shared/sent-files.ts';
import { byProvider } from '../shared/service-lists.ts';
import { nameOf } from '../shared/session.ts';
import { withoutTypedTokens } from '../shared/typed-tokens.ts';
import type { FieldErrors } from '../views/error-summary.tsx';
import { CAPTURE, captureRule } from './capture.tsx';
import { fields, readReport, typedValues } from './report-form.ts';
import { kindAsked, reportAddress } from './report-kinds.ts';
import { type ReportPageProps, reportPage } from './report-page.tsx';
import type { SupportRoutesOptions } from './routes-options.ts';

const REPORT = '/support/signaler';
const HOUR_S = 3600;
const AWAY_S = 30;
const pageOrder: readonly string[] = fields.flatMap((field) => (field === 'texte' ? [field, CAPTURE] : [field]));

/** Where one reports, with or without an account. */
export async function reportRoutes(app: FastifyInstance, options: SupportRoutesOptions): Promise<void> {
  const { support, endpoints, browserOf, logError } = options;
  const groups = byProvider(endpoints);

  const around = ({ compte }: FastifyRequest) => ({
    endpoints,
    now: support.reader.now(),
    account: compte === null ? null : { email: compte.email, name: nameOf(compte) },
  });

  app.get(REPORT, async (request, reply) => {
    const kind = kindAsked(request.query);
    if (kind === null) return reply.redirect('/support#signaler', 303);
    // The page would repeat its own address, for who wants to log in and come back.
    if (Object.keys(withoutTypedTokens(request.query).errors).length > 0)
      return reply.redirect(reportAddress(kind.genre), 303);
    const typed = typedValues(request.query);
    const values = { ...typed, navigateur: typed.navigateur || browserWithVersion(browserOf(request).agent) };
    return sendPage(reply, reportPage({ ...shownTo(request), genre: kind.genre, groups, values }));
  });

  app.post(REPORT, async (request, reply) => {
    // Read before anything else: what follows never sees a token.
    const { body, errors: leaks } = withoutTypedTokens(request.body);
    const kind = kindAsked(body);
    if (kind === null) return reply.redirect('/support#signaler', 303);
    const files = piecesOf(request, CAPTURE, captureRule);
    const { form, report } = readReport(kind.genre, body, around(request));
    form.blame(leaks);
    const again = {
      ...shownTo(request),
      ...{ genre: kind.genre, groups, values: typedValues(body), fileWasSent: hasFile(request, CAPTURE) },
    };
    if (form.isRefused || 'fault' in files) return showErrors(reply, again, { files, errors: form.errors, leaks });
    const from = { compte: request.compte?.id ?? null, adresse: browserOf(request).address };
    const opened = await support.desk.open({ ...report, pieces: files.pieces }, from).catch((error: unknown) => {
      if (!isDatabaseAway(error)) throw error;
      logError(error, request.id);
      return 'away' as const;
    });
    if (typeof opened === 'string') {
      const [code, wait] = opened === 'away' ? [503, AWAY_S] : [429, HOUR_S];
      reply.code(code).header('Retry-After', wait);
      return sendPage(reply, reportPage({ ...again, unkept: opened }));
    }
    const { numero, key } = opened;
    const page = request.compte === null ? `/support/${numero}/${key}` : `/compte/tickets/${numero}`;
    return reply.redirect(`${page}?fait=ouvert`, 303);
  });
}

function shownTo({ frame, compte }: FastifyRequest): Pick<ReportPageProps, 'frame' | 'account'> {
  return { frame, account: compte };
}

interface Faults {
  readonly files: JudgedFiles;
  readonly errors: FieldErrors;
  readonly leaks: object;
}

/** Errors in the order of the page, whatever found them. */
function showErrors(reply: FastifyReply, page: ReportPageProps, { files, errors, leaks }: Faults): FastifyReply {
  const found: FieldErrors = 'fault' in files ? { ...errors, [CAPTURE]: files.fault } : errors;
  const all = Object.fromEntries(
    pageOrder.flatMap((field) => (found[field] === undefined ? [] : [[field, found[field]]])),
  );
  const isTooLarge = 'fault' in files && files.status === 413 && Object.keys(errors).length === 0;
  const leaked = Object.keys(leaks).length > 0;
  return sendPage(reply.code(isTooLarge ? 413 : 422), reportPage({ ...page, errors: all, leaked }));
}
