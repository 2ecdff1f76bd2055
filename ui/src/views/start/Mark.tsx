// The sign of the program: a watchtower.
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg
      className="mark"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <rect width="24" height="24" rx="6" className="mark-ground" />
      <path d="M6.5 8.5 12 5l5.5 3.5v2h-11zM8.5 12h7l1 7h-9z" className="mark-tower" />
      <path d="M11 14.5h2V19h-2z" className="mark-ground" />
    </svg>
  );
}
