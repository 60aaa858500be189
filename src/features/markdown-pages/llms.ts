/** `llms.txt` (https://llmstxt.org): what language models and other programs find here, and where it is as Markdown. */

/** A link of the list. */
export interface Listed {
  title: string;
  url: string;
  note: string;
}

/** What the list says. */
interface LlmsText {
  title: string;
  summary: string;
  /** What a reader must know before the links: one paragraph each. */
  notes: readonly string[];
  sections: readonly { title: string; links: readonly Listed[] }[];
}

/** Writes the list in the order that the format asks for: title, summary, notes, then one list per section. */
export function llmsText({ title, summary, notes, sections }: LlmsText): string {
  const blocks = [
    `# ${title}`,
    `> ${summary}`,
    ...notes,
    ...sections.map(
      ({ title: name, links }) =>
        `## ${name}\n\n${links.map(({ title: text, url, note }) => `- [${text}](${url}): ${note}`).join('\n')}`,
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}
