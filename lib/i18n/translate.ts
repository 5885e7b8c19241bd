import { bindNumbers } from './bind-numbers';
import type { RegionProfile } from './locales';
import type { Messages } from './messages/app/catalogue';
import { typeset } from './typography';

/** `{name}`, or `{count|one form|other form}`: the number and the form that its language uses with it. */
type PlaceholderOf<Text extends string> = Text extends `${string}{${infer Placeholder}}${infer Rest}`
  ? NameIn<Placeholder> | PlaceholderOf<Rest>
  : never;
type NameIn<Placeholder extends string> = Placeholder extends `${infer Name}|${string}` ? Name : Placeholder;

type ValuesOf<Sentence> = [PlaceholderOf<Sentence & string>] extends [never]
  ? []
  : [values: Record<PlaceholderOf<Sentence & string>, string | number>];

/** Looks up a message and fills in its placeholders. A missing placeholder value is a type error. */
export type TranslateOf<Catalogue> = <Key extends keyof Catalogue>(
  key: Key,
  ...values: ValuesOf<Catalogue[Key]>
) => string;
export type Translate = TranslateOf<Messages>;

/**
 * Returns a function that looks up `messages` with the typography of `region`. Values are inserted unchanged: they are
 * what people typed. `{count|contact|contacts}` becomes `1 contact` or `2 contacts` (CLDR plural rules), without a line
 * break between the number and the word.
 */
export function translator<Catalogue = Messages>(
  messages: Record<keyof NoInfer<Catalogue>, string>,
  region: RegionProfile,
): TranslateOf<Catalogue> {
  const rules = new Intl.PluralRules(region);
  const counted = (value: string | number, one: string, other: string) =>
    `${value}\u00a0${rules.select(Number(value)) === 'one' ? one : other}`;
  return (key, ...[values]) => {
    const sentence = bindNumbers(typeset(messages[key], region));
    if (values === undefined) return sentence;
    const replacements: Record<string, string | number> = values;
    return sentence.replace(
      /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g,
      (whole, name: string, one?: string, other?: string) => {
        const value = replacements[name];
        if (value === undefined) return whole;
        return one === undefined || other === undefined ? String(value) : counted(value, one, other);
      },
    );
  };
}
