import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSiret } from '../../core/identifiers/siret.ts';
import type { CasUsageDemande } from '../../records/tables/demandes.ts';
import { formulaireOf } from '../cas-usage.ts';
import { avancementDe } from '../completude.ts';
import { type Contenu, emptyContenu, type Personne } from '../contenu.ts';
import { donneesOf } from '../donnees.ts';
import type { Formulaire } from '../formulaire.ts';
import { foundsAUse, isOfTheState } from './cadre-juridique.ts';
import type { Contexte } from './controle.ts';
import { manquesDe } from './tous.ts';

const room = (name: string, ouverture: 'publique' | 'protégée') => ({
  ...{ name, title: name, provider: 'INSEE', categorie: 'Informations générales', ouverture },
  scopes: [name] as const,
});
const donnees = donneesOf([
  room('entreprises', 'publique'),
  room('etablissements', 'publique'),
  room('associations', 'publique'),
  room('exercices', 'protégée'),
]);
const person: Personne = {
  ...{ genre: 'personne', prenom: 'Camille', nom: 'Martin', fonction: 'Cheffe de projet' },
  ...{ email: 'camille@mairie.example', telephone: '02 99 00 00 00' },
};
const organisation: NonNullable<Contexte['organisation']> = {
  ...{ siret: '10010001500013', nom: 'Mairie d’essai', adresse: '', code_postal: null, commune: null },
  ...{ categorie_juridique: '7210', naf: null, tranche_effectif: null, etat: 'A', lue_le: new Date(0) },
};
const contexte: Contexte = { donnees, organisation, texteJoint: false, demandeur: person };

const form = (contenu: Partial<Contenu> = {}, casUsage: CasUsageDemande = 'aides_publiques'): Formulaire => ({
  ...{ casUsage, intitule: 'Essai', siret: '10010001500013' },
  contenu: {
    ...emptyContenu,
    integrateur: 'equipe',
    description: 'Instruire les demandes d’aide des entreprises de la ville.',
    acces_formulaire: 'connexion',
    donnees: ['entreprises', 'etablissements'],
    texte_juridique: 'Code général des collectivités territoriales, article L. 1511-2',
    texte_juridique_url: 'https://www.legifrance.gouv.fr/codes/',
    destinataires: 'Agents instructeurs',
    conservation_mois: '36',
    ...{
      responsable_traitement: person,
      delegue_protection: person,
      contact_metier: person,
      contact_technique: person,
    },
    ...contenu,
  },
});
const lacks = (formulaire: Formulaire, context = contexte): string[] =>
  [...manquesDe(formulaire, context).values()].flat().map(({ champ }) => champ);

describe('a text', () => {
  it.each([
    'Code de la commande publique, article R. 2143-13',
    'Délibération n° 2026-12 du conseil municipal',
    'Décret n° 2020-371 du 30 mars 2020',
    'CRPA, et code de la sécurité sociale, article L. 114-19',
  ])('that founds a use is accepted: %s', (text) => {
    expect(foundsAUse(text, false)).toBe(true);
  });

  it.each([
    'CRPA',
    'Loi ESSOC',
    'Article L. 114-8 du code des relations entre le public et l’administration',
    'Loi pour une République numérique (loi Lemaire)',
    'Loi n° 2018-727 du 10 août 2018, article 2',
    'loi ESSOC article 2',
    'Parce que nous en avons besoin',
  ])('that founds none is not: %s', (text) => {
    expect(foundsAUse(text, false)).toBe(false);
  });

  it('on open data is enough where nothing else is asked', () => {
    expect([foundsAUse('Loi Lemaire', true), foundsAUse('Loi ESSOC', true)]).toEqual([true, false]);
  });

  it('never founds a use by general laws alone, however they are put together', () => {
    const laws = fc.constantFrom('CRPA', 'C.R.P.A.', 'loi ESSOC', 'loi n° 2018-727', 'loi Lemaire', 'L. 114-8');
    const general = fc
      .array(laws, { minLength: 1, maxLength: 5 })
      .filter((all) => all.some((law) => law !== 'L. 114-8'));
    fc.assert(
      fc.property(
        general,
        fc.constantFrom(', ', ' ; ', ' et '),
        (all, between) => !foundsAUse(all.join(between), false),
      ),
    );
  });

  it('still founds a use when general laws are cited with it', () => {
    const laws = fc.array(fc.constantFrom('CRPA', 'loi ESSOC', 'loi Lemaire'), { maxLength: 3 });
    const own = 'code de la commande publique, article R. 2143-13';
    fc.assert(fc.property(laws, laws, (before, after) => foundsAUse([...before, own, ...after].join(', '), false)));
  });
});

describe('a form', () => {
  it('that is whole lacks nothing, and its sections are all complete', () => {
    expect(lacks(form())).toEqual([]);
    expect(avancementDe(form(), contexte).every(({ avancement }) => avancement === 'complete')).toBe(true);
  });

  it('lacks a SIRET that is one, whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{14}$/)), (siret) => {
        const isLacking = lacks({ ...form(), siret }).includes('siret');
        return isLacking === (parseSiret(siret) === null);
      }),
    );
  });

  it('tells Sirene away from a SIRET it does not know', () => {
    const said = (sirene: 'inconnue' | 'indisponible') =>
      manquesDe(form(), { ...contexte, organisation: null, sirene }).get('organisation')?.[0]?.phrase;
    expect(said('inconnue')).toContain('ne connaît pas');
    expect(said('indisponible')).toContain('Sirene ne répond pas');
  });

  it('keeps data from 0 to 1200 months, and says why beyond 36', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 3000 }), (months) => {
        const found = lacks(form({ conservation_mois: String(months) }));
        expect(found.includes('conservation_mois')).toBe(months < 0 || months > 1200);
        expect(found.includes('conservation_justification')).toBe(months > 36 && months <= 1200);
      }),
    );
  });

  it('of a body of the State cites a decree', () => {
    const state = { ...contexte, organisation: { ...organisation, categorie_juridique: '7113' } };
    expect([isOfTheState(organisation), lacks(form(), state)]).toEqual([false, ['decret']]);
    expect(lacks(form({ decret: 'Décret n° 2026-1' }), state)).toEqual([]);
  });

  it('open to anyone asks for nothing protected, and is told once', () => {
    const open = { acces_formulaire: 'ouvert' as const, donnees: ['entreprises', 'etablissements', 'exercices'] };
    expect(lacks(form(open, 'preremplissage'))).toEqual(['donnees']);
  });

  it('does not take for a description what the use case had written', () => {
    const { description } = formulaireOf('preremplissage');
    expect(lacks(form({ description }, 'preremplissage'))).toContain('description');
  });

  it('names persons for the processing and the protection of data, teams for the rest', () => {
    const team: Personne = { ...person, genre: 'equipe', prenom: '', fonction: '' };
    expect(lacks(form({ contact_metier: team, contact_technique: team }))).toEqual([]);
    expect(lacks(form({ delegue_protection: team }))).toContain('delegue_protection_genre');
  });
});
