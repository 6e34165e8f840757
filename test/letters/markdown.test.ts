import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hrefFrom, idOfSlug, letterSlug } from '../../src/letters/addresses.ts';
import { letterHtml } from '../../src/letters/letter-html.ts';
import { composeLetter } from '../../src/letters/letter-mail.tsx';
import { letterText } from '../../src/letters/letter-text.ts';
import { letterProse } from '../../src/portal/shared/letter-prose.ts';
import { htmlFaults } from '../support/html.ts';

const PUBLIC = 'https://entreprise.example';
const hrefOf = hrefFrom(PUBLIC);
const faces = {
  courriel: (markdown: string) => letterHtml(markdown, hrefOf),
  page: (markdown: string) => letterProse(markdown, PUBLIC),
};

/** What a browser would obey that no letter may hold. */
const OBEYED =
  /<(?!\/?(?:p|h[1-6]|ul|ol|li|a|strong|em|del|code|pre|blockquote|hr|br|div|span|section|table|caption|thead|tbody|tr|th|td)[\s>/])[a-z!/]/i;
/** A tag, its values left out. */
const tagsOf = (html: string) =>
  html.match(/<[a-z](?:"[^"]*"|[^">])*>/gi)?.map((tag) => tag.replace(/"[^"]*"/g, '')) ?? [];
const obeys = (html: string) =>
  OBEYED.test(html) || tagsOf(html).some((tag) => /[\s/]on\w*/i.test(tag) || tag.includes("'"));

function addresses(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src|action|formaction|xlink:href)\s*=\s*"([^"]*)"/g)].map(([, to = '']) => to);
}

const attacks = [
  '<script>alert(1)</script>',
  'mot <img src=x onerror=alert(1)> mot',
  '<svg/onload=alert(1)>',
  '[clic](javascript:alert(1))',
  '[clic](JaVaScRiPt:alert(1))',
  '[clic](java&#115;cript:alert(1))',
  '[clic](&#x6A;avascript:alert(1))',
  '[clic](data:text/html;base64,PHNjcmlwdD4=)',
  '[clic](vbscript:msgbox)',
  '[clic](//ailleurs.example)',
  '[clic](/\\ailleurs.example)',
  '[clic](https://a.example/"onmouseover="alert(1))',
  '[clic](https://a.example "x\\" onmouseover=alert(1) ")',
  '![suivi](https://pisteur.example/pixel.gif)',
  '![" onerror="alert(1)](x)',
  '<a href="javascript:alert(1)">clic</a>',
  '`<script>alert(1)</script>`',
  '```\n</code></pre><script>alert(1)</script>\n```',
  '```"><script>alert(1)</script>\nx\n```',
  '| <script>a</script> | b |\n|---|---|\n| <img src=x onerror=a> | `</td><script>` |',
  '# <img src=x onerror=alert(1)>',
  '- <iframe src="https://ailleurs.example"></iframe>',
  '<style>body{display:none}</style>',
  '<!-- --><form action=https://ailleurs.example><input name=mot>',
  '[ref]: javascript:alert(1)\n\n[clic][ref]',
  '<javascript:alert(1)>',
  'a <script> <svg/onload=alert(1)> </script>',
  '- a <pre> <svg/onload=alert(1)>\n- <svg/onload=alert(1)>',
  '# [a](<https://a.example/\\> onfocus=alert(1) y=>)',
  '# [a](https://a.example/&gt;onfocus=alert(1))',
  '# `"` onfocus=alert(1) `<b "`',
  '[clic](mailto:a@b.example">x)',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
];

