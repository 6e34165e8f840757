import { defineEndpoint } from '../../core/endpoint.ts';
import { bySiren } from '../../core/subject.ts';
import { inpiOpenData } from '../../providers/inpi-opendata/provider.ts';
import { Answer } from './answer.ts';
import { type Notice, readPart, searchTitles } from './titles.ts';
import { together } from './together.ts';

export default defineEndpoint({
  name: 'extraits_courts_inpi',
  title: 'Brevets, modèles et marques déposés',
  providers: { inpiOpenData },
  scopes: ['extrait_court_inpi'],
  volume: 'json',
  subject: bySiren,
  watch: {
    uname: 'apie_2_extraits_courts_inpi',
    provider: 'inpi',
    everyMinutes: 60,
    availabilityKey: 'api/v2/extraits_courts_inpi',
  },

  answer: Answer,

  ask: async ({ inpiOpenData }, siren, errand) => {
    const [brevets, modeles, marques] = await Promise.all([
      searchTitles(inpiOpenData, errand, { kind: 'brevets', siren }),
      searchTitles(inpiOpenData, errand, { kind: 'modeles', siren }),
      searchTitles(inpiOpenData, errand, { kind: 'marques', siren }),
    ]);
    const parts = [brevets, modeles, marques];
    const failed = parts.filter((part) => 'failure' in part);
    if (failed.length === parts.length) throw together(failed.map(({ failure }) => failure));
    return { brevets, modeles, marques };
  },

  read: (found) => {
    const brevets = readPart(found.brevets, readBrevet);
    const modeles = readPart(found.modeles, readModele);
    const marques = readPart(found.marques, readMarque);
    return {
      brevets: { count: brevets.count, latests_brevets: brevets.latests },
      modeles: { count: modeles.count, latests_modeles: modeles.latests },
      marques: { count: marques.count, latests_marques: marques.latests },
    };
  },
});

function readBrevet(notice: Notice) {
  return {
    titre: notice('TIT'),
    date_publication: notice('PUBD'),
    date_depot: notice('DEPD'),
    numero_publication: notice('PUBN'),
  };
}

function readModele(notice: Notice) {
  return {
    titre: notice('DesignTitle'),
    date_publication: notice('PublicationDate'),
    date_depot: notice('DesignApplicationDate'),
    numero_identification: notice('DesignApplicationNumber'),
  };
}

function readMarque(notice: Notice) {
  return {
    numero_identification: notice('ApplicationNumber'),
    marque: notice('Mark'),
    marque_status: notice('MarkCurrentStatusCode'),
    depositaire: notice('DEPOSANT'),
    cle: notice('ukey'),
  };
}
