import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLectureDeJetons, type LectureDeJetons } from '../../src/jetons/fiche/lecture.ts';
import { createTransmission } from '../../src/jetons/transmission/transmission.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { openTest, startEmbedded, type TestDatabase } from '../../src/records/databases.fixture.ts';
import { revokeJeton } from '../../src/records/jetons.ts';
import { jetonsDeCompte } from '../../src/records/jetons-de-compte.ts';
import type { Schema } from '../../src/records/schema.ts';
import { handClock } from '../support/deliveries.ts';
import { donneesOfRooms, officeOn, PUBLIC_URL, type Someone, someone } from '../support/demande-suivie.ts';

const DAY = 24 * 60;

let server: TestDatabase;
let base: Database<Schema>;
let jetons: LectureDeJetons;
let alix: Someone;
/** Fourteen tokens, granted a day after the other. */
let made: string[];
const clock = handClock();

beforeAll(async () => {
  server = await startEmbedded();
  base = await openTest(server);
  const office = officeOn(base.db, clock, await donneesOfRooms());
  alix = await someone(base.db, 'demandeur', 'Alix');
  const ines = await someone(base.db, 'instructeur', 'Ines');
  jetons = createLectureDeJetons({ db: base.db, clock, valeurDe: () => 'valeur' });
  for (let rank = 0; rank < 14; rank++) {
    await office.act(await office.sent(alix), ines, 'valider');
    clock.forward(DAY);
  }
  made = (await jetonsDeCompte(base.db, alix.id)).map(({ jti }) => jti).reverse();
}, 60_000);
afterAll(async () => {
  await base.close();
  await server.stop();
});

const shown = async (page: number) => (await jetons.deCompte(alix.id, page)).cartes.map(({ jeton }) => jeton.jti);

describe('the list of one’s tokens', () => {
  it('comes by pages of ten, the nearest to its end first, those that have ended last', async () => {
    await revokeJeton(base.db, made[0] ?? '', clock.date());
    clock.forward(1);
    await revokeJeton(base.db, made[1] ?? '', clock.date());
    expect(await shown(1)).toEqual(made.slice(2, 12));
    expect(await shown(2)).toEqual([...made.slice(12), made[1], made[0]]);
    expect(await jetons.deCompte(alix.id, 9)).toMatchObject({ page: 2, pages: 2, vivants: 12, finis: 2 });
  });

  it('counts the calls of seven days of Paris, today included, and the failures among them', async () => {
    const [, , jti = ''] = made;
    const now = clock.date();
    const day = (ago: number) => new Date(now.getTime() - ago * 86_400_000).toISOString().slice(0, 10);
    const seen = { jti, adresse: '198.51.100.7', refus_429: 0, premier_le: now, dernier_le: now };
    await base.db
      .insertInto('adresses_de_jetons')
      .values([
        { ...seen, jour: day(7), appels: 1000 },
        { ...seen, jour: day(6), appels: 60 },
        { ...seen, jour: day(0), appels: 40 },
        { ...seen, jour: day(0), appels: 1, adresse: '198.51.100.8' },
      ])
      .execute();
    const failed = { jti, endpoint: 'entreprises', adresse: '198.51.100.7' };
    const at = (ago: number) => new Date(Math.floor((now.getTime() - ago * 86_400_000) / 60_000) * 60_000);
    await base.db
      .insertInto('echecs_de_jetons')
      .values([
        { ...failed, minute: at(7), statut: 502, nombre: 500 },
        { ...failed, minute: at(6), statut: 502, nombre: 3 },
        { ...failed, minute: at(0), statut: 504, nombre: 1 },
        { ...failed, minute: at(0), statut: 429, nombre: 9 },
      ])
      .execute();
    const fiche = await jetons.fiche(alix.id, jti);
    expect(fiche?.usage).toEqual({ jti, parJour: [60, 0, 0, 0, 0, 0, 41], appels: 101, pannes: 4, dernierLe: now });
  });

  it('shows no value of a token that has ended, nor keeps that it did', async () => {
    const [ended = '', , live = ''] = made;
    expect(await jetons.afficher(alix.id, ended, '198.51.100.7')).toBeNull();
    expect(await jetons.afficher(alix.id, live, '198.51.100.7')).toBe('valeur');
    expect((await jetons.fiche(alix.id, ended))?.affichages.nombre).toBe(0);
    expect((await jetons.fiche(alix.id, live))?.affichages).toMatchObject({
      nombre: 1,
      derniers: [{ par: 'Alix Martin', destinataire: null, adresse: '198.51.100.7' }],
    });
  });

  it('of links says whose mail was lost', async () => {
    const [, , jti = ''] = made;
    const transmission = createTransmission({ db: base.db, clock, publicUrl: PUBLIC_URL });
    const found = await transmission.jeton(alix.id, jti);
    if (found === null) throw new Error('the token is not hers');
    await transmission.envoyer(found.jeton, alix, { email: 'perdu@mairie.example', nom: '' });
    expect((await transmission.liens(jti, 1)).liens).toMatchObject([{ perdu_le: null, auteur: 'Alix Martin' }]);
    await base.db
      .updateTable('envois')
      .set({ refuse_le: clock.date() })
      .where('destination', '=', 'perdu@mairie.example')
      .execute();
    expect((await transmission.liens(jti, 1)).liens).toMatchObject([{ perdu_le: clock.date() }]);
  });
});
