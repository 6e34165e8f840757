import { type Static, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { providerFailure } from '../../core/failure.ts';
import { isMissing, type Missing, missing, promised, readPromised } from '../../core/missing.ts';
import type { Wire, WireAnswer } from '../../core/provider.ts';
import { jsonReader } from '../../core/provider-answer.ts';
import type { AdemeDoor, Certification, Qualification } from './door.ts';
import { ademeIdentity } from './identity.ts';

interface Settings2021 {
  readonly url: string;
  readonly key: string;
}

/** A search by form; the key is one of its fields. */
export function askSearch(wire: Wire, { url, key }: Settings2021): AdemeDoor['certification'] {
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' };
  return (errand, siret) => {
    const body = new URLSearchParams({ siret, key }).toString();
    return wire.ask(errand, { method: 'POST', url: `${url}/api/search/company`, headers, body }, readSearch);
  };
}

const Text = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const Entry = Type.Object({ name: Text, name_certif: Text, url: Text });
const Domain = Type.Object({ nom: Text });
/** A list written as an object, by rank; empty, or counted from zero, it comes as a list. */
const mapOf = <Item extends Type.TSchema>(item: Item) =>
  Type.Optional(Type.Union([Type.Array(item), Type.Record(Type.String(), item)]));
const Search = Compile(
  Type.Union([
    Type.Array(Type.Never(), { maxItems: 0 }),
    Type.Object({ company: Type.Array(Type.Object({ qualifications: mapOf(Entry), domaines: mapOf(Domain) })) }),
  ]),
);

const readJson = jsonReader(ademeIdentity, Type.Unknown());

function readSearch(answer: WireAnswer): Certification {
  const found = withPlainKeys(readJson(answer));
  if (!Search.Check(found)) throw providerFailure(ademeIdentity, '000', { cause: 'answer of another shape' });
  const companies = 'company' in found ? found.company : [];
  const qualifications = gathered(companies.map((company) => company.qualifications));
  const domaines = gathered(companies.map((company) => company.domaines));
  if (isNone(qualifications) && isNone(domaines)) throw providerFailure(ademeIdentity, '003');
  const names = readPromised(domaines, (list) => list.map(({ nom }) => nom).filter((nom) => typeof nom === 'string'));
  const isNameless = !isMissing(domaines) && !isMissing(names) && names.length < domaines.length;
  return {
    domaines: readPromised(names, (list) => [...new Set(list)]),
    qualifications: readPromised(qualifications, (list) => list.map(readQualification)),
    incomplete: isNameless ? ['domaines'] : [],
  };
}

function readQualification({ name, name_certif, url }: Static<typeof Entry>): Qualification {
  return { nom: name ?? missing, nomCertificat: name_certif ?? missing, lien: promised(url === '' ? null : url) };
}

/** What every company of the answer has under a key; missing when none has the key. */
function gathered<Item>(
  lists: readonly (readonly Item[] | Readonly<Record<string, Item>> | undefined)[],
): Item[] | Missing {
  const given = lists.filter((list) => list !== undefined);
  return given.length === 0 && lists.length > 0 ? missing : given.flatMap((list) => Object.values(list));
}

const isNone = (list: readonly unknown[] | Missing): boolean => !isMissing(list) && list.length === 0;

/** How deep its keys are: what lies further is of no use, and can be endless. */
const DEPTH = 5;

/** The case of its keys, and the hyphens in them, were never promised. */
function withPlainKeys(value: unknown, depth = DEPTH): unknown {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) return value.map((item) => withPlainKeys(item, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plain(key), withPlainKeys(inner, depth - 1)]));
}

const plain = (key: string): string =>
  key
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase();
