import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formulaires } from '../../src/habilitations/cas-usage.ts';
import { htmlFaults } from '../support/html.ts';
import type { TestInstance } from '../support/instance.ts';
import { Redacteur, SIRET, startWithDemandes, typedContact, valuesOf } from '../support/redacteur.ts';
import { Visitor } from '../support/visitor.ts';

let instance: TestInstance;
let camille: Redacteur;

beforeAll(async () => {
  ({ instance } = await startWithDemandes(async () => null));
  camille = await new Redacteur(instance).logIn('camille.martin@mairie.example');
});
afterAll(() => instance.stop());

const visit = (path: string) => new Visitor(instance.url).get(path);
const open = formulaires.filter(({ ouvert }) => ouvert);

describe('whether one may ask for access', () => {
  it.each([
    ['particulier', 'Non : un particulier', false],
    ['administration', 'Oui : vous pouvez demander', true],
    ['entreprise', 'Non en général', true],
    ['editeur', 'Oui : vous intégrez', true],
  ])('is answered to who says %s, without a script', async (profil, answer, mayStart) => {
    const { status, html } = await visit(`/demander-un-acces?profil=${profil}`);
    expect([status, html.includes(answer), html.includes('Commencer<')]).toEqual([200, true, mayStart]);
    expect(htmlFaults(html)).toEqual([]);
  });

  it('is told with the conditions, the delay and each form with its data, covid closed', async () => {
    const { html } = await visit('/demander-un-acces?profil=inconnu');
    expect(html).toContain('11\u00a0jours en moyenne');
    expect(html).toContain('délégué à la protection des données est désigné');
    for (const { cle, page, coches } of open) {
      expect(html).toContain(`href="/demandes/nouvelle?cas=${page ?? cle}"`);
      if (page !== null) expect(html).toContain(`href="/cas-usage/${page}"`);
      if (coches.length > 0) expect(html).toContain(`${coches.length} données cochées d’avance`);
    }
    expect(html).toContain('Dispositif clos');
    expect(html).not.toContain('cas=covid');
  });

  it('is found at its former address, and from the use cases', async () => {
    const former = await visit('/demander_un_acces');
    expect([former.status, former.location]).toEqual([301, '/demander-un-acces']);
    expect((await visit('/cas-usage/marches-publics')).html).toContain('href="/demandes/nouvelle?cas=marches-publics"');
  });

  it('asks a visitor to log in, then comes back to the form chosen', async () => {
    const { status, location } = await visit('/demandes/nouvelle?cas=marches-publics');
    expect([status, location]).toEqual([
      303,
      `/connexion?retour=${encodeURIComponent('/demandes/nouvelle?cas=marches-publics')}`,
    ]);
  });
});

describe('starting a request', () => {
  it('takes a title and an open use case', async () => {
    const untitled = await camille.fill('/demandes/nouvelle?cas=editeurs', { intitule: ' ' });
    expect([untitled.status, untitled.html.includes('Donnez un intitulé')]).toEqual([422, true]);
    const closed = await camille.fill('/demandes/nouvelle?cas=covid-19', { intitule: 'Aide', cas: 'covid_19' });
    expect([closed.status, closed.html.includes('ce dispositif est clos')]).toEqual([422, true]);
    const long = await camille.fill('/demandes/nouvelle?cas=libre', { intitule: 'x'.repeat(301) });
    expect([long.status, long.html.includes('Restez sous 300')]).toEqual([422, true]);
  });

  it('proposes to go on with what was started', async () => {
    const { location } = await camille.fill('/demandes/nouvelle?cas=libre', { intitule: 'Projet laissé là' });
    const { html } = await camille.get('/demandes/nouvelle');
    expect(html).toContain('Projet laissé là');
    expect(html).toContain((location ?? '').replace(/\?.*/, ''));
  });
});

