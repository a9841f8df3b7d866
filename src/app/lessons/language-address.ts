/** The address that asks for the course in a language. */
import { FALLBACK } from '../../lessons/index.ts';

/** @param address of the page, e.g. `location.href` */
export function addressIn(language: string, address: string): string {
  const url = new URL(address);
  if (language === FALLBACK) url.searchParams.delete('lang');
  else url.searchParams.set('lang', language);
  return url.href;
}
