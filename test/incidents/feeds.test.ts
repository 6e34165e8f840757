import { rm } from 'node:fs/promises';
import { XMLParser } from 'fast-xml-parser';
import { Value } from 'typebox/value';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JsonFeed } from '../../src/portal/incidents/json-feed.ts';
import { maintenanceCalendar } from '../../src/portal/maintenances/calendar.ts';
import { addPoint } from '../../src/watch/incidents/changes.ts';
import { cancel, modify } from '../../src/watch/maintenances/changes.ts';
import { aMaintenance, anIncident, seededFolder } from '../support/desks.ts';
import { startTestInstance, type TestInstance } from '../support/instance.ts';

const NASTY = 'Délai <dépassé> & "ailleurs" ]]> ; virgule, \\ barre\u0007';
const LONG = 'Le certificat présenté aux fournisseurs est remplacé : été, hiver, œuvre, « guillemets ».\n'
  .repeat(4)
  .trim();

let varDir: string;
let instance: TestInstance;
let ids: Record<'open' | 'resolved' | 'draft' | 'moved' | 'cancelled', string>;

beforeAll(async () => {
  varDir = await seededFolder(async ({ incidents, maintenances }) => {
    const open = await incidents.open(
      anIncident({ titre: NASTY, texte: `${NASTY}\nDeuxième ligne.` }),
      'anne@interne.example',
    );
    const resolved = await incidents.open(anIncident({ titre: 'Ancien' }), 'anne@interne.example');
    const draft = await incidents.open(anIncident({ titre: 'Secret', brouillon: true }), 'anne@interne.example');
    const over = addPoint({ etat: 'resolu', texte: 'Réparé.', prochaineAction: '', finPrevueLe: null });
    await incidents.change({ id: resolved, version: 1 }, over, 'bob@interne.example');
    const window = aMaintenance({ titre: NASTY, texte: LONG });
    const moved = await maintenances.announce(window, 'anne@interne.example');
    await maintenances.change(
      { id: moved, version: 1 },
      modify({ ...window, fin: new Date(+window.fin + 60_000) }),
      'anne',
    );
    const cancelled = await maintenances.announce(aMaintenance(), 'anne@interne.example');
    await maintenances.change({ id: cancelled, version: 1 }, cancel(), 'anne@interne.example');
    ids = { open, resolved, draft, moved, cancelled };
  });
  instance = await startTestInstance({ varDir });
}, 60_000);
afterAll(async () => {
  await instance.stop();
  await rm(varDir, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${instance.url}${path}`, { headers });

describe.each([
  ['/incidents.json', 'application/json; charset=utf-8'],
  ['/incidents.atom', 'application/atom+xml; charset=utf-8'],
  ['/maintenances.ics', 'text/calendar; charset=utf-8'],
])('%s', (path, type) => {
  it('is open to any page, kept a few seconds, and not sent again to who has it', async () => {
    const first = await get(path);
    const etag = first.headers.get('etag') ?? '';
    expect([first.status, first.headers.get('content-type')]).toEqual([200, type]);
    expect(first.headers.get('access-control-allow-origin')).toBe('*');
    expect(first.headers.get('cache-control')).toBe('public, max-age=10');
    const again = await get(path, { 'If-None-Match': `"autre", W/${etag.replace(/^W\//, '')}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(path, { 'If-None-Match': '"autre"' })).status).toBe(200);
  });

  it('says nothing of drafts nor of who writes', async () => {
    const text = await (await get(path)).text();
    expect(text).not.toMatch(/Secret|interne\.example/);
  });
});

it('/incidents.json has the shape that is promised', async () => {
  const body: unknown = await (await get('/incidents.json')).json();
  expect([...Value.Errors(JsonFeed, body)]).toEqual([]);
  expect(body).toMatchObject({
    incidents: [
      { id: ids.resolved, etat: 'resolu', prochaine_action: null, points: [{ texte: 'Réparé.' }, {}] },
      { id: ids.open, url: `${instance.url}/incidents/${ids.open}`, etat: 'investigation', resolu_le: null },
    ],
    maintenances: [{}, {}],
  });
});

describe('/incidents.atom', () => {
  const parsed = async () => {
    const xml = await (await get('/incidents.atom')).text();
    expect(xml).not.toMatch(/\p{Cc}(?<![\n\r\t])/u);
    return new XMLParser({ ignoreAttributes: false, isArray: (name) => ['entry', 'link'].includes(name) }).parse(xml)
      .feed;
  };

  it('has what a feed must have, each entry its own name for ever and the time of its last change', async () => {
    const feed = await parsed();
    expect([feed.id, feed.title, feed.author.name]).toEqual([
      `${instance.url}/incidents`,
      'Incidents – API Entreprise',
      'API Entreprise',
    ]);
    expect(feed.link.map((link: Record<string, string>) => [link['@_rel'], link['@_href']])).toEqual([
      ['alternate', `${instance.url}/incidents`],
      ['self', `${instance.url}/incidents.atom`],
    ]);
    expect(feed.entry.map((entry: { id: string }) => entry.id)).toEqual([
      `${instance.url}/incidents/${ids.resolved}`,
      `${instance.url}/incidents/${ids.open}`,
    ]);
    for (const { updated, published } of feed.entry) {
      expect(new Date(updated).toISOString()).toBe(updated);
      expect(updated >= published).toBe(true);
    }
    expect(feed.updated).toBe(feed.entry[0].updated);
  });

  it('carries any text, as text', async () => {
    const feed = await parsed();
    expect(feed.entry[1].title['#text']).toBe(
      '[En cours d’analyse] Délai &lt;dépassé> &amp; &#34;ailleurs&#34; ]]> ; virgule, \\ barre',
    );
    expect(feed.entry[1].content['#text']).toContain('&lt;dépassé>');
    expect(feed.entry[1].content['#text']).toContain('<br />Deuxième ligne.');
  });
});

describe('/maintenances.ics', () => {
  it('has lines of 75 octets at most, ended as they must be', async () => {
    const text = await (await get('/maintenances.ics')).text();
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const lines = text.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(lines.some((line) => line.includes('\n') || line.includes('\uFFFD'))).toBe(false);
  });

  it('keeps the name of an event, counts its changes, says what is cancelled, and is in UTC', async () => {
    const events = eventsOf(await (await get('/maintenances.ics')).text());
    const host = new URL(instance.url).hostname;
    const moved = events.find((event) => event['UID'] === `maintenance-${ids.moved}@${host}`);
    const cancelled = events.find((event) => event['UID'] === `maintenance-${ids.cancelled}@${host}`);
    expect(events).toHaveLength(2);
    expect([moved?.['SEQUENCE'], moved?.['STATUS']]).toEqual(['1', 'CONFIRMED']);
    expect([cancelled?.['SEQUENCE'], cancelled?.['STATUS']]).toEqual(['1', 'CANCELLED']);
    for (const event of events) {
      for (const name of ['DTSTAMP', 'DTSTART', 'DTEND', 'LAST-MODIFIED', 'CREATED'])
        expect(event[name]).toMatch(/^\d{8}T\d{6}Z$/);
    }
    expect(moved?.['SUMMARY']).toBe(NASTY.replace('\u0007', '').replace(/[\\;,]/g, '\\$&'));
    expect(moved?.['DESCRIPTION']).toContain(LONG.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n'));
  });

  it('is a calendar even when nothing is announced', () => {
    const empty = { maintenances: [], endpoints: [], publicUrl: 'https://a.example', service: 'API' };
    expect(maintenanceCalendar(empty)).toMatch(/^BEGIN:VCALENDAR\r\n.*BEGIN:VTIMEZONE.*END:VCALENDAR\r\n$/s);
  });
});

/** The properties of each event, its lines unfolded. */
function eventsOf(calendar: string): Record<string, string>[] {
  const lines = calendar.replaceAll(/\r\n[ \t]/g, '').split('\r\n');
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') events.push({});
    const event = events.at(-1);
    const colon = line.indexOf(':');
    if (event !== undefined && line !== 'END:VCALENDAR') event[line.slice(0, colon)] = line.slice(colon + 1);
  }
  return events;
}
