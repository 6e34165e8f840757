import { cutAtLinks } from '../../core/linked-text.ts';

const page = 'margin:0;padding:24px 12px;background-color:#f6f6f6;font-family:Arial,sans-serif;color:#161616';
const card = 'max-width:600px;margin:0 auto;padding:24px;background-color:#ffffff;border-top:4px solid #000091';
const heading = 'margin:0 0 24px;font-size:18px;font-weight:bold';
const paragraph = 'margin:0 0 16px;font-size:16px;line-height:24px';
const anchor = 'color:#000091;word-break:break-all';

/** The HTML of a mail, made from its text: the same words, its links to click, no image. */
export function MailLayout({
  service,
  subject,
  text,
}: {
  service: string;
  subject: string;
  text: string;
}): JSX.Element {
  const paragraphs = text
    .trim()
    .split(/\n\s*\n/)
    .map((lines) => lines.split('\n'));
  return (
    <>
      {'<!doctype html>'}
      <html lang="fr">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title safe>{subject}</title>
        </head>
        <body style={page}>
          <div style={card}>
            <p style={heading} safe>
              {service}
            </p>
            {paragraphs.map((lines) => (
              <p style={paragraph}>
                {lines.map((line, index) => (
                  <>
                    {index === 0 ? '' : <br />}
                    <Line text={line} />
                  </>
                ))}
              </p>
            ))}
          </div>
        </body>
      </html>
    </>
  );
}

function Line({ text }: { text: string }): JSX.Element {
  return (
    <>
      {cutAtLinks(text).map((piece) =>
        piece.kind === 'words' ? (
          <span safe>{piece.text}</span>
        ) : (
          <a href={piece.text} style={anchor} safe>
            {piece.text}
          </a>
        ),
      )}
    </>
  );
}
