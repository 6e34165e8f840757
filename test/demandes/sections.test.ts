import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlFaults } from '../support/html.ts';
import type { TestInstance } from '../support/instance.ts';
import { Redacteur, startWithDemandes, typedContact, valuesOf } from '../support/redacteur.ts';

let instance: TestInstance;
let camille: Redacteur;
let whole: string;
let open: string;
let back: string;
let unprofiled: string;

beforeAll(async () => {
  const started = await startWithDemandes(async ({ bureau, people, draft, seen }) => {
    const [drafted, opened, sentBack] = [
      await draft(),
      await draft('preremplissage', { acces_formulaire: 'ouvert' }),
      await draft('aides_publiques'),
    ];
    await bureau.agir(await seen(sentBack), people.demandeuse, 'envoyer', { cgu: '2026-11-23' });
    await bureau.ecrire(sentBack, people.instructeur, {
      corps: 'Quels bénéficiaires <précis> ?',
      champ: 'description',
    });
    const motif = 'Précisez les critères de l’aide.';
    await bureau.agir(await seen(sentBack), people.instructeur, 'demander_precisions', { motif });
    const lou = await bureau.creer(people.incomplete, { casUsage: 'libre', intitule: 'Sans téléphone' });
    return { drafted, opened, sentBack, lou };
  });
  instance = started.instance;
  whole = `/demandes/${started.seed.drafted}`;
  open = `/demandes/${started.seed.opened}`;
  back = `/demandes/${started.seed.sentBack}`;
  unprofiled = `/demandes/${started.seed.lou}`;
  camille = await new Redacteur(instance).logIn('camille.martin@mairie.example');
});
afterAll(() => instance.stop());

const draft = async (cas = 'libre'): Promise<string> => {
  const { location } = await camille.fill(`/demandes/nouvelle?cas=${cas}`, { intitule: 'Essai' });
  return (location ?? '').replace(/\/formulaire.*/, '');
};

describe('a section that lacks something', () => {
  it.each<[string, Record<string, string>, string]>([
    ['organisation', { siret: '' }, 'Donnez le SIRET'],
    ['organisation', { siret: '12345678901234' }, 'n’est pas un SIRET'],
    ['organisation', { siret: '10010005600017' }, 'fermé selon Sirene'],
    ['organisation', { siret: '10099900200007' }, 'Sirene ne connaît pas'],
    ['organisation', { integrateur: 'editeur' }, 'nom de l’éditeur'],
    ['projet', { intitule: '' }, 'Donnez un intitulé'],
    ['projet', { description: 'Court.' }, '40 caractères au moins'],
    ['projet', { mise_en_production: '31/02/2027' }, 'une date qui existe'],
    ['projet', { volume_annuel: 'beaucoup' }, 'nombre de dossiers par an'],
    ['projet', { pointe_par_minute: '-3' }, 'appels par minute'],
    ['cadre-juridique', { texte_juridique: 'Article L. 114-8 du CRPA' }, 'ils ne suffisent pas'],
    ['cadre-juridique', { texte_juridique_url: 'legifrance' }, 'adresse complète'],
    ['donnees-personnelles', { conservation_mois: '120' }, 'plus de 36 mois'],
    ['donnees-personnelles', { conservation_mois: 'toujours' }, 'durée de conservation en mois'],
    ['contacts', { contact_metier_email: 'personne' }, 'n’en a pas la forme'],
    ['contacts', { delegue_protection_telephone: '12' }, 'numéro de téléphone'],
  ])('%s, with %o, is kept all the same, and says it', async (section, typed, sentence) => {
    const before = valuesOf((await camille.get(`${whole}/${section}`)).html);
    const { status, html } = await camille.fill(`${whole}/${section}`, typed);
    expect([status, html.includes(sentence)]).toEqual([422, true]);
    expect(html).toContain('Enregistré, mais il manque quelque chose');
    expect(html).toContain('Passer à la suite, je compléterai plus tard');
    expect(html).toContain('<title>Erreur – ');
    expect(htmlFaults(html)).toEqual([]);
    const { _csrf, version, ...kept } = valuesOf((await camille.get(`${whole}/${section}`)).html);
    for (const [name, value] of Object.entries(typed)) expect([name, kept[name]]).toEqual([name, [value]]);
    const list = await camille.fill(`${whole}/${section}`, { ...firsts(before), suite: 'liste' });
    expect([list.status, list.location]).toEqual([303, `${whole}/formulaire?fait=enregistree`]);
  });

  it('leads from the reading over to the field, which says what it lacks', async () => {
    const base = await draft();
    const { html } = await camille.get(`${base}/recapitulatif`);
    expect(html).toContain(`href="${base}/contacts?manques=oui#champ-contact_metier_nom"`);
    expect(html).not.toContain('Envoyer la demande');
    expect((await camille.get(`${base}/contacts?manques=oui`)).html).toContain('Ce qui manque à cette section');
    const forced = await camille.send(`${base}/recapitulatif`, valuesOf((await camille.get(`${base}/projet`)).html), {
      ...{ cgu: 'oui', delegue_informe: 'oui', cgu_version: '2026-11-23', version: '1' },
    });
    expect([forced.status, forced.html.includes('n’a pas été envoyée')]).toEqual([422, true]);
  });

  it('asks for a profile that can be reached', async () => {
    const lou = await new Redacteur(instance).logIn('sans.telephone@mairie.example');
    const { html } = await lou.fill(`${unprofiled}/organisation`, {});
    expect(html).toContain('Complétez votre profil');
    expect(html).toContain('href="/compte/profil"');
  });
});

