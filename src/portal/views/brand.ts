import { readFileSync } from 'node:fs';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Brand } from './frame.ts';

const BrandFile = Type.Object(
  {
    organisme: Type.String(),
    service: Type.String({ minLength: 1 }),
    ligne: Type.String(),
    logo: Type.Union([Type.String({ pattern: '^/' }), Type.Null()]),
  },
  { additionalProperties: false },
);

/** Reads the file that says who runs the service; throws, naming it, when it does not have the form of the built-in one. */
export function readBrand(file: string): Brand {
  const brand: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (Value.Check(BrandFile, brand)) return brand;
  const [fault] = Value.Errors(BrandFile, brand);
  throw new Error(`${file} : ${fault?.instancePath} ${fault?.message}`);
}
