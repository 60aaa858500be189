/** Takes the wrappings off a text, by which the same address is written in another way; what it says stays as it is. */

/**
 * A text with its addresses as they are meant.
 * @param text whatever was pasted, or a file's content
 */
export function asText(text: string): string {
  let clean = text.replace(/^\uFEFF/, '');
  // A mail or a web archive that was saved as it travels.
  if (/^Content-Transfer-Encoding:\s*quoted-printable/im.test(clean)) clean = fromQuotedPrintable(clean);
  // A calendar and a card break each line at 75 bytes, and begin the rest with a blank.
  if (/^BEGIN:V[A-Z]+$/m.test(clean)) clean = clean.replace(/\r?\n[ \t]/g, '');
  // Some programs put a backslash before each slash in JSON, or write its number.
  if (/https?:\\\/\\\//i.test(clean)) clean = clean.replaceAll('\\/', '/');
  if (/https?(?::|\\u003a)\\u002f/i.test(clean))
    clean = clean.replace(/\\u(00[2-7][\da-f])/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  return (
    clean
      // Word and RTF keep the section apart from its page.
      .replace(/(HYPERLINK\s+\\?"https?:[^"#\s]+)("\s+\\{1,2}l\s+\\?")/gi, '$1#')
      // Between angle brackets an address may go on in the next line (RFC 3986, appendix C).
      .replace(/<(?:URL:)?https?:\/\/[^\s<>]+(?:[ \t]*\r?\n[ \t>]*[^\s<>]+)+>/gi, (whole) =>
        whole.replace(/\r?\n[ \t>]*|[ \t]/g, ''),
      )
      .replace(/(https?:\/\/[^\s<>"'&]{1,500})&(?:#0*35|#x0*23|num);/gi, '$1#')
      // An address that was made part of another one and taken out again, on a line of its own.
      .replace(/^https?%3a%2f%2f\S+$/gim, (whole) => {
        try {
          return decodeURIComponent(whole);
        } catch {
          return whole;
        }
      })
  );
}

/** RFC 2045: a sign in hexadecimal behind "=", and a line that goes on behind "=" at its end. */
function fromQuotedPrintable(text: string): string {
  const bytes = new TextEncoder().encode(text.replace(/=[ \t]*\r?\n/g, ''));
  const signs = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  const decoded = signs.replace(/=([0-9A-F]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return new TextDecoder().decode(Uint8Array.from(decoded, (sign) => sign.charCodeAt(0)));
}