const firsts = (values: Readonly<Record<string, readonly string[]>>): Record<string, readonly string[]> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'version' && name !== '_csrf'));

describe('the data', () => {
  it('that a use case needs stay, whatever is sent; those of another need a reason', async () => {
    const base = await draft('marches-publics');
    const shown = await camille.get(`${base}/donnees`);
    expect(shown.html).toMatch(/value="entreprises" checked[^>]* disabled/);
    expect(shown.html).toContain('Toujours incluse');
    expect(shown.html).toContain('Rarement accordée ici');
    const lacking = await camille.fill(`${base}/donnees`, { donnees: ['liasse_fiscale', 'inconnue'] });
    expect([lacking.status, lacking.html.includes('Dites en une phrase')]).toEqual([422, true]);
    expect((await camille.get(`${base}/recapitulatif`)).html).toMatch(/référence d&#39;une entité/);
    const again = valuesOf((await camille.get(`${base}/donnees`)).html);
    expect(again['donnees']).toEqual(['liasse_fiscale']);
    const justification_liasse_fiscale = 'Pour apprécier la capacité financière des candidats.';
    const done = await camille.fill(`${base}/donnees`, { justification_liasse_fiscale });
    expect([done.status, done.location]).toEqual([303, `${base}/cadre-juridique`]);
  });

  it('that are protected cannot be asked for by an open form', async () => {
    const { html } = await camille.get(`${open}/donnees`);
    expect(html).toMatch(/value="attestations_sociales" disabled/);
    expect(html).toContain('un formulaire ouvert à tous n’y a pas droit');
    await camille.fill(`${open}/donnees`, { donnees: ['associations', 'attestations_sociales'] });
    expect(valuesOf((await camille.get(`${open}/donnees`)).html)['donnees']).toEqual(['associations']);
  });

  it('that were ticked before the form was open have to be unticked', async () => {
    const base = await draft('pre-remplissage');
    await camille.fill(`${base}/donnees`, { donnees: ['attestations_sociales'] });
    await camille.fill(`${base}/projet`, { acces_formulaire: 'ouvert' });
    const { status, html } = await camille.fill(`${base}/donnees`, {});
    expect([status, html.includes('Décochez-la')]).toEqual([422, true]);
  });
});

it('what the instructor remarked is shown beside its field, and above what he asks', async () => {
  const list = await camille.get(`${back}/formulaire`);
  expect(list.html).toContain('Précisez les critères de l’aide.');
  expect(list.html).toContain('L’instructeur a fait une remarque');
  const { html } = await camille.get(`${back}/projet`);
  expect(html).toMatch(
    /bénéficiaires &lt;précis.*?<\/div><div class="fr-input-group"><label[^>]*for="champ-description"/s,
  );
});

describe('what is typed is not lost', () => {
  const automatic = { Accept: 'application/json' };

  it('is kept as it is typed, and the form goes on with the version it is told', async () => {
    const base = await draft();
    const shown = valuesOf((await camille.get(`${base}/projet`)).html);
    const first = await camille.send(
      `${base}/projet`,
      shown,
      { description: 'Un', enregistrement: 'automatique' },
      automatic,
    );
    const told: { version: string; heure: string } = JSON.parse(first.html);
    expect([first.status, told.heure]).toEqual([200, expect.stringMatching(/^\d\d h \d\d$/)]);
    const second = await camille.send(
      `${base}/projet`,
      shown,
      { description: 'Deux', enregistrement: 'automatique', version: told.version },
      automatic,
    );
    expect(second.status).toBe(200);
    const late = await camille.send(
      `${base}/projet`,
      shown,
      { description: 'Trois', enregistrement: 'automatique' },
      automatic,
    );
    expect(late.status).toBe(409);
    expect(valuesOf((await camille.get(`${base}/projet`)).html)['description']).toEqual(['Deux']);
  });

  it('when another tab has changed the same section: both are shown, and nothing is kept before it is seen', async () => {
    const base = await draft();
    const tab = valuesOf((await camille.get(`${base}/donnees-personnelles`)).html);
    await camille.fill(`${base}/donnees-personnelles`, { destinataires: 'Service des achats' });
    const over = await camille.send(`${base}/donnees-personnelles`, tab, { destinataires: 'Service des aides' });
    expect([over.status, over.html.includes('Rien n’a été enregistré')]).toEqual([409, true]);
    expect(over.html).toContain('Service des achats');
    expect(valuesOf(over.html)['destinataires']).toEqual(['Service des aides']);
    expect(htmlFaults(over.html)).toEqual([]);
    const again = await camille.send(`${base}/donnees-personnelles`, valuesOf(over.html), { conservation_mois: '12' });
    expect(again.status).toBe(303);
    expect(valuesOf((await camille.get(`${base}/donnees-personnelles`)).html)['destinataires']).toEqual([
      'Service des aides',
    ]);
  });

  it('when another tab has changed another section: there is no conflict', async () => {
    const base = await draft();
    const tab = valuesOf((await camille.get(`${base}/donnees-personnelles`)).html);
    await camille.fill(`${base}/projet`, { description: 'Autre chose' });
    const kept = await camille.send(`${base}/donnees-personnelles`, tab, {
      destinataires: 'Agents',
      conservation_mois: '12',
    });
    expect(kept.status).toBe(303);
  });

  it('when the request was sent meanwhile: it is given back, and the request does not change', async () => {
    const tab = valuesOf((await camille.get(`${back}/projet`)).html);
    await camille.fill(`${back}/organisation`, {});
    const sent = await camille.fill(`${back}/recapitulatif`, { cgu: 'oui', delegue_informe: 'oui' });
    expect(sent.location).toBe(`${back}?fait=envoyee`);
    const late = await camille.send(`${back}/projet`, tab, { description: 'Trop tard pour cela' });
    expect([late.status, late.html.includes('Trop tard pour cela')]).toEqual([409, true]);
  });

  it('when it is too long: what is cut is told', async () => {
    const base = await draft();
    const { status, html } = await camille.fill(`${base}/projet`, { intitule: 'x'.repeat(400) });
    expect([status, html.includes('Seuls les 300 premiers caractères')]).toEqual([422, true]);
  });
});

const pdf = (bytes: string | Uint8Array<ArrayBuffer>, name = 'délibération.pdf') =>
  new File([bytes], name, { type: 'application/pdf' });

describe('the files', () => {
  it('are PDF, attached, read by who may read the request, replaced, taken away', async () => {
    const base = await draft();
    const url = { texte_juridique: 'Délibération n° 12 du 3 mars 2026' };
    const attached = await camille.fill(`${base}/cadre-juridique`, { ...url, texte_juridique_pdf: pdf('%PDF-1.4 un') });
    expect([attached.status, attached.location]).toEqual([303, `${base}/donnees-personnelles`]);
    const address = (html: string) => /href="(\/demandes\/[^"]*\/pieces\/[^"]*)"/.exec(html)?.[1] ?? '';
    const first = address((await camille.get(`${base}/cadre-juridique`)).html);
    const given = await camille.get(first);
    expect([given.status, given.headers.get('content-type'), given.html]).toEqual([
      200,
      'application/pdf',
      '%PDF-1.4 un',
    ]);
    const alix = await new Redacteur(instance).logIn('alix.bernard@mairie.example');
    expect((await alix.get(first)).status).toBe(404);
    await camille.fill(`${base}/cadre-juridique`, { texte_juridique_pdf: pdf('%PDF-1.4 deux') });
    const second = address((await camille.get(`${base}/recapitulatif`)).html);
    expect([second === first, (await camille.get(second)).html]).toEqual([false, '%PDF-1.4 deux']);
    const removed = await camille.fill(`${base}/cadre-juridique`, { suite: 'retirer:texte_juridique' });
    expect([removed.status, removed.location]).toEqual([303, `${base}/cadre-juridique`]);
    expect(address((await camille.get(`${base}/cadre-juridique`)).html)).toBe('');
  });

  it('are refused when their bytes are not those of a PDF, or are too many; what was typed is kept', async () => {
    const base = await draft();
    const wrong = await camille.fill(`${base}/projet`, { description: 'Gardé', maquette: pdf('GIF89a') });
    expect([wrong.status, wrong.html.includes('n’est pas lisible comme PDF')]).toEqual([422, true]);
    const heavy = new Uint8Array(10_000_001);
    heavy.set(new TextEncoder().encode('%PDF-1.4'));
    const large = await camille.fill(`${base}/projet`, { pointe_par_minute: '7', maquette: pdf(heavy) });
    expect([large.status, large.html.includes('dépasse 10\u00a0Mo')]).toEqual([413, true]);
    const { description, pointe_par_minute } = valuesOf((await camille.get(`${base}/projet`)).html);
    expect([description, pointe_par_minute]).toEqual([['Gardé'], ['7']]);
  });
});

describe('the organisation and the contacts', () => {
  it('is kept when Sirene is away, told, and looked up again later', async () => {
    const base = await draft();
    await instance.apie('simulateur', 'panne', 'insee', '503');
    const away = await camille.fill(`${base}/organisation`, { siret: '10010003100010', integrateur: 'equipe' });
    expect([away.status, away.html.includes('Sirene ne répond pas en ce moment')]).toEqual([422, true]);
    expect(away.html).toContain('il est gardé');
    await instance.apie('simulateur', 'panne', 'insee', 'fin');
    const back = await camille.get(`${base}/organisation`);
    expect(back.html).toContain('En activité');
    expect(valuesOf(back.html)['siret']).toEqual(['10010003100010']);
  });

  it('copies the account for who says « c’est moi », and keeps the other persons typed', async () => {
    const base = await draft();
    const typed = {
      ...typedContact('delegue_protection'),
      delegue_protection_nom: 'Durand',
      suite: 'moi:contact_metier',
    };
    const { status, location } = await camille.fill(`${base}/contacts`, typed);
    expect([status, location]).toEqual([303, `${base}/contacts#contact_metier`]);
    const { html } = await camille.get(`${base}/contacts`);
    const values = valuesOf(html);
    expect([
      values['contact_metier_email'],
      values['contact_metier_telephone'],
      values['delegue_protection_nom'],
    ]).toEqual([['camille.martin@mairie.example'], ['02 99 00 00 00'], ['Durand']]);
    expect(html).toContain('Conseil : donnez une boîte partagée');
    expect(html).toContain('votre demande a très peu de chances d’aboutir');
  });
});
