import { expect } from 'vitest';

/** Asks the pages of an instance as a browser does, each once; fails when one is not served. */
export function askedOnce(urlOf: () => string): (path: string) => Promise<string> {
  const pages = new Map<string, Promise<string>>();
  return (path) => {
    const known = pages.get(path) ?? fetch(`${urlOf()}${path}`, { headers: { Accept: 'text/html' } }).then(textOf);
    pages.set(path, known);
    return known;
  };
}

async function textOf(response: Response): Promise<string> {
  expect([response.url, response.status]).toEqual([response.url, 200]);
  return response.text();
}
