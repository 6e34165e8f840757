import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOuverture, type OuvertureDeLiens } from '../../src/jetons/transmission/ouverture.ts';
import { createLienOwner } from '../../src/jetons/transmission/proprietaire.ts';
import { createTransmission, type Transmission } from '../../src/jetons/transmission/transmission.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { openTest, startEmbedded, type TestDatabase } from '../../src/records/databases.fixture.ts';
import { insertJetons } from '../../src/records/jetons.ts';
import type { JetonDeCompte } from '../../src/records/jetons-de-compte.ts';
import type { Schema } from '../../src/records/schema.ts';
import { handClock } from '../support/deliveries.ts';
import { donneesOfRooms, officeOn, PUBLIC_URL, type Someone, someone } from '../support/demande-suivie.ts';

const VALUE = 'la valeur du jeton';
const HOURS_4_MS = 4 * 3_600_000;
const FROM = '198.51.100.7';

let server: TestDatabase;
let base: Database<Schema>;
let clock: ReturnType<typeof handClock>;
let transmission: Transmission;
let ouverture: OuvertureDeLiens;
let alix: Someone;
let ines: Someone;
let office: ReturnType<typeof officeOn>;
/** What is added to the clock, in milliseconds. */
let shift = 0;

beforeAll(async () => {
  server = await startEmbedded();
  base = await openTest(server);
  clock = handClock();
  const now = { now: () => clock.now() + shift };
  office = officeOn(base.db, now, await donneesOfRooms());
  alix = await someone(base.db, 'demandeur', 'Alix');
  ines = await someone(base.db, 'instructeur', 'Ines');
  const options = { db: base.db, clock: now, publicUrl: PUBLIC_URL };
  transmission = createTransmission(options);
  ouverture = createOuverture({ ...options, valeurDe: () => VALUE });
}, 60_000);
afterAll(async () => {
  await base.close();
  await server.stop();
});

/** A token of Alix, granted now. */
async function granted(): Promise<JetonDeCompte> {
  const id = await office.sent(alix);
  await office.act(id, ines, 'valider');
  const { jti } = await base.db
    .selectFrom('jetons')
    .innerJoin('habilitations', 'habilitations.id', 'jetons.habilitation')
    .select('jti')
    .where('habilitations.demande', '=', id)
    .executeTakeFirstOrThrow();
  const found = await transmission.jeton(alix.id, jti);
  if (found === null) throw new Error('the token is not hers');
  return found.jeton;
}

const send = (jeton: JetonDeCompte, email: string) => transmission.envoyer(jeton, alix, { email, nom: '' });

async function keyOf(jeton: JetonDeCompte, email: string): Promise<string> {
  const { contenu } = await base.db
    .selectFrom('envois')
    .innerJoin('liens_de_jetons', (join) => join.onTrue())
    .select('envois.contenu')
    .whereRef('envois.destination', '=', 'liens_de_jetons.email')
    .where('liens_de_jetons.jti', '=', jeton.jti)
    .where('envois.cle', 'like', 'jeton:lien:%')
    .where('envois.destination', '=', email)
    .orderBy('envois.cree_le', 'desc')
    .executeTakeFirstOrThrow();
  const text: unknown = Reflect.get(Object(contenu), 'text');
  return /\/jeton\/(\S+)/.exec(String(text))?.[1] ?? '';
}

const rows = (jeton: JetonDeCompte) =>
  base.db.selectFrom('liens_de_jetons').selectAll().where('jti', '=', jeton.jti).orderBy('cree_le').execute();

