/** The call as a shell command; the token is in a variable, and in no history. */
export function curlCommand(address: string, timeoutSeconds: number): string {
  return [
    `curl --max-time ${timeoutSeconds} \\`,
    '  -H "Authorization: Bearer $JETON" \\',
    `  '${address.replaceAll("'", '%27')}'`,
  ].join('\n');
}
