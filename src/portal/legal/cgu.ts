import { join } from 'node:path';
import { Type } from 'typebox';
import { readTexts } from '../shared/texts.ts';
import { type Written, written } from '../shared/written.ts';

const Head = Type.Object(
  {
    date: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    /** What changed since the version before. */
    changements: Type.String({ minLength: 1 }),
  },
  { additionalProperties: false },
);

/** One version of the terms of use; none is ever removed. */
export interface CguVersion {
  /** `AAAA-MM-JJ`: its name in its address, and what a request for access keeps of the terms it accepted. */
  readonly version: string;
  readonly changes: string;
  readonly text: Written;
}

/** Every version, the one in force first. */
export function readCgu(folder: string): readonly [CguVersion, ...CguVersion[]] {
  const versions = readTexts(join(folder, 'cgu'), Head).map(({ name, head, body }): CguVersion => {
    if (name !== head.date) throw new Error(`La version ${name} des conditions d’utilisation se dit du ${head.date}.`);
    return { version: name, changes: head.changements, text: written(body, { anchor: 'cgu' }) };
  });
  const [current, ...past] = versions.reverse();
  if (current === undefined) throw new Error('Les conditions d’utilisation n’ont aucune version.');
  return [current, ...past];
}