describe('a whole request, without a script', () => {
  it.each(open.map(({ cle, titre }) => [cle, titre] as const))('is filled and sent for %s', async (cas) => {
    const created = await camille.fill(`/demandes/nouvelle?cas=${cas}`, { intitule: `Projet ${cas}` });
    expect([created.status, created.location]).toEqual([303, expect.stringMatching(/formulaire\?fait=creee$/)]);
    const base = (created.location ?? '').replace(/\/formulaire.*/, '');
    const list = await camille.get(`${base}/formulaire`);
    expect(list.html).toContain('Pas encore possible');

    const followed = async (section: string, changes: Parameters<Redacteur['fill']>[1], next: string) => {
      const { status, location, html } = await camille.fill(`${base}/${section}`, changes);
      expect([section, status, location, status === 422 ? html : '']).toEqual([section, 303, `${base}/${next}`, '']);
    };
    await followed('organisation', { siret: '100 100 015 00013', integrateur: 'equipe' }, 'projet');
    const sirene = await camille.get(`${base}/organisation`);
    expect(sirene.html).toContain('ATELIERS DU PHARE IMAGINAIRE');
    expect(sirene.html).toContain('SAS, société par actions simplifiée');
    const description = 'Ce que fait notre service, pour qui, et à quoi les données lui servent.';
    const projet = {
      description,
      acces_formulaire: 'connexion',
      mise_en_production: '15/03/2027',
      volume_annuel: '12 000',
    };
    await followed('projet', projet, 'donnees');
    expect(valuesOf((await camille.get(`${base}/projet`)).html)['mise_en_production']).toEqual(['15/03/2027']);
    const chosen = { donnees: 'eori_douanes', justification_eori_douanes: 'Pour contrôler les échanges hors Union.' };
    await followed('donnees', open.find(({ cle }) => cle === cas)?.coches.length ? {} : chosen, 'cadre-juridique');
    const texte = {
      texte_juridique: 'Code de la commande publique, article R. 2143-13',
      texte_juridique_url: 'https://www.legifrance.gouv.fr/codes/',
    };
    await followed('cadre-juridique', texte, 'donnees-personnelles');
    await followed(
      'donnees-personnelles',
      { destinataires: 'Agents du service', conservation_mois: '36 mois' },
      'contacts',
    );
    const people = ['responsable_traitement', 'delegue_protection', 'contact_metier', 'contact_technique'];
    await followed('contacts', Object.assign({}, ...people.map((one) => typedContact(one))), 'recapitulatif');

    const recap = await camille.get(`${base}/recapitulatif`);
    expect(recap.html).not.toContain('Ce qui manque avant l’envoi');
    expect(htmlFaults(recap.html)).toEqual([]);
    const unticked = await camille.fill(`${base}/recapitulatif`, {});
    expect([unticked.status, unticked.html.includes('2 erreurs sont à corriger')]).toEqual([422, true]);
    const sent = await camille.fill(`${base}/recapitulatif`, { cgu: 'oui', delegue_informe: 'oui' });
    expect([sent.status, sent.location]).toEqual([303, `${base}?fait=envoyee`]);
    for (const page of ['formulaire', 'projet', 'recapitulatif']) {
      const closed = await camille.get(`${base}/${page}`);
      expect([closed.status, closed.location]).toEqual([303, base]);
    }
  });
});

it('a request is nobody else’s: its pages do not exist for another', async () => {
  const { location } = await camille.fill('/demandes/nouvelle?cas=libre', { intitule: 'À moi' });
  const base = (location ?? '').replace(/\/formulaire.*/, '');
  const alix = await new Redacteur(instance).logIn('alix.bernard@mairie.example');
  await alix.get('/compte');
  for (const page of ['formulaire', 'organisation', 'projet', 'contacts', 'recapitulatif', `pieces/${base.slice(10)}`])
    expect([page, (await alix.get(`${base}/${page}`)).status]).toEqual([page, 404]);
  const token = valuesOf((await alix.get('/demandes/nouvelle')).html);
  for (const page of ['projet', 'recapitulatif'])
    expect([page, (await alix.send(`${base}/${page}`, token, { intitule: 'À toi' })).status]).toEqual([page, 404]);
  expect((await camille.get(`${base}/projet`)).html).toContain('À moi');
  expect((await camille.get(`/demandes/${SIRET}/projet`)).status).toBe(404);
});