describe('a link that hands a token over', () => {
  it('opens until the last millisecond of its four hours, and not at the four hours', async () => {
    const jeton = await granted();
    await send(jeton, 'heure@mairie.example');
    const key = await keyOf(jeton, 'heure@mairie.example');
    shift += HOURS_4_MS - 1000;
    expect((await ouverture.lire(key)).etat).toBe('ouvert');
    shift += 999;
    expect(await ouverture.afficher(key, FROM)).toMatchObject({ etat: 'ouvert', valeur: VALUE });
    shift += 1;
    for (const seen of [await ouverture.lire(key), await ouverture.afficher(key, FROM)])
      expect(seen).toMatchObject({ etat: 'fini', pourquoi: 'expire' });
    const [row] = await rows(jeton);
    expect(await createLienOwner({ now: () => clock.now() + shift }).wants(base.db, row?.id ?? '')).toBe(false);
  });

  it('keeps the print of its key alone', async () => {
    const jeton = await granted();
    await send(jeton, 'empreinte@mairie.example');
    const key = await keyOf(jeton, 'empreinte@mairie.example');
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
    expect(JSON.stringify(await rows(jeton))).not.toContain(key);
  });

  it('is the only one of its address, however many are asked for at once', async () => {
    const jeton = await granted();
    await Promise.all([1, 2, 3].map(() => send(jeton, 'trois@mairie.example')));
    const made = await rows(jeton);
    expect(made.map(({ clos_par }) => clos_par ?? 'vivant').sort()).toEqual(['remplace', 'remplace', 'vivant']);
  });

  it('opened twice at once tells the requester once', async () => {
    const jeton = await granted();
    await send(jeton, 'deux@mairie.example');
    const key = await keyOf(jeton, 'deux@mairie.example');
    await Promise.all([ouverture.afficher(key, FROM), ouverture.afficher(key, FROM)]);
    const [row] = await rows(jeton);
    const told = await base.db
      .selectFrom('envois')
      .select('destination')
      .where('cle', '=', `jeton:lien:${row?.id}:vue`)
      .execute();
    const views = await base.db.selectFrom('affichages_de_jetons').select('id').where('jti', '=', jeton.jti).execute();
    expect([told.map(({ destination }) => destination), views.length]).toEqual([[alix.email], 2]);
  });

  it('shows the token a hundred times, and then no more', async () => {
    const jeton = await granted();
    await send(jeton, 'cent@mairie.example');
    const key = await keyOf(jeton, 'cent@mairie.example');
    for (let view = 0; view < 100; view++) expect((await ouverture.afficher(key, FROM)).etat).toBe('ouvert');
    expect((await ouverture.afficher(key, FROM)).etat).toBe('trop');
  });

  it('is one of twenty in a day at most, the oldest making room a day after it was sent', async () => {
    const jeton = await granted();
    const first = clock.now() + shift;
    for (let rank = 0; rank < 20; rank++) {
      expect((await send(jeton, 'vingt@mairie.example')).issue).toBe('envoye');
      shift += 60_000;
    }
    const reprise = new Date(first + 24 * 3_600_000);
    expect(await send(jeton, 'vingt@mairie.example')).toEqual({ issue: 'trop', limite: 'jour', reprise });
    shift = reprise.getTime() - clock.now() - 1;
    expect((await send(jeton, 'vingt@mairie.example')).issue).toBe('trop');
    shift += 1;
    expect((await send(jeton, 'vingt@mairie.example')).issue).toBe('envoye');
    expect((await send(jeton, 'vingt@mairie.example')).issue).toBe('trop');
  });

  it('opens nothing once its token has another in its place, or whoever sent it is kept out of his account', async () => {
    const [jeton, other] = [await granted(), await granted()];
    await send(jeton, 'relais@mairie.example');
    const key = await keyOf(jeton, 'relais@mairie.example');
    const set = (remplace_par: string | null) =>
      base.db.updateTable('jetons').set({ remplace_par }).where('jti', '=', jeton.jti).execute();
    await set(other.jti);
    expect(await ouverture.lire(key)).toMatchObject({ etat: 'fini', pourquoi: 'jeton_remplace' });
    await set(null);
    const desactive = (le: Date | null) =>
      base.db.updateTable('comptes').set({ desactive_le: le }).where('id', '=', alix.id).execute();
    await desactive(new Date(clock.now()));
    expect(await ouverture.afficher(key, FROM)).toMatchObject({ etat: 'fini', pourquoi: 'revoque' });
    await desactive(null);
    expect((await ouverture.lire(key)).etat).toBe('ouvert');
  });

  it('follows the request: handed to a colleague, he alone sends and hears of links, and those sent still work', async () => {
    const jeton = await granted();
    await send(jeton, 'suite@mairie.example');
    const key = await keyOf(jeton, 'suite@mairie.example');
    const zoe = await someone(base.db, 'demandeur', 'Zoe');
    await office.act(jeton.demande, alix, 'transferer', { destinataire: zoe.id });
    expect(await transmission.jeton(alix.id, jeton.jti)).toBeNull();
    expect(await send(jeton, 'apres@mairie.example')).toEqual({ issue: 'fini' });
    expect((await transmission.jeton(zoe.id, jeton.jti))?.ouvre).toBe(true);
    expect(await ouverture.afficher(key, FROM)).toMatchObject({ etat: 'ouvert', demandeur: { email: zoe.email } });
    const [row] = await rows(jeton);
    const told = await base.db
      .selectFrom('envois')
      .select('destination')
      .where('cle', '=', `jeton:lien:${row?.id}:vue`)
      .executeTakeFirst();
    expect(told?.destination).toBe(zoe.email);
  });

  it('is of a request: a token made by command is nobody’s to hand over', async () => {
    const jti = randomUUID();
    const dates = {
      cree_le: new Date(clock.now()),
      expire_le: new Date(clock.now() + 1e12),
      revoque_le: null,
      banni_le: null,
    };
    await insertJetons(base.db, [{ jti, uid: alix.id, sujet: 'commande', roles: [], usage: 'protege', ...dates }]);
    expect(await transmission.jeton(alix.id, jti)).toBeNull();
  });
});
