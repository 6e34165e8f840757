import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false };
const ColumnName = Type.Union([
  Type.Literal('marches_publics'),
  Type.Literal('aides_publiques'),
  Type.Literal('detection_fraude'),
  Type.Literal('preremplissage_connecte'),
  Type.Literal('preremplissage_ouvert'),
  Type.Literal('aides_covid'),
]);

/** Why a level of usefulness, in general, and for the data of one category of the catalogue. */
const Reason = Type.Intersect([Type.Object({ defaut: Type.String() }), Type.Record(Type.String(), Type.String())]);

/** What the head of a text of a use case says. */
export const CaseHead = Type.Object(
  {
    titre: Type.String({ minLength: 1 }),
    ordre: Type.Integer(),
    resume: Type.String({ minLength: 1 }),
    /** Columns of the sheets that this use case shows; none for one that has no data of its own. */
    colonnes: Type.Array(ColumnName),
    /** Why nothing is asked for any more under this use case. */
    archive: Type.Optional(Type.String()),
    /** By column, then by level. */
    raisons: Type.Record(Type.String(), Type.Record(Type.String(), Reason)),
    /** By column, then by endpoint: what is worth saying of that one. */
    precisions: Type.Record(Type.String(), Type.Record(Type.String(), Type.String())),
  },
  closed,
);

export type CaseHead = Static<typeof CaseHead>;
