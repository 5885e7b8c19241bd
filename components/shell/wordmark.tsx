/** The wordmark: two cards overlapping at a corner, for the handshake in the name. */
export function Wordmark() {
  return (
    <span className="flex items-center gap-2.5 text-large font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
        <rect x="3" y="6" width="18" height="13" rx="2.2" fill="var(--ink)" />
        <rect
          x="11"
          y="13"
          width="18"
          height="13"
          rx="2.2"
          fill="var(--accent)"
          stroke="var(--paper)"
          strokeWidth="1.8"
        />
      </svg>
      Poignée
    </span>
  );
}
