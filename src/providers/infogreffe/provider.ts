import type { Errand } from '../../core/errand.ts';
import type { Siren } from '../../core/identifiers/siren.ts';
import { defineProvider } from '../../core/provider.ts';
import { type Extract, readExtract } from './extract.ts';
import { infogreffeIdentity } from './identity.ts';
import { escaped } from './xml.ts';

/** Infogreffe, the registers of the commercial courts: one SOAP operation, its credentials in the body. */
export const infogreffe = defineProvider({
  ...infogreffeIdentity,
  settings: {
    url: { variable: 'INFOGREFFE_URL', kind: 'url', purpose: "Adresse du service d'extraits d'Infogreffe" },
    subscriber: { variable: 'INFOGREFFE_CODE_ABONNE', kind: 'credential', purpose: "Code d'abonné Infogreffe" },
    password: { variable: 'INFOGREFFE_MOT_PASSE', kind: 'credential', purpose: "Mot de passe de l'abonné Infogreffe" },
  },
  open: ({ wire, settings }) => {
    const opening = messageOpening(settings.subscriber, settings.password);
    return {
      /** The extract of the register of commerce of a legal unit. */
      extract: (errand: Errand, siren: Siren): Promise<Extract> =>
        wire.ask(
          errand,
          { method: 'POST', url: settings.url, headers: HEADERS, body: opening + escaped(siren) + CLOSING },
          (answer) => readExtract(answer, siren),
        ),
    };
  },
});

/** `charset` is a header of its own here. */
const HEADERS = { 'Content-Type': 'text/xml', charset: 'utf-8', SOAPAction: 'getProduitsWebServicesXML' };

/** The message up to the siren: profile A, full extract (KB) as XML (XL), by web service. */
const messageOpening = (subscriber: string, password: string) =>
  `<soapenv:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:urn="urn:WebServicesProduits">
  <soapenv:Header/>
  <soapenv:Body>
    <urn:getProduitsWebServicesXML soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">
      <arg0 xsi:type="xsd:string">
        <demande>
          <emetteur>
            <code_abonne>${escaped(subscriber)}</code_abonne>
            <mot_passe>${escaped(password)}</mot_passe>
            <code_requete>
              <type_profil>A</type_profil>
              <origine_emetteur>IC</origine_emetteur>
              <nature_requete>C</nature_requete>
              <type_document>KB</type_document>
              <type_requete>S</type_requete>
              <mode_diffusion><mode type="XL"/></mode_diffusion>
              <media>WS</media>
            </code_requete>
          </emetteur>
          <commande><num_siren>`;

const CLOSING = `</num_siren></commande>
        </demande>
      </arg0>
    </urn:getProduitsWebServicesXML>
  </soapenv:Body>
</soapenv:Envelope>
`;
