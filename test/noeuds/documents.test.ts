import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../support/instance.ts';
import { startS3, type TestS3 } from '../support/s3.ts';

let s3: TestS3;
let maker: TestInstance;
let other: TestInstance;
let token: string;

beforeAll(async () => {
  s3 = await startS3();
  maker = await startTestInstance({ environment: s3.environment });
  other = await startTestInstance({ environment: { ...s3.environment, ROLES: 'portal' } });
  token = await maker.token();
});

afterAll(async () => {
  await Promise.all([maker.stop(), other.stop()]);
  await s3.remove();
});

const attestation = () => maker.call('/v2/attestations_sociales_acoss/100100015', token);
const linkIn = async (answer: Response): Promise<{ url: string }> => ({
  url: /"url":"([^"]+)"/.exec(await answer.text())?.[1] ?? '',
});
/** The address of a document as another node serves it. */
const elsewhere = (url: string) => `${other.url}${new URL(url).pathname}`;

describe('documents kept in an S3 store', () => {
  it('are served by every node, byte for byte, and leave nothing on the disk of the node that made them', async () => {
    const answer = await attestation();
    expect(answer.status).toBe(200);
    const { url } = await linkIn(answer);
    expect(url).toMatch(/\/documents\/[0-9a-z]{48}-[a-z_]+\.pdf$/);
    const [here, there] = await Promise.all([fetch(url), fetch(elsewhere(url))]);
    expect([here.status, there.status]).toEqual([200, 200]);
    expect(there.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z_]+\.pdf"$/);
    const bytes = Buffer.from(await there.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.equals(Buffer.from(await here.arrayBuffer()))).toBe(true);
    expect(Number(there.headers.get('content-length'))).toBe(bytes.length);
    expect((await fetch(elsewhere(url), { method: 'HEAD' })).status).toBe(200);
    expect(readdirSync(join(maker.varDir, 'documents'))).toEqual([]);
  });

  it('of 20 MB go through whole', async () => {
    const { url } = await linkIn(await maker.call('/v2/attestations_sociales_acoss/100200104', token));
    const served = await fetch(elsewhere(url));
    expect((await served.arrayBuffer()).byteLength).toBe(Number(served.headers.get('content-length')));
    expect(Number(served.headers.get('content-length'))).toBeGreaterThan(19_000_000);
  });

  it('unknown are 404, whatever their name', async () => {
    const future = 'z'.repeat(8);
    for (const name of [`${'0'.repeat(40)}${future}-attestation.pdf`, `${'0'.repeat(40)}-attestation.pdf`, '..%2Fapie'])
      expect((await fetch(`${other.url}/documents/${name}`)).status).toBe(404);
  });

  it('do not keep JSON from being served while the store is gone; they are 502, then come back', async () => {
    const { url } = await linkIn(await attestation());
    await s3.stop();
    const refused = await attestation();
    expect([refused.status, refused.headers.get('x-error-code')]).toEqual([502, '00502']);
    expect((await maker.call('/v2/cotisations_msa/10010001500013', token)).status).toBe(200);
    const away = await fetch(url);
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '60']);
    expect(await away.text()).toContain('réessayez');
    await s3.start();
    expect((await fetch(url)).status).toBe(200);
    expect((await attestation()).status).toBe(200);
    expect(readdirSync(join(maker.varDir, 'documents'))).toEqual([]);
  });

  it('end when they were to end, on every node, and are swept', async () => {
    const { url } = await linkIn(await attestation());
    await maker.apie('horloge', 'avancer', '25h');
    await other.apie('horloge', 'avancer', '25h');
    for (const address of [url, elsewhere(url)]) expect((await fetch(address)).status).toBe(410);
    const fresh = await linkIn(await attestation());
    expect((await fetch(fresh.url)).status).toBe(200);
    expect(maker.logged()).toContain('documents expirés supprimés');
  });
});
