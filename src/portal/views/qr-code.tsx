import { encode } from 'uqr';

const BORDER = 2;

/** A QR code, drawn here: what it says goes to no one else. */
export function QrCode({ text, label }: { text: string; label: string }): JSX.Element {
  const { data, size } = encode(text, { border: BORDER });
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={`${size}`} height={`${size}`} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  );
}
