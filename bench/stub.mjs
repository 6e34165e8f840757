// The providers, as cheap as they can be made: raw sockets and pre-serialised answers, no parsing beyond the request line.
// One port each for INSEE, API Geo and MSA. Told by IPC: sends its ports when ready, and its counts of calls when asked.
import net from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');
const SIRET_IN_TEMPLATE = '99900001100018';
const counts = { token: 0, siret: 0, commune: 0, msa: 0, unknown: 0 };

const token = answer(200, {
  access_token: '00000000-dead-beef-0000-000000000000',
  scope: 'am_application_scope default',
  token_type: 'Bearer',
  expires_in: 604800,
});
const commune = answer(200, {
  nom: 'Rennes',
  code: '35238',
  departement: { code: '35', nom: 'Ille-et-Vilaine' },
  region: { code: '53', nom: 'Bretagne' },
});
const unknown = answer(404, { header: { statut: 404, message: 'Aucun élément trouvé' } });
const cotisations = withSiret({
  TopRMPResponse: { identifiantDebiteur: SIRET_IN_TEMPLATE, topRegMarchePublic: 'O' },
});
const etablissement = withSiret({ header: { statut: 200, message: 'ok' }, etablissement: establishment() });

function answer(status, body) {
  const json = Buffer.from(JSON.stringify(body));
  const head = `HTTP/1.1 ${status} OK\r\nContent-Type: application/json;charset=utf-8\r\nContent-Length: ${json.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), json]);
}

/** The same answer for any SIRET: the digits (SIREN, NIC and SIRET) are written over a copy of the template. */
function withSiret(body) {
  const template = answer(200, body);
  const places = [];
  for (const [from, to] of [
    [0, 14],
    [0, 9],
    [9, 14],
  ]) {
    const quoted = `"${SIRET_IN_TEMPLATE.slice(from, to)}"`;
    for (let at = template.indexOf(quoted); at !== -1; at = template.indexOf(quoted, at + 1))
      places.push([at + 1, from, to]);
  }
  return (siret) => {
    const copy = Buffer.from(template);
    for (const [at, from, to] of places) copy.latin1Write(siret.slice(from, to), at);
    return copy;
  };
}

function reply(path) {
  const end = path.indexOf('?');
  const bare = end === -1 ? path : path.slice(0, end);
  const last = bare.slice(bare.lastIndexOf('/') + 1);
  if (bare.includes('/siret/')) {
    counts.siret++;
    return etablissement(last);
  }
  if (bare.startsWith('/communes/')) {
    counts.commune++;
    return commune;
  }
  if (bare === '/token') {
    counts.token++;
    return token;
  }
  if (last.length === 14) {
    counts.msa++;
    return cotisations(last);
  }
  counts.unknown++;
  return unknown;
}

function serve(socket) {
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  let pending = null;
  socket.on('data', (chunk) => {
    let bytes = pending ? Buffer.concat([pending, chunk]) : chunk;
    pending = null;
    while (bytes.length > 0) {
      const headEnd = bytes.indexOf(HEAD_END);
      if (headEnd === -1) break;
      const isGet = bytes[0] === 71;
      const bodyLength = isGet
        ? 0
        : Number(/content-length: *(\d+)/i.exec(bytes.latin1Slice(0, headEnd + 2))?.[1] ?? 0);
      const total = headEnd + 4 + bodyLength;
      if (bytes.length < total) break;
      const line = bytes.latin1Slice(0, bytes.indexOf(13));
      const from = line.indexOf(' ') + 1;
      socket.write(reply(line.slice(from, line.indexOf(' ', from))));
      bytes = bytes.subarray(total);
    }
    if (bytes.length > 0) pending = bytes;
  });
}

function listen() {
  return new Promise((resolve) => {
    const server = net.createServer(serve).listen(0, '127.0.0.1', 1024, () => resolve(server.address().port));
  });
}

process.on('disconnect', () => process.exit());
process.on('message', () => process.send({ counts }));
const [insee, geo, msa] = await Promise.all([listen(), listen(), listen()]);
process.send({ insee, geo, msa });

function establishment() {
  const nulls = (suffix, names) => Object.fromEntries(names.map((name) => [name + suffix, null]));
  const address = [
    'complementAdresse numeroVoie indiceRepetition typeVoie libelleVoie codePostal libelleCommune',
    'libelleCommuneEtranger distributionSpeciale codeCommune codeCedex libelleCedex codePaysEtranger libellePaysEtranger',
  ]
    .join(' ')
    .split(' ');
  return {
    siren: SIRET_IN_TEMPLATE.slice(0, 9),
    nic: SIRET_IN_TEMPLATE.slice(9),
    siret: SIRET_IN_TEMPLATE,
    statutDiffusionEtablissement: 'O',
    dateCreationEtablissement: '2004-09-13',
    trancheEffectifsEtablissement: '11',
    anneeEffectifsEtablissement: '2018',
    activitePrincipaleRegistreMetiersEtablissement: null,
    dateDernierTraitementEtablissement: '2020-11-02T07:15:00',
    etablissementSiege: true,
    nombrePeriodesEtablissement: 1,
    uniteLegale: {
      etatAdministratifUniteLegale: 'A',
      statutDiffusionUniteLegale: 'O',
      dateCreationUniteLegale: '2004-09-13',
      categorieJuridiqueUniteLegale: '5499',
      denominationUniteLegale: 'ATELIERS BORÉAL',
      sigleUniteLegale: 'ABX',
      denominationUsuelle1UniteLegale: null,
      denominationUsuelle2UniteLegale: null,
      denominationUsuelle3UniteLegale: null,
      sexeUniteLegale: null,
      nomUniteLegale: null,
      nomUsageUniteLegale: null,
      prenom1UniteLegale: null,
      prenom2UniteLegale: null,
      prenom3UniteLegale: null,
      prenom4UniteLegale: null,
      prenomUsuelUniteLegale: null,
      pseudonymeUniteLegale: null,
      activitePrincipaleUniteLegale: '43.21A',
      nomenclatureActivitePrincipaleUniteLegale: 'NAFRev2',
      identifiantAssociationUniteLegale: null,
      economieSocialeSolidaireUniteLegale: null,
      caractereEmployeurUniteLegale: 'O',
      trancheEffectifsUniteLegale: '12',
      anneeEffectifsUniteLegale: '2018',
      nicSiegeUniteLegale: SIRET_IN_TEMPLATE.slice(9),
      dateDernierTraitementUniteLegale: '2020-11-02T07:15:00',
      categorieEntreprise: 'PME',
      anneeCategorieEntreprise: '2018',
    },
    adresseEtablissement: {
      ...nulls('Etablissement', address),
      complementAdresseEtablissement: 'BATIMENT C',
      numeroVoieEtablissement: '14',
      indiceRepetitionEtablissement: 'B',
      typeVoieEtablissement: 'RUE',
      libelleVoieEtablissement: 'DES TILLEULS',
      codePostalEtablissement: '35000',
      libelleCommuneEtablissement: 'RENNES',
      codeCommuneEtablissement: '35238',
    },
    adresse2Etablissement: nulls('2Etablissement', address),
    periodesEtablissement: [
      {
        dateFin: null,
        dateDebut: '2015-03-01',
        etatAdministratifEtablissement: 'A',
        changementEtatAdministratifEtablissement: false,
        enseigne1Etablissement: 'BOREAL CONNECT',
        enseigne2Etablissement: null,
        enseigne3Etablissement: null,
        changementEnseigneEtablissement: false,
        denominationUsuelleEtablissement: null,
        changementDenominationUsuelleEtablissement: false,
        activitePrincipaleEtablissement: '43.21A',
        nomenclatureActivitePrincipaleEtablissement: 'NAFRev2',
        changementActivitePrincipaleEtablissement: true,
        caractereEmployeurEtablissement: 'O',
        changementCaractereEmployeurEtablissement: false,
      },
    ],
  };
}
