import type { TestInstance } from './instance.ts';

const HTML = { Accept: 'text/html,application/xhtml+xml' };
export const password = 'trois mots sans lien';

/** A file that a form sends. */
export interface SentFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What the browser says of it. */
  readonly type?: string;
}

export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Where it sends to, when it is a redirection. */
  readonly location: string | null;
}

/** A browser without a script: keeps cookies, sends forms with the hidden fields of the page that shows them. */
export class Visitor {
  readonly #url: string;
  readonly cookies = new Map<string, string>();
  #page = '';

  constructor(url: string) {
    this.#url = url;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.#fetch(path, { headers });
  }

  /** Sends a form with the token of the last page seen, unless `fields` or `headers` say otherwise. */
  post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Page> {
    return this.send(path, new URLSearchParams({ _csrf: this.formToken, ...fields }), headers);
  }

  /** Sends these fields as they are; one may be there several times. */
  send(path: string, body: URLSearchParams, headers: Record<string, string> = {}): Promise<Page> {
    return this.#fetch(path, { method: 'POST', body, headers });
  }

  /** The same, as a form with files sends it. */
  postFiles(path: string, fields: Record<string, string>, files: readonly SentFile[] = []): Promise<Page> {
    const body = new FormData();
    for (const [name, value] of Object.entries({ _csrf: this.formToken, ...fields })) body.append(name, value);
    for (const { field, name, bytes, type = '' } of files)
      body.append(field, new Blob([Uint8Array.from(bytes)], { type }), name);
    return this.#fetch(path, { method: 'POST', body, headers: {} });
  }

  /** The bytes of a file, as they come. */
  async download(path: string): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.#url}${path}`, {
      headers: { ...HTML, ...(cookie === '' ? {} : { Cookie: cookie }) },
    });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  }

  get formToken(): string {
    return /name="_csrf" value="([^"]*)"/.exec(this.#page)?.[1] ?? '';
  }

  async logIn(email: string, secret = password): Promise<Page> {
    await this.get('/connexion');
    return this.post('/connexion', { email, mot_de_passe: secret });
  }

  async #fetch(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...HTML, ...(cookie === '' ? {} : { Cookie: cookie }), ...init.headers };
    const response = await fetch(`${this.#url}${path}`, { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    const html = await response.text();
    if (html !== '') this.#page = html;
    return { status: response.status, headers: response.headers, html, location: response.headers.get('location') };
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

let accounts = 0;

/** Makes an account with these roles; its password is `password`. */
export async function makeAccount(instance: TestInstance, role: string): Promise<string> {
  const email = `essai-${++accounts}@ministere.example`;
  await instance.apie('compte', 'creer', '--email', email, '--mot-de-passe', password, '--role', role);
  return email;
}

/** Someone who has an account with this role, and has just logged in. */
export async function loggedIn(instance: TestInstance, role: string): Promise<Visitor> {
  const visitor = new Visitor(instance.url);
  await visitor.logIn(await makeAccount(instance, role));
  return visitor;
}
