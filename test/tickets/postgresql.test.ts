import { expect, it } from 'vitest';
import { startPostgresql } from '../../src/records/databases.fixture.ts';
import { startTestInstance } from '../support/instance.ts';
import { opened, piecesIn, png, report, reports, versionIn } from '../support/tickets.ts';
import { Visitor } from '../support/visitor.ts';

const server = await startPostgresql();

it.runIf(server !== null)(
  'a ticket lives on a server as it does embedded; without the database, nothing typed is lost and its cause is told',
  { timeout: 120_000 },
  async () => {
    const environment = { DATABASE_URL: server?.options.url ?? '' };
    const instance = await startTestInstance({ environment });
    const visitor = new Visitor(instance.url);
    const path = await opened(visitor, 'endpoint', {}, [png]);
    const { html } = await visitor.get(path);
    expect((await visitor.download(piecesIn(html)[0] ?? '')).bytes).toEqual(png.bytes);
    const version = versionIn(html);
    expect((await visitor.post(`${path}/messages`, { version, texte: 'Suite' })).status).toBe(303);
    expect((await visitor.post(`${path}/resolu`, { version })).status).toBe(409);

    await server?.stop();
    expect((await visitor.get('/support')).status).toBe(200);
    const lost = await report(visitor, 'general', {}, [png]);
    expect([lost.status, lost.headers.get('retry-after')]).toEqual([503, '30']);
    expect(lost.html).toContain('n’a pas pu être enregistré');
    expect(lost.html).toContain(reports.general.texte);
    expect(lost.html).toContain('Choisissez de nouveau votre fichier');
    expect(instance.logged()).toContain('portail');
    const away = await visitor.get(path);
    expect([away.status, away.html.includes('momentanément indisponible')]).toEqual([503, true]);
    expect((await visitor.post(`${path}/messages`, { version, texte: 'x' })).status).toBe(503);
    await instance.stop();
  },
);
