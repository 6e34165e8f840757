import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.1 A and AA, RGAA, and what the tool's authors advise. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'RGAAv4', 'best-practice'];

interface Findings {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

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
  const options = JSON.stringify({ runOnly: { type: 'tag', values: RULES }, rules: off });
  const { violations } = await page.evaluate<Findings>(`axe.run(${target}, ${options})`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
