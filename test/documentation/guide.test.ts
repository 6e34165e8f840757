import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadEndpoints } from '../../src/gateway/rooms.ts';
import { openGround } from '../../src/instance/ground.ts';
import { openGuide } from '../../src/instance/guide.ts';
import { providersOf } from '../../src/instance/providers.ts';
import { readConfig } from '../../src/platform/config.ts';
import { createLog } from '../../src/platform/observability/log.ts';
import { type GuidePage, readGuide } from '../../src/portal/shared/guide/guide.ts';
import { readNetwork } from '../../src/portal/shared/guide/network.ts';
import { fill } from '../../src/portal/shared/guide/template.ts';
import { durationWords, listWords } from '../../src/portal/shared/guide/words.ts';
import { places } from '../support/instance.ts';

const plan = { slug: 'a', path: '/documentation/a', title: 'A', question: 'A ?' };
const other = { slug: 'b', path: '/documentation/b', title: 'B', question: 'B ?' };
const head = (etape: string, ordre = 1) =>
  `---\ntitre: Un titre\netape: ${etape}\nordre: ${ordre}\nresume: Un résumé.\n---\n`;

/** A guide of these chapters, by the names of their files. */
function guideOf(files: Readonly<Record<string, string>>): GuidePage[] {
  const directory = mkdtempSync(join(tmpdir(), 'chapitres-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, `${name}.md`), text);
  const plans = Object.values(files).some((text) => text.includes('etape: b')) ? [plan, other] : [plan];
  return readGuide({ directory, plans, lookup: (name) => ({ oui: true, non: false, valeur: '42' })[name] });
}

const htmlOf = (pages: readonly GuidePage[]): string =>
  pages
    .flatMap(({ chapters }) => chapters.flatMap(({ sections }) => sections.map((it) => it.safeHeading + it.safeBody)))
    .join('');

describe('a text is filled', () => {
  const lookup = (name: string) => ({ oui: true, non: false, valeur: '42' })[name];

  it('with values, and the lines that hold', () => {
    const text =
      'a {{valeur}}\n{{#oui}}\nb\n{{/oui}}\n{{^oui}}\nc\n{{/oui}}\n{{#non}}\nd\n{{/non}}\n{{^non}}\ne\n{{/non}}\n';
    expect(fill(text, lookup, 'x')).toBe('a 42\nb\ne\n');
  });

  it.each([
    '{{inconnu}}',
    '{{oui}}',
    '{{#valeur}}\na\n{{/valeur}}\n',
    '{{#inconnu}}\na\n{{/inconnu}}\n',
    '{{}}',
  ])('or refused, by its name: %s', (text) => expect(() => fill(text, lookup, 'mon-chapitre')).toThrow(/mon-chapitre/));
});

describe('a guide', () => {
  it('leads an anchor to its page, wherever it is', () => {
    const html = htmlOf(
      guideOf({ un: `${head('a')}[vers](#deux) [ici](#partie)\n\n## Partie\n`, deux: `${head('b')}[vers](#partie)\n` }),
    );
    expect(html).toContain('href="/documentation/b#deux"');
    expect(html).toContain('href="#partie"');
    expect(html).toContain('href="/documentation/a#partie"');
  });

  it('shows raw HTML', () => {
    const html = htmlOf(guideOf({ un: `${head('a')}<script>x</script> <b onclick="z">\n` }));
    expect(html).not.toMatch(/<script|<b /);
    expect(html).toContain('&lt;script>x');
  });

  it('never begins a line with a sign of punctuation', () => {
    const html = htmlOf(guideOf({ un: `${head('a')}« Oui : **non** ; *a* ! » \`a : b\`\n` }));
    expect(html).toContain('«\u00A0Oui\u00A0: <strong>non</strong>\u00A0; <em>a</em>\u00A0!\u00A0»');
    expect(html).toContain('<code>a : b</code>');
  });

  it.each([
    ['a dead anchor', { un: `${head('a')}[x](#nulle-part)` }, /un.*#nulle-part/],
    ['a link to another scheme', { un: `${head('a')}[x](javascript:alert(1))` }, /un.*javascript/],
    ['an anchor taken twice', { un: `${head('a')}## X {#deux}\n`, deux: head('a', 2) }, /deux/],
    ['a page without a chapter', {}, /« a »/],
    ['two chapters of one rank', { un: head('a'), deux: head('a') }, /« a »/],
    ['an unknown page', { un: head('c') }, /un.*étape inconnue : c/],
    ['an unknown value', { un: `${head('a')}{{rien}}` }, /un.*rien/],
    ['a table without a caption', { un: `${head('a')}| a |\n|---|\n| b |\n` }, /légende/],
    ['no head', { un: 'texte' }, /un.*en-tête/],
    ['a head that is not whole', { un: '---\ntitre: X\n---\n' }, /un.*etape/],
    ['a head that cannot be read', { un: '---\ntitre: a: b\n---\n' }, /un.*illisible/],
  ])('refuses to start on %s', (_what, files, sentence) => {
    expect(() => guideOf(files)).toThrow(sentence);
  });
});

describe('the network', () => {
  const fileOf = (text: string): string => {
    const file = join(mkdtempSync(join(tmpdir(), 'reseau-')), 'reseau.json');
    writeFileSync(file, text);
    return file;
  };

  it.each([
    '',
    '{}',
    '{"noms":[],"adresses":["1.2.3.4"],"autorites":[],"tls_minimum":"1.2"}',
  ])('is refused, by its file, when it is %j', (text) =>
    expect(() => readNetwork(fileOf(text))).toThrow(/reseau\.json/));

  it('out of the sandbox, the guide says nothing of it, and the network that is declared', async () => {
    const endpoints = await loadEndpoints(places.endpoints);
    const file = fileOf(
      JSON.stringify({
        noms: ['api.ministere.example'],
        adresses: [{ adresse: '198.51.100.7', usage: 'API' }],
        autorites: [{ nom: 'Autorité Z', usage: 'API', empreinte: 'AA:BB' }],
        tls_minimum: '1.3',
      }),
    );
    const config = readConfig(
      { NETWORK_FILE: file, VAR_DIR: mkdtempSync(join(tmpdir(), 'var-')) },
      providersOf(endpoints),
    );
    const real = { ...config, sandbox: false, strictTraceability: true, publicUrl: 'https://api.ministere.example' };
    const ground = openGround({ config: real, endpoints, places, log: createLog('error', () => undefined) });
    const { documentation, developers } = openGuide(ground, 'curl VOTRE_JETON');
    const html = htmlOf([...documentation, developers]);
    for (const said of ['198.51.100.7', 'Autorité Z', 'AA:BB', 'TLS 1.3', 'est refusé (422).'])
      expect(html).toContain(said);
    for (const hidden of ['Cette instance est un bac à sable', 'un exemple</strong>', 'HTTP simple', 'cette tolérance'])
      expect(html).not.toContain(hidden);
  });

  it('ships as an example, and says so', () =>
    expect(readNetwork(resolve(import.meta.dirname, '../../config/reseau.json')).exemple).toBe(true));
});

describe('words', () => {
  it.each([
    [1, '1 seconde'],
    [60, '60 secondes'],
    [90, '90 secondes'],
    [300, '5 minutes'],
    [3600, '1 heure'],
    [43_200, '12 heures'],
    [86_400, '24 heures'],
    [604_800, '7 jours'],
  ])('%d seconds are « %s »', (seconds, words) => expect(durationWords(seconds)).toBe(words));

  it('lists end with « et »', () => expect(listWords(['a', 'b', 'c'])).toBe('a, b et c'));
});
