import type { TestInstance } from './instance.ts';

/** Someone logged in, as a browser would be. */
export interface Operator {
  /** The session, as a `Cookie` header. */
  readonly cookie: string;
  get(path: string): Promise<Response>;
  /** Sends a form, with what makes it ours; a value may be given several times. */
  post(path: string, values: Readonly<Record<string, string | readonly string[]>>): Promise<Response>;
}

const page = { Accept: 'text/html' };

/** Makes an account with these roles, and logs in. */
export async function logIn(instance: TestInstance, role = 'administrateur'): Promise<Operator> {
  const email = `${role}-${Date.now()}@interne.example`;
  const password = 'quatre mots sans lien';
  await instance.apie('compte', 'creer', '--email', email, '--role', role, '--mot-de-passe', password);
  const form = await fetch(`${instance.url}/connexion`, { headers: page });
  const entered = await fetch(`${instance.url}/connexion`, {
    method: 'POST',
    redirect: 'manual',
    headers: page,
    body: new URLSearchParams({ email, mot_de_passe: password, _csrf: tokenOf(await form.text()) }),
  });
  const cookie = (entered.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  const headers = { ...page, Cookie: cookie };
  const token = tokenOf(await (await fetch(`${instance.url}/compte`, { headers })).text());
  return {
    cookie,
    get: (path) => fetch(`${instance.url}${path}`, { headers, redirect: 'manual' }),
    post: (path, values) => {
      const body = new URLSearchParams({ _csrf: token });
      for (const [name, value] of Object.entries(values)) for (const one of [value].flat()) body.append(name, one);
      return fetch(`${instance.url}${path}`, { method: 'POST', redirect: 'manual', headers, body });
    },
  };
}

function tokenOf(html: string): string {
  return /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? '';
}
