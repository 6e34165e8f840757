import { bilansOf } from '../../providers/inpi/files-simulator.ts';
import { isSession, sessionRefused } from '../../providers/inpi/session-simulator.ts';
import { defineSimulation, jsonReply } from '../../simulator/simulation.ts';
import type { FictionalUnit } from '../../simulator/units.ts';

export default defineSimulation('inpi', [
  {
    method: 'GET',
    path: /^\/bilans\/find$/,
    identify: ({ query }) => query.get('siren') ?? '',
    found: ({ unit }, request) => (isSession(request) ? jsonReply(found(unit)) : sessionRefused()),
    unknown: (_, request) => (isSession(request) ? jsonReply([]) : sessionRefused()),
    brokenDown: () => jsonReply({ globalErrors: ['Une erreur technique est survenue'] }, 500),
  },
]);

function found(unit: FictionalUnit) {
  const { millesime, statut, chrono } = unit.immatriculation?.numeroGestion ?? {
    millesime: '',
    statut: '',
    chrono: '',
  };
  return bilansOf(unit).map(({ idFichier, dateDepot, dateCloture, nature, confidentiel }) => ({
    idFichier,
    siren: Number(unit.siren),
    denomonationSociale: unit.denomination,
    codeGreffe: Number(unit.immatriculation?.greffe.code ?? 0),
    dateDepot: dateDepot.replaceAll('-', ''),
    natureArchive: nature,
    confidentiel,
    dateCloture: `${dateCloture}T00:00:00.000Z`,
    numGestion: `${millesime}${statut}${chrono}`,
  }));
}
