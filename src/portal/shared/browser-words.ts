const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/Chrom(?:e|ium)\/|\bCriOS\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/\bcurl\//, 'curl'],
];
const UNKNOWN = 'Navigateur inconnu';
const systems: readonly (readonly [RegExp, string])[] = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/** « Firefox sur Windows », as far as a browser tells. Order matters: most of them claim to be others too. */
export function browserWords(agent: string): string {
  const named = (table: typeof browsers): string | undefined => table.find(([form]) => form.test(agent))?.[1];
  const [browser, system] = [named(browsers), named(systems)];
  if (browser === undefined) return system === undefined ? UNKNOWN : `${UNKNOWN} sur ${system}`;
  return system === undefined ? browser : `${browser} sur ${system}`;
}

/** Most of them claim to be Chrome or Safari too: their own version is looked for first. */
const versions = [
  /\b(?:Edg(?:e|A|iOS)?|OPR|SamsungBrowser|Firefox|FxiOS|CriOS)\/(\d{1,4})/,
  /Chrom(?:e|ium)\/(\d{1,4})/,
  /\bVersion\/(\d{1,4})/,
];

/** « Firefox 140 sur Windows ». */
export function browserWithVersion(agent: string): string {
  const words = browserWords(agent);
  const [, version] = versions.map((form) => form.exec(agent)).find((found) => found !== null) ?? [];
  if (version === undefined || words.startsWith(UNKNOWN)) return words;
  const [browser, system] = words.split(' sur ');
  return `${browser} ${version}${system === undefined ? '' : ` sur ${system}`}`;
}
