import type { Section } from '../../../habilitations/sections.ts';
import type { PageSection } from './section.ts';
import { cadreJuridique } from './sections/cadre-juridique.tsx';
import { contacts } from './sections/contacts.tsx';
import { donnees } from './sections/donnees.tsx';
import { donneesPersonnelles } from './sections/donnees-personnelles.tsx';
import { organisation } from './sections/organisation.tsx';
import { projet } from './sections/projet.tsx';

export const pagesSections: Readonly<Record<Section, PageSection>> = {
  organisation,
  projet,
  donnees,
  'cadre-juridique': cadreJuridique,
  'donnees-personnelles': donneesPersonnelles,
  contacts,
};
