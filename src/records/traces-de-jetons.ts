import { sql } from 'kysely';
import { sqlStateOf } from '../platform/database/sql-error.ts';
import { containing, isUuid, storable } from './text.ts';
import type { Trace } from './traces.ts';
import { type Db, together } from './work.ts';

/** Which calls of a token are looked for; what is null is whatever it is. */
export interface FiltreTraces {
  readonly from: Date;
  readonly before: Date;
  readonly endpoint: string | null;
  /** An identifier, or the nine digits that those of one business begin with. */
  readonly identifiant: string | null;
  readonly recipient: string | null;
  /** A part of it. */
  readonly object: string | null;
  /** A status of three digits, or an error code of five. */
  readonly code: string | null;
}

/** Where a reading stopped: what follows is older. */
export type Repere = Pick<Trace, 'recu_le' | 'request_id'>;

/** What was found among some traces, the latest first. */
export interface LotDeTraces {
  readonly traces: readonly Trace[];
  /** The oldest that was looked at; null when nothing older is left. */
  readonly dernier: Repere | null;
}

interface Lot {
  /** How many are looked at, found or not: what bounds the time that it takes. */
  readonly examine: number;
  readonly found: number;
  readonly timeoutMs: number;
}

const STATEMENT_CANCELLED = '57014';

/** Looks among the traces of a token that follow a mark; null when the database took too long. */
export async function chercherTraces(
  db: Db,
  { jti, filtre, after }: { readonly jti: string; readonly filtre: FiltreTraces; readonly after: Repere | null },
  lot: Lot,
): Promise<LotDeTraces | null> {
  const following =
    after === null
      ? sql``
      : sql`and recu_le <= ${after.recu_le} and (recu_le, request_id) < (${after.recu_le}, ${after.request_id}::uuid)`;
  try {
    return await together(db, async (work) => {
      await sql`set local statement_timeout = ${sql.lit(lot.timeoutMs)}`.execute(work);
      const { rows } = await sql<Partial<Trace> & { lues: number; dernier_le: Date; dernier_id: string }>`
        with lot as materialized (
          select * from traces
          where jti = ${jti} and recu_le >= ${filtre.from} and recu_le < ${filtre.before} ${following}
          order by recu_le desc, request_id desc limit ${lot.examine}),
        trouvees as (select * from lot where ${matching(filtre)} order by recu_le desc, request_id desc limit ${lot.found}),
        bornes as (
          select (select count(*)::int from lot) as lues, recu_le as dernier_le, request_id as dernier_id
          from lot order by recu_le, request_id limit 1)
        select trouvees.*, lues, dernier_le, dernier_id from bornes left join trouvees on true
        order by trouvees.recu_le desc, trouvees.request_id desc`.execute(work);
      return lotOf(rows, lot);
    });
  } catch (error) {
    if (sqlStateOf(error) === STATEMENT_CANCELLED) return null;
    throw error;
  }
}

function lotOf(
  rows: readonly (Partial<Trace> & { lues: number; dernier_le: Date; dernier_id: string })[],
  { examine, found }: Lot,
): LotDeTraces {
  const [first] = rows;
  if (first === undefined) return { traces: [], dernier: null };
  const traces = rows.filter(isFound).map(({ lues: _lues, dernier_le: _le, dernier_id: _id, ...trace }) => trace);
  const last = traces.at(-1);
  const looked = { recu_le: first.dernier_le, request_id: first.dernier_id };
  // As many as were asked for: others may be among those that were looked at.
  if (last !== undefined && traces.length === found && last.request_id !== looked.request_id)
    return { traces, dernier: { recu_le: last.recu_le, request_id: last.request_id } };
  return { traces, dernier: first.lues < examine ? null : looked };
}

/** A lot in which nothing is found is told by one row without a trace. */
function isFound<Row extends Partial<Trace>>(row: Row): row is Row & Trace {
  return typeof row.request_id === 'string';
}

const MAX_WORD = 500;
const SIREN = /^\d{9}$/;

function matching({ endpoint, identifiant, recipient, object, code }: FiltreTraces) {
  const word = (text: string) => storable(text, MAX_WORD);
  return sql.join(
    [
      sql`true`,
      ...(endpoint === null ? [] : [sql`endpoint = ${word(endpoint)}`]),
      ...(identifiant === null
        ? []
        : [
            SIREN.test(identifiant)
              ? sql`identifiant like ${`${identifiant}%`}`
              : sql`identifiant = ${word(identifiant)}`,
          ]),
      ...(recipient === null ? [] : [sql`recipient = ${word(recipient)}`]),
      ...(object === null ? [] : [sql`object ilike ${containing(object)}`]),
      ...(code === null ? [] : [code.length === 3 ? sql`statut = ${Number(code)}` : sql`code_erreur = ${word(code)}`]),
    ],
    sql` and `,
  );
}

/** The last calls of a token, the latest first. */
export async function dernieresTraces(db: Db, jti: string, limit: number): Promise<Trace[]> {
  return db
    .selectFrom('traces')
    .selectAll()
    .where('jti', '=', jti)
    .orderBy('recu_le', 'desc')
    .orderBy('request_id', 'desc')
    .limit(limit)
    .execute();
}

/** One call of a token, by the identifier that its answer gave. */
export async function traceDeJeton(db: Db, jti: string, requestId: string): Promise<Trace | undefined> {
  const [trace] = await tracesNommees(db, [requestId]);
  return trace?.jti === jti ? trace : undefined;
}

/** Those of these identifiers that there are, whatever their tokens, the latest first. */
export async function tracesNommees(db: Db, requestIds: readonly string[]): Promise<Trace[]> {
  const ids = requestIds.filter(isUuid);
  if (ids.length === 0) return [];
  return db
    .selectFrom('traces')
    .selectAll()
    .where('request_id', 'in', ids)
    .orderBy('recu_le', 'desc')
    .orderBy('request_id', 'desc')
    .execute();
}
