import { useId } from 'react';
import { classNames } from './class-names';

/** A single choice among a few short labels side by side, built on native radio buttons. */
export function SegmentedControl<Value extends string | number>({
  legend,
  value,
  choices,
  onChange,
  hideLegend = false,
}: {
  legend: string;
  value: Value;
  choices: readonly { value: Value; label: string; swatch?: string }[];
  onChange: (value: Value) => void;
  hideLegend?: boolean;
}) {
  const name = useId();
  return (
    <fieldset>
      <legend className={hideLegend ? 'sr-only' : 'mb-1 text-small font-semibold'}>{legend}</legend>
      <div className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={classNames(
              'relative flex min-h-12 cursor-pointer items-center gap-2 rounded-surface border bg-surface px-3.5 py-2 has-focus-visible:outline-3 has-focus-visible:outline-offset-2',
              value === choice.value
                ? 'border-accent font-semibold outline outline-accent'
                : 'border-control hover:border-accent',
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={value === choice.value}
              onChange={() => onChange(choice.value)}
              className="absolute inset-0 cursor-pointer appearance-none rounded-surface"
            />
            {choice.swatch !== undefined && (
              <span
                aria-hidden
                className="size-5 shrink-0 rounded-full border border-control"
                style={{ backgroundColor: choice.swatch }}
              />
            )}
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
