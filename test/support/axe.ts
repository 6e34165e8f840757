import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** WCAG 2.1 A and AA, RGAA, and what the tool's authors advise. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'RGAAv4', 'best-practice'];

interface Findings {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe reproaches this page with, in its present state. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = JSON.stringify({ runOnly: { type: 'tag', values: RULES } });
  const { violations } = await page.evaluate<Findings>(`axe.run(document, ${options})`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
