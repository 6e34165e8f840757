import type { Page } from 'playwright-core';

/** A field of a form, as a browser has it. */
export interface SeenField {
  readonly name: string;
  /** `hidden`, `text`, `email`, `textarea`, `select`, `radio`, `checkbox`, `password`, `file`… */
  readonly kind: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly isChecked: boolean;
}

export interface SeenForm {
  readonly action: string;
  readonly fields: readonly SeenField[];
  /** The buttons that send it, each with what it says besides. */
  readonly buttons: readonly { readonly name: string; readonly value: string }[];
}

export interface ReadPage {
  /** What could act in the page that its own code has not put there. */
  readonly faults: readonly string[];
  /** The forms that change something. */
  readonly forms: readonly SeenForm[];
  /** Where it leads within the site, without what is asked there. */
  readonly links: readonly string[];
}

/** What in a page says that something typed has become a part of it. */
export const MARK = 'x-marque';

/**
 * Read in a browser by its own parser, which runs nothing: our pages hold no handler of events, no address that is a script, no
 * document inside an attribute, so that any of these came from someone.
 */
const READER = `(html) => {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const faults = [];
  const addresses = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'poster', 'background'];
  for (const element of page.querySelectorAll('*')) {
    const { localName } = element;
    if (localName === '${MARK}') faults.push('what was typed is an element');
    if (['script', 'style'].includes(localName) && element.textContent.includes('${MARK}')) faults.push('typed into a ' + localName);
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'srcdoc') faults.push(localName + ' has ' + name);
      if (addresses.includes(name) && /^[\\s\\0-\\x1f]*(?:javascript|vbscript|data:text)/i.test(value))
        faults.push(localName + ' leads to ' + value.slice(0, 40));
    }
  }
  const forms = [...page.querySelectorAll('form')].filter((form) => form.method === 'post').map((form) => ({
    action: form.getAttribute('action') ?? '',
    fields: [...form.elements].filter((field) => field.name && !field.disabled && field.localName !== 'button').map((field) => ({
      name: field.name,
      kind: field.localName === 'input' ? field.type : field.localName,
      value: field.value,
      options: field.localName === 'select' ? [...field.options].map((option) => option.value) : [],
      isChecked: field.checked === true,
    })),
    buttons: [...form.elements].filter((field) => field.localName === 'button' && field.type === 'submit').map((button) => ({
      name: button.name,
      value: button.value,
    })),
  }));
  const leads = [...page.querySelectorAll('a[href^="/"]')].map((link) => link.getAttribute('href').replace(/[?#].*$/, ''));
  return { faults, forms, links: [...new Set(leads)] };
}`;

/** Reads pages as a browser does. */
export function readerIn(page: Page): (html: string) => Promise<ReadPage> {
  return (html) => page.evaluate(`(${READER})(${JSON.stringify(html)})`);
}
