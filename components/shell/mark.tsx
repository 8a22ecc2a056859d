/** Two angle brackets held together by a bar: each side shows itself to the other. */
export function Mark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="shrink-0 text-accent"
    >
      <path d="M8.5 4 3 11l5.5 7" />
      <path d="M13.5 4 19 11l-5.5 7" />
      <path d="M8.6 11h4.8" />
    </svg>
  );
}
