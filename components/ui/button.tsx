import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classNames } from './class-names';
import { ScreenLink } from './screen-link';

type Emphasis = 'filled' | 'outlined' | 'quiet' | 'danger';

const BASE =
  'inline-flex min-h-12 items-center justify-center gap-2.5 rounded-surface px-5 py-2.5 text-body font-semibold no-underline select-none transition-colors disabled:opacity-50 aria-disabled:opacity-50';
const EMPHASIS: Record<Emphasis, string> = {
  filled: 'bg-accent text-on-accent hover:brightness-110 active:brightness-95',
  outlined: 'border border-control bg-surface text-ink hover:border-accent active:bg-accent-soft',
  quiet: 'text-accent hover:bg-accent-soft active:bg-accent-soft',
  danger: 'border border-error bg-surface text-error hover:bg-error hover:text-surface',
};

type ButtonStyle = {
  emphasis?: Emphasis | undefined;
  icon?: LucideIcon | undefined;
  large?: boolean | undefined;
  children: ReactNode;
};

export function Icon({ icon: Drawing, size = 20 }: { icon: LucideIcon; size?: number }) {
  return <Drawing aria-hidden size={size} strokeWidth={1.75} className="shrink-0" />;
}

/** Returns the class name and the content shared by buttons and links. */
function buildButtonProps(
  { emphasis = 'outlined', icon, large = false, children }: ButtonStyle,
  className: string | undefined,
) {
  return {
    className: classNames(BASE, EMPHASIS[emphasis], large && 'min-h-16 text-large', className),
    children: (
      <>
        {icon && <Icon icon={icon} size={large ? 24 : 20} />}
        {children}
      </>
    ),
  };
}

/** An action on this screen. */
export function Button({
  emphasis,
  icon,
  large,
  children,
  className,
  ...rest
}: ButtonStyle & ComponentProps<'button'>) {
  return <button type="button" {...rest} {...buildButtonProps({ emphasis, icon, large, children }, className)} />;
}

/** A link to another screen, styled as a button. */
export function ButtonLink({
  emphasis,
  icon,
  large,
  children,
  className,
  ...rest
}: ButtonStyle & ComponentProps<typeof ScreenLink>) {
  return <ScreenLink {...rest} {...buildButtonProps({ emphasis, icon, large, children }, className)} />;
}

/** A link to a separate document outside the router, styled as a button. */
export function DocumentLink({
  emphasis,
  icon,
  large,
  children,
  className,
  ...rest
}: ButtonStyle & ComponentProps<'a'>) {
  return <a {...rest} {...buildButtonProps({ emphasis, icon, large, children }, className)} />;
}

/** A button with only an icon; its label serves assistive technology and the tooltip. */
export function IconButton({
  icon,
  label,
  className,
  ...rest
}: { icon: LucideIcon; label: string } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={classNames(
        'inline-flex size-12 shrink-0 items-center justify-center rounded-surface text-ink hover:bg-accent-soft disabled:opacity-40',
        className,
      )}
    >
      <Icon icon={icon} />
    </button>
  );
}
