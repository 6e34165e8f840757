import { type Static, Type } from 'typebox';
import { jsonReader } from '../../core/provider-answer.ts';
import { agenceBio } from '../../providers/agence-bio/provider.ts';

/** Any key may be absent, and any value null. */
const said = <const Schema extends Type.TSchema>(schema: Schema) => Type.Optional(Type.Union([schema, Type.Null()]));
const text = said(Type.String());
const named = said(Type.Array(Type.Object({ nom: text })));

const Operator = Type.Object({
  raisonSocial: text,
  denominationCourante: text,
  siret: text,
  numeroBio: said(Type.Integer()),
  dateMaj: text,
  reseau: text,
  categories: named,
  activites: named,
  productions: said(Type.Array(Type.Object({ nom: text, code: text }))),
  adressesOperateurs: said(
    Type.Array(
      Type.Object({
        lieu: text,
        codePostal: text,
        ville: text,
        lat: said(Type.Number()),
        long: said(Type.Number()),
        typeAdresseOperateurs: said(Type.Array(Type.String())),
      }),
    ),
  ),
  certificats: said(
    Type.Array(
      Type.Object({
        organisme: text,
        dateEngagement: text,
        dateArret: text,
        dateSuspension: text,
        url: text,
        etatCertification: text,
      }),
    ),
  ),
});

/** An operator as the Agence BIO describes it. */
export type ProvidedOperator = Static<typeof Operator>;
export type ProvidedAddress = NonNullable<ProvidedOperator['adressesOperateurs']>[number];
export type ProvidedCertificate = NonNullable<ProvidedOperator['certificats']>[number];

/** Reads the list of the operators of an establishment: one, several, or none. */
export const readOperators = jsonReader(agenceBio, Type.Object({ items: Type.Array(Operator) }));
