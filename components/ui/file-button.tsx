import type { LucideIcon } from 'lucide-react';
import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react';
import { Icon } from './button';
import { classNames } from './class-names';

type Props = Pick<ComponentProps<'input'>, 'accept' | 'capture' | 'disabled'> & {
  icon: LucideIcon;
  children: ReactNode;
} & (
    | { onFile: (file: File) => void; onFiles?: never }
    /** Several files may be chosen at once. */
    | { onFile?: never; onFiles: (files: File[]) => void }
  ) & {
    filled?: boolean;
    /** Extra props of the label, such as drop handlers and class names. */
    label?: ComponentProps<'label'>;
  };

/**
 * A file field that looks like a button; the transparent input covers it, so that it receives touches and focus. A file
 * chosen before the scripts have started is read when they start.
 */
export function FileButton({ icon, children, onFile, onFiles, filled, label, ...field }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const readFiles = () => {
    if (input.current === null) return;
    const files = Array.from(input.current.files ?? []);
    input.current.value = '';
    const [file] = files;
    if (file === undefined) return;
    onFile?.(file);
    onFiles?.(files);
  };
  const readAtStart = useRef(readFiles);
  useEffect(() => readAtStart.current(), []);
  return (
    <label
      {...label}
      className={classNames(
        'file-button rounded-surface px-5 text-large font-semibold',
        filled ? 'bg-accent text-on-accent' : 'border border-control bg-surface hover:border-accent',
        label?.className,
      )}
    >
      <Icon icon={icon} size={24} />
      {children}
      <input
        {...field}
        ref={input}
        type="file"
        multiple={onFiles !== undefined}
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={readFiles}
      />
    </label>
  );
}
