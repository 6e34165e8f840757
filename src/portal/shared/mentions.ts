import { readFileSync } from 'node:fs';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

const closed = { additionalProperties: false };
/** Empty = not said yet by who runs the service. */
const Said = Type.String();
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const Address = Type.String({ pattern: '^(https://|/)' });

const MentionsFile = Type.Object(
  {
    editeur: Type.Object(
      {
        nom: Said,
        adresse: Said,
        telephone: Said,
        courriel: Said,
        siret: Type.String({ pattern: '^(\\d{14})?$' }),
      },
      closed,
    ),
    directeur_de_la_publication: Said,
    hebergeur: Type.Object({ nom: Said, adresse: Said, telephone: Said }, closed),
    delegue_a_la_protection_des_donnees: Type.Object({ courriel: Said, adresse: Said }, closed),
    /** Where offers of employment are. */
    recrutement: Type.Union([Type.Null(), Address]),
    accessibilite: Type.Object(
      {
        declaration_etablie_le: Type.Union([Type.Null(), Day]),
        /** Who audited, when, and the share of the criteria of the RGAA that are met. */
        audit: Type.Union([
          Type.Null(),
          Type.Object(
            { par: Type.String({ minLength: 1 }), le: Day, taux: Type.Number({ minimum: 0, maximum: 100 }) },
            closed,
          ),
        ]),
        courriel: Said,
        schema_pluriannuel: Type.Union([Type.Null(), Address]),
        plan_annuel: Type.Union([Type.Null(), Address]),
      },
      closed,
    ),
  },
  closed,
);

/** Who answers for the service, as the law asks its pages to say. */
export type Mentions = Static<typeof MentionsFile>;

/** Reads the file of the mentions; throws, naming it, when it does not have the form of the built-in one. */
export function readMentions(file: string): Mentions {
  const mentions: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (Value.Check(MentionsFile, mentions)) return mentions;
  const [fault] = Value.Errors(MentionsFile, mentions);
  throw new Error(`${file} : ${fault?.instancePath} ${fault?.message}`);
}

export type Conformity = 'non conforme' | 'partiellement conforme' | 'totalement conforme';

/** What the law makes of an audit: without one, a site does not conform. */
export function conformityOf({ accessibilite: { audit } }: Mentions): Conformity {
  if (audit === null || audit.taux < 50) return 'non conforme';
  return audit.taux < 100 ? 'partiellement conforme' : 'totalement conforme';
}
