import { describe, expect, it } from 'vitest';
import { type Acte, actsAllowed, nextState, type Qualite, transitions } from '../../src/habilitations/etats.ts';
import type { EtatDemande } from '../../src/records/tables/demandes.ts';

const etats: readonly EtatDemande[] = [
  'brouillon',
  'envoyee',
  'a_modifier',
  'validee',
  'refusee',
  'revoquee',
  'archivee',
];
const initials: Readonly<Record<Qualite, string>> = {
  demandeur: 'D',
  instructeur: 'I',
  administrateur: 'A',
  plateforme: 'P',
};
const qualites: readonly Qualite[] = ['demandeur', 'instructeur', 'administrateur', 'plateforme'];

/**
 * Who may do what from each state, and where it leads: D the applicant, I an instructor, A an administrator, P the platform.
 * `·` nobody; no arrow: the state stays.
 */
const ordinary = `
acte                 brouillon     envoyee          a_modifier     validee       refusee       revoquee      archivee
modifier             D             ·                D              ·             ·             ·             ·
envoyer              D→envoyee     ·                D→envoyee      ·             ·             ·             ·
demander_precisions  ·             I→a_modifier     ·              ·             ·             ·             ·
valider              ·             I→validee        ·              ·             ·             ·             ·
refuser              ·             I→refusee        I→refusee      ·             ·             ·             ·
archiver             DIA→archivee  IA→archivee      DIAP→archivee  ·             IA→archivee   IA→archivee   ·
rouvrir              ·             ·                ·              D→brouillon   ·             ·             ·
annuler_reouverture  ·             ·                ·              ·             ·             ·             ·
revoquer             ·             ·                ·              IA→revoquee   ·             ·             ·
ecrire               DI            DI               DI             DI            ·             ·             ·
demander_avis        ·             I                ·              ·             ·             ·             ·
transferer           DI            DI               DI             DI            DI            ·             ·`;

const reopened = `
acte                 brouillon     envoyee          a_modifier     validee       refusee       revoquee      archivee
modifier             D             ·                D              ·             ·             ·             ·
envoyer              D→envoyee     ·                D→envoyee      ·             ·             ·             ·
demander_precisions  ·             I→a_modifier     ·              ·             ·             ·             ·
valider              ·             I→validee        ·              ·             ·             ·             ·
refuser              ·             I→validee        I→validee      ·             ·             ·             ·
archiver             ·             ·                ·              ·             ·             ·             ·
rouvrir              ·             ·                ·              D→brouillon   ·             ·             ·
annuler_reouverture  DI→validee    DI→validee       DI→validee     ·             ·             ·             ·
revoquer             IA→revoquee   IA→revoquee      IA→revoquee    IA→revoquee   ·             ·             ·
ecrire               DI            DI               DI             DI            ·             ·             ·
demander_avis        ·             I                ·              ·             ·             ·             ·
transferer           DI            DI               DI             DI            DI            ·             ·`;

function cell(acte: Acte, etat: EtatDemande, reouverture: boolean): string {
  const ways = qualites.map((qualite) => [qualite, nextState(acte, qualite, { etat, reouverture })] as const);
  const open = ways.filter(([, next]) => next !== null);
  const led = new Set(open.map(([, next]) => next));
  expect(led.size).toBeLessThanOrEqual(1);
  const [next] = led;
  const who = open.map(([qualite]) => initials[qualite]).join('');
  if (who === '') return '·';
  return next === etat && transitions[acte].vers === null ? who : `${who}→${next}`;
}

describe('the states of a request', () => {
  it.each([
    ['ordinary', ordinary, false],
    ['reopened after its approval', reopened, true],
  ] as const)('every act from every state in every quality: %s', (_, table, reouverture) => {
    const [, ...lines] = table.trim().split('\n');
    const expected = lines.map((line) => line.trim().split(/\s+/));
    expect(expected.map(([acte]) => acte).sort()).toEqual(Object.keys(transitions).sort());
    const real = expected.map(([acte = '']) => [
      acte,
      ...etats.map((etat) => (isActe(acte) ? cell(acte, etat, reouverture) : 'unknown')),
    ]);
    expect(real).toEqual(expected);
  });

  it('who has no quality may do nothing', () => {
    for (const etat of etats) expect(actsAllowed([], { etat, reouverture: false }).size).toBe(0);
  });
});

function isActe(text: string): text is Acte {
  return Object.hasOwn(transitions, text);
}
