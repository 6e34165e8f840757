import { resolve } from 'node:path';
import { readCgu } from '../../src/portal/legal/cgu.ts';
import { readMentions } from '../../src/portal/shared/mentions.ts';

const root = resolve(import.meta.dirname, '../..');

/** Public pages that say nothing: for a portal made by hand. */
export const emptySite = {
  publicSite: {
    home: { firstCall: '', firstAnswer: null, endpoints: 0, providers: 0 },
    mentions: readMentions(`${root}/config/mentions.json`),
    useCases: [],
    questions: [],
    events: [],
    cgu: readCgu(`${root}/src/portal/legal`),
    personalData: { html: '', parts: [] },
  },
  demonstration: { call: null, mayAsk: () => false },
};
