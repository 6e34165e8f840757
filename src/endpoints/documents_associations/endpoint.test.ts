import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import type { SimulatedReply, SimulatedRequest } from '../../simulator/simulation.ts';

let instance: TestInstance;
let token: string;

beforeAll(async () => {
  instance = await startTestInstance({ environment: { PROVIDER_TIMEOUT_MS: '4000' } });
  token = await instance.token();
});
afterEach(() => intercept(null));
afterAll(() => instance.stop());

describe('the units of the sandbox', () => {
  it.each([
    ['10010001500013', 200],
    ['W751000015', 200],
    ['10010003100010', 200],
    ['W751000031', 200],
    ['10010005600017', 200],
    ['W751999999', 404],
    ['10040400300012', 404],
    ['10020600200014', 206],
    ['W751206002', 206],
    ['10050200400011', 502],
    ['10050210300011', 502],
    ['10050220200011', 502],
    ['10050300200014', 503],
    ['10050310100014', 503],
    ['10050400000017', 504],
  ])('%s: %i', async (id, status) => {
    const response = await ask(id);
    expect(response.status, await response.clone().text()).toBe(status);
    if (id === '10050310100014') expect(response.headers.get('Retry-After')).toBe('120');
    if (id === '10050220200011') expect(response.headers.get('X-Error-Code')).toBe('07055');
  });

  it('hands over a document of 20 MB intact, within a long list', async () => {
    const body = await answerOf(await ask('10020010400014'));
    expect(body.nombre_documents).toBe(30);
    const document = await fetch(body.documents[0]?.url ?? '');
    const bytes = Buffer.from(await document.arrayBuffer());
    expect(bytes.length).toBeGreaterThan(20_000_000);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.subarray(-7).toString()).toContain('%%EOF');
  });
});

describe('addresses given by the directory', () => {
  it.each([
    'http://169.254.0.1/interne',
    'http://127.0.0.1:1/interne',
    'file:///etc/hostname',
    '/relative',
    'http://[bad',
  ])('%s is a broken document', async (address) => {
    speak(() => structure([`{RNA}/api-asso/api/documents/PJ/1`, address]));
    const response = await ask('W751000015');
    expect(response.status).toBe(206);
    expect((await answerOf(response)).nombre_documents_deficients).toBe(1);
  });

  it('a server of the same machine, on another port, is not called', async () => {
    const msa = instance.simulator.provider('msa');
    const before = msa?.received;
    speak(() => structure(['{RNA}/api-asso/api/documents/PJ/1', `${msa?.url}/10010001500013`]));
    expect((await ask('W751000015')).status).toBe(206);
    expect(msa?.received).toBe(before);
  });

  it('does not follow a redirection out of the directory', async () => {
    let called = 0;
    speak(({ path }) => {
      if (path.endsWith('/ailleurs')) called++;
      if (path.endsWith('/2')) return { status: 302, headers: { Location: `${rnaUrl()}/ailleurs` } };
      return structure(['{RNA}/api-asso/api/documents/PJ/1', '{RNA}/api-asso/api/documents/PJ/2']);
    });
    expect((await ask('W751000015')).status).toBe(206);
    expect(called).toBe(0);
  });
});

describe('the directory’s own ways', () => {
  it('takes a lone document as a list, and says what it lacks', async () => {
    speak(() => structure(['{RNA}/api-asso/api/documents/PJ/1'], '<lib_sous_type>Procès \n verbal</lib_sous_type>'));
    const response = await ask('W751000015');
    expect(response.status).toBe(206);
    expect(await response.json()).toMatchObject({
      documents: [{ type: 'Procès verbal', timestamp: 'Donnée indisponible' }],
      nombre_documents: 1,
      nombre_documents_deficients: 0,
      _indisponible: ['/documents/0/timestamp'],
    });
  });

  it('counts the documents it announces and does not list', async () => {
    speak(() => structure(['{RNA}/api-asso/api/documents/PJ/1'], '<time>1</time>', 3));
    expect((await answerOf(await ask('W751000015'))).nombre_documents_deficients).toBe(2);
  });

  it('refuses a document that declares entities, however small it is when it comes', async () => {
    const laughs = Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    const body = `<!DOCTYPE asso [<!ENTITY l0 "ha">${laughs}]><asso><identite><nom>&l20;</nom></identite></asso>`;
    intercept(() => ({ status: 200, headers: { 'Content-Type': 'application/xml' }, body }));
    const response = await ask('W751000015');
    expect(response.status).toBe(502);
    expect(response.headers.get('X-Error-Code')).toBe('07501');
  });

  it('broken documents, however many, leave the provider open to the next call', async () => {
    for (let call = 0; call < 15; call++) expect((await ask('10050220200011')).status).toBe(502);
    expect((await ask('W751000015')).status).toBe(200);
  });

  it('answers 504 when no document comes before the end of the call', async () => {
    const rna = instance.simulator.provider('rna');
    speak(({ path }) => (path.startsWith('/api-asso/api/structure') ? structure([silentAddress()]) : null));
    const response = await ask('W751000015');
    expect(response.status).toBe(504);
    expect(response.headers.get('X-Error-Code')).toBe('07002');
    expect(rna?.received).toBeGreaterThan(0);
  });
});

interface Answer {
  readonly documents: readonly { readonly type: string; readonly url: string; readonly timestamp: string }[];
  readonly nombre_documents: number;
  readonly nombre_documents_deficients: number;
}

/** The answer of the room, as its schema says; the samples pin it. */
async function answerOf(response: Response): Promise<Answer> {
  return (await response.json()) as Answer;
}

function ask(id: string): Promise<Response> {
  return instance.call(`/v2/documents_associations/${id}`, token);
}

function rnaUrl(): string {
  return instance.simulator.urlOf('rna');
}

/** The download of the unit that never answers: its structure is not asked, only its document. */
function silentAddress(): string {
  return `{RNA}/api-asso/api/documents/PJ/${'1005040001'.padStart(32, '0')}`;
}

function intercept(reply: ((request: SimulatedRequest) => SimulatedReply | null) | null): void {
  const rna = instance.simulator.provider('rna');
  if (rna === undefined) throw new Error('rna is simulated');
  rna.intercept = reply;
}

/** The directory's own words for a structure; its first document is a true one. */
function speak(words: (request: SimulatedRequest) => SimulatedReply | null): void {
  intercept((request) => {
    if (request.path.endsWith('/PJ/1')) return { status: 200, body: '%PDF-1.4\n%%EOF\n' };
    return words(request);
  });
}

function structure(
  addresses: readonly string[],
  fields = '<time>1</time><lib_sous_type>Statuts</lib_sous_type>',
  count = addresses.length,
): SimulatedReply {
  const documents = addresses.map(
    (url) => `<document_rna><url>${url.replace('{RNA}', rnaUrl())}</url>${fields}</document_rna>`,
  );
  const body = `<asso><identite><nom>X</nom></identite>\n\n\n<documents>${documents.join('')}<nbDocRna>${count}</nbDocRna></documents></asso>`;
  return { status: 200, headers: { 'Content-Type': 'application/xml;charset=UTF-8' }, body };
}
