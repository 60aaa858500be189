/**
 * Lower case without accents and ligatures: how words are compared, so that `contêiner`, `Conteiner` and `CONTÊINER` are
 * one, and `ﬁrewall`, copied out of a PDF, is `firewall`.
 */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * The words of a text, folded. A word joined by hyphens, dots or underscores gives its parts and itself in one
 * (`cri-o`: `cri`, `o`, `crio`), because people write it either way.
 */
export function words(text: string): string[] {
  return fold(text)
    .split(/[^a-z0-9._-]+/)
    .flatMap((chunk) => {
      const parts = chunk.split(/[._-]+/).filter((part) => part !== '');
      return parts.length > 1 ? [...parts, parts.join('')] : parts;
    });
}
