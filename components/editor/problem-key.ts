import type { PropertyProblem } from '@/lib/card/problems';
import type { MessageKey } from '@/lib/i18n/messages/app/catalogue';

const KEYS = {
  'email.incomplete': 'problem.email.incomplete',
  'phone.incomplete': 'problem.phone.incomplete',
  'url.incomplete': 'problem.url.incomplete',
  'name.missing': 'problem.name.missing',
} as const satisfies Record<PropertyProblem, MessageKey>;

/** Message key of a property's problem. */
export const problemKey = (problem: PropertyProblem) => KEYS[problem];
