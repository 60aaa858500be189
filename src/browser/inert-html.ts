/**
 * HTML as nodes: what somebody pastes, which is read and never shown, and what a tool of the site has made with every value
 * escaped. A document made this way has no window: its scripts do not run and its pictures are not fetched. The policy of
 * the pages enforces Trusted Types and knows this one use by its name (src/build/content-security-policy.ts).
 */
interface TrustedHtmlPolicy {
  createHTML: (html: string) => string;
}
interface TrustedTypes {
  createPolicy: (name: string, rules: TrustedHtmlPolicy) => TrustedHtmlPolicy;
}

let policy: TrustedHtmlPolicy | undefined;

/** The body of a piece of HTML. */
export function inertHtml(html: string): Node {
  // Not every browser has Trusted Types; where there are none, nothing asks for them.
  const types = (window as { trustedTypes?: TrustedTypes }).trustedTypes;
  policy ??= types?.createPolicy('inert-html', { createHTML: (text) => text }) ?? { createHTML: (text) => text };
  return new DOMParser().parseFromString(policy.createHTML(html), 'text/html').body;
}
