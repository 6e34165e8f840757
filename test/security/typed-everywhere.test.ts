import { parse } from 'csv-parse/sync';
import { XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserOn } from '../support/browser.ts';
import { chromiumPath } from '../support/chromium.ts';
import { linkIn, mailsOf, mailsTo } from '../support/mails.ts';
import { turnOnFactor } from '../support/people.ts';
import { ends, formsOf, type Hand, isHtml, kindOf, pagesFor, type Read, typeEverywhere } from './hand.ts';
import { dumpOf, type KeptRow } from './kept-rows.ts';
import { MARK, readerIn } from './read-pages.ts';
import { ELSEWHERE, type Letter, people, pirate, subject } from './scene.ts';
import { type Invitations, invite, openStage, type Role, type Stage } from './stage.ts';
import { everything, smuggled } from './typing.ts';

const readers = ['v', 'p', 'c', 'e', 'm', 't', 'r', 'i', 'a'] as const satisfies readonly Role[];
const SUBSCRIBER = 'abonne@mairie.example';

describe.skipIf(chromiumPath === undefined)('what is typed in every field of every form', { timeout: 120_000 }, () => {
  let stage: Stage;
  let invitations: Invitations;
  let read: Read;
  let hand: Hand;
  const visit = browserOn(() => stage.instance.url);

  beforeAll(async () => {
    stage = await openStage();
    invitations = await invite(stage);
    read = readerIn(await visit('/plan-du-site'));
    await subscribe();
    // Companies are looked up by who has given a second proof.
    await turnOnFactor(stage.instance, stage.as.p);
    hand = await typeEverywhere(stage, invitations, read);
  }, 240_000);
  afterAll(() => stage.stop());

  async function subscribe(): Promise<void> {
    const { v } = stage.as;
    await v.get('/abonnements');
    await v.send('/abonnements', new URLSearchParams({ _csrf: v.formToken, email: SUBSCRIBER, service: 'tous' }));
    await v.post(linkIn((await mailsTo(stage.instance, SUBSCRIBER)).at(-1), '/abonnements/confirmation/'), {});
  }

  it('would be seen acting, were it written in a page as it is', async () => {
    const { faults } = await read(`<p>${everything('M0M')}</p><a href=" JavaScript:alert(1)" onfocus="alert(1)">x</a>`);
    expect(faults).toEqual([
      'what was typed is an element',
      `${MARK} has onclick`,
      'img has onerror',
      'a leads to  JavaScript:alert(1)',
      'a has onfocus',
    ]);
  });

  it('is sent by each of them, and breaks none', () => {
    expect(hand.broken).toEqual([]);
    const forms = formsOf(stage, invitations).map(({ path }) => path);
    expect(forms.filter((path) => !ends.test(path) && !hand.sent.has(kindOf(path)))).toEqual([]);
  });

  it('acts in no answer to a form', () => expect(hand.faults).toEqual([]));

  it('acts in no page of anyone, nor breaks out of a feed, a calendar or a file', async () => {
    const faults: string[] = [];
    let marked = 0;
    for (const role of readers) {
      const known = new Set(pagesFor(role, stage, invitations));
      for (const path of known) {
        const page = await stage.as[role].get(path);
        if (page.html.includes(MARK)) marked++;
        const type = page.headers.get('content-type') ?? '';
        const { faults: found, links } = isHtml(page)
          ? await read(page.html)
          : { faults: faultsOfFile(type, page.html), links: [] };
        faults.push(...found.map((fault) => `${role} ${path}: ${fault}`));
        // Pages that were not there before: a set goes on with what is added to it.
        if (page.status === 200) for (const link of links) if (isFollowed(link, role)) known.add(link);
      }
    }
    expect(faults).toEqual([]);
    expect(marked).toBeGreaterThan(200);
  });

  it('acts in no mail, and adds nobody to its readers', async () => {
    const mails = await mailsOf(stage.instance);
    expect(mails.filter(({ subject: title, text }) => `${title} ${text}`.includes(MARK)).length).toBeGreaterThan(30);
    const faults: string[] = [];
    for (const { subject: title, html, headers } of mails) {
      if (typeof html === 'string') faults.push(...(await read(html)).faults.map((fault) => `${title}: ${fault}`));
      for (const name of ['to', 'cc', 'bcc', 'reply-to'])
        if (JSON.stringify(headers.get(name) ?? '').includes('cible@')) faults.push(`${title}: ${name}`);
    }
    expect(faults).toEqual([]);
  });

  describe('once the instance is stopped', () => {
    let rows: readonly KeptRow[];
    beforeAll(async () => {
      await stage.halt();
      rows = await dumpOf(stage.scene.folder);
    });
    const rowsOf = <Row>(table: string): Row[] =>
      rows.filter((one) => one.table === table).map(({ row }) => JSON.parse(row));

    it('is in the database, where it is a text: the pages above have shown it', () => {
      const kept = rows.map(({ row }) => row).join('\n');
      const reached = new Set(hand.marks.filter(({ number }) => kept.includes(number)).map(({ where }) => where));
      const missed = new Set(hand.marks.map(({ where }) => where).filter((where) => !reached.has(where)));
      expect([...missed].filter((where) => !notATextKept.some((pattern) => pattern.test(where)))).toEqual([]);
      expect(reached.size).toBeGreaterThan(80);
    });

    it('comes with nothing else: a field that a form has not is kept by none', () => {
      const values = [...Object.values(smuggled), smuggled.date.slice(0, 10), stage.scene.pirate];
      const found = values.flatMap((value) =>
        rows.filter(({ row }) => row.includes(value)).map((one) => ({ value, ...one })),
      );
      // The pirate has his account, and nothing else is his.
      expect(found.map(({ table, value }) => [table, value])).toEqual([['comptes', stage.scene.pirate]]);
      expect(found[0]?.row).toContain(pirate);
    });

    it('gives nobody a role, a proof, an organisation or a right', () => {
      const comptes = rowsOf<{ id: string; email: string; roles: string[] }>('comptes');
      const rolesOf = (letter: Letter) => comptes.find(({ email }) => email === people[letter].email)?.roles;
      const all = (['p', 'c', 'n', 'e', 'm', 't', 'r', 'i', 'a'] as const).map(rolesOf);
      const roles = ['demandeur', 'demandeur', 'demandeur', 'demandeur', 'contact_metier', 'contact_technique'];
      expect(all.flat()).toEqual([...roles, 'rapporteur', 'instructeur', 'administrateur']);
      const others = comptes.filter(
        ({ email, roles: given }) => given.includes('administrateur') && email !== people.a.email,
      );
      expect(others.filter(({ email }) => email !== subject)).toEqual([]);

      const stranger = comptes.find(({ email }) => email === people.e.email)?.id;
      const there = rowsOf<{ siret: string | null; demandeur: string }>('demandes').filter(
        ({ siret }) => siret === ELSEWHERE,
      );
      expect(new Set(there.map(({ demandeur }) => demandeur))).toEqual(new Set([stranger]));
      const members = rowsOf<{ siret: string; compte: string }>('rattachements').filter(
        ({ siret }) => siret === ELSEWHERE,
      );
      expect(members.map(({ compte }) => compte)).toEqual([stranger]);

      const granted = rowsOf<{ demande: string; acte: string }>('demande_evenements').filter(
        ({ acte }) => acte === 'valider',
      );
      const grants = rowsOf<{ demande: string }>('habilitations').map(({ demande }) => demande);
      expect(grants.sort()).toEqual(granted.map(({ demande }) => demande).sort());
    });
  });
});

