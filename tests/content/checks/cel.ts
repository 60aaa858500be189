/** Strings before names: `r"…"` is one, `r` alone another. A sign that no token has stays over. */
const TOKEN =
  /\s+|r?"(?:[^"\\\n]|\\.)*"|r?'(?:[^'\\\n]|\\.)*'|\d+(?:\.\d+)?(?:e[+-]?\d+)?u?|[A-Za-z_]\w*|&&|\|\||[=!<>]=|[-<>+*/%?:.,!()[\]{}]/y;
const BINARY = new Set(['&&', '||', '==', '!=', '<=', '>=', '<', '>', '+', '*', '/', '%', '?', ':', '.', ',', 'in']);
const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * What is wrong with the syntax of a CEL expression: signs that it does not have, brackets that do not match, operands without an
 * operator between them or the other way round. Types and names are not looked at.
 * https://github.com/google/cel-spec/blob/master/doc/langdef.md#syntax
 */
export function celFault(expression: string): string | undefined {
  const open: string[] = [];
  // Whether an operand has to come next.
  let wanted = true;
  for (let at = 0; at < expression.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(expression)?.[0];
    if (token === undefined) return `"${expression.slice(at, at + 8)}" begins with nothing that CEL has`;
    if (token.trim() === '') continue;
    const unary = token === '!' || token === '-';
    if (token in CLOSES) {
      if (open.pop() !== CLOSES[token]) return `"${token}" closes nothing`;
      if (wanted && !/[([{,]\s*$/.test(expression.slice(0, at))) return `an operand is missing before "${token}"`;
      wanted = false;
    } else if ('([{'.includes(token)) {
      open.push(token);
      wanted = true;
    } else if (BINARY.has(token) || (unary && !wanted)) {
      if (wanted) return `an operand is missing before "${token}"`;
      if (token === '!') return 'an operator is missing before "!"';
      wanted = true;
    } else if (!unary) {
      if (!wanted) return `an operator is missing before "${token}"`;
      wanted = false;
    }
  }
  if (open.length > 0) return `"${open.at(-1)}" is not closed`;
  return wanted ? 'it ends where an operand is missing' : undefined;
}
