import { defineSimulation, type SimulatedReply, type SimulatedRequest, textReply } from '../../simulator/simulation.ts';
import { extractXml } from './extract.simulator.ts';

const XML = 'text/xml; charset=UTF-8';
const OPENING =
  "<?xml version='1.0' encoding='UTF-8'?><SOAP-ENV:Envelope xmlns:SOAP-ENV='http://schemas.xmlsoap.org/soap/envelope/' xmlns:SOAP-ENC='http://schemas.xmlsoap.org/soap/encoding/' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xmlns:xsd='http://www.w3.org/2001/XMLSchema'><SOAP-ENV:Body><ns0:getProduitsWebServicesXMLResponse xmlns:ns0='urn:local' SOAP-ENV:encodingStyle='http://schemas.xmlsoap.org/soap/encoding/'><return xsi:type='xsd:string'>";
const CLOSING = '</return></ns0:getProduitsWebServicesXMLResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>';

export default defineSimulation('infogreffe', [
  {
    method: 'POST',
    path: /^\/$/,
    identify: ({ body }) => /<num_siren>(\d{9})<\/num_siren>/.exec(body)?.[1] ?? '',
    found: ({ unit }, request) => {
      if (!isSubscriber(request)) return returned('003 -CODE ABONNE OU MOT DE PASSE INVALIDE-');
      const { immatriculation } = unit;
      if (immatriculation === null) return returned('081 -DOCUMENT INDISPONIBLE POUR LES NON INSCRITS AU RCS-');
      return returned(extractXml({ ...unit, immatriculation }));
    },
    unknown: () => returned('006 -DOSSIER NON TROUVE DANS LA BASE DE GREFFES-'),
    brokenDown: () => textReply(`${OPENING}Server.Error${CLOSING}`, XML, 500),
  },
]);

/** Everything comes in `return`, errors too, with a status 200. */
function returned(content: string): SimulatedReply {
  return textReply(OPENING + content + CLOSING, XML);
}

function isSubscriber({ headers, body }: SimulatedRequest): boolean {
  const isSigned = /<code_abonne>[^<]+<\/code_abonne>\s*<mot_passe>[^<]+<\/mot_passe>/.test(body);
  return isSigned && headers['soapaction'] === 'getProduitsWebServicesXML';
}
