import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.1 A and AA, RGAA, and what the tool's authors advise. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'RGAAv4', 'best-practice'];

interface Apart {
  /** A part that is not ours. */
  readonly exclude?: string;
  /** Rules that it alone breaks. */
  readonly rules?: readonly string[];
}

/** What axe reproaches this page with, in its present state. */
export async function axeFaults(page: Page, { exclude, rules = [] }: Apart = {}): Promise<string[]> {
  await page.evaluate(axe.source);
  const target = exclude === undefined ? 'document' : JSON.stringify({ exclude: [exclude] });
  const off = Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]));
  return runAxe(page, target, { runOnly: { type: 'tag', values: RULES }, rules: off }, ['violations']);
}

/** The texts whose colours are too near, or that axe is not sure of; to be asked after `axeFaults`. */
export function axeContrastFaults(page: Page): Promise<string[]> {
  return runAxe(page, 'document', { runOnly: { type: 'rule', values: ['color-contrast'] } }, [
    'violations',
    'incomplete',
  ]);
}

/** Only what is told leaves the page: all that axe says, of what passes too, takes longer to bring than to find. */
function runAxe(page: Page, target: string, options: object, kinds: readonly string[]): Promise<string[]> {
  const told = '({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" | ")';
  const asked = JSON.stringify({ ...options, resultTypes: kinds });
  const found = `${JSON.stringify(kinds)}.flatMap((kind) => results[kind])`;
  return page.evaluate<string[]>(`axe.run(${target}, ${asked}).then((results) => ${found}.map(${told}))`);
}
