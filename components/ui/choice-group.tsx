import { useId } from 'react';
import { classNames } from './class-names';

export type Choice<Value extends string> = { value: Value; label: string; detail?: string };

/**
 * A single choice among a few visible options. Native radio buttons: arrow keys move, the whole row is the target.
 */
export function ChoiceGroup<Value extends string>({
  legend,
  choices,
  value,
  onChange,
  inline,
}: {
  legend: string;
  choices: readonly Choice<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  inline?: boolean;
}) {
  const name = useId();
  return (
    <fieldset className={inline ? 'flex flex-wrap gap-2' : 'flex flex-col gap-2'}>
      <legend className="mb-2 text-body font-semibold">{legend}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={classNames(
            'flex min-h-12 cursor-pointer items-center gap-3 rounded-surface border bg-surface px-3.5 py-2.5',
            value === choice.value ? 'border-accent outline outline-accent' : 'border-control hover:border-accent',
          )}
        >
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
            className="size-5 shrink-0 accent-[var(--accent)]"
          />
          <span>
            {choice.label}
            {choice.detail && <span className="block text-small text-muted">{choice.detail}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
