import { curlCommand } from '../../shared/console/curl.ts';
import type { ExampleCall } from './call.ts';

export interface Snippet {
  readonly language: string;
  /** How to run it from a terminal. */
  readonly run: string;
  readonly code: string;
}

/** The same first call in five languages. Each reads the token in the environment: no token is ever written in a program. */
export function snippets(call: ExampleCall): readonly Snippet[] {
  return [
    { language: 'curl', run: 'Dans un terminal', code: curl(call) },
    { language: 'TypeScript', run: 'npx tsx appel.ts (Node.js 20 ou plus)', code: typeScript(call) },
    { language: 'Python', run: 'python3 appel.py', code: python(call) },
    { language: 'PHP', run: 'php appel.php', code: php(call) },
    { language: 'Java', run: 'java Appel.java (Java 11 ou plus)', code: java(call) },
  ];
}

const curl = (call: ExampleCall): string => curlCommand(wholeAddress(call), call.timeoutSeconds);

function typeScript({ address, query, timeoutSeconds }: ExampleCall): string {
  return `const adresse = new URL(${inDoubleQuotes(address)});
adresse.search = new URLSearchParams({
${query.map(([name, value]) => `  ${name}: ${inDoubleQuotes(value)},`).join('\n')}
}).toString();

const reponse = await fetch(adresse, {
  headers: { Authorization: \`Bearer \${process.env.JETON}\` },
  signal: AbortSignal.timeout(${timeoutSeconds}_000),
});
const corps = (await reponse.json()) as { errors?: string[] };
if (!reponse.ok) throw new Error(\`\${reponse.status} \${corps.errors?.join(' ')}\`);
// 206 : réponse incomplète ; corps._indisponible dit ce qui manque.
console.log(reponse.status, corps);
`;
}

function python({ address, query, timeoutSeconds }: ExampleCall): string {
  return `import json
import os
import urllib.error
import urllib.parse
import urllib.request

parametres = urllib.parse.urlencode({
${query.map(([name, value]) => `    ${inDoubleQuotes(name)}: ${inDoubleQuotes(value)},`).join('\n')}
})
appel = urllib.request.Request(
    ${inDoubleQuotes(address)} + "?" + parametres,
    headers={"Authorization": "Bearer " + os.environ["JETON"]},
)
try:
    with urllib.request.urlopen(appel, timeout=${timeoutSeconds}) as reponse:
        # 206 : réponse incomplète ; "_indisponible" dit ce qui manque.
        print(reponse.status, json.load(reponse))
except urllib.error.HTTPError as erreur:
    raise SystemExit(f"{erreur.code} {' '.join(json.load(erreur)['errors'])}")
`;
}

function php({ address, query, timeoutSeconds }: ExampleCall): string {
  return `<?php
$parametres = http_build_query([
${query.map(([name, value]) => `    ${inSingleQuotes(name)} => ${inSingleQuotes(value)},`).join('\n')}
]);
$appel = curl_init(${inSingleQuotes(address)} . '?' . $parametres);
curl_setopt_array($appel, [
    CURLOPT_HTTPHEADER => ['Authorization: Bearer ' . getenv('JETON')],
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => ${timeoutSeconds},
]);
$reponse = curl_exec($appel);
if ($reponse === false) {
    exit(curl_error($appel) . "\\n");
}
$statut = curl_getinfo($appel, CURLINFO_RESPONSE_CODE);
$corps = json_decode($reponse, true);
if ($statut >= 300) {
    exit($statut . ' ' . implode(' ', $corps['errors'] ?? []) . "\\n");
}
// 206 : réponse incomplète ; $corps['_indisponible'] dit ce qui manque.
print_r($corps);
`;
}

function java(call: ExampleCall): string {
  return `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

public class Appel {
    public static void main(String[] arguments) throws Exception {
        HttpRequest appel = HttpRequest.newBuilder()
            .uri(URI.create(${inDoubleQuotes(wholeAddress(call))}))
            .header("Authorization", "Bearer " + System.getenv("JETON"))
            .timeout(Duration.ofSeconds(${call.timeoutSeconds}))
            .build();
        HttpResponse<String> reponse = HttpClient.newHttpClient()
            .send(appel, HttpResponse.BodyHandlers.ofString());
        // 206 : réponse incomplète ; "_indisponible" dit ce qui manque.
        System.out.println(reponse.statusCode() + " " + reponse.body());
    }
}
`;
}

function wholeAddress({ address, query }: ExampleCall): string {
  return `${address}?${new URLSearchParams(query.map(([name, value]): [string, string] => [name, value]))}`;
}

/** Escapes as JSON does, which TypeScript, Python and Java read alike. */
const inDoubleQuotes = (text: string): string => JSON.stringify(text);
const inSingleQuotes = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
