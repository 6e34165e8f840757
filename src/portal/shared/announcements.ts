import { createHash } from 'node:crypto';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { parseParisLocal } from '../../core/dates/paris-local.ts';
import type { FrameNotice } from '../views/frame.ts';

const Announced = Type.Object(
  {
    ton: Type.Union([Type.Literal('info'), Type.Literal('avertissement')]),
    titre: Type.String({ minLength: 1 }),
    texte: Type.String({ minLength: 1 }),
    /** `AAAA-MM-JJTHH:MM` on a clock of Paris; shown from the first to the second, excluded. */
    debut: Type.String(),
    fin: Type.String(),
    lien: Type.Optional(
      Type.Object({ adresse: Type.String({ pattern: '^/(?!/)' }), libelle: Type.String({ minLength: 1 }) }),
    ),
  },
  { additionalProperties: false },
);
const AnnouncedFile = Type.Array(Announced);

/** What is told to every reader between two dates. */
export interface Announcement {
  readonly from: Date;
  readonly until: Date;
  readonly notice: FrameNotice;
}

/** Reads the file of announcements; throws when it does not have the form it should, or one of its dates is none. */
export function parseAnnouncements(text: string): Announcement[] {
  const value: unknown = JSON.parse(text);
  if (!Value.Check(AnnouncedFile, value)) {
    const [fault] = Value.Errors(AnnouncedFile, value);
    throw new Error(`annonces : ${fault?.instancePath} ${fault?.message}`);
  }
  return value.map(announcementOf);
}

function announcementOf(announced: Static<typeof Announced>): Announcement {
  const { ton, titre, texte, lien } = announced;
  const [from, until] = [announced.debut, announced.fin].map(parseParisLocal);
  if (!from || !until || from >= until) throw new Error(`annonces : « ${titre} » n’a pas de dates justes`);
  return {
    from,
    until,
    notice: {
      tone: ton === 'info' ? 'info' : 'warning',
      title: titre,
      text: texte,
      ...(lien === undefined ? {} : { href: lien.adresse, link: lien.libelle }),
      // Changed words are another message: who had closed it sees it.
      closes: createHash('sha256').update(JSON.stringify(announced)).digest('base64url').slice(0, 12),
    },
  };
}

/** Those of the moment, in the order of the file. */
export function currentAnnouncements(announcements: readonly Announcement[], now: Date): FrameNotice[] {
  return announcements.filter(({ from, until }) => from <= now && now < until).map(({ notice }) => notice);
}