describe.each(Object.entries(faces))('a letter, as %s', (_, write) => {
  it.each(attacks)('shows and does not obey %s', (markdown) => {
    const html = write(markdown);
    expect([html, obeys(html)]).toEqual([html, false]);
    for (const to of addresses(html)) expect(to).toMatch(/^(?:https?:\/\/|mailto:|\/(?![/\\])|#)/);
    expect(addresses(html).filter((to) => to.includes('pisteur'))).toEqual([]);
    expect(htmlFaults(html)).toEqual([]);
  });

  it('never obeys what is typed, whatever it is', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(...attacks, '<', '>', '"', "'", '](', '\n', '\n\n', '> ', '- ', '**', '`', '&'),
        fc.string(),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(pieces, (typed) => {
        const html = write(typed.join(''));
        return !obeys(html) && addresses(html).every((to) => !/^\s*(?:javascript|data|vbscript):/i.test(to));
      }),
      { numRuns: 2000 },
    );
  });

  it('begins its headings under the title, skipping none', () => {
    const levels = [...write('### A\n\n##### B\n\n### C\n\n#### D\n').matchAll(/<h(\d)/g)].map(([, level]) => level);
    expect(levels).toEqual(['2', '3', '2', '3']);
  });
});

describe('links of a letter', () => {
  it('lead to the web, to a mail address, or to a page of ours, in full from a mail', () => {
    const markdown = '[a](/catalogue) [b](http://b.example/) [c](mailto:c@d.example) [d](#ici) [e](page)';
    expect(addresses(faces.courriel(markdown))).toEqual([
      `${PUBLIC}/catalogue`,
      'http://b.example/',
      'mailto:c@d.example',
    ]);
    expect(addresses(faces.page(markdown))).toEqual(['/catalogue', 'http://b.example/', 'mailto:c@d.example']);
  });
});

describe('the text of a letter', () => {
  it('says all that its HTML does, without a mark', () => {
    const markdown = [
      '## Nouveautés',
      'Du **gras**, de l’*italique*, du `code` et [un lien](/catalogue).  \nPuis <https://b.example>, x@y.example &amp; « fin ».',
      '1. un\n2. deux\n   - sous [lien](https://c.example)\n- [x] fait',
      '> cité\n> encore',
      '```\nligne 1\n  ligne 2\n```',
      '| Champ | Type |\n|---|---|\n| `siren` | texte |\n| nom | **fort** |',
      '---',
      '![un schéma](x.png)',
    ].join('\n\n');
    expect(letterText(markdown, hrefOf)).toBe(
      `Nouveautés
==========

Du gras, de l’italique, du code et un lien (${PUBLIC}/catalogue).
Puis https://b.example, x@y.example & «\u00a0fin\u00a0».

1. un
2. deux
   - sous lien (https://c.example/)

- [x] fait

> cité
> encore

    ligne 1
      ligne 2

- Champ : siren
  Type : texte
- Champ : nom
  Type : fort

---

un schéma`,
    );
  });
});

describe('a whole mail', () => {
  const letter = {
    id: 7,
    genre: 'techlettre',
    titre: 'L’été <b>',
    resume: 'Un "résumé" & plus.',
    corps: 'Bonjour.',
  } as const;
  const composed = composeLetter(letter, { service: 'API <Entreprise>', publicUrl: PUBLIC });

  it('gives each recipient his own way out, and the same words', () => {
    const links = {
      preferences: `${PUBLIC}/infolettres/preferences/k$&1`,
      leaving: `${PUBLIC}/infolettres/preferences/k/desinscription/techlettre`,
    };
    const mail = composed.mail('a@mairie.example', links);
    expect(mail.subject).toBe('[Techlettre] L’été <b>');
    expect(mail.html).toContain('L’été &lt;b>');
    expect(mail.html).not.toMatch(/<img|<script|<link|src=|class=|@import|url\(/);
    expect(htmlFaults(mail.html ?? '')).toEqual([]);
    for (const face of [mail.text, mail.html]) {
      expect(face).toContain(links.preferences);
      expect(face).toContain(`${PUBLIC}/infolettres/archives/l-ete-b-7`);
    }
    expect(mail.headers).toEqual({
      'List-Unsubscribe': `<${links.leaving}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': '<techlettre.entreprise.example>',
    });
  });

  it('has an address found by its number, whatever its words', () => {
    expect(letterSlug({ id: 12, titre: 'Nouveautés de l’été 2027 !' })).toBe('nouveautes-de-l-ete-2027-12');
    expect(letterSlug({ id: 12, titre: '???' })).toBe('12');
    expect(['a-b-12', '12', 'x', '12x', '-12', '99999999999'].map(idOfSlug)).toEqual([12, 12, null, null, 12, null]);
  });
});
