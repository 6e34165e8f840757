import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestInstance, type TestInstance } from '../../../test/support/instance.ts';
import { linesOfPdf } from '../../../test/support/pdf.ts';
import { attestationPdf, type Protection } from '../../simulator/papers.ts';

let instance: TestInstance;
let token: string;

beforeAll(async () => {
  instance = await startTestInstance();
  token = await instance.token();
});
afterEach(() => speak(null));
afterAll(() => instance.stop());

describe('an encrypted document', () => {
  it.each(['W751000015', 'W751000023', 'W751000031'])('of %s opens without a password, its text kept', async (id) => {
    const { status, documents } = await ask(id);
    expect([status, documents.length]).toEqual([200, 3]);
    for (const [rank, pdf] of documents.entries()) {
      expect(pdf.includes('/Encrypt'), `document ${rank}`).toBe(false);
      expect(linesOfPdf(pdf)).toEqual(expect.arrayContaining([`RNA ${id}`]));
    }
  });

  it.each(['rc4_40', 'rc4_128', 'aes_128', 'aes_256'] as const)('in %s is kept opened', async (protection) => {
    const { status, documents } = await askFor(await paper(protection));
    expect(status).toBe(200);
    expect(documents[0]?.includes('/Encrypt')).toBe(false);
    expect(linesOfPdf(documents[0] ?? Buffer.alloc(0))).toContain('Une ligne à lire');
  });

  it('that wants a password is deficient: 502 when alone, 206 beside another', async () => {
    const secret = await secretPdf();
    expect(await askFor(secret)).toMatchObject({ status: 502, code: '07055' });
    const beside = await askFor(await paper(), secret);
    expect(beside).toMatchObject({ status: 206, deficients: 1 });
    expect(beside.documents).toHaveLength(1);
    const left = readdirSync(join(instance.varDir, 'documents')).filter((name) => name.endsWith('.part'));
    expect(left).toEqual([]);
  });

  it('that breaks in the reading is deficient, and leaves the provider open to the next call', async () => {
    const broken = Buffer.from('%PDF-1.4\ntrailer << /Encrypt 1 0 R >>\nstartxref\n0\n%%EOF\n');
    for (let call = 0; call < 25; call++) expect(await askFor(broken)).toMatchObject({ status: 502, code: '07055' });
    expect((await askFor(await paper())).status).toBe(200);
  });
});

it('a document that is not encrypted is kept byte for byte', async () => {
  const plain = await paper();
  const speaksOfIt = Buffer.concat([plain, Buffer.from('% /EncryptMetadata, « /Encrypt »\n')]);
  expect((await askFor(plain, speaksOfIt)).documents).toEqual([plain, speaksOfIt]);
});

function paper(protection?: Protection): Promise<Buffer> {
  const content = { titre: 'Statuts', lignes: ['Une ligne à lire'] };
  return attestationPdf(protection === undefined ? content : { ...content, protection });
}

async function secretPdf(): Promise<Buffer> {
  const pdf = new PDFDocument({ userPassword: 'secret', pdfVersion: '1.7' });
  const chunks: Buffer[] = [];
  pdf.text('illisible').end();
  for await (const chunk of pdf) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** What the room answers of an association that has filed these documents. */
function askFor(...documents: readonly Buffer[]) {
  speak(documents);
  return ask('W751000015');
}

function speak(documents: readonly Buffer[] | null): void {
  const rna = instance.simulator.provider('rna');
  if (rna === undefined) throw new Error('rna is simulated');
  if (documents === null) {
    rna.intercept = null;
    return;
  }
  const listed = documents.map(
    (_, rank) =>
      `<document_rna><url>${rna.url}/PJ/${rank}</url><time>1</time><lib_sous_type>Statuts</lib_sous_type></document_rna>`,
  );
  const body = `<asso><identite><nom>X</nom></identite><documents>${listed.join('')}<nbDocRna>${listed.length}</nbDocRna></documents></asso>`;
  rna.intercept = ({ path }) => {
    const asked = documents[Number(path.split('/PJ/')[1] ?? Number.NaN)];
    return { status: 200, body: asked ?? body };
  };
}

async function ask(id: string) {
  const response = await instance.call(`/v2/documents_associations/${id}`, token);
  const body = (await response.json()) as { documents?: { url: string }[]; nombre_documents_deficients?: number };
  const documents = await Promise.all((body.documents ?? []).map(({ url }) => bytesOf(url)));
  const code = response.headers.get('X-Error-Code');
  return { status: response.status, code, deficients: body.nombre_documents_deficients, documents };
}

async function bytesOf(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}
