import { describe, expect, it } from 'vitest';
import { Failure } from '../../core/failure.ts';
import { parseSiren, type Siren } from '../../core/identifiers/siren.ts';
import { readExtract } from './extract.ts';

const asked = sirenOf('100100015');

function sirenOf(raw: string): Siren {
  const siren = parseSiren(raw);
  if (siren === null) throw new Error(raw);
  return siren;
}

function soap(content: string, before = ''): Buffer {
  return Buffer.from(
    `<?xml version='1.0' encoding='UTF-8'?>${before}<SOAP-ENV:Envelope xmlns:SOAP-ENV='http://schemas.xmlsoap.org/soap/envelope/'><SOAP-ENV:Body><ns0:getProduitsWebServicesXMLResponse xmlns:ns0='urn:local'><return>${content}</return></ns0:getProduitsWebServicesXMLResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>`,
  );
}

const read = (body: Buffer) => readExtract({ status: 200, headers: {}, body }, asked);

function codeOf(body: Buffer): string | undefined {
  try {
    read(body);
    return undefined;
  } catch (error) {
    return error instanceof Failure ? error.faults[0]?.code : 'not a failure';
  }
}

describe('what Infogreffe says instead of an extract', () => {
  it.each([
    ['006 -DOSSIER NON TROUVE DANS LA BASE DE GREFFES-', '02003'],
    ['008 -KBIS INDISPONIBLE POUR LE SIREN-', '02003'],
    ['065 -LES MODES DE DIFFUSION SONT INVALIDES-', '02003'],
    ['081 -DOCUMENT INDISPONIBLE POUR LES NON INSCRITS AU RCS-', '02003'],
    ['003 -CODE ABONNE OU MOT DE PASSE INVALIDE-', '02006'],
    ['005 -ABONNE INTERDIT-', '02006'],
    ['999 -SERVICE INDISPONIBLE-', '02001'],
    ['042 -AUTRE CHOSE-', '02000'],
    ['', '02000'],
    ['<Extrait type="2"/>', '02000'],
  ])('%s → %s', (text, code) => {
    expect(codeOf(soap(text))).toBe(code);
  });

  it.each([
    ['a page', Buffer.from('<html><body>Erreur</body></html>')],
    ['an envelope cut short', soap('<Extrait><dossier/></Extrait>').subarray(0, -5)],
    ['bytes that are not text', Buffer.from([0xff, 0xfe, 0x00])],
    [
      'an extract of another company',
      soap('<Extrait><dossier><entreprise><num_ident siren="100100023"/></entreprise></dossier></Extrait>'),
    ],
  ])('refuses %s', (_, body) => {
    expect(codeOf(body)).toBe('02000');
  });
});

describe('the entities of an extract', () => {
  const observed = (libelle: string): Buffer =>
    soap(
      `<Extrait><dossier><liste_observations><observation><libelle>${libelle}</libelle></observation></liste_observations></dossier></Extrait>`,
    );

  it("decodes XML's own, once", () => {
    const [observation] = read(observed('SI&#200;GE &amp;\n L&apos;ATELIER &lt;A&gt; &amp;lt;')).observations;
    expect(observation?.libelle).toBe("SIÈGE & L'ATELIER <A> &lt;");
  });

  it('refuses any other before expanding it', () => {
    const laughs = Array.from({ length: 30 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
    const startedAt = performance.now();
    expect(codeOf(soap('&l30;', `<!DOCTYPE lolz [<!ENTITY l0 "lol">${laughs}]>`))).toBe('02000');
    expect(codeOf(soap('&passwd;', '<!DOCTYPE x [<!ENTITY passwd SYSTEM "file:///etc/hostname">]>'))).toBe('02000');
    expect(performance.now() - startedAt).toBeLessThan(200);
  });
});

describe('an extract', () => {
  it('has its radiation wherever it is, and its principal establishment', () => {
    const extract = read(
      soap(
        '<Extrait><dossier date_extrait="05 JANVIER 2026"><entreprise><num_ident siren="100100015"/><pp><radiation><date_radiation dateISO="2020-02-29"/></radiation></pp></entreprise>' +
          '<etablissement type="2"><nom_commercial>SECOND</nom_commercial></etablissement>' +
          '<etablissement type="1"><nom_commercial> LE  PHARE </nom_commercial></etablissement></dossier></Extrait>',
      ),
    );
    expect(extract).toMatchObject({
      dateRadiation: '2020-02-29',
      nomCommercial: 'LE PHARE',
      kind: 'PP',
      dirigeants: [],
    });
  });
});