/** What is a number, a date, a mailbox or an identifier, or is kept by nothing of what a form with it does. */
const notATextKept: readonly RegExp[] = [
  /(?:email|telephone|siret|siren|debut|fin|fin_prevue|le|annee|depart|destinataire|appel_le|code|code_http|code_desactivation|jti|appels|identifiant|request_id)$/,
  /^\/demandes\/…\/(?:donnees-personnelles conservation_mois|projet (?:mise_en_production|pointe_par_minute|volume_annuel))$/,
  // Pressing « c'est moi » has taken its place.
  /^\/demandes\/…\/contacts delegue_protection_/,
  // Called, shown, and kept by nobody but the trace of the call.
  /^\/catalogue\/entreprises\/appel |^\/developpeurs\/bac-a-sable |^\/demonstrations\//,
  // An address that is none of ours is refused.
  /^\/abonnements url$/,
  // Whom a found token belongs to is warned; the text that held it is kept by nobody.
  /^\/jeton-trouve jeton$/,
  // A name that has signs goes into no mail of ours; a number that has them names no right.
  /^\/compte\/jetons\/…\/transmettre nom$|^\/editeur\/delegations numero$/,
  // Nobody has a second factor to be taken away.
  /second-facteur raison$/,
];

function isFollowed(link: string, role: Role): boolean {
  if (/^\/(?:compte|demandes|editeur|instruction|administration)\b/.test(link)) return true;
  return role === 'v' && /^\/(?:incidents|maintenances|bac-a-sable|infolettres|support)\b/.test(link);
}

/** What is wrong with what is no page. */
function faultsOfFile(type: string, text: string): readonly string[] {
  if (type.startsWith('application/atom+xml')) return XMLValidator.validate(text) === true ? [] : ['broken feed'];
  if (type.startsWith('application/json')) return [JSON.parse(text)].length === 1 ? [] : ['broken JSON'];
  if (type.startsWith('text/calendar')) return /^Bcc:/m.test(text) ? ['a line of its own'] : [];
  if (!type.startsWith('text/csv')) return [];
  const rows: string[][] = parse(text, { bom: true, delimiter: [';', ','], relax_column_count: true });
  return rows.flat().flatMap((cell) => (/^\s*[=+\-@]/.test(cell) ? [`a formula: ${cell}`] : []));
}
