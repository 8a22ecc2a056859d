/**
 * The words of an nginx configuration, read as ngx_conf_read_token reads them (src/core/ngx_conf_file.c):
 * comments dropped, quotes and escapes resolved; `;`, `{` and `}` are words of their own.
 */
export function nginxWords(text: string): string[] {
  const words: string[] = [];
  for (let at = 0; at < text.length; ) {
    const character = text[at]!;
    if (/[ \t\r\n]/.test(character)) at++;
    else if (character === "#") while (at < text.length && text[at] !== "\n") at++;
    else if (/[;{}]/.test(character)) words.push(text[at++]!);
    else {
      const { raw, end } = /["']/.test(character) ? quotedWord(text, at) : bareWord(text, at);
      words.push(unescaped(raw));
      at = end;
    }
  }
  return words;
}

function quotedWord(text: string, start: number): { raw: string; end: number } {
  let at = start + 1;
  while (text[at] !== text[start]) {
    if (at >= text.length) throw new Error("unexpected end of file, expecting a closing quote");
    at += text[at] === "\\" ? 2 : 1;
  }
  if (!/[ \t\r\n;{)]/.test(text[at + 1] ?? " ")) throw new Error(`unexpected "${text[at + 1]}" after a quoted word`);
  return { raw: text.slice(start + 1, at), end: at + 1 };
}

function bareWord(text: string, start: number): { raw: string; end: number } {
  let at = start;
  while (at < text.length && !/[ \t\r\n;{]/.test(text[at]!)) at += text[at] === "\\" ? 2 : 1;
  return { raw: text.slice(start, at), end: at };
}

const escapes: Readonly<Record<string, string>> = { t: "\t", r: "\r", n: "\n", '"': '"', "'": "'", "\\": "\\" };
const unescaped = (raw: string) => raw.replace(/\\(["'\\trn])/g, (_, character: string) => escapes[character]!);
