import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Provider } from '../src/core/provider.ts';
import { loadEndpoints } from '../src/gateway/rooms.ts';
import { providersOf } from '../src/instance/providers.ts';
import { endVariable } from '../src/platform/config-forms.ts';
import { type Variable, variables } from '../src/platform/config-variables.ts';

/** The text of .env.example: every variable that the platform and its providers read, with what it is for. */
export function envExample(providers: readonly Provider<unknown>[]): string {
  const general: readonly Variable[] = variables;
  const lines = [
    '# Made by `npm run env-example` from the code. Everything is optional: without it, an embedded or simulated part.',
    '',
  ];
  for (const { name, purpose, byDefault, secret } of general) {
    lines.push(`# ${purpose}${secret ? ` (ou ${name}_FILE)` : ''}`, `#${name}=${byDefault}`);
  }
  for (const { name, settings } of [...providers].sort((a, b) => a.slug.localeCompare(b.slug))) {
    lines.push('', `# --- ${name} ---`);
    for (const { variable, purpose, kind, optional, values = [], dialects = [] } of Object.values(settings)) {
      const notes = [
        kind === 'credential' ? `ou ${variable}_FILE` : '',
        optional ? 'facultatif' : '',
        dialects.map((dialect) => `${settings['dialect']?.variable}=${dialect}`).join(' ou '),
        values.join(' ou '),
      ];
      const noted = notes.filter((note) => note !== '').join(' ; ');
      lines.push(`# ${purpose}${noted === '' ? '' : ` (${noted})`}`, `#${variable}=${values[0] ?? ''}`);
    }
    const { url } = settings;
    if (url !== undefined && Object.values(settings).some(({ kind }) => kind === 'credential' || kind === 'file'))
      lines.push(
        '# Dernier jour de ces accès (AAAA-MM-JJ), rappelé avant (facultatif)',
        `#${endVariable(url.variable)}=`,
      );
  }
  return `${lines.join('\n')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = resolve(import.meta.dirname, '..');
  const endpoints = await loadEndpoints(resolve(root, 'src/endpoints'));
  writeFileSync(resolve(root, '.env.example'), envExample(providersOf(endpoints)));
}
