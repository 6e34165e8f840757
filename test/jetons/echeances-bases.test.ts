import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../../src/core/refused.ts';
import { createAvis } from '../../src/jetons/echeances/avis.ts';
import { createCalendrier } from '../../src/jetons/echeances/calendrier.ts';
import { createProlongation } from '../../src/jetons/prolongation/prolongation.ts';
import type { Database } from '../../src/platform/database/open-database.ts';
import { avisDuJeton, avisEncoreDu, dropOldAvis } from '../../src/records/avis-de-jetons.ts';
import type { Compte } from '../../src/records/comptes.ts';
import { eraseCompte } from '../../src/records/comptes-effaces.ts';
import { openTest, startEmbedded, startPostgresql } from '../../src/records/databases.fixture.ts';
import { donneesDeCompte } from '../../src/records/donnees-de-compte.ts';
import { jetonsAccordes } from '../../src/records/habilitations.ts';
import { revokeJeton } from '../../src/records/jetons.ts';
import { dropOldProlongations } from '../../src/records/prolongations.ts';
import type { Schema } from '../../src/records/schema.ts';
import { together } from '../../src/records/work.ts';
import { type Atelier, atelierSur } from '../support/demandes.ts';
import { type Accorde, accordeAvec, accorder, DAY_MS } from './fin-scene.ts';

const servers = [await startEmbedded(), await startPostgresql()].filter((server) => server !== null);
afterAll(() => Promise.all(servers.map((server) => server.stop())));
const publicUrl = 'https://entreprise.example';

describe.each(
  servers.map((server) => ({ on: server.options.url === undefined ? 'PGlite' : 'PostgreSQL', server })),
)('the end of tokens, on $on', ({ server }) => {
  let base: Database<Schema>;
  let other: Database<Schema>;
  let atelier: Atelier;
  let demandeur: Compte;
  let instructeur: Compte;
  const clock = { now: () => Date.now() };
  const later = () => new Date(Date.now() + DAY_MS);
  const grant = (intitule: string, jours: number): Promise<Accorde> =>
    accorder(atelier, { demandeur, instructeur, intitule, ilYA: accordeAvec(jours) });

  beforeAll(async () => {
    base = await openTest(server);
    // An embedded database has one node: there, both clicks come by it.
    other = server.options.url === undefined ? base : await openTest(server);
    atelier = await atelierSur(base.db);
    await atelier.organisation();
    instructeur = await atelier.compte('paul.lenoir@interne.example', 'instructeur');
    demandeur = await atelier.compte('ines.durand@mairie.example', 'demandeur');
  }, 60_000);
  afterAll(async () => {
    if (other !== base) await other.close();
    await base.close();
  });

  it('two nodes that tell at once tell once; what is kept says to whom, for as long as it is due', async () => {
    const { jeton } = await grant('avis', 50);
    const avertir = [base, other].map(({ db }) => createAvis({ db, clock, publicUrl, prolongation: false }));
    const told = await Promise.all(avertir.map((tell) => tell()));
    expect(told.toSorted()).toEqual([0, 3]);
    const [overtaken, sent, ...more] = await avisDuJeton(base.db, jeton.jti);
    expect(more).toEqual([]);
    expect(overtaken).toMatchObject({ palier: 90, depasse: true, envois: [] });
    expect(sent).toMatchObject({ palier: 60, depasse: false });
    expect(sent?.envois).toEqual(
      ['ines.durand', 'zoe.blanc', 'noe.roux'].map((who) => ({
        email: `${who}@mairie.example`,
        etat: 'en_attente',
        echec: null,
      })),
    );
    expect(await avisEncoreDu(other.db, jeton.jti)).toBe(true);
    await revokeJeton(base.db, jeton.jti, new Date());
    expect(await avisEncoreDu(other.db, jeton.jti)).toBe(false);
    for (const nobody of ['', 'x', '00000000-0000-4000-8000-000000000000'])
      expect(await avisEncoreDu(base.db, nobody)).toBe(false);
  });

  it('clicks at once on several nodes make one token, and one event', async () => {
    const { demande, jeton } = await grant('prolongé', 50);
    let refreshed = 0;
    const jetonsChanges = async () => {
      refreshed++;
    };
    const desks = [base, other, base].map(({ db }) => createProlongation({ db, clock, publicUrl, jetonsChanges }));
    for (const answer of [{ responsable: 'oui' }, { usage_inchange: true }] as const)
      await desks[0]?.repondre(demandeur.id, jeton.jti, answer);
    await desks[1]?.repondre(demandeur.id, jeton.jti, { contact_metier: true, contact_technique: true });
    const clicks = await Promise.allSettled(desks.map((desk) => desk.conclure(demandeur.id, jeton.jti)));
    const refused = clicks.flatMap((click) => (click.status === 'rejected' ? [click.reason] : []));
    expect(refused).toEqual([expect.any(Refused), expect.any(Refused)]);
    expect([refreshed, (await jetonsAccordes(base.db, demande)).length]).toEqual([1, 2]);
    const { rows } = await sql`select 1 from demande_evenements
      where demande = ${demande} and acte = 'prolonger'`.execute(base.db);
    expect(rows).toHaveLength(1);
    // The database itself refuses a second one, whatever the code.
    const again = sql`insert into prolongations (jti, compte, modifiee_le, conclue_le, nouveau)
      values (${jeton.jti}, ${instructeur.id}, now(), now(), ${jeton.jti})`.execute(base.db);
    await expect(again).rejects.toThrow('prolongations_conclue');
  });

  it('what is kept of people is theirs to take away, goes with their account, and ends', async () => {
    const calendrier = createCalendrier({ db: base.db, clock });
    const cle = await calendrier.ouvrir(demandeur.id);
    expect(await calendrier.lire(cle)).not.toBeNull();
    expect(await calendrier.lire(`${cle}x`)).toBeNull();
    expect(await donneesDeCompte(base.db, demandeur.id, new Date())).toMatchObject({
      avis_de_fin_de_jetons: [{ palier: 60 }],
      prolongations: [{ responsable: 'oui', contact_technique: true }],
      calendrier_de_jetons: [{ cree_le: expect.any(String) }],
    });
    await together(base.db, (work) => eraseCompte(work, demandeur, new Date()));
    expect(await calendrier.lire(cle)).toBeNull();
    const left = await sql<{ named: number; answers: number }>`select
      (select count(*)::int from avis_de_jetons where ${demandeur.email} = any(destinataires)) as named,
      (select count(*)::int from prolongations where compte = ${demandeur.id}) as answers`.execute(base.db);
    expect(left.rows).toEqual([{ named: 0, answers: 0 }]);
    await dropOldAvis(base.db, later());
    await dropOldProlongations(base.db, later());
    const { rows } = await sql<{ avis: number }>`select count(*)::int as avis from avis_de_jetons`.execute(base.db);
    expect(rows).toEqual([{ avis: 0 }]);
  });
});
