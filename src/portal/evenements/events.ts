import { join } from 'node:path';
import { Type } from 'typebox';
import { parseParisLocal } from '../../core/dates/paris-local.ts';
import { readData, withFrenchSpaces } from '../shared/texts.ts';

const Address = Type.String({ pattern: '^(https://|/)' });

const EventsFile = Type.Array(
  Type.Object(
    {
      cle: Type.String({ pattern: '^[a-z0-9-]+$' }),
      titre: Type.String({ minLength: 1 }),
      resume: Type.String({ minLength: 1 }),
      lieu: Type.String({ minLength: 1 }),
      /** `AAAA-MM-JJTHH:MM`, on a clock of Paris. */
      debut: Type.String(),
      fin: Type.String(),
      inscription: Type.Optional(Address),
      annexes: Type.Optional(Type.Array(Type.Object({ titre: Type.String({ minLength: 1 }), adresse: Address }))),
    },
    { additionalProperties: false },
  ),
);

/** A workshop, a talk: where and when. */
export interface ServiceEvent {
  readonly key: string;
  readonly title: string;
  readonly summary: string;
  readonly place: string;
  readonly from: Date;
  readonly until: Date;
  /** Where to say that one comes. */
  readonly registration: string | null;
  readonly papers: readonly { readonly title: string; readonly address: string }[];
}

/** Reads the events, the latest first. */
export function readEvents(folder: string): readonly ServiceEvent[] {
  const path = join(folder, 'evenements.yaml');
  return readData(path, EventsFile)
    .map(({ cle, titre, resume, lieu, debut, fin, inscription, annexes = [] }): ServiceEvent => {
      const [from, until] = [debut, fin].map(parseParisLocal);
      if (!from || !until || from >= until) throw new Error(`${path} : « ${cle} » n’a pas de dates justes.`);
      return {
        key: cle,
        title: withFrenchSpaces(titre),
        summary: withFrenchSpaces(resume),
        place: lieu,
        from,
        until,
        registration: inscription ?? null,
        papers: annexes.map(({ titre: title, adresse: address }) => ({ title, address })),
      };
    })
    .sort((a, b) => b.from.getTime() - a.from.getTime());
}
